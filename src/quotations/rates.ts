/** How running news writes a word (`word-rates.txt`, counted by `src/train/stations/rates.ts`): what its neighbours and marks tell of it. */
import { askedOnce } from '../lexicon/index.ts';
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
  numbers: Map<string, number>;
  values: Float32Array;
  /** Frequent words, by their number. */
  words: string[];
}

let rates: Rates | null = null;

export function wordRates(): Rates {
  if (rates) return rates;
  const numbers = new Map<string, number>();
  const lines = rateText.split('\n');
  const values = new Float32Array(RATES.length * (lines.length + 1));
  const words = [''];
  for (const line of lines) {
    const cells = line.split(' ');
    const key = cells[0];
    if (!key || key === '#' || cells.length !== RATES.length + 1) continue;
    const number = words.push(key) - 1;
    numbers.set(key, number);
    for (let k = 0; k < RATES.length; k++) values[RATES.length * number + k] = Number(cells[k + 1]) / 10;
  }
  rates = { numbers, values, words };
  return rates;
}

/** Names of the features for a frequent word in some place. */
export const frequentWords = (): readonly string[] => wordRates().words.slice(1, FREQUENT + 1);

/** The number of a word in the rates; 0 where it isn't listed. */
export const rateNumber = askedOnce(({ key }): number => wordRates().numbers.get(key) ?? 0);
