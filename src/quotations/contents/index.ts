/** The contents of an article: which of its cues report, and what. */
import type { Evidence } from '../../model.ts';
import type { AttributionSite } from '../attributions/index.ts';
import { isColon } from '../context.ts';
import { type CueCandidate, type CueSite, cueCandidates } from '../cues/index.ts';
import type { StationModels } from '../models.ts';
import type { View } from '../view.ts';
import { choose, weigh } from './choose.ts';
import { explainContent } from './explain.ts';
import { type Extent, extentOf } from './extents.ts';
import { type Opening, openingOf } from './openings.ts';
import { cueChances, propose } from './propose.ts';

/** A cue with what it reports. */
export interface Content {
  cue: CueCandidate;
  opening: Opening | null;
  extent: Extent;
  /** The probability that its content is exact. */
  exact: number;
  /** Why, where it is asked for. */
  evidence: Evidence[];
}

export function findContents(
  view: View,
  sites: readonly CueSite[],
  phrases: readonly AttributionSite[],
  models: StationModels,
  explain = false,
): Content[] {
  const candidates = cueCandidates(view.context, sites, phrases);
  const chances = cueChances(view, candidates, models['contents.cues']);
  const proposals = propose(view, candidates, chances, models);
  weigh(view, proposals, models);
  return choose(view, proposals).map((one) => ({
    cue: (isOfIdiom(view, one.cue) && chances.cueAt.get(one.cue.after)) || one.cue,
    opening: openingOf(view, one),
    extent: extentOf(view, one),
    exact: one.exact,
    evidence: explain ? explainContent(view, chances, one, models) : [],
  }));
}

/** `قطع الشك | باليقين: «…»`, `وضع حدا | للشائعات: «…»`: the colon reports; not `ختم | بقوله: «…»`, `رد | بالقول: «…»`. */
function isOfIdiom({ context: { tokens } }: View, { site, after }: CueCandidate): boolean {
  if (site?.role !== 'noun' || !isColon(tokens[after])) return false;
  const { form, definite, proclitic } = site.reading;
  const isAttached = proclitic.endsWith('ب') || proclitic.endsWith('ل');
  return isAttached && definite && form.kind === 'noun' && form.lemma.strength === 'weak';
}
