// Builds dist/: the command line in parts that start fast, the library for `import` and `require`, types, schema, weights.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { buildReport } from './report.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
mkdirSync('dist/model');
cpSync('src/network/model/MODEL_CARD.md', 'dist/model/MODEL_CARD.md');
cpSync('src/spark', 'dist/spark', { recursive: true, filter: (path) => !/__pycache__|\.pyc$/.test(path) });
if (existsSync('src/output/schema.json')) cpSync('src/output/schema.json', 'dist/schema.json');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  logLevel: 'warning',
  loader: { '.txt': 'text', '.tsv': 'text' },
  define: { __VERSION__: JSON.stringify(version) },
  external: ['node-sqlite3-wasm'],
};

/** Packages that few runs need: each is a file of its own, read when it is asked for. */
const PARTS = [
  '@mozilla/readability',
  'csv-parse',
  'fast-glob',
  'hyparquet-writer',
  'linkedom',
  'mammoth',
  'write-excel-file/node',
];
const partFile = (name) => `${basename(name.replace(/\/node$/, ''))}.cjs`;

const parts = {
  name: 'parts',
  setup(builder) {
    builder.onResolve({ filter: /^[^.]/ }, ({ path }) => (PARTS.includes(path) ? { path, namespace: 'part' } : null));
    builder.onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({
      contents: `module.exports = require(require('node:path').join(__dirname, 'lib', ${JSON.stringify(partFile(path))}));`,
    }));
  },
};

/** commander asks for this at its start, and needs it only for commands that are programs of their own. */
const processes = {
  name: 'processes',
  setup(builder) {
    builder.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'late' } : null,
    );
    builder.onLoad({ filter: /./, namespace: 'late' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Files that are laid out as tables: their texts are needed no more. */
const LAID_OUT =
  /\.model\.txt$|[\\/](?:word-rates|word-genders|noun-kinds|verses|formulas|quotation-grammar)\.txt$|[\\/]ar[\\/](?:anaphors|media|outlets|rules|sources)\.txt$|[\\/]entities[\\/]lists[\\/]/;

const laidOut = {
  name: 'laid-out',
  setup(builder) {
    builder.onLoad({ filter: LAID_OUT }, () => ({ contents: '', loader: 'text' }));
  },
};

/**
 * Lays out words, lists and weights (`src/laid`): the program runs from its sources and writes every table that it knows. Gives what
 * the bundles have to know of the file.
 */
async function buildTables() {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-build-'));
  const outfile = join(folder, 'tables.cjs');
  await build({
    ...shared,
    stdin: {
      contents: `
        import './src/analyze.ts';
        export { tableFile } from './src/laid/index.ts';
        export { sumOf } from './src/laid/file.ts';
        export { readPrefix } from './src/laid/format.ts';`,
      resolveDir: '.',
    },
    outfile,
    format: 'cjs',
    define: { ...shared.define, 'import.meta.url': JSON.stringify(pathToFileURL(resolve('src/network/x.js')).href) },
  });
  const { readPrefix, sumOf, tableFile } = createRequire(import.meta.url)(outfile);
  const bytes = tableFile(sumOf);
  rmSync(folder, { recursive: true });
  writeFileSync('dist/tables.bin', bytes);
  return { file: 'tables.bin', sum: readPrefix(bytes).sum };
}

/**
 * All word files go into one text of two bytes a unit, as strings are in memory: it is read in a millisecond, and the code is left
 * in ASCII.
 */
const found = new Map();
const wordFiles = {
  name: 'word-files',
  setup(builder) {
    builder.onLoad({ filter: /\.(txt|tsv)$/ }, ({ path }) => {
      const name = relative('src', path).replaceAll('\\', '/');
      found.set(name, readFileSync(path, 'utf8'));
      return { contents: `module.exports = __words(${JSON.stringify(name)});`, loader: 'js' };
    });
  },
};

function buildWords() {
  const places = {};
  let text = '';
  for (const name of [...found.keys()].sort()) {
    places[name] = [2 * text.length, 2 * (text.length + found.get(name).length)];
    text += found.get(name);
  }
  const bytes = Buffer.from(text, 'utf16le');
  writeFileSync('dist/words.utf16', bytes);
  const code =
    `const __wordPlaces = ${JSON.stringify(places)};\n` +
    'let __wordBytes;\n' +
    'const __words = (name) => (__wordBytes ??= require("node:fs").readFileSync(require("node:path").join(__dirname, "words.utf16")))' +
    '.toString("utf16le", ...__wordPlaces[name]);\n';
  return { bytes, code };
}

const hash = (bytes) => createHash('sha1').update(bytes).digest('hex').slice(0, 12);
/** Strings are in ASCII already; this does the same for regular expressions. */
const escaped = (code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function buildCommandLine() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    write: false,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    plugins: [parts, processes, laidOut, wordFiles],
    define: { ...shared.define, 'import.meta.url': '__moduleUrl' },
  });
  const words = buildWords();
  const url = 'const __moduleUrl = require("node:url").pathToFileURL(__filename).href;\n';
  const body = url + words.code + escaped(outputFiles[0].text);
  // A function, as the launcher calls it: were it wrapped there, V8 would copy the whole text once more.
  const code = `(function (exports, require, module, __filename, __dirname) {\n${body}\n})\n`;
  // The first line tells builds apart, also by what the results depend on besides the code; the launcher compares it.
  writeFileSync('dist/cli.cjs', `// ${hash(`${code}${hash(words.bytes)}`)}\n${code}`);
}

