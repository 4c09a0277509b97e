/**
 * The network of tagger and reader with hand-written gradients: word vector, clitic, letters (a convolution of width 5 and the maximum),
 * list bits -> hidden layer -> residual dilated convolutions of width 3, of the reader with layers that remember (`memory.ts`) below them
 * -> scores of nine labels or the reader's hints. Sentences or pieces of a batch stand below one another, rows of zeros between them.
 */
import { ALL_BITS } from '../network/bits.ts';
import { BIT_SIZE, CLITIC_SIZE, LETTER_SIZE, LETTER_WIDTH } from '../network/settled.ts';
import { CLITIC_CODES, LETTERS } from '../network/spelling.ts';
import { adam, clipTo } from './adam.ts';
import { Arena, type Matrix } from './arena.ts';
import { remember } from './memory.ts';
import { Random } from './random.ts';

const LABELS = 9;
/** Columns of the score matrix, of which a network uses as many as it has outputs. */
export const SCORES = 16;

export interface Shape {
  vector: number;
  filters: number;
  hidden: number;
  dilations: number[];
  /** Depthwise separable layers, or full ones. */
  separable: boolean;
  heads: number;
  bits: number;
  /** Outputs of the pre-training head (0: none). */
  pretrain: number;
  /** Scores of a token; where nothing is said, those of the nine labels. */
  outputs?: number;
  /** Layers that remember (`remember`): their channels, and below which convolution each stands. */
  memory?: { channels: number; below: readonly number[] };
}
export const STUDENT: Shape = {
  vector: 100,
  filters: 80,
  hidden: 128,
  dilations: [1, 2, 4],
  separable: true,
  heads: 3,
  bits: ALL_BITS,
  pretrain: 0,
};

/** A sentence ready for the network: what is known of each token, as numbers. */
export interface Example {
  rows: Int32Array;
  clitics: Uint8Array;
  /** Number of each token's letters in `letters`. */
  letters: Int32Array;
  bits: Uint16Array[];
  labels: Uint8Array;
  /** What the text around is about (`topicOf`); none: zeros. */
  topic?: Float32Array;
}

export interface Parameter extends Matrix {
  name: string;
  gradient: Float32Array;
  gradientMatrix: Matrix;
  first: Float32Array;
  second: Float32Array;
  average: Float32Array;
}

interface Norm {
  mean: Float32Array;
  variance: Float32Array;
  averageMean: Float32Array;
  averageVariance: Float32Array;
}

export interface Step {
  examples: readonly Example[];
  head: number;
  /** Where each sentence begins among the rows. */
  starts: number[];
  scores: Matrix;
}

const up = (n: number, unit: number) => Math.ceil(n / unit) * unit;

/** Copies `count` values; for few of them much faster than views. */
function copy(from: Float32Array, at: number, to: Float32Array, start: number, count: number): void {
  for (let j = 0; j < count; j++) to[start + j] = from[at + j]!;
}

export class Network {
  readonly shape: Shape;
  readonly arena: Arena;
  readonly parameters: Parameter[] = [];
  readonly norms: Norm[] = [];
  /** Word vectors, one row a stem. */
  vectors: Float32Array;
  /** The letters of every word number. */
  letters: number[][];
  dropInput = 0.25;
  dropHidden = 0.3;
  dropWord = 0.06;
  dropTopic = 0.15;
  readonly random: Random;
  /** State of the four generators of dropout. */
  readonly #state: Matrix;

