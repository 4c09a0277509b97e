import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  NATIONALITY,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  type OrgHeadKind,
  PHRASE,
  PLACE_HEAD,
  TITLE,
} from '../lists.ts';
import { isMark, keyAt, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { ANY_HEAD, type Reading } from '../words.ts';
import { honouredEnd, isHonorific } from './honoured.ts';
import { phraseAt, placeAt } from './phrases.ts';

const MOST_UNKNOWN = 3;
/** Nouns that stand between a head and its definite complement: `مجلس قيادة الثورة`. */
const IDAFA_NOUNS = new Set(
  'قياده اداره جنايات استيناف استئناف امن امناء نواب وزراء شوري ادارات حقوق مكافحه حمايه خدمات رعايه تنميه دعم انقاذ تحرير عمليات كتاب علماء خبراء تقصي حكماء رؤساء محامي صحفيي اطباء مهندسي رجال سيدات بحوث دراسات ابحاث علوم تنسيق متابعه بلديه نقابات صناعات غرف اوقاف شهداء ابناء ذوي تعليم تدريب تاهيل اسواق'.split(
    ' ',
  ),
);
/** Complements that leave the head a common noun: `مجلس الإدارة`. */
const COMMON_COMPLEMENTS = new Set(
  'التدريس الحرب الاسنان الاداره النظام المدينه البلاد الدوله الفريق النادي الشركه المنزل الحي القريه المنطقه البلده التحكيم الحكم العمل الاشغال المحافظه الشرطه الحوار التحقيق المجتمع الاتصال الرعايه الحزب الحكومه المعارضه الاحتلال الجماعه الوزاره الجامعه الصف الصدر الذات'.split(
    ' ',
  ),
);

function flagsAt(scene: Scene, at: number): number {
  return scene.words[at]?.bare.flags ?? 0;
}

/** A name that is no common word, without a clitic: the right part of `حزب الليكود`, `جامعة ستانفورد`. */
function isProper(scene: Scene, at: number): boolean {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return false;
  return word.unknown || (word.bare.flags & GIVEN) !== 0;
}

/** Organisations by their head: `وزارة الدفاع الإسرائيلية`, `القوات الروسية`, `المرصد السوري لحقوق الإنسان`. */
export function headedOrganisations(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const reading = scene.words[at]?.readings.find((r) => r.flags & ORG_HEAD);
    if (!reading || at + 1 >= scene.limits[at]! || isMark(scene, at + 1)) continue;
    const end = nameEnd(scene, at, reading);
    if (end <= at + 1) continue;
    const { kind } = reading.entry!.orgHead!;
    if (kind === 'bare') found.push(mentionOf(scene, at + 1, end, 0, 'ORG', 0.6, 'org-bare'));
    else {
      const open = kind === 'full' && isOpen(scene, end);
      found.push(
        mentionOf(scene, at, end, reading.cut, 'ORG', open ? OPEN_CONFIDENCE : CONFIDENCE[kind], `org-${kind}`),
      );
    }
  }
  return found;
}

/** A definite word follows that may go on with the name: the tagger tells. */
const OPEN_CONFIDENCE = 0.7;

function isOpen(scene: Scene, end: number): boolean {
  const word = scene.words[end];
  return word !== undefined && word !== null && (word.bare.flags & DEFINITE) !== 0 && !(word.bare.flags & TITLE);
}

/** How often what a kind of head begins is a name with the right end. */
const CONFIDENCE: Record<OrgHeadKind, number> = {
  full: 0.9,
  proper: 0.9,
  state: 0.8,
  nationality: 0.92,
  metonym: 0.85,
  marked: 0.6,
  bare: 0.55,
  in: 0.8,
  place: 0.85,
  common: 0.5,
};

