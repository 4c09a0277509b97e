/**
 * Trains small networks that choose among rivals (`src/learned/perceptron.ts`): of the rows of a group those with label 1 are right
 * (softmax over the group). Adam with decaying weights and one cycle of rates, units left out by chance. Seeded.
 */
import { type Perceptron, squash } from '../learned/perceptron.ts';
import { softmax } from '../learned/trees.ts';
import { adam, clipTo } from './adam.ts';
import { Arena, type Matrix } from './arena.ts';
import { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export interface PerceptronOptions {
  /** Units of either hidden layer. */
  width: number;
  /** How often the rows are gone through. */
  epochs: number;
  /** The highest rate of the cycle. */
  rate: number;
  /** Share of features and units left out at a time. */
  left: number;
  /** So many networks, each with a seed of its own. */
  nets?: number;
  about?: string;
}

/** Rows with their features on one scale: squashed, divided by how much they spread; `means` is what `rowsOf` takes off. */
interface Scaled {
  names: string[];
  scale: Float32Array;
  means: Float32Array;
  /** Cells row by row: `from[row]` up to `from[row + 1]`. */
  from: Uint32Array;
  cells: Uint16Array;
  values: Float32Array;
}

/** Groups of rows: first row, and the one behind the last. */
type Groups = readonly (readonly [number, number])[];

/** What spreads less is not stretched further: a feature of few rows would shout. */
const LEAST_SPREAD = 0.15;
/** Features that stand in fewer rows are left out. */
const LEAST_SEEN = 5;
/** Groups between two steps. */
const BATCH = 128;
/** What weights lose of themselves at a step of rate 1. */
const DECAY = 0.02;
/** What the rows of a batch take, and the arena by itself. */
const MEGABYTES = 128;

export function perceptron(sheet: Sheet, options: PerceptronOptions): Perceptron {
  const { width, nets = 1, about = '' } = options;
  const scaled = scale(sheet);
  const groups = groupsOf(sheet);
  const all = nets * width;
  const model: Perceptron = {
    about,
    names: scaled.names,
    places: Int32Array.from(scaled.names, (_, k) => k),
    nets,
    width,
    first: new Float32Array(scaled.names.length * all),
    firstBias: new Float32Array(all),
    second: new Float32Array(all * width),
    secondBias: new Float32Array(all),
    out: new Float32Array(all),
  };
  const arena = new Arena(MEGABYTES);
  const mark = arena.mark();
  for (let net = 0; net < nets; net++) {
    put(model, net, learn(arena, sheet, scaled, groups, options, new Random(1 + net)), scaled);
    arena.release(mark);
  }
  return model;
}

/** The features that stand in enough rows, by name, and in how many cells they do. */
function columnsOf(sheet: Sheet): { kept: number[]; size: number } {
  const seen = new Uint32Array(sheet.names.length);
  sheet.each((_, column) => seen[column]!++);
  const kept = [...seen.keys()]
    .filter((column) => seen[column]! >= LEAST_SEEN)
    .sort((a, b) => (sheet.names[a]! < sheet.names[b]! ? -1 : 1));
  return { kept, size: kept.reduce((sum, column) => sum + seen[column]!, 0) };
}

function scale(sheet: Sheet): Scaled {
  const { count, names } = sheet;
  const { kept, size } = columnsOf(sheet);
  const place = new Map(kept.map((column, k) => [column, k]));
  const from = new Uint32Array(count + 1);
  const cells = new Uint16Array(size);
  const values = new Float32Array(size);
  const sums = new Float64Array(kept.length);
  const squares = new Float64Array(kept.length);
  let at = 0;
  sheet.each((row, column, value) => {
    const k = place.get(column);
    if (k === undefined) return;
    const x = squash(value);
    sums[k]! += x;
    squares[k]! += x * x;
    cells[at] = k;
    values[at++] = x;
    from[row + 1] = at;
  });
  for (let row = 0; row < count; row++) from[row + 1] = Math.max(from[row]!, from[row + 1]!);
  const spread = (sum: number, square: number) => Math.sqrt(Math.max(0, square / count - (sum / count) ** 2));
  const scale = Float32Array.from(kept, (_, k) => 1 / Math.max(LEAST_SPREAD, spread(sums[k]!, squares[k]!)));
  const means = Float32Array.from(kept, (_, k) => (sums[k]! / count) * scale[k]!);
  for (let i = 0; i < size; i++) values[i]! *= scale[cells[i]!]!;
  return { names: kept.map((column) => names[column]!), scale, means, from, cells, values };
}

function groupsOf({ groups, count }: Sheet): Groups {
  const found: [number, number][] = [];
  for (let row = 0; row < count; row++)
    if (row > 0 && groups[row] === groups[row - 1]) found.at(-1)![1] = row + 1;
    else found.push([row, row + 1]);
  return found;
}

/** The numbers of a network in the arena, or their slopes. */
class Weights {
  readonly first: Matrix;
  readonly firstBias: Matrix;
  readonly second: Matrix;
  readonly secondBias: Matrix;
  readonly out: Matrix;

  constructor(arena: Arena, features: number, width: number) {
    this.first = arena.matrix(features, width);
    this.firstBias = arena.matrix(1, width);
    this.second = arena.matrix(width, width);
    this.secondBias = arena.matrix(1, width);
    this.out = arena.matrix(1, width);
  }

  get all(): Float32Array[] {
    return [this.first, this.firstBias, this.second, this.secondBias, this.out].map(({ data }) => data);
  }

  /** Uniform, by the number of what flows into a unit. */
  begin(random: Random): this {
    const { rows, columns } = this.first;
    const inputs = [rows, rows, columns, columns, columns];
    this.all.forEach((array, i) => {
      const most = 1 / Math.sqrt(inputs[i]!);
      for (let k = 0; k < array.length; k++) array[k] = (2 * random.next() - 1) * most;
    });
    return this;
  }
}

function learn(
  arena: Arena,
  sheet: Sheet,
  scaled: Scaled,
  groups: Groups,
  { width, epochs, rate, left }: PerceptronOptions,
  random: Random,
): Weights {
  const features = scaled.names.length;
  const weights = new Weights(arena, features, width).begin(random);
  const slopes = new Weights(arena, features, width);
  const moving = weights.all.map((data, i) => ({
    data,
    gradient: slopes.all[i]!,
    first: new Float32Array(data.length),
    second: new Float32Array(data.length),
  }));
  const chance = arena.matrix(1, 4);
  const words = new Uint32Array(chance.data.buffer, chance.at, 4);
  for (let i = 0; i < 4; i++) words[i] = 1 + Math.floor(random.next() * 0xfffffff0);
  const order = groups.map((_, i) => i);
  const steps = epochs * Math.ceil(groups.length / BATCH);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    random.shuffle(order);
    for (let from = 0; from < order.length; from += BATCH) {
      const mark = arena.mark();
      const batch = order.slice(from, from + BATCH).map((i) => groups[i]!);
      pass({ arena, sheet, scaled, weights, slopes, left, chance }, batch);
      arena.release(mark);
      const now = rate * cycle(step / steps);
      const clip = clipTo(1, slopes.all);
      step++;
      for (const one of moving) adam(one, { clip, rate: now, step, decay: DECAY });
    }
  }
  return weights;
}

