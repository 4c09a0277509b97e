import { Ending } from './conjugate.ts';
import { nounEndings } from './endings.ts';
import { LexiconError } from './error.ts';
import { keyOf } from './key.ts';
import { createStemTable } from './stem-table.ts';
import type { Gender, GrammaticalNumber, TokenLike, Word, WordKind, WordMatch } from './types.ts';
import { eachLine } from './verb-file.ts';

/** A line `words | plurals | tags | examples`, parsed. */
export interface WordLine {
  words: string;
  plurals: readonly string[];
  tags: readonly string[];
}

/**
 * Reads a word file: fields parted by `|`, the last one (`+ … - …`) holds examples for the tests and is passed over.
 * `columns` is the number of fields before the examples.
 */
export function parseWordLines(text: string, file: string, columns: 1 | 2 | 3): WordLine[] {
  const lines: WordLine[] = [];
  eachLine(text, (line, number) => {
    const fields = line.split('|');
    const words = fields[0]!.trim();
    if (words === '') throw new LexiconError(file, number, 1, 'no word before the first |');
    const given = fields.length > 1 && fields[fields.length - 1]!.trim().startsWith('+') ? fields.length - 1 : fields.length;
    if (given !== columns) throw new LexiconError(file, number, 1, `expected ${columns} fields and examples, found ${given}`);
    const list = (index: number): string[] => {
      const value = fields[index]?.trim() ?? '';
      return value === '' || value === '-' ? [] : value.split(/[\s,]+/);
    };
    const plurals = columns === 3 ? (fields[1]!.trim() === '-' ? [] : fields[1]!.trim().split(',')) : [];
    lines.push({ words, plurals, tags: columns === 1 ? [] : list(columns - 1) });
  });
  return lines;
}

const ALEF = 0x0627;
const LAM = 0x0644;

/** A first word's stem in the table of nominals. */
interface NominalStem {
  word: Word;
  kind: WordKind;
  endings: number;
  gender: Gender;
  number: GrammaticalNumber;
  /** Keys of the words after the first. */
  rest: readonly string[];
}

function genderOf(tags: readonly string[]): { gender: Gender; both: boolean } {
  if (tags.includes('mf')) return { gender: 'm', both: true };
  return { gender: tags.includes('f') ? 'f' : tags.includes('m') ? 'm' : null, both: false };
}

/** The stems of a noun that heads an entry: رئيس, رئيسة; وكالة -> وكالة, وكالتـ. */
function headStems(first: string, both: boolean, plurals: readonly string[]): { stem: string; endings: number }[] {
  if (first.endsWith('ة')) {
    const base = first.slice(0, -1);
    return [
      { stem: first, endings: Ending.none },
      { stem: `${base}ت`, endings: Ending.object | Ending.feminineDual },
    ];
  }
  let endings: number = Ending.none | Ending.object | Ending.accusative | Ending.dual;
  if (both) endings |= Ending.participleFeminine | Ending.soundPlural;
  if (plurals.includes('ون')) endings |= Ending.plural;
  if (plurals.includes('ات')) endings |= Ending.soundPlural;
  return [{ stem: first, endings }];
}

/** A later word of an entry agrees with the first: it may take the article, ـة, ـاً; `أميناً عاماً`, `الأمينة العامة`. */
function agrees(want: string, have: string): boolean {
  if (want === have) return true;
  const bare = have.startsWith('ال') ? have.slice(2) : have;
  return bare === want || bare === `${want}ه` || bare === `${want}ا`;
}

/** Lookup of words that decline: roles, sources, outlets. */
export interface NominalTable {
  add(kind: WordKind, line: WordLine): void;
  match(kind: WordKind, tokens: readonly TokenLike[], at: number): WordMatch | null;
}

