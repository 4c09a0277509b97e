/** The parts of a ZIP archive, measured while they are unpacked: the sizes that an archive names itself may be lies. */
import { inflateRawSync } from 'node:zlib';

const END = Buffer.from('PK\u0005\u0006', 'latin1');
const ENTRY = 0x02014b50;

export interface ZipPart {
  /** As it lies in the archive. */
  packed: Buffer;
  deflated: boolean;
}

/** The parts that the archive's directory lists; an error where there is none, or where it points out of the archive. */
export function* zipParts(archive: Buffer): Iterable<ZipPart> {
  const end = archive.lastIndexOf(END);
  if (end < 0 || end + 22 > archive.length) throw new Error('the ZIP archive has no directory');
  const size = archive.readUInt32LE(end + 12);
  // What stands before the archive's beginning shifts all of its offsets.
  const base = end - size - archive.readUInt32LE(end + 16);
  for (let at = end - size; at >= 0 && at + 46 <= end && archive.readUInt32LE(at) === ENTRY; ) {
    const local = base + archive.readUInt32LE(at + 42);
    if (local < 0 || local + 30 > archive.length) throw new Error('the ZIP archive is damaged');
    const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    yield {
      packed: archive.subarray(data, data + archive.readUInt32LE(at + 20)),
      deflated: archive.readUInt16LE(at + 10) === 8,
    };
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
}

/** A part's content; null where it is longer than `limit` bytes. */
export function unpacked({ packed, deflated }: ZipPart, limit: number): Buffer | null {
  if (!deflated) return packed.length > limit ? null : packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}
