/** Where results go: standard output, a file, a folder. What is done can be told by positions, and gone on from there. */
import { chmodSync, createReadStream, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Analysis } from '../model.ts';
import { type FormatName, type Formatter, formatter, type OutputOptions, tablesOf, totaller } from '../output/index.ts';
import type { TableSink } from '../output/sqlite.ts';
import type { ReportBuilder } from '../report/build.ts';
import { type AppendedFile, appendedFile, isSpecial, makeFolder, provisionalName, writeWhole } from './files.ts';
import { freeNames } from './names.ts';
import type { Product, Recipe } from './types.ts';

/** Where the results go. */
export type Destination =
  | { kind: 'stdout' }
  | { kind: 'file'; path: string }
  | { kind: 'folder'; path: string; content: 'tables' | 'per-file' };

export interface OutputSettings {
  format: FormatName;
  destination: Destination;
  output: OutputOptions;
}

/** Writes with back-pressure. */
export interface Writer {
  write(content: string | Uint8Array): Promise<void>;
  /** Resolves when everything has left the process. */
  drain(): Promise<void>;
}

export interface Target {
  /** The file that keeps an account of the run, where it can be gone on with. */
  journal: string | null;
  /** Takes what is written for a document; `first` for the first of all. Null in the journal's names: it has no file. */
  put(product: Product, first: boolean): Promise<void> | void;
  /** Hands everything to the system; the length of each output then. */
  flush(): number[];
  /** Names of files that came since the last call. */
  takeNames(): string[];
  /** Everything is written: files get their names. */
  finish(count: number): Promise<void>;
  /** The run ends early: files stay under their provisional names, well formed. Returns those names. */
  abandon(count: number): Promise<string[]>;
}

/** What an earlier run left. */
export interface Earlier {
  positions: number[];
  names: string[];
}

type BuiltFormat = 'sqlite' | 'xlsx' | 'parquet' | 'html';

/** The format, if it is built from all results at the end, since it can't be appended to; a page for each input is no such thing. */
function builtFormat({ format, destination }: OutputSettings): BuiltFormat | null {
  if (format === 'html') return destination.kind === 'folder' ? null : format;
  return format === 'sqlite' || format === 'xlsx' || format === 'parquet' ? format : null;
}

/** Is a file, by its path, one of the inputs? */
export type IsInput = (path: string) => boolean;

/** What has to be produced for each document. */
export function productFor(settings: OutputSettings): Recipe['product'] {
  const { destination } = settings;
  if (builtFormat(settings)) return 'results';
  if (destination.kind !== 'folder') return 'stream';
  return destination.content === 'tables' ? 'tables' : 'files';
}

/** Where the journal of a run to this destination lies; null where a run can't be gone on with. */
export function journalPath({ destination }: OutputSettings): string | null {
  if (destination.kind === 'stdout') return null;
  if (destination.kind === 'folder') return join(destination.path, '.isnad-journal');
  return isSpecial(destination.path) ? null : `${destination.path}.journal`;
}

/** Where the results are collected of a format that is built at the end; null for the others. */
export function spoolPath(settings: OutputSettings): string | null {
  const { destination } = settings;
  if (!builtFormat(settings) || destination.kind === 'stdout') return null;
  return destination.kind === 'folder' ? join(destination.path, '.results') : `${destination.path}.results`;
}

/** The files of a run whose names are known before it; those of `--per-file` are not among them. */
export async function targetFiles({ format, destination, output }: OutputSettings): Promise<string[]> {
  if (destination.kind === 'stdout') return [];
  if (destination.kind === 'file') return [destination.path];
  const inFolder = (name: string): string => join(destination.path, name);
  if (format === 'parquet') return tablesOf(output.only).map((table) => inFolder(`${table}.parquet`));
  const { extension, companions = [] } = await formatter(format, output);
  if (destination.content === 'tables') return tablesOf(output.only).map((table) => inFolder(`${table}.${extension}`));
  return companions.map(({ name }) => inFolder(name));
}

/** The endings of the files that `--per-file` gives a result. */
export function resultExtensions({ extension, fileExtensions }: Formatter): readonly string[] {
  return fileExtensions ?? [extension];
}

