import type { QuotationType, Resolution } from '../model.ts';

/** How often content and speaker of a quotation are right together, by what opened its content; first match counts. */
const BY_RULE: readonly [RegExp, number][] = [
  [/nominal\/acc/, 0.28],
  [/nominal\/(?:bi|an)/, 0.42],
  [/nominal/, 0.3],
  [/floating/, 0.45],
  [/phrase\/trailing/, 0.72],
  [/phrase/, 0.86],
  [/colon\/mark|interrupted|after-mark/, 0.96],
  [/colon\/(?:headline|name)/, 0.86],
  [/colon/, 0.75],
  [/^participle\/clause/, 0.95],
  [/^noun\/clause\/inna/, 0.92],
  [/^noun/, 0.6],
  [/bi-anna/, 0.65],
  [/question|whether|plain/, 0.6],
  [/clause\/(?:ila|ala)/, 0.9],
  [/clause\/inna/, 0.9],
  [/mark\/(?:bi|ila|ala|an|min)/, 0.85],
  [/mark/, 0.9],
  [/clause/, 0.86],
];

/** The share of it that the way to the speaker leaves. */
const BY_RESOLUTION: Record<Resolution, number> = {
  alias: 1.02,
  anaphor: 0.98,
  explicit: 0.97,
  implicit: 1,
  pronoun: 0.97,
  none: 0.3,
};

const BY_TYPE: Record<QuotationType, number> = { direct: 1.02, indirect: 1, mixed: 0.93, nominal: 1 };

/**
 * The probability (0..1) that a quotation is one and its content and speaker are right, rounded to hundredths. The factors were
 * set on the annotated development articles; the README shows how they hold there.
 */
export function confidenceOf(rule: string, type: QuotationType, resolution: Resolution): number {
  const base = BY_RULE.find(([pattern]) => pattern.test(rule))?.[1] ?? 0.8;
  return Math.round(Math.min(0.98, base * BY_TYPE[type] * BY_RESOLUTION[resolution]) * 100) / 100;
}
