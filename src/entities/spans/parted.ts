/** Candidates that hold a word which is no part of a name: what was likely of the whole is likely of what is left of it. */
import { type Candidate, placeOf } from './candidates.ts';

export interface Weights {
  candidates: readonly Candidate[];
  probabilities: readonly number[];
}

/** `partsOf`: what is left of a candidate, as token ranges; null where all of it may stay. */
export function parted(
  { candidates, probabilities }: Weights,
  partsOf: (candidate: Candidate) => readonly (readonly [first: number, last: number])[] | null,
): Weights {
  const broken = candidates.map(partsOf);
  if (broken.every((parts) => parts === null)) return { candidates, probabilities };
  const all = [...candidates];
  const shares = [...probabilities];
  const at = new Map(candidates.map(({ first, last, type }, i) => [placeOf(first, last, type), i]));
  broken.forEach((parts, i) => {
    if (!parts) return;
    shares[i] = 0;
    for (const [first, last] of parts) {
      const { type } = candidates[i]!;
      const place = placeOf(first, last, type);
      const known = at.get(place) ?? all.push({ ...candidates[i]!, first, last }) - 1;
      at.set(place, known);
      shares[known] = Math.min(1, (shares[known] ?? 0) + probabilities[i]!);
    }
  });
  return { candidates: all, probabilities: shares };
}
