/**
 * The verses of the Quran, known by their words: three in a row stand among those of the whole text (`verses.txt`, hashed, made by
 * `src/train/lists/verses.ts`). So a verse is told from what stands around it, wherever marks are missing, and whose words it is.
 */

import { laid } from '../laid/index.ts';
import type { WordMatch } from '../lexicon/index.ts';
import { firstFrom, foldKey } from '../text/index.ts';
import { type Context, isWordLike, matchAt } from './context.ts';
import formulaText from './formulas.txt';
import { hasConjunction } from './letters.ts';
import { perArticle, perPart } from './once.ts';
import verseText from './verses.txt';

/** Words that are looked up together. */
const TOGETHER = 3;
const BITS = 28;

/** What every edition writes of a word alike, of its key: `السماوات` as `السموات`, `شركاء` as `شركؤا`. */
const skeleton = (key: string): string => key.replace(/[\u0621\u0624\u0626\u0627]/g, '');

/** The number of so many words in a row, below 2 to the 28th. */
function rowNumber(skeletons: readonly string[], from: number): number {
  let hash = 0x811c9dc5;
  for (let k = from; k < from + TOGETHER; k++) {
    const word = skeletons[k]!;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & ((1 << BITS) - 1);
}

export const skeletons = (text: string): string[] =>
  text
    .split(/[\s\u06DE\u06E9]+/)
    .map(foldKey)
    .filter(Boolean)
    .map(skeleton);

/** The numbers of all words that stand together. */
export const rowsOf = (words: readonly string[]): number[] =>
  words.slice(TOGETHER - 1).map((_, i) => rowNumber(words, i));

const linesOf = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('#'));

/** Numbers by size, each as its distance from the one before, seven bits a byte, in base 64. */
function layOut() {
  const numbers: number[] = [];
  let number = 0;
  let shift = 0;
  let distance = 0;
  for (const byte of Buffer.from(linesOf(verseText).join(''), 'base64')) {
    distance |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    number += distance;
    numbers.push(number);
    distance = 0;
    shift = 0;
  }
  return { numbers: Uint32Array.from(numbers) };
}

const verses = laid('quotations.verses', layOut, ({ numbers }) => numbers);

/** What everybody says stands in the Quran too, and is no verse by itself. */
const formulas = laid('quotations.formulas', layOutFormulas, ({ numbers }) => numbers);

function layOutFormulas() {
  return { numbers: Uint32Array.from(linesOf(formulaText).flatMap((line) => rowsOf(skeletons(line)))).sort() };
}

const isAmong = (numbers: Uint32Array, number: number): boolean =>
  numbers[firstFrom(0, numbers.length, (i) => numbers[i]! >= number)] === number;

/** Words that name or bless God or the prophet; a letter by itself does so in brackets: `قال (ص)`, not `(ص 12)`. */
export function scriptureAt(context: Context, i: number): WordMatch | null {
  const match = matchAt(context, 'scripture', i);
  const { tokens } = context;
  if (!match || tokens[i]!.key.length > 1) return match;
  return tokens[i - 1]?.form === '(' && tokens[match.last]?.form === ')' ? match : null;
}

/** Whether an article names God or the prophet, or blesses one: only there verses are looked for. */
export const isScriptural = perArticle((context: Context): boolean =>
  context.tokens.some((_, i) => scriptureAt(context, i) !== null),
);

/** Rows in which one word that is spelt otherwise, or left out, stands. */
const UNLIKE = TOGETHER;
/** Tokens of a verse that are looked at. */
const LONGEST = 400;

/** The tag of what names or blesses God. */
export const GOD = 'الله';

/** A name or blessing right behind a token, or behind the sign there: `قوله | - صلى الله عليه وسلم -`. */
export const scriptureFrom = (context: Context, i: number): WordMatch | null =>
  scriptureAt(context, isWordLike(context.tokens[i]) ? i : i + 1);

export interface Verse {
  /** The token behind its last word. */
  last: number;
  words: number;
}

/**
 * The verse that begins at a token: as many words as stand so in the text, at least three. One that is spelt otherwise doesn't end it, unless marks
 * or a colon stand there, behind which another verse begins.
 */
export const verseFrom = perPart((context: Context, first: number): Verse | null => {
  const { tokens } = context;
  if (tokens[first]?.kind !== 'word' || !isScriptural(context)) return null;
  const places: number[] = [];
  const words: string[] = [];
  const isKnown = (at: number): boolean => {
    for (let i = (places.at(-1) ?? first - 1) + 1; places.length < at + TOGETHER; i++) {
      if (i >= tokens.length || i > first + LONGEST) return false;
      if (tokens[i]!.kind !== 'word') continue;
      places.push(i);
      words.push(skeleton(tokens[i]!.key));
    }
    return isAmong(verses(), rowNumber(words, at));
  };
  let length = 0;
  let isFormula = true;
  for (let at = 0; at <= length + UNLIKE - 2; at++) {
    let known = isKnown(at);
    // the first word may have a conjunction that isn't the verse's: `وادع إلى سبيل ربك`
    if (at === 0 && !known && hasConjunction(words[0] ?? '')) {
      words[0] = words[0]!.slice(1);
      known = isKnown(0);
    }
    if (!known && at === 0) return null;
    const follows = at + TOGETHER - 1 === length || at === 0;
    if (known && (follows || (isKnown(at + 1) && !isApart(context, places[length - 1]!, places[at]!)))) {
      length = at + TOGETHER;
      isFormula &&= isAmong(formulas(), rowNumber(words, at));
    }
  }
  return isFormula ? null : { last: places[length - 1]! + 1, words: length };
});

/** Whether marks, a bracket or a colon stand between two tokens. */
function isApart({ tokens }: Context, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (tokens[i]!.kind === 'quote' || /^[:{}]$/.test(tokens[i]!.form)) return true;
  return false;
}
