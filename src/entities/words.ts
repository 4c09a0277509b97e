import { foldKey } from '../text/index.ts';
import commonWords from './ar/common-words.txt';
import firstNames from './ar/first-names.txt';
import functionWords from './ar/function-words.txt';
import miscHeads from './ar/misc-heads.tsv';
import orgAdjectives from './ar/org-adjectives.txt';
import orgHeads from './ar/org-heads.tsv';
import orgTopics from './ar/org-topics.txt';
import personLinks from './ar/person-links.txt';
import placeHeads from './ar/place-heads.tsv';
import titles from './ar/titles.txt';
import { rowsOf, wordsOf } from './data.ts';
import { gazetteer } from './gazetteer.ts';

/** What the lists know of a word, as bits. */
export const GIVEN = 1;
/** A given name that is also a common word (كريم, أمل, سعيد). */
export const GIVEN_OR_WORD = 2;
/** Stands before a person's name: الرئيس, وزير. */
export const TITLE = 4;
/** A word that can be no part of a name. */
export const FUNCTION = 8;
/** A common word of news. */
export const COMMON = 16;
/** A nationality: السورية. */
export const NATIONALITY = 32;
/** An adjective of the kind that organisations' names have: الدولي. */
export const ORG_ADJECTIVE = 64;
/** What ministries and committees are for: الخارجية, التعليم. */
export const ORG_TOPIC = 128;
/** Begins a person's name: أبو, عبد, آل. */
export const LINK_BEFORE = 256;
/** Stands inside a person's name: بن, دي. */
export const LINK_WITHIN = 512;
/** Begins a phrase of the gazetteer. */
export const PHRASE = 1024;
export const PLACE_HEAD = 2048;
export const ORG_HEAD = 4096;
export const MISC_HEAD = 8192;
/** Begins with the article. */
export const DEFINITE = 16384;

/** A name's head, whatever it is the head of. */
export const ANY_HEAD = PLACE_HEAD | ORG_HEAD | MISC_HEAD;

export type PlaceHeadKind = 'bare' | 'list' | 'known' | 'part';
export type OrgHeadKind =
  | 'full'
  | 'proper'
  | 'state'
  | 'nationality'
  | 'metonym'
  | 'marked'
  | 'bare'
  | 'in'
  | 'place'
  | 'common';
export type MiscHeadKind = 'place' | 'open' | 'nationality' | 'marked';

/** One way to read a token: letters of proclitics cut off, the key of what remains, what is known of it. */
export interface Reading {
  /** Letters cut off. */
  cut: number;
  key: string;
  flags: number;
  /** The letters themselves: `و`, `ول`; never the article. */
  clitics: string;
}

export interface Word {
  key: string;
  /** The word as it stands. */
  bare: Reading;
  /** With clitics cut off where the rest is known; the bare one first. */
  readings: readonly Reading[];
  /** Known to no list, and no known word with a clitic or a pronoun: it may be a name. */
  unknown: boolean;
}

interface Lists {
  flags: Map<string, number>;
  orgHeads: Map<string, { kind: OrgHeadKind; inner: boolean }>;
  placeHeads: Map<string, PlaceHeadKind>;
  miscHeads: Map<string, MiscHeadKind>;
}

let loaded: Lists | null = null;

function lists(): Lists {
  loaded ??= build();
  return loaded;
}

