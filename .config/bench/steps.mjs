// The steps of the analysis by themselves (the package exports only the whole), and other tools on the same bytes.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const EXPORTS = [
  "export { analyze } from './src/analyze.ts';",
  "export { fold, indexText, tokenize } from './src/text/index.ts';",
  "export { findEntities } from './src/entities/index.ts';",
  "export { loadTagger } from './src/entities/tagger/index.ts';",
  "export { findQuotations } from './src/quotations/index.ts';",
  "export { loadReader } from './src/reader/index.ts';",
  "export { defaultLexicon } from './src/lexicon/index.ts';",
];

export async function loadSteps(folder) {
  const outfile = join(folder, 'steps.mjs');
  await build({
    stdin: { contents: EXPORTS.join('\n'), resolveDir: '.', loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    loader: { '.txt': 'text', '.tsv': 'text' },
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);" },
    // The weights are looked for beside the sources.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(resolve('src/network/x.js')).href) },
  });
  return import(pathToFileURL(outfile).href);
}

/** Each step over the same texts as a work: how many units (words, where the name doesn't say another) it does, and the doing. */
export function ourSteps(steps, texts) {
  const { analyze, fold, indexText, tokenize, findEntities, loadTagger, findQuotations, loadReader, defaultLexicon } =
    steps;
  const bytes = texts.map((text) => Buffer.from(text));
  const indexes = texts.map((text) => indexText(text));
  const words = indexes.reduce((sum, { tokens }) => sum + tokens.filter(({ kind }) => kind === 'word').length, 0);
  const tokens = indexes.reduce((sum, index) => sum + index.tokens.length, 0);
  const tagger = loadTagger();
  const lexicon = defaultLexicon();
  const over = (name, list, step, units = words) => ({
    name,
    units,
    run: () => {
      for (const one of list) step(one);
    },
  });
  const decoder = new TextDecoder();
  const analyses = texts.map((text) => analyze({ text }));
  return {
    words,
    works: [
      over('decoding', bytes, (one) => decoder.decode(one)),
      over('normalisation', texts, (text) => fold(text, 'search').key),
      over('tokens (a second)', texts, tokenize, tokens),
      over('index (tokens a second)', texts, indexText, tokens),
      over('name tagger alone', indexes, (index) => tagger.tag(index.tokens, index.sentences)),
      over('names', indexes, (index) => findEntities(index, { published: null })),
      over('quotations, without names', indexes, (index) =>
        findQuotations(index, [], lexicon, { reader: loadReader() }),
      ),
      over('the whole', texts, (text) => analyze({ text })),
      over('JSON out', analyses, (analysis) => JSON.stringify(analysis)),
    ],
  };
}

/** Other tools over the same texts, likewise. */
export function otherTools(texts, words) {
  const require = createRequire(import.meta.url);
  const over = (name, step) => ({
    name,
    units: words,
    run: () => {
      for (const text of texts) step(text);
    },
  });
  const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
  const { RegexpTokenizer } = require('natural/lib/natural/tokenizers/regexp_tokenizer.js');
  const tokenizer = new RegexpTokenizer({ pattern: /[^\p{L}\p{M}\p{N}]+/u });
  const segmenter = new Intl.Segmenter('ar', { granularity: 'word' });
  return [
    over(YARD, (text) => nlp.readDoc(text)),
    over('natural, RegexpTokenizer', (text) => tokenizer.tokenize(text)),
    over('Intl.Segmenter, words', (text) => {
      let count = 0;
      for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
      return count;
    }),
  ];
}

/** What our own steps are held against: JavaScript of the same kind. */
export const YARD = 'wink-nlp (English model, whole pipe)';

/** Words a CPU second of pyarabic; null where it isn't installed. */
export function pyarabic(texts, words) {
  const { status, stdout } = spawnSync('python3', ['-c', PYARABIC], { input: texts.join('\n'), encoding: 'utf8' });
  return status === 0 ? words / Number(stdout) : null;
}

const PYARABIC = `
import sys, time
from pyarabic.araby import tokenize
text = sys.stdin.read()
best = []
for _ in range(3):
    start = time.process_time()
    for line in text.split('\\n'):
        tokenize(line)
    best.append(time.process_time() - start)
print(sorted(best)[1])
`;
