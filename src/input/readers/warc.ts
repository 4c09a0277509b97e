/** WARC and WET, as web archives and Common Crawl ship them: pages with their HTTP heads, or their extracted text. */
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { label } from '../discover.ts';
import { mostBytes, tooLarge } from '../limits.ts';
import {
  type Item,
  type Piece,
  problemItem,
  type Reader,
  type ReadOptions,
  type Split,
  type SplitInput,
} from '../types.ts';
import { htmlItem } from './html.ts';
import { textItem } from './text.ts';

export const warc: Reader = {
  name: 'warc',
  extensions: ['warc', 'wet'],
  sniff: (head) => /^\s*WARC\/\d\.\d\r?\n/.test(head),
  split: splitRecords,
  read: async (piece, options) => [await recordOf(piece, options)],
};

type Headers = Record<string, string>;

/** `Name: value` lines, names in lower case, folded lines joined. */
function parseHeaders(lines: readonly string[]): Headers {
  const headers: Headers = {};
  let last = '';
  for (const line of lines) {
    const field = /^([^:\s]+):[ \t]*(.*)$/.exec(line);
    if (field) {
      last = (field[1] ?? '').toLowerCase();
      headers[last] = (field[2] ?? '').trim();
    } else if (last && /^[ \t]/.test(line)) headers[last] += ` ${line.trim()}`;
  }
  return headers;
}

