import { expect, test } from 'vitest';
import { Row } from '../../src/learned/features.ts';
import { readForest, writeForest } from '../../src/learned/file.ts';
import { logistic, reasons, scoreOf } from '../../src/learned/trees.ts';
import { boost } from '../../src/train/boost.ts';
import { Random } from '../../src/train/random.ts';
import { Sheet } from '../../src/train/sheet.ts';

/** Rows that are right where exactly one of two features is set, and a feature that tells nothing. */
function exclusive(rows: number, random: Random): Sheet {
  const sheet = new Sheet();
  for (let i = 0; i < rows; i++) {
    const a = random.next() < 0.5;
    const b = random.next() < 0.5;
    sheet.begin(a !== b ? 1 : 0);
    if (a) sheet.put('a');
    if (b) sheet.of('word', 'قال');
    sheet.put('noise', random.next());
  }
  return sheet;
}

test('trees learn that one of two features makes a row right, not both', () => {
  const model = boost(exclusive(2000, new Random(1)), { aim: 'logistic', trees: 100, leaves: 6, features: 1 });
  const row = new Row(model.names);
  const ask = (...names: string[]): number => {
    row.clear();
    for (const name of names)
      if (name === 'a') row.put('a');
      else row.of('word', name);
    row.put('unknown to the model');
    return logistic(scoreOf(model, row.values));
  };
  expect([ask('a'), ask('قال'), ask('a', 'قال'), ask()].map((p) => p > 0.8)).toEqual([true, true, false, false]);
  expect(ask('a', 'قال')).toBeLessThan(0.1);
});

test('bags say together the mean of what each says', () => {
  const learn = (seed: number, bags: number) =>
    boost(exclusive(400, new Random(3)), { aim: 'logistic', trees: 5, leaves: 4, sample: 0.5, seed, bags });
  const [one, other, both] = [learn(1, 1), learn(1001, 1), learn(1, 2)];
  for (const values of [
    [0, 0, 0.2],
    [1, 0, 0.7],
    [1, 1, 0.4],
  ]) {
    expect(scoreOf(one, values)).not.toBe(scoreOf(other, values));
    expect(scoreOf(both, values)).toBeCloseTo((scoreOf(one, values) + scoreOf(other, values)) / 2, 5);
  }
});

test('a choice among rivals goes to the largest, whatever its size', () => {
  const random = new Random(2);
  const sheet = new Sheet();
  for (let group = 0; group < 600; group++) {
    const sizes = [random.next(), random.next(), random.next()];
    const best = Math.max(...sizes);
    for (const size of sizes) {
      sheet.begin(size === best ? 1 : 0, group);
      sheet.put('size', size);
    }
  }
  const model = boost(sheet, { aim: 'choice', trees: 60, leaves: 8, features: 1 });
  const score = (size: number) => scoreOf(model, [size]);
  expect(score(0.9)).toBeGreaterThan(score(0.5));
  expect(score(0.5)).toBeGreaterThan(score(0.1));
});

test('a model written and read again scores the same; the same rows give the same model; its reasons name the feature', () => {
  const text = () => writeForest(boost(exclusive(500, new Random(3)), { aim: 'logistic', trees: 10, leaves: 4 }));
  expect(text()).toBe(text());
  const model = readForest(text());
  const row = new Row(model.names);
  row.put('a');
  expect(scoreOf(readForest(writeForest(model)), row.values)).toBe(scoreOf(model, row.values));
  expect(
    reasons(model, row.values)
      .slice(0, 2)
      .map(({ name }) => name),
  ).toContain('a');
  expect(() => readForest('{}\nAAAA\nAAAA')).toThrow();
});
