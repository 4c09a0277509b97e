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

/** Spellings in a generation of the memory, those of forms and keys among them. */
const MOST = 14_000;

/** No word is longer; what is (a megabyte without a blank) isn't kept. */
export const LONGEST_KNOWN = 64;

const known: (raw: string) => Spelling = remembering(MOST, (raw) => {
  const { form, key } = spell(raw);
  const own = form === raw ? apart(form) : ownString(form);
  return { form: own, key: key === form ? own : ownString(key) };
});

/** The string by which a form or key is known: the one that it has where it is spelled so. */
function ownString(word: string): string {
  const { form } = known(word);
  return form === word ? form : apart(word);
}

function spell(raw: string): Spelling {
  const form = foldForm(raw) || raw;
  return { form, key: foldKey(form) || form };
}

/** The form and key of a word as it stands in the text. */
export const spellingOf = (raw: string): Spelling => (raw.length > LONGEST_KNOWN ? spell(raw) : known(raw));
