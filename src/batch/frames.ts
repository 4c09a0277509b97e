/**
 * Pieces through pipes, from one process to the next: a line of JSON that ends in `"length":N`, then N bytes. So a cluster can move
 * what one process has cut to another that analyses it, and need not know what it is.
 */
import type { Piece, Problem, Split } from '../input/index.ts';

/** What stands on a frame's line. */
export type Head = Record<string, unknown> & { length: number };
export interface Frame {
  head: Head;
  bytes: Buffer;
}

const NOTHING = Buffer.alloc(0);

/** The frames of a stream. What is no frame ends it with an exception: both ends are ours. */
export async function* framesOf(stream: AsyncIterable<Buffer | string>): AsyncIterable<Frame> {
  let held: Buffer[] = [];
  let size = 0;
  const joined = (): Buffer => {
    if (held.length > 1) held = [Buffer.concat(held, size)];
    return held[0] ?? NOTHING;
  };
  const take = (count: number): Buffer => {
    const all = joined();
    held = all.length > count ? [all.subarray(count)] : [];
    size = all.length - count;
    return all.subarray(0, count);
  };
  let head: Head | null = null;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Buffer);
    held.push(bytes);
    size += bytes.length;
    for (;;) {
      if (head === null) {
        // A line is short: it is looked for in the last chunk only where the ones before it had none.
        const end = joined().indexOf(10);
        if (end < 0) break;
        head = JSON.parse(take(end + 1).toString('utf8')) as Head;
      }
      if (size < head.length) break;
      yield { head, bytes: take(head.length) };
      head = null;
    }
  }
  if (head !== null || size > 0) throw new Error('the stream of pieces breaks off');
}

export const frame = (head: object, bytes: Uint8Array = NOTHING): Uint8Array[] => [
  Buffer.from(`${JSON.stringify({ ...head, length: bytes.length })}\n`),
  bytes,
];

/** A piece or a problem as a frame. A table's rows travel as JSON. */
export function splitFrame(split: Split): Uint8Array[] {
  if (!split.ok) return frame({ path: split.problem.path, first: 0, problem: split.problem });
  const { bytes, records, ...head } = split.piece;
  return records ? frame({ ...head, rows: true }, Buffer.from(JSON.stringify(records))) : frame(head, bytes);
}

/** Such a frame again as what it was. */
export function frameSplit({ head, bytes }: Frame): Split {
  const { length: _, problem, rows, ...piece } = head;
  if (problem) return { ok: false, problem: problem as Problem };
  const content = rows ? { records: JSON.parse(bytes.toString('utf8')) } : { bytes: new Uint8Array(bytes) };
  return { ok: true, piece: { ...(piece as unknown as Piece), ...content } };
}

/** Bytes that a piece of lines holds at least. */
const PIECE = 32_768;

/**
 * The same records, those of JSON Lines in pieces that depend on nothing but the lines (a reader gives out what a chunk of the stream
 * held): a task that is run again cuts alike.
 */
export async function* evenly(splits: AsyncIterable<Split>): AsyncIterable<Split> {
  let held: Piece[] = [];
  let size = 0;
  const joined = (): Split => {
    const piece = {
      ...(held[0] as Piece),
      bytes: Buffer.concat(held.map(({ bytes }) => bytes as Uint8Array)),
      count: held.length,
    };
    held = [];
    size = 0;
    return { ok: true, piece };
  };
  for await (const split of splits) {
    if (split.ok && split.piece.format === 'jsonl' && split.piece.bytes) {
      for (const line of lines(split.piece)) {
        held.push(line);
        size += line.bytes?.length ?? 0;
        if (size >= PIECE) yield joined();
      }
      continue;
    }
    if (held.length) yield joined();
    yield split;
  }
  if (held.length) yield joined();
}

/** A piece of JSON Lines as pieces of one line. */
function* lines(piece: Piece): Iterable<Piece> {
  const bytes = piece.bytes as Uint8Array;
  for (let start = 0, i = 0; start < bytes.length; i++) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found + 1;
    yield { ...piece, bytes: bytes.subarray(start, end), first: piece.first + i * (piece.step ?? 1) };
    start = end;
  }
}
