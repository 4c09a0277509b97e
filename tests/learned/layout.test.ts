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

test('a window is read in the line that its first cell names, and is written out for the trainer', () => {
  const layout = new Layout();
  const seen = layout.window('seen', ['red', 'green', 'blue']);
  const { other } = layout.scalars('other');
  const lines = { cells: Uint8Array.from([0, 0, 0, 1, 0, 2, 0, 3, 0, 1, 1, 1]), width: 3 };
  const sheet = new Sheet();
  const rows = Array.from({ length: 200 }, (_, i) => {
    const row = layout.row();
    row[seen] = i % 4;
    row[other] = i % 5;
    sheet.begin(i % 4 === 2 || (i % 4 === 1 && i % 5 > 2) ? 1 : 0).fill(layout.names, layout.spread(row, lines));
    return row;
  });
  expect([...layout.spread(rows[6]!, lines)]).toEqual([0, 3, 0, 1]);
  const model = bind(boost(sheet, { aim: 'logistic', trees: 20, leaves: 4, features: 1 }), layout);
  const scores = rows.map((row) => scoreOf(model, row, lines));
  expect(scores).toEqual(rows.map((row) => scoreOf(model, layout.spread(row, lines))));
  expect(scores.slice(0, 4).map((score) => score > 0)).toEqual([false, false, true, false]);
  expect(scoreOf(model, rows[1]!, lines, 0, 3) - model.base + scoreOf(model, rows[1]!, lines, 3)).toBeCloseTo(
    scores[1]!,
    9,
  );
});
