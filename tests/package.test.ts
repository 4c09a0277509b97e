import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'isnad-package-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Packed less well, but in a third of the time. */
const FAST_GZIP = `
const zlib = require('node:zlib');
zlib.Gzip = class extends zlib.Gzip { constructor(options) { super({ ...options, level: 1 }); } };`;
const fastGzip = join(home, 'fast-gzip.cjs');
writeFileSync(fastGzip, FAST_GZIP);

/** `npm` without its scripts: packing would build anew under the feet of other tests. */
function npm(args: string[], cwd: string) {
  const env = { ...process.env, NODE_OPTIONS: `--require "${fastGzip}"` };
  const { status, stdout, stderr } = spawnSync('npm', [...args, '--ignore-scripts'], { cwd, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const ARTICLE = 'قال الوزير: «نعم، سنعود غداً».';

interface Pack {
  filename: string;
  unpackedSize: number;
  files: { path: string; size: number; mode: number }[];
}

let pack: Pack;

beforeAll(() => {
  if (!existsSync(join(ROOT, 'dist/cjs/types/index.d.ts')))
    execFileSync(process.execPath, ['.config/build.mjs'], { cwd: ROOT });
  const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', home], ROOT);
  if (status !== 0) throw new Error(stderr);
  pack = JSON.parse(stdout)[0];
}, 120_000);

describe('what is packed', () => {
  test('the program, what it needs, and papers', () => {
    const papers = /^(?:README|LICENSE|CHANGELOG|NOTICE)(?:\.md)?$|^(?:package|schema)\.json$/;
    const others = pack.files.filter(({ path }) => !/^(?:bin|dist)\//.test(path) && !papers.test(path));
    expect(others.map(({ path }) => path)).toEqual([]);
    const paths = pack.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'bin/analyze.js',
        'bin/load.js',
        'dist/cjs/index.js',
        'dist/cjs/package.json',
        'dist/cjs/types/index.d.ts',
        'dist/cli.cjs',
        'dist/index.js',
        'dist/lib/linkedom.cjs',
        'dist/schema.json',
        'dist/spark/isnad_filter.py',
        'dist/spark/job.py',
        'dist/tables.bin',
        'dist/thread.cjs',
        'dist/types/index.d.ts',
        'dist/words.utf16',
      ]),
    );
    expect(paths.filter((path) => path.endsWith('.cache'))).toEqual([]);
  });

  test('its launcher may be run', () => {
    expect((pack.files.find(({ path }) => path === 'bin/analyze.js')?.mode ?? 0) & 0o111).toBe(0o111);
  });

  test('below 20 MB, with one dependency', () => {
    console.log(`unpacked: ${(pack.unpackedSize / 1e6).toFixed(1)} MB in ${pack.files.length} files`);
    expect(pack.unpackedSize).toBeLessThan(20e6);
    expect(Object.keys(manifest.dependencies)).toEqual(['node-sqlite3-wasm']);
  });

  test('every file that package.json names is in it', () => {
    const named = JSON.stringify([manifest.bin, manifest.exports]).match(/"(?:\.\/)?(?:bin|dist)\/[^"]+"/g) ?? [];
    const paths = pack.files.map(({ path }) => path);
    const wanted = named.map((name) => name.replaceAll('"', '').replace('./', ''));
    expect(wanted.length).toBeGreaterThan(3);
    expect(wanted.filter((path) => !paths.includes(path))).toEqual([]);
  });
});

describe('installed elsewhere', () => {
  let failure: string | null = null;

  beforeAll(() => {
    writeFileSync(join(home, 'package.json'), '{ "name": "reader", "private": true, "type": "module" }\n');
    writeFileSync(join(home, 'article.txt'), ARTICLE);
    const dependency = join(ROOT, 'node_modules/node-sqlite3-wasm');
    const packages = [join(home, pack.filename), dependency];
    const { status, stderr } = npm(['install', '--offline', '--no-audit', '--no-fund', ...packages], home);
    if (status !== 0) failure = `npm can't install here without a network: ${stderr.split('\n')[0]}`;
  }, 120_000);

  test('npx analyze', { timeout: 60_000 }, (context) => {
    if (failure) return context.skip(failure);
    const args = ['--no', '--offline', 'analyze', 'article.txt', '--format', 'json'];
    const { status, stdout, stderr } = spawnSync('npx', args, { cwd: home, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [result] = JSON.parse(stdout);
    expect(result.quotations.length).toBeGreaterThan(0);
  });

  test('SQLite, through the one dependency', { timeout: 60_000 }, (context) => {
    if (failure) return context.skip(failure);
    // V8 would spend more on making SQLite faster than it runs.
    const args = [
      '--liftoff-only',
      join(home, 'node_modules/isnad/bin/analyze.js'),
      'article.txt',
      '-o',
      'corpus.sqlite',
    ];
    const { status } = spawnSync(process.execPath, args, { cwd: home });
    expect(status).toBe(0);
    expect(readFileSync(join(home, 'corpus.sqlite')).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  test.each([
    {
      way: 'import',
      name: 'use.js',
      load: "import { analyze } from 'isnad'; import { writeFileSync } from 'node:fs';",
    },
    {
      way: 'require',
      name: 'use.cjs',
      load: "const { analyze } = require('isnad'); const { writeFileSync } = require('node:fs');",
    },
    {
      way: 'both, with one of everything',
      name: 'both.cjs',
      load: `const { analyze } = require('isnad'); const { writeFileSync } = require('node:fs');
        import('isnad').then((isnad) => { if (isnad.analyze !== analyze) throw new Error('two'); });`,
    },
  ])('as a library, by $way: a result, and nothing printed', { timeout: 60_000 }, ({ name, load }) => {
    if (failure) throw new Error(failure);
    writeFileSync(
      join(home, name),
      `${load}\nwriteFileSync('result.json', JSON.stringify(analyze({ text: '${ARTICLE}' })));\n`,
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, [name], { cwd: home, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const { quotations } = JSON.parse(readFileSync(join(home, 'result.json'), 'utf8'));
    expect(quotations.map(({ content }: { content: object }) => content)).toMatchObject([
      { start: 13, end: 28, text: 'نعم، سنعود غداً' },
    ]);
  });

  test.each([
    { names: ['use.ts', 'use.cts'], resolution: 'nodenext' },
    { names: ['use.ts'], resolution: 'bundler' },
  ])('types of $names, with moduleResolution $resolution', { timeout: 60_000 }, ({ names, resolution }) => {
    if (failure) throw new Error(failure);
    if (!existsSync(join(home, 'node_modules/isnad/dist/types/index.d.ts'))) throw new Error('no types');
    const code = `import { analyze, type Analysis } from 'isnad';
      const result: Analysis = analyze({ text: '' });
      const ids: string[] = result.quotations.map((quotation) => quotation.id);
      // @ts-expect-error: a text is needed, and it is none of the untyped
      analyze({ text: 1 });
      void ids;\n`;
    for (const name of names) writeFileSync(join(home, name), code);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2023', '--lib', 'es2023'];
    const kind = ['--module', resolution === 'bundler' ? 'esnext' : 'nodenext', '--moduleResolution', resolution];
    const args = [tsc, ...flags, ...kind, '--types', '', ...names];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: home, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});
