/** Counting words of a kind between two places: an article is gone through once, and a stretch's number of them is one subtraction then. */
import type { Context } from './context.ts';

/** How many tokens among `first` up to but not including `last` are of a kind. */
export function counter(
  isOne: (context: Context, token: number) => boolean,
): (context: Context, first: number, last: number) => number {
  const known = new WeakMap<Context, Uint32Array>();
  return (context, first, last) => {
    let sums = known.get(context);
    if (!sums) {
      const size = context.tokens.length;
      sums = new Uint32Array(size + 1);
      for (let i = 0; i < size; i++) sums[i + 1] = sums[i]! + (isOne(context, i) ? 1 : 0);
      known.set(context, sums);
    }
    return last > first ? sums[last]! - sums[first]! : 0;
  };
}
