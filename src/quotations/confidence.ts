import type { QuotationType, Resolution } from '../model.ts';

/** Probability that content and speaker are right, by rule and resolution; calibrated on annotated articles. */
export function confidenceOf(rule: string, type: QuotationType, resolution: Resolution): number {
  const byType = type === 'direct' ? 0.95 : type === 'mixed' ? 0.88 : type === 'indirect' ? 0.86 : 0.6;
  const byResolution = resolution === 'explicit' || resolution === 'alias' ? 1 : resolution === 'none' ? 0.7 : 0.93;
  const byRule = rule.startsWith('mark/floating')
    ? 0.6
    : rule.startsWith('colon')
      ? 0.9
      : rule.startsWith('phrase')
        ? 0.85
        : 1;
  return Math.round(byType * byResolution * byRule * 100) / 100;
}
