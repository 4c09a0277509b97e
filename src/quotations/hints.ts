/**
 * What the network of the quotations thinks of each token, some probabilities a token: hints that the stations weigh beside what they see.
 */
import { labels } from '../learned/layout.ts';
import type { Context } from './context.ts';
import type { View } from './view.ts';

/** What a token may be: reporting word; first, any and last word of a source; first, any and last word of a content; of a nominal one; first word of an attribution phrase; any word of a medium, of an addressee. */
export const HINTS = labels('cue source-first source source-last first inside last nominal phrase medium addressee');
export type Hint = (typeof HINTS)[number];
export const HINT = Object.fromEntries(HINTS.map((hint, place) => [hint, place])) as Record<Hint, number>;
const WIDTH = HINTS.length;

/** The network that reads an article for the stations. */
export interface Reader {
  /** The probabilities of `HINTS`, token by token. */
  read(view: View): Float32Array;
}

/** The probability of a token; 0 outside of the text, and where no network has read it. */
export function hintAt({ hints }: Context, token: number, hint: number): number {
  return hints?.[token * WIDTH + hint] ?? 0;
}

/** The largest probability among `first` up to but not including `last`. */
export function mostHinted(context: Context, first: number, last: number, hint: number): number {
  let most = 0;
  if (context.hints) for (let i = Math.max(0, first); i < last; i++) most = Math.max(most, hintAt(context, i, hint));
  return most;
}

/** The least one. */
export function leastHinted(context: Context, first: number, last: number, hint: number): number {
  let least = 1;
  for (let i = first; i < last; i++) least = Math.min(least, hintAt(context, i, hint));
  return least;
}

/** The mean. */
export function meanHinted(context: Context, first: number, last: number, hint: number): number {
  let sum = 0;
  for (let i = first; i < last; i++) sum += hintAt(context, i, hint);
  return last > first ? sum / (last - first) : 0;
}
