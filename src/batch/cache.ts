/**
 * Results of earlier runs, by content: what is unchanged is not read or analysed again. A file an entry, named by the
 * hash of everything that the result depends on; entries appear whole, and a damaged one is made anew.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Item, type Piece, type ReadOptions, readPiece } from '../input/index.ts';
import type { Analysis, Document } from '../model.ts';

/** Formats whose reading costs about as much as the analysis. */
const COSTLY = new Set(['html', 'docx', 'warc']);

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
  const kept = load<Analysis>(entry);
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
  if (!COSTLY.has(piece.format)) return yield* readPiece(piece, options);
  const entry = entryOf(
    folder,
    [version, 'items', piece.format, options, piece.context ?? null, piece.path],
    piece.bytes,
  );
  const kept = load<Item[]>(entry);
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

function load<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** A cache that can't be written to (a full disk) costs time, not the result. */
function save(path: string, value: unknown): void {
  const provisional = `${path}.${randomUUID()}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(provisional, JSON.stringify(value));
    renameSync(provisional, path);
  } catch {
    rmSync(provisional, { force: true });
  }
}
