/** The sayings of an annotated article, from its gold: what sources and speakers learn from. */
import type { GoldAttribution, GoldQuotation } from '../../evaluate/gold.ts';
import { type AttributionSite, proposalsAt, ruledAttributions, settled } from '../../quotations/attributions/index.ts';
import { type Context, readings } from '../../quotations/context.ts';
import { type CueSite, reportingWords } from '../../quotations/cues/index.ts';
import { type Saying, type SayingRole, saying, sayingOfPhrase, tokensOf } from '../../quotations/sayings.ts';
import type { Lesson } from '../lesson.ts';

export interface GoldSaying {
  said: Saying;
  /** Tokens of the right source. */
  source: [number, number] | null;
  /** Whether the source is told at all; an attribution phrase tells only its speaker. */
  hasSource: boolean;
  speaker: string | null;
  aliases: readonly string[];
  unnamed: boolean;
  /** Counted in the headline figures. */
  required: boolean;
  gold: GoldQuotation | GoldAttribution;
}

export function goldSayings({ gold, context }: Lesson): GoldSaying[] {
  const cues = new Map(reportingWords(context).map((site) => [site.token, site]));
  const phrases = (gold.attributions ?? []).map((phrase) => ({
    phrase,
    site: siteOf(context, tokensOf(context, phrase)),
  }));
  const siteAt = new Map(ruledAttributions(context).map((site) => [site.first, site]));
  for (const { site } of phrases) if (site) siteAt.set(site.first, site);
  const found: GoldSaying[] = [];
  for (const quotation of gold.quotations ?? []) {
    const cue = quotation.cue ? tokensOf(context, quotation.cue) : null;
    const pieces = quotation.fragments.map((piece) => tokensOf(context, piece));
    found.push({
      said: saying(context, {
        type: quotation.type,
        pieces,
        cue: cue?.[0] ?? -1,
        cueEnd: cue?.[1] ?? -1,
        ...readCue(context, cue, cues, siteAt),
      }),
      source: quotation.source ? tokensOf(context, quotation.source) : null,
      hasSource: true,
      speaker: quotation.speaker,
      aliases: quotation.aliases,
      unnamed: quotation.kind === 'unnamed',
      required: !quotation.optional && quotation.type !== 'nominal',
      gold: quotation,
    });
  }
  const cued = new Set(found.map(({ said }) => said.cue));
  for (const { phrase, site } of phrases) {
    if (!site || cued.has(site.first)) continue;
    found.push({
      said: sayingOfPhrase(context, site),
      source: null,
      hasSource: false,
      speaker: phrase.speaker,
      aliases: phrase.aliases,
      unnamed: false,
      required: false,
      gold: phrase,
    });
  }
  return found.sort((a, b) => a.said.anchor - b.said.anchor || a.said.first - b.said.first);
}

/** The phrase that the grammar proposes in a place, with the end that is nearest to the right one. */
function siteOf(context: Context, [first, last]: [number, number]): AttributionSite | null {
  for (let i = first; i < last; i++) {
    const rivals = proposalsAt(context, i);
    if (rivals.length === 0) continue;
    return settled(rivals.reduce((best, one) => (Math.abs(one.last - last) < Math.abs(best.last - last) ? one : best)));
  }
  return null;
}

function readCue(
  context: Context,
  cue: [number, number] | null,
  cues: ReadonlyMap<number, CueSite>,
  siteAt: ReadonlyMap<number, AttributionSite>,
): Pick<Saying, 'role' | 'reading' | 'negated' | 'relative' | 'site'> {
  const none = { reading: null, negated: false, relative: false, site: null };
  if (!cue) return { ...none, role: 'none' };
  const token = context.tokens[cue[0]]!;
  if (token.kind !== 'word') return { ...none, role: 'colon' };
  const site = siteAt.get(cue[0]) ?? null;
  if (site) return { ...none, role: 'phrase', site };
  if (context.lexicon.match('attribution', context.tokens, cue[0])) return { ...none, role: 'phrase' };
  const known = cues.get(cue[0]);
  if (known)
    return {
      role: known.role,
      reading: known.reading,
      negated: known.negated,
      relative: known.relative,
      site: null,
    };
  const reading = readings(context, token)[0] ?? null;
  const roles: Record<string, SayingRole> = { participle: 'participle', masdar: 'noun', noun: 'noun' };
  return { ...none, reading, role: reading ? (roles[reading.form.kind] ?? 'verb') : 'verb' };
}
