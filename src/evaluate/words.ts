/** How the evaluation compares words and names: spelling folded, so that marks and hamza make no difference. */
import type { Span } from '../model.ts';

const WORD = /[\p{L}\p{N}\p{M}\u0640]+/gu;

/** One spelling for all: no vowel marks or tatweel; forms of alef, of ya, ta marbuta and ha joined. */
export const folded = (word: string): string =>
  word
    .normalize('NFKC')
    .replace(/[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06ED\u0640]/g, '')
    .replace(/[\u0622\u0623\u0625\u0671]/g, '\u0627')
    .replace(/[\u0649\u06CC]/g, '\u064A')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u06A9/g, '\u0643')
    .toLowerCase();

/** The folded words of a name. */
export const nameWords = (name: string | null | undefined): string[] =>
  [...(name ?? '').matchAll(WORD)].map(([word]) => folded(word));

/** The words of spans, each by the offset of its end: a clitic in front makes no difference. */
export function wordEnds(text: string, spans: readonly Span[]): Set<number> {
  const ends = new Set<number>();
  for (const { start, end } of spans) {
    for (const match of text.slice(start, end).matchAll(WORD)) ends.add(start + match.index + match[0].length);
  }
  return ends;
}

/** Members in common, of all members of either. */
export function overlap<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  let common = 0;
  for (const one of a) if (b.has(one)) common++;
  return common / (a.size + b.size - common || 1);
}
