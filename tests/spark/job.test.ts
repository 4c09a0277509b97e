/** The Spark job, on one machine; skipped where there is no Spark. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpus } from '../batch/corpus.ts';
import { size } from '../long.ts';
import { hasPython, missing, python } from './python.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const analyze = join(ROOT, 'bin/analyze.js');
const home = mkdtempSync(join(tmpdir(), 'isnad-spark-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/spark/job.py')))
    execFileSync(process.execPath, ['.config/build.mjs'], { cwd: ROOT });
}, 120_000);

test.skipIf(!hasPython)('the filter: what dies is started again, and nothing is lost', { timeout: 120_000 }, () => {
  const { status, stdout, stderr } = spawnSync('python3', [join(HERE, 'filter_check.py')], { encoding: 'utf8' });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim().split('\n').length).toBeGreaterThan(12);
});

test('tables, views and types are those of one machine', { timeout: 900_000 }, (context) => {
  const reason = missing();
  if (reason) return context.skip(reason);
  for (const [name, content] of Object.entries(corpus(size(30, 60)).files)) {
    const path = join(home, 'inputs', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const single = (...argv: string[]) => spawnSync(process.execPath, [analyze, 'inputs', ...argv, '-q'], { cwd: home });
  expect(single('-o', 'single.parquet/', '--errors', 'single.errors').status).toBe(1);
  expect(single('-o', 'single.sqlite').status).toBe(1);
  const job = dirname(execFileSync(process.execPath, [analyze, '--spark-job'], { encoding: 'utf8' }).trim());
  const { status, stdout, stderr } = spawnSync(python, [join(HERE, 'local_check.py')], {
    cwd: home,
    encoding: 'utf8',
    env: { ...process.env, JOB_FOLDER: job, PYSPARK_PYTHON: python, PYTHONDONTWRITEBYTECODE: '1' },
  });
  console.log(stdout);
  expect({ status, told: status === 0 ? '' : stderr }, stdout).toEqual({ status: 0, told: '' });
});
