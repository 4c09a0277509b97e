import type { FoundMention } from './types.ts';

/** Of candidates that overlap, the longest; of equally long ones the surest; of equally sure ones the earlier rule's. */
export function select(candidates: readonly FoundMention[]): FoundMention[] {
  const ranked = candidates
    .map((mention, rank) => ({ mention, rank }))
    .sort(
      (a, b) =>
        b.mention.last - b.mention.first - (a.mention.last - a.mention.first) ||
        b.mention.confidence - a.mention.confidence ||
        a.rank - b.rank,
    );
  const taken = new Set<number>();
  const chosen: FoundMention[] = [];
  for (const { mention } of ranked) {
    let free = true;
    for (let at = mention.first; at < mention.last && free; at++) free = !taken.has(at);
    if (!free) continue;
    for (let at = mention.first; at < mention.last; at++) taken.add(at);
    chosen.push(mention);
  }
  return chosen.sort((a, b) => a.start - b.start);
}
