/** An article cut where something begins or ends: stretches that know what covers them. */
import type { Analysis, EntityType, Span } from '../model.ts';

/** A stretch of the text and everything that lies on it. */
export interface Segment extends Span {
  /** Quotations, the outermost first. */
  quotations: string[];
  /** The quotation whose cue, source, medium or relaying outlet this is. */
  cueOf: string | null;
  sourceOf: string | null;
  aboutOf: string | null;
  /** An attribution phrase. */
  phrase: string | null;
  entity: { id: string; type: EntityType } | null;
  /** Quotations whose number stands before this stretch. */
  begins: string[];
}

interface Cover extends Span {
  apply(segment: Segment): void;
}

/** The words of a quotation without what the narrator says between them. */
export const partsOf = ({ content }: Analysis['quotations'][number]): readonly Span[] =>
  content.fragments?.length ? content.fragments : [content];

function coversOf({ quotations, attributions, entities }: Analysis): Cover[] {
  const covers: Cover[] = [];
  const add = (span: Span | null, apply: Cover['apply']): void => {
    if (span && span.end > span.start) covers.push({ start: span.start, end: span.end, apply });
  };
  // Outermost first, so that the innermost stands last in a segment's list.
  const byLength = [...quotations].sort((a, b) => b.content.end - b.content.start - (a.content.end - a.content.start));
  for (const quotation of byLength) {
    const { id } = quotation;
    for (const part of partsOf(quotation)) add(part, (segment) => void segment.quotations.push(id));
    add(quotation.cue, (segment) => {
      segment.cueOf = id;
    });
    add(quotation.source, (segment) => {
      segment.sourceOf = id;
    });
    for (const about of [quotation.medium, quotation.addressee, ...quotation.via])
      add(about, (segment) => {
        segment.aboutOf = id;
      });
  }
  for (const phrase of attributions)
    add(phrase, (segment) => {
      segment.phrase = phrase.id;
    });
  for (const { id, type, mentions } of entities)
    for (const mention of mentions)
      add(mention, (segment) => {
        segment.entity = { id, type };
      });
  return covers;
}

const OPENING = /[«»“”„‟"'‘’‹›<>([{]/;

/** Where a quotation's number stands: before the mark that opens it. */
function markerPlace(quotation: Analysis['quotations'][number], text: string): number {
  let at = partsOf(quotation)[0]?.start ?? quotation.content.start;
  while (at > 0 && OPENING.test(text[at - 1]!)) at--;
  return at;
}

/** The segments of each paragraph; time is linear in the text and in what lies on it, but for sorting. */
export function segmentsOf(analysis: Analysis, paragraphs: readonly Span[]): Segment[][] {
  const covers = coversOf(analysis);
  const inside = placesIn(paragraphs);
  const cuts = new Set(paragraphs.flatMap(({ start, end }) => [start, end]));
  const text = analysis.text ?? '';
  const markers = new Map(analysis.quotations.map((one) => [one.id, markerPlace(one, text)]));
  for (const at of markers.values()) if (inside(at)) cuts.add(at);
  for (const { start, end } of covers) {
    if (inside(start)) cuts.add(start);
    if (inside(end)) cuts.add(end);
  }
  const places = [...cuts].sort((a, b) => a - b);
  const ends = new Set(paragraphs.map(({ end }) => end));
  const segments: Segment[] = [];
  const rows: Segment[][] = [];
  let row: Segment[] = [];
  for (const [i, from] of places.slice(0, -1).entries()) {
    if (!inside(from)) continue;
    const segment = emptySegment(from, places[i + 1]!);
    segments.push(segment);
    row.push(segment);
    if (!ends.has(segment.end)) continue;
    rows.push(row);
    row = [];
  }
  for (const cover of covers) {
    for (let i = firstFrom(segments, cover.start); i < segments.length && segments[i]!.start < cover.end; i++)
      cover.apply(segments[i]!);
  }
  for (const [id, at] of markers) segments[firstFrom(segments, at)]?.begins.push(id);
  return rows;
}

const emptySegment = (start: number, end: number): Segment => ({
  start,
  end,
  quotations: [],
  cueOf: null,
  sourceOf: null,
  aboutOf: null,
  phrase: null,
  entity: null,
  begins: [],
});

/** Tells of a place whether a paragraph covers it. */
function placesIn(paragraphs: readonly Span[]): (at: number) => boolean {
  return (at) => {
    let low = 0;
    let high = paragraphs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle]!.end <= at) low = middle + 1;
      else high = middle;
    }
    return low < paragraphs.length && paragraphs[low]!.start <= at;
  };
}

/** The first segment that begins at a place or behind it. */
function firstFrom(segments: readonly Segment[], at: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (segments[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The paragraphs of a text: its lines with something in them. */
export function paragraphsOf(text: string): Span[] {
  const paragraphs: Span[] = [];
  for (const match of text.matchAll(/[^\r\n\u2028\u2029\u0085]+/g)) {
    if (match[0].trim()) paragraphs.push({ start: match.index, end: match.index + match[0].length });
  }
  return paragraphs;
}

/** Words between two places, counted as blanks tell them. */
export const countWords = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
