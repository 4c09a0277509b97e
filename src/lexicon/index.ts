import { laid } from '../laid/index.ts';
import { whenAsked } from '../text/remember.ts';
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
import { type CueReader, createCueReader, cueReader, layOutCues } from './cues.ts';
import { keyOf } from './key.ts';
import { layOutNominals, nominalTable, type WordTable } from './nominals.ts';
import { isOwnKey, ownCueReader } from './own.ts';
import { createPhraseTable } from './phrases.ts';
import type { Complementiser, CueReading, NominalKind, PhraseKind, TokenLike, WordKind, WordMatch } from './types.ts';
import type { UserEntity, UserLexicon } from './user.ts';
import { type NounEntry, parseNouns, parseVerbs, type VerbEntry } from './verb-file.ts';
import { parseWordLines, type WordLine } from './word-file.ts';

export { possessed } from './endings.ts';
export { LexiconError } from './error.ts';
export { keyOf } from './key.ts';
export { viewsWithOwnWords } from './own.ts';
export type * from './types.ts';
export { FRAMES } from './types.ts';
export { parseLexicon, type UserEntity, type UserLexicon } from './user.ts';
export { askedOnce, type Known, mayBegin, wordCalled, wordsCalled, wordsOf } from './vocabulary.ts';

/** All lookups of the language data; immutable, shared by any number of analyses. */
export interface Lexicon {
  /** All readings of a token as a reporting word, likeliest first; empty where it is none. */
  cueForms(key: string, form: string): readonly CueReading[];
  /** The same of a look-alike, `متابعة أن`, where its place shows what it is. */
  alikeForms(key: string, form: string): readonly CueReading[];
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

/** The data files of the classes whose words decline. */
const NOMINAL: Record<NominalKind, { text: string; file: string }> = {
  role: { text: roleText, file: 'ar/roles.txt' },
  source: { text: sourceText, file: 'ar/sources.txt' },
  outlet: { text: outletText, file: 'ar/outlets.txt' },
  medium: { text: mediumText, file: 'ar/media.txt' },
  anaphor: { text: anaphorText, file: 'ar/anaphors.txt' },
  rule: { text: ruleText, file: 'ar/rules.txt' },
};

/** Those of fixed words and phrases, and their columns. */
const PHRASES: Record<PhraseKind, { text: string; file: string; columns: 1 | 2 }> = {
  attribution: { text: attributionText, file: 'ar/attributions.txt', columns: 2 },
  auxiliary: { text: auxiliaryText, file: 'ar/auxiliaries.txt', columns: 2 },
  impersonal: { text: impersonalText, file: 'ar/impersonals.txt', columns: 1 },
  narrator: { text: narratorText, file: 'ar/narrator.txt', columns: 1 },
  opener: { text: openerText, file: 'ar/openers.txt', columns: 2 },
  scripture: { text: scriptureText, file: 'ar/scripture.txt', columns: 2 },
};

const nominalLines = (kind: NominalKind): WordLine[] => parseWordLines(NOMINAL[kind].text, NOMINAL[kind].file, 3);
const laidNominals = (kind: NominalKind) =>
  laid(
    `lexicon.${kind}`,
    () => layOutNominals(nominalLines(kind)),
    (columns) => nominalTable(kind, columns),
  );
const LAID: Record<NominalKind, () => WordTable> = {
  role: laidNominals('role'),
  source: laidNominals('source'),
  outlet: laidNominals('outlet'),
  medium: laidNominals('medium'),
  anaphor: laidNominals('anaphor'),
  rule: laidNominals('rule'),
};

const listedVerbs = (): VerbEntry[] => parseVerbs(verbText, 'ar/verbs.txt');
const listedNouns = (): NounEntry[] => parseNouns(nounText, 'ar/nouns.txt');
const laidCues = laid(
  'lexicon.cues',
  () => layOutCues(listedVerbs(), listedNouns()),
  (columns) => cueReader(columns, lookalikesOf(lookalikeText)),
);

const isNominal = (kind: WordKind): kind is NominalKind => kind in NOMINAL;

/** The lookup of a class, with lines of the user's own first. */
function tableWith(own: readonly WordLine[], kind: WordKind): WordTable {
  if (isNominal(kind))
    return own.length ? nominalTable(kind, layOutNominals([...own, ...nominalLines(kind)])) : LAID[kind]();
  const { text, file, columns } = PHRASES[kind];
  return createPhraseTable(kind, [...own, ...parseWordLines(text, file, columns)]);
}

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

function cuesWith(user: UserLexicon | null): CueReader {
  if (!user || user.verbs.length + user.nouns.length === 0) return laidCues();
  const [verbs, nouns] = [overridden(user.verbs, listedVerbs()), overridden(user.nouns, listedNouns())];
  return createCueReader(verbs, nouns, lookalikesOf(lookalikeText));
}

/** Builds a lexicon, with additions of the user's own where there are any; each class is read when it is first asked for. */
export function buildLexicon(user: UserLexicon | null = null): Lexicon {
  const cues = whenAsked(() => cuesWith(user));
  const tables = new Map<WordKind, WordTable>();
  const own: Partial<Record<WordKind, readonly WordLine[]>> = user
    ? { attribution: user.phrases, impersonal: user.formulas, role: user.titles }
    : {};

  const ownCues = user && ownCueReader(user);
  const ownTitles = user && nominalTable('role', layOutNominals(user.titles));

  const tableOf = (kind: WordKind): WordTable => {
    let table = tables.get(kind);
    if (!table) {
      table = tableWith(own[kind] ?? [], kind);
      tables.set(kind, table);
    }
    return table;
  };

  return {
    cueForms(key, form) {
      if (ownCues && isOwnKey(key)) return ownCues.marked(key, form);
      return cues()(key, form);
    },
    alikeForms: (key, form) => cues()(key, form, true),
    complementiser,
    match: (kind, tokens, at) => tableOf(kind).match(tokens, at),
    begins: (kind, key) => tableOf(kind).begins(key),
    is: (kind, key) => tableOf(kind).match([{ key, form: key }], 0)?.prefix === 0,
    own: ownCues && ownTitles && { cue: ownCues.plain, title: (tokens, at) => ownTitles.match(tokens, at) },
    entities: user?.entities ?? [],
    aliases: user?.aliases ?? new Map(),
  };
}

/** The lexicon without additions of one's own, built at the first call. */
export const defaultLexicon: () => Lexicon = whenAsked(() => buildLexicon());
