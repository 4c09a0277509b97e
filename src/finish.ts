/** The last station: what the finders give, in the shape that the contract promises. Spans are balanced, names are names. */
import type { Analysis, Entity, Span, Speaker, TextSpan } from './model.ts';
import { balanced, type MarkTable, markTable, nameOf, type TextIndex } from './text/index.ts';

type Found = Pick<Analysis, 'quotations' | 'speakers' | 'attributions'>;

/** The words inside marks belong to who is quoted, however many they are; only the paragraph ends them. */
const CONTENT_REACH = 5000;

/** Every span with both marks of a pair or neither; every name without tatweel, joiners and presentation forms. */
export function finish(index: TextIndex, { quotations, speakers, attributions }: Found): Found {
  const table = markTable(index);
  const whole = <T extends TextSpan>(span: T): T => withSpan(span, balanced(span, index.text, table), index.text);
  return {
    quotations: quotations.map((quotation) => ({
      ...quotation,
      content: wholeContent(quotation.content, index.text, table),
      source: quotation.source && whole(quotation.source),
      medium: quotation.medium && whole(quotation.medium),
      addressee: quotation.addressee && whole(quotation.addressee),
      via: quotation.via.map((outlet) => ({ ...whole(outlet), name: nameOf(outlet.name) })),
    })),
    speakers: speakers.map(speakerProperly),
    attributions: attributions.map(whole),
  };
}

const withSpan = <T extends TextSpan>(old: T, { start, end }: Span, text: string): T =>
  old.start === start && old.end === end ? old : { ...old, start, end, text: text.slice(start, end) };

type Content = Analysis['quotations'][number]['content'];

/** A pair that opens in one fragment and closes in another is whole: `الأمر «صعب، قال، ولن ينتهي»`. */
function wholeContent(content: Content, text: string, table: MarkTable): Content {
  const old = content.fragments ?? [content];
  const holds = (mark: Span): boolean => old.some(({ start, end }) => mark.start >= start && mark.end <= end);
  const parts = old.map((part, at) => {
    const next = old[at + 1];
    const reach = next ? next.start - part.end - 1 : CONTENT_REACH;
    return balanced(part, text, table, reach, ({ open, close }) => holds(open) && holds(close));
  });
  if (parts.every(({ start, end }, at) => start === old[at]!.start && end === old[at]!.end)) return content;
  return {
    start: parts[0]!.start,
    end: parts.at(-1)!.end,
    text: parts.map(({ start, end }) => text.slice(start, end)).join(' … '),
    ...(content.fragments && { fragments: parts }),
  };
}

/** Name and other names as names; no two are the same. */
export function namedProperly<T extends Entity | Speaker>(named: T): T {
  const name = nameOf(named.name);
  return { ...named, name, aliases: [...new Set(named.aliases.map(nameOf))].filter((alias) => alias !== name) };
}

function speakerProperly(speaker: Speaker): Speaker {
  return {
    ...namedProperly(speaker),
    role: speaker.role && nameOf(speaker.role),
    affiliation: speaker.affiliation && nameOf(speaker.affiliation),
  };
}
