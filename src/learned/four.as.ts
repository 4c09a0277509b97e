// The trees of `scorer.ts` for four rows at once, a lane each. AssemblyScript. All addresses are byte offsets in the memory.

/** Bytes of a node: its threshold (f32), the place of its tree's leaves in `bits`, and the leaves that are left (i32 both). */
const NODE: usize = 12;

/**
 * Strikes out what lies left of the nodes that a row is above. Of each of `count` features `x` has the values of four rows, `list` where its
 * nodes begin and end, by threshold: the first that no row is above ends it.
 */
export function strike(x: usize, list: usize, count: i32, bits: usize): void {
  for (let c = 0; c < count; c++) {
    const seen = v128.load(x);
    const end: usize = load<u32>(list, 4);
    for (let node: usize = load<u32>(list); node < end; node += NODE) {
      const kept = f32x4.le(seen, v128.load32_splat(node));
      if (i32x4.all_true(kept)) break;
      const at = bits + load<u32>(node, 4);
      v128.store(at, v128.and(v128.load(at), v128.or(kept, v128.load32_splat(node, 8))));
    }
    x += 16;
    list += 8;
  }
}

/** Gives each of the four rows the leaves that a base leaves of `trees` trees. */
export function begin(given: usize, trees: i32, bits: usize): void {
  for (let t = 0; t < trees; t++) {
    v128.store(bits, v128.load32_splat(given));
    given += 4;
    bits += 16;
  }
}

/** The sums of the first leaves that are left, tree after tree; a tree has 32 values (f32). */
export function sum(bits: usize, trees: i32, values: usize, base: f64, out: usize): void {
  for (let lane: usize = 0; lane < 4; lane++) {
    let all = base;
    let at = bits + (lane << 2);
    let value = values;
    for (let t = 0; t < trees; t++) {
      all += <f64>load<f32>(value + ((<usize>ctz(load<i32>(at))) << 2));
      at += 16;
      value += 128;
    }
    store<f64>(out + (lane << 3), all);
  }
}
