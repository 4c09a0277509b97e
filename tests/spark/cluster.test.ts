/**
 * The job on a standalone cluster of a master and two workers, one of which is killed in mid-run; in a soak (`npm run soak`), where there is Spark.
 * What it costs: `node .config/run.mjs tests/spark/measure.ts`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSoak } from '../long.ts';
import {
  articles,
  below,
  type Cluster,
  compared,
  isAtWork,
  kill,
  running,
  sparkHome,
  startCluster,
  until,
  writeArchive,
  writePoison,
} from './cluster.ts';
import { missing, python } from './python.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const analyze = join(ROOT, 'bin/analyze.js');
const home = mkdtempSync(join(tmpdir(), 'isnad-cluster-'));
let cluster: Cluster | null = null;
afterAll(() => {
  cluster?.stop();
  rmSync(home, { recursive: true, force: true });
});

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/spark/job.py')))
    execFileSync(process.execPath, ['.config/build.mjs'], { cwd: ROOT });
}, 120_000);

test('a worker is killed in mid-run, documents bring processes down: the tables are those of one machine', {
  timeout: 1_800_000,
}, async (context) => {
  const reason = isSoak ? missing() : 'it takes a minute and more: npm run soak, or ISNAD_SOAK=1';
  if (reason) return context.skip(reason);
  writeArchive(
    join(home, 'archive'),
    articles(Number(process.env.ISNAD_ARTICLES ?? 120)),
    Number(process.env.ISNAD_FILES ?? 4),
    Number(process.env.ISNAD_POISON ?? 3),
  );
  writePoison(join(home, 'mild.cjs'), false);
  writePoison(join(home, 'poison.cjs'), true);
  const require = (name: string): string => `--require ${join(home, name)}`;
  spawnSync(
    process.execPath,
    [analyze, 'archive', '-o', 'single.parquet/', '--errors', 'single.errors', '--jobs', '2', '-q'],
    { cwd: home, env: { ...process.env, NODE_OPTIONS: require('mild.cjs') } },
  );
  cluster = await startCluster(home, '600m');
  const settings = {
    'spark.ui.enabled': 'false',
    'spark.executor.memory': '512m',
    // What a worker had that was killed is soon made again.
    'spark.shuffle.io.maxRetries': '1',
    'spark.shuffle.io.retryWait': '1s',
    'spark.executorEnv.NODE_OPTIONS': require('poison.cjs'),
    'spark.executor.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
    'spark.driver.extraJavaOptions': '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
  };
  const job = execFileSync(process.execPath, [analyze, '--spark-job'], { encoding: 'utf8' }).trim();
  const run = running(
    join(sparkHome(), 'bin/spark-submit'),
    [
      ...[
        '--master',
        cluster.url,
        ...Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
      ],
      ...[job, '--input', 'archive', '--output', join(home, 'tables'), '--partitions', '6', '--heap', '400'],
      // Shipped to the executors, as if they had none.
      ...['--node', process.execPath],
    ],
    { ...process.env, PYSPARK_PYTHON: python, SPARK_LOCAL_IP: '127.0.0.1' },
    home,
  );
  const [victim] = cluster.workers;
  const pid = victim?.pid as number;
  await until(() => (isAtWork(pid) ? true : null), 300, 'a worker analyses');
  for (const one of [...below(pid), pid]) kill(one);
  const { status, stdout, stderr } = await run;
  expect({ status, told: status === 0 ? '' : stderr }).toEqual({ status: 0, told: '' });
  expect(stdout).toMatch(/^analyze: [\d,]+ analysed, [\d,]+ failed$/m);
  const same = compared(['single.parquet', 'tables', 'single.errors'], home);
  expect({ ...same, stdout: '' }, same.stdout).toEqual({ status: 0, stdout: '', stderr: '' });
});