  constructor(shape: Shape, vectors: Float32Array, letters: number[][], seed: number, arena = new Arena()) {
    this.shape = shape;
    this.arena = arena;
    this.vectors = vectors;
    this.letters = letters;
    this.random = new Random(seed);
    this.#state = arena.matrix(1, 4);
    const state = new Uint32Array(this.#state.data.buffer, this.#state.at, 4);
    for (let i = 0; i < 4; i++) state[i] = Math.floor(this.random.next() * 4294967295) + 1;
    const h = shape.hidden;
    const inputs = this.inputs;
    const uniform = (fan: number) => 1 / Math.sqrt(fan);
    this.#add('unknown', 1, shape.vector, 0.1);
    this.#add('clitic', CLITIC_CODES, CLITIC_SIZE, 1);
    this.#add('letter', LETTERS, LETTER_SIZE, 1);
    this.#add('filter', LETTER_WIDTH * LETTER_SIZE, shape.filters, -uniform(LETTER_WIDTH * LETTER_SIZE));
    this.#add('filterBias', 1, shape.filters, 0);
    this.#add('bit', shape.bits, BIT_SIZE, -uniform(shape.bits));
    this.#add('bitBias', 1, BIT_SIZE, 0);
    this.#add('input', inputs, h, -uniform(inputs));
    this.#add('inputBias', 1, h, 0);
    shape.dilations.forEach((_, i) => {
      if (shape.separable) {
        this.#add(`tap${i}`, 3, h, -uniform(3));
        this.#add(`layer${i}`, h, h, -uniform(h));
      } else this.#add(`layer${i}`, 3 * h, h, -uniform(3 * h));
      const scale = this.#add(`scale${i}`, 1, h, 0);
      scale.data.fill(1);
      this.#add(`shift${i}`, 1, h, 0);
      this.norms.push({
        mean: new Float32Array(h),
        variance: new Float32Array(h).fill(1),
        averageMean: new Float32Array(h),
        averageVariance: new Float32Array(h).fill(1),
      });
    });
    shape.memory?.below.forEach((_, i) => {
      const { channels } = shape.memory!;
      this.#add(`memory${i}`, h, 2 * channels, -uniform(h));
      this.#add(`memoryBias${i}`, 1, 2 * channels, 0).data.fill(-1, 0, channels);
      this.#add(`memoryOut${i}`, channels, h, -0.1 * uniform(channels));
    });
    for (let head = 0; head < shape.heads; head++) {
      this.#add(`output${head}`, 2 * h, SCORES, -uniform(2 * h));
      this.#add(`outputBias${head}`, 1, SCORES, 0);
      this.#add(`transition${head}`, 9, 9, 0);
    }
    if (shape.pretrain) {
      this.#add('pretrain', 2 * h, shape.pretrain, -uniform(2 * h));
      this.#add('pretrainBias', 1, shape.pretrain, 0);
    }
    this.#add('topic', shape.vector, h, 0);
    for (const parameter of this.parameters) parameter.average.set(parameter.data);
  }

  get outputs(): number {
    return this.shape.outputs ?? LABELS;
  }

  get inputs(): number {
    return this.shape.vector + CLITIC_SIZE + this.shape.filters + BIT_SIZE;
  }

  /** `spread` > 0: normal with that deviation; < 0: uniform between ± that; 0: zeros. */
  #add(name: string, rows: number, columns: number, spread: number): Parameter {
    const matrix = this.arena.matrix(rows, columns);
    const gradientMatrix = this.arena.matrix(up(rows, 4), columns);
    const size = rows * columns;
    for (let i = 0; i < size; i++) {
      matrix.data[i] = spread > 0 ? spread * this.random.normal() : -spread * (2 * this.random.next() - 1);
    }
    const parameter: Parameter = {
      ...matrix,
      name,
      gradient: gradientMatrix.data.subarray(0, size),
      gradientMatrix,
      first: new Float32Array(size),
      second: new Float32Array(size),
      average: new Float32Array(size),
    };
    this.parameters.push(parameter);
    return parameter;
  }

  parameter(name: string): Parameter {
    const found = this.parameters.find((parameter) => parameter.name === name);
    if (!found) throw new Error(`no parameter ${name}`);
    return found;
  }

  /** A matrix of 0 and 1/(1-share) at random, multiplied into `x`; null for a share of 0. */
  #drop(x: Matrix, share: number): Matrix | null {
    if (share === 0) return null;
    const mask = this.arena.mask(x, share, this.#state);
    this.arena.multiply(x, mask);
    return mask;
  }

