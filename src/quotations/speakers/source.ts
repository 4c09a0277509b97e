/** The words for who speaks, as those see them who tell whom they mean: read once a saying. */
import type { TokenRange } from '../choosing.ts';
import { type Context, mentionsWithin } from '../context.ts';
import { factsOf } from '../facts.ts';
import { holds, stem } from './links.ts';
import { bare, stemOf, wordsOf } from './referents.ts';

export type Source = ReturnType<typeof sourceOf>;

export function sourceOf(context: Context, [first, last]: TokenRange) {
  const facts = factsOf(context);
  /** Its words without articles in their order, and each of them once. */
  const words = wordsOf(context, facts, first, last);
  const called = [...new Set(words)];
  /** The first word, the names in it, its words as a text with a blank before each, and their stems. */
  const head = bare(context.tokens[first]!.key);
  const names = mentionsWithin(context, first, last);
  const text = ` ${words.join(' ')}`;
  const stems = wordsOf(context, facts, first, last, stemOf);
  const calledStems = called.map(stem);
  /** Whether it is an office of one known person. */
  const held = holds(context, facts, [first, last]);
  return { context, facts, first, last, words, called, head, names, text, stems, calledStems, held };
}

/** `الوزير`, `الشركة`: a definite word by itself, and no name. */
export const isOneWord = ({ context, facts, first, last }: Source): boolean =>
  last - first === 1 && facts.has(first, 'definite') && !context.mentionAt[first];
