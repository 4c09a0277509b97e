/** Running text as the program's own tokens, by their keys. */
import { foldKey, tokenize } from '../text/index.ts';

/** The key of a word: `أمريكا` -> `امريكا`. */
export const keyOf = foldKey;

/** The tokens of a text as keys: `قال (أمس)` -> `قال`, `(`, `امس`, `)`. */
export function tokenKeys(text: string): string[] {
  return tokenize(text).map(({ key }) => key);
}

const END = new Set(['.', '؟', '?', '!', '…', '...']);

/** Sentences of an article as lists of keys: a line or up to a mark that ends one, at most 150 tokens. */
export function sentenceKeys(text: string): string[][] {
  const sentences: string[][] = [];
  for (const line of text.split('\n')) {
    let current: string[] = [];
    for (const token of tokenKeys(line)) {
      current.push(token);
      if (END.has(token) || current.length >= 150) {
        sentences.push(current);
        current = [];
      }
    }
    if (current.length) sentences.push(current);
  }
  return sentences;
}
