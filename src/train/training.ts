/** Training and evaluation loops. */

import type { Sentence } from './corpora.ts';
import { bestPath, chain, L } from './crf.ts';
import { Score } from './measure.ts';
import { type Example, type Network, SCORES } from './network.ts';
import { Random } from './random.ts';

/** A corpus with the head that learns it, how often it is gone through an epoch, or which share of it. */
export interface Course {
  examples: readonly Example[];
  head: number;
  times: number;
  /** Marginal probabilities to learn instead of labels, one row of nine a token. */
  soft?: readonly Float32Array[];
}

export interface Plan {
  epochs: number;
  rate: number;
  seed: number;
  batch?: number;
  log?: (line: string) => void;
  /** Called after each epoch. */
  after?: (epoch: number) => void;
  frozen?: (name: string) => boolean;
}

interface Batch {
  course: Course;
  items: number[];
}

function batches(courses: readonly Course[], size: number, random: Random): Batch[] {
  const all: Batch[] = [];
  for (const course of courses) {
    const items: number[] = [];
    for (let left = course.times; left > 0; left--) {
      course.examples.forEach((_, i) => {
        if (left >= 1 || random.next() < left) items.push(i);
      });
    }
    random.shuffle(items);
    let current: number[] = [];
    let tokens = 0;
    for (const item of items) {
      const n = course.examples[item]!.rows.length;
      if (tokens && tokens + n > size) {
        all.push({ course, items: current });
        current = [];
        tokens = 0;
      }
      current.push(item);
      tokens += n;
    }
    if (current.length) all.push({ course, items: current });
  }
  return random.shuffle(all);
}

/** Loss of a batch a token, its gradient added to the parameters. */
export function learn(
  network: Network,
  examples: readonly Example[],
  head: number,
  soft?: readonly Float32Array[],
): number {
  const { arena } = network;
  const mark = arena.mark();
  const step = network.run(examples, head, true);
  const transition = network.parameter(`transition${head}`);
  const tokens = examples.reduce((sum, { rows }) => sum + rows.length, 0);
  const dScores = arena.matrix(step.scores.rows, SCORES);
  let loss = 0;
  const zero = 0;
  examples.forEach((example, s) => {
    const n = example.rows.length;
    const at = step.starts[s]!;
    if (soft) loss += softLoss(step.scores.data, at, soft[s]!, n, transition.data, 1 / tokens, dScores.data);
    else
      loss += chain(
        step.scores.data,
        at,
        n,
        SCORES,
        transition.data,
        example.labels,
        1 / tokens,
        dScores.data,
        transition.gradient,
      );
    for (let t = at; t < at + n; t++) {
      for (let y = zero; y < L; y++) {
        const score = step.scores.data[t * SCORES + y]!;
        loss += (1e-4 * score * score) / L;
        dScores.data[t * SCORES + y]! += (2e-4 * score) / (L * tokens);
      }
    }
  });
  step.back!(dScores, null);
  arena.release(mark);
  return loss / tokens;
}

/** Cross-entropy between given marginals and the chain's own, per token (the gradient takes the chain's marginals as they are). */
export function softLoss(
  scores: Float32Array,
  at: number,
  target: Float32Array,
  n: number,
  transitions: Float32Array,
  weight: number,
  dScores: Float32Array,
): number {
  const own = new Float32Array((at + n) * SCORES);
  chain(scores, at, n, SCORES, transitions, null, 0, own, null);
  let loss = 0;
  for (let t = 0; t < n; t++) {
    for (let y = 0; y < L; y++) {
      const p = own[(at + t) * SCORES + y]!;
      const q = target[t * L + y]!;
      if (q > 0) loss -= q * Math.log(p + 1e-9);
      dScores[(at + t) * SCORES + y]! += weight * (p - q);
    }
  }
  return loss;
}

export function train(network: Network, courses: readonly Course[], plan: Plan): void {
  const random = new Random(plan.seed);
  const size = plan.batch ?? 900;
  const perEpoch = batches(courses, size, new Random(plan.seed)).length;
  const total = perEpoch * plan.epochs;
  let step = 0;
  let averaged = 0;
  const began = performance.now();
  for (let epoch = 1; epoch <= plan.epochs; epoch++) {
    let loss = 0;
    const list = batches(courses, size, random);
    for (const { course, items } of list) {
      const rate = plan.rate * Math.min(1, (step + 1) / 100) * Math.max(0.02, 1 - step / total);
      loss += learn(
        network,
        items.map((i) => course.examples[i]!),
        course.head,
        course.soft && items.map((i) => course.soft![i]!),
      );
      step++;
      network.update(rate, step, plan.frozen);
      if (step % 5 === 0) {
        averaged++;
        network.accumulate(Math.min(0.99, (1 + averaged) / (10 + averaged)));
      }
    }
    plan.log?.(
      `epoch ${epoch} loss ${(loss / list.length).toFixed(4)} (${((performance.now() - began) / 1000).toFixed(0)} s)`,
    );
    plan.after?.(epoch);
  }
}

/** Scores of every example with given head, rows of nine; or marginals. */
export function predict(
  network: Network,
  examples: readonly Example[],
  head: number,
  marginals: boolean,
): Float32Array[] {
  const { arena } = network;
  const transition = network.parameter(`transition${head}`);
  const out: Float32Array[] = [];
  for (let i = 0; i < examples.length; ) {
    const mark = arena.mark();
    let tokens = 0;
    let end = i;
    while (end < examples.length && (end === i || tokens + examples[end]!.rows.length < 900))
      tokens += examples[end++]!.rows.length;
    const batch = examples.slice(i, end);
    const { scores, starts } = network.run(batch, head, false);
    batch.forEach((example, s) => {
      const n = example.rows.length;
      const at = starts[s]!;
      if (marginals) {
        const own = new Float32Array((at + n) * SCORES);
        chain(scores.data, at, n, SCORES, transition.data, null, 0, own, null);
        const rows = new Float32Array(n * L);
        for (let t = 0; t < n; t++) for (let y = 0; y < L; y++) rows[t * L + y] = own[(at + t) * SCORES + y]!;
        out.push(rows);
      } else {
        const rows = new Float32Array(n * L);
        for (let t = 0; t < n; t++) for (let y = 0; y < L; y++) rows[t * L + y] = scores.data[(at + t) * SCORES + y]!;
        out.push(rows);
      }
    });
    arena.release(mark);
    i = end;
  }
  return out;
}

export function evaluate(
  network: Network,
  sentences: readonly Sentence[],
  examples: readonly Example[],
  head = 0,
): Score {
  const score = new Score();
  const transition = network.parameter(`transition${head}`);
  predict(network, examples, head, false).forEach((rows, i) => {
    score.add(sentences[i]!, bestPath(rows, 0, rows.length / L, L, transition.data));
  });
  return score;
}