/** Rises to 1 in three tenths of the steps, then falls to nothing (Smith, 2018). */
const cycle = (at: number): number =>
  at < 0.3 ? 0.04 + 0.48 * (1 - Math.cos((Math.PI * at) / 0.3)) : 0.5 * (1 + Math.cos((Math.PI * (at - 0.3)) / 0.7));

interface Desk {
  arena: Arena;
  sheet: Sheet;
  scaled: Scaled;
  weights: Weights;
  slopes: Weights;
  left: number;
  chance: Matrix;
}

/** Forwards and backwards: the mean slopes of some groups. */
function pass(desk: Desk, groups: Groups): void {
  const { arena, sheet, scaled, weights, slopes, left, chance } = desk;
  const width = weights.first.columns;
  const thinned = (layer: Matrix): Matrix => {
    arena.multiply(layer, arena.mask(layer, left, chance));
    return layer;
  };
  const inputs = thinned(rowsOf(arena, scaled, groups));
  const hidden = thinned(layer(arena, inputs, weights.first, weights.firstBias));
  const deep = layer(arena, hidden, weights.second, weights.secondBias);
  const scores = new Float32Array(inputs.rows);
  for (let row = 0; row < scores.length; row++)
    for (let v = 0; v < width; v++) scores[row]! += deep.data[row * width + v]! * weights.out.data[v]!;
  for (const one of slopes.all) one.fill(0);
  back(desk, { inputs, hidden, deep }, slopesOf(sheet, groups, scores));
}

