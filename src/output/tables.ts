/**
 * The one place that knows the rows of the tabular formats (CSV, TSV, SQLite, Parquet). Tables join by `document` and,
 * inside a document, by the ids of quotations, speakers, entities.
 */
import type { Analysis, Entity, Quotation, Speaker } from '../model.ts';
import type { Kind } from './format.ts';

export type Cell = string | number | null;
export type Row = Cell[];
export type ColumnType = 'text' | 'integer' | 'real';
export interface Column {
  name: string;
  type: ColumnType;
}

/** `'id'` is text; `'start:integer'`, `'lat:real'` say what they are. */
const columns = (...names: string[]): Column[] =>
  names.map((spec) => {
    const [name, type = 'text'] = spec.split(':') as [string, ColumnType?];
    return { name, type };
  });

export const TABLES = {
  documents: columns(
    'document',
    'path',
    'id',
    'format',
    'encoding',
    'title',
    'byline',
    'published',
    'offsets',
    'characters:integer',
    'words:integer',
    'sentences:integer',
    'paragraphs:integer',
    'quotations:integer',
    'speakers:integer',
    'entities:integer',
    'attributions:integer',
    'warnings',
    'text',
  ),
  quotations: columns(
    'document',
    'quotation',
    'type',
    'speaker',
    'speaker_name',
    'speaker_kind',
    'content',
    'cue',
    'lemma',
    'stance',
    'source',
    'resolution',
    'medium',
    'addressee',
    'via',
    'rule',
    'confidence:real',
    'start:integer',
    'end:integer',
    'fragments',
    'cue_start:integer',
    'cue_end:integer',
    'source_start:integer',
    'source_end:integer',
  ),
  speakers: columns(
    'document',
    'speaker',
    'name',
    'kind',
    'role',
    'affiliation',
    'gender',
    'entity',
    'aliases',
    'quotations:integer',
    'attributions:integer',
  ),
  entities: columns(
    'document',
    'entity',
    'name',
    'type',
    'aliases',
    'mentions:integer',
    'value',
    'geonames:integer',
    'iso',
    'lat:real',
    'lon:real',
  ),
  mentions: columns('document', 'entity', 'type', 'name', 'text', 'start:integer', 'end:integer', 'confidence:real'),
  attributions: columns(
    'document',
    'attribution',
    'kind',
    'text',
    'speaker',
    'speaker_name',
    'quotation',
    'start:integer',
    'end:integer',
  ),
} satisfies Record<string, Column[]>;

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The tables that `--only` leaves: `entities` brings its mentions along, and documents are always told. */
export function tablesOf(only: readonly Kind[] | undefined): TableName[] {
  if (!only) return TABLE_NAMES;
  return TABLE_NAMES.filter(
    (name) => name === 'documents' || only.includes((name === 'mentions' ? 'entities' : name) as Kind),
  );
}

/** Several values in one cell: names hold commas and semicolons, not bars. */
const list = (values: readonly string[]): string | null => (values.length ? values.join(' | ') : null);

/**
 * The name of a document that all tables share, and that no other document of a run has: its path, with the record's number behind
 * it where the file has records (`corpus.jsonl#17`); `-` for the path of standard input. The id that a record gives itself is a
 * column of its own: two records may have the same.
 */
export function documentKey({ source: { path, id, record } }: Analysis): string {
  if (record !== undefined) return `${path ?? '-'}#${record}`;
  if (path === null) return id ?? '-';
  if (id !== null) return `${path}#${id}`;
  // A file whose name is like a record's key.
  return /#\d+$/.test(path) ? `${path}#1` : path;
}

/** How a document is named to people: `corpus.jsonl#d17`, by the id that it gives itself. */
export function documentName({ source: { path, id } }: Analysis): string {
  if (path === null) return id ?? '-';
  return id === null ? path : `${path}#${id}`;
}

/** Rows of every table for one document, cells in the order of `TABLES`. */
export function documentRows(analysis: Analysis): Record<TableName, Row[]> {
  const key = documentKey(analysis);
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker]));
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]));
  return {
    documents: [documentRow(key, analysis)],
    quotations: analysis.quotations.map((quotation) =>
      quotationRow(key, quotation, speakers.get(quotation.speaker ?? '')),
    ),
    speakers: analysis.speakers.map((speaker) =>
      speakerRow(
        key,
        speaker,
        entities.get(speaker.affiliation ?? ''),
        analysis.attributions.filter((phrase) => phrase.speaker === speaker.id).length,
      ),
    ),
    entities: analysis.entities.map((entity) => entityRow(key, entity)),
    mentions: analysis.entities.flatMap((entity) =>
      entity.mentions.map(
        ({ text, start, end, confidence }): Row => [
          key,
          entity.id,
          entity.type,
          entity.name,
          text,
          start,
          end,
          confidence,
        ],
      ),
    ),
    attributions: analysis.attributions.map(
      (phrase): Row => [
        key,
        phrase.id,
        phrase.kind,
        phrase.text,
        phrase.speaker,
        speakers.get(phrase.speaker ?? '')?.name ?? null,
        phrase.quotation,
        phrase.start,
        phrase.end,
      ],
    ),
  };
}

function documentRow(key: string, analysis: Analysis): Row {
  const { source, counts } = analysis;
  return [
    key,
    source.path,
    source.id,
    source.format,
    source.encoding,
    analysis.title,
    analysis.byline,
    analysis.published,
    analysis.offsets,
    counts.characters,
    counts.words,
    counts.sentences,
    counts.paragraphs,
    analysis.quotations.length,
    analysis.speakers.length,
    analysis.entities.length,
    analysis.attributions.length,
    list(analysis.warnings.map((warning) => warning.code)),
    analysis.text ?? null,
  ];
}

function quotationRow(key: string, quotation: Quotation, speaker: Speaker | undefined): Row {
  const { content, cue, source } = quotation;
  return [
    key,
    quotation.id,
    quotation.type,
    quotation.speaker,
    speaker?.name ?? null,
    speaker?.kind ?? null,
    content.text,
    cue?.text ?? null,
    cue?.lemma ?? null,
    cue?.stance ?? null,
    source?.text ?? null,
    quotation.resolution,
    quotation.medium?.text ?? null,
    quotation.addressee?.text ?? null,
    list(quotation.via.map((outlet) => outlet.name)),
    quotation.rule,
    quotation.confidence,
    content.start,
    content.end,
    content.fragments?.length ? content.fragments.map(({ start, end }) => `${start}:${end}`).join(' ') : null,
    cue?.start ?? null,
    cue?.end ?? null,
    source?.start ?? null,
    source?.end ?? null,
  ];
}

function speakerRow(key: string, speaker: Speaker, affiliation: Entity | undefined, attributions: number): Row {
  return [
    key,
    speaker.id,
    speaker.name,
    speaker.kind,
    speaker.role,
    affiliation?.name ?? speaker.affiliation,
    speaker.gender,
    speaker.entity,
    list(speaker.aliases),
    speaker.quotations.length,
    attributions,
  ];
}

function entityRow(key: string, entity: Entity): Row {
  return [
    key,
    entity.id,
    entity.name,
    entity.type,
    list(entity.aliases),
    entity.mentions.length,
    entity.value ?? null,
    entity.link?.geonames ?? null,
    entity.link?.iso ?? null,
    entity.link?.lat ?? null,
    entity.link?.lon ?? null,
  ];
}
