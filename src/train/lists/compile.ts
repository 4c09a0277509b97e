/**
 * Makes `entities/lists/*.txt`, which the program reads, of the word lists in `entities/ar/`, which people write. Run after every change of those:
 *
 *   node .config/run.mjs src/train/lists/compile.ts
 *
 * The compiled lists are sorted lines that are searched in place, so that nothing has to be built when the program starts.
 */
import { writeFileSync } from 'node:fs';
import ambiguousPlaces from '../../entities/ar/ambiguous-places.txt';
import commonWords from '../../entities/ar/common-words.txt';
import countries from '../../entities/ar/countries.tsv';
import firstNames from '../../entities/ar/first-names.txt';
import functionWords from '../../entities/ar/function-words.txt';
import miscHeads from '../../entities/ar/misc-heads.tsv';
import miscNames from '../../entities/ar/misc-names.txt';
import noPlaces from '../../entities/ar/no-places.txt';
import notNames from '../../entities/ar/not-names.txt';
import orgAdjectives from '../../entities/ar/org-adjectives.txt';
import orgHeads from '../../entities/ar/org-heads.tsv';
import orgTopics from '../../entities/ar/org-topics.txt';
import organisations from '../../entities/ar/organisations.tsv';
import outlets from '../../entities/ar/outlets.tsv';
import personLinks from '../../entities/ar/person-links.txt';
import persons from '../../entities/ar/persons.txt';
import placeHeads from '../../entities/ar/place-heads.tsv';
import places from '../../entities/ar/places.tsv';
import regions from '../../entities/ar/regions.tsv';
import titleModifiers from '../../entities/ar/title-modifiers.txt';
import titles from '../../entities/ar/titles.txt';
import towns from '../../entities/ar/towns.tsv';
import { linesOf, rowsOf, wordsOf } from '../../entities/data.ts';
import {
  COMMON,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  LINK_WITHIN,
  MISC_HEAD,
  MISC_HEAD_KINDS,
  MODIFIER,
  NATIONALITY,
  NO_NAME,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_HEAD_KINDS,
  ORG_TOPIC,
  PHRASE,
  PHRASE_PART,
  PLACE_HEAD,
  PLACE_HEAD_KINDS,
  SENSE_KINDS,
  type SenseKind,
  TITLE,
  TYPE_LETTERS,
} from '../../entities/lists.ts';
import { foldKey } from '../../text/index.ts';

interface WordRow {
  flags: number;
  longest: number;
  /** `n:SY`, `o:full inner`, `p:bare`, `m:place`. */
  notes: Set<string>;
}

interface SenseRow {
  type: keyof typeof TYPE_LETTERS;
  kind: SenseKind;
  iso: string;
  name: string;
  ambiguous: boolean;
  places: string[];
}

/** Heads that are no part of the name that they stand before: `تنظيم القاعدة` is listed, القاعدة is the name. */
const BARE_HEADS = ['تنظيم ', 'حركة '];
const SHORTEST_PLACE = 3;

/** The two compiled lists, as texts. */
export function compileLists(): { words: string; phrases: string } {
  const phrases = collectPhrases();
  return { words: formatWords(collectWords(phrases)), phrases: formatPhrases(phrases) };
}

/** A name as the texts' tokens spell it: keys joined by blanks. */
function phraseKey(name: string): string {
  return foldKey(name).replace(/[-.]/g, ' ').replace(/ +/g, ' ').trim();
}

type Phrases = Map<string, SenseRow[]>;

/** The lists in the order in which their names are entered: the first sense of a name is the one that counts. */
function collectPhrases(): Phrases {
  const phrases: Phrases = new Map();
  for (const enter of [countryNames, regionNames, placeNames, townNames, bodies, outletNames, personNames, works])
    enter(phrases);
  return phrases;
}

function add(phrases: Phrases, name: string, sense: Omit<SenseRow, 'places'>, places: string[] = []): void {
  const key = phraseKey(name);
  const senses = phrases.get(key);
  if (!senses) phrases.set(key, [{ ...sense, places }]);
  else if (!senses.some((other) => other.type === sense.type && (other.kind === sense.kind || sense.type === 'LOC')))
    senses.push({ ...sense, places });
}

const placeCalled = (phrases: Phrases, name: string): SenseRow | undefined =>
  phrases.get(phraseKey(name))?.find((sense) => sense.type === 'LOC');

function countryNames(phrases: Phrases): void {
  for (const { cells, fail } of rowsOf('countries.tsv', countries, 2)) {
    const list = (cells[1] || fail('no name')).split('|');
    const iso = cells[0]!.slice(0, 2);
    for (const name of list)
      add(phrases, name, { type: 'LOC', kind: 'country', iso, name: list[0]!, ambiguous: false });
  }
}

const ambiguous = new Set(wordsOf(ambiguousPlaces));

