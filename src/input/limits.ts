/** How much text one document may hold, so that neither a mistake nor malice takes the machine's memory. */
import { problemItem, type ReadOptions } from './types.ts';

/** Bytes of one document, unpacked, if the user names no other number. */
const USUAL = 256_000_000;
/** Bytes of one document at most: no string of V8 is longer. */
export const LARGEST = 500_000_000;
/**
 * Packed data may unpack to so many times their size: Arabic text to five times, pages and Word documents to twenty. Up to
 * `HARMLESS` bytes nobody counts: a short text repeated a thousand times is small all the same.
 */
const RATIO = 100;
const HARMLESS = 16_000_000;

/** Bytes that a document may have; `packed` is what it takes packed, where it is. The user's own number decides alone. */
export function mostBytes({ maxSize }: ReadOptions, packed?: number, usual = USUAL): number {
  if (maxSize !== undefined) return Math.min(maxSize, LARGEST);
  return packed === undefined ? usual : Math.min(usual, Math.max(HARMLESS, packed * RATIO));
}

/** `256 MB`, `1.5 MB`, `12 kB`. */
export function sizeText(bytes: number): string {
  const [unit, name] = bytes >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${Number((bytes / unit).toFixed(1))} ${name}`;
}

/** The problem of a document that has more than `limit` bytes. */
export function tooLarge(path: string, limit: number, packed?: number) {
  const suspicious = packed !== undefined && limit < USUAL;
  const message = `more than ${sizeText(limit)} in one document${suspicious ? ', unpacked from far less' : ''}`;
  return problemItem(path, 'too-large', message, 'split it, or allow more with --max-size');
}
