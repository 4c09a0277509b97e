import { defaultLexicon, type Known, type Lexicon, wordsOf } from '../lexicon/index.ts';
import type { EntityType } from '../model.ts';
import { prefixLength, type TextIndex, type Token } from '../text/index.ts';
import type { Sense } from './lists.ts';
import type { FoundMention } from './types.ts';
import { listedWord, type Word, wordOf } from './words.ts';

/** A phrase of the gazetteer where the text has it. */
export interface PhraseMatch {
  first: number;
  last: number;
  /** Letters of clitics before it in the first token. */
  cut: number;
  clitics: string;
  senses: readonly Sense[];
}

/** An article as the rules see it: tokens, what is known of each, and where its sentence ends. */
export interface Scene {
  index: TextIndex;
  tokens: readonly Token[];
  words: readonly (Word | null)[];
  /** The same tokens in the vocabulary. */
  known: readonly Known[];
  /** For each token, the end of its sentence (a token index, exclusive). */
  limits: Int32Array;
  /** For each token, the start of its sentence. */
  starts: Int32Array;
  /** Tokens that the rules know to be no name here, whatever they are elsewhere. */
  vetoes: Set<number>;
  /** An article about sport; told at the first question. */
  sport?: boolean;
  /** Phrases found so far, by their first token. */
  phrases: (PhraseMatch | null | undefined)[];
}

function readWord(known: Known): Word | null {
  switch (known.kind) {
    case 'word':
    case 'number':
      return listedWord(known);
    case 'url':
    case 'abbreviation':
      return wordOf(known.key.replace(/\./g, ' ').trim());
    default:
      return null;
  }
}

/** `lexicon`: whose vocabulary holds the words; the stations that come later have them from there. */
export function sceneOf(index: TextIndex, lexicon: Lexicon = defaultLexicon()): Scene {
  const { tokens, sentences } = index;
  // pushed, not mapped: see `wordsOf` in lexicon/vocabulary.ts
  const words: (Word | null)[] = [];
  const known = wordsOf(lexicon, tokens);
  for (const word of known) words.push(readWord(word));
  const limits = new Int32Array(tokens.length);
  const starts = new Int32Array(tokens.length);
  for (const { first, last } of sentences) {
    limits.fill(last, first, last);
    starts.fill(first, first, last);
  }
  return { index, tokens, words, known, limits, starts, vetoes: new Set(), phrases: new Array(tokens.length) };
}

/** The confidence of what a rule proposes: the models weigh it. */
export const RULED = 0.8;

/** A mention from its tokens; `cut` letters of the first one are clitics. */
export function mentionOf(
  { index: { tokens, text } }: Pick<Scene, 'index'>,
  first: number,
  last: number,
  cut: number,
  type: EntityType,
  confidence: number,
  rule: string,
): FoundMention {
  const head = tokens[first]!;
  const start = cut > 0 ? head.start + prefixLength(text.slice(head.start, head.end), cut) : head.start;
  return { start, end: tokens[last - 1]!.end, first, last, cut, type, confidence, rule };
}

/** What the lists know of a token's word as it stands. */
export function flagsAt(scene: Scene, at: number): number {
  return scene.words[at]?.bare.flags ?? 0;
}

export function keyAt(scene: Scene, at: number): string {
  return scene.tokens[at]?.key ?? '';
}

/** Whether a token is an opening or closing mark or bracket. */
export function isMark(scene: Scene, at: number): boolean {
  const token = scene.tokens[at];
  return token !== undefined && (token.kind === 'quote' || token.key === '(' || token.key === ')');
}
