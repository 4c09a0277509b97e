/** Adam (Kingma and Ba, 2015), with decaying weights where they are to (Loshchilov and Hutter, 2019). */

/** Numbers that are learned, their slopes, and the running means of these and of their squares. */
export interface Moving {
  data: Float32Array;
  gradient: Float32Array;
  first: Float32Array;
  second: Float32Array;
}

/** What slopes are multiplied with, so that all of them together are no longer than `longest`. */
export function clipTo(longest: number, gradients: readonly Float32Array[]): number {
  let norm = 0;
  for (const gradient of gradients) for (const g of gradient) norm += g * g;
  return Math.min(1, longest / (Math.sqrt(norm) + 1e-12));
}

/** One step, the `step`th from 1 on. `decay`: what the numbers lose of themselves at a step of rate 1. */
export function adam(
  { data, gradient, first, second }: Moving,
  { clip, rate, step, decay = 0 }: { clip: number; rate: number; step: number; decay?: number },
): void {
  const c1 = 1 - 0.9 ** step;
  const c2 = 1 - 0.999 ** step;
  for (let i = 0; i < data.length; i++) {
    const g = gradient[i]! * clip;
    const a = 0.9 * first[i]! + 0.1 * g;
    const b = 0.999 * second[i]! + 0.001 * g * g;
    first[i] = a;
    second[i] = b;
    data[i]! -= (rate * (a / c1)) / (Math.sqrt(b / c2) + 1e-8) + rate * decay * data[i]!;
  }
}
