import { Ending, type StemClass } from './conjugate.ts';
import type { Gender, GrammaticalNumber, Person } from './types.ts';

/** What an ending says of the word that carries it. */
export interface EndingReading {
  person: Person;
  gender: Gender;
  number: GrammaticalNumber;
  accusative: boolean;
  dialect: boolean;
  /** Object or possessive pronoun at the end. */
  suffix: string;
  /** The ending is written with ة, which the key folds to ه. */
  taMarbuta: boolean;
  /** The bit of `Ending` by which a stem takes it. */
  bit: number;
}

/**
 * An ending: letters of the key, bit of `Ending`, person, gender, number, flags: `a` accusative, `t` written with ة, `d` dialect,
 * `o` takes object pronouns, `l` also the Moroccan ones, `p` takes possessives.
 */
type Row = readonly [
  ending: string,
  bit: number,
  person: Person,
  gender: Gender,
  number: GrammaticalNumber,
  flags?: string,
];

/** Object pronouns on verbs; `وا` drops its alef before them (`اعتبروه`). */
const OBJECTS = ['ه', 'ها', 'هم', 'هن', 'هما', 'ني', 'نا'];
/** Possessive pronouns on nouns; not ـي, which nearly always makes an adjective: `إخباري`, `رئيسي`. */
const POSSESSIVES = ['ه', 'ها', 'هم', 'هن', 'هما', 'نا', 'ك', 'كم'];
/** A noun with each of them: `كلمة` -> `كلمته`, `لقاء` -> `لقاءه`, `لقائه`, `لقاؤه`. */
export function possessed(noun: string): string[] {
  const stem = noun.replace(/ة$/, 'ت');
  const stems = stem.endsWith('ء') ? ['ء', 'ئ', 'ؤ'].map((hamza) => stem.slice(0, -1) + hamza) : [stem];
  return stems.flatMap((one) => POSSESSIVES.map((pronoun) => one + pronoun));
}

/** Moroccan objects and datives: `قلتلو`, `كتنعتو`. */
const DIALECT_OBJECTS = ['و', 'لو', 'لي', 'ليا', 'ليه', 'ليها', 'ليهم', 'لها', 'لهم', 'لينا'];

const PERFECT: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ت', Ending.feminine, 3, 'f', 'sg', 'o'],
  ['وا', Ending.plural, 3, 'm', 'pl', 'o'],
  ['ا', Ending.dual, 3, 'm', 'du', 'o'],
  ['تا', Ending.feminineDual, 3, 'f', 'du'],
  ['ت', Ending.consonantal, 1, null, 'sg', 'ol'],
  ['ن', Ending.consonantal, 3, 'f', 'pl'],
  ['نا', Ending.consonantal, 1, null, 'pl', 'o'],
  ['ات', Ending.feminine, 3, 'f', 'sg', 'd'],
  ['و', Ending.plural, 3, 'm', 'pl', 'd'],
];

/** Of the imperfect the prefix tells person and gender; the rows give those of the prefix ي. */
const IMPERFECT: readonly Row[] = [
  ['', Ending.none, 3, null, 'sg'],
  ['ون', Ending.plural, 3, null, 'pl', 'o'],
  ['وا', Ending.plural, 3, null, 'pl', 'o'],
  ['ان', Ending.dual, 3, null, 'du'],
  ['ا', Ending.dual, 3, null, 'du'],
  ['ن', Ending.consonantal, 3, 'f', 'pl'],
  ['و', Ending.plural, 3, null, 'pl', 'd'],
];

const PARTICIPLE: readonly Row[] = [
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ه', Ending.participleFeminine, 3, 'f', 'sg', 't'],
  ['ين', Ending.plural, 3, 'm', 'pl', 'a'],
  ['تين', Ending.participleFeminine, 3, 'f', 'du', 'a'],
];

const MASDAR: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ات', Ending.soundPlural, 3, 'f', 'pl', 'p'],
];

const NOUN: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ه', Ending.participleFeminine, 3, 'f', 'sg', 't'],
  ['ين', Ending.plural, 3, 'm', 'pl', 'a'],
  ['ون', Ending.plural, 3, 'm', 'pl'],
  ['و', Ending.plural, 3, 'm', 'pl', 'p'],
  ['ي', Ending.plural, 3, 'm', 'pl', 'ap'],
  ['ان', Ending.dual, 3, null, 'du'],
  ['ين', Ending.dual, 3, null, 'du', 'a'],
  ['ان', Ending.feminineDual, 3, 'f', 'du'],
  ['ين', Ending.feminineDual, 3, 'f', 'du', 'a'],
  ['تين', Ending.participleFeminine, 3, 'f', 'du', 'a'],
  ['تان', Ending.participleFeminine, 3, 'f', 'du'],
  ['ات', Ending.soundPlural, 3, 'f', 'pl', 'p'],
];

export type EndingClass = StemClass | 'noun';

