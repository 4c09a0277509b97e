/** What stations that choose among candidate spans have in common: what stands beside a span, and asking a model. */
import { type Features, Row } from '../learned/features.ts';
import { labels } from '../learned/layout.ts';
import { type Forest, logistic, scoreOf, softmax } from '../learned/trees.ts';
import { askedOnce, type Known } from '../lexicon/index.ts';
import { remembering } from '../text/remember.ts';
import { type Context, complementiser, isColon, isStop } from './context.ts';
import { BIT, factsOf, factsOfWord } from './facts.ts';
import { isInflected } from './letters.ts';
import { perArticle } from './once.ts';
import { isFiniteCue } from './sources/noun-phrases.ts';
import { isRelativePronoun, isWord } from './words.ts';

/** Tokens: first, and behind the last. */
export type TokenRange = readonly [number, number];

const ALEF = 0x627;
const LAM = 0x644;
const WAW = 0x648;
const BA = 0x628;

/**
 * A word without its article, also behind a clitic: `الوزير`, `والوزير`, `للوزير`, of which two letters are left at least. By letters: a
 * pattern takes five times as long.
 */
export function bare(key: string): string {
  if (key.length < 4) return key;
  const first = key.charCodeAt(0);
  const second = key.charCodeAt(1);
  if (second === LAM && (first === ALEF || first === LAM)) return key.slice(2);
  if (second !== ALEF || (first !== WAW && first !== BA && first !== LAM)) return key;
  return key.length > 4 && key.charCodeAt(2) === LAM && !isWord('parent', key) ? key.slice(3) : key;
}

/** A word without article and attached preposition: `بالحزب` -> `حزب`. */
export function stemOf(key: string): string {
  const stem = bare(key);
  return stem.length > 3 && (stem[0] === 'ب' || stem[0] === 'ل') ? stem.slice(1) : stem;
}

/** The first of some distances at which something stands; 9 where nothing does. */
export function firstAway(from: number, to: number, isAt: (distance: number) => boolean): number {
  for (let distance = from; distance <= to; distance++) if (isAt(distance)) return distance;
  return 9;
}

/** How many tokens among `first` up to but not including `last` are of a kind: one subtraction, once the article was gone through. */
export function counter(
  isOne: (context: Context, token: number) => boolean,
): (context: Context, first: number, last: number) => number {
  const sumsOf = perArticle((context: Context) => {
    const sums = new Uint32Array(context.tokens.length + 1);
    for (let i = 0; i < context.tokens.length; i++) sums[i + 1] = sums[i]! + (isOne(context, i) ? 1 : 0);
    return sums;
  });
  return (context, first, last) => {
    const sums = sumsOf(context);
    return last > first ? sums[last]! - sums[first]! : 0;
  };
}

/** What no noun phrase runs across. */
export function isWall(context: Context, i: number): boolean {
  const word = context.words[i];
  return word === undefined || mayBeWall(word) || isFiniteCue(context, i);
}

const mayBeWall = askedOnce(
  (word): boolean =>
    isStop(word) ||
    isColon(word) ||
    complementiser(word, true) !== null ||
    isRelativePronoun(word.key) ||
    isWord('auxiliary', word.key),
);

/** What a word or sign with some facts is, as a neighbour. */
function seenAs(word: Known, bits: number): readonly string[] {
  const alone = ALONE.find((fact) => bits & BIT[fact]);
  const what = alone ?? (bits & BIT.definite ? 'definite' : word.kind);
  if (alone || word.kind !== 'word') return [what];
  const seen: string[] = [what, ...BESIDES.filter((fact) => bits & BIT[fact])];
  if (isInflected(word.key)) seen.push('inflected');
  if (word.key.endsWith('ي') || word.key.endsWith('يه')) seen.push('nisba');
  return seen;
}
const seenOutside = askedOnce((word) => seenAs(word, factsOfWord(word)));
const seenInName = askedOnce((word) => seenAs(word, factsOfWord(word) & ~BIT.finite));

/** `before` -> `before.word`, built once. */
const wordFamily = remembering(100, (name) => `${name}.word`);

