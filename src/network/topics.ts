/** What the text around a sentence is about. */
import type { Word } from './words.ts';

/** Sentences to either side that tell what a sentence is about. */
const TOPIC_REACH = 5;
/** Words more frequent than this tell nothing. */
const TOPIC_COMMON = 20_000;

/** Whether a word tells what its sentence is about. */
export const isTelling = ({ row, frequency }: Word): boolean => row >= 0 && frequency < TOPIC_COMMON;

/**
 * What the text around each sentence is about, one topic after the other: the mean direction of the vectors of its rarer words and of
 * five sentences to either side, at length 3. `own`: the sum of each sentence's own vectors.
 */
export function topicsAround(own: Float64Array, size: number): Float32Array {
  const count = own.length / size;
  const topics = new Float32Array(own.length);
  const around = new Float64Array(size);
  const add = (s: number, sign: number) => {
    if (s < 0 || s >= count) return;
    for (let j = 0; j < size; j++) around[j]! += sign * own[s * size + j]!;
  };
  for (let s = 0; s < TOPIC_REACH; s++) add(s, 1);
  for (let s = 0; s < count; s++) {
    add(s + TOPIC_REACH, 1);
    add(s - TOPIC_REACH - 1, -1);
    let length = 0;
    for (let j = 0; j < size; j++) length += around[j]! * around[j]!;
    const factor = length > 1e-9 ? 3 / Math.sqrt(length) : 0;
    for (let j = 0; j < size; j++) topics[s * size + j] = around[j]! * factor;
  }
  return topics;
}
