import { ARABIC, classOf, isNewline } from './characters.ts';
import { isTerminal } from './tokenize.ts';
import type { MarkPair, Paragraph, Sentence, Token } from './types.ts';

/** Paragraphs: lines with at least one token. `\r\n`, U+2028 and U+2029 end a line as `\n` does. */
export function splitParagraphs(text: string, tokens: readonly Token[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let first = 0;
  for (let at = 1; at <= tokens.length; at++) {
    if (at < tokens.length && !hasNewline(text, tokens[at - 1]!.end, tokens[at]!.start)) continue;
    if (at === tokens.length && tokens.length === 0) break;
    paragraphs.push({ index: paragraphs.length, first, last: at, start: tokens[first]!.start, end: tokens[at - 1]!.end });
    first = at;
  }
  return paragraphs;
}

function hasNewline(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isNewline(text.charCodeAt(at))) return true;
  return false;
}

/** A quotation longer than this many tokens no longer holds its sentence together. */
const LONG_QUOTATION = 150;

/**
 * Sentences of every paragraph. One ends at `.`, `؟`, `!`, `…` outside of quotation marks, closing marks and brackets included;
 * within a pair of marks only where the pair is very long. A full stop before a closing mark (`كلام."`) ends the sentence unless
 * what follows goes on with it (`." مضيفاً`). `..` is a pause and `؛` no end.
 */
export function splitSentences(text: string, tokens: readonly Token[], paragraphs: readonly Paragraph[], marks: readonly MarkPair[]): Sentence[] {
  const sentences: Sentence[] = [];
  const quoted = quotedUntil(tokens, marks);
  for (const paragraph of paragraphs) {
    let first = paragraph.first;
    for (let at = paragraph.first; at < paragraph.last; at++) {
      if (at + 1 < paragraph.last) {
        if (!endsSentence(text, tokens, first, at, paragraph.last)) continue;
        const close = quoted[at]!;
        if (close > at) {
          if (!isClosedBy(tokens, at, close) || !beginsAnew(tokens, close + 1, paragraph.last)) continue;
        }
      }
      const last = absorb(tokens, at + 1, paragraph.last, quoted);
      sentences.push({ index: sentences.length, paragraph: paragraph.index, first, last, start: tokens[first]!.start, end: tokens[last - 1]!.end });
      first = last;
      at = last - 1;
    }
  }
  return sentences;
}

/** For every token the index of the mark that closes the outermost pair around it, or -1; very long pairs don't count. */
function quotedUntil(tokens: readonly Token[], marks: readonly MarkPair[]): Int32Array {
  const until = new Int32Array(tokens.length).fill(-1);
  let reached = -1;
  for (const pair of marks) {
    if (pair.close === null || pair.fragments || pair.close - pair.open > LONG_QUOTATION || pair.open < reached) continue;
    until.fill(pair.close, pair.open, pair.close);
    reached = pair.close;
  }
  return until;
}

/** Whether only terminal punctuation stands between `at` and the closing mark. */
function isClosedBy(tokens: readonly Token[], at: number, close: number): boolean {
  for (let i = at + 1; i < close; i++) if (!isTerminal(tokens[i]!.form.charCodeAt(0)) && tokens[i]!.kind !== 'quote') return false;
  return true;
}

/** Whether a new sentence can begin here: not with a comma, nor with a participle that goes on (`مضيفاً`). */
function beginsAnew(tokens: readonly Token[], at: number, last: number): boolean {
  if (at >= last) return true;
  const token = tokens[at]!;
  if (token.kind === 'punctuation') return false;
  return !(/^[مل].{2,}ا$/.test(token.form) || CONTINUES.has(token.key));
}

const CONTINUES = new Set(['قال', 'قالت', 'يقول', 'تقول', 'حسب', 'بحسب', 'حسبما', 'وفق', 'وفقا', 'كما', 'علي', 'نقلا', 'قائلا', 'في', 'من', 'الي', 'يضيف', 'يتابع']);

/** Whether the token at `at` ends a sentence that began at `first`, as far as punctuation tells. */
function endsSentence(text: string, tokens: readonly Token[], first: number, at: number, last: number): boolean {
  const token = tokens[at]!;
  if (token.kind !== 'punctuation' || !isTerminal(token.form.charCodeAt(0))) return false;
  const next = tokens[at + 1]!;
  if (next.kind === 'punctuation' && !isTerminal(next.form.charCodeAt(0)) && !isOpening(next.form)) return false;
  if (token.form === '..') return false;
  const before = at > first ? tokens[at - 1]! : null;
  if (before === null) return false;
  if (token.form === '.' && before.kind === 'number' && at - 1 === first) return false;
  if (!next.spaced && next.kind !== 'quote' && at + 1 < last) {
    return classOf(text.charCodeAt(token.start - 1)) !== 0 && classOf(text.charCodeAt(next.start)) === ARABIC && isWordLike(before);
  }
  return true;
}

function isOpening(form: string): boolean {
  return form === '(' || form === '[' || form === '-' || form === '\u2013' || form === '*' || form === '#';
}

function isWordLike(token: Token): boolean {
  return token.kind !== 'word' || token.form.length > 1;
}

/** Takes closing marks and brackets, and further terminal punctuation, into the sentence that ends before `at`. */
function absorb(tokens: readonly Token[], at: number, last: number, quoted: Int32Array): number {
  let end = at;
  while (end < last) {
    const token = tokens[end]!;
    const closes = token.kind === 'quote' && quoted[end] === -1;
    if (!closes && !(token.kind === 'punctuation' && (token.form === ')' || token.form === ']' || isTerminal(token.form.charCodeAt(0))))) break;
    if (token.kind === 'quote' && token.spaced && end + 1 < last && !tokens[end + 1]!.spaced) break;
    end++;
  }
  return end;
}
