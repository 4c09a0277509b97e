/** Small networks that choose among rivals: that they learn what one number alone doesn't tell, and say the same from their file. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bindLearned, readLearned, writeLearned } from '../../src/learned/file.ts';
import { Layout } from '../../src/learned/layout.ts';
import { apart, type Perceptron, rivals } from '../../src/learned/perceptron.ts';
import { perceptron } from '../../src/train/perceptron.ts';
import { Random } from '../../src/train/random.ts';
import { Sheet } from '../../src/train/sheet.ts';

const layout = new Layout();
const PLACES = layout.scalars('noise near far saying.long same');

/** Of three rivals the nearest is right, but where the saying is long, the farthest. */
function rows(count: number, random: Random): { sheet: Sheet; groups: { rows: Float32Array[]; right: number }[] } {
  const sheet = new Sheet();
  const groups = Array.from({ length: count }, () => {
    const long = random.next() < 0.5;
    const distances = [random.next(), random.next(), random.next()];
    const right = distances.indexOf(long ? Math.max(...distances) : Math.min(...distances));
    const group = sheet.count;
    const rows = distances.map((distance, i) => {
      const row = layout.row();
      row[PLACES.noise] = random.next();
      row[PLACES.near] = 1 - distance;
      row[PLACES.far] = distance;
      row[PLACES['saying.long']] = long ? 1 : 0;
      row[PLACES.same] = 9;
      sheet.begin(i === right ? 1 : 0, group).fill(layout.names, row);
      return row;
    });
    return { rows, right };
  });
  return { sheet, groups };
}

const OPTIONS = { width: 8, epochs: 30, rate: 0.01, left: 0, nets: 2 };
const model = bindLearned(perceptron(rows(800, new Random(5)).sheet, OPTIONS), layout) as Perceptron;

test('it learns what depends on the saying, and chooses right among rivals that it never saw', () => {
  const { groups } = rows(200, new Random(6));
  const right = groups.filter((one) => {
    const scores = one.rows.map(rivals(model, layout.row()));
    return scores.indexOf(Math.max(...scores)) === one.right;
  });
  expect(right.length).toBeGreaterThan(180);
});

test('what all rivals have in common may be told once or with each', () => {
  const list = rows(1, new Random(7)).groups[0]!.rows;
  const base = layout.row();
  base[PLACES['saying.long']] = list[0]![PLACES['saying.long']]!;
  base[PLACES.same] = 9;
  for (const row of list) expect(rivals(model, base)(row)).toBeCloseTo(rivals(model, layout.row())(row), 4);
});

test('the same rows give the same file, and what is read from it scores the same', () => {
  const quick = () => writeLearned(perceptron(rows(60, new Random(8)).sheet, { ...OPTIONS, epochs: 2, left: 0.2 }));
  expect(quick()).toBe(quick());
  const again = bindLearned(readLearned(writeLearned(model)), layout) as Perceptron;
  const row = Float32Array.from([0.3, 0.2, 0.8, 1, 9]);
  expect(rivals(again, layout.row())(row)).toBe(rivals(model, layout.row())(row));
});

test.each<[string, (names: string, bytes: Buffer) => [string, Buffer]]>([
  ['numbers missing', (names: string, bytes: Buffer) => [names, bytes.subarray(4)]],
  ['numbers too many', (names: string, bytes: Buffer) => [names, Buffer.concat([bytes, Buffer.alloc(4)])]],
  ['a feature fewer', (names: string, bytes: Buffer) => [names.replace('"noise",', ''), bytes]],
])('a damaged file is refused: %s', (_, damage) => {
  const [header, body] = writeLearned(model).split('\n') as [string, string];
  const [names, bytes] = damage(header, inflateRawSync(Buffer.from(body, 'base64')));
  expect(() => readLearned(`${names}\n${deflateRawSync(bytes).toString('base64')}\n`)).toThrow('damaged');
});

test('what tells two rivals apart adds up to the difference of their scores, the strongest first', () => {
  const near = Float32Array.from([0.5, 0.9, 0.1, 0, 9]);
  const far = Float32Array.from([0.6, 0.1, 0.9, 0, 9]);
  const score = (row: Float32Array) => rivals(model, layout.row())(row);
  const told = apart(model, near, far);
  const difference = score(near) - score(far);
  expect(Math.abs(told.reduce((sum, { effect }) => sum + effect, 0) / difference - 1)).toBeLessThan(0.05);
  expect(told[0]!.effect).toBeGreaterThan(0);
  const sizes = told.map(({ effect }) => Math.abs(effect));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(Math.abs(told.find(({ name }) => name === 'noise')!.effect)).toBeLessThan(sizes[0]! / 4);
});

test('a model that asks for a feature that nobody describes is refused', () => {
  expect(() => bindLearned({ ...model, names: ['unheard'] }, layout)).toThrow('unheard');
});
