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

/** Logistic regression on the log-odds of the product, by Newton's method with a slight pull towards 1 and 0. */
export function weigh(outcomes: readonly Outcome[], pull = 1): Weights {
  const rows = outcomes.map(({ certainty: { content, speaker }, right }) => ({
    x: logOdds(content * speaker),
    y: right ? 1 : 0,
  }));
  let [product, shift] = [1, 0];
  for (let round = 0; round < 60; round++) {
    let [ofProduct, ofShift] = [pull * (product - 1), pull * shift];
    let [pp, ps, ss] = [pull, 0, pull];
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-(shift + product * x)));
      const curvature = p * (1 - p);
      ofProduct += (p - y) * x;
      ofShift += p - y;
      pp += curvature * x * x;
      ps += curvature * x;
      ss += curvature;
    }
    const determinant = pp * ss - ps * ps;
    const step = [
      (ss * ofProduct - ps * ofShift) / determinant,
      (pp * ofShift - ps * ofProduct) / determinant,
    ] as const;
    // a long step of Newton's may overshoot
    const length = Math.max(1, Math.hypot(...step));
    product -= step[0] / length;
    shift -= step[1] / length;
  }
  return { product: rounded(product), shift: rounded(shift) };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
