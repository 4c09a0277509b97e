/** Word vectors: positive pointwise mutual information with the neighbours at -2, -1, +1, +2, reduced by a randomised SVD. */
import { Random } from './random.ts';

const OFFSETS = [-2, -1, 1, 2];

interface Sparse {
  rows: number;
  columns: number;
  starts: Float64Array;
  index: Int32Array;
  value: Float32Array;
}

/**
 * The matrix of associations. `stream`: numbers of stems by falling frequency, negative at a sentence's end; rows are the
 * `rows` most frequent stems, columns the `context` most frequent ones and the sentence's edge, once an offset.
 */
export function associations(stream: Int32Array, rows: number, context: number): Sparse {
  const width = context + 1;
  const columns = width * OFFSETS.length;
  const each = (visit: (row: number, column: number) => void) => {
    for (let i = 0; i < stream.length; i++) {
      const row = stream[i]!;
      if (row < 0 || row >= rows) continue;
      for (let k = 0; k < OFFSETS.length; k++) {
        const offset = OFFSETS[k]!;
        const other = stream[i + offset] ?? -1;
        if (other < 0) {
          if (offset === -1 || offset === 1) visit(row, k * width + context);
        } else if (other < context && (offset === -1 || offset === 1 || stream[i + offset / 2]! >= 0)) {
          visit(row, k * width + other);
        }
      }
    }
  };
  const starts = new Float64Array(rows + 1);
  each((row) => {
    starts[row + 1]!++;
  });
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const total = starts[rows]!;
  const seen = new Uint16Array(total);
  const at = starts.slice();
  const columnCount = new Float64Array(columns);
  each((row, column) => {
    seen[at[row]!++] = column;
    columnCount[column]!++;
  });
  let smooth = 0;
  const logColumn = columnCount.map((n) => {
    smooth += n ** 0.75;
    return 0.75 * Math.log(n);
  });
  const logSmooth = Math.log(smooth);
  const count = new Int32Array(columns);
  const index: number[][] = [];
  const value: number[][] = [];
  const outStarts = new Float64Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    const from = starts[row]!;
    const to = starts[row + 1]!;
    const different: number[] = [];
    for (let i = from; i < to; i++) if (count[seen[i]!]!++ === 0) different.push(seen[i]!);
    different.sort((a, b) => a - b);
    const logRow = Math.log(to - from);
    const kept: number[] = [];
    const weights: number[] = [];
    for (const column of different) {
      const pmi = Math.log(count[column]!) - logRow - logColumn[column]! + logSmooth;
      count[column] = 0;
      if (pmi > 0) {
        kept.push(column);
        weights.push(pmi);
      }
    }
    index.push(kept);
    value.push(weights);
    outStarts[row + 1] = outStarts[row]! + kept.length;
  }
  const flatIndex = new Int32Array(outStarts[rows]!);
  const flatValue = new Float32Array(outStarts[rows]!);
  for (let row = 0; row < rows; row++) {
    flatIndex.set(index[row]!, outStarts[row]!);
    flatValue.set(value[row]!, outStarts[row]!);
  }
  return { rows, columns, starts: outStarts, index: flatIndex, value: flatValue };
}

function times(m: Sparse, dense: Float32Array, k: number): Float32Array {
  const out = new Float32Array(m.rows * k);
  for (let row = 0; row < m.rows; row++) {
    const target = out.subarray(row * k, row * k + k);
    for (let i = m.starts[row]!; i < m.starts[row + 1]!; i++) {
      const from = m.index[i]! * k;
      const weight = m.value[i]!;
      for (let j = 0; j < k; j++) target[j]! += weight * dense[from + j]!;
    }
  }
  return out;
}

function timesTransposed(m: Sparse, dense: Float32Array, k: number): Float32Array {
  const out = new Float32Array(m.columns * k);
  for (let row = 0; row < m.rows; row++) {
    const source = dense.subarray(row * k, row * k + k);
    for (let i = m.starts[row]!; i < m.starts[row + 1]!; i++) {
      const to = m.index[i]! * k;
      const weight = m.value[i]!;
      for (let j = 0; j < k; j++) out[to + j]! += weight * source[j]!;
    }
  }
  return out;
}