function regionNames(phrases: Phrases): void {
  for (const { cells } of rowsOf('regions.tsv', regions, 2)) {
    const list = cells[0]!.split('|');
    for (const name of list) {
      const doubtful = ambiguous.has(phraseKey(name));
      add(phrases, name, { type: 'LOC', kind: 'region', iso: cells[1]!, name: list[0]!, ambiguous: doubtful });
    }
  }
}

function placeNames(phrases: Phrases): void {
  const never = new Set(wordsOf(noPlaces));
  for (const { cells, fail } of rowsOf('places.tsv', places, 7)) {
    if (!/^\d+$/.test(cells[1]!)) fail('no GeoNames id');
    const place = cells.slice(1).join(',');
    const list = cells[0]!.split('|');
    for (const name of list) {
      const key = phraseKey(name);
      if (key.length < SHORTEST_PLACE || never.has(key)) continue;
      const known = placeCalled(phrases, name);
      if (!known) {
        const sense = { iso: cells[2]!, name: list[0]!, ambiguous: ambiguous.has(key) };
        add(phrases, name, { type: 'LOC', kind: 'city', ...sense }, [place]);
      } else if (!known.places.includes(place)) known.places.push(place);
    }
  }
}

function townNames(phrases: Phrases): void {
  for (const { cells } of rowsOf('towns.tsv', towns, 2)) {
    const doubtful = cells[0]!.endsWith('?');
    const name = doubtful ? cells[0]!.slice(0, -1) : cells[0]!;
    const known = placeCalled(phrases, name);
    if (known) known.ambiguous = doubtful;
    else add(phrases, name, { type: 'LOC', kind: 'city', iso: cells[1]!, name, ambiguous: doubtful });
  }
}

function bodies(phrases: Phrases): void {
  for (const { cells, fail } of rowsOf('organisations.tsv', organisations, 3)) {
    const kind = cells[1] as SenseKind;
    if (!SENSE_KINDS.includes(kind)) fail(`unknown kind ${kind}`);
    const list = (cells[0] || fail('no name')).split('|');
    for (const listed of list) {
      const doubtful = listed.startsWith('?');
      const name = doubtful ? listed.slice(1) : listed;
      const head = BARE_HEADS.find((prefix) => name.startsWith(prefix) && isBareName(name.slice(prefix.length), list));
      const bare = head ? name.slice(head.length) : name;
      const guessed = head !== undefined && !list.includes(bare);
      const usual = list[0]!.replace('?', '');
      add(phrases, bare, { type: 'ORG', kind, iso: cells[2]!, name: usual, ambiguous: doubtful || guessed });
    }
  }
}

function outletNames(phrases: Phrases): void {
  for (const { cells } of rowsOf('outlets.tsv', outlets, 3)) {
    const list = cells[0]!.split('|');
    const doubtful = cells[1]!.startsWith('?');
    for (const name of list) {
      const common = doubtful && (!name.includes(' ') || placeCalled(phrases, name) !== undefined);
      add(phrases, name, { type: 'ORG', kind: 'media', iso: cells[2]!, name: list[0]!, ambiguous: common });
    }
  }
}

function personNames(phrases: Phrases): void {
  for (const line of linesOf(persons)) {
    const list = line.split('|');
    for (const name of list)
      if (!name.endsWith('?'))
        add(phrases, name, { type: 'PER', kind: 'person', iso: '-', name: list[0]!, ambiguous: false });
  }
}

function works(phrases: Phrases): void {
  for (const line of linesOf(miscNames)) {
    const list = line.split('|');
    for (const name of list)
      add(phrases, name, { type: 'MISC', kind: 'misc', iso: '-', name: list[0]!, ambiguous: false });
  }
}

/** `النهضة` of `حركة النهضة`: one word, or listed without the head; `حركة المقاومة الإسلامية` keeps it. */
function isBareName(name: string, list: readonly string[]): boolean {
  return !/\d/.test(name) && (!name.includes(' ') || list.includes(name) || list.includes(`?${name}`));
}

type Words = Map<string, WordRow>;

function collectWords(phrases: ReadonlyMap<string, unknown>): Words {
  const words: Words = new Map();
  for (const word of wordsOf(commonWords)) mark(words, word, COMMON);
  for (const word of wordsOf(functionWords)) mark(words, foldKey(word), FUNCTION);
  for (const word of wordsOf(firstNames)) {
    const doubtful = word.endsWith('?');
    mark(words, foldKey(doubtful ? word.slice(0, -1) : word), doubtful ? GIVEN_OR_WORD : GIVEN);
  }
  for (const word of wordsOf(notNames)) mark(words, foldKey(word), NO_NAME);
  for (const word of wordsOf(titles)) mark(words, foldKey(word), TITLE);
  for (const word of wordsOf(titleModifiers)) mark(words, foldKey(word), MODIFIER);
  for (const word of wordsOf(orgAdjectives)) markForms(words, word, ORG_ADJECTIVE, true);
  for (const word of wordsOf(orgTopics)) markForms(words, word, ORG_TOPIC, false);
  markLinks(words);
  markHeads(words, 'org-heads.tsv', orgHeads, ORG_HEAD, 'o', ORG_HEAD_KINDS);
  markHeads(words, 'place-heads.tsv', placeHeads, PLACE_HEAD, 'p', PLACE_HEAD_KINDS);
  markHeads(words, 'misc-heads.tsv', miscHeads, MISC_HEAD, 'm', MISC_HEAD_KINDS);
  markNationalities(words);
  for (const row of words.values()) {
    if (row.flags & FUNCTION && row.flags & GIVEN) row.flags = (row.flags & ~GIVEN) | GIVEN_OR_WORD;
  }
  for (const key of phrases.keys()) {
    const parts = key.split(' ');
    const row = mark(words, parts[0]!, PHRASE);
    row.longest = Math.max(row.longest, parts.length);
    for (const part of parts.slice(1)) mark(words, part, PHRASE_PART);
  }
  return words;
}

