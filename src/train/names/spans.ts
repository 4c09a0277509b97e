/** Learns which candidates are names, from lessons read by taggers that never learned from them. */
import { type Candidate, candidatesOf } from '../../entities/spans/candidates.ts';
import { describe, type Sight, SPAN_LAYOUT, sightOf } from '../../entities/spans/describe.ts';
import type { Tagger } from '../../entities/tagger/index.ts';
import type { Forest } from '../../learned/trees.ts';
import { boost } from '../boost.ts';
import { Sheet } from '../sheet.ts';
import type { Lesson } from './lessons.ts';

/** A lesson's candidates as they are described, and which of them are right. */
export interface Sighted {
  lesson: Lesson;
  candidates: Candidate[];
  rows: Float32Array[];
  right: boolean[];
}

export function sighted(lesson: Lesson, tagger: Tagger): Sighted {
  const { scene, selected, evidence } = lesson;
  const reading = tagger.read(scene.tokens, scene.index.sentences, evidence);
  const candidates = candidatesOf(scene, reading, selected);
  const sight: Sight = sightOf(scene, reading, selected, candidates);
  const rows = candidates.map((_, i) => {
    const row = SPAN_LAYOUT.row();
    describe(sight, i, row);
    return row;
  });
  return { lesson, candidates, rows, right: candidates.map((candidate) => isRight(lesson, candidate)) };
}

function isRight({ labels }: Lesson, { first, last, type }: Candidate): boolean {
  const begin = 2 * type + 1;
  if (labels[first] !== begin || labels[last] === begin + 1) return false;
  for (let t = first + 1; t < last; t++) if (labels[t] !== begin + 1) return false;
  return true;
}

export interface SpanPlan {
  trees: number;
  leaves: number;
  seed?: number;
}

export function learnSpans(all: readonly Sighted[], { trees, leaves, seed = 1 }: SpanPlan): Forest {
  const sheet = new Sheet();
  for (const { rows, right } of all) {
    rows.forEach((row, i) => {
      sheet.begin(right[i] ? 1 : 0);
      sheet.fill(SPAN_LAYOUT.names, row);
    });
  }
  return boost(sheet, {
    aim: 'logistic',
    trees,
    leaves,
    rate: 0.12,
    leastRows: 30,
    features: 0.5,
    seed,
    about: `spans that are names: ${all.length} articles`,
  });
}