export async function openTarget(
  settings: OutputSettings,
  stdout: Writer,
  version: string,
  earlier: Earlier | null = null,
  isInput: IsInput = () => false,
): Promise<Target> {
  const { format, destination, output } = settings;
  const journal = journalPath(settings);
  const built = builtFormat(settings);
  if (destination.kind === 'stdout')
    return built ? collectingTarget(output, stdout) : streamTarget(await formatter(format, output), stdout);
  if (built) return builtTarget(built, settings, version, earlier, journal);
  if (destination.kind === 'file') {
    const formats = [await formatter(format, output)];
    return filesTarget(formats, [destination.path], earlier, journal);
  }
  makeFolder(resolve(destination.path));
  if (destination.content === 'per-file')
    return perFileTarget(await formatter(format, output), destination.path, earlier, journal, isInput);
  const formats = await Promise.all(tablesOf(output.only).map((table) => formatter(format, { ...output, table })));
  return filesTarget(formats, await targetFiles(settings), earlier, journal);
}

const partsOf = (product: Product, first: boolean): Uint8Array[] => (first && product.firstParts) || product.parts;

/** Standard output. Nothing is held back, so that whoever reads it sees a result as soon as it is there. */
async function streamTarget(format: Formatter, stdout: Writer): Promise<Target> {
  await stdout.write(format.begin());
  const sums = totaller();
  const end = async (count: number): Promise<void> => {
    await stdout.write(format.end(count, sums.totals()));
    await stdout.drain();
  };
  return {
    journal: null,
    async put(product, first) {
      if (product.digest) sums.add(product.digest);
      for (const part of partsOf(product, first)) await stdout.write(part);
    },
    flush: () => [],
    takeNames: () => [],
    finish: end,
    async abandon(count) {
      await end(count);
      return [];
    },
  };
}

/** A file, or one for each table of CSV and TSV: `quotations.csv`, `speakers.csv`, … */
function filesTarget(
  formats: readonly Formatter[],
  paths: readonly string[],
  earlier: Earlier | null,
  journal: string | null,
): Target {
  const files = paths.map((path, i) => appendedFile(path, earlier?.positions[i] ?? null));
  if (!earlier) files.forEach((file, i) => void file.add(formats[i]?.begin() ?? ''));
  const sums = totaller();
  const end = (count: number): void => {
    const totals = earlier ? undefined : sums.totals();
    files.forEach((file, i) => void file.add(formats[i]?.end(count, totals) ?? ''));
  };
  return {
    journal,
    put(product, first) {
      if (product.digest) sums.add(product.digest);
      const parts = partsOf(product, first);
      files.forEach((file, i) => void file.add(parts[i] ?? ''));
    },
    flush: () => files.map((file) => file.flush()),
    takeNames: () => [],
    async finish(count) {
      end(count);
      for (const file of files) await file.commit();
    },
    async abandon(count) {
      end(count);
      return files.map((file) => file.abandon());
    },
  };
}

/** One result for each document, at its input's path below what was named: `news`, `news/a.html` -> `DIR/a.html.json`. */
function perFileTarget(
  format: Formatter,
  folder: string,
  earlier: Earlier | null,
  journal: string | null,
  isInput: IsInput,
): Target {
  const freeName = freeNames(resultExtensions(format), (name) => isInput(join(folder, name)), earlier?.names);
  let fresh: string[] = [];
  for (const { name, content } of format.companions ?? []) writeWhole(join(folder, name), content);
  return {
    journal,
    put({ name = 'result', files = [] }) {
      const free = freeName(name);
      fresh.push(free);
      for (const { extension, content } of files) writeWhole(join(folder, `${free}.${extension}`), content);
    },
    flush: () => [0],
    takeNames() {
      const taken = fresh;
      fresh = [];
      return taken;
    },
    async finish() {},
    abandon: async () => [],
  };
}

/** SQLite, Excel, Parquet and reports: results are collected as JSON Lines beside, and the whole is built at the end in one go. */
async function builtTarget(
  format: BuiltFormat,
  settings: OutputSettings,
  version: string,
  earlier: Earlier | null,
  journal: string | null,
): Promise<Target> {
  const { destination, output } = settings;
  if (destination.kind === 'stdout') throw new Error(`${format} is no stream of text`);
  const { path } = destination;
  const results = appendedFile(spoolPath(settings) as string, earlier?.positions[0] ?? null);
  return {
    journal,
    put: ({ parts }) => void results.add(parts[0] ?? ''),
    flush: () => [results.flush()],
    takeNames: () => [],
    async finish() {
      const name = results.abandon();
      if (format === 'sqlite') await buildSqlite(name, path, output);
      else if (format === 'xlsx') await buildXlsx(name, path, output);
      else if (format === 'html') await reportFile(path, (write) => buildReport(resultsIn(name), write, output));
      else await buildParquet(name, path, output, version);
      rmSync(name);
    },
    async abandon() {
      return [results.abandon()];
    },
  };
}

