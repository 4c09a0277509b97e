/** The content of a quotation as spans of the text, and its type. */
import type { QuotationType, Span } from '../../model.ts';
import type { MarkPair } from '../../text/index.ts';
import { type Context, countWords, isComma, isDash, pairEnd, sentenceAt, spanOf } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { FLAG, has, nextAt, openBefore, type View, wordBefore, wordFrom } from '../view.ts';
import { isWord } from '../words.ts';
import type { Weighed } from './choose.ts';

export interface Extent {
  type: QuotationType;
  fragments: Span[];
  first: number;
  /** The token after the content. */
  last: number;
  /** The pair whose inside is the whole content. */
  pair?: MarkPair;
}

/** Least words of a pair that speaks: shorter ones are names and scare quotes inside a reported clause. */
const SPEAKING_WORDS = 2;

/** Whether marks inside the clause hold somebody's words: two words or more that are no name. */
export function hasSpeakingPair(context: Context, first: number, last: number): boolean {
  const { tokens } = context;
  for (let i = first - 1; i < last; i++) {
    const pair = context.pairOpenedAt.get(i);
    if (!pair) continue;
    const end = pairEnd(pair, tokens);
    const words = countWords(tokens, pair.open + 1, end);
    if (words < SPEAKING_WORDS) continue;
    const named = context.mentionAt[pair.open + 1];
    if (named && named.last >= end) continue;
    if (words <= 4 && isWord('naming', (tokens[pair.open - 1]?.key ?? '').replace(/^(?:و?ال|و|ب|ل|لل)/, ''))) continue;
    return true;
  }
  return false;
}

export function extentOf(view: View, { cue, start, last, nominal }: Weighed): Extent {
  const { context } = view;
  const { tokens } = context;
  const pair = context.pairOpenedAt.get(openBefore(view, start.token));
  const close = pair ? pairEnd(pair, tokens) : -1;
  const whole =
    pair !== undefined && (wordBefore(view, close, start.token) === last || (pair.close === null && last < close));
  const hole = holeOf(view, cue, start.token, last);
  const end = behindUnit(context, last + 1);
  const range = { first: start.token, last: end };
  const other = whole && !hole ? otherHalf(view, cue, start.token) : undefined;
  if (other) {
    const [one, two] = other.open < pair!.open ? [other, pair!] : [pair!, other];
    const spans = [one, two].map(({ start: from, end }) => ({ start: from, end }));
    return { type: 'direct', fragments: spans, first: one.open + 1, last: pairEnd(two, tokens) };
  }
  if (whole && !hole) {
    const fragments =
      pair.close === null && wordBefore(view, close, start.token) !== last
        ? [span(context, start.token, end)]
        : (pair.fragments ?? [pair]).map(({ start: from, end }) => ({ start: from, end }));
    return { type: 'direct', fragments, ...range, pair };
  }
  const fragments = hole
    ? [span(context, start.token, hole.first), span(context, hole.last, end)]
    : [span(context, start.token, end)];
  if (hole && inMarks(view, start.token, hole.first) && inMarks(view, hole.last, last + 1))
    return { type: 'direct', fragments, ...range };
  const type = nominal >= 0.5 ? 'nominal' : hasSpeakingPair(context, start.token, last + 1) ? 'mixed' : 'indirect';
  return { type, fragments, ...range };
}

/** `14.5 %`, `20$`: the sign of a unit belongs to the number before it. */
const behindUnit = ({ tokens }: Context, end: number): number =>
  tokens[end - 1]?.kind === 'number' && /^[%\u066A\p{Sc}°]$/u.test(tokens[end]?.form ?? '') ? end + 1 : end;

const span = (context: Context, first: number, last: number): Span => {
  const { start, end } = spanOf(context, first, last);
  return { start, end };
};

/** A stretch that is the inside of one pair. */
function inMarks(view: View, first: number, last: number): boolean {
  const pair = view.context.pairOpenedAt.get(openBefore(view, first));
  return pair !== undefined && wordBefore(view, pairEnd(pair, view.context.tokens), first) === last - 1;
}

/** `«…»، يقول فلان، «…»`: the pair on the other side of a verb that stands between the two halves of what was said. */
function otherHalf(view: View, { site, token }: CueCandidate, start: number): MarkPair | undefined {
  const { context } = view;
  if (site?.role !== 'verb' || site.reading.proclitic !== '') return undefined;
  const { last } = sentenceAt(context, token);
  let closed = token - 1;
  while (isComma(context.tokens[closed]) || isDash(context.tokens[closed])) closed--;
  const before = context.pairClosedAt.get(closed);
  if (start > token) return before;
  if (!before) return undefined;
  const opens = nextAt(view, FLAG.opens, token);
  const paused = isComma(context.tokens[opens - 1]) || isDash(context.tokens[opens - 1]);
  return opens < last && paused && nextAt(view, FLAG.stop, token) > opens ? context.pairOpenedAt.get(opens) : undefined;
}

/** What stands in a content without belonging to it: `«…»، يقول فلان، «…»`, `الشركة، حسب مديرها، ستبيع`. */
function holeOf(view: View, cue: CueCandidate, first: number, last: number): { first: number; last: number } | null {
  if (cue.token <= first || cue.after > last) return null;
  const { context } = view;
  const from = wordBefore(view, cue.token, first);
  if (from < 0) return null;
  let until = cue.after;
  if (cue.kind === 'word') {
    const closed = context.pairClosedAt.has(from + 1);
    while (
      until < last &&
      !(closed ? has(view, until, FLAG.opens) : isComma(context.tokens[until]) || isDash(context.tokens[until]))
    )
      until++;
  }
  const to = wordFrom(view, until, last + 1);
  return to < 0 ? null : { first: from + 1, last: to };
}
