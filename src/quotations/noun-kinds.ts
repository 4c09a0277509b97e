/** What kind of thing a noun is (`lexicon/ar/noun-kinds.txt`): a player can say something, a match shows it at most. */
import { laid } from '../laid/index.ts';
import { layOutWords, numberOf, type WordColumns } from '../laid/words.ts';
import { type Layout, labels } from '../learned/layout.ts';
import nounText from '../lexicon/ar/noun-kinds.txt';
import { askedOnce, type Known } from '../lexicon/index.ts';
import { foldKey } from '../text/index.ts';
import { type Context, matchOf } from './context.ts';
import { sections } from './words.ts';

export const NOUN_KINDS = labels('person body words event thing idea time place measure part');
type NounKind = (typeof NOUN_KINDS)[number];
/** The bit of each kind. */
export const NOUN = Object.fromEntries(NOUN_KINDS.map((kind, at) => [kind, 1 << at])) as Record<NounKind, number>;

interface Kinds {
  words: WordColumns;
  /** The bits of each word, by its number. */
  bits: Uint16Array;
}

/** Reads `[kind]` sections of words, in any spelling; an error names the line. */
export function parseNounKinds(text: string): Map<string, number> {
  const kinds = new Map<string, number>();
  for (const { heading, line, words } of sections(text, 'noun-kinds.txt', / /)) {
    const bit = NOUN[heading as NounKind];
    if (!bit) throw new Error(`noun-kinds.txt:${line}: no such [kind]`);
    for (const key of words.map(foldKey)) kinds.set(key, (kinds.get(key) ?? 0) | bit);
  }
  return kinds;
}

function layOut() {
  const kinds = parseNounKinds(nounText);
  return { ...layOutWords([...kinds.keys()]), bits: Uint16Array.from(kinds.values()) };
}

const listed = laid('quotations.nouns', layOut, ({ bits, ...words }): Kinds => ({ words, bits }));

function bitsOf(stem: string): number {
  const { words, bits } = listed();
  const number = numberOf(words, stem);
  return number < 0 ? 0 : bits[number]!;
}

/** `والمباراة`, `بالبيان`, `للاعب`: what stands before the noun. */
const PROCLITICS = /^[وف]?(?:[بك]?ال|لل|[بلك])?(?=.{2})/;

/** An ending, what stands there in the listed word, and of which kinds alone words end so. */
interface Ending {
  ending: RegExp;
  singulars: readonly string[];
  kinds: number;
}
const ALL = -1;
const PLURALS: readonly Ending[] = [
  { ending: /(?:ات|تين|تان)$/, singulars: ['ه', ''], kinds: ALL },
  { ending: /(?:ون|ين|ان)$/, singulars: ['', 'ه'], kinds: ALL },
  { ending: /ه$/, singulars: [''], kinds: NOUN.person },
];
/** A definite noun takes no pronoun: `السبتي` is a surname, and none of Saturday's. */
const PRONOUNS: readonly Ending[] = [
  { ending: /ات(?:ه|ها|هم|نا)$/, singulars: ['ه', ''], kinds: ALL },
  { ending: /ت(?:ه|ها|هم|هما|هن|نا)$/, singulars: ['ه', 'ت'], kinds: ALL },
  { ending: /(?:ه|ها|هم|هما|هن|نا|ا)$/, singulars: [''], kinds: ALL },
  { ending: /[وي]$/, singulars: [''], kinds: NOUN.person },
];

const ENDINGS = [...PLURALS, ...PRONOUNS];
/** The last letters of all these endings. */
const ENDED = /[تنهاموي]$/;

/** The word's kinds as it is listed, or by its ending: `مباراتهم`, `صديقها`, `مدونون`. */
function kindsOfStem(stem: string, definite: boolean): number {
  const own = bitsOf(stem);
  if (own !== 0 || stem.length < 4 || !ENDED.test(stem)) return own;
  for (const { ending, singulars, kinds } of definite ? PLURALS : ENDINGS) {
    const bare = stem.replace(ending, '');
    if (bare === stem || bare.length < 2) continue;
    for (const singular of singulars) {
      const bits = bitsOf(bare + singular);
      if (bits & kinds) return bits;
    }
  }
  return 0;
}

const TEXTS = ['document', 'reports', 'data'];
/** Whether a listed source is no person and no body, by its tags. */
export const isText = (tags: readonly string[]): boolean => tags.some((tag) => TEXTS.includes(tag));

/** What the lexicon's own lists say of the word by itself. */
function listedKinds(word: Known): number {
  let bits = 0;
  if (matchOf(word, 'role')) bits |= NOUN.person;
  if (matchOf(word, 'outlet')) bits |= NOUN.body;
  const tags = matchOf(word, 'source')?.word.tags;
  if (tags?.includes('body')) bits |= NOUN.body;
  else if (tags) bits |= isText(tags) ? NOUN.words : NOUN.person;
  return bits;
}

/** Bits of the kinds of thing that a word is a noun of; 0 where it isn't known. */
export const nounKinds = askedOnce((word): number => {
  if (word.kind !== 'word') return 0;
  const { key } = word;
  const own = listedKinds(word);
  const proclitic = PROCLITICS.exec(key)?.[0] ?? '';
  if (proclitic === '') return kindsOfStem(key, false) | own;
  const whole = bitsOf(key);
  if (whole !== 0) return whole | own;
  const found = kindsOfStem(key.slice(proclitic.length), proclitic.endsWith('ال') || proclitic.endsWith('لل'));
  return (found !== 0 ? found : kindsOfStem(key, false)) | own;
});

/** The same of a key that stands for itself, whatever lists there are. */
export const kindsOfKey = (key: string): number => kindsOfStem(key, false);

/** What can speak (2), has words (1), is unknown (0), or neither (-1): the first that holds. */
export function canSpeak(bits: number): number {
  if (bits & (NOUN.person | NOUN.body)) return 2;
  if (bits & NOUN.words) return 1;
  return bits === 0 ? 0 : -1;
}

/** The kinds as features: one each, and whether the noun can speak. */
const COLUMNS = [...NOUN_KINDS, 'speaks'] as const;

export const nounBlock = (layout: Layout, prefix: string): number => layout.block(prefix, COLUMNS);

/** Writes what kind of thing a token is a noun of; nothing where it is part of a name. */
export function putNoun(row: Float32Array, at: number, { words, mentionAt }: Context, token: number): void {
  const word = words[token];
  if (!word || mentionAt[token]) return;
  const bits = nounKinds(word);
  if (bits === 0) return;
  for (let kind = 0; kind < NOUN_KINDS.length; kind++) if (bits & (1 << kind)) row[at + kind] = 1;
  row[at + NOUN_KINDS.length] = canSpeak(bits);
}
