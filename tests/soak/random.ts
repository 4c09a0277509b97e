/** A small generator of its own, so that a failure can be had again: mulberry32. */
export interface Random {
  /** 0 up to 1. */
  (): number;
  /** A whole number from 0 up to `below`. */
  below(below: number): number;
  of<T>(values: readonly T[]): T;
}

export function random(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return Object.assign(next, { below, of: <T>(values: readonly T[]): T => values[below(values.length)] as T });
}
