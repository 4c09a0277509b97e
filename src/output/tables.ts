/**
 * The one place that knows the rows of the tabular formats (CSV, TSV, SQLite, Parquet). Tables join by `document` and,
 * inside a document, by the ids of quotations, speakers, entities.
 */
import type { Analysis, Entity, Quotation, Speaker } from '../model.ts';
import type { Kind, OutputOptions } from './format.ts';
import { nameKey, textKey } from './keys.ts';

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
    'outlet',
    'url',
    'author',
    'language',
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
    'speaker_name_key',
    'speaker_kind',
    'content',
    'text_key',
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
    'name_key',
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
    'name_key',
    'type',
    'aliases',
    'mentions:integer',
    'value',
    'geonames:integer',
    'iso',
    'lat:real',
    'lon:real',
  ),
  mentions: columns(
    'document',
    'entity',
    'type',
    'name',
    'name_key',
    'text',
    'text_key',
    'start:integer',
    'end:integer',
    'confidence:real',
  ),
  attributions: columns(
    'document',
    'attribution',
    'kind',
    'text',
    'text_key',
    'speaker',
    'speaker_name',
    'speaker_name_key',
    'quotation',
    'start:integer',
    'end:integer',
  ),
} satisfies Record<string, Column[]>;

/** What went wrong, where a run has its failures as a table. */
export const ERRORS: readonly Column[] = columns('path', 'code', 'message', 'hint');

export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

/** The tables that `--only` leaves: `entities` brings its mentions along, and documents are always told. */
export function tablesOf(only: readonly Kind[] | undefined): TableName[] {
  if (!only) return TABLE_NAMES;
  return TABLE_NAMES.filter(
    (name) => name === 'documents' || only.includes((name === 'mentions' ? 'entities' : name) as Kind),
  );
}

type TableOptions = Pick<OutputOptions, 'only' | 'keep' | 'stream'>;

/** Fields of the input are columns of the documents; where one table is all there is, they are at its end. */
const keepsIn = (table: TableName, { stream }: TableOptions): boolean => table === 'documents' || Boolean(stream);

/** The columns of a table in a run: with `--keep` also the fields that pass through, `kept_title` where ours is `title`. */
export function columnsOf(table: TableName, options: TableOptions): readonly Column[] {
  const own: readonly Column[] = TABLES[table];
  if (!options.keep || !keepsIn(table, options)) return own;
  const taken = new Set(own.map(({ name }) => name));
  const kept = options.keep.map((field): Column => {
    let name = field;
    while (taken.has(name.toLowerCase())) name = `kept_${name}`;
    taken.add(name.toLowerCase());
    return { name, type: 'text' };
  });
  return [...own, ...kept];
}

/** A field of the input as a cell: text and numbers as they are, lists and objects as JSON. */
function keptCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
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

/** Rows of every table for one document, cells in the order of `columnsOf`. Ids of what `--only` leaves out are left out too. */
export function documentRows(analysis: Analysis, options: TableOptions = {}): Record<TableName, Row[]> {
  const rows = ownRows(analysis, options.only);
  const { keep } = options;
  if (!keep) return rows;
  const kept = keep.map((field) => keptCell(analysis.kept?.[field]));
  for (const table of TABLE_NAMES) if (keepsIn(table, options)) for (const row of rows[table]) row.push(...kept);
  return rows;
}

function ownRows(analysis: Analysis, only: readonly Kind[] | undefined): Record<TableName, Row[]> {
  const key = documentKey(analysis);
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker]));
  const entities = new Map(analysis.entities.map((entity) => [entity.id, entity]));
  const idOf = (kind: Kind, id: string | null): string | null => (only && !only.includes(kind) ? null : id);
  return {
    documents: [documentRow(key, analysis)],
    quotations: analysis.quotations.map((quotation) =>
      quotationRow(key, quotation, speakers.get(quotation.speaker ?? ''), idOf('speakers', quotation.speaker)),
    ),
    speakers: analysis.speakers.map((speaker) =>
      speakerRow(
        key,
        speaker,
        idOf('entities', speaker.entity),
        entities.get(speaker.affiliation ?? ''),
        analysis.attributions.filter((phrase) => phrase.speaker === speaker.id).length,
      ),
    ),
    entities: analysis.entities.map((entity) => entityRow(key, entity)),
    mentions: analysis.entities.flatMap((entity) => mentionRows(key, entity)),
    attributions: analysis.attributions.map((phrase): Row => {
      const name = speakers.get(phrase.speaker ?? '')?.name;
      return [
        key,
        phrase.id,
        phrase.kind,
        phrase.text,
        textKey(phrase.text),
        idOf('speakers', phrase.speaker),
        ...nameCells(name),
        idOf('quotations', phrase.quotation),
        phrase.start,
        phrase.end,
      ];
    }),
  };
}

/** A name and its key. */
const nameCells = (name: string | undefined): [Cell, Cell] =>
  name === undefined ? [null, null] : [name, nameKey(name)];

function mentionRows(key: string, { id, type, name, mentions }: Entity): Row[] {
  const cells = nameCells(name);
  return mentions.map(
    ({ text, start, end, confidence }): Row => [key, id, type, ...cells, text, textKey(text), start, end, confidence],
  );
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
    analysis.outlet,
    analysis.url,
    analysis.author,
    analysis.language,
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

function quotationRow(key: string, quotation: Quotation, speaker: Speaker | undefined, id: string | null): Row {
  const { content, cue, source } = quotation;
  return [
    key,
    quotation.id,
    quotation.type,
    id,
    ...nameCells(speaker?.name),
    speaker?.kind ?? null,
    content.text,
    textKey(content.text),
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

function speakerRow(
  key: string,
  speaker: Speaker,
  entity: string | null,
  affiliation: Entity | undefined,
  attributions: number,
): Row {
  return [
    key,
    speaker.id,
    ...nameCells(speaker.name),
    speaker.kind,
    speaker.role,
    affiliation?.name ?? speaker.affiliation,
    speaker.gender,
    entity,
    list(speaker.aliases),
    speaker.quotations.length,
    attributions,
  ];
}

function entityRow(key: string, entity: Entity): Row {
  return [
    key,
    entity.id,
    ...nameCells(entity.name),
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
