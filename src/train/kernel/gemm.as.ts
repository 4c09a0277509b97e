// Matrix product of the trainer, f32, four values an instruction. AssemblyScript.

/**
 * c[m][n] (+)= Σ_k a[m][k]·b[k][n]. `m` a multiple of 4, `n` a multiple of 8; rows of a, b, c every `lda`, `ldb`, `ldc` values.
 * With `add` 0 the old c is overwritten.
 */
export function gemm(
  a: usize,
  b: usize,
  c: usize,
  m: i32,
  k: i32,
  n: i32,
  lda: i32,
  ldb: i32,
  ldc: i32,
  add: i32,
): void {
  const sa: usize = (<usize>lda) << 2;
  const sb: usize = (<usize>ldb) << 2;
  const sc: usize = (<usize>ldc) << 2;
  const wide: usize = (<usize>n) << 2;
  for (let t = 0; t < m; t += 4) {
    const a1 = a + sa;
    const a2 = a1 + sa;
    const a3 = a2 + sa;
    for (let o: usize = 0; o < wide; o += 32) {
      let y = c + o;
      let p0 = f32x4.splat(0),
        p1 = p0,
        q0 = p0,
        q1 = p0,
        r0 = p0,
        r1 = p0,
        s0 = p0,
        s1 = p0;
      if (add) {
        p0 = v128.load(y);
        p1 = v128.load(y, 16);
        q0 = v128.load(y + sc);
        q1 = v128.load(y + sc, 16);
        r0 = v128.load(y + 2 * sc);
        r1 = v128.load(y + 2 * sc, 16);
        s0 = v128.load(y + 3 * sc);
        s1 = v128.load(y + 3 * sc, 16);
      }
      let w = b + o;
      const end: usize = (<usize>k) << 2;
      for (let i: usize = 0; i < end; i += 4) {
        const u = v128.load(w),
          v = v128.load(w, 16);
        let x = v128.load32_splat(a + i);
        p0 = f32x4.add(p0, f32x4.mul(u, x));
        p1 = f32x4.add(p1, f32x4.mul(v, x));
        x = v128.load32_splat(a1 + i);
        q0 = f32x4.add(q0, f32x4.mul(u, x));
        q1 = f32x4.add(q1, f32x4.mul(v, x));
        x = v128.load32_splat(a2 + i);
        r0 = f32x4.add(r0, f32x4.mul(u, x));
        r1 = f32x4.add(r1, f32x4.mul(v, x));
        x = v128.load32_splat(a3 + i);
        s0 = f32x4.add(s0, f32x4.mul(u, x));
        s1 = f32x4.add(s1, f32x4.mul(v, x));
        w += sb;
      }
      v128.store(y, p0);
      v128.store(y, p1, 16);
      y += sc;
      v128.store(y, q0);
      v128.store(y, q1, 16);
      y += sc;
      v128.store(y, r0);
      v128.store(y, r1, 16);
      y += sc;
      v128.store(y, s0);
      v128.store(y, s1, 16);
    }
    a += 4 * sa;
    c += 4 * sc;
  }
}

/** b[j][i] = a[i][j]: the transpose of a matrix of `rows` by `columns`; rows of a every `lda`, of b every `ldb` values. */
export function transpose(a: usize, b: usize, rows: i32, columns: i32, lda: i32, ldb: i32): void {
  for (let i0 = 0; i0 < rows; i0 += 16) {
    const i1 = min(i0 + 16, rows);
    for (let j = 0; j < columns; j++) {
      for (let i = i0; i < i1; i++)
        store<f32>(b + ((<usize>(j * ldb + i)) << 2), load<f32>(a + ((<usize>(i * lda + j)) << 2)));
    }
  }
}

/**
 * Fills `n` values (a multiple of 4) with 0 where a random number (four xorshift generators, state at `state`) is below `limit`, else with
 * `factor`.
 */
