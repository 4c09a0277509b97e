/** What the stations ask of single words, as bits: read once a token, so that many candidates can be described cheaply. */
import { labels } from '../learned/layout.ts';
import { askedOnce, type NominalKind, type WordMatch } from '../lexicon/index.ts';
import { type Context, complementiser, isColon, isComma, isDash, isStop, isWordLike, matchAt } from './context.ts';
import { hasConjunction } from './letters.ts';
import { isText } from './noun-kinds.ts';
import { perArticle } from './once.ts';
import { isDefinite, isPreposition, isSomebody, isTitleWord, mayBeFiniteCue } from './sources/noun-phrases.ts';
import { type GrammarClass, wordClasses } from './words.ts';

/** The classes of the quotation grammar that are facts of a word, in the order of their bits. */
const CLASSES = labels(
  'auxiliary negation relative conjunction time medium adjunct takeover same agent unnamed document particle',
  'abstract thing fact',
) satisfies readonly GrammarClass[];

/** The name of each bit. */
export const FACTS = [
  ...CLASSES,
  ...labels('title preposition definite complementiser li bi wa feminine comma dash colon stop quote word finite'),
] as const;
type Fact = (typeof FACTS)[number];

/** The bit of each fact. */
export const BIT = Object.fromEntries(FACTS.map((fact, at) => [fact, 1 << at])) as Record<Fact, number>;

/** The bits of the classes. */
const CLASS_BITS: ReadonlyMap<GrammarClass, number> = new Map(CLASSES.map((group) => [group, BIT[group]]));

/** The bits of several facts. */
export const bitsOf = (...facts: readonly Fact[]): number => facts.reduce((bits, fact) => bits | BIT[fact], 0);

const READ = 1 << 31;

export interface Facts {
  /** All facts of a token; 0 outside the text. */
  at(token: number): number;
  has(token: number, fact: Fact): boolean;
  /** The longest entry of a class of words that begins at the token. */
  match(kind: NominalKind, token: number): WordMatch | null;
}

export const factsOf = perArticle(readFacts);

function readFacts(context: Context): Facts {
  const { tokens, words } = context;
  const bits = new Int32Array(tokens.length);
  const at = (i: number): number => {
    const read = bits[i];
    if (read === undefined) return 0;
    if (read !== 0) return read;
    const value = READ | factsOfWord(words[i]!);
    const isNone = value & BIT.finite && (context.mentionAt[i] || isSomebody(context, i));
    bits[i] = isNone ? value & ~BIT.finite : value;
    return bits[i]!;
  };
  return {
    at,
    has: (i, fact) => (at(i) & BIT[fact]) !== 0,
    match: (kind, i) => (tokens[i]?.kind === 'word' ? matchAt(context, kind, i) : null),
  };
}

/** Facts that the word or sign alone tells; in a name none is a verb. */
export const factsOfWord = askedOnce((word): number => {
  const { kind, key } = word;
  let value = isWordLike(word) ? BIT.word : 0;
  if (kind === 'quote') return BIT.quote;
  if (value === 0) {
    if (isComma(word)) value |= BIT.comma;
    if (isDash(word)) value |= BIT.dash;
    if (isColon(word)) value |= BIT.colon;
    if (isStop(word)) value |= BIT.stop;
  }
  if (kind !== 'word') return value;
  if (mayBeFiniteCue(word)) value |= BIT.finite;
  value |= classesOf(key);
  if (hasConjunction(key)) value |= classesOf(key.slice(1));
  if (isTitleWord(word)) value |= BIT.title;
  if (isPreposition(key)) value |= BIT.preposition;
  if (isDefinite(key)) value |= BIT.definite;
  if (complementiser(word, true)) value |= BIT.complementiser;
  if (key[0] === 'ل') value |= BIT.li;
  if (key[0] === 'ب') value |= BIT.bi;
  if (key[0] === 'و') value |= BIT.wa;
  if (key.endsWith('ه') || key.endsWith('ات')) value |= BIT.feminine;
  return value;
});

function classesOf(key: string): number {
  let bits = 0;
  for (const group of wordClasses(key)) bits |= CLASS_BITS.get(group) ?? 0;
  return bits;
}

/** Whether a listed source is no person and no body: `تقرير`, `أرقام`, `أنباء`. */
export const isDocument = (facts: Facts, i: number): boolean => isText(facts.match('source', i)?.word.tags ?? []);

/** `سموه`, `معاليها`: an honour with a pronoun. */
export function honourAt(facts: Facts, i: number): WordMatch | null {
  const match = facts.match('role', i);
  return match?.suffix && match.word.tags.includes('honorific') ? match : null;
}
