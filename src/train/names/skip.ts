/** The trainer's side of the weights that lead straight from evidence and stems to the labels (`network/skip.ts`). */
import { EVIDENCE_WEIGHTS } from '../../entities/evidence.ts';
import { find, type HashIndex, indexOf } from '../../network/hashes.ts';
import {
  EVIDENCE_REACH,
  evidenceRow,
  type SkipWeights,
  STEM_REACH,
  stemRow,
  WEIGHTS_OF_STEM,
} from '../../network/skip.ts';
import type { Random } from '../random.ts';
import { inBytes } from './average.ts';
import type { RichExample } from './lessons.ts';

const L = 9;
const RATE = 0.03;
const RIDGE = 1e-2;
/** Share of the evidence that is withheld at random. */
const WITHHELD = 0.15;

/** Weights learned by AdaGrad beside the network. */
export class Skip {
  readonly stems: HashIndex;
  readonly weights: Float32Array;
  readonly average: Float32Array;
  readonly #squares: Float32Array;
  readonly #gradient: Float32Array;
  readonly #touched = new Set<number>();

  /** `least`: how often a stem must stand in the examples to have weights. `from`: weights to begin with. */
  constructor(examples: readonly RichExample[], least: number, from: SkipWeights | null = null) {
    const counts = new Map<number, number>();
    for (const { stemHashes } of examples) for (const hash of stemHashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    const kept = [...counts].filter(([, count]) => count >= least).map(([hash]) => hash);
    this.stems = indexOf(Uint32Array.from(kept).sort(), 12);
    const size = EVIDENCE_WEIGHTS + kept.length * WEIGHTS_OF_STEM;
    this.weights = new Float32Array(size);
    this.average = new Float32Array(size);
    this.#squares = new Float32Array(size).fill(0.1);
    this.#gradient = new Float32Array(size);
    if (from) this.#beginWith(from);
  }

  #beginWith({ evidence, stems, ofStems, scale }: SkipWeights): void {
    for (let k = 0; k < EVIDENCE_WEIGHTS; k++) this.weights[k] = evidence[k]! * scale;
    this.stems.hashes.forEach((hash, stem) => {
      const row = find(stems, hash) * WEIGHTS_OF_STEM;
      if (row < 0) return;
      const to = EVIDENCE_WEIGHTS + stem * WEIGHTS_OF_STEM;
      for (let k = 0; k < WEIGHTS_OF_STEM; k++) this.weights[to + k] = ofStems[row + k]! * scale;
    });
    this.average.set(this.weights);
  }

  /** The stems' numbers of an example, -1 where one has no weights. */
  stemsOf(example: RichExample): Int32Array {
    return Int32Array.from(example.stemHashes, (hash) => find(this.stems, hash));
  }

  /** Calls `visit` with a token of the example and the place of a row of nine weights that counts for it. */
  #visit(
    { codes }: RichExample,
    stems: Int32Array,
    visit: (token: number, row: number) => void,
    withheld: (token: number, code: number) => boolean,
  ): void {
    const n = codes.length;
    for (let u = 0; u < n; u++) {
      for (const code of codes[u]!) {
        if (withheld(u, code)) continue;
        for (let d = -EVIDENCE_REACH; d <= EVIDENCE_REACH; d++)
          if (u - d >= 0 && u - d < n) visit(u - d, evidenceRow(code, d));
      }
      const stem = stems[u]!;
      if (stem < 0 || withheld(u, -1)) continue;
      for (let d = -STEM_REACH; d <= STEM_REACH; d++)
        if (u - d >= 0 && u - d < n) visit(u - d, EVIDENCE_WEIGHTS + stemRow(stem, d));
    }
  }

  /** What an example adds to its labels' scores while learning (some of it withheld), and how its gradient comes back. */
  learn(example: RichExample, random: Random, scores: Float32Array, at: number, stride: number) {
    const stems = this.stemsOf(example);
    const dropped = new Set<number>();
    this.#visit(
      example,
      stems,
      (t, row) => {
        for (let y = 0; y < L; y++) scores[(at + t) * stride + y]! += this.weights[row + y]!;
      },
      (t, code) => {
        if (random.next() >= WITHHELD) return false;
        dropped.add(t * 4096 + code + 1);
        return true;
      },
    );
    /** `gradient`: of the scores, times the number of tokens that it was divided by. */
    return (gradient: Float32Array, factor: number): void => {
      const settled = new Uint8Array(example.codes.length);
      for (let t = 0; t < settled.length; t++) {
        let most = 0;
        for (let y = 0; y < L; y++) most = Math.max(most, Math.abs(gradient[(at + t) * stride + y]!));
        if (most * factor < 1e-3) settled[t] = 1;
      }
      this.#visit(
        example,
        stems,
        (t, row) => {
          if (settled[t]) return;
          this.#touched.add(row);
          for (let y = 0; y < L; y++) this.#gradient[row + y]! += gradient[(at + t) * stride + y]! * factor;
        },
        (t, code) => dropped.has(t * 4096 + code + 1),
      );
    };
  }

  update(decay: number): void {
    for (const row of this.#touched) {
      for (let k = row; k < row + L; k++) {
        const g = this.#gradient[k]! + RIDGE * this.weights[k]!;
        this.#squares[k]! += g * g;
        this.weights[k]! -= (RATE * decay * g) / Math.sqrt(this.#squares[k]!);
        this.#gradient[k] = 0;
      }
    }
    this.#touched.clear();
  }

  accumulate(keep: number): void {
    for (let k = 0; k < this.average.length; k++)
      this.average[k] = keep * this.average[k]! + (1 - keep) * this.weights[k]!;
  }

  /** The averaged weights in eight bits. */
  finish(): SkipWeights {
    return inBytes(this.average, this.stems);
  }
}
