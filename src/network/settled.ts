/**
 * A model settled for the kernel: its weights as the integers that the kernel multiplies, in one image of the memory's beginning, so that
 * a start copies them and reckons nothing. Made when the program is built (`shipped.ts`), or of a model that was just trained.
 */

import type { Bytes, Rows } from '../laid/index.ts';
import { aligned, FIRST_ADDRESS } from './kernel/kernel.ts';
import type { Model, ModelShape } from './modelFile.ts';
import { evidenceTable, type SkipWeights } from './skip.ts';
import { LETTERS } from './spelling.ts';
import type { Lexicon } from './words.ts';

export const CLITIC_SIZE = 8;
export const BIT_SIZE = 32;
/** Values that stand for a letter, and letters that a filter sees at once. */
export const LETTER_SIZE = 24;
export const LETTER_WIDTH = 5;

/** Integer weights of a layer and what one unit of its products is worth. */
export interface Layer {
  weights: number;
  ins: number;
  outs: number;
  unit: number;
  /** Factor of the inputs. */
  scale: number;
}

/** A layer that remembers (`kernel/infer.as.ts`), below the convolution of that number. */
export interface Memory {
  below: number;
  into: Layer;
  bias: number;
  channels: number;
  out: Layer;
}

/** Where the weights are in the kernel's memory. */
export interface WeightPlaces {
  input: Layer;
  bits: Layer;
  topic: Layer;
  output: Layer;
  layers: { layer: Layer; taps: number; bias: number; dilation: number }[];
  memories: Memory[];
  inputBias: number;
  bitRows: number;
  bitBias: number;
  clitics: number;
  /** The inputs that stand for the vector of an unknown word. */
  unknown: number;
  /** What each of the vectors' four-bit values is worth: as inputs, and as it is. */
  levels: number;
  values: number;
  /** What each letter at each place of the window adds to the filters. */
  letterTable: number;
  filterBias: number;
}

export interface Settled {
  shape: ModelShape;
  lexicon: Lexicon;
  skip: SkipWeights | null;
  /** Weights from evidence to the labels; null for a network without. */
  table: Float32Array | null;
  transitions: Float32Array;
  outputBias: Float32Array;
  places: WeightPlaces;
  /** What the kernel's memory begins with. */
  image: Bytes;
  /** The vectors in four bits a value, one row a stem. They stay outside: an article needs some hundred of 85,000, and all threads have the same. */
  vectors: Rows;
}

/** Arrays one after the other, as they will stand in the kernel's memory. */
class Image {
  readonly #parts: { at: number; bytes: Uint8Array }[] = [];
  #next = FIRST_ADDRESS;

