import {
  askedOnce,
  type CueReading,
  type Known,
  type Lexicon,
  mayBegin,
  type WordKind,
  type WordMatch,
  wordsOf,
} from '../lexicon/index.ts';
import type { Entity, TextSpan } from '../model.ts';
import { firstFrom, type MarkPair, prefixLength, type Sentence, type TextIndex, type Token } from '../text/index.ts';
import { perArticle } from './once.ts';
import { isWord } from './words.ts';

/** A name in the text: tokens `first` up to but not including `last`, and the entity it belongs to. */
export interface NameMention {
  start: number;
  end: number;
  first: number;
  last: number;
  type: string;
  entity: Entity;
}

/** What every station of the quotation engine reads; built once an article. */
export interface Context {
  index: TextIndex;
  tokens: readonly Token[];
  /** What is known of each token's word by itself. */
  words: readonly Known[];
  lexicon: Lexicon;
  mentions: readonly NameMention[];
  /** The mention that covers a token, or undefined. */
  mentionAt: (NameMention | undefined)[];
  /** The pair that a token opens or closes. */
  pairOpenedAt: Map<number, MarkPair>;
  pairClosedAt: Map<number, MarkPair>;
  /** Innermost pair whose inside holds the token. */
  insideOf: (MarkPair | undefined)[];
  /** Sentences of the index; one that a line break cuts after a comma goes on in the next line. */
  sentences: readonly Sentence[];
  sentenceOf: Int32Array;
  paragraphOf: Int32Array;
  /** Gives who wrote the article, null where its byline names no person or several; null where there is no byline. */
  writer: (() => string | null) | null;
  /** What a network thinks of each token (`hints.ts`); null where none has read the text. */
  hints: Float32Array | null;
  /** What `matchAt` has found, by class and token: the stations ask for the same entry a dozen times. */
  matches: Map<WordKind, Map<number, WordMatch | null>>;
}

export function buildContext(index: TextIndex, mentions: readonly NameMention[], lexicon: Lexicon): Context {
  const { tokens } = index;
  const mentionAt = new Array<NameMention | undefined>(tokens.length);
  for (const mention of mentions) for (let i = mention.first; i < mention.last; i++) mentionAt[i] = mention;
  const pairOpenedAt = new Map<number, MarkPair>();
  const pairClosedAt = new Map<number, MarkPair>();
  for (const pair of doubledMarks(index)) {
    pairOpenedAt.set(pair.open, pair);
    if (pair.close !== null) pairClosedAt.set(pair.close, pair);
  }
  const insideOf = new Array<MarkPair | undefined>(tokens.length);
  const sentenceOf = new Int32Array(tokens.length);
  const sentences = rejoined(index);
  for (const sentence of sentences) sentenceOf.fill(sentence.index, sentence.first, sentence.last);
  const paragraphOf = new Int32Array(tokens.length);
  for (const paragraph of index.paragraphs) paragraphOf.fill(paragraph.index, paragraph.first, paragraph.last);
  const open: MarkPair[] = [];
  for (let i = 0; i < tokens.length; i++) {
    while (open.length && pairEnd(open.at(-1)!, tokens) <= i) open.pop();
    insideOf[i] = open.at(-1);
    const opened = pairOpenedAt.get(i);
    if (opened) open.push(opened);
  }
  return {
    index,
    tokens,
    words: wordsOf(lexicon, tokens),
    lexicon,
    mentions,
    mentionAt,
    pairOpenedAt,
    pairClosedAt,
    insideOf,
    sentences,
    sentenceOf,
    paragraphOf,
    writer: null,
    hints: null,
    matches: new Map(),
  };
}

/** `: ""النص …"`: two marks at once are one opening mark, not an empty pair; it ends with the next mark of its paragraph. */
function doubledMarks({ marks, tokens, paragraphs }: TextIndex): MarkPair[] {
  if (!marks.some((pair) => pair.close === pair.open + 1)) return marks;
  const taken = new Set<number>();
  const paired: MarkPair[] = [];
  let at = 0;
  for (const pair of marks) {
    if (taken.has(pair.open)) continue;
    if (pair.close !== pair.open + 1) {
      paired.push(pair);
      continue;
    }
    while (paragraphs[at] && paragraphs[at]!.last <= pair.open) at++;
    const paragraph = paragraphs[at];
    let close = pair.close + 1;
    while (paragraph && close < paragraph.last && tokens[close]!.kind !== 'quote') close++;
    if (!paragraph || close >= paragraph.last || close === pair.close + 1) continue;
    taken.add(close);
    if (tokens[close + 1]?.kind === 'quote') taken.add(close + 1);
    paired.push({ ...pair, close, start: tokens[pair.close + 1]!.start, end: tokens[close - 1]!.end });
  }
  return paired;
}

