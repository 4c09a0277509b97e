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

/** Where a piece begins and ends among the rows. */
export type Stretch = readonly [first: number, last: number];

/** What a layer has seen of a batch: products with `into`, what its channels remember, and where its pieces are. */
interface Seen {
  raw: Matrix;
  state: Matrix;
  pieces: readonly Stretch[];
}

/** Calls `visit` for each row of each piece and each channel, with the row before it (-1 for none); half of the channels run on, half back. */
function alongPieces(
  { state, pieces }: Seen,
  backwards: boolean,
  visit: (row: number, channel: number, before: number) => void,
): void {
  const channels = state.columns;
  const half = channels / 2;
  const walk = (first: number, last: number, from: number, to: number, step: number): void => {
    const [begin, end] = step > 0 ? [first, last - 1] : [last - 1, first];
    for (let k = 0; k < last - first; k++) {
      const row = backwards ? end - k * step : begin + k * step;
      for (let c = from; c < to; c++) visit(row, c, row === begin ? -1 : row - step);
    }
  };
  for (const [first, last] of pieces) {
    walk(first, last, 0, half, 1);
    walk(first, last, half, channels, -1);
  }
}

function recall(seen: Seen, { data: bias }: Matrix): void {
  const { raw, state } = seen;
  const channels = state.columns;
  alongPieces(seen, false, (row, c, before) => {
    const at = row * raw.columns + c;
    const was = before < 0 ? 0 : state.data[before * channels + c]!;
    const gate = gateOf(raw.data[at]! + bias[c]!);
    state.data[row * channels + c] = was + gate * (proposalOf(raw.data[at + channels]! + bias[channels + c]!) - was);
  });
}

/** The gradient of what is remembered, taken back to gates and proposals and to the rows before. */
function recallBack(seen: Seen, bias: Trained, dState: Matrix, dRaw: Matrix): void {
  const { raw, state } = seen;
  const channels = state.columns;
  alongPieces(seen, true, (row, c, before) => {
    const at = row * raw.columns + c;
    const x = raw.data[at]! + bias.data[c]!;
    const z = raw.data[at + channels]! + bias.data[channels + c]!;
    const was = before < 0 ? 0 : state.data[before * channels + c]!;
    const gate = gateOf(x);
    const d = dState.data[row * channels + c]!;
    const dx = (d * (proposalOf(z) - was) * 0.5) / (1 + Math.abs(x)) ** 2;
    const dz = (d * gate) / (1 + Math.abs(z)) ** 2;
    dRaw.data[at] = dx;
    dRaw.data[at + channels] = dz;
    bias.gradient[c]! += dx;
    bias.gradient[channels + c]! += dz;
    if (before >= 0) dState.data[before * channels + c]! += d * (1 - gate);
  });
}

/** Rows with what is remembered added, and the way back of their gradient. */
export function remember(
  arena: Arena,
  below: Matrix,
  pieces: readonly Stretch[],
  { into, bias, out }: MemoryWeights,
): { out: Matrix; back: (gradient: Matrix) => void } {
  const seen: Seen = {
    raw: arena.matrix(below.rows, into.columns),
    state: arena.matrix(below.rows, into.columns / 2),
    pieces,
  };
  arena.forward(below, into, seen.raw);
  recall(seen, bias);
  const added = arena.matrix(below.rows, below.columns);
  arena.forward(seen.state, out, added);
  for (let i = 0; i < added.data.length; i++) added.data[i]! += below.data[i]!;
  const back = (gradient: Matrix): void => {
    arena.gradient(seen.state, gradient, out.gradientMatrix);
    const dState = arena.matrix(below.rows, seen.state.columns);
    arena.backward(gradient, out, dState);
    const dRaw = arena.matrix(below.rows, into.columns);
    recallBack(seen, bias, dState, dRaw);
    arena.gradient(below, dRaw, into.gradientMatrix);
    arena.backward(dRaw, into, gradient, true);
  };
  return { out: added, back };
}
