import nounText from './ar/nouns.txt';
import verbText from './ar/verbs.txt';
import { createCueReader } from './cues.ts';
import type { CueReading } from './types.ts';
import { parseNouns, parseVerbs } from './verb-file.ts';

export { LexiconError } from './error.ts';
export { keyOf } from './key.ts';
export type * from './types.ts';

/** All lookups of the language data; immutable, shared by any number of analyses. */
export interface Lexicon {
  /** All readings of a token as a reporting word, likeliest first; empty where it is none. */
  cueForms(key: string, form: string): readonly CueReading[];
}

export function buildLexicon(): Lexicon {
  return { cueForms: createCueReader(parseVerbs(verbText, 'ar/verbs.txt'), parseNouns(nounText, 'ar/nouns.txt')) };
}

let shared: Lexicon | null = null;

/** The lexicon without additions of one's own, built at the first call. */
export function defaultLexicon(): Lexicon {
  shared ??= buildLexicon();
  return shared;
}
