import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Destination } from '../../src/batch/targets.ts';
import type { FormatName } from '../../src/output/index.ts';
import { word } from '../input/bytes.ts';
import { size } from '../long.ts';
import { analyze } from './analyse.ts';
import { folder, ids, inFolders, lines, run, TEXT } from './harness.ts';

inFolders();

/** Documents of the long file, which is two pieces of work. */
const LINES = size(60, 300);
const LONG_TEXT = `${TEXT} `.repeat(10);
/** Of a list, and of a table. */
const [LISTED, ROWS] = [12, 20];
/** With the others of `mixed`. */
const DOCUMENTS = LINES + LISTED + ROWS + 10;

/** Inputs of several kinds with failures among them; without pages and Word documents, whose readers each thread would read anew. */
const mixed = (pages = false) =>
  folder({
    'a.txt': TEXT,
    'b.jsonl': lines(LINES, Object.fromEntries(Array.from({ length: LINES }, (_, i) => [i, `${LONG_TEXT}${i}`]))),
    ...(pages
      ? { 'c.html': `<html><body><p>${TEXT} ${TEXT}</p></body></html>`, 'h.docx': word('عنوان', [TEXT]) }
      : { 'c.md': `# خبر\n\n${TEXT} ${TEXT}`, 'h.txt': TEXT }),
    'd.json': JSON.stringify(Array.from({ length: LISTED }, (_, i) => ({ id: `j${i}`, text: `${TEXT} ${i}` }))),
    'e.txt': '',
    'f.csv': `id,text\n${Array.from({ length: ROWS }, (_, i) => `c${i},"${TEXT}"`).join('\n')}`,
    'g.txt': Buffer.from([0, 1, 2, 3]),
    'i.jsonl': `${lines(3)}broken\n${lines(3)}`,
    'z/y.txt': TEXT,
  });

/** Everything below a folder, by name. */
function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path, 'latin1')];
    }),
  );
}

/** `threads`: the first of its kind, which is interrupted while threads work on it; of the others only what is written differs. */
const destinations: { format: FormatName; at: (root: string) => Destination; threads?: true }[] = [
  { format: 'jsonl', at: (root) => ({ kind: 'file', path: join(root, 'out.jsonl') }), threads: true },
  { format: 'json', at: (root) => ({ kind: 'file', path: join(root, 'out.json') }) },
  { format: 'csv', at: (root) => ({ kind: 'folder', path: root, content: 'tables' }), threads: true },
  { format: 'json', at: (root) => ({ kind: 'folder', path: root, content: 'per-file' }), threads: true },
  { format: 'brat', at: (root) => ({ kind: 'folder', path: root, content: 'per-file' }) },
  { format: 'sqlite', at: (root) => ({ kind: 'file', path: join(root, 'out.sqlite') }) },
  { format: 'parquet', at: (root) => ({ kind: 'folder', path: root, content: 'tables' }) },
];

/** Threads beside none, where they aren't two; one reads the pages. */
const jobsOf: Partial<Record<FormatName, number>> = { jsonl: 1, csv: 3 };

