import { ARABIC, classOf, DIGIT, LETTER } from './characters.ts';
import type { Paragraph, Token } from './types.ts';

/** Marks that may stand for one another: curly, straight, low and doubled ones are one family. */
export type Family = 0 | 1 | 2 | 3;
/** Curly, straight, low, doubled: they stand for one another. */
const DOUBLE = 0;
const GUILLEMETS = 1;
const SINGLE = 2;
const ROUND = 3;

export interface Glyph {
  family: Family;
  /** Cost of reading the glyph as an opening and as a closing mark. */
  opens: number;
  closes: number;
  /** Cost of passing it over: an apostrophe is cheap. */
  skips: number;
}

const WRONG_WAY = 1.2;
const glyph = (family: Family, opens: number, closes: number, skips = 3): Glyph => ({ family, opens, closes, skips });
const GLYPHS: Record<string, Glyph> = {
  '"': glyph(DOUBLE, 0, 0),
  '\uFF02': glyph(DOUBLE, 0, 0),
  '\u201C': glyph(DOUBLE, 0, WRONG_WAY),
  '\u201D': glyph(DOUBLE, WRONG_WAY, 0),
  '\u201E': glyph(DOUBLE, 0, 3),
  '\u201F': glyph(DOUBLE, 0, WRONG_WAY),
  '\u2033': glyph(DOUBLE, 4, 0, 1),
  "''": glyph(DOUBLE, 0.1, 0.1, 2),
  '``': glyph(DOUBLE, 0, 1, 2),
  '\u00B4\u00B4': glyph(DOUBLE, 1, 0, 2),
  '\u2018\u2018': glyph(DOUBLE, 0, 1, 2),
  '\u2019\u2019': glyph(DOUBLE, 1, 0, 2),
  '\u201A\u201A': glyph(DOUBLE, 0, 3, 2),
  ',,': glyph(DOUBLE, 0.5, 3, 0.5),
  '\u00AB': glyph(GUILLEMETS, 0, WRONG_WAY),
  '\u00BB': glyph(GUILLEMETS, WRONG_WAY, 0),
  '<<': glyph(GUILLEMETS, 0, 3, 1.5),
  '>>': glyph(GUILLEMETS, 3, 0, 1.5),
  "'": glyph(SINGLE, 0.2, 0, 0.4),
  '\u2018': glyph(SINGLE, 0.2, 0.4, 0.6),
  '\u2019': glyph(SINGLE, 0.5, 0, 0.4),
  '\u201A': glyph(SINGLE, 0.2, 3, 0.4),
  '\u201B': glyph(SINGLE, 0.2, 1, 0.4),
  '\u2039': glyph(SINGLE, 0, 1, 0.6),
  '\u203A': glyph(SINGLE, 1, 0, 0.6),
  '\u2032': glyph(SINGLE, 4, 0.6, 0.2),
  '`': glyph(SINGLE, 0.5, 1, 0.4),
  '\u00B4': glyph(SINGLE, 1, 0.5, 0.4),
  '((': glyph(ROUND, 0, 4, 1),
  '))': glyph(ROUND, 4, 0, 1),
  '(': glyph(ROUND, 0, 4),
  ')': glyph(ROUND, 4, 0),
  '{': glyph(ROUND, 0, 4),
  '}': glyph(ROUND, 4, 0),
  '\uFD3E': glyph(ROUND, 0, 0),
  '\uFD3F': glyph(ROUND, 0, 0),
  '//': glyph(ROUND, 0, 0),
};
const UNKNOWN_GLYPH = glyph(SINGLE, 3, 3, 0);

/** Cost of closing a family (row) by a glyph of another (column). `« مرحبا 2019″` is common, `(( … ”` is not. */
export const CLOSES_FAMILY: readonly (readonly number[])[] = [
  [0, 2.5, 4, 6],
  [1.5, 0, 4, 6],
  [4, 2, 0, 6],
  [6, 6, 6, 0],
];
/** Cost of opening within a family (row) a family (column); straight marks within straight marks cost more. */
export const NESTS_IN: readonly (readonly number[])[] = [
  [0.7, 0.2, 0.2, 0.2],
  [0.2, 0.7, 0.2, 0.2],
  [1, 1, 1.5, 0.5],
  [0.2, 0.2, 0.2, 1],
];
export const STRAIGHT_IN_STRAIGHT = 1.8;
/** Cost of an opening mark that is never closed, by family: a single one is sooner an apostrophe. */
export const UNCLOSED: readonly number[] = [2, 2, 1.5, 3];

