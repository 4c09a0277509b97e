import { COMMON, DEFINITE, FUNCTION, MISC_HEAD, NATIONALITY, ORG_ADJECTIVE } from '../lists.ts';
import { keyAt, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import type { Reading } from '../words.ts';
import { placeAt } from './phrases.ts';

/** Events, agreements, competitions by their head: `اتفاق الصخيرات`, `كأس العالم`, `الثورة التونسية`, `ثورة 1952`. */
export function headedEvents(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const head = scene.words[at]?.readings.find((reading) => reading.flags & MISC_HEAD);
    if (!head || at + 1 >= scene.limits[at]!) continue;
    const end = eventEnd(scene, at, head);
    if (end > at + 1)
      found.push(mentionOf(scene, at, end, head.cut, 'MISC', head.entry?.miscHead === 'place' ? 0.8 : 0.7, 'event'));
  }
  return found;
}

/** Named after towns; with a country's name they are one that the country made (`اتفاق الكويت والسعودية`). */
const TREATIES = new Set(['اتفاق', 'اتفاقيه', 'معاهده', 'بروتوكول', 'مؤتمر', 'قمه', 'اعلان']);

function eventEnd(scene: Scene, at: number, head: Reading): number {
  const limit = scene.limits[at]!;
  const kind = head.entry!.miscHead!;
  const next = scene.words[at + 1]!;
  if (!next) return 0;
  switch (kind) {
    case 'place': {
      if (
        scene.tokens[at + 1]!.kind === 'number' &&
        /^(?:1[89]|20)\d\d$/.test(keyAt(scene, at + 1)) &&
        head.key === 'ثوره'
      )
        return at + 2;
      const place = placeAt(scene, at + 1, true);
      if (place && TREATIES.has(head.key) && place.senses.some((sense) => sense.kind === 'country')) return 0;
      if (place) return adjectivesEnd(scene, place.last, limit);
      return next.unknown && !(next.bare.flags & DEFINITE) ? at + 2 : 0;
    }
    case 'open': {
      const place = placeAt(scene, at + 1, true);
      if (place) return adjectivesEnd(scene, place.last, limit);
      const { flags } = next.bare;
      if (flags & FUNCTION || !(flags & DEFINITE)) return 0;
      const end = adjectivesEnd(scene, at + 2, limit);
      return end > at + 2 || !(flags & COMMON) ? end : 0;
    }
    case 'nationality': {
      const { flags } = next.bare;
      return flags & NATIONALITY && flags & DEFINITE ? adjectivesEnd(scene, at + 2, limit) : 0;
    }
    case 'marked':
      return 0;
    default:
      return kind satisfies never;
  }
}

function adjectivesEnd(scene: Scene, from: number, limit: number): number {
  let end = from;
  while (end < limit) {
    const flags = scene.words[end]?.bare.flags ?? 0;
    if (!(flags & DEFINITE && flags & (ORG_ADJECTIVE | NATIONALITY))) break;
    end++;
  }
  return end;
}
