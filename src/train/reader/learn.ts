/** Teaches the reader: the name tagger's base with more layers, each of its outputs right or wrong by itself. */
import { ALL_BITS } from '../../network/bits.ts';
import type { Head, Model } from '../../network/modelFile.ts';
import { HINTS, type Hint } from '../../quotations/hints.ts';
import { INPUTS } from '../../reader/inputs.ts';
import { exportModel } from '../export.ts';
import type { Base } from '../names/teach.ts';
import { beginAs, neutralLayers } from '../names/unfold.ts';
import { Network, SCORES, STUDENT } from '../network.ts';
import { passOver } from '../pass.ts';
import { Random } from '../random.ts';
import type { ReadExample } from './examples.ts';

export interface TeachPlan {
  seed: number;
  log: (line: string) => void;
  epochs?: number;
  rate?: number;
  /** Weights to begin with (`learnNews`); else those of the base. */
  from?: readonly Float32Array[];
  /** A reader that is there already, which goes on. */
  known?: Head;
  /** Only what the known one doesn't tell is learned, all below stays as it is. */
  added?: boolean;
}

/** News as other readers see it: about so many tokens. */
export interface News {
  examples: Iterable<readonly ReadExample[]>;
  tokens: number;
}

/** Tokens that are learned from, each several times. */
const TOKENS = 5e6;
const RATE = 1.5e-3;
const SILVER_RATE = 2e-3;
/** Tokens a step. */
const BATCH = 1000;
const WITHHELD = { dropInput: 0.15, dropHidden: 0.2, dropWord: 0.03 };
/** Contents are long, and what opens one decides where it ends: layers that remember stand between the base's own and above them. */
const MEMORY = { channels: 64, below: [1, 2, 3] };
/** How much each output counts: single tokens more than long stretches. */
const WEIGHTS: Record<Hint, number> = {
  cue: 2,
  'source-first': 2,
  source: 1,
  'source-last': 2,
  first: 2,
  inside: 0.7,
  last: 2,
  nominal: 0.4,
  phrase: 1,
  medium: 1,
  addressee: 2,
  'in-phrase': 1,
  'phrase-last': 2,
  office: 1,
  body: 1,
};

/** A network that begins as the base; further layers, inputs and its outputs are new. */
function networkOf({ model, vectors, encoder }: Base, seed: number): Network {
  const shape = {
    ...STUDENT,
    heads: 1,
    bits: ALL_BITS + INPUTS.length,
    outputs: HINTS.length,
    memory: MEMORY,
  };
  const network = new Network(shape, vectors, encoder.letters, seed);
  beginAs(network, model, ALL_BITS);
  network.parameter('output0').data.fill(0);
  // most tokens are nothing
  network.parameter('outputBias0').data.fill(-2);
  for (const { data, average } of network.parameters) average.set(data);
  return Object.assign(network, WITHHELD);
}

/** A model that has learned from the examples. */
export function teachReader(base: Base, examples: readonly ReadExample[], plan: TeachPlan): Model {
  const network = networkOf(base, plan.seed);
  if (plan.from) network.load(plan.from);
  if (plan.known) goOnAs(network, plan.known, examples);
  if (plan.known && plan.added) Object.assign(network, { dropInput: 0, dropHidden: 0, dropWord: 0, dropTopic: 0 });
  learn(network, plan.known && plan.added ? examples.map((one) => addedTo(plan.known!, one)) : examples, plan);
  const sample = examples.filter((_, i) => i % Math.ceil(examples.length / 200) === 0);
  const taught = exportModel(network, base.model.lexicon, base.model.vectors, sample);
  return { ...taught, shape: { ...taught.shape, inputs: INPUTS } };
}

/** Gives a network all that a finished reader knows. */
function goOnAs(network: Network, known: Head, examples: readonly ReadExample[]): void {
  if (known.shape.inputs?.join() !== INPUTS.join()) throw new Error('the reader that ships has other inputs');
  const { get, set } = beginAs(network, known);
  MEMORY.below.forEach((_, i) => {
    for (const name of [`memory${i}`, `memoryBias${i}`, `memoryOut${i}`]) set(name, get(name));
  });
  const output = network.parameter('output0').data.fill(0);
  const told = get('outputBias');
  get('output').forEach((weight, at) => {
    output[Math.floor(at / told.length) * SCORES + (at % told.length)] = weight;
  });
  set('outputBias0', told);
  neutralLayers(network, examples);
}

/** How many hints a reader gives. */
const outputsOf = ({ weights }: Head): number => weights.get('outputBias')!.length;

