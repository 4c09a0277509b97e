import { DEFINITE, MISC_HEAD } from '../lists.ts';
import { mentionOf, RULED, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { readingWith } from '../words.ts';
import { placeAt } from './phrases.ts';

/** Events, agreements, competitions by their head and a place: `اتفاق الصخيرات`, `معركة حطين`. */
export function headedEvents(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const head = readingWith(scene.words[at], MISC_HEAD);
    const next = scene.words[at + 1];
    if (head?.entry?.miscHead !== 'place' || at + 1 >= scene.limits[at]! || !next) continue;
    const end = placeAt(scene, at + 1, true)?.last ?? (next.unknown && !(next.bare.flags & DEFINITE) ? at + 2 : 0);
    if (end > 0) found.push(mentionOf(scene, at, end, head.cut, 'MISC', RULED, 'event'));
  }
  return found;
}
