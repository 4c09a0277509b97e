/** Runs batches in the tests: a folder of their own, threads with the quick analysis, everything that was told. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { type BatchOptions, runBatch, type Summary } from '../../src/batch/run.ts';
import type { OutputSettings } from '../../src/batch/targets.ts';
import type { InputOptions, Problem } from '../../src/input/index.ts';
import { analyze } from './analyse.ts';

export const TEXT = 'أعلنت بلدية الميناء أن أعمال التوسعة ستنتهي في الربيع.';

const analysis = new URL('analyse.ts', import.meta.url).pathname;
let home = '';
let counter = 0;
/** Called at the top of a test file: its folders live as long as it. Files of one worker share this module, so each asks for its own. */
export function inFolders(): void {
  beforeAll(prepare);
  afterAll(() => rmSync(home, { recursive: true, force: true }));
}

async function prepare(): Promise<void> {
  home = mkdtempSync(join(tmpdir(), 'isnad-batch-'));
  const { outputFiles } = await build({
    entryPoints: [new URL('thread.ts', import.meta.url).pathname],
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    loader: { '.txt': 'text', '.tsv': 'text' },
    external: ['node-sqlite3-wasm'],
    plugins: [
      {
        name: 'quick-analysis',
        setup: (setup) => setup.onResolve({ filter: /analyze\.ts$/ }, () => ({ path: analysis })),
      },
    ],
  });
  compileAhead(outputFiles[0]?.text ?? '');
}

/** A file for the threads that takes what V8 made of the code here: each of a hundred threads would make it anew. */
function compileAhead(code: string): void {
  const whole = `(function(require) { const module = { exports: {} }, exports = module.exports;\n${code}\n})`;
  const script = new Script(whole, { filename: join(home, 'code.js') });
  // Here it is no thread: it serves nobody.
  script.runInThisContext()(createRequire(import.meta.url));
  writeFileSync(join(home, 'code.js'), whole);
  writeFileSync(join(home, 'code.cache'), script.createCachedData());
  writeFileSync(
    join(home, 'thread.cjs'),
    `const [code, cachedData] = ['code.js', 'code.cache'].map((name) => require('node:fs').readFileSync(\`\${__dirname}/\${name}\`));
    new (require('node:vm').Script)(String(code), { filename: \`\${__dirname}/code.js\`, cachedData }).runInThisContext()(require);`,
  );
}

/** A new folder, filled from a table of names and contents. */
export function folder(files: Record<string, string | Uint8Array> = {}): string {
  const root = join(home, String(counter++));
  mkdirSync(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Lines of JSON with `count` documents; `at` puts other texts in. */
export const lines = (count: number, at: Record<number, string> = {}): string =>
  Array.from({ length: count }, (_, i) => `${JSON.stringify({ id: `d${i}`, text: at[i] ?? `${TEXT} ${i}` })}\n`).join(
    '',
  );

export interface Run {
  summary: Summary;
  out: string;
  problems: Problem[];
  labels: string[];
}

export type Wish = Partial<Omit<BatchOptions, 'inputs'>> &
  Partial<OutputSettings> & {
    paths?: string[];
    inputs?: Partial<InputOptions>;
    /** Interrupt after so many documents. */
    stopAfter?: number;
    /** Called after each document; may wait. */
    written?(text: string): Promise<void> | void;
  };

/** In threads unless `jobs` is 0. */
export async function run({ paths = [], inputs, stopAfter, written, ...wish }: Wish): Promise<Run> {
  const jobs = 'jobs' in wish ? wish.jobs : 2;
  let out = '';
  const problems: Problem[] = [];
  const labels: string[] = [];
  const stop = new AbortController();
  let settled = 0;
  const summary = await runBatch(
    {
      inputs: { paths, ...inputs },
      analyze: {},
      format: 'jsonl',
      destination: { kind: 'stdout' },
      output: {},
      version: 'test',
      cores: 2,
      ...(jobs === 0 ? { analyse: analyze } : { workerFile: join(home, 'thread.cjs'), jobs, timeout: 5000 }),
      ...wish,
    },
    {
      stdout: {
        async write(content) {
          const text = Buffer.from(content as string).toString('utf8');
          out += text;
          await written?.(text);
        },
        async drain() {},
      },
      problem: (problem) => void problems.push(problem),
      warning: (label) => void labels.push(label),
      progress() {
        if (++settled === stopAfter) stop.abort();
      },
      interrupted: stop.signal,
    },
  );
  return { summary, out, problems, labels };
}

/** Ids of the documents in JSON Lines. */
export const ids = (jsonl: string): string[] =>
  jsonl
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).source.id);
