/** What Spark moves about: files cut into pieces, pieces to rows. Together they are a run over the same inputs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evenly, frame, frameSplit, framesOf, splitFrame } from '../../src/batch/frames.ts';
import { run } from '../../src/cli/main.ts';
import { isArabic, type Piece, type Split } from '../../src/input/index.ts';
import { errorRow, formatter, views } from '../../src/output/index.ts';
import { documentRows, TABLES } from '../../src/output/tables.ts';
import { corpus, oneOfEach } from '../batch/corpus.ts';
import { sample } from '../output/sample.ts';

/** The program in this process: bytes in, bytes out. */
async function program(argv: string[], input: Uint8Array[] = []): Promise<{ code: number; out: Buffer; err: string }> {
  const streams = [0, 1].map(() => {
    const chunks: Buffer[] = [];
    const stream = new Writable({
      write(chunk, _, done) {
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
    return Object.assign(stream, { all: () => Buffer.concat(chunks) });
  });
  const [stdout, stderr] = streams as [(typeof streams)[0], (typeof streams)[0]];
  const stdin = Object.assign(Readable.from(input), { isTTY: false });
  const code = await run(argv, { stdin, stdout, stderr, env: {} });
  return { code, out: stdout.all(), err: stderr.all().toString() };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const home = mkdtempSync(join(tmpdir(), 'isnad-stations-'));
const { files } = corpus(80, oneOfEach);
beforeAll(() => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), content);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A file as the job sends it: its name, its bytes in stretches, an empty frame. */
const sent = (head: object, bytes: Uint8Array): Uint8Array[] => [
  ...frame(head),
  ...Array.from({ length: Math.ceil(bytes.length / 262_144) }, (_, i) =>
    frame({}, bytes.subarray(i * 262_144, (i + 1) * 262_144)),
  ).flat(),
  ...frame({}),
];

describe('list, cut, work', () => {
  test('give what a run over the same folder gives, its failures among it', { timeout: 120_000 }, async () => {
    const flags = ['--outlet-from', 'folder'];
    const list = (await program(['--spark', 'list', home, ...flags])).out.toString().trim().split('\n');
    const listed = list.map((line) => JSON.parse(line));
    const requests = listed.flatMap(({ path, inside, outlet, location }) =>
      sent({ path, inside, outlet }, Buffer.from(files[location.slice(home.length + 1)] as Uint8Array)),
    );
    const cut = await program(['--spark', 'cut', ...flags], requests);
    const pieces = (await all(framesOf(Readable.from([cut.out])))).filter(({ head }) => !head.end);
    const work = await program(
      ['--spark', 'work', ...flags],
      pieces.flatMap(({ head, bytes }) => frame(head, bytes)),
    );
    // Without a time limit it needs no thread, which would read all words anew.
    const alone = ['--jobs', '1', '--timeout', '0'];
    const whole = await program([home, '--format', 'rows', '--errors', 'inline', '-q', ...alone, ...flags]);
    const rows = work.out.toString().split('\n').filter(Boolean);
    expect({ code: work.code, err: work.err }).toEqual({ code: 0, err: '' });
    expect(rows.length).toBeGreaterThan(60);
    expect(rows).toEqual(whole.out.toString().trim().split('\n'));
    // An empty line behind each piece.
    expect(
      work.out
        .toString()
        .split('\n')
        .filter((line) => line === ''),
    ).toHaveLength(pieces.length + 1);
  });

  test('a piece goes on behind what was answered', async () => {
    const lines = [1, 2, 3]
      .map((n) => `${JSON.stringify({ id: `d${n}`, text: `قال الوزير: «نعم ${n}».` })}\n`)
      .join('');
    const piece = { path: 'a.jsonl', inside: 'a.jsonl', format: 'jsonl', first: 5, count: 3, step: 1 };
    const answer = async (skip: number, take?: number): Promise<string[]> =>
      (await program(['--spark', 'work'], frame({ ...piece, skip, take }, Buffer.from(lines)))).out
        .toString()
        .split('\n')
        .map((line) => (line === '' ? '' : JSON.parse(line).documents[0].document));
    expect(await answer(0)).toEqual(['a.jsonl#5', 'a.jsonl#6', 'a.jsonl#7', '', '']);
    expect(await answer(2)).toEqual(['a.jsonl#7', '', '']);
    expect(await answer(3)).toEqual(['', '']);
    expect(await answer(1, 1)).toEqual(['a.jsonl#6', '', '']);
  });

  test('a long file is cut as if it had been opened', { timeout: 60_000 }, async () => {
    const text = 'هطلت الأمطار على المدينة طوال الليل. '.repeat(40);
    const lines = Array.from({ length: 1500 }, (_, i) => `${JSON.stringify({ id: `d${i}`, text: `${i} ${text}` })}\n`);
    writeFileSync(join(home, 'long.jsonl'), lines.join(''));
    const { out } = await program(
      ['--spark', 'cut'],
      sent({ path: 'long.jsonl', inside: 'long.jsonl' }, Buffer.from(lines.join(''))),
    );
    const pieces = (await all(framesOf(Readable.from([out])))).filter(({ head }) => !head.end);
    expect(pieces.map(({ bytes }) => bytes.toString()).join('')).toBe(lines.join(''));
    expect(pieces.at(-1)?.head.first).toBe(1501 - (pieces.at(-1)?.head.count as number));
    expect(pieces.length).toBeGreaterThan(50);
  });

  test.each([
    { argv: ['--spark', 'nonsense'], told: /unknown step 'nonsense'/ },
    { argv: ['--spark', 'work', '--only', 'nothing'], told: /unknown part 'nothing'/ },
  ])('$argv: wrong usage', async ({ argv, told }) => {
    const { code, err } = await program(argv);
    expect(code).toBe(2);
    expect(err).toMatch(told);
  });

  test('the tables and views, with what --keep and --only make of them', async () => {
    const schema = async (...argv: string[]) =>
      JSON.parse((await program(['--spark', 'schema', ...argv])).out.toString());
    const { tables, views: found } = await schema();
    expect(tables).toMatchObject(TABLES);
    expect(tables.errors.map(({ name }: { name: string }) => name)).toEqual(['path', 'code', 'message', 'hint']);
    expect(Object.keys(found)).toEqual(['statements', 'voices', 'by_outlet', 'names']);
    const some = await schema('--only', 'entities', '--keep', 'topic');
    expect(Object.keys(some.tables)).toEqual(['documents', 'entities', 'mentions', 'errors']);
    expect(some.tables.documents.at(-1)).toEqual({ name: 'topic', type: 'text' });
    expect(Object.keys(some.views)).toEqual(['names']);
    expect(some.views).toEqual(views(['entities']));
  });

  test('the path of the job', async () => {
    const { code, out } = await program(['--spark-job']);
    expect(code).toBe(0);
    expect(out.toString()).toMatch(/spark\/job\.py\n$/);
  });
});

describe('frames', () => {
  const piece: Piece = { path: 'ا.jsonl', format: 'jsonl', bytes: Buffer.from('{}\n'), first: 3, count: 1, step: 1 };
  const rows: Piece = { path: 'a.csv', format: 'csv', records: [{ id: '1', text: 'نعم' }], first: 1, count: 1 };
  const problem = { path: 'a', code: 'empty' as const, message: 'the file is empty' };
  const plain = (split: Split): object =>
    split.ok ? { ...split.piece, bytes: String(split.piece.bytes && Buffer.from(split.piece.bytes)) } : split;

  test.each<[string, Split]>([
    ['a piece', { ok: true, piece }],
    ['rows', { ok: true, piece: rows }],
    ['a problem', { ok: false, problem }],
  ])('%s comes out as it went in, however the stream is cut', async (_, split) => {
    const bytes = Buffer.concat([...splitFrame(split), ...splitFrame(split)]);
    for (const size of [1, 7, 1000]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      const found = (await all(framesOf(Readable.from(chunks)))).map(frameSplit);
      expect(found.map(plain)).toEqual([plain(split), plain(split)]);
    }
  });

  test('a stream that breaks off is no stream', async () => {
    const [head] = frame({ path: 'a' }, Buffer.from('abc'));
    await expect(all(framesOf(Readable.from([head, Buffer.from('a')])))).rejects.toThrow(/breaks off/);
  });

  test('pieces of lines are the same however a reader gave them out', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => `${'ن'.repeat(i * 7)}\n`);
    const cut = async (size: number): Promise<unknown[]> => {
      async function* splits(): AsyncIterable<Split> {
        for (let i = 0; i < lines.length; i += size) {
          const part = lines.slice(i, i + size);
          yield { ok: true, piece: { ...piece, bytes: Buffer.from(part.join('')), first: i + 1, count: part.length } };
        }
      }
      return (await all(evenly(splits()))).map((split) => splitFrame(split).map(String));
    };
    expect(await cut(1)).toEqual(await cut(60));
    expect((await cut(200)).length).toBeGreaterThan(3);
  });
});

describe('rows', () => {
  test('are those of the tables, by name, without the empty cells', async () => {
    const { document } = await formatter('rows', {});
    const line = JSON.parse(document(sample(), 0));
    const expected = documentRows(sample());
    expect(Object.keys(line)).toEqual(Object.keys(TABLES));
    for (const [table, columns] of Object.entries(TABLES))
      expect(line[table].map((row: Record<string, unknown>) => columns.map(({ name }) => row[name] ?? null))).toEqual(
        expected[table as keyof typeof TABLES],
      );
  });

  test('half a surrogate pair is what a file makes of it', async () => {
    const { document } = await formatter('rows', {});
    const [row] = JSON.parse(document(sample({ title: 'a\ud800b\u{1f600}' }), 0)).documents;
    expect(row.title).toBe('a\ufffdb\u{1f600}');
  });

  test('a failure', () => {
    expect(JSON.parse(errorRow({ path: 'a#1', code: 'empty', message: 'nothing' }))).toEqual({
      errors: [{ path: 'a#1', code: 'empty', message: 'nothing' }],
    });
  });
});

describe('only Arabic', () => {
  test.each([
    { text: 'قال الوزير إن القرار نهائي', arabic: true },
    { text: 'Home News Sport قال الوزير إن القرار نهائي ولا رجعة فيه', arabic: true, why: 'an English menu' },
    {
      text: 'لعب غوارديولا مع برشلونة، وسجل بيكيه وچافي هدفين في مرمى الفريق الضيف خلال الشوط الثاني من المباراة',
      arabic: true,
      why: 'a foreign name',
    },
    { text: 'The minister said that the decision (قرار) is final', arabic: false },
    { text: 'وزیر امور خارجه گفت که این تصمیم نهایی است و پیگیری خواهد شد', arabic: false, why: 'Persian' },
    { text: 'وزیر نے کہا کہ یہ فیصلہ حتمی ہے', arabic: false, why: 'Urdu' },
    { text: '2021 – 2022', arabic: false },
  ])('$text -> $arabic', ({ text, arabic }) => expect(isArabic(text)).toBe(arabic));

  test('the others are passed over and counted, and are no failures', async () => {
    const texts = ['قال الوزير إن القرار نهائي', 'The minister said so', 'وقال رئيس البلدية: «نعم».'];
    const path = join(home, 'mixed.jsonl');
    writeFileSync(path, texts.map((text, i) => `${JSON.stringify({ id: `d${i}`, text })}\n`).join(''));
    const { code, out, err } = await program([path, '--arabic-only', '--format', 'jsonl']);
    expect(code).toBe(0);
    expect(
      out
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).source.id),
    ).toEqual(['d0', 'd2']);
    expect(err).toMatch(/^analyze: 2 analysed, 1 not in Arabic passed over/);
  });
});
