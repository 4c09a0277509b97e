/** The built program as a process: pipes, signals, exit codes. Skipped with a message where it isn't built. */
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { size } from '../long.ts';
import { ARTICLE, workspace } from './harness.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = `${root}bin/analyze.js`;
const { folder, file } = workspace();
const good = file('good.txt', ARTICLE);

const analyze = (argv: string[], input = '', flags: string[] = []) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, bin, ...argv], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
    timeout: 110_000,
  });
  return { status, stdout, stderr };
};

beforeAll(() => {
  if (!existsSync(`${root}dist/cli.cjs`)) execFileSync(process.execPath, [`${root}.config/build.mjs`], { cwd: root });
}, 120_000);

const LONG_LINE = 'هطلت الأمطار على المدينة طوال الليل، وامتلأت الشوارع بالمياه. ';

describe('as a process', () => {
  // `script` gives a terminal to what it runs.
  test.skipIf(spawnSync('script', ['--version']).status !== 0)('a terminal is not written to as a file', () => {
    for (const option of ['-o', '--errors']) {
      const command = `"${process.execPath}" "${bin}" "${good}" -f csv ${option} /dev/stdout`;
      const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });
      expect(stdout).toContain('/dev/stdout is a terminal');
    }
  });

  test('one article', () => {
    const { status, stdout, stderr } = analyze([good]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('good.txt');
  });

  test.each([
    { argv: [`${folder}/nowhere.txt`], status: 1 },
    { argv: [good, '--nonsense'], status: 2 },
  ])('$argv ends with $status', ({ argv, status }) => expect(analyze(argv).status).toBe(status));

  test.each([
    { way: 'standard output, led into a file that is read', command: 'a.txt >> a.txt' },
    { way: 'standard output, into the folder', command: 'own > own/out.txt' },
    { way: 'the file that standard input is', command: '- -o a.txt < a.txt' },
  ])('the output is an input: $way', ({ command }) => {
    file('own/b.txt', ARTICLE);
    const path = file('a.txt', ARTICLE);
    const argv = ['-c', `"${process.execPath}" "${bin}" ${command}`];
    const { status, stderr } = spawnSync('bash', argv, { encoding: 'utf8', cwd: folder });
    expect(status).toBe(2);
    expect(stderr).toMatch(/the output is one of the inputs/);
    expect(readFileSync(path, 'utf8')).toBe(ARTICLE);
  });

  test('a long result arrives whole through a pipe', () => {
    const count = size(12, 3000);
    // What an input's field holds takes no analysis.
    const note = 'ملاحظة '.repeat(3000);
    const lines = Array.from({ length: count }, (_, id) => JSON.stringify({ id: String(id), text: ARTICLE, note }));
    const { status, stdout } = analyze(
      ['--input-format', 'jsonl', '--format', 'json', '--keep', 'note', '-'],
      `${lines.join('\n')}\n`,
    );
    expect(status).toBe(0);
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(JSON.parse(stdout)).toHaveLength(count);
  });

  test('a reader who goes away is no error', () => {
    const lines = Array.from({ length: 200 }, (_, id) => JSON.stringify({ id: String(id), text: ARTICLE }));
    const path = file('many.jsonl', lines.join('\n'));
    const command = `"${process.execPath}" "${bin}" "${path}" --format jsonl | head -n 1 > /dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
  });

  // Side by side: they wait until the reader has gone.
  test.concurrent.each([
    { argv: '--help', to: '', status: 0 },
    { argv: '--version', to: '', status: 0 },
    { argv: '--nonsense', to: '2>&1', status: 2 },
  ])('nor is one who has gone before: $argv $to ends with $status', async ({ argv, to, status }) => {
    const command = `{ sleep 0.2; "${process.execPath}" "${bin}" ${argv} ${to}; echo "$?" >&2; } | true`;
    const { stderr } = await promisify(execFile)('bash', ['-c', command]);
    expect(stderr).toBe(`${status}\n`);
  });

  test('Ctrl-C: 130, whole lines', async () => {
    const lines = Array.from({ length: 40 }, (_, id) => JSON.stringify({ id: String(id), text: ARTICLE.repeat(5) }));
    const child = spawn(process.execPath, [bin, '--input-format', 'jsonl', '--format', 'jsonl', '-']);
    let out = '';
    child.stdout.on('data', (chunk) => {
      if (out === '') child.kill('SIGINT');
      out += chunk;
    });
    // Standard input stays open: the run would wait for more.
    child.stdin.write(`${lines.join('\n')}\n`);
    child.stdin.on('error', () => {});
    const feed = setInterval(() => child.stdin.write(`${lines.join('\n')}\n`), 20);
    const code = await new Promise((resolve) => child.on('close', resolve));
    clearInterval(feed);
    expect(code).toBe(130);
    for (const line of out.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  // More words than a call may have arguments, or a pattern steps back: with an eighth of the usual stack an eighth of the words.
  const lineSize = size(1_750, 430_000);
  const small = size(['--stack-size=123'], []);
  // A thread would have a stack of its own.
  const inThisThread = size(['--timeout', '0'], []);
  test(`a line of ${Math.round((lineSize * Buffer.byteLength(LONG_LINE)) / 1e5) / 10} MB`, () => {
    const path = file('long.txt', LONG_LINE.repeat(lineSize));
    const { status, stdout, stderr } = analyze(
      [path, '--format', 'jsonl', '--only', 'speakers', ...inThisThread],
      '',
      small,
    );
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(size([0], [0, 1])).toContain(status);
    if (status === 0) expect(JSON.parse(stdout).counts.characters).toBe(LONG_LINE.length * lineSize);
    else expect(stderr).toMatch(/long\.txt: /);
  }, 120_000);
});
