/** Gradient-boosted regression trees: how a trained model is read and asked. Trained by `src/train/boost.ts`. */
import { Columns, Row } from './features.ts';
import { canScore, Scorer } from './scorer.ts';

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
  /** Places of its features by name, where they are asked for by name: made at the first question. */
  columns?: Columns;
  /** Of each node the first cell of the window that its feature stands in, or -1; where the layout has windows. */
  window?: Int16Array;
  /** Made once the model was asked often enough that it pays; `able` where they can be made. */
  asked: number;
  scorers: Scorer[];
  able?: boolean;
  /** A sheet for candidates that are described by names, kept for the next ones. */
  sheet?: Row;
}

/** A table of small numbers, a line for each token of a document. */
export interface Lines {
  cells: Uint8Array;
  width: number;
}

export const forest = (header: ForestHeader, nodes: Nodes): Forest => ({
  ...header,
  ...nodes,
  asked: 0,
  scorers: [],
});

/** A sheet of features for one candidate after the other. */
export function rowOf(model: Forest): Row {
  model.columns ??= new Columns(model.names);
  return new Row(model.columns);
}

/** The sum of all trees, or of those from one to before another (log-odds, or a score among rivals), for a row in the order of `names`. */
export const scoreOf = (model: Forest, row: ArrayLike<number>, from = 0, to = model.roots.length): number =>
  (model.window ? null : scorerOf(model, from, to))?.score(row, null) ?? walk(model, row, null, from, to);

/** The same for a sheet of a model without windows: its few features that are not 0 are gone through, not all columns. */
export const scoreRow = (model: Forest, { values, touched, count }: Row): number =>
  scorerOf(model, 0, model.roots.length)?.scoreSparse(values, touched, count) ??
  walk(model, values, null, 0, model.roots.length);

/** The same for a row with windows (`Layout.window`): their features are read in the lines that their first cells name. */
export const scoreIn = (model: Forest, row: Float32Array, lines: Lines, from = 0, to = model.roots.length): number =>
  scorerOf(model, from, to)?.score(row, lines) ?? walk(model, row, lines, from, to);

/** Rows of one series: whatever is not 0 in `base` is the same in all of them. Only one of a model (and its trees) at a time. */
export class Series {
  readonly #model: Forest;
  readonly #lines: Lines | null;
  readonly #from: number;
  readonly #to: number;
  readonly #scorer: Scorer | null;

  constructor(model: Forest, base: ArrayLike<number>, lines: Lines | null = null, from = 0, to = model.roots.length) {
    this.#model = model;
    this.#lines = lines;
    this.#from = from;
    this.#to = to;
    this.#scorer = scorerOf(model, from, to);
    this.#scorer?.begin(base, lines);
  }

  score(row: ArrayLike<number>): number {
    if (this.#scorer) return this.#scorer.next(row, this.#lines);
    this.#model.asked++;
    return walk(this.#model, row, this.#lines, this.#from, this.#to);
  }
}

/** Rows for which the trees are walked: a scorer takes some milliseconds to make, which one article from the shell need not wait for. */
const WALKED = 1000;

function scorerOf(model: Forest, from: number, upTo: number): Scorer | null {
  const { scorers } = model;
  const to = Math.min(upTo, model.roots.length);
  for (let i = 0; i < scorers.length; i++) if (scorers[i]!.from === from && scorers[i]!.to === to) return scorers[i]!;
  if (model.asked++ < WALKED) return null;
  model.able ??= canScore(model);
  if (!model.able) return null;
  const scorer = new Scorer(model, from, to);
  scorers.push(scorer);
  return scorer;
}

/** Tree by tree, from the root to a leaf. */
function walk(model: Forest, row: ArrayLike<number>, lines: Lines | null, from: number, to: number): number {
  const { feature, threshold, left, value, roots, window } = model;
  let sum = model.base;
  const end = Math.min(to, roots.length);
  for (let t = from; t < end; t++) {
    const root = roots[t]!;
    let node = root;
    for (let child = left[node]!; child !== 0; child = left[node]!) {
      const at = feature[node]!;
      const first = lines && window ? window[node]! : -1;
      const seen = first < 0 ? row[at]! : lines!.cells[row[first]! * lines!.width + at - first]!;
      node = root + child + (seen <= threshold[node]! ? 0 : 1);
    }
    sum += value[node]!;
  }
  return sum;
}

/** A probability from log-odds. */
export const logistic = (score: number): number => 1 / (1 + Math.exp(-score));

/** Shares of rivals by their scores. */
export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - most));
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((share) => share / sum);
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
