import { keyOf } from './key.ts';

/**
 * Finds every listed stem that begins at a position of a token. A filter over the first three letters, which tells how long stems are
 * that begin so, turns nearly all positions away; what passes is looked up by a number of its letters, which grows with each of them.
 * Nothing is cut out of the token: with a map of strings each end took a string of its own, and reading words took twice as long.
 */
export interface StemTable {
  /**
   * Calls `visit(index, end)` for every stem `words[index]` that is `key.slice(start, end)`: the shortest first, then in list order; of
   * those alone that end at `least` or behind it.
   */
  walk(key: string, start: number, visit: (index: number, end: number) => void, least?: number): void;
}

/** The 5 low bits tell the letters of keys apart well enough for a filter, Arabic ones and those of `CNN`; 0 is no letter. */
function classOf(code: number): number {
  if (code >= 0x0621 && code <= 0x064a) return (code - 0x0620) % 32 || 31;
  return code >= 0x61 && code <= 0x7a ? code - 0x60 : 0;
}

/** A type, and no interface: it stands among a table's columns. */
export type StemColumns = {
  /** Index + 1 of the first stem of a key, at the place that its number tells or one behind it; 0 is none. */
  first: Int32Array;
  numbers: Int32Array;
  /** The next stem with the same key. */
  following: Int32Array;
  /** The lengths of stems, by their first three letters (of shorter ones all): a bit each, of those from `MOST_BITS` letters on the same. */
  beginnings: Uint8Array;
  /** Where each stem's key begins, and behind the last where they end. */
  keyStarts: Uint32Array;
  keyLetters: Uint16Array;
  /** The length of the longest key. */
  longest: Uint16Array;
};

/** Lays out stems as they are spelled; they are compared by key. */
export function layOutStems(words: readonly string[]): StemColumns {
  const keys = keyOf(words.join('\n')).split('\n');
  const size = 1 << Math.ceil(Math.log2(2 * keys.length + 2));
  const columns: StemColumns = {
    first: new Int32Array(size),
    numbers: new Int32Array(words.length + 1),
    following: new Int32Array(words.length + 1),
    beginnings: new Uint8Array(0x8000),
    keyStarts: new Uint32Array(keys.length + 1),
    keyLetters: lettersOf(keys.join('')),
    longest: Uint16Array.of(keys.reduce((most, key) => Math.max(most, key.length), 0)),
  };
  const { first, numbers, following, beginnings, keyStarts } = columns;
  for (let i = 0; i < keys.length; i++) keyStarts[i + 1] = keyStarts[i]! + keys[i]!.length;
  for (let i = keys.length - 1; i >= 0; i--) {
    const key = keys[i]!;
    const length = key.length;
    if (length === 0) continue;
    let number = 0;
    for (let at = 0; at < length; at++) number = withLetter(number, key.charCodeAt(at));
    let place = placeOf(number, size);
    while (first[place] !== 0 && keys[first[place]! - 1] !== key) place = (place + 1) & (size - 1);
    following[i + 1] = first[place]!;
    first[place] = i + 1;
    numbers[i + 1] = number;
    const one = classOf(key.charCodeAt(0));
    const two = length > 1 ? classOf(key.charCodeAt(1)) : 0;
    const three = length > 2 ? classOf(key.charCodeAt(2)) : 0;
    beginnings[(one << 10) | (two << 5) | three]! |= 1 << (Math.min(length, MOST_BITS) - 1);
  }
  return columns;
}

const MOST_BITS = 8;

function lettersOf(text: string): Uint16Array {
  const letters = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) letters[i] = text.charCodeAt(i);
  return letters;
}

/** The table of stems that were laid out. */
export function stemTable(columns: StemColumns): StemTable {
  const { first, numbers, following, beginnings, keyStarts, keyLetters } = columns;
  const size = first.length;
  const longest = columns.longest[0]!;

  /** Whether the stem is `key.slice(start, end)`. */
  const isSlice = (stem: number, key: string, start: number, end: number): boolean => {
    const from = keyStarts[stem]! - start;
    if (keyStarts[stem + 1]! - from !== end) return false;
    for (let at = start; at < end; at++) if (keyLetters[from + at] !== key.charCodeAt(at)) return false;
    return true;
  };

  /** Index + 1 of the first stem that is `key.slice(start, end)`, whose number is given. */
  const find = (key: string, start: number, end: number, number: number): number => {
    let place = placeOf(number, size);
    for (;;) {
      const at = first[place]!;
      if (at === 0 || (numbers[at] === number && isSlice(at - 1, key, start, end))) return at;
      place = (place + 1) & (size - 1);
    }
  };

  return {
    walk(key, start, visit, least = 0) {
      const length = key.length;
      const last = Math.min(length, start + longest);
      if (start >= last || least > last) return;
      const one = classOf(key.charCodeAt(start)) << 10;
      if (one === 0) return;
      const two = start + 1 < length ? classOf(key.charCodeAt(start + 1)) << 5 : 0;
      const three = start + 2 < length ? classOf(key.charCodeAt(start + 2)) : 0;
      let lengths = (beginnings[one]! & 1) | (beginnings[one | two]! & 2) | (beginnings[one | two | three]! & ~3);
      let number = 0;
      for (let end = start + 1; end <= last && lengths !== 0; end++) {
        number = withLetter(number, key.charCodeAt(end - 1));
        if ((lengths & 1) !== 0 && end >= least)
          for (let at = find(key, start, end, number); at !== 0; at = following[at]!) visit(at - 1, end);
        if (end - start < MOST_BITS) lengths >>= 1;
      }
    },
  };
}

/** An odd number whose products spread over all places. */
const SPREAD = 0x9e3779b1;

/** Among so many places, a power of two, the one of a number. */
const placeOf = (number: number, size: number): number => Math.imul(number, SPREAD) >>> (Math.clz32(size) + 1);

/** The number of some letters with one more behind. */
const withLetter = (number: number, letter: number): number => (Math.imul(number, 31) + letter) | 0;
