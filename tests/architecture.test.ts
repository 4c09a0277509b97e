import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';

const SRC = new URL('../src/', import.meta.url).pathname;

/** The folders and files of `src` that a folder's (or file's) imports may lead to. Itself is always allowed. */
const ARROWS: Record<string, readonly string[]> = {
  'model.ts': [],
  text: ['model.ts'],
  'webassembly.ts': [],
  laid: [],
  learned: ['laid', 'webassembly.ts'],
  'headline.ts': ['text'],
  'finish.ts': ['text', 'model.ts'],
  'stored.ts': ['text', 'model.ts'],
  lexicon: ['text', 'laid', 'model.ts'],
  network: ['text', 'lexicon', 'laid', 'webassembly.ts'],
  entities: ['text', 'lexicon', 'laid', 'learned', 'network', 'model.ts'],
  quotations: ['text', 'lexicon', 'laid', 'learned', 'headline.ts', 'model.ts'],
  reader: ['network', 'quotations', 'learned'],
  corrections: ['model.ts', 'text'],
  report: ['corrections', 'model.ts', 'text'],
  output: ['model.ts', 'report'],
  corpus: ['model.ts'],
  input: ['model.ts', 'text'],
  'analyze.ts': [
    'entities',
    'finish.ts',
    'headline.ts',
    'lexicon',
    'model.ts',
    'quotations',
    'reader',
    'stored.ts',
    'text',
  ],
  'checked.ts': ['analyze.ts', 'lexicon', 'model.ts', 'output', 'text'],
  'index.ts': ['analyze.ts', 'checked.ts', 'corpus', 'lexicon', 'model.ts', 'output', 'text'],
  batch: ['analyze.ts', 'corpus', 'corrections', 'input', 'laid', 'lexicon', 'model.ts', 'output', 'report'],
  cli: ['analyze.ts', 'batch', 'corpus', 'corrections', 'input', 'lexicon', 'model.ts', 'output', 'report', 'text'],
  // Tools for developers: nothing imports them.
  train: [
    'analyze.ts',
    'entities',
    'evaluate',
    'headline.ts',
    'learned',
    'lexicon',
    'model.ts',
    'network',
    'quotations',
    'reader',
    'text',
    'webassembly.ts',
  ],
  evaluate: [
    'analyze.ts',
    'corrections',
    'entities',
    'learned',
    'lexicon',
    'model.ts',
    'network',
    'quotations',
    'text',
    'train',
  ],
};

/** Packages, each by its one door. */
const DOORS: Record<string, readonly string[]> = {
  commander: ['cli'],
  'natural/lib/natural/distance/index.js': ['cli/errors.ts', 'corpus'],
  'natural/lib/natural/tfidf/index.js': ['corpus'],
  'fast-glob': ['input/discover.ts'],
  linkedom: ['input/readers'],
  htmlparser2: ['input/readers'],
  '@mozilla/readability': ['input/readers/html.ts'],
  mammoth: ['input/readers/docx.ts'],
  'csv-parse': ['input/readers/delimited.ts'],
  chardet: ['input/decode.ts'],
  chalk: ['output/table.ts', 'output/terminal.ts'],
  'cli-table3': ['output/table.ts'],
  'cli-table3/src/utils.js': ['output/table.ts'],
  'csv-stringify': ['output/delimited.ts'],
  'string-width': ['output/width.ts'],
  'hyparquet-writer': ['output/parquet.ts'],
  'write-excel-file/node': ['output/xlsx.ts'],
  'node-sqlite3-wasm': ['batch/targets.ts', 'batch/results.ts'],
  fflate: ['report'],
  'd3-scale': ['report/page'],
  assemblyscript: ['train'],
  'd3-geo': ['report/page/map.ts'],
  'topojson-client': ['report/page/map.ts'],
  'topojson-specification': ['report/page/map.ts'],
  'world-atlas/countries-110m.json': ['report/page/map.ts'],
};

/** Files, threads and streams are touched here only. */
const TOUCHES = [
  'input',
  'batch',
  'cli',
  'network/modelFile.ts',
  'laid/file.ts',
  'report/assets.ts',
  'train',
  'evaluate',
];
/** Built-in modules that only compute. */
const PURE = ['node:buffer', 'node:path', 'node:url', 'node:zlib'];

/** What leaves the arrows, each with its reason. A line that is no longer needed fails as well. */
const EXCEPTIONS: Record<string, string> = {
  'output/keys.ts -> text/index.ts': 'keys for joins are folded',
};

