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
