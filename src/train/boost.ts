/**
 * Trains gradient-boosted trees from sheets of named features: histograms of at most 255 bins, trees grown leaf by leaf, second-order
 * gradients. Two aims: `logistic` (each row is right or wrong) and `choice` (of the rows of a group the one with label 1 is
 * right; softmax over the group). Seeded; the same rows give the same model.
 */
import { type Forest, forest } from '../learned/trees.ts';
import { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export interface BoostOptions {
  aim: 'logistic' | 'choice';
  trees: number;
  leaves: number;
  rate?: number;
  /** Rows that a leaf has at least. */
  leastRows?: number;
  /** Added to the curvature of each leaf. */
  ridge?: number;
  /** Share of the features that a tree looks at. */
  features?: number;
  /** Share of the rows (of the groups, in a choice) that a tree learns from: with many rows a part teaches as much, and faster. */
  sample?: number;
  /** Features that stand in fewer rows are left out. */
  leastSeen?: number;
  seed?: number;
  /** So many forests, each with a seed of its own; what they say together varies less with chance. */
  bags?: number;
  about?: string;
}

interface Binned {
  rows: number;
  names: string[];
  /** Bin of each row, a column after the other. */
  bins: Uint8Array[];
  /** Upper value of each bin but the last, by column. */
  edges: Float32Array[];
  /** The bin of 0, by column: most cells are there, so only the others are gone through. */
  zero: Uint8Array;
  /** Cells outside of it, row by row: `from[row]` up to `from[row + 1]`. */
  from: Uint32Array;
  cells: Uint16Array;
}

const MOST_BINS = 255;

/** Columns with their values cut into bins: one a value where there are few, quantiles where there are many. */
function binned(sheet: Sheet, leastSeen: number): Binned {
  const { count } = sheet;
  const seen = new Uint32Array(sheet.names.length);
  sheet.each((_, column) => seen[column]!++);
  const kept = [...seen.keys()]
    .filter((column) => seen[column]! >= leastSeen)
    .sort((a, b) => (sheet.names[a]! < sheet.names[b]! ? -1 : 1));
  const place = new Int32Array(sheet.names.length).fill(-1);
  kept.forEach((column, k) => {
    place[column] = k;
  });
  const at = kept.map((column) => new Uint32Array(seen[column]!));
  const values = kept.map((column) => new Float32Array(seen[column]!));
  const filled = new Uint32Array(kept.length);
  sheet.each((row, column, value) => {
    const k = place[column]!;
    if (k < 0) return;
    at[k]![filled[k]!] = row;
    values[k]![filled[k]!++] = value;
  });
  const edges = values.map((list) => edgesOf(list, count));
  const bins = kept.map((_, k) => {
    const column = new Uint8Array(count).fill(binOf(edges[k]!, 0));
    at[k]!.forEach((row, i) => {
      column[row] = binOf(edges[k]!, values[k]![i]!);
    });
    return column;
  });
  const zero = Uint8Array.from(edges, (list) => binOf(list, 0));
  return {
    rows: count,
    names: kept.map((column) => sheet.names[column]!),
    bins,
    edges,
    zero,
    ...cellsOf(bins, zero, count),
  };
}

/** The columns of each row whose bin is not that of 0. */
function cellsOf(bins: readonly Uint8Array[], zero: Uint8Array, count: number): Pick<Binned, 'from' | 'cells'> {
  const from = new Uint32Array(count + 1);
  bins.forEach((column, k) => {
    for (let row = 0; row < count; row++) if (column[row] !== zero[k]) from[row + 1]!++;
  });
  for (let row = 0; row < count; row++) from[row + 1]! += from[row]!;
  const next = from.slice();
  const cells = new Uint16Array(from[count]!);
  bins.forEach((column, k) => {
    for (let row = 0; row < count; row++) if (column[row] !== zero[k]) cells[next[row]!++] = k;
  });
  return { from, cells };
}

function edgesOf(list: Float32Array, count: number): Float32Array {
  const ordered = list.slice().sort();
  const distinct = [...new Set(list.length < count ? [...new Set(ordered), 0] : ordered)].sort((a, b) => a - b);
  if (distinct.length <= MOST_BINS) {
    return Float32Array.from(distinct.slice(0, -1), (value, i) => (value + distinct[i + 1]!) / 2);
  }
  const edges = new Set<number>();
  for (let i = 1; i < MOST_BINS; i++) edges.add(ordered[Math.floor((i * ordered.length) / MOST_BINS)]!);
  return Float32Array.from([...edges].sort((a, b) => a - b));
}

/** The first bin whose edge is not below the value. */
function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Leaf {
  node: number;
  rows: Int32Array;
  gradient: number;
  curvature: number;
  histogram: Float64Array;
  gain: number;
  column: number;
  bin: number;
}

interface Growing {
  feature: number[];
  threshold: number[];
  left: number[];
  value: number[];
}

export function boost(sheet: Sheet, options: BoostOptions): Forest {
  const { aim, leastSeen = 8, seed = 1, bags = 1 } = options;
  const data = binned(sheet, leastSeen);
  const labels = Float64Array.from(sheet.labels);
  const weights = Float64Array.from(sheet.weights);
  const right = labels.reduce((sum, label, i) => sum + label * weights[i]!, 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const base = aim === 'logistic' ? Math.log((right + 1) / (all - right + 1)) : 0;
  const lessons = { data, labels, weights, groups: groupRanges(sheet.groups), base };
  const nodes: Growing = { feature: [], threshold: [], left: [], value: [] };
  const roots: number[] = [];
  for (let bag = 0; bag < bags; bag++) growForest(lessons, options, new Random(seed + 1000 * bag), nodes, roots);
  return forest(
    { about: options.about ?? '', names: data.names, roots, base },
    {
      feature: Uint16Array.from(nodes.feature),
      threshold: Float32Array.from(nodes.threshold),
      left: Uint16Array.from(nodes.left),
      value: Float32Array.from(nodes.value, (value) => value / bags),
    },
  );
}

interface Taught {
  data: Binned;
  labels: Float64Array;
  weights: Float64Array;
  groups: readonly [number, number][];
  /** The score of every row before the first tree. */
  base: number;
}

/** Grows one forest's trees one after the other, each on what those before it leave. */
function growForest(
  { data, labels, weights, groups, base }: Taught,
  { aim, trees, leaves, rate = 0.1, leastRows = 20, ridge = 1, features = 0.5, sample = 1 }: BoostOptions,
  random: Random,
  nodes: Growing,
  roots: number[],
): void {
  const scores = new Float64Array(data.rows).fill(base);
  const gradients = new Float64Array(data.rows);
  const curvatures = new Float64Array(data.rows);
  for (let t = 0; t < trees; t++) {
    if (aim === 'logistic') slopesOfRows(labels, weights, scores, gradients, curvatures);
    else slopesOfGroups(groups, labels, weights, scores, gradients, curvatures);
    const columns = sampled(data.names.length, features, random);
    roots.push(nodes.feature.length);
    const rows = aim === 'logistic' ? sampled(data.rows, sample, random) : sampledGroups(groups, sample, random);
    growTree(data, rows, columns, { gradients, curvatures, scores }, nodes, { leaves, rate, leastRows, ridge });
  }
}

function groupRanges(groups: readonly number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (let i = 0; i < groups.length; ) {
    let end = i + 1;
    while (end < groups.length && groups[end] === groups[i]) end++;
    ranges.push([i, end]);
    i = end;
  }
  return ranges;
}

function slopesOfRows(
  labels: Float64Array,
  weights: Float64Array,
  scores: Float64Array,
  gradients: Float64Array,
  curvatures: Float64Array,
): void {
  for (let i = 0; i < scores.length; i++) {
    const p = 1 / (1 + Math.exp(-scores[i]!));
    gradients[i] = weights[i]! * (p - labels[i]!);
    curvatures[i] = weights[i]! * Math.max(p * (1 - p), 1e-6);
  }
}

/** Softmax over each group; groups without a right row teach nothing. Several right rows share the one. */
function slopesOfGroups(
  groups: readonly [number, number][],
  labels: Float64Array,
  weights: Float64Array,
  scores: Float64Array,
  gradients: Float64Array,
  curvatures: Float64Array,
): void {
  for (const [first, last] of groups) {
    let most = Number.NEGATIVE_INFINITY;
    let rights = 0;
    for (let i = first; i < last; i++) {
      most = Math.max(most, scores[i]!);
      rights += labels[i]!;
    }
    let sum = 0;
    for (let i = first; i < last; i++) sum += Math.exp(scores[i]! - most);
    for (let i = first; i < last; i++) {
      const p = Math.exp(scores[i]! - most) / sum;
      gradients[i] = rights > 0 ? weights[i]! * (p - labels[i]! / rights) : 0;
      curvatures[i] = rights > 0 ? weights[i]! * Math.max(p * (1 - p), 1e-6) : 0;
    }
  }
}

/** A share of the numbers below `count`, in order. */
function sampled(count: number, share: number, random: Random): Int32Array {
  if (share >= 1) return Int32Array.from({ length: count }, (_, i) => i);
  const columns = random.shuffle(Array.from({ length: count }, (_, i) => i));
  return Int32Array.from(columns.slice(0, Math.max(1, Math.ceil(count * share)))).sort();
}

function sampledGroups(groups: readonly [number, number][], share: number, random: Random): Int32Array {
  const rows: number[] = [];
  for (const g of sampled(groups.length, share, random)) {
    const [first, last] = groups[g]!;
    for (let i = first; i < last; i++) rows.push(i);
  }
  return Int32Array.from(rows);
}

interface Slopes {
  gradients: Float64Array;
  curvatures: Float64Array;
  scores: Float64Array;
}

interface Growth {
  leaves: number;
  rate: number;
  leastRows: number;
  ridge: number;
}

/** Grows one tree from some rows, always at the leaf that gains most, and adds its leaves' values to the scores of all. */
function growTree(
  data: Binned,
  rows: Int32Array,
  columns: Int32Array,
  slopes: Slopes,
  nodes: Growing,
  growth: Growth,
): void {
  const root = nodes.feature.length;
  const offsets = new Int32Array(columns.length + 1);
  columns.forEach((column, k) => {
    offsets[k + 1] = offsets[k]! + 3 * (data.edges[column]!.length + 1);
  });
  const add = (): number => {
    nodes.feature.push(0);
    nodes.threshold.push(0);
    nodes.left.push(0);
    return nodes.value.push(0) - 1;
  };
  const leafOf = (rows: Int32Array, histogram: Float64Array): Leaf => {
    let gradient = 0;
    let curvature = 0;
    for (let i = 0; i < rows.length; i++) {
      gradient += slopes.gradients[rows[i]!]!;
      curvature += slopes.curvatures[rows[i]!]!;
    }
    const leaf: Leaf = { node: -1, rows, gradient, curvature, histogram, gain: 0, column: -1, bin: -1 };
    bestSplit(leaf, data, columns, offsets, growth);
    return leaf;
  };
  const splits: [number, number][] = [];
  const first = leafOf(rows, histogramOf(rows, data, columns, offsets, slopes));
  first.node = add();
  const open = [first];
  while (open.length < growth.leaves) {
    const best = open.reduce((a, b) => (b.gain > a.gain ? b : a));
    if (best.gain <= 0) break;
    const [low, high] = parted(best.rows, data.bins[best.column]!, best.bin);
    splits[best.node - root] = [best.column, best.bin];
    const small = low.length <= high.length ? low : high;
    const smallHistogram = histogramOf(small, data, columns, offsets, slopes);
    const rest = best.histogram;
    for (let i = 0; i < rest.length; i++) rest[i]! -= smallHistogram[i]!;
    const left = leafOf(low, small === low ? smallHistogram : rest);
    const right = leafOf(high, small === low ? rest : smallHistogram);
    left.node = add();
    right.node = add();
    nodes.feature[best.node] = best.column;
    nodes.threshold[best.node] = data.edges[best.column]![best.bin]!;
    nodes.left[best.node] = left.node - root;
    nodes.value[best.node] = leafValue(best, growth);
    open.splice(open.indexOf(best), 1, left, right);
  }
  for (const leaf of open) {
    nodes.value[leaf.node] = leafValue(leaf, growth);
    if (rows.length < data.rows) continue;
    for (let i = 0; i < leaf.rows.length; i++) slopes.scores[leaf.rows[i]!]! += nodes.value[leaf.node]!;
  }
  if (rows.length < data.rows) addToAll(data, nodes, root, splits, slopes.scores);
}

/** Walks every row down the tree that begins at `root`, where it was grown from a part of them. */
function addToAll(data: Binned, nodes: Growing, root: number, splits: [number, number][], scores: Float64Array): void {
  for (let row = 0; row < data.rows; row++) {
    let node = root;
    for (let child = nodes.left[node]!; child !== 0; child = nodes.left[node]!) {
      const [column, bin] = splits[node - root]!;
      node = root + child + (data.bins[column]![row]! <= bin ? 0 : 1);
    }
    scores[row]! += nodes.value[node]!;
  }
}

const leafValue = ({ gradient, curvature }: Leaf, { rate, ridge }: Growth): number =>
  (-rate * gradient) / (curvature + ridge);

function parted(rows: Int32Array, bins: Uint8Array, bin: number): [Int32Array, Int32Array] {
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (bins[rows[i]!]! <= bin) count++;
  const low = new Int32Array(count);
  const high = new Int32Array(rows.length - count);
  let a = 0;
  let b = 0;
  for (let i = 0; i < rows.length; i++) {
    if (bins[rows[i]!]! <= bin) low[a++] = rows[i]!;
    else high[b++] = rows[i]!;
  }
  return [low, high];
}

/** Gradient, curvature and number of the rows in each bin of each column. */
function histogramOf(
  rows: Int32Array,
  data: Binned,
  columns: Int32Array,
  offsets: Int32Array,
  { gradients, curvatures }: Slopes,
): Float64Array {
  const histogram = new Float64Array(offsets[columns.length]!);
  const offsetOf = new Int32Array(data.names.length).fill(-1);
  for (let k = 0; k < columns.length; k++) offsetOf[columns[k]!] = offsets[k]!;
  const { from, cells, bins } = data;
  let [gradient, curvature] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const [g, h] = [gradients[row]!, curvatures[row]!];
    gradient += g;
    curvature += h;
    for (let cell = from[row]!; cell < from[row + 1]!; cell++) {
      const column = cells[cell]!;
      const offset = offsetOf[column]!;
      if (offset < 0) continue;
      const at = offset + 3 * bins[column]![row]!;
      histogram[at]! += g;
      histogram[at + 1]! += h;
      histogram[at + 2]!++;
    }
  }
  // what is left of the sums lies in the bins of 0
  for (let k = 0; k < columns.length; k++) {
    let [g, h, n] = [gradient, curvature, rows.length];
    for (let at = offsets[k]!; at < offsets[k + 1]!; at += 3) {
      g -= histogram[at]!;
      h -= histogram[at + 1]!;
      n -= histogram[at + 2]!;
    }
    const at = offsets[k]! + 3 * data.zero[columns[k]!]!;
    histogram[at] = g;
    histogram[at + 1] = h;
    histogram[at + 2] = n;
  }
  return histogram;
}

function bestSplit(
  leaf: Leaf,
  data: Binned,
  columns: Int32Array,
  offsets: Int32Array,
  { leastRows, ridge }: Growth,
): void {
  const { gradient, curvature, histogram } = leaf;
  const whole = (gradient * gradient) / (curvature + ridge);
  for (let k = 0; k < columns.length; k++) {
    const column = columns[k]!;
    const bins = data.edges[column]!.length;
    let g = 0;
    let h = 0;
    let n = 0;
    for (let bin = 0; bin < bins; bin++) {
      const at = offsets[k]! + 3 * bin;
      g += histogram[at]!;
      h += histogram[at + 1]!;
      n += histogram[at + 2]!;
      if (n < leastRows) continue;
      if (leaf.rows.length - n < leastRows) break;
      const gain = (g * g) / (h + ridge) + (gradient - g) ** 2 / (curvature - h + ridge) - whole;
      if (gain > leaf.gain + 1e-9) {
        leaf.gain = gain;
        leaf.column = column;
        leaf.bin = bin;
      }
    }
  }
}
