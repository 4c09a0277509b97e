/** How sure it is that a proposal is a quotation, that its content is exact, and that it is reported as a noun phrase. */
import { Layout, labels } from '../../learned/layout.ts';
import { pairEnd, wordsIn } from '../context.ts';
import { CueColumns } from '../cues/features.ts';
import { HINT, hintAt, leastHinted, meanHinted, mostHinted } from '../hints.ts';
import {
  copyWord,
  countIn,
  FLAG,
  FLAGS,
  openBefore,
  pointTo,
  RATES,
  type View,
  wordBefore,
  wordFrom,
} from '../view.ts';
import type { Proposal } from './propose.ts';
import { START_KINDS } from './starts.ts';
import { takeoverAfter, takeoversIn } from './takeover.ts';

export const acceptLayout = new Layout();
const columns = new CueColumns(acceptLayout, true);
const kindAt = acceptLayout.block('start', START_KINDS);
const beforeStart = acceptLayout.window('before', FLAGS);
const atStart = acceptLayout.window('first', FLAGS);
const governor = acceptLayout.window('governor', FLAGS);
const afterEnd = acceptLayout.window('after', FLAGS);
const nextWord = acceptLayout.window('next', FLAGS);
const nextRates = acceptLayout.block('next.rate', RATES);
const AROUND = [-1, 0, 1];
const cueWindow = AROUND.map((offset) => acceptLayout.window(`cue${offset}`, FLAGS));
const cueRates = acceptLayout.block('cue-1.rate', RATES);
const firstRates = acceptLayout.block('first.rate', RATES);
const BETWEEN = labels('comma complementiser reading word');
const between = acceptLayout.block('between', BETWEEN);
const s = acceptLayout.scalars(
  'cue.p start.p end.p product start.cue start.rival end.rival start.margin end.margin rank.start rank.end',
  'words distance cue.in pair.end pair.words opens same-start same-start.cue inside inside.cue holds',
  'takeover takeover.inside hint.cue hint.first hint.last hint.inside hint.least hint.inside.next hint.inside.before',
  'hint.inside.cue hint.nominal hint.source hint.phrase hint.last.most hint.first.inside',
);

/** How many tokens before the end the narrator's taking over is looked for. */
const LOOK_BACK = 200;

const score = (p: Proposal): number => p.cueChance * p.startChance;

/** For each proposal what the others say: who else begins there, whose content holds its cue, what it holds. */
export interface Rivals {
  sameStart: number;
  sameStartCue: number;
  inside: number;
  insideCue: number;
  holds: number;
  rankStart: number;
  rankEnd: number;
}

/** How many proposals to either side of one are compared with it. */
const NEAR = 40;

export function rivalsOf(proposals: readonly Proposal[]): Rivals[] {
  return proposals.map((p, k) => {
    const rivals: Rivals = {
      sameStart: 0,
      sameStartCue: 0,
      inside: 0,
      insideCue: 0,
      holds: 0,
      rankStart: 0,
      rankEnd: 0,
    };
    for (let j = Math.max(0, k - NEAR); j < Math.min(proposals.length, k + NEAR); j++) {
      const q = proposals[j]!;
      if (q.cue === p.cue) {
        if (q.start.token !== p.start.token && score(q) > score(p)) rivals.rankStart = 1;
        if (q.start.token === p.start.token && q.endChance > p.endChance) rivals.rankEnd = 1;
        continue;
      }
      const chance = score(q) * q.endChance;
      if (q.start.token === p.start.token && score(q) > rivals.sameStart) {
        rivals.sameStart = score(q);
        rivals.sameStartCue = q.cueChance;
      }
      if (q.start.token <= p.cue.token && p.cue.token <= q.last && chance > rivals.inside) {
        rivals.inside = chance;
        rivals.insideCue = q.cueChance;
      }
      if (p.start.token < q.start.token && q.last <= p.last) rivals.holds = Math.max(rivals.holds, chance);
    }
    return rivals;
  });
}

export function describeProposal(view: View, p: Proposal, rivals: Rivals, row: Float32Array): Float32Array {
  row.fill(0);
  columns.write(view, p.cue, row);
  const { context } = view;
  const first = p.start.token;
  START_KINDS.forEach((_, bit) => {
    if (p.start.kinds & (1 << bit)) row[kindAt + bit] = 1;
  });
  pointTo(view, first - 1, row, beforeStart);
  pointTo(view, first, row, atStart);
  pointTo(view, first - 2, row, governor);
  pointTo(view, p.last + 1, row, afterEnd);
  const next = wordFrom(view, p.last + 1, Math.min(view.size, p.last + 5));
  if (next >= 0) {
    pointTo(view, next, row, nextWord);
    copyWord(view, next, row, nextRates, -1);
  }
  const c = p.cue.token;
  AROUND.forEach((offset, k) => {
    pointTo(view, offset > 0 ? p.cue.after - 1 + offset : c + offset, row, cueWindow[k]!);
  });
  copyWord(view, c - 1, row, cueRates, -1);
  copyWord(view, first, row, firstRates, -1);
  const [from, to] = first > c ? [p.cue.after, first] : [first, c];
  BETWEEN.forEach((flag, k) => {
    row[between + k] = countIn(view, FLAG[flag], from, to);
  });
  row[s.takeover] = takeoverAfter(view, p.last);
  row[s['takeover.inside']] = takeoversIn(view, Math.max(first, p.last - LOOK_BACK), p.last);
  row[s.words] = countIn(view, FLAG.word, first, p.last + 1);
  row[s.distance] = first - p.cue.token;
  row[s['cue.in']] = first < p.cue.token && p.cue.token < p.last ? 1 : 0;
  const pair = context.pairOpenedAt.get(openBefore(view, first));
  if (pair) {
    row[s['pair.end']] = wordBefore(view, pairEnd(pair, context.tokens), first) === p.last ? 1 : 0;
    row[s['pair.words']] = wordsIn(context, pair);
  }
  row[s.opens] = countIn(view, FLAG.opens, first, p.last + 1);
  likelihoods(p, rivals, row);
  hints(view, p, next, row);
  return row;
}

/** How likely cue, beginning and end were found, by themselves and beside their rivals. */
function likelihoods(p: Proposal, rivals: Rivals, row: Float32Array): void {
  row[s['cue.p']] = p.cueChance;
  row[s['start.p']] = p.startChance;
  row[s['end.p']] = p.endChance;
  row[s.product] = p.cueChance * p.startChance * p.endChance;
  row[s['start.cue']] = score(p);
  row[s['start.rival']] = p.startRival;
  row[s['end.rival']] = p.endRival;
  row[s['start.margin']] = p.startChance - p.startRival;
  row[s['end.margin']] = p.endChance - p.endRival;
  row[s['rank.start']] = rivals.rankStart;
  row[s['rank.end']] = rivals.rankEnd;
  row[s['same-start']] = rivals.sameStart;
  row[s['same-start.cue']] = rivals.sameStartCue;
  row[s.inside] = rivals.inside;
  row[s['inside.cue']] = rivals.insideCue;
  row[s.holds] = rivals.holds;
}

/** What the network thinks of cue, bounds and inside. */
function hints({ context }: View, { cue, start, last }: Proposal, next: number, row: Float32Array): void {
  if (!context.hints) return;
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
