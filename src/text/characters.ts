/**
 * Character classes by name, over UTF-16 code units. `\w` and `\b` know only ASCII, and `\p{L}` in a hot loop costs three
 * times a table, so one byte a code unit says what it is. The blocks that news is written in stand here; any other code unit is
 * classified when first met.
 */
export const SPACE = 1;
export const NEWLINE = 2;
/** A letter of the Arabic script, presentation forms and the one-word ligatures (ﷲ) included. */
export const ARABIC = 3;
/** A letter of any other script. */
export const LETTER = 4;
export const DIGIT = 5;
/** A combining mark: tashkeel, superscript alef, Quranic annotation (its small waw and yeh too), Latin accents. */
export const MARK = 6;
export const TATWEEL = 7;
/** Direction controls, joiners, soft hyphen, byte order mark: they take no room and belong to no word. */
export const INVISIBLE = 8;
export const QUOTE = 9;
export const PUNCTUATION = 10;
export const SYMBOL = 11;
/** Half of a surrogate pair: the pair has to be looked at as one (`classAt`). */
export const SURROGATE = 12;

const CLASSES = new Uint8Array(65536);

/**
 * The classes of the blocks that Arabic news is written in, a letter each (A is 1): what `classByProperties` finds. `\p{L}` alone takes a
 * millisecond to compile, and a start has no other need of it.
 */
export const USUAL: readonly (readonly [first: number, classes: string])[] = [
  [
    0x0000,
    'AAAAAAAAAABAABAAAAAAAAAAAAAAAAAAAJIJKJJIJJJKJJJJEEEEEEEEEEJJKKKJJDDDDDDDDDDDDDDDDDDDDDDDDDDJJJKJ' +
      'IDDDDDDDDDDDDDDDDDDDDDDDDDDJKJKAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAJKKKKKJKKDIKHKKKKKKIDJJKKDIKKKJ' +
      'DDDDDDDDDDDDDDDDDDDDDDDKDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDDKDDDDDDDD',
  ],
  [
    0x0600,
    'KKKKKKKKKJJKJJKKFFFFFFFFFFFJHJJJCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCGCCCCCCCCCCFFFFFFFFFFFFFFFFFFFFF' +
      'EEEEEEEEEEJJJJCCFCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC' +
      'CCCCCCCCCCCCCCCCCCCCJCFFFFFFFKKFFFFFFFFFFKFFFFCCEEEEEEEEEECCCKKC',
  ],
  [0x2010, 'JJJJJJJJIIIIIIIIJJJJJJJJBBHHHHHAJJIIJJJJJIIJJJJJ'],
];
for (const [first, classes] of USUAL)
  for (let i = 0; i < classes.length; i++) CLASSES[first + i] = classes.charCodeAt(i) - 64;

/** The class of a code unit, one of the constants above. */
export function classOf(code: number): number {
  return CLASSES[code] || kept(code);
}

/** The class of the character at `at`; a surrogate pair counts as a letter or a symbol. */
export function classAt(text: string, at: number): number {
  const found = classOf(text.charCodeAt(at));
  if (found !== SURROGATE) return found;
  return /^\p{L}/u.test(text.slice(at, at + 2)) ? LETTER : SYMBOL;
}

const MARKS_OF_QUOTATION =
  '"\'`\u00AB\u00BB\u00B4\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F\u2032\u2033\u2039\u203A\uFF02';
/** Zero-width space, joiners, direction marks, embeddings, isolates, word joiner, Mongolian separator, soft hyphen, BOM. */
const INVISIBLE_CHARACTERS = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/;
/** Format characters that are visible all the same: number signs, end of ayah. */
const VISIBLE_FORMAT = /[\u0600-\u0605\u06DD\u08E2]/;
/** Ligatures that stand for a phrase (ﷺ ﷻ ﷽), the ornate letters of honorifics, and isolated dots. */
const PHRASE_LIGATURES = /[\uFBB2-\uFBC2\uFD40-\uFD4F\uFDCF\uFDFA-\uFDFF]/;

function kept(code: number): number {
  const found = classByProperties(code);
  CLASSES[code] = found;
  return found;
}

/** The class of a code unit by its properties. */
export function classByProperties(code: number): number {
  const character = String.fromCharCode(code);
  if (code >= 0xd800 && code <= 0xdfff) return SURROGATE;
  if (/[\n\r\u0085\u2028\u2029]/.test(character)) return NEWLINE;
  if (INVISIBLE_CHARACTERS.test(character)) return INVISIBLE;
  if (/[\s\p{Cc}]/u.test(character)) return SPACE;
  if (code === 0x0640) return TATWEEL;
  if (/\p{M}/u.test(character) || code === 0x06e5 || code === 0x06e6) return MARK;
  if (MARKS_OF_QUOTATION.includes(character)) return QUOTE;
  if (VISIBLE_FORMAT.test(character) || PHRASE_LIGATURES.test(character)) return SYMBOL;
  if (code >= 0xfe70 && code <= 0xfe7f) return MARK;
  if (code >= 0xfc5e && code <= 0xfc63) return MARK;
  if (/\p{L}/u.test(character)) return /\p{Script_Extensions=Arabic}/u.test(character) ? ARABIC : LETTER;
  if (/\p{N}/u.test(character)) return /\p{Nd}/u.test(character) ? DIGIT : SYMBOL;
  if (/\p{P}/u.test(character)) return PUNCTUATION;
  return SYMBOL;
}

/** A letter of any script. */
export function isLetter(code: number): boolean {
  const found = classOf(code);
  return found === ARABIC || found === LETTER;
}

/** A combining mark: it belongs to the letter before it. */
export function isMark(code: number): boolean {
  return classOf(code) === MARK;
}

/** The stretching character `ـ`, which is category Lm and a letter for `\p{L}`. */
export function isTatweel(code: number): boolean {
  return code === 0x0640;
}

/** Where the letters that stand at a place end; at the place itself where none does. */
export function lettersEnd(text: string, at = 0): number {
  let end = at;
  while (end < text.length && (isLetter(text.charCodeAt(end)) || isTatweel(text.charCodeAt(end)))) end++;
  return end;
}

/** Whether a letter stands from a place on, before another one. */
export function hasLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isLetter(text.charCodeAt(at))) return true;
  return false;
}

/** Nothing but letters, and one at least. */
export const isAllLetters = (text: string): boolean => text.length > 0 && lettersEnd(text) === text.length;

export function isNewline(code: number): boolean {
  return classOf(code) === NEWLINE;
}

/** What separates tokens without being one: white space, control and invisible characters. */
export function isBlank(code: number): boolean {
  const found = classOf(code);
  return found === SPACE || found === NEWLINE || found === INVISIBLE;
}