function build(): Lists {
  const flags = new Map<string, number>();
  const mark = (key: string, bit: number): void => {
    flags.set(key, (flags.get(key) ?? 0) | bit);
  };
  /** With and without the article; adjectives in both genders. */
  const markForms = (word: string, bit: number, feminine: boolean): void => {
    const key = foldKey(word);
    for (const form of feminine && !key.endsWith('ه') ? [key, `${key}ه`] : [key]) {
      mark(form, bit);
      if (!form.startsWith('ال')) mark(`ال${form}`, bit);
    }
  };
  for (const word of wordsOf(commonWords)) mark(word, COMMON);
  for (const word of wordsOf(functionWords)) mark(foldKey(word), FUNCTION);
  for (const word of wordsOf(firstNames)) {
    const doubtful = word.endsWith('?');
    mark(foldKey(doubtful ? word.slice(0, -1) : word), doubtful ? GIVEN_OR_WORD : GIVEN);
  }
  for (const word of wordsOf(titles)) mark(foldKey(word), TITLE);
  for (const word of wordsOf(orgAdjectives)) markForms(word, ORG_ADJECTIVE, true);
  for (const word of wordsOf(orgTopics)) markForms(word, ORG_TOPIC, false);
  let link = 0;
  for (const word of wordsOf(personLinks)) {
    if (word === 'pre') link = LINK_BEFORE;
    else if (word === 'mid') link = LINK_WITHIN;
    else mark(foldKey(word), link);
  }
  const heads = <Kind extends string>(file: string, text: string, bit: number, parse: (cell: string) => Kind) => {
    const map = new Map<string, Kind>();
    for (const { cells } of rowsOf(file, text, 2)) {
      const key = foldKey(cells[0]!);
      mark(key, bit);
      map.set(key, parse(cells[1]!));
    }
    return map;
  };
  const orgCells = heads('org-heads.tsv', orgHeads, ORG_HEAD, (cell) => cell);
  const orgKinds = new Map(
    [...orgCells].map(([key, cell]) => {
      const [kind, inner] = cell.split(' ');
      return [key, { kind: kind as OrgHeadKind, inner: inner === 'inner' }];
    }),
  );
  const placeKinds = heads('place-heads.tsv', placeHeads, PLACE_HEAD, (cell) => cell as PlaceHeadKind);
  const miscKinds = heads('misc-heads.tsv', miscHeads, MISC_HEAD, (cell) => cell as MiscHeadKind);
  const { longest, nationalities } = gazetteer();
  for (const key of nationalities.keys()) mark(key, NATIONALITY);
  for (const key of longest.keys()) mark(key, PHRASE);
  return { flags, orgHeads: orgKinds, placeHeads: placeKinds, miscHeads: miscKinds };
}

export function flagsOf(key: string): number {
  return (lists().flags.get(key) ?? 0) | (key.startsWith('ال') && key.length > 3 ? DEFINITE : 0);
}

export const orgHead = (key: string): { kind: OrgHeadKind; inner: boolean } | undefined => lists().orgHeads.get(key);
export const placeHead = (key: string): PlaceHeadKind | undefined => lists().placeHeads.get(key);
export const miscHead = (key: string): MiscHeadKind | undefined => lists().miscHeads.get(key);

const REMEMBERED = 60_000;
let remembered = new Map<string, Word>();

/** What is known of a word; remembered, since a few thousand words make up most of any text. */
export function wordOf(key: string): Word {
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered = new Map();
  const bare: Reading = { cut: 0, key, flags: flagsOf(key), clitics: '' };
  const word: Word = { key, bare, readings: readingsOf(bare), unknown: false };
  word.unknown = isUnknown(word);
  remembered.set(key, word);
  return word;
}

const NAME_BITS = PHRASE | GIVEN | NATIONALITY | TITLE | ANY_HEAD | ORG_TOPIC | LINK_BEFORE;

function readingsOf(bare: Reading): Reading[] {
  const readings = [bare];
  if (bare.flags & (GIVEN | FUNCTION | NATIONALITY) || (bare.flags & PHRASE && !(bare.flags & COMMON))) return readings;
  for (const [cut, rest] of withoutProclitics(bare.key)) {
    const flags = flagsOf(rest);
    if (flags & FUNCTION) continue;
    const worth = flags & (bare.flags & COMMON ? NAME_BITS : NAME_BITS | GIVEN_OR_WORD | DEFINITE | ORG_ADJECTIVE);
    if (worth) readings.push({ cut, key: rest, flags, clitics: bare.key.slice(0, cut) });
  }
  return readings;
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
  return found;
}

const KNOWN =
  FUNCTION |
  COMMON |
  NATIONALITY |
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

/** A word that no list has, with a clitic or a pronoun taken off neither. */
function isUnknown(word: Word): boolean {
  const { key, flags } = word.bare;
  if (key.length < 2 || flags & KNOWN || word.readings.length > 1) return false;
  if (/^(?:وال|بال|فال|كال|لل|ولل|است|سي|ست|سن|يت|وي|وت|في)/.test(key)) return false;
  const rests = withoutProclitics(key).map(([, rest]) => rest);
  if (key[0] === 'س') rests.push(key.slice(1));
  for (const stem of [key, ...rests]) {
    if (stem !== key && flagsOf(stem) & KNOWN) return false;
    for (const pronoun of PRONOUNS) {
      if (!stem.endsWith(pronoun) || stem.length - pronoun.length < 3) continue;
      const base = stem.slice(0, -pronoun.length);
      if ((flagsOf(base) | (base.endsWith('ت') ? flagsOf(`${base.slice(0, -1)}ه`) : 0)) & (COMMON | ORG_TOPIC))
        return false;
    }
  }
  return true;
}
