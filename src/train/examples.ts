/** Turns sentences of keys into what the network reads, and builds the lexicon it reads them with. */
import { BEGINNING, HABITS, NAME_BUCKETS } from '../network/bits.ts';
import { type HashIndex, indexOf } from '../network/hashes.ts';
import { matchHeads, matchPhrases } from '../network/phrases.ts';
import { hashOf, hashOfPhrase, putLetters } from '../network/spelling.ts';
import { isTelling, topicsAround } from '../network/topics.ts';
import { type Lexicon, lookUp, putBits, type Word } from '../network/words.ts';
import type { Sentence } from './corpora.ts';
import { readHeads } from './grown.ts';
import type { Lists } from './lists/phrases.ts';
import type { Example } from './network.ts';

/** Entries by rising hash; of two with the same hash the first stays. */
function sortedIndex<T>(entries: Iterable<readonly [number, T]>, bits: number): { index: HashIndex; values: T[] } {
  const map = new Map<number, T>();
  for (const [hash, value] of entries) if (!map.has(hash)) map.set(hash, value);
  const sorted = [...map].sort((a, b) => a[0] - b[0]);
  return {
    index: indexOf(
      Uint32Array.from(sorted, ([hash]) => hash),
      bits,
    ),
    values: sorted.map(([, value]) => value),
  };
}

const bucketOf = (count: number) => (count < 1 ? 0 : Math.min(NAME_BUCKETS, 1 + Math.floor(Math.log2(count))));

/** Marks every phrase of the lists and its beginnings in a table of phrase hashes. */
export function phraseTable(phrases: ReadonlyMap<string, number>): Pick<Lexicon, 'phrases' | 'phraseKinds'> {
  const kinds = new Map<number, number>();
  for (const [phrase, bits] of phrases) {
    let hash = 0;
    const words = phrase.split(' ');
    words.forEach((word, i) => {
      hash = hashOfPhrase(hash, hashOf(word));
      kinds.set(hash, ((kinds.get(hash) ?? 0) | (i < words.length - 1 ? BEGINNING : bits)) >>> 0);
    });
  }
  const { index, values } = sortedIndex(kinds, 16);
  return { phrases: index, phraseKinds: Uint32Array.from(values) };
}

/** The lexicon of the `stems` most frequent stems, and their vectors in its order (length 10). */
export function buildLexicon(
  stems: readonly string[],
  counts: Int32Array,
  vectors: Float32Array,
  size: number,
  lists: Lists,
): { lexicon: Lexicon; vectors: Float32Array; stemOfRow: Int32Array } {
  const { index, values } = sortedIndex(
    stems.map((stem, id) => [hashOf(stem), id] as const),
    16,
  );
  const ordered = new Float32Array(values.length * size);
  values.forEach((id, row) => {
    for (let j = 0; j < size; j++) ordered[row * size + j] = 10 * vectors[id * size + j]!;
  });
  const names = sortedIndex(
    [...lists.names].map(
      ([word, c]) => [hashOf(word), bucketOf(c[0]) | (bucketOf(c[1]) << 3) | (bucketOf(c[2]) << 6)] as const,
    ),
    14,
  );
  const heads = sortedIndex(
    [...readHeads()].map(([word, type]) => [hashOf(word), type] as const),
    8,
  );
  return {
    lexicon: {
      stems: index,
      frequency: Uint8Array.from(values, (id) => Math.round(8 * Math.log2(counts[id]!))),
      habits: new Uint16Array(values.length),
      names: names.index,
      nameBuckets: Uint16Array.from(names.values),
      ...phraseTable(lists.phrases),
      heads: heads.index,
      headTypes: Uint8Array.from(heads.values),
    },
    vectors: ordered,
    stemOfRow: Int32Array.from(values),
  };
}

/** Sentences longer than this are cut for training. */
const LONGEST_SENTENCE = 110;
/** Sentences that count as one document where the corpus doesn't tell. */
const PSEUDO_DOCUMENT = 15;

export class Encoder {
  readonly lexicon: Lexicon;
  /** Letters of each different word. */
  readonly letters: number[][] = [];
  readonly #words = new Map<string, Word & { id: number; own: Uint16Array }>();
  readonly #ids = new Map<string, number>();

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  word(key: string): Word & { id: number; own: Uint16Array } {
    let known = this.#words.get(key);
    if (!known) {
      const word = lookUp(this.lexicon, key);
      const letters: number[] = [];
      putLetters(word.stem, letters, 0);
      const spelling = letters.join(' ');
      let id = this.#ids.get(spelling);
      if (id === undefined) {
        id = this.letters.length;
        this.letters.push(letters);
        this.#ids.set(spelling, id);
      }
      const own: number[] = [];
      putBits(this.lexicon, word, own, 0);
      known = { ...word, id, own: Uint16Array.from(own) };
      this.#words.set(key, known);
    }
    return known;
  }

