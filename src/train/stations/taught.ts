/** A lesson as the stations of cues and contents see it, beside what the gold says of its tokens. */
import type { GoldQuotation } from '../../evaluate/gold.ts';
import { ruledAttributions } from '../../quotations/attributions/index.ts';
import { type CueChances, likelyCues } from '../../quotations/contents/chances.ts';
import { type CueCandidate, cueCandidates, reportingWords } from '../../quotations/cues/index.ts';
import { type View, viewOf, wordBefore, wordFrom } from '../../quotations/view.ts';
import type { Lesson } from '../lesson.ts';

/** A quotation of the gold in tokens. */
export interface Wanted {
  gold: GoldQuotation;
  /** Counts in the headline figures. */
  required: boolean;
  /** Its candidate, or -1. */
  cue: number;
  start: number;
  last: number;
}

export interface Taught {
  lesson: Lesson;
  view: View;
  cues: CueCandidate[];
  wanted: Wanted[];
  /** Set by a model that did not learn from this article. */
  chances: CueChances;
}

export function teach(lesson: Lesson): Taught {
  const { context } = lesson;
  const sites = reportingWords(context);
  const phrases = ruledAttributions(context);
  const view = viewOf(context, phrases);
  const cues = cueCandidates(context, sites, phrases);
  const wanted = (lesson.gold.quotations ?? []).flatMap((gold) => wantedOf(view, cues, gold));
  return { lesson, view, cues, wanted, chances: likelyCues(cues, new Float32Array(view.size)) };
}

function wantedOf(view: View, cues: readonly CueCandidate[], gold: GoldQuotation): Wanted[] {
  const { tokens } = view.context;
  const first = gold.fragments[0]!;
  const end = gold.fragments.at(-1)!.end;
  let from = tokens.findIndex((token) => token.end > first.start);
  let until = tokens.findIndex((token) => token.start >= end);
  if (from < 0) return [];
  if (until < 0) until = tokens.length;
  from = wordFrom(view, from, until);
  const last = wordBefore(view, until, 0);
  if (from < 0 || last < from) return [];
  const required = !gold.optional && gold.type !== 'nominal';
  return [{ gold, required, cue: cueOf(view, cues, gold, from), start: from, last }];
}

function cueOf(view: View, cues: readonly CueCandidate[], gold: GoldQuotation, start: number): number {
  const { tokens } = view.context;
  if (!gold.cue) return cues.findIndex((cue) => cue.kind === 'marks' && wordFrom(view, cue.after, view.size) === start);
  const at = tokens.findIndex((token) => token.end > gold.cue!.start);
  const exact = cues.findIndex((cue) => cue.kind !== 'marks' && cue.token === at);
  return exact >= 0 ? exact : cues.findIndex((cue) => cue.kind === 'phrase' && cue.token <= at && at < cue.after);
}
