import { foldKey } from '../text/index.ts';
import ambiguousPlaces from './ar/ambiguous-places.txt';
import countries from './ar/countries.tsv';
import organisations from './ar/organisations.tsv';
import outlets from './ar/outlets.tsv';
import places from './ar/places.tsv';
import regions from './ar/regions.tsv';
import { rowsOf, wordsOf } from './data.ts';

export type PlaceKind = 'country' | 'region' | 'city';
export type OrganisationKind =
  | 'body'
  | 'ngo'
  | 'state'
  | 'party'
  | 'armed'
  | 'union'
  | 'company'
  | 'sport'
  | 'club'
  | 'university'
  | 'think'
  | 'media';

/** What a phrase of the gazetteer may name. */
export interface Sense {
  type: 'LOC' | 'ORG';
  kind: PlaceKind | OrganisationKind;
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
  id: number;
  iso: string;
  lat: number;
  lon: number;
  population: number;
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

function build(): Gazetteer {
  const phrases = new Map<string, Sense[]>();
  const longest = new Map<string, number>();
  const nationalities = new Map<string, string>();
  const placeRows: string[][] = [];
  const ambiguous = new Set(wordsOf(ambiguousPlaces));

  const add = (name: string, sense: Sense): void => {
    const key = foldKey(name).replaceAll('-', ' ');
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

  for (const { cells, fail } of rowsOf('countries.tsv', countries, 2)) {
    const [iso = '', names = '', adjectives = ''] = cells;
    if (!names) fail('no name');
    const sense: Sense = { type: 'LOC', kind: 'country', iso, name: names.split('|')[0]!, ambiguous: false };
    for (const name of names.split('|')) add(name, sense);
    for (const adjective of adjectives.split('|')) {
      if (!adjective || adjective.includes(' ')) continue;
      for (const form of nisbaForms(foldKey(adjective))) if (!nationalities.has(form)) nationalities.set(form, iso);
    }
  }
  for (const { cells } of rowsOf('regions.tsv', regions, 2)) {
    const [names = '', iso = '-'] = cells;
    const list = names.split('|');
    for (const name of list) {
      const key = foldKey(name);
      add(name, {
        type: 'LOC',
        kind: 'region',
        iso: iso === '-' ? null : iso,
        name: list[0]!,
        ambiguous: ambiguous.has(key),
      });
    }
  }
  for (const { cells, fail } of rowsOf('places.tsv', places, 7)) {
    const names = cells[0] ?? '';
    if (!/^\d+$/.test(cells[1] ?? '')) fail('no GeoNames id');
    const row = placeRows.length;
    placeRows.push(cells);
    const list = names.split('|');
    for (const name of list) {
      const key = foldKey(name).replaceAll('-', ' ');
      if (key.length < 3) continue;
      const known = phrases.get(key)?.find((sense) => sense.type === 'LOC');
      if (known) {
        known.places ??= [];
        if (!known.places.includes(row)) known.places.push(row);
        continue;
      }
      add(name, {
        type: 'LOC',
        kind: 'city',
        iso: cells[2] ?? null,
        name: list[0]!,
        ambiguous: ambiguous.has(key),
        places: [row],
      });
    }
  }
  for (const { cells, fail } of rowsOf('organisations.tsv', organisations, 3)) {
    const [names = '', kind = '', iso = '-'] = cells;
    if (!names) fail('no name');
    const list = names.split('|');
    for (const name of list) {
      const sense: Sense = {
        type: 'ORG',
        kind: (kind === 'club-or-place' ? 'club' : kind) as OrganisationKind,
        iso: iso === '-' ? null : iso,
        name: list[0]!,
        ambiguous: kind === 'club-or-place' || kind === 'club',
      };
      const head = BARE_HEADS.find((prefix) => name.startsWith(prefix) && !/\d/.test(name));
      add(
        head ? name.slice(head.length) : name,
        head
          ? { ...sense, ambiguous: !name.includes(' ', head.length) && !list.includes(name.slice(head.length)) }
          : sense,
      );
    }
  }
  for (const { cells } of rowsOf('outlets.tsv', outlets, 3)) {
    const [names = '', kind = '', iso = '-'] = cells;
    const list = names.split('|');
    for (const name of list)
      add(name, {
        type: 'ORG',
        kind: 'media',
        iso: iso === '-' ? null : iso,
        name: list[0]!,
        ambiguous: kind.startsWith('?') && !name.includes(' '),
      });
  }
  const place = (row: number): Place => {
    const [, id, iso = '', lat, lon, population, rank] = placeRows[row]!;
    return {
      id: Number(id),
      iso,
      lat: Number(lat),
      lon: Number(lon),
      population: Number(population),
      rank: rank as Place['rank'],
    };
  };
  return { phrases, longest, nationalities, place };
}

/** The forms of an adjective of nationality, with and without the article: سوري, سورية, سوريون, سوريين, سوريات, السوري … */
export function nisbaForms(masculine: string): string[] {
  const bare = [masculine, `${masculine}ه`, `${masculine}ون`, `${masculine}ين`, `${masculine}ات`, `${masculine}تين`];
  return [...bare, ...bare.map((form) => `ال${form}`)];
}