  /** `here`: bits that the document adds to each token (`matchHeads`). */
  example(keys: readonly string[], labels: readonly number[], here?: readonly (readonly number[])[]): Example {
    const words = keys.map((key) => this.word(key));
    const phraseBits: (Set<number> | undefined)[] = new Array(keys.length);
    matchPhrases(this.lexicon, words, (token, bit) => {
      phraseBits[token] ??= new Set();
      phraseBits[token].add(bit);
    });
    here?.forEach((bits, token) => {
      for (const bit of bits) {
        phraseBits[token] ??= new Set();
        phraseBits[token].add(bit);
      }
    });
    return {
      rows: Int32Array.from(words, ({ row }) => row),
      clitics: Uint8Array.from(words, ({ clitic }) => clitic),
      letters: Int32Array.from(words, ({ id }) => id),
      bits: words.map(({ own }, i) => (phraseBits[i] ? Uint16Array.from([...phraseBits[i], ...own]) : own)),
      labels: Uint8Array.from(labels),
    };
  }

  /** The vectors of the lexicon's stems, for topics. */
  #vectors: { values: Float32Array; size: number } | null = null;
  useVectors(values: Float32Array, size: number): this {
    this.#vectors = { values, size };
    return this;
  }

  /** Whether words get the bits of heads elsewhere in their document. */
  document = false;

  /** Those bits, token by token; fifteen sentences in a row count as a document. */
  #here(sentences: readonly (readonly string[])[]): number[][][] {
    const bits: number[][][] = sentences.map((keys) => keys.map(() => []));
    for (let from = 0; from < sentences.length; from += PSEUDO_DOCUMENT) {
      const part = sentences.slice(from, from + PSEUDO_DOCUMENT);
      const words = part.flatMap((keys) => keys.map((key) => this.word(key)));
      const place: [number, number][] = part.flatMap((keys, s) => keys.map((_, t): [number, number] => [from + s, t]));
      let at = 0;
      const ranges = part.map((keys) => {
        const first = at;
        at += keys.length;
        return { first, last: at };
      });
      matchHeads(this.lexicon, words, ranges, (token, bit) => {
        const [s, t] = place[token]!;
        bits[s]![t]!.push(bit);
      });
    }
    return bits;
  }

  /** Topics of sentences that stand together; none where no vectors are known. */
  topics(sentences: readonly (readonly string[])[]): (Float32Array | undefined)[] {
    const vectors = this.#vectors;
    if (!vectors) return sentences.map(() => undefined);
    const { values, size } = vectors;
    return topicsOf(
      sentences.map((keys) => keys.map((key) => this.word(key))),
      size,
      ({ row }) => values.subarray(row * size, (row + 1) * size),
    );
  }

  /** Examples of a corpus; long sentences are cut where `cut` asks for it. */
  examples(sentences: readonly Pick<Sentence, 'keys' | 'labels'>[], cut = true): Example[] {
    const examples: Example[] = [];
    const topics = this.topics(sentences.map(({ keys }) => keys));
    const here = this.document ? this.#here(sentences.map(({ keys }) => keys)) : null;
    for (const [s, { keys, labels }] of sentences.entries()) {
      const step = cut ? LONGEST_SENTENCE : keys.length;
      for (let i = 0; i < keys.length; i += step) {
        const part = labels.slice(i, i + step);
        // A name cut in two begins anew.
        if (part.length && part[0]! > 0 && part[0]! % 2 === 0) part[0]!--;
        const topic = topics[s];
        examples.push({
          ...this.example(keys.slice(i, i + step), part, here?.[s]?.slice(i, i + step)),
          ...(topic && { topic }),
        });
      }
    }
    return examples;
  }
}

export { HABITS };

/** What the text around each sentence is about, a topic for each. */
function topicsOf(
  sentences: readonly (readonly Word[])[],
  size: number,
  vectorOf: (word: Word) => Float32Array,
): Float32Array[] {
  const own = new Float64Array(sentences.length * size);
  sentences.forEach((words, s) => {
    const at = s * size;
    for (const word of words) {
      if (!isTelling(word)) continue;
      const vector = vectorOf(word);
      for (let j = 0; j < size; j++) own[at + j]! += vector[j]!;
    }
  });
  const topics = topicsAround(own, size);
  return sentences.map((_, s) => topics.slice(s * size, (s + 1) * size));
}
