/** Where a name begins in its first token. */
import { DEFINITE, GIVEN, GIVEN_OR_WORD, PHRASE } from './lists.ts';
import type { Scene } from './scene.ts';
import { properClitic } from './tagger/index.ts';
import { ANY_HEAD, wordOf } from './words.ts';

const NAMED = GIVEN | GIVEN_OR_WORD | PHRASE;
const SHORTEST = 5;
const NONE: ReadonlySet<string> = new Set();
const CUTS = [0, 1, 2];

/**
 * Letters before a name that are no part of it: those that the lists know (`ولبنان`), else `و` before a given name or a head
 * (`وأحلام`, `ومصنع`) or in a list, else those that the tagger's statistics tell; `#` and `@`. A surname of the article is whole:
 * `فليك` behind `هانسي فليك`, `و | لوين` behind `روبرت لوين`.
 */
export function clitics({ words, tokens }: Scene, at: number, surnames: ReadonlySet<string> = NONE): number {
  const { key } = tokens[at]!;
  if (key[0] === '#' || key[0] === '@') return 1;
  const word = words[at];
  if (!word) return 0;
  const known = word.readings.find((reading) => reading.cut > 0);
  const whole = CUTS.find((cut) => surnames.has(key.slice(cut)) && /^[وفبكل]*$/.test(key.slice(0, cut)));
  // in `سالم ومحمود` two people were read as one
  if (whole !== undefined && !(known?.clitics === 'و' && known.flags & (GIVEN | DEFINITE))) return whole;
  if (known) return known.cut;
  if (word.bare.flags & NAMED) return 0;
  if (key[0] === 'و' && key.length >= SHORTEST - 1 && wordOf(key.slice(1)).bare.flags & (NAMED | ANY_HEAD)) return 1;
  if (key[0] === 'و' && words[at - 1] && isListed(words, at - 2)) return 1;
  return word.unknown ? properClitic(word.key) : 0;
}

/** `بلدتي | الزعينية | وكفرتين`: behind a head of several places and the first of them stands "and". */
const isListed = (words: Scene['words'], at: number): boolean =>
  words[at]?.readings.some(({ entry }) => entry?.placeHead === 'list') === true;
