/** What the tagger knows of words and phrases: tables of hashes in sorted order, read straight from the model's bytes. */
import { CLITIC_CODES, hashOf, hashOfPhrase, lettersOf, type Stem, shapeOf, stemOf, wordOf } from './words.ts';

/** Sorted hashes with an index of their highest bits; the position of a hash is the row of its entry. */
export interface HashIndex {
  /** Where the hashes begin whose highest `bits` bits are i; one more entry at the end. */
  buckets: Uint32Array;
  hashes: Uint32Array;
}

/** The row of a hash, or -1. */
export function find({ buckets, hashes }: HashIndex, hash: number): number {
  const bucket = hash >>> shiftOf(buckets);
  const end = buckets[bucket + 1]!;
  for (let i = buckets[bucket]!; i < end; i++) if (hashes[i] === hash) return i;
  return -1;
}

function shiftOf(buckets: Uint32Array): number {
  return Math.clz32(buckets.length - 1) + 1;
}

/** An index of hashes in rising order. */
export function indexOf(hashes: Uint32Array, bits: number): HashIndex {
  const buckets = new Uint32Array((1 << bits) + 1);
  for (const hash of hashes) buckets[(hash >>> (32 - bits)) + 1]!++;
  for (let i = 0; i < 1 << bits; i++) buckets[i + 1]! += buckets[i]!;
  return { buckets, hashes };
}

/** Kinds of the phrase lists, in the order of their bits in `phraseKinds`. */
export const KINDS = [
  'big-city',
  'arab-town',
  'other-town',
  'territory',
  'zone-city',
  'followed',
  'wiki-person',
  'wiki-place',
  'wiki-organisation',
  'news-person',
  'news-place',
  'news-organisation',
  'news-work',
  'here-person',
  'here-place',
  'here-organisation',
  'here-work',
] as const;
/** The bit of a beginning of a longer phrase. */
export const BEGINNING = 0x80000000;
/** Longest phrase of the lists, in tokens. */
export const LONGEST_PHRASE = 7;
export const NAME_BUCKETS = 7;
/** Bits a stem may have in `habits`: how it was labelled in news that a first tagger read. */
export const HABITS = 16;

export const PHRASE_BITS = KINDS.length * 4;
export const FIRST_NAME_BIT = PHRASE_BITS;
export const FIRST_SHAPE_BIT = FIRST_NAME_BIT + 3 * NAME_BUCKETS;
export const FIRST_HABIT_BIT = FIRST_SHAPE_BIT + 4;
export const ALL_BITS = FIRST_HABIT_BIT + HABITS;

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
  word: string;
  hash: number;
  /** Equal to `hash` where nothing was taken off. */
  stemHash: number;
  clitic: number;
  /** Row of the stem's vector, -1 for an unknown one. */
  row: number;
  /** How often the stem stands in 25 million words of news; 0 for unknown ones. */
  frequency: number;
  letters: number[];
  /** Some phrase of the lists begins with it. */
  opens: boolean;
  /** Input bits from `FIRST_NAME_BIT` on. */
  bits: number[];
}

/** How often a stem was seen; 0 for an unknown one. */
export function frequencyOf(lexicon: Lexicon, word: string): number {
  const row = find(lexicon.stems, hashOf(word));
  return row < 0 ? 0 : 2 ** (lexicon.frequency[row]! / 8);
}

export function properStem(lexicon: Lexicon, key: string): Stem {
  return stemOf(wordOf(key), (word) => frequencyOf(lexicon, word));
}

/** Everything the network wants to know of a key by itself. */
export function lookUp(lexicon: Lexicon, key: string): Word {
  const word = wordOf(key);
  const { stem, code } = stemOf(word, (other) => frequencyOf(lexicon, other));
  const hash = hashOf(word);
  const stemHash = code === 0 ? hash : hashOf(stem);
  const row = find(lexicon.stems, stemHash);
  const bits: number[] = [];
  let name = find(lexicon.names, stemHash);
  if (name < 0) name = find(lexicon.names, hash);
  if (name >= 0) {
    const packed = lexicon.nameBuckets[name]!;
    for (let list = 0; list < 3; list++) {
      const bucket = (packed >> (3 * list)) & 7;
      if (bucket > 0) bits.push(FIRST_NAME_BIT + list * NAME_BUCKETS + bucket - 1);
    }
  }
  bits.push(FIRST_SHAPE_BIT + shapeOf(stem));
  if (row >= 0) {
    const habits = lexicon.habits[row]!;
    for (let habit = 0; habit < HABITS; habit++) if ((habits >> habit) & 1) bits.push(FIRST_HABIT_BIT + habit);
  }
  return {
    word,
    hash,
    stemHash,
    clitic: code % CLITIC_CODES,
    row,
    frequency: row < 0 ? 0 : 2 ** (lexicon.frequency[row]! / 8),
    letters: lettersOf(stem),
    opens: find(lexicon.phrases, hashOfPhrase(0, hash)) >= 0 || find(lexicon.phrases, hashOfPhrase(0, stemHash)) >= 0,
    bits,
  };
}

