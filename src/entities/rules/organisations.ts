import { DEFINITE, FUNCTION, GIVEN, NATIONALITY, ORG_ADJECTIVE, ORG_HEAD, ORG_TOPIC, PLACE_HEAD } from '../lists.ts';
import { flagsAt, isMark, keyAt, mentionOf, RULED, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { ANY_HEAD, type Reading, readingWith } from '../words.ts';
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
    const reading = readingWith(scene.words[at], ORG_HEAD);
    if (!reading || at + 1 >= scene.limits[at]! || isMark(scene, at + 1)) continue;
    const end = nameEnd(scene, at, reading);
    if (end <= at + 1) continue;
    const { kind } = reading.entry!.orgHead!;
    found.push(mentionOf(scene, at, end, reading.cut, 'ORG', RULED, `org-${kind}`));
  }
  return found;
}

/** Where a name ends that begins with a head; heads of the other kinds begin none by themselves. */
function nameEnd(scene: Scene, at: number, head: Reading): number {
  const limit = scene.limits[at]!;
  const { kind } = head.entry!.orgHead!;
  if (kind === 'full' || kind === 'proper') return complementEnd(scene, at + 1, limit);
  if (kind !== 'state' && kind !== 'nationality') return 0;
  return adjectivesEnd(scene, at, limit, head, kind === 'nationality');
}

/** `الجيش السوري`, `البنك المركزي المصري`: adjectives that agree with a definite head, a nationality among them or wanted. */
function adjectivesEnd(scene: Scene, at: number, limit: number, head: Reading, nationality: boolean): number {
  if (!(head.flags & DEFINITE)) return placeAt(scene, at + 1, true)?.last ?? 0;
  const feminine = head.key.endsWith('ه') || PLURALS.has(head.key);
  let end = at + 1;
  let proper = false;
  let strong = false;
  while (end < limit) {
    const word = scene.words[end];
    if (!word || !(word.bare.flags & DEFINITE) || !(word.bare.flags & (NATIONALITY | ORG_ADJECTIVE))) break;
    if (word.bare.key.endsWith('ه') !== feminine) break;
    if (word.bare.flags & NATIONALITY) proper = true;
    else strong = true;
    end++;
  }
  if (end === at + 1) return 0;
  const topic = topicEnd(scene, end, limit, end > at + 1 && WIDE.has(keyAt(scene, end - 1)));
  if (topic > end) return topic;
  return proper || (strong && !nationality) ? end : 0;
}

const PLURALS = new Set('القوات المخابرات الاستخبارات السلطات الخطوط الاجهزه وحدات القوي الوحدات'.split(' '));
/** After these `ل` always tells what an organisation is for: `الهيئة العامة للاستثمار`. */
const WIDE = new Set(
  'العامه العام العليا الاعلي الوطنيه الوطني القوميه القومي الدوليه الدولي العالميه الساميه الملكيه المستقله العربيه العربي'.split(
    ' ',
  ),
);

/** `لحقوق الإنسان`, `للاستثمار`: what an organisation is for, after `ل`; `wide` takes any definite noun. */
export function topicEnd(scene: Scene, at: number, limit: number, wide: boolean): number {
  if (at >= limit) return at;
  const reading = scene.words[at]?.readings.find((r) => r.clitics === 'ل' && r.flags & (ORG_TOPIC | DEFINITE));
  if (!reading) return at;
  if (!wide && !(reading.flags & ORG_TOPIC)) return at;
  if (reading.flags & DEFINITE) return tailEnd(scene, at + 1, limit);
  if (at + 1 >= limit || !(flagsAt(scene, at + 1) & DEFINITE)) return at;
  return tailEnd(scene, at + 2, limit);
}

/** Adjectives, nationalities and further topics after `و`: `التعليم العالي والبحث العلمي`. */
function tailEnd(scene: Scene, from: number, limit: number): number {
  let end = from;
  while (end < limit) {
    const word = scene.words[end];
    if (!word) break;
    const { flags } = word.bare;
    if (flags & DEFINITE && flags & (NATIONALITY | ORG_ADJECTIVE)) {
      end++;
      continue;
    }
    const joined = word.readings.find((r) => r.clitics === 'و' && r.flags & ORG_TOPIC);
    if (!joined) break;
    if (joined.flags & DEFINITE) end++;
    else if (end + 1 < limit && flagsAt(scene, end + 1) & DEFINITE) end += 2;
    else break;
  }
  return end;
}

/** Where the complement of a head ends that makes a name with it: `الدفاع الإسرائيلية`, `استئناف ديالى الاتحادية`. */
function complementEnd(scene: Scene, at: number, limit: number): number {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word' || at >= limit) return 0;
  const { flags, key } = word.bare;
  if (flags & FUNCTION && !(flags & GIVEN)) return 0;
  const place = placeAt(scene, at, true);
  if (place) return tailEnd(scene, place.last, limit);
  const listed = phraseAt(scene, at);
  if (listed && listed.cut === 0 && listed.last > at + 1) return tailEnd(scene, listed.last, limit);
  if (flags & DEFINITE && !word.unknown) {
    if (COMMON_COMPLEMENTS.has(key)) return 0;
    const end = tailEnd(scene, at + 1, limit);
    return topicEnd(scene, end, limit, false);
  }
  if (flags & ORG_TOPIC || IDAFA_NOUNS.has(key)) {
    if (at + 1 >= limit) return 0;
    const inner = placeAt(scene, at + 1, true);
    if (inner) return tailEnd(scene, inner.last, limit);
    if (!(flagsAt(scene, at + 1) & DEFINITE)) return 0;
    return topicEnd(scene, tailEnd(scene, at + 2, limit), limit, false);
  }
  return properEnd(scene, at, limit);
}

/** A run of words that nobody knows; a nationality after it is told of it, not part of it (`جامعة ستانفورد الأمريكية`). */
function properEnd(scene: Scene, at: number, limit: number): number {
  let end = at;
  while (end < limit && end < at + MOST_UNKNOWN && isProper(scene, end)) end++;
  return end > at ? end : 0;
}

const MOST_MARKED = 6;

/** A name in marks after a head: `صحيفة "هآرتس"` gives هآرتس, `هيئة “تحرير الشام”` the whole. */
export function markedNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (const { open, close } of scene.index.marks) {
    if (close === null || close - open < 2 || close - open - 1 > MOST_MARKED) continue;
    const head = readingWith(scene.words[open - 1], ANY_HEAD);
    if (!head) continue;
    if (head.flags & ORG_HEAD) {
      const { kind, inner } = head.entry!.orgHead!;
      const whole = kind === 'full' && !inner;
      if (kind === 'full' || kind === 'proper' || kind === 'bare' || kind === 'marked')
        found.push(
          mentionOf(scene, whole ? open - 1 : open + 1, close, whole ? head.cut : 0, 'ORG', RULED, 'marked-org'),
        );
    } else if (head.flags & PLACE_HEAD) found.push(mentionOf(scene, open + 1, close, 0, 'LOC', RULED, 'marked-place'));
    else found.push(mentionOf(scene, open + 1, close, 0, 'MISC', RULED, 'marked-misc'));
  }
  return found;
}
