/** The station of speakers: whose words each quotation and attribution phrase is, in the order of the text. */
import { apart, type Perceptron } from '../../learned/perceptron.ts';
import { logistic, scoreOf } from '../../learned/trees.ts';
import type { Resolution } from '../../model.ts';
import type { AttributionSite } from '../attributions/index.ts';
import type { Context } from '../context.ts';
import { type Draft, sayingOf } from '../drafts.ts';
import type { StationModels } from '../models.ts';
import { type Saying, sayingOfPhrase } from '../sayings.ts';
import { chooseSource } from '../sources/choose.ts';
import { Cast } from './cast.ts';
import { describeSpeakers } from './features.ts';
import { byModel, type Choice, type Chooser, rankAll } from './rank.ts';
import { placeIn, type Referent } from './referents.ts';
import { isOwn, type Ranked, type Resolved, type Sourced } from './turns.ts';

/**
 * Below this probability of being right a speaker is left open: a wrong name is worse than none. On five folds, each by models that
 * never saw it, 0.36 and 0.4 leave 2.2 and 3.1 % open; of those told 91.4 and 91.8 % are right, with exact contents 79.6 and 79.2.
 */
const LEAST_TRUST = 0.4;

/** Least probability of whose a verse or tradition is. */
const REVEALED = 0.9;

/** A phrase by itself carries no words; its speaker is told sooner. */
const LEAST_OF_PHRASES = 0.2;

interface Asked {
  said: Saying;
  sourced: Sourced;
  draft: Draft | null;
  site: AttributionSite | null;
}

/** Names source and speaker of all drafts; gives the speakers of the attribution phrases. */
export function resolveSpeakers(
  context: Context,
  drafts: readonly Draft[],
  attributions: readonly AttributionSite[],
  models: StationModels,
  explain: boolean,
): Map<AttributionSite, Resolved> {
  const phrases = new Map<AttributionSite, Resolved>();
  if (drafts.length === 0 && attributions.length === 0) return phrases;
  const { 'speakers.rank': ranker, 'speakers.trust': trust } = models;
  const cast = new Cast(context);
  const asked = askedOf(context, drafts, attributions, models);
  const notes = new Map<Saying, string>();
  const choose = explain ? noting(byModel(ranker), ranker, notes) : byModel(ranker);
  rankAll(context, cast, asked, choose).forEach((choice, i) => {
    const { draft, site } = asked[i]!;
    const trusted = logistic(scoreOf(trust, choice.trust));
    const probability = choice.revealed ? Math.max(trusted, REVEALED) : trusted;
    const least = draft ? LEAST_TRUST : LEAST_OF_PHRASES;
    const resolved = resolvedOf(context, choice, probability, least, notes.get(choice.said) ?? '');
    if (draft) draft.resolved = resolved;
    if (site) phrases.set(site, resolved);
  });
  return phrases;
}

/** Quotations and phrases in the order of the text, each with its source. A phrase that is a quotation's cue asks once. */
function askedOf(
  context: Context,
  drafts: readonly Draft[],
  attributions: readonly AttributionSite[],
  { 'sources.starts': starts, 'sources.ends': ends }: StationModels,
): Asked[] {
  const cues = new Set(drafts.map(({ attribution }) => attribution));
  const list = [
    ...drafts.map((draft) => ({ said: sayingOf(context, draft), draft, site: draft.attribution ?? null })),
    ...attributions
      .filter((site) => !cues.has(site))
      .map((site) => ({ said: sayingOfPhrase(context, site), draft: null, site })),
  ].sort((a, b) => a.said.anchor - b.said.anchor || a.said.first - b.said.first);
  return list.map(({ said, draft, site }) => {
    const sourced = chooseSource(context, said, { starts, ends });
    if (draft)
      draft.source = sourced.span && {
        first: sourced.span[0],
        last: sourced.span[1],
        side: said.role === 'colon' ? 'colon' : sourced.span[0] > said.anchor ? 'after' : 'before',
      };
    return { said, sourced, draft, site };
  });
}

function resolvedOf(context: Context, choice: Choice, probability: number, least: number, note: string): Resolved {
  const { referent } = choice;
  if (!referent || probability < least)
    return { referent: null, resolution: 'none', note: note || 'nobody is likely enough', probability };
  return { referent, resolution: resolutionOf(context, choice, referent), note, probability };
}

/** How the speaker was told: by name, by another name, by a description, by a pronoun or verb, or not at all. */
function resolutionOf(context: Context, { said, sourced, ranked }: Choice, referent: Referent): Resolution {
  const { span } = sourced;
  if (!span) return said.role === 'participle' || said.role === 'phrase' ? 'implicit' : 'pronoun';
  const way = ranked[0]!.way;
  if (isOwn(way)) return 'explicit';
  const place = placeIn(referent, span);
  if (referent.entity === null) return place?.[0] === span[0] && referent.spoke.length === 1 ? 'explicit' : 'anaphor';
  if (!place) return 'anaphor';
  const text = context.index.text.slice(context.tokens[place[0]]!.start, context.tokens[place[1] - 1]!.end);
  return text.endsWith(referent.name) ? 'explicit' : 'alias';
}

const FEATURES_TOLD = 4;

/** The same choice, noting the two best and the features that told them apart. */
function noting(choose: Chooser, ranker: Perceptron, notes: Map<Saying, string>): Chooser {
  return (setting, list) => {
    const ranked = choose(setting, list);
    const [best, next] = ranked;
    if (best) {
      const rows = new Map<Referent, Float32Array>();
      describeSpeakers(setting, list, (row, { referent }) => rows.set(referent, row.slice()));
      const told = (one: Ranked): string => `${one.referent.name} ${one.share.toFixed(2)}`;
      const why = next ? difference(ranker, rows.get(best.referent)!, rows.get(next.referent)!) : '';
      notes.set(setting.said, next ? `${told(best)} before ${told(next)}: ${why}` : told(best));
    }
    return ranked;
  };
}

/** The features that tell one candidate from the other. */
const difference = (ranker: Perceptron, best: Float32Array, next: Float32Array): string =>
  apart(ranker, best, next)
    .filter(({ effect }) => Math.abs(effect) >= 0.05)
    .slice(0, FEATURES_TOLD)
    .map(({ name, effect }) => `${name} ${effect > 0 ? '+' : ''}${effect.toFixed(1)}`)
    .join(', ');
