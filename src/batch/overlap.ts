/**
 * Outputs that are inputs: by the same name, another spelling, a symbolic or hard link, or as a file of a folder that is read. Looked
 * for before anything is read, and only where an output exists already.
 */
import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { gunzipSync, constants as zlib } from 'node:zlib';
import { type Entry, type InputOptions, listInputs } from '../input/index.ts';
import { formatter } from '../output/index.ts';
import { provisionalName } from './files.ts';
import { resultName } from './names.ts';
import { type IsInput, journalPath, type OutputSettings, resultExtensions, spoolPath, targetFiles } from './targets.ts';

export interface Overlap {
  option: string;
  output: string;
  input: string;
}

/** What is written besides the results, and what is read besides the inputs. */
export interface Beside {
  errors?: string;
  cache?: string;
  /** `--lexicon`, `--files-from`. */
  read: string[];
  /** The descriptor of standard output: the shell may have led it into a file. */
  stdout?: unknown;
}

interface Written {
  option: string;
  path: string;
}

const STDOUT: Written = { option: 'standard', path: 'output' };

/** What a path leads to, the same for all ways to it; null where there is nothing. */
function identity(path: string | Buffer | number): { key: string; folder: boolean } | null {
  try {
    const stat = typeof path === 'number' ? fstatSync(path, { bigint: true }) : statSync(path, { bigint: true });
    if (!stat.isFile() && !stat.isDirectory()) return null;
    return { key: `${stat.dev}:${stat.ino}`, folder: stat.isDirectory() };
  } catch {
    return null;
  }
}

/** What was looked through: the first output that is an input, and which files inputs are (where that had to be found out). */
export interface Findings {
  overlap: Overlap | null;
  isInput: IsInput;
}

type Hit = (input: string, path: string | Buffer | number) => Overlap | null;

const nothingFound = (overlap: Overlap | null): Findings => ({ overlap, isInput: () => false });

/** Looks whether an output is an input; `inputs` names every path, the list of `--files-from` is read already. */
export async function findOverlap(settings: OutputSettings, inputs: InputOptions, beside: Beside): Promise<Findings> {
  const outputs = new Map<string, Written>();
  for (const one of [...(await writtenFiles(settings, beside.errors)), ...folders(settings, beside.cache)]) {
    const found = identity(one.path);
    if (found && !outputs.has(found.key)) outputs.set(found.key, one);
  }
  const stdout = typeof beside.stdout === 'number' ? identity(beside.stdout) : null;
  if (stdout && settings.destination.kind === 'stdout') outputs.set(stdout.key, STDOUT);
  const hit: Hit = (input, path) => {
    const output = outputs.get(identity(path)?.key ?? '');
    return output ? { option: output.option, output: output.path, input } : null;
  };
  const descriptor = (inputs.stdin as { fd?: unknown } | undefined)?.fd;
  for (const path of [...inputs.paths, ...beside.read]) {
    if (path === '-' && typeof descriptor !== 'number') continue;
    const overlap = path === '-' ? hit('standard input', descriptor as number) : hit(path, path);
    if (overlap) return nothingFound(overlap);
  }
  const entries = (): AsyncIterable<Entry> =>
    listInputs({ ...inputs, skip: folders(settings, beside.cache).map(({ path }) => realPath(path)) });
  const folder = perFileFolder(settings);
  if (folder !== null) return perFileFindings(settings, folder, entries(), hit);
  const hasFile = [...outputs.values()].some((one) => one === STDOUT || !identity(one.path)?.folder);
  return nothingFound(hasFile ? await firstHit(entries(), hit) : null);
}

/** The folder of `--per-file`, where it is there already. */
function perFileFolder({ destination }: OutputSettings): string | null {
  if (destination.kind !== 'folder' || destination.content !== 'per-file') return null;
  return identity(destination.path) ? destination.path : null;
}

async function firstHit(entries: AsyncIterable<Entry>, hit: Hit): Promise<Overlap | null> {
  for await (const entry of entries) {
    const overlap = destroyed(entry, hit);
    if (overlap) return overlap;
  }
  return null;
}

