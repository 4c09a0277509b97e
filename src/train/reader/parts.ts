/**
 * The readers that never learned from an article's fold, as `npm run train` leaves them in its cache. Two folds share one, which has seen
 * neither: a reader takes minutes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readModel } from '../../network/modelFile.ts';
import type { Reader } from '../../quotations/index.ts';
import { createReader } from '../../reader/index.ts';
import { NAME_CACHE } from '../names/folds.ts';
import { DEV_FOLD } from '../names/gold.ts';

/** The folds that each part's reader has never seen. */
export const PARTS: readonly (readonly number[])[] = [
  [0, 1],
  [2, DEV_FOLD],
  [3, 4],
];

/** The name of a part's reader in the cache; null: of the one that learned from all articles. */
export const readerName = (part: number | null): string => `quotes-${part === null ? 'all' : `part-${part}`}`;

/** The part that holds a fold (null: the development articles). */
export const partOf = (fold: number | null): number => PARTS.findIndex((folds) => folds.includes(fold ?? DEV_FOLD));

/** The reader of each fold; undefined where it hasn't been made. */
export function foldReaders(cache = NAME_CACHE): (fold: number | null) => Reader | undefined {
  const read = new Map<number, Reader | undefined>();
  return (fold) => {
    const part = partOf(fold);
    if (!read.has(part)) {
      const file = join(cache, `${readerName(part)}.bin`);
      read.set(part, existsSync(file) ? createReader(readModel(readFileSync(file), file)) : undefined);
    }
    return read.get(part);
  };
}
