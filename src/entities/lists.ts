import { laid } from '../laid/index.ts';
import { layOutWords, numberOf, textOf, type WordColumns } from '../laid/words.ts';
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

/** A list of keys with what is said of each: a type, and no interface, as it is a table's columns. */
export type List = WordColumns & {
  /** Where the cells of each key begin, and behind the last where they end. */
  cellsAt: Uint32Array;
  cells: Uint16Array;
};

/** Lays out a list of lines `key TAB cells`. */
export function layOutList(text: string): List {
  const lines = text.split('\n').filter((line) => line !== '');
  const tabs = lines.map((line) => line.indexOf('\t'));
  const cells = lines.map((line, i) => line.slice(tabs[i]! + 1));
  const cellsAt = new Uint32Array(lines.length + 1);
  cells.forEach(({ length }, i) => {
    cellsAt[i + 1] = cellsAt[i]! + length;
  });
  const units = Buffer.from(cells.join(''), 'utf16le');
  return {
    ...layOutWords(lines.map((line, i) => line.slice(0, tabs[i]!))),
    cellsAt,
    cells: new Uint16Array(units.buffer.slice(units.byteOffset, units.byteOffset + units.length)),
  };
}

/** The cells of a key, or null. */
export function lookUp(list: List, key: string): string | null {
  const at = numberOf(list, key);
  return at < 0 ? null : textOf(list.cells, list.cellsAt[at]!, list.cellsAt[at + 1]!);
}

const listed = (name: string, text: string): (() => List) =>
  laid(
    `entities.${name}`,
    () => layOutList(text),
    (list) => list,
  );
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
