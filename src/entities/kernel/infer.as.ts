// Inner products of the name tagger: int16 by int16 into int32, eight products an instruction. AssemblyScript.

/**
 * y[t][o] = Σ_i w[o][i]·x[t][i] for `rows` rows t (a multiple of 4) and `outs` outputs o.
 * w: int16 [outs][ins]; x: int16, a row every `stride` values; y: int32, a row every `outs` values; `ins` a multiple of 8.
 */
export function products(w: usize, x: usize, y: usize, outs: i32, ins: i32, rows: i32, stride: i32): void {
  const step: usize = (<usize>stride) << 1;
  const wide: usize = (<usize>ins) << 1;
  const line: usize = (<usize>outs) << 2;
  for (let t = 0; t < rows; t += 4) {
    const x1 = x + step;
    const x2 = x1 + step;
    const x3 = x2 + step;
    let row = w;
    let out = y;
    for (let o = 0; o < outs; o++) {
      let a = i32x4.splat(0);
      let b = i32x4.splat(0);
      let c = i32x4.splat(0);
      let d = i32x4.splat(0);
      for (let i: usize = 0; i < wide; i += 16) {
        const q = v128.load(row + i);
        a = i32x4.add(a, i32x4.dot_i16x8_s(q, v128.load(x + i)));
        b = i32x4.add(b, i32x4.dot_i16x8_s(q, v128.load(x1 + i)));
        c = i32x4.add(c, i32x4.dot_i16x8_s(q, v128.load(x2 + i)));
        d = i32x4.add(d, i32x4.dot_i16x8_s(q, v128.load(x3 + i)));
      }
      store<i32>(out, sum(a));
      store<i32>(out + line, sum(b));
      store<i32>(out + 2 * line, sum(c));
      store<i32>(out + 3 * line, sum(d));
      row += wide;
      out += 4;
    }
    x += 4 * step;
    y += 4 * line;
  }
}

function sum(v: v128): i32 {
  return i32x4.extract_lane(v, 0) + i32x4.extract_lane(v, 1) + i32x4.extract_lane(v, 2) + i32x4.extract_lane(v, 3);
}