const ROWS: Record<EndingClass, readonly Row[]> = {
  perfect: PERFECT,
  imperfect: IMPERFECT,
  participle: PARTICIPLE,
  masdar: MASDAR,
  noun: NOUN,
};

/** What may follow a stem of each class: the endings by themselves, and the readings of those that were met, with their pronouns. */
interface Endings {
  bare: ReadonlySet<string>;
  readings: Map<string, readonly EndingReading[]>;
}
const ENDINGS = new Map<EndingClass, Endings>();

/**
 * Calls `visit` for every reading of `rest`, what follows a stem that takes the endings in `mask`: `ت` after قالـ is the third
 * person feminine, `وه` after اعتبر is `وا` + ه, `ه` alone is a pronoun.
 */
export function readEnding(
  type: EndingClass,
  mask: number,
  rest: string,
  visit: (reading: EndingReading) => void,
): void {
  if (rest.length > LONGEST) return;
  let known = ENDINGS.get(type);
  if (!known) {
    known = { bare: bareEndings(type), readings: new Map() };
    ENDINGS.set(type, known);
  }
  let readings = known.readings.get(rest);
  if (!readings) {
    // Of some hundred endings an article has a few: they are put together where they are met, and nothing else is kept.
    if (!isEnding(known.bare, rest)) return;
    readings = readingsOf(type, rest);
    known.readings.set(rest, readings);
  }
  for (let i = 0; i < readings.length; i++) if (readings[i]!.bit & mask) visit(readings[i]!);
}

/** Letters of the longest ending with a pronoun. */
const LONGEST = 8;

const PRONOUNS: ReadonlySet<string> = new Set([...OBJECTS, ...POSSESSIVES, ...DIALECT_OBJECTS]);

/** The letters of all endings, a bit for the five low bits of each. */
const LETTERS = [...PRONOUNS, ...Object.values(ROWS).flatMap((rows) => rows.map(([ending]) => ending))]
  .join('')
  .split('')
  .reduce((bits, letter) => bits | (1 << (letter.charCodeAt(0) & 31)), 0);

/** Where a key's ending begins at the earliest, by its letters alone: no stem ends before. */
export function endingFrom(key: string): number {
  const most = Math.max(0, key.length - LONGEST);
  let from = key.length;
  while (from > most && ((LETTERS >>> (key.charCodeAt(from - 1) & 31)) & 1) === 1) from--;
  return from;
}

const bareEndings = (type: EndingClass): ReadonlySet<string> =>
  new Set(['', ...ROWS[type].flatMap(([ending]) => [ending, boundOf(ending)])]);

/** Whether this is an ending, with or without a pronoun, or a pronoun alone. */
function isEnding(bare: ReadonlySet<string>, rest: string): boolean {
  if (bare.has(rest)) return true;
  for (let end = 0; end < rest.length; end++)
    if (PRONOUNS.has(rest.slice(end)) && bare.has(rest.slice(0, end))) return true;
  return false;
}

/** `اعتبروا` + ه -> `اعتبروه`. */
const boundOf = (ending: string): string => (ending === 'وا' ? 'و' : ending);

/** All readings of what follows a stem, whatever endings the stem takes. */
function readingsOf(type: EndingClass, rest: string): EndingReading[] {
  const found: EndingReading[] = [];
  const visit = (reading: EndingReading): void => {
    found.push(reading);
  };
  const verbal = type === 'perfect' || type === 'imperfect';
  for (const [ending, bit, person, gender, number, flags = ''] of ROWS[type]) {
    const reading = (suffix: string, dialect: boolean): EndingReading => ({
      person,
      gender,
      number,
      accusative: flags.includes('a'),
      dialect: dialect || flags.includes('d'),
      suffix,
      taMarbuta: flags.includes('t'),
      bit,
    });
    if (rest === ending) visit(reading('', false));
    const bound = boundOf(ending);
    if (rest.length <= bound.length || !rest.startsWith(bound)) continue;
    const suffix = rest.slice(bound.length);
    if (flags.includes('o')) {
      if (OBJECTS.includes(suffix)) visit(reading(suffix, false));
      if (flags.includes('l') && DIALECT_OBJECTS.includes(suffix)) visit(reading(suffix, true));
    } else if (flags.includes('p') && POSSESSIVES.includes(suffix)) visit(reading(suffix, false));
  }
  if (rest === '') return found;
  const bare = (dialect: boolean): EndingReading => ({
    person: 3,
    gender: type === 'perfect' || type === 'masdar' ? 'm' : null,
    number: 'sg',
    accusative: false,
    dialect,
    suffix: rest,
    taMarbuta: false,
    bit: Ending.object,
  });
  const pronouns = verbal ? OBJECTS : POSSESSIVES;
  if (pronouns.includes(rest)) visit(bare(false));
  if (type === 'imperfect' && DIALECT_OBJECTS.includes(rest)) visit(bare(true));
  return found;
}