function nameEnd(scene: Scene, at: number, head: Reading): number {
  const limit = scene.limits[at]!;
  const listed = phraseAt(scene, at);
  if (listed && listed.last > at + 1 && listed.senses.some((sense) => COMPLETE.has(sense.kind) && !sense.ambiguous))
    return 0;
  const { kind } = head.entry!.orgHead!;
  switch (kind) {
    case 'full':
      return complementEnd(scene, at + 1, limit, false, MINISTRIES.has(head.key));
    case 'proper':
      return complementEnd(scene, at + 1, limit, true, false);
    case 'state':
      return adjectivesEnd(scene, at, limit, head, false);
    case 'nationality':
      return adjectivesEnd(scene, at, limit, head, true);
    case 'metonym':
      return flagsAt(scene, at - 1) & (TITLE | ORG_HEAD) || /^[وبلف]*(?:وزير|وزرا|خط)/.test(keyAt(scene, at - 1))
        ? 0
        : adjectivesEnd(scene, at, limit, head, true);
    case 'marked':
    case 'bare':
      return properEnd(scene, at + 1, limit);
    case 'in':
      return missionEnd(scene, at + 1, limit);
    case 'place':
      return placeAt(scene, at + 1, true)?.last ?? 0;
    case 'common':
      return 0;
    default:
      return kind satisfies never;
  }
}

/** `الجيش السوري`, `البنك المركزي المصري`: adjectives that agree with a definite head, a nationality among them or wanted. */
function adjectivesEnd(scene: Scene, at: number, limit: number, head: Reading, nationality: boolean): number {
  if (!(head.flags & DEFINITE)) {
    const place = placeAt(scene, at + 1, true);
    if (place) return place.last;
    return 0;
  }
  const feminine = head.key.endsWith('ه') || PLURALS.has(head.key);
  let end = at + 1;
  let proper = false;
  let strong = false;
  while (end < limit) {
    const word = scene.words[end];
    if (!word || !(word.bare.flags & DEFINITE) || !(word.bare.flags & (NATIONALITY | ORG_ADJECTIVE))) break;
    if (word.bare.key.endsWith('ه') !== feminine) break;
    if (word.bare.flags & NATIONALITY) proper = true;
    else if (!WEAK.has(word.bare.key.replace(/^ال|ه$/g, ''))) strong = true;
    end++;
  }
  if (end === at + 1) return 0;
  const topic = topicEnd(scene, end, limit, end > at + 1 && WIDE.has(keyAt(scene, end - 1)));
  if (topic > end) return topic;
  return proper || (strong && !nationality) ? end : 0;
}

/** Heads after which every definite noun joined by `و` is a topic: `وزارة الفلاحة والصيد البحري`. */
const MINISTRIES = new Set(['وزاره']);
const PLURALS = new Set('القوات المخابرات الاستخبارات السلطات الخطوط الاجهزه وحدات القوي الوحدات'.split(' '));
/** Listed names of these kinds are whole: a nationality after them is told of them (`حزب الله اللبناني`). */
const COMPLETE = new Set(['party', 'armed', 'company', 'media', 'club', 'ngo', 'university', 'body']);
/** Adjectives that make a body no name by themselves: `المجلس المحلي`, `المحكمة العسكرية`. */
const WEAK = new Set(
  'محلي عسكري امني سياسي اداري رياضي اعلامي خاص مشترك داخلي خارجي بلدي فني تقني طبي صحي علمي ثقافي اجتماعي اقتصادي مالي تجاري صناعي قضائي جنائي مدني شعبي نسائي خيري تنفيذي استشاري تشريعي رقابي مستقل مسلح'.split(
    ' ',
  ),
);
/** After these `ل` always tells what an organisation is for: `الهيئة العامة للاستثمار`. */
const WIDE = new Set(
  'العامه العام العليا الاعلي الوطنيه الوطني القوميه القومي الدوليه الدولي العالميه الساميه الملكيه المستقله العربيه العربي'.split(
    ' ',
  ),
);

