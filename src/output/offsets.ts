/** Offsets in UTF-16 code units (JavaScript, Java, C#) or in code points (Python, brat, SQLite), and the way between. */
import type { Analysis, OffsetUnit, Span } from '../model.ts';

/** Maps an offset into a text from one unit to the other. */
export type OffsetMap = (offset: number) => number;

const SURROGATE = /[\ud800-\udfff]/;

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/**
 * UTF-16 offsets to code points, one step each after one pass over the text: `'😀ب'`: 2 -> 1, 3 -> 2. An offset inside
 * a surrogate pair counts the pair's first half, as Python does for a lone surrogate.
 */
export function toCodePoints(text: string): OffsetMap {
  if (!SURROGATE.test(text)) return (offset) => offset;
  const before = new Uint32Array(text.length + 1);
  for (let i = 0, count = 0; i < text.length; i++) {
    const second = isLow(text.charCodeAt(i)) && i > 0 && isHigh(text.charCodeAt(i - 1));
    if (!second) count++;
    before[i + 1] = count;
  }
  return (offset) => before[Math.max(0, Math.min(offset, text.length))]!;
}

/** Code points to UTF-16 offsets: `'😀ب'`: 1 -> 2, 2 -> 3. */
export function toUtf16(text: string): OffsetMap {
  if (!SURROGATE.test(text)) return (offset) => offset;
  const starts: number[] = [];
  for (let i = 0; i < text.length; i++) {
    starts.push(i);
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) i++;
  }
  starts.push(text.length);
  return (offset) => starts[Math.max(0, Math.min(offset, starts.length - 1))]!;
}

/** The same analysis with every offset in `unit`; `text` is the article's text. Time is linear in both. */
export function withOffsets(analysis: Analysis, text: string, unit: OffsetUnit): Analysis {
  if (analysis.offsets === unit) return analysis;
  const map = unit === 'codepoint' ? toCodePoints(text) : toUtf16(text);
  const span = <T extends Span>(value: T): T => ({ ...value, start: map(value.start), end: map(value.end) });
  const maybe = <T extends Span>(value: T | null): T | null => (value ? span(value) : null);
  return {
    ...analysis,
    offsets: unit,
    entities: analysis.entities.map((entity) => ({ ...entity, mentions: entity.mentions.map(span) })),
    quotations: analysis.quotations.map((quotation) => ({
      ...quotation,
      content: {
        ...span(quotation.content),
        ...(quotation.content.fragments && { fragments: quotation.content.fragments.map(span) }),
      },
      cue: maybe(quotation.cue),
      source: maybe(quotation.source),
      medium: maybe(quotation.medium),
      addressee: maybe(quotation.addressee),
      via: quotation.via.map(span),
      ...(quotation.explain && {
        explain: quotation.explain.map((evidence) => ({ ...evidence, words: maybe(evidence.words) })),
      }),
    })),
    attributions: analysis.attributions.map(span),
    warnings: analysis.warnings.map((warning) =>
      warning.start === undefined ? warning : { ...warning, start: map(warning.start) },
    ),
  };
}
