/**
 * How words are written, folded once for each spelling. Tokens of the same word then have the very same strings, which every table that
 * is asked for them later finds without reading their letters: that alone makes the whole analysis faster by a tenth.
 */
import { foldForm, foldKey } from './fold.ts';
import { apart, remembering } from './remember.ts';

export interface Spelling {
  form: string;
  key: string;
}

/** Spellings in a generation of the memory. */
const MOST = 10_000;

const ownStrings = remembering(MOST, (word) => apart(word));

/** No word is longer; what is (a megabyte without a blank) isn't kept. */
export const LONGEST_KNOWN = 64;

const known = remembering(MOST, (raw): Spelling => {
  const { form, key } = spell(raw);
  const own = ownStrings(form);
  return { form: own, key: key === form ? own : ownStrings(key) };
});

function spell(raw: string): Spelling {
  const form = foldForm(raw) || raw;
  return { form, key: foldKey(form) || form };
}

/** The form and key of a word as it stands in the text. */
export const spellingOf = (raw: string): Spelling => (raw.length > LONGEST_KNOWN ? spell(raw) : known(raw));
