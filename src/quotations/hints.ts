/**
 * What the network of the quotations thinks of each token, some probabilities a token: hints that the stations weigh beside what they see.
 */
import { labels } from '../learned/layout.ts';
import type { Context } from './context.ts';
import type { View } from './view.ts';

/**
 * What a token may be: reporting word; first, any and last word of a source; first, any and last word of a content; of a nominal one; first
 * word of an attribution phrase; any word of a medium, of an addressee; any and last word of an attribution phrase; any word of a speaker's office,
 * of the body that he belongs to.
 */
export const HINTS = labels(
  'cue source-first source source-last first inside last nominal phrase medium addressee in-phrase phrase-last office body',
);
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
  const at = token * WIDTH + hint;
  return hints !== null && at >= 0 && at < hints.length ? hints[at]! : 0;
}

/** The largest probability among `first` up to but not including `last`. */
export function mostHinted({ hints }: Context, first: number, last: number, hint: number): number {
  let most = 0;
  if (!hints) return most;
  const end = Math.min(last * WIDTH, hints.length);
  for (let at = Math.max(0, first) * WIDTH + hint; at < end; at += WIDTH) if (hints[at]! > most) most = hints[at]!;
  return most;
}

/** The least one; 0 where some of them are outside of the text. */
export function leastHinted({ hints }: Context, first: number, last: number, hint: number): number {
  let least = 1;
  if (!hints || first < 0 || last * WIDTH > hints.length) return first < last ? 0 : least;
  for (let at = first * WIDTH + hint; at < last * WIDTH; at += WIDTH) if (hints[at]! < least) least = hints[at]!;
  return least;
}

/** The mean. */
export function meanHinted({ hints }: Context, first: number, last: number, hint: number): number {
  if (!hints || last <= first) return 0;
  let sum = 0;
  const end = Math.min(last * WIDTH, hints.length);
  for (let at = Math.max(0, first) * WIDTH + hint; at < end; at += WIDTH) sum += hints[at]!;
  return sum / (last - first);
}
