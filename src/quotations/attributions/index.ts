/** The station of attribution phrases: the grammar proposes heads and ends, trained models choose. */
import type { Features } from '../../learned/features.ts';
import { likeliest, rated } from '../choosing.ts';
import { type Context, isComma, isStop, mentionsWithin } from '../context.ts';
import type { QuotationModels } from '../models.ts';
import { describePhrase } from './describe.ts';
import { type AttributionSite, headsOf, type Proposal, proposalsAt } from './phrases.ts';

export { describePhrase } from './describe.ts';
export { type AttributionSite, proposalsAt } from './phrases.ts';

/** One says whether a head begins a phrase, the other which of its ends is right. */
export type PhraseModels = Pick<QuotationModels, 'phrases' | 'phraseEnds'>;

/** The attribution phrases of the article: the grammar proposes heads and ends, the models choose; `cues` are heads that content hangs on. */
export const findAttributions = (
  context: Context,
  models: PhraseModels,
  cues: ReadonlySet<number> = new Set(),
): AttributionSite[] => oneByOne(context, (i) => chosenAt(context, i, models, cues.has(i) ? LEAST_OF_CUE : LEAST));

/** The phrases that the grammar alone takes for some, for the stations that look for contents. */
export const ruledAttributions = (context: Context): AttributionSite[] =>
  oneByOne(context, (i) => {
    const whole = wholeOf(proposalsAt(context, i));
    return whole?.ruled ? whole.site : null;
  });

/** The phrases of the article in the order of the text, of which none begins within another. */
function oneByOne(context: Context, siteAt: (head: number) => AttributionSite | null): AttributionSite[] {
  const sites: AttributionSite[] = [];
  for (const head of headsOf(context)) {
    if (head < (sites.at(-1)?.last ?? 0)) continue;
    const site = siteAt(head);
    if (site) sites.push(site);
  }
  return sites;
}

const LEAST = 0.45;
/** Where content was found that hangs on the phrase. */
const LEAST_OF_CUE = 0.25;

function chosenAt(
  context: Context,
  i: number,
  { phrases, phraseEnds }: PhraseModels,
  least: number,
): AttributionSite | null {
  const rivals = proposalsAt(context, i);
  const whole = wholeOf(rivals);
  if (!whole) return null;
  const describe = (proposal: Proposal, to: Features): void => describePhrase(context, proposal, to);
  const p = rated(phrases, [whole], describe)[0]?.p ?? 0;
  if (p < least && !isPlain(context, whole)) return null;
  if (rivals.length === 1) return settled(whole);
  return settled(likeliest(rated(phraseEnds, rivals, describe))?.one ?? whole);
}

/** `من وجهة نظر | سامي نور`, `برأي الوزير سامي نور`: whose view it is, is named; so is who closes a sentence: `، بإقرار الوزير سامي نور.` */
function isPlain(context: Context, { ruled, last, site: { first, kind, subject } }: Proposal): boolean {
  if (!ruled || !subject || !mentionsWithin(context, ...subject).some(({ type }) => type === 'PER')) return false;
  const { tokens } = context;
  const closes = isComma(tokens[first - 1]) && (tokens[last] === undefined || isStop(tokens[last]));
  return kind === 'in-view-of' || (kind === 'as-said' && closes);
}

/** Of a head's proposals the one that ends where the grammar says: by it is judged whether it is a phrase at all. */
export const wholeOf = (rivals: readonly Proposal[]): Proposal | null =>
  rivals.find(({ last, site }) => last === site.last) ?? null;

/** The phrase with the end that was chosen; what lies behind it belongs to it no more. */
export function settled({ site, last }: Proposal): AttributionSite {
  const { subject } = site;
  return { ...site, last, subject: subject && subject[0] < last ? [subject[0], Math.min(subject[1], last)] : null };
}
