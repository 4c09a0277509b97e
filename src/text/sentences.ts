import continuationWords from './ar/continuations.txt';
import letterNameWords from './ar/letter-names.txt';
import { ARABIC, classOf, isNewline } from './characters.ts';
import { isTerminal } from './tokenize.ts';
import type { MarkPair, Paragraph, Sentence, Token } from './types.ts';
import { wordSet } from './words.ts';

/** Paragraphs: lines with at least one token. `\r\n`, U+2028 and U+2029 end a line as `\n` does. */
export function splitParagraphs(text: string, tokens: readonly Token[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let first = 0;
  for (let at = 1; at <= tokens.length; at++) {
    if (at < tokens.length && !hasNewline(text, tokens[at - 1]!.end, tokens[at]!.start)) continue;
    const [start, end] = [tokens[first]!.start, tokens[at - 1]!.end];
    paragraphs.push({ index: paragraphs.length, first, last: at, start, end });
    first = at;
  }
  return paragraphs;
}

function hasNewline(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isNewline(text.charCodeAt(at))) return true;
  return false;
}

/** A quotation of more tokens than this no longer holds its sentence together. */
const LONG_QUOTATION = 150;
/** Within so few tokens after an opening bracket nothing ends, if the bracket is closed as soon. */
const SHORT_BRACKET = 15;

/**
 * The sentences of every paragraph. One ends at `.`, `؟`, `!`, `…` outside of quotation marks, with the closing marks and brackets
 * that follow; within a pair of marks only where the pair is very long. A full stop before the closing mark (`كلام."`) ends the
 * sentence unless what follows goes on with it (`." مضيفاً`, `." قال فلان`). `؛` is no end; `..` and `…` are pauses in a headline,
 * and `..` elsewhere too unless a reporting verb with و follows.
 */
