/**
 * Weights straight from what is known of a word and its neighbours to the labels, beside the network: evidence at two tokens to either
 * side, frequent stems at one.
 */
import { find, type HashIndex } from './hashes.ts';

/** The labels of a head that has such weights: none, and the beginning and inside of four types. */
export const LABEL_COUNT = 9;
const L = LABEL_COUNT;
/** Codes said of each token in its place by whoever asks. */
export type Evidence = readonly (readonly number[])[];
/** What those codes are: how many there are, how many of them are input bits of the network too, and those of a word wherever it stands. */
export interface EvidenceCodes {
  count: number;
  bits: number;
  ofWord(key: string): readonly number[];
}
/** Tokens to either side whose evidence counts, and whose stem counts. */
export const EVIDENCE_REACH = 2;
export const STEM_REACH = 1;
const OFFSETS = 2 * EVIDENCE_REACH + 1;
const STEM_OFFSETS = 2 * STEM_REACH + 1;
/** Weights of a word or code: offset × label. */
export const SKIP_ROW = OFFSETS * L;
const ROW = SKIP_ROW;

/** Weights as 8-bit numbers; `scale`: what one is worth. */
export interface SkipWeights {
  scale: number;
  /** code × offset × label */
  evidence: Int8Array;
  stems: HashIndex;
  /** stem × offset × label */
  ofStems: Int8Array;
}

export const WEIGHTS_OF_STEM = STEM_OFFSETS * L;

/** Where a code's weights for a label begin: what it adds to the token `offset` before it (−2…2). */
export const evidenceRow = (code: number, offset: number): number => (code * OFFSETS + offset + EVIDENCE_REACH) * L;
export const stemRow = (stem: number, offset: number): number => (stem * STEM_OFFSETS + offset + STEM_REACH) * L;

/** The weights of evidence as they are added. */
export function evidenceTable({ evidence, scale }: SkipWeights): Float32Array {
  const table = new Float32Array(evidence.length);
  for (let i = 0; i < table.length; i++) table[i] = evidence[i]! * scale;
  return table;
}

const sums = new Int32Array(ROW);

/** Writes what a word by itself adds to the labels of the tokens around it into `rows` from `at` on: offset × label. */
export function skipOfWord(
  { evidence, ofStems, stems, scale }: SkipWeights,
  codes: readonly number[],
  stemHash: number,
  rows: Float32Array,
  at: number,
): void {
  sums.fill(0);
  for (const code of codes) for (let k = 0; k < ROW; k++) sums[k]! += evidence[code * ROW + k]!;
  const stem = find(stems, stemHash);
  if (stem >= 0) {
    const to = (EVIDENCE_REACH - STEM_REACH) * L;
    for (let k = 0; k < WEIGHTS_OF_STEM; k++) sums[to + k]! += ofStems[stem * WEIGHTS_OF_STEM + k]!;
  }
  for (let k = 0; k < ROW; k++) rows[at + k] = sums[k]! * scale;
}

/**
 * Adds to the scores what words and evidence say, inside of each sentence. `table`: `evidenceTable` of the weights; `rows`: what words add,
 * and where the row of a token's word begins.
 */
export function addSkip(
  scores: Float32Array,
  table: Float32Array,
  sentences: readonly { first: number; last: number }[],
  rows: Float32Array,
  rowOf: (token: number) => number,
  evidence: Evidence,
): void {
  const sum = new Float32Array(ROW);
  for (const { first, last } of sentences) {
    for (let u = first; u < last; u++) {
      const codes = evidence[u];
      let said = rows;
      let own = rowOf(u);
      if (codes)
        for (let i = 0; i < codes.length; i++) {
          const at = codes[i]! * ROW;
          for (let k = 0; k < ROW; k++) sum[k] = said[own + k]! + table[at + k]!;
          said = sum;
          own = 0;
        }
      const from = Math.max(first, u - EVIDENCE_REACH);
      const to = Math.min(last - 1, u + EVIDENCE_REACH);
      for (let t = from; t <= to; t++) {
        const at = own + (u - t + EVIDENCE_REACH) * L;
        const into = t * L;
        for (let y = 0; y < L; y++) scores[into + y]! += said[at + y]!;
      }
    }
  }
}
