/**
 * Inputs to documents, in two steps so that threads can share the work: `splitInputs` finds and cuts (cheap, one
 * thread), `readPiece` decodes, parses and extracts (any thread). `readInputs` is both, one after the other.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { discover, type Entry, formatName, label, reason } from './discover.ts';
import { collect, gunzip, isGzip, type Peeked, peek } from './peek.ts';
import { READERS, readerFor, readerNamed } from './readers/index.ts';
import {
  type InputOptions,
  type Item,
  LARGEST,
  type Piece,
  problemItem,
  type Reader,
  type ReadOptions,
  type Split,
} from './types.ts';

export { isEncoding } from './decode.ts';
export type { InputOptions, Item, Piece, Problem, ProblemCode, ReadOptions, Split } from './types.ts';
export { PROBLEM_CODES, STDIN_LABEL } from './types.ts';
export const INPUT_FORMATS: readonly string[] = READERS.map(({ name }) => name);

/** Bytes of a file's beginning that decide on its format. */
const HEAD = 65_536;
/** Files up to this size are read at one go. */
const SMALL = 1 << 20;

/** Documents and problems of all inputs, in input order. */
export async function* readInputs(options: InputOptions): AsyncIterable<Item> {
  for await (const split of splitInputs(options)) {
    if (split.ok) yield* readPiece(split.piece, options);
    else yield split;
  }
}

/** Pieces of all inputs, in input order; bounded memory. */
export async function* splitInputs(options: InputOptions): AsyncIterable<Split> {
  let unit = 0;
  const { shard } = options;
  const wanted = (): boolean => !shard || unit++ % shard.count === shard.index;
  for await (const found of discover(options)) {
    if (!found.ok) {
      if (wanted()) yield found;
      continue;
    }
    try {
      yield* splitEntry(found.entry, options, wanted);
    } catch (error) {
      yield failure(found.entry, error);
    }
  }
}

/** Documents and problems of one piece. */
export async function* readPiece(piece: Piece, options: ReadOptions): AsyncIterable<Item> {
  const reader = readerNamed(piece.format);
  if (!reader) throw new Error(`no reader is named ${piece.format}`);
  yield* await reader.read(piece, options);
}

const failure = (entry: Entry, error: unknown): Split => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const path = entry.path === '-' ? label(null) : entry.path;
  if (code === 'Z_BUF_ERROR') return problemItem(path, 'truncated', 'the compressed data break off');
  if (code.startsWith('Z_')) return problemItem(path, 'truncated', `the compressed data are damaged: ${reason(error)}`);
  if (code === 'ENOENT') return problemItem(path, 'not-found', 'no such file or folder');
  return problemItem(path, 'not-readable', reason(error));
};

async function* splitEntry(entry: Entry, options: InputOptions, wanted: () => boolean): AsyncIterable<Split> {
  const path = entry.path === '-' ? null : entry.path;
  const name = label(path);
  let input = path === null ? await peek(options.stdin ?? process.stdin, HEAD) : await openFile(entry);
  if (isGzip(input.head)) input = await peek(gunzip(input.stream), HEAD);
  const reader = chosenReader(path, input.head, options);
  if (reader.split) {
    if (input.whole && input.head.length === 0)
      yield* wanted() ? [problemItem(name, 'empty', 'the file is empty')] : [];
    else
      yield* reader.split({
        path,
        label: name,
        head: input.head,
        stream: input.stream,
        options,
        wanted,
        step: options.shard?.count ?? 1,
      });
  } else if (wanted()) {
    const bytes = input.whole ? input.head : await collect(input.stream, LARGEST);
    if (bytes === null)
      yield problemItem(name, 'too-large', 'more than 500 MB for one document', 'split it into JSON Lines');
    else if (bytes.length === 0) yield problemItem(name, 'empty', 'the file is empty');
    else yield { ok: true, piece: { path, format: reader.name, bytes, first: 0 } };
  }
}

function chosenReader(path: string | null, head: Buffer, { inputFormat }: ReadOptions): Reader {
  if (inputFormat === undefined || inputFormat === 'auto') return readerFor(path && formatName(path), head);
  const reader = readerNamed(inputFormat);
  if (!reader) throw new Error(`unknown input format ${inputFormat}; known are ${INPUT_FORMATS.join(', ')}`);
  return reader;
}

/** A small file whole, a long one by its head and a stream. */
async function openFile({ location }: Entry): Promise<Peeked> {
  const { size } = statSync(location);
  if (size <= SMALL) {
    const head = readFileSync(location);
    return {
      head,
      whole: true,
      stream: (async function* () {
        yield head;
      })(),
    };
  }
  return peek(createReadStream(location, { highWaterMark: 1 << 18 }), HEAD);
}
