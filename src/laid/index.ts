/**
 * Tables that are laid out when the program is built: words, lists and weights stand in the sources as text, and in the program as
 * columns of numbers in one file, which are used in place. `laid` says how a table comes out of its text (`layOut`), and what is
 * made of its columns (`view`); the build writes all of them to the file, and whoever runs the sources lays them out at the first question.
 */
import { shippedTables } from './file.ts';
import { type Columns, type Sum, writeTables } from './format.ts';

export type { Columns } from './format.ts';

/** Bytes without columns, which are copied to where they are wanted. */
export interface Bytes {
  readonly length: number;
  copy(into: Uint8Array): void;
}

/** Rows of bytes, of which few are wanted. */
export interface Rows {
  /** So many bytes from a place on, written from `to` on. */
  copy(at: number, bytes: number, into: Uint8Array, to: number): void;
}

const makers = new Map<string, () => Columns>();
/** Tables that are copied, not used in place. */
const loose = new Set<string>();

/** The table of a name, read when it is first asked for. */
export function laid<C extends Columns, T>(name: string, layOut: () => C, view: (columns: C) => T): () => T {
  makers.set(name, layOut);
  let table: { made: T } | null = null;
  return () => {
    table ??= { made: view((shippedTables()?.table(name) as C | undefined) ?? layOut()) };
    return table.made;
  };
}

/** Bytes by themselves under a name. */
export function laidBytes(name: string, layOut: () => Uint8Array): Bytes {
  makers.set(name, () => ({ bytes: layOut() }));
  loose.add(name);
  let own: Uint8Array | null = null;
  const made = (): Uint8Array => {
    own ??= layOut();
    return own;
  };
  return {
    get length() {
      return shippedTables()?.bytesOf(name) ?? made().length;
    },
    copy(into) {
      const file = shippedTables();
      if (file) file.copy(name, into);
      else into.set(made());
    },
  };
}

/** So many rows are read from the file one by one, as one article needs them; then all. */
const MOST_READ = 2000;

/** Rows of bytes under a name. */
export function laidRows(name: string, layOut: () => Uint8Array): Rows {
  makers.set(name, () => ({ bytes: layOut() }));
  let read = 0;
  let all: Uint8Array | null = null;
  return {
    copy(at, bytes, into, to) {
      const file = all ? null : shippedTables();
      if (file && read++ < MOST_READ) {
        file.range(name, at, into.subarray(to, to + bytes));
        return;
      }
      all ??= (file?.table(name).bytes as Uint8Array | undefined) ?? layOut();
      for (let i = 0; i < bytes; i++) into[to + i] = all[at + i]!;
    },
  };
}

/** The bytes of the file with every table that the program knows, laid out from the sources. */
export const tableFile = (sum: Sum): Uint8Array => writeTables(layOutAll(), sum, loose);

/** Every table, laid out. */
export const layOutAll = (): Map<string, Columns> =>
  new Map([...makers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, layOut]) => [name, layOut()]));
