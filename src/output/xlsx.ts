/** The tables of `tables.ts` as an Excel workbook: a sheet a table, seen from right to left, every cell text or a number. */
import write, { type Row as SheetRow } from 'write-excel-file/node';
import type { Analysis } from '../model.ts';
import type { OutputOptions } from './format.ts';
import { type Cell, type Column, columnsOf, documentRows, type Row, type TableName, tablesOf } from './tables.ts';

/** What Excel can hold: rows of a sheet, UTF-16 units of a cell. */
const MOST_ROWS = 1_048_576;
const MOST_LETTERS = 32_767;

/** Columns of a sheet are as wide as their content, within reason; so many rows are looked at. */
const WIDTHS = { least: 8, most: 80, rows: 200 };

/** More rows than a sheet can have. */
export class TooManyRows extends Error {
  constructor(table: TableName) {
    super(
      `the table ${table} has more than ${MOST_ROWS} rows, which is all that an Excel sheet can hold; take sqlite, parquet or csv`,
    );
  }
}

export interface Workbook {
  write(analysis: Analysis): void;
  finish(): Promise<Uint8Array>;
}

export function workbook(options: OutputOptions): Workbook {
  const sheets = tablesOf(options.only).map((table) => ({
    table,
    columns: columnsOf(table, options),
    rows: [] as Row[],
  }));
  return {
    write(analysis) {
      const found = documentRows(analysis, options);
      for (const { table, rows } of sheets) {
        for (const row of found[table]) rows.push(row);
        if (rows.length >= MOST_ROWS) throw new TooManyRows(table);
      }
    },
    async finish() {
      const content = sheets.map(({ table, columns, rows }) => ({
        sheet: table,
        data: [heading(columns), ...rows.map((row) => row.map(sheetCell))],
        columns: columns.map((column, i) => ({ width: widthOf(column, rows, i) })),
        rightToLeft: true,
        stickyRowsCount: 1,
      }));
      return withoutTimes(await write(content).toBuffer());
    },
  };
}

const heading = (columns: readonly Column[]): SheetRow =>
  columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' }));

/** A cell is what it is: a text that begins with `=` stays a text, and no cell is a formula. */
function sheetCell(cell: Cell): SheetRow[number] {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  return { value: cell.length > MOST_LETTERS ? `${cell.slice(0, MOST_LETTERS - 1)}…` : cell, type: String };
}

function widthOf({ name }: Column, rows: readonly Row[], column: number): number {
  const lengths = rows.slice(0, WIDTHS.rows).map((row) => String(row[column] ?? '').length);
  return Math.min(WIDTHS.most, Math.max(WIDTHS.least, name.length + 2, ...lengths));
}

/** 1 January 1980, 00:00: the first moment that a ZIP archive can tell. */
const EPOCH = 0x00210000;

/** A ZIP archive without the times at which its parts were written, so that the same rows give the same bytes. */
function withoutTimes(archive: Uint8Array): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  let end = archive.length - 22;
  while (end > 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    view.setUint32(at + 12, EPOCH, true);
    view.setUint32(view.getUint32(at + 42, true) + 10, EPOCH, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return archive;
}
