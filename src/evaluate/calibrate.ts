/** Fits the confidence to what was right on articles that the models hadn't learned from. */
import type { QuotationType } from '../model.ts';
import { type Calibration, type Certainty, logOdds, type Weights } from '../quotations/confidence.ts';

/** One quotation that was told: what the stations said, and whether content and speaker were right. */
export interface Outcome {
  type: QuotationType;
  certainty: Certainty;
  right: boolean;
}

export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const nominal = outcomes.filter(({ type }) => type === 'nominal');
  const clause = outcomes.filter(({ type }) => type !== 'nominal');
  return { clause: weigh(clause), nominal: weigh(nominal) };
}

/** Logistic regression on the two log-odds, by Newton's method with a slight pull towards 1, 1 and 0. */
export function weigh(outcomes: readonly Outcome[], pull = 1): Weights {
  const start = [1, 1, 0];
  let weights = [...start];
  const rows = outcomes.map(({ certainty, right }) => ({
    x: [logOdds(certainty.content), logOdds(certainty.speaker), 1],
    y: right ? 1 : 0,
  }));
  for (let round = 0; round < 60; round++) {
    const gradient = weights.map((weight, i) => pull * (weight - start[i]!));
    const curvature = weights.map((_, i) => weights.map((__, j) => (i === j ? pull : 0)));
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, i) => sum + value * weights[i]!, 0)));
      for (let i = 0; i < 3; i++) {
        gradient[i]! += (p - y) * x[i]!;
        for (let j = 0; j < 3; j++) curvature[i]![j]! += p * (1 - p) * x[i]! * x[j]!;
      }
    }
    const step = solve(curvature, gradient);
    // a long step of Newton's may overshoot
    const length = Math.max(1, Math.hypot(...step));
    weights = weights.map((weight, i) => weight - step[i]! / length);
  }
  const [content, speaker, shift] = weights.map((weight) => Math.round(weight * 1000) / 1000) as [
    number,
    number,
    number,
  ];
  return { content, speaker, shift };
}

/** Solves a small system by elimination. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < rows.length; i++) {
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= rows.length; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  return rows.map((row, i) => row.at(-1)! / row[i]!);
}
