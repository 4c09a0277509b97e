/**
 * Pre-training on running news: words are withheld, and the network learns to tell from their neighbours which class of words
 * they belong to. The classes are clusters of the word vectors.
 */
import type { Arena, Matrix } from './arena.ts';
import type { Encoder } from './examples.ts';
import type { Example, Network } from './network.ts';
import { Random } from './random.ts';

/** k-means over vectors of `size` values; the cluster of each row. `k` a multiple of 8. */
export function cluster(
  arena: Arena,
  vectors: Float32Array,
  size: number,
  k: number,
  passes: number,
  seed: number,
): Uint16Array {
  const rows = vectors.length / size;
  const random = new Random(seed);
  const centres = new Float32Array(k * size);
  for (let c = 0; c < k; c++) {
    const row = Math.floor(random.next() * rows);
    centres.set(vectors.subarray(row * size, (row + 1) * size), c * size);
  }
  const assigned = new Uint16Array(rows);
  const mark = arena.mark();
  const block = 2048;
  const x = arena.matrix(block, size);
  const w = arena.matrix(size, k);
  const y = arena.matrix(block, k);
  for (let pass = 0; pass < passes; pass++) {
    const half = new Float32Array(k);
    for (let c = 0; c < k; c++) {
      for (let j = 0; j < size; j++) {
        const value = centres[c * size + j]!;
        w.data[j * k + c] = value;
        half[c]! += 0.5 * value * value;
      }
    }
    const sums = new Float64Array(k * size);
    const counts = new Float64Array(k);
    for (let from = 0; from < rows; from += block) {
      const n = Math.min(block, rows - from);
      x.data.set(vectors.subarray(from * size, (from + n) * size));
      arena.forward(x, w, y);
      for (let r = 0; r < n; r++) {
        let best = 0;
        let most = -Infinity;
        for (let c = 0; c < k; c++) {
          const score = y.data[r * k + c]! - half[c]!;
          if (score > most) {
            most = score;
            best = c;
          }
        }
        assigned[from + r] = best;
        counts[best]!++;
        for (let j = 0; j < size; j++) sums[best * size + j]! += x.data[r * size + j]!;
      }
    }
    for (let c = 0; c < k; c++) {
      // An empty cluster begins anew at a random word.
      const row = Math.floor(random.next() * rows);
      for (let j = 0; j < size; j++) {
        centres[c * size + j] = counts[c] ? sums[c * size + j]! / counts[c]! : vectors[row * size + j]!;
      }
    }
  }
  arena.release(mark);
  return assigned;
}

/** Articles of a stream of news in random order, as sentences of at most `longest` keys. */
export function* randomArticles(
  stream: Int32Array,
  words: readonly string[],
  random: Random,
  longest = 110,
): Generator<string[][]> {
  const starts: number[] = [0];
  for (let i = 0; i < stream.length - 1; i++) if (stream[i] === -2) starts.push(i + 1);
  random.shuffle(starts);
  for (const start of starts) {
    const article: string[][] = [];
    let keys: string[] = [];
    for (let i = start; i < stream.length && stream[i] !== -2; i++) {
      const word = stream[i]!;
      if (word >= 0) keys.push(words[word]!);
      if ((word === -1 || keys.length === longest) && keys.length) {
        if (keys.length > 3) article.push(keys);
        keys = [];
      }
    }
    if (article.length) yield article;
  }
}

/** One step over a batch: loss a withheld word. */
function guess(
  network: Network,
  examples: readonly Example[],
  classes: Uint16Array,
  hidden: readonly (readonly boolean[])[],
): number {
  const { arena } = network;
  const mark = arena.mark();
  const step = network.run(examples, -1, true, (s, i) => hidden[s]![i]!);
  const weights = network.parameter('pretrain');
  const bias = network.parameter('pretrainBias');
  const k = weights.columns;
  const rows: number[] = [];
  const targets: number[] = [];
  examples.forEach((example, s) => {
    for (let i = 0; i < example.rows.length; i++) {
      if (!hidden[s]![i]) continue;
      rows.push(step.starts[s]! + i);
      targets.push(classes[example.rows[i]!]!);
    }
  });
  if (rows.length === 0) {
    arena.release(mark);
    return 0;
  }
  const width = step.top.columns;
  const m = Math.ceil(rows.length / 4) * 4;
  const x = arena.matrix(m, width);
  rows.forEach((row, r) => {
    x.data.set(step.top.data.subarray(row * width, (row + 1) * width), r * width);
  });
  const y = arena.matrix(m, k);
  arena.forward(x, weights, y);
  let loss = 0;
  for (let r = 0; r < m; r++) {
    const o = r * k;
    if (r >= rows.length) {
      y.data.fill(0, o, o + k);
      continue;
    }
    let most = -Infinity;
    for (let c = 0; c < k; c++) {
      const value = y.data[o + c]! + bias.data[c]!;
      y.data[o + c] = value;
      if (value > most) most = value;
    }
    let sum = 0;
    for (let c = 0; c < k; c++) {
      const e = Math.exp(y.data[o + c]! - most);
      y.data[o + c] = e;
      sum += e;
    }
    const target = targets[r]!;
    loss -= Math.log(y.data[o + target]! / sum + 1e-12);
    for (let c = 0; c < k; c++) {
      const g = (y.data[o + c]! / sum - (c === target ? 1 : 0)) / rows.length;
      y.data[o + c] = g;
      bias.gradient[c]! += g;
    }
  }
  arena.gradient(x, y, weights.gradientMatrix);
  const dx = arena.matrix(m, width);
  arena.backward(y, weights, dx);
  const dTop: Matrix = arena.matrix(step.top.rows, width);
  rows.forEach((row, r) => {
    dTop.data.set(dx.data.subarray(r * width, (r + 1) * width), row * width);
  });
  step.back!(null, dTop);
  arena.release(mark);
  return loss / rows.length;
}

export interface Pretraining {
  /** Words to read. */
  words: number;
  rate: number;
  seed: number;
  batch: number;
  log: (line: string) => void;
}

/** Reads news once, up to so many words. */
export function pretrain(
  network: Network,
  encoder: Encoder,
  articles: Iterable<readonly string[][]>,
  classes: Uint16Array,
  { words, rate, seed, batch, log }: Pretraining,
): void {
  const random = new Random(seed);
  const { frequency } = encoder.lexicon;
  const total = Math.ceil(words / batch);
  let step = 0;
  let read = 0;
  let loss = 0;
  let averaged = 0;
  let examples: Example[] = [];
  let tokens = 0;
  const none: number[] = [];
  function* sentences() {
    for (const article of articles) yield* article;
  }
  for (const keys of sentences()) {
    examples.push(encoder.example(keys, none));
    tokens += keys.length;
    if (tokens < batch) continue;
    const hidden = examples.map(({ rows }) =>
      Array.from(rows, (row) => row >= 0 && random.next() < (frequency[row]! > 132 ? 0.06 : 0.25)),
    );
    loss += guess(network, examples, classes, hidden);
    step++;
    read += tokens;
    network.update(rate * Math.min(1, step / 200) * Math.max(0.03, 1 - step / total), step);
    if (step % 5 === 0) {
      averaged++;
      network.accumulate(Math.min(0.99, (1 + averaged) / (10 + averaged)));
    }
    if (step % 500 === 0) {
      log(`  ${(read / 1e6).toFixed(2)} M words, loss ${(loss / 500).toFixed(3)}`);
      loss = 0;
    }
    examples = [];
    tokens = 0;
    if (read >= words) break;
  }
}
