/** From a trained network to the program's model: normalisation folded into the layers, ranges measured, vectors in four bits. */

import type { Model, ModelShape } from '../network/modelFile.ts';
import { BIT_SIZE } from '../network/settled.ts';
import type { Lexicon } from '../network/words.ts';
import { type Example, type Network, SCORES } from './network.ts';

/** Vectors in four bits a value, and the values that they stand for. */
export interface Quantised {
  packed: Uint8Array;
  levels: Float32Array;
  scale: Float32Array;
}

/** Sixteen levels fitted to the values (Lloyd), over columns brought to unit deviation. */
export function quantiseVectors(vectors: Float32Array, size: number): Quantised {
  const rows = vectors.length / size;
  const scale = new Float32Array(size);
  for (let i = 0; i < vectors.length; i++) scale[i % size]! += vectors[i]! ** 2 / rows;
  for (let j = 0; j < size; j++) scale[j] = Math.sqrt(scale[j]!);
  const sample: number[] = [];
  for (let i = 0; i < vectors.length; i += 37) sample.push(vectors[i]! / scale[i % size]!);
  sample.sort((a, b) => a - b);
  let levels = Array.from({ length: 16 }, (_, i) => sample[Math.floor(((i + 0.5) / 16) * sample.length)]!);
  for (let pass = 0; pass < 40; pass++) {
    const sum = new Array<number>(16).fill(0);
    const count = new Array<number>(16).fill(0);
    let level = 0;
    for (const value of sample) {
      while (level < 15 && value > (levels[level]! + levels[level + 1]!) / 2) level++;
      sum[level]! += value;
      count[level]!++;
    }
    levels = levels.map((old, i) => (count[i] ? sum[i]! / count[i]! : old));
  }
  const packed = new Uint8Array(Math.ceil(vectors.length / 2));
  for (let i = 0; i < vectors.length; i++) {
    const value = vectors[i]! / scale[i % size]!;
    let level = 0;
    while (level < 15 && value > (levels[level]! + levels[level + 1]!) / 2) level++;
    packed[i >> 1]! |= level << (i & 1 ? 4 : 0);
  }
  return { packed, levels: Float32Array.from(levels), scale };
}

/** The values that quantised vectors stand for. */
export function dequantise({ packed, levels, scale }: Quantised, count: number): Float32Array {
  const size = scale.length;
  return Float32Array.from({ length: count }, (_, i) => {
    const byte = packed[i >> 1]!;
    return levels[i & 1 ? byte >> 4 : byte & 15]! * scale[i % size]!;
  });
}

/**
 * The model of a network's averaged weights. `sample`: examples that show the values to expect. `blend`: shares of the heads in the one
 * that ships; the first alone follows ANERcorp's conventions, the others soften what is peculiar to them.
 */
export function exportModel(
  network: Network,
  lexicon: Lexicon,
  vectors: Quantised,
  sample: readonly Example[],
  blend: readonly number[] = [1],
  document = true,
): Model {
  return network.averaged(() => {
    const { shape } = network;
    const { hidden } = shape;
    if (!shape.separable) throw new Error('only networks of separable layers are shipped');
    const weights = new Map<string, Float32Array>();
    const get = (name: string) => network.parameter(name).data.slice();
    for (const name of [
      'unknown',
      'clitic',
      'letter',
      'filter',
      'filterBias',
      'bit',
      'bitBias',
      'inputBias',
      'topic',
    ]) {
      weights.set(name, get(name));
    }
    const input = get('input');
    const plain = (network.inputs - BIT_SIZE) * hidden;
    weights.set('input', input.slice(0, plain));
    weights.set('inputBits', input.slice(plain));
    shape.dilations.forEach((_, i) => {
      const layer = get(`layer${i}`);
      const bias = get(`shift${i}`);
      const scale = get(`scale${i}`);
      const { mean, variance } = network.norms[i]!;
      for (let j = 0; j < hidden; j++) {
        const factor = scale[j]! / Math.sqrt(variance[j]! + 1e-5);
        bias[j]! -= mean[j]! * factor;
        for (let k = 0; k < hidden; k++) layer[k * hidden + j]! *= factor;
      }
      weights.set(`tap${i}`, get(`tap${i}`));
      weights.set(`layer${i}`, layer);
      weights.set(`bias${i}`, bias);
    });
    shape.memory?.below.forEach((_, i) => {
      for (const name of [`memory${i}`, `memoryBias${i}`, `memoryOut${i}`]) weights.set(name, get(name));
    });
    const blended = (name: string) => {
      const sum = get(`${name}0`).fill(0);
      blend.forEach((share, head) => {
        get(`${name}${head}`).forEach((value, i) => {
          sum[i]! += share * value;
        });
      });
      return sum;
    };
    const output = blended('output');
    const outputs = network.outputs;
    const narrow = new Float32Array(2 * hidden * outputs);
    for (let k = 0; k < 2 * hidden; k++) narrow.set(output.subarray(k * SCORES, k * SCORES + outputs), k * outputs);
    weights.set('output', narrow);
    weights.set('outputBias', blended('outputBias').slice(0, outputs));
    weights.set('transition', blended('transition'));
    const ranges: ModelShape['ranges'] = {
      input: 1,
      bits: 1,
      taps: shape.dilations.map(() => 1),
      ...(shape.memory && { memory: shape.memory.below.map(() => 1) }),
      top: 1,
    };
    for (let i = 0; i < sample.length; i += 20) {
      const mark = network.arena.mark();
      const seen = network.run(sample.slice(i, i + 20), 0, false).ranges();
      network.arena.release(mark);
      ranges.input = Math.max(ranges.input, seen.input);
      ranges.bits = Math.max(ranges.bits, seen.bits);
      ranges.top = Math.max(ranges.top, seen.top);
      ranges.taps = ranges.taps.map((most, l) => Math.max(most, seen.taps[l]!));
      ranges.memory = ranges.memory?.map((most, i) => Math.max(most, seen.memory[i]!));
    }
    return {
      shape: {
        version: 1,
        vector: shape.vector,
        filters: shape.filters,
        hidden,
        dilations: shape.dilations,
        ...(shape.memory && { memory: shape.memory }),
        document,
        ranges,
      },
      lexicon,
      vectors,
      weights,
      skip: null,
    };
  });
}
