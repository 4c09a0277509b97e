import { keyOf } from './key.ts';

/**
 * Finds every listed stem that begins at a position of a token. A filter over the first three letters turns nearly all
 * positions away without allocating; what passes is looked up by its letters.
 */
export interface StemTable {
  /** Calls `visit(index, end)` for every stem `words[index]` that is `key.slice(start, end)`: the shortest first, then in list order. */
  walk(key: string, start: number, visit: (index: number, end: number) => void): void;
}

/** The 5 low bits tell the letters of keys apart well enough for a filter, Arabic ones and those of `CNN`; 0 is no letter. */
function classOf(code: number): number {
  if (code >= 0x0621 && code <= 0x064a) return (code - 0x0620) % 32 || 31;
  return code >= 0x61 && code <= 0x7a ? code - 0x60 : 0;
}

/** Builds the table of stems as they are spelled; they are compared by key. */
export function createStemTable(words: readonly string[]): StemTable {
  const keys = keyOf(words.join('\n')).split('\n');
  /** Index + 1 of the first stem of each key, and of the next one with the same key; 0 is none. */
  const first = new Map<string, number>();
  const following = new Int32Array(words.length + 1);
  /** Beginnings of stems: one letter, two and three, each as a whole stem (1) or as a longer one's beginning (2). */
  const beginnings = new Uint8Array(0x8000);
  let longest = 0;
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i]!;
    const length = key.length;
    if (length === 0) continue;
    following[i + 1] = first.get(key) ?? 0;
    first.set(key, i + 1);
    if (length > longest) longest = length;
    const one = classOf(key.charCodeAt(0));
    const two = length > 1 ? classOf(key.charCodeAt(1)) : 0;
    const three = length > 2 ? classOf(key.charCodeAt(2)) : 0;
    beginnings[(one << 10) | (two << 5) | three] = 1;
  }

  return {
    walk(key, start, visit) {
      const one = classOf(key.charCodeAt(start)) << 10;
      if (one === 0) return;
      const length = key.length;
      const two = start + 1 < length ? classOf(key.charCodeAt(start + 1)) << 5 : 0;
      const three = start + 2 < length ? classOf(key.charCodeAt(start + 2)) : 0;
      const last = Math.min(length, start + longest);
      for (let end = start + 1; end <= last; end++) {
        const beginning = end === start + 1 ? one : end === start + 2 ? one | two : one | two | three;
        if (beginnings[beginning] === 0) {
          if (end > start + 2) return;
          continue;
        }
        for (let at = first.get(key.slice(start, end)) ?? 0; at !== 0; at = following[at]!) visit(at - 1, end);
      }
    },
  };
}
