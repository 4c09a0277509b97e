import wholeWords from './ar/whole-words.txt';
import { classOf, INVISIBLE, MARK, TATWEEL } from './characters.ts';
import { foldKey } from './fold.ts';
import { wordSet } from './words.ts';

/** One way to read a word: `وبالوزارة` = و + ب + ال + وزارة. */
export interface CliticReading {
  /** In the order of the text; the article as `ال` also where it is written `ل` (`للوزير` -> ل, ال). */
  proclitics: string[];
  /** The word without clitics, as written: of `وزارته` it is `وزارت`. */
  stem: string;
  /** Forms that the stem has when it stands alone, the likeliest first: `وزارت` -> وزارة, وزارت. */
  bases: string[];
  enclitic: string | null;
  /** Letters of the form before the stem and after each proclitic: of `للوزير` [1, 2]. `prefixLength` turns them into the text's units. */
  cuts: number[];
}

const SUFFIXES = ['هما', 'كما', 'هم', 'هن', 'ها', 'كم', 'كن', 'نا', 'ني', 'ه', 'ك', 'ي'];
const SHORTEST_STEM = 2;

const whole = wordSet('whole-words.txt', wholeWords);

/** Whether a word, without clitics, is listed as one whose first letter is its own (`وزير`). */
export const isKnownWord = (word: string): boolean => whole().has(foldKey(word));

/**
 * Every plausible reading of a word's form, the one without clitics first. A word that is known as a whole is not cut (`وزير`),
 * nor is a stem of fewer than two letters left. `isWord` may choose: where it knows the stem of some reading with clitics but not the
 * whole, or the other way round, only the readings that it knows remain.
 */
export function cliticReadings(form: string, isWord?: (stem: string) => boolean): CliticReading[] {
  const readings: CliticReading[] = [];
  for (const { proclitics, cuts, stem } of withoutProclitics(form)) {
    readings.push({ proclitics, stem, bases: [stem], enclitic: null, cuts });
    if (proclitics.includes('ال') || isDefinite(stem)) continue;
    for (const suffix of SUFFIXES) {
      if (!stem.endsWith(suffix) || stem.length - suffix.length < SHORTEST_STEM) continue;
      const rest = stem.slice(0, -suffix.length);
      readings.push({ proclitics, stem: rest, bases: basesOf(rest), enclitic: suffix, cuts });
    }
  }
  if (!isWord) return readings;
  const known = readings.filter((reading) => reading.bases.some(isWord));
  return known.length > 0 ? known : readings;
}

interface Cut {
  proclitics: string[];
  cuts: number[];
  stem: string;
}

/** The word as it is, and with every row of proclitics taken off that grammar allows: (و|ف) (ب|ل|ك) ال, or (و|ف) س before a verb. */
function withoutProclitics(form: string): Cut[] {
  const found: Cut[] = [{ proclitics: [], cuts: [], stem: form }];
  if (isKnownWithSuffix(form)) return found;
  const afterConjunction: Cut[] = [found[0]!];
  if (form[0] === 'و' || form[0] === 'ف') take(afterConjunction, found[0]!, form[0], 1, form.slice(1));
  for (const start of afterConjunction) {
    if (start.proclitics.length > 0) found.push(start);
    const word = start.stem;
    if (start.proclitics.length > 0 && isKnownWithSuffix(word)) continue;
    if (word.startsWith('ال')) take(found, start, 'ال', 2, word.slice(2));
    if (word.startsWith('لل')) {
      const preposition = {
        proclitics: [...start.proclitics, 'ل'],
        cuts: [...start.cuts, consumed(start) + 1],
        stem: word.slice(1),
      };
      take(found, preposition, 'ال', 1, word.slice(2));
      take(found, preposition, 'ال', 0, `ل${word.slice(2)}`);
    } else if (word[0] === 'ب' || word[0] === 'ل' || word[0] === 'ك') {
      const inner: Cut[] = [];
      take(inner, start, word[0], 1, word.slice(1));
      for (const cut of inner) {
        found.push(cut);
        if (cut.stem.startsWith('ال')) take(found, cut, 'ال', 2, cut.stem.slice(2));
      }
    }
    if (word[0] === 'س' && 'يتنأا'.includes(word[1] ?? '-')) take(found, start, 'س', 1, word.slice(1), 3);
  }
  return found;
}

/** Whether a word is known as a whole, with or without a pronoun behind it: `وزير`, `وزارته`. */
export function isKnownWithSuffix(word: string): boolean {
  if (isKnownWord(word)) return true;
  return SUFFIXES.some(
    (suffix) =>
      word.endsWith(suffix) &&
      word.length - suffix.length > SHORTEST_STEM &&
      basesOf(word.slice(0, -suffix.length)).some(isKnownWord),
  );
}

/** A word with the article takes no pronoun: `النهائي` is not النهاء + ي. */
function isDefinite(stem: string): boolean {
  return stem.length > 4 && stem.startsWith('ال');
}

function consumed(cut: Cut): number {
  return cut.cuts[cut.cuts.length - 1] ?? 0;
}

function take(
  into: Cut[],
  from: Cut,
  proclitic: string,
  letters: number,
  stem: string,
  shortest = SHORTEST_STEM,
): void {
  if (stem.length < shortest) return;
  into.push({ proclitics: [...from.proclitics, proclitic], cuts: [...from.cuts, consumed(from) + letters], stem });
}

/** How a stem is written without its suffix: `وزارت` -> وزارة, `مستوا` -> مستوى, `وزراؤ`, `وزرائ` -> وزراء. */
function basesOf(stem: string): string[] {
  const head = stem.slice(0, -1);
  switch (stem.at(-1)) {
    case 'ت':
      return [`${head}ة`, stem];
    case 'ا':
      return [stem, `${head}ى`];
    case 'ؤ':
    case 'ئ':
      return [`${head}ء`, stem];
    default:
      return [stem];
  }
}

/** How many letters a piece of text has once marks, tatweel and invisible characters are left out. */
export function formLength(raw: string): number {
  let letters = 0;
  for (let at = 0; at < raw.length; at++) {
    const kind = classOf(raw.charCodeAt(at));
    if (kind !== MARK && kind !== TATWEEL && kind !== INVISIBLE) letters++;
  }
  return letters;
}

/**
 * How many UTF-16 units of a token's text its first `letters` letters cover, with their marks, tatweels and invisible characters:
 * of `وَبِالْوِزَارَةِ`, two letters cover four units.
 */
export function prefixLength(raw: string, letters: number): number {
  let seen = 0;
  for (let at = 0; at < raw.length; at++) {
    const kind = classOf(raw.charCodeAt(at));
    if (kind === MARK || kind === TATWEEL || kind === INVISIBLE) continue;
    if (seen === letters) return at;
    seen++;
  }
  return raw.length;
}
