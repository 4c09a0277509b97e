/**
 * CoNLL columns, tab-separated, an empty line after each sentence, `-DOCSTART-` before each document:
 * token, start, end (code points), part of the quotation (IOB2), cue/source/… (IOB2), entity (IOB2, last as readers expect).
 * A clitic in front of a name is a token of its own (`ب` `دمشق`), so that no entity begins inside a token.
 */
import type { Analysis, Span } from '../model.ts';
import type { Formatter, OutputOptions } from './format.ts';
import { toCodePoints, withOffsets } from './offsets.ts';
import { withOnly } from './select.ts';

interface Labelled extends Span {
  label: string;
}

export function conll(options: OutputOptions): Formatter {
  return {
    name: 'conll',
    extension: 'conll',
    begin: () => '',
    document: (analysis) => columns(options.only ? withOnly(analysis, options.only) : analysis),
    end: () => '',
  };
}

const TOKEN = /\p{Nd}+(?:[.,\u066b\u066c:/]\p{Nd}+)*|[\p{L}\p{M}\p{Nd}\p{Nl}\p{No}_\u0640\u200c\u200d]+|[^\s]/gu;
const SENTENCE_END = /[.!?\u061f\u2026\u06d4]/;

function columns(given: Analysis): string {
  if (given.text === undefined) throw new Error('conll needs the text of the article in the result');
  const text = given.text;
  const analysis = withOffsets(given, text, 'utf16');
  const map = toCodePoints(text);
  const speech = withoutOverlap(
    analysis.quotations.flatMap(({ content, type }) =>
      (content.fragments ?? [content]).map(({ start, end }) => ({ start, end, label: type.toUpperCase() })),
    ),
  );
  const roles = withoutOverlap([
    ...analysis.quotations.flatMap(({ cue, source, medium, addressee, via }) => [
      ...(cue ? [{ ...cue, label: 'CUE' }] : []),
      ...(source ? [{ ...source, label: 'SOURCE' }] : []),
      ...(medium ? [{ ...medium, label: 'MEDIUM' }] : []),
      ...(addressee ? [{ ...addressee, label: 'ADDRESSEE' }] : []),
      ...via.map((outlet) => ({ ...outlet, label: 'VIA' })),
    ]),
    ...analysis.attributions.map((phrase) => ({ ...phrase, label: 'ATTRIBUTION' })),
  ]);
  const entities = withoutOverlap(
    analysis.entities.flatMap(({ type, mentions }) => mentions.map((mention) => ({ ...mention, label: type }))),
  );
  const layers = [speech, roles, entities];
  const tokens = tokenSpans(text, layers.flat());
  const tags = layers.map((layer) => iob2(tokens, layer));
  const lines = ['-DOCSTART-\t-X-\t-X-\tO\tO\tO', ''];
  tokens.forEach((token, index) => {
    const previous = tokens[index - 1];
    if (previous && endsSentence(text, previous, token)) lines.push('');
    const form = text.slice(token.start, token.end).replace(/\s/g, '');
    lines.push([form, map(token.start), map(token.end), ...tags.map((layer) => layer[index])].join('\t'));
  });
  return `${lines.join('\n')}\n\n`;
}

/** Words, numbers and single signs, cut also where a span begins or ends. */
function tokenSpans(text: string, spans: readonly Span[]): Span[] {
  const edges = [...new Set(spans.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const tokens: Span[] = [];
  let next = 0;
  for (const match of text.matchAll(TOKEN)) {
    let start = match.index;
    const end = start + match[0].length;
    while (next < edges.length && (edges[next] as number) <= start) next++;
    while (next < edges.length && (edges[next] as number) < end) {
      tokens.push({ start, end: edges[next] as number });
      start = edges[next++] as number;
    }
    tokens.push({ start, end });
  }
  return tokens;
}

/** The longest of overlapping spans stays: a column has one tag a token. In the order of the text. */
function withoutOverlap(spans: readonly Labelled[]): Labelled[] {
  const sorted = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Labelled[] = [];
  for (const span of sorted) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push(span);
    else if (span.end - span.start > last.end - last.start) kept[kept.length - 1] = span;
  }
  return kept;
}

/** `B-X` for the first token of a span, `I-X` for the others, `O` outside. */
function iob2(tokens: readonly Span[], spans: readonly Labelled[]): string[] {
  let next = 0;
  let begun = false;
  return tokens.map((token) => {
    while (next < spans.length && (spans[next] as Labelled).end <= token.start) {
      next++;
      begun = false;
    }
    const span = spans[next];
    if (!span || token.start < span.start) return 'O';
    const tag = `${begun ? 'I' : 'B'}-${span.label}`;
    begun = true;
    return tag;
  });
}

/** A line end lies between two tokens, or a full stop, question mark, … with a blank behind it. */
function endsSentence(text: string, before: Span, after: Span): boolean {
  const between = text.slice(before.end, after.start);
  return /[\n\r\u2028\u2029]/.test(between) || (between !== '' && SENTENCE_END.test(text[before.end - 1] ?? ''));
}
