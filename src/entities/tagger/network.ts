/** The tagger's network at work: 16-bit weights, exact integer products, so that every machine gives the same scores. */

import { EVIDENCE_BITS, type Evidence, listCodes } from '../evidence.ts';
import { createKernel, type Kernel } from '../kernel/kernel.ts';
import { ALL_BITS, lookUp, matchHeads, matchPhrases, topicsOf, type Word } from './lexicon.ts';
import type { Model } from './modelFile.ts';
import { addSkip, EVIDENCE_WEIGHTS, evidenceTable, skipOfWord } from './skip.ts';
import { LETTERS, MOST_LETTERS } from './words.ts';

export const LABEL_COUNT = 9;
const CLITIC_SIZE = 8;
const LETTER_WIDTH = 5;
const BIT_SIZE = 32;
/** Rows of words worked on together, and rows of tokens. */
const WORD_ROWS = 64;
const TOKEN_ROWS = 1024;
/** Words kept with their hidden rows; when full the store begins anew. */
const STORE = 1 << 15;

/** Integer weights of a layer and what one unit of its products is worth. */
interface Layer {
  weights: number;
  ins: number;
  outs: number;
  unit: number;
  /** Factor of the inputs. */
  scale: number;
}

/** Tokens of a sentence (or of a part of a very long one), and what its topic adds to them. */
interface Piece {
  first: number;
  last: number;
  topic: Float32Array;
}

interface KnownWord extends Word {
  slot: number;
  /** The filling of the store that the slot belongs to. */
  filling: number;
  vector?: Float32Array;
  /** What it adds to the labels around by itself. */
  skip?: Float32Array;
}

export class TaggerNetwork {
  readonly #model: Model;
  readonly #kernel: Kernel;
  readonly #f32: Float32Array;
  readonly #i32: Int32Array;
  readonly #i16: Int16Array;
  readonly #u8: Uint8Array;
  readonly #input: Layer;
  readonly #bits: Layer;
  readonly #layers: { layer: Layer; taps: number; bias: number; dilation: number }[];
  readonly #output: Layer;
  readonly #outputBias: Float32Array;
  readonly #inputBias: Float32Array;
  /** What each letter at each place of the window adds to the filters. */
  readonly #letterTable: number;
  readonly #filterBias: number;
  readonly #bitRows: Float32Array;
  readonly #bitBias: Float32Array;
  readonly #clitic: Float32Array;
  readonly #unknown: Float32Array;
  readonly #topic: Layer;
  readonly #noTopic: Float32Array;
  readonly #gap: number;
  /** Weights from evidence to the labels; null for a network without. */
  readonly #table: Float32Array | null;
  readonly #words = new Map<string, KnownWord>();
  #slots = 0;
  #filling = 0;
  /** A slot: hidden row without list bits' share (no bias), finished hidden row without phrases, sums of the word's own bits. */
  readonly #partial: Float32Array;
  readonly #bitSums: Float32Array;
  readonly #sums = new Float32Array(WORD_ROWS * BIT_SIZE);
  readonly #at: Record<'x' | 'y' | 'h' | 'first' | 'q' | 'out' | 'letters' | 'spelling' | 'finished', number>;

