/** Of the candidates those that together are worth most: each counts its probability less what a name must have, and none overlap. */
import type { Candidate } from './candidates.ts';

/** A candidate less probable than this is no name. */
const LEAST = 0.4;

/** Weighted interval scheduling; the numbers of the chosen candidates in the order of the text. */
export function choose(candidates: readonly Candidate[], probabilities: ArrayLike<number>, least = LEAST): number[] {
  const order: number[] = [];
  for (let i = 0; i < candidates.length; i++) if (probabilities[i]! > least) order.push(i);
  order.sort((a, b) => candidates[a]!.last - candidates[b]!.last || candidates[a]!.first - candidates[b]!.first);
  const best = [0];
  const taken: (number | null)[] = [];
  order.forEach((i, k) => {
    const before = endingBefore(candidates, order, k, candidates[i]!.first);
    const worth = probabilities[i]! - least + best[before]!;
    taken.push(worth > best[k]! ? before : null);
    best.push(Math.max(worth, best[k]!));
  });
  const chosen: number[] = [];
  for (let k = order.length; k > 0; ) {
    const before = taken[k - 1];
    if (before === null || before === undefined) k--;
    else {
      chosen.push(order[k - 1]!);
      k = before;
    }
  }
  return chosen.reverse();
}

/** How many of the first `count` candidates in `order` end at or before a token. */
function endingBefore(
  candidates: readonly Candidate[],
  order: readonly number[],
  count: number,
  token: number,
): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[order[middle]!]!.last <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}
