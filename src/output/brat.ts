/**
 * brat standoff (https://brat.nlplab.org/standoff.html): `X.txt` and `X.ann`, offsets in code points. Quotations, cues,
 * sources and the rest are text-bound annotations (T), what joins them relations (R), types and stances attributes (A),
 * names of resolved speakers notes (#).
 */
import type { Analysis, Quotation, Span } from '../model.ts';
import { ENTITY_TYPES, STANCES } from './contract.ts';
import type { Formatter, OutputOptions } from './format.ts';
import { toCodePoints, withOffsets } from './offsets.ts';
import { withOnly } from './select.ts';

export function brat(options: OutputOptions): Formatter {
  const ann = (analysis: Analysis): string => annotations(options.only ? withOnly(analysis, options.only) : analysis);
  return {
    name: 'brat',
    extension: 'ann',
    begin: () => '',
    document: ann,
    end: () => '',
    files: (analysis) => [
      { extension: 'txt', content: analysis.text ?? '' },
      { extension: 'ann', content: ann(analysis) },
    ],
    fileExtensions: ['txt', 'ann'],
    companions: [{ name: 'annotation.conf', content: CONFIGURATION }],
  };
}

/** The `.ann` file of a result. Its `text` has to be there: brat's offsets are code points and its lines hold the text. */
function annotations(given: Analysis): string {
  if (given.text === undefined) throw new Error('brat needs the text of the article in the result');
  const text = given.text;
  const analysis = withOffsets(given, text, 'utf16');
  const map = toCodePoints(text);
  const lines: string[] = [];
  const count = { T: 0, R: 0, A: 0, N: 0 };
  const byId = new Map<string, string>();

  /** A text-bound annotation. One that runs over line ends is discontinuous, as brat itself writes it. */
  const bound = (type: string, spans: readonly Span[]): string => {
    const parts = spans.flatMap((span) => withoutLineEnds(text, span));
    const id = `T${++count.T}`;
    const at = parts.map(({ start, end }) => `${map(start)} ${map(end)}`).join(';');
    lines.push(`${id}\t${type} ${at}\t${parts.map(({ start, end }) => text.slice(start, end)).join(' ')}`);
    return id;
  };
  const relation = (type: string, from: string, to: string): void => {
    lines.push(`R${++count.R}\t${type} Arg1:${from} Arg2:${to}`);
  };
  const attribute = (type: string, of: string, value: string): void => {
    lines.push(`A${++count.A}\t${type} ${of} ${value}`);
  };
  const note = (of: string, content: string): void => {
    lines.push(`#${++count.N}\tAnnotatorNotes ${of}\t${content.replace(/\s+/g, ' ')}`);
  };

  for (const entity of analysis.entities) for (const mention of entity.mentions) bound(entity.type, [mention]);
  const speakers = new Map(given.speakers.map((speaker) => [speaker.id, speaker.name]));
  for (const quotation of analysis.quotations) {
    const id = bound('Quotation', quotation.content.fragments ?? [quotation.content]);
    byId.set(quotation.id, id);
    attribute('QuotationType', id, quotation.type);
    for (const [role, span] of partsOf(quotation)) {
      const part = bound(role, [span]);
      relation(`Has${role}`, id, part);
      if (role === 'Cue' && quotation.cue) attribute('Stance', part, quotation.cue.stance);
    }
    const speaker = quotation.speakerName ?? speakers.get(quotation.speaker ?? '');
    if (speaker) note(id, `speaker: ${speaker}`);
  }
  for (const phrase of analysis.attributions) {
    const id = bound('Attribution', [phrase]);
    attribute('AttributionKind', id, phrase.kind);
    const quotation = byId.get(phrase.quotation ?? '');
    if (quotation) relation('HasAttribution', quotation, id);
    const speaker = phrase.speakerName ?? speakers.get(phrase.speaker ?? '');
    if (speaker) note(id, `speaker: ${speaker}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

const ROLES = ['Cue', 'Source', 'Medium', 'Addressee', 'Via'] as const;

function partsOf(quotation: Quotation): [(typeof ROLES)[number], Span][] {
  const single: [(typeof ROLES)[number], Span | null][] = [
    ['Cue', quotation.cue],
    ['Source', quotation.source],
    ['Medium', quotation.medium],
    ['Addressee', quotation.addressee],
  ];
  return [
    ...single.filter((part): part is [(typeof ROLES)[number], Span] => part[1] !== null),
    ...quotation.via.map((outlet): ['Via', Span] => ['Via', outlet]),
  ];
}

/** The pieces of a span between its line ends, without blanks at their edges: no piece of brat's may hold a line end. */
function withoutLineEnds(text: string, { start, end }: Span): Span[] {
  const pieces: Span[] = [];
  for (const match of text.slice(start, end).matchAll(/[^\r\n\u0085\u2028\u2029]+/g)) {
    const from = match[0].search(/\S/);
    if (from < 0) continue;
    const first = start + match.index + from;
    pieces.push({ start: first, end: first + match[0].trim().length });
  }
  return pieces;
}

const CONFIGURATION = `[entities]
${ENTITY_TYPES.join('\n')}
Quotation
${ROLES.join('\n')}
Attribution

[relations]
<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>
${ROLES.map((role) => `Has${role}\tArg1:Quotation, Arg2:${role}`).join('\n')}
HasAttribution\tArg1:Quotation, Arg2:Attribution

[events]

[attributes]
QuotationType\tArg:Quotation, Value:direct|mixed|indirect|nominal
Stance\tArg:Cue, Value:${STANCES.join('|')}
AttributionKind\tArg:Attribution, Value:according-to|as-said|citing|in-view-of|hearsay
`;
