/** Keys for joins: spellings that people take for the same are the same. */
import {
  classOf,
  fold,
  foldKey,
  isKnownWithSuffix,
  isLetter,
  isMark,
  isTatweel,
  PROFILES,
  SURROGATE,
  type Switches,
  SYMBOL,
} from '../text/index.ts';

/** Also `مسؤول` and `مسئول`: a hamza counts for nothing, whatever carries it. */
const NAMES: Switches = { ...PROFILES.search, hamzaCarriers: true };

const tidy = (key: string): string => key.replace(/\s+/g, ' ').trim();

/** A text as `analyze normalize -p search` gives it, on one line: `إيرانُ` -> `ايران`. */
export const textKey = (text: string): string => tidy(fold(text, 'search').key);

/** A name likewise, hamza and the two ways of writing a country's ending left out: `سوريا`, `سورية` -> `سوريه`. */
export const nameKey = (name: string): string =>
  tidy(fold(name, NAMES).key).replace(/يا/g, (ending, at: number, key: string) =>
    goesOn(key, at + 2) ? ending : 'يه',
  );

/** Whether a letter or a mark stands there. The pattern alone would say so, after the millisecond that it takes to compile. */
function goesOn(key: string, at: number): boolean {
  if (at >= key.length) return false;
  const code = key.charCodeAt(at);
  if (isLetter(code) || isMark(code) || isTatweel(code)) return true;
  const found = classOf(code);
  return (found === SYMBOL || found === SURROGATE) && /^[\p{L}\p{M}]/u.test(key.slice(at, at + 2));
}

/** Whether a word that begins with ل has it of its own: `لجنة`, not `لصحفيين`. */
export const hasOwnLi = (word: string): boolean => isKnownWithSuffix(foldKey(word));