/** No sentence is longer, in tokens: a text without stops is cut at a comma, so that no rule looks further than that. */
const LONGEST_SENTENCE = 400;

function rejoined({ sentences, tokens }: TextIndex): Sentence[] {
  const joined: Sentence[] = [];
  for (const sentence of sentences) {
    const before = joined.at(-1);
    if (before && isComma(tokens[before.last - 1]) && sentence.last - before.first < 200) {
      before.last = sentence.last;
      before.end = sentence.end;
      continue;
    }
    const { paragraph } = sentence;
    for (let first = sentence.first, last = first; last < sentence.last; first = last) {
      last = cutBehind(tokens, first, sentence.last);
      const [start, end] = [tokens[first]!.start, tokens[last - 1]!.end];
      joined.push({ index: joined.length, paragraph, first, last, start, end });
    }
  }
  return joined;
}

/** The end of a sentence; of one that is too long behind the last comma that is not too far in front. */
function cutBehind(tokens: readonly Token[], first: number, last: number): number {
  const longest = first + LONGEST_SENTENCE;
  if (last <= longest) return last;
  for (let cut = longest; cut > longest - LONGEST_SENTENCE / 2; cut--) if (isComma(tokens[cut - 1])) return cut;
  return longest;
}

/** The token after the inside of a pair: its closing mark, or the first token that starts at or after its end. */
export function pairEnd(pair: MarkPair, tokens: readonly Token[]): number {
  return pair.close ?? firstFrom(pair.open + 1, tokens.length, (i) => tokens[i]!.start >= pair.end);
}

/** Words before each token: a count over a long paragraph costs no more than over a short one. */
const wordsBefore = perArticle((tokens: readonly Token[]) => {
  const before = new Uint32Array(tokens.length + 1);
  for (let i = 0; i < tokens.length; i++) before[i + 1] = before[i]! + (isWordLike(tokens[i]) ? 1 : 0);
  return before;
});

/** Words (not signs) among tokens `first`..`last`. */
export function countWords(tokens: readonly Token[], first: number, last: number): number {
  const before = wordsBefore(tokens);
  return last <= first ? 0 : before[Math.min(last, tokens.length)]! - before[Math.min(first, tokens.length)]!;
}

/** The words inside of a pair of marks. */
export const wordsIn = ({ tokens }: Context, pair: MarkPair): number =>
  countWords(tokens, pair.open + 1, pairEnd(pair, tokens));

export function isWordLike(token: Pick<Token, 'kind'> | undefined): boolean {
  return token !== undefined && token.kind !== 'punctuation' && token.kind !== 'quote' && token.kind !== 'symbol';
}

const COMMAS = new Set(['،', ',', '؛', ';']);
export const isComma = (token: Pick<Token, 'form'> | undefined): boolean =>
  token !== undefined && COMMAS.has(token.form);
export const isColon = (token: Pick<Token, 'form'> | undefined): boolean => token?.form === ':';
const DASHES = new Set(['-', '–', '—', '--', 'ـ', '――', '―']);
export const isDash = (token: Pick<Token, 'form'> | undefined): boolean =>
  token !== undefined && DASHES.has(token.form);
const ENDS = new Set(['.', '؟', '?', '!', '…', '..', '...']);
export const isStop = (token: Pick<Token, 'form'> | undefined): boolean => token !== undefined && ENDS.has(token.form);

/** The mentions that lie in tokens `first` to `last`, in the order of the text. */
export function mentionsWithin(context: Context, first: number, last: number): NameMention[] {
  const found: NameMention[] = [];
  for (let i = Math.max(0, first); i < last && i < context.tokens.length; i++) {
    const mention = context.mentionAt[i];
    if (mention?.first === i && mention.last <= last) found.push(mention);
  }
  return found;
}

export function sentenceAt(context: Context, token: number): Sentence {
  return context.sentences[context.sentenceOf[token]!]!;
}

