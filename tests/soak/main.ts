/**
 * Fuzzes readers and analysis: `npm run soak -- [--count N] [--seed N] [--first N] [--articles FOLDER]`. Each input has a
 * generator of its own, by seed and number, so that one that fails can be had again: `--first 1234 --count 1`. Before it the tests whose
 * inputs are cut short elsewhere, at their whole size.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkInput } from './check.ts';
import { soakInput } from './inputs.ts';
import { random } from './random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    first: { type: 'string', default: '0' },
    articles: { type: 'string', default: 'fixtures/articles' },
  },
});
const [count, seed, first] = [values.count, values.seed, values.first].map(Number) as [number, number, number];
const LONG = [
  'tests/finish.test.ts',
  'tests/input',
  'tests/text',
  'tests/cli/screen.test.ts',
  'tests/cli/spawn.test.ts',
  'tests/batch',
  'tests/report',
  'tests/spark',
];
if (values.first === '0' && count >= 1_000_000)
  spawnSync('npx', ['vitest', 'run', '--config', '.config/vitest.config.ts', ...LONG], {
    env: { ...process.env, ISNAD_SOAK: '1' },
    stdio: 'inherit',
  });

const articles = readdirSync(values.articles, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(join(values.articles, name), 'utf8'));
const kept = mkdtempSync(join(tmpdir(), 'isnad-soak-'));

const SLOW = 5000;
const started = Date.now();
let told = started;
let failed = 0;
let slow = 0;
const totals = { documents: 0, problems: 0 };

const rate = (done: number): string => {
  const seconds = (Date.now() - started) / 1000;
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  return `${done} inputs, ${totals.documents} documents, ${totals.problems} problems, ${failed} failed, ${slow} slow; ${(done / seconds).toFixed(1)}/s, ${memory} MB`;
};

for (let number = first; number < first + count; number++) {
  const input = soakInput(random(seed * 1_000_003 + number), articles);
  const before = Date.now();
  try {
    const { documents, problems } = await checkInput(input);
    totals.documents += documents;
    totals.problems += problems;
  } catch (error) {
    failed++;
    const file = join(kept, `${number}.${input.format ?? 'any'}`);
    writeFileSync(file, input.bytes);
    console.log(
      `${file}: ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' | ') : String(error)}`,
    );
  }
  const took = Date.now() - before;
  if (took > SLOW) {
    slow++;
    console.log(`number ${number} took ${took} ms`);
  }
  if (Date.now() - told > 60_000) {
    told = Date.now();
    console.log(rate(number - first + 1));
  }
}
console.log(rate(count));
process.exitCode = failed > 0 ? 1 : 0;
