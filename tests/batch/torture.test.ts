/** Inputs of every kind, a tenth of them broken, and a program that is killed again and again; two thousand inputs and ten kills in a soak. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { size } from '../long.ts';
import { corpus, deadLink, oneOfEach } from './corpus.ts';
import { folder, inFolders, lines } from './harness.ts';
import { killedWhen, program, runProgram } from './program.ts';

inFolders();

const { files, documents, failures } = size(corpus(120, oneOfEach), corpus(2000));
// The first input: long enough that a kill falls into it.
const LONG = { name: '0/0-long.jsonl', documents: 300 };
files[LONG.name] = lines(LONG.documents);
documents.push(...Array.from({ length: LONG.documents }, (_, i) => `${LONG.name}#d${i}`));
let analyze = '';
let news = '';
let whole = '';

beforeAll(async () => {
  analyze = await program(folder());
  news = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(news, name)), { recursive: true });
    writeFileSync(join(news, name), content);
  }
  deadLink(news, 'zz-dead.txt');
});

const jsonLines = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const below = (path: string) => path.slice(news.length + 1);
const keys = (path: string): string[] =>
  jsonLines(path).map(({ source }) => below(source.path) + (source.id === null ? '' : `#${source.id}`));

/** Every good document once, every failure once, under the right code. */
function check(out: string, errors: string): void {
  expect(keys(out).toSorted()).toEqual(documents.toSorted());
  const found = jsonLines(errors).map(({ path, code }) => [below(path), code]);
  expect(Object.fromEntries(found)).toEqual({ ...failures, 'zz-dead.txt': 'not-found' });
  expect(found).toHaveLength(Object.keys(failures).length + 1);
}

const argvFor = (out: string, ...more: string[]) => [
  news,
  '-o',
  join(out, 'out.jsonl'),
  '--errors',
  join(out, 'errors.jsonl'),
  '-q',
  ...more,
];

test('every good one is in the output once, every broken one on the error list once', () => {
  const out = folder();
  const { code } = runProgram(analyze, argvFor(out, '--jobs', '1'));
  expect(code).toBe(1);
  check(join(out, 'out.jsonl'), join(out, 'errors.jsonl'));
  whole = out;
}, 120_000);

test('the same bytes with two threads', () => {
  const out = folder();
  runProgram(analyze, argvFor(out, '--jobs', '2'));
  for (const name of ['out.jsonl', 'errors.jsonl'])
    expect(readFileSync(join(out, name)).equals(readFileSync(join(whole, name)))).toBe(true);
}, 120_000);

test('the same after kills, with --resume', async () => {
  const out = folder();
  const journal = join(out, 'out.jsonl.journal');
  const written = (): number => statSync(journal, { throwIfNoEntry: false })?.size ?? 0;
  const kills = size(2, 10);
  for (let kill = 0; kill < kills; kill++) {
    // The first before anything is done, behind the journal's first line; the others one or two lines further, in the midst of what follows.
    const before = written();
    let left = kill === 0 ? 1 : 2 + (kill % 2);
    let seen = before;
    const isTime = (): boolean => {
      const now = written();
      if (now !== seen) left--;
      seen = now;
      return left <= 0;
    };
    expect(await killedWhen(analyze, argvFor(out, '--jobs', String(1 + (kill % 2)), '--resume'), isTime)).toBe(true);
    expect(readdirSync(out)).not.toContain('out.jsonl');
    expect(written()).toBeGreaterThan(before);
  }
  const { code } = runProgram(analyze, argvFor(out, '--resume'));
  expect(code).toBe(1);
  for (const name of ['out.jsonl', 'errors.jsonl'])
    expect(readFileSync(join(out, name)).equals(readFileSync(join(whole, name)))).toBe(true);
}, 120_000);

describe('shares of the work', () => {
  const shardArgv = (out: string, i: number, n: number) => [
    news,
    '-o',
    join(out, `${i}.jsonl`),
    '-q',
    '--jobs',
    '1',
    '--shard',
    `${i}/${n}`,
  ];
  const union = (out: string): string[] =>
    readdirSync(out).flatMap((name) => readFileSync(join(out, name), 'utf8').trim().split('\n'));
  const single = () => readFileSync(join(whole, 'out.jsonl'), 'utf8').trim().split('\n').toSorted();

  test('--shard: the union is the single run', () => {
    const out = folder();
    for (const i of [1, 2]) runProgram(analyze, shardArgv(out, i, 2));
    expect(union(out).toSorted()).toEqual(single());
  }, 120_000);

  const parallel = spawnSync('parallel', ['--version'], { encoding: 'utf8' }).stdout?.includes('GNU parallel') ?? false;
  if (!parallel) console.warn('skipped: GNU parallel is not installed');
  test.skipIf(!parallel)(
    'GNU parallel runs the shards',
    () => {
      const out = folder();
      const command = `"${process.execPath}" "${analyze}" "${news}" -q --shard {}/4 -o "${out}/{}.jsonl" || true`;
      const { status } = spawnSync('parallel', ['--will-cite', '-j2', command, ':::', '1', '2', '3', '4']);
      expect(status).toBe(0);
      expect(union(out).toSorted()).toEqual(single());
    },
    60_000,
  );

  test.skipIf(!parallel)(
    'GNU parallel feeds the program as a filter',
    () => {
      const input = lines(200);
      const command = `"${process.execPath}" "${analyze}" --input-format jsonl --format jsonl --errors inline -`;
      const { stdout } = spawnSync('parallel', ['--will-cite', '-j2', '-k', '--pipe', '-N50', command], {
        input,
        encoding: 'utf8',
        maxBuffer: 1e9,
      });
      expect(stdout).toBe(runProgram(analyze, ['--input-format', 'jsonl', '--format', 'jsonl', '-'], input).out);
    },
    60_000,
  );

  const slurm = spawnSync('sinfo', ['-h'], { encoding: 'utf8' }).status === 0;
  if (!slurm) console.warn('skipped: no Slurm cluster answers here');
  test.skipIf(!slurm)(
    'a Slurm array runs the shards',
    () => {
      const out = folder();
      const wrap = `"${process.execPath}" "${analyze}" "${news}" -q --shard $SLURM_ARRAY_TASK_ID/4 -o "${out}/$SLURM_ARRAY_TASK_ID.jsonl" || true`;
      const { status } = spawnSync('sbatch', ['--wait', '--array=1-4', '--output=/dev/null', `--wrap=${wrap}`]);
      expect(status).toBe(0);
      expect(union(out).toSorted()).toEqual(single());
    },
    120_000,
  );
});
