/** The network at work: 16-bit weights, exact integer products, so that every machine gives the same scores. */

import { ALL_BITS } from './bits.ts';
import { aligned, createKernel, type Kernel } from './kernel/kernel.ts';
import { matchHeads, matchPhrases } from './phrases.ts';
import { BIT_SIZE, CLITIC_SIZE, type Settled } from './settled.ts';
import { addSkip, type Evidence, type EvidenceCodes, SKIP_ROW, skipOfWord } from './skip.ts';
import { SLOTS, type Slots, sharedSlots } from './slots.ts';
import { LETTERS, putLetters } from './spelling.ts';
import { TokenBits } from './token-bits.ts';
import { isTelling, topicsAround } from './topics.ts';
import { putBits, type Word } from './words.ts';

/** Rows of words worked on together, and rows of tokens. */
const WORD_ROWS = 64;
const TOKEN_ROWS = 1024;
/** One article has room in a small store, for which a process of 5 MB less is begun; the first time that it is full, all rows move into a large one. */
const FIRST_SLOTS = 4_000;
/** Bytes of a word's letters: their number, and as many as `putLetters` writes at most (14). */
const LETTER_ROW = 16;
/**
 * Where a piece is among the rows at work: its first row, how many, and its first row where pieces stand side by side. Only what looks at
 * rows around a row has to pass over gaps; between sentences they are a tenth of all rows.
 */
interface Rows {
  row: number;
  rows: number;
  packed: number;
}

/** The kernel's products take four rows at a time. */
const byFour = (rows: number): number => Math.ceil(rows / 4) * 4;

/** Tokens of a sentence, or of a part of a very long one. */
interface Piece {
  first: number;
  last: number;
  sentence: number;
}

/** Numbers that stand before the bits of a token in the kernel's list. */
const ENTRY = 3;
/** Numbers of that list that a token has at most. */
const listed = (told: number): number => ENTRY + ALL_BITS + told;

/**
 * Places in the kernel's memory. Where the store's columns begin: `partial`: hidden rows without list bits' share; `finished`: whole hidden
 * rows without what stands around, 0 where they aren't kept; `sums`: of the word's own bits.
 */
type Places = Record<
  | 'x'
  | 'y'
  | 'h'
  | 'first'
  | 'q'
  | 'out'
  | 'letters'
  | 'vectors'
  | 'partial'
  | 'finished'
  | 'sums'
  | 'here'
  | 'topic'
  | 'none'
  | 'total'
  | 'list',
  number
>;

/** A column of the store, and the numbers that a word has in it. */
type Column = readonly [name: 'partial' | 'finished' | 'sums', width: number];

/**
 * A network that is told inputs of nearly every token makes nearly every hidden row anew: finished rows, which are two fifths of a store, are
 * kept by the other kind only.
 */
const columnsOf = ({ shape }: Settled): readonly Column[] => [
  ['partial', shape.hidden],
  ...(shape.inputs?.length ? [] : [['finished', shape.hidden] as const]),
  ['sums', BIT_SIZE],
];

export class Network {
  readonly #model: Settled;
  readonly #codes: EvidenceCodes | null;
  /** Input bits that whoever asks may tell of a token. */
  readonly #told: number;
  readonly #columns: readonly Column[];
  #kernel!: Kernel;
  #f32!: Float32Array;
  #i32!: Int32Array;
  #i16!: Int16Array;
  #u8!: Uint8Array;
  #u32!: Uint32Array;
  #f64!: Float64Array;
  readonly #gap: number;
  readonly #plain: boolean;
  readonly #slots: Slots;
  /** Of each row of the store the number of its word, 0 for none. */
  #filled = new Int32Array(0);
  /** What each word adds to the labels around by itself, with a row for one that was forgotten. */
  #skip: Float32Array | null = null;
  readonly #bits = new TokenBits();
  #at!: Places;

