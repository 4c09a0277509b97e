/** The number of a word among many: a table of hashes in typed arrays, with the letters beside it, as exact as a `Map` of strings. */

/**
 * A power of two of places: 1 + the word's number, or 0; a word stands at its hash or in the next free place. 16 bits where they are enough,
 * as they are for all that ship: an article reads half a megabyte less.
 */
type Slots = Uint16Array | Uint32Array;

/** A type, and no interface: it stands among a table's columns. */
export type WordColumns = {
  slots: Slots;
  /** Where each word's letters begin, and behind the last where they end. */
  starts: Uint32Array;
  letters: Uint16Array;
};

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Words whose letters are elsewhere. */
export type HashColumns = {
  slots: Slots;
  hashes: Int32Array;
};

/** Lays out words, the first of which has the number 0; of the same word twice the first counts. */
export function layOutWords(words: readonly string[]): WordColumns {
  const starts = new Uint32Array(words.length + 1);
  words.forEach((word, at) => {
    starts[at + 1] = starts[at]! + word.length;
  });
  const letters = new Uint16Array(starts[words.length]!);
  const table: WordColumns = { slots: slotsFor(words), starts, letters };
  words.forEach((word, at) => {
    for (let i = 0; i < word.length; i++) letters[starts[at]! + i] = word.charCodeAt(i);
    if (numberOf(table, word) < 0) take(table.slots, hashOf(word), at);
  });
  return table;
}

/** The same of words whose letters are kept elsewhere. */
export function layOutHashes(words: readonly string[]): HashColumns {
  const slots = slotsFor(words);
  const hashes = Int32Array.from(words, hashOf);
  const known = new Set<string>();
  words.forEach((word, at) => {
    if (!known.has(word)) take(slots, hashes[at]!, at);
    known.add(word);
  });
  return { slots, hashes };
}

function slotsFor(words: readonly string[]): Slots {
  let places = 2;
  while (places < 2 * words.length) places *= 2;
  return words.length < 0x10000 ? new Uint16Array(places) : new Uint32Array(places);
}

function take(slots: Slots, hash: number, at: number): void {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = at + 1;
}

/** The number of a word, or -1. */
export function numberOf({ slots, starts, letters }: WordColumns, word: string): number {
  const mask = slots.length - 1;
  const length = word.length;
  for (let slot = hashOf(word) & mask; ; slot = (slot + 1) & mask) {
    const at = slots[slot]! - 1;
    if (at < 0) return -1;
    const start = starts[at]!;
    if (starts[at + 1]! - start !== length) continue;
    let i = 0;
    while (i < length && letters[start + i] === word.charCodeAt(i)) i++;
    if (i === length) return at;
  }
}

/** The number of the word that has this hash and of which `isIt` says that it is the one; or -1. */
export function numberWhere({ slots, hashes }: HashColumns, word: string, isIt: (number: number) => boolean): number {
  const mask = slots.length - 1;
  const hash = hashOf(word);
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const at = slots[slot]! - 1;
    if (at < 0 || (hashes[at] === hash && isIt(at))) return at;
  }
}

/** The word with a number. */
export const wordAt = ({ starts, letters }: WordColumns, at: number): string =>
  textOf(letters, starts[at]!, starts[at + 1]!);

/** A stretch of letters as a string. */
export const textOf = (letters: Uint16Array, from: number, to: number): string =>
  String.fromCharCode.apply(null, letters.subarray(from, to) as unknown as number[]);
