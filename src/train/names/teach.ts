/** Fine-tuning: the network with its evidence and skip weights learns one set of conventions. */
import type { Model } from '../../network/modelFile.ts';
import { chain } from '../crf.ts';
import type { Encoder } from '../examples.ts';
import { exportModel } from '../export.ts';
import { type Network, SCORES } from '../network.ts';
import { passOver } from '../pass.ts';
import { Random } from '../random.ts';
import { softLoss } from '../training.ts';
import type { RichExample } from './lessons.ts';
import { Skip } from './skip.ts';
import { unfold } from './unfold.ts';

export interface Plan {
  epochs: number;
  seed: number;
  rate?: number;
  /** Tokens a step. */
  batch?: number;
  /** Shares that are withheld at random; by default those of the base's training. */
  withheld?: Pick<Network, 'dropInput' | 'dropHidden' | 'dropWord'>;
  /** Silver text, learned before the examples. */
  silver?: { examples: Iterable<readonly RichExample[]>; words: number; rate: number };
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

/** A model that begins as the base and has learned from the examples. */
export function teach({ model, encoder, vectors }: Base, examples: readonly RichExample[], plan: Plan): Model {
  const network = unfold(model, vectors, encoder.letters, plan.seed, examples.slice(0, 600));
  Object.assign(network, plan.withheld);
  const skip = new Skip(examples, LEAST_OF_STEM, model.skip);
  if (plan.silver) learnSilver(network, skip, plan.silver, plan);
  learn(network, skip, examples, plan);
  const sample = examples.filter((_, i) => i % Math.ceil(examples.length / 400) === 0);
  const taught = exportModel(network, model.lexicon, model.vectors, sample);
  return { ...taught, skip: skip.finish() };
}

/** The examples of an epoch in random batches of about so many tokens; of the sentences without names only a share. */
function batchesOf(examples: readonly RichExample[], size: number, random: Random): RichExample[][] {
  const isNameless = ({ labels, soft }: RichExample) => !soft && labels.every((label) => label === 0);
  const items = examples.filter((example) => !isNameless(example) || random.next() < OF_NAMELESS);
  random.shuffle(items);
  const batches: RichExample[][] = [];
  let current: RichExample[] = [];
  let tokens = 0;
  for (const item of items) {
    const n = item.rows.length;
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

function learn(network: Network, skip: Skip, all: readonly RichExample[], plan: Plan): void {
  const { epochs, seed, rate = 1e-3, batch = 900, log } = plan;
  const random = new Random(seed);
  const total = batchesOf(all, batch, new Random(seed)).length * epochs;
  const began = performance.now();
  let step = 0;
  let averaged = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    const batches = batchesOf(all, batch, random);
    for (const examples of batches) {
      const decay = Math.max(0.02, 1 - step / total);
      loss += learnBatch(network, skip, examples, random);
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

/** Sentences of silver text that are shuffled together. */
const SHUFFLED = 2000;

function learnSilver(
  network: Network,
  skip: Skip,
  { examples, words, rate }: NonNullable<Plan['silver']>,
  { seed, batch = 900, log }: Plan,
): void {
  const random = new Random(seed + 100);
  passOver({
    pieces: examples,
    shuffled: SHUFFLED,
    total: words / batch,
    batches: (pieces) => batchesOf(pieces, batch, random),
    learn(part, step, decay) {
      const loss = learnBatch(network, skip, part, random);
      network.update(rate * Math.min(1, step / 100) * decay, step);
      skip.update(decay);
      return loss;
    },
    log,
  });
}

function learnBatch(network: Network, skip: Skip, examples: readonly RichExample[], random: Random): number {
  const { arena } = network;
  const mark = arena.mark();
  const { scores, starts, back } = network.run(examples, 0, true);
  const transition = network.parameter('transition0');
  const tokens = examples.reduce((sum, { rows }) => sum + rows.length, 0);
  const gradient = arena.matrix(scores.rows, SCORES);
  let loss = 0;
  const returns = examples.map((example, s) => {
    const at = starts[s]!;
    const give = skip.learn(example, random, scores.data, at, SCORES);
    const { data } = scores;
    const { length } = example.rows;
    const weight = 1 / tokens;
    const { soft } = example;
    loss += soft
      ? softLoss(data, at, soft, length, transition.data, weight, gradient.data)
      : chain(data, at, length, SCORES, transition.data, example.labels, weight, gradient.data, transition.gradient);
    return give;
  });
  for (const give of returns) give(gradient.data, tokens);
  back!(gradient, null);
  arena.release(mark);
  return loss / tokens;
}
