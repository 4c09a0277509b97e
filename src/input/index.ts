/**
 * Inputs to documents, in two steps so that threads can share the work: `splitInputs` finds and cuts (cheap, one
 * thread), `readPiece` decodes, parses and extracts (any thread). `readInputs` is both, one after the other.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { utf16Order } from './decode.ts';
import { discover, type Entry, formatName, label, reason } from './discover.ts';
import { LARGEST, mostBytes, tooLarge } from './limits.ts';
import { mendDocument } from './mend.ts';
import { collect, counted, gunzip, isGzip, type Peeked, peek } from './peek.ts';
import { READERS, readerFor, readerNamed } from './readers/index.ts';
import {
  type InputOptions,
  type Item,
  type Piece,
  type Problem,
  problemItem,
  type Reader,
  type ReadOptions,
  type Split,
} from './types.ts';

export { isArabic } from './arabic-share.ts';
export { isEncoding } from './decode.ts';
export { type Entry, namedPaths } from './discover.ts';
export { LARGEST } from './limits.ts';
export type { InputOptions, Item, Piece, Problem, ProblemCode, ReadOptions, Split } from './types.ts';
export { PROBLEM_CODES, STDIN_LABEL } from './types.ts';
export const INPUT_FORMATS: readonly string[] = READERS.map(({ name }) => name);

/** Formats whose reading costs about as much as the analysis. */
const COSTLY: ReadonlySet<string> = new Set(['html', 'docx', 'warc']);
export const isCostly = (format: string): boolean => COSTLY.has(format);

/** Bytes of a file's beginning that decide on its format. */
const HEAD = 65_536;
/** Files up to this size are read at one go. */
const SMALL = 1 << 20;
/** Longer ones in stretches of this size. */
const CHUNK = 1 << 18;

/** Documents and problems of all inputs, in input order. */
export async function* readInputs(options: InputOptions): AsyncIterable<Item> {
  for await (const split of splitInputs(options)) {
    if (split.ok) yield* readPiece(split.piece, options);
    else yield split;
  }
}

/** Pieces of all inputs, in input order; bounded memory. */
export async function* splitInputs(options: InputOptions): AsyncIterable<Split> {
  if (options.inputFormat !== undefined && !readerNamed(options.inputFormat))
    throw new Error(`unknown input format ${options.inputFormat}; known are ${INPUT_FORMATS.join(', ')}`);
  let unit = 0;
  const { shard } = options;
  const wanted = (): boolean => !shard || unit++ % shard.count === shard.index;
  for await (const found of discover(options)) {
    if (!found.ok) {
      if (wanted()) yield found;
      continue;
    }
    try {
      const outlet = outletOf(found.entry, options);
      for await (const split of splitEntry(found.entry, options, wanted)) {
        if (split.ok && outlet !== null) split.piece.context = { ...split.piece.context, outlet };
        if (split.ok) split.piece.inside = found.entry.inside;
        yield split;
      }
    } catch (error) {
      yield failure(found.entry, error);
    }
  }
}

/** Documents and problems of one piece. A reader that fails on it costs the piece, not the run. */
export async function* readPiece(piece: Piece, options: ReadOptions): AsyncIterable<Item> {
  const reader = readerNamed(piece.format);
  if (!reader) throw new Error(`no reader is named ${piece.format}`);
  const recoded = piece.context?.recoded;
  try {
    for await (const item of await reader.read(piece, recoded ? { ...options, encoding: 'utf-8' } : options)) {
      if (recoded && item.ok) item.document.encoding = recoded;
      if (piece.context?.outlet !== undefined && item.ok) item.document.outlet = piece.context.outlet;
      if (piece.context?.format !== undefined && item.ok) item.document.format = piece.context.format;
      yield item.ok && !options.encoding
        ? { ok: true, document: mendDocument(item.document, options.mend ?? true) }
        : item;
    }
  } catch (error) {
    const name = piece.first > 0 ? `${label(piece.path)}#${piece.first}` : label(piece.path);
    yield problemItem(name, 'not-readable', `it can't be read as ${piece.format}: ${reason(error)}`);
  }
}

