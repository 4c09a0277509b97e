import { type EmitStem, nounStems, type StemClass, verbStems } from './conjugate.ts';
import { type EndingReading, endingFrom, readEnding } from './endings.ts';
import { spellingCost } from './spelling.ts';
import { layOutStems, type StemColumns, stemTable } from './stem-table.ts';
import {
  type CueForm,
  type CueKind,
  type CueReading,
  GENDERS,
  type Gender,
  type GrammaticalNumber,
  NUMBERS,
  type Person,
  type Verb,
} from './types.ts';
import type { NounEntry, VerbEntry } from './verb-file.ts';

/** A stem of the table with all that its hits need. */
interface Stem {
  verb: Verb;
  class: StemClass;
  kind: CueKind;
  endings: number;
  jussive: boolean;
  /** As spelled, to tell أ from إ, ى from ي and ة from ه, which keys fold. */
  spelled: string;
  gender: Gender;
  number: GrammaticalNumber;
}

/** `alike`: also what looks like a form and is mostly none (`lookalikes.txt`). */
export type CueReader = (key: string, form: string, alike?: boolean) => readonly CueReading[];

/** Keys, without proclitics and with their ة, of words that look like a form of a reporting verb and are none: `طالبان`, `الادعاء`. */
export type Lookalikes = ReadonlySet<string>;

/** The plain verb of saying. */
const SAYS = 'قال';

const NONE: readonly CueReading[] = Object.freeze([]);

const ALEF = 0x0627;
const BEH = 0x0628;
const TEH = 0x062a;
const SEEN = 0x0633;
const FEH = 0x0641;
const KAF = 0x0643;
const LAM = 0x0644;
const NOON = 0x0646;
const WAW = 0x0648;
const YEH = 0x064a;

/** Person, gender and number of an imperfect from its prefix and ending: `تقول`, `يقولون`, `نقول`. */
function imperfectAgreement(prefix: number, ending: EndingReading): [Person, Gender, GrammaticalNumber] {
  if (prefix === NOON) return [1, null, 'pl'];
  if (prefix === ALEF) return [1, null, 'sg'];
  if (ending.number === 'pl') {
    if (ending.gender === 'f') return [prefix === TEH ? 2 : 3, 'f', 'pl'];
    return [prefix === TEH ? 2 : 3, 'm', 'pl'];
  }
  return [3, prefix === TEH ? 'f' : 'm', ending.number];
}

function rank(reading: CueReading): number {
  const form = reading.form;
  return (form.person === 3 ? 0 : 4) + (form.kind === 'passive' ? 2 : 0) + (form.kind === 'noun' || form.mood ? 1 : 0);
}

const CLASSES: readonly StemClass[] = ['perfect', 'imperfect', 'participle', 'masdar'];
/** By their places: what `walk` asks for. */
const CLASS_BITS = [1, 2, 4, 4];
const KINDS: readonly CueKind[] = ['perfect', 'imperfect', 'passive', 'participle', 'masdar', 'noun'];

/** A type, and no interface: it stands among a table's columns. */
export type CueColumns = StemColumns & {
  /** The verbs and nouns, as JSON. */
  verbs: string;
  /** A line for each stem, as spelled. */
  spellings: string;
  /** Of each stem its verb, class, kind, endings, whether it is a jussive's, and gender and number; by their places. */
  verbOf: Uint16Array;
  classes: Uint8Array;
  kinds: Uint8Array;
  endings: Uint16Array;
  jussives: Uint8Array;
  genders: Uint8Array;
  numberOf: Uint8Array;
};

/** A stem before it is laid out, with the number of its verb or noun. */
interface Listed extends Omit<Stem, 'verb'> {
  entry: number;
}

/** All stems of verbs and nouns, which are numbered one after the other. */
function listedStems(verbs: readonly VerbEntry[], nouns: readonly NounEntry[]): Listed[] {
  const stems: Listed[] = [];
  let entry = 0;
  let noun: GrammaticalNumber | 'verb' = 'verb';
  const emit: EmitStem = (spelled, type, mask, voice, mood) => {
    const feminine = type === 'masdar' && (noun === 'pl' || spelled.endsWith('ة') || spelled.endsWith('ت'));
    stems.push({
      entry,
      class: type,
      kind: voice ?? (noun === 'verb' ? type : 'noun'),
      endings: mask,
      jussive: mood === 'jussive',
      spelled,
      gender: feminine ? 'f' : null,
      number: noun === 'verb' ? null : noun,
    });
  };
  for (const verb of verbs) {
    verbStems(verb, emit);
    entry++;
  }
  for (const { singular, plurals } of nouns) {
    noun = null;
    nounStems(singular, false, emit);
    noun = 'pl';
    for (const plural of plurals) nounStems(plural, false, emit);
    entry++;
  }
  return stems;
}

