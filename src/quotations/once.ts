/** What is read once an article, or once counted, for all who ask again. */
import type { Context } from './context.ts';

/** What `read` tells of an article (its context, its view), remembered as long as the article is. */
export function perArticle<Of extends object, T>(read: (article: Of) => T): (article: Of) => T {
  const known = new WeakMap<Of, T>();
  return (article) => {
    let told = known.get(article);
    if (told === undefined) {
      told = read(article);
      known.set(article, told);
    }
    return told;
  };
}

/** How many tokens among `first` up to but not including `last` are of a kind: one subtraction, once the article was gone through. */
export function counter(
  isOne: (context: Context, token: number) => boolean,
): (context: Context, first: number, last: number) => number {
  const sumsOf = perArticle((context: Context) => {
    const sums = new Uint32Array(context.tokens.length + 1);
    for (let i = 0; i < context.tokens.length; i++) sums[i + 1] = sums[i]! + (isOne(context, i) ? 1 : 0);
    return sums;
  });
  return (context, first, last) => {
    const sums = sumsOf(context);
    return last > first ? sums[last]! - sums[first]! : 0;
  };
}