  /**
   * Scores of a batch, and a function that takes their gradient back to the parameters (null without `training`). What it allocates
   * lives until the caller releases the arena. `hidden`: words of examples whose vector is withheld (pre-training).
   */
  run(
    examples: readonly Example[],
    head: number,
    training: boolean,
    hide?: (example: number, token: number) => boolean,
  ): Step & {
    top: Matrix;
    ranges: () => { input: number; bits: number; taps: number[]; memory: number[]; top: number };
    back: ((dScores: Matrix | null, dTop: Matrix | null) => void) | null;
  } {
    const { arena, shape } = this;
    const gap = Math.max(2, ...shape.dilations);
    const starts: number[] = [];
    let m = gap;
    for (const { rows } of examples) {
      starts.push(m);
      m += rows.length + gap;
    }
    m = up(m, 4);
    const h = shape.hidden;
    const mask = new Uint8Array(m);
    const inputs = this.inputs;
    const width = up(inputs, 8);
    const x = arena.matrix(m, width);
    const unknown = this.parameter('unknown');
    const clitic = this.parameter('clitic');
    const letter = this.parameter('letter');
    const filter = this.parameter('filter');
    const filterBias = this.parameter('filterBias');
    const bit = this.parameter('bit');
    const bitBias = this.parameter('bitBias');
    // 1. Letters of the batch's different words, by a table of what each letter adds to each filter at each place of its window.
    const place = new Map<number, number>();
    const words: number[] = [];
    for (const { letters } of examples) {
      for (const id of letters) {
        if (!place.has(id)) {
          place.set(id, words.length);
          words.push(id);
        }
      }
    }
    const f = shape.filters;
    const table = arena.matrix(LETTER_WIDTH * LETTERS, f);
    for (let k = 0; k < LETTER_WIDTH; k++) {
      const part: Matrix = {
        rows: LETTER_SIZE,
        columns: f,
        at: filter.at + k * LETTER_SIZE * f * 4,
        data: filter.data,
      };
      const target: Matrix = { rows: LETTERS, columns: f, at: table.at + k * LETTERS * f * 4, data: table.data };
      arena.forward(letter, part, target);
    }
    const most = arena.matrix(words.length, f);
    const places = arena.matrix(words.length, f);
    const pooled = most.data;
    const argmax = new Int32Array(places.data.buffer, places.at, words.length * f);
    const spelled = arena.matrix(1, 16);
    const { bytes } = arena;
    words.forEach((id, i) => {
      const codes = this.letters[id]!;
      for (let j = 0; j < codes.length; j++) bytes[spelled.at + j] = codes[j]!;
      arena.spell(spelled.at, codes.length, table, filterBias, most, places, i, LETTERS);
    });
    // 2. The input rows.
    const v = shape.vector;
    const atClitic = v;
    const atLetters = v + CLITIC_SIZE;
    const atBits = atLetters + f;
    const usedRow = new Int32Array(m).fill(-2);
    const bitsOf: (readonly number[] | Uint16Array)[] = new Array(m);
    examples.forEach((example, s) => {
      for (let i = 0; i < example.rows.length; i++) {
        const t = starts[s]! + i;
        mask[t] = 1;
        let row = example.rows[i]!;
        const hidden = hide?.(s, i) ?? false;
        if (hidden || (training && this.dropWord > 0 && this.random.next() < this.dropWord)) row = -1;
        usedRow[t] = row;
        const o = t * width;
        if (row < 0) x.data.set(unknown.data, o);
        else for (let j = 0; j < v; j++) x.data[o + j] = this.vectors[row * v + j]!;
        if (hidden) {
          bitsOf[t] = [];
          continue;
        }
        const c = example.clitics[i]! * CLITIC_SIZE;
        for (let j = 0; j < CLITIC_SIZE; j++) x.data[o + atClitic + j] = clitic.data[c + j]!;
        const w = place.get(example.letters[i]!)! * f;
        for (let j = 0; j < f; j++) x.data[o + atLetters + j] = pooled[w + j]!;
        const bits = example.bits[i]!;
        bitsOf[t] = bits;
        const b0 = o + atBits;
        for (let j = 0; j < BIT_SIZE; j++) x.data[b0 + j] = bitBias.data[j]!;
        for (const b of bits) for (let j = 0; j < BIT_SIZE; j++) x.data[b0 + j]! += bit.data[b * BIT_SIZE + j]!;
        for (let j = 0; j < BIT_SIZE; j++) if (x.data[b0 + j]! < 0) x.data[b0 + j] = 0;
      }
    });
    const bitsActive = new Uint8Array(m * BIT_SIZE);
    for (let t = 0; t < m; t++) {
      for (let j = 0; j < BIT_SIZE; j++) bitsActive[t * BIT_SIZE + j] = x.data[t * width + atBits + j]! > 0 ? 1 : 0;
    }
    const keptInput = training ? this.#drop(x, this.dropInput) : null;
    // 3. Hidden layer.
    const input = this.parameter('input');
    const inputBias = this.parameter('inputBias');
    const r0 = arena.matrix(m, h);
    const h0 = arena.matrix(m, h);
    arena.forward(x, input, r0);
    for (let t = 0; t < m; t++) {
      const o = t * h;
      if (mask[t]) for (let j = 0; j < h; j++) r0.data[o + j] = Math.max(0, r0.data[o + j]! + inputBias.data[j]!);
      else r0.data.fill(0, o, o + h);
    }
    h0.data.set(r0.data);
    // The topic of the text around is added to every token of a sentence.
    const topic = this.parameter('topic');
    const about = examples.map(({ topic: values }) => {
      if (!values || (training && this.dropTopic > 0 && this.random.next() < this.dropTopic)) return null;
      return values;
    });
    about.forEach((values, s) => {
      if (!values) return;
      const sum = new Float32Array(h);
      for (let i = 0; i < v; i++) {
        const value = values[i]!;
        for (let j = 0; j < h; j++) sum[j]! += value * topic.data[i * h + j]!;
      }
      const n = examples[s]!.rows.length;
      for (let t = starts[s]!; t < starts[s]! + n; t++) for (let j = 0; j < h; j++) h0.data[t * h + j]! += sum[j]!;
    });
    const count = mask.reduce((sum, one) => sum + one, 0);
    /** Zeros in the rows between sentences. */
    const clear = ({ data }: Matrix) => {
      for (let t = 0; t < m; t++) if (!mask[t]) data.fill(0, t * h, t * h + h);
    };
    // 4. Residual convolutions.
    let below = h0;
    const pieces = examples.map(({ rows }, s) => [starts[s]!, starts[s]! + rows.length] as const);
    /** The ways back of the layers that remember, by the convolution above. */
    const rowsBelow: Matrix[] = [];
    const remembered = new Map<number, (gradient: Matrix) => void>();
    const recall = (layer: number): void => {
      const i = shape.memory?.below.indexOf(layer) ?? -1;
      if (i < 0) return;
      rowsBelow.push(below);
      const { out, back } = remember(arena, below, pieces, {
        into: this.parameter(`memory${i}`),
        bias: this.parameter(`memoryBias${i}`),
        out: this.parameter(`memoryOut${i}`),
      });
      clear(out);
      below = out;
      remembered.set(layer, back);
    };
    const saved = shape.dilations.map((dilation, l) => {
      recall(l);
      const tap = shape.separable ? this.parameter(`tap${l}`) : null;
      const layer = this.parameter(`layer${l}`);
      const scale = this.parameter(`scale${l}`);
      const shift = this.parameter(`shift${l}`);
      const norm = this.norms[l]!;
      const dropped = arena.matrix(m + 2 * gap, h);
      // `gap` rows of zeros before and behind.
      dropped.data.set(below.data, gap * h);
      const kept = training ? this.#drop(dropped, this.dropHidden) : null;
      let taps: Matrix | null = null;
      const y = arena.matrix(m, h);
      if (tap) {
        taps = arena.matrix(m, h);
        arena.taps(dropped, gap, tap, taps, dilation);
        arena.forward(taps, layer, y);
      } else {
        for (let k = 0; k < 3; k++) {
          const part: Matrix = { rows: h, columns: h, at: layer.at + k * h * h * 4, data: layer.data };
          arena.forward(dropped, part, y, k > 0, h, (gap + (k - 1) * dilation) * h);
        }
      }
      clear(y);
      const mean = arena.matrix(1, h);
      const inverse = arena.matrix(1, h);
      const sum = arena.matrix(1, h);
      const square = arena.matrix(1, h);
      if (training) {
        arena.moments(y, mean, sum, square);
        for (let j = 0; j < h; j++) mean.data[j] = sum.data[j]! / count;
        arena.moments(y, mean, sum, square);
        for (let j = 0; j < h; j++) {
          const centre = mean.data[j]!;
          // Rows of zeros between the sentences were counted with the centre's square.
          const variance = Math.max(0, square.data[j]! - (m - count) * centre * centre) / count;
          inverse.data[j] = 1 / Math.sqrt(variance + 1e-5);
          norm.mean[j]! += 0.1 * (centre - norm.mean[j]!);
          norm.variance[j]! += 0.1 * (variance - norm.variance[j]!);
        }
      } else {
        mean.data.set(norm.mean);
        for (let j = 0; j < h; j++) inverse.data[j] = 1 / Math.sqrt(norm.variance[j]! + 1e-5);
      }
      const out = arena.matrix(m, h);
      arena.normalise(y, below, out, mean, inverse, scale, shift);
      clear(out);
      below = out;
      return { dilation, tap, layer, scale, shift, dropped, kept, taps, hat: y, inverse, out };
    });
    recall(shape.dilations.length);
    // 5. Scores from the last and the first hidden layer.
    const top = arena.matrix(m, 2 * h);
    for (let t = 0; t < m; t++) {
      copy(below.data, t * h, top.data, t * 2 * h, h);
      copy(h0.data, t * h, top.data, t * 2 * h + h, h);
    }
    const keptTop = training ? this.#drop(top, this.dropHidden) : null;
    const scores = arena.matrix(m, SCORES);
    const output = head >= 0 ? this.parameter(`output${head}`) : null;
    const outputBias = head >= 0 ? this.parameter(`outputBias${head}`) : null;
    if (output && outputBias) {
      arena.forward(top, output, scores);
      for (let t = 0; t < m; t++)
        for (let j = 0; j < this.outputs; j++) scores.data[t * SCORES + j]! += outputBias.data[j]!;
    }
    const back = (dScores: Matrix | null, dTopGiven: Matrix | null) => {
      const dTop = dTopGiven ?? arena.matrix(m, 2 * h);
      if (dScores && output && outputBias) {
        arena.gradient(top, dScores, output.gradientMatrix);
        for (let t = 0; t < m; t++)
          for (let j = 0; j < this.outputs; j++) outputBias.gradient[j]! += dScores.data[t * SCORES + j]!;
        arena.backward(dScores, output, dTop, dTopGiven !== null);
      }
      if (keptTop) arena.multiply(dTop, keptTop);
      const d = arena.matrix(m, h);
      const d0 = arena.matrix(m, h);
      for (let t = 0; t < m; t++) {
        if (!mask[t]) continue;
        copy(dTop.data, t * 2 * h, d.data, t * h, h);
        copy(dTop.data, t * 2 * h + h, d0.data, t * h, h);
      }
      remembered.get(shape.dilations.length)?.(d);
      clear(d);
      for (let l = saved.length - 1; l >= 0; l--) {
        const { dilation, tap, layer, scale, shift, dropped, kept, taps, hat, inverse } = saved[l]!;
        const dy = arena.matrix(m, h);
        arena.normaliseBack(d, hat, dy, inverse, scale, shift, count);
        clear(dy);
        const dDropped = arena.matrix(m + 2 * gap, h);
        if (tap && taps) {
          arena.gradient(taps, dy, layer.gradientMatrix);
          const dTaps = arena.matrix(m, h);
          arena.backward(dy, layer, dTaps);
          clear(dTaps);
          arena.tapsBack(dropped, gap, tap, dTaps, dDropped, dilation);
        } else {
          for (let k = 0; k < 3; k++) {
            const o = k * h * h;
            const part: Matrix = { rows: h, columns: h, at: layer.at + o * 4, data: layer.data };
            const gradient: Matrix = { rows: h, columns: h, at: layer.gradientMatrix.at + o * 4, data: layer.gradient };
            const offset = (gap + (k - 1) * dilation) * h;
            arena.gradient(dropped, dy, gradient, h, offset);
            arena.backward(dy, part, dDropped, true, offset);
          }
        }
        if (kept) arena.multiply(dDropped, kept);
        arena.add(d, dDropped, gap * h);
        clear(d);
        remembered.get(l)?.(d);
        clear(d);
      }
      for (let t = 0; t < m; t++) {
        const o = t * h;
        if (!mask[t]) {
          d.data.fill(0, o, o + h);
          continue;
        }
        for (let j = 0; j < h; j++) d.data[o + j]! += d0.data[o + j]!;
      }
      about.forEach((values, s) => {
        if (!values) return;
        const sum = new Float32Array(h);
        const n = examples[s]!.rows.length;
        for (let t = starts[s]!; t < starts[s]! + n; t++) for (let j = 0; j < h; j++) sum[j]! += d.data[t * h + j]!;
        for (let i = 0; i < v; i++) {
          const value = values[i]!;
          for (let j = 0; j < h; j++) topic.gradient[i * h + j]! += value * sum[j]!;
        }
      });
      for (let t = 0; t < m; t++) {
        const o = t * h;
        for (let j = 0; j < h; j++) {
          const g = r0.data[o + j]! > 0 ? d.data[o + j]! : 0;
          d.data[o + j] = g;
          inputBias.gradient[j]! += g;
        }
      }
      arena.gradient(x, d, input.gradientMatrix);
      const dx = arena.matrix(m, width);
      arena.backward(d, input, dx);
      if (keptInput) arena.multiply(dx, keptInput);
      const dPooled = new Float32Array(words.length * f);
      examples.forEach((example, s) => {
        for (let i = 0; i < example.rows.length; i++) {
          const t = starts[s]! + i;
          const o = t * width;
          if (usedRow[t]! < 0) for (let j = 0; j < v; j++) unknown.gradient[j]! += dx.data[o + j]!;
          const hidden = hide?.(s, i) ?? false;
          if (hidden) continue;
          const c = example.clitics[i]! * CLITIC_SIZE;
          for (let j = 0; j < CLITIC_SIZE; j++) clitic.gradient[c + j]! += dx.data[o + atClitic + j]!;
          const w = place.get(example.letters[i]!)! * f;
          for (let j = 0; j < f; j++) dPooled[w + j]! += dx.data[o + atLetters + j]!;
          const b0 = o + atBits;
          for (let j = 0; j < BIT_SIZE; j++) {
            if (!bitsActive[t * BIT_SIZE + j]) dx.data[b0 + j] = 0;
            bitBias.gradient[j]! += dx.data[b0 + j]!;
          }
          for (const b of bitsOf[t]!)
            for (let j = 0; j < BIT_SIZE; j++) bit.gradient[b * BIT_SIZE + j]! += dx.data[b0 + j]!;
        }
      });
      const dTable = arena.matrix(LETTER_WIDTH * LETTERS, f);
      words.forEach((id, i) => {
        const codes = this.letters[id]!;
        const { length } = codes;
        for (let j = 0; j < f; j++) {
          const r = argmax[i * f + j]!;
          if (r < 0) continue;
          const g = dPooled[i * f + j]!;
          filterBias.gradient[j]! += g;
          for (let k = Math.max(0, 2 - r); k < LETTER_WIDTH && r + k - 2 < length; k++) {
            dTable.data[(k * LETTERS + codes[r + k - 2]!) * f + j]! += g;
          }
        }
      });
      for (let k = 0; k < LETTER_WIDTH; k++) {
        const at = k * LETTER_SIZE * f;
        const part: Matrix = { rows: LETTER_SIZE, columns: f, at: filter.at + at * 4, data: filter.data };
        const gradient: Matrix = { ...part, at: filter.gradientMatrix.at + at * 4, data: filter.gradient };
        const source: Matrix = { rows: LETTERS, columns: f, at: dTable.at + k * LETTERS * f * 4, data: dTable.data };
        arena.gradient(letter, source, gradient);
        arena.backward(source, part, letter.gradientMatrix, true);
      }
    };
    const largest = (values: Float32Array) => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    const ranges = () => {
      let bits = 0;
      let others = 0;
      for (let i = 0; i < x.data.length; i++) {
        if (i % width >= inputs) continue;
        if (i % width >= atBits) bits = Math.max(bits, x.data[i]!);
        else others = Math.max(others, Math.abs(x.data[i]!));
      }
      return {
        input: others,
        bits,
        taps: saved.map(({ taps }) => (taps ? largest(taps.data) : 0)),
        memory: rowsBelow.map(({ data }) => largest(data)),
        top: largest(top.data),
      };
    };
    return { examples, head, starts, scores, top, ranges, back: training ? back : null };
  }

