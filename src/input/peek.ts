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

/**
 * The content of gzip data, all its members one after the other (as `.warc.gz` has one for each record). `packed` counts the
 * bytes that went in.
 */
export async function* gunzip(source: AsyncIterable<Buffer>, packed?: { bytes: number }): AsyncIterable<Buffer> {
  const zip = createGunzip();
  const feeding = feed(packed ? counted(source, (bytes) => (packed.bytes += bytes)) : source, zip);
  try {
    yield* zip;
  } finally {
    zip.destroy();
    await feeding;
  }
}

/** Writes a source into a stream, waiting where it is full; an error of the source becomes the stream's. */
async function feed(source: AsyncIterable<Buffer>, target: NodeJS.WritableStream & { destroy(error?: Error): void }) {
  try {
    for await (const chunk of source) {
      if ((target as { destroyed?: boolean }).destroyed) return;
      if (!target.write(chunk)) await new Promise<void>((done) => onceAny(target, ['drain', 'close', 'error'], done));
    }
    target.end();
  } catch (error) {
    target.destroy(error as Error);
  }
}

function onceAny(target: NodeJS.EventEmitter, events: string[], listener: () => void): void {
  const once = () => {
    for (const event of events) target.removeListener(event, once);
    listener();
  };
  for (const event of events) target.on(event, once);
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
