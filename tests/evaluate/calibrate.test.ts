import { expect, test } from 'vitest';
import { calibrate, type Outcome } from '../../src/evaluate/calibrate.ts';
import { confidenceOf } from '../../src/quotations/confidence.ts';
import { Random } from '../../src/train/random.ts';

/** Quotations of which the stations say 0.9 and 0.9, and of which so many are right. */
const said = (count: number, share: number): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    type: 'indirect',
    certainty: { content: 0.9, speaker: 0.9 },
    right: i < share * count,
  }));

test('stations that are too sure are believed less: of those at 0.6, six in ten are right', () => {
  const fitted = calibrate(said(1000, 0.6));
  expect(confidenceOf('indirect', { content: 0.9, speaker: 0.9 }, fitted)).toBeCloseTo(0.6, 1);
});

/** Quotations of any certainty, of which those are right that `isRight` says. */
const outcomes = (isRight: (product: number, chance: number) => boolean): Outcome[] => {
  const random = new Random(4);
  return Array.from({ length: 4000 }, (): Outcome => {
    const certainty = { content: 0.05 + 0.9 * random.next(), speaker: 0.05 + 0.9 * random.next() };
    return { type: 'direct', certainty, right: isRight(certainty.content * certainty.speaker, random.next()) };
  });
};

test('what tells nothing gets no weight', () => {
  const { clause } = calibrate(outcomes((_, chance) => chance < 0.5));
  expect(Math.abs(clause.product)).toBeLessThan(0.1);
});

test('a product that holds stays as it is', () => {
  const { clause } = calibrate(outcomes((product, chance) => chance < product));
  expect(clause.product).toBeCloseTo(1, 1);
  expect(clause.shift).toBeCloseTo(0, 1);
});

test('more certainty never lowers the confidence that ships, and nothing is ever certain', () => {
  const at = (content: number, speaker: number) => confidenceOf('direct', { content, speaker });
  expect(at(0.9, 0.8)).toBeGreaterThanOrEqual(at(0.8, 0.8));
  expect(at(0.8, 0.9)).toBeGreaterThanOrEqual(at(0.8, 0.8));
  expect([at(1, 1), at(0, 0)]).toEqual([
    expect.toSatisfy((value: number) => value <= 0.99),
    expect.toSatisfy((value: number) => value >= 0.01),
  ]);
});
