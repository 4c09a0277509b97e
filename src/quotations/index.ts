import type { Lexicon } from '../lexicon/index.ts';
import type { TextIndex } from '../text/index.ts';
import { findAttributions, ruledAttributions } from './attributions/index.ts';
import { describeRelays } from './attributions/relays.ts';
import { contextOf } from './contents/asides.ts';
import { findContents } from './contents/index.ts';
import type { NameMention } from './context.ts';
import { reportingWords } from './cues/index.ts';
import { type Draft, draftOf, tellNested } from './drafts.ts';
import { stationModels } from './models.ts';
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
  const chosen = new Map(attributions.map((site) => [site.first, site]));
  const drafts = contents.map((content) => draftOf(context, content, chosen)).sort(inOrder);
  tellNested(drafts);
  const phraseSpeaker = resolveSpeakers(context, drafts, attributions, models, options.explain ?? false);
  describeRelays(context, drafts, models);
  return publish(context, drafts, attributions, phraseSpeaker, models, options);
}

const inOrder = (a: Draft, b: Draft): number => a.turn - b.turn || a.extent.first - b.extent.first;
