import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import sqlite from 'node-sqlite3-wasm';
import { afterAll, describe, expect, test } from 'vitest';
import { parquetSink } from '../../src/output/parquet.ts';
import { sqliteSink } from '../../src/output/sqlite.ts';
import { documentRows, TABLE_NAMES, TABLES, tablesOf } from '../../src/output/tables.ts';
import { sample, TEXT } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'isnad-sinks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const numbered = (id: number) =>
  sample({ source: { path: 'c.jsonl', id: String(id), format: 'jsonl', encoding: 'utf-8' }, text: TEXT });

describe('SQLite', () => {
  const path = join(folder, 'c.sqlite');
  const database = new sqlite.Database(path);
  const sink = sqliteSink(database, {});
  for (let id = 1; id <= 601; id++) sink.write(numbered(id));
  sink.finish();
  database.close();

  test('all rows of all tables are in, and sound', () => {
    const check = new sqlite.Database(path, { readOnly: true });
    for (const table of TABLE_NAMES) {
      const expected = documentRows(sample())[table].length * 601;
      expect(check.get(`SELECT count(*) AS n FROM ${table}`)).toEqual({ n: expected });
    }
    expect(check.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(check.all('SELECT name, kind, quotations, documents FROM voices')).toEqual([
      { name: 'سامر الحدّاد', kind: 'person', quotations: 601, documents: 601 },
      { name: 'هيئة الموانئ', kind: 'organization', quotations: 601, documents: 601 },
    ]);
    expect(check.get("SELECT count(*) AS n FROM statements WHERE stance = 'announce' AND role = 'وزير النقل'")).toEqual(
      { n: 601 },
    );
    check.close();
  });

  test('the sqlite3 command reads it', (context) => {
    if (spawnSync('sqlite3', ['--version']).error) return context.skip('sqlite3 is not installed');
    const query = "SELECT content FROM quotations WHERE document = 'c.jsonl#7' AND quotation = 'q3'";
    expect(execFileSync('sqlite3', [path, query], { encoding: 'utf8' })).toBe('لا\nأعلم\n');
    const plan = execFileSync('sqlite3', [path, `EXPLAIN QUERY PLAN ${query}`], { encoding: 'utf8' });
    expect(plan).toContain('USING INDEX');
  });
});

/** With each quotation so many times. */
const talkative = (id: number, times: number) => {
  const one = numbered(id);
  return { ...one, quotations: Array.from({ length: times }, () => one.quotations).flat() };
};

test.each([
  { what: 'all tables', only: undefined, count: 300, times: 1, groups: 1 },
  { what: 'more rows of one than a group holds', only: ['quotations'] as const, count: 70, times: 100, groups: 2 },
])('Parquet: a reader finds the same rows: $what', async ({ only, count, times, groups }) => {
  const parts = new Map<string, Uint8Array[]>();
  const append = (table: string, bytes: Uint8Array) => parts.set(table, [...(parts.get(table) ?? []), bytes]);
  const sink = parquetSink(append, { only }, 'isnad');
  for (let id = 1; id <= count; id++) sink.write(talkative(id, times));
  sink.finish();
  const tables = tablesOf(only);
  expect([...parts.keys()].toSorted()).toEqual(tables.toSorted());
  for (const table of tables) {
    const bytes = Buffer.concat(parts.get(table) ?? []);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    if (table === 'quotations') expect(parquetMetadata(file).row_groups).toHaveLength(groups);
    const rows = await parquetReadObjects({ file });
    const expected = documentRows(talkative(count, times), { only })[table];
    expect(rows).toHaveLength(expected.length * count);
    const last = rows.slice(-expected.length).map((row) => TABLES[table].map(({ name }) => row[name] ?? null));
    expect(last).toEqual(expected);
  }
});

test('Parquet files without rows are readable', async () => {
  const parts: Uint8Array[] = [];
  const sink = parquetSink((table, bytes) => table === 'quotations' && parts.push(bytes), {}, 'isnad');
  sink.finish();
  const bytes = Buffer.concat(parts);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  expect(await parquetReadObjects({ file })).toEqual([]);
});