/** Reads a stream by lines and by counts of bytes. */
class ByteReader {
  #chunks: AsyncIterator<Buffer>;
  #buffer: Buffer = Buffer.alloc(0);
  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }
  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#buffer = this.#buffer.length ? Buffer.concat([this.#buffer, value]) : value;
    return true;
  }
  /** The next line without its end; null at the end of the stream. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#buffer.indexOf(10);
      if (end >= 0) {
        const line = this.#buffer.subarray(0, end).toString('utf8').replace(/\r$/, '');
        this.#buffer = this.#buffer.subarray(end + 1);
        return line;
      }
      if (this.#buffer.length > 1 << 20 || !(await this.#more())) {
        if (this.#buffer.length === 0) return null;
        const line = this.#buffer.toString('utf8');
        this.#buffer = Buffer.alloc(0);
        return line;
      }
    }
  }
  /** The next `count` bytes, fewer at the end of the stream; null where they are only passed over, or more than `most`. */
  async bytes(count: number, most: (() => number) | null): Promise<{ bytes: Buffer | null; complete: boolean }> {
    const parts: Buffer[] = [];
    let keep = most !== null;
    let missing = count;
    while (missing > 0) {
      if (this.#buffer.length === 0 && !(await this.#more())) break;
      const part = this.#buffer.subarray(0, missing);
      this.#buffer = this.#buffer.subarray(part.length);
      missing -= part.length;
      if (keep && count - missing > (most?.() ?? 0)) keep = false;
      if (keep) parts.push(part);
      else parts.length = 0;
    }
    const whole = (): Buffer => (parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
    return { bytes: keep ? whole() : null, complete: missing === 0 };
  }
}

async function* splitRecords({ path, label: name, stream, wanted, most }: SplitInput): AsyncIterable<Split> {
  const reader = new ByteReader(stream);
  let number = 0;
  for (;;) {
    let line = await reader.line();
    while (line !== null && line.trim() === '') line = await reader.line();
    if (line === null) break;
    if (!/^WARC\/\d/.test(line)) {
      yield problemItem(
        `${name}#${number + 1}`,
        'bad-warc',
        'a record does not begin with WARC/1.x; the rest is passed over',
      );
      return;
    }
    const lines: string[] = [];
    for (line = await reader.line(); line !== null && line !== ''; line = await reader.line()) lines.push(line);
    const headers = parseHeaders(lines);
    const length = Number(headers['content-length']);
    if (!(length >= 0)) {
      yield problemItem(
        `${name}#${number + 1}`,
        'bad-warc',
        'a record without Content-Length; the rest is passed over',
      );
      return;
    }
    const mayBeArticle = isPage(headers);
    if (mayBeArticle) number++;
    const keep = mayBeArticle && wanted();
    const { bytes, complete } = await reader.bytes(length, keep ? most : null);
    if (!complete) {
      yield problemItem(`${name}#${number || 1}`, 'truncated', 'the archive breaks off within a record');
      return;
    }
    if (keep && bytes === null) yield tooLarge(`${name}#${number}`, most());
    if (bytes && !isOtherMedia(bytes, headers))
      yield { ok: true, piece: { path, format: 'warc', bytes, first: number, count: 1, context: { headers } } };
  }
  if (number === 0) yield problemItem(name, 'empty', 'the archive holds no pages');
}

/** A record that may hold a page: a response, a saved resource, the text of a WET file. */
function isPage(headers: Headers): boolean {
  const type = headers['warc-type'];
  const media = headers['content-type'] ?? '';
  if (type === 'conversion') return media === '' || /text\/plain/i.test(media);
  if (type === 'response') return /^application\/http/i.test(media);
  return type === 'resource' && /html|text\/plain/i.test(media);
}

/** A response that is a picture, a style sheet, an error, a redirection: no article, and no failure either. */
function isOtherMedia(bytes: Buffer, headers: Headers): boolean {
  if (headers['warc-type'] !== 'response') return false;
  const head =
    bytes
      .subarray(0, 16_384)
      .toString('latin1')
      .split(/\r?\n\r?\n/)[0] ?? '';
  const status = /^HTTP\/[\d.]+ (\d{3})/.exec(head)?.[1] ?? '200';
  const media = /^content-type:\s*([^;\r\n]*)/im.exec(head)?.[1]?.trim() ?? 'text/html';
  return !/^2/.test(status) || status === '204' || !/html|text\/plain/i.test(media);
}

async function recordOf(piece: Piece, options: ReadOptions): Promise<Item> {
  const headers = piece.context?.headers ?? {};
  const address = headers['warc-target-uri']?.replace(/^<|>$/g, '') || null;
  const name = `${label(piece.path)}#${address ?? piece.first}`;
  let body = Buffer.from(piece.bytes ?? []);
  let media = headers['content-type'] ?? '';
  if (headers['warc-type'] === 'response') {
    const end = /\r?\n\r?\n/.exec(body.subarray(0, 65_536).toString('latin1'));
    if (!end) return problemItem(name, 'bad-warc', 'the record has no HTTP head');
    const head = parseHeaders(body.subarray(0, end.index).toString('latin1').split(/\r?\n/));
    media = head['content-type'] ?? 'text/html';
    try {
      body = contentOf(body.subarray(end.index + end[0].length), head, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        return tooLarge(name, mostBytes(options, body.length), body.length);
      return problemItem(name, 'truncated', `the page's compressed content is damaged: ${(error as Error).message}`);
    }
  }
  const charset = /charset\s*=\s*"?([\w-]+)/i.exec(media)?.[1];
  const inner: Piece = { path: piece.path, format: 'warc', bytes: body, first: piece.first };
  const item = /html/i.test(media) ? await htmlItem(inner, options, charset) : textItem(inner, options);
  if (!item.ok) return { ok: false, problem: { ...item.problem, path: name } };
  const format = headers['warc-type'] === 'conversion' ? 'wet' : 'warc';
  const { url, ...known } = item.document;
  const id = address ?? String(piece.first);
  return { ok: true, document: { ...known, id, record: piece.first, url: url ?? address, format } };
}

/** The body of an HTTP message without its transfer and content encodings; archives often have undone them already. */
function contentOf(body: Buffer, head: Headers, options: ReadOptions): Buffer<ArrayBuffer> {
  const whole = /chunked/i.test(head['transfer-encoding'] ?? '') ? unchunked(body) : body;
  const limit = { maxOutputLength: mostBytes(options, whole.length) };
  const encoding = (head['content-encoding'] ?? '').toLowerCase();
  if (/gzip/.test(encoding) && whole[0] === 0x1f && whole[1] === 0x8b) return Buffer.from(gunzipSync(whole, limit));
  if (encoding === 'deflate') return Buffer.from((whole[0] === 0x78 ? inflateSync : inflateRawSync)(whole, limit));
  if (encoding === 'br') return Buffer.from(brotliDecompressSync(whole, limit));
  return Buffer.from(whole);
}

/** `5\r\nabcde\r\n0\r\n\r\n` -> `abcde`; what isn't chunked stays as it is. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const size = /^([\da-f]+)[^\r\n]*\r?\n/i.exec(body.subarray(at, at + 80).toString('latin1'));
    if (!size) return at === 0 ? body : Buffer.concat(parts);
    const length = Number.parseInt(size[1] ?? '', 16);
    at += size[0].length;
    if (length === 0) return Buffer.concat(parts);
    parts.push(body.subarray(at, at + length));
    at += length + (body[at + length] === 13 ? 2 : 1);
  }
}