describe('results in input order, the same bytes for any number of threads', () => {
  test.each(destinations)('$format, case %#', { timeout: 120_000 }, async ({ format, at }) => {
    const root = mixed(format === 'jsonl');
    const results: Record<string, string>[] = [];
    for (const jobs of [0, jobsOf[format] ?? 2]) {
      const out = folder();
      const { summary, problems } = await run({
        paths: [root],
        jobs,
        format,
        destination: at(out),
        errors: join(out, 'errors'),
      });
      expect(summary).toMatchObject({ end: 'whole', analysed: DOCUMENTS, failed: 3 });
      expect(problems.map(({ code }) => code)).toEqual(['empty', 'binary', 'bad-json']);
      results.push(contents(out));
    }
    expect(Object.keys(results[0] ?? {}).filter((name) => /partial|journal|results/.test(name))).toEqual([]);
    for (const other of results.slice(1)) expect(other).toEqual(results[0]);
    if (format === 'json' && results[0]?.['out.json'])
      expect(JSON.parse(results[0]['out.json'])).toHaveLength(DOCUMENTS);
  });

  test('standard output, and standard input', async () => {
    const stdin = () => Readable.from([Buffer.from(lines(500).slice(0, 1000)), Buffer.from(lines(500).slice(1000))]);
    const runs = await Promise.all(
      [0, 2].map((jobs) => run({ paths: ['-'], inputs: { stdin: stdin(), inputFormat: 'jsonl' }, jobs })),
    );
    expect(ids(runs[0]?.out ?? '')).toEqual(Array.from({ length: 500 }, (_, i) => `d${i}`));
    expect(runs[1]?.out).toBe(runs[0]?.out);
  });
});

describe('bad documents cost themselves, not the run', () => {
  test.each([
    ['throws', 'THROW', 'crashed', /thrown on purpose/],
    ['ends its thread', 'EXIT', 'crashed', /thread/],
    ['hangs', 'HANG', 'timeout', /0\.25 s/],
    ['takes all memory', 'MEMORY', 'crashed', /memory/],
  ])(
    'one that %s',
    async (_, word, code, message) => {
      const root = folder({
        'a.txt': TEXT,
        'b.jsonl': lines(120, { 7: word, 90: word }),
        'c.json': JSON.stringify([{ text: TEXT }, { text: word }, { text: TEXT }]),
        'd.txt': word,
        'e.txt': TEXT,
      });
      const { summary, out, problems } = await run({
        paths: [root],
        timeout: word === 'HANG' ? 250 : 20_000,
        ...(word === 'MEMORY' && { heap: 32 }),
      });
      expect(problems.map((problem) => problem.path.slice(root.length + 1))).toEqual(
        word === 'THROW'
          ? ['b.jsonl#d7', 'b.jsonl#d90', 'c.json#2', 'd.txt']
          : ['b.jsonl#8', 'b.jsonl#91', 'c.json#2', 'd.txt'],
      );
      for (const problem of problems) expect(problem).toMatchObject({ code, message: expect.stringMatching(message) });
      expect(summary).toMatchObject({ analysed: 1 + 118 + 2 + 1, failed: 4, end: 'whole' });
      const good = Array.from({ length: 120 }, (_, i) => `d${i}`).filter((id) => id !== 'd7' && id !== 'd90');
      expect(ids(out)).toEqual([null, ...good, '1', '3', null]);
    },
    60_000,
  );

  test.each([
    { jobs: 1, name: 'a.html', content: `<html><body><p>WAIT ${TEXT} ${TEXT}</p></body></html>` },
    { jobs: undefined, name: 'a.html', content: `<html><body><p>WAIT ${TEXT} ${TEXT}</p></body></html>` },
    { jobs: 1, name: 'a.txt', content: `WAIT ${TEXT.repeat(5000)}` },
    { jobs: undefined, name: 'a.json', content: JSON.stringify({ text: `WAIT ${TEXT.repeat(5000)}` }) },
  ])('the usual time limit holds from the first document on: $name, $jobs threads', async ({ jobs, name, content }) => {
    const root = folder({ [name]: content, 'b.txt': TEXT });
    const { summary, problems } = await run({ paths: [root], cores: 1, timeout: undefined, defaultTimeout: 250, jobs });
    expect(problems).toMatchObject([{ code: 'timeout', hint: 'allow more with --timeout SECONDS (0: no limit)' }]);
    expect(summary).toMatchObject({ end: 'whole', analysed: 1, failed: 1 });
  });

  test.each([
    { what: 'a short file', count: 40, pipe: false, here: 40 },
    { what: 'a long file, from its beginning on', count: 700, pipe: false, here: 0 },
    { what: 'a short pipe', count: 40, pipe: true, here: 40 },
    { what: 'a long pipe', count: 700, pipe: true, here: 0 },
  ])('$what: $here documents are analysed in the thread that splits and writes', async ({ count, pipe, here }) => {
    let alone = 0;
    const text = lines(count);
    const { summary, out } = await run({
      paths: [pipe ? '-' : folder({ 'a.jsonl': text })],
      inputs: pipe ? { stdin: Readable.from([Buffer.from(text)]), inputFormat: 'jsonl' } : {},
      jobs: 1,
      timeout: undefined,
      analyse: (document) => {
        alone++;
        return analyze(document);
      },
    });
    expect([summary.analysed, alone, ids(out).length]).toEqual([count, here, count]);
  });

  test('threads that cannot even start end the run, instead of starting for ever', async () => {
    const broken = folder({ 'thread.cjs': 'throw new Error("no such thing")' });
    const root = folder({ 'a.txt': TEXT, 'b.txt': TEXT });
    const { problems } = await run({ paths: [root], workerFile: join(broken, 'thread.cjs') });
    expect(problems.map(({ code }) => code)).toEqual(['crashed', 'crashed']);
  });
});

