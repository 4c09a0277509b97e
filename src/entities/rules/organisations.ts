import { isMark, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  NATIONALITY,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  orgHeadKind,
  PLACE_HEAD,
  PLACE_HEAD_PART,
} from '../words.ts';
import { phraseAt } from './gazetteer.ts';

const IDAFA_NOUNS = new Set(
  'قياده اداره جنايات استيناف استئناف امن امناء نواب وزراء شوري ادارات شؤون حقوق مكافحه حمايه خدمات رعايه تنميه دعم انقاذ تحرير عمليات هيئه مجلس كتاب علماء خبراء تقصي حكماء رؤساء محامي صحفيي اطباء مهندسي رجال سيدات بحوث دراسات ابحاث علوم تنسيق متابعه محافظه بلديه جامعه صناعه تجاره اتحاد نقابات صناعات غرف'.split(
    ' ',
  ),
);

/** Heads before a name that has `ال` alone: `حزب الأمة` is one, `مجلس الأسرة` is read by its topic. */
function isProper(scene: Scene, at: number): boolean {
  const word = scene.words[at];
  if (!word) return false;
  const { flags } = word.bare;
  if (flags & (FUNCTION | COMMON | NATIONALITY | ORG_HEAD | PLACE_HEAD)) return false;
  return word.readings.every((r) => r.cut === 0 || !(r.flags & ~COMMON));
}

/** Organisations by their head: `وزارة الدفاع الإسرائيلية`, `القوات الروسية`, `المرصد السوري لحقوق الإنسان`. */
export function headedOrganisations(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const head = scene.words[at]?.readings.find((reading) => reading.flags & ORG_HEAD);
    if (!head) continue;
    const kind = orgHeadKind(head.key);
    if (!kind || kind === 'place') continue;
    const limit = scene.limits[at]!;
    if (at + 1 >= limit) continue;
    const end =
      kind === 'state'
        ? stateEnd(scene, at, limit, head.key)
        : kind === 'full'
          ? complementEnd(scene, at + 1, limit)
          : 0;
    if (end > at + 1) {
      found.push(mentionOf(scene, at, end, head.cut, 'ORG', kind === 'state' ? 0.8 : 0.75, `org-${kind}`));
      at = end - 1;
    }
  }
  return found;
}

/** `الجيش السوري`, `البنك المركزي المصري`: definite heads want a nationality or an adjective of organisations. */
function stateEnd(scene: Scene, at: number, limit: number, head: string): number {
  let end = at + 1;
  let proper = false;
  if (!head.startsWith('ال')) {
    const place = phraseAt(scene, end);
    if (place && place.cut === 0 && place.senses.some((s) => s.type === 'LOC' && !s.ambiguous)) return place.last;
    return 0;
  }
  while (end < limit) {
    const flags = scene.words[end]?.bare.flags ?? 0;
    if (flags & DEFINITE && flags & NATIONALITY) proper = true;
    else if (!(flags & DEFINITE && flags & ORG_ADJECTIVE)) break;
    end++;
  }
  if (end === at + 1) return 0;
  const topic = topicEnd(scene, end, limit);
  if (topic > end) return topic;
  return proper || STRONG_HEADS.has(head) ? end : 0;
}

const STRONG_HEADS = new Set(
  'المجلس الهيئه القوات البنك الاتحاد الجمعيه الحزب النادي الحرس الجبهه الائتلاف الكنيسه الحركه'.split(' '),
);

/** `لحقوق الإنسان`, `للاستثمار`: what an organisation is for, after `ل`. */
function topicEnd(scene: Scene, at: number, limit: number): number {
  const word = scene.words[at];
  const reading = word?.readings.find((r) => r.cut === 1 && r.clitics === 'ل' && r.flags & (ORG_TOPIC | DEFINITE));
  if (!reading || at >= limit) return at;
  if (!(reading.flags & (ORG_TOPIC | ORG_ADJECTIVE | COMMON))) return at;
  let end = at + 1;
  if (!(reading.flags & DEFINITE)) {
    const next = scene.words[end];
    if (!next || end >= limit || !(next.bare.flags & DEFINITE)) return at;
    end++;
  }
  return tailEnd(scene, end, limit);
}

/** Adjectives, nationalities and further topics after `و`. */
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
    const joined = word.readings.find((r) => r.cut === 1 && r.clitics === 'و' && r.flags & ORG_TOPIC);
    if (joined && joined.flags & DEFINITE) {
      end++;
      continue;
    }
    if (joined && end + 1 < limit && (scene.words[end + 1]?.bare.flags ?? 0) & DEFINITE) {
      end += 2;
      continue;
    }
    break;
  }
  return end;
}

/** Where the complement of a head ends that makes a name with it: `الدفاع الإسرائيلية`, `استئناف ديالى الاتحادية`. */
function complementEnd(scene: Scene, at: number, limit: number): number {
  if (isMark(scene, at)) return 0;
  const word = scene.words[at];
  if (!word) return 0;
  const { flags, key } = word.bare;
  if (flags & FUNCTION) return 0;
  const place = phraseAt(scene, at);
  let end = 0;
  if (place && place.cut === 0) end = place.last;
  else if (flags & DEFINITE) end = at + 1;
  else if (flags & ORG_TOPIC || IDAFA_NOUNS.has(key)) {
    const next = scene.words[at + 1];
    if (!next || at + 1 >= limit) return 0;
    const inner = phraseAt(scene, at + 1);
    if (inner && inner.cut === 0) end = inner.last;
    else if (next.bare.flags & DEFINITE) end = at + 2;
    else return 0;
  } else if (flags & GIVEN || isProper(scene, at)) {
    end = at + 1;
    while (end < limit && end < at + 3 && isProper(scene, end) && !isMark(scene, end)) end++;
  } else return 0;
  end = tailEnd(scene, end, limit);
  const topic = topicEnd(scene, end, limit);
  return topic;
}

/** A name in marks or brackets after a head: `صحيفة "هآرتس"` gives هآرتس, `هيئة “تحرير الشام”` the whole. */
export function markedNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (const pair of scene.index.marks) {
    if (pair.close === null) continue;
    const first = pair.open + 1;
    const last = pair.close;
    if (last - first < 1 || last - first > 5) continue;
    const before = scene.words[pair.open - 1];
    const head = before?.readings.find((r) => r.flags & (ORG_HEAD | PLACE_HEAD | PLACE_HEAD_PART));
    if (head && head.flags & ORG_HEAD) {
      const kind = orgHeadKind(head.key);
      if (kind === 'bare' || kind === 'marked')
        found.push(mentionOf(scene, first, last, 0, 'ORG', 0.85, 'marked-name'));
      else if (kind === 'full') found.push(mentionOf(scene, pair.open - 1, last, head.cut, 'ORG', 0.8, 'marked-name'));
    }
  }
  return found;
}
