import anaphorText from './ar/anaphors.txt';
import attributionText from './ar/attributions.txt';
import auxiliaryText from './ar/auxiliaries.txt';
import impersonalText from './ar/impersonals.txt';
import lookalikeText from './ar/lookalikes.txt';
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
import { type CueReader, createCueReader } from './cues.ts';
import { keyOf } from './key.ts';
import { createNominalTable, type WordTable } from './nominals.ts';
import { isOwnKey, ownCueReader } from './own.ts';
import { createPhraseTable } from './phrases.ts';
import type { Complementiser, CueReading, TokenLike, WordKind, WordMatch } from './types.ts';
import type { UserEntity, UserLexicon } from './user.ts';
import { parseNouns, parseVerbs } from './verb-file.ts';
import { parseWordLines, type WordLine } from './word-file.ts';

export { possessed } from './endings.ts';
export { LexiconError } from './error.ts';
export { keyOf } from './key.ts';
export { viewsWithOwnWords } from './own.ts';
export type * from './types.ts';
export { FRAMES } from './types.ts';
export { parseLexicon, type UserEntity, type UserLexicon } from './user.ts';
export { askedOnce, type Known, mayBegin, wordsOf } from './vocabulary.ts';

/** All lookups of the language data; immutable, shared by any number of analyses. */
export interface Lexicon {
  /** All readings of a token as a reporting word, likeliest first; empty where it is none. */
  cueForms(key: string, form: string): readonly CueReading[];
  /** `أن`, `بأنهم`, `وإنها` read; null for other words. */
  complementiser(key: string, form: string): Complementiser | null;
  /** The longest entry of a class that begins at token `at`, clitics and endings allowed for; null where there is none. */
  match(kind: WordKind, tokens: readonly TokenLike[], at: number): WordMatch | null;
  /** Whether an entry of the class may begin with a word of this key; `match` gives null where none does. */
  begins(kind: WordKind, key: string): boolean;
  /** The word alone, without proclitics, is an entry of the class. */
  is(kind: WordKind, key: string): boolean;
  /** How the user's own words read, for the places where they win over ours; null where there are none. */
  own: {
    cue(key: string, form: string): readonly CueReading[];
    title(tokens: readonly TokenLike[], at: number): WordMatch | null;
  } | null;
  /** Names of the user's own. */
  entities: readonly UserEntity[];
  /** The user's other names of speakers, by the name to report. */
  aliases: ReadonlyMap<string, readonly string[]>;
}

/** The data file of each word class, its number of columns, and whether its words decline. */
const CLASSES: Record<WordKind, { text: string; file: string; columns: 1 | 2 | 3; declines: boolean }> = {
  role: { text: roleText, file: 'ar/roles.txt', columns: 3, declines: true },
  source: { text: sourceText, file: 'ar/sources.txt', columns: 3, declines: true },
  outlet: { text: outletText, file: 'ar/outlets.txt', columns: 3, declines: true },
  medium: { text: mediumText, file: 'ar/media.txt', columns: 3, declines: true },
  anaphor: { text: anaphorText, file: 'ar/anaphors.txt', columns: 3, declines: true },
  rule: { text: ruleText, file: 'ar/rules.txt', columns: 3, declines: true },
  attribution: { text: attributionText, file: 'ar/attributions.txt', columns: 2, declines: false },
  auxiliary: { text: auxiliaryText, file: 'ar/auxiliaries.txt', columns: 2, declines: false },
  impersonal: { text: impersonalText, file: 'ar/impersonals.txt', columns: 1, declines: false },
  narrator: { text: narratorText, file: 'ar/narrator.txt', columns: 1, declines: false },
  opener: { text: openerText, file: 'ar/openers.txt', columns: 2, declines: false },
  scripture: { text: scriptureText, file: 'ar/scripture.txt', columns: 2, declines: false },
};

/** The set of look-alikes: keys, but with ة. */
function lookalikesOf(text: string): Set<string> {
  return new Set(text.split('\n').map((word) => (word.endsWith('ة') ? `${keyOf(word).slice(0, -1)}ة` : keyOf(word))));
}

/** Entries of the user's own replace listed ones of the same lemma. */
function overridden<T extends { verb: { lemma: string } }>(own: readonly T[], listed: readonly T[]): readonly T[] {
  if (own.length === 0) return listed;
  const lemmas = new Set(own.map(({ verb }) => verb.lemma));
  return [...own, ...listed.filter(({ verb }) => !lemmas.has(verb.lemma))];
}

/** Builds a lexicon, with additions of the user's own where there are any; each class is read when it is first asked for. */
export function buildLexicon(user: UserLexicon | null = null): Lexicon {
  let cues: CueReader | null = null;
  const tables = new Map<WordKind, WordTable>();
  const own: Partial<Record<WordKind, readonly WordLine[]>> = user
    ? { attribution: user.phrases, impersonal: user.formulas, role: user.titles }
    : {};

  const ownCues = user && ownCueReader(user);
  const ownTitles = user && createNominalTable('role', user.titles);

  const tableOf = (kind: WordKind): WordTable => {
    let table = tables.get(kind);
    if (!table) {
      const { text, file, columns, declines } = CLASSES[kind];
      const lines = [...(own[kind] ?? []), ...parseWordLines(text, file, columns)];
      table = declines ? createNominalTable(kind, lines) : createPhraseTable(kind, lines);
      tables.set(kind, table);
    }
    return table;
  };

  return {
    cueForms(key, form) {
      if (ownCues && isOwnKey(key)) return ownCues.marked(key, form);
      cues ??= createCueReader(
        overridden(user?.verbs ?? [], parseVerbs(verbText, 'ar/verbs.txt')),
        overridden(user?.nouns ?? [], parseNouns(nounText, 'ar/nouns.txt')),
        lookalikesOf(lookalikeText),
      );
      return cues(key, form);
    },
    complementiser,
    match: (kind, tokens, at) => tableOf(kind).match(tokens, at),
    begins: (kind, key) => tableOf(kind).begins(key),
    is: (kind, key) => tableOf(kind).match([{ key, form: key }], 0)?.prefix === 0,
    own: ownCues && ownTitles && { cue: ownCues.plain, title: (tokens, at) => ownTitles.match(tokens, at) },
    entities: user?.entities ?? [],
    aliases: user?.aliases ?? new Map(),
  };
}

let shared: Lexicon | null = null;

/** The lexicon without additions of one's own, built at the first call. */
export function defaultLexicon(): Lexicon {
  shared ??= buildLexicon();
  return shared;
}
