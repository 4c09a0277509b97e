import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, test, vi } from 'vitest';
import { canCompress } from '../../src/batch/compression.ts';
import { freeNames, resultName } from '../../src/batch/names.ts';
import { validate } from '../output/validate.ts';
import { ARTICLE, cli, workspace } from './harness.ts';

const { folder, file } = workspace();
const news = `${folder}/news`;
file('news/a.txt', ARTICLE);
file('news/b.txt', ARTICLE);
file('news/c/b.txt', `😀 ${ARTICLE}`);

describe('to a file', () => {
  test.each([
    { name: 'out.json', read: (text: string) => JSON.parse(text) },
    {
      name: 'out.jsonl',
      read: (text: string) =>
        text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
    },
  ])('$name', async ({ name, read }) => {
    const path = `${folder}/${name}`;
    const { code, out } = await cli([news, '-o', path]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    const results = read(readFileSync(path, 'utf8'));
    expect(results).toHaveLength(3);
    for (const result of results) expect(validate(result)).toEqual([]);
    expect(existsSync(`${path}.partial`)).toBe(false);
  });

  test('a file that was there stays whole until the new one is', async () => {
    const path = file('kept.jsonl', 'before\n');
    const { code } = await cli([`${folder}/nowhere.txt`, news, '-o', path, '--fail-fast']);
    expect(code).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe('before\n');
    expect(existsSync(`${path}.partial`)).toBe(true);
  });

  test('folders on the way are made', async () => {
    expect((await cli([news, '-o', `${folder}/new/deep/out.jsonl`])).code).toBe(0);
    expect(existsSync(`${folder}/new/deep/out.jsonl`)).toBe(true);
  });

  test('a place that cannot be written to is told, without a stack', async () => {
    const { code, err } = await cli([news, '-o', `${file('plain', 'x')}/out.json`]);
    expect(code).toBe(1);
    expect(err).toMatch(/^analyze: /);
    expect(err).not.toMatch(/\n {4}at /);
  });

  test('the run does not read its own output', async () => {
    file('own/a.txt', ARTICLE);
    await cli([`${folder}/own`, '-o', `${folder}/own/out.jsonl`]);
    const { err } = await cli([`${folder}/own`, '-o', `${folder}/own/out.jsonl`]);
    expect(err).not.toMatch(/failed/);
    expect(readFileSync(`${folder}/own/out.jsonl`, 'utf8').trim().split('\n')).toHaveLength(1);
  });

  test('documents with one id: every table joins right, the id is a column, and it is told', async () => {
    const record = (id: unknown, text = ARTICLE) => JSON.stringify({ id, text });
    const ids = ['x', 'x', '4', undefined, 'y', 'خبر'];
    file('ids/a.jsonl', ids.map((id) => record(id)).join('\n'));
    file('ids/b.jsonl', [record('y'), record(undefined)].join('\n'));
    file('ids/b.jsonl#1', ARTICLE);
    file('ids/c.json', `[${record('x')},${record('y')}]`);
    file('ids/d.csv', `id,text\nz,"${ARTICLE}"\nz,"${ARTICLE}"\n`);
    const path = `${folder}/ids.sqlite`;
    const { code, err } = await cli([`${folder}/ids`, '-o', path]);
    expect(code).toBe(0);
    const told = [...err.matchAll(/ids\/(\S+): warning: .*\[repeated-id\]/g)].map(([, label]) => label);
    expect(told).toEqual(['a.jsonl#x', 'a.jsonl#4', 'b.jsonl#y', 'c.json#x', 'c.json#y']);
    expect(err).toMatch(/1 more documents with the warning \[repeated-id\]/);
    const database = new sqlite.Database(path, { readOnly: true });
    const one = (sql: string) => Object.values(database.get(sql) ?? {})[0];
    expect(one('SELECT count(DISTINCT document) FROM documents')).toBe(13);
    expect(one('SELECT count(*) FROM statements')).toBe(one('SELECT count(*) FROM quotations'));
    expect(database.all('SELECT document, id FROM documents LIMIT 4')).toEqual(
      ['x', 'x', '4', '4'].map((id, i) => ({ document: `${folder}/ids/a.jsonl#${i + 1}`, id })),
    );
    database.close();
  });

  test('SQLite', async () => {
    const path = `${folder}/c.sqlite`;
    expect((await cli([news, '-o', path])).code).toBe(0);
    const database = new sqlite.Database(path, { readOnly: true });
    expect(database.get('SELECT count(*) AS n FROM documents')).toEqual({ n: 3 });
    database.close();
    expect(statSync(path).mode & 0o444).not.toBe(0);
  });
});

/** What `unzip` makes of a workbook, by the names of its parts. */
function unzipped(path: string): Record<string, string> {
  const names = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).trim().split('\n');
  return Object.fromEntries(
    names.map((name) => [name, execFileSync('unzip', ['-p', path, name.replaceAll('[', '\\[')], { encoding: 'utf8' })]),
  );
}