describe('failures', () => {
  const root = () =>
    folder({ 'a.jsonl': `{"id":"x","text":"${TEXT}"}\nbroken\n{"id":"y","text":"${TEXT}"}\n`, 'b.txt': '' });

  test('a file of them, as JSON Lines', async () => {
    const out = folder();
    const paths = [root(), 'nowhere'];
    await run({ paths, errors: join(out, 'errors.jsonl'), jobs: 1 });
    const errors = readFileSync(join(out, 'errors.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(errors).toMatchObject([{ code: 'bad-json' }, { code: 'empty' }, { code: 'not-found', path: 'nowhere' }]);
    for (const { message } of errors) expect(message).toMatch(/\S/);
  });

  test('inline: a record each, one in and one out', async () => {
    const { out } = await run({ paths: [root()], errors: 'inline', jobs: 1 });
    const records = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ source, error }) => [source.id, error?.code])).toEqual([
      ['x', undefined],
      ['2', 'bad-json'],
      ['y', undefined],
      [null, 'empty'],
    ]);
  });

  test.each([0, 2])('--fail-fast stops at the first, with %i threads', async (jobs) => {
    const { summary, out, problems } = await run({ paths: [root()], failFast: true, jobs });
    expect(summary).toMatchObject({ end: 'stopped', analysed: 1, failed: 1 });
    expect(ids(out)).toEqual(['x']);
    expect(problems).toHaveLength(1);
  });
});

test.each([
  { bad: [3, 4, 5], failed: 3, why: 'three in a row bring their threads down' },
  {
    bad: Array.from({ length: 9 }, (_, i) => i + 3),
    failed: 17,
    why: 'of nine in a row so does the rest of the piece',
  },
])('no document of a piece is lost: $why', { timeout: 60_000 }, async ({ bad, failed }) => {
  const root = folder({ 'a.jsonl': lines(20, Object.fromEntries(bad.map((i) => [i, `${TEXT} EXIT`]))) });
  const { summary, problems } = await run({ paths: [root] });
  expect(summary).toMatchObject({ analysed: 20 - failed, failed });
  expect(problems.map(({ path, code }) => [path.split('#')[1], code])).toEqual(
    Array.from({ length: failed }, (_, i) => [String(i + 4), 'crashed']),
  );
});

test('a record that brings down whoever parses it costs itself, not those behind it', { timeout: 60_000 }, async () => {
  const root = folder({ 'a.jsonl': lines(20, { 3: `${TEXT} PARSED`, 9: `${TEXT} PARSED` }) });
  const { summary, problems } = await run({ paths: [root] });
  expect(problems.map(({ path, code }) => [path.split('#')[1], code])).toEqual([
    ['4', 'crashed'],
    ['10', 'crashed'],
  ]);
  expect(summary).toMatchObject({ analysed: 18, failed: 2 });
});

