// The network's inner loops, four or eight values an instruction. AssemblyScript; `plain.ts` does the same without it.

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

/** Two f64 rounded as `Math.round` does: halves go up. */
function round(v: v128): v128 {
  const c = f64x2.ceil(v);
  return f64x2.sub(c, v128.and(f64x2.gt(f64x2.sub(c, f64x2.splat(0.5)), v), f64x2.splat(1)));
}

/** Four f32 times `scale` in f64, rounded, as int32. */
function scaled(v: v128, scale: v128): v128 {
  const low = round(f64x2.mul(f64x2.promote_low_f32x4(v), scale));
  const high = round(f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3)), scale));
  return v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 1, 4, 5);
}

/** The lower two int32 times `unit` in f64, plus the lower two f32. */
function affineLow(y: v128, unit: v128, bias: v128): v128 {
  return f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_s(y), unit), f64x2.promote_low_f32x4(bias));
}

/** The two f64 of each side as four f32. */
function narrow(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** q[i] = round(f[i]·scale) as int16, halves up, computed in f64; `count` a multiple of 8. */
export function rounds(f: usize, q: usize, scale: f64, count: i32): void {
  const factor = f64x2.splat(scale);
  for (let i = 0; i < count; i += 8) {
    v128.store(q, i16x8.narrow_i32x4_s(scaled(v128.load(f), factor), scaled(v128.load(f, 16), factor)));
    f += 32;
    q += 16;
  }
}

/**
 * Words' vectors of four bits a value as int16: x[t][j] = levels[j][the j-th half byte]. `list`: an address of packed values for each row.
 * x has a row every `stride` values; `width` even.
 */
export function unpack(list: usize, rows: i32, x: usize, stride: i32, levels: usize, width: i32): void {
  for (let t = 0; t < rows; t++) {
    let from: usize = load<u32>(list + ((<usize>t) << 2));
    let table = levels;
    let to = x;
    for (let j = 0; j < width; j += 2) {
      const both: usize = load<u8>(from++);
      store<u16>(to, load<u16>(table + ((both & 15) << 1)));
      store<u16>(to, load<u16>(table + ((both >> 4) << 1), 32), 2);
      table += 64;
      to += 4;
    }
    x += (<usize>stride) << 1;
  }
}

/** out[j] += Σ levels[j][the j-th half byte], in f64, over `rows` vectors of four bits a value; levels: f32; `width` even. */
export function total(list: usize, rows: i32, out: usize, levels: usize, width: i32): void {
  for (let t = 0; t < rows; t++) {
    let from: usize = load<u32>(list + ((<usize>t) << 2));
    let table = levels;
    let to = out;
    for (let j = 0; j < width; j += 2) {
      const both: usize = load<u8>(from++);
      store<f64>(to, load<f64>(to) + <f64>load<f32>(table + ((both & 15) << 2)));
      store<f64>(to, load<f64>(to, 8) + <f64>load<f32>(table + ((both >> 4) << 2), 64), 8);
      table += 128;
      to += 16;
    }
  }
}

/**
 * Sums of 32 values: what stands at `from` and the rows of a table that are named; they go to `to`, and their positive part, times
 * `scale`, as int16 into a row of x. `list`: from, to, how many rows, and their numbers; for each row of x.
 */
export function bits(list: usize, rows: i32, table: usize, x: usize, scale: f64): void {
  const factor = f64x2.splat(scale);
  const zero = f32x4.splat(0);
  for (let t = 0; t < rows; t++) {
    const from: usize = load<u32>(list);
    const to: usize = load<u32>(list, 4);
    const count: usize = load<u32>(list, 8);
    list += 12;
    for (let j: usize = 0; j < 128; j += 32) {
      let a = v128.load(from + j);
      let b = v128.load(from + j, 16);
      for (let i: usize = 0; i < count; i++) {
        const row = table + ((<usize>load<u32>(list + (i << 2))) << 7) + j;
        a = f32x4.add(a, v128.load(row));
        b = f32x4.add(b, v128.load(row, 16));
      }
      v128.store(to + j, a);
      v128.store(to + j, b, 16);
      v128.store(
        x + (j >> 1),
        i16x8.narrow_i32x4_s(scaled(f32x4.max(a, zero), factor), scaled(f32x4.max(b, zero), factor)),
      );
    }
    list += count << 2;
    x += 64;
  }
}

/** target[j] = y[t][j]·unit + bias[j], in f64. `list`: a target for each row; y: int32; `width` a multiple of 4. */
export function affine(list: usize, rows: i32, y: usize, unit: f64, bias: usize, width: i32): void {
  const line: usize = (<usize>width) << 2;
  const factor = f64x2.splat(unit);
  for (let t = 0; t < rows; t++) {
    const to: usize = load<u32>(list + ((<usize>t) << 2));
    for (let j: usize = 0; j < line; j += 4 * 4) {
      const v = v128.load(y + j);
      const b = v128.load(bias + j);
      const low = affineLow(v, factor, b);
      const high = affineLow(v128.shuffle<i32>(v, v, 2, 3, 2, 3), factor, v128.shuffle<i32>(b, b, 2, 3, 2, 3));
      v128.store(to + j, narrow(low, high));
    }
    y += line;
  }
}

/** target[j] = max(0, own[j] + y[t][j]·unit) + topic[j], in f64. `list`: own and target for each row; `width` a multiple of 4. */
export function merge(list: usize, rows: i32, y: usize, unit: f64, topic: usize, width: i32): void {
  const line: usize = (<usize>width) << 2;
  const factor = f64x2.splat(unit);
  const zero = f64x2.splat(0);
  for (let t = 0; t < rows; t++) {
    const from: usize = load<u32>(list + ((<usize>t) << 3));
    const to: usize = load<u32>(list + ((<usize>t) << 3), 4);
    for (let j: usize = 0; j < line; j += 16) {
      const v = v128.load(y + j);
      const o = v128.load(from + j);
      const s = v128.load(topic + j);
      const low = f64x2.max(zero, affineLow(v, factor, o));
      const high = f64x2.max(
        zero,
        affineLow(v128.shuffle<i32>(v, v, 2, 3, 2, 3), factor, v128.shuffle<i32>(o, o, 2, 3, 2, 3)),
      );
      v128.store(
        to + j,
        narrow(
          f64x2.add(low, f64x2.promote_low_f32x4(s)),
          f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<i32>(s, s, 2, 3, 2, 3))),
        ),
      );
    }
    y += line;
  }
}

