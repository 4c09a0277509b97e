/** The trainer's products write nowhere but into their own matrix. */
import { expect, test } from 'vitest';
import { Arena } from '../../src/train/arena.ts';

test('the slopes of a matrix whose rows are no multiple of four leave the next one alone', () => {
  const arena = new Arena(64);
  const ones = (rows: number, columns: number) => {
    const matrix = arena.matrix(rows, columns);
    matrix.data.fill(1);
    return matrix;
  };
  arena.gradient(ones(8, 8), ones(8, 64), arena.matrix(8, 64));
  const slopes = arena.matrix(5, 64);
  const next = arena.matrix(1, 64);
  arena.gradient(ones(8, 5), ones(8, 64), slopes);
  expect(slopes.data.every((value) => value === 8)).toBe(true);
  expect(next.data.every((value) => value === 0)).toBe(true);
});
