/** Files that appear whole: written as `NAME.partial`, renamed at the end; and streams that can be gone on with. */
import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

export interface AppendedFile {
  add(content: Uint8Array | string): void;
  /** Hands everything to the system; returns the file's length then. */
  flush(): number;
  /** Puts the file in its place. */
  commit(): void;
  /** Leaves what is there under the provisional name, which it returns. */
  abandon(): string;
}

export const provisionalName = (path: string): string => `${path}.partial`;

/**
 * Opens a file to be written from its beginning, or from `position` on, where an earlier run was. What is not a plain file
 * (`/dev/null`, a named pipe) is written as it is.
 */
export function appendedFile(path: string, position: number | null = null): AppendedFile {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const special = isSpecial(path);
  const provisional = special ? path : provisionalName(path);
  const file = openSync(provisional, position === null || special ? 'w' : 'r+');
  if (position !== null && !special) ftruncateSync(file, position);
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
    commit() {
      flush();
      closeSync(file);
      if (!special) renameSync(provisional, path);
    },
    abandon() {
      flush();
      closeSync(file);
      return provisional;
    },
  };
}

export const isSpecial = (path: string): boolean => existsSync(path) && !statSync(path).isFile();

/** Writes a whole file at once. */
export function writeWhole(path: string, content: Uint8Array | string): void {
  const file = appendedFile(path);
  file.add(content);
  file.commit();
}