/** The output that an input is; one of our own results in a folder is not missed, unless it is named. */
function destroyed(entry: Entry, hit: Hit): Overlap | null {
  const overlap = hit(entry.path, entry.location);
  if (!overlap) return null;
  return entry.named || overlap.option === STDOUT.option || !isResult(entry.location) ? overlap : null;
}

/** The names of results follow from those of the inputs: none may be an input's. */
async function perFileFindings(
  { format, output }: OutputSettings,
  folder: string,
  entries: AsyncIterable<Entry>,
  hit: Hit,
): Promise<Findings> {
  const all: Entry[] = [];
  for await (const entry of entries) all.push(entry);
  const paths = new Map(all.map(({ location, path }) => [identity(location)?.key ?? '', path]));
  const inputAt = (path: string): string | undefined => paths.get(identity(path)?.key ?? '-');
  const isInput = (path: string): boolean => inputAt(path) !== undefined;
  const around = realPath(resolve(folder));
  const extensions = resultExtensions(await formatter(format, output));
  for (const entry of all) {
    const overlap = destroyed(entry, hit);
    if (overlap) return { overlap, isInput };
    // Also at its own place, with results into a folder around it: a table among articles is taken for one of them by the next run.
    const own = relative(around, realPath(resolve(entry.path)));
    for (const name of [entry.inside, ...(own.startsWith('..') ? [] : [own])]) {
      for (const extension of extensions) {
        const result = join(folder, `${resultName(name, null)}.${extension}`);
        const input = inputAt(result);
        if (input !== undefined) return { overlap: { option: '-o', output: result, input }, isInput };
      }
    }
  }
  return { overlap: null, isInput };
}

/** Every file of a run by its name, also those that are there only while it goes on. */
async function writtenFiles(settings: OutputSettings, errors: string | undefined): Promise<Written[]> {
  const results = await targetFiles(settings);
  const account = [journalPath(settings), spoolPath(settings)].filter((path) => path !== null);
  const lists = errors === undefined || errors === 'inline' ? [] : [errors];
  return [
    ...[...results, ...results.map(provisionalName), ...account].map((path) => ({ option: '-o', path })),
    ...[...lists, ...lists.map(provisionalName)].map((path) => ({ option: '--errors', path })),
  ];
}

function folders({ destination }: OutputSettings, cache: string | undefined): Written[] {
  return [
    ...(destination.kind === 'folder' ? [{ option: '-o', path: destination.path }] : []),
    ...(cache === undefined ? [] : [{ option: '--cache', path: cache }]),
  ];
}

/** Two of the outputs that are one file; null where they are as many as they have names. */
export async function findSameOutput(settings: OutputSettings, errors: string | undefined): Promise<Overlap | null> {
  const names = new Map<string, Written>();
  for (const one of await writtenFiles(settings, errors)) {
    const key = identity(one.path)?.key ?? realPath(one.path);
    const other = names.get(key);
    if (other && other.option !== one.option) return { option: one.option, output: one.path, input: other.path };
    names.set(key, one);
  }
  return null;
}

/** A path without links; of what isn't there yet the folder is. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = join(path, '..');
    const name = path.split(/[/\\]/).findLast(Boolean) ?? '';
    return folder === path || name === '..' ? path : join(realPath(folder), name);
  }
}

/** How our own results begin: one of them in a folder that is read is that of an earlier run, and no article; nor is an empty file. */
const RESULTS =
  /^\{"path":"[^\n]*?","code":"[a-z-]+",|^\[\s*\]\s*$|^(?:\[\s*)?\{\s*"schema":\s*1,\s*"(?:source|error)"|^\uFEFF?document[,\t](?:path|quotation|speaker|entity|attribution)[,\t]|^-DOCSTART-\t|^T1\t\w+ \d+ \d+/;

function isResult(location: string | Buffer): boolean {
  const bytes = Buffer.alloc(4096);
  try {
    const file = openSync(location, 'r');
    const length = readSync(file, bytes);
    closeSync(file);
    if (length === 0) return true;
    const head = bytes.subarray(0, length);
    const plain =
      head[0] === 0x1f ? gunzipSync(head, { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: 1 << 20 }) : head;
    return RESULTS.test(plain.toString('utf8'));
  } catch {
    return false;
  }
}
