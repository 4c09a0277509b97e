import type { Attribution, Entity, Evidence, Quotation, Span, Speaker, Stance } from '../model.ts';
import type { AttributionSite } from './attributions/index.ts';
import type { TokenRange } from './choosing.ts';
import { confidenceOf } from './confidence.ts';
import { type Context, hasHeadsPreposition, pairEnd, sentenceAt, spanOf, trimRange } from './context.ts';
import { type Draft, draftIndex } from './drafts.ts';
import type { QuotationOptions, QuotationResult } from './index.ts';
import { shippedModels } from './models.ts';
import type { SourceSite } from './sources/index.ts';
import type { Resolved } from './speakers/index.ts';
import { officeOf, type Voice } from './speakers/offices.ts';
import type { Referent } from './speakers/referents.ts';

/** The result in the shape of the contract. */
export function publish(
  context: Context,
  drafts: Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
  options: QuotationOptions,
): QuotationResult {
  const order = [...drafts].sort(
    (a, b) =>
      a.extent.fragments[0]!.start - b.extent.fragments[0]!.start ||
      b.extent.fragments.at(-1)!.end - a.extent.fragments.at(-1)!.end,
  );
  const used: Referent[] = [];
  const places = new Map<Referent, number>();
  const idOf = (referent: Referent | null | undefined): string | null => {
    if (!referent) return null;
    let at = places.get(referent);
    if (at === undefined) {
      at = used.push(referent) - 1;
      places.set(referent, at);
    }
    return `s${at + 1}`;
  };
  const quotations: Quotation[] = [];
  const ofDraft = new Map<Draft, Quotation>();
  for (const [k, item] of order.entries()) {
    const start = item.extent.fragments[0]!.start;
    const end = item.extent.fragments.at(-1)!.end;
    const quotation: Quotation = {
      id: `q${k + 1}`,
      type: item.extent.type,
      content: {
        start,
        end,
        text: contentText(context.index.text, item.extent.fragments),
        ...(item.extent.fragments.length > 1 && { fragments: item.extent.fragments }),
      },
      cue: cueSpan(context, item),
      source: item.source ? sourceSpan(context, item.source) : null,
      speaker: idOf(item.resolved?.referent),
      resolution: item.resolved?.referent ? item.resolved.resolution : 'none',
      medium: item.medium,
      addressee: item.addressee,
      via: item.via,
      attributions: [],
      rule: item.rule,
      confidence: 0,
    };
    const certainty = { content: item.exact, speaker: item.resolved?.probability ?? 0 };
    quotation.confidence = confidenceOf(quotation.type, certainty);
    options.onCertainty?.(quotation.id, certainty);
    if (options.explain) quotation.explain = evidence(context, item, quotation);
    quotations.push(quotation);
    ofDraft.set(item, quotation);
  }
  const index = draftIndex(drafts);
  const phrases: Attribution[] = attributions.map((site, k) => {
    const first = context.tokens[site.first]!;
    const shift = prefixUnits(context.index.text.slice(first.start, first.end), site.prefix);
    const end = context.tokens[site.last - 1]!.end;
    const start = first.start + shift;
    const sentence = sentenceAt(context, site.first);
    const near = index.turnsIn(sentence.first, sentence.last);
    const item =
      near.find((d) => d.attribution === site) ??
      near.filter((d) => d.extent.type !== 'nominal').sort((a, b) => gapTo(a, site) - gapTo(b, site))[0];
    const quotation = item ? ofDraft.get(item) : undefined;
    const id = `a${k + 1}`;
    quotation?.attributions.push(id);
    return {
      id,
      start,
      end,
      text: context.index.text.slice(start, end),
      kind: site.kind,
      speaker: idOf(phraseSpeaker.get(site)?.referent),
      quotation: quotation?.id ?? null,
    };
  });
  const bySpeaker = new Map<string | null, string[]>();
  for (const { id, speaker } of quotations) {
    const ids = bySpeaker.get(speaker);
    if (ids) ids.push(id);
    else bySpeaker.set(speaker, [id]);
  }
  const models = options.models ?? shippedModels();
  const sources = sourcesOf(drafts, attributions, phraseSpeaker);
  const names = namesOf(context, used);
  const list: Speaker[] = used.map((referent, k) => {
    const voice = voiceOf(context, referent, names, sources.get(referent) ?? []);
    const { role, affiliation, gender } = officeOf(context, voice, models);
    return {
      id: `s${k + 1}`,
      name: referent.name,
      aliases: [...referent.aliases].filter((alias) => alias !== referent.name),
      kind: referent.kind,
      role,
      affiliation,
      entity: referent.entity?.id ?? null,
      gender,
      quotations: bySpeaker.get(`s${k + 1}`) ?? [],
    };
  });
  return { quotations, speakers: list, attributions: phrases };
}

/** Where each speaker stands as a source of a quotation or an attribution phrase. */
function sourcesOf(
  drafts: readonly Draft[],
  attributions: readonly AttributionSite[],
  phraseSpeaker: ReadonlyMap<AttributionSite, Resolved>,
): Map<Referent, TokenRange[]> {
  const sources = new Map<Referent, TokenRange[]>();
  const add = (referent: Referent | null | undefined, range: TokenRange): void => {
    if (!referent) return;
    const known = sources.get(referent);
    if (known) known.push(range);
    else sources.set(referent, [range]);
  };
  for (const { resolved, source } of drafts) if (source) add(resolved?.referent, [source.first, source.last]);
  for (const site of attributions) if (site.subject) add(phraseSpeaker.get(site)?.referent, site.subject);
  return sources;
}