/** Lays out the stems of verbs and nouns. */
export function layOutCues(verbs: readonly VerbEntry[], nouns: readonly NounEntry[]): CueColumns {
  const stems = listedStems(verbs, nouns);
  const spellings = stems.map(({ spelled }) => spelled);
  return {
    verbs: JSON.stringify([...verbs, ...nouns].map(({ verb }) => verb)),
    spellings: spellings.join('\n'),
    verbOf: Uint16Array.from(stems, ({ entry }) => entry),
    classes: Uint8Array.from(stems, (stem) => CLASSES.indexOf(stem.class)),
    kinds: Uint8Array.from(stems, ({ kind }) => KINDS.indexOf(kind)),
    endings: Uint16Array.from(stems, ({ endings }) => endings),
    jussives: Uint8Array.from(stems, ({ jussive }) => (jussive ? 1 : 0)),
    genders: Uint8Array.from(stems, ({ gender }) => GENDERS.indexOf(gender)),
    numberOf: Uint8Array.from(stems, ({ number }) => NUMBERS.indexOf(number)),
    ...layOutStems(spellings),
  };
}

/** The stems that were laid out, each made when it is first met. */
function stemsOf(columns: CueColumns): (index: number) => Stem {
  const verbs = JSON.parse(columns.verbs) as Verb[];
  const spellings = columns.spellings.split('\n');
  const stems = new Array<Stem | null>(spellings.length).fill(null);
  return (index) => {
    const known = stems[index];
    if (known) return known;
    const stem: Stem = {
      verb: verbs[columns.verbOf[index]!]!,
      class: CLASSES[columns.classes[index]!]!,
      kind: KINDS[columns.kinds[index]!]!,
      endings: columns.endings[index]!,
      jussive: columns.jussives[index] === 1,
      spelled: spellings[index]!,
      gender: GENDERS[columns.genders[index]!]!,
      number: NUMBERS[columns.numberOf[index]!]!,
    };
    stems[index] = stem;
    return stem;
  };
}

/** The reader of reporting words over the given verbs and nouns. */
export const createCueReader = (
  verbs: readonly VerbEntry[],
  nouns: readonly NounEntry[],
  lookalikes: Lookalikes,
): CueReader => cueReader(layOutCues(verbs, nouns), lookalikes);