const longest = new Uint8Array(32);

/**
 * The phrases of the lists in a sentence: of every kind the longest that begins at each token (its first word also without
 * clitics). `visit` gets token and input bit (kind × alone, first, inside, last); a bit may come twice.
 */
export function matchPhrases(
  { phrases, phraseKinds }: Lexicon,
  sentence: readonly Word[],
  visit: (token: number, bit: number) => void,
): void {
  for (let i = 0; i < sentence.length; i++) {
    const first = sentence[i]!;
    if (!first.opens) continue;
    let any = false;
    for (let variant = 0; variant < 2; variant++) {
      if (variant === 1 && first.clitic === 0) break;
      let hash = hashOfPhrase(0, variant === 0 ? first.hash : first.stemHash);
      const end = Math.min(sentence.length, i + LONGEST_PHRASE);
      for (let j = i; j < end; ) {
        const at = find(phrases, hash);
        if (at < 0) break;
        const kinds = phraseKinds[at]!;
        j++;
        for (let kind = 0; kind < KINDS.length; kind++) {
          if ((kinds >>> kind) & 1 && longest[kind]! < j - i) {
            longest[kind] = j - i;
            any = true;
          }
        }
        if (kinds < BEGINNING || j === end) break;
        hash = hashOfPhrase(hash, sentence[j]!.hash);
      }
    }
    if (!any) continue;
    for (let kind = 0; kind < KINDS.length; kind++) {
      const length = longest[kind]!;
      if (length === 0) continue;
      longest[kind] = 0;
      for (let j = 0; j < length; j++) {
        visit(i + j, kind * 4 + (length === 1 ? 0 : j === 0 ? 1 : j === length - 1 ? 3 : 2));
      }
    }
  }
}

/** First of the four kinds that say: elsewhere in this document it follows a head of the type. */
const FIRST_HERE = KINDS.indexOf('here-person');
/** Stems more frequent than this are left alone. */
const HERE_COMMON = 5000;

/**
 * What a document itself says of its words: where `نادي الغرافة` stands once, every `الغرافة` of the document gets the bit of
 * organisations. `visit` gets token and input bit.
 */
export function matchHeads(
  { heads, headTypes }: Lexicon,
  words: readonly Word[],
  sentences: readonly { first: number; last: number }[],
  visit: (token: number, bit: number) => void,
): void {
  const types = new Map<number, number>();
  for (const { first, last } of sentences) {
    for (let t = first + 1; t < last; t++) {
      const { stemHash, frequency, word } = words[t]!;
      if (frequency >= HERE_COMMON || shapeOf(word) !== 0) continue;
      // `صحيفة "الخبر"`: the mark is passed over.
      const before = words[t - 1]!.word === '"' && t - 2 >= first ? words[t - 2]! : words[t - 1]!;
      const head = find(heads, before.stemHash);
      if (head >= 0) types.set(stemHash, (types.get(stemHash) ?? 0) | (1 << headTypes[head]!));
    }
  }
  if (types.size === 0) return;
  for (const { first, last } of sentences) {
    for (let t = first; t < last; t++) {
      const bits = types.get(words[t]!.stemHash);
      if (bits === undefined) continue;
      for (let type = 0; type < 4; type++) if ((bits >> type) & 1) visit(t, (FIRST_HERE + type) * 4);
    }
  }
}

/** Sentences to either side that tell what a sentence is about. */
export const TOPIC_REACH = 5;
/** Words more frequent than this tell nothing. */
const TOPIC_COMMON = 20_000;

/** Whether a word tells what its sentence is about. */
export const isTelling = ({ row, frequency }: Word): boolean => row >= 0 && frequency < TOPIC_COMMON;

/**
 * What the text around each sentence is about, one topic after the other: the mean direction of the vectors of its rarer words and of
 * five sentences to either side, at length 3. `own`: the sum of each sentence's own vectors.
 */
export function topicsAround(own: Float64Array, size: number): Float32Array {
  const count = own.length / size;
  const topics = new Float32Array(own.length);
  const around = new Float64Array(size);
  const add = (s: number, sign: number) => {
    if (s < 0 || s >= count) return;
    for (let j = 0; j < size; j++) around[j]! += sign * own[s * size + j]!;
  };
  for (let s = 0; s < TOPIC_REACH; s++) add(s, 1);
  for (let s = 0; s < count; s++) {
    add(s + TOPIC_REACH, 1);
    add(s - TOPIC_REACH - 1, -1);
    let length = 0;
    for (let j = 0; j < size; j++) length += around[j]! * around[j]!;
    const factor = length > 1e-9 ? 3 / Math.sqrt(length) : 0;
    for (let j = 0; j < size; j++) topics[s * size + j] = around[j]! * factor;
  }
  return topics;
}
