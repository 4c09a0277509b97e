// The tagger's inner loops, four or eight values an instruction. AssemblyScript; `plain.ts` does the same without it.

/**
 * y[t][o] = Σ_i w[o][i]·x[t][i], int16 by int16 into int32. w is stored for groups of eight outputs, two inputs a step:
 * w[o/8][i/2][o%8][i%2]. `rows` a multiple of 4, `outs` of 8, `ins` of 2; x has a row every `stride` values, y every `outs`.
 */
export function products(w: usize, x: usize, y: usize, outs: i32, ins: i32, rows: i32, stride: i32): void {
  const step: usize = (<usize>stride) << 1;
  const wide: usize = (<usize>ins) << 1;
  const line: usize = (<usize>outs) << 2;
  for (let t = 0; t < rows; t += 4) {
    const x1 = x + step;
    const x2 = x1 + step;
    const x3 = x2 + step;
    let u = w;
    for (let o: usize = 0; o < line; o += 32) {
      let a0 = i32x4.splat(0),
        a1 = a0,
        b0 = a0,
        b1 = a0,
        c0 = a0,
        c1 = a0,
        d0 = a0,
        d1 = a0;
      for (let i: usize = 0; i < wide; i += 4) {
        const p = v128.load(u),
          q = v128.load(u, 16);
        u += 32;
        let s = v128.load32_splat(x + i);
        a0 = i32x4.add(a0, i32x4.dot_i16x8_s(p, s));
        a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, s));
        s = v128.load32_splat(x1 + i);
        b0 = i32x4.add(b0, i32x4.dot_i16x8_s(p, s));
        b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, s));
        s = v128.load32_splat(x2 + i);
        c0 = i32x4.add(c0, i32x4.dot_i16x8_s(p, s));
        c1 = i32x4.add(c1, i32x4.dot_i16x8_s(q, s));
        s = v128.load32_splat(x3 + i);
        d0 = i32x4.add(d0, i32x4.dot_i16x8_s(p, s));
        d1 = i32x4.add(d1, i32x4.dot_i16x8_s(q, s));
      }
      let out = y + o;
      v128.store(out, a0);
      v128.store(out, a1, 16);
      out += line;
      v128.store(out, b0);
      v128.store(out, b1, 16);
      out += line;
      v128.store(out, c0);
      v128.store(out, c1, 16);
      out += line;
      v128.store(out, d0);
      v128.store(out, d1, 16);
    }
    x += 4 * step;
    y += 4 * line;
  }
}

/**
 * q[t][j] = round(w[0][j]·h[t-d][j] + w[1][j]·h[t][j] + w[2][j]·h[t+d][j]) as int16 (saturated): a depthwise convolution of width 3.
 * h and w: f32; `width` values a row, a multiple of 8.
 */
export function taps(h: usize, w: usize, q: usize, width: i32, rows: i32, dilation: i32): void {
  const line: usize = (<usize>width) << 2;
  const back: usize = <usize>dilation * line;
  for (let t = 0; t < rows; t++) {
    for (let j: usize = 0; j < line; j += 32) {
      const at = h + j;
      const u = w + j;
      let a = f32x4.mul(v128.load(at - back), v128.load(u));
      a = f32x4.add(a, f32x4.mul(v128.load(at), v128.load(u + line)));
      a = f32x4.add(a, f32x4.mul(v128.load(at + back), v128.load(u + 2 * line)));
      let b = f32x4.mul(v128.load(at - back, 16), v128.load(u, 16));
      b = f32x4.add(b, f32x4.mul(v128.load(at, 16), v128.load(u + line, 16)));
      b = f32x4.add(b, f32x4.mul(v128.load(at + back, 16), v128.load(u + 2 * line, 16)));
      v128.store(
        q + (j >> 1),
        i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(f32x4.nearest(a)), i32x4.trunc_sat_f32x4_s(f32x4.nearest(b))),
      );
    }
    h += line;
    q += line >> 1;
  }
}

/** h[t][j] += max(0, y[t][j]·scale + bias[j]): what a residual layer adds. y: int32; h, bias: f32; `width` a multiple of 4. */
export function residual(y: usize, h: usize, bias: usize, scale: f32, width: i32, rows: i32): void {
  const line: usize = (<usize>width) << 2;
  const factor = f32x4.splat(scale);
  const zero = f32x4.splat(0);
  for (let t = 0; t < rows; t++) {
    for (let j: usize = 0; j < line; j += 16) {
      const v = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(v128.load(y + j)), factor), v128.load(bias + j));
      v128.store(h + j, f32x4.add(v128.load(h + j), f32x4.max(v, zero)));
    }
    h += line;
    y += line;
  }
}

/** q[t][j] = round(h[t][j]·scale) as int16 (saturated); rows of h every `width` values, of q every `stride`; `width` a multiple of 8. */
export function quantise(h: usize, q: usize, scale: f32, width: i32, rows: i32, stride: i32): void {
  const line: usize = (<usize>width) << 2;
  const factor = f32x4.splat(scale);
  for (let t = 0; t < rows; t++) {
    for (let j: usize = 0; j < line; j += 32) {
      const a = f32x4.nearest(f32x4.mul(v128.load(h + j), factor));
      const b = f32x4.nearest(f32x4.mul(v128.load(h + j, 16), factor));
      v128.store(q + (j >> 1), i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(a), i32x4.trunc_sat_f32x4_s(b)));
    }
    h += line;
    q += (<usize>stride) << 1;
  }
}

/**
 * out[j] = the largest value over the places r of a word of max(0, bias[j] + Σ_k table[k][letter r+k-2][j]), k = 0..4: a convolution of
 * width 5 over letters with its table of what each letter adds at each place. Letters are bytes; f32; `width` a multiple of 4.
 */
export function spell(
  word: usize,
  length: i32,
  table: usize,
  bias: usize,
  out: usize,
  width: i32,
  alphabet: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const block: usize = <usize>alphabet * line;
  for (let j: usize = 0; j < line; j += 16) {
    const start = v128.load(bias + j);
    let most = f32x4.splat(0);
    for (let r = 0; r < length; r++) {
      let sum = start;
      const from = max(0, 2 - r);
      const to = min(5, length + 2 - r);
      for (let k = from; k < to; k++) {
        const letter: usize = load<u8>(word + <usize>(r + k - 2));
        sum = f32x4.add(sum, v128.load(table + <usize>k * block + letter * line + j));
      }
      most = f32x4.max(most, sum);
    }
    v128.store(out + j, most);
  }
}
