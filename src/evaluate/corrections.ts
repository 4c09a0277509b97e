/** Corrections of readers as gold: what the report's page saves (`--corrections FILE`). */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readCorrections } from '../corrections/index.ts';
import type { Analysis, Attribution, Quotation } from '../model.ts';
import type { GoldArticle, GoldAttribution, GoldQuotation } from './gold.ts';

/** The articles of a file of corrections. An article without its text can't be measured. */
export function readCorrected(file: string): GoldArticle[] {
  const book = readCorrections(readFileSync(file, 'utf8'));
  if (!book) throw new Error(`${file}: no results with offsets in UTF-16 units`);
  return book.articles.flatMap((analysis) => goldOf(analysis) ?? []);
}

/**
 * A corrected result as an annotated article. Where the reader went through all of it everything counts; else what was changed,
 * added or confirmed, and the rest may be found or not.
 */
export function goldOf(analysis: Analysis): GoldArticle | null {
  const { text, source, entities } = analysis;
  if (text === undefined) return null;
  return {
    file: basename(source.path ?? source.id ?? 'article'),
    text,
    fold: null,
    quotations: analysis.quotations.map((quotation) => goldQuotation(analysis, quotation)),
    attributions: analysis.attributions.map((phrase) => goldAttribution(analysis, phrase)),
    speakers: analysis.speakers.map(({ name, role, affiliation, gender }) => ({
      name,
      role,
      affiliation: entities.find(({ id }) => id === affiliation)?.name ?? affiliation,
      gender,
    })),
    mentions: entities.flatMap(({ name, type, mentions }) =>
      mentions.map(({ start, end }) => ({ start, end, type, name })),
    ),
  };
}

function goldQuotation(analysis: Analysis, quotation: Quotation): GoldQuotation {
  const { type, content, cue, source, medium, addressee, via } = quotation;
  const speaker = analysis.speakers.find(({ id }) => id === quotation.speaker);
  return {
    start: content.start,
    end: content.end,
    type,
    optional: !analysis.edited && !quotation.edited,
    fragments: content.fragments ?? [{ start: content.start, end: content.end }],
    cue,
    source,
    speaker: speaker?.name ?? null,
    aliases: speaker?.aliases ?? [],
    kind: speaker?.kind ?? 'unnamed',
    via: via[0]?.name ?? null,
    medium,
    addressee,
  };
}

function goldAttribution({ speakers }: Analysis, { start, end, speaker }: Attribution): GoldAttribution {
  const who = speakers.find(({ id }) => id === speaker);
  return { start, end, speaker: who?.name ?? null, aliases: who?.aliases ?? [] };
}
