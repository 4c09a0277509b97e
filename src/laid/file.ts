/**
 * The file of the laid-out tables, beside the bundle. One article reads the tables that it asks for, each at its place; a run with threads
 * reads the whole file once into shared memory, and hands it to them.
 */
import { fstatSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as zlib from 'node:zlib';
import { bodyAfter, type Columns, type Place, type Places, PREFIX, readPrefix, viewTable } from './format.ts';

/** The file beside the bundle, and the checksum of its header: put in by the build. Undefined where the sources run. */
declare const __TABLES__: { file: string; sum: number } | undefined;

let crcs: Int32Array | null = null;

const crcTable = (): Int32Array =>
  Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    return crc;
  });

/** CRC-32, where Node has none of its own (before 20.15). */
export function crcOf(bytes: Uint8Array): number {
  crcs ??= crcTable();
  let crc = -1;
  for (let i = 0; i < bytes.length; i++) crc = crcs[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

const native = (zlib as unknown as { crc32?: (bytes: Uint8Array) => number }).crc32;
export const sumOf: (bytes: Uint8Array) => number = native ? (bytes) => native(bytes) : crcOf;

/** The tables of a build. */
export interface TableFile {
  /** A table by its name; throws where the file lacks it or is damaged there. */
  table(name: string): Columns;
  /** How many bytes a table has, and all of them written to where they are wanted. */
  bytesOf(name: string): number;
  copy(name: string, into: Uint8Array): void;
  /** A few bytes of a table from a place on, whose checksum isn't asked. */
  range(name: string, at: number, into: Uint8Array): void;
  /** All that is used in place, in shared memory for the threads. */
  shared(): SharedArrayBuffer;
}

/** Where a file's bytes come from: `read` fills an array from a place on, or says that there are too few. */
interface Source {
  name: string;
  size: number;
  read(into: Uint8Array, at: number): boolean;
  memory: SharedArrayBuffer | null;
}

const damaged = (name: string): Error =>
  new Error(`${name}: damaged or of another version of this program; install the package again`);

/** `expected`: the checksum of the header that belongs to this build. Throws where it is another one. */
function tablesOf(source: Source, expected?: number): TableFile {
  const fail = (): never => {
    throw damaged(source.name);
  };
  const read = (into: Uint8Array, at: number, sum?: number): Uint8Array => {
    if (!source.read(into, at) || (sum !== undefined && sumOf(into) !== sum)) fail();
    return into;
  };
  const prefix = readPrefix(read(new Uint8Array(PREFIX), 0)) ?? fail();
  if ((expected !== undefined && prefix.sum !== expected) || prefix.header > source.size) fail();
  const header = read(new Uint8Array(prefix.header), PREFIX, prefix.sum);
  const places = JSON.parse(Buffer.from(header.buffer).toString('utf8')) as Places;
  const start = bodyAfter(prefix.header);
  const placeOf = (name: string): Place => places[name] ?? fail();
  return {
    table(name) {
      const place = placeOf(name);
      const from = start + place.at;
      const { memory } = source;
      if (!memory || from + place.bytes > memory.byteLength)
        return viewTable(place, read(Buffer.allocUnsafeSlow(place.bytes), from, place.sum).buffer, 0);
      if (sumOf(new Uint8Array(memory, from, place.bytes)) !== place.sum) fail();
      return viewTable(place, memory, from);
    },
    bytesOf: (name) => placeOf(name).bytes,
    copy(name, into) {
      const { at, sum } = placeOf(name);
      read(into, start + at, sum);
    },
    range(name, at, into) {
      const place = placeOf(name);
      if (at + into.length > place.bytes) fail();
      read(into, start + place.at + at);
    },
    shared() {
      if (!source.memory) {
        const ends = Object.values(places).map(({ at, bytes, loose }) => (loose ? 0 : at + bytes));
        const memory = new SharedArrayBuffer(start + Math.max(0, ...ends));
        read(new Uint8Array(memory), 0);
        source.memory = memory;
      }
      return source.memory;
    },
  };
}

function openFile(name: string): Pick<Source, 'size' | 'read'> {
  let file: number;
  try {
    file = openSync(name, 'r');
  } catch {
    throw new Error(`${name} is missing; install the package again`);
  }
  const read = (into: Uint8Array, at: number): boolean => {
    let done = 0;
    for (let count = -1; done < into.length && count !== 0; done += count)
      count = readSync(file, into, done, into.length - done, at + done);
    return done === into.length;
  };
  return { size: fstatSync(file).size, read };
}

/** Opens a file of tables; throws where it is missing or damaged. It stays open: whatever is installed meanwhile, its tables fit each other. */
export const openTables = (name: string, expected?: number): TableFile =>
  tablesOf({ name, ...openFile(name), memory: null }, expected);

/** The same over what `shared` gave; the rest of the file is read where it is asked for. */
export function sharedTables(memory: SharedArrayBuffer, name: string): TableFile {
  const all = new Uint8Array(memory);
  const read = (into: Uint8Array, at: number): boolean => {
    if (at + into.length > all.length) return openFile(name).read(into, at);
    into.set(all.subarray(at, at + into.length));
    return true;
  };
  return tablesOf({ name, size: all.length, read, memory });
}

const built = typeof __TABLES__ === 'undefined' ? null : __TABLES__;
let shipped: TableFile | null = null;
const pathOf = (file: string): string => fileURLToPath(new URL(`./${file}`, import.meta.url));

/** The tables that were built with this program; null where it runs from its sources. */
export function shippedTables(): TableFile | null {
  if (built) shipped ??= openTables(pathOf(built.file), built.sum);
  return shipped;
}

/** The tables of this process's first thread, handed to another one. */
export function takeTables(memory: SharedArrayBuffer): void {
  if (built) shipped = sharedTables(memory, pathOf(built.file));
}
