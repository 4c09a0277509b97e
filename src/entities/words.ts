import { foldKey } from '../text/index.ts';
import commonWords from './ar/common-words.txt';
import firstNames from './ar/first-names.txt';
import functionWords from './ar/function-words.txt';
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
export const LINK_BEFORE = 256;
export const LINK_WITHIN = 512;
/** Begins a phrase of the gazetteer. */
export const PHRASE = 1024;
export const PLACE_HEAD = 2048;
export const PLACE_HEAD_PART = 4096;
export const ORG_HEAD = 8192;
export const DEFINITE = 16384;

export type OrgHeadKind = 'full' | 'state' | 'marked' | 'bare' | 'common' | 'place';

/** One way to read a token: letters of proclitics cut off, the key of what remains, what is known of it. */
export interface Reading {
  cut: number;
  key: string;
  flags: number;
  /** The letters cut off: `و`, `بال` never: the article stays. */
  clitics: string;
}

export interface Word {
  key: string;
  /** The word as it stands. */
  bare: Reading;
  /** With clitics cut off where the rest is known; the bare one first. */
  readings: readonly Reading[];
}

let flags: Map<string, number> | null = null;
let headKinds: Map<string, OrgHeadKind> | null = null;

function mark(map: Map<string, number>, key: string, bit: number): void {
  map.set(key, (map.get(key) ?? 0) | bit);
}

/** Adds a noun or adjective with and without article, masculine and feminine. */
function markForms(map: Map<string, number>, word: string, bit: number, feminine: boolean): void {
  const key = foldKey(word);
  const forms = feminine && !key.endsWith('ه') ? [key, `${key}ه`] : [key];
  for (const form of forms) {
    mark(map, form, bit);
    if (!form.startsWith('ال')) mark(map, `ال${form}`, bit);
  }
}

function build(): Map<string, number> {
  const map = new Map<string, number>();
  for (const word of wordsOf(commonWords)) mark(map, word, COMMON);
  for (const word of wordsOf(functionWords)) mark(map, foldKey(word), FUNCTION);
  for (const word of wordsOf(firstNames)) {
    const doubtful = word.endsWith('?');
    const key = foldKey(doubtful ? word.slice(0, -1) : word);
    mark(map, key, doubtful ? GIVEN_OR_WORD : GIVEN);
  }
  for (const word of wordsOf(titles)) mark(map, foldKey(word), TITLE);
  for (const word of wordsOf(orgAdjectives)) markForms(map, word, ORG_ADJECTIVE, true);
  for (const word of wordsOf(orgTopics)) markForms(map, word, ORG_TOPIC, false);
  let kind = 0;
  for (const word of wordsOf(personLinks)) {
    if (word === 'pre') kind = LINK_BEFORE;
    else if (word === 'mid') kind = LINK_WITHIN;
    else mark(map, foldKey(word), kind);
  }
  headKinds = new Map();
  for (const { cells } of rowsOf('org-heads.tsv', orgHeads, 2)) {
    const key = foldKey(cells[0]!);
    mark(map, key, ORG_HEAD);
    headKinds.set(key, cells[1] as OrgHeadKind);
  }
  for (const { cells } of rowsOf('place-heads.tsv', placeHeads, 2))
    mark(map, foldKey(cells[0]!), cells[1] === 'part' ? PLACE_HEAD_PART : PLACE_HEAD);
  const { longest, nationalities } = gazetteer();
  for (const key of nationalities.keys()) mark(map, key, NATIONALITY);
  for (const key of longest.keys()) mark(map, key, PHRASE);
  return map;
}

export function flagsOf(key: string): number {
  flags ??= build();
  return (flags.get(key) ?? 0) | (key.startsWith('ال') && key.length > 3 ? DEFINITE : 0);
}

export function orgHeadKind(key: string): OrgHeadKind | null {
  flags ??= build();
  return headKinds?.get(key) ?? null;
}

const REMEMBERED = 60_000;
let remembered = new Map<string, Word>();

/** What is known of a word; remembered, since a few thousand words make up most of any text. */
export function wordOf(key: string): Word {
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered = new Map();
  const bare: Reading = { cut: 0, key, flags: flagsOf(key), clitics: '' };
  const readings = [bare];
  if (!(bare.flags & (PHRASE | GIVEN | FUNCTION | NATIONALITY)) || (bare.flags & PHRASE && bare.flags & COMMON)) {
    for (const [cut, rest] of withoutProclitics(key)) {
      const restFlags = flagsOf(rest);
      const worth = bare.flags & COMMON ? restFlags & ~(COMMON | GIVEN_OR_WORD | DEFINITE) : restFlags & ~COMMON;
      if (worth) readings.push({ cut, key: rest, flags: restFlags, clitics: key.slice(0, cut) });
    }
  }
  const word: Word = { key, bare, readings };
  remembered.set(key, word);
  return word;
}

/** Ways to cut conjunction and preposition off: `وللعراق` -> العراق after two letters. The article is never cut. */
function withoutProclitics(key: string): [cut: number, rest: string][] {
  const found: [number, string][] = [];
  const bases: [number, string][] = [[0, key]];
  const head = key[0];
  if ((head === 'و' || head === 'ف') && key.length >= 4) {
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
