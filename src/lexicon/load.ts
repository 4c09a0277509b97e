import { readFileSync } from 'node:fs';
import { parseLexicon, type UserLexicon } from './user.ts';

/** Reads a lexicon file of the user's (`--lexicon FILE`, UTF-8); throws what the file system throws, or a `LexiconError`. */
export function loadLexicon(path: string): UserLexicon {
  return parseLexicon(readFileSync(path, 'utf8'), path);
}
