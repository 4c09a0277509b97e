/** Silver text: several teachers read news, and the student learns their averaged probabilities. */
import type { Encoder } from './examples.ts';
import { type Example, Network, STUDENT } from './network.ts';
import { type Course, predict, train } from './training.ts';

type Cache = (name: string, make: () => Float32Array[]) => (Int32Array | Float32Array)[];

/** Words of silver text. */
const WORDS = 1_500_000;
const TEACHERS = 3;
const EPOCHS = 8;
/** Sentences in which some token's best label has less than this are left out. */
const SURE = 0.4;

/** Networks of the student's shape that began at the same pre-trained weights and learned the corpora in different orders. */
export function teachers(
  vectors: Float32Array,
  encoder: Encoder,
  early: readonly Float32Array[],
  courses: readonly Course[],
  suffix: string,
  cached: Cache,
  log: (line: string) => void,
): Network[] {
  return Array.from({ length: TEACHERS }, (_, i) => {
    const seed = 11 + i;
    const network = new Network(STUDENT, vectors, encoder.letters, seed);
    const weights = cached(`teacher-${seed}-${suffix}`, () => {
      network.load(early);
      train(network, courses, { epochs: EPOCHS, rate: 1e-3, seed, log: (line) => log(`  teacher ${i + 1}: ${line}`) });
      return network.save();
    });
    network.load(weights as Float32Array[]);
    return network;
  });
}

/** News that the teachers have read: examples with the average of their probabilities. */
export function silver(
  encoder: Encoder,
  sentences: Iterable<{ keys: string[] }>,
  networks: readonly Network[],
  log: (line: string) => void,
): Course {
  const examples: Example[] = [];
  const soft: Float32Array[] = [];
  let kept = 0;
  let read = 0;
  let batch: Example[] = [];
  const none: number[] = [];
  for (const { keys } of sentences) {
    if (keys.length < 5) continue;
    batch.push(encoder.example(keys, none));
    read += keys.length;
    if (batch.length < 256 && read < WORDS) continue;
    const sums = predict(networks[0]!, batch, 0, true);
    for (const network of networks.slice(1)) {
      predict(network, batch, 0, true).forEach((rows, i) => {
        const sum = sums[i]!;
        for (let j = 0; j < rows.length; j++) sum[j]! += rows[j]!;
      });
    }
    sums.forEach((rows, i) => {
      let worst = 1;
      for (let t = 0; t < rows.length; t += 9) {
        let best = 0;
        for (let y = 0; y < 9; y++) {
          rows[t + y]! /= networks.length;
          if (rows[t + y]! > best) best = rows[t + y]!;
        }
        if (best < worst) worst = best;
      }
      if (worst < SURE) return;
      examples.push(batch[i]!);
      soft.push(rows);
      kept += rows.length / 9;
    });
    batch = [];
    if (read >= WORDS) break;
  }
  log(`  silver text: ${kept} of ${read} words`);
  return { examples, head: 0, times: 0.4, soft };
}
