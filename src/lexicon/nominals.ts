import { Ending } from './conjugate.ts';
import { type EndingReading, endingFrom, readEnding } from './endings.ts';
import { keyOf } from './key.ts';
import { spellingCost } from './spelling.ts';
import { layOutStems, type StemColumns, stemTable } from './stem-table.ts';
import {
  GENDERS,
  type Gender,
  type GrammaticalNumber,
  NUMBERS,
  type TokenLike,
  type Word,
  type WordKind,
  type WordMatch,
} from './types.ts';
import type { WordLine } from './word-file.ts';

/** Lookup of one class of words. */
export interface WordTable {
  match(tokens: readonly TokenLike[], at: number): WordMatch | null;
  /** Whether an entry may begin with a word of this key: of nearly all words none does, and then `match` need not look. */
  begins(key: string): boolean;
}

/** The first word of an entry in one of its numbers, with the words after it. */
interface Head {
  word: Word;
  endings: number;
  gender: Gender;
  number: GrammaticalNumber;
  /** First word as spelled. */
  spelled: string;
  /** The keys of the words after the first. */
  rest: readonly string[];
}

const ALEF = 0x0627;
const BEH = 0x0628;
const FEH = 0x0641;
const KAF = 0x0643;
const LAM = 0x0644;
const WAW = 0x0648;

const NO_WORDS: readonly string[] = [];

/** A later word of an entry agrees with the first: it may take the article, ـة, ـاً; `أميناً عاماً`, `الأمينة العامة`. */
function agrees(want: string, have: string): boolean {
  if (want === have) return true;
  const bare = have.startsWith('ال') ? have.slice(2) : have;
  return bare === want || bare === `${want}ه` || bare === `${want}ا`;
}

/** A type, and no interface: it stands among a table's columns. */
export type NominalColumns = StemColumns & {
  /** A line for each entry: as listed, and its tags, apart by blanks, behind a tab. */
  entries: string;
  /** A line for each head: its first word as spelled, and the words after it. */
  spellings: string;
  tails: string;
  /** Of each head its entry, endings, and gender and number by their places. */
  entryOf: Uint16Array;
  endings: Uint16Array;
  genders: Uint8Array;
  numberOf: Uint8Array;
};

/** A head before it is laid out. */
interface Listed extends Omit<Head, 'word' | 'rest'> {
  entry: number;
  tail: string;
}

/**
 * The heads of a class whose words decline. An entry lists its singular; the article, proclitics, pronouns, duals, ـاً,
 * and for `mf` the feminine are read by rule: from `رئيس` also `للرئيسة`, `رئيساً`, `رئيسها`.
 */
function listedHeads(lines: readonly WordLine[]): Listed[] {
  const heads: Listed[] = [];

  function add(entry: number, spelled: string, endings: number, gender: Gender, number: 'sg' | 'pl'): void {
    const space = spelled.indexOf(' ');
    const first = space < 0 ? spelled : spelled.slice(0, space);
    const tail = space < 0 ? '' : spelled.slice(space + 1);
    const put = (stem: string, mask: number): void => {
      heads.push({ entry, spelled: stem, tail, endings: mask, gender, number });
    };
    if (number === 'sg' && first.endsWith('ة')) {
      put(first, Ending.none);
      if (endings !== Ending.none) put(`${first.slice(0, -1)}ت`, Ending.object | Ending.feminineDual);
    } else put(first, endings);
    if (first.endsWith('ء')) for (const seat of 'ئؤ') put(`${first.slice(0, -1)}${seat}`, endings & Ending.object);
  }

  for (const [entry, { words, plurals, tags }] of lines.entries()) {
    const both = tags.includes('mf');
    const gender: Gender = both || tags.includes('m') ? 'm' : tags.includes('f') ? 'f' : null;
    let endings: number = Ending.none;
    if (!tags.includes('name') && !tags.includes('fixed')) endings |= Ending.object | Ending.accusative | Ending.dual;
    if (both) endings |= Ending.participleFeminine | Ending.soundPlural;
    for (const plural of plurals) {
      if (plural === 'ون') endings |= Ending.plural;
      else if (plural === 'ات') endings |= Ending.soundPlural;
      else add(entry, plural, Ending.none | Ending.object | Ending.accusative, gender, 'pl');
    }
    add(entry, words, endings, gender, 'sg');
  }
  return heads;
}

/** Lays out a class whose words decline. */
export function layOutNominals(lines: readonly WordLine[]): NominalColumns {
  const heads = listedHeads(lines);
  const spellings = heads.map(({ spelled }) => spelled);
  return {
    entries: lines.map(({ words, tags }) => `${words}\t${tags.join(' ')}`).join('\n'),
    spellings: spellings.join('\n'),
    tails: heads.map(({ tail }) => tail).join('\n'),
    entryOf: Uint16Array.from(heads, ({ entry }) => entry),
    endings: Uint16Array.from(heads, ({ endings }) => endings),
    genders: Uint8Array.from(heads, ({ gender }) => GENDERS.indexOf(gender)),
    numberOf: Uint8Array.from(heads, ({ number }) => NUMBERS.indexOf(number)),
    ...layOutStems(spellings),
  };
}