describe('an interrupted run goes on', () => {
  test.each(destinations)('$format, case %#', { timeout: 120_000 }, async ({ format, at, threads }) => {
    const root = mixed();
    const whole = folder();
    await run({ paths: [root], jobs: 0, format, destination: at(whole), errors: join(whole, 'errors') });
    const out = folder();
    const wish = { paths: [root], format, destination: at(out), errors: join(out, 'errors') };
    // At the beginning, within the list behind a line of the journal, within the table.
    const stops = [1, DOCUMENTS / 2 + 15, 15];
    const jobs = format === 'jsonl' ? [0, 2, 1] : [0, threads ? 2 : 0, 0];
    for (const [i, stopAfter] of stops.entries()) {
      const { summary } = await run({ ...wish, resume: i > 0, stopAfter, jobs: jobs[i] });
      expect(summary.end).toBe('interrupted');
      expect(summary.resumable).toBe(true);
    }
    const { summary } = await run({ ...wish, resume: true, jobs: 0 });
    expect(summary).toMatchObject({ end: 'whole', analysed: DOCUMENTS, failed: 3 });
    expect(summary.earlier.analysed + summary.earlier.failed).toBe(stops.reduce((sum, stop) => sum + stop, 0));
    expect(contents(out)).toEqual(contents(whole));
  });

  test('what was written beyond the journal, and half a line of the journal, is mended', async () => {
    const { appendFileSync } = await import('node:fs');
    const root = mixed();
    const out = folder();
    const wish = { paths: [root], destination: { kind: 'file', path: join(out, 'o.jsonl') } as const };
    const { summary } = await run({ ...wish, stopAfter: 40, jobs: 1 });
    expect(summary.kept).toEqual([join(out, 'o.jsonl.partial')]);
    appendFileSync(join(out, 'o.jsonl.partial'), '{"schema":1,"source":{"path":"half a li');
    appendFileSync(join(out, 'o.jsonl.journal'), '{"inputs":[["b.jsonl",2');
    await run({ ...wish, resume: true, stopAfter: 40, jobs: 0 });
    await run({ ...wish, resume: true, jobs: 0 });
    const fresh = await run({ paths: [root], jobs: 0 });
    expect(readFileSync(join(out, 'o.jsonl'), 'utf8')).toBe(fresh.out);
    expect(existsSync(join(out, 'o.jsonl.journal'))).toBe(false);
  });

  test('without a word it is left as it is; with other inputs or options it is no base to go on from', async () => {
    const root = mixed();
    const out = folder();
    const wish = { paths: [root], destination: { kind: 'file', path: join(out, 'o.jsonl') } as const, jobs: 0 };
    await run({ ...wish, stopAfter: 40 });
    const before = contents(out);
    const refused = [
      { ...wish },
      { ...wish, format: 'csv' as const },
      { ...wish, resume: true, output: { text: true } },
      { ...wish, resume: true, paths: [mixed()] },
      { ...wish, resume: true, paths: [root, root] },
      { ...wish, resume: true, inputs: { recursive: false } },
      { ...wish, resume: true, lexicon: '[titles]\nناظر | نظار | m office' },
    ];
    for (const one of refused) await expect(run(one)).rejects.toThrow(/o\.jsonl\.journal/);
    expect(contents(out)).toEqual(before);
    const { summary } = await run({ ...wish, restart: true });
    expect(summary).toMatchObject({ end: 'whole', analysed: DOCUMENTS, earlier: { analysed: 0 } });
  });

  test('a part that is shorter than its account tells is refused, not filled up', async () => {
    const root = mixed();
    const out = folder();
    const wish = { paths: [root], destination: { kind: 'file', path: join(out, 'o.jsonl') } as const, jobs: 0 };
    await run({ ...wish, stopAfter: 40 });
    truncateSync(join(out, 'o.jsonl.partial'), 10);
    await expect(run({ ...wish, resume: true })).rejects.toThrow(/o\.jsonl\.partial/);
    rmSync(join(out, 'o.jsonl.partial'));
    await expect(run({ ...wish, resume: true })).rejects.toThrow(/o\.jsonl\.partial/);
  });

  test('a full disk ends the run with an error, and the journal stays true', async () => {
    if (!existsSync('/dev/full')) return;
    const root = mixed();
    const destination = { kind: 'file', path: '/dev/full' } as const;
    await expect(run({ paths: [root], destination, jobs: 0 })).rejects.toThrow(/ENOSPC/);
  });
});

