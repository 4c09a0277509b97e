/** Of the candidates those that together are worth most: each counts its probability less what a name must have, and none overlap. */
import { firstFrom } from '../../text/index.ts';
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
    // how many of those in front end before it
    const before = firstFrom(0, k, (one) => candidates[order[one]!]!.last > candidates[i]!.first);
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