  /** One step of Adam over the gradients (clipped to length 5), which are cleared. */
  update(rate: number, step: number, frozen: (name: string) => boolean = () => false): void {
    const clip = clipTo(
      5,
      this.parameters.map(({ gradient }) => gradient),
    );
    for (const parameter of this.parameters) {
      if (!frozen(parameter.name)) adam(parameter, { clip, rate, step });
      parameter.gradientMatrix.data.fill(0);
    }
  }

  /** Moves the averaged weights towards the present ones. */
  accumulate(keep: number): void {
    for (const { data, average } of this.parameters) {
      for (let i = 0; i < data.length; i++) average[i] = keep * average[i]! + (1 - keep) * data[i]!;
    }
    for (const { mean, variance, averageMean, averageVariance } of this.norms) {
      for (let i = 0; i < mean.length; i++) {
        averageMean[i] = keep * averageMean[i]! + (1 - keep) * mean[i]!;
        averageVariance[i] = keep * averageVariance[i]! + (1 - keep) * variance[i]!;
      }
    }
  }

  /** Runs `work` with the averaged weights in place. */
  averaged<T>(work: () => T): T {
    const pairs = [
      ...this.parameters.map(({ data, average }) => [data, average] as const),
      ...this.norms.flatMap((n) => [[n.mean, n.averageMean] as const, [n.variance, n.averageVariance] as const]),
    ];
    const kept = pairs.map(([now, average]) => {
      const copy = now.slice();
      now.set(average);
      return copy;
    });
    const result = work();
    pairs.forEach(([now], i) => {
      now.set(kept[i]!);
    });
    return result;
  }

  /** All weights as one list (averaged ones), and back. */
  save(): Float32Array[] {
    return [
      ...this.parameters.map(({ average }) => average.slice()),
      ...this.norms.flatMap((n) => [n.averageMean.slice(), n.averageVariance.slice()]),
    ];
  }

  load(saved: readonly Float32Array[]): void {
    const targets = [
      ...this.parameters.map(({ data, average }) => [data, average] as const),
      ...this.norms.flatMap((n) => [[n.mean, n.averageMean] as const, [n.variance, n.averageVariance] as const]),
    ];
    targets.forEach(([now, average], i) => {
      now.set(saved[i]!);
      average.set(saved[i]!);
    });
  }
}
