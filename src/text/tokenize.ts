import { abbreviationEnd } from './abbreviations.ts';
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
  PUNCTUATION,
  QUOTE,
  SPACE,
  SURROGATE,
  SYMBOL,
  TATWEEL,
} from './characters.ts';
import { foldForm, foldKey } from './fold.ts';
import { digitsEnd, wordEnd } from './scan.ts';
import { type Spelling, spellingOf } from './spellings.ts';
import type { Token, TokenKind } from './types.ts';

/**
 * Cuts a text into tokens in one pass. Every character that is not blank (white space, controls, invisible characters) is in
 * exactly one token; invisible characters inside a token belong to it, at its edges to none.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const length = text.length;
  let spaced = true;
  /** `((` that wait for their `))` in this paragraph. */
  let rounds = 0;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    let kind = classOf(code);
    if (kind === SPACE || kind === NEWLINE || kind === INVISIBLE) {
      if (kind !== INVISIBLE) spaced = true;
      if (kind === NEWLINE) rounds = 0;
      at++;
      continue;
    }
    if (kind === SURROGATE) kind = classAt(text, at);
    const start = at;
    let end: number;
    let what: TokenKind;
    if (kind === ARABIC || kind === MARK || kind === TATWEEL) {
      end = wordEnd(text, at, ARABIC);
      what = kind === ARABIC || hasArabicLetter(text, at, end) ? 'word' : kind === TATWEEL ? 'punctuation' : 'symbol';
      const dot = what === 'word' ? abbreviationEnd(text, start, end, tokens) : 0;
      if (dot > 0) {
        what = 'abbreviation';
        end = dot;
      }
    } else if (kind === LETTER) {
      const found = latinEnd(text, at);
      end = found.end;
      what = found.kind;
    } else if (kind === DIGIT) {
      const found = numberEnd(text, at);
      end = found.end;
      what = found.kind;
    } else if (kind === QUOTE) {
      what = 'quote';
      end = at + 1;
      if (DOUBLED.includes(text[at]!) && text.charCodeAt(end) === code) end++;
    } else {
      const found = signEnd(text, at, kind, rounds);
      end = found.end;
      what = found.kind;
      if (what === 'quote' && code === OPEN_ROUND) rounds++;
      if (what === 'quote' && code === CLOSE_ROUND) rounds--;
    }
    const raw = text.slice(start, end);
    const { form, key } = what === 'word' ? spellingOf(raw) : spelled(raw, what);
    tokens.push({ index: tokens.length, kind: what, form, key, spaced, start, end });
    spaced = false;
    at = end;
  }
  return tokens;
}

function spelled(raw: string, kind: TokenKind): Spelling {
  const form = formOf(raw, kind);
  const sign = kind === 'quote' || kind === 'punctuation' || kind === 'symbol';
  return { form, key: sign ? form : foldKey(form) || form };
}

function formOf(raw: string, kind: TokenKind): string {
  if (kind === 'abbreviation') return foldForm(raw).replaceAll(' ', '');
  return kind === 'hashtag' || kind === 'number' ? foldForm(raw) || raw : raw;
}

const DOT = 0x2e;
const OPEN_ROUND = 0x28;
const CLOSE_ROUND = 0x29;
/** Marks that make one mark when written twice: '' `` ´´ ‘‘ ’’ ‚‚ */
const DOUBLED = "'`\u00B4\u2018\u2019\u201A";

function hasArabicLetter(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (classOf(text.charCodeAt(at)) === ARABIC) return true;
  return false;
}

