/** Gradient-boosted regression trees: how a trained model is read and asked. Trained by `src/train/boost.ts`. */
import type { Row } from './features.ts';
import { type Kernel, kernel } from './kernel/kernel.ts';

/** What a model file says of itself. */
export interface ForestHeader {
  /** What it was trained on, for people. */
  about: string;
  names: readonly string[];
  /** Node at which each tree begins. */
  roots: readonly number[];
  /** Added to the trees' sum. */
  base: number;
}

/** Node arrays; the children of a node are at `root + left` (value ≤ threshold) and the next one; a leaf has left 0. */
export interface Nodes {
  feature: Uint16Array;
  threshold: Float32Array;
  left: Uint16Array;
  /** Sum that the tree adds at a leaf; at an inner node the mean of what lies below, which `reasons` needs. */
  value: Float32Array;
}

export interface Forest extends ForestHeader, Nodes {
  /** The windows of the layout that trees ask: pairs of the first cell and how many cells are asked. */
  windows?: Int32Array;
  /** Those of its trees that were asked together, in the kernel's memory. */
  inKernel?: Placed[];
  /** A sheet for candidates that are described by names, kept for the next ones. */
  sheet?: Row;
}

/** A table of small numbers, a line for each token of a document. */
export interface Lines {
  cells: Uint8Array;
  width: number;
}

export const forest = (header: ForestHeader, nodes: Nodes): Forest => ({ ...header, ...nodes });

/**
 * The sum of all trees, or of those from one to before another (log-odds, or a score among rivals), for a row in the order of `names`. With
 * `lines` features of windows (`Layout.window`) are read in the lines that the windows' first cells name.
 */
export function scoreOf(
  model: Forest,
  row: ArrayLike<number>,
  lines: Lines | null = null,
  from = 0,
  upTo = model.roots.length,
): number {
  const to = Math.min(upTo, model.roots.length);
  const fast = kernel();
  const cells = fast && lines ? fast.cellsOf(lines) : 0;
  const forest = fast && cells >= 0 && (lines || !model.windows) ? placed(fast, model, from, to) : 0;
  if (!fast || forest === 0) return plainScore(model, row, lines, from, to);
  fast.load(row);
  return fast.loops.score(forest, fast.row, cells, lines ? lines.width : 0, model.base);
}

/** Some trees of a forest in the kernel's memory, and where; 0 where the kernel can't take them. */
interface Placed {
  from: number;
  to: number;
  forest: number;
}

function placed(fast: Kernel, model: Forest, from: number, to: number): number {
  model.inKernel ??= [];
  for (const one of model.inKernel) if (one.from === from && one.to === to) return one.forest;
  const forest = place(fast, model, from, to);
  model.inKernel.push({ from, to, forest });
  return forest;
}

const MOST_LEAVES = 16;

/** The kernel asks nothing of cells that are 0: a threshold below would be passed over. None that was learned from bytes is. */
function asksBelowZero({ feature, threshold, left }: Forest, windows: Int32Array): boolean {
  const isCell = (place: number): boolean =>
    windows.some((first, k) => k % 2 === 0 && place >= first && place < first + windows[k + 1]!);
  return left.some((child, n) => child > 0 && threshold[n]! < 0 && isCell(feature[n]!));
}

/** What stands where in the kernel is told in `choose.as.ts`. */
function place(fast: Kernel, model: Forest, from: number, to: number): number {
  const { names, left } = model;
  const windows = model.windows ?? new Int32Array(0);
  const roots = Uint32Array.from([...model.roots, left.length]).subarray(from, to + 1);
  const trees = to - from;
  let leaves = 1;
  for (let t = 0; t < trees; t++) leaves = Math.max(leaves, (roots[t + 1]! - roots[t]! + 1) / 2);
  if (leaves > MOST_LEAVES || asksBelowZero(model, windows)) return 0;
  const nodes = (roots[trees]! - roots[0]! - trees) / 2;
  const features = fast.reserve(12 * Math.min(nodes, names.length));
  const [inner, values, sets] = [fast.reserve(8 * nodes), fast.reserve(4 * leaves * trees), fast.reserve(2 * trees)];
  const blocks = fast.reserve(
    4 * windows.reduce((sum, cells, k) => sum + (k % 2 === 0 ? 0 : Math.ceil(cells / 16)), 0),
  );
  const list = [windows.length / 2, fast.put(windows), blocks];
  const forest = fast.put(Uint32Array.from([trees, 4 * leaves, 0, features, inner, values, sets, ...list]));
  fast.aside(() => {
    fast.loops.read(fast.put(model.threshold), fast.put(model.feature), fast.put(left), fast.put(model.value));
    const scratch = fast.reserve(4 * names.length);
    fast.loops.pack(forest, fast.put(roots), roots[0]!, roots[trees]!, names.length, scratch);
  });
  return forest;
}

/** Tree by tree, from the root to a leaf: what the kernel does where there is one, to the bit. */
export function plainScore(
  model: Forest,
  given: ArrayLike<number>,
  lines: Lines | null,
  from: number,
  to: number,
): number {
  const { feature, threshold, left, value, roots, windows } = model;
  const row = lines && windows ? written(windows, given, lines) : given;
  let sum = model.base;
  for (let t = from; t < to; t++) {
    const root = roots[t]!;
    let node = root;
    for (let child = left[node]!; child !== 0; child = left[node]!)
      node = root + child + (row[feature[node]!]! <= threshold[node]! ? 0 : 1);
    sum += value[node]!;
  }
  return sum;
}

/** A copy of a row with the lines of its windows. */
function written(windows: Int32Array, row: ArrayLike<number>, { cells, width }: Lines): Float32Array {
  const all = new Float32Array(row);
  for (let w = 0; w < windows.length; w += 2) {
    const first = windows[w]!;
    const from = row[first]! * width;
    for (let k = 0; k < windows[w + 1]!; k++) all[first + k] = cells[from + k]!;
  }
  return all;
}

/** A probability from log-odds. */
export const logistic = (score: number): number => 1 / (1 + Math.exp(-score));

/** Shares of rivals by their scores. */
export function softmax(scores: readonly number[]): number[] {
  let most = -Infinity;
  for (const score of scores) most = Math.max(most, score);
  const shares = scores.map((score) => Math.exp(score - most));
  let sum = 0;
  for (const share of shares) sum += share;
  for (let i = 0; i < shares.length; i++) shares[i]! /= sum;
  return shares;
}

/** What each feature added to a row's score, largest effect first: the change of the node's mean along each tree's path. */
export function reasons(model: Forest, row: ArrayLike<number>, most = 5): { name: string; effect: number }[] {
  const { feature, threshold, left, value, roots, names } = model;
  const effects = new Map<number, number>();
  for (const root of roots) {
    let node = root;
    for (let child = left[node]!; child !== 0; child = left[node]!) {
      const column = feature[node]!;
      const next = root + child + (row[column]! <= threshold[node]! ? 0 : 1);
      effects.set(column, (effects.get(column) ?? 0) + value[next]! - value[node]!);
      node = next;
    }
  }
  return [...effects]
    .map(([column, effect]) => ({ name: names[column]!, effect }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .slice(0, most);
}
