import letteredWords from './ar/lettered.txt';
import { ARABIC, classOf, DIGIT } from './characters.ts';
import { nextInLine, skipInvisible, wordEnd } from './scan.ts';
import type { Token } from './types.ts';
import { wordSet } from './words.ts';

const DOT = 0x2e;
/** Letters of titles that stand with a dot: doctor, engineer, professor. */
const TITLE_LETTERS = 'دمأا';
/** The same with a clitic in front. Others of this shape are words: `لا.`, `بد.` */
const WITH_CLITIC = new Set(['ود', 'وم', 'وأ', 'لد']);

/**
 * The end of an abbreviation that begins at `start`, whose first letters end at `end`; 0 where it is none.
 * `د.`, `أ.د.`, `م.م.`, `ص.ب`, `هـ.`, with a clitic `ود.`, with a blank `د .`. `..` is a pause; `1422هـ.` and a letter before
 * the paragraph's end close a sentence.
 */
export function abbreviationEnd(text: string, start: number, wordEnds: number, tokens: readonly Token[]): number {
  const end = skipInvisible(text, wordEnds);
  if (text.charCodeAt(end) !== DOT) return spacedTitleEnd(text, start, end, tokens);
  const first = lettersOf(text, start, end);
  if (first.length > 2) return 0;
  if (first.length === 2 && !WITH_CLITIC.has(first)) return 0;
  if (first === 'و') return 0;
  let dots = 1;
  let stop = end + 1;
  if (text.charCodeAt(stop) === DOT) return 0;
  while (classOf(text.charCodeAt(stop)) === ARABIC) {
    const next = wordEnd(text, stop, ARABIC);
    if (lettersOf(text, stop, next).length > 1) break;
    if (text.charCodeAt(next) === DOT && text.charCodeAt(next + 1) !== DOT) {
      stop = next + 1;
      dots++;
    } else {
      const kind = classOf(text.charCodeAt(next));
      return kind === DIGIT || text.charCodeAt(next) === DOT ? stop : next;
    }
  }
  if (dots > 1) return stop;
  const before = tokens[tokens.length - 1];
  if (before && (isNumber(before) || lettered().has(before.key))) return 0;
  if (first.length === 2 && classOf(text.charCodeAt(nextInLine(text, stop))) !== ARABIC) return 0;
  return nextInLine(text, stop) < 0 ? 0 : stop;
}

/** The end of a title whose dot stands apart, as some papers set every dot: `قال د . سالم`. */
function spacedTitleEnd(text: string, start: number, end: number, tokens: readonly Token[]): number {
  if (text.charCodeAt(end) !== 0x20 || text.charCodeAt(end + 1) !== DOT || text.charCodeAt(end + 2) === DOT) return 0;
  const letters = lettersOf(text, start, end);
  if (letters.length !== 1 || !TITLE_LETTERS.includes(letters)) return 0;
  const before = tokens[tokens.length - 1];
  if (before && (isNumber(before) || before.end === start || lettered().has(before.key))) return 0;
  return classOf(text.charCodeAt(nextInLine(text, end + 2))) === ARABIC ? end + 2 : 0;
}

/** The letters alone, up to three. */
function lettersOf(text: string, from: number, to: number): string {
  let letters = '';
  for (let at = from; at < to && letters.length < 3; at++) {
    if (classOf(text.charCodeAt(at)) === ARABIC) letters += text[at];
  }
  return letters;
}

function isNumber(token: Token): boolean {
  return token.kind === 'number' || token.kind === 'date';
}

const lettered = wordSet('lettered.txt', letteredWords);
