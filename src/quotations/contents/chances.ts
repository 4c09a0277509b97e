import { firstFrom } from '../../text/index.ts';
import type { CueCandidate } from '../cues/index.ts';

/** How likely each token is a cue, as told before contents are sought. */
export interface CueChances {
  chances: Float32Array;
  /** The tokens that are not quite unlikely, in order. */
  likely: readonly number[];
  /** The candidates of the article by their tokens. */
  cueAt: ReadonlyMap<number, CueCandidate>;
}

/** Cues less likely than this are looked at no further. */
export const LEAST_CUE = 0.1;

export function likelyCues(cues: readonly CueCandidate[], chances: Float32Array): CueChances {
  const likely: number[] = [];
  for (let i = 0; i < chances.length; i++) if (chances[i]! >= LEAST_CUE) likely.push(i);
  return { chances, likely, cueAt: new Map(cues.map((cue) => [cue.token, cue])) };
}

/** Place of the first of the ordered tokens that is not below `token`. */
export const firstAfter = (tokens: readonly number[], token: number): number =>
  firstFrom(0, tokens.length, (i) => tokens[i]! >= token);
