/** How the network looks at a word: its key, hash, clitics and letters. Shared by the trainer and the program. */

const DIGIT = /[0-9]/g;
const MARKS = new Map<string, string>();
for (const [to, signs] of [
  ['"', "“ ” „ « » ‹ › (( )) << >> `` '' ,,"],
  ["'", '‘ ’ `'],
  ['-', '‐ ‑ ‒ – — ― -- ـ'],
  ['.', '… ... .. ....'],
  [',', '،'],
  [';', '؛'],
  ['?', '؟ ?? ؟؟'],
  ['!', '!! !!!'],
  ['%', '٪'],
] as const) {
  for (const sign of signs.split(' ')) MARKS.set(sign, to);
}

/**
 * The form under which a word is known: digits count as 0, all quotation marks and all dashes as one, an abbreviation without its
 * dot. `1995` -> `0000`, `د.` -> `د`.
 */
export function wordOf(key: string): string {
  const code = key.charCodeAt(0);
  if (code >= 0x621 && code <= 0x64a) return key.endsWith('.') && key.length > 1 ? key.replaceAll('.', '') : key;
  if (code >= 48 && code <= 57) return key.replace(DIGIT, '0');
  return MARKS.get(key) ?? key;
}

/** 32-bit FNV-1a over UTF-16 code units, mixed at the end. */
export function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** The hash of a phrase from that of its beginning (0 for none) and that of the next word. */
export function hashOfPhrase(beginning: number, word: number): number {
  return mix(Math.imul(beginning ^ 0x9e3779b9, 0x85ebca6b) + word);
}

function mix(hash: number): number {
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x7feb352d);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x846ca68b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A proclitic group, what replaces it, and how much more frequent the rest must be (natural logarithm). */
interface Clitic {
  prefix: string;
  replacement: string;
  penalty: number;
  code: number;
}
const clitic = (prefix: string, replacement: string, penalty: number, code: number): Clitic => ({
  prefix,
  replacement,
  penalty: Math.log(penalty),
  code,
});
const CLITICS: readonly Clitic[] = [
  clitic('و', '', 1, 1),
  clitic('ف', '', 3, 2),
  clitic('ب', '', 1.5, 3),
  clitic('ل', '', 1.5, 4),
  clitic('ك', '', 5, 5),
  clitic('وب', '', 1.2, 6),
  clitic('ول', '', 1.2, 7),
  clitic('فب', '', 3, 8),
  clitic('فل', '', 3, 9),
  clitic('وك', '', 5, 10),
  clitic('لل', 'ال', 0.5, 11),
  clitic('ولل', 'ال', 0.5, 12),
  clitic('فلل', 'ال', 0.5, 13),
];
/** How many letters of the written word each clitic code takes away before the name begins. */
export const CLITIC_LETTERS = [0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 2] as const;
export const CLITIC_CODES = 14;

export interface Stem {
  stem: string;
  code: number;
}

/**
 * The word without its proclitics. A group is taken off where the rest is so much more frequent than the word in 25 million words of
 * news that its penalty is outweighed: `وسوريا` -> `سوريا`, `للعراق` -> `العراق`, but `وزير` stays.
 * `count`: how often a word was seen; 0 for unknown ones.
 */
export function stemOf(word: string, count: (word: string) => number): Stem {
  const code = word.charCodeAt(0);
  let stem = word;
  let best = 0;
  let bestCode = 0;
  if (word.length < 4 || (code !== 0x648 && code !== 0x641 && code !== 0x628 && code !== 0x644 && code !== 0x643)) {
    return { stem, code: 0 };
  }
  const own = Math.log(count(word) + 1.5);
  for (const { prefix, replacement, penalty, code } of CLITICS) {
    if (word.length < prefix.length + 3 - replacement.length || !word.startsWith(prefix)) continue;
    const rest = replacement + word.slice(prefix.length);
    if (rest.length < 3) continue;
    const seen = count(rest);
    if (seen < 3) continue;
    const score = Math.log(seen + 0.5) - own - penalty - (rest.length === 3 ? Math.LN2 : 0);
    if (score > best) {
      best = score;
      bestCode = code;
      stem = rest;
    }
  }
  return { stem, code: bestCode };
}

/** Number of different letters of the character layer; 0 is padding, 1 the word's edges, 2 any other character. */
export const LETTERS = 72;
/** At most so many letters of a word are looked at (the first six and the last six of longer words), with an edge on both sides. */
const MOST_LETTERS = 14;

function letterOf(code: number): number {
  if (code >= 0x621 && code <= 0x64a) return 3 + code - 0x621;
  if (code >= 97 && code <= 122) return 45 + ((code - 97) % 20);
  if (code >= 48 && code <= 57) return 65;
  if (code === 34 || code === 39) return 66;
  if (code === 45) return 67;
  if (code === 46 || code === 44 || code === 59) return 68;
  if (code === 40 || code === 41) return 69;
  if (code < 128) return 70;
  return 2;
}

/** Writes the letters of a word as numbers into a list, an edge at both ends; how many. */
export function putLetters(word: string, list: number[] | Uint8Array, to: number): number {
  let end = to;
  list[end++] = 1;
  const skipped = Math.max(0, word.length - MOST_LETTERS + 2);
  for (let i = 0; i < word.length; i++) {
    if (i === 6) i += skipped;
    list[end++] = letterOf(word.charCodeAt(i));
  }
  list[end++] = 1;
  return end - to;
}

/** The shape of a mark. */
export const MARK = 3;

/** 0 Arabic, 1 number, 2 Latin, 3 mark. */
export function shapeOf(word: string): number {
  const code = word.charCodeAt(0);
  if (code >= 0x621 && code <= 0x64a) return 0;
  if (code >= 48 && code <= 57) return 1;
  return (code >= 97 && code <= 122) || (code >= 0xc0 && code < 0x250) ? 2 : 3;
}
