import type { Attribution, Evidence, Quotation, Span, Speaker, TextSpan } from '../model.ts';
import { addTo, firstFrom } from '../text/index.ts';
import type { AttributionSite } from './attributions/index.ts';
import type { TokenRange } from './choosing.ts';
import { type Certainty, confidenceOf } from './confidence.ts';
import { type Context, hasHeadsPreposition, pairEnd, sentenceAt, spanOf, trimRange, without } from './context.ts';
import type { Draft } from './drafts.ts';
import type { Reader } from './hints.ts';
import type { QuotationModels, StationModels } from './models.ts';
import type { SourceSite } from './sources/index.ts';
import { genderOfName } from './speakers/genders.ts';
import { officeOf } from './speakers/offices.ts';
import { mentionsOf } from './speakers/outlets.ts';
import { conjunction, type Referent } from './speakers/referents.ts';
import type { Resolved } from './speakers/turns.ts';
import type { Voice } from './speakers/voices.ts';

export interface QuotationResult {
  quotations: Quotation[];
  speakers: Speaker[];
  attributions: Attribution[];
}

export interface QuotationOptions {
  explain?: boolean;
  /** Gives who wrote the article, null where its byline names no person or several; left out where there is no byline. */
  writer?: (() => string | null) | null;
  /** The stations' trained models; those that ship where it is missing. */
  models?: QuotationModels;
  /** The network that reads for them; without one they go by what they see. */
  reader?: Reader;
  /** Told of each quotation, by its id, what its confidence is made of: calibration asks. */
  onCertainty?: (id: string, certainty: Certainty) => void;
}

/** The result in the shape of the contract; the drafts stand in the order of their turns. */
export function publish(
  context: Context,
  drafts: readonly Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
  models: StationModels,
  options: QuotationOptions,
): QuotationResult {
  const ids = new Map<Referent, string>();
  const idOf: IdOf = (one) => {
    if (!one) return null;
    if (!ids.has(one)) ids.set(one, `s${ids.size + 1}`);
    return ids.get(one)!;
  };
  const ofDraft = new Map(
    [...drafts].sort(inOrder).map((item, k) => [item, quotationOf(context, item, `q${k + 1}`, idOf, options)]),
  );
  const quotations = [...ofDraft.values()];
  const phrases = attributions.map((site, k): Attribution => {
    const item = quotationAt(context, site, drafts);
    const quotation = item && ofDraft.get(item);
    const id = `a${k + 1}`;
    quotation?.attributions.push(id);
    const speaker = idOf(phraseSpeaker.get(site)?.referent);
    // without the conjunction in front
    const span = without(spanOf(context, site.first, site.last), site.prefix);
    return { id, ...span, kind: site.kind, speaker, quotation: quotation?.id ?? null };
  });
  const bySpeaker = new Map<string | null, string[]>();
  for (const { id, speaker } of quotations) addTo(bySpeaker, speaker, id);
  const sources = sourcesOf(drafts, attributions, phraseSpeaker);
  const speakers = [...ids].map(([referent, id]): Speaker => {
    const { kind, entity, genders } = referent;
    const voice: Voice = {
      kind,
      plural: referent.number === 'pl',
      entity,
      names: ((entity && mentionsOf(context).get(entity)) ?? []).map(({ first, last }) => [first, last]),
      sources: sources.get(referent) ?? [],
      genders: new Set(genders),
      nameGender: genderOfName(referent),
    };
    const { role, affiliation, gender } = officeOf(context, voice, models);
    return {
      id,
      name: referent.name,
      aliases: [...referent.aliases].filter((alias) => alias !== referent.name),
      kind,
      role,
      affiliation,
      entity: entity?.id ?? null,
      gender,
      quotations: bySpeaker.get(id) ?? [],
    };
  });
  return { quotations, speakers, attributions: phrases };
}

/** By where the content begins; of those that begin together the longest first. */
const inOrder = ({ extent: a }: Draft, { extent: b }: Draft): number =>
  a.fragments[0]!.start - b.fragments[0]!.start || b.fragments.at(-1)!.end - a.fragments.at(-1)!.end;

/** The id of who speaks: numbers in the order in which they are asked for. */
type IdOf = (one: Referent | null | undefined) => string | null;

function quotationOf(
  context: Context,
  item: Draft,
  id: string,
  idOf: IdOf,
  { explain, onCertainty }: QuotationOptions,
): Quotation {
  const { type, fragments } = item.extent;
  const { referent = null, resolution = 'none', probability = 0 } = item.resolved ?? {};
  const certainty = { content: item.exact, speaker: probability };
  const quotation: Quotation = {
    id,
    type,
    content: {
      start: fragments[0]!.start,
      end: fragments.at(-1)!.end,
      text: contentText(context.index.text, fragments),
      ...(fragments.length > 1 && { fragments }),
    },
    cue: cueSpan(context, item),
    source: item.source ? sourceSpan(context, item.source) : null,
    speaker: idOf(referent),
    resolution: referent ? resolution : 'none',
    medium: item.medium,
    addressee: item.addressee,
    via: item.via,
    attributions: [],
    rule: item.rule,
    confidence: confidenceOf(type, certainty),
  };
  onCertainty?.(id, certainty);
  if (explain) quotation.explain = evidence(context, item, quotation);
  return quotation;
}

