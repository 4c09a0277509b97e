/**
 * Small networks that choose among rivals: how trained ones are read and asked. Each has two hidden layers, and some of them are asked
 * together. Trained by `src/train/perceptron.ts`.
 */

import { type Kernel, kernel } from './kernel/kernel.ts';
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
  /** Where it is in the kernel's memory, once it was asked. */
  inKernel?: Placed;
}

/** Addresses in the kernel's memory; `common` and `hidden` are room for sums of first layers, `deep` of a second, `list` for what is added up. */
type Placed = Record<
  'places' | 'first' | 'firstBias' | 'second' | 'secondBias' | 'out' | 'zeros' | 'common' | 'hidden' | 'deep' | 'list',
  number
>;

/** With its features at the places of a layout. Throws where the layout lacks one. */
export function placed(model: Perceptron, layout: Layout): Perceptron {
  const places = Int32Array.from(model.names, (name) => {
    const place = layout.placeOf(name);
    if (place === undefined) throw new Error(`model asks for an unknown feature: ${name}`);
    return place;
  });
  return { ...model, places };
}

const { fround } = Math;

/** Counts and distances grow slower the larger they are; their sign stays. */
export const squash = (x: number): number => (x < 0 ? -Math.sqrt(-x) : Math.sqrt(x));

/** Widths that the kernel takes are multiples of this. */
const STEP = 8;

/** What a network says of a row. */
export type Score = (row: ArrayLike<number>) => number;

/** The scores of rows of one series: what is the same in `base` and a row is gone through once for all of them. */
export function rivals(model: Perceptron, base: ArrayLike<number>): Score {
  const fast = model.width % STEP === 0 ? kernel() : null;
  return fast ? placedScores(fast, model, base) : plainScores(model, base);
}

function placedScores(fast: Kernel, model: Perceptron, given: ArrayLike<number>): Score {
  const { nets, width, places } = model;
  model.inKernel ??= place(fast, model, given.length);
  const at = model.inKernel;
  const base = new Float32Array(given);
  const rise = (from: number, to: number, below: number) =>
    fast.loops.rise(fast.row, below, at.places, places.length, at.first, nets * width, from, to, at.list);
  return (row) => {
    // another series overwrites what this one has in common
    if (fast.series !== base) {
      fast.load(base);
      rise(at.firstBias, at.common, at.zeros);
      fast.loadBase(base);
      fast.series = base;
    }
    fast.load(row);
    rise(at.common, at.hidden, fast.base);
    return fast.loops.deepen(at.hidden, at.second, at.secondBias, at.out, at.list, at.deep, nets, width) / nets;
  };
}

function place(fast: Kernel, model: Perceptron, cells: number): Placed {
  const { places, width, first, firstBias, second, secondBias, out } = model;
  return {
    places: fast.put(places),
    first: fast.put(first),
    firstBias: fast.put(firstBias),
    second: fast.put(second),
    secondBias: fast.put(secondBias),
    out: fast.put(out),
    zeros: fast.put(new Float32Array(cells)),
    common: fast.put(firstBias),
    hidden: fast.put(firstBias),
    deep: fast.reserve(4 * width),
    list: fast.reserve(8 * Math.max(places.length, width) + 8),
  };
}

/** The same without a kernel, to the bit: all sums are rounded to 32 bits. */
export function plainScores(model: Perceptron, given: ArrayLike<number>): Score {
  const { firstBias, width } = model;
  const base = new Float32Array(given);
  const common = firstBias.slice();
  rise(model, base, new Float32Array(base.length), common);
  const hidden = new Float32Array(firstBias.length);
  const deep = new Float32Array(width);
  return (row) => {
    hidden.set(common);
    rise(model, new Float32Array(row), base, hidden);
    return deepen(model, hidden, deep);
  };
}

/** Adds to the first layers' sums what a row has otherwise than `base`. */
function rise({ places, first }: Perceptron, row: Float32Array, base: Float32Array, hidden: Float32Array): void {
  for (let k = 0; k < places.length; k++) {
    const value = row[places[k]!]!;
    const common = base[places[k]!]!;
    if (value !== common) add(hidden, first, k, fround(fround(squash(value)) - fround(squash(common))));
  }
}

/** The score from the first layers' sums: the mean of the networks'. */
function deepen(model: Perceptron, hidden: Float32Array, deep: Float32Array): number {
  const { nets, width, second, secondBias, out } = model;
  let sum = 0;
  for (let net = 0; net < nets; net++) {
    const from = net * width;
    deep.set(secondBias.subarray(from, from + width));
    for (let u = 0; u < width; u++) {
      const value = hidden[from + u]!;
      if (value <= 0) continue;
      const line = (from + u) * width;
      for (let v = 0; v < width; v++) deep[v]! += fround(value * second[line + v]!);
    }
    for (let v = 0; v < width; v++) sum += Math.max(0, deep[v]!) * out[from + v]!;
  }
  return sum / nets;
}

/** Adds a multiple of the k-th line of some weights. */
function add(to: Float32Array, weights: Float32Array, k: number, times: number): void {
  if (times === 0) return;
  const line = k * to.length;
  for (let u = 0; u < to.length; u++) to[u]! += fround(times * weights[line + u]!);
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
