import { expect, test } from 'vitest';
import { bind, compact, Layout } from '../../src/learned/layout.ts';
import { reasons, scoreOf } from '../../src/learned/trees.ts';
import { boost } from '../../src/train/boost.ts';
import { Sheet } from '../../src/train/sheet.ts';

test('a model bound to a layout reads its rows, names its features, and is written with those it asks alone', () => {
  const layout = new Layout();
  const place = layout.scalars('unused', 'third', 'never', 'seventh');
  const sheet = new Sheet();
  const rows = Array.from({ length: 300 }, (_, i) => {
    const row = layout.row();
    row[place.third] = i % 3;
    row[place.seventh] = i % 7;
    sheet.begin(i % 3 === 1 ? 1 : 0).fill(layout.names, row);
    return row;
  });
  const model = bind(boost(sheet, { aim: 'logistic', trees: 20, leaves: 4, features: 1 }), layout);
  expect(rows.map((row) => scoreOf(model, row) > 0).slice(0, 6)).toEqual([false, true, false, false, true, false]);
  expect(reasons(model, rows[1]!)[0]?.name).toBe('third');
  expect(compact(model).names).not.toContain('unused');
  const again = bind(compact(model), layout);
  expect(rows.map((row) => scoreOf(again, row))).toEqual(rows.map((row) => scoreOf(model, row)));
});
