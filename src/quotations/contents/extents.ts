/** The content of a quotation as spans of the text, and its type. */
import type { QuotationType, Span } from '../../model.ts';
import { closingBracket, type MarkPair } from '../../text/index.ts';
import { stemOf } from '../choosing.ts';
import { type Context, isColon, keyAt, pairEnd, sentenceAt, spanOf, wordsIn } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { beforeSecond } from '../headlines.ts';
import { countIn, FLAG, lastInPair, nextAt, pairBefore, type View, wordBefore, wordFrom } from '../view.ts';
import { isWordAfterConjunction } from '../words.ts';
import { pauses } from './interrupted.ts';
import type { Proposal } from './propose.ts';

export interface Extent {
  type: QuotationType;
  fragments: Span[];
  first: number;
  /** The token after the content. */
  last: number;
}

/** Least words of a pair that speaks: shorter ones are names and scare quotes inside a reported clause. */
const SPEAKING_WORDS = 2;

/** Whether marks inside the clause hold somebody's words: two words or more that are no name. */
function hasSpeakingPair(context: Context, first: number, last: number): boolean {
  const { tokens } = context;
  for (let i = first - 1; i < last; i++) {
    const pair = context.pairOpenedAt.get(i);
    if (!pair) continue;
    const end = pairEnd(pair, tokens);
    const words = wordsIn(context, pair);
    if (words < SPEAKING_WORDS) continue;
    const named = context.mentionAt[pair.open + 1];
    if (named && named.last >= end) continue;
    if (words <= 4 && isWordAfterConjunction('naming', stemOf(keyAt(context, pair.open - 1)))) continue;
    return true;
  }
  return false;
}

/** Behind a colon or inside marks all is said. */
function isMarked({ tokens, insideOf }: Context, cue: number, first: number): boolean {
  return insideOf[first] != null || tokens.slice(cue, first).some((token) => isColon(token) || token.kind === 'quote');
}

export function extentOf(view: View, { cue, start, last: end, nominal }: Proposal): Extent {
  const { context } = view;
  const first = start.token;
  const last = cue.token < first && !isMarked(context, cue.token, first) ? beforeSecond(context, first, end) : end;
  const hole = holeOf(view, cue, first, last);
  const direct = hole ? null : extentInMarks(view, cue, first, last);
  if (direct) return direct;
  const behind = behindUnit(context, last + 1);
  const fragments = hole
    ? [span(context, first, hole.first), span(context, hole.last, behind)]
    : [span(context, first, behind)];
  return { type: typeOf(view, first, last, nominal), fragments, first, last: behind };
}

function typeOf(view: View, first: number, last: number, nominal: number): QuotationType {
  if (nominal >= 0.5) return 'nominal';
  if (inBrackets(view, first, last)) return 'direct';
  return hasSpeakingPair(view.context, first, last + 1) ? 'mixed' : 'indirect';
}

/** `قال سالم الهدار | (الطريق مفتوح أمام الجميع)`: brackets that the text alone didn't show to speak. */
function inBrackets({ context: { tokens } }: View, first: number, last: number): boolean {
  const closing = closingBracket(tokens[first - 1]?.form ?? '');
  if (closing === undefined) return false;
  let after = last + 1;
  while (tokens[after] && isPause(tokens[after]!.form)) after++;
  return tokens[after]?.form === closing;
}

const isPause = (form: string): boolean => /^[.…،؟!*]+$/u.test(form);

/** A content that is the whole inside of a pair, and of that on the other side of its verb; null where it is none. */
function extentInMarks(view: View, cue: CueCandidate, first: number, last: number): Extent | null {
  const { context } = view;
  const { tokens } = context;
  const pair = pairBefore(view, first);
  if (!pair) return null;
  const closed = lastInPair(view, first) === last;
  if (!closed && (pair.close !== null || last >= pairEnd(pair, tokens))) return null;
  const other = otherHalf(view, cue, first);
  if (other) {
    const [one, two] = other.open < pair.open ? [other, pair] : [pair, other];
    return { type: 'direct', fragments: [one, two].map(bounds), first: one.open + 1, last: pairEnd(two, tokens) };
  }
  const end = behindUnit(context, last + 1);
  const fragments = closed ? (pair.fragments ?? [pair]).map(bounds) : [span(context, first, end)];
  return { type: 'direct', fragments, first, last: end };
}

/** `14.5 %`, `20$`: the sign of a unit belongs to the number before it. */
const behindUnit = ({ tokens }: Context, end: number): number =>
  tokens[end - 1]?.kind === 'number' && /^[%\u066A\p{Sc}°]$/u.test(tokens[end]?.form ?? '') ? end + 1 : end;

const bounds = ({ start, end }: Span): Span => ({ start, end });
const span = (context: Context, first: number, last: number): Span => bounds(spanOf(context, first, last));

/** `«…»، يقول فلان، «…»`: the pair on the other side of a verb that stands between the two halves of what was said. */
function otherHalf(view: View, { site, token }: CueCandidate, start: number): MarkPair | undefined {
  const { context } = view;
  if (site?.role !== 'verb' || site.reading.proclitic !== '') return undefined;
  const before = sentencePair(view, token);
  if (!before || start > token) return before;
  const { last } = sentenceAt(context, token);
  const opens = nextAt(view, FLAG.opens, token);
  return opens < last && pauses(view, opens - 1) && nextAt(view, FLAG.stop, token) > opens
    ? context.pairOpenedAt.get(opens)
    : undefined;
}

/**
 * The marks that close before a word and its comma, if they open their sentence. `لكن | «…»، يقول فلان`: nothing but conjunctions before them;
 * `وعن هاتف | «…»، قال فلان: «…»` is a title.
 */
export function sentencePair(view: View, word: number): MarkPair | undefined {
  const { context } = view;
  let closed = word - 1;
  while (pauses(view, closed)) closed--;
  const pair = context.pairClosedAt.get(closed);
  if (!pair) return undefined;
  const { first } = sentenceAt(context, pair.open);
  const opens = countIn(view, FLAG.word, first, pair.open) === countIn(view, FLAG.conjunction, first, pair.open);
  return opens ? pair : undefined;
}

/** What stands in a content without belonging to it: `«…»، يقول فلان، «…»`, `الشركة، حسب مديرها، ستبيع`. */
function holeOf(view: View, cue: CueCandidate, first: number, last: number): { first: number; last: number } | null {
  if (cue.token <= first || cue.after > last) return null;
  const from = wordBefore(view, cue.token, first);
  if (from < 0) return null;
  let until = cue.after;
  if (cue.kind === 'word') while (until < last && !pauses(view, until)) until++;
  const to = wordFrom(view, until, last + 1);
  return to < 0 ? null : { first: from + 1, last: to };
}
