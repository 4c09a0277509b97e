/** What the kernel says of trees and networks is to the bit what plain TypeScript says of them. */
import { expect, test } from 'vitest';
import { readForest, writeForest } from '../../src/learned/file.ts';
import { kernel } from '../../src/learned/kernel/kernel.ts';
import { bind, Layout } from '../../src/learned/layout.ts';
import { type Perceptron, plainScores, rivals } from '../../src/learned/perceptron.ts';
import { plainScore, scoreOf } from '../../src/learned/trees.ts';
import { boost } from '../../src/train/boost.ts';
import { Random } from '../../src/train/random.ts';
import { Sheet } from '../../src/train/sheet.ts';

const random = new Random(7);
const NAMES = ['flag', 'below', 'count', 'share'];
const rowAt = (i: number): number[] => [i % 2, (i % 9) - 6, i % 5, random.next()];
const rows = Array.from({ length: 400 }, (_, i) => rowAt(i));

test('this engine has the kernel', () => expect(kernel()).not.toBeNull());

function trained(leaves: number) {
  const sheet = new Sheet();
  rows.forEach((row, i) => {
    sheet.begin((row[0]! > 0 && row[1]! < -2) || row[2]! * row[3]! > 1.5 || i % 17 === 0 ? 1 : 0).fill(NAMES, row);
  });
  return readForest(writeForest(boost(sheet, { aim: 'logistic', trees: 43, leaves, features: 1, leastRows: 2 })));
}

// the kernel takes trees of 16 at most, the others are walked
test.each([2, 16, 60])('trees of %i leaves, all of them and some', (leaves) => {
  const model = trained(leaves);
  const order = model.names.map((name) => NAMES.indexOf(name));
  for (const given of [...rows, [0, 0, 0, 0], [Number.NaN, -9, 1e9, -0]]) {
    const row = Float32Array.from(order, (at) => given[at]!);
    for (const [from, to] of [
      [0, 43],
      [0, 7],
      [7, 43],
      [12, 12],
    ] as const)
      expect(scoreOf(model, row, null, from, to)).toBe(plainScore(model, row, null, from, to));
  }
  expect(scoreOf(model, rows[0]!, null, 0, 99)).toBe(scoreOf(model, rows[0]!));
});

test('windows, of one document after the other, also of one too long for the kernel', () => {
  const layout = new Layout();
  const [near, far] = [layout.window('near', NAMES), layout.window('far', NAMES)];
  const { other } = layout.scalars('other');
  const documents = [40, 3, 900, 9_000_000].map((count) => {
    const cells = new Uint8Array(4 * count);
    for (let i = 4; i < cells.length; i = i < 4000 ? i + 1 : Math.max(i + 1, cells.length - 4000))
      cells[i] = (i * 7 + count) % 5;
    return { cells, width: 4 };
  });
  const asked = documents.flatMap((lines) =>
    Array.from({ length: 60 }, (_, i) => {
      const row = layout.row();
      row[near] = i % 3;
      row[far] = lines.cells.length / 4 - 1 - (i % 2);
      row[other] = i % 7;
      return { lines, row };
    }),
  );
  const sheet = new Sheet();
  asked.forEach(({ lines, row }, i) => {
    const written = layout.spread(row, lines);
    const right = written[near + 1]! > 2 !== written[far]! > 1 || i % 11 === 0;
    sheet.begin(right ? 1 : 0).fill(layout.names, written);
  });
  const model = bind(boost(sheet, { aim: 'logistic', trees: 20, leaves: 6, features: 1, leastRows: 2 }), layout);
  // no cell is below its thresholds
  const lower = { ...model, threshold: model.threshold.map((one) => one - 9) };
  for (const { lines, row } of asked) {
    const score = plainScore(model, row, lines, 0, 20);
    expect(scoreOf(model, row, lines)).toBe(score);
    expect(score).toBe(scoreOf(model, layout.spread(row, lines)));
  }
  for (const { lines, row } of asked) expect(scoreOf(lower, row, lines)).toBe(plainScore(lower, row, lines, 0, 20));
});

/** Two networks of random weights over the features at some places of rows of ten cells. */
function network(width: number): Perceptron {
  const some = (count: number) => Float32Array.from({ length: count }, () => random.next() - 0.5);
  const places = Int32Array.from([0, 1, 3, 4, 6, 7, 9]);
  const weights = { first: some(7 * 2 * width), firstBias: some(2 * width), second: some(2 * width * width) };
  const names = [...places].map(String);
  return { about: '', names, places, nets: 2, width, ...weights, secondBias: some(2 * width), out: some(2 * width) };
}

test.each([8, 24, 6])('networks of %i units, two series in turns', (width) => {
  const model = network(width);
  const cells = () => Float32Array.from({ length: 10 }, (_, i) => (i % 3 === 1 ? 4 * random.next() - 2 : i % 4));
  const bases = [cells(), cells()];
  const series = bases.map((base) => rivals(model, base));
  const plain = bases.map((base) => plainScores(model, base));
  for (let i = 0; i < 50; i++) {
    const row = cells();
    // room for a larger row is made elsewhere
    if (i === 25) kernel()!.load(new Float32Array(5000));
    expect(series[(i >> 1) % 2]!(row)).toBe(plain[(i >> 1) % 2]!(row));
  }
  expect(new Set(Array.from({ length: 9 }, () => series[0]!(cells()))).size).toBe(9);
});
