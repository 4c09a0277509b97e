/** The registry of formats. A new one is a file beside this and a line in `FORMATS`. */
import type { Formatter, OutputOptions } from './format.ts';

export { type Digest, totaller } from './digest.ts';
export { type Formatter, KINDS, type Kind, type OutputOptions } from './format.ts';
export { toCodePoints, toUtf16, withOffsets } from './offsets.ts';
export { errorRow } from './rows.ts';
export { select } from './select.ts';
export { views } from './sqlite.ts';
export { columnsOf, documentRows, ERRORS, TABLE_NAMES, TABLES, type TableName, tablesOf } from './tables.ts';
export { BIDI_MODES, type BidiMode, bidiMode } from './terminal.ts';

export interface Format {
  /** What `--help` says of it. */
  about: string;
  /** Endings of `-o FILE` that mean this format. */
  extensions: readonly string[];
  /** Results in it need the article's text. */
  needsText?: boolean;
  /** One table of `tables.ts` a stream, so that a whole result takes a folder. */
  tabular?: boolean;
  /** Offsets are what the format's readers expect; `--offsets` doesn't apply. */
  fixedOffsets?: boolean;
  /** Loads the formatter; null for formats that are no stream of text (`-o` is needed: see `sinks`). */
  load: ((options: OutputOptions) => Promise<Formatter>) | null;
}

export const FORMATS = {
  table: {
    about: 'tables for people',
    extensions: ['txt'],
    needsText: true,
    fixedOffsets: true,
    load: async (options) => (await import('./table.ts')).table(options),
  },
  json: {
    about: 'an array of results',
    extensions: ['json'],
    load: async (options) => (await import('./json.ts')).json(options),
  },
  jsonl: {
    about: 'a result a line',
    extensions: ['jsonl', 'ndjson'],
    load: async (options) => (await import('./json.ts')).jsonl(options),
  },
  rows: {
    about: 'a document a line, with its rows of the tables (for programs)',
    extensions: [],
    load: async (options) => (await import('./rows.ts')).rows(options),
  },
  csv: {
    about: 'comma-separated, one table (--table) a stream',
    extensions: ['csv'],
    tabular: true,
    load: async (options) => (await import('./delimited.ts')).csv(options),
  },
  tsv: {
    about: 'tab-separated, likewise',
    extensions: ['tsv'],
    tabular: true,
    load: async (options) => (await import('./delimited.ts')).tsv(options),
  },
  markdown: {
    about: 'a report to read',
    extensions: ['md', 'markdown'],
    fixedOffsets: true,
    load: async (options) => (await import('./markdown.ts')).markdown(options),
  },
  html: {
    about: 'a page to look at and correct, or the explorer of a corpus',
    extensions: ['html', 'htm'],
    needsText: true,
    fixedOffsets: true,
    load: async (options) => (await import('./html.ts')).html(options),
  },
  brat: {
    about: 'brat standoff, two files a document',
    extensions: ['ann'],
    needsText: true,
    fixedOffsets: true,
    load: async (options) => (await import('./brat.ts')).brat(options),
  },
  conll: {
    about: 'a token a line, IOB2 columns',
    extensions: ['conll', 'iob', 'bio'],
    needsText: true,
    fixedOffsets: true,
    load: async (options) => (await import('./conll.ts')).conll(options),
  },
  sqlite: { about: 'an SQLite database (-o FILE)', extensions: ['sqlite', 'sqlite3', 'db'], load: null },
  xlsx: { about: 'an Excel workbook, a sheet a table (-o FILE)', extensions: ['xlsx'], load: null },
  parquet: { about: 'a Parquet file a table (-o DIR)', extensions: ['parquet'], load: null },
} satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;
export const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];

/** What the registry knows of a format. */
export const formatOf = (name: FormatName): Format => FORMATS[name];

export const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

/** The endings of file names that mean a format. */
export const EXTENSIONS: readonly string[] = FORMAT_NAMES.flatMap((name) => formatOf(name).extensions);

/** The ending of a file name, without the dot, in small letters; null where there is none. */
export const extensionOf = (path: string): string | null =>
  /[^./\\]\.([^./\\]+)[/\\]?$/.exec(path)?.[1]?.toLowerCase() ?? null;

/** The format that a file name asks for: `corpus.sqlite`, `out.parquet/`, `quotes.csv`. */
export function formatOfPath(path: string): FormatName | null {
  const extension = extensionOf(path) ?? '';
  return FORMAT_NAMES.find((name) => formatOf(name).extensions.includes(extension)) ?? null;
}

/** The formatter of a name with its settings. Formats are loaded when they are first asked for. */
export async function formatter(name: FormatName, options: OutputOptions): Promise<Formatter> {
  const { load } = formatOf(name);
  if (!load) throw new Error(`${name} is no stream of text`);
  return load(options);
}
