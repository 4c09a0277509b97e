import anaphorText from './ar/anaphors.txt';
import attributionText from './ar/attributions.txt';
import auxiliaryText from './ar/auxiliaries.txt';
import impersonalText from './ar/impersonals.txt';
import mediumText from './ar/media.txt';
import narratorText from './ar/narrator.txt';
import nounText from './ar/nouns.txt';
import openerText from './ar/openers.txt';
import outletText from './ar/outlets.txt';
import roleText from './ar/roles.txt';
import ruleText from './ar/rules.txt';
import scriptureText from './ar/scripture.txt';
import sourceText from './ar/sources.txt';
import verbText from './ar/verbs.txt';
import { complementiser } from './complementiser.ts';
import { createCueReader } from './cues.ts';
import type { Complementiser, CueReading, NominalKind, PhraseKind, TokenLike, WordKind, WordMatch } from './types.ts';
import { parseNouns, parseVerbs } from './verb-file.ts';
import { createNominalTable, createPhraseTable, parseWordLines } from './words.ts';

export { LexiconError } from './error.ts';
export { keyOf } from './key.ts';
export type * from './types.ts';

/** All lookups of the language data; immutable, shared by any number of analyses. */
export interface Lexicon {
  /** All readings of a token as a reporting word, likeliest first; empty where it is none. */
  cueForms(key: string, form: string): readonly CueReading[];
  /** `أن`, `بأنهم`, `وإنها` read; null for other words. */
  complementiser(key: string, form: string): Complementiser | null;
  /** The longest entry of a class that begins at token `at`, clitics and endings allowed for; null where there is none. */
  match(kind: WordKind, tokens: readonly TokenLike[], at: number): WordMatch | null;
  /** The word alone, without proclitics, is an entry of the class. */
  is(kind: WordKind, key: string): boolean;
}

/** Classes whose words decline, with the data file of each. */
const NOMINALS: readonly (readonly [NominalKind, string, string])[] = [
  ['role', roleText, 'ar/roles.txt'],
  ['source', sourceText, 'ar/sources.txt'],
  ['outlet', outletText, 'ar/outlets.txt'],
  ['medium', mediumText, 'ar/media.txt'],
  ['anaphor', anaphorText, 'ar/anaphors.txt'],
  ['rule', ruleText, 'ar/rules.txt'],
];

/** Classes of fixed phrases, with the data file of each and its number of columns. */
const PHRASES: readonly (readonly [PhraseKind, string, string, 1 | 2 | 3])[] = [
  ['attribution', attributionText, 'ar/attributions.txt', 3],
  ['auxiliary', auxiliaryText, 'ar/auxiliaries.txt', 2],
  ['impersonal', impersonalText, 'ar/impersonals.txt', 1],
  ['narrator', narratorText, 'ar/narrator.txt', 1],
  ['opener', openerText, 'ar/openers.txt', 2],
  ['scripture', scriptureText, 'ar/scripture.txt', 1],
];

export function buildLexicon(): Lexicon {
  const cueForms = createCueReader(parseVerbs(verbText, 'ar/verbs.txt'), parseNouns(nounText, 'ar/nouns.txt'));
  const nominals = createNominalTable(2000);
  const phrases = createPhraseTable();
  for (const [kind, text, file] of NOMINALS) for (const line of parseWordLines(text, file, 3)) nominals.add(kind, line);
  for (const [kind, text, file, columns] of PHRASES) {
    for (const line of parseWordLines(text, file, columns)) {
      phrases.add(kind, kind === 'attribution' ? { ...line, tags: [...line.plurals, ...line.tags] } : line);
    }
  }
  const declines = new Set<WordKind>(NOMINALS.map(([kind]) => kind));
  const match = (kind: WordKind, tokens: readonly TokenLike[], at: number): WordMatch | null =>
    declines.has(kind) ? nominals.match(kind, tokens, at) : phrases.match(kind, tokens, at);
  const is = (kind: WordKind, key: string): boolean => {
    if (!declines.has(kind)) return phrases.is(kind, key);
    const found = nominals.match(kind, [{ key, form: key }], 0);
    return found !== null && found.prefix === 0;
  };
  return { cueForms, complementiser, match, is };
}

let shared: Lexicon | null = null;

/** The lexicon without additions of one's own, built at the first call. */
export function defaultLexicon(): Lexicon {
  shared ??= buildLexicon();
  return shared;
}
