/** The tables of `tables.ts` as an SQLite database, with indexes for the joins and views for the usual questions. */
import type { Analysis } from '../model.ts';
import type { OutputOptions } from './format.ts';
import { columnsOf, documentRows, type Row, type TableName, tablesOf } from './tables.ts';

/** The part of `node-sqlite3-wasm` that is used; whoever opens the file hands it in. */
export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): { run(values: Row): unknown; finalize(): void };
}

/** Something that results are put into one by one, and that is whole after `finish`. */
export interface TableSink {
  write(analysis: Analysis): void;
  finish(): void;
}

const TYPES = { text: 'TEXT', integer: 'INTEGER', real: 'REAL' } as const;
/** Documents of one transaction: a commit costs more than a row. */
const BATCH = 500;

const INDEXES: [TableName, string[]][] = [
  ['documents', ['document']],
  ['quotations', ['document', 'speaker']],
  ['quotations', ['speaker_name']],
  ['speakers', ['document', 'speaker']],
  ['speakers', ['name']],
  ['entities', ['document', 'entity']],
  ['entities', ['name', 'type']],
  ['mentions', ['document', 'entity']],
  ['attributions', ['document', 'speaker']],
];

const VIEWS: { name: string; needs: TableName[]; sql: string }[] = [
  {
    name: 'statements',
    needs: ['quotations', 'speakers'],
    sql: `SELECT d.published, d.path, d.title, q.document, q.quotation, q.speaker_name, s.role, q.cue, q.stance, q.type, q.content, q.confidence
  FROM quotations q JOIN documents d ON d.document = q.document
  LEFT JOIN speakers s ON s.document = q.document AND s.speaker = q.speaker`,
  },
  {
    name: 'voices',
    needs: ['quotations'],
    sql: `SELECT speaker_name AS name, speaker_kind AS kind, count(*) AS quotations, count(DISTINCT document) AS documents
  FROM quotations WHERE speaker_name IS NOT NULL GROUP BY speaker_name, speaker_kind ORDER BY quotations DESC, name`,
  },
  {
    name: 'by_outlet',
    needs: ['quotations'],
    sql: `SELECT d.outlet, q.speaker_name_key AS name_key, min(q.speaker_name) AS name, count(*) AS quotations,
    count(DISTINCT q.document) AS documents
  FROM quotations q JOIN documents d ON d.document = q.document
  WHERE q.speaker_name IS NOT NULL GROUP BY d.outlet, q.speaker_name_key ORDER BY d.outlet, quotations DESC, name_key`,
  },
  {
    name: 'names',
    needs: ['entities'],
    sql: `SELECT name, type, sum(mentions) AS mentions, count(DISTINCT document) AS documents
  FROM entities GROUP BY name, type ORDER BY mentions DESC, name`,
  },
];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statements that make the empty tables. */
export function sqliteTables(tables: readonly TableName[], options: OutputOptions): string {
  return tables
    .map((table) => {
      const columns = columnsOf(table, options).map(({ name, type }) => `  ${quoted(name)} ${TYPES[type]}`);
      return `CREATE TABLE ${table} (\n${columns.join(',\n')}\n);\n`;
    })
    .join('');
}

/** The views over some tables, by their names: plain SQL that SQLite, Spark and DuckDB read alike. */
export const views = (tables: readonly TableName[]): Record<string, string> =>
  Object.fromEntries(
    VIEWS.filter(({ needs }) => needs.every((table) => tables.includes(table))).map(({ name, sql }) => [name, sql]),
  );

/** Indexes and views, made when the rows are in. */
export function sqliteIndexes(tables: readonly TableName[]): string {
  const indexes = INDEXES.filter(([table]) => tables.includes(table)).map(
    ([table, columns]) =>
      `CREATE INDEX ${table}_by_${columns.join('_')} ON ${table} (${columns.map(quoted).join(', ')});\n`,
  );
  const made = Object.entries(views(tables)).map(([name, sql]) => `CREATE VIEW ${name} AS ${sql};\n`);
  return [...indexes, ...made].join('');
}

/** Writes into a fresh database; the file is the caller's, who also closes it. */
export function sqliteSink(database: SqliteDatabase, options: OutputOptions): TableSink {
  const tables = tablesOf(options.only);
  // The file is put in place when it is whole: no journal has to save it before.
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA encoding = "UTF-8";');
  database.exec(sqliteTables(tables, options));
  const inserts = new Map(
    tables.map((table) => [
      table,
      database.prepare(
        `INSERT INTO ${table} VALUES (${columnsOf(table, options)
          .map(() => '?')
          .join(', ')})`,
      ),
    ]),
  );
  let pending = 0;
  return {
    write(analysis) {
      if (pending === 0) database.exec('BEGIN');
      const rows = documentRows(analysis, options);
      for (const [table, insert] of inserts) for (const row of rows[table]) insert.run(row);
      if (++pending < BATCH) return;
      database.exec('COMMIT');
      pending = 0;
    },
    finish() {
      if (pending > 0) database.exec('COMMIT');
      for (const insert of inserts.values()) insert.finalize();
      database.exec(sqliteIndexes(tables));
    },
  };
}
