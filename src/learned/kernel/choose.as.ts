// How the learned stations' models are asked, in WebAssembly. AssemblyScript; `trees.ts` and `perceptron.ts` do the same without it, to the bit.

/**
 * Nodes as trees are walked: eight bytes each, the threshold, the feature and how far the children are from the node (0: a leaf). `left`
 * counts from the tree's root. `roots`: `trees` of them; `count` nodes.
 */
export function pack(
  threshold: usize,
  feature: usize,
  left: usize,
  roots: usize,
  trees: i32,
  count: i32,
  nodes: usize,
): void {
  for (let t = 0; t < trees; t++) {
    const root: i32 = load<u32>(roots + ((<usize>t) << 2));
    const end: i32 = t + 1 < trees ? load<u32>(roots + ((<usize>t) << 2), 4) : count;
    for (let n = root; n < end; n++) {
      const child: i32 = load<u16>(left + ((<usize>n) << 1));
      const node = nodes + ((<usize>n) << 3);
      store<f32>(node, load<f32>(threshold + ((<usize>n) << 2)));
      store<u16>(node, load<u16>(feature + ((<usize>n) << 1)), 4);
      store<u16>(node, child === 0 ? 0 : root + child - n, 6);
    }
  }
}

/** Writes out the windows of a row: for each of `count` pairs (first cell, cells) the line that its first cell names. */
export function spread(row: usize, windows: usize, count: i32, cells: usize, width: i32): void {
  for (let w = 0; w < count; w++) {
    const first: usize = load<u32>(windows);
    const size: i32 = load<u32>(windows, 4);
    const to = row + (first << 2);
    const from = cells + <usize>(<i32>load<f32>(to) * width);
    for (let k = 0; k < size; k++) store<f32>(to + ((<usize>k) << 2), <f32>load<u8>(from + k));
    windows += 8;
  }
}

function step(node: usize, row: usize): usize {
  const far: usize = load<u16>(node, 6);
  const over = !(load<f32>(row + ((<usize>load<u16>(node, 4)) << 2)) <= load<f32>(node));
  return node + ((far + (<usize>over & <usize>(far !== 0))) << 3);
}

function valueAt(node: usize, nodes: usize, values: usize): f64 {
  return <f64>load<f32>(values + ((node - nodes) >> 1));
}

/** `base` and what the trees `from` up to but not including `to` add for a row. Four are walked at once: none waits for the other. */
export function walk(nodes: usize, values: usize, roots: usize, from: i32, to: i32, row: usize, base: f64): f64 {
  let sum = base;
  let root = roots + ((<usize>from) << 2);
  let t = from;
  for (; t + 4 <= to; t += 4) {
    let a = nodes + ((<usize>load<u32>(root)) << 3);
    let b = nodes + ((<usize>load<u32>(root, 4)) << 3);
    let c = nodes + ((<usize>load<u32>(root, 8)) << 3);
    let d = nodes + ((<usize>load<u32>(root, 12)) << 3);
    for (;;) {
      const a1 = step(a, row);
      const b1 = step(b, row);
      const c1 = step(c, row);
      const d1 = step(d, row);
      const still = (a1 ^ a) | (b1 ^ b) | (c1 ^ c) | (d1 ^ d);
      a = a1;
      b = b1;
      c = c1;
      d = d1;
      if (still === 0) break;
    }
    sum += valueAt(a, nodes, values);
    sum += valueAt(b, nodes, values);
    sum += valueAt(c, nodes, values);
    sum += valueAt(d, nodes, values);
    root += 16;
  }
  for (; t < to; t++) {
    let node = nodes + ((<usize>load<u32>(root)) << 3);
    for (let next = step(node, row); next !== node; next = step(node, row)) node = next;
    sum += valueAt(node, nodes, values);
    root += 4;
  }
  return sum;
}

function squash(x: f32): f32 {
  return x < 0 ? -sqrt<f32>(-x) : sqrt<f32>(x);
}

/** to[u] += times·line[u]; `units` a multiple of 4. */
function add(to: usize, line: usize, times: f32, units: i32): void {
  const factor = f32x4.splat(times);
  const bytes: usize = (<usize>units) << 2;
  for (let u: usize = 0; u < bytes; u += 16)
    v128.store(to + u, f32x4.add(v128.load(to + u), f32x4.mul(v128.load(line + u), factor)));
}

/** hidden = from + Σ_k (squash(row[places[k]]) - squash(base[places[k]]))·first[k]; `units` a multiple of 4; all f32, places u32. */
export function rise(
  row: usize,
  base: usize,
  places: usize,
  features: i32,
  first: usize,
  units: i32,
  from: usize,
  hidden: usize,
): void {
  const line: usize = (<usize>units) << 2;
  memory.copy(hidden, from, line);
  for (let k = 0; k < features; k++) {
    const place: usize = (<usize>load<u32>(places)) << 2;
    const value = load<f32>(row + place);
    const common = load<f32>(base + place);
    if (value !== common) add(hidden, first, squash(value) - squash(common), units);
    places += 4;
    first += line;
  }
}

/** The score of the first layers' sums: of each of `nets` networks of `width` units (a multiple of 8) what the second layer gives, added up. */
export function deepen(hidden: usize, second: usize, bias: usize, out: usize, nets: i32, width: i32): f64 {
  const line: usize = (<usize>width) << 2;
  const zero = f32x4.splat(0);
  let sum: f64 = 0;
  for (let net = 0; net < nets; net++) {
    for (let v: usize = 0; v < line; v += 32) {
      let a = v128.load(bias + v);
      let b = v128.load(bias + v, 16);
      let from = second + v;
      for (let u: usize = 0; u < line; u += 4) {
        const value = load<f32>(hidden + u);
        if (value > 0) {
          const factor = f32x4.splat(value);
          a = f32x4.add(a, f32x4.mul(v128.load(from), factor));
          b = f32x4.add(b, f32x4.mul(v128.load(from, 16), factor));
        }
        from += line;
      }
      a = f32x4.max(a, zero);
      b = f32x4.max(b, zero);
      sum += <f64>f32x4.extract_lane(a, 0) * <f64>load<f32>(out + v);
      sum += <f64>f32x4.extract_lane(a, 1) * <f64>load<f32>(out + v, 4);
      sum += <f64>f32x4.extract_lane(a, 2) * <f64>load<f32>(out + v, 8);
      sum += <f64>f32x4.extract_lane(a, 3) * <f64>load<f32>(out + v, 12);
      sum += <f64>f32x4.extract_lane(b, 0) * <f64>load<f32>(out + v, 16);
      sum += <f64>f32x4.extract_lane(b, 1) * <f64>load<f32>(out + v, 20);
      sum += <f64>f32x4.extract_lane(b, 2) * <f64>load<f32>(out + v, 24);
      sum += <f64>f32x4.extract_lane(b, 3) * <f64>load<f32>(out + v, 28);
    }
    hidden += line;
    second += line * <usize>width;
    bias += line;
    out += line;
  }
  return sum;
}
