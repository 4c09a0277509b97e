/** Cues, beginnings and ends put together: what each cue may report, with the probabilities of the three choices. */
import { type Forest, logistic, scoreIn, softmax } from '../../learned/trees.ts';
import { largest } from '../choosing.ts';
import { cueLayout, describeCue } from '../cues/features.ts';
import type { CueCandidate } from '../cues/index.ts';
import type { StationModels } from '../models.ts';
import type { View } from '../view.ts';
import { type CueChances, likelyCues } from './chances.ts';
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
}

/** Cues less likely than this are looked at no further. */
const LEAST_CUE = 0.1;
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
    const chance = Math.max(logistic(scoreIn(model, describeCue(view, cue, rows.cue), view.lines)), cue.own ? OWN : 0);
    if (chance > chances[cue.token]!) chances[cue.token] = chance;
  }
  return likelyCues(chances);
}

function startChances(
  view: View,
  cue: CueCandidate,
  chances: CueChances,
  starts: readonly Start[],
  model: Forest,
): number[] {
  const base = startBase(view, cue, chances, starts.length);
  return starts.map((start, rank) =>
    logistic(scoreIn(model, describeStart(view, cue, chances, base, start, rank, rows.start), view.lines)),
  );
}

/** An end that is so far behind after the first trees isn't asked about any further. */
const FIRST_TREES = 40;
const HOPELESS = 4;

function endChances(content: Began, ends: readonly number[], model: Forest): number[] {
  const { view } = content;
  let most = Number.NEGATIVE_INFINITY;
  const scores = ends.map((last, rank) => {
    describeEnd(content, last, rank, ends.length, rows.end);
    const first = scoreIn(model, rows.end, view.lines, 0, FIRST_TREES);
    if (first < most - HOPELESS) return Number.NEGATIVE_INFINITY;
    most = Math.max(most, first);
    return first + scoreIn(model, rows.end, view.lines, FIRST_TREES) - model.base;
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
  const sites = new Map(cues.map((cue) => [cue.token, cue]));
  const proposals: Proposal[] = [];
  let reciting = 0;
  for (const cue of cues) {
    const cueChance = chances.chances[cue.token]!;
    const sure = ({ token, last, kind }: Recited): number =>
      proposals.push({ ...RECITED, cue, cueChance, start: { token, kinds: 0 }, last, recited: kind });
    const holy = cue.token < reciting ? null : recited(view, cue, sites);
    if (holy?.kind === 'verse') reciting = holy.last + 1;
    if (holy) sure(holy);
    const before = saidBefore(view, cue, chances);
    if (before) sure({ ...before, kind: 'before' });
    if (before?.only || cueChance < LEAST_CUE) continue;
    proposals.push(...learned(view, cue, chances, sites, models));
  }
  return proposals;
}

/** What the models say of a cue. */
function learned(
  view: View,
  cue: CueCandidate,
  chances: CueChances,
  sites: ReadonlyMap<number, CueCandidate>,
  models: ProposeModels,
): Proposal[] {
  const cueChance = chances.chances[cue.token]!;
  const proposals: Proposal[] = [];
  const starts = startsOf(view, cue);
  const shares = startChances(view, cue, chances, starts, models['contents.starts']);
  const order = largest(shares, MOST_STARTS);
  const begun = (i: number, k: number): Begun => ({
    cue,
    cueChance,
    start: starts[i]!,
    startChance: shares[i]!,
    startRival: shares[order[k === 0 ? 1 : 0] ?? -1] ?? 0,
  });
  const ended = (one: Begun, from: number): Proposal[] =>
    withEnds(began(view, chances, sites, cue, one.start), one, from, models['contents.ends']);
  for (const [k, i] of order.entries()) {
    if (shares[i]! < (k === 0 ? LEAST_START : LEAST_SECOND)) break;
    proposals.push(...ended(begun(i, k), 0));
  }
  const cut = cueChance >= 0.5 ? interruption(view, cue) : null;
  const whole = cut ? starts.findIndex(({ token }) => token === cut.first) : -1;
  const best = cut && whole >= 0 ? ended(begun(whole, 1), cut.resumes)[0] : undefined;
  if (best) proposals.push({ ...best, interrupted: true });
  return proposals;
}

/** Of what is recited both bounds are sure. */
const RECITED = {
  startChance: 1,
  endChance: 1,
  startRival: 0,
  endRival: 0,
  rivalLast: -1,
  interrupted: false,
};

type Begun = Pick<Proposal, 'cue' | 'cueChance' | 'start' | 'startChance' | 'startRival'>;

/** A beginning with its best ends, not before the token `from`. */
function withEnds(content: Began, one: Begun, from: number, model: Forest): Proposal[] {
  const all = endsOf(content.view, one.cue, one.start);
  const ends = from > 0 ? all.filter((last) => last >= from) : all;
  if (!ends.length) return [];
  const shares = endChances(content, ends, model);
  const best = largest(shares, MOST_ENDS);
  return best.flatMap((e, m) => {
    if (m > 0 && shares[e]! < LEAST_END) return [];
    const rival = m === 0 ? best[1] : best[0];
    return {
      last: ends[e]!,
      endChance: shares[e]!,
      endRival: shares[rival ?? -1] ?? 0,
      rivalLast: ends[rival ?? -1] ?? -1,
      interrupted: false,
      recited: null,
      ...one,
    };
  });
}
