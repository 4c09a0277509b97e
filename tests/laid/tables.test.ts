import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '../../src/analyze.ts';
import { crcOf, openTables, sharedTables, sumOf } from '../../src/laid/file.ts';
import { type Columns, writeTables } from '../../src/laid/format.ts';
import { laid, laidBytes, laidRows, layOutAll } from '../../src/laid/index.ts';
import { cli } from '../cli/harness.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'isnad-tables-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const TABLES = new Map<string, Columns>([
  [
    'numbers',
    {
      small: Int8Array.of(-128, 127, 1),
      bytes: Uint8Array.of(0, 255),
      middle: Int16Array.of(-32768, 32767),
      letters: Uint16Array.of(0x641, 0xffff),
      whole: Int32Array.of(-(2 ** 31), 7),
      large: Uint32Array.of(2 ** 32 - 1),
      single: Float32Array.of(0.1, -0, Number.NaN),
      double: Float64Array.of(0.1, Number.POSITIVE_INFINITY),
      none: new Uint16Array(0),
    },
  ],
  ['texts', { ascii: 'abc', arabic: 'قال «نعم»', sign: '\uD83D\uDE00\uD83D', empty: '' }],
  ['bytes', { bytes: Uint8Array.from({ length: 48 }, (_, i) => i) }],
]);
const FILE = writeTables(TABLES, sumOf, new Set(['bytes']));

function written(name: string, bytes: Uint8Array = FILE): string {
  const path = join(home, name);
  writeFileSync(path, bytes);
  return path;
}

const inMemory = (bytes: Uint8Array): SharedArrayBuffer => {
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
};

describe('a file of tables', () => {
  test.each([
    { from: 'from the file', open: () => openTables(written('whole.bin')) },
    {
      from: 'from shared memory',
      open: () => ((path) => sharedTables(openTables(path).shared(), path))(written('shared.bin')),
    },
    {
      from: 'from a file that was shared',
      open: () => ((file) => (file.shared(), file))(openTables(written('read.bin'))),
    },
  ])('gives back what was laid out, $from', ({ open }) => {
    const file = open();
    for (const [name, table] of TABLES) expect(file.table(name)).toEqual(table);
    const into = new Uint8Array(file.bytesOf('bytes'));
    file.copy('bytes', into);
    expect(into).toEqual(TABLES.get('bytes')!.bytes);
    const few = new Uint8Array(3);
    file.range('bytes', 5, few);
    expect([...few]).toEqual([5, 6, 7]);
    expect(() => file.range('bytes', 46, few)).toThrow(/damaged/);
    // what is copied isn't kept
    expect(new Uint8Array(file.shared())).toEqual(FILE.slice(0, FILE.length - 48));
  });

  test('columns stand where any kind of number may', () => {
    for (const column of Object.values(openTables(written('aligned.bin')).table('numbers')))
      if (typeof column !== 'string') expect(column.byteOffset % 16).toBe(0);
  });

  const changed = (at: number): Uint8Array => FILE.map((byte, i) => (i === at ? byte ^ 1 : byte));
  test.each([
    { what: 'another kind of file', bytes: Buffer.from('PK\u0003\u0004 something else') },
    { what: 'an empty file', bytes: new Uint8Array(0) },
    { what: 'a byte of the magic', bytes: changed(1) },
    { what: 'the header’s length', bytes: changed(7) },
    { what: 'a byte of the header', bytes: changed(40) },
    { what: 'a byte of the table', bytes: changed(FILE.length - 40) },
    { what: 'the end cut off', bytes: FILE.slice(0, FILE.length - 16) },
    { what: 'the header cut off', bytes: FILE.slice(0, 30) },
  ])('damaged: $what', ({ bytes }) => {
    const path = written('damaged.bin', bytes);
    const message = /damaged\.bin: damaged or of another version of this program; install the package again/;
    expect(() => openTables(path).table('bytes')).toThrow(message);
    expect(() => openTables(path).copy('bytes', new Uint8Array(48))).toThrow(message);
    expect(() => sharedTables(inMemory(bytes), path).table('bytes')).toThrow(message);
  });

  test('a table that it lacks, and a file of another build', () => {
    const path = written('other.bin');
    expect(() => openTables(path).table('more')).toThrow(/another version/);
    expect(() => openTables(path, 1)).toThrow(/another version/);
    expect(() => openTables(join(home, 'nowhere.bin'))).toThrow(/nowhere\.bin is missing; install the package again/);
  });

  test('the checksum is CRC-32, also where Node has none', () => {
    const check = Buffer.from('123456789');
    expect([crcOf(check), sumOf(check)]).toEqual([0xcbf43926, 0xcbf43926]);
    expect(crcOf(FILE)).toBe(sumOf(FILE));
  });
});