/** From the slopes of the scores to those of all weights. */
function back(
  { arena, weights, slopes, left }: Desk,
  { inputs, hidden, deep }: Record<'inputs' | 'hidden' | 'deep', Matrix>,
  slope: Float32Array,
): void {
  const width = weights.first.columns;
  const deepSlopes = arena.matrix(inputs.rows, width);
  for (let row = 0, at = 0; row < slope.length; row++)
    for (let v = 0; v < width; v++, at++) {
      if (deep.data[at]! <= 0) continue;
      slopes.out.data[v]! += slope[row]! * deep.data[at]!;
      deepSlopes.data[at] = slope[row]! * weights.out.data[v]!;
    }
  addColumns(deepSlopes, slopes.secondBias);
  arena.gradient(hidden, deepSlopes, slopes.second);
  const hiddenSlopes = arena.matrix(inputs.rows, width);
  arena.backward(deepSlopes, weights.second, hiddenSlopes);
  for (let at = 0; at < hidden.data.length; at++) hiddenSlopes.data[at]! *= hidden.data[at]! > 0 ? 1 / (1 - left) : 0;
  addColumns(hiddenSlopes, slopes.firstBias);
  arena.gradient(inputs, hiddenSlopes, slopes.first);
}

/** The rows of some groups one below the other, each feature about 0; as many empty ones as make their number one of fours. */
function rowsOf(arena: Arena, { from, cells, values, means }: Scaled, groups: Groups): Matrix {
  const count = groups.reduce((sum, [first, last]) => sum + last - first, 0);
  const rows = arena.matrix(Math.ceil(count / 4) * 4, means.length);
  let at = 0;
  for (const [first, last] of groups)
    for (let row = first; row < last; row++, at += means.length) {
      for (let k = 0; k < means.length; k++) rows.data[at + k] = -means[k]!;
      for (let i = from[row]!; i < from[row + 1]!; i++) rows.data[at + cells[i]!]! += values[i]!;
    }
  return rows;
}

function layer(arena: Arena, below: Matrix, weights: Matrix, bias: Matrix): Matrix {
  const above = arena.matrix(below.rows, weights.columns);
  arena.forward(below, weights, above);
  const { data } = above;
  for (let at = 0; at < data.length; at++) data[at] = Math.max(0, data[at]! + bias.data[at % weights.columns]!);
  return above;
}

/** The slope of the loss at each row's score. */
function slopesOf({ labels, weights }: Sheet, groups: Groups, scores: Float32Array): Float32Array {
  const slopes = new Float32Array(scores.length);
  let at = 0;
  for (const [first, last] of groups) {
    const odds = softmax([...scores.subarray(at, at + last - first)]);
    const right = odds.reduce((sum, share, i) => sum + (labels[first + i] ? share : 0), 0);
    odds.forEach((share, i) => {
      const wanted = labels[first + i] ? share / Math.max(right, 1e-30) : 0;
      slopes[at++] = ((share - wanted) * weights[first]!) / groups.length;
    });
  }
  return slopes;
}

function addColumns({ data, columns }: Matrix, sums: Matrix): void {
  for (let at = 0; at < data.length; at++) sums.data[at % columns]! += data[at]!;
}

/** Takes scale and means into the weights, so that rows are asked as they are. */
function put(model: Perceptron, net: number, weights: Weights, { scale, means }: Scaled): void {
  const { width, nets } = model;
  const all = nets * width;
  const from = net * width;
  for (let u = 0; u < width; u++) {
    let bias = weights.firstBias.data[u]!;
    for (let k = 0; k < scale.length; k++) {
      model.first[k * all + from + u] = weights.first.data[k * width + u]! * scale[k]!;
      bias -= weights.first.data[k * width + u]! * means[k]!;
    }
    model.firstBias[from + u] = bias;
  }
  model.second.set(weights.second.data, from * width);
  model.secondBias.set(weights.secondBias.data, from);
  model.out.set(weights.out.data, from);
}
