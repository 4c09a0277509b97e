#!/usr/bin/env node
// Runs a TypeScript file: bundles it into a temporary folder and imports it. usage: node .config/run.mjs FILE.ts [ARGS...]
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [, , entry, ...rest] = process.argv;
const folder = mkdtempSync(join(tmpdir(), 'isnad-run-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
symlinkSync(resolve('src/network/model'), join(folder, 'model'));
const outfile = join(folder, 'main.mjs');
await build({
  entryPoints: [entry],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  loader: { '.txt': 'text', '.tsv': 'text' },
  banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
  external: ['node-sqlite3-wasm', 'assemblyscript', 'assemblyscript/*'],
});
process.argv = [process.argv[0], entry, ...rest];
await import(pathToFileURL(outfile).href);
