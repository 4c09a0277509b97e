/** What stations that choose among candidate spans have in common: what stands beside a span, and asking a model. */
import type { Features } from '../learned/features.ts';
import { type Forest, logistic, rowOf, scoreRow } from '../learned/trees.ts';
import { askedOnce, type Known } from '../lexicon/index.ts';
import { remembering } from '../text/remember.ts';
import { type Context, complementiser, isColon, isComma, isDash, isStop } from './context.ts';
import { isDefinite, isFiniteCue, isPreposition, isTitle, mayBeFiniteCue } from './sources/noun-phrases.ts';
import { isWord } from './words.ts';

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
  return key.length > 4 && key.charCodeAt(2) === LAM ? key.slice(3) : key;
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
    (isWord('relative', word.key) && word.key !== 'من') ||
    isWord('auxiliary', word.key),
);

/** What a word shows as a neighbour, outside of names and within them, where it is no finite verb of reporting. */
const shown = askedOnce((word): { free: readonly string[]; named: readonly string[] } => ({
  free: kindsOf(word, mayBeFiniteCue(word)),
  named: kindsOf(word, false),
}));

function kindsOf(word: Known, finite: boolean): readonly string[] {
  const { key, kind } = word;
  if (isComma(word)) return ['comma'];
  if (isStop(word)) return ['stop'];
  if (isColon(word)) return ['colon'];
  if (isDash(word)) return ['dash'];
  if (kind !== 'word') return [kind];
  if (complementiser(word, true)) return ['complementiser'];
  if (isWord('relative', key)) return ['relative'];
  if (isPreposition(key)) return ['preposition'];
  if (finite) return ['cue'];
  if (isWord('auxiliary', key)) return ['auxiliary'];
  if (isWord('time', key)) return ['time'];
  const kinds = [isDefinite(key) ? 'definite' : 'word'];
  if (/^ل/.test(key)) kinds.push('li');
  if (/^ب/.test(key)) kinds.push('bi');
  if (/^و/.test(key)) kinds.push('wa');
  if (/^[يت]/.test(key)) kinds.push('inflected');
  if (isTitle(word, key)) kinds.push('title');
  if (/ي[ةه]?$/.test(key)) kinds.push('nisba');
  return kinds;
}

/** `before` -> `before.word`, built once. */
const wordFamily = remembering(100, (name) => `${name}.word`);

/** What stands beside a candidate. */
export function neighbour(context: Context, i: number, name: string, to: Features): void {
  const word = context.words[i];
  if (!word) {
    to.of(name, 'none');
    return;
  }
  const mention = context.mentionAt[i];
  if (mention) to.of(name, mention.type);
  const { free, named } = shown(word);
  const kinds = mention ? named : free;
  for (let k = 0; k < kinds.length; k++) to.of(name, kinds[k]!);
  if (kinds[0] === 'preposition') to.of(wordFamily(name), word.key);
}

/** A candidate with its probability. */
export interface Rated<T> {
  one: T;
  p: number;
}

/** Every candidate with what the model says of it; nothing where there is no model. */
export function rated<T>(
  model: Forest | undefined,
  candidates: readonly T[],
  describe: (one: T, to: Features) => void,
): Rated<T>[] {
  if (!model || candidates.length === 0) return [];
  model.sheet ??= rowOf(model);
  const row = model.sheet;
  return candidates.map((one) => {
    describe(one, row.clear());
    return { one, p: logistic(scoreRow(model, row)) };
  });
}

/** Candidates with their shares among rivals, one of which is that there is none (`null`): what is left for the candidates tells how sure. */
export function ratedRivals<T>(
  model: Forest | undefined,
  candidates: readonly T[],
  describe: (one: T | null, to: Features) => void,
): Rated<T>[] {
  if (!model || candidates.length === 0) return [];
  model.sheet ??= rowOf(model);
  const row = model.sheet;
  const scores = [null, ...candidates].map((one) => {
    describe(one, row.clear());
    return scoreRow(model, row);
  });
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return candidates.map((one, i) => ({ one, p: weights[i + 1]! / all }));
}

export const likeliest = <T>(list: readonly Rated<T>[]): Rated<T> | null =>
  list.reduce<Rated<T> | null>((best, one) => (best && best.p >= one.p ? best : one), null);
