/** Brackets and double strokes that stand where others set quotation marks: `قال تعالى: (…)`, `وقوله {…}`, `قال // … //`. */
import wordsBefore from './ar/before-brackets.txt';
import blessingWords from './ar/blessings.txt';
import type { Paragraph, Token } from './types.ts';
import { wordSet } from './words.ts';

const CLOSING: Record<string, string> = {
  '(': ')',
  '{': '}',
  '\uFD3E': '\uFD3F',
  '\uFD3F': '\uFD3E',
  '//': '//',
};

/** The bracket that closes one of these forms; undefined for others. */
export const closingBracket = (form: string): string | undefined => CLOSING[form];

const saying = wordSet('before-brackets.txt', wordsBefore);
const blessings = wordSet('blessings.txt', blessingWords);

/** Fewer words are an abbreviation or a note: `قال: (أوبك)`. */
const LEAST_WORDS = 3;

/** Makes quotation marks of the brackets that hold somebody's words. */
export function markBrackets(tokens: readonly Token[], paragraphs: readonly Paragraph[]): void {
  for (const { first, last } of paragraphs) {
    for (let open = first + 1; open < last; open++) {
      const { kind, form } = tokens[open]!;
      const closing = kind === 'word' ? undefined : closingBracket(form);
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