/** What a neighbour is, if it is one of these, and what else is told of it where it is none. */
const ALONE = labels('comma stop colon dash quote complementiser relative preposition finite auxiliary time');
const BESIDES = labels('li bi wa title');

/** What stands beside a candidate. */
export function neighbour(context: Context, i: number, name: string, to: Features): void {
  const word = context.words[i];
  if (!word) {
    to.of(name, 'none');
    return;
  }
  const mention = context.mentionAt[i];
  if (mention) to.of(name, mention.type);
  const seen = (mention ? seenInName : seenOutside)(word);
  for (let k = 0; k < seen.length; k++) to.of(name, seen[k]!);
  if (seen[0] === 'preposition') to.of(wordFamily(name), word.key);
}

const COUNTED = labels('comma relative preposition time finite title li quote');

const COUNTED_BITS = COUNTED.map((fact) => BIT[fact]);
const counts = new Int32Array(COUNTED.length);

/** How many names of each kind, prepositions, titles … lie in a candidate behind its first word. */
export function describeInside(context: Context, [first, last]: TokenRange, to: Features): void {
  const facts = factsOf(context);
  counts.fill(0);
  let [persons, organisations, places] = [0, 0, 0];
  for (let i = first; i < last; i++) {
    const bits = i > first ? facts.at(i) : 0;
    for (let k = 0; k < counts.length; k++) if (bits & COUNTED_BITS[k]!) counts[k]!++;
    const mention = context.mentionAt[i];
    if (!mention || (mention.first !== i && i > first)) continue;
    if (mention.type === 'PER') persons++;
    else if (mention.type === 'LOC') places++;
    else organisations++;
  }
  to.put('in.person', persons);
  to.put('in.organisation', organisations);
  to.put('in.place', places);
  for (let k = 0; k < counts.length; k++) to.put(IN[k]!, counts[k]!);
}
const IN = COUNTED.map((fact) => `in.${fact}`);

/** A candidate with its probability. */
export interface Rated<T> {
  one: T;
  p: number;
}

/** What the model says of each candidate that is described to it by names. */
function scoresOf<T>(model: Forest, candidates: readonly T[], describe: (one: T, to: Features) => void): number[] {
  model.sheet ??= new Row(model.names);
  const row = model.sheet;
  return candidates.map((one) => {
    describe(one, row.clear());
    return scoreOf(model, row.values);
  });
}

/** Every candidate with its probability; nothing where there is no model. */
export function rated<T>(
  model: Forest | undefined,
  candidates: readonly T[],
  describe: (one: T, to: Features) => void,
): Rated<T>[] {
  if (!model) return [];
  return scoresOf(model, candidates, describe).map((score, i) => ({ one: candidates[i]!, p: logistic(score) }));
}

/** Candidates with their shares among rivals, one of which is that there is none (`null`): what is left for the candidates tells how sure. */
export function ratedRivals<T>(
  model: Forest | undefined,
  candidates: readonly T[],
  describe: (one: T | null, to: Features) => void,
): Rated<T>[] {
  if (!model || candidates.length === 0) return [];
  const shares = softmax(scoresOf(model, [null, ...candidates], describe));
  return candidates.map((one, i) => ({ one, p: shares[i + 1]! }));
}

/** The shares of rivals that are described one after the other, each in a row of a layout, with what all have in common. */
export function sharesOf(
  score: (row: Float32Array, base: Float32Array) => number,
  describe: (visit: (row: Float32Array, one: unknown, base: Float32Array) => void) => void,
): number[] {
  const scores: number[] = [];
  describe((row, _, base) => {
    scores.push(score(row, base));
  });
  return softmax(scores);
}

/** The places of the largest shares, the largest first, so many at most; of equal ones the first. */
export function largest(shares: readonly number[], most: number): number[] {
  const places: number[] = [];
  for (let i = 0; i < shares.length; i++) {
    let k = places.length;
    while (k > 0 && shares[i]! > shares[places[k - 1]!]!) k--;
    if (k === most) continue;
    places.splice(k, 0, i);
    if (places.length > most) places.pop();
  }
  return places;
}

export const likeliest = <T>(list: readonly Rated<T>[]): Rated<T> | null =>
  list.reduce<Rated<T> | null>((best, one) => (best && best.p >= one.p ? best : one), null);
