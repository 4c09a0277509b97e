/** Cues, beginnings and ends put together: what each cue may report, with the probabilities of the three choices. */
import { type Forest, logistic, scoreOf, softmax } from '../../learned/trees.ts';
import { largest } from '../choosing.ts';
import { cueLayout, describeCue } from '../cues/features.ts';
import type { CueCandidate } from '../cues/index.ts';
import type { StationModels } from '../models.ts';
import type { View } from '../view.ts';
import { type CueChances, LEAST_CUE, likelyCues } from './chances.ts';
import { type Began, began, describeEnd, endLayout, endsOf } from './ends.ts';
import { interruption } from './interrupted.ts';
import { type Recited, recited } from './recited.ts';
import { saidBefore } from './said-before.ts';
import { describeStart, type Start, startBase, startLayout, startsOf } from './starts.ts';

/** A content that a cue may have. */
export interface Proposal {
  cue: CueCandidate;
  start: Start;
  /** Last word of the content. */
  last: number;
  /** Is the cue one; does the content begin here; does it end here, of all ends listed. */
  cueChance: number;
  startChance: number;
  endChance: number;
  /** The same of the next best beginning and end. */
  startRival: number;
  endRival: number;
  /** Last word of the next best end, or -1. */
  rivalLast: number;
  /** Grammar alone says that the cue stands within its content: it counts where nothing else does. */
  interrupted: boolean;
  /** Grammar alone tells what is said: a verse of the Quran, a tradition in marks, marks before the verb that says whose they are. */
  recited: Recited['kind'] | null;
  /** What the last models say, once they are asked: it is a quotation, bounds about right; its content is exact, too; it is a noun phrase (`نفى وجود خلاف`). */
  found: number;
  exact: number;
  nominal: number;
}

const LEAST_START = 0.03;
/** … and a second beginning only where the first is not sure. */
const LEAST_SECOND = 0.2;
const MOST_STARTS = 2;
const MOST_ENDS = 3;
const LEAST_END = 0.05;

const rows = { cue: cueLayout.row(), start: startLayout.row(), end: endLayout.row() };

/** Least chance of a user's own word. */
const OWN = 0.9;

/** The probability of each token to be a cue. */
export function cueChances(view: View, cues: readonly CueCandidate[], model: Forest): CueChances {
  const chances = new Float32Array(view.size);
  for (const cue of cues) {
    const chance = Math.max(logistic(scoreOf(model, describeCue(view, cue, rows.cue), view.lines)), cue.own ? OWN : 0);
    if (chance > chances[cue.token]!) chances[cue.token] = chance;
  }
  return likelyCues(cues, chances);
}

/** An end that is so far behind after the first trees isn't asked about any further. */
const FIRST_TREES = 40;
const HOPELESS = 4;

function endChances(content: Began, ends: readonly number[], model: Forest): number[] {
  const { view } = content;
  let most = Number.NEGATIVE_INFINITY;
  const scores = ends.map((last, rank) => {
    describeEnd(content, last, rank, ends.length, rows.end);
    const first = scoreOf(model, rows.end, view.lines, 0, FIRST_TREES);
    if (first < most - HOPELESS) return Number.NEGATIVE_INFINITY;
    most = Math.max(most, first);
    return first + scoreOf(model, rows.end, view.lines, FIRST_TREES) - model.base;
  });
  return softmax(scores);
}

type ProposeModels = Pick<StationModels, 'contents.starts' | 'contents.ends'>;

/** For each likely cue what grammar alone tells it has, its best beginnings, each with its best ends; and what it interrupts, if it does. */
export function propose(
  view: View,
  cues: readonly CueCandidate[],
  chances: CueChances,
  models: ProposeModels,
): Proposal[] {
  const proposals: Proposal[] = [];
  let reciting = 0;
  for (const cue of cues) {
    const cueChance = chances.chances[cue.token]!;
    const sure = (token: number, last: number, kind: Recited['kind']): void => {
      const one = proposal(cue, cueChance, { token, kinds: 0 }, last);
      one.recited = kind;
      proposals.push(one);
    };
    const holy = cue.token < reciting ? null : recited(view, cue, chances);
    if (holy?.kind === 'verse') reciting = holy.last + 1;
    if (holy) sure(holy.token, holy.last, holy.kind);
    const before = saidBefore(view, cue, chances);
    if (before) sure(before.token, before.last, 'before');
    if (!before?.only && cueChance >= LEAST_CUE) proposals.push(...learned(view, cue, chances, models));
  }
  return proposals;
}

/** All of one shape, whatever is known: what compares them would be compiled anew for each other one. As long as nothing else is told, both bounds are sure. */
const proposal = (cue: CueCandidate, cueChance: number, start: Start, last: number): Proposal => ({
  cue,
  start,
  last,
  cueChance,
  startChance: 1,
  endChance: 1,
  startRival: 0,
  endRival: 0,
  rivalLast: -1,
  interrupted: false,
  recited: null,
  found: 0,
  exact: 0,
  nominal: 0,
});

/** What the models say of a cue. */
function learned(view: View, cue: CueCandidate, chances: CueChances, models: ProposeModels): Proposal[] {
  const starts = startsOf(view, cue);
  const base = startBase(view, cue, chances, starts.length);
  const shares = starts.map((start, rank) => {
    describeStart(view, cue, chances, base, start, rank, rows.start);
    return logistic(scoreOf(models['contents.starts'], rows.start, view.lines));
  });
  const [first, second] = largest(shares, MOST_STARTS);
  const ended = (i: number, rival: number | undefined, from: number): Proposal[] =>
    withEnds(
      began(view, chances, cue, starts[i]!),
      shares[i]!,
      shares[rival ?? -1] ?? 0,
      from,
      models['contents.ends'],
    );
  const proposals: Proposal[] = [];
  if (first !== undefined && shares[first]! >= LEAST_START) {
    proposals.push(...ended(first, second, 0));
    if (second !== undefined && shares[second]! >= LEAST_SECOND) proposals.push(...ended(second, first, 0));
  }
  const cut = chances.chances[cue.token]! >= 0.5 ? interruption(view, cue) : null;
  const whole = cut ? starts.findIndex(({ token }) => token === cut.first) : -1;
  const best = cut && whole >= 0 ? ended(whole, first, cut.resumes)[0] : undefined;
  if (best) {
    best.interrupted = true;
    proposals.push(best);
  }
  return proposals;
}

/** A beginning with its best ends, not before the token `from`. */
function withEnds(content: Began, startChance: number, startRival: number, from: number, model: Forest): Proposal[] {
  const { view, chances, cue, start } = content;
  const all = endsOf(view, cue, start);
  const ends = from > 0 ? all.filter((last) => last >= from) : all;
  const shares = endChances(content, ends, model);
  const proposals: Proposal[] = [];
  const best = largest(shares, MOST_ENDS);
  for (const [k, e] of best.entries()) {
    if (k > 0 && shares[e]! < LEAST_END) break;
    const rival = best[k === 0 ? 1 : 0] ?? -1;
    const one = proposal(cue, chances.chances[cue.token]!, start, ends[e]!);
    one.startChance = startChance;
    one.endChance = shares[e]!;
    one.startRival = startRival;
    one.endRival = shares[rival] ?? 0;
    one.rivalLast = ends[rival] ?? -1;
    proposals.push(one);
  }
  return proposals;
}
