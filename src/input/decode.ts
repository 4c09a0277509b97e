/**
 * Bytes to text. UTF-8 and UTF-16 prove themselves; the one-byte Arabic encodings accept nearly everything, so they are
 * tried last and judged by what they give: letters as frequent as Arabic has them.
 */
import { isAscii, isUtf8, transcode } from 'node:buffer';
import type { Warning } from '../model.ts';
import { arabicScore, GOOD_ENOUGH } from './arabic-score.ts';
import { mend, mojibakeWarning } from './mend.ts';
import { byteOf, decodeWestern } from './one-byte.ts';

export type Decoded =
  | { ok: true; text: string; encoding: string; warnings: Warning[] }
  | { ok: false; code: 'binary' | 'undecodable' | 'unsupported'; message: string; hint?: string };

export interface DecodeOptions {
  /** The user's choice: used as it is. */
  encoding?: string;
  /** What the page or the server says: a hint that the bytes may refute. */
  declared?: string;
  /** Undo what a wrong decoding has done before (the default). */
  mend?: boolean;
}

/** What the first bytes of a file that holds no text say it is, and what to do. */
const SIGNATURES: readonly {
  hex: string;
  name: string;
  code: 'binary' | 'unsupported';
  hint?: string;
  /** The signature is of letters, with which a text may begin as well. */
  letters?: true;
}[] = [
  { hex: '25504446', name: 'a PDF', code: 'unsupported', hint: 'turn it into text first, for example with pdftotext' },
  { hex: 'd0cf11e0', name: 'an old Office file', code: 'unsupported', hint: 'save it as .docx or plain text' },
  { hex: '7b5c727466', name: 'an RTF file', code: 'unsupported', hint: 'save it as .docx or plain text' },
  { hex: '504b0304', name: 'a ZIP archive', code: 'unsupported', hint: 'unpack it and name the folder' },
  { hex: '28b52ffd', name: 'Zstandard data', code: 'unsupported', hint: 'unpack it, for example with zstd -dc' },
  { hex: 'fd377a585a', name: 'xz data', code: 'unsupported', hint: 'unpack it, for example with xz -dc' },
  {
    hex: '425a68',
    name: 'bzip2 data',
    code: 'unsupported',
    hint: 'unpack it, for example with bzip2 -dc',
    letters: true,
  },
  { hex: '89504e47', name: 'a PNG picture', code: 'binary' },
  { hex: 'ffd8ff', name: 'a JPEG picture', code: 'binary' },
  { hex: '47494638', name: 'a GIF picture', code: 'binary', letters: true },
  { hex: '7f454c46', name: 'a program', code: 'binary' },
  { hex: '53514c69746520666f726d6174', name: 'an SQLite database', code: 'binary' },
  { hex: '50415231', name: 'a Parquet file', code: 'binary', letters: true },
];

/** Bytes that the judge looks at. */
const SAMPLE = 65_536;

/**
 * Decodes a file's bytes. A byte order mark and NULs at the very end (as some old archives have them) are dropped,
 * nothing else is changed.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (options.encoding) return decodeAs(buffer, options.encoding);

  const signature = SIGNATURES.find(({ hex }) => startsWith(buffer, hex));
  if (signature && !(signature.letters && isUtf8(buffer) && !looksBinary(buffer))) {
    const { name, code, hint } = signature;
    return { ok: false, code, message: `this is ${name}, not text`, ...(hint && { hint }) };
  }
  const wide = utf16Order(buffer);
  if (wide) return decodeAs(buffer, wide);

  const trimmed = withoutTrailingNuls(buffer);
  if (looksBinary(trimmed)) return { ok: false, code: 'binary', message: 'this is binary data, not text' };
  if (isUtf8(trimmed)) {
    const text = utf8(trimmed);
    return mendedText(text, options.mend ?? true);
  }
  return damagedUtf8(trimmed) ?? judgeLegacy(trimmed, options.declared);
}

/**
 * Does the platform know this encoding? `utf-8+windows-1252` names a double one: UTF-8 that was read as windows-1252 and saved
 * again as UTF-8; `utf-8+windows-1252/windows-1256` what is windows-1256 in truth.
 */
