/** Spans that keep both marks of a pair, or neither. */
import type { Span } from '../model.ts';
import { firstFrom } from './lists.ts';
import type { TextIndex } from './types.ts';

/** The two marks of a pair, each with its span. */
export interface MarkSpans {
  open: Span;
  close: Span;
}

/** The pairs of a text: quotation marks that are closed, and round brackets. A mark that is never closed has no partner to keep. */
export interface MarkTable {
  /** By their opening mark. */
  byOpen: readonly MarkSpans[];
  /** By their closing mark. */
  byClose: readonly MarkSpans[];
}

export function markTable({ tokens, paragraphs, marks }: TextIndex): MarkTable {
  const pairs: MarkSpans[] = [];
  for (const { open, close } of marks) if (close !== null) pairs.push({ open: tokens[open]!, close: tokens[close]! });
  for (const { first, last } of paragraphs) {
    const waiting: Span[] = [];
    for (let at = first; at < last; at++) {
      const token = tokens[at]!;
      if (token.form === '(') waiting.push(token);
      else if (token.form === ')' && waiting.length > 0) pairs.push({ open: waiting.pop()!, close: token });
    }
  }
  return {
    byOpen: pairs.toSorted((a, b) => a.open.start - b.open.start),
    byClose: pairs.toSorted((a, b) => a.close.start - b.close.start),
  };
}

/** What may stand between a span and the mark that closes it: `جديدة.»`. */
const NOTHING = /^[\s.،,؛;:!؟?…]*$/;
/** How far, in characters, a name or an office reaches for its mark. */
const NAME_REACH = 40;

/**
 * The span with both marks of each pair, or with neither: `الحكومة «لن تنجرّ` -> `الحكومة «لن تنجرّ»`, `«النور كابيتال` -> `النور كابيتال`.
 * A mark at the span's edge is left out; one inside is completed if its partner is within `reach` in its paragraph, else the span
 * ends before it. Pairs that are `whole` already are left alone.
 */
export function balanced(
  span: Span,
  text: string,
  table: MarkTable,
  reach = NAME_REACH,
  whole: (pair: MarkSpans) => boolean = () => false,
): Span {
  let { start, end } = span;
  for (const pair of crossing(table, start, end)) {
    const { open, close } = pair;
    if (whole(pair)) continue;
    const opens = open.start >= start && open.end <= end;
    const closes = close.start >= start && close.end <= end;
    if (opens === closes) continue;
    if (opens) {
      const gap = text.slice(end, Math.min(close.start, end + reach + 1));
      if (open.start === start) start = afterBlanks(text, open.end, end);
      else if (NOTHING.test(gap) || (gap.length <= reach && !gap.includes('\n'))) end = close.end;
      else end = beforeBlanks(text, start, open.start);
    } else if (close.end === end) end = beforeBlanks(text, start, close.start);
    else if (open.end <= start && /^\s*$/.test(text.slice(open.end, start))) start = open.start;
    else end = beforeBlanks(text, start, close.start);
  }
  return start < end ? { start, end } : span;
}

/** The pairs of which just one mark lies in the span, the one that opens first in front. */
function crossing({ byOpen, byClose }: MarkTable, start: number, end: number): MarkSpans[] {
  const found: MarkSpans[] = [];
  for (let at = firstFrom(0, byClose.length, (i) => byClose[i]!.close.start >= start); byClose[at]; at++) {
    if (byClose[at]!.close.start >= end) break;
    if (byClose[at]!.open.start < start) found.push(byClose[at]!);
  }
  for (let at = firstFrom(0, byOpen.length, (i) => byOpen[i]!.open.start >= start); byOpen[at]; at++) {
    if (byOpen[at]!.open.start >= end) break;
    if (byOpen[at]!.close.end > end) found.push(byOpen[at]!);
  }
  return found;
}

function afterBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && /\s/.test(text[at]!)) at++;
  return at;
}

function beforeBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[\s،,؛;:]/.test(text[at - 1]!)) at--;
  return at;
}