/** The quotation that a phrase is the cue of, or the nearest of its sentence. */
function quotationAt(context: Context, site: AttributionSite, drafts: readonly Draft[]): Draft | undefined {
  const sentence = sentenceAt(context, site.first);
  const turnFrom = (token: number): number => firstFrom(0, drafts.length, (i) => drafts[i]!.turn >= token);
  const near = drafts.slice(turnFrom(sentence.first), turnFrom(sentence.last));
  return (
    near.find(({ attribution }) => attribution === site) ??
    near.filter(({ extent }) => extent.type !== 'nominal').sort((a, b) => gapTo(a, site) - gapTo(b, site))[0]
  );
}

/** Where each speaker stands as a source of a quotation or an attribution phrase. */
function sourcesOf(
  drafts: readonly Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
): Map<Referent, TokenRange[]> {
  const sources = new Map<Referent, TokenRange[]>();
  for (const { resolved, source } of drafts)
    if (source && resolved?.referent) addTo(sources, resolved.referent, [source.first, source.last]);
  for (const site of attributions) {
    const referent = phraseSpeaker.get(site)?.referent;
    if (site.subject && referent) addTo(sources, referent, site.subject);
  }
  return sources;
}

/** The words of a quotation; what the narrator says between them is left out: `نعم … سنعود`. */
const contentText = (text: string, fragments: readonly Span[]): string =>
  fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');

const gapTo = ({ extent }: Draft, site: AttributionSite): number =>
  Math.max(0, site.first - extent.last, extent.first - site.last);

/** The words of a source; the preposition of an attribution head is none of them: `وفقاً ل[مصادر]`, `وفقاً ل[لوزارة]`. */
function sourceSpan(context: Context, source: SourceSite): TextSpan {
  const [first, last] = sourceRange(context, source);
  const letters = hasHeadsPreposition(context, first) ? 1 : conjunction(context, first);
  const name = context.mentionAt[first];
  const span = without(spanOf(context, first, last), letters);
  if (letters > 0 || name?.first !== first || context.tokens[first]!.key[0] !== 'و') return span;
  // `.. | وصلاح يؤكد`
  return { ...span, start: name.start, text: context.index.text.slice(name.start, span.end) };
}

/** Without signs at its ends, but for marks of a pair; a source of signs alone keeps them. */
function sourceRange(context: Context, { first, last }: SourceSite): TokenRange {
  let [start, end] = trimRange(context, first, last);
  if (context.pairClosedAt.has(last - 1)) end = last;
  const opened = context.pairOpenedAt.get(first);
  if (opened && pairEnd(opened, context.tokens) !== end - 1 && end === last) start = first;
  return start < end ? [start, end] : [first, last];
}

function cueSpan(context: Context, { sign, attribution, cue }: Draft): Quotation['cue'] {
  if (sign) {
    const span = spanOf(context, sign[0], attribution ? headEnd(attribution) : sign[1]);
    return Object.assign(without(span, attribution?.prefix ?? 0), {
      lemma: attribution ? 'حسب' : ':',
      stance: 'neutral' as const,
    });
  }
  if (!cue) return null;
  const { prefix, form } = cue.reading;
  const { lemma, stance } = form.lemma;
  const span = spanOf(context, cue.token, cue.token + 1);
  return Object.assign(without(span, prefix), { lemma, stance });
}

/** `وفقاً` of `وفقاً لمصادر أمنية`, `على حد قوله` whole. */
function headEnd({ first, last, subject, verb }: AttributionSite): number {
  if (!subject) return last;
  return verb === null ? Math.max(first + 1, Math.min(subject[0], last)) : first + 1;
}

function evidence(context: Context, item: Draft, { cue, source, via, resolution }: Quotation): Evidence[] {
  const words = ({ start, end, text }: TextSpan): TextSpan => ({ start, end, text });
  const opening = item.opening && spanOf(context, item.opening.at, item.opening.at + 1);
  const list: Evidence[] = [...item.evidence, { field: 'content', rule: item.rule, words: opening }];
  if (cue) list.push({ field: 'cue', rule: item.sign ? 'sign' : item.cue!.role, words: words(cue), note: cue.lemma });
  if (source) list.push({ field: 'source', rule: `source/${item.source!.side}`, words: source });
  list.push({ field: 'speaker', rule: resolution, words: source, note: item.resolved?.note ?? '' });
  for (const one of via) list.push({ field: 'via', rule: 'relay', words: words(one), note: one.name });
  return list;
}