describe('without a build', () => {
  test('a table is laid out once, at the first question', () => {
    let asked = 0;
    const table = laid(
      'test.words',
      () => ({ numbers: Uint8Array.of(++asked) }),
      ({ numbers }) => numbers[0],
    );
    expect(asked).toBe(0);
    expect([table(), table(), asked]).toEqual([1, 1, 1]);
  });

  test('bytes likewise', () => {
    let asked = 0;
    const bytes = laidBytes('test.bytes', () => Uint8Array.of(++asked, 9));
    const into = new Uint8Array(bytes.length);
    bytes.copy(into);
    expect([...into, asked]).toEqual([1, 9, 1]);
  });
});

test('rows one by one, and from the whole table when many were asked for', () => {
  const all = Uint8Array.from({ length: 40 }, (_, i) => i);
  const rows = laidRows('test.rows', () => all);
  for (let asked = 0; asked < 4100; asked++) {
    const into = Uint8Array.of(200, 200, 200, 200);
    rows.copy((asked % 20) * 2, 2, into, 1);
    expect([...into]).toEqual([200, (asked % 20) * 2, (asked % 20) * 2 + 1, 200]);
  }
});

describe('the tables that were built', () => {
  const copy = join(home, 'program');
  beforeAll(() => {
    if (!existsSync(join(ROOT, 'dist/tables.bin'))) spawnSync(process.execPath, ['.config/build.mjs'], { cwd: ROOT });
    for (const folder of ['bin', 'dist']) cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  }, 120_000);

  test('are those of the sources', () => {
    const built = openTables(join(ROOT, 'dist/tables.bin'));
    const fromText = layOutAll();
    expect([...fromText.keys()]).toContain('quotations.rates');
    for (const [name, table] of fromText) {
      if (name.startsWith('test.')) continue;
      const found = built.table(name);
      expect([name, Object.keys(found)]).toEqual([name, Object.keys(table)]);
      for (const [column, values] of Object.entries(table))
        expect([name, column, sameColumn(found[column]!, values)]).toEqual([name, column, true]);
    }
  });

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(copy, 'bin/analyze.js'), ...args], { cwd: ROOT, encoding: 'utf8' });
  const article = 'fixtures/articles/agency.txt';

  test.each([
    {
      what: 'missing',
      spoil: (file: string) => rmSync(file),
      runs: [[], ['--jobs', '2']],
      says: /tables\.bin is missing; install the package again/,
    },
    { what: 'empty', spoil: (file: string) => truncateSync(file), runs: [[]], says: /tables\.bin: damaged/ },
    {
      what: 'of another build',
      spoil: (file: string) => writeFileSync(file, FILE),
      runs: [['--jobs', '2']],
      says: /tables\.bin: damaged or of another version/,
    },
  ])('$what: said in one line, help and normalize still work', async ({ spoil, runs, says }) => {
    cpSync(join(ROOT, 'dist/tables.bin'), join(copy, 'dist/tables.bin'));
    spoil(join(copy, 'dist/tables.bin'));
    for (const argv of runs) {
      const { status, stderr, stdout } = run(article, ...argv);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(says);
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    }
    expect(run('--help').status).toBe(0);
    expect(run('normalize', article).stdout).toBe((await cli(['normalize', article])).out);
  });
});

function sameColumn(one: Columns[string], other: Columns[string]): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  const bytes = ({ buffer, byteOffset, byteLength }: typeof one) =>
    Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
  return one.constructor === other.constructor && bytes(one).equals(bytes(other));
}