/** A complementiser with what is attached to it: `وأنها`, `بأن`. */
export interface Complementiser {
  /** إنّ rather than أنّ, where the spelling tells. */
  inna: boolean;
  /** و or ف in front. */
  conjunction: boolean;
  /** بـ in front. */
  bi: boolean;
  /** The pronoun at the end. */
  pronoun: string;
}

/** Reads a token as `أن`, `إن`, `بأنه` …, else null. `كان`, `لأن`, `فإن` (the answer to `وفقاً`) are none, except where `allowFa`. */
export function complementiser(
  token: Pick<Token, 'kind' | 'key' | 'form'> | undefined,
  allowFa = false,
): Complementiser | null {
  if (token?.kind !== 'word') return null;
  let key = token.key;
  let conjunction = false;
  if (!isWord('complementiser', key)) {
    if (key[0] !== 'و' && !(allowFa && key[0] === 'ف')) return null;
    key = key.slice(1);
    conjunction = true;
    if (!isWord('complementiser', key)) return null;
  }
  const bi = key[0] === 'ب';
  const rest = bi ? key.slice(1) : key;
  return { inna: token.form.includes('\u0625'), conjunction, bi, pronoun: rest.slice(2) };
}

/** The longest entry of a class of words that begins at a token; null where there is none, or no token. */
export function matchAt({ words, tokens, lexicon, matches }: Context, kind: WordKind, i: number): WordMatch | null {
  const word = words[i];
  if (!word || !mayBegin(word, kind)) return null;
  let known = matches.get(kind);
  if (!known) {
    known = new Map();
    matches.set(kind, known);
  }
  let match = known.get(i);
  if (match === undefined) {
    match = lexicon.match(kind, tokens, i);
    known.set(i, match);
  }
  return match;
}

/** The entry of a class of words that a word is by itself. */
export const matchOf = (word: Known, kind: WordKind): WordMatch | null =>
  mayBegin(word, kind) ? word.lexicon.match(kind, [word], 0) : null;

/** The key of a token; empty outside of the text. */
export const keyAt = ({ tokens }: Context, i: number): string => tokens[i]?.key ?? '';

/** Whether the entry of a class of words that begins at a token has a tag. */
export const isTagged = (context: Context, kind: WordKind, i: number, tag: string): boolean =>
  matchAt(context, kind, i)?.word.tags.includes(tag) === true;

/** `المجني | عليه`, `المشتبه | به`: the preposition that a listed source ends with belongs to its noun. */
export const isOfNoun = (context: Context, i: number): boolean =>
  matchAt(context, 'source', i - 1)?.last === i + 1 && isWord('attached', keyAt(context, i));

/** `وفقاً | لمصادر`: the preposition that its attribution head takes is attached to the noun. */
export const hasHeadsPreposition = (context: Context, noun: number): boolean =>
  noun > 0 && context.tokens[noun]!.key.startsWith('ل') && isTagged(context, 'attribution', noun - 1, 'li');

const NO_READINGS: readonly CueReading[] = [];

/** The readings of a word as a reporting word. */
export const readingsOf = askedOnce(({ kind, key, form, lexicon }) =>
  kind === 'word' ? lexicon.cueForms(key, form) : NO_READINGS,
);

/** The readings of a token as a reporting word. */
export const readings = (context: Context, token: Token | undefined): readonly CueReading[] =>
  token ? readingsOf(context.words[token.index]!) : NO_READINGS;

/** Trims punctuation and quotation marks at both ends of a token range. */
export function trimRange(context: Context, first: number, last: number): [number, number] {
  const { tokens } = context;
  const loose = (token: Token | undefined): boolean =>
    token !== undefined && (token.kind === 'punctuation' || token.kind === 'quote') && !/^[()%٪]$/.test(token.form);
  while (first < last && (loose(tokens[first]) || tokens[first]!.form === ')')) first++;
  while (last > first && (loose(tokens[last - 1]) || tokens[last - 1]!.form === '(')) last--;
  return [first, last];
}

/** The text span of a token range, without blanks. */
export function spanOf(context: Context, first: number, last: number): TextSpan {
  const start = context.tokens[first]!.start;
  const end = context.tokens[last - 1]!.end;
  return { start, end, text: context.index.text.slice(start, end) };
}

/** A span without its first letters. */
export function without({ start, end, text }: TextSpan, letters: number): TextSpan {
  const units = letters === 0 ? 0 : prefixLength(text, letters);
  return { start: start + units, end, text: text.slice(units) };
}