describe('other files', () => {
  test.each(['out.jsonl.gz', 'out.json.gz', 'out.csv.gz', 'out.md.gz', 'out.txt.gz', 'out.conll.gz'])(
    '%s: what the file would be, compressed',
    async (name) => {
      const path = `${folder}/packed/${name}`;
      const plain = path.replace('.gz', '');
      expect((await cli([news, '-o', path])).code).toBe(0);
      expect((await cli([news, '-o', plain])).code).toBe(0);
      expect(gunzipSync(readFileSync(path)).equals(readFileSync(plain))).toBe(true);
      expect(existsSync(`${path}.partial`)).toBe(false);
    },
  );

  test('the list of failures is compressed too', async () => {
    const path = `${folder}/packed/bad.jsonl.gz`;
    await cli([news, `${folder}/nowhere`, '-f', 'jsonl', '--errors', path]);
    expect(JSON.parse(gunzipSync(readFileSync(path)).toString())).toMatchObject({ code: 'not-found' });
  });

  test('.zst where Node has it, a word where it has not', async () => {
    const path = `${folder}/packed/out.jsonl.zst`;
    const { code, err } = await cli([news, '-o', path]);
    if (canCompress('zst')) expect(readFileSync(path).readUInt32LE(0)).toBe(0xfd2fb528);
    else expect({ code, err }).toMatchObject({ code: 2, err: expect.stringMatching(/can't write \.zst[\s\S]*\.gz/) });
  });

  test('Excel: a sheet a table, from right to left, no formulas, the same bytes each time', async () => {
    const path = `${folder}/c.xlsx`;
    const formula = JSON.stringify({ id: '=1+1', text: ARTICLE, title: '=HYPERLINK("x")' });
    const input = file('formula.jsonl', formula);
    expect((await cli([news, input, '-o', path])).code).toBe(0);
    const first = readFileSync(path);
    const parts = unzipped(path);
    const sheets = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="(\w+)"/g)].map(([, name]) => name);
    expect(sheets).toEqual(['documents', 'quotations', 'speakers', 'entities', 'mentions', 'attributions']);
    for (const i of sheets.keys()) {
      const sheet = parts[`xl/worksheets/sheet${i + 1}.xml`] ?? '';
      expect(sheet).toContain('rightToLeft="1"');
      expect(sheet).toMatch(/<col [^>]*width="\d/);
      expect(sheet).not.toContain('<f>');
    }
    expect(parts['xl/sharedStrings.xml']).toContain('>=1+1</t>');
    expect(parts['xl/sharedStrings.xml']).toContain('السد سيكتمل قبل نهاية العام');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    await cli([news, input, '-o', path]).finally(() => vi.useRealTimers());
    expect(readFileSync(path).equals(first)).toBe(true);
  });
});

describe('fields of the input pass through', () => {
  const record = { id: 'x', text: ARTICLE, topic: 'ماء', meta: { label: 3 }, title: 'سد', list: [1, 'ب'] };
  const input = file('keep.jsonl', `${JSON.stringify(record)}\n${JSON.stringify({ text: ARTICLE })}\n`);
  const keep = ['--keep', 'topic,meta.label,title,list'];

  test('into JSON, as they are', async () => {
    const { out } = await cli([input, '-f', 'jsonl', ...keep]);
    const [first, second] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first.kept).toEqual({ topic: 'ماء', 'meta.label': 3, title: 'سد', list: [1, 'ب'] });
    expect(second.kept).toEqual({ topic: null, 'meta.label': null, title: null, list: null });
    expect(validate(first)).toEqual([]);
  });

  test('into the documents of a database and of a folder of tables', async () => {
    await cli([input, '-o', `${folder}/keep.sqlite`, ...keep]);
    const database = new sqlite.Database(`${folder}/keep.sqlite`, { readOnly: true });
    const row = database.get('SELECT topic, "meta.label" AS label, title, kept_title, list FROM documents');
    expect(row).toEqual({ topic: 'ماء', label: '3', title: 'سد', kept_title: 'سد', list: '[1,"ب"]' });
    database.close();
    await cli([input, '-o', `${folder}/keep/`, '-f', 'csv', ...keep]);
    const [documents, quotations] = ['documents', 'quotations'].map((name) =>
      parse(readFileSync(`${folder}/keep/${name}.csv`, 'utf8'), { columns: true }),
    ) as [Record<string, string>[], Record<string, string>[]];
    expect(documents.map(({ topic }) => topic)).toEqual(['ماء', '']);
    expect(quotations[0]).not.toHaveProperty('topic');
  });

  test('into the one table of a stream', async () => {
    const table = file('keep.csv', `id,topic,text\nx,ماء,"${ARTICLE}"\n`);
    const { out } = await cli([table, '-f', 'csv', '--keep', 'topic']);
    const rows = parse(out, { columns: true }) as Record<string, string>[];
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ topic }) => topic))).toEqual(new Set(['ماء']));
  });
});