export function isEncoding(label: string): boolean {
  return label.split(/[+/]/).every((part) => {
    try {
      new TextDecoder(part);
      return true;
    } catch {
      return false;
    }
  });
}

/** Valid UTF-8 to a string, without its byte order mark; five times as fast as TextDecoder on Arabic. */
function utf8(buffer: Buffer): string {
  const bom = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  const body = bom ? buffer.subarray(3) : buffer;
  if (isAscii(body)) return body.toString('latin1');
  return transcode(body, 'utf8', 'ucs2').toString('ucs2');
}

function mendedText(decoded: string, really: boolean): Decoded {
  const { text, warnings } = withoutNuls(decoded, []);
  const mended = mend(text);
  if (!mended) return { ok: true, text, encoding: 'utf-8', warnings };
  const told = [...warnings, mojibakeWarning(mended, really)];
  if (!really) return { ok: true, text, encoding: 'utf-8', warnings: told };
  return { ok: true, text: mended.text, encoding: `utf-8${mended.encoding}`, warnings: told };
}

/** Warnings about a whole file's source have no place in the text that was taken out of it. */
export const placeless = (warnings: readonly Warning[]): Warning[] =>
  warnings.map(({ code, message }) => ({ code, message }));

/** NULs, with which databases and many programs end a text, become blanks; offsets hold. */
export function withoutNuls(text: string, warnings: Warning[]): { text: string; warnings: Warning[] } {
  const start = text.indexOf('\0');
  if (start < 0) return { text, warnings };
  const warning = { code: 'nul', message: 'there are NUL characters in the text; they were taken for blanks', start };
  return { text: text.replaceAll('\0', ' '), warnings: [...warnings, warning] };
}

/** Decodes by an encoding that is known; what it can't hold becomes U+FFFD and a warning. */
function decodeAs(buffer: Buffer, label: string): Decoded {
  const [first = label, ...rest] = label.toLowerCase().split('+');
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(first);
  } catch {
    return { ok: false, code: 'undecodable', message: `unknown encoding ${label}` };
  }
  const wide = decoder.encoding.startsWith('utf-16');
  const body = wide ? buffer : withoutTrailingNuls(buffer);
  let text = decoder.encoding === 'windows-1252' ? decodeWestern(body) : decoder.decode(body);
  for (const step of rest) {
    const [outer = '', inner = 'utf-8'] = step.split('/');
    text = new TextDecoder(inner).decode(encodeOneByte(text, outer));
  }
  let end = text.length;
  while (text[end - 1] === '\0') end--;
  text = text.slice(0, end);
  const encoding = [decoder.encoding, ...rest].join('+');
  return { ok: true, encoding, ...withoutNuls(text, replacementWarning(text, encoding)) };
}

function startsWith(buffer: Buffer, hex: string): boolean {
  return buffer.subarray(0, hex.length / 2).toString('hex') === hex;
}

function withoutTrailingNuls(buffer: Buffer): Buffer {
  let end = buffer.length;
  while (end > 0 && buffer[end - 1] === 0) end--;
  return buffer.subarray(0, end);
}

/** More than one control character in a hundred bytes: no text. A single one, NUL as well, is a slip. */
function looksBinary(buffer: Buffer): boolean {
  const length = Math.min(buffer.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < length; i++) if (IS_CONTROL[buffer[i] as number]) controls++;
  return controls > 1 && controls * 100 > length;
}

/** Control characters that no text has: not tab, line feed and their like, and not the old end of file, 0x1A. */
const IS_CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte < 32 && (byte < 9 || byte > 13) && byte !== 0x1a) || byte === 127 ? 1 : 0,
);

/**
 * UTF-16 by its byte order mark, or without one by its code units: nearly all of them are ASCII, Arabic letters or
 * general punctuation in one byte order and hardly any in the other.
 */
