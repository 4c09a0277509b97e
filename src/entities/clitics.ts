/** Where a name begins in its first token. */
import { GIVEN, GIVEN_OR_WORD, PHRASE } from './lists.ts';
import type { Scene } from './scene.ts';
import { properClitic } from './tagger/index.ts';
import { ANY_HEAD, wordOf } from './words.ts';

const NAMED = GIVEN | GIVEN_OR_WORD | PHRASE;
const SHORTEST = 5;

/**
 * Letters before a name that are no part of it: those that the lists know (`ولبنان`), else `و` before a given name or a head
 * (`وأحلام`, `ومصنع`) or in a list, else those that the tagger's statistics tell; `#` and `@`.
 */
export function clitics({ words, tokens }: Scene, at: number): number {
  const { key } = tokens[at]!;
  if (key[0] === '#' || key[0] === '@') return 1;
  const word = words[at];
  if (!word) return 0;
  const known = word.readings.find((reading) => reading.cut > 0);
  if (known) return known.cut;
  if (word.bare.flags & NAMED) return 0;
  if (key[0] === 'و' && key.length >= SHORTEST - 1 && wordOf(key.slice(1)).bare.flags & (NAMED | ANY_HEAD)) return 1;
  if (key[0] === 'و' && words[at - 1] && isListed(words, at - 2)) return 1;
  return word.unknown ? properClitic(word.key) : 0;
}

/** `بلدتي | الزعينية | وكفرتين`: behind a head of several places and the first of them stands "and". */
const isListed = (words: Scene['words'], at: number): boolean =>
  words[at]?.readings.some(({ entry }) => entry?.placeHead === 'list') === true;
