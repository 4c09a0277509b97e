/** Where results go: standard output, a file, a folder. Files appear when they are whole: written beside, then renamed. */
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Analysis } from '../model.ts';
import {
  type FormatName,
  type Formatter,
  formatter,
  type OutputOptions,
  type TableName,
  tablesOf,
} from '../output/index.ts';
import type { TableSink } from '../output/sqlite.ts';
import { type Io, streamWriter, type Writer } from './io.ts';
import type { Settings } from './settings.ts';

export interface Target {
  write(analysis: Analysis): Promise<void>;
  /** Everything is written: files are put in place. */
  finish(): Promise<void>;
  /** The run ends early: files stay under their provisional names, well formed. Returns those names. */
  abandon(): Promise<string[]>;
}

declare const __VERSION__: string | undefined;
const version = (): string => (typeof __VERSION__ === 'undefined' ? '0.0.0' : __VERSION__);

export async function openTarget({ format, destination, output }: Settings, io: Io): Promise<Target> {
  switch (destination.kind) {
    case 'stdout':
      return streamTarget(await formatter(format, output), streamWriter(io.stdout));
    case 'file':
      return format === 'sqlite'
        ? sqliteTarget(destination.path, output)
        : fileTarget(await formatter(format, output), destination.path);
    case 'folder':
      mkdirSync(destination.path, { recursive: true });
      if (destination.content === 'per-file') return perFileTarget(await formatter(format, output), destination.path);
      return format === 'parquet'
        ? parquetTarget(destination.path, output)
        : tablesTarget(format, destination.path, output);
    default:
      return destination satisfies never;
  }
}

// ---- files that appear whole

export interface WholeFile {
  write(content: string | Uint8Array): void;
  commit(): void;
  /** Leaves what is there under the provisional name, which it returns. */
  abandon(): string;
}

/** A file is written as `NAME.partial` and gets its name at the end. Devices and pipes (`/dev/null`) are written as they are. */
export function wholeFile(path: string): WholeFile {
  const isSpecial = existsSync(path) && !statSync(path).isFile();
  const provisional = isSpecial ? path : `${path}.partial`;
  const file = openSync(provisional, 'w');
  return {
    write: (content) => writeAll(file, typeof content === 'string' ? Buffer.from(content) : content),
    commit() {
      closeSync(file);
      if (!isSpecial) renameSync(provisional, path);
    },
    abandon() {
      closeSync(file);
      return provisional;
    },
  };
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = wholeFile(path);
  file.write(content);
  file.commit();
}

// ---- the targets

async function streamTarget(format: Formatter, writer: Writer): Promise<Target> {
  let count = 0;
  await writer.write(format.begin());
  const end = async (): Promise<void> => {
    await writer.write(format.end(count));
    await writer.drain();
  };
  return {
    write: (analysis) => writer.write(format.document(analysis, count++)),
    finish: end,
    abandon: async () => {
      await end();
      return [];
    },
  };
}

function fileTarget(format: Formatter, path: string): Target {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const file = wholeFile(path);
  let count = 0;
  file.write(format.begin());
  return {
    async write(analysis) {
      file.write(format.document(analysis, count++));
    },
    async finish() {
      file.write(format.end(count));
      file.commit();
    },
    async abandon() {
      file.write(format.end(count));
      return [file.abandon()];
    },
  };
}

/** CSV and TSV in a folder: `quotations.csv`, `speakers.csv`, … */
async function tablesTarget(format: FormatName, folder: string, output: OutputOptions): Promise<Target> {
  const targets = await Promise.all(
    tablesOf(output.only).map(async (table) => {
      const tableFormat = await formatter(format, { ...output, table });
      return fileTarget(tableFormat, join(folder, `${table}.${tableFormat.extension}`));
    }),
  );
  return {
    async write(analysis) {
      for (const target of targets) await target.write(analysis);
    },
    async finish() {
      for (const target of targets) await target.finish();
    },
    abandon: async () => (await Promise.all(targets.map((target) => target.abandon()))).flat(),
  };
}

/** One result for each document, at its input's relative path in a folder: `news/a.html` -> `DIR/news/a.html.json`. */
function perFileTarget(format: Formatter, folder: string): Target {
  const taken = new Set<string>();
  for (const { name, content } of format.companions ?? []) writeWhole(join(folder, name), content);
  return {
    async write(analysis) {
      const base = freeName(relativeName(analysis), taken);
      const files = format.files?.(analysis) ?? [
        { extension: format.extension, content: format.begin() + format.document(analysis, 0) + format.end(1) },
      ];
      for (const { extension, content } of files) writeWhole(join(folder, `${base}.${extension}`), content);
    },
    async finish() {},
    abandon: async () => [],
  };
}

/** A result's path inside the folder, never outside of it. `.txt` goes, other endings stay: `a.txt` and `a.html` are two. */
export function relativeName({ source }: Analysis): string {
  const path = source.path === null ? 'stdin' : relative(process.cwd(), resolve(source.path));
  const inside = path
    .replace(/^[A-Za-z]:/, '')
    .split(/[/\\]/)
    .filter((part) => part !== '' && part !== '..' && part !== '.')
    .join('/')
    .replace(/\.txt$/i, '');
  const safeId =
    source.id === null ? '' : `/${source.id.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_').replace(/^\.+/, '_')}`;
  return (inside || 'result') + safeId.slice(0, 150);
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}~${number}`;
  taken.add(free);
  return free;
}

async function sqliteTarget(path: string, output: OutputOptions): Promise<Target> {
  const [{ default: sqlite }, { sqliteSink }] = await Promise.all([
    import('node-sqlite3-wasm'),
    import('../output/sqlite.ts'),
  ]);
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const provisional = `${path}.partial`;
  rmSync(provisional, { force: true });
  rmSync(`${provisional}.lock`, { force: true, recursive: true });
  const database = new sqlite.Database(provisional);
  const sink = sqliteSink(database, output);
  const close = (): void => {
    sink.finish();
    database.close();
  };
  return {
    write: async (analysis) => sink.write(analysis),
    async finish() {
      close();
      chmodSync(provisional, 0o666 & ~process.umask());
      renameSync(provisional, path);
    },
    async abandon() {
      close();
      return [provisional];
    },
  };
}

async function parquetTarget(folder: string, output: OutputOptions): Promise<Target> {
  const { parquetSink } = await import('../output/parquet.ts');
  const files = new Map<TableName, WholeFile>(
    tablesOf(output.only).map((table) => [table, wholeFile(join(folder, `${table}.parquet`))]),
  );
  const sink: TableSink = parquetSink((table, bytes) => files.get(table)?.write(bytes), output, `isnad ${version()}`);
  return {
    write: async (analysis) => sink.write(analysis),
    async finish() {
      sink.finish();
      for (const file of files.values()) file.commit();
    },
    async abandon() {
      sink.finish();
      return [...files.values()].map((file) => file.abandon());
    },
  };
}