/** The report's page; without its packages (`npm ci` after a change of them) there is none. */
async function buildPage() {
  if (!existsSync('node_modules/world-atlas')) console.warn('dist/report.json: not built, run npm ci');
  else {
    writeFileSync('dist/report.json', JSON.stringify(await buildReport()));
    cpSync('src/report/NOTICE.md', 'dist/report.NOTICE.md');
  }
}

shared.define.__TABLES__ = JSON.stringify(await buildTables());
await Promise.all([
  buildCommandLine(),
  buildPage(),
  ...PARTS.map((name) =>
    build({
      ...shared,
      stdin: { contents: `module.exports = require('${name}');`, resolveDir: '.' },
      outfile: `dist/lib/${partFile(name)}`,
      format: 'cjs',
    }),
  ),
  build({
    ...shared,
    charset: 'utf8',
    plugins: [laidOut],
    entryPoints: ['src/index.ts'],
    outfile: 'dist/cjs/index.js',
    format: 'cjs',
    // As if it lay in dist/, where the models are.
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__dirname + '.js').href;" },
    define: { ...shared.define, 'import.meta.url': '__moduleUrl' },
  }),
]);
buildModule();
// What the threads load: the same, compiled ahead as well.
writeFileSync('dist/thread.cjs', "require('../bin/load.js').load(require('node:path').join(__dirname, 'cli.cjs'));\n");
compileAhead();
try {
  execFileSync(
    process.execPath,
    [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      'false',
      '--emitDeclarationOnly',
      '--declaration',
      '--rewriteRelativeImportExtensions',
      '--outDir',
      'dist/types',
      '--rootDir',
      'src',
      '-p',
      '.config/tsconfig.types.json',
    ],
    { stdio: 'inherit' },
  );
  // The same types, read as those of a CommonJS module.
  cpSync('dist/types', 'dist/cjs/types', { recursive: true });
} catch {
  process.exitCode = process.env.npm_lifecycle_event === 'prepare' ? 0 : 1;
}

/** The library as a module: the names of the one that `require` gets, so that a program that uses both has one of everything. */
function buildModule() {
  writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
  const names = Object.keys(createRequire(import.meta.url)(resolve('dist/cjs/index.js')));
  writeFileSync('dist/index.js', `export { ${names.sort().join(', ')} } from './cjs/index.js';\n`);
}

/** What this machine's Node makes of the code, kept beside it for the launcher; without it the start takes a little longer. */
function compileAhead() {
  const file = resolve('dist/cli.cjs');
  const article = resolve('fixtures/articles/agency.txt');
  try {
    execFileSync(process.execPath, [resolve('.config/compile-ahead.cjs'), file, article], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    console.warn(`${join('dist', 'cli.cjs')}: not compiled ahead`);
  }
}
