/** Sorted hashes with an index of their highest bits; the position of a hash is the row of its entry. */
export interface HashIndex {
  /** Where the hashes begin whose highest `bits` bits are i; one more entry at the end. */
  buckets: Uint32Array;
  hashes: Uint32Array;
}

/** The row of a hash, or -1. */
export function find({ buckets, hashes }: HashIndex, hash: number): number {
  const bucket = hash >>> shiftOf(buckets);
  const end = buckets[bucket + 1]!;
  for (let i = buckets[bucket]!; i < end; i++) if (hashes[i] === hash) return i;
  return -1;
}

function shiftOf(buckets: Uint32Array): number {
  return Math.clz32(buckets.length - 1) + 1;
}

/** An index of hashes in rising order. */
export function indexOf(hashes: Uint32Array, bits: number): HashIndex {
  const buckets = new Uint32Array((1 << bits) + 1);
  for (const hash of hashes) buckets[(hash >>> (32 - bits)) + 1]!++;
  for (let i = 0; i < 1 << bits; i++) buckets[i + 1]! += buckets[i]!;
  return { buckets, hashes };
}
