import type { Lexicon } from '../lexicon/index.ts';
import type { TextIndex } from '../text/index.ts';
import { type AttributionSite, findAttributions, ruledAttributions } from './attributions/index.ts';
import { describeRelays } from './attributions/relays.ts';
import { contextOf } from './contents/asides.ts';
import { findContents } from './contents/index.ts';
import type { Context, NameMention } from './context.ts';
import { reportingWords } from './cues/index.ts';
import { type Draft, draftOf, draftsAt } from './drafts.ts';
import { type StationModels, stationModels } from './models.ts';
import { publish, type QuotationOptions, type QuotationResult } from './publish.ts';
import { resolveSpeakers } from './speakers/index.ts';
import { viewOf } from './view.ts';

export type { Certainty } from './confidence.ts';
export type { NameMention } from './context.ts';
export type { Reader } from './hints.ts';
export type { QuotationModels } from './models.ts';
export type { QuotationOptions, QuotationResult } from './publish.ts';

/** Quotations, their speakers and the attribution phrases of an article. */
export function findQuotations(
  index: TextIndex,
  mentions: readonly NameMention[],
  lexicon: Lexicon,
  options: QuotationOptions = {},
): QuotationResult {
  const context = contextOf(index, mentions, lexicon);
  context.writer = options.writer ?? null;
  const models = stationModels(options.models);
  const sites = reportingWords(context);
  const ruled = ruledAttributions(context);
  const view = viewOf(context, ruled);
  if (options.reader) context.hints = options.reader.read(view);
  const contents = findContents(view, sites, ruled, models, options.explain);
  const cued = new Set(contents.flatMap(({ cue }) => (cue.phrase ? [cue.phrase.first] : [])));
  const attributions = findAttributions(context, models, cued);
  const drafts = withPhrases(
    contents.map((content) => draftOf(context, content)),
    attributions,
  ).sort(inOrder);
  return resolveAll(context, drafts, attributions, models, options);
}

const inOrder = (a: Draft, b: Draft): number => a.turn - b.turn || a.extent.first - b.extent.first;

/** Drafts with the phrases that were chosen in place of those that their cues were found by. */
function withPhrases(drafts: readonly Draft[], attributions: readonly AttributionSite[]): Draft[] {
  const chosen = new Map(attributions.map((site) => [site.first, site]));
  return drafts.map((item) => {
    const site = item.attribution && chosen.get(item.attribution.first);
    return site ? { ...item, attribution: site } : item;
  });
}

/** Gives every quotation and phrase its speaker, then what is told beside. */
function resolveAll(
  context: Context,
  drafts: Draft[],
  attributions: readonly AttributionSite[],
  models: StationModels,
  options: QuotationOptions,
): QuotationResult {
  const covering = draftsAt(drafts);
  for (const item of drafts)
    item.nested = covering(item.turn).some((other) => other !== item && other.turn < item.turn);
  const phraseSpeaker = resolveSpeakers(context, drafts, attributions, models, options.explain ?? false);
  describeRelays(context, drafts, models);
  return publish(context, drafts, attributions, phraseSpeaker, models, options);
}