export function utf16Order(buffer: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'utf-16le';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'utf-16be';
  const length = Math.min(buffer.length & ~1, 4096);
  if (length < 8) return null;
  let little = 0;
  let big = 0;
  for (let i = 0; i < length; i += 2) {
    const even = buffer[i] as number;
    const odd = buffer[i + 1] as number;
    if (isPlainUnit(odd, even)) little++;
    if (isPlainUnit(even, odd)) big++;
  }
  const enough = (length / 2) * 0.95;
  if (little >= enough && little > big) return 'utf-16le';
  return big >= enough && big > little ? 'utf-16be' : null;
}

/** Is this code unit one that Arabic text is made of? */
function isPlainUnit(high: number, low: number): boolean {
  if (high === 0) return (low >= 32 && low < 127) || low === 10 || low === 13 || low === 9 || low >= 0xa0;
  return high === 0x06 || high === 0x20 || high === 0xfd || high === 0xfe || high === 0xfb;
}

/** UTF-8 with some bytes spoilt or cut off at the end: still UTF-8 where sound letters outnumber the spoilt places by far. */
function damagedUtf8(buffer: Buffer): Decoded | null {
  const text = new TextDecoder('utf-8').decode(buffer);
  const spoilt = count(text, /\uFFFD/g);
  const sound = count(text, /[\u0080-\uFFFC]/g);
  const cutOff = spoilt === 1 && text.endsWith('\uFFFD') && sound > 0;
  if (!cutOff && sound < spoilt * 8) return null;
  return { ok: true, encoding: 'utf-8', ...withoutNuls(text, replacementWarning(text, 'utf-8')) };
}

function replacementWarning(text: string, encoding: string): Warning[] {
  const spoilt = count(text, /\uFFFD/g);
  if (spoilt === 0) return [];
  const message = `${spoilt} ${spoilt === 1 ? 'place' : 'places'} can't be read as ${encoding} and became U+FFFD`;
  return [{ code: 'invalid-bytes', message, start: text.indexOf('\uFFFD') }];
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

const LEGACY = ['windows-1256', 'iso-8859-6'] as const;

/** Among the one-byte encodings the one that gives the likeliest Arabic; none where all give nonsense. */
function judgeLegacy(buffer: Buffer, declared: string | undefined): Decoded {
  const other = declared !== undefined && isEncoding(declared) ? new TextDecoder(declared).encoding : undefined;
  if (other && !other.startsWith('utf-') && !/^(windows-125[26]|iso-8859-[16])$/.test(other))
    return decodeAs(buffer, other);
  const sample = buffer.subarray(0, SAMPLE);
  const candidates = LEGACY.map((encoding) => {
    const score = arabicScore(new TextDecoder(encoding).decode(sample));
    return { encoding, score: encoding === other ? score + 0.3 : score };
  });
  const [best] = candidates.sort((a, b) => b.score - a.score) as [(typeof candidates)[number]];
  if (best.score >= GOOD_ENOUGH) return decodeAs(buffer, best.encoding);
  if (isLatin(sample)) return decodeAs(buffer, 'windows-1252');
  return {
    ok: false,
    code: 'undecodable',
    message: 'the bytes are no Arabic text in UTF-8, UTF-16, windows-1256 or iso-8859-6',
    hint: 'if you know the encoding, name it with --encoding',
  };
}

/** A Latin text, in which an accented letter stands alone among others: `annoncé à`. That it isn't Arabic is said later. */
function isLatin(sample: Buffer): boolean {
  const text = sample.toString('latin1');
  const high = count(text, /[\x80-\xFF]/g);
  return count(text, /(?<=[a-z][' ]?)[\x80-\xFF](?![\x80-\xFF])|(?<![\x80-\xFF])[\x80-\xFF](?=[a-z])/gi) >= high * 0.8;
}

/** The bytes of a text in a one-byte encoding; what it has no byte for becomes `?`. */
export function encodeOneByte(text: string, encoding: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, i) => {
    const byte = byteOf(text.charCodeAt(i), encoding);
    return byte < 0 ? 63 : byte;
  });
}