/** Where the entities that speak are named. */
function namesOf({ mentions }: Context, used: readonly Referent[]): Map<Entity, TokenRange[]> {
  const names = new Map(used.flatMap(({ entity }) => (entity ? [[entity, [] as TokenRange[]] as const] : [])));
  for (const { entity, first, last } of mentions) names.get(entity)?.push([first, last]);
  return names;
}

/** `مدير المركز | سامي نور`: the name inside a source, where it is no entity. */
function nameInSource(context: Context, name: string, [first, last]: TokenRange): TokenRange[] {
  const { start, text } = spanOf(context, first, last);
  const at = text.indexOf(name);
  if (at < 0) return [];
  const inside = context.tokens
    .slice(first, last)
    .filter((token) => token.start >= start + at && token.end <= start + at + name.length);
  return inside.length ? [[inside[0]!.index, inside.at(-1)!.index + 1]] : [];
}

function voiceOf(
  context: Context,
  { kind, number, entity, genders, name }: Referent,
  names: ReadonlyMap<Entity, readonly TokenRange[]>,
  sources: readonly TokenRange[],
): Voice {
  const called = entity
    ? (names.get(entity) ?? [])
    : kind === 'person'
      ? sources.flatMap((source) => nameInSource(context, name, source))
      : [];
  return { kind, plural: number === 'pl', entity, names: called, sources, genders };
}

/** The words of a quotation; what the narrator says between them is left out: `نعم … سنعود`. */
const contentText = (text: string, fragments: readonly Span[]): string =>
  fragments.map(({ start, end }) => text.slice(start, end)).join(' … ');

const gapTo = (d: Draft, site: AttributionSite): number =>
  d.extent.last <= site.first
    ? site.first - d.extent.last
    : d.extent.first >= site.last
      ? d.extent.first - site.last
      : 0;

/** The words of a source; the preposition of an attribution head is none of them: `وفقاً ل[مصادر]`, `وفقاً ل[لوزارة]`. */
function sourceSpan(context: Context, source: SourceSite): ReturnType<typeof spanOf> {
  const range = sourceRange(context, source);
  const span = spanOf(context, ...range);
  if (!hasHeadsPreposition(context, range[0])) return { ...span };
  const start = span.start + prefixUnits(span.text, 1);
  return { start, end: span.end, text: context.index.text.slice(start, span.end) };
}

function sourceRange(context: Context, { first, last }: SourceSite): [number, number] {
  const { tokens } = context;
  let [start, end] = trimRange(context, first, last);
  if (tokens[last - 1]?.kind === 'quote' && context.pairClosedAt.has(last - 1)) end = last;
  const opened = context.pairOpenedAt.get(first);
  if (opened && pairEnd(opened, tokens) !== end - 1 && end === last) start = first;
  return start < end ? [start, end] : [first, last];
}

function cueSpan(context: Context, item: Draft): Quotation['cue'] {
  if (item.sign) {
    const span = item.attribution
      ? spanOf(context, item.sign[0], headEnd(item.attribution))
      : spanOf(context, item.sign[0], item.sign[1]);
    const cut = item.attribution?.prefix ?? 0;
    const start = span.start + prefixUnits(span.text, cut);
    return {
      start,
      end: span.end,
      text: context.index.text.slice(start, span.end),
      lemma: item.attribution ? 'حسب' : ':',
      stance: 'neutral',
    };
  }
  if (!item.cue) return null;
  const token = context.tokens[item.cue.token]!;
  const start = token.start + prefixUnits(context.index.text.slice(token.start, token.end), item.cue.reading.prefix);
  const { lemma, stance } = item.cue.reading.form.lemma;
  return { start, end: token.end, text: context.index.text.slice(start, token.end), lemma, stance: stance as Stance };
}

/** `وفقاً` of `وفقاً لمصادر أمنية`, `على حد قوله` whole. */
function headEnd(site: AttributionSite): number {
  return site.subject
    ? Math.max(site.first + 1, site.verb === null ? Math.min(site.subject[0], site.last) : site.first + 1)
    : site.last;
}

/** UTF-16 units that the first `letters` letters of a token take, with their marks. */
function prefixUnits(text: string, letters: number): number {
  let units = 0;
  let left = letters;
  while (units < text.length && left > 0) {
    units++;
    left--;
    while (
      units < text.length &&
      /[\u0610-\u061A\u064B-\u065F\u0670\u0640\u06D6-\u06ED\u200B-\u200F\u202A-\u202E\u2066-\u2069]/.test(text[units]!)
    )
      units++;
  }
  return units;
}

function evidence(context: Context, item: Draft, quotation: Quotation): Evidence[] {
  const list: Evidence[] = [...item.evidence];
  const words = item.opening ? spanOf(context, item.opening.at, item.opening.at + 1) : null;
  list.push({ field: 'content', rule: item.rule, words });
  if (quotation.cue)
    list.push({
      field: 'cue',
      rule: item.sign ? 'sign' : item.cue!.role,
      words: { start: quotation.cue.start, end: quotation.cue.end, text: quotation.cue.text },
      note: quotation.cue.lemma,
    });
  if (quotation.source) list.push({ field: 'source', rule: `source/${item.source!.side}`, words: quotation.source });
  list.push({ field: 'speaker', rule: quotation.resolution, words: quotation.source, note: item.resolved?.note ?? '' });
  for (const via of quotation.via)
    list.push({
      field: 'via',
      rule: 'relay',
      words: { start: via.start, end: via.end, text: via.text },
      note: via.name,
    });
  return list;
}