/**
 * The folder that tells the outlet. With one folder named (`news/`) the one below it (`news/alrai/2024/a.html` is of `alrai`), with
 * several (`alrai/ alghad/`) the one that was named; of a file named by itself, and of one right in the named folder, its own.
 */
function outletOf({ path, inside }: Entry, { outletFrom, paths }: InputOptions): string | null {
  if (outletFrom !== 'folder' || path === '-') return null;
  const parts = inside.split('/');
  const named = basename(resolve(path, ...parts.map(() => '..')));
  const isOneOfMany = paths.length > 1 && !paths.includes(path);
  return (parts.length === 1 || isOneOfMany ? named : parts[0]) || null;
}

const failure = (entry: Entry, error: unknown): Split => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const path = entry.path === '-' ? label(null) : entry.path;
  if (code === 'Z_BUF_ERROR') return problemItem(path, 'truncated', 'the compressed data break off');
  if (code.startsWith('Z_')) return problemItem(path, 'truncated', `the compressed data are damaged: ${reason(error)}`);
  if (code === 'ENOENT') return problemItem(path, 'not-found', 'no such file or folder');
  return problemItem(path, 'not-readable', reason(error));
};

/** Pieces of an input whose bytes are handed in: the same as if the file had been opened here. */
export async function* splitStream(
  entry: Pick<Entry, 'path' | 'inside'>,
  bytes: AsyncIterable<Buffer>,
  options: InputOptions,
): AsyncIterable<Split> {
  const whole: Entry = { ...entry, location: entry.path, named: true };
  try {
    for await (const split of splitEntry(whole, options, () => true, await asOpened(bytes))) {
      if (split.ok) split.piece.inside = entry.inside;
      yield split;
    }
  } catch (error) {
    yield failure(whole, error);
  }
}

async function* splitEntry(
  entry: Entry,
  options: InputOptions,
  wanted: () => boolean,
  opened?: Peeked,
): AsyncIterable<Split> {
  const path = entry.path === '-' ? null : entry.path;
  const name = label(path);
  // A pipe whose format is known is not held up until it has given enough to guess by.
  const enough = options.inputFormat ? 2 : HEAD;
  let input =
    opened ?? (path === null ? await peek(options.stdin ?? process.stdin, enough) : await openFile(entry, options));
  const packed = isGzip(input.head) ? { bytes: 0 } : undefined;
  if (packed) input = await peek(gunzip(input.stream, packed), HEAD);
  const { head, stream } = input;
  const wide = utf16(head, options);
  const reader = chosenReader(path, wide ? recode(head, wide) : head, options);
  const most = (): number => mostOf(reader, options, packed?.bytes);
  if (reader.split && head.length > 0) {
    const step = options.shard?.count ?? 1;
    const inputSize = input.whole || head.length < HEAD ? head.length : Number.POSITIVE_INFINITY;
    const cut = wide
      ? {
          head: recode(head, wide),
          stream: recodeStream(stream, wide),
          options: { ...options, encoding: undefined },
        }
      : { head, stream, options };
    for await (const split of reader.split({ path, label: name, ...cut, wanted, step, most })) {
      if (split.ok) split.piece.inputSize = inputSize;
      if (split.ok && wide) split.piece.context = { ...split.piece.context, recoded: wide };
      yield split;
    }
  } else if (wanted()) {
    const bytes = await collect(stream, most);
    if (bytes === null) yield tooLarge(name, most(), packed?.bytes);
    else if (bytes.length === 0) yield problemItem(name, 'empty', 'the file is empty');
    else yield { ok: true, piece: { path, format: reader.name, bytes, first: 0 } };
  }
}

