/** Fine-tuning: the network with its evidence and skip weights learns one set of conventions. */
import type { Model } from '../../entities/tagger/modelFile.ts';
import { chain, L } from '../crf.ts';
import type { Encoder } from '../examples.ts';
import { exportModel } from '../export.ts';
import { type Network, SCORES } from '../network.ts';
import { Random } from '../random.ts';
import type { RichExample } from './lessons.ts';
import { Skip } from './skip.ts';
import { unfold } from './unfold.ts';

/** Texts to learn from; `soft`: marginal probabilities to learn instead of the labels; `share`: of them in each epoch. */
export interface Course {
  examples: readonly RichExample[];
  soft?: readonly Float32Array[];
  share?: number;
}

export interface Plan {
  epochs: number;
  seed: number;
  rate?: number;
  /** Tokens a step. */
  batch?: number;
  log?: (line: string) => void;
}

const LEAST_OF_STEM = 20;
/** Share of the sentences without names that an epoch goes through. */
const OF_NAMELESS = 0.5;

export interface Base {
  model: Model;
  encoder: Encoder;
  vectors: Float32Array;
}

/** A model that begins as the base and has gone through the courses. */
export function teach({ model, encoder, vectors }: Base, courses: readonly Course[], plan: Plan): Model {
  const examples = courses.flatMap((course) => course.examples);
  const network = unfold(model, vectors, encoder.letters, plan.seed, examples.slice(0, 600));
  const skip = new Skip(examples, LEAST_OF_STEM);
  learn(network, skip, courses, plan);
  const sample = examples.filter((_, i) => i % Math.ceil(examples.length / 400) === 0);
  const taught = exportModel(network, model.lexicon, model.vectors, sample);
  return { ...taught, skip: skip.finish() };
}

interface Item {
  example: RichExample;
  soft: Float32Array | null;
}

function batchesOf(courses: readonly Course[], size: number, random: Random): Item[][] {
  const items: Item[] = [];
  for (const { examples, soft, share = 1 } of courses) {
    examples.forEach((example, i) => {
      const nameless = !soft && example.labels.every((label) => label === 0);
      const part = nameless ? share * OF_NAMELESS : share;
      if (part >= 1 || random.next() < part) items.push({ example, soft: soft?.[i] ?? null });
    });
  }
  random.shuffle(items);
  const batches: Item[][] = [];
  let current: Item[] = [];
  let tokens = 0;
  for (const item of items) {
    const n = item.example.rows.length;
    if (tokens > 0 && tokens + n > size) {
      batches.push(current);
      current = [];
      tokens = 0;
    }
    current.push(item);
    tokens += n;
  }
  if (current.length) batches.push(current);
  return batches;
}

function learn(network: Network, skip: Skip, courses: readonly Course[], plan: Plan): void {
  const { epochs, seed, rate = 1e-3, batch = 900, log } = plan;
  const random = new Random(seed);
  const total = batchesOf(courses, batch, new Random(seed)).length * epochs;
  const began = performance.now();
  let step = 0;
  let averaged = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    const batches = batchesOf(courses, batch, random);
    for (const items of batches) {
      const decay = Math.max(0.02, 1 - step / total);
      loss += learnBatch(network, skip, items, random);
      step++;
      network.update(rate * Math.min(1, step / 100) * decay, step);
      skip.update(decay);
      if (step % 5 !== 0) continue;
      averaged++;
      const keep = Math.min(0.99, (1 + averaged) / (10 + averaged));
      network.accumulate(keep);
      skip.accumulate(keep);
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    log?.(`epoch ${epoch}: loss ${(loss / batches.length).toFixed(4)} (${seconds} s)`);
  }
}

function learnBatch(network: Network, skip: Skip, items: readonly Item[], random: Random): number {
  const { arena } = network;
  const mark = arena.mark();
  const examples = items.map(({ example }) => example);
  const { scores, starts, back } = network.run(examples, 0, true);
  const transition = network.parameter('transition0');
  const tokens = examples.reduce((sum, { rows }) => sum + rows.length, 0);
  const gradient = arena.matrix(scores.rows, SCORES);
  let loss = 0;
  const returns = items.map(({ example, soft }, s) => {
    const at = starts[s]!;
    const give = skip.learn(example, random, scores.data, at, SCORES);
    const n = example.rows.length;
    if (soft) towards(scores.data, at, n, transition.data, soft, 1 / tokens, gradient.data);
    else
      loss += chain(
        scores.data,
        at,
        n,
        SCORES,
        transition.data,
        example.labels,
        1 / tokens,
        gradient.data,
        transition.gradient,
      );
    return give;
  });
  for (const give of returns) give(gradient.data, tokens);
  back!(gradient, null);
  arena.release(mark);
  return loss / tokens;
}

/** The gradient of the cross-entropy between given marginals and the chain's own, token by token. */
function towards(
  scores: Float32Array,
  at: number,
  n: number,
  transitions: Float32Array,
  target: Float32Array,
  weight: number,
  gradient: Float32Array,
): void {
  const own = new Float32Array((at + n) * SCORES);
  chain(scores, at, n, SCORES, transitions, null, 0, own, null);
  for (let t = 0; t < n; t++)
    for (let y = 0; y < L; y++)
      gradient[(at + t) * SCORES + y]! += weight * (own[(at + t) * SCORES + y]! - target[t * L + y]!);
}
