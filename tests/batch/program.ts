/** The command line as a program of its own, bundled from the sources as they are, with the quick analysis. */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const source = (name: string): string => new URL(name, import.meta.url).pathname;

/** Takes what V8 made of the code when it ran before, and is left there by the first that comes to its end: a program starts twenty times. */
const LAUNCHER = `
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const [code, cache] = ['code.js', 'code.cache'].map((name) => __dirname + '/' + name);
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const script = new (require('node:vm').Script)(readFileSync(code, 'utf8'), { filename: code, cachedData });
const program = script.runInThisContext()(require, __filename);
if (require('node:worker_threads').isMainThread)
  program.run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
    if (cachedData) return;
    writeFileSync(cache + process.pid, script.createCachedData());
    renameSync(cache + process.pid, cache);
  });`;

/** Builds the program into a folder and gives its path. */
export async function program(folder: string): Promise<string> {
  await build({
    entryPoints: [source('../../src/cli/main.ts')],
    outfile: join(folder, 'code.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    supported: { 'dynamic-import': false },
    target: 'node20',
    logLevel: 'error',
    loader: { '.txt': 'text', '.tsv': 'text' },
    external: ['node-sqlite3-wasm'],
    nodePaths: [source('../../node_modules')],
    define: { 'import.meta.url': '__moduleUrl' },
    banner: {
      js: "(function (require, __filename) { const module = { exports: {} }, __moduleUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: 'return module.exports; })' },
    plugins: [
      {
        name: 'quick-analysis',
        setup: (setup) =>
          setup.onResolve({ filter: /\/analyze\.ts$/ }, ({ importer, path }) =>
            importer.includes('/batch/') && !path.includes('commands') ? { path: source('analyse.ts') } : undefined,
          ),
      },
    ],
  });
  const file = join(folder, 'analyze.cjs');
  writeFileSync(file, LAUNCHER);
  return file;
}

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the program to its end. */
export function runProgram(file: string, argv: readonly string[], input = ''): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...argv], {
    input,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return { code: status, out: stdout, err: stderr };
}

/** Runs the program and kills it when it is time; tells whether it was still there. */
export function killedWhen(file: string, argv: readonly string[], isTime: () => boolean): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [file, ...argv], { stdio: 'ignore' });
    const timer = setInterval(() => isTime() && child.kill('SIGKILL'), 1);
    child.on('exit', (_, signal) => {
      clearInterval(timer);
      done(signal === 'SIGKILL');
    });
  });
}
