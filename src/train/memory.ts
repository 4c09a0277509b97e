/**
 * A layer that remembers: each of its channels moves, token by token, towards what a token proposes, as far as a gate lets it, and half of
 * the channels run from the end to the beginning (a minimal gated unit without state in its gates: Feng et al., "Were RNNs all we
 * needed?", 2024). What is remembered is added to the rows below. Gates and proposals are rational functions, which every machine
 * computes to the same last bit.
 */
import type { Arena, Matrix } from './arena.ts';

type Trained = Matrix & { gradient: Float32Array; gradientMatrix: Matrix };

export interface MemoryWeights {
  /** From a row to its gates and proposals, each half of the columns. */
  into: Trained;
  bias: Trained;
  /** From what is remembered to what is added. */
  out: Trained;
}

/** Between 0 and 1. */
export const gateOf = (x: number): number => 0.5 + (0.5 * x) / (1 + Math.abs(x));
/** Between -1 and 1. */
export const proposalOf = (x: number): number => x / (1 + Math.abs(x));

/** Rows with what is remembered added, and the way back of their gradient. Pieces: where each begins and ends among the rows. */
export function remember(
  arena: Arena,
  below: Matrix,
  pieces: readonly (readonly [first: number, last: number])[],
  { into, bias, out }: MemoryWeights,
): { out: Matrix; back: (gradient: Matrix) => void } {
  const m = below.rows;
  const channels = into.columns / 2;
  const half = channels / 2;
  const raw = arena.matrix(m, into.columns);
  arena.forward(below, into, raw);
  const state = arena.matrix(m, channels);
  const run = (first: number, last: number, from: number, to: number, step: number): void => {
    const begin = step > 0 ? first : last - 1;
    const end = step > 0 ? last : first - 1;
    for (let t = begin; t !== end; t += step)
      for (let c = from; c < to; c++) {
        const r = t * into.columns + c;
        const gate = gateOf(raw.data[r]! + bias.data[c]!);
        const before = t === begin ? 0 : state.data[(t - step) * channels + c]!;
        const proposal = proposalOf(raw.data[r + channels]! + bias.data[channels + c]!);
        state.data[t * channels + c] = before + gate * (proposal - before);
      }
  };
  for (const [first, last] of pieces) {
    run(first, last, 0, half, 1);
    run(first, last, half, channels, -1);
  }
  const added = arena.matrix(m, below.columns);
  arena.forward(state, out, added);
  for (let i = 0; i < added.data.length; i++) added.data[i]! += below.data[i]!;

  const back = (gradient: Matrix): void => {
    arena.gradient(state, gradient, out.gradientMatrix);
    const dState = arena.matrix(m, channels);
    arena.backward(gradient, out, dState);
    const dRaw = arena.matrix(m, into.columns);
    const runBack = (first: number, last: number, from: number, to: number, step: number): void => {
      const begin = step > 0 ? first : last - 1;
      const end = step > 0 ? last : first - 1;
      for (let t = end - step; t !== begin - step; t -= step)
        for (let c = from; c < to; c++) {
          const r = t * into.columns + c;
          const x = raw.data[r]! + bias.data[c]!;
          const z = raw.data[r + channels]! + bias.data[channels + c]!;
          const before = t === begin ? 0 : state.data[(t - step) * channels + c]!;
          const gate = gateOf(x);
          const d = dState.data[t * channels + c]!;
          const ax = 1 + Math.abs(x);
          const az = 1 + Math.abs(z);
          const dx = (d * (proposalOf(z) - before) * 0.5) / (ax * ax);
          const dz = (d * gate) / (az * az);
          dRaw.data[r] = dx;
          dRaw.data[r + channels] = dz;
          bias.gradient[c]! += dx;
          bias.gradient[channels + c]! += dz;
          if (t !== begin) dState.data[(t - step) * channels + c]! += d * (1 - gate);
        }
    };
    for (const [first, last] of pieces) {
      runBack(first, last, 0, half, 1);
      runBack(first, last, half, channels, -1);
    }
    arena.gradient(below, dRaw, into.gradientMatrix);
    arena.backward(dRaw, into, gradient, true);
  };
  return { out: added, back };
}
