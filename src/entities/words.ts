import { askedOnce, defaultLexicon, type Known, wordCalled } from '../lexicon/index.ts';
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  LINK_WITHIN,
  MISC_HEAD,
  NATIONALITY,
  NO_NAME,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  PHRASE,
  PLACE_HEAD,
  type Sense,
  sensesOf,
  TITLE,
  type WordEntry,
  wordEntry,
} from './lists.ts';

/** A name's head, whatever it is the head of. */
export const ANY_HEAD = PLACE_HEAD | ORG_HEAD | MISC_HEAD;

/** One way to read a token: letters of proclitics cut off, the key of what remains, what is known of it. */
export interface Reading {
  /** Letters cut off. */
  cut: number;
  key: string;
  flags: number;
  /** The letters themselves: `و`, `ول`; never the article. */
  clitics: string;
  entry: WordEntry | null;
  /** What it may name by itself, once somebody has asked. */
  senses: readonly Sense[] | null | undefined;
}

export interface Word {
  key: string;
  /** The word as it stands. */
  bare: Reading;
  /** With clitics cut off where the rest is known; the bare one first. */
  readings: readonly Reading[];
  /** Cuts of a word that is whole by itself, where listed names of several words begin with the rest: `ل | سعد الحريري`, `ب | اليوم العالمي للمرأة`. */
  joined: readonly Reading[];
  /** All bits of all readings. */
  any: number;
  /** Known to no list, and no known word with a clitic or a pronoun: it may be a name. */
  unknown: boolean;
  /** What the lists say of it as codes of evidence, once somebody has asked. */
  codes: readonly number[] | null;
}

/** What the lists know of a word of the vocabulary. */
export const listedWord: (known: Known) => Word = askedOnce(({ key }): Word => {
  const bare = readingOf(key, 0, '');
  const cuts = withoutProclitics(key);
  const readings = readingsOf(bare, cuts);
  const joined = cuts.length === 0 ? NONE : joinedOf(cuts, readings);
  let any = 0;
  for (const { flags } of readings) any |= flags;
  const unknown = readings.length === 1 && isUnknown(bare, cuts);
  return { key, bare, readings, joined, any, unknown, codes: null };
});

/** The same of a key. */
export const wordOf = (key: string): Word => listedWord(wordCalled(defaultLexicon(), key));

const NONE: readonly Reading[] = [];

function readingOf(key: string, cut: number, clitics: string): Reading {
  const entry = wordEntry(key);
  const article = key.startsWith('ال') && key.length > 3 ? DEFINITE : 0;
  return { cut, key, clitics, entry, flags: (entry?.flags ?? 0) | article, senses: undefined };
}

/** What a reading may name by itself, or null. */
export function sensesAlone(reading: Reading): readonly Sense[] | null {
  if (reading.senses === undefined) reading.senses = sensesOf(reading.key);
  return reading.senses;
}

/** The first reading of a word that has one of some bits. */
export const readingWith = (word: Word | null | undefined, bits: number): Reading | undefined =>
  word && word.any & bits ? word.readings.find(({ flags }) => flags & bits) : undefined;

const WORTH =
  PHRASE | GIVEN | GIVEN_OR_WORD | NATIONALITY | TITLE | ANY_HEAD | ORG_TOPIC | ORG_ADJECTIVE | LINK_BEFORE | DEFINITE;

/** A common word is never cut (`وفيات` is no و + فيات), nor is a name. */
function readingsOf(bare: Reading, cuts: readonly Reading[]): Reading[] {
  if (bare.flags & (COMMON | GIVEN | FUNCTION | NATIONALITY | PHRASE)) return [bare];
  // joined, not pushed: a list that is remembered has no room to grow
  return [bare].concat(cuts.filter(({ flags }) => !(flags & FUNCTION) && flags & WORTH));
}

const joinedOf = (cuts: readonly Reading[], readings: readonly Reading[]): Reading[] =>
  cuts.filter(({ cut, entry }) => (entry?.longest ?? 0) > 1 && !readings.some((reading) => reading.cut === cut));

/** Readings without conjunction and preposition: `وللعراق` -> العراق after two letters. The article is never cut. */
function withoutProclitics(key: string): readonly Reading[] {
  const and = (key[0] === 'و' || key[0] === 'ف') && key.length >= 4;
  const cuts: Reading[] = [];
  const add = (cut: number, rest: string) => cuts.push(readingOf(rest, cut, key.slice(0, cut)));
  if (and) add(1, key.slice(1));
  for (let cut = 0; cut <= (and ? 1 : 0); cut++) {
    const letter = key[cut];
    if (key.length - cut < 4 || (letter !== 'ب' && letter !== 'ل' && letter !== 'ك')) continue;
    if (letter === 'ل' && key[cut + 1] === 'ل') {
      add(cut + 1, `ال${key.slice(cut + 2)}`);
      add(cut + 1, `الل${key.slice(cut + 2)}`);
    }
    add(cut + 1, key.slice(cut + 1));
  }
  // `وفبوتين`: both conjunctions, where neither is the word's own
  if (key.startsWith('وف') && key.length >= 6 && !(flagsOf(key.slice(1)) & WORTH)) add(2, key.slice(2));
  return cuts;
}

const KNOWN =
  FUNCTION |
  COMMON |
  NATIONALITY |
  NO_NAME |
  TITLE |
  ORG_TOPIC |
  ORG_ADJECTIVE |
  ANY_HEAD |
  PHRASE |
  GIVEN |
  GIVEN_OR_WORD |
  LINK_WITHIN |
  LINK_BEFORE;
const PRONOUNS = ['هما', 'هم', 'ها', 'نا', 'كم', 'ه', 'ا', 'ي'];
const VERB_OR_CLITIC = /^(?:وال|بال|فال|كال|لل|ولل|است|سي|ست|سن|يت|وي|وت|في)/;

/** A word that no list has, nor has it a clitic or a pronoun taken off. */
function isUnknown({ key, flags }: Reading, cuts: readonly Reading[]): boolean {
  if (key.length < 2 || flags & KNOWN || VERB_OR_CLITIC.test(key)) return false;
  if (cuts.some((cut) => cut.flags & KNOWN)) return false;
  const future = key[0] === 'س' ? key.slice(1) : null;
  if (future !== null && flagsOf(future) & KNOWN) return false;
  return (
    !isWithPronoun(key) && !cuts.some((cut) => isWithPronoun(cut.key)) && !(future !== null && isWithPronoun(future))
  );
}

/** Whether a common word is left without a pronoun. */
function isWithPronoun(stem: string): boolean {
  if (stem.startsWith('ال')) return false;
  for (const pronoun of PRONOUNS) {
    if (!stem.endsWith(pronoun) || stem.length - pronoun.length < 3) continue;
    const base = stem.slice(0, -pronoun.length);
    const feminine = base.endsWith('ت') ? flagsOf(`${base.slice(0, -1)}ه`) : 0;
    if ((flagsOf(base) | feminine) & (COMMON | ORG_TOPIC)) return true;
  }
  return false;
}

function flagsOf(key: string): number {
  return wordEntry(key)?.flags ?? 0;
}