/** After these even a noun that no list has is the topic: `المؤسسة العامة لتحلية المياه`. */
const BROAD = new Set('العامه العام العليا الاعلي القوميه القومي الوطنيه'.split(' '));

/** `لحقوق الإنسان`, `للاستثمار`: what an organisation is for, after `ل`; `wide` takes any definite noun. */
function topicEnd(scene: Scene, at: number, limit: number, wide: boolean): number {
  if (at >= limit) return at;
  const reading = scene.words[at]?.readings.find((r) => r.clitics === 'ل' && r.flags & (ORG_TOPIC | DEFINITE));
  if (!reading) {
    if (!wide || !BROAD.has(keyAt(scene, at - 1)) || !keyAt(scene, at).startsWith('ل')) return at;
    return flagsAt(scene, at + 1) & DEFINITE && at + 1 < limit && !(flagsAt(scene, at) & FUNCTION)
      ? tailEnd(scene, agreeingEnd(scene, at + 2, limit), limit, true)
      : at;
  }
  if (!wide && !(reading.flags & ORG_TOPIC)) return at;
  if (reading.flags & DEFINITE) return tailEnd(scene, at + 1, limit, wide);
  if (at + 1 >= limit || !(flagsAt(scene, at + 1) & DEFINITE)) return at;
  return tailEnd(scene, at + 2, limit);
}

/** `الأمازيغية`, `المائية` after a noun of their gender: a relative adjective that no list has. */
function isRelative(scene: Scene, at: number): boolean {
  const { key, flags } = scene.words[at]!.bare;
  if (key.length < 6 || flags & (TITLE | ORG_HEAD | FUNCTION)) return false;
  const before = keyAt(scene, at - 1);
  const feminine = before.endsWith('ه') || before.endsWith('ات') || before.endsWith('وارد') || before.endsWith('وات');
  return feminine ? key.endsWith('يه') : false;
}

/** A definite noun that is no head, title, nationality or place: what a ministry is for. */
function isNoun({ flags }: Reading): boolean {
  return (flags & DEFINITE) !== 0 && !(flags & (ORG_HEAD | TITLE | NATIONALITY | PHRASE | GIVEN));
}

/** `المياه المالحة`: one more definite word in the feminine after a feminine one. */
function agreeingEnd(scene: Scene, at: number, limit: number): number {
  const feminine = (i: number): boolean => (flagsAt(scene, i) & DEFINITE) !== 0 && keyAt(scene, i).endsWith('ه');
  return at < limit && feminine(at - 1) && feminine(at) ? at + 1 : at;
}

/** Adjectives, nationalities and further topics after `و`: `التعليم العالي والبحث العلمي`; `wide` takes any noun as a topic. */
function tailEnd(scene: Scene, from: number, limit: number, wide = false): number {
  let end = from;
  while (end < limit) {
    const word = scene.words[end];
    if (!word) break;
    const { flags } = word.bare;
    if (flags & DEFINITE && (flags & (NATIONALITY | ORG_ADJECTIVE) || isRelative(scene, end))) {
      end++;
      continue;
    }
    const joined = word.readings.find((r) => r.clitics === 'و' && (r.flags & ORG_TOPIC || (wide && isNoun(r))));
    if (!joined) break;
    if (joined.flags & DEFINITE) end++;
    else if (end + 1 < limit && flagsAt(scene, end + 1) & DEFINITE) end += 2;
    else break;
  }
  return end;
}

