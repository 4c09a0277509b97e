/** Annotated articles as the reader learns from them: pieces of tokens with their inputs, and what each token is. */

import { folded, nameWords } from '../../evaluate/words.ts';
import type { Span } from '../../model.ts';
import { ALL_BITS } from '../../network/bits.ts';
import { matchHeads } from '../../network/phrases.ts';
import { ruledAttributions } from '../../quotations/attributions/index.ts';
import type { TokenRange } from '../../quotations/choosing.ts';
import type { Context } from '../../quotations/context.ts';
import { HINT, HINTS, type Hint } from '../../quotations/hints.ts';
import { tokensOf } from '../../quotations/sayings.ts';
import { type View, viewOf } from '../../quotations/view.ts';
import { inputsOf, piecesOf } from '../../reader/inputs.ts';
import type { Encoder } from '../examples.ts';
import type { Lesson } from '../lesson.ts';
import type { Example } from '../network.ts';
import { teach } from '../stations/taught.ts';

/** A piece of an article. */
export interface ReadExample extends Example {
  /** What each token is: the probability of each of `HINTS` (1 or 0 by the gold), below 0 where nothing is known of it. */
  marks: Float32Array;
}

/** Hints of which nothing is known where an article tells no more of its speakers than their names. */
const FULL = ['medium', 'addressee', 'office', 'body'] as const;

const BESIDE = ['medium', 'addressee'] as const;

/** What each token of an article is, by the gold. */
function marksOf(lesson: Lesson, taught: ReturnType<typeof teach>): Float32Array {
  const { context, gold } = lesson;
  const marks = new Float32Array(context.tokens.length * HINTS.length);
  if (!gold.speakers)
    for (let token = 0; token < context.tokens.length; token++)
      for (const hint of FULL) marks[token * HINTS.length + HINT[hint]] = -1;
  const mark = (token: number, hint: Hint): void => {
    marks[token * HINTS.length + HINT[hint]] = 1;
  };
  for (const quotation of gold.quotations ?? [])
    for (const hint of BESIDE) {
      const words = quotation[hint] && wordsIn(context, quotation[hint]);
      if (words) for (let i = words[0]; i < words[1]; i++) mark(i, hint);
    }
  for (const [hint, [first, last]] of described(lesson)) for (let i = first; i < last; i++) mark(i, hint);
  for (const { gold: quotation, start, last } of taught.wanted) {
    const cue = quotation.cue && context.tokens.findIndex(({ end }) => end > quotation.cue!.start);
    if (cue !== null && cue >= 0) mark(cue, 'cue');
    const source = quotation.source && wordsIn(context, quotation.source);
    if (source) {
      mark(source[0], 'source-first');
      mark(source[1] - 1, 'source-last');
      for (let i = source[0]; i < source[1]; i++) mark(i, 'source');
    }
    mark(start, 'first');
    mark(last, 'last');
    for (let i = start; i <= last; i++) mark(i, 'inside');
    if (quotation.type === 'nominal') for (let i = start; i <= last; i++) mark(i, 'nominal');
  }
  for (const phrase of gold.attributions ?? []) {
    const words = wordsIn(context, phrase);
    if (!words) continue;
    mark(words[0], 'phrase');
    mark(words[1] - 1, 'phrase-last');
    for (let i = words[0]; i < words[1]; i++) mark(i, 'in-phrase');
  }
  return marks;
}

/** So far around a speaker's name the words are looked for that describe him, in tokens. */
const NEAR = 25;

/** Where an article tells the office and the body of its speakers, by the gold's words for them: beside their names, or in what names them. */
function described({ context, gold }: Lesson): ['office' | 'body', TokenRange][] {
  const keys = context.tokens.map(({ key }) => folded(key));
  return (gold.speakers ?? []).flatMap(({ name, role, affiliation }) => {
    const called = gold.mentions.filter((mention) => mention.name === name);
    const sources = (gold.quotations ?? []).flatMap(({ speaker, source }) =>
      speaker === name && source ? source : [],
    );
    const places = [...called, ...sources].map((span) => tokensOf(context, span));
    const told: ['office' | 'body', string | null | undefined][] = [
      ['office', role],
      ['body', affiliation],
    ];
    return told.flatMap(([hint, words]) =>
      places.flatMap(([first, last]): ['office' | 'body', TokenRange][] => {
        const found = wordsNear(keys, nameWords(words), Math.max(0, first - NEAR), Math.min(keys.length, last + NEAR));
        return found ? [[hint, found]] : [];
      }),
    );
  });
}

/** The tokens between two places that are these words, marks between them passed over; a clitic may stand before the first. */
function wordsNear(keys: readonly string[], words: readonly string[], from: number, to: number): TokenRange | null {
  if (words.length === 0) return null;
  for (let first = from; first < to; first++) {
    if (!keys[first]!.endsWith(words[0]!.replace(/^ال/, ''))) continue;
    let at = first;
    let known = 0;
    while (at < to && known < words.length) {
      if (known === 0 || keys[at] === words[known]) known++;
      else if (/[\p{L}\p{N}]/u.test(keys[at]!)) break;
      at++;
    }
    if (known === words.length) return [first, at];
  }
  return null;
}

/** The tokens of a span from its first word to its last. */
function wordsIn(context: Context, span: Span): [number, number] | null {
  const { tokens, index } = context;
  let [first, last] = tokensOf(context, span);
  const isWord = (token: number) => /[\p{L}\p{N}]/u.test(index.text.slice(tokens[token]!.start, tokens[token]!.end));
  while (first < last && !isWord(first)) first++;
  while (last > first && !isWord(last - 1)) last--;
  return first < last ? [first, last] : null;
}

/** The pieces of an annotated article. */
export function examplesOf(encoder: Encoder, lesson: Lesson): ReadExample[] {
  const taught = teach(lesson);
  const marks = marksOf(lesson, taught);
  const pieces = piecesOf(taught.view);
  return inputExamples(encoder, taught.view).map((example, i) => ({
    ...example,
    marks: marks.subarray(pieces[i]!.first * HINTS.length, pieces[i]!.last * HINTS.length),
  }));
}

/** What the reader of a lesson heard, piece by piece. */
export function hintsOf({ context }: Lesson): Float32Array[] {
  const view = viewOf(context, ruledAttributions(context));
  return piecesOf(view).map(({ first, last }) => context.hints!.subarray(first * HINTS.length, last * HINTS.length));
}

/** The pieces of an article that other readers have read. */
export function softExamples(encoder: Encoder, view: View, hints: Float32Array): ReadExample[] {
  const pieces = piecesOf(view);
  return inputExamples(encoder, view).map((example, i) => {
    const { first, last } = pieces[i]!;
    return { ...example, marks: hints.subarray(first * HINTS.length, last * HINTS.length) };
  });
}

/** What the network is given of each piece of an article. */
function inputExamples(encoder: Encoder, view: View): Example[] {
  const keys = view.context.tokens.map(({ key }) => key);
  const pieces = piecesOf(view);
  const here = inputsOf(view).map((own) => own.map((input) => ALL_BITS + input));
  const words = keys.map((key) => encoder.word(key));
  matchHeads(encoder.lexicon, words, pieces, (token, bit) => here[token]!.push(bit));
  const topics = encoder.topics(pieces.map(({ first, last }) => keys.slice(first, last)));
  return pieces.map(({ first, last }, i) => {
    const topic = topics[i];
    return { ...encoder.example(keys.slice(first, last), [], here.slice(first, last)), ...(topic && { topic }) };
  });
}