export function glyphOf(form: string): Glyph {
  return GLYPHS[form] ?? UNKNOWN_GLYPH;
}

export function isStraight(form: string): boolean {
  return form === '"' || form === "''" || form === "'";
}

/** Proclitics that stand directly before a mark: `و«قال»`, `بـ"نعم"`, `ال”كاف”`. */
const CLITICS = new Set('و ف ب ل ك س ال بال وال فال كال لل وب ول وك فب فل وبال ولل وكال'.split(' '));

/** What it costs to read a mark as opening, closing or neither, by its glyph and its neighbours. */
export function weigh(text: string, tokens: readonly Token[], paragraph: Paragraph, at: number): Glyph {
  const token = tokens[at]!;
  const base = glyphOf(token.form);
  const before = at > paragraph.first ? tokens[at - 1]! : null;
  const after = at + 1 < paragraph.last ? tokens[at + 1]! : null;
  const spacedAfter = after ? after.spaced : true;
  let { opens, closes, skips } = base;
  if (before === null) {
    closes += 5;
  } else if (token.spaced) {
    closes += 0.6;
    if (before.form === ':') closes += 1.5;
    if (before.form === ':') opens -= 1;
  } else if (before.kind === 'quote') {
    opens += 0.3;
    closes += 0.3;
  } else if (before.kind === 'word' || before.kind === 'abbreviation') {
    if (CLITICS.has(before.form) && before.spaced) closes += 2.5;
    else if (CLITICS.has(before.form) && at - 2 >= paragraph.first && tokens[at - 2]!.kind !== 'quote') closes += 2.5;
    else if (!CLITICS.has(before.form)) opens += 2;
  } else if (before.kind === 'punctuation' || before.kind === 'symbol') {
    if (before.form === ':') {
      closes += 3;
      opens -= 1;
    } else if (isOpeningBracket(before.form)) closes += 3;
    else if (isDashSign(before.form)) closes += 1;
    else opens += isComma(before.form) ? 0.8 : 1.2;
  } else {
    opens += 2.5;
  }
  if (after === null) {
    opens += 4;
  } else if (spacedAfter) {
    opens += 0.6;
  } else if (after.kind === 'quote') {
    opens += 0.3;
    closes += 0.3;
  } else if (after.kind === 'punctuation' || after.kind === 'symbol') {
    const sign = after.form;
    if (isOpeningBracket(sign) || after.kind === 'symbol') closes += 0.8;
    else if (sign.startsWith('..') || sign.startsWith('…') || isDashSign(sign)) opens += 0.3;
    else opens += 3;
  } else {
    closes += after.kind === 'number' || after.kind === 'date' ? 2 : 1.5;
  }
  const neutral = base.opens <= 0.2 && base.closes <= 0.2;
  if (neutral && token.spaced && !spacedAfter && after?.kind !== 'punctuation') closes += 1.2;
  if (neutral && !token.spaced && spacedAfter && before?.kind === 'word') opens += 0.7;
  if (isMeasure(text, token, spacedAfter || after?.kind === 'punctuation')) skips = Math.min(skips, 1);
  if (base.family === SINGLE && isInsideWord(text, token)) skips = 0;
  return { family: base.family, opens, closes, skips };
}

function isOpeningBracket(form: string): boolean {
  return form === '(' || form === '[' || form === '{' || form === '\uFD3F';
}

function isDashSign(form: string): boolean {
  return form === '-' || form === '\u2013' || form === '\u2014' || form === '\u0640' || form === '--';
}

function isComma(form: string): boolean {
  return form === '،' || form === ',' || form === '؛' || form === ';' || form === '/';
}

/** Inches, minutes, seconds: a mark that follows a number directly (`55"`). It may still close a quotation. */
function isMeasure(text: string, token: Token, closed: boolean): boolean {
  return closed && token.start > 0 && classOf(text.charCodeAt(token.start - 1)) === DIGIT;
}

/** An apostrophe or a stray accent between letters. */
function isInsideWord(text: string, token: Token): boolean {
  const before = classOf(text.charCodeAt(token.start - 1));
  const after = classOf(text.charCodeAt(token.end));
  return before === LETTER && after === LETTER
    ? true
    : before === ARABIC && after === ARABIC && (token.form === '`' || token.form === '\u00B4');
}
