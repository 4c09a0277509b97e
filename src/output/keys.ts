/** Keys for joins: spellings that people take for the same are the same. */
import { fold, PROFILES, type Switches } from '../text/index.ts';

/** Also `مسؤول` and `مسئول`: a hamza counts for nothing, whatever carries it. */
const NAMES: Switches = { ...PROFILES.search, hamzaCarriers: true };

const tidy = (key: string): string => key.replace(/\s+/g, ' ').trim();

/** A text as `analyze normalize -p search` gives it, on one line: `إيرانُ` -> `ايران`. */
export const textKey = (text: string): string => tidy(fold(text, 'search').key);

/** A name likewise, hamza and the two ways of writing a country's ending left out: `سوريا`, `سورية` -> `سوريه`. */
export const nameKey = (name: string): string => tidy(fold(name, NAMES).key).replace(/يا(?![\p{L}\p{M}])/gu, 'يه');
