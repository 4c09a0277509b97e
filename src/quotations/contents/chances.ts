/** How likely each token is a cue, as told before contents are sought. */
export interface CueChances {
  chances: Float32Array;
  /** The tokens that are not quite unlikely, in order. */
  likely: readonly number[];
}

const LEAST = 0.1;

export function likelyCues(chances: Float32Array): CueChances {
  const likely: number[] = [];
  for (let i = 0; i < chances.length; i++) if (chances[i]! >= LEAST) likely.push(i);
  return { chances, likely };
}

/** Place of the first of the ordered tokens that is not below `token`. */
export function firstAfter(tokens: readonly number[], token: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]! < token) low = middle + 1;
    else high = middle;
  }
  return low;
}
