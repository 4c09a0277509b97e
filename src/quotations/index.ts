import type { Lexicon } from '../lexicon/index.ts';
import type { Attribution, Quotation, Speaker } from '../model.ts';
import type { TextIndex } from '../text/index.ts';
import { type AttributionSite, findAttributions } from './attributions/index.ts';
import { describeRelays } from './attributions/relays.ts';
import type { Neighbours } from './contents/extents.ts';
import { endUnclosedPairs, headlines, unclaimedPairs } from './contents/marks.ts';
import { type Opening, openContent } from './contents/openings.ts';
import { phraseQuotations } from './contents/phrases.ts';
import { buildContext, type Context, type NameMention } from './context.ts';
import { findCues } from './cues/index.ts';
import { type Draft, draftIndex, draftOf } from './drafts.ts';
import type { QuotationModels } from './models.ts';
import { publish } from './publish.ts';
import { resolveDraft, resolvePhrase, settleHeadlines } from './speakers/resolution.ts';
import { createSpeakers, type Resolved } from './speakers/speakers.ts';

export type { NameMention } from './context.ts';
export type { QuotationModels } from './models.ts';

export interface QuotationResult {
  quotations: Quotation[];
  speakers: Speaker[];
  attributions: Attribution[];
}

export interface QuotationOptions {
  explain?: boolean;
  /** Last token of the headline, where it is known. */
  titleEnd?: number;
  /** The stations' trained models; those that ship where it is missing. */
  models?: QuotationModels;
}

/** Quotations back to which a pronoun or a bare verb may reach: more would cost the square of a long text. */
const RECENT = 64;

/** Quotations, their speakers and the attribution phrases of an article. */
export function findQuotations(
  index: TextIndex,
  mentions: readonly NameMention[],
  lexicon: Lexicon,
  options: QuotationOptions = {},
): QuotationResult {
  const context = buildContext(index, mentions, lexicon);
  const sites = findCues(context);
  const cues = new Map(sites.map((site) => [site.token, site]));
  endUnclosedPairs(context, cues);
  const openings = new Map<number, Opening | null>();
  const phraseEnd = new Map(findAttributions(context, cues, null).map((site) => [site.first, site.last]));
  const inside = new Set<number>();
  for (const [first, last] of phraseEnd) for (let token = first + 1; token < last; token++) inside.add(token);
  const covered = new Uint8Array(context.tokens.length + 1);
  for (const [first, last] of phraseEnd) covered.fill(1, first + 1, last);
  for (const site of sites)
    openings.set(site.token, covered[site.token] ? null : openContent(context, site, cues, phraseEnd));
  const attributions = findAttributions(context, cues, openings);
  const inPhrase = new Set(attributions.flatMap((a) => (a.verb === null ? [] : [a.verb])));
  const near: Neighbours = {
    cues,
    openings,
    attributions,
    phraseAt: new Map(attributions.map((site) => [site.first, site])),
    phraseEndingAt: new Map(attributions.map((site) => [site.last, site])),
    phraseVerbs: inPhrase,
  };
  const drafts: Draft[] = [];
  const claimed = new Set<number>();
  for (const site of sites) {
    if (inPhrase.has(site.token)) continue;
    const draft = draftOf(context, site, openings.get(site.token) ?? null, near);
    if (!draft) continue;
    drafts.push(draft);
    if (draft.extent.pair) claimed.add(draft.extent.pair.open);
  }
  // `نقلت الوكالة عن مصدر قوله إن`: the relaying verb has no content beside that of قوله
  const relaying = new Set(
    drafts.flatMap((item) => (item.cue?.role === 'noun' && item.relayVerb !== undefined ? [item.relayVerb] : [])),
  );
  for (let i = drafts.length - 1; i >= 0; i--) if (relaying.has(drafts[i]!.turn)) drafts.splice(i, 1);
  drafts.push(...unclaimedPairs(context, near, drafts, claimed));
  drafts.push(...headlines(context, drafts));
  drafts.push(...phraseQuotations(context, near, drafts));
  const kept = dropIdleVoices(dropDoubles(drafts));
  return resolveAll(context, kept, near, options);
}

/** Inside somebody's words, `أعتقد أن`, `يتفهم أن`, `أظهر أن` are part of them; only what others say there is a quotation of its own. */
function dropIdleVoices(drafts: Draft[]): Draft[] {
  const index = draftIndex(drafts);
  return drafts.filter((item) => {
    if (!item.cue || item.cue.role === 'noun' || item.cue.relative) return true;
    const nested = index.at(item.turn).some((d) => d !== item && d.extent.type !== 'nominal');
    if (!nested) return true;
    return (
      item.cue.reading.form.lemma.strength === 'strong' &&
      !(item.opening?.rule === 'clause/anna' && item.cue.reading.form.lemma.stance === 'hope')
    );
  });
}

/** Of two drafts with the same content the one whose cue is nearer to it stays. */
function dropDoubles(drafts: Draft[]): Draft[] {
  const best = new Map<string, Draft>();
  for (const item of drafts) {
    const key = item.extent.fragments.map((f) => f.start).join();
    const known = best.get(key);
    if (!known || rank(item) > rank(known)) best.set(key, item);
  }
  return [...best.values()].sort((a, b) => a.turn - b.turn || a.extent.first - b.extent.first);
}

/** `قال الوزير مخاطباً النواب: «…»`: a participle that has an object before the content leaves it to the verb. */
const withObject = (d: Draft): boolean =>
  d.cue?.role === 'participle' &&
  d.opening !== null &&
  d.opening.gapEnd - d.cue.token > 1 &&
  d.opening.kind !== 'nominal';

const rank = (d: Draft): number =>
  (d.extent.type === 'nominal' ? 0 : 1000) +
  (d.cue ? 100 - Math.min(90, Math.abs(d.extent.first - d.cue.token)) - (withObject(d) ? 60 : 0) : 0);

/** Gives every quotation its speaker, in the order of the text. */
function resolveAll(context: Context, drafts: Draft[], near: Neighbours, options: QuotationOptions): QuotationResult {
  const { attributions } = near;
  const speakers = createSpeakers(context);
  const done: Draft[] = [];
  const index = draftIndex(drafts);
  for (const item of drafts)
    item.nested = index.at(item.turn).some((other) => other !== item && other.turn < item.turn);
  const phraseSpeaker = new Map<AttributionSite, Resolved>();
  const turns: { at: number; run: () => void }[] = drafts.map((item) => ({
    at: item.turn,
    run: () => {
      item.resolved = resolveDraft(context, speakers, item, done.slice(-RECENT), near);
      done.push(item);
    },
  }));
  for (const site of attributions) {
    turns.push({
      at: site.first + 0.5,
      run: () => phraseSpeaker.set(site, resolvePhrase(context, speakers, site, done.slice(-RECENT))),
    });
  }
  turns.sort((a, b) => a.at - b.at);
  for (const turn of turns) turn.run();
  settleHeadlines(speakers, done);
  describeRelays(context, speakers, done, attributions, phraseSpeaker);
  return publish(context, done, attributions, phraseSpeaker, options);
}