export function randomMask(out: usize, n: i32, limit: u32, factor: f32, state: usize): void {
  let s = v128.load(state);
  const most = i32x4.splat(limit as i32);
  const value = f32x4.splat(factor);
  for (let i = 0; i < n; i += 4) {
    s = v128.xor(s, i32x4.shl(s, 13));
    s = v128.xor(s, i32x4.shr_u(s, 17));
    s = v128.xor(s, i32x4.shl(s, 5));
    v128.store(out, v128.and(value, i32x4.ge_u(s, most)));
    out += 16;
  }
  v128.store(state, s);
}

/** x[i] *= y[i] for `n` values, a multiple of 4. */
export function multiply(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    v128.store(x, f32x4.mul(v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
}

/** x[i] += y[i] for `n` values, a multiple of 4. */
export function add(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i += 4) {
    v128.store(x, f32x4.add(v128.load(x), v128.load(y)));
    x += 16;
    y += 16;
  }
}

/** y[t][j] = Σ_k w[k][j]·x[t+(k-1)d][j]: a depthwise convolution of width 3; rows of `width` values, a multiple of 4. */
export function taps(x: usize, w: usize, y: usize, width: i32, rows: i32, dilation: i32): void {
  const line: usize = (<usize>width) << 2;
  const back: usize = <usize>dilation * line;
  for (let j: usize = 0; j < line; j += 16) {
    const u = v128.load(w + j),
      v = v128.load(w + line + j),
      z = v128.load(w + 2 * line + j);
    let from = x + j,
      to = y + j;
    for (let t = 0; t < rows; t++) {
      const a = f32x4.mul(v128.load(from - back), u);
      const b = f32x4.mul(v128.load(from), v);
      const c = f32x4.mul(v128.load(from + back), z);
      v128.store(to, f32x4.add(f32x4.add(a, b), c));
      from += line;
      to += line;
    }
  }
}

/** The gradients of `taps`: dx[t+(k-1)d] += w[k]·g[t], dw[k] += Σ_t g[t]·x[t+(k-1)d]. */
export function tapsBack(
  x: usize,
  w: usize,
  g: usize,
  dx: usize,
  dw: usize,
  width: i32,
  rows: i32,
  dilation: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const back: usize = <usize>dilation * line;
  for (let j: usize = 0; j < line; j += 16) {
    const u = v128.load(w + j),
      v = v128.load(w + line + j),
      z = v128.load(w + 2 * line + j);
    let a = v128.load(dw + j),
      b = v128.load(dw + line + j),
      c = v128.load(dw + 2 * line + j);
    let from = x + j,
      to = dx + j,
      at = g + j;
    for (let t = 0; t < rows; t++) {
      const e = v128.load(at);
      a = f32x4.add(a, f32x4.mul(e, v128.load(from - back)));
      b = f32x4.add(b, f32x4.mul(e, v128.load(from)));
      c = f32x4.add(c, f32x4.mul(e, v128.load(from + back)));
      v128.store(to - back, f32x4.add(v128.load(to - back), f32x4.mul(e, u)));
      v128.store(to, f32x4.add(v128.load(to), f32x4.mul(e, v)));
      v128.store(to + back, f32x4.add(v128.load(to + back), f32x4.mul(e, z)));
      from += line;
      to += line;
      at += line;
    }
    v128.store(dw + j, a);
    v128.store(dw + line + j, b);
    v128.store(dw + 2 * line + j, c);
  }
}

/** sum[j] = Σ_t y[t][j] and square[j] = Σ_t (y[t][j] - centre[j])², over all rows. */
export function moments(y: usize, centre: usize, sum: usize, square: usize, width: i32, rows: i32): void {
  const line: usize = (<usize>width) << 2;
  for (let j: usize = 0; j < line; j += 16) {
    let a = f32x4.splat(0),
      b = a;
    const m = v128.load(centre + j);
    let from = y + j;
    for (let t = 0; t < rows; t++) {
      const v = v128.load(from);
      const d = f32x4.sub(v, m);
      a = f32x4.add(a, v);
      b = f32x4.add(b, f32x4.mul(d, d));
      from += line;
    }
    v128.store(sum + j, a);
    v128.store(square + j, b);
  }
}

/** y becomes (y - mean)·inverse; out = below + max(0, y·scale + shift). */
export function normalise(
  y: usize,
  below: usize,
  out: usize,
  mean: usize,
  inverse: usize,
  scale: usize,
  shift: usize,
  width: i32,
  rows: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const zero = f32x4.splat(0);
  for (let j: usize = 0; j < line; j += 16) {
    const m = v128.load(mean + j),
      k = v128.load(inverse + j),
      a = v128.load(scale + j),
      b = v128.load(shift + j);
    let o = j;
    for (let t = 0; t < rows; t++) {
      const hat = f32x4.mul(f32x4.sub(v128.load(y + o), m), k);
      v128.store(y + o, hat);
      v128.store(out + o, f32x4.add(v128.load(below + o), f32x4.max(zero, f32x4.add(f32x4.mul(hat, a), b))));
      o += line;
    }
  }
}

/**
 * The gradient of `normalise`: dy from the gradient d of out, where `hat` is the normalised y; adds to dScale and dShift. `count`: rows
 * that count (the others have d = 0).
 */
export function normaliseBack(
  d: usize,
  hat: usize,
  dy: usize,
  inverse: usize,
  scale: usize,
  shift: usize,
  dScale: usize,
  dShift: usize,
  width: i32,
  rows: i32,
  count: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const zero = f32x4.splat(0);
  const share = f32x4.splat(<f32>1 / <f32>count);
  for (let j: usize = 0; j < line; j += 16) {
    const a = v128.load(scale + j),
      b = v128.load(shift + j);
    let s = zero,
      h = zero;
    let o = j;
    for (let t = 0; t < rows; t++) {
      const x = v128.load(hat + o);
      const g = v128.and(v128.load(d + o), f32x4.gt(f32x4.add(f32x4.mul(x, a), b), zero));
      v128.store(dy + o, g);
      s = f32x4.add(s, g);
      h = f32x4.add(h, f32x4.mul(g, x));
      o += line;
    }
    v128.store(dShift + j, f32x4.add(v128.load(dShift + j), s));
    v128.store(dScale + j, f32x4.add(v128.load(dScale + j), h));
    s = f32x4.mul(s, share);
    h = f32x4.mul(h, share);
    const k = f32x4.mul(a, v128.load(inverse + j));
    o = j;
    for (let t = 0; t < rows; t++) {
      const x = v128.load(hat + o);
      v128.store(dy + o, f32x4.mul(k, f32x4.sub(f32x4.sub(v128.load(dy + o), s), f32x4.mul(x, h))));
      o += line;
    }
  }
}

/**
 * The letters of a word through filters of width 5, and the largest value of each filter over the word's places: most[j] =
 * max_r max(0, bias[j] + Σ_k table[k][letter r+k-2][j]), place[j] = that r, or -1. Letters are bytes; `width` a multiple of 4.
 */
export function spell(
  word: usize,
  length: i32,
  table: usize,
  bias: usize,
  most: usize,
  place: usize,
  width: i32,
  alphabet: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const block: usize = <usize>alphabet * line;
  for (let j: usize = 0; j < line; j += 16) {
    const start = v128.load(bias + j);
    let best = f32x4.splat(0);
    let at = i32x4.splat(-1);
    for (let r = 0; r < length; r++) {
      let sum = start;
      const from = max(0, 2 - r);
      const to = min(5, length + 2 - r);
      for (let k = from; k < to; k++) {
        const letter: usize = load<u8>(word + <usize>(r + k - 2));
        sum = f32x4.add(sum, v128.load(table + <usize>k * block + letter * line + j));
      }
      const more = f32x4.gt(sum, best);
      at = v128.bitselect(i32x4.splat(r), at, more);
      best = f32x4.max(best, sum);
    }
    v128.store(most + j, best);
    v128.store(place + j, at);
  }
}
