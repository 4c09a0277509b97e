/** From the gold's offsets to tokens. */
import type { Span } from '../model.ts';
import type { Context } from '../quotations/context.ts';

/** The tokens that a span touches: first, and behind the last. */
export function tokensOf({ tokens }: Context, { start, end }: Span): [number, number] {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < tokens.length && tokens[last]!.start < end) last++;
  return [low, last];
}
