/** Brackets that stand where others set quotation marks: `قال تعالى: (…)`, `وقوله {…}`, `وأضاف: (…)`. */
import wordsBefore from './ar/before-brackets.txt';
import blessingWords from './ar/blessings.txt';
import type { Paragraph, Token } from './types.ts';
import { wordList } from './words.ts';

const CLOSING: Record<string, string> = { '(': ')', '{': '}', '\uFD3E': '\uFD3F', '\uFD3F': '\uFD3E' };
/** Fewer words are an abbreviation or a note: `قال: (أوبك)`. */
const LEAST_WORDS = 3;

/** Makes quotation marks of the brackets that hold somebody's words. */
export function markBrackets(tokens: readonly Token[], paragraphs: readonly Paragraph[]): void {
  for (const { first, last } of paragraphs) {
    for (let open = first + 1; open < last; open++) {
      const { kind, form } = tokens[open]!;
      const closing = kind === 'word' ? undefined : CLOSING[form];
      if (closing === undefined || !isSpokenAfter(tokens, open)) continue;
      const close = closeOf(tokens, open, last, closing);
      if (close < 0 || wordsIn(tokens, open + 1, close) < LEAST_WORDS) continue;
      tokens[open]!.kind = 'quote';
      tokens[close]!.kind = 'quote';
      open = close;
    }
  }
}

/** Behind a colon or a word that says so; not a blessing, and not around quotation marks. */
function isSpokenAfter(tokens: readonly Token[], open: number): boolean {
  const before = tokens[open - 1]!;
  const after = tokens[open + 1];
  if (!after || after.kind === 'quote' || blessings().has(after.key)) return false;
  return before.form === ':' || isSaid(before.key);
}

const isSaid = (key: string): boolean => saying().has(key) || (/^[وف]/.test(key) && saying().has(key.slice(1)));

/** The bracket that closes the one at `open`, or -1: nothing else may open or close between them. */
function closeOf(tokens: readonly Token[], open: number, limit: number, closing: string): number {
  const opening = tokens[open]!.form;
  for (let at = open + 1; at < limit; at++) {
    if (tokens[at]!.form === closing) return at;
    if (tokens[at]!.form === opening) return -1;
  }
  return -1;
}

function wordsIn(tokens: readonly Token[], first: number, last: number): number {
  let words = 0;
  for (let at = first; at < last; at++) if (tokens[at]!.kind === 'word') words++;
  return words;
}

let sayingSet: Set<string> | null = null;
function saying(): Set<string> {
  sayingSet ??= wordList('before-brackets.txt', wordsBefore);
  return sayingSet;
}

let blessingSet: Set<string> | null = null;
function blessings(): Set<string> {
  blessingSet ??= wordList('blessings.txt', blessingWords);
  return blessingSet;
}