interface Import {
  file: string;
  to: string;
}

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` at a line's beginning (over several lines too), `import('x')` anywhere but in comments. */
function importsOf(code: string): string[] {
  const bare = code.replace(/^\s*(?:\/\*\*?|\*|\/\/).*$/gm, '');
  const still = bare.matchAll(/^(?:import|export)\s(?:[^;'"]*?\sfrom\s)?\s*'([^']+)'/gm);
  return [...still, ...bare.matchAll(/\bimport\('([^']+)'\)/g)].map(([, to]) => to as string);
}

const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  .sort();

const IMPORTS: Import[] = FILES.flatMap((file) =>
  importsOf(readFileSync(join(SRC, file), 'utf8')).map((to) => ({
    file,
    to: to.startsWith('.') ? posix.normalize(posix.join(posix.dirname(file), to)) : to,
  })),
);

const arrow = ({ file, to }: Import): string => `${file} -> ${to}`;
const station = (path: string): string => path.split('/')[0] as string;
const isOurs = ({ to }: Import): boolean => to === 'model.ts' || /\.(ts|txt|tsv|json)$/.test(to);
const within = (file: string, places: readonly string[]): boolean =>
  places.some((place) => file === place || file.startsWith(`${place}/`));

/** Whether an import keeps to the arrows, the doors and the places that touch files. */
function isAllowed({ file, to }: Import): boolean {
  if (to.startsWith('node:')) return PURE.includes(to) || within(file, TOUCHES);
  if (to in DOORS) return within(file, DOORS[to] ?? []);
  if (isOurs({ file, to })) return station(file) === station(to) || (ARROWS[station(file)] ?? []).includes(station(to));
  return false;
}

const broken = (imports: readonly Import[]): string[] => imports.filter((one) => !isAllowed(one)).map(arrow);

test.each([
  { code: "import { a } from './a.ts';", found: ['./a.ts'] },
  { code: "import type { A } from './a.ts';\nexport * from './b.ts';", found: ['./a.ts', './b.ts'] },
  { code: "import {\n  a,\n  b,\n} from '../c.ts';", found: ['../c.ts'] },
  { code: "import 'side-effect';", found: ['side-effect'] },
  { code: "  const { x } = await import('./late.ts');", found: ['./late.ts'] },
  { code: " * import { analyze } from 'isnad';\n// import './a.ts'", found: [], why: 'a comment' },
  { code: "const from = paths.includes('-') || flags.from === 'x';", found: [], why: 'no import' },
])('imports of $code', ({ code, found }) => expect(importsOf(code)).toEqual(found));

test.each([
  { file: 'text/fold.ts', to: 'lexicon/index.ts', why: 'text knows nothing above it' },
  { file: 'model.ts', to: 'text/types.ts', why: 'the contract stands alone' },
  { file: 'quotations/index.ts', to: 'entities/join.ts', why: 'quotations are handed the entities' },
  { file: 'network/network.ts', to: 'entities/evidence.ts', why: 'names and reader tell the network what it is given' },
  {
    file: 'entities/lists.ts',
    to: 'train/lists/compile.ts',
    why: 'what makes data files is imported by nothing of the analysis',
  },
  { file: 'output/json.ts', to: 'text/index.ts', why: 'formatters know the contract only' },
  { file: 'batch/run.ts', to: 'cli/io.ts', why: 'nothing imports the command line' },
  { file: 'quotations/index.ts', to: 'node:fs', why: 'no files in the analysis' },
  { file: 'output/table.ts', to: 'node:worker_threads', why: 'formatters are pure' },
  { file: 'entities/rules/persons.ts', to: 'node:fs', why: 'only the model file is read' },
  { file: 'batch/run.ts', to: 'commander', why: 'one door' },
  { file: 'cli/errors.ts', to: 'natural', why: 'its root prints' },
])('$file -> $to is seen: $why', ({ file, to }) => expect(broken([{ file, to }])).toEqual([`${file} -> ${to}`]));

test('every folder has its arrows', () => {
  expect([...new Set(FILES.map(station))].filter((name) => !(name in ARROWS))).toEqual([]);
  expect(IMPORTS.length).toBeGreaterThan(200);
});

test('imports keep to the arrows', () => {
  expect(broken(IMPORTS).sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});

/** Endings and clitics of three letters and more, which are grammar. */
const LETTERS = new Set(['هما', 'تين', 'تان', 'يات', 'است', 'بال', 'وال', 'فال', 'الل', 'إأآ']);
/** Names that the result gives and tags of lists; the lemma of a phrase in the output's contract. */
const NAMES = new Set(['الله', 'النبي', 'حسب']);

/** Words in the strings and patterns of a file, not letters in brackets; those in comments are examples. */
function wordsInCode(code: string): string[] {
  const bare = code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*|\[[^\]'"`]*\]/gm, '');
  const words = bare.match(/[\u0621-\u064a]{3,}/g) ?? [];
  return words.filter((word) => !LETTERS.has(word) && !NAMES.has(word));
}

test('the quotation stations hold no words: those are data in lexicon/ar', () => {
  const found = FILES.filter((file) => file.startsWith('quotations/')).flatMap((file) =>
    wordsInCode(readFileSync(join(SRC, file), 'utf8')).map((word) => `${file}: ${word}`),
  );
  expect(found).toEqual([]);
  expect(wordsInCode("// قال\nif (key === 'قال' || /^(?:وكاله|صحيفه)$/.test(key)) end('هما');")).toEqual([
    'قال',
    'وكاله',
    'صحيفه',
  ]);
});