test('the cache: unchanged documents are neither read nor analysed again, whatever the format', async () => {
  const cache = folder();
  const root = mixed();
  const first = await run({ paths: [root], cache, jobs: 1 });
  const calls: string[] = [];
  const counting = {
    jobs: 0,
    analyse: (document: { text: string }) => {
      calls.push(document.text);
      throw new Error('should have been in the cache');
    },
  };
  const second = await run({ paths: [root], cache, ...counting });
  expect(second.out).toBe(first.out);
  expect(calls).toEqual([]);
  const changed = folder({ 'a.txt': `${TEXT} وأكثر` });
  expect((await run({ paths: [changed], cache, ...counting })).problems).toMatchObject([{ code: 'crashed' }]);
  const moved = folder({ 'other/name.txt': TEXT });
  const third = await run({ paths: [moved], cache, ...counting });
  expect(JSON.parse(third.out).source.path).toBe(join(moved, 'other/name.txt'));
  const other = await run({ paths: [moved], cache, version: 'other', ...counting });
  expect(other.summary.failed).toBe(1);
});

test('a cache that was tampered with, or that goes away, costs time, not results', async () => {
  const cache = folder();
  const root = folder({ 'a.txt': TEXT });
  const first = await run({ paths: [root], cache, jobs: 0 });
  for (const name of Object.keys(contents(cache))) writeFileSync(join(cache, name), '{}');
  expect((await run({ paths: [root], cache, jobs: 0 })).out).toBe(first.out);
  const gone = join(folder({ file: '' }), 'file');
  expect(await run({ paths: [root], cache: gone, jobs: 0 })).toMatchObject({ out: first.out, problems: [] });
});

describe('bounded by a window', () => {
  /** Lines without end, counting what was taken. */
  function endless(count: number) {
    const taken = { lines: 0 };
    async function* source() {
      for (; taken.lines < count; taken.lines += 100) yield Buffer.from(lines(100));
    }
    return { taken, stdin: source() as unknown as NodeJS.ReadableStream };
  }

  test.each([0, 2])('a slow reader of the results holds the reading up, with %i threads', async (jobs) => {
    const { taken, stdin } = endless(20_000);
    let written = 0;
    let most = 0;
    await run({
      paths: ['-'],
      jobs,
      inputs: { stdin, inputFormat: 'jsonl' },
      stopAfter: 400,
      async written() {
        written++;
        most = Math.max(most, taken.lines - written);
        if (written % 50 === 0) await new Promise((done) => setTimeout(done, 20));
      },
    });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThan(6000);
  });

  test('one document in, one document out: a partner who waits for each answer gets it', async () => {
    let answered: () => void = () => {};
    async function* conversation() {
      for (let i = 0; i < 5; i++) {
        const answer = new Promise<void>((done) => {
          answered = done;
        });
        yield Buffer.from(`{"id":"${i}","text":"${TEXT}"}\n`);
        await answer;
      }
    }
    const { out } = await run({
      paths: ['-'],
      inputs: { stdin: conversation() as unknown as NodeJS.ReadableStream, inputFormat: 'jsonl' },
      written: (text) => {
        if (text) answered();
      },
    });
    expect(ids(out)).toEqual(['0', '1', '2', '3', '4']);
  });
});
