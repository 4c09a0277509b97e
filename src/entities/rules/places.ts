import { COMMON, FUNCTION, PLACE_HEAD } from '../lists.ts';
import { mentionOf, RULED, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { readingWith } from '../words.ts';
import { phraseAt } from './phrases.ts';

/** Places by their head: `مدينة الرقة` -> الرقة, `مطار عدن` -> the whole. */
export function headedPlaces(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const head = readingWith(scene.words[at], PLACE_HEAD);
    if (!head || at + 1 >= scene.limits[at]!) continue;
    const kind = head.entry!.placeHead!;
    const name = kind === 'list' ? null : placeEnd(scene, at + 1);
    if (!name) continue;
    const whole = kind === 'part' || (kind === 'known' && !name.known);
    found.push(mentionOf(scene, whole ? at : at + 1, name.end, whole ? head.cut : 0, 'LOC', RULED, `place-${kind}`));
  }
  return found;
}

interface PlaceName {
  end: number;
  /** Listed as a place. */
  known: boolean;
}

/** A place's name after a head: a listed one that is no common word, or a word that nobody knows. */
function placeEnd(scene: Scene, at: number): PlaceName | null {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return null;
  const listed = phraseAt(scene, at);
  if (listed && listed.cut === 0 && listed.senses.some((sense) => sense.type === 'LOC')) {
    const common = (word.bare.flags & (COMMON | FUNCTION)) !== 0 && listed.last === at + 1;
    if (!common) return { end: listed.last, known: true };
  }
  return word.unknown ? { end: at + 1, known: false } : null;
}
