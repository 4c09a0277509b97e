/** One network out of several that began alike: the mean of their weights reads better than each of them. */

import { EVIDENCE_WEIGHTS } from '../../entities/evidence.ts';
import { indexOf } from '../../network/hashes.ts';
import type { Model, ModelShape } from '../../network/modelFile.ts';
import { type SkipWeights, WEIGHTS_OF_STEM } from '../../network/skip.ts';

/** All over the same words and vectors, all with evidence or none. */
export function averageOf(models: readonly Model[]): Model {
  const [first] = models as [Model];
  const weights = new Map<string, Float32Array>();
  for (const name of first.weights.keys()) {
    // a table that an older export kept beside what it is made of
    const rows = models.flatMap((model) => model.weights.get(name) ?? []);
    if (rows.length === models.length) weights.set(name, meanOf(rows));
  }
  const shape = { ...first.shape, ranges: widest(models.map(({ shape }) => shape.ranges)) };
  const skips = models.flatMap(({ skip }) => skip ?? []);
  return { ...first, shape, weights, skip: skips.length > 0 ? averageSkip(skips) : null };
}

const meanOf = (rows: readonly Float32Array[]): Float32Array =>
  rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);

function widest(all: readonly ModelShape['ranges'][]): ModelShape['ranges'] {
  const most = (key: 'input' | 'bits' | 'top') => Math.max(...all.map((ranges) => ranges[key]));
  const each = (of: (ranges: ModelShape['ranges']) => readonly number[]) =>
    of(all[0]!).map((_, l) => Math.max(...all.map((ranges) => of(ranges)[l]!)));
  return {
    input: most('input'),
    bits: most('bits'),
    taps: each(({ taps }) => taps),
    ...(all[0]!.memory && { memory: each(({ memory }) => memory!) }),
    top: most('top'),
  };
}

/** A stem that only some know counts nothing in the others. */
function averageSkip(all: readonly SkipWeights[]): SkipWeights {
  const hashes = Uint32Array.from(new Set(all.flatMap(({ stems }) => [...stems.hashes]))).sort();
  const at = new Map([...hashes].map((hash, i) => [hash, i]));
  const mean = new Float32Array(EVIDENCE_WEIGHTS + hashes.length * WEIGHTS_OF_STEM);
  for (const { scale, evidence, stems, ofStems } of all) {
    const share = scale / all.length;
    for (let k = 0; k < EVIDENCE_WEIGHTS; k++) mean[k]! += evidence[k]! * share;
    stems.hashes.forEach((hash, stem) => {
      const to = EVIDENCE_WEIGHTS + at.get(hash)! * WEIGHTS_OF_STEM;
      const from = stem * WEIGHTS_OF_STEM;
      for (let k = 0; k < WEIGHTS_OF_STEM; k++) mean[to + k]! += ofStems[from + k]! * share;
    });
  }
  return heard(inBytes(mean, indexOf(hashes, 12)));
}

/** Weights of two steps out of 127: a stem that has no larger one is hardly heard. */
const FAINT = 2;

/** Without the stems whose weights are all faint. */
function heard({ scale, evidence, stems, ofStems }: SkipWeights): SkipWeights {
  const rowOf = (stem: number) => ofStems.subarray(stem * WEIGHTS_OF_STEM, (stem + 1) * WEIGHTS_OF_STEM);
  const kept = [...stems.hashes.keys()].filter((stem) => rowOf(stem).some((weight) => Math.abs(weight) > FAINT));
  const hashes = Uint32Array.from(kept, (stem) => stems.hashes[stem]!);
  return {
    scale,
    evidence,
    stems: indexOf(hashes, 12),
    ofStems: Int8Array.from(kept.flatMap((stem) => [...rowOf(stem)])),
  };
}

/** Weights, those of the evidence first, in eight bits. */
export function inBytes(weights: Float32Array, stems: SkipWeights['stems']): SkipWeights {
  const scale = weights.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6) / 127;
  const small = Int8Array.from(weights, (value) => Math.round(value / scale));
  return { scale, evidence: small.slice(0, EVIDENCE_WEIGHTS), stems, ofStems: small.slice(EVIDENCE_WEIGHTS) };
}
