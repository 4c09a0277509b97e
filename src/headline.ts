import type { TextIndex } from './text/index.ts';

/**
 * The headline of a plain text: its first paragraph, where that is short, closes with no full stop and others follow.
 * Null where the article starts at once with its lead.
 */
export function findHeadline(index: TextIndex): { text: string; last: number } | null {
  const [first, second] = index.paragraphs;
  if (!first || !second) return null;
  const words = index.tokens.slice(first.first, first.last).filter((token) => token.kind === 'word').length;
  const end = index.tokens[first.last - 1];
  if (words < 2 || words > 24 || !end || end.form === '.' || end.form === ':') return null;
  return { text: index.text.slice(first.start, first.end).trim(), last: first.last };
}
