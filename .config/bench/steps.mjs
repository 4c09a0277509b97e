// The steps of the analysis by themselves (the package exports only the whole), and other tools on the same bytes.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rate } from './measure.mjs';

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

/** Words a CPU second of each step over the same texts. */
export function ourSteps(steps, texts) {
  const { analyze, fold, indexText, tokenize, findEntities, loadTagger, findQuotations, loadReader, defaultLexicon } =
    steps;
  const bytes = texts.map((text) => Buffer.from(text));
  const indexes = texts.map((text) => indexText(text));
  const words = indexes.reduce((sum, { tokens }) => sum + tokens.filter(({ kind }) => kind === 'word').length, 0);
  const tokens = indexes.reduce((sum, index) => sum + index.tokens.length, 0);
  const tagger = loadTagger();
  const lexicon = defaultLexicon();
  const over = (list, step, units = words) =>
    rate(() => {
      for (const one of list) step(one);
      return units;
    });
  const decoder = new TextDecoder();
  const analyses = texts.map((text) => analyze({ text }));
  return {
    words,
    rates: {
      decoding: over(bytes, (one) => decoder.decode(one)),
      normalisation: over(texts, (text) => fold(text, 'search').key),
      'tokens (a second)': over(texts, tokenize, tokens),
      'index (tokens a second)': over(texts, indexText, tokens),
      'name tagger alone': over(indexes, (index) => tagger.tag(index.tokens, index.sentences)),
      names: over(indexes, (index) => findEntities(index, { published: null })),
      'quotations, without names': over(indexes, (index) =>
        findQuotations(index, [], lexicon, { reader: loadReader() }),
      ),
      'the whole': over(texts, (text) => analyze({ text })),
      'JSON out': over(analyses, (analysis) => JSON.stringify(analysis)),
    },
  };
}

/** Words a CPU second of other tools over the same texts; those that aren't installed are left out. */
export async function otherTools(texts, words) {
  const require = createRequire(import.meta.url);
  const over = (step) =>
    rate(() => {
      for (const text of texts) step(text);
      return words;
    });
  const nlp = require('wink-nlp')(require('wink-eng-lite-web-model'));
  const { RegexpTokenizer } = require('natural/lib/natural/tokenizers/regexp_tokenizer.js');
  const tokenizer = new RegexpTokenizer({ pattern: /[^\p{L}\p{M}\p{N}]+/u });
  const segmenter = new Intl.Segmenter('ar', { granularity: 'word' });
  const rates = {
    'wink-nlp (English model, whole pipe)': over((text) => nlp.readDoc(text)),
    'natural, RegexpTokenizer': over((text) => tokenizer.tokenize(text)),
    'Intl.Segmenter, words': over((text) => {
      let count = 0;
      for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++;
      return count;
    }),
  };
  const pyarabic = spawnSync('python3', ['-c', PYARABIC], { input: texts.join('\n'), encoding: 'utf8' });
  if (pyarabic.status === 0) rates['pyarabic, tokenize'] = words / Number(pyarabic.stdout);
  return rates;
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
