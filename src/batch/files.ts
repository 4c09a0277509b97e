/** Files that appear whole: written as `NAME.partial`, renamed at the end; and streams that can be gone on with. */
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Compression, compressionOf, compressor } from './compression.ts';

export interface AppendedFile {
  add(content: Uint8Array | string): void;
  /** Hands everything to the system; returns the file's length then. */
  flush(): number;
  /** Puts the file in its place. */
  commit(): Promise<void>;
  /** Leaves what is there under the provisional name, which it returns. */
  abandon(): string;
}

/** The part that a run is to go on with is not what its account tells. */
export class DamagedPart extends Error {}

/** Makes a folder and those above it. Node's own way never comes back where the system has no such places (`/proc/x`). */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another thread or program was faster.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

export const provisionalName = (path: string): string => `${path}.partial`;

/**
 * Opens a file to be written from its beginning, or from `position` on, where an earlier run was. What is not a plain file
 * (`/dev/null`, a named pipe) is written as it is. A name that ends in `.gz` or `.zst` is compressed at the end, so that the bytes
 * don't depend on when something was flushed.
 */
export function appendedFile(path: string, position: number | null = null): AppendedFile {
  makeFolder(dirname(resolve(path)));
  const special = isSpecial(path);
  const provisional = special ? path : provisionalName(path);
  const goesOn = position !== null && !special;
  if (goesOn && !existsSync(provisional)) throw new DamagedPart(provisional);
  const file = openSync(provisional, goesOn ? 'r+' : 'w');
  if (goesOn) {
    if (fstatSync(file).size < position) throw new DamagedPart(provisional);
    ftruncateSync(file, position);
  }
  let length = position ?? 0;
  let held: Uint8Array[] = [];
  const flush = (): number => {
    for (const bytes of held) {
      // At its place, not at the end: after a failed write what is beyond the position does not count.
      for (let done = 0; done < bytes.length; )
        done += writeSync(file, bytes, done, bytes.length - done, special ? null : length + done);
      length += bytes.length;
    }
    held = [];
    return length;
  };
  return {
    add: (content) => void held.push(typeof content === 'string' ? Buffer.from(content) : content),
    flush,
    async commit() {
      flush();
      closeSync(file);
      if (special) return;
      const kind = compressionOf(path);
      if (kind) await compress(provisional, path, kind);
      else renameSync(provisional, path);
    },
    abandon() {
      flush();
      closeSync(file);
      return provisional;
    },
  };
}

/** Compresses a file into one of another name, which appears when it is whole. */
async function compress(file: string, path: string, kind: Compression): Promise<void> {
  const { pipeline } = await import('node:stream/promises');
  const packed = `${path}.packed`;
  try {
    await pipeline(createReadStream(file), compressor(kind), createWriteStream(packed));
    renameSync(packed, path);
    rmSync(file);
  } catch (error) {
    rmSync(packed, { force: true });
    throw error;
  }
}

export const isSpecial = (path: string): boolean => existsSync(path) && !statSync(path).isFile();

/** Writes a whole file at once. */
export function writeWhole(path: string, content: Uint8Array | string): void {
  makeFolder(dirname(resolve(path)));
  const provisional = provisionalName(path);
  const file = openSync(provisional, 'w');
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  closeSync(file);
  renameSync(provisional, path);
}
