/**
 * Small networks that choose among rivals: how trained ones are read and asked. Each has two hidden layers, and some of them are asked
 * together. Trained by `src/train/perceptron.ts`.
 */

import type { Layout } from './layout.ts';

export interface Perceptron {
  /** What it was trained on, for people. */
  about: string;
  /** Its features, and where they stand in a row. */
  names: readonly string[];
  places: Int32Array;
  /** Networks that are asked together, each with `width` units in either layer. */
  nets: number;
  width: number;
  /** From a feature to all first layers: features × (nets · width). */
  first: Float32Array;
  firstBias: Float32Array;
  /** From a first to its second layer: nets × width × width, a line for each unit of the first. */
  second: Float32Array;
  secondBias: Float32Array;
  /** From all second layers to the score. */
  out: Float32Array;
}

/** With its features at the places of a layout. Throws where the layout lacks one. */
export function placed(model: Perceptron, layout: Layout): Perceptron {
  const places = Int32Array.from(model.names, (name) => {
    const place = layout.placeOf(name);
    if (place === undefined) throw new Error(`model asks for an unknown feature: ${name}`);
    return place;
  });
  return { ...model, places };
}

/** Counts and distances grow slower the larger they are; their sign stays. */
export const squash = (x: number): number => (x < 0 ? -Math.sqrt(-x) : Math.sqrt(x));

/** Rows of one series: what is the same in `base` and a row is gone through once for all of them. */
export class Rivals {
  readonly #model: Perceptron;
  readonly #base: Float32Array;
  readonly #common: Float32Array;
  readonly #hidden: Float32Array;
  readonly #deep: Float32Array;

  constructor(model: Perceptron, base: ArrayLike<number>) {
    const { places, firstBias, width } = model;
    this.#model = model;
    this.#base = Float32Array.from(places, (place) => base[place]!);
    this.#common = firstBias.slice();
    this.#hidden = new Float32Array(firstBias.length);
    this.#deep = new Float32Array(width);
    for (let k = 0; k < places.length; k++) add(this.#common, model.first, k, squash(this.#base[k]!));
  }

  score(row: ArrayLike<number>): number {
    const { places, first } = this.#model;
    const hidden = this.#hidden;
    hidden.set(this.#common);
    for (let k = 0; k < places.length; k++) {
      const value = row[places[k]!]!;
      const common = this.#base[k]!;
      if (value !== common) add(hidden, first, k, squash(value) - squash(common));
    }
    return this.#deeper(hidden);
  }

  /** The score from the first layers' sums: the mean of the networks'. */
  #deeper(hidden: Float32Array): number {
    const { nets, width, second, secondBias, out } = this.#model;
    const deep = this.#deep;
    let sum = 0;
    for (let net = 0; net < nets; net++) {
      const from = net * width;
      for (let u = 0; u < width; u++) deep[u] = secondBias[from + u]!;
      for (let u = 0; u < width; u++) {
        const value = hidden[from + u]!;
        if (value <= 0) continue;
        const line = (from + u) * width;
        for (let v = 0; v < width; v++) deep[v]! += value * second[line + v]!;
      }
      for (let v = 0; v < width; v++) if (deep[v]! > 0) sum += deep[v]! * out[from + v]!;
    }
    return sum / nets;
  }
}

/** Adds a multiple of the k-th line of some weights. */
function add(to: Float32Array, weights: Float32Array, k: number, times: number): void {
  if (times === 0) return;
  const line = k * to.length;
  for (let u = 0; u < to.length; u++) to[u]! += times * weights[line + u]!;
}

const STEPS = 16;

/**
 * What tells one row from another, the largest effect first: each feature's share of the way from the score of `other` to that of `row`
 * (integrated gradients: Sundararajan and others, 2017), in steps.
 */
export function apart(
  model: Perceptron,
  row: ArrayLike<number>,
  other: ArrayLike<number>,
): { name: string; effect: number }[] {
  const { names, places } = model;
  const ends = [other, row].map((one) => Float32Array.from(places, (place) => squash(one[place]!)));
  const effects = new Float64Array(names.length);
  for (let step = 0; step < STEPS; step++) {
    const at = (step + 0.5) / STEPS;
    const slopes = gradient(
      model,
      ends[0]!.map((from, k) => from + at * (ends[1]![k]! - from)),
    );
    for (let k = 0; k < effects.length; k++) effects[k]! += (slopes[k]! * (ends[1]![k]! - ends[0]![k]!)) / STEPS;
  }
  return names
    .map((name, k) => ({ name, effect: effects[k]! }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}

/** The slope of the score along each squashed feature. */
function gradient(
  { nets, width, first, firstBias, second, secondBias, out }: Perceptron,
  at: Float32Array,
): Float64Array {
  const all = nets * width;
  const hidden = firstBias.slice();
  for (let k = 0; k < at.length; k++) add(hidden, first, k, at[k]!);
  const back = new Float64Array(all);
  for (let net = 0; net < nets; net++)
    for (let v = net * width; v < (net + 1) * width; v++) {
      let sum = secondBias[v]!;
      const column = v - net * width;
      for (let u = net * width; u < (net + 1) * width; u++)
        sum += Math.max(0, hidden[u]!) * second[u * width + column]!;
      if (sum > 0)
        for (let u = net * width; u < (net + 1) * width; u++)
          if (hidden[u]! > 0) back[u]! += (out[v]! / nets) * second[u * width + column]!;
    }
  return Float64Array.from(at, (_, k) => {
    let slope = 0;
    for (let u = 0; u < all; u++) slope += back[u]! * first[k * all + u]!;
    return slope;
  });
}
