import { foldKey } from '../text/index.ts';
import ambiguousPlaces from './ar/ambiguous-places.txt';
import countries from './ar/countries.tsv';
import miscNames from './ar/misc-names.txt';
import organisations from './ar/organisations.tsv';
import outlets from './ar/outlets.tsv';
import persons from './ar/persons.tsv';
import places from './ar/places.tsv';
import regions from './ar/regions.tsv';
import { rowsOf, wordsOf } from './data.ts';

export type NameType = 'PER' | 'LOC' | 'ORG' | 'MISC';

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

/** What a phrase of the gazetteer may name. */
export interface Sense {
  type: NameType;
  kind: SenseKind;
  /** ISO 3166-1 code of the country, or null. */
  iso: string | null;
  /** The usual name of the same thing: acronyms and long forms share it. */
  name: string;
  /** Also a common word: counts only with a head before it, in marks, or beside its like. */
  ambiguous: boolean;
  /** Rows of `places.tsv` with this name, the most populous first. */
  places?: number[];
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

export interface Gazetteer {
  /** Senses of a phrase of keys joined by blanks. */
  phrases: Map<string, Sense[]>;
  /** How many tokens the longest phrase has that begins with a key. */
  longest: Map<string, number>;
  /** ISO code of a nationality in any of its forms, without clitics: `السوريين` -> SY. */
  nationalities: Map<string, string>;
  place: (row: number) => Place;
}

let loaded: Gazetteer | null = null;

/** Reads the lists at the first call. */
export function gazetteer(): Gazetteer {
  loaded ??= build();
  return loaded;
}

/** Heads that are no part of the name that they stand before: `تنظيم القاعدة` is listed, القاعدة is the name. */
const BARE_HEADS = ['تنظيم ', 'حركة '];
const SHORTEST_PLACE = 3;

/** A name as the texts' tokens spell it: keys joined by blanks. */
function phraseKey(name: string): string {
  return foldKey(name).replace(/[-.]/g, ' ').replace(/ +/g, ' ').trim();
}

function build(): Gazetteer {
  const phrases = new Map<string, Sense[]>();
  const longest = new Map<string, number>();
  const add = (key: string, sense: Sense): void => {
    const senses = phrases.get(key);
    if (senses) {
      if (!senses.some((other) => other.type === sense.type && (other.kind === sense.kind || sense.type === 'LOC')))
        senses.push(sense);
      return;
    }
    phrases.set(key, [sense]);
    const blank = key.indexOf(' ');
    const first = blank < 0 ? key : key.slice(0, blank);
    const length = blank < 0 ? 1 : key.split(' ').length;
    if (length > (longest.get(first) ?? 0)) longest.set(first, length);
  };
  const nationalities = addCountries(add);
  addRegions(add);
  const place = addPlaces(add, phrases);
  addOrganisations(add);
  addOutlets(add);
  addPersons(add);
  for (const line of miscNames.split('\n')) {
    if (line && !line.startsWith('#'))
      add(phraseKey(line), { type: 'MISC', kind: 'misc', iso: null, name: line, ambiguous: false });
  }
  return { phrases, longest, nationalities, place };
}

type Add = (key: string, sense: Sense) => void;

const isoOf = (cell: string | undefined): string | null =>
  cell === undefined || cell === '-' || cell === '' ? null : cell;

function addCountries(add: Add): Map<string, string> {
  const nationalities = new Map<string, string>();
  for (const { cells, fail } of rowsOf('countries.tsv', countries, 2)) {
    const [iso = '', names = '', adjectives = ''] = cells;
    if (!names) fail('no name');
    const list = names.split('|');
    const sense: Sense = { type: 'LOC', kind: 'country', iso: iso.slice(0, 2), name: list[0]!, ambiguous: false };
    for (const name of list) add(phraseKey(name), sense);
    for (const adjective of adjectives.split('|')) {
      if (!adjective || adjective.includes(' ')) continue;
      for (const form of nisbaForms(foldKey(adjective))) if (!nationalities.has(form)) nationalities.set(form, iso);
    }
  }
  return nationalities;
}

function addRegions(add: Add): void {
  const ambiguous = new Set(wordsOf(ambiguousPlaces));
  for (const { cells } of rowsOf('regions.tsv', regions, 2)) {
    const list = (cells[0] ?? '').split('|');
    for (const name of list) {
      const key = phraseKey(name);
      const doubtful = ambiguous.has(key);
      add(key, { type: 'LOC', kind: 'region', iso: isoOf(cells[1]), name: list[0]!, ambiguous: doubtful });
    }
  }
}

function addPlaces(add: Add, phrases: Map<string, Sense[]>): (row: number) => Place {
  const ambiguous = new Set(wordsOf(ambiguousPlaces));
  const rows: string[][] = [];
  for (const { cells, fail } of rowsOf('places.tsv', places, 7)) {
    if (!/^\d+$/.test(cells[1] ?? '')) fail('no GeoNames id');
    const row = rows.length;
    rows.push(cells);
    const list = (cells[0] ?? '').split('|');
    for (const name of list) {
      const key = phraseKey(name);
      if (key.length < SHORTEST_PLACE) continue;
      const known = phrases.get(key)?.find((sense) => sense.type === 'LOC');
      if (!known) {
        add(key, {
          type: 'LOC',
          kind: 'city',
          iso: cells[2] ?? null,
          name: list[0]!,
          ambiguous: ambiguous.has(key),
          places: [row],
        });
      } else {
        known.places ??= [];
        if (!known.places.includes(row)) known.places.push(row);
      }
    }
  }
  return (row) => {
    const [, id, iso = '', lat, lon, population, rank] = rows[row]!;
    return {
      id: Number(id),
      iso,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      rank: rank as Place['rank'],
    };
  };
}

function addOrganisations(add: Add): void {
  for (const { cells, fail } of rowsOf('organisations.tsv', organisations, 3)) {
    const [names = '', kind = ''] = cells;
    if (!names) fail('no name');
    if (!(SENSE_KINDS as readonly string[]).includes(kind)) fail(`unknown kind ${kind}`);
    const list = names.split('|');
    const usual = list[0]!.replace('?', '');
    for (const listed of list) {
      const doubtful = listed.startsWith('?');
      const name = doubtful ? listed.slice(1) : listed;
      const head = BARE_HEADS.find((prefix) => name.startsWith(prefix) && !/\d/.test(name));
      const bare = head ? name.slice(head.length) : name;
      const ambiguous = doubtful || (head !== undefined && !list.includes(bare));
      add(phraseKey(bare), { type: 'ORG', kind: kind as SenseKind, iso: isoOf(cells[2]), name: usual, ambiguous });
    }
  }
}

function addOutlets(add: Add): void {
  for (const { cells } of rowsOf('outlets.tsv', outlets, 3)) {
    const list = (cells[0] ?? '').split('|');
    const doubtful = cells[1]!.startsWith('?');
    for (const name of list) {
      const ambiguous = doubtful && !name.includes(' ');
      add(phraseKey(name), { type: 'ORG', kind: 'media', iso: isoOf(cells[2]), name: list[0]!, ambiguous });
    }
  }
}

function addPersons(add: Add): void {
  for (const line of persons.split('\n')) {
    if (!line || line.startsWith('#')) continue;
    const list = line.split('|');
    for (const name of list) {
      if (name.endsWith('?')) continue;
      add(phraseKey(name), { type: 'PER', kind: 'person', iso: null, name: list[0]!, ambiguous: false });
    }
  }
}

/** The forms of an adjective of nationality, with and without the article: سوري, سورية, سوريون, سوريين, سوريات, السوري … */
export function nisbaForms(masculine: string): string[] {
  const bare = [masculine, `${masculine}ه`, `${masculine}ون`, `${masculine}ين`, `${masculine}ات`, `${masculine}تين`];
  return [...bare, ...bare.map((form) => `ال${form}`)];
}
