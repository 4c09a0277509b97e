/** What the network knows of a word: tables of hashes in sorted order, read straight from the model's bytes. */
import { FIRST_HABIT_BIT, FIRST_NAME_BIT, FIRST_SHAPE_BIT, HABITS, NAME_BUCKETS } from './bits.ts';
import { find, type HashIndex } from './hashes.ts';
import { CLITIC_CODES, hashOf, hashOfPhrase, type Stem, shapeOf, stemOf, wordOf } from './spelling.ts';

export interface Lexicon {
  /** Stems that have a vector, and 8·log₂ of their frequency. */
  stems: HashIndex;
  frequency: Uint8Array;
  /** One of `HABITS` a bit, one entry a stem. */
  habits: Uint16Array;
  /** Parts of person names; three bits each for the buckets in a list of persons, as first and as later name. */
  names: HashIndex;
  nameBuckets: Uint16Array;
  phrases: HashIndex;
  phraseKinds: Uint32Array;
  /** Stems of words before which names of one type stand (`نادي`, `مدينة`), and that type: 0 PER, 1 LOC, 2 ORG, 3 MISC. */
  heads: HashIndex;
  headTypes: Uint8Array;
}

/** What is known of a written word apart from its neighbours. */
export interface Word {
  key: string;
  word: string;
  hash: number;
  /** Without its proclitics; equal to `word` where nothing was taken off, and so are the hashes. */
  stem: string;
  stemHash: number;
  clitic: number;
  /** Row of the stem's vector, -1 for an unknown one. */
  row: number;
  /** How often the stem stands in 25 million words of news; 0 for unknown ones. */
  frequency: number;
  /** Some phrase of the lists begins with it. */
  opens: boolean;
  /** Tells it from all other words that were looked up. */
  number: number;
  /** Its row in the stores of the networks, as long as it is its own there (`slots.ts`). */
  slot: number;
}

/** How often a stem was seen; 0 for an unknown one. */
function frequencyOf(lexicon: Lexicon, word: string): number {
  const row = find(lexicon.stems, hashOf(word));
  return row < 0 ? 0 : 2 ** (lexicon.frequency[row]! / 8);
}

export function properStem(lexicon: Lexicon, key: string): Stem {
  return stemOf(wordOf(key), (word) => frequencyOf(lexicon, word));
}

let numbers = 0;

/** What the network wants to know of a key by itself, but for letters and bits, which are wanted where its row is worked out. */
export function lookUp(lexicon: Lexicon, key: string): Word {
  const word = wordOf(key);
  const { stem, code } = stemOf(word, (other) => frequencyOf(lexicon, other));
  const hash = hashOf(word);
  const stemHash = code === 0 ? hash : hashOf(stem);
  const row = find(lexicon.stems, stemHash);
  // from 1 on: 0 is no word's
  numbers = (numbers % 0x7fffffff) + 1;
  return {
    key,
    word,
    hash,
    stem,
    stemHash,
    clitic: code % CLITIC_CODES,
    row,
    frequency: row < 0 ? 0 : 2 ** (lexicon.frequency[row]! / 8),
    opens:
      find(lexicon.phrases, hashOfPhrase(0, hash)) >= 0 ||
      (code !== 0 && find(lexicon.phrases, hashOfPhrase(0, stemHash)) >= 0),
    number: numbers,
    slot: 0,
  };
}

/** Writes the input bits of a word from `FIRST_NAME_BIT` on into a list; where the list goes on. */
export function putBits(
  lexicon: Lexicon,
  { hash, stem, stemHash, row }: Word,
  list: number[] | Uint32Array,
  to: number,
): number {
  let end = to;
  let name = find(lexicon.names, stemHash);
  if (name < 0 && hash !== stemHash) name = find(lexicon.names, hash);
  if (name >= 0) {
    const packed = lexicon.nameBuckets[name]!;
    for (let part = 0; part < 3; part++) {
      const bucket = (packed >> (3 * part)) & 7;
      if (bucket > 0) list[end++] = FIRST_NAME_BIT + part * NAME_BUCKETS + bucket - 1;
    }
  }
  list[end++] = FIRST_SHAPE_BIT + shapeOf(stem);
  if (row >= 0) {
    const habits = lexicon.habits[row]!;
    for (let habit = 0; habit < HABITS; habit++) if ((habits >> habit) & 1) list[end++] = FIRST_HABIT_BIT + habit;
  }
  return end;
}