/** The heads of a class that was laid out, each made when it is first met. */
function headsOf(kind: WordKind, columns: NominalColumns): (index: number) => Head {
  const entries = columns.entries.split('\n');
  const spellings = columns.spellings.split('\n');
  const tails = columns.tails.split('\n');
  const words: Word[] = [];
  const wordOf = (entry: number): Word => {
    const [text = '', tags = ''] = entries[entry]!.split('\t');
    words[entry] ??= { kind, text, tags: tags === '' ? NO_WORDS : tags.split(' ') };
    return words[entry];
  };
  const heads = new Array<Head | null>(spellings.length).fill(null);
  return (index) => {
    const known = heads[index];
    if (known) return known;
    const tail = tails[index]!;
    const head: Head = {
      word: wordOf(columns.entryOf[index]!),
      endings: columns.endings[index]!,
      gender: GENDERS[columns.genders[index]!]!,
      number: NUMBERS[columns.numberOf[index]!]!,
      spelled: spellings[index]!,
      rest: tail === '' ? NO_WORDS : keyOf(tail).split(' '),
    };
    heads[index] = head;
    return head;
  };
}

/** The lookup of a class that was laid out. */
export function nominalTable(kind: WordKind, columns: NominalColumns): WordTable {
  const headOf = headsOf(kind, columns);
  const table = stemTable(columns);

  // The state of one call: `visit` and `consider` are made once, so that a token of another class allocates nothing.
  let tokens: readonly TokenLike[] = [];
  let at = 0;
  let key = '';
  let least = 0;
  let proclitic = 0;
  let definite = false;
  let head: Head;
  let end = 0;
  let form = '';
  let start = 0;
  let ending = '';
  let bestCost = 0;
  let spelling = 0;
  let best: WordMatch | null = null;

  function visit(index: number, stemEnd: number): void {
    head = headOf(index);
    const { rest } = head;
    end = at + 1 + rest.length;
    if (end > tokens.length || (best && best.last > end)) return;
    for (let i = 0; i < rest.length; i++) if (!agrees(rest[i]!, tokens[at + 1 + i]!.key)) return;
    spelling = spellingCost(head.spelled, form, start);
    if (spelling < 0) return;
    ending = stemEnd === key.length ? '' : key.slice(stemEnd);
    readEnding('noun', head.endings, ending, consider);
  }

  /** Takes the reading where it is longer than the best so far, or as long at less cost: `منظمة` before منظم + ة, `ابنه` as his son. */
  function consider(reading: EndingReading): void {
    if (definite && reading.suffix !== '') return;
    const cost = 2 * spelling + ending.length;
    if (best && (best.last > end || (best.last === end && bestCost <= cost))) return;
    const finalTa = form.endsWith('ة');
    if (reading.taMarbuta ? ending === 'ه' && !finalTa && !definite : finalTa && ending !== '') return;
    const plain = reading.bit === Ending.none || reading.bit === Ending.object || reading.bit === Ending.accusative;
    bestCost = cost;
    best = {
      word: head.word,
      first: at,
      last: end,
      prefix: proclitic,
      proclitic: key.slice(0, proclitic),
      definite,
      suffix: reading.suffix,
      gender: plain ? head.gender : (reading.gender ?? head.gender),
      number: plain ? head.number : reading.number,
    };
  }

  let visitor = visit;
  function walk(from: number, procliticLength: number, article: boolean): void {
    proclitic = procliticLength;
    definite = article;
    start = from;
    table.walk(key, from, visitor, least);
  }

  /** With and without the article: `رئيس`, `الرئيس`, `للرئيس`, `بالرئيس`. */
  function scan(from: number, visited = visit): void {
    visitor = visited;
    walk(from, from, false);
    if (from + 1 >= key.length) return;
    const letter = key.charCodeAt(from);
    const next = key.charCodeAt(from + 1);
    if (letter === ALEF && next === LAM) walk(from + 2, from, true);
    else if (letter === LAM && next === LAM) walk(from + 2, from + 1, true);
    if (letter === LAM || letter === BEH || letter === KAF) {
      walk(from + 1, from + 1, false);
      if (next === ALEF && from + 3 < key.length && key.charCodeAt(from + 2) === LAM) walk(from + 3, from + 1, true);
    }
  }

  let any = false;
  const note = (): void => {
    any = true;
  };

  return {
    begins(word) {
      any = false;
      key = word;
      least = endingFrom(key);
      scan(0, note);
      const letter = key.charCodeAt(0);
      if (letter === WAW || letter === FEH) scan(1, note);
      return any;
    },
    match(list, index) {
      const token = list[index];
      if (!token) return null;
      tokens = list;
      at = index;
      key = token.key;
      least = endingFrom(key);
      form = token.form.length === key.length ? token.form : key;
      best = null;
      scan(0);
      const letter = key.charCodeAt(0);
      if (letter === WAW || letter === FEH) scan(1);
      return best;
    },
  };
}
