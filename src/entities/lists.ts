import { type Columns, laid, laidRows, type Rows } from '../laid/index.ts';
import { type HashColumns, layOutHashes, numberWhere } from '../laid/words.ts';
import phraseList from './lists/phrases.txt';
import wordList from './lists/words.txt';

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
/** Stands between a title and a name: السابق. */
export const MODIFIER = 32768;
/** No name by the guidelines, though taggers take it for one: الله, الشيعة, دولار. */
export const NO_NAME = 131072;
/** Stands in a phrase of the gazetteer after the first word. */
export const PHRASE_PART = 65536;

export const PLACE_HEAD_KINDS = ['bare', 'list', 'known', 'part'] as const;
export type PlaceHeadKind = (typeof PLACE_HEAD_KINDS)[number];
export const ORG_HEAD_KINDS = [
  'full',
  'proper',
  'state',
  'nationality',
  'metonym',
  'marked',
  'bare',
  'in',
  'place',
  'common',
] as const;
export type OrgHeadKind = (typeof ORG_HEAD_KINDS)[number];
export const MISC_HEAD_KINDS = ['place', 'open', 'nationality', 'marked'] as const;
export type MiscHeadKind = (typeof MISC_HEAD_KINDS)[number];

/** The types of names, in the order of their labels and codes. */
export const NAME_TYPES = ['PER', 'LOC', 'ORG', 'MISC'] as const;
export type NameType = (typeof NAME_TYPES)[number];
/** The place of a type among them, -1 of a date or sum. */
export const typeNumber = (type: string): number => NAME_TYPES.indexOf(type as NameType);
export const TYPE_LETTERS = { PER: 'P', LOC: 'L', ORG: 'O', MISC: 'M' } as const;
const TYPES: Record<string, NameType> = { P: 'PER', L: 'LOC', O: 'ORG', M: 'MISC' };

export const SENSE_KINDS = [
  'country',
  'region',
  'city',
  'person',
  'misc',
  'body',
  'ngo',
  'state',
  'party',
  'armed',
  'union',
  'company',
  'sport',
  'club',
  'university',
  'think',
  'media',
] as const;
export type SenseKind = (typeof SENSE_KINDS)[number];

/** What is listed of a word. */
export interface WordEntry {
  flags: number;
  /** How many tokens the longest phrase has that begins with it; 0 if none does. */
  longest: number;
  /** ISO code of the nationality that it tells. */
  nationality?: string;
  orgHead?: { kind: OrgHeadKind; inner: boolean };
  placeHead?: PlaceHeadKind;
  miscHead?: MiscHeadKind;
}

/** What a phrase may name. */
export interface Sense {
  type: NameType;
  kind: SenseKind;
  /** ISO 3166-1 code of the country, or null. */
  iso: string | null;
  /** The usual name of the same thing, as keys: acronyms and long forms share it. Null where the phrase is that name. */
  name: string | null;
  /** Also a common word: counts only with a head before it, in marks, or beside its like. */
  ambiguous: boolean;
  /** Places of this name, the most populous first, as `placesOf` reads them. */
  places: string;
}

export interface Place {
  /** GeoNames. */
  id: number;
  iso: string;
  lat: number;
  lon: number;
  population: number;
  /** `C` capital of a country, `A` seat of a province, `P` other. */
  rank: 'C' | 'A' | 'P';
}

/** Keys with what is said of each: an article asks for some hundred of a hundred thousand, so that what isn't asked for stays in the file. */
export interface List {
  places: ListColumns;
  /** Lines `key TAB cells`, two bytes a unit. */
  rows: Rows;
}

/** A type, and no interface, as it is a table's columns. */
type ListColumns = HashColumns & {
  /** Where the row of each key begins, in units, and behind the last where they end. */
  rowsAt: Uint32Array;
};

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const keyOf = (row: string): string => row.slice(0, row.indexOf('\t'));

function layOutPlaces(text: string): ListColumns {
  const lines = linesOf(text);
  const rowsAt = new Uint32Array(lines.length + 1);
  lines.forEach(({ length }, i) => {
    rowsAt[i + 1] = rowsAt[i]! + length;
  });
  return { ...layOutHashes(lines.map(keyOf)), rowsAt };
}

const layOutRows = (text: string): Uint8Array => new Uint8Array(Buffer.from(linesOf(text).join(''), 'utf16le'));

/** Lays out a list of lines `key TAB cells`. */
export function layOutList(text: string): List {
  const rows = layOutRows(text);
  return {
    places: layOutPlaces(text),
    rows: { copy: (at, bytes, into, to) => into.set(rows.subarray(at, at + bytes), to) },
  };
}

/** The cells of a key, or null. */
export function lookUp({ places, rows }: List, key: string): string | null {
  let row = '';
  const at = numberWhere(places, key, (number) => {
    row = rowAt(places, rows, number);
    return row.startsWith(key) && row[key.length] === '\t';
  });
  return at < 0 ? null : row.slice(key.length + 1);
}

function rowAt({ rowsAt }: ListColumns, rows: Rows, number: number): string {
  const from = 2 * rowsAt[number]!;
  const units = Buffer.allocUnsafe(2 * rowsAt[number + 1]! - from);
  rows.copy(from, units.length, units, 0);
  return units.toString('utf16le');
}

function listed(name: string, text: string): () => List {
  const rows = laidRows(`entities.${name}.rows`, () => layOutRows(text));
  return laid(
    `entities.${name}`,
    (): Columns => layOutPlaces(text),
    (places) => ({ places: places as ListColumns, rows }),
  );
}
const words = listed('words', wordList);
const phrases = listed('phrases', phraseList);

/** What the lists have of a word's key, without clitics. */
export function wordEntry(key: string): WordEntry | null {
  const line = lookUp(words(), key);
  if (line === null) return null;
  const [flags, longest, notes] = line.split('\t');
  const entry: WordEntry = { flags: Number.parseInt(flags!, 36), longest: Number(longest ?? 0) };
  for (const note of notes ? notes.split(';') : []) {
    const value = note.slice(2);
    switch (note[0]) {
      case 'n':
        entry.nationality = value;
        break;
      case 'o': {
        const [kind, inner] = value.split(' ');
        entry.orgHead = { kind: kind as OrgHeadKind, inner: inner === 'inner' };
        break;
      }
      case 'p':
        entry.placeHead = value as PlaceHeadKind;
        break;
      case 'm':
        entry.miscHead = value as MiscHeadKind;
    }
  }
  return entry;
}

/** What a phrase of keys joined by blanks may name, or null. */
export const sensesOf = (phrase: string): readonly Sense[] | null =>
  lookUp(phrases(), phrase)?.split('\t').map(parseSense) ?? null;

function parseSense(cell: string): Sense {
  const [code = '', iso, name, places] = cell.split('|');
  return {
    type: TYPES[code[0]!]!,
    kind: SENSE_KINDS[Number.parseInt(code[1]!, 36)]!,
    ambiguous: code[2] === '?',
    iso: iso || null,
    name: name || null,
    places: places ?? '',
  };
}

/** The places of a sense, the most populous first. */
export function placesOf(sense: Sense): Place[] {
  if (sense.places === '') return [];
  return sense.places.split(';').map((row) => {
    const [id, iso = '', lat, lon, population, rank] = row.split(',');
    return {
      id: Number(id),
      iso,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      rank: rank as Place['rank'],
    };
  });
}
