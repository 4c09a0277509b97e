/** The chain over labels: likelihood, its gradient, marginals. Nine labels, scores as rows of `stride` values. */

export const L = 9;

/** A label may follow another: `I-X` only `B-X` or `I-X`. */
export function mayFollow(before: number, label: number): boolean {
  return label === 0 || label % 2 === 1 || before === label || before === label - 1;
}

let alpha = new Float64Array(200 * L);
let beta = new Float64Array(200 * L);
let emit = new Float64Array(200 * L);
let norm = new Float64Array(200);

/**
 * Negative log-likelihood of `gold` over `n` tokens (rows of `scores` from `at` on). Adds `weight` times its gradient to `dScores`
 * and `dTransitions`. With `gold` null: writes the marginals to `dScores` and returns 0.
 */
export function chain(
  scores: Float32Array,
  at: number,
  n: number,
  stride: number,
  transitions: Float32Array,
  gold: ArrayLike<number> | null,
  weight: number,
  dScores: Float32Array,
  dTransitions: Float32Array | null,
): number {
  if (n * L > alpha.length) {
    alpha = new Float64Array(n * L * 2);
    beta = new Float64Array(n * L * 2);
    emit = new Float64Array(n * L * 2);
    norm = new Float64Array(n * 2);
  }
  const step = new Float64Array(L * L);
  for (let i = 0; i < L * L; i++) step[i] = mayFollow(Math.floor(i / L), i % L) ? Math.exp(transitions[i]!) : 0;
  let logZ = 0;
  for (let t = 0; t < n; t++) {
    const row = (at + t) * stride;
    let most = scores[row]!;
    for (let y = 1; y < L; y++) if (scores[row + y]! > most) most = scores[row + y]!;
    let sum = 0;
    for (let y = 0; y < L; y++) {
      const e = Math.exp(scores[row + y]! - most);
      emit[t * L + y] = e;
      let a = y === 0 || y % 2 === 1 ? 1 : 0;
      if (t > 0) {
        a = 0;
        for (let p = 0; p < L; p++) a += alpha[(t - 1) * L + p]! * step[p * L + y]!;
      }
      a *= e;
      alpha[t * L + y] = a;
      sum += a;
    }
    norm[t] = sum;
    logZ += most + Math.log(sum);
    for (let y = 0; y < L; y++) alpha[t * L + y]! /= sum;
  }
  for (let y = 0; y < L; y++) beta[(n - 1) * L + y] = 1;
  for (let t = n - 2; t >= 0; t--) {
    for (let p = 0; p < L; p++) {
      let b = 0;
      for (let y = 0; y < L; y++) b += step[p * L + y]! * emit[(t + 1) * L + y]! * beta[(t + 1) * L + y]!;
      beta[t * L + p] = b / norm[t + 1]!;
    }
  }
  if (gold === null) {
    for (let t = 0; t < n; t++) {
      const row = (at + t) * stride;
      for (let y = 0; y < L; y++) dScores[row + y] = alpha[t * L + y]! * beta[t * L + y]!;
    }
    return 0;
  }
  let score = 0;
  for (let t = 0; t < n; t++) {
    const row = (at + t) * stride;
    const label = gold[t]!;
    score += scores[row + label]!;
    for (let y = 0; y < L; y++)
      dScores[row + y]! += weight * (alpha[t * L + y]! * beta[t * L + y]! - (y === label ? 1 : 0));
    if (t === 0) continue;
    score += transitions[gold[t - 1]! * L + label]!;
    if (!dTransitions) continue;
    dTransitions[gold[t - 1]! * L + label]! -= weight;
    for (let p = 0; p < L; p++) {
      const a = (weight * alpha[(t - 1) * L + p]!) / norm[t]!;
      for (let y = 0; y < L; y++)
        dTransitions[p * L + y]! += a * step[p * L + y]! * emit[t * L + y]! * beta[t * L + y]!;
    }
  }
  return logZ - score;
}

/** The best path that obeys `mayFollow`. */
export function bestPath(
  scores: Float32Array,
  at: number,
  n: number,
  stride: number,
  transitions: Float32Array | null,
): number[] {
  let best = new Float64Array(L);
  const back = new Uint8Array(n * L);
  for (let t = 0; t < n; t++) {
    const now = new Float64Array(L);
    for (let y = 0; y < L; y++) {
      let most = -Infinity;
      if (t === 0) most = y === 0 || y % 2 === 1 ? 0 : -1e9;
      else {
        for (let p = 0; p < L; p++) {
          if (!mayFollow(p, y)) continue;
          const score = best[p]! + (transitions ? transitions[p * L + y]! : 0);
          if (score > most) {
            most = score;
            back[t * L + y] = p;
          }
        }
      }
      now[y] = most + scores[(at + t) * stride + y]!;
    }
    best = now;
  }
  let label = 0;
  for (let y = 1; y < L; y++) if (best[y]! > best[label]!) label = y;
  const path = new Array<number>(n);
  for (let t = n - 1; t >= 0; t--) {
    path[t] = label;
    label = back[t * L + label]!;
  }
  return path;
}
