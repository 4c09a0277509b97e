/** Looking at the beginning of a stream, and undoing compression. */
import { createGunzip } from 'node:zlib';

export interface Peeked {
  /** The first bytes: `size` of them, or all there are. */
  head: Buffer;
  /** The input ended within `head`. */
  whole: boolean;
  /** The whole input, `head` included. */
  stream: AsyncIterable<Buffer>;
}

/** Reads up to `size` bytes of a stream ahead; what was read comes again in `stream`. */
export async function peek(source: AsyncIterable<Buffer | string>, size: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  let whole = false;
  while (length < size) {
    const { value, done } = await iterator.next();
    if (done) {
      whole = true;
      break;
    }
    const chunk = Buffer.from(value);
    chunks.push(chunk);
    length += chunk.length;
  }
  const head = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
  async function* stream() {
    try {
      if (head.length > 0) yield head;
      while (!whole) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield Buffer.from(value);
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head, whole, stream: stream() };
}

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** What zlib is given at once: enough for speed, and a bomb of it fits in memory (1,000 : 1). */
const SLICE = 16 << 10;

/**
 * The content of gzip data, all its members one after the other (as `.warc.gz` has one for each record); zeros behind the last one are
 * left. `packed` counts the bytes that went in. Of data that is cut off all that can be unpacked comes before the error, of damaged
 * data all but a last slice of it, however fast it is read: an iterator over the zip stream throws away what that still holds when it
 * fails. Packed bytes wait until they make a slice, so that it doesn't matter how they came in.
 */
export async function* gunzip(source: AsyncIterable<Buffer>, packed?: { bytes: number }): AsyncIterable<Buffer> {
  const zip = createGunzip();
  const ready: Buffer[] = [];
  let failure: Error | null = null;
  let over = false;
  let wake = (): void => {};
  const finish = (error: Error | null) => {
    failure ??= error;
    over = true;
    wake();
  };
  zip.on('data', (chunk: Buffer) => ready.push(chunk));
  zip.on('end', () => finish(null));
  zip.on('error', finish);
  /** Until zlib has done with what it was given: it never says so of data behind the end, nor after an error. */
  const done = (give: (then: () => void) => void) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      give(resolve);
    });
  try {
    for await (const slice of sliced(packed ? counted(source, (bytes) => (packed.bytes += bytes)) : source, SLICE)) {
      await done((then) => zip.write(slice, then));
      yield* ready.splice(0);
      if (over) break;
    }
    if (!over) await done(() => zip.end());
    yield* ready.splice(0);
    if (failure) throw failure;
  } finally {
    zip.destroy();
  }
}

/** The same bytes in pieces of `size`, wherever the source was cut. */
async function* sliced(source: AsyncIterable<Buffer>, size: number): AsyncIterable<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (; rest.length >= size; rest = rest.subarray(size)) yield rest.subarray(0, size);
  }
  if (rest.length > 0) yield rest;
}

/** The same stream; `onRead` is told of its bytes as they pass. */
export async function* counted(
  stream: AsyncIterable<Buffer>,
  onRead: ((bytes: number) => void) | undefined,
): AsyncIterable<Buffer> {
  for await (const chunk of stream) {
    onRead?.(chunk.length);
    yield chunk;
  }
}

/** The whole of a stream, or null where it is longer than `limit` bytes; the limit may change while it is read. */
export async function collect(source: AsyncIterable<Buffer>, limit: () => number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    length += chunk.length;
    if (length > limit()) return null;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length);
}
