/** Text that is written compressed, by the ending of its file: `results.jsonl.gz`, `results.jsonl.zst`. */
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';

export type Compression = 'gz' | 'zst';

/** Node has it since 22.15 only. */
const createZstd = (zlib as { createZstdCompress?: () => Transform }).createZstdCompress;

/** How a file of this name is compressed, null where it isn't. */
export const compressionOf = (path: string): Compression | null =>
  (/\.(gz|zst)$/i.exec(path)?.[1]?.toLowerCase() as Compression | undefined) ?? null;

/** The name without the ending that tells of the compression: `a.jsonl.gz` -> `a.jsonl`. */
export const uncompressedName = (path: string): string => (compressionOf(path) ? path.replace(/\.\w+$/, '') : path);

export const canCompress = (kind: Compression): boolean => kind === 'gz' || createZstd !== undefined;

export function compressor(kind: Compression): Transform {
  if (kind === 'gz') return zlib.createGzip();
  if (!createZstd) throw new Error('this Node has no zstd');
  return createZstd();
}
