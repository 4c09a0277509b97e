/**
 * The vocabulary: every distinct word that was read, with all that is known of it by itself. A news text of a thousand words has some
 * five hundred different ones, and nearly all of them were read in an article before: what depends on the word alone (how it reads as a
 * reporting word, its classes, its flags) is asked once for each of them. A station puts its question with `askedOnce`, and then asks
 * the words of its document (`wordsOf`) by their places.
 *
 * It is bounded: the words live in two generations (`remembering`), so that the rare ones are forgotten first. A document holds its
 * words, therefore nothing that it reads is ever forgotten under its hands; the answers are the same whatever was read before.
 */
import { LONGEST_KNOWN, type Token, type TokenKind } from '../text/index.ts';
import { remembering } from '../text/remember.ts';
import type { Lexicon } from './index.ts';
import type { WordKind } from './types.ts';

/** A distinct word: spelling and key, as tokens have them, read with one lexicon. */
export interface Known {
  readonly kind: TokenKind;
  readonly form: string;
  readonly key: string;
  readonly lexicon: Lexicon;
  /** What was found out of it, by the numbers of the questions. */
  readonly answers: unknown[];
  /** Bits of the word classes that were asked for, and of those with an entry that may begin with the word. */
  asked: number;
  begins: number;
  /** Another word of the same form: only a user's own words have one, and what stands as a number here and as a word there. */
  next: Known | null;
}

let questions = 0;

/** A question about a word alone: `answer` is called once for each word, as long as that is remembered; it must not answer `undefined`. */
export function askedOnce<Answer>(answer: (word: Known) => Answer): (word: Known) => Answer {
  const number = questions++;
  return (word) => {
    const known = word.answers[number];
    if (known !== undefined) return known as Answer;
    const fresh = answer(word);
    while (word.answers.length <= number) word.answers.push(undefined);
    word.answers[number] = fresh;
    return fresh;
  };
}

const KINDS: Record<WordKind, number> = {
  role: 1 << 0,
  source: 1 << 1,
  outlet: 1 << 2,
  medium: 1 << 3,
  anaphor: 1 << 4,
  rule: 1 << 5,
  attribution: 1 << 6,
  auxiliary: 1 << 7,
  impersonal: 1 << 8,
  narrator: 1 << 9,
  opener: 1 << 10,
  scripture: 1 << 11,
};

/** Whether an entry of a class may begin with the word: of nearly all words none does, and nothing need be matched. */
export function mayBegin(word: Known, kind: WordKind): boolean {
  const bit = KINDS[kind];
  if ((word.asked & bit) === 0) {
    word.asked |= bit;
    if (word.lexicon.begins(kind, word.key)) word.begins |= bit;
  }
  return (word.begins & bit) !== 0;
}

/** Words in a generation; of both together some 24 MB. With 9,000 a run takes a twentieth more: a word is asked two dozen questions. */
const MOST = 14_000;

type Find = (word: Pick<Token, 'kind' | 'form' | 'key'>) => Known;

function createVocabulary(lexicon: Lexicon): Find {
  // One form has one key, but for a user's own words: a list for each, with room to grow, would take as much as the words.
  const spelled = remembering(MOST, (): { first: Known | null } => ({ first: null }));
  return ({ kind, form, key }) => {
    const known = form.length > LONGEST_KNOWN ? { first: null } : spelled(form);
    for (let word = known.first; word; word = word.next) if (word.kind === kind && word.key === key) return word;
    const answers = new Array<unknown>(questions).fill(undefined);
    const fresh: Known = { kind, form, key, lexicon, answers, asked: 0, begins: 0, next: known.first };
    known.first = fresh;
    return fresh;
  };
}

const vocabularies = new WeakMap<Lexicon, Find>();

/** Words that were looked up already, by the tokens of their document: names and quotations ask for the same. */
const read = new WeakMap<readonly Pick<Token, 'key'>[], readonly Known[]>();

function vocabularyOf(lexicon: Lexicon): Find {
  let find = vocabularies.get(lexicon);
  if (!find) {
    find = createVocabulary(lexicon);
    vocabularies.set(lexicon, find);
  }
  return find;
}

/** A word by its key alone, where it is no token's: what is left of one without its clitics. */
export const wordCalled = (lexicon: Lexicon, key: string): Known =>
  vocabularyOf(lexicon)({ kind: 'word', form: key, key });

/** The same of tokens of which nothing but keys is wanted; the words of their document where it was read. */
export const wordsCalled = (lexicon: Lexicon, tokens: readonly Pick<Token, 'key'>[]): readonly Known[] =>
  read.get(tokens) ?? tokens.map(({ key }) => wordCalled(lexicon, key));

/** The words of a document in their order. */
export function wordsOf(lexicon: Lexicon, tokens: readonly Token[]): readonly Known[] {
  const known = read.get(tokens);
  if (known?.[0]?.lexicon === lexicon) return known;
  const find = vocabularyOf(lexicon);
  // Pushed: once it is optimised, `map` gives arrays of another kind, and all that read words would be compiled anew for these.
  const words: Known[] = [];
  for (const token of tokens) words.push(find(token));
  read.set(tokens, words);
  return words;
}