function mark(words: Words, key: string, bit: number): WordRow {
  const row = words.get(key) ?? { flags: 0, longest: 0, notes: new Set() };
  row.flags |= bit;
  words.set(key, row);
  return row;
}

/** With and without the article; adjectives in both genders. */
function markForms(words: Words, word: string, bit: number, feminine: boolean): void {
  const key = foldKey(word);
  for (const form of feminine && !key.endsWith('ه') ? [key, `${key}ه`] : [key]) {
    mark(words, form, bit);
    if (!form.startsWith('ال')) mark(words, `ال${form}`, bit);
  }
}

function markLinks(words: Words): void {
  let link = 0;
  for (const word of wordsOf(personLinks)) {
    if (word === 'pre') link = LINK_BEFORE;
    else if (word === 'mid') link = LINK_WITHIN;
    else mark(words, foldKey(word), link);
  }
}

function markHeads(
  words: Words,
  file: string,
  text: string,
  bit: number,
  letter: string,
  kinds: readonly string[],
): void {
  for (const { cells, fail } of rowsOf(file, text, 2)) {
    if (!kinds.includes(cells[1]!.split(' ')[0]!)) fail(`unknown kind ${cells[1]}`);
    mark(words, foldKey(cells[0]!), bit).notes.add(`${letter}:${cells[1]}`);
  }
}

function markNationalities(words: Words): void {
  for (const { cells } of rowsOf('countries.tsv', countries, 2)) {
    for (const adjective of (cells[2] ?? '').split('|')) {
      if (!adjective || adjective.includes(' ')) continue;
      for (const form of nisbaForms(foldKey(adjective))) {
        const row = mark(words, form, NATIONALITY);
        if (![...row.notes].some((note) => note.startsWith('n:'))) row.notes.add(`n:${cells[0]}`);
      }
    }
  }
}

/** The forms of an adjective of nationality, with and without the article: سوري, سورية, سوريون, سوريين, سوريات, السوري … */
export function nisbaForms(masculine: string): string[] {
  const bare = [masculine, `${masculine}ه`, `${masculine}ون`, `${masculine}ين`, `${masculine}ات`, `${masculine}تين`];
  return [...bare, ...bare.map((form) => `ال${form}`)];
}

/** `key TAB flags TAB longest phrase TAB notes`, empty cells at the end left out, in the order of code units. */
function formatWords(words: ReadonlyMap<string, WordRow>): string {
  return sorted(
    [...words].map(([key, { flags, longest, notes }]) =>
      `${key}\t${flags.toString(36)}\t${longest || ''}\t${[...notes].join(';')}`.replace(/\t+$/, ''),
    ),
  );
}

/** `key TAB sense TAB sense`, a sense as letters of type and kind, `?` if ambiguous, then iso, name and places between bars. */
function formatPhrases(phrases: ReadonlyMap<string, SenseRow[]>): string {
  return sorted(
    [...phrases].map(([key, senses]) => {
      const cells = senses.map(({ type, kind, iso, name, ambiguous, places: rows }) => {
        const code = `${TYPE_LETTERS[type]}${SENSE_KINDS.indexOf(kind).toString(36)}${ambiguous ? '?' : ''}`;
        const usual = phraseKey(name) === key ? '' : phraseKey(name);
        return [code, iso === '-' ? '' : iso, usual, rows.join(';')].join('|').replace(/\|+$/, '');
      });
      return `${key}\t${cells.join('\t')}`;
    }),
  );
}

function sorted(lines: string[]): string {
  return `${lines.sort((a, b) => (a < b ? -1 : 1)).join('\n')}\n`;
}

if (process.argv[1]?.endsWith('lists/compile.ts')) {
  const { words, phrases } = compileLists();
  writeFileSync('src/entities/lists/words.txt', words);
  writeFileSync('src/entities/lists/phrases.txt', phrases);
  console.log(`${words.split('\n').length - 1} words, ${phrases.split('\n').length - 1} phrases`);
}
