// Measures the built program: how fast it starts, and how much text each step takes in a second. usage: npm run bench
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'isnad-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const ARTICLE = 'fixtures/articles/agency.txt';
const NEWS = '../shared/data/news';
const COUNT = 500;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const count = (number) => Math.round(number).toLocaleString('en');
const line = (what, figure, note = '') => console.log(`${what.padEnd(34)}${figure.padStart(20)}  ${note}`.trimEnd());

// ---- the start

/** Milliseconds of a whole process. */
function wallOf(args) {
  const from = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`node ${args.join(' ')}: exit code ${status}`);
  return performance.now() - from;
}

function start(runs = 15) {
  const bare = [];
  const whole = [];
  wallOf(['bin/analyze.js', ARTICLE]);
  // In turn, so that both meet the same machine.
  for (let i = 0; i < runs; i++) {
    bare.push(wallOf(['-e', '0']));
    whole.push(wallOf(['bin/analyze.js', ARTICLE]));
  }
  const bound = 2 * median(bare) + 100;
  line('node -e 0', `${median(bare).toFixed(0)} ms`, `median of ${runs}`);
  const verdict = median(whole) <= bound ? 'holds' : 'does not hold';
  line(
    'analyze, one article',
    `${median(whole).toFixed(0)} ms`,
    `bound 2 × + 100 = ${bound.toFixed(0)} ms: ${verdict}`,
  );
}

// ---- the texts

/** So many articles: of the news archive where it is there, else our own over and over. */
function articles() {
  const texts = [];
  if (existsSync(NEWS)) {
    const files = readdirSync(NEWS).filter((name) => name.endsWith('.jsonl.gz'));
    for (const file of files.sort()) {
      const lines = gunzipSync(readFileSync(join(NEWS, file)))
        .toString('utf8')
        .split('\n');
      for (const text of lines.slice(0, Math.ceil(COUNT / files.length))) if (text) texts.push(JSON.parse(text).text);
    }
    return { from: NEWS, texts: texts.slice(0, COUNT) };
  }
  const own = readdirSync('fixtures/articles')
    .sort()
    .map((name) => readFileSync(join('fixtures/articles', name), 'utf8'));
  while (texts.length < COUNT) texts.push(own[texts.length % own.length]);
  return { from: 'fixtures/articles', texts };
}

// ---- the steps

/** The steps by themselves: the package exports only the whole. */
async function steps() {
  const outfile = join(folder, 'steps.mjs');
  const exports = [
    "export { analyze } from './src/analyze.ts';",
    "export { indexText, tokenize } from './src/text/index.ts';",
    "export { findEntities } from './src/entities/index.ts';",
    "export { loadTagger } from './src/entities/tagger/index.ts';",
    "export { findQuotations } from './src/quotations/index.ts';",
    "export { defaultLexicon } from './src/lexicon/index.ts';",
  ];
  await build({
    stdin: { contents: exports.join('\n'), resolveDir: '.', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    loader: { '.txt': 'text', '.tsv': 'text' },
    // The weights are looked for beside the bundle.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join('dist', 'index.js')).href) },
  });
  return import(pathToFileURL(outfile).href);
}

/** Units a second, median of three rounds after one; `work` gives how many units it did. */
function rate(work) {
  work();
  const rates = [];
  for (let i = 0; i < 3; i++) {
    const from = performance.now();
    const units = work();
    rates.push((1000 * units) / (performance.now() - from));
  }
  return median(rates);
}

async function inProcess(texts) {
  const { analyze, indexText, tokenize, findEntities, loadTagger, findQuotations, defaultLexicon } = await steps();
  const indexes = texts.map((text) => indexText(text));
  const words = indexes.reduce((sum, { tokens }) => sum + tokens.filter(({ kind }) => kind === 'word').length, 0);
  const sum = (step) => () => texts.reduce((units, text) => units + step(text), 0);
  const all = (step) => () => {
    for (const index of indexes) step(index);
    return words;
  };
  const tagger = loadTagger();
  const lexicon = defaultLexicon();
  line('tokenize', `${count(rate(sum((text) => tokenize(text).length)))}`, 'tokens/s');
  line('index (tokens, marks, sentences)', `${count(rate(sum((text) => indexText(text).tokens.length)))}`, 'tokens/s');
  line('name tagger alone', `${count(rate(all(({ tokens, sentences }) => tagger.tag(tokens, sentences))))}`, 'words/s');
  line('entities', `${count(rate(all((index) => findEntities(index, { published: null }))))}`, 'words/s');
  line(
    'quotations, without names',
    `${count(rate(all((index) => findQuotations(index, [], lexicon, {}))))}`,
    'words/s',
  );
  const whole = rate(() => {
    for (const text of texts) analyze({ text });
    return texts.length;
  });
  line('the whole analysis', `${count(whole)}`, `articles/s, ${count((whole * words) / texts.length)} words/s`);
  return words;
}

// ---- the program on many inputs

function batch(texts) {
  const file = join(folder, 'articles.jsonl');
  writeFileSync(file, texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
  for (const jobs of ['1', '2']) {
    const times = [1, 2, 3].map(() => wallOf(['bin/analyze.js', file, '-f', 'jsonl', '-q', '-j', jobs]));
    const time = median(times) / 1000;
    line(
      `analyze, ${texts.length} as JSON Lines, -j ${jobs}`,
      `${time.toFixed(2)} s`,
      `${count(texts.length / time)} articles/s`,
    );
  }
}

const { from, texts } = articles();
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}\n`);
start();
console.log(
  `\n${texts.length} articles of ${from}, ${count(texts.reduce((sum, { length }) => sum + length, 0))} characters`,
);
await inProcess(texts);
batch(texts);
