/** CSV and TSV (RFC 4180: CRLF, quotes doubled), one table of `tables.ts` a stream. */
import type { Formatter, OutputOptions } from './format.ts';
import { type Cell, columnsOf, documentRows, type TableName } from './tables.ts';

/** Spreadsheets run a cell that starts with one of these as a formula. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * One cell: text that a spreadsheet would take for a formula gets a leading apostrophe (`=1+1` -> `'=1+1`); numbers stay
 * what they are (`-33.5`); delimiter, quotation mark and line end bring the cell into quotation marks.
 */
export function delimitedCell(cell: Cell, delimiter: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const row = (cells: readonly Cell[], delimiter: string): string =>
  `${cells.map((cell) => delimitedCell(cell, delimiter)).join(delimiter)}\r\n`;

function delimited(name: string, delimiter: string, options: OutputOptions): Formatter {
  const { table = 'quotations', bom, text } = options;
  const columns = columnsOf(table, options);
  const shown = columns.map(({ name: column }) => column !== 'text' || text || table !== 'documents');
  const pick = (cells: readonly Cell[]): Cell[] => cells.filter((_, column) => shown[column]);
  return {
    name,
    extension: name,
    begin: () => (bom ? '\ufeff' : '') + row(pick(columns.map((column) => column.name)), delimiter),
    document: (analysis) =>
      documentRows(analysis, options)
        [table].map((cells) => row(pick(cells), delimiter))
        .join(''),
    end: () => '',
  };
}

export const csv = (options: OutputOptions): Formatter => delimited('csv', ',', options);
export const tsv = (options: OutputOptions): Formatter => delimited('tsv', '\t', options);

/** The table that a stream carries when nobody says which: the first of `--only`, or the quotations. */
export const defaultTable = (only: OutputOptions['only']): TableName => only?.[0] ?? 'quotations';