  /** Where an array will be. */
  put({ buffer, byteOffset, byteLength }: Uint8Array | Int16Array | Float32Array): number {
    const at = this.#next;
    this.#parts.push({ at, bytes: new Uint8Array(buffer, byteOffset, byteLength) });
    this.#next += aligned(byteLength);
    return at;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#next - FIRST_ADDRESS);
    for (const part of this.#parts) bytes.set(part.bytes, part.at - FIRST_ADDRESS);
    return bytes;
  }
}

/**
 * Integer weights in the kernel's order. Inputs are scaled so that `range` becomes 12 bits; weights so that they fit 16 bits and sums
 * of products fit 32, up to twice that range.
 */
function layer(image: Image, weights: Float32Array, inputs: number, outputs: number, range: number): Layer {
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
  const whole = new Int16Array(ins * outs);
  for (let o = 0; o < columns; o++) {
    for (let i = 0; i < inputs; i++) {
      const to = (o >> 3) * ins * 8 + (i >> 1) * 16 + (o & 7) * 2 + (i & 1);
      whole[to] = Math.round(weights[i * columns + o]! * factor);
    }
  }
  return { weights: image.put(whole), ins, outs, unit: 1 / (scale * factor), scale };
}

/** Numbers as 16-bit inputs of a layer. */
function inputsOf(numbers: Float32Array | Float64Array, { scale }: Layer): Int16Array {
  return Int16Array.from(numbers, (value) => Math.max(-32768, Math.min(32767, Math.round(value * scale))));
}

/** What each letter at each of the window's places adds to each filter. */
function letterTable(letter: Float32Array, filter: Float32Array, filters: number): Float32Array {
  const table = new Float32Array(LETTER_WIDTH * LETTERS * filters);
  for (let k = 0; k < LETTER_WIDTH; k++) {
    for (let c = 0; c < LETTERS; c++) {
      const to = (k * LETTERS + c) * filters;
      for (let e = 0; e < LETTER_SIZE; e++) {
        const value = letter[c * LETTER_SIZE + e]!;
        const from = (k * LETTER_SIZE + e) * filters;
        for (let j = 0; j < filters; j++) table[to + j]! += value * filter[from + j]!;
      }
    }
  }
  return table;
}

/** Throws where the model lacks weights. */
export function settle(model: Model): Settled {
  const { shape, lexicon, skip } = model;
  const { packed } = model.vectors;
  const image = new Image();
  const weight = (name: string): Float32Array => {
    const found = model.weights.get(name);
    if (!found) throw new Error(`the network's model has no weights "${name}"`);
    return found;
  };
  const places = place(image, model, weight);
  const bytes = image.bytes();
  return {
    shape,
    lexicon,
    skip,
    table: skip && evidenceTable(skip),
    transitions: weight('transition'),
    outputBias: weight('outputBias'),
    places,
    image: { length: bytes.length, copy: (into) => into.set(bytes) },
    vectors: { copy: (at, count, into, to) => into.set(packed.subarray(at, at + count), to) },
  };
}

/** Puts all weights into the image. */
function place(image: Image, { shape, vectors }: Model, weight: (name: string) => Float32Array): WeightPlaces {
  const { hidden, vector, filters, ranges } = shape;
  const input = layer(image, weight('input'), vector + CLITIC_SIZE + filters, hidden, ranges.input);
  const values = new Float64Array(16 * vector);
  for (let i = 0; i < values.length; i++) values[i] = vectors.levels[i & 15]! * vectors.scale[i >> 4]!;
  return {
    input,
    bits: layer(image, weight('inputBits'), BIT_SIZE, hidden, ranges.bits),
    // Topics are vectors of length 3.
    topic: layer(image, weight('topic'), vector, hidden, 3),
    output: layer(image, weight('output'), 2 * hidden, 16, ranges.top),
    layers: shape.dilations.map((dilation, i) => {
      const own = layer(image, weight(`layer${i}`), hidden, hidden, ranges.taps[i]!);
      const tap = weight(`tap${i}`);
      const taps = image.put(Float32Array.from({ length: 3 * hidden }, (_, j) => tap[j]! * own.scale));
      return { layer: own, taps, bias: image.put(weight(`bias${i}`)), dilation };
    }),
    memories: (shape.memory?.below ?? []).map((below, i) => {
      const { channels } = shape.memory!;
      if (channels % 8 > 0 || 2 * channels > hidden) throw new Error(`the kernel has no room for ${channels} channels`);
      return {
        below,
        into: layer(image, weight(`memory${i}`), hidden, 2 * channels, ranges.memory![i]!),
        bias: image.put(weight(`memoryBias${i}`)),
        channels,
        // what is remembered is never above 1
        out: layer(image, weight(`memoryOut${i}`), channels, hidden, 1),
      };
    }),
    inputBias: image.put(weight('inputBias')),
    bitRows: image.put(weight('bit')),
    bitBias: image.put(weight('bitBias')),
    clitics: image.put(inputsOf(weight('clitic'), input)),
    unknown: image.put(inputsOf(weight('unknown'), input)),
    levels: image.put(inputsOf(values, input)),
    values: image.put(Float32Array.from(values)),
    letterTable: image.put(letterTable(weight('letter'), weight('filter'), filters)),
    filterBias: image.put(weight('filterBias')),
  };
}
