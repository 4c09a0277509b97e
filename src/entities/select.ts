import type { FoundMention } from './types.ts';

type Tokens = Pick<FoundMention, 'first' | 'last'>;

/** Adds the tokens of a span to those that are taken. */
export function take(taken: Set<number>, { first, last }: Tokens): void {
  for (let at = first; at < last; at++) taken.add(at);
}

/** Whether no token of a span is taken. */
export function isFree(taken: ReadonlySet<number>, { first, last }: Tokens): boolean {
  for (let at = first; at < last; at++) if (taken.has(at)) return false;
  return true;
}

/** Of candidates that overlap, the longest; of equally long ones the surest; of equally sure ones the earlier rule's. */
export function select(candidates: readonly FoundMention[]): FoundMention[] {
  const ranked = candidates.toSorted((a, b) => b.last - b.first - (a.last - a.first) || b.confidence - a.confidence);
  const taken = new Set<number>();
  const chosen: FoundMention[] = [];
  for (const mention of ranked) {
    if (!isFree(taken, mention)) continue;
    take(taken, mention);
    chosen.push(mention);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