/** qᵀq of a tall matrix, in double precision. */
function gram(q: Float32Array, rows: number, k: number): Float64Array {
  const g = new Float64Array(k * k);
  for (let row = 0; row < rows; row++) {
    const x = q.subarray(row * k, row * k + k);
    for (let i = 0; i < k; i++) {
      const xi = x[i]!;
      for (let j = i; j < k; j++) g[i * k + j]! += xi * x[j]!;
    }
  }
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) g[i * k + j] = g[j * k + i]!;
  return g;
}

/** Makes the columns orthonormal in place: q := q·L⁻ᵀ with qᵀq = L·Lᵀ, twice for precision. */
function orthonormalise(q: Float32Array, rows: number, k: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const l = gram(q, rows, k);
    for (let j = 0; j < k; j++) {
      for (let p = 0; p < j; p++) {
        for (let i = j; i < k; i++) l[i * k + j]! -= l[i * k + p]! * l[j * k + p]!;
      }
      const root = Math.sqrt(Math.max(l[j * k + j]!, 1e-12));
      for (let i = j; i < k; i++) l[i * k + j]! /= root;
    }
    for (let row = 0; row < rows; row++) {
      const x = q.subarray(row * k, row * k + k);
      for (let i = 0; i < k; i++) {
        let sum = x[i]!;
        for (let p = 0; p < i; p++) sum -= l[i * k + p]! * x[p]!;
        x[i] = sum / l[i * k + i]!;
      }
    }
  }
}

/** Eigenvalues (falling) and eigenvectors (columns) of a symmetric matrix by Jacobi rotations. */
export function eigen(matrix: Float64Array, k: number): { values: number[]; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(k * k);
  for (let i = 0; i < k; i++) v[i * k + i] = 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < k; p++) {
      for (let q = p + 1; q < k; q++) {
        const apq = a[p * k + q]!;
        off += apq * apq;
        if (Math.abs(apq) < 1e-300) continue;
        const theta = (a[q * k + q]! - a[p * k + p]!) / (2 * apq);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let i = 0; i < k; i++) {
          const x = a[i * k + p]!;
          const y = a[i * k + q]!;
          a[i * k + p] = c * x - s * y;
          a[i * k + q] = s * x + c * y;
        }
        for (let i = 0; i < k; i++) {
          const x = a[p * k + i]!;
          const y = a[q * k + i]!;
          a[p * k + i] = c * x - s * y;
          a[q * k + i] = s * x + c * y;
        }
        for (let i = 0; i < k; i++) {
          const x = v[i * k + p]!;
          const y = v[i * k + q]!;
          v[i * k + p] = c * x - s * y;
          v[i * k + q] = s * x + c * y;
        }
      }
    }
    let trace = 0;
    for (let i = 0; i < k; i++) trace += a[i * k + i]! * a[i * k + i]!;
    if (off <= 1e-22 * trace) break;
  }
  const order = Array.from({ length: k }, (_, i) => i).sort((x, y) => a[y * k + y]! - a[x * k + x]!);
  const vectors = new Float64Array(k * k);
  order.forEach((from, to) => {
    for (let i = 0; i < k; i++) vectors[i * k + to] = v[i * k + from]!;
  });
  return { values: order.map((i) => a[i * k + i]!), vectors };
}

/** The first `size` left singular directions, weighted by √σ, every row at unit length. */
export function reduce(m: Sparse, size: number, seed: number, log: (line: string) => void): Float32Array {
  const random = new Random(seed);
  const k = size + 40;
  const start = new Float32Array(m.columns * k);
  for (let i = 0; i < start.length; i++) start[i] = random.normal();
  let q = times(m, start, k);
  for (let pass = 0; pass < 3; pass++) {
    orthonormalise(q, m.rows, k);
    const z = timesTransposed(m, q, k);
    orthonormalise(z, m.columns, k);
    q = times(m, z, k);
    log(`  subspace iteration ${pass + 1}`);
  }
  orthonormalise(q, m.rows, k);
  const b = timesTransposed(m, q, k);
  const { values, vectors } = eigen(gram(b, m.columns, k), k);
  const out = new Float32Array(m.rows * size);
  for (let row = 0; row < m.rows; row++) {
    let norm = 0;
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let i = 0; i < k; i++) sum += q[row * k + i]! * vectors[i * k + j]!;
      // σ = √eigenvalue, and the weight is √σ.
      sum *= Math.max(values[j]!, 0) ** 0.25;
      out[row * size + j] = sum;
      norm += sum * sum;
    }
    norm = Math.sqrt(norm) + 1e-8;
    for (let j = 0; j < size; j++) out[row * size + j]! /= norm;
  }
  return out;
}
