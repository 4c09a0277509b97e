import { expect, test } from 'vitest';
import { readForest, writeForest } from '../../src/learned/file.ts';
import { canScore, Scorer } from '../../src/learned/scorer.ts';
import { type Forest, Series, scoreOf } from '../../src/learned/trees.ts';
import { boost } from '../../src/train/boost.ts';
import { Random } from '../../src/train/random.ts';
import { Sheet } from '../../src/train/sheet.ts';

/** As the node arrays say it, node by node. */
function walked({ base, roots, feature, threshold, left, value }: Forest, row: number[], from: number, to: number) {
  let sum = base;
  for (const root of roots.slice(from, to)) {
    let node = root;
    while (left[node] !== 0) node = root + left[node]! + (row[feature[node]!]! <= threshold[node]! ? 0 : 1);
    sum += value[node]!;
  }
  return sum;
}

const random = new Random(7);
const NAMES = ['flag', 'below', 'count', 'share'];
const rowAt = (i: number): number[] => [i % 2, (i % 9) - 6, i % 5, random.next()];
const rows = Array.from({ length: 400 }, (_, i) => rowAt(i));

function trained(leaves: number): Forest {
  const sheet = new Sheet();
  rows.forEach((row, i) => {
    sheet.begin((row[0]! > 0 && row[1]! < -2) || row[2]! * row[3]! > 1.5 || i % 17 === 0 ? 1 : 0).fill(NAMES, row);
  });
  const model = boost(sheet, { aim: 'logistic', trees: 40, leaves, features: 1, leastRows: 2 });
  return readForest(writeForest(model));
}

test.each([
  { leaves: 2, able: true },
  { leaves: 16, able: true },
  { leaves: 60, able: false },
])('trees of $leaves leaves, asked at once ($able), sum to the same bits as walked', ({ leaves, able }) => {
  const model = trained(leaves);
  const order = model.names.map((name) => NAMES.indexOf(name));
  expect(canScore(model)).toBe(able);
  for (const given of [...rows, [0, 0, 0, 0], [Number.NaN, -9, 1e9, -0]]) {
    const row = order.map((at) => given[at]!);
    for (const [from, to] of [
      [0, 40],
      [0, 7],
      [7, 40],
      [12, 12],
    ] as const) {
      const expected = walked(model, row, from, to);
      for (let again = 0; again < 4; again++) expect(scoreOf(model, row, from, to)).toBe(expected);
      if (able) expect(new Scorer(model, from, to).score(row, null)).toBe(expected);
    }
  }
  expect(model.scorers.map(({ from, to }) => [from, to])).toEqual(
    able
      ? [
          [7, 40],
          [12, 12],
          [0, 40],
          [0, 7],
        ]
      : [],
  );
  expect(scoreOf(model, rows[0]!, 0, 99)).toBe(scoreOf(model, rows[0]!));
});

test('rows of a series that share what is not 0 score as they do by themselves', () => {
  const model = trained(16);
  const order = model.names.map((name) => NAMES.indexOf(name));
  for (const [flag, below] of [
    [1, -4],
    [0, 2],
    [1, 0],
  ] as const) {
    const base = order.map((at) => [flag, below, 0, 0][at]!);
    const given = rows.slice(0, 40).map((row) => order.map((at) => [flag, below, row[2]!, row[3]!][at]!));
    const alone = given.map((row) => walked(model, row, 5, 40));
    for (const asked of [0, 5000]) {
      model.asked = asked;
      const series = new Series(model, base, null, 5, 40);
      expect(given.map((row) => series.score(row))).toEqual(alone);
    }
  }
});
