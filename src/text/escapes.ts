/**
 * Escapes that stand in a text as they came out of a page's source or a program's string: `&quot;نعم&quot;`, `\"نعم\"`. They are
 * read as what they mean; the text as stored stays the one that is quoted, and an alignment leads back to it.
 */
import type { Span } from '../model.ts';

/** A text as it is read, and the way back. */
export interface Reading {
  text: string;
  /** Escapes that were read. */
  count: number;
  /** Where the first of them stands. */
  first: number;
  /** The stored text's span of a span of `text`; of an escape always the whole. */
  spanOf(start: number, end: number): Span;
}

const NAMED: Record<string, string> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  laquo: '«',
  raquo: '»',
  lsaquo: '\u2039',
  rsaquo: '\u203A',
  ldquo: '\u201C',
  rdquo: '\u201D',
  bdquo: '\u201E',
  lsquo: '\u2018',
  rsquo: '\u2019',
  sbquo: '\u201A',
  ndash: '\u2013',
  mdash: '\u2014',
  hellip: '…',
  middot: '·',
  bull: '•',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '\u00AD',
  zwnj: '\u200C',
  zwj: '\u200D',
  lrm: '\u200E',
  rlm: '\u200F',
};
/** `&#147;`: pages number their quotation marks by the table of Windows. */
const WINDOWS: Record<number, string> = {
  130: '\u201A',
  132: '\u201E',
  133: '…',
  139: '\u2039',
  145: '\u2018',
  146: '\u2019',
  147: '\u201C',
  148: '\u201D',
  150: '\u2013',
  151: '\u2014',
  155: '\u203A',
};
const CONTROLS: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/**
 * `&quot;`, `&amp;amp;quot;` (escaped again and again), `&#34;`, `&#x22;`, of the commonest also without the semicolon; `\"`,
 * `\u0642`, and `\n` where no Latin letter follows (`C:\new`).
 */
const ESCAPE =
  /&(?:amp;)*(?:#(\d{1,7});|#x([\da-f]{1,6});|([a-z]{2,6});|(quot|nbsp|[lr]aquo)(?![a-z\d;=]))|(?<!\\)\\+(?:u([\da-f]{4})|(["'])|([nrt])(?![a-z\d_.]))/gi;

/** What an escape means; null where it means nothing. */
function meaning([, decimal, hex, name, bare, unit, mark, control]: RegExpExecArray | RegExpMatchArray): string | null {
  if (mark !== undefined) return mark;
  if (control !== undefined) return CONTROLS[control.toLowerCase()] ?? null;
  const known = name ?? bare;
  if (known !== undefined) return NAMED[known.toLowerCase()] ?? null;
  if (unit !== undefined) return character(Number.parseInt(unit, 16), true);
  return character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal), false);
}

function character(code: number, half: boolean): string | null {
  if (WINDOWS[code]) return WINDOWS[code];
  const isControl = code < 32 ? code !== 9 && code !== 10 && code !== 13 : code >= 127 && code < 160;
  if (isControl || code > 0x10ffff || (!half && code >= 0xd800 && code <= 0xdfff)) return null;
  return String.fromCodePoint(code);
}

/** The text as it is read; null where it has no escapes, which is the rule. */
export function readEscapes(text: string): Reading | null {
  if (!text.includes('&') && !text.includes('\\')) return null;
  /** Of each escape: where what it means begins and ends in the reading, and the escape in the text. */
  const places: { start: number; end: number; from: number; to: number }[] = [];
  let read = '';
  let at = 0;
  for (const found of text.matchAll(ESCAPE)) {
    const means = meaning(found);
    if (means === null) continue;
    read += text.slice(at, found.index);
    at = found.index + found[0].length;
    places.push({ start: read.length, end: read.length + means.length, from: found.index, to: at });
    read += means;
  }
  const [first] = places;
  if (!first) return null;
  read += text.slice(at);
  /** The last escape that begins before or at a place of the reading. */
  const before = (place: number) => {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle]!.start <= place) low = middle + 1;
      else high = middle;
    }
    return places[low - 1];
  };
  const startOf = (place: number): number => {
    const last = before(place);
    if (!last) return place;
    return place < last.end ? last.from : place - last.end + last.to;
  };
  const endOf = (place: number): number => {
    const last = before(place - 1);
    if (!last) return place;
    return place <= last.end ? last.to : place - last.end + last.to;
  };
  const spanOf = (start: number, end: number): Span => {
    const from = startOf(start);
    return { start: from, end: start < end ? endOf(end) : from };
  };
  return { text: read, count: places.length, first: first.from, spanOf };
}
