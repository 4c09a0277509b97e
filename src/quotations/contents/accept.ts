/** How sure it is that a proposal is a quotation, that its content is exact, and that it is reported as a noun phrase. */
import { Layout, labels } from '../../learned/layout.ts';
import { wordsIn } from '../context.ts';
import { cueColumns, putCue } from '../cues/features.ts';
import { HINT, hintAt, leastHinted, meanHinted, mostHinted } from '../hints.ts';
import {
  copyWord,
  countAll,
  countIn,
  FLAG,
  FLAGS,
  lastInPair,
  pairBefore,
  placesOf,
  pointAll,
  pointTo,
  RATES,
  type View,
  windowsAt,
  wordFrom,
} from '../view.ts';
import type { Proposal } from './propose.ts';
import { putKinds, START_KINDS } from './starts.ts';
import { takeoverAfter, takeoversIn } from './takeover.ts';

export const acceptLayout = new Layout();
const columns = cueColumns(acceptLayout, true);
const kindAt = acceptLayout.block('start', START_KINDS);
const beforeStart = acceptLayout.window('before', FLAGS);
const atStart = acceptLayout.window('first', FLAGS);
const governor = acceptLayout.window('governor', FLAGS);
const afterEnd = acceptLayout.window('after', FLAGS);
const nextWord = acceptLayout.window('next', FLAGS);
const nextRates = acceptLayout.block('next.rate', RATES);
const cueWindow = windowsAt(acceptLayout, 'cue', [-1, 0, 1]);
const cueRates = acceptLayout.block('cue-1.rate', RATES);
const firstRates = acceptLayout.block('first.rate', RATES);
const BETWEEN = labels('comma complementiser reading word');
const BETWEEN_AT = placesOf(BETWEEN);
const between = acceptLayout.block('between', BETWEEN);
const s = acceptLayout.scalars(
  'cue.p start.p end.p product start.cue start.rival end.rival start.margin end.margin rank.start rank.end',
  'words distance cue.in pair.end pair.words opens same-start same-start.cue inside inside.cue holds',
  'takeover takeover.inside hint.cue hint.first hint.last hint.inside hint.least hint.inside.next hint.inside.before',
  'hint.inside.cue hint.nominal hint.source hint.phrase hint.last.most hint.first.inside',
);

const score = (p: Proposal): number => p.cueChance * p.startChance;

/** How many proposals to either side of one are compared with it. */
const NEAR = 40;

/** What the others say of a proposal: who else begins there, whose content holds its cue, what it holds. */
function rivals(proposals: readonly Proposal[], place: number, row: Float32Array): void {
  const p = proposals[place]!;
  let begins = 0;
  let around = 0;
  for (let j = Math.max(0, place - NEAR); j < Math.min(proposals.length, place + NEAR); j++) {
    const q = proposals[j]!;
    const together = q.start.token === p.start.token;
    if (q.cue === p.cue) {
      if (!together && score(q) > score(p)) row[s['rank.start']] = 1;
      if (together && q.endChance > p.endChance) row[s['rank.end']] = 1;
      continue;
    }
    const isInside = q.start.token <= p.cue.token && p.cue.token <= q.last;
    const isHeld = p.start.token < q.start.token && q.last <= p.last;
    if (!together && !isInside && !isHeld) continue;
    const chance = score(q) * q.endChance;
    if (together && score(q) > begins) {
      row[s['same-start']] = begins = score(q);
      row[s['same-start.cue']] = q.cueChance;
    }
    if (isInside && chance > around) {
      row[s.inside] = around = chance;
      row[s['inside.cue']] = q.cueChance;
    }
    if (isHeld) row[s.holds] = Math.max(row[s.holds]!, chance);
  }
}

/** Describes the proposal in its place among all of the article. */
export function describeProposal(
  view: View,
  proposals: readonly Proposal[],
  place: number,
  row: Float32Array,
): Float32Array {
  row.fill(0);
  const p = proposals[place]!;
  const { cue, start, last } = p;
  const first = start.token;
  const c = cue.token;
  putCue(view, cue, columns, row);
  putKinds(start, row, kindAt);
  pointTo(view, first - 1, row, beforeStart);
  pointTo(view, first, row, atStart);
  pointTo(view, first - 2, row, governor);
  pointTo(view, last + 1, row, afterEnd);
  const next = wordFrom(view, last + 1, Math.min(view.size, last + 5));
  if (next >= 0) {
    pointTo(view, next, row, nextWord);
    copyWord(view, next, row, nextRates, -1);
  }
  pointAll(view, c, row, cueWindow, cue.after);
  copyWord(view, c - 1, row, cueRates, -1);
  copyWord(view, first, row, firstRates, -1);
  const [from, to] = first > c ? [cue.after, first] : [first, c];
  countAll(view, BETWEEN_AT, from, to, row, between);
  row[s.takeover] = takeoverAfter(view, last);
  row[s['takeover.inside']] = takeoversIn(view, first, last);
  row[s.words] = countIn(view, FLAG.word, first, last + 1);
  row[s.distance] = first - c;
  row[s['cue.in']] = first < c && c < last ? 1 : 0;
  const pair = pairBefore(view, first);
  if (pair) {
    row[s['pair.end']] = lastInPair(view, first) === last ? 1 : 0;
    row[s['pair.words']] = wordsIn(view.context, pair);
  }
  row[s.opens] = countIn(view, FLAG.opens, first, last + 1);
  likelihoods(p, row);
  rivals(proposals, place, row);
  hints(view, p, next, row);
  return row;
}

/** How likely cue, beginning and end were found, and how likely the next best ones. */
function likelihoods(p: Proposal, row: Float32Array): void {
  row[s['cue.p']] = p.cueChance;
  row[s['start.p']] = p.startChance;
  row[s['end.p']] = p.endChance;
  row[s.product] = p.cueChance * p.startChance * p.endChance;
  row[s['start.cue']] = score(p);
  row[s['start.rival']] = p.startRival;
  row[s['end.rival']] = p.endRival;
  row[s['start.margin']] = p.startChance - p.startRival;
  row[s['end.margin']] = p.endChance - p.endRival;
}

/** What the network thinks of cue, bounds and inside. */
function hints({ context }: View, { cue, start, last }: Proposal, next: number, row: Float32Array): void {
  const first = start.token;
  row[s['hint.cue']] = hintAt(context, cue.token, HINT.cue);
  row[s['hint.first']] = hintAt(context, first, HINT.first);
  row[s['hint.last']] = hintAt(context, last, HINT.last);
  row[s['hint.inside']] = meanHinted(context, first, last + 1, HINT.inside);
  row[s['hint.least']] = leastHinted(context, first, last + 1, HINT.inside);
  row[s['hint.inside.next']] = next < 0 ? 0 : hintAt(context, next, HINT.inside);
  row[s['hint.inside.before']] = hintAt(context, first - 1, HINT.inside);
  row[s['hint.inside.cue']] = hintAt(context, cue.token, HINT.inside);
  row[s['hint.nominal']] = meanHinted(context, first, last + 1, HINT.nominal);
  row[s['hint.source']] = mostHinted(context, cue.token - 2, cue.after + 4, HINT['source-first']);
  row[s['hint.phrase']] = hintAt(context, cue.token, HINT.phrase);
  row[s['hint.last.most']] = mostHinted(context, first, last, HINT.last);
  row[s['hint.first.inside']] = mostHinted(context, first + 1, last + 1, HINT.first);
}
