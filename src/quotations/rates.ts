/** How running news writes a word (`word-rates.txt`, counted by `src/train/stations/rates.ts`): what its neighbours and marks tell of it. */
import { laid } from '../laid/index.ts';
import { layOutWords, numberOf, type WordColumns, wordAt } from '../laid/words.ts';
import { askedOnce, type Known } from '../lexicon/index.ts';
import rateText from './word-rates.txt';

/**
 * After a comma and after a stop: outside of a pair of marks just closed rather than inside of one; inside of pairs rather than outside;
 * after a comma rather than anywhere; behind what verbs follow rather than behind what nouns follow; behind a reporting verb rather than
 * anywhere.
 */
export const RATES = ['comma', 'stop', 'voice', 'start', 'verb', 'speech'] as const;
/** Place of a rate among them. */
export const RATE = Object.fromEntries(RATES.map((rate, at) => [rate, at])) as Record<(typeof RATES)[number], number>;
/** The most frequent words of the news stand for themselves in the features. */
export const FREQUENT = 500;

interface Rates {
  /** The words, from number 1 on. */
  words: WordColumns;
  values: Float32Array;
}

/** A line each: a word and its rates in tenths. */
function layOut() {
  const words = [''];
  const values = RATES.map(() => 0);
  for (const line of rateText.split('\n')) {
    const cells = line.split(' ');
    const key = cells[0];
    if (!key || key === '#' || cells.length !== RATES.length + 1) continue;
    words.push(key);
    for (let k = 0; k < RATES.length; k++) values.push(Number(cells[k + 1]) / 10);
  }
  return { ...layOutWords(words), values: Float32Array.from(values) };
}

export const wordRates = laid('quotations.rates', layOut, ({ values, ...words }): Rates => ({ words, values }));

let frequent: readonly string[] | null = null;

/** Names of the features for a frequent word in some place. */
export function frequentWords(): readonly string[] {
  const { words } = wordRates();
  const count = Math.min(FREQUENT, words.starts.length - 2);
  frequent ??= Array.from({ length: count }, (_, i) => wordAt(words, i + 1));
  return frequent;
}

/** The number of a word in the rates; 0 where it isn't listed. */
export const rateNumber = askedOnce(({ key }): number => Math.max(0, numberOf(wordRates().words, key)));

/** One rate of a word, by its place among them. */
export const rateOf = (word: Known, rate: number): number =>
  wordRates().values[RATES.length * rateNumber(word) + rate]!;
