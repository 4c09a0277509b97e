/** How tables stand in one file: a header in JSON that names typed arrays and texts, and their bytes. Reading makes views, no copies. */

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** A table: columns of numbers, and texts. */
export type Columns = Readonly<Record<string, Numbers | string>>;

const ARRAYS = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;
type NumberKind = keyof typeof ARRAYS;
/** Texts stand as strings are in memory: two bytes a unit. */
type Kind = NumberKind | 'text';

const MAGIC = 0x31544e49;
/** Before the header: magic, the header's bytes, and its checksum. */
export const PREFIX = 12;
const ALIGNED = 16;

/** Where a table is in the file, behind the header; columns count from its beginning. */
export interface Place {
  at: number;
  bytes: number;
  /** Checksum of its bytes. */
  sum: number;
  /** Bytes that are copied to where they are wanted; these stand last. */
  loose?: true;
  columns: Record<string, [kind: Kind, offset: number, length: number]>;
}
export type Places = Readonly<Record<string, Place>>;

/** A checksum of bytes, 32 bits. */
export type Sum = (bytes: Uint8Array) => number;

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNED) * ALIGNED;

const bytesOf = (column: Numbers | string): Uint8Array =>
  typeof column === 'string'
    ? Buffer.from(column, 'utf16le')
    : new Uint8Array(column.buffer, column.byteOffset, column.byteLength);

const kindOf = (column: Numbers | string): Kind =>
  typeof column === 'string'
    ? 'text'
    : (Object.keys(ARRAYS) as NumberKind[]).find((kind) => column instanceof ARRAYS[kind])!;

/** The bytes of a file with these tables. */
export function writeTables(
  tables: ReadonlyMap<string, Columns>,
  sum: Sum,
  loose: ReadonlySet<string> = new Set(),
): Uint8Array {
  const places: Record<string, Place> = {};
  const bodies: Uint8Array[] = [];
  let at = 0;
  const order = [...tables].sort(([a], [b]) => Number(loose.has(a)) - Number(loose.has(b)));
  for (const [name, table] of order) {
    const columns: Place['columns'] = {};
    let bytes = 0;
    for (const [column, values] of Object.entries(table)) {
      columns[column] = [kindOf(values), bytes, values.length];
      bytes += aligned(bytesOf(values).length);
    }
    const body = new Uint8Array(bytes);
    for (const [column, values] of Object.entries(table)) body.set(bytesOf(values), columns[column]![1]);
    places[name] = { at, bytes, sum: sum(body), ...(loose.has(name) && { loose: true }), columns };
    bodies.push(body);
    at += bytes;
  }
  const header = Buffer.from(JSON.stringify(places));
  const start = aligned(PREFIX + header.length);
  const file = new Uint8Array(start + at);
  file.set(new Uint8Array(Uint32Array.of(MAGIC, header.length, sum(header)).buffer));
  file.set(header, PREFIX);
  for (const [i, place] of Object.values(places).entries()) file.set(bodies[i]!, start + place.at);
  return file;
}

/** Where the header ends and how it is summed up; null where this is the beginning of no such file. */
export function readPrefix(bytes: Uint8Array): { header: number; sum: number } | null {
  if (bytes.length < PREFIX) return null;
  const [magic, header, sum] = new Uint32Array(bytes.slice(0, PREFIX).buffer);
  return magic === MAGIC ? { header: header!, sum: sum! } : null;
}

/** Where the first table begins, behind a header of so many bytes. */
export const bodyAfter = (header: number): number => aligned(PREFIX + header);

/** The columns of a table whose bytes these are. */
export function viewTable({ columns }: Place, buffer: ArrayBufferLike, from: number): Columns {
  const table: Record<string, Numbers | string> = {};
  for (const [name, [kind, offset, length]] of Object.entries(columns)) {
    table[name] =
      kind === 'text'
        ? Buffer.from(buffer as ArrayBuffer, from + offset, 2 * length).toString('utf16le')
        : new ARRAYS[kind](buffer as ArrayBuffer, from + offset, length);
  }
  return table;
}