  /** `codes`: of the evidence that the model's weights know; null for a model without. `plain`: without WebAssembly. */
  constructor(model: Settled, codes: EvidenceCodes | null, plain = false) {
    this.#model = model;
    this.#codes = codes;
    this.#plain = plain;
    this.#gap = Math.max(...model.shape.dilations);
    this.#told = (model.skip ? codes?.bits : model.shape.inputs?.length) ?? 0;
    this.#columns = columnsOf(model);
    if (model.skip && model.skip.evidence.length !== (codes?.count ?? 0) * SKIP_ROW)
      throw new Error('the network was trained on other evidence: npm run train -- --only names');
    this.#slots = sharedSlots(model.lexicon);
    this.#open(FIRST_SLOTS);
  }

  /** A kernel with room for so many words. */
  #open(store: number): void {
    const { image, skip } = this.#model;
    const at = this.#sizesOf(store);
    const bytes = Object.values(at).reduce((sum, size) => sum + aligned(size), aligned(image.length));
    this.#kernel = createKernel(bytes, this.#plain);
    const { buffer } = this.#kernel;
    this.#f32 = new Float32Array(buffer);
    this.#i32 = new Int32Array(buffer);
    this.#i16 = new Int16Array(buffer);
    this.#u8 = new Uint8Array(buffer);
    this.#u32 = new Uint32Array(buffer);
    this.#f64 = new Float64Array(buffer);
    // The weights are the first to be reserved: they know where they are.
    const from = this.#kernel.reserve(image.length);
    image.copy(this.#u8.subarray(from, from + image.length));
    for (const place of Object.keys(at) as (keyof Places)[])
      if (at[place] > 0) at[place] = this.#kernel.reserve(at[place]);
    this.#at = at;
    this.#skip = skip ? new Float32Array((store + 1) * SKIP_ROW) : null;
    this.#filled = new Int32Array(store);
  }

