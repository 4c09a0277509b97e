/** Where a name begins in its first token. */
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  PHRASE,
  type Sense,
  sensesOf,
  TITLE,
} from './lists.ts';
import { phraseAt } from './rules/phrases.ts';
import type { Scene } from './scene.ts';
import { properClitic } from './tagger/index.ts';
import { ANY_HEAD, type Word, wordOf } from './words.ts';

const NAMED = GIVEN | GIVEN_OR_WORD | PHRASE;
const SHORTEST = 5;
const NONE: ReadonlySet<string> = new Set();
const CUTS = [0, 1, 2];

/**
 * Letters before a name that are no part of it: those that the lists know (`ولبنان`), else `و` before a given name or a head
 * (`وأحلام`, `ومصنع`) or in a list, else those that the tagger's statistics tell; `#` and `@`. A surname of the article is whole:
 * `فليك` behind `هانسي فليك`, `و | لوين` behind `روبرت لوين`.
 */
export function clitics(scene: Scene, at: number, surnames: ReadonlySet<string> = NONE): number {
  const { words, tokens } = scene;
  const { key } = tokens[at]!;
  if (key[0] === '#' || key[0] === '@') return 1;
  const word = words[at];
  if (!word || isTitled(words, at)) return 0;
  const known = word.readings.find((reading) => reading.cut > 0);
  const whole = CUTS.find((cut) => surnames.has(key.slice(cut)) && /^[وف]?[بكل]?$/.test(key.slice(0, cut)));
  // in `سالم ومحمود` two people were read as one
  if (whole !== undefined && !(known?.clitics === 'و' && known.flags & (GIVEN | DEFINITE))) return whole;
  if (known) return known.cut;
  const listed = phraseAt(scene, at);
  if (listed && listed.cut > 0) return listed.cut;
  if (isNextPlace(scene, at)) return 1;
  if (word.bare.flags & NAMED) return 0;
  if (key[0] === 'و' && words[at - 1] && isListed(words, at - 2)) return 1;
  return beforeKnown(word, tokens[at]!.form) ?? (word.unknown ? properClitic(word.key) : 0);
}

/** `الدكتور | وجيه`: a given name that is a word, too, counts behind a title, and so do all of its letters. */
const isTitled = (words: Scene['words'], at: number): boolean =>
  (words[at]!.bare.flags & GIVEN_OR_WORD) !== 0 &&
  (words[at - 1]?.readings.some(({ flags }) => flags & TITLE) ?? false);

/** Letters before a word that the lists know, though it is no name by itself: `وأحلام`, `ومصنع`, `لعلي`, `وبن علي`, `باليوم الوطني`. */
function beforeKnown({ key, bare }: Word, form: string): number | null {
  const rest = wordOf(key.slice(1)).bare;
  if (key[0] === 'و' && rest.flags & LINK_BEFORE) return 1;
  if (key[0] === 'و' && key.length >= SHORTEST - 1 && rest.flags & (NAMED | ANY_HEAD)) return 1;
  // the name that is spelled like a preposition; `لعلى` is none
  const isGiven = rest.flags & FUNCTION && rest.flags & GIVEN_OR_WORD && form.endsWith(key.slice(1));
  if (isGiven && /^[بلك]/.test(key) && !((bare.flags | rest.flags) & COMMON)) return 1;
  const article = /^[وف]?[بك](?=ال...)/.exec(key)?.[0].length;
  return article && wordOf(key.slice(article)).bare.entry ? article : null;
}

/** `مكة | وجدة`, `باريس | ونيس`: behind a place, a word that is a name with its و and a place without it begins with "and". */
function isNextPlace(scene: Scene, at: number): boolean {
  const { key } = scene.tokens[at]!;
  if (key[0] !== 'و' || !(scene.words[at]!.bare.flags & NAMED) || !hasPlace(sensesOf(key.slice(1)))) return false;
  return [1, 2, 3].some((length) => {
    const match = at >= length ? phraseAt(scene, at - length) : null;
    return match?.last === at && hasPlace(match.senses);
  });
}

const hasPlace = (senses: readonly Sense[] | null): boolean =>
  senses?.some(({ type, ambiguous }) => type === 'LOC' && !ambiguous) === true;

/** `بلدتي | الزعينية | وكفرتين`: behind a head of several places and the first of them stands "and". */
const isListed = (words: Scene['words'], at: number): boolean =>
  words[at]?.readings.some(({ entry }) => entry?.placeHead === 'list') === true;