/** Where the complement of a head ends that makes a name with it: `الدفاع الإسرائيلية`, `استئناف ديالى الاتحادية`. */
function complementEnd(scene: Scene, at: number, limit: number, proper: boolean, wide: boolean): number {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word' || at >= limit) return 0;
  const { flags, key } = word.bare;
  if (flags & FUNCTION && !(flags & GIVEN)) return 0;
  const place = placeAt(scene, at, true);
  if (place) return tailEnd(scene, place.last, limit);
  if (isHonorific(scene, at)) {
    let end = tailEnd(scene, honouredEnd(scene, at, limit), limit);
    if (end < limit && flagsAt(scene, end) & DEFINITE && /ي?يه?$/.test(keyAt(scene, end)) && scene.words[end]!.unknown)
      end++;
    return topicEnd(scene, end, limit, true);
  }
  const listed = phraseAt(scene, at);
  if (listed && listed.cut === 0 && listed.last > at + 1) return tailEnd(scene, listed.last, limit);
  if (flags & DEFINITE && !word.unknown) {
    if (COMMON_COMPLEMENTS.has(key)) return 0;
    if (proper) return properDefiniteEnd(scene, at, limit);
    const end = tailEnd(scene, at + 1, limit, wide);
    return topicEnd(scene, end, limit, false);
  }
  if (flags & ORG_TOPIC || IDAFA_NOUNS.has(key)) {
    if (at + 1 >= limit) return 0;
    const inner = placeAt(scene, at + 1, true);
    if (inner) return tailEnd(scene, inner.last, limit);
    if (!(flagsAt(scene, at + 1) & DEFINITE)) return 0;
    return topicEnd(scene, tailEnd(scene, at + 2, limit, wide), limit, false);
  }
  return properEnd(scene, at, limit);
}

/** `جيش الفتح`, `قوات الدفاع الوطني`: a definite noun with an adjective or that is no common word. */
function properDefiniteEnd(scene: Scene, at: number, limit: number): number {
  const end = tailEnd(scene, at + 1, limit);
  if (end > at + 1) return end;
  return flagsAt(scene, at) & COMMON ? 0 : end;
}

/** A run of words that nobody knows; a nationality after it is told of it, not part of it (`جامعة ستانفورد الأمريكية`). */
function properEnd(scene: Scene, at: number, limit: number): number {
  let end = at;
  while (end < limit && end < at + MOST_UNKNOWN && isProper(scene, end)) {
    if (end > at && (/^و/.test(keyAt(scene, end)) || isLatin(keyAt(scene, end)) !== isLatin(keyAt(scene, at)))) break;
    if (end === at && /^[^ا].*يه$/.test(keyAt(scene, end)) && at + 1 < limit && !isProper(scene, at + 1)) break;
    end++;
  }
  return end > at ? end : 0;
}

const isLatin = (key: string): boolean => /[a-z]/.test(key);

/** `بعثة الأمم المتحدة في مالي`. */
function missionEnd(scene: Scene, at: number, limit: number): number {
  const listed = phraseAt(scene, at);
  if (!listed || listed.cut > 0 || !listed.senses.some((s) => s.type === 'ORG') || listed.last >= limit) return 0;
  if (keyAt(scene, listed.last) !== 'في') return 0;
  return placeAt(scene, listed.last + 1, false)?.last ?? 0;
}

const MOST_MARKED = 6;

/** A name in marks after a head: `صحيفة "هآرتس"` gives هآرتس, `هيئة “تحرير الشام”` the whole. */
export function markedNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (const { open, close } of scene.index.marks) {
    if (close === null || close - open < 2 || close - open - 1 > MOST_MARKED) continue;
    const head = scene.words[open - 1]?.readings.find((r) => r.flags & ANY_HEAD);
    if (!head) continue;
    if (head.flags & ORG_HEAD) {
      const { kind, inner } = head.entry!.orgHead!;
      const whole = kind === 'full' && !inner;
      if (kind === 'full' || kind === 'proper' || kind === 'bare' || kind === 'marked')
        found.push(
          mentionOf(scene, whole ? open - 1 : open + 1, close, whole ? head.cut : 0, 'ORG', 0.8, 'marked-org'),
        );
    } else if (head.flags & PLACE_HEAD) found.push(mentionOf(scene, open + 1, close, 0, 'LOC', 0.7, 'marked-place'));
    else found.push(mentionOf(scene, open + 1, close, 0, 'MISC', 0.7, 'marked-misc'));
  }
  return found;
}
