import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { duration, grouped, progressText, timeLeft } from '../../src/cli/progress.ts';
import { measureInputs } from '../../src/input/index.ts';
import { ARTICLE, cli, workspace } from '../cli/harness.ts';
import { folder as filled } from '../input/folder.ts';

const { folder, file } = workspace();
const news = join(folder, 'news');
file('news/a.txt', ARTICLE);
file('news/b.txt', ARTICLE);
file('news/c.txt', '');

describe('flags of runs over many inputs', () => {
  test.each([
    { argv: ['--jobs', 'many'], says: /--jobs has to be a number/ },
    { argv: ['--jobs', '0'], says: /--jobs has to be a number from 1/ },
    { argv: ['--timeout', '-1'], says: /--timeout has to be a number/ },
    { argv: ['--shard', '3'], says: /--shard .* not '3'\n {2}the second of eight: --shard 2\/8/ },
    { argv: ['--shard', '0/4'], says: /--shard/ },
    { argv: ['--shard', '5/4'], says: /--shard/ },
    { argv: ['--resume'], says: /--resume needs a file or folder/ },
    { argv: ['--errors', 'inline'], says: /--errors inline is for --format jsonl/ },
  ])('$argv is wrong usage', async ({ argv, says }) => {
    const { code, out, err } = await cli([news, ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });

  test.each([
    { argv: ['--jobs', 'auto'] },
    { argv: ['--jobs', '1'] },
    { argv: ['--jobs', '999'] },
    { argv: ['--jobs', '4096'] },
    { argv: ['--timeout', '0'] },
    { argv: ['--shard', '1/1'] },
    { argv: ['--input-format', 'auto', '--encoding', 'auto'] },
  ])('$argv is right', async ({ argv }) => {
    const { code, err } = await cli([news, '--format', 'jsonl', ...argv]);
    expect(code).toBe(1);
    expect(err).toMatch(/c\.txt: the file is empty\nanalyze: 2 analysed, 1 failed\n$/);
  });

  test('--errors: a file of failures, or records between the results', async () => {
    const list = join(folder, 'errors.jsonl');
    await cli([news, '--format', 'jsonl', '--errors', list]);
    expect(JSON.parse(readFileSync(list, 'utf8'))).toMatchObject({ path: join(news, 'c.txt'), code: 'empty' });
    const { out } = await cli([news, '--format', 'jsonl', '--errors', 'inline']);
    const last = JSON.parse(out.trim().split('\n').at(-1) ?? '');
    expect(last).toEqual({
      schema: 1,
      source: { path: join(news, 'c.txt'), id: null },
      error: { code: 'empty', message: 'the file is empty' },
    });
  });

  test('the outputs, the error list and the cache inside the input folder are not read', async () => {
    const inside = join(folder, 'inside');
    file('inside/a.txt', ARTICLE);
    const argv = [
      inside,
      '-o',
      join(inside, 'results/'),
      '--format',
      'json',
      '--errors',
      join(inside, 'bad.jsonl'),
      '--cache',
      join(inside, 'kept'),
    ];
    for (let i = 0; i < 2; i++) expect((await cli(argv)).code).toBe(0);
    expect((await cli([...argv, '--format', 'jsonl'])).err).not.toMatch(/failed/);
  });

  test('a cache that cannot be written to is told once, before any work', async () => {
    const path = file('no-folder', 'x');
    for (const cache of [path, join(path, 'below'), '/proc/nowhere']) {
      const { code, out, err } = await cli([news, '--format', 'jsonl', '--cache', cache]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^analyze: --cache: can't write to the folder .*\n {2}analyze --help/);
    }
    expect(readFileSync(path, 'utf8')).toBe('x');
  });

  test('an account of a run with other options is no base to go on from', async () => {
    const out = join(folder, 'other.jsonl');
    await cli([news, '-o', out, '--fail-fast']);
    const before = readFileSync(`${out}.partial`);
    const { code, err } = await cli([news, '-o', out, '--resume', '--text']);
    expect(code).toBe(2);
    expect(err).toMatch(/other options \(text\)\n {2}.*begin anew with --restart/);
    const others = await cli([join(news, 'a.txt'), '-o', out, '--resume']);
    expect(others.code).toBe(2);
    expect(others.err).toMatch(/other inputs\n/);
    const again = await cli([news, '-o', out]);
    expect(again.code).toBe(2);
    expect(again.err).toMatch(/finished 3 documents \(.*other\.jsonl\.journal\)\n {2}--resume goes on.*--restart/);
    expect(readFileSync(`${out}.partial`)).toEqual(before);
    expect((await cli([news, '-o', out, '--resume', '--fail-fast'])).code).toBe(1);
    expect((await cli([news, '-o', out, '--restart'])).code).toBe(1);
  });

  test('the same warning is printed for five documents, then counted', async () => {
    const lines = Array.from({ length: 9 }, (_, i) => JSON.stringify({ body: `${ARTICLE} ${i}` })).join('\n');
    const { err } = await cli(['--input-format', 'jsonl', '--format', 'jsonl', '-'], { input: lines });
    expect(err.match(/\[guessed-field\]\n/g)).toHaveLength(5);
    expect(err).toMatch(/4 more documents with the warning \[guessed-field\]/);
  });
});

describe('the progress line', () => {
  test('what is done, what failed, how fast, how long, where', () => {
    const state = { analysed: 12345, failed: 6, current: 'news/خبر\u202E\n.txt', rate: 820.4, left: 95 };
    expect(progressText(state)).toBe(
      '12,345 done · 6 failed · 820/s · 2 min left · \u2068news/خبر\uFFFD\uFFFD.txt\u2069',
    );
    expect(progressText({ ...state, failed: 0, rate: 3.25, left: null })).toMatch(/^12,345 done · 3\.\d\/s · \u2068/);
  });

  test('of how many, where each file is a document', () => {
    const state = { analysed: 3, failed: 1, current: 'a.txt', rate: 2, left: 1498, total: 3000 };
    expect(progressText(state)).toBe('3 of 3,000 done · 1 failed · 2.0/s · 25 min left · \u2068a.txt\u2069');
  });

  test.each([
    ['documents', { bytes: 900, documents: 50 }, 40],
    ['bytes', { bytes: 900, documents: null }, 80],
    ['nothing', null, null],
  ])('time left by %s', (_, total, left) => {
    expect(timeLeft({ seconds: 10, finished: 10, before: 0, bytes: 100, total })).toBe(left);
  });

  test('what there is to do', async () => {
    const root = filled({ 'a.txt': ARTICLE, 'b/c.html': ARTICLE, 'b/x.png': ARTICLE });
    expect(await measureInputs({ paths: [root] })).toMatchObject({ documents: 2 });
    expect(await measureInputs({ paths: [root], shard: { index: 1, count: 2 } })).toMatchObject({ documents: 1 });
    expect(await measureInputs({ paths: ['-'] })).toBeNull();
    const lines = filled({ 'a.txt': ARTICLE, 'b.jsonl.gz': ARTICLE });
    expect(await measureInputs({ paths: [lines] })).toMatchObject({ documents: null });
  });

  test.each([
    [0, '1 s'],
    [59.4, '59 s'],
    [95, '2 min'],
    [4020, '1 h 7 min'],
  ])('%f s: %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('%i: %s', (value, text) => expect(grouped(value)).toBe(text));

  test('none beside a pipe', async () => {
    expect((await cli([news, '--format', 'jsonl'])).err).not.toMatch(/\r|done/);
  });
});