  /** How many bytes each place needs, with so many words in the store. */
  #sizesOf(store: number): Places {
    const { shape, places } = this.#model;
    const h = shape.hidden;
    const rows = TOKEN_ROWS + 2 * this.#gap + 4;
    const sizes: Places = {
      x: WORD_ROWS * Math.max(places.input.ins, BIT_SIZE) * 2,
      y: Math.max(WORD_ROWS, rows) * h * 4,
      h: rows * h * 4,
      first: rows * h * 4,
      q: rows * 2 * h * 2,
      out: rows * 16 * 4,
      letters: WORD_ROWS * LETTER_ROW,
      vectors: TOKEN_ROWS * (shape.vector >> 1),
      partial: 0,
      finished: 0,
      sums: 0,
      here: WORD_ROWS * BIT_SIZE * 4,
      topic: h * 4,
      none: h * 4,
      total: shape.vector * 8,
      list: 4 * Math.max(WORD_ROWS * listed(this.#told), 2 * TOKEN_ROWS),
    };
    for (const [name, width] of this.#columns) sizes[name] = store * width * 4;
    return sizes;
  }

  /** A large store in place of the small one, with the same rows. */
  #grow(): void {
    const [f32, at, skip, filled] = [this.#f32, this.#at, this.#skip, this.#filled];
    this.#open(SLOTS);
    for (const [name, width] of this.#columns) {
      const from = at[name] >> 2;
      this.#f32.set(f32.subarray(from, from + filled.length * width), this.#at[name] >> 2);
    }
    if (skip) this.#skip!.set(skip.subarray(0, filled.length * SKIP_ROW));
    this.#filled.set(filled);
  }

  /** What is known of the words of a document. */
  words(tokens: readonly { readonly key: string }[]): readonly Word[] {
    return this.#slots.words(tokens);
  }

  /** Fills the rows of a block's words that have none. */
  #ensure(pieces: readonly Piece[], words: readonly Word[]): void {
    this.#slots.place(words, pieces);
    const fresh: Word[] = [];
    for (const { first, last } of pieces)
      for (let t = first; t < last; t++) {
        const { slot, number } = words[t]!;
        if (slot >= this.#filled.length) this.#grow();
        if (this.#filled[slot] === number) continue;
        this.#filled[slot] = number;
        fresh.push(words[t]!);
      }
    for (let i = 0; i < fresh.length; i += WORD_ROWS) this.#prepare(fresh.slice(i, i + WORD_ROWS));
  }

  /** Fills the rows of new words. */
  #prepare(words: readonly Word[]): void {
    const { hidden } = this.#model.shape;
    const { bitBias, bitRows, bits, input, inputBias } = this.#model.places;
    const { x, y, list, partial, finished, sums, none } = this.#at;
    const kernel = this.#kernel;
    this.#describe(words);
    kernel.products(input.weights, x, y, input.outs, input.ins, byFour(words.length), input.ins);
    for (let n = 0; n < words.length; n++) this.#u32[(list >> 2) + n] = partial + words[n]!.slot * hidden * 4;
    kernel.affine(list, words.length, y, input.unit, inputBias, hidden);
    let to = list >> 2;
    for (const word of words)
      to = this.#put(to, bitBias, sums + word.slot * BIT_SIZE * 4, this.#tell(word, to + ENTRY));
    // the sums of the words' own bits are written on the way
    if (finished > 0) this.#finish(words, (n) => finished + words[n]!.slot * hidden * 4, none);
    else kernel.bits(list, words.length, bitRows, x, bits.scale);
  }

  /** The inputs of new words: vectors, clitics, letters. */
  #describe(words: readonly Word[]): void {
    const { vector, filters } = this.#model.shape;
    const { clitics, filterBias, input, letterTable, levels, unknown } = this.#model.places;
    const { x, letters, list } = this.#at;
    const [i16, u8] = [this.#i16, this.#u8];
    for (let n = 0; n < words.length; n++) {
      const { clitic, stem } = words[n]!;
      this.#u32[(list >> 2) + n] = this.#vector(n, words[n]!.row);
      const from = (clitics >> 1) + clitic * CLITIC_SIZE;
      const to = (x >> 1) + n * input.ins + vector;
      for (let i = 0; i < CLITIC_SIZE; i++) i16[to + i] = i16[from + i]!;
      const row = letters + n * LETTER_ROW;
      u8[row] = putLetters(stem, u8, row + 1);
    }
    this.#kernel.unpack(list, words.length, x, input.ins, levels, vector);
    for (let n = 0; n < words.length; n++)
      if (words[n]!.row < 0) i16.copyWithin((x >> 1) + n * input.ins, unknown >> 1, (unknown >> 1) + vector);
    this.#kernel.spell(
      letters,
      words.length,
      letterTable,
      filterBias,
      x + 2 * (vector + CLITIC_SIZE),
      filters,
      LETTERS,
      input.scale,
      input.ins,
    );
  }

  /** Writes the bits of a word from a place of the list on, and what it adds to the labels around by itself into its row; how many bits. */
  #tell(word: Word, to: number): number {
    const u32 = this.#u32;
    let end = putBits(this.#model.lexicon, word, u32, to);
    if (this.#model.skip) {
      const codes = this.#codes!.ofWord(word.key);
      for (let i = 0; i < codes.length; i++) u32[end++] = ALL_BITS + codes[i]!;
      skipOfWord(this.#model.skip, codes, word.stemHash, this.#skip!, word.slot * SKIP_ROW);
    }
    return end - to;
  }

  /** Where what a word adds by itself begins in its column; of a word that lost its slot since, it is found out again. */
  #skipOf({ key, stemHash, slot, number }: Word): number {
    const held = this.#filled[slot] === number;
    const at = (held ? slot : this.#filled.length) * SKIP_ROW;
    if (!held) skipOfWord(this.#model.skip!, this.#codes!.ofWord(key), stemHash, this.#skip!, at);
    return at;
  }

  /** The head of an entry of the list that the kernel's `bits` reads, before so many bits; where the next one begins. */
  #put(to: number, from: number, target: number, bits: number): number {
    const u32 = this.#u32;
    u32[to] = from;
    u32[to + 1] = target;
    u32[to + 2] = bits;
    return to + ENTRY + bits;
  }

  /** Hidden rows from the partial rows of at most `WORD_ROWS` words and the bits that stand in the list for each. */
  #finish(words: readonly Word[], target: (n: number) => number, topic: number): void {
    const { hidden } = this.#model.shape;
    const { x, y, list, partial } = this.#at;
    const { scale, unit, weights } = this.#model.places.bits;
    const kernel = this.#kernel;
    kernel.bits(list, words.length, this.#model.places.bitRows, x, scale);
    kernel.products(weights, x, y, hidden, BIT_SIZE, byFour(words.length), BIT_SIZE);
    for (let n = 0; n < words.length; n++) {
      this.#u32[(list >> 2) + 2 * n] = partial + words[n]!.slot * hidden * 4;
      this.#u32[(list >> 2) + 2 * n + 1] = target(n);
    }
    kernel.merge(list, words.length, y, unit, topic, hidden);
  }

  /** What each sentence's text around adds to its hidden rows, one row after the other. */
  #topics(words: readonly Word[], sentences: readonly { first: number; last: number }[]): Float32Array {
    const { vector, hidden } = this.#model.shape;
    const own = new Float64Array(sentences.length * vector);
    for (const [s, { first, last }] of sentences.entries()) this.#total(words, first, last, own, s * vector);
    const topics = topicsAround(own, vector);
    const { weights, ins, outs, unit, scale } = this.#model.places.topic;
    const { x, y, h } = this.#at;
    const rows = new Float32Array(sentences.length * hidden);
    for (let from = 0; from < sentences.length; from += WORD_ROWS) {
      const count = Math.min(WORD_ROWS, sentences.length - from);
      this.#f32.fill(0, h >> 2, (h >> 2) + count * ins);
      for (let n = 0; n < count; n++)
        this.#f32.set(topics.subarray((from + n) * vector, (from + n + 1) * vector), (h >> 2) + n * ins);
      this.#kernel.rounds(h, x, scale, count * ins);
      this.#kernel.products(weights, x, y, outs, ins, byFour(count), ins);
      const sums = this.#i32.subarray(y >> 2, (y >> 2) + count * hidden);
      for (let i = 0; i < sums.length; i++) rows[from * hidden + i] = sums[i]! * unit;
    }
    return rows;
  }

  /** The place of a stem's vector, brought to the `n`th row of those at work; of an unknown stem there is none. */
  #vector(n: number, row: number): number {
    const bytes = this.#model.shape.vector >> 1;
    const at = this.#at.vectors + n * bytes;
    if (row >= 0) this.#model.vectors.copy(row * bytes, bytes, this.#u8, at);
    return at;
  }