const LINK_START = /(?:https?|ftp):\/\//iy;
/** ASCII without quotation marks and brackets; Arabic letters only after a separator (`/wiki/سوريا`), else they are glued text. */
const LINK_BODY = /(?:[!#-&*-;=?-~]|(?<=[/_=#?&%\u0621-\u064A-])[\u0621-\u064A])+/y;
const DOMAIN = /(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/y;
const EMAIL = /[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/y;
const INITIALS = /(?:[A-Za-z]\.){2,12}/y;

/** The end of a Latin word, link, e-mail address or abbreviation (`U.S.`). An apostrophe between letters belongs to the word. */
function latinEnd(text: string, from: number): { end: number; kind: TokenKind } {
  let end = wordEnd(text, from, LETTER);
  const next = text[end];
  if (
    next === ':' ||
    next === '.' ||
    next === '@' ||
    next === '-' ||
    next === '_' ||
    next === '%' ||
    next === '+' ||
    isAsciiDigit(text, end)
  ) {
    const link = linkEnd(text, from);
    if (link > end) return { end: link, kind: 'url' };
    const email = matchEnd(EMAIL, text, from);
    if (email > end) return { end: email, kind: 'email' };
    const initials = matchEnd(INITIALS, text, from);
    if (initials > end && classOf(text.charCodeAt(initials)) !== LETTER) return { end: initials, kind: 'abbreviation' };
    const domain = domainEnd(text, from);
    if (domain > end) return { end: domain, kind: 'url' };
  }
  while (isApostrophe(text.charCodeAt(end)) && classOf(text.charCodeAt(end + 1)) === LETTER)
    end = wordEnd(text, end + 1, LETTER);
  return { end, kind: 'word' };
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2018 || code === 0x203a || code === 0x60 || code === 0xb4;
}

function isAsciiDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function linkEnd(text: string, from: number): number {
  const start = matchEnd(LINK_START, text, from);
  return start < 0 ? -1 : trimLink(text, start, matchEnd(LINK_BODY, text, start));
}

function domainEnd(text: string, from: number): number {
  const end = matchEnd(DOMAIN, text, from);
  if (end < 0) return -1;
  if (text[end] !== '/') return end;
  return Math.max(end, trimLink(text, end, matchEnd(LINK_BODY, text, end)));
}

/** Closing punctuation at the end of a link belongs to the sentence. */
function trimLink(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && '.,;:!?*'.includes(text[stop - 1]!)) stop--;
  return stop > start ? stop : -1;
}

/**
 * The end of a number or date. `2.5`, `1,200`, `١٢٫٥`, `06:25`, `11/10/2017`, `2017-10-11` are one token; `5G` and `2-1` are
 * several. A dot after a year begins a sentence when glued (`عام 2020.3 آلاف`), a comma before four digits begins a new number.
 */
function numberEnd(text: string, from: number): { end: number; kind: TokenKind } {
  let end = digitsEnd(text, from);
  const separator = text.charCodeAt(end);
  if (separator === 0x2f || separator === 0x2d || separator === DOT || separator === 0x66d) {
    const date = dateEnd(text, from, end, separator);
    if (date > 0) return { end: date, kind: 'date' };
  }
  const isYear = end - from === 4 && /^(?:[1١]9|[2٢][0٠])/.test(text.slice(from, end));
  for (;;) {
    const code = text.charCodeAt(end);
    const next = digitsEnd(text, end + 1);
    const digits = next - end - 1;
    if (digits <= 0) break;
    if (code === DOT && isYear) break;
    if ((code === 0x2c || code === 0x60c || code === 0x201a) && digits > 3) break;
    if (
      code !== DOT &&
      code !== 0x2c &&
      code !== 0x60c &&
      code !== 0x201a &&
      code !== 0x66b &&
      code !== 0x66c &&
      code !== 0x3a
    )
      break;
    end = next;
  }
  while (classOf(text.charCodeAt(end)) === MARK) end++;
  return { end, kind: 'number' };
}

/** `11/10/2017`, `2017-10-11`, `1.5.2019`: three groups with one separator, one of them a year or all of two digits. */
function dateEnd(text: string, from: number, firstEnd: number, separator: number): number {
  const secondEnd = digitsEnd(text, firstEnd + 1);
  if (text.charCodeAt(secondEnd) !== separator) return 0;
  const thirdEnd = digitsEnd(text, secondEnd + 1);
  const first = firstEnd - from;
  const second = secondEnd - firstEnd - 1;
  const third = thirdEnd - secondEnd - 1;
  if (second < 1 || second > 2 || third < 1) return 0;
  const follows = text.charCodeAt(thirdEnd);
  if (follows === separator && digitsEnd(text, thirdEnd + 1) > thirdEnd + 1) return 0;
  const dayFirst = first <= 2 && (third === 4 || (third === 2 && separator !== DOT));
  const yearFirst = first === 4 && third <= 2;
  return dayFirst || yearFirst ? thirdEnd : 0;
}

/** Punctuation, symbols, hashtags, accounts, and the doubled marks `((`, `<<`, `,,`. */
function signEnd(text: string, at: number, kind: number, rounds: number): { end: number; kind: TokenKind } {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (code === 0x23 || code === 0x40 || code === 0x5f) {
    const end = tagEnd(text, at + 1, code === 0x40);
    if (code === 0x23 && end > 0) return { end, kind: 'hashtag' };
    if (code === 0x40 && end > 0 && !isWordBefore(text, at)) return { end, kind: 'account' };
    return { end: at + 1, kind: 'symbol' };
  }
  if (next === code) {
    if (code === OPEN_ROUND) return { end: at + 2, kind: 'quote' };
    if (code === CLOSE_ROUND && rounds > 0) return { end: at + 2, kind: 'quote' };
    if (code === 0x3c || code === 0x3e) return { end: at + 2, kind: 'quote' };
    if (code === 0x2c && opensLow(text, at)) return { end: at + 2, kind: 'quote' };
  }
  if (kind === PUNCTUATION) {
    let end = at + 1;
    if (isTerminal(code)) while (isTerminal(text.charCodeAt(end))) end++;
    else if (isDash(code) || code === 0x2f) while (text.charCodeAt(end) === code) end++;
    return { end, kind: 'punctuation' };
  }
  return { end: symbolEnd(text, at), kind: 'symbol' };
}

/** `. … ! ? ؟ ۔`: written several times they are one token. */
export function isTerminal(code: number): boolean {
  return code === DOT || code === 0x21 || code === 0x3f || code === 0x61f || code === 0x2026 || code === 0x6d4;
}

function isDash(code: number): boolean {
  return code === 0x2d || code === 0x2013 || code === 0x2014 || code === 0x2015 || code === 0x2a;
}

/** `,,` opens a quotation when a blank stands before it and a letter after it; else it is a pause. */
function opensLow(text: string, at: number): boolean {
  if (at > 0 && !isBlank(text.charCodeAt(at - 1))) return false;
  const kind = classOf(text.charCodeAt(at + 2));
  return kind === ARABIC || kind === LETTER || kind === DIGIT;
}

function isWordBefore(text: string, at: number): boolean {
  if (at === 0) return false;
  const kind = classOf(text.charCodeAt(at - 1));
  return kind === LETTER || kind === DIGIT;
}

/** The end of a hashtag's or account's name; 0 where there is none. */
function tagEnd(text: string, from: number, asciiOnly: boolean): number {
  let end = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (
      kind === LETTER ||
      kind === DIGIT ||
      code === 0x5f ||
      (!asciiOnly && (kind === ARABIC || kind === MARK || kind === TATWEEL))
    ) {
      end = at + 1;
    } else if (kind !== INVISIBLE || asciiOnly) break;
  }
  return end;
}

/** A symbol with its second half, its variation selectors and what zero-width joiners tie to it: one emoji. */
function symbolEnd(text: string, from: number): number {
  let end = characterEnd(text, from);
  for (;;) {
    const code = text.charCodeAt(end);
    if (classOf(code) === MARK) end++;
    else if (
      code === 0x200d &&
      (classOf(text.charCodeAt(end + 1)) === SURROGATE || classOf(text.charCodeAt(end + 1)) === SYMBOL)
    ) {
      end = characterEnd(text, end + 1);
    } else return end;
  }
}

function characterEnd(text: string, at: number): number {
  const high = text.charCodeAt(at);
  const low = text.charCodeAt(at + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff ? at + 2 : at + 1;
}