/** h[t][j] = row[j] + topic[j]. `list`: the address of each row; `width` a multiple of 4. */
export function gather(list: usize, rows: i32, h: usize, topic: usize, width: i32): void {
  const line: usize = (<usize>width) << 2;
  for (let t = 0; t < rows; t++) {
    const from: usize = load<u32>(list + ((<usize>t) << 2));
    for (let j: usize = 0; j < line; j += 16) {
      v128.store(h + j, f32x4.add(v128.load(from + j), v128.load(topic + j)));
    }
    h += line;
  }
}

/**
 * Of each word, f[j] = the largest value over its places r of max(0, bias[j] + Σ_k table[k][letter r+k-2][j]), k = 0..4: a convolution of
 * width 5 over letters with its table of what each letter adds at each place; out[t][j] = round(f[j]·scale) as int16, halves up.
 * `words`: 16 bytes each, length and letters; f32; `width` a multiple of 8; out has a row every `stride` values.
 */
export function spell(
  words: usize,
  rows: i32,
  table: usize,
  bias: usize,
  out: usize,
  width: i32,
  alphabet: i32,
  scale: f64,
  stride: i32,
): void {
  const line: usize = (<usize>width) << 2;
  const block: usize = <usize>alphabet * line;
  const factor = f64x2.splat(scale);
  for (let t = 0; t < rows; t++) {
    const length: i32 = load<u8>(words);
    for (let j: usize = 0; j < line; j += 32) {
      const start = v128.load(bias + j);
      const next = v128.load(bias + j, 16);
      let most = f32x4.splat(0);
      let more = most;
      for (let r = 0; r < length; r++) {
        let a = start;
        let b = next;
        const from = max(0, 2 - r);
        const to = min(5, length + 2 - r);
        for (let k = from; k < to; k++) {
          const letter: usize = load<u8>(words + <usize>(r + k - 1));
          const row = table + <usize>k * block + letter * line + j;
          a = f32x4.add(a, v128.load(row));
          b = f32x4.add(b, v128.load(row, 16));
        }
        most = f32x4.max(most, a);
        more = f32x4.max(more, b);
      }
      v128.store(out + (j >> 1), i16x8.narrow_i32x4_s(scaled(most, factor), scaled(more, factor)));
    }
    words += 16;
    out += (<usize>stride) << 1;
  }
}

/** x / (1 + |x|): between -1 and 1. */
function turned(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), f32x4.abs(x)));
}

/**
 * Channels that remember (`train/memory.ts`), `width` of them (a multiple of 4) over `rows` rows from `y` on, `step` bytes apart (below 0:
 * backwards). A row begins with the gates' products, the proposals' stand `apart` bytes on, and so do their biases. q gets what is
 * remembered, times `scale`, as int16, `qStep` bytes apart.
 */
export function remember(
  y: usize,
  q: usize,
  bias: usize,
  unit: f32,
  scale: f32,
  apart: usize,
  width: i32,
  rows: i32,
  step: isize,
  qStep: isize,
): void {
  const line: usize = (<usize>width) << 2;
  const factor = f32x4.splat(unit);
  const whole = f32x4.splat(scale);
  const half = f32x4.splat(0.5);
  for (let j: usize = 0; j < line; j += 16) {
    const gateBias = v128.load(bias + j);
    const ownBias = v128.load(bias + apart + j);
    let state = f32x4.splat(0);
    let from = y + j;
    let to = q + (j >> 1);
    for (let t = 0; t < rows; t++) {
      const x = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(v128.load(from)), factor), gateBias);
      const z = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(v128.load(from + apart)), factor), ownBias);
      const gate = f32x4.add(f32x4.mul(turned(x), half), half);
      state = f32x4.add(state, f32x4.mul(gate, f32x4.sub(turned(z), state)));
      const rounded = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(state, whole)));
      v128.store64_lane(to, i16x8.narrow_i32x4_s(rounded, rounded), 0);
      from += step;
      to += qStep;
    }
  }
}

/** h[t][j] += y[t][j]·unit: y int32, h f32; `width` a multiple of 4. */
export function add(y: usize, h: usize, unit: f32, width: i32, rows: i32): void {
  const size: usize = (<usize>width * rows) << 2;
  const factor = f32x4.splat(unit);
  for (let j: usize = 0; j < size; j += 16)
    v128.store(h + j, f32x4.add(v128.load(h + j), f32x4.mul(f32x4.convert_i32x4_s(v128.load(y + j)), factor)));
}
