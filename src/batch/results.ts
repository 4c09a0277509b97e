/** Finished results as an input: JSON, JSON Lines or a database that this program made. A report is made of them without a new analysis. */
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { parseResults } from '../corrections/index.ts';
import type { Analysis, TextSpan } from '../model.ts';
import type { OutputOptions } from '../output/index.ts';
import { buildReport } from './targets.ts';

/** What a file with finished results is; null where it is something else. */
export type ResultFile = 'jsonl' | 'json' | 'sqlite';

const SQLITE = 'SQLite format 3\0';
/** Enough of a result to know it by. */
const RESULT = /^\s*\{\s*"schema"\s*:\s*1\s*,\s*"source"\s*:/;
const RESULTS = /^\s*\[\s*\{\s*"schema"\s*:\s*1\s*,\s*"source"\s*:/;

export function resultFile(path: string): ResultFile | null {
  const start = startOf(path);
  if (start.startsWith(SQLITE)) return 'sqlite';
  if (RESULTS.test(start)) return 'json';
  if (!RESULT.test(start)) return null;
  return /\.json$/i.test(path) ? 'json' : 'jsonl';
}

function startOf(path: string): string {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    const bytes = Buffer.alloc(256);
    return bytes.toString('latin1', 0, readSync(file, bytes, 0, bytes.length, 0));
  } catch {
    return '';
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** A result whose line or file can't be read. */
export class BadResults extends Error {}

export async function* resultsOf(path: string, kind: ResultFile): AsyncIterable<Analysis> {
  if (kind === 'sqlite') yield* databaseResults(path);
  else if (kind === 'json') yield* checked(path, readFileSync(path, 'utf8'));
  else {
    const { createInterface } = await import('node:readline');
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++;
      // Failures of a run with `--errors inline` stand between its results.
      if (line.trim() && !/^\s*\{"schema":1,"source":\{[^}]*\},"error":/.test(line))
        yield* checked(`${path}:${number}`, line);
    }
  }
}

function checked(path: string, json: string): Analysis[] {
  const results = parseResults(json);
  if (results) return results;
  throw new BadResults(`${path}: this is no result of analyze`);
}

/** Makes a report of finished results; the number of articles. */
export async function reportOfResults(
  files: readonly { path: string; kind: ResultFile }[],
  write: (piece: string) => Promise<void>,
  output: OutputOptions,
): Promise<number> {
  let count = 0;
  async function* all(): AsyncIterable<Analysis> {
    for (const { path, kind } of files)
      for await (const result of resultsOf(path, kind)) {
        count++;
        yield result;
      }
  }
  await buildReport(all(), write, output);
  return count;
}

// ---------------------------------------------------------------------------------------------------- a database

type Row = Record<string, string | number | null>;

const list = (value: Row[string]): string[] => (value === null || value === '' ? [] : String(value).split(' | '));
const texts = (value: Row[string] | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

async function* databaseResults(path: string): AsyncIterable<Analysis> {
  const { default: sqlite } = await import('node-sqlite3-wasm');
  const database = new sqlite.Database(path, { readOnly: true });
  try {
    const all = (sql: string, values: (string | number)[] = []): Row[] => database.all(sql, values) as Row[];
    const tables = new Set(all("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => name));
    if (!tables.has('documents')) throw new BadResults(`${path}: a database without the tables of analyze`);
    const rowsOf = (table: string, document: string): Row[] =>
      tables.has(table) ? all(`SELECT * FROM ${table} WHERE document = ?`, [document]) : [];
    for (const row of all('SELECT * FROM documents ORDER BY rowid'))
      yield fromRows(row, (table) => rowsOf(table, String(row.document)));
  } finally {
    database.close();
  }
}

/** The spans of words that the tables tell without their places. */
const unplaced = (text: string): TextSpan => ({ start: 0, end: 0, text });

/** A result as the tables tell it. */
function fromRows(document: Row, rowsOf: (table: string) => Row[]): Analysis {
  const text = texts(document.text);
  const span = (start: Row[string] | undefined, end: Row[string] | undefined, words: string | null): TextSpan | null =>
    typeof start !== 'number' || typeof end !== 'number' ? null : { start, end, text: words ?? '' };
  const mentions = rowsOf('mentions');
  const quotations = rowsOf('quotations');
  return {
    schema: 1,
    source: {
      path: texts(document.path),
      id: texts(document.id),
      format: texts(document.format) ?? 'text',
      encoding: texts(document.encoding) ?? 'utf-8',
    },
    title: texts(document.title),
    byline: texts(document.byline),
    published: texts(document.published),
    outlet: texts(document.outlet),
    url: texts(document.url),
    author: texts(document.author),
    language: texts(document.language),
    offsets: document.offsets === 'codepoint' ? 'codepoint' : 'utf16',
    ...(text !== null && { text }),
    counts: {
      characters: Number(document.characters),
      words: Number(document.words),
      sentences: Number(document.sentences),
      paragraphs: Number(document.paragraphs),
    },
    entities: rowsOf('entities').map((row) => ({
      id: String(row.entity),
      name: String(row.name),
      type: row.type as 'PER',
      aliases: list(row.aliases ?? null),
      mentions: mentions
        .filter(({ entity }) => entity === row.entity)
        .map((mention) => ({
          ...(span(mention.start, mention.end, texts(mention.text)) ?? unplaced('')),
          confidence: Number(mention.confidence),
        })),
      ...(row.lat !== null && { link: { lat: Number(row.lat), lon: Number(row.lon) } }),
      ...(row.value !== null && { value: String(row.value) }),
    })),
    speakers: rowsOf('speakers').map((row) => ({
      id: String(row.speaker),
      name: String(row.name),
      aliases: list(row.aliases ?? null),
      kind: row.kind as 'person',
      role: texts(row.role),
      affiliation: texts(row.affiliation),
      entity: texts(row.entity),
      gender: row.gender as 'm' | 'f' | null,
      quotations: quotations.filter(({ speaker }) => speaker === row.speaker).map(({ quotation }) => String(quotation)),
    })),
    quotations: quotations.map((row) => quotationOf(row, span)),
    attributions: rowsOf('attributions').map((row) => ({
      ...(span(row.start, row.end, texts(row.text)) ?? unplaced('')),
      id: String(row.attribution),
      kind: row.kind as 'as-said',
      speaker: texts(row.speaker),
      quotation: texts(row.quotation),
    })),
    warnings: list(document.warnings ?? null).map((code) => ({ code, message: '' })),
  };
}

function quotationOf(
  row: Row,
  span: (start: Row[string] | undefined, end: Row[string] | undefined, words: string | null) => TextSpan | null,
): Analysis['quotations'][number] {
  const maybe = (value: Row[string] | undefined): TextSpan | null =>
    texts(value) === null ? null : unplaced(String(value));
  const fragments = list(typeof row.fragments === 'string' ? row.fragments.replaceAll(' ', ' | ') : null).map(
    (part) => {
      const [start = 0, end = 0] = part.split(':').map(Number);
      return { start, end };
    },
  );
  const cue = span(row.cue_start, row.cue_end, texts(row.cue));
  return {
    id: String(row.quotation),
    type: row.type as 'direct',
    content: {
      ...(span(row.start, row.end, texts(row.content)) ?? unplaced('')),
      ...(fragments.length > 0 && { fragments }),
    },
    cue: cue && { ...cue, lemma: texts(row.lemma) ?? '', stance: row.stance as 'neutral' },
    source: span(row.source_start, row.source_end, texts(row.source)),
    speaker: texts(row.speaker),
    resolution: row.resolution as 'none',
    medium: maybe(row.medium),
    addressee: maybe(row.addressee),
    via: list(row.via ?? null).map((name) => ({ ...unplaced(name), name })),
    attributions: [],
    rule: String(row.rule),
    confidence: Number(row.confidence),
  };
}
