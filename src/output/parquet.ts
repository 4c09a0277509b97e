/** The tables of `tables.ts` as Parquet, a file a table, written in row groups so that memory stays bounded. */
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { OutputOptions } from './format.ts';
import type { TableSink } from './sqlite.ts';
import {
  type Cell,
  type Column,
  type ColumnType,
  columnsOf,
  documentRows,
  type TableName,
  tablesOf,
} from './tables.ts';

/** Rows, or letters, of one row group at most. */
const GROUP_ROWS = 20_000;
const GROUP_LETTERS = 8_000_000;

const TYPES = { text: 'STRING', integer: 'INT32', real: 'DOUBLE' } as const satisfies Record<ColumnType, string>;

/** Writes tables; `append` gets a table's bytes in order. */
export function parquetSink(
  append: (table: TableName, bytes: Uint8Array) => void,
  options: OutputOptions,
  createdBy: string,
): TableSink {
  const tables = tablesOf(options.only).map((table) =>
    tableWriter(table, columnsOf(table, options), (bytes) => append(table, bytes), createdBy),
  );
  return {
    write(analysis) {
      const rows = documentRows(analysis, options);
      for (const { table, add } of tables) for (const row of rows[table]) add(row);
    },
    finish() {
      for (const { finish } of tables) finish();
    },
  };
}

function tableWriter(
  table: TableName,
  columns: readonly Column[],
  append: (bytes: Uint8Array) => void,
  createdBy: string,
) {
  const empty = columns.map(({ name, type }) => ({ name, type: TYPES[type], data: [] as Cell[], nullable: true }));
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaFromColumnData({ columnData: empty }), createdBy });
  let data: Cell[][] = columns.map(() => []);
  let letters = 0;

  const drain = (): void => {
    if (bytes.index > 0) append(bytes.getBytes().slice());
    bytes.index = 0;
  };
  const group = (): void => {
    const columnData = columns.map(({ name }, column) => ({ name, data: data[column] as Cell[] }));
    if (data[0]?.length) writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    drain();
    data = columns.map(() => []);
    letters = 0;
  };
  return {
    table,
    add(row: readonly Cell[]): void {
      row.forEach((cell, column) => {
        data[column]?.push(cell);
        if (typeof cell === 'string') letters += cell.length;
      });
      if ((data[0]?.length ?? 0) >= GROUP_ROWS || letters >= GROUP_LETTERS) group();
    },
    finish(): void {
      group();
      writer.finish();
      drain();
    },
  };
}
