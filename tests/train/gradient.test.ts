import { describe, expect, test } from 'vitest';
import { chain } from '../../src/train/crf.ts';
import { type Example, Network, SCORES } from '../../src/train/network.ts';
import { Random } from '../../src/train/random.ts';
import { learn } from '../../src/train/training.ts';

const random = new Random(7);
const letters = [
  [1, 5, 6, 1],
  [1, 7, 8, 9, 30, 1],
  [1, 1],
  [1, 40, 41, 42, 1],
];
const vectors = Float32Array.from({ length: 6 * 8 }, () => random.normal());
const example = (n: number): Example => ({
  rows: Int32Array.from({ length: n }, () => Math.floor(random.next() * 7) - 1),
  clitics: Uint8Array.from({ length: n }, () => Math.floor(random.next() * 3)),
  letters: Int32Array.from({ length: n }, () => Math.floor(random.next() * 4)),
  bits: Array.from({ length: n }, () =>
    Uint16Array.from([Math.floor(random.next() * 10), Math.floor(random.next() * 20)]),
  ),
  topic: Float32Array.from({ length: 8 }, () => random.normal()),
  labels: Uint8Array.from({ length: n }, () => [0, 1, 3, 5, 0][Math.floor(random.next() * 5)]!),
});

/** The loss as a double, computed as `learn` does. */
function lossOf(network: Network, examples: Example[]): number {
  const mark = network.arena.mark();
  const { scores, starts } = network.run(examples, 0, true);
  const transition = network.parameter('transition0').data;
  let loss = 0;
  let tokens = 0;
  examples.forEach((e, s) => {
    const n = e.rows.length;
    tokens += n;
    loss += chain(
      scores.data,
      starts[s]!,
      n,
      SCORES,
      transition,
      e.labels,
      0,
      new Float32Array(scores.data.length),
      null,
    );
    for (let t = starts[s]!; t < starts[s]! + n; t++) {
      for (let y = 0; y < 9; y++) loss += (1e-4 * scores.data[t * SCORES + y]! ** 2) / 9;
    }
  });
  network.arena.release(mark);
  return loss / tokens;
}

describe.each([
  { separable: true },
  { separable: false },
  { separable: true, memory: { channels: 8, below: [0, 1, 2] } },
])('hand-written gradients, separable: $separable, memory: $memory.below', (layers) => {
  const network = new Network(
    { vector: 8, filters: 8, hidden: 16, dilations: [1, 2], heads: 1, bits: 200, pretrain: 0, ...layers },
    vectors,
    letters,
    3,
  );
  network.dropInput = 0;
  network.dropHidden = 0;
  network.dropWord = 0;
  network.dropTopic = 0;
  const examples = [example(9), example(5), example(13)];
  learn(network, examples, 0);
  const gradients = network.parameters.map(({ gradient }) => gradient.slice());

  test.each(network.parameters.map(({ name }, i) => ({ name, i })))('$name', ({ i }) => {
    const { data } = network.parameters[i]!;
    // Along the gradient itself: the loss must grow by its squared length.
    const gradient = gradients[i]!;
    const length = Math.hypot(...gradient);
    expect(length).toBeGreaterThan(0);
    const kept = data.slice();
    const step = 3e-4;
    const move = (by: number) => {
      for (let j = 0; j < data.length; j++) data[j] = kept[j]! + (by * gradient[j]!) / length;
      const loss = lossOf(network, examples);
      data.set(kept);
      return loss;
    };
    const numeric = (move(step) - move(-step)) / (2 * step);
    expect(Math.abs(numeric / length - 1)).toBeLessThan(0.06);
  });
});
