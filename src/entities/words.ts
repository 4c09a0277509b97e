import { remembering } from '../text/remember.ts';
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
}

/** What is known of a word; remembered, since a few thousand words make up most of any text. */
export const wordOf = remembering(8_000, (key): Word => {
  const bare = readingOf(key, 0, '');
  const readings = readingsOf(bare);
  const any = readings.reduce((bits, r) => bits | r.flags, 0);
  const word: Word = { key, bare, readings, joined: joinedOf(bare, readings), any, unknown: false };
  word.unknown = isUnknown(word);
  return word;
});

function readingOf(key: string, cut: number, clitics: string): Reading {
  const entry = wordEntry(key);
  const article = key.startsWith('ال') && key.length > 3 ? DEFINITE : 0;
  return { cut, key, clitics, entry, flags: (entry?.flags ?? 0) | article };
}

const WORTH =
  PHRASE | GIVEN | GIVEN_OR_WORD | NATIONALITY | TITLE | ANY_HEAD | ORG_TOPIC | ORG_ADJECTIVE | LINK_BEFORE | DEFINITE;

/** A common word is never cut (`وفيات` is no و + فيات), nor is a name. */
function readingsOf(bare: Reading): Reading[] {
  const readings = [bare];
  if (bare.flags & (COMMON | GIVEN | FUNCTION | NATIONALITY | PHRASE)) return readings;
  for (const [cut, rest] of withoutProclitics(bare.key)) {
    const reading = readingOf(rest, cut, bare.key.slice(0, cut));
    if (!(reading.flags & FUNCTION) && reading.flags & WORTH) readings.push(reading);
  }
  return readings;
}

function joinedOf(bare: Reading, readings: readonly Reading[]): Reading[] {
  const cuts = withoutProclitics(bare.key).filter(([cut]) => !readings.some((reading) => reading.cut === cut));
  return cuts
    .map(([cut, rest]) => readingOf(rest, cut, bare.key.slice(0, cut)))
    .filter(({ entry }) => (entry?.longest ?? 0) > 1);
}

/** Ways to cut conjunction and preposition off: `وللعراق` -> العراق after two letters. The article is never cut. */
function withoutProclitics(key: string): [cut: number, rest: string][] {
  const found: [number, string][] = [];
  const bases: [number, string][] = [[0, key]];
  if ((key[0] === 'و' || key[0] === 'ف') && key.length >= 4) {
    bases.push([1, key.slice(1)]);
    found.push([1, key.slice(1)]);
  }
  for (const [cut, base] of bases) {
    const letter = base[0];
    if (base.length < 4 || (letter !== 'ب' && letter !== 'ل' && letter !== 'ك')) continue;
    if (letter === 'ل' && base[1] === 'ل') {
      found.push([cut + 1, `ال${base.slice(2)}`], [cut + 1, `الل${base.slice(2)}`]);
    }
    found.push([cut + 1, base.slice(1)]);
  }
  // `وفبوتين`: both conjunctions, where neither is the word's own
  if (key.startsWith('وف') && key.length >= 6 && !(flagsOf(key.slice(1)) & WORTH)) found.push([2, key.slice(2)]);
  return found;
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
function isUnknown(word: Word): boolean {
  const { key, flags } = word.bare;
  if (key.length < 2 || flags & KNOWN || word.readings.length > 1 || VERB_OR_CLITIC.test(key)) return false;
  const rests = withoutProclitics(key).map(([, rest]) => rest);
  if (key[0] === 'س') rests.push(key.slice(1));
  if (rests.some((rest) => flagsOf(rest) & KNOWN)) return false;
  for (const stem of [key, ...rests]) {
    if (stem.startsWith('ال')) continue;
    for (const pronoun of PRONOUNS) {
      if (!stem.endsWith(pronoun) || stem.length - pronoun.length < 3) continue;
      const base = stem.slice(0, -pronoun.length);
      const feminine = base.endsWith('ت') ? flagsOf(`${base.slice(0, -1)}ه`) : 0;
      if ((flagsOf(base) | feminine) & (COMMON | ORG_TOPIC)) return false;
    }
  }
  return true;
}

function flagsOf(key: string): number {
  return wordEntry(key)?.flags ?? 0;
}
