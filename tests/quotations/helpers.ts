import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis, Span } from '../../src/model.ts';

export interface Said {
  type: string;
  content: string | string[];
  cue: string | null;
  source: string | null;
  speaker: string | null;
}

/** The analysis of a text, every span checked against it. */
export function analysed(text: string): Analysis {
  const result = analyze({ text });
  for (const quotation of result.quotations) {
    for (const span of [
      quotation.content,
      quotation.cue,
      quotation.source,
      quotation.medium,
      quotation.addressee,
      ...quotation.via,
    ]) {
      if (!span) continue;
      const parts = (span as { fragments?: Span[] }).fragments ?? [span];
      if (parts.map(({ start, end }) => text.slice(start, end)).join(' … ') !== span.text)
        throw new Error(`span ${span.start}-${span.end} is not its text`);
    }
  }
  for (const phrase of result.attributions) {
    if (text.slice(phrase.start, phrase.end) !== phrase.text)
      throw new Error(`phrase ${phrase.start}-${phrase.end} is not its text`);
  }
  return result;
}

/** What is said in a text, nominal quotations left out unless asked for. */
export function said(text: string, nominal = false): Said[] {
  const { quotations, speakers } = analysed(text);
  return quotations
    .filter(({ type }) => nominal || type !== 'nominal')
    .map(({ type, content, cue, source, speaker }) => ({
      type,
      content: content.fragments ? content.fragments.map(({ start, end }) => text.slice(start, end)) : content.text,
      cue: cue?.text ?? null,
      source: source?.text ?? null,
      speaker: speakers.find(({ id }) => id === speaker)?.name ?? null,
    }));
}

export const contents = (text: string): (string | string[])[] => said(text).map(({ content }) => content);

/** Whose the quotations of a text are, in its order. */
export const voices = (text: string, nominal = false): (string | null)[] =>
  said(text, nominal).map(({ speaker }) => speaker);

export interface Row {
  text: string;
  speakers: (string | null)[];
  why: string;
}

/** A test for each text: whose its quotations are, nominal ones among them. */
export const rows = (list: readonly Row[]): void =>
  test.each(list)('$why: $text', ({ text, speakers }) => expect(voices(text, true)).toEqual(speakers));
