/** Which gender verbs have before a name in running news (`word-genders.txt`): `سارة`, `مصادر` are feminine there, `أسامة` is masculine. */
import { laid } from '../../laid/index.ts';
import { layOutWords, numberOf, type WordColumns } from '../../laid/words.ts';
import { foldKey } from '../../text/index.ts';
import type { Referent } from './referents.ts';
import genderText from './word-genders.txt';

interface Genders {
  words: WordColumns;
  /** Of each word whether it is feminine. */
  feminine: Uint8Array;
}

/** A line each: a word and its gender. */
function layOut() {
  const lines = genderText.split('\n').filter((line) => line && !line.startsWith('#'));
  const cells = lines.map((line) => line.split(' '));
  return {
    ...layOutWords(cells.map(([word]) => word!)),
    feminine: Uint8Array.from(cells, ([, gender]) => (gender === 'f' ? 1 : 0)),
  };
}

const genders = laid('quotations.genders', layOut, ({ feminine, ...words }): Genders => ({ words, feminine }));

/** The gender of the verbs before a word in news, by its key without article; null where news doesn't tell. */
function genderOfWord(word: string): 'm' | 'f' | null {
  const { words, feminine } = genders();
  const number = numberOf(words, word);
  return number < 0 ? null : feminine[number] === 1 ? 'f' : 'm';
}

/** `سالم`, of whom no feminine verb tells: a person whose first name is a man's. */
export const isMan = ({ head, type, votes }: Pick<Referent, 'head' | 'type' | 'votes'>): boolean =>
  type === 'PER' && votes.f === 0 && genderOfWord(head) === 'm';

/** A person whose title, verbs or name tell that she is a woman, and of whom no masculine verb tells. */
export function isWoman(one: Referent): boolean {
  const { type, votes, titleGender } = one;
  if (type !== 'PER' || votes.m > 0) return false;
  if (votes.f > 0) return true;
  // `سألت المذيعة | الفنان سامي`: the title before it may be another's
  return titleGender === 'f' ? !isMan(one) : titleGender === null && genderOfWord(one.head) === 'f';
}

/** The gender that the head of a name tells, or of a person's name the next of its words that does: `أنجيلا ميركل`. */
export const genderOfName = ({ head, bare, type }: Pick<Referent, 'head' | 'bare' | 'type'>): 'm' | 'f' | null =>
  [head, ...(type === 'PER' ? bare : [])].map(genderOfWord).find((gender) => gender !== null) ?? null;

/** Whether a person's first name is a man's. */
export const isManCalled = (name: string): boolean => genderOfWord(foldKey(name).split(' ')[0] ?? '') === 'm';