  /** The sum of the vectors of a sentence's telling words. */
  #total(words: readonly Word[], first: number, last: number, own: Float64Array, to: number): void {
    const { vector } = this.#model.shape;
    const { total, list } = this.#at;
    this.#f64.fill(0, total >> 3, (total >> 3) + vector);
    for (let t = first; t < last; ) {
      let count = 0;
      for (; t < last && count < TOKEN_ROWS; t++)
        if (isTelling(words[t]!)) {
          this.#u32[(list >> 2) + count] = this.#vector(count, words[t]!.row);
          count++;
        }
      this.#kernel.total(list, count, total, this.#model.places.values, vector);
    }
    own.set(this.#f64.subarray(total >> 3, (total >> 3) + vector), to);
  }

  /**
   * Scores of a token's labels (of the head of names nine) for all sentences of a document, row by row; tokens outside of the sentences have
   * zeros. `evidence`: what lists, rules and marks say of each token in its place; `tell` says the input bits of tokens.
   */
  scores(
    words: readonly Word[],
    sentences: readonly { first: number; last: number }[],
    evidence: Evidence = [],
    tell: (bits: TokenBits) => void = () => {},
  ): Float32Array {
    const scores = new Float32Array(words.length * this.#model.outputBias.length);
    const topics = this.#topics(words, sentences);
    const bits = this.#bits.begin(words.length);
    for (let t = 0; t < evidence.length; t++)
      for (const code of evidence[t]!) if (code < this.#told) bits.add(t, ALL_BITS + code);
    tell(bits);
    if (this.#model.shape.document)
      matchHeads(this.#model.lexicon, words, sentences, (token, bit) => bits.add(token, bit));
    let block: Piece[] = [];
    let rows = this.#gap;
    const flush = () => {
      if (block.length) this.#block(words, block, topics, scores);
      block = [];
      rows = this.#gap;
    };
    for (const [sentence, { first, last }] of sentences.entries()) {
      for (let from = first; from < last; ) {
        const to = Math.min(last, from + TOKEN_ROWS - 2 * this.#gap);
        if (rows + to - from + this.#gap > TOKEN_ROWS) flush();
        block.push({ first: from, last: to, sentence });
        rows += to - from + this.#gap;
        from = to;
      }
    }
    flush();
    if (this.#model.table && this.#skip)
      addSkip(scores, this.#model.table, sentences, this.#skip, (token) => this.#skipOf(words[token]!), evidence);
    return scores;
  }

  #block(words: readonly Word[], pieces: readonly Piece[], topics: Float32Array, scores: Float32Array): void {
    this.#ensure(pieces, words);
    const { hidden } = this.#model.shape;
    const { output } = this.#model.places;
    const { outputBias } = this.#model;
    const kernel = this.#kernel;
    const f32 = this.#f32;
    const gap = this.#gap;
    const at = this.#at;
    const h = at.h >> 2;
    // Rows: gap, sentence, gap, sentence, gap …; nothing is ever added to a gap.
    let rows = gap;
    let packed = 0;
    const places: Rows[] = [];
    for (const piece of pieces) {
      f32.fill(0, h + (rows - gap) * hidden, h + rows * hidden);
      places.push({ row: rows, rows: piece.last - piece.first, packed });
      f32.set(topics.subarray(piece.sentence * hidden, (piece.sentence + 1) * hidden), at.topic >> 2);
      this.#hiddenRows(words, piece, at.h + rows * hidden * 4);
      rows += piece.last - piece.first + gap;
      packed += piece.last - piece.first;
    }
    f32.fill(0, h + (rows - gap) * hidden, h + rows * hidden);
    // The first hidden layer is needed again at the end.
    f32.copyWithin(at.first >> 2, h, h + rows * hidden);
    const count = byFour(packed);
    this.#layers(count, places);
    for (const { row, rows, packed } of places) {
      const [from, q] = [row * hidden * 4, at.q + packed * hidden * 4];
      kernel.quantise(at.h + from, q, output.scale, hidden, rows, 2 * hidden);
      kernel.quantise(at.first + from, q + hidden * 2, output.scale, hidden, rows, 2 * hidden);
    }
    kernel.products(output.weights, at.q, at.out, 16, 2 * hidden, count, 2 * hidden);
    pieces.forEach(({ first, last }, i) => {
      let row = (at.out >> 2) + places[i]!.packed * 16;
      for (let token = first; token < last; token++) {
        for (let y = 0; y < outputBias.length; y++) {
          scores[token * outputBias.length + y] = this.#i32[row + y]! * output.unit + outputBias[y]!;
        }
        row += 16;
      }
    });
  }

  /** The layers over pieces, which are so many rows side by side. */
  #layers(count: number, pieces: readonly Rows[]): void {
    const { hidden } = this.#model.shape;
    const { h, q, y } = this.#at;
    const kernel = this.#kernel;
    const { layers } = this.#model.places;
    for (const [l, { layer, taps, bias, dilation }] of layers.entries()) {
      this.#remember(l, count, pieces);
      for (const { row, rows, packed } of pieces)
        kernel.taps(h + row * hidden * 4, taps, q + packed * hidden * 2, hidden, rows, dilation);
      kernel.products(layer.weights, q, y, hidden, hidden, count, hidden);
      for (const { row, rows, packed } of pieces)
        kernel.residual(y + packed * hidden * 4, h + row * hidden * 4, bias, layer.unit, hidden, rows);
    }
    this.#remember(layers.length, count, pieces);
  }

  /** Adds what the layers that stand below a convolution remember of each piece to its rows. */
  #remember(below: number, count: number, pieces: readonly Rows[]): void {
    const { hidden } = this.#model.shape;
    const { h, q, y } = this.#at;
    const kernel = this.#kernel;
    for (const memory of this.#model.places.memories) {
      if (memory.below !== below) continue;
      const { into, bias, channels, out } = memory;
      for (const { row, rows, packed } of pieces)
        kernel.quantise(h + row * hidden * 4, q + packed * hidden * 2, into.scale, hidden, rows, hidden);
      kernel.products(into.weights, q, y, 2 * channels, hidden, count, hidden);
      const half = channels / 2;
      // half of the channels run on, the others back
      const run = (row: number, rows: number, channel: number, step: number): void => {
        const from = [
          y + row * 8 * channels + 4 * channel,
          q + row * 2 * channels + 2 * channel,
          bias + 4 * channel,
        ] as const;
        kernel.remember(
          ...from,
          into.unit,
          out.scale,
          4 * channels,
          half,
          rows,
          step * 8 * channels,
          step * 2 * channels,
        );
      };
      for (const { rows, packed } of pieces) {
        run(packed, rows, 0, 1);
        run(packed + rows - 1, rows, half, -1);
      }
      kernel.products(out.weights, q, y, hidden, channels, count, channels);
      for (const { row, rows, packed } of pieces)
        kernel.add(y + packed * hidden * 4, h + row * hidden * 4, out.unit, hidden, rows);
    }
  }

  /** The hidden rows of a piece's tokens, from `to` on: those of their words, made anew where something is said of the token in its place. */
  #hiddenRows(words: readonly Word[], piece: Piece, to: number): void {
    const { first, last } = piece;
    const { hidden } = this.#model.shape;
    const bits = this.#bits;
    matchPhrases(this.#model.lexicon, words.slice(first, last), (token, bit) => {
      if (!bits.has(first + token, bit)) bits.add(first + token, bit);
    });
    const touched: number[] = [];
    const plain: number[] = [];
    for (let t = first; t < last; t++) (bits.any(t) ? touched : plain).push(t);
    const rowOf = (token: number): number => to + (token - first) * hidden * 4;
    if (this.#at.finished > 0) this.#finishedRows(words, piece, to);
    else this.#plainRows(words, plain, rowOf);
    this.#touchedRows(words, touched, rowOf, this.#at.topic);
  }

  /** The finished rows of all words of a piece, and the topic. */
  #finishedRows(words: readonly Word[], { first, last }: Piece, to: number): void {
    const { hidden } = this.#model.shape;
    const { list, finished, topic } = this.#at;
    for (let t = first; t < last; t++) this.#u32[(list >> 2) + t - first] = finished + words[t]!.slot * hidden * 4;
    this.#kernel.gather(list, last - first, to, topic, hidden);
  }

  /** The same of some tokens, to the bit, where finished rows aren't kept: each is finished in its place, then the topic is added. */
  #plainRows(words: readonly Word[], tokens: readonly number[], rowOf: (token: number) => number): void {
    const { list, topic, none } = this.#at;
    this.#touchedRows(words, tokens, rowOf, none);
    for (const token of tokens) {
      this.#u32[list >> 2] = rowOf(token);
      this.#kernel.gather(list, 1, rowOf(token), topic, this.#model.shape.hidden);
    }
  }

  /** Rows of tokens from their words' partial rows and what is said of them in their places. */
  #touchedRows(
    words: readonly Word[],
    tokens: readonly number[],
    rowOf: (token: number) => number,
    topic: number,
  ): void {
    const { list, sums, here } = this.#at;
    for (let from = 0; from < tokens.length; from += WORD_ROWS) {
      const some = tokens.slice(from, from + WORD_ROWS);
      let end = list >> 2;
      some.forEach((t, n) => {
        const told = this.#bits.copy(t, this.#u32, end + ENTRY);
        end = this.#put(end, sums + words[t]!.slot * BIT_SIZE * 4, here + n * BIT_SIZE * 4, told);
      });
      this.#finish(
        some.map((token) => words[token]!),
        (n) => rowOf(some[n]!),
        topic,
      );
    }
  }
}
