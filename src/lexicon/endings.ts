import { Ending, type StemClass } from './conjugate.ts';
import type { Gender, GrammaticalNumber, Person } from './types.ts';

/** What an ending says of the word that carries it. */
export interface EndingReading {
  /** One of the bits of `Ending`. */
  bit: number;
  person: Person;
  gender: Gender;
  number: GrammaticalNumber;
  case?: 'acc';
  dialect?: true;
  /** Object or possessive pronoun at the end. */
  suffix: string;
  /** The ending is written with ة, which the key folds to ه. */
  taMarbuta?: true;
}

type Row = readonly [
  ending: string,
  bit: number,
  person: Person,
  gender: Gender,
  number: GrammaticalNumber,
  flags?: string,
];

/** Object pronouns on verbs; `وا` drops its alef before them (`اعتبروه`). */
const OBJECTS = ['ه', 'ها', 'هم', 'هن', 'هما', 'ني', 'نا', 'ك', 'كم'];
/** Possessive pronouns on nouns. */
const POSSESSIVES = ['ه', 'ها', 'هم', 'هن', 'هما', 'ي', 'نا', 'ك', 'كم'];
/** Moroccan datives and objects: `قالو ليه`, `قلتلو`, `كتنعتو`. */
const DIALECT_OBJECTS = ['و', 'لو', 'لي', 'ليا', 'ليه', 'ليها', 'ليهم', 'لها', 'لهم', 'لينا'];

const PERFECT: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ت', Ending.feminine, 3, 'f', 'sg', 'o'],
  ['وا', Ending.plural, 3, 'm', 'pl', 'o'],
  ['ا', Ending.dual, 3, 'm', 'du', 'o'],
  ['تا', Ending.feminineDual, 3, 'f', 'du'],
  ['ت', Ending.consonantal, 1, null, 'sg', 'o'],
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
  ['', Ending.none, 3, 'm', 'sg'],
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ه', Ending.participleFeminine, 3, 'f', 'sg', 't'],
  ['ين', Ending.plural, 3, 'm', 'pl', 'a'],
  ['ون', Ending.plural, 3, 'm', 'pl'],
  ['و', Ending.plural, 3, 'm', 'pl'],
  ['ي', Ending.plural, 3, 'm', 'pl', 'a'],
  ['ان', Ending.dual, 3, 'm', 'du'],
  ['تين', Ending.participleFeminine, 3, 'f', 'du', 'a'],
  ['تان', Ending.participleFeminine, 3, 'f', 'du'],
  ['ات', Ending.soundPlural, 3, 'f', 'pl'],
];

const MASDAR: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ات', Ending.soundPlural, 3, 'f', 'pl', 'p'],
];

function build(
  rows: readonly Row[],
  bareObjects: readonly string[],
  objectGender: Gender,
): Map<string, EndingReading[]> {
  const table = new Map<string, EndingReading[]>();
  const put = (ending: string, reading: EndingReading): void => {
    const list = table.get(ending);
    if (list) list.push(reading);
    else table.set(ending, [reading]);
  };
  for (const [ending, bit, person, gender, number, flags = ''] of rows) {
    const reading: EndingReading = { bit, person, gender, number, suffix: '' };
    if (flags.includes('a')) reading.case = 'acc';
    if (flags.includes('d')) reading.dialect = true;
    if (flags.includes('t')) reading.taMarbuta = true;
    put(ending, reading);
    const bound = ending === 'وا' ? 'و' : ending;
    if (flags.includes('o')) {
      for (const suffix of OBJECTS) put(bound + suffix, { ...reading, suffix });
      for (const suffix of DIALECT_OBJECTS) put(bound + suffix, { ...reading, suffix, dialect: true });
    }
    if (flags.includes('p')) for (const suffix of POSSESSIVES) put(bound + suffix, { ...reading, suffix });
  }
  for (const suffix of bareObjects) {
    put(suffix, { bit: Ending.object, person: 3, gender: objectGender, number: 'sg', suffix });
  }
  return table;
}

function withDialectObjects(table: Map<string, EndingReading[]>, gender: Gender): Map<string, EndingReading[]> {
  for (const suffix of DIALECT_OBJECTS) {
    const reading: EndingReading = { bit: Ending.object, person: 3, gender, number: 'sg', suffix, dialect: true };
    table.set(suffix, [...(table.get(suffix) ?? []), reading]);
  }
  return table;
}

/** Endings of each class of stem, with the pronouns that may follow, by the letters of the key. */
export function endingTables(): Record<StemClass, ReadonlyMap<string, readonly EndingReading[]>> {
  return {
    perfect: withDialectObjects(build(PERFECT, OBJECTS, 'm'), 'm'),
    imperfect: withDialectObjects(build(IMPERFECT, OBJECTS, null), null),
    participle: build(PARTICIPLE, OBJECTS, 'm'),
    masdar: build(MASDAR, POSSESSIVES, 'm'),
  };
}

const NOUN: readonly Row[] = [
  ['', Ending.none, 3, 'm', 'sg'],
  ['ا', Ending.accusative, 3, 'm', 'sg', 'a'],
  ['ه', Ending.participleFeminine, 3, 'f', 'sg', 't'],
  ['ين', Ending.plural, 3, 'm', 'pl', 'a'],
  ['ون', Ending.plural, 3, 'm', 'pl'],
  ['و', Ending.plural, 3, 'm', 'pl'],
  ['ي', Ending.plural, 3, 'm', 'pl', 'a'],
  ['ان', Ending.dual, 3, null, 'du'],
  ['ين', Ending.dual, 3, null, 'du', 'a'],
  ['ان', Ending.feminineDual, 3, 'f', 'du'],
  ['ين', Ending.feminineDual, 3, 'f', 'du', 'a'],
  ['تين', Ending.participleFeminine, 3, 'f', 'du', 'a'],
  ['تان', Ending.participleFeminine, 3, 'f', 'du'],
  ['ات', Ending.soundPlural, 3, 'f', 'pl', 'p'],
];

/** Endings of nouns that name roles, sources, outlets: `متحدثة`, `مسؤولون`, `وكالتان`, `مراسلنا`. */
export function nounEndings(): ReadonlyMap<string, readonly EndingReading[]> {
  return build(NOUN, POSSESSIVES, null);
}
