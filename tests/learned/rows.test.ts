import { expect, test } from 'vitest';
import { Row } from '../../src/learned/features.ts';
import { readForest, writeForest } from '../../src/learned/file.ts';
import { scoreOf } from '../../src/learned/trees.ts';
import { boost } from '../../src/train/boost.ts';
import { Random } from '../../src/train/random.ts';
import { Sheet } from '../../src/train/sheet.ts';

const NAMES = ['flag', 'below', 'count', 'word=بيان', 'word=خبر'];
const random = new Random(11);
const rows = Array.from({ length: 300 }, (_, i) => [
  i % 2,
  (i % 9) - 6,
  i % 5,
  i % 3 === 0 ? 1 : 0,
  i % 7 === 0 ? 1 : 0,
]);

function trained() {
  const sheet = new Sheet();
  for (const row of rows)
    sheet.begin(row[1]! < -2 !== (row[3]! > 0 && random.next() < 0.9) || row[4]! > row[0]! ? 1 : 0).fill(NAMES, row);
  return readForest(writeForest(boost(sheet, { aim: 'logistic', trees: 30, leaves: 6, features: 1, leastRows: 2 })));
}

test('a sheet scores as its row does, in whatever order its features are written', () => {
  const model = trained();
  const sheet = new Row(model.names);
  for (const [i, row] of rows.entries()) {
    const written = [
      () => sheet.put('flag', row[0]),
      () => sheet.put('below', row[1]),
      () => sheet.put('count', row[2]),
      () => row[3] && sheet.of('word', 'بيان'),
      () => row[4] && sheet.of('word', ['خ', 'بر'].join('')),
      () => sheet.put('nobody asks', i),
      () => sheet.of('nobody', 'asks'),
      () => sheet.of('word', 'آخر'),
    ];
    sheet.clear();
    for (let k = 0; k < written.length; k++) written[(k * (i % 2 ? 3 : 5) + i) % written.length]!();
    const expected = model.names.map((name) => row[NAMES.indexOf(name)]!);
    expect([...sheet.values]).toEqual(expected);
    expect(scoreOf(model, sheet.values)).toBe(scoreOf(model, expected));
  }
});

test('the last value of a feature stands; a 0 takes nothing back', () => {
  const model = trained();
  const sheet = new Row(model.names).clear();
  sheet.put('count', 2);
  sheet.put('count', 4);
  sheet.put('count', 0);
  expect(sheet.values[model.names.indexOf('count')]).toBe(4);
  expect([...sheet.clear().values]).toEqual(model.names.map(() => 0));
});
