/** Silver text: teachers read news, and the student learns their averaged judgement as probabilities. */
import { chain, L } from './crf.ts';
import type { Encoder } from './examples.ts';
import type { Example, Network } from './network.ts';
import { type Course, predict } from './training.ts';

/** Sentences in which some token's best label has less than this are left out. */
const SURE = 0.4;
const SHORTEST = 5;

/**
 * So many words of news as the teachers' scores and transitions, averaged, label them. `share`: how much of it an epoch of the student
 * goes through.
 */
export function silver(
  encoder: Encoder,
  articles: Iterable<readonly string[][]>,
  teachers: readonly Network[],
  words: number,
  share: number,
  log: (line: string) => void,
): Course {
  const transitions = new Float32Array(L * L);
  for (const teacher of teachers) {
    teacher.parameter('transition0').data.forEach((value, i) => {
      transitions[i]! += value / teachers.length;
    });
  }
  const examples: Example[] = [];
  const soft: Float32Array[] = [];
  let kept = 0;
  let read = 0;
  let waiting: Example[] = [];
  const label = () => {
    const all = teachers.map((teacher) => predict(teacher, waiting, 0, false));
    waiting.forEach((example, i) => {
      const n = example.rows.length;
      if (n < SHORTEST) return;
      const scores = new Float32Array(n * L);
      for (const rows of all) for (let j = 0; j < scores.length; j++) scores[j]! += rows[i]![j]! / teachers.length;
      const marginals = new Float32Array(n * L);
      chain(scores, 0, n, L, transitions, null, 0, marginals, null);
      let worst = 1;
      for (let t = 0; t < n; t++) worst = Math.min(worst, Math.max(...marginals.subarray(t * L, (t + 1) * L)));
      if (worst < SURE) return;
      examples.push(example);
      soft.push(marginals);
      kept += n;
    });
    waiting = [];
  };
  for (const article of articles) {
    waiting.push(...encoder.examples(article.map((keys) => ({ keys, labels: keys.map(() => 0) }))));
    read += article.reduce((sum, keys) => sum + keys.length, 0);
    if (waiting.length > 200) label();
    if (read >= words) break;
  }
  label();
  log(`  silver text: ${kept} of ${read} words`);
  return { examples, head: 0, times: share, soft };
}
