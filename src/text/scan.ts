import {
  ARABIC,
  classAt,
  classOf,
  DIGIT,
  INVISIBLE,
  isBlank,
  LETTER,
  MARK,
  NEWLINE,
  SURROGATE,
  TATWEEL,
} from './characters.ts';

/** The end of a run of letters of one kind with their marks, without invisible characters at its edge. */
export function wordEnd(text: string, from: number, letters: number): number {
  let end = from;
  for (let at = from; at < text.length; at++) {
    const kind = classOf(text.charCodeAt(at));
    if (kind === letters || kind === MARK || (kind === TATWEEL && letters === ARABIC)) end = at + 1;
    else if (kind === SURROGATE && letters === LETTER && classAt(text, at) === LETTER) {
      at++;
      end = at + 1;
    } else if (kind !== INVISIBLE) break;
  }
  return end;
}

/** The end of a run of digits; `from` itself where none stands there. */
export function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && classOf(text.charCodeAt(end)) === DIGIT) end++;
  return end;
}

/** Past the invisible characters: direction controls may stand between a letter and its dot. */
export function skipInvisible(text: string, from: number): number {
  let at = from;
  while (at < text.length && classOf(text.charCodeAt(at)) === INVISIBLE) at++;
  return at;
}

/** Where the next character of the same line stands that is not blank; -1 at the line's end. */
export function nextInLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (classOf(code) === NEWLINE) return -1;
    if (!isBlank(code)) return at;
  }
  return -1;
}