describe('to a folder', () => {
  test('CSV: a file a table, for Excel with its mark', async () => {
    await cli([news, '-o', `${folder}/tables/`, '--format', 'csv', '--bom']);
    expect(readdirSync(`${folder}/tables`).toSorted()).toEqual(
      ['attributions', 'documents', 'entities', 'mentions', 'quotations', 'speakers'].map((name) => `${name}.csv`),
    );
    const content = readFileSync(`${folder}/tables/documents.csv`, 'utf8');
    expect(content[0]).toBe('\ufeff');
    expect(parse(content, { bom: true, columns: true })).toHaveLength(3);
  });

  test('--only chooses the tables', async () => {
    await cli([news, '-o', `${folder}/some/`, '--format', 'tsv', '--only', 'entities']);
    expect(readdirSync(`${folder}/some`).toSorted()).toEqual(['documents.tsv', 'entities.tsv', 'mentions.tsv']);
  });

  test('Parquet', async () => {
    await cli([news, '-o', `${folder}/c.parquet/`]);
    expect(readdirSync(`${folder}/c.parquet`)).toContain('quotations.parquet');
    const bytes = readFileSync(`${folder}/c.parquet/documents.parquet`);
    expect([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
  });

  test('brat: text and annotations beside each other, the text unchanged', async () => {
    await cli([news, '-o', `${folder}/brat/`, '--format', 'brat']);
    const found = readdirSync(`${folder}/brat`, { recursive: true }).map(String).toSorted();
    expect(found.filter((name) => name.endsWith('.ann'))).toHaveLength(3);
    const text = found.find((name) => name.endsWith('c/b.txt')) ?? '';
    expect(readFileSync(`${folder}/brat/${text}`, 'utf8')).toBe(`😀 ${ARTICLE}`);
    expect(found).toContain('annotation.conf');
  });

  test('brat: two files, one folder', async () => {
    await cli([`${news}/a.txt`, `${news}/b.txt`, '-f', 'brat', '-o', `${folder}/two`]);
    expect(readdirSync(`${folder}/two`).toSorted()).toEqual(['a.ann', 'a.txt', 'annotation.conf', 'b.ann', 'b.txt']);
  });

  test.each([
    { path: 'news/a.txt', id: null, name: 'news/a' },
    { path: 'news/a.html', id: null, name: 'news/a.html' },
    { path: '../../etc/passwd', id: null, name: 'etc/passwd' },
    { path: 'أخبار/خبر.txt', id: null, name: 'أخبار/خبر' },
    { path: 'c.jsonl', id: '17', name: 'c.jsonl/17' },
    { path: 'c.jsonl', id: '../../x y', name: 'c.jsonl/__.._x_y' },
  ])('$path and $id go to $name', ({ path, id, name }) => {
    expect(resultName(path, id)).toBe(name);
    expect(resultName(path, id)).not.toMatch(/(^|\/)\.\.(\/|$)/);
  });

  test('every result has a name of its own, that of no folder and of no input', () => {
    const free = freeNames(['json'], (file) => file === 'c.json', ['d']);
    const wishes = ['a', 'a', 'a~2', 'a', 'b.json/1', 'b', 'c', 'd', 'x', 'x.json/7'];
    expect(wishes.map(free)).toEqual(['a', 'a~2', 'a~2~2', 'a~3', 'b.json/1', 'b~2', 'c~2', 'd~2', 'x', 'x.json~/7']);
  });

  test.each([
    { named: ['news'], names: ['a', 'b', 'c/b'] },
    { named: ['news/**/b.txt'], names: ['b', 'c/b'] },
    { named: ['news/c/b.txt'], names: ['b'] },
    { named: ['news/a.txt', 'news/c/b.txt'], names: ['a', 'c/b'], why: 'named one by one: below what they share' },
    { named: ['news/c', 'news/b.txt'], names: ['b', 'b~2'] },
  ])('--per-file: paths below what is named, $named', async ({ named, names }) => {
    const into = `${folder}/per-file-${named.join('-').replace(/\W+/g, '-')}`;
    const { code } = await cli([...named.map((path) => `${folder}/${path}`), '--per-file', '-f', 'json', '-o', into]);
    expect(code).toBe(0);
    const found = readdirSync(into, { recursive: true }).map(String);
    expect(found.filter((name) => name.endsWith('.json')).toSorted()).toEqual(names.map((name) => `${name}.json`));
  });
});

describe('to standard output', () => {
  test('--text and --offsets: spans index the text that comes along', async () => {
    const { out } = await cli([`${news}/c/b.txt`, '--format', 'jsonl', '--text', '--offsets', 'codepoint']);
    const analysis = JSON.parse(out);
    expect(analysis).toMatchObject({ offsets: 'codepoint', text: `😀 ${ARTICLE}` });
    const letters = [...analysis.text];
    const spans = [
      ...analysis.attributions,
      ...analysis.quotations.map(({ content }: { content: unknown }) => content),
    ];
    for (const { start, end, text } of spans) expect(letters.slice(start, end).join('')).toBe(text);
    expect(spans.every(({ fragments }) => fragments === undefined)).toBe(true);
  });

  test('without --text it stays out', async () => {
    expect(JSON.parse((await cli([`${news}/a.txt`, '--format', 'jsonl'])).out)).not.toHaveProperty('text');
  });

  test('only failures give an empty array, and 1', async () => {
    const { code, out } = await cli([`${folder}/nowhere.txt`, '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([]);
  });

  test('tables on a terminal have colour, in a pipe none', async () => {
    expect((await cli([`${news}/a.txt`], { terminal: 90 })).out).toContain('\u001b[');
    expect((await cli([`${news}/a.txt`])).out).not.toContain('\u001b');
    expect((await cli([`${news}/a.txt`, '--no-color'], { terminal: 90 })).out).not.toContain('\u001b');
  });

  test('--quiet leaves the errors', async () => {
    const english = file('english.txt', 'The minister said yes.');
    const { err } = await cli([english, `${folder}/nowhere.txt`, news, '--quiet', '--format', 'jsonl']);
    expect(err.match(/^analyze: /gm)).toHaveLength(1);
    expect(err).toMatch(/nowhere\.txt/);
  });

  test('a summary where there are several', async () => {
    expect((await cli([news, `${folder}/nowhere.txt`, '--format', 'jsonl'])).err).toMatch(/3 analysed, 1 failed\n$/);
    expect((await cli([`${news}/a.txt`, '--format', 'jsonl'])).err).toBe('');
  });

  test('Ctrl-C: 130, and what was finished is there and well formed', async () => {
    let handler = () => {};
    const interrupted = cli([news, '--format', 'json'], {
      onInterrupt: (given) => {
        handler = given;
        handler();
        return () => {};
      },
    });
    const { code, out } = await interrupted;
    expect(code).toBe(130);
    expect(JSON.parse(out).length).toBeLessThan(3);
  });
});