/** An example that says only what a reader doesn't tell yet. */
const addedTo = (known: Head, { marks, ...rest }: ReadExample): ReadExample => ({
  ...rest,
  marks: marks.map((mark, at) => (at % HINTS.length < outputsOf(known) ? -1 : mark)),
});

/** A reader that tells also what another tells beyond it. */
export function withOutputs(known: Head, more: Head): Head {
  const [own, all] = [outputsOf(known), outputsOf(more)];
  const widened = (name: string): Float32Array => {
    const [from, to] = [known.weights.get(name)!, more.weights.get(name)!.slice()];
    from.forEach((weight, at) => {
      to[Math.floor(at / own) * all + (at % own)] = weight;
    });
    return to;
  };
  const outputs = ['output', 'outputBias'].map((name) => [name, widened(name)] as const);
  return { ...known, weights: new Map([...known.weights, ...outputs]) };
}

function learn(network: Network, examples: readonly ReadExample[], plan: TeachPlan): void {
  const tokens = examples.reduce((sum, { rows }) => sum + rows.length, 0);
  const { seed, log, epochs = Math.max(1, Math.round(TOKENS / tokens)), rate = RATE } = plan;
  const random = new Random(seed);
  const total = batchesOf(examples, new Random(seed)).length * epochs;
  const frozen = (name: string): boolean => plan.added === true && !name.startsWith('output');
  const began = performance.now();
  let step = 0;
  let averaged = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    const batches = batchesOf(examples, random);
    for (const batch of batches) {
      loss += learnBatch(network, batch);
      step++;
      network.update(rate * Math.min(1, step / 100) * Math.max(0.02, 1 - step / total), step, frozen);
      if (step % 5 !== 0) continue;
      averaged++;
      network.accumulate(Math.min(0.99, (1 + averaged) / (10 + averaged)));
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    log(`epoch ${epoch}: loss ${(loss / batches.length).toFixed(4)} (${seconds} s)`);
  }
}

/** Pieces of silver text that are shuffled together. */
const SHUFFLED = 400;

/** The weights of a network that has gone through news once. */
export function learnNews(base: Base, { examples, tokens }: News, { seed, log }: TeachPlan): Float32Array[] {
  const network = networkOf(base, seed);
  const random = new Random(seed + 100);
  passOver({
    pieces: examples,
    shuffled: SHUFFLED,
    total: tokens / BATCH,
    batches: (pieces) => batchesOf(pieces, random),
    learn(batch, step, decay) {
      const loss = learnBatch(network, batch);
      network.update(SILVER_RATE * Math.min(1, step / 100) * decay, step);
      if (step % 5 === 0) network.accumulate(Math.min(0.99, (5 + step) / (50 + step)));
      return loss;
    },
    log,
  });
  return network.save();
}

function batchesOf(examples: readonly ReadExample[], random: Random): ReadExample[][] {
  const items = random.shuffle([...examples]);
  const batches: ReadExample[][] = [];
  let tokens = BATCH;
  for (const item of items) {
    if (tokens + item.rows.length > BATCH) {
      batches.push([]);
      tokens = 0;
    }
    batches.at(-1)!.push(item);
    tokens += item.rows.length;
  }
  return batches;
}

const OUTPUT_WEIGHTS = HINTS.map((hint) => WEIGHTS[hint]);

/** One step's loss a token; its gradient is added to the parameters. */
function learnBatch(network: Network, examples: readonly ReadExample[]): number {
  const { arena } = network;
  const mark = arena.mark();
  const { scores, starts, back } = network.run(examples, 0, true);
  const gradient = arena.matrix(scores.rows, SCORES);
  const tokens = examples.reduce((sum, { rows }) => sum + rows.length, 0);
  let loss = 0;
  examples.forEach(({ rows, marks }, s) => {
    for (let t = 0; t < rows.length; t++) {
      const row = (starts[s]! + t) * SCORES;
      OUTPUT_WEIGHTS.forEach((weight, k) => {
        const right = marks[t * HINTS.length + k]!;
        if (right < 0) return;
        const chance = Math.min(1 - 1e-9, Math.max(1e-9, 1 / (1 + Math.exp(-scores.data[row + k]!))));
        loss -= weight * (right * Math.log(chance) + (1 - right) * Math.log(1 - chance));
        gradient.data[row + k] = (weight * (chance - right)) / tokens;
      });
    }
  });
  back!(gradient, null);
  arena.release(mark);
  return loss / tokens;
}
