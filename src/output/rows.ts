/**
 * The rows of the tables, a document a line: `{"documents":[{…}],"quotations":[{…},…],…}`, cells by their columns' names. For programs that
 * put tables together from many runs (Spark); a failure is a line with a row of `errors`.
 */
import type { Formatter, OutputOptions } from './format.ts';
import { type Cell, type Column, columnsOf, documentRows, ERRORS, type Row, tablesOf } from './tables.ts';

/** Half a surrogate pair has no bytes: in a file it is U+FFFD, and so it is here. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const wellFormed = (cell: Cell): Cell => (typeof cell === 'string' ? cell.replace(LONE, '\ufffd') : cell);

/** A row by its columns' names; empty cells are left out. */
function named(row: Row, columns: readonly Column[]): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const [i, { name }] of columns.entries()) {
    const cell = row[i] ?? null;
    if (cell !== null) cells[name] = wellFormed(cell);
  }
  return cells;
}

export function rows(options: OutputOptions): Formatter {
  const tables = tablesOf(options.only).map((table) => ({ table, columns: columnsOf(table, options) }));
  return {
    name: 'rows',
    extension: 'jsonl',
    begin: () => '',
    document(analysis) {
      const found = documentRows(analysis, options);
      const line = tables.map(({ table, columns }) => [table, found[table].map((row) => named(row, columns))]);
      return `${JSON.stringify(Object.fromEntries(line))}\n`;
    },
    end: () => '',
  };
}

/** A failure as such a line. */
export const errorRow = (problem: { path: string; code: string; message: string; hint?: string }): string =>
  `${JSON.stringify({
    errors: [
      named(
        ERRORS.map(({ name }) => problem[name as 'path'] ?? null),
        ERRORS,
      ),
    ],
  })}\n`;