/** A report to standard output: it is written when everything is in. */
async function collectingTarget(output: OutputOptions, stdout: Writer): Promise<Target> {
  const builder = await openReport(output);
  const end = async (): Promise<void> => {
    for (const piece of builder.finish()) await stdout.write(piece);
    await stdout.drain();
  };
  return {
    journal: null,
    put: ({ parts }) => builder.add(JSON.parse(new TextDecoder().decode(parts[0])) as Analysis),
    flush: () => [],
    takeNames: () => [],
    finish: end,
    async abandon() {
      await end();
      return [];
    },
  };
}

async function openReport({ language = 'en' }: OutputOptions): Promise<ReportBuilder> {
  const [{ reportBuilder }, { pageAssets }] = await Promise.all([
    import('../report/build.ts'),
    import('../report/assets.ts'),
  ]);
  return reportBuilder(pageAssets(), language);
}

/** Writes the report of some results, piece by piece. */
export async function buildReport(
  results: AsyncIterable<Analysis>,
  write: (piece: string) => Promise<void> | void,
  output: OutputOptions,
): Promise<void> {
  const builder = await openReport(output);
  for await (const result of results) builder.add(result);
  for (const piece of builder.finish()) await write(piece);
}

/** A report as a file, which appears when it is whole. */
export async function reportFile(
  path: string,
  build: (write: (piece: string) => void) => Promise<void>,
): Promise<void> {
  const file = appendedFile(path);
  await build((piece) => {
    file.add(piece);
    file.flush();
  });
  file.commit();
}

async function* resultsIn(path: string): AsyncIterable<Analysis> {
  const { createInterface } = await import('node:readline');
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    if (line !== '') yield JSON.parse(line) as Analysis;
}

/** Bytes of results that SQLite has written before V8 has made it faster: of 930 articles 3.1 CPU seconds instead of 3.9, of one 0.1 instead of 0.3. */
const LITTLE = 10_000_000;

async function buildSqlite(results: string, path: string, output: OutputOptions): Promise<void> {
  const little = statSync(results).size < LITTLE;
  if (little) setFlagsFromString('--liftoff-only');
  try {
    await writeSqlite(results, path, output);
  } finally {
    if (little) setFlagsFromString('--no-liftoff-only');
  }
}

async function writeSqlite(results: string, path: string, output: OutputOptions): Promise<void> {
  const [{ default: sqlite }, { sqliteSink }] = await Promise.all([
    import('node-sqlite3-wasm'),
    import('../output/sqlite.ts'),
  ]);
  makeFolder(dirname(resolve(path)));
  const provisional = provisionalName(path);
  rmSync(provisional, { force: true });
  rmSync(`${provisional}.lock`, { force: true, recursive: true });
  const database = new sqlite.Database(provisional);
  const sink = sqliteSink(database, output);
  for await (const result of resultsIn(results)) sink.write(result);
  sink.finish();
  database.close();
  chmodSync(provisional, 0o666 & ~process.umask());
  renameSync(provisional, path);
}

async function buildXlsx(results: string, path: string, output: OutputOptions): Promise<void> {
  const { workbook } = await import('../output/xlsx.ts');
  const sheets = workbook(output);
  for await (const result of resultsIn(results)) sheets.write(result);
  writeWhole(path, await sheets.finish());
}

async function buildParquet(results: string, folder: string, output: OutputOptions, version: string): Promise<void> {
  const { parquetSink } = await import('../output/parquet.ts');
  const files = new Map<string, AppendedFile>(
    tablesOf(output.only).map((table) => [table, appendedFile(join(folder, `${table}.parquet`))]),
  );
  const append = (table: string, bytes: Uint8Array): void => {
    files.get(table)?.add(bytes);
    files.get(table)?.flush();
  };
  const sink: TableSink = parquetSink(append, output, `isnad ${version}`);
  for await (const result of resultsIn(results)) sink.write(result);
  sink.finish();
  for (const file of files.values()) await file.commit();
}
