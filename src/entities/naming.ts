/** The name of a mention: what stands in the text without what grammar adds to it, or takes away. */
import { balanced, type MarkTable, type TextIndex } from '../text/index.ts';
import { DEFINITE, GIVEN, GIVEN_OR_WORD, ORG_HEAD, PHRASE, PLACE_HEAD } from './lists.ts';
import type { FoundMention } from './types.ts';
import { wordOf } from './words.ts';

/** A mention with both marks of a pair, or neither: `حزب «القوات` takes its closing mark along. Its tokens are its words, as before. */
export function keepMarks(mention: FoundMention, text: string, table: MarkTable): void {
  Object.assign(mention, balanced(mention, text, table));
}

/** First words of the article's names as they stand without ل before an article. */
export type Written = ReadonlySet<string>;

const startsAfterLam = ({ tokens }: TextIndex, { first, cut }: FoundMention): boolean =>
  cut > 0 && tokens[first]!.key.startsWith('لل', cut - 1);

export function writtenWords(index: TextIndex, mentions: readonly FoundMention[]): Written {
  const plain = mentions.filter((mention) => !startsAfterLam(index, mention));
  return new Set(plain.map(({ first, cut }) => index.tokens[first]!.key.slice(cut)));
}

/**
 * What ل has swallowed of the article before a mention, to be put in front of its name: `ا` of `للسيسي` (السيسي), `ال` of
 * `للجنة الدولية` (اللجنة الدولية), nothing of `للبنان` (لبنان) and of names that no ل precedes.
 */
export function swallowed(index: TextIndex, mention: FoundMention, written: Written): '' | 'ا' | 'ال' {
  if (!startsAfterLam(index, mention)) return '';
  const { first, last, cut } = mention;
  const key = index.tokens[first]!.key.slice(cut);
  if (written.has(`ا${key}`)) return 'ا';
  if (written.has(`ال${key}`)) return 'ال';
  if (written.has(key)) return '';
  const { flags } = wordOf(key).bare;
  if (flags & (ORG_HEAD | PLACE_HEAD)) {
    const next = last > first + 1 ? wordOf(index.tokens[first + 1]!.key).bare : null;
    return next && next.flags & DEFINITE && /يه?$/.test(next.key) ? 'ال' : '';
  }
  const named = GIVEN | GIVEN_OR_WORD | PHRASE;
  return flags & named && !(wordOf(`ا${key}`).bare.flags & named) ? '' : 'ا';
}
