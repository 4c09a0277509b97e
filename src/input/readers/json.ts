/** JSON and JSON Lines: records with a text in one of their fields. */
import { decode } from '../decode.ts';
import { label } from '../discover.ts';
import { tooLarge } from '../limits.ts';
import { recordItem } from '../record.ts';
import {
  type Item,
  type Piece,
  problemItem,
  type Reader,
  type ReadOptions,
  type Split,
  type SplitInput,
} from '../types.ts';

export const json: Reader = {
  name: 'json',
  extensions: ['json'],
  many: true,
  sniff: (head) => /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/.test(head),
  read: readJson,
};

export const jsonl: Reader = {
  name: 'jsonl',
  extensions: ['jsonl', 'ndjson', 'jsonlines'],
  // A JSON file with one object on its one line is a document of one record either way.
  sniff: (head) => /^\s*\{\s*".*\}[ \t]*\r?\n\s*\{/.test(head),
  split: splitLines,
  read: readLines,
};

/** Records under these names, where a file's one object is but their wrapping. */
const LISTS = [
  'articles',
  'documents',
  'docs',
  'items',
  'records',
  'results',
  'data',
  'hits',
  'news',
  'posts',
  'stories',
  'entries',
  'rows',
];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The records of a parsed file: an array's, an array's below a usual name, or the one object itself. */
export function recordsOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value)) return null;
  for (const name of LISTS) {
    const inner = value[name];
    if (Array.isArray(inner) && inner.some(isObject)) return inner;
    if (isObject(inner) && Array.isArray(inner.hits)) return inner.hits; // Elasticsearch: hits.hits
  }
  return null;
}

function* readJson(piece: Piece, options: ReadOptions): Iterable<Item> {
  const name = label(piece.path);
  const decoded = decode(piece.bytes ?? new Uint8Array(), options);
  if (!decoded.ok) return void (yield problemItem(name, decoded.code, decoded.message, decoded.hint));
  if (decoded.text.trim() === '') return void (yield problemItem(name, 'empty', 'there is nothing in it'));
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch (error) {
    if (jsonl.sniff?.(decoded.text)) return void (yield* readLines({ ...piece, first: 1 }, options));
    return void (yield problemItem(name, 'bad-json', `no valid JSON: ${(error as Error).message}`));
  }
  const place = { path: piece.path, format: 'json', encoding: decoded.encoding, warnings: decoded.warnings };
  const records = recordsOf(value);
  if (records === null) return void (yield recordItem(value, { ...place, label: name, number: null }, options));
  if (records.length === 0) yield problemItem(name, 'empty', 'the list in it has no records');
  for (const [i, record] of records.entries())
    yield recordItem(record, { ...place, label: `${name}#${i + 1}`, number: i + 1 }, options);
}

/**
 * One record a line; blank lines are passed over. `first` is the number of the first record, not of the line. Of those that are done
 * already none is parsed (something stands in its place): one of them may have brought down whoever read it.
 */
function* readLines(piece: Piece, options: ReadOptions): Iterable<Item> {
  const bytes = Buffer.from(piece.bytes ?? []);
  let done = piece.skip ?? 0;
  let number = piece.first;
  for (const line of linesOf(bytes)) {
    const item = lineItem(line, number, piece, options, done > 0);
    if (item === null) continue;
    done--;
    number += piece.step ?? 1;
    yield item;
  }
}

function lineItem(line: Buffer, number: number, piece: Piece, options: ReadOptions, done: boolean): Item | null {
  const name = `${label(piece.path)}#${number}`;
  const decoded = decode(line, { ...options, encoding: options.encoding ?? piece.context?.encoding });
  if (!decoded.ok) return problemItem(name, decoded.code, decoded.message, decoded.hint);
  if (decoded.text.trim() === '') return null;
  if (done) return problemItem(name, 'empty', 'it was read before');
  let record: unknown;
  try {
    record = JSON.parse(decoded.text);
  } catch (error) {
    return problemItem(name, 'bad-json', `no valid JSON: ${(error as Error).message}`);
  }
  const { encoding, warnings } = decoded;
  return recordItem(record, { path: piece.path, label: name, number, format: 'jsonl', encoding, warnings }, options);
}

function* linesOf(bytes: Buffer): Iterable<Buffer> {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    yield bytes.subarray(start, end < 0 ? bytes.length : end);
    if (end < 0) return;
    start = end + 1;
  }
}

/** Bytes a piece holds at least, so that workers are not fed by the spoonful. */
const PIECE = 32_768;

/** A stream of lines cut into pieces of whole lines. */
async function* splitLines({ path, label: name, stream, wanted, step, most }: SplitInput): AsyncIterable<Split> {
  let number = 0;
  let first = 0;
  let size = 0;
  let lines: Buffer[] = [];
  const piece = (): Split => {
    const piece = { path, format: 'jsonl', bytes: Buffer.concat(lines, size), first, count: lines.length, step };
    lines = [];
    size = 0;
    return { ok: true, piece };
  };
  for await (const batch of streamedLines(stream, most)) {
    for (const line of batch) {
      if (line !== null && isBlank(line)) continue;
      number++;
      if (!wanted()) continue;
      if (line === null) {
        if (lines.length) yield piece();
        yield tooLarge(`${name}#${number}`, most());
        continue;
      }
      if (lines.length === 0) first = number;
      lines.push(line);
      size += line.length;
      if (size >= PIECE) yield piece();
    }
    // Whoever writes a line into a pipe and waits for the answer gets it.
    if (lines.length) yield piece();
  }
}

const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= 32);

/** Lines with their line feeds, those of one chunk together; null in place of one that is too long to hold. */
async function* streamedLines(stream: AsyncIterable<Buffer>, most: () => number): AsyncIterable<(Buffer | null)[]> {
  let rest: Buffer[] = [];
  let held = 0;
  let tooLong = false;
  const add = (part: Buffer): void => {
    held += part.length;
    tooLong ||= held > most();
    if (tooLong) rest = [];
    else rest.push(part);
  };
  const line = (): Buffer | null => {
    const whole = tooLong ? null : rest.length === 1 ? (rest[0] as Buffer) : Buffer.concat(rest);
    rest = [];
    held = 0;
    tooLong = false;
    return whole;
  };
  for await (const chunk of stream) {
    const lines: (Buffer | null)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      add(chunk.subarray(start, end + 1));
      lines.push(line());
      start = end + 1;
    }
    if (start < chunk.length) add(chunk.subarray(start));
    if (lines.length) yield lines;
  }
  if (held > 0) yield [line()];
}
