/** The words for who speaks, as those see them who tell whom they mean: read once a saying. */
import type { TokenRange } from '../choosing.ts';
import { type Context, mentionsWithin, type NameMention } from '../context.ts';
import { type Facts, factsOf } from '../facts.ts';
import { holds, stem } from './links.ts';
import { bare, stemOf, wordsOf } from './referents.ts';

export interface Source {
  context: Context;
  facts: Facts;
  first: number;
  last: number;
  /** The first word without article. */
  head: string;
  /** The names in it. */
  names: readonly NameMention[];
  /** Its words without articles in their order, and each of them once. */
  words: readonly string[];
  called: readonly string[];
  /** `words` as a text, a blank before each. */
  text: string;
  /** Stems of both. */
  stems: readonly string[];
  calledStems: readonly string[];
  /** Whether it is an office of one known person (`holds`). */
  held: number;
}

export function sourceOf(context: Context, [first, last]: TokenRange): Source {
  const facts = factsOf(context);
  const words = wordsOf(context, facts, first, last);
  const called = [...new Set(words)];
  return {
    context,
    facts,
    first,
    last,
    head: bare(context.tokens[first]!.key),
    names: mentionsWithin(context, first, last),
    words,
    called,
    text: ` ${words.join(' ')}`,
    stems: wordsOf(context, facts, first, last, stemOf),
    calledStems: called.map(stem),
    held: holds(context, facts, [first, last]),
  };
}

/** `الوزير`, `الشركة`: a definite word by itself, and no name. */
export const isOneWord = ({ context, facts, first, last }: Source): boolean =>
  last - first === 1 && facts.has(first, 'definite') && !context.mentionAt[first];
