/** A result without what its text tells again: spans in place of words. What is packed unpacks to the same result; of the evidence the second best speaker is kept. */
import type { Analysis, Span, Stance, TextSpan } from '../../model.ts';
import { shortEvidence } from '../runner-up.ts';

type Place = [start: number, end: number];
type Words = [...Place] | [...Place, text: string];

/** Everything of a result but the words that can be cut from the text. */
export type Packed = [
  head: Omit<Analysis, 'entities' | 'speakers' | 'quotations' | 'attributions'>,
  entities: unknown[],
  speakers: unknown[],
  quotations: unknown[],
  attributions: unknown[],
];

export function pack(analysis: Analysis): Packed {
  const { entities, speakers, quotations, attributions, ...head } = analysis;
  const { text } = head;
  const words = (span: TextSpan): Words => {
    const { start, end } = span;
    return text?.slice(start, end) === span.text ? [start, end] : [start, end, span.text];
  };
  const maybe = (span: TextSpan | null): Words | 0 => (span ? words(span) : 0);
  return [
    head,
    entities.map(({ mentions, ...rest }) => [
      Object.values({ ...rest, id: undefined, name: undefined, type: undefined, aliases: undefined }).some(Boolean)
        ? { ...rest, id: undefined, name: undefined, type: undefined, aliases: undefined }
        : 0,
      rest.id,
      rest.name,
      rest.type,
      rest.aliases,
      mentions.map((mention) => [mention.confidence, ...words(mention)]),
    ]),
    speakers.map((one) => {
      const { id, name, aliases, kind, role, affiliation, entity, gender, edited } = one;
      return [id, name, aliases, kind, role, affiliation, entity, gender, edited ? 1 : 0];
    }),
    quotations.map((one) => [
      one.id,
      one.type,
      words(one.content),
      one.content.fragments?.map(({ start, end }) => [start, end]) ?? 0,
      one.cue ? [one.cue.lemma, one.cue.stance, ...words(one.cue)] : 0,
      maybe(one.source),
      one.speaker,
      one.resolution,
      maybe(one.medium),
      maybe(one.addressee),
      one.via.map((outlet) => [outlet.name, ...words(outlet)]),
      one.attributions,
      one.rule,
      one.confidence,
      one.edited ? 1 : 0,
      shortEvidence(one)[0]?.note ?? 0,
    ]),
    attributions.map((one) => [one.id, one.kind, one.speaker, one.quotation, ...words(one)]),
  ];
}

type PackedQuotation = [
  id: string,
  type: Analysis['quotations'][number]['type'],
  content: Words,
  fragments: Place[] | 0,
  cue: [lemma: string, stance: Stance, ...Words] | 0,
  source: Words | 0,
  speaker: string | null,
  resolution: Analysis['quotations'][number]['resolution'],
  medium: Words | 0,
  addressee: Words | 0,
  via: [string, ...Words][],
  attributions: string[],
  rule: string,
  confidence: number,
  edited: 0 | 1,
  runnerUp: string | 0,
];

export function unpack([head, entities, speakers, quotations, attributions]: Packed): Analysis {
  const { text } = head;
  const words = ([start, end, own]: Words): TextSpan => ({ start, end, text: own ?? text?.slice(start, end) ?? '' });
  const maybe = (packed: Words | 0): TextSpan | null => (packed ? words(packed) : null);
  const edited = (flag: unknown) => (flag ? { edited: true as const } : {});
  return {
    ...head,
    entities: (entities as [object | 0, string, string, 'PER', string[], [number, ...Words][]][]).map(
      ([rest, id, name, type, aliases, mentions]) => ({
        ...(rest || {}),
        id,
        name,
        type,
        aliases,
        mentions: mentions.map(([confidence, ...span]) => ({ ...words(span as Words), confidence })),
      }),
    ),
    speakers: (speakers as unknown[][]).map(
      ([id, name, aliases, kind, role, affiliation, entity, gender, flag]) =>
        ({
          id,
          name,
          aliases,
          kind,
          role,
          affiliation,
          entity,
          gender,
          quotations: [],
          ...edited(flag),
        }) as unknown as Analysis['speakers'][number],
    ),
    quotations: (quotations as PackedQuotation[]).map((row) => unpackQuotation(row, words, maybe)),
    attributions: (attributions as unknown[][]).map(
      ([id, kind, speaker, quotation, ...span]) =>
        ({ ...words(span as Words), id, kind, speaker, quotation }) as unknown as Analysis['attributions'][number],
    ),
  };
}

function unpackQuotation(
  row: PackedQuotation,
  words: (packed: Words) => TextSpan,
  maybe: (packed: Words | 0) => TextSpan | null,
): Analysis['quotations'][number] {
  const [id, type, content, parts, cue, source, speaker, resolution, medium, addressee, via, attributions, ...rest] =
    row;
  const [rule, confidence, flag, note] = rest;
  const fragments: Span[] = parts ? parts.map(([start, end]) => ({ start, end })) : [];
  return {
    id,
    type,
    content: { ...words(content), ...(parts && { fragments }) },
    cue: cue ? cueOf(cue, words) : null,
    source: maybe(source),
    speaker,
    resolution,
    medium: maybe(medium),
    addressee: maybe(addressee),
    via: via.map(([name, ...span]) => ({ ...words(span as Words), name })),
    attributions,
    rule,
    confidence,
    ...(note ? { explain: [{ field: 'speaker', rule: resolution, words: null, note }] } : {}),
    ...(flag ? { edited: true as const } : {}),
  };
}

function cueOf([lemma, stance, ...span]: [string, Stance, ...Words], words: (packed: Words) => TextSpan) {
  return { ...words(span as Words), lemma, stance };
}

/** Speakers know their quotations again. */
export function unpacked(packed: Packed): Analysis {
  const analysis = unpack(packed);
  for (const speaker of analysis.speakers)
    speaker.quotations = analysis.quotations.filter((one) => one.speaker === speaker.id).map(({ id }) => id);
  return analysis;
}
