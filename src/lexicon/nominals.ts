import { Ending } from './conjugate.ts';
import { type EndingReading, readEnding } from './endings.ts';
import { keyOf } from './key.ts';
import { spellingCost } from './spelling.ts';
import { createStemTable } from './stem-table.ts';
import type { Gender, GrammaticalNumber, TokenLike, Word, WordKind, WordMatch } from './types.ts';
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
  /** The words after the first, as spelled, and their keys once they were needed. */
  tail: string;
  rest: readonly string[] | null;
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

/**
 * Builds the lookup of a class whose words decline. An entry lists its singular; the article, proclitics, pronouns, duals, ـاً,
 * and for `mf` the feminine are read by rule: from `رئيس` also `للرئيسة`, `رئيساً`, `رئيسها`.
 */
export function createNominalTable(kind: WordKind, lines: readonly WordLine[]): WordTable {
  const heads: Head[] = [];

  function add(word: Word, spelled: string, endings: number, gender: Gender, number: GrammaticalNumber): void {
    const space = spelled.indexOf(' ');
    const first = space < 0 ? spelled : spelled.slice(0, space);
    const put = (stem: string, mask: number): void => {
      heads.push({ word, endings: mask, gender, number, spelled: stem, tail, rest: tail === '' ? NO_WORDS : null });
    };
    const tail = space < 0 ? '' : spelled.slice(space + 1);
    if (number === 'sg' && first.endsWith('ة')) {
      put(first, Ending.none);
      if (endings !== Ending.none) put(`${first.slice(0, -1)}ت`, Ending.object | Ending.feminineDual);
    } else put(first, endings);
    if (first.endsWith('ء')) for (const seat of 'ئؤ') put(`${first.slice(0, -1)}${seat}`, endings & Ending.object);
  }

  for (const { words, plurals, tags } of lines) {
    const both = tags.includes('mf');
    const gender: Gender = both || tags.includes('m') ? 'm' : tags.includes('f') ? 'f' : null;
    const word: Word = { kind, text: words, tags };
    let endings: number = Ending.none;
    if (!tags.includes('name') && !tags.includes('fixed')) endings |= Ending.object | Ending.accusative | Ending.dual;
    if (both) endings |= Ending.participleFeminine | Ending.soundPlural;
    for (const plural of plurals) {
      if (plural === 'ون') endings |= Ending.plural;
      else if (plural === 'ات') endings |= Ending.soundPlural;
      else add(word, plural, Ending.none | Ending.object | Ending.accusative, gender, 'pl');
    }
    add(word, words, endings, gender, 'sg');
  }

  const table = createStemTable(heads.map(({ spelled }) => spelled));

  // The state of one call: `visit` and `consider` are made once, so that a token of another class allocates nothing.
  let tokens: readonly TokenLike[] = [];
  let at = 0;
  let key = '';
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
    head = heads[index]!;
    head.rest ??= keyOf(head.tail).split(' ');
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
    table.walk(key, from, visitor);
  }

  /** With and without the article: `رئيس`, `الرئيس`, `للرئيس`, `بالرئيس`. */
  function scan(from: number, visited = visit): void {
    visitor = visited;
    walk(from, from, false);
    const letter = key.charCodeAt(from);
    const next = key.charCodeAt(from + 1);
    if (letter === ALEF && next === LAM) walk(from + 2, from, true);
    else if (letter === LAM && next === LAM) walk(from + 2, from + 1, true);
    if (letter === LAM || letter === BEH || letter === KAF) {
      walk(from + 1, from + 1, false);
      if (next === ALEF && key.charCodeAt(from + 2) === LAM) walk(from + 3, from + 1, true);
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
      form = token.form.length === key.length ? token.form : key;
      best = null;
      scan(0);
      const letter = key.charCodeAt(0);
      if (letter === WAW || letter === FEH) scan(1);
      return best;
    },
  };
}
