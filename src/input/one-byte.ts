/** One-byte encodings, there and back. Node's own decoder takes windows-1252 for Latin-1: it has controls at 80-9F. */
const WESTERN =
  '\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178';

const tables = new Map<string, string>();
const bytes = new Map<string, Map<number, number>>();

/** The 256 characters of an encoding. */
function tableOf(encoding: string): string {
  let table = tables.get(encoding);
  if (table === undefined) {
    const decoder = new TextDecoder(encoding);
    table = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte))).join('');
    if (decoder.encoding === 'windows-1252') table = table.slice(0, 0x80) + WESTERN + table.slice(0xa0);
    tables.set(encoding, table);
  }
  return table;
}

export const decodeOneByte = (byte: number, encoding: string): string => tableOf(encoding)[byte] as string;

/** The byte of a code unit; its own number where the table has controls or nothing (as Latin-1 does); -1 where there is none. */
export function byteOf(code: number, encoding: string): number {
  let known = bytes.get(encoding);
  if (!known) {
    const table = tableOf(encoding);
    known = new Map();
    for (let byte = 255; byte >= 0; byte--) known.set(table.charCodeAt(byte), byte);
    bytes.set(encoding, known);
  }
  return known.get(code) ?? (code < 0x100 ? code : -1);
}

/** Bytes as text, by this module's tables. */
export function decodeWestern(buffer: Buffer): string {
  return buffer
    .toString('latin1')
    .replace(/[\x80-\x9F]/g, (character) => WESTERN[character.charCodeAt(0) - 0x80] as string);
}
