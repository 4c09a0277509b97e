/**
 * The confidence of a quotation: the probability that its content is exact and its speaker right. Each station says how sure it is of
 * its own; their product is bent by two numbers, fitted on articles that none of the models had learned from
 * (`npm run evaluate -- --gold FOLDER --shipped --calibrate`).
 */
import type { QuotationType } from '../model.ts';
import calibration from './confidence.txt';

/** What the stations say of one quotation: probabilities that its content is exact and that its speaker is right. */
export interface Certainty {
  content: number;
  speaker: number;
}

/** Weight of the log-odds of the product, and what is added. */
export interface Weights {
  product: number;
  shift: number;
}

/** Noun phrases (`nominal`) have weights of their own. */
export type Calibration = Record<'clause' | 'nominal', Weights>;

const shippedCalibration: Calibration = JSON.parse(calibration);

/** Log-odds, of no more than one error in a thousand either way. */
export function logOdds(probability: number): number {
  const bounded = Math.min(0.999, Math.max(0.001, probability));
  return Math.log(bounded / (1 - bounded));
}

/** Rounded to hundredths, 0.01 to 0.99: nothing is ever certain. */
export function confidenceOf(
  type: QuotationType,
  certainty: Certainty,
  fitted: Calibration = shippedCalibration,
): number {
  const { product, shift } = fitted[type === 'nominal' ? 'nominal' : 'clause'];
  const sum = shift + product * logOdds(certainty.content * certainty.speaker);
  const probability = 1 / (1 + Math.exp(-sum));
  return Math.round(Math.min(0.99, Math.max(0.01, probability)) * 100) / 100;
}