export function splitSentences(
  text: string,
  tokens: readonly Token[],
  paragraphs: readonly Paragraph[],
  marks: readonly MarkPair[],
): Sentence[] {
  const sentences: Sentence[] = [];
  const quoted = quotedUntil(tokens, marks);
  const opening = new Set(marks.map((pair) => pair.open));
  for (const paragraph of paragraphs) {
    const headline = !endsLikeSentence(tokens, paragraph);
    let first = paragraph.first;
    for (let at = paragraph.first; at < paragraph.last; at++) {
      let last = at + 1;
      if (last < paragraph.last && !isBullet(tokens[last]!)) {
        if (opening.has(at - 1) || !isEnd(text, tokens, first, at, paragraph.last, headline)) continue;
        const close = quoted[at]!;
        if (
          close > at &&
          !(isClosedBy(tokens, at, close) && beginsAnew(tokens, close + 1, paragraph.last, tokens[at]!))
        )
          continue;
        last = absorb(tokens, last, paragraph.last, quoted);
        if (tokens[last - 1]!.kind === 'quote' && !beginsAnew(tokens, last, paragraph.last, tokens[at]!)) continue;
      }
      const [start, end] = [tokens[first]!.start, tokens[last - 1]!.end];
      sentences.push({ index: sentences.length, paragraph: paragraph.index, first, last, start, end });
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
    if (pair.close === null || pair.fragments || pair.close - pair.open > LONG_QUOTATION || pair.open < reached)
      continue;
    until.fill(pair.close, pair.open, pair.close);
    reached = pair.close;
  }
  return until;
}

/** Whether a paragraph's last sign, closing marks aside, is one that ends sentences: a headline's is not. */
function endsLikeSentence(tokens: readonly Token[], paragraph: Paragraph): boolean {
  for (let at = paragraph.last - 1; at >= paragraph.first; at--) {
    const token = tokens[at]!;
    if (token.kind === 'quote' || token.form === ')' || token.form === ']') continue;
    return isTerminalToken(token);
  }
  return false;
}

function isTerminalToken(token: Token): boolean {
  return token.kind === 'punctuation' && isTerminal(token.form.charCodeAt(0));
}

function isBullet(token: Token): boolean {
  return token.spaced && (token.form === '\u2022' || token.form === '\u25CF' || token.form === '\u25AA');
}

/** Whether only signs that end sentences, and inner closing marks, stand between `at` and the closing mark. */
function isClosedBy(tokens: readonly Token[], at: number, close: number): boolean {
  for (let i = at + 1; i < close; i++) if (tokens[i]!.kind !== 'quote' && !isTerminalToken(tokens[i]!)) return false;
  return true;
}

/**
 * Whether a new sentence begins after a closing mark: not with a comma, and not with what carries a quotation's sentence on. After
 * a question or a call within the marks (`«متى نصل؟» سألت هند`) only what begins with و does.
 */
function beginsAnew(tokens: readonly Token[], at: number, last: number, sign: Token): boolean {
  const token = at < last ? tokens[at]! : null;
  if (!token || isTerminalToken(token)) return true;
  if (token.kind === 'punctuation' || token.kind === 'quote' || continuations().has(token.key)) return false;
  return sign.form.startsWith('.') || sign.form[0] === '\u2026' || token.form[0] === 'و';
}

/** Whether the token at `at` ends a sentence that began at `first`, as far as it and its neighbours tell. */
function isEnd(
  text: string,
  tokens: readonly Token[],
  first: number,
  at: number,
  last: number,
  headline: boolean,
): boolean {
  const token = tokens[at]!;
  if (!isTerminalToken(token) || at === first) return false;
  const before = tokens[at - 1]!;
  const next = tokens[at + 1]!;
  if (next.kind === 'punctuation' && (isTerminalToken(next) || ',،;؛:/)]'.includes(next.form))) return false;
  if (before.kind === 'punctuation' && (before.form === '(' || before.form === '[')) return false;
  if (token.form === '.') {
    if (before.kind === 'number' && at - 1 === first) return false;
    if (isBetweenLetterNames(tokens, at)) return false;
  } else if (isPause(token.form)) {
    if (headline) return false;
    if (token.form === '..' && !isReportingVerb(next.key)) return false;
  }
  if (isInShortBracket(tokens, first, at, last)) return false;
  const glued = !next.spaced && next.kind !== 'quote' && next.form !== '(' && next.form !== '#';
  return !glued || (classOf(text.charCodeAt(next.start)) === ARABIC && !isInitial(before));
}

/** `..`, `...`, `…`: signs that may mean a pause. */
function isPause(form: string): boolean {
  return form.startsWith('..') || form[0] === '\u2026';
}

/** Names of letters that are words as well: a dot with blanks on both sides may end a sentence beside them. */
const LETTER_OR_WORD = new Set(['ان', 'او', 'في', 'كي', 'ال']);

/** `سي.إن`, `بي .آي`, `إم. بي. سي`, `آر . بي`: a dot between two names of letters. */
function isBetweenLetterNames(tokens: readonly Token[], at: number): boolean {
  const names = letterNames();
  const before = withoutAnd(tokens[at - 1]!.key);
  const after = tokens[at + 1]!.key;
  if (!names.has(before) || !names.has(after)) return false;
  return !(tokens[at]!.spaced && tokens[at + 1]!.spaced && (LETTER_OR_WORD.has(before) || LETTER_OR_WORD.has(after)));
}

function withoutAnd(key: string): string {
  return key.length > 2 && key[0] === 'و' ? key.slice(1) : key;
}

/** `وأضاف`, `ويقول`: a reporting verb with و begins a new sentence. */
function isReportingVerb(key: string): boolean {
  return key[0] === 'و' && continuations().has(key.slice(1));
}

function isInShortBracket(tokens: readonly Token[], first: number, at: number, last: number): boolean {
  let open = -1;
  for (let i = at - 1; i >= first && i >= at - SHORT_BRACKET; i--) {
    if (tokens[i]!.form === ')') return false;
    if (tokens[i]!.form === '(') {
      open = i;
      break;
    }
  }
  if (open < 0) return false;
  for (let i = at + 1; i < last && i <= open + SHORT_BRACKET; i++) {
    if (tokens[i]!.form === '(') return false;
    if (tokens[i]!.form === ')') return true;
  }
  return false;
}

/** A single letter before a glued dot: `ص.ب` and the like, where they are no abbreviation for the tokenizer. */
function isInitial(token: Token): boolean {
  return token.kind === 'word' && token.form.length === 1;
}

/** Takes closing marks and brackets, and further signs of the same kind, into the sentence that ends before `at`. */
function absorb(tokens: readonly Token[], at: number, last: number, quoted: Int32Array): number {
  let end = at;
  while (end < last) {
    const token = tokens[end]!;
    const opens = token.spaced && end + 1 < last && !tokens[end + 1]!.spaced;
    if (token.kind === 'quote') {
      if (quoted[end] !== -1 || opens) break;
    } else if (!isTerminalToken(token) && token.form !== ')' && token.form !== ']') break;
    end++;
  }
  return end;
}

const continuations = wordSet('continuations.txt', continuationWords);
const letterNames = wordSet('letter-names.txt', letterNameWords);
