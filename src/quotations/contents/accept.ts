/** How sure it is that a proposal is a quotation, that its content is exact, and that it is reported as a noun phrase. */
import { Layout } from '../../learned/layout.ts';
import { countWords, pairEnd } from '../context.ts';
import { CueColumns } from '../cues/features.ts';
import { countIn, FLAGS, pointTo, type View, wordBefore } from '../view.ts';
import { openBefore } from './ends.ts';
import type { Proposal } from './propose.ts';
import { START_KINDS } from './starts.ts';

export const acceptLayout = new Layout();
const columns = new CueColumns(acceptLayout, true);
const kindAt = acceptLayout.block('start', START_KINDS);
const beforeStart = acceptLayout.window('before', FLAGS);
const atStart = acceptLayout.window('first', FLAGS);
const afterEnd = acceptLayout.window('after', FLAGS);
const cueWindow = [-2, -1, 1].map((offset) => acceptLayout.window(`cue${offset}`, FLAGS));
const s = acceptLayout.scalars(
  'cue.p',
  'start.p',
  'end.p',
  'product',
  'start.rival',
  'end.rival',
  'start.margin',
  'end.margin',
  'rank.start',
  'rank.end',
  'words',
  'distance',
  'before-cue',
  'pair',
  'pair.end',
  'pair.words',
  'commas',
  'sentence-ends',
  'complementisers',
  'same-start',
  'same-start.cue',
  'inside',
  'inside.cue',
  'crossed',
  'holds',
  'first-paragraph',
  'cue.in',
  'paragraph-ends',
  'opens',
  'start.cue',
);

const score = (p: Proposal): number => p.cueChance * p.startChance;

/** For each proposal what the others say: who else begins there, whose content holds its cue, whose content it cuts. */
export interface Rivals {
  sameStart: number;
  sameStartCue: number;
  inside: number;
  insideCue: number;
  crossed: number;
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
      crossed: 0,
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
      const crosses =
        (p.start.token < q.start.token && q.start.token <= p.last && p.last < q.last) ||
        (q.start.token < p.start.token && p.start.token <= q.last && q.last < p.last);
      if (crosses) rivals.crossed = Math.max(rivals.crossed, chance);
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
  pointTo(view, p.last + 1, row, afterEnd);
  pointTo(view, p.cue.token - 2, row, cueWindow[0]!);
  pointTo(view, p.cue.token - 1, row, cueWindow[1]!);
  pointTo(view, p.cue.after, row, cueWindow[2]!);
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
  row[s.words] = countIn(view, 'word', first, p.last + 1);
  row[s.distance] = first - p.cue.token;
  row[s['before-cue']] = first < p.cue.token ? 1 : 0;
  row[s['cue.in']] = first < p.cue.token && p.cue.token < p.last ? 1 : 0;
  const pair = context.pairOpenedAt.get(openBefore(view, first));
  if (pair) {
    const close = pairEnd(pair, context.tokens);
    row[s.pair] = 1;
    row[s['pair.end']] = wordBefore(view, close, first) === p.last ? 1 : 0;
    row[s['pair.words']] = countWords(context.tokens, pair.open + 1, close);
  }
  row[s.opens] = countIn(view, 'opens', first, p.last + 1);
  row[s.commas] = countIn(view, 'comma', first, p.last + 1);
  row[s['sentence-ends']] = countIn(view, 'sentence-end', first, p.last);
  row[s['paragraph-ends']] = countIn(view, 'paragraph-end', first, p.last);
  row[s.complementisers] = countIn(view, 'complementiser', first, p.last + 1);
  row[s['same-start']] = rivals.sameStart;
  row[s['same-start.cue']] = rivals.sameStartCue;
  row[s.inside] = rivals.inside;
  row[s['inside.cue']] = rivals.insideCue;
  row[s.crossed] = rivals.crossed;
  row[s.holds] = rivals.holds;
  row[s['first-paragraph']] = context.paragraphOf[first] === 0 && context.index.paragraphs.length > 1 ? 1 : 0;
  return row;
}