/** The same over what was laid out. */
export function cueReader(columns: CueColumns, lookalikes: Lookalikes): CueReader {
  const stemAt = stemsOf(columns);
  const table = stemTable(columns);
  const { classes } = columns;

  // The state of one call; `visit` is made once, so that a token without a reading allocates nothing.
  let key = '';
  let form = '';
  let least = 0;
  let wanted = 0;
  let prefixLetter = 0;
  let stemStart = 0;
  let procliticLength = 0;
  let definite = false;
  /** A preposition is attached, which no participle of a report has: `كاملين` is not ك + آملين. */
  let attached = false;
  /** ك is attached, which compares: `كقوله تعالى`; of all reporting nouns only what the plain verb makes, for `كلام`, `كذب`, `كرده` are others. */
  let compared = false;
  let dialect = false;
  /** Look-alikes are read, too. */
  let reads = false;
  let found: CueReading[] | null = null;
  let costs: number[] = [];

  let stem: Stem;
  let rest = '';
  let spelling = 0;

  function visit(index: number, end: number): void {
    if ((CLASS_BITS[classes[index]!]! & wanted) === 0) return;
    stem = stemAt(index);
    spelling = spellingCost(stem.spelled, form, stemStart);
    if (spelling < 0) return;
    rest = end === key.length ? '' : key.slice(end);
    // An ending has no hamza: `يقرأ` is not يقر + ا.
    if (rest.includes('ا') && /[أإآ]/.test(form.slice(end))) return;
    readEnding(stem.class, stem.endings, rest, consider);
  }

  /** Adds the reading of the token as `stem` with `ending`, unless something speaks against it. */
  function consider(ending: EndingReading): void {
    const finalTa = form[form.length - 1] === 'ة';
    if (definite && (ending.suffix !== '' || stem.class === 'participle')) return;
    if (stem.class === 'participle' && attached) return;
    if (compared && (stem.class !== 'masdar' || stem.verb.lemma !== SAYS)) return;
    let cost = spelling;
    if (ending.taMarbuta) {
      if (!finalTa) cost++;
    } else if (finalTa && rest !== '') return;
    if (stem.kind === 'passive' && ending.suffix !== '') return;
    let { person, gender, number } = ending;
    // Without the prefix ك an imperfect is not taken for Moroccan: `يبدو` is not يبد + و.
    if (ending.dialect && stem.class === 'imperfect' && !dialect) return;
    if (ending.dialect && ending.suffix === '' && stem.spelled.length < 3) return;
    if (stem.jussive && (procliticLength > 0 || dialect || (prefixLetter !== YEH && prefixLetter !== TEH))) return;
    if (stem.class === 'imperfect') {
      [person, gender, number] = imperfectAgreement(prefixLetter, ending);
      const agreement = rest !== '' && ending.suffix === '';
      if (prefixLetter === ALEF) {
        const letter = form[stemStart - 1];
        if (letter === 'إ' || letter === 'آ' || number !== 'sg' || agreement) return;
        if (letter === 'ا') cost++;
      }
      if (stem.kind === 'passive' && person !== 3) return;
      if (prefixLetter === NOON && agreement && !dialect) return;
    } else if (stem.class === 'masdar') {
      gender = stem.gender ?? gender;
      number = stem.number ?? number;
    }
    const cue: CueForm = { lemma: stem.verb, kind: stem.kind, person, gender, number };
    if (ending.accusative) cue.case = 'acc';
    if (stem.jussive) cue.mood = 'jussive';
    if (dialect || ending.dialect) {
      cue.dialect = true;
      cost += 3;
    }
    const bare = procliticLength === 0 ? key : key.slice(procliticLength);
    if (!reads && lookalikes.has(finalTa ? `${bare.slice(0, -1)}ة` : bare)) return;
    found ??= [];
    found.push({
      form: cue,
      proclitic: procliticLength === 0 ? '' : key.slice(0, procliticLength),
      prefix: procliticLength,
      definite,
      suffix: ending.suffix,
    });
    costs.push(cost);
  }

  function walk(bits: number, start: number, letter: number): void {
    wanted = bits;
    prefixLetter = letter;
    stemStart = start;
    table.walk(key, start, visit, least);
  }

  /** Readings of the token from `at` as an imperfect: `يقول`, `أقول`. */
  function imperfect(at: number): void {
    const letter = key.charCodeAt(at);
    if (letter === YEH || letter === TEH || letter === NOON || letter === ALEF) walk(2, at + 1, letter);
  }

  /** Readings from `at` as a participle, masdar or noun, with or without the article. */
  function nominal(at: number): void {
    walk(4, at, 0);
    if (at + 2 < key.length && key.charCodeAt(at) === ALEF && key.charCodeAt(at + 1) === LAM) {
      definite = true;
      walk(4, at + 2, 0);
      definite = false;
    }
  }

  function scan(at: number): void {
    procliticLength = at;
    walk(1, at, 0);
    imperfect(at);
    nominal(at);
    if (at + 1 >= key.length) return;
    const letter = key.charCodeAt(at);
    if (letter === SEEN || letter === LAM) {
      procliticLength = at + 1;
      imperfect(at + 1);
    }
    if (letter === LAM && key.charCodeAt(at + 1) === LAM) {
      procliticLength = at + 1;
      definite = true;
      walk(4, at + 2, 0);
      definite = false;
    }
    if (letter === LAM || letter === BEH) {
      procliticLength = at + 1;
      attached = true;
      nominal(at + 1);
      attached = false;
    }
    if (letter === KAF) {
      procliticLength = at + 1;
      compared = true;
      walk(4, at + 1, 0);
      compared = false;
    }
    if (letter === KAF || letter === BEH) {
      // Moroccan كيقول, كايقول, كنقول; Egyptian and Levantine بيقول, بتقول.
      const from = letter === KAF && key.charCodeAt(at + 1) === ALEF ? at + 2 : at + 1;
      const next = from < key.length ? key.charCodeAt(from) : 0;
      if (next === YEH || next === TEH || (next === NOON && letter === KAF)) {
        procliticLength = at;
        dialect = true;
        imperfect(from);
        dialect = false;
      }
    }
  }

  return (tokenKey, tokenForm, alike = false) => {
    if (tokenKey.length < 2 || tokenKey.length > 24) return NONE;
    key = tokenKey;
    least = endingFrom(key);
    form = tokenForm.length === tokenKey.length ? tokenForm : tokenKey;
    reads = alike;
    found = null;
    scan(0);
    const first = key.charCodeAt(0);
    if (first === WAW || first === FEH) scan(1);
    if (found === null) return NONE;
    const all: CueReading[] = found;
    const cheapest = Math.min(...costs);
    const best = all.filter((_, i) => costs[i] === cheapest);
    costs = [];
    found = null;
    return best.length === 1 ? best : best.sort((a, b) => rank(a) - rank(b));
  };
}