/** What one document may have; a file of many that is read as a whole may have as much as can be. */
const mostOf = ({ many }: Reader, options: ReadOptions, packed: number | undefined): number =>
  many && options.maxSize !== undefined ? LARGEST : mostBytes(options, packed, many && LARGEST);

/** UTF-16 has to be undone before an input can be cut at its line feeds. */
function utf16(head: Buffer, { encoding }: ReadOptions): string | null {
  if (encoding === undefined) return utf16Order(head);
  return /^utf-?16/i.test(encoding) ? encoding : null;
}

const recode = (bytes: Buffer, encoding: string): Buffer =>
  Buffer.from(new TextDecoder(encoding).decode(bytes, { stream: true }));

async function* recodeStream(stream: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

function chosenReader(path: string | null, head: Buffer, { inputFormat }: ReadOptions): Reader {
  if (inputFormat === undefined) return readerFor(path && formatName(path), head);
  return readerNamed(inputFormat) as Reader;
}

/** A stream as `openFile` gives a file: a small one whole, a long one in the same chunks. */
async function asOpened(bytes: AsyncIterable<Buffer>): Promise<Peeked> {
  const input = await peek(bytes, SMALL + 1);
  if (input.whole) return input;
  async function* cut(): AsyncIterable<Buffer> {
    for await (const chunk of input.stream)
      for (let at = 0; at < chunk.length; at += CHUNK) yield chunk.subarray(at, at + CHUNK);
  }
  return peek(cut(), HEAD);
}

/** A small file whole, a long one by its head and a stream. */
async function openFile({ location }: Entry, { onRead }: InputOptions): Promise<Peeked> {
  const stat = statSync(location);
  if (stat.size > SMALL || !stat.isFile())
    return peek(counted(createReadStream(location, { highWaterMark: CHUNK }), onRead), HEAD);
  const head = readFileSync(location);
  onRead?.(head.length);
  return { head, whole: true, stream: once(head) };
}

async function* once(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

/** The files that the options name, without those that aren't there. */
export async function* listInputs(options: InputOptions): AsyncIterable<Entry> {
  for await (const found of discover(options)) if (found.ok && found.entry.path !== '-') yield found.entry;
}

/** An input as another process needs it to open it: its name, the place of the file, who published it. */
export type Listed =
  | { path: string; inside: string; location: string | { hex: string }; outlet: string | null }
  | { problem: Problem };

/** The files that the options name, and what is wrong with the others. */
export async function* listAll(options: InputOptions): AsyncIterable<Listed> {
  for await (const found of discover(options)) {
    if (!found.ok) yield { problem: found.problem };
    else {
      const { path, inside, location } = found.entry;
      const place = typeof location === 'string' ? resolve(location) : { hex: location.toString('hex') };
      yield { path, inside, location: place, outlet: outletOf(found.entry, options) };
    }
  }
}

export interface Measure {
  bytes: number;
  /** Documents, where every file is one; null where a file may hold many. */
  documents: number | null;
}

/** How much the options name; null where something has no size (standard input, a pipe). */
export async function measureInputs(options: InputOptions): Promise<Measure | null> {
  if (options.paths.includes('-') || options.filesFrom === '-') return null;
  let bytes = 0;
  let files = 0;
  let holdsMany = false;
  for await (const found of discover(options)) {
    files++;
    if (!found.ok) continue;
    const { path, location } = found.entry;
    const stat = statSync(location, { throwIfNoEntry: false });
    if (stat && !stat.isFile()) return null;
    bytes += stat?.size ?? 0;
    const reader = readerNamed(options.inputFormat ?? '') ?? readerFor(formatName(path), Buffer.alloc(0));
    holdsMany ||= Boolean(reader.split || reader.many);
    // It is only for the progress line: the work itself comes first.
    if (files % 500 === 0) await new Promise((turn) => setTimeout(turn, 20));
  }
  const { index, count } = options.shard ?? { index: 0, count: 1 };
  return { bytes: bytes / count, documents: holdsMany ? null : Math.ceil((files - index) / count) };
}
