/**
 * Results of earlier runs, by content: what is unchanged is not read or analysed again. A file an entry, named by the
 * hash of everything that the result depends on; entries appear whole, and a damaged one is made anew.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Item, isCostly, type Piece, type ReadOptions, readPiece } from '../input/index.ts';
import type { Analysis, Document } from '../model.ts';
import { makeFolder } from './files.ts';

/** The analysis of a document, from the cache if an equal one was analysed before. */
export function cachedAnalysis(
  folder: string,
  document: Document,
  options: unknown,
  version: string,
  compute: () => Analysis,
): Analysis {
  const {
    path = null,
    id = null,
    record,
    format = 'text',
    encoding = 'utf-8',
    warnings = [],
    text,
    ...known
  } = document;
  const entry = entryOf(folder, [version, 'analysis', options, known, text]);
  const kept = load<Analysis>(entry, (value) => 'schema' in value && 'warnings' in value);
  if (kept) {
    // The same text may come from another place now: what the place tells is that of today.
    const source = { path, id, format, encoding, ...(record !== undefined && { record }) };
    return { ...kept, source, warnings: [...warnings, ...kept.warnings] };
  }
  const analysis = compute();
  save(entry, { ...analysis, warnings: analysis.warnings.slice(warnings.length) });
  return analysis;
}

/** The items of a piece; those of formats that are costly to read come from the cache. */
export async function* cachedItems(
  folder: string,
  piece: Piece,
  options: ReadOptions,
  version: string,
): AsyncIterable<Item> {
  if (!isCostly(piece.format)) return yield* readPiece(piece, options);
  const entry = entryOf(
    folder,
    [version, 'items', piece.format, options, piece.context ?? null, piece.path],
    piece.bytes,
  );
  const kept = load<Item[]>(entry, Array.isArray);
  if (kept) return yield* kept;
  const items: Item[] = [];
  for await (const item of readPiece(piece, options)) {
    items.push(item);
    yield item;
  }
  save(entry, items);
}

function entryOf(folder: string, depends: unknown[], bytes?: Uint8Array): string {
  const hash = createHash('sha256').update(JSON.stringify(depends));
  if (bytes) hash.update('\0').update(bytes);
  const name = hash.digest('hex');
  return join(folder, name.slice(0, 2), `${name.slice(2)}.json`);
}

/** An entry; what isn't one of ours counts for nothing. */
function load<T>(path: string, isOurs: (value: object) => boolean): T | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && isOurs(value) ? (value as T) : null;
  } catch {
    return null;
  }
}

/** A cache that can't be written to (a full disk) costs time, not the result. */
function save(path: string, value: unknown): void {
  const provisional = `${path}.${randomUUID()}`;
  try {
    makeFolder(dirname(path));
    writeFileSync(provisional, JSON.stringify(value));
    renameSync(provisional, path);
  } catch {
    remove(provisional);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where it can't be removed, it could not be written either.
  }
}

/** Why results can't be kept in a folder (`not a directory`), null where they can. Makes the folder where it is missing. */
export function cacheProblem(folder: string): string | null {
  const probe = join(folder, `.${randomUUID()}`);
  try {
    makeFolder(resolve(folder));
    writeFileSync(probe, '');
    return null;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' || code === 'ENOTDIR' ? 'it is a file' : message;
  } finally {
    remove(probe);
  }
}
