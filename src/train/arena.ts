/** The trainer's memory: f32 matrices inside the WebAssembly kernel's memory, and the products over them. */
import { type WasmMemory, webAssembly } from '../webassembly.ts';
import { gemmBytes } from './kernel/gemm.ts';

export interface Matrix {
  rows: number;
  columns: number;
  /** Byte offset in the kernel's memory. */
  at: number;
  data: Float32Array;
}

type Call = (...numbers: number[]) => void;
type Kernel = Record<
  | 'gemm'
  | 'transpose'
  | 'randomMask'
  | 'multiply'
  | 'add'
  | 'taps'
  | 'tapsBack'
  | 'moments'
  | 'normalise'
  | 'normaliseBack'
  | 'spell',
  Call
>;

const up = (n: number, unit: number) => Math.ceil(n / unit) * unit;

/** A bump allocator; `mark` and `release` bracket what lives for one step. */
export class Arena {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  #next = 1024;
  readonly #transposed: Matrix;

  constructor(megabytes = 256) {
    if (!webAssembly) throw new Error('the trainer needs WebAssembly');
    this.#memory = new webAssembly.Memory({ initial: megabytes * 16 });
    const module = new webAssembly.Module(Buffer.from(gemmBytes, 'base64'));
    this.#kernel = new webAssembly.Instance(module, { env: { memory: this.#memory } }).exports as unknown as Kernel;
    this.#transposed = this.matrix(1024, 12288);
  }

  /** A matrix of zeros. Behind it stays room for the rows that make their number one of fours, which `gradient` writes, and 16 values more. */
  matrix(rows: number, columns: number): Matrix {
    const size = up(up(rows, 4) * columns, 4) + 16;
    const at = this.#next;
    this.#next += size * 4;
    if (this.#next > this.#memory.buffer.byteLength) throw new Error('the arena is full');
    const data = new Float32Array(this.#memory.buffer, at, rows * columns).fill(0);
    return { rows, columns, at, data };
  }

  mark(): number {
    return this.#next;
  }

  release(mark: number): void {
    this.#next = mark;
  }

  /** c[m][n] (+)= a[m][k]·b[k][n] over byte offsets with given row lengths. */
  gemm(
    a: number,
    b: number,
    c: number,
    m: number,
    k: number,
    n: number,
    lda: number,
    ldb: number,
    ldc: number,
    add: boolean,
  ): void {
    if (m & 3 || n & 7) throw new Error(`product of ${m} by ${n}`);
    this.#kernel.gemm(a, b, c, m, k, n, lda, ldb, ldc, add ? 1 : 0);
  }

  /** y (+)= x·w for x with rows every `ldx` values, `shift` values on. */
  forward(x: Matrix, w: Matrix, y: Matrix, add = false, ldx = x.columns, shift = 0): void {
    this.gemm(x.at + shift * 4, w.at, y.at, y.rows, w.rows, w.columns, ldx, w.columns, y.columns, add);
  }

  /** dx (+)= dy·wᵀ. */
  backward(dy: Matrix, w: Matrix, dx: Matrix, add = false, shift = 0, rows = dy.rows): void {
    const t = this.#scratch(w.columns, up(w.rows, 8));
    this.#kernel.transpose(w.at, t.at, w.rows, w.columns, w.columns, t.columns);
    this.gemm(dy.at, t.at, dx.at + shift * 4, rows, w.columns, t.columns, dy.columns, t.columns, dx.columns, add);
  }

  /** dw += xᵀ·dy. */
  gradient(x: Matrix, dy: Matrix, dw: Matrix, ldx = x.columns, shift = 0): void {
    const rows = up(dw.rows, 4);
    const t = this.#scratch(rows, dy.rows);
    this.#kernel.transpose(x.at + shift * 4, t.at, dy.rows, dw.rows, ldx, dy.rows);
    this.gemm(t.at, dy.at, dw.at, rows, dy.rows, dw.columns, dy.rows, dy.columns, dw.columns, true);
  }

  /** A matrix of 0 (a share of them) and 1/(1-share), as large as `x`; `state`: four words of the generators. */
  mask(x: Matrix, share: number, state: Matrix): Matrix {
    const mask = this.matrix(x.rows, x.columns);
    this.#kernel.randomMask(mask.at, up(x.data.length, 4), Math.floor(share * 4294967296), 1 / (1 - share), state.at);
    return mask;
  }

  /** x *= y, value by value. */
  multiply(x: Matrix, y: Matrix): void {
    this.#kernel.multiply(x.at, y.at, up(x.data.length, 4));
  }

  /** x += y from value `shift` of y on. */
  add(x: Matrix, y: Matrix, shift = 0): void {
    this.#kernel.add(x.at, y.at + shift * 4, x.data.length);
  }

  /** y = a depthwise convolution of width 3 over x, which has `gap` rows more at its beginning and its end. */
  taps(x: Matrix, gap: number, w: Matrix, y: Matrix, dilation: number): void {
    this.#kernel.taps(x.at + gap * x.columns * 4, w.at, y.at, y.columns, y.rows, dilation);
  }

  /** Gradients of `taps`: into dx and into the gradient of w. */
  tapsBack(
    x: Matrix,
    gap: number,
    w: Matrix & { gradientMatrix: Matrix },
    dy: Matrix,
    dx: Matrix,
    dilation: number,
  ): void {
    const from = gap * x.columns * 4;
    this.#kernel.tapsBack(x.at + from, w.at, dy.at, dx.at + from, w.gradientMatrix.at, dy.columns, dy.rows, dilation);
  }

  /** Column sums of y, and of its squares about `centre`. */
  moments(y: Matrix, centre: Matrix, sum: Matrix, square: Matrix): void {
    this.#kernel.moments(y.at, centre.at, sum.at, square.at, y.columns, y.rows);
  }

  /** y normalised in place; out = below + max(0, y·scale + shift). */
  normalise(y: Matrix, below: Matrix, out: Matrix, mean: Matrix, inverse: Matrix, scale: Matrix, shift: Matrix): void {
    this.#kernel.normalise(y.at, below.at, out.at, mean.at, inverse.at, scale.at, shift.at, y.columns, y.rows);
  }

  /** Gradients of `normalise`: dy, and those of scale and shift. */
  normaliseBack(
    d: Matrix,
    hat: Matrix,
    dy: Matrix,
    inverse: Matrix,
    scale: Matrix & { gradientMatrix: Matrix },
    shift: Matrix & { gradientMatrix: Matrix },
    count: number,
  ): void {
    const { columns, rows } = hat;
    const [g, b] = [scale.gradientMatrix.at, shift.gradientMatrix.at];
    this.#kernel.normaliseBack(d.at, hat.at, dy.at, inverse.at, scale.at, shift.at, g, b, columns, rows, count);
  }

  /** Largest values of the filters over a word's letters, and their places (-1: none above zero), into rows of `most` and `place`. */
  spell(
    word: number,
    length: number,
    table: Matrix,
    bias: Matrix,
    most: Matrix,
    place: Matrix,
    row: number,
    alphabet: number,
  ): void {
    const offset = row * most.columns * 4;
    this.#kernel.spell(word, length, table.at, bias.at, most.at + offset, place.at + offset, most.columns, alphabet);
  }

  /** The bytes of the memory. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#memory.buffer);
  }

  #scratch(rows: number, columns: number): Matrix {
    if (rows * columns > this.#transposed.data.length) throw new Error(`scratch too small for ${rows}×${columns}`);
    return { ...this.#transposed, rows, columns };
  }
}