  constructor(model: Model, plain = false) {
    this.#model = model;
    const { shape } = model;
    const h = shape.hidden;
    const weight = (name: string) => {
      const found = model.weights.get(name);
      if (!found) throw new Error(`the name tagger's model has no weights "${name}"`);
      return found;
    };
    const inputs = shape.vector + CLITIC_SIZE + shape.filters;
    this.#gap = Math.max(...shape.dilations);
    this.#noTopic = new Float32Array(h);
    if (model.skip && model.skip.evidence.length !== EVIDENCE_WEIGHTS)
      throw new Error('the name tagger was trained on other evidence: npm run train -- --only names');
    this.#table = model.skip ? evidenceTable(model.skip) : null;
    const rows = TOKEN_ROWS + 2 * this.#gap + 4;
    const need =
      2 * (h * (inputs + 8) + h * (shape.vector + 8) + h * BIT_SIZE + shape.dilations.length * h * h + 16 * 2 * h) +
      4 * (shape.dilations.length * 4 * h) +
      rows * h * (4 + 4 + 4 + 2 + 2 + 2) +
      rows * 64 +
      WORD_ROWS * (inputs + 8 + BIT_SIZE) * 8 +
      4 * (LETTER_WIDTH * LETTERS * shape.filters + STORE * h) +
      65536;
    this.#kernel = createKernel(need, plain);
    const { buffer } = this.#kernel;
    this.#f32 = new Float32Array(buffer);
    this.#i32 = new Int32Array(buffer);
    this.#i16 = new Int16Array(buffer);
    this.#u8 = new Uint8Array(buffer);
    this.#input = this.#layer(weight('input'), inputs, h, shape.ranges.input);
    this.#bits = this.#layer(weight('inputBits'), BIT_SIZE, h, shape.ranges.bits);
    // Topics are vectors of length 3.
    this.#topic = this.#layer(weight('topic'), shape.vector, h, 3);
    this.#layers = shape.dilations.map((dilation, i) => {
      const layer = this.#layer(weight(`layer${i}`), h, h, shape.ranges.taps[i]!);
      const taps = this.#kernel.reserve(3 * h * 4);
      const tap = weight(`tap${i}`);
      for (let j = 0; j < 3 * h; j++) this.#f32[(taps >> 2) + j] = tap[j]! * layer.scale;
      const bias = this.#kernel.reserve(h * 4);
      this.#f32.set(weight(`bias${i}`), bias >> 2);
      return { layer, taps, bias, dilation };
    });
    this.#output = this.#layer(weight('output'), 2 * h, 16, shape.ranges.top);
    this.#outputBias = weight('outputBias');
    this.#inputBias = weight('inputBias');
    this.#bitRows = weight('bit');
    this.#bitBias = weight('bitBias');
    this.#clitic = weight('clitic');
    this.#unknown = weight('unknown');
    const f = shape.filters;
    this.#letterTable = this.#kernel.reserve(LETTER_WIDTH * LETTERS * f * 4);
    this.#filterBias = this.#kernel.reserve(f * 4);
    this.#f32.set(weight('filterBias'), this.#filterBias >> 2);
    this.#f32.set(weight('letterTable'), this.#letterTable >> 2);
    const reserve = (bytes: number) => this.#kernel.reserve(bytes);
    this.#at = {
      x: reserve(WORD_ROWS * Math.max(this.#input.ins, BIT_SIZE) * 2),
      y: reserve(Math.max(WORD_ROWS * h * 4, rows * h * 4)),
      h: reserve(rows * h * 4),
      first: reserve(rows * h * 4),
      q: reserve(rows * 2 * h * 2),
      out: reserve(rows * 16 * 4),
      letters: reserve(MOST_LETTERS),
      spelling: reserve(shape.filters * 4),
      finished: reserve(STORE * h * 4),
    };
    this.#partial = new Float32Array(STORE * h);
    this.#bitSums = new Float32Array(STORE * BIT_SIZE);
  }

  /**
   * Integer weights in the kernel's order. Inputs are scaled so that `range` becomes 12 bits; weights so that they fit 16 bits and sums
   * of products fit 32, up to twice that range.
   */
  #layer(weights: Float32Array, inputs: number, outputs: number, range: number): Layer {
    const columns = weights.length / inputs;
    const ins = Math.ceil(inputs / 8) * 8;
    const outs = Math.ceil(outputs / 8) * 8;
    let most = 0;
    let heaviest = 0;
    for (let o = 0; o < columns; o++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) {
        const size = Math.abs(weights[i * columns + o]!);
        sum += size;
        if (size > most) most = size;
      }
      if (sum > heaviest) heaviest = sum;
    }
    const scale = 4000 / range;
    const factor = most > 0 ? Math.min(32000 / most, 2 ** 31 / (8200 * heaviest)) : 1;
    const at = this.#kernel.reserve(ins * outs * 2);
    for (let o = 0; o < columns; o++) {
      for (let i = 0; i < inputs; i++) {
        const to = (at >> 1) + (o >> 3) * ins * 8 + (i >> 1) * 16 + (o & 7) * 2 + (i & 1);
        this.#i16[to] = Math.round(weights[i * columns + o]! * factor);
      }
    }
    return { weights: at, ins, outs, unit: 1 / (scale * factor), scale };
  }

  /** What is known of the words of a document. */
  words(keys: readonly string[]): Word[] {
    if (this.#words.size > STORE / 2) this.#words.clear();
    return keys.map((key) => {
      let word = this.#words.get(key);
      if (!word) {
        // Added to, not spread: copies made by spreading would have a hidden class each, three hundred bytes a word.
        word = Object.assign(lookUp(this.#model.lexicon, key), {
          slot: -1,
          filling: -1,
          vector: undefined,
          skip: undefined,
        });
        if (this.#model.skip) {
          const codes = listCodes(key);
          for (const code of codes) word.bits.push(ALL_BITS + code);
          word.skip = skipOfWord(this.#model.skip, codes, word.stemHash);
        }
        this.#words.set(key, word);
      }
      return word;
    });
  }

  /** Makes hidden rows for those words that have none; when the store is full it is filled anew. */
  #ensure(pieces: readonly Piece[], words: readonly KnownWord[]): void {
    const fresh: KnownWord[] = [];
    const collect = () => {
      for (const { first, last } of pieces) {
        for (let t = first; t < last; t++) {
          const word = words[t]!;
          if (word.filling === this.#filling) continue;
          word.filling = this.#filling;
          fresh.push(word);
        }
      }
    };
    collect();
    if (this.#slots + fresh.length > STORE) {
      this.#filling++;
      this.#slots = 0;
      fresh.length = 0;
      collect();
    }
    for (const word of fresh) word.slot = this.#slots++;
    for (let i = 0; i < fresh.length; i += WORD_ROWS) this.#prepare(fresh.slice(i, i + WORD_ROWS));
  }

  /** Hidden rows of new words. */
  #prepare(words: readonly KnownWord[]): void {
    const { shape, vectors } = this.#model;
    const { vector, filters, hidden } = shape;
    const { ins, scale } = this.#input;
    const i16 = this.#i16;
    const q = (value: number) => Math.max(-32768, Math.min(32767, Math.round(value * scale)));
    const f32 = this.#f32;
    const { packed, levels, scale: column } = vectors;
    const unknown = this.#unknown;
    const bitRows = this.#bitRows;
    const bitSums = this.#bitSums;
    words.forEach((word, n) => {
      const to = (this.#at.x >> 1) + n * ins;
      i16.fill(0, to, to + ins);
      if (word.row < 0) for (let j = 0; j < vector; j++) i16[to + j] = q(unknown[j]!);
      else {
        const from = (word.row * vector) >> 1;
        for (let j = 0; j < vector; j++) {
          const byte = packed[from + (j >> 1)]!;
          i16[to + j] = q(levels[j & 1 ? byte >> 4 : byte & 15]! * column[j]!);
        }
      }
      for (let j = 0; j < CLITIC_SIZE; j++) i16[to + vector + j] = q(this.#clitic[word.clitic * CLITIC_SIZE + j]!);
      const { letters } = word;
      for (let r = 0; r < letters.length; r++) this.#u8[this.#at.letters + r] = letters[r]!;
      const { spelling } = this.#at;
      this.#kernel.spell(
        this.#at.letters,
        letters.length,
        this.#letterTable,
        this.#filterBias,
        spelling,
        filters,
        LETTERS,
      );
      const best = to + vector + CLITIC_SIZE;
      for (let j = 0; j < filters; j++) i16[best + j] = q(f32[(spelling >> 2) + j]!);
      const sums = word.slot * BIT_SIZE;
      for (let j = 0; j < BIT_SIZE; j++) bitSums[sums + j] = this.#bitBias[j]!;
      for (const bit of word.bits) {
        for (let j = 0; j < BIT_SIZE; j++) bitSums[sums + j]! += bitRows[bit * BIT_SIZE + j]!;
      }
    });
    const rows = Math.ceil(words.length / 4) * 4;
    const { x, y } = this.#at;
    this.#kernel.products(this.#input.weights, x, y, this.#input.outs, ins, rows, ins);
    words.forEach(({ slot }, n) => {
      for (let j = 0; j < hidden; j++) {
        this.#partial[slot * hidden + j] =
          this.#i32[(y >> 2) + n * hidden + j]! * this.#input.unit + this.#inputBias[j]!;
      }
    });
    const slots = words.map(({ slot }) => slot);
    this.#finish(
      slots,
      slots.map((slot) => this.#bitSums.subarray(slot * BIT_SIZE, (slot + 1) * BIT_SIZE)),
      (n) => (this.#at.finished >> 2) + slots[n]! * hidden,
      this.#noTopic,
    );
  }

  /** Hidden rows from words' partial rows and their bit sums, at most `WORD_ROWS` of them. */
  #finish(
    slots: readonly number[],
    sums: readonly Float32Array[],
    target: (n: number) => number,
    topic: Float32Array,
  ): void {
    const { hidden } = this.#model.shape;
    const { x, y } = this.#at;
    const { scale, unit } = this.#bits;
    const i16 = this.#i16;
    sums.forEach((row, n) => {
      const to = (x >> 1) + n * BIT_SIZE;
      for (let j = 0; j < BIT_SIZE; j++) i16[to + j] = Math.min(32767, Math.round(Math.max(0, row[j]!) * scale));
    });
    this.#kernel.products(this.#bits.weights, x, y, hidden, BIT_SIZE, Math.ceil(slots.length / 4) * 4, BIT_SIZE);
    const f32 = this.#f32;
    const i32 = this.#i32;
    const partial = this.#partial;
    slots.forEach((slot, n) => {
      const at = target(n);
      const from = slot * hidden;
      const share = (y >> 2) + n * hidden;
      for (let j = 0; j < hidden; j++)
        f32[at + j] = Math.max(0, partial[from + j]! + i32[share + j]! * unit) + topic[j]!;
    });
  }

  /** What each sentence's text around adds to its hidden rows. */
  #topics(words: readonly Word[], sentences: readonly { first: number; last: number }[]): Float32Array[] {
    const { vector, hidden } = this.#model.shape;
    const topics = topicsOf(
      sentences.map(({ first, last }) => words.slice(first, last)),
      vector,
      (word) => this.#vectorOf(word as KnownWord),
    );
    const { weights, ins, outs, unit, scale } = this.#topic;
    const { x, y } = this.#at;
    const out: Float32Array[] = [];
    for (let from = 0; from < topics.length; from += WORD_ROWS) {
      const part = topics.slice(from, from + WORD_ROWS);
      part.forEach((topic, n) => {
        const to = (x >> 1) + n * ins;
        for (let j = 0; j < ins; j++) this.#i16[to + j] = j < vector ? Math.round(topic[j]! * scale) : 0;
      });
      this.#kernel.products(weights, x, y, outs, ins, Math.ceil(part.length / 4) * 4, ins);
      part.forEach((_, n) => {
        const row = new Float32Array(hidden);
        for (let j = 0; j < hidden; j++) row[j] = this.#i32[(y >> 2) + n * hidden + j]! * unit;
        out.push(row);
      });
    }
    return out;
  }

  /** The vector of a word's stem, kept with the word. */
  #vectorOf(word: KnownWord): Float32Array {
    if (word.vector) return word.vector;
    const { packed, levels, scale } = this.#model.vectors;
    const size = scale.length;
    const vector = new Float32Array(size);
    const from = (word.row * size) >> 1;
    for (let j = 0; j < size; j++) {
      const byte = packed[from + (j >> 1)]!;
      vector[j] = levels[j & 1 ? byte >> 4 : byte & 15]! * scale[j]!;
    }
    word.vector = vector;
    return vector;
  }

  /**
   * Scores of nine labels a token for all sentences of a document, row by row; tokens outside of the sentences have zeros. `evidence`:
   * what lists, rules and marks say of each token in its place.
   */
  scores(
    words: readonly Word[],
    sentences: readonly { first: number; last: number }[],
    evidence: Evidence = [],
  ): Float32Array {
    const scores = new Float32Array(words.length * LABEL_COUNT);
    const topics = this.#topics(words, sentences);
    const { skip } = this.#model;
    const here: number[][] = [];
    const say = (token: number, bit: number): void => {
      const bits = here[token];
      if (bits) bits.push(bit);
      else here[token] = [bit];
    };
    if (skip)
      for (let t = 0; t < evidence.length; t++)
        for (const code of evidence[t]!) if (code < EVIDENCE_BITS) say(t, ALL_BITS + code);
    if (this.#model.shape.document) matchHeads(this.#model.lexicon, words, sentences, say);
    let block: Piece[] = [];
    let rows = this.#gap;
    const flush = () => {
      if (block.length) this.#block(words as readonly KnownWord[], block, here, scores);
      block = [];
      rows = this.#gap;
    };
    for (const [s, { first, last }] of sentences.entries()) {
      for (let from = first; from < last; ) {
        const to = Math.min(last, from + TOKEN_ROWS - 2 * this.#gap);
        if (rows + to - from + this.#gap > TOKEN_ROWS) flush();
        block.push({ first: from, last: to, topic: topics[s]! });
        rows += to - from + this.#gap;
        from = to;
      }
    }
    flush();
    if (this.#table) addSkip(scores, this.#table, sentences, (token) => (words[token] as KnownWord).skip!, evidence);
    return scores;
  }

  #block(words: readonly KnownWord[], pieces: readonly Piece[], here: readonly number[][], scores: Float32Array): void {
    this.#ensure(pieces, words);
    const { hidden } = this.#model.shape;
    const kernel = this.#kernel;
    const f32 = this.#f32;
    const gap = this.#gap;
    const at = this.#at;
    const h = at.h >> 2;
    // Rows: gap, sentence, gap, sentence, gap …, then the rows that round up to four.
    let rows = gap;
    const starts: number[] = [];
    const finished = at.finished >> 2;
    for (const { first, last, topic } of pieces) {
      f32.fill(0, h + (rows - gap) * hidden, h + rows * hidden);
      starts.push(rows);
      const sentence = words.slice(first, last);
      sentence.forEach(({ slot }, i) => {
        const from = finished + slot * hidden;
        const to = h + (rows + i) * hidden;
        for (let j = 0; j < hidden; j++) f32[to + j] = f32[from + j]! + topic[j]!;
      });
      this.#addPhrases(sentence, here.slice(first, last), topic, h + rows * hidden);
      rows += last - first + gap;
    }
    const all = Math.ceil(rows / 4) * 4;
    f32.fill(0, h + (rows - gap) * hidden, h + (all + gap) * hidden);
    // The first hidden layer is needed again at the end.
    f32.copyWithin(at.first >> 2, h, h + all * hidden);
    const from = at.h + gap * hidden * 4;
    const count = Math.ceil((rows - gap) / 4) * 4;
    for (const { layer, taps, bias, dilation } of this.#layers) {
      kernel.taps(from, taps, at.q, hidden, count, dilation);
      kernel.products(layer.weights, at.q, at.y, hidden, hidden, count, hidden);
      kernel.residual(at.y, from, bias, layer.unit, hidden, count);
      for (const [i, start] of starts.entries()) {
        const end = start + pieces[i]!.last - pieces[i]!.first;
        f32.fill(0, h + end * hidden, h + (end + gap) * hidden);
      }
      f32.fill(0, h + (rows - gap) * hidden, h + (all + gap) * hidden);
    }
    kernel.quantise(from, at.q, this.#output.scale, hidden, count, 2 * hidden);
    kernel.quantise(at.first + gap * hidden * 4, at.q + hidden * 2, this.#output.scale, hidden, count, 2 * hidden);
    kernel.products(this.#output.weights, at.q, at.out, 16, 2 * hidden, count, 2 * hidden);
    pieces.forEach(({ first, last }, i) => {
      let row = (at.out >> 2) + (starts[i]! - gap) * 16;
      for (let token = first; token < last; token++) {
        for (let y = 0; y < LABEL_COUNT; y++) {
          scores[token * LABEL_COUNT + y] = this.#i32[row + y]! * this.#output.unit + this.#outputBias[y]!;
        }
        row += 16;
      }
    });
  }

  /** Makes the hidden rows of tokens inside phrases of the lists anew; `to`: where the sentence's rows begin (in floats). */
  #addPhrases(
    sentence: readonly KnownWord[],
    here: readonly (readonly number[])[],
    topic: Float32Array,
    to: number,
  ): void {
    const { hidden } = this.#model.shape;
    const bits: (number[] | undefined)[] = here.map((row) => (row ? [...row] : undefined));
    matchPhrases(this.#model.lexicon, sentence, (token, bit) => {
      const row = bits[token];
      if (!row) bits[token] = [bit];
      else if (!row.includes(bit)) row.push(bit);
    });
    const touched: number[] = [];
    for (let token = 0; token < sentence.length; token++) if (bits[token]) touched.push(token);
    for (let from = 0; from < touched.length; from += WORD_ROWS) {
      const part = touched.slice(from, from + WORD_ROWS);
      const sums = part.map((token, n) => this.#sumsOf(sentence[token]!.slot, bits[token]!, n));
      this.#finish(
        part.map((token) => sentence[token]!.slot),
        sums,
        (n) => to + part[n]! * hidden,
        topic,
      );
    }
  }

  /** Sums of a word's own bits and of further ones, in the n-th row of a buffer. */
  #sumsOf(slot: number, bits: readonly number[], n: number): Float32Array {
    const sums = this.#sums.subarray(n * BIT_SIZE, (n + 1) * BIT_SIZE);
    const own = slot * BIT_SIZE;
    for (let j = 0; j < BIT_SIZE; j++) sums[j] = this.#bitSums[own + j]!;
    for (const bit of bits) {
      const at = bit * BIT_SIZE;
      for (let j = 0; j < BIT_SIZE; j++) sums[j]! += this.#bitRows[at + j]!;
    }
    return sums;
  }
}