export function createNominalTable(expected: number): NominalTable {
  const stems: NominalStem[] = [];
  const table = createStemTable(expected * 4);
  const endings = nounEndings();

  function put(kind: WordKind, word: Word, spelled: string, mask: number, gender: Gender, number: GrammaticalNumber): void {
    const [first = '', ...rest] = spelled.split(' ').map(keyOf);
    if (table.add(first, stems.length)) stems.push({ word, kind, endings: mask, gender, number, rest });
  }

  let kindWanted: WordKind = 'role';
  let tokens: readonly TokenLike[] = [];
  let at = 0;
  let key = '';
  let proclitic = 0;
  let start = 0;
  let definite = false;
  let best: WordMatch | null = null;

  function visit(index: number, end: number): void {
    const stem = stems[index]!;
    if (stem.kind !== kindWanted) return;
    const readings = endings.get(end === key.length ? '' : key.slice(end));
    if (!readings) return;
    const last = at + 1 + stem.rest.length;
    if (last > tokens.length || (best && best.last >= last)) return;
    for (let i = 0; i < stem.rest.length; i++) if (!agrees(stem.rest[i]!, tokens[at + 1 + i]!.key)) return;
    for (const reading of readings) {
      if ((reading.bit & stem.endings) === 0) continue;
      if (definite && reading.suffix !== '') continue;
      const plain = reading.bit === Ending.none || reading.bit === Ending.object || reading.bit === Ending.accusative;
      best = {
        word: stem.word,
        first: at,
        last,
        prefix: proclitic,
        proclitic: key.slice(0, proclitic),
        definite,
        suffix: reading.suffix,
        gender: plain ? stem.gender : reading.gender ?? stem.gender,
        number: plain ? stem.number : reading.number,
      };
      return;
    }
  }

  function walk(from: number, procliticLength: number, article: boolean): void {
    start = from;
    proclitic = procliticLength;
    definite = article;
    table.walk(key, start, visit);
  }

  /** With and without the article: `رئيس`, `الرئيس`, `للرئيس`, `بالرئيس`, `ورئيس`. */
  function scan(from: number): void {
    walk(from, from, false);
    const letter = key.charCodeAt(from);
    const next = key.charCodeAt(from + 1);
    if (letter === ALEF && next === LAM) walk(from + 2, from, true);
    else if (letter === LAM && next === LAM) walk(from + 2, from + 1, true);
    if (letter === LAM || letter === 0x0628 || letter === 0x0643) {
      walk(from + 1, from + 1, false);
      if (next === ALEF && key.charCodeAt(from + 2) === LAM) walk(from + 3, from + 1, true);
    }
  }

  return {
    add(kind, { words, plurals, tags }) {
      const { gender, both } = genderOf(tags);
      const [first = '', ...others] = words.split(' ');
      const word: Word = { text: words, keys: words.split(' ').map(keyOf), tags, kind };
      const tail = others.length > 0 ? ` ${others.join(' ')}` : '';
      for (const { stem, endings: mask } of headStems(first, both, plurals)) {
        put(kind, word, stem + tail, mask, gender, 'sg');
      }
      for (const plural of plurals) {
        if (plural === 'ون' || plural === 'ات') continue;
        const mask = Ending.none | Ending.object | Ending.accusative;
        put(kind, word, plural.trim(), mask, gender, 'pl');
      }
    },
    match(kind, list, index) {
      const token = list[index];
      if (!token || token.key.length < 1) return null;
      kindWanted = kind;
      tokens = list;
      at = index;
      key = token.key;
      best = null;
      scan(0);
      const letter = key.charCodeAt(0);
      if (letter === 0x0648 || letter === 0x0641) scan(1);
      const found: WordMatch | null = best;
      best = null;
      return found;
    },
  };
}

/** Lookup of fixed phrases: attribution heads, openers, formulas. */
export interface PhraseTable {
  add(kind: WordKind, line: WordLine): void;
  match(kind: WordKind, tokens: readonly TokenLike[], at: number): WordMatch | null;
  is(kind: WordKind, key: string): boolean;
}

const PRONOUNS = ['هما', 'ها', 'هم', 'هن', 'نا', 'كم', 'ه', 'ي', 'ك'];

export function createPhraseTable(): PhraseTable {
  const byKind = new Map<string, Map<string, Word[]>>();
  const singles = new Map<string, Set<string>>();

  /** Length of the match of `word` at `at`, its first key being compared from character `from`; the pronoun on its last word. */
  function fits(word: Word, tokens: readonly TokenLike[], at: number): { last: number; suffix: string } | null {
    const { keys } = word;
    const end = at + keys.length;
    if (end > tokens.length) return null;
    for (let i = 1; i < keys.length - 1; i++) if (tokens[at + i]!.key !== keys[i]) return null;
    if (keys.length === 1) return { last: end, suffix: '' };
    const have = tokens[end - 1]!.key;
    const want = keys[keys.length - 1]!;
    if (have === want) return { last: end, suffix: '' };
    if (!word.tags.includes('pronoun') || !have.startsWith(want)) return null;
    const suffix = have.slice(want.length);
    return PRONOUNS.includes(suffix) ? { last: end, suffix } : null;
  }

  function find(kind: WordKind, tokens: readonly TokenLike[], at: number, prefix: number): WordMatch | null {
    const table = byKind.get(kind);
    if (!table) return null;
    const key = tokens[at]!.key;
    const first = prefix === 0 ? key : key.slice(prefix);
    let best: WordMatch | null = null;
    const consider = (words: readonly Word[] | undefined, pronoun: string): void => {
      if (!words) return;
      for (const word of words) {
        if (pronoun !== '' && (word.keys.length > 1 || !word.tags.includes('pronoun'))) continue;
        const fit = fits(word, tokens, at);
        if (!fit || (best && best.last >= fit.last)) continue;
        best = {
          word,
          first: at,
          last: fit.last,
          prefix,
          proclitic: key.slice(0, prefix),
          definite: false,
          suffix: pronoun || fit.suffix,
          gender: null,
          number: null,
        };
      }
    };
    consider(table.get(first), '');
    if (!best) for (const suffix of PRONOUNS) if (first.endsWith(suffix)) consider(table.get(first.slice(0, -suffix.length)), suffix);
    return best;
  }

  return {
    add(kind, { words, tags }) {
      const keys = words.split(' ').map(keyOf);
      const word: Word = { text: words, keys, tags, kind };
      let table = byKind.get(kind);
      if (!table) byKind.set(kind, (table = new Map()));
      const list = table.get(keys[0]!);
      if (list) list.push(word);
      else table.set(keys[0]!, [word]);
      if (keys.length === 1) {
        let set = singles.get(kind);
        if (!set) singles.set(kind, (set = new Set()));
        set.add(keys[0]!);
      }
    },
    match(kind, tokens, at) {
      const token = tokens[at];
      if (!token) return null;
      const whole = find(kind, tokens, at, 0);
      if (whole) return whole;
      const letter = token.key.charCodeAt(0);
      return letter === 0x0648 || letter === 0x0641 ? find(kind, tokens, at, 1) : null;
    },
    is: (kind, key) => singles.get(kind)?.has(key) ?? false,
  };
}
