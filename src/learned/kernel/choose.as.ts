// How the learned stations' models are asked, in WebAssembly. AssemblyScript; `trees.ts` and `perceptron.ts` do the same without it, to the bit.

/**
 * A forest is asked by its features instead of tree by tree ("QuickScorer": Lucchese and others, 2015). Each tree has a set of leaves, in the
 * beginning all of them; a node whose feature is above its threshold takes those of its left side away, and the leftmost one that is left
 * is where the row comes to. Nothing is read of the two nodes in three whose feature is not above: those of a feature stand in the order of their
 * thresholds, and of the bytes of a line only those are looked at that are not 0. A walk from the roots waited for memory at every step, and
 * took thrice as long.
 *
 * Where a forest is, as addresses and counts of 32 bits each:
 */
const TREES = 0;
/** Bytes of a tree's leaves, values of 32 bits from the left to the right, as many for each tree. */
const STRIDE = 4;
/** The features that are asked, first so many that stand in a row, then those of windows; `FEATURE` bytes each. */
const PLAIN = 8;
const FEATURES = 12;
/** Eight bytes a node: threshold, where its tree's set is, and what the node leaves of it. */
const NODES = 16;
const LEAVES = 20;
/** 16 bits for each tree. */
const SETS = 24;
/** Eight bytes a window: its first cell, and how many of its cells may be asked. */
const WINDOWS = 28;
const WINDOW_LIST = 32;
/** Four bytes for sixteen cells of a window: which are asked, and how many features of windows come before them. */
const BLOCKS = 36;

/** A feature: its least threshold, its nodes, its place in a row, and how many nodes. */
const FEATURE = 12;
const NODES_OF = 4;
const PLACE = 8;
const COUNT = 10;

let threshold: usize = 0;
let feature: usize = 0;
let left: usize = 0;
let value: usize = 0;
/** Where the next node of each place goes. */
let next: usize = 0;
/** Nodes of the place that is laid out. */
let nodes: usize = 0;
let leaf: i32 = 0;
let leaves: usize = 0;

/** Which of the node arrays of `trees.ts` are read next. */
export function read(thresholds: usize, features: usize, lefts: usize, values: usize): void {
  threshold = thresholds;
  feature = features;
  left = lefts;
  value = values;
}

/**
 * Lays out the nodes from `first` up to but not including `end`, in trees that begin at `roots`. `forest` says where to, and of each window how
 * many cells may be asked; `places` 32-bit cells at `scratch`, a place each.
 */
export function pack(forest: usize, roots: usize, first: i32, end: i32, places: i32, scratch: usize): void {
  next = scratch;
  memory.fill(next, 0, (<usize>places) << 2);
  for (let n = first; n < end; n++) {
    if (leftOf(n) === 0) continue;
    const at = next + (placeOf(n) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  nodes = load<u32>(forest, NODES);
  head(forest, places);
  const trees: i32 = load<u32>(forest, TREES);
  leaves = load<u32>(forest, LEAVES);
  for (let t = 0; t < trees; t++) {
    leaf = 0;
    const root: i32 = load<u32>(roots + ((<usize>t) << 2));
    grow(root, root, t);
    leaves += load<u32>(forest, STRIDE);
  }
  settle(forest);
}

function leftOf(n: i32): i32 {
  return load<u16>(left + ((<usize>n) << 1));
}

function placeOf(n: i32): usize {
  return load<u16>(feature + ((<usize>n) << 1));
}

/** Lays out the features that are asked, and which cells of the windows they are. `next` holds how many nodes a place has. */
function head(forest: usize, places: i32): void {
  const begin: usize = load<u32>(forest, FEATURES);
  const list: usize = load<u32>(forest, WINDOW_LIST);
  const behind = list + ((<usize>load<u32>(forest, WINDOWS)) << 3);
  let to = begin;
  let place: i32 = 0;
  for (let window = list; window < behind; window += 8) {
    to = headOf(place, load<u32>(window), to);
    place = load<u32>(window) + load<u32>(window, 4);
  }
  to = headOf(place, places, to);
  store<u32>(forest, (to - begin) / FEATURE, PLAIN);
  const inWindows = to;
  let block: usize = load<u32>(forest, BLOCKS);
  for (let window = list; window < behind; window += 8) {
    const end: i32 = load<u32>(window) + load<u32>(window, 4);
    for (let cell: i32 = load<u32>(window); cell < end; cell += 16, block += 4) {
      store<u16>(block, <u16>((to - inWindows) / FEATURE), 2);
      let asked: u32 = 0;
      for (let k = 0; k < 16 && cell + k < end; k++) {
        const one = headOf(cell + k, cell + k + 1, to);
        if (one !== to) asked |= 1 << k;
        to = one;
      }
      store<u16>(block, asked);
    }
  }
}

/** Those from one place up to another; gives where the next one goes. */
function headOf(from: i32, to: i32, at: usize): usize {
  for (let place = from; place < to; place++) {
    const cell = next + ((<usize>place) << 2);
    const count = load<u32>(cell);
    if (count === 0) continue;
    store<u32>(at, nodes, NODES_OF);
    store<u16>(at, place, PLACE);
    store<u16>(at, count, COUNT);
    store<u32>(cell, nodes);
    nodes += count << 3;
    at += FEATURE;
  }
  return at;
}

/** Lays out a node of a tree and what is below it. */
function grow(n: i32, root: i32, tree: i32): void {
  const child = leftOf(n);
  if (child === 0) {
    store<f32>(leaves + ((<usize>leaf) << 2), load<f32>(value + ((<usize>n) << 2)));
    leaf++;
    return;
  }
  const from = leaf;
  grow(root + child, root, tree);
  const cell = next + (placeOf(n) << 2);
  const at: usize = load<u32>(cell);
  store<u32>(cell, at + 8);
  store<f32>(at, load<f32>(threshold + ((<usize>n) << 2)));
  store<u16>(at, tree << 1, 4);
  const lost: i32 = ((1 << (leaf - from)) - 1) << from;
  store<u16>(at, <u16>~lost, 6);
  grow(root + child + 1, root, tree);
}

/** Brings the nodes of each feature into the order of their thresholds. */
function settle(forest: usize): void {
  let at: usize = load<u32>(forest, FEATURES);
  for (let first: usize = load<u32>(forest, NODES); first < nodes; at += FEATURE) {
    const behind = first + ((<usize>load<u16>(at, COUNT)) << 3);
    for (let node = first + 8; node < behind; node += 8) {
      const one = load<u64>(node);
      const most = load<f32>(node);
      let to = node;
      for (; to > first && load<f32>(to - 8) > most; to -= 8) store<u64>(to, load<u64>(to - 8));
      store<u64>(to, one);
    }
    store<f32>(at, load<f32>(first));
    first = behind;
  }
}

/** What a feature says that is above its least threshold. */
function mark(x: f32, at: usize, sets: usize): void {
  let node: usize = load<u32>(at, NODES_OF);
  const behind = node + ((<usize>load<u16>(at, COUNT)) << 3);
  do {
    const set = sets + <usize>load<u16>(node, 4);
    store<u16>(set, load<u16>(set) & load<u16>(node, 6));
    node += 8;
  } while (node < behind && !(x <= load<f32>(node)));
}

/** `base` and what the trees of a forest add for a row, whose windows name lines of `width` cells. No threshold of a cell is below 0. */
export function score(forest: usize, row: usize, cells: usize, width: i32, base: f64): f64 {
  const trees: usize = load<u32>(forest, TREES);
  const sets: usize = load<u32>(forest, SETS);
  memory.fill(sets, 0xff, trees << 1);
  let at: usize = load<u32>(forest, FEATURES);
  for (const end = at + <usize>load<u32>(forest, PLAIN) * FEATURE; at < end; at += FEATURE) {
    const x = load<f32>(row + ((<usize>load<u16>(at, PLACE)) << 2));
    if (!(x <= load<f32>(at))) mark(x, at, sets);
  }
  let window: usize = load<u32>(forest, WINDOW_LIST);
  let block: usize = load<u32>(forest, BLOCKS);
  const behind = window + ((<usize>load<u32>(forest, WINDOWS)) << 3);
  for (; window < behind; window += 8) {
    let line = cells + <usize>(<i32>load<f32>(row + ((<usize>load<u32>(window)) << 2)) * width);
    for (const end = line + <usize>load<u32>(window, 4); line < end; line += 16) {
      const asked: i32 = load<u16>(block);
      let seen = i8x16.bitmask(i8x16.ne(v128.load(line), i8x16.splat(0))) & asked;
      for (; seen !== 0; seen &= seen - 1) {
        const k = ctz(seen);
        const before = <usize>load<u16>(block, 2) + <usize>popcnt(asked & ((1 << k) - 1));
        const x = <f32>load<u8>(line + <usize>k);
        const one = at + before * FEATURE;
        if (!(x <= load<f32>(one))) mark(x, one, sets);
      }
      block += 4;
    }
  }
  let sum = base;
  let values: usize = load<u32>(forest, LEAVES);
  const stride: usize = load<u32>(forest, STRIDE);
  for (let t: usize = 0; t < trees; t++) {
    sum += <f64>load<f32>(values + ((<usize>ctz<u32>(load<u16>(sets + (t << 1)))) << 2));
    values += stride;
  }
  return sum;
}

function squash(x: f32): f32 {
  return x < 0 ? -sqrt<f32>(-x) : sqrt<f32>(x);
}

/** Lines of weights that are added up, eight bytes each: how many times, and where the line is. */
const LINE = 8;

/**
 * to = from + Σ times·line over a list of lines; `bytes` of each. Eight sums at a time stay in registers over all lines: brought to memory and back
 * for every line they took twice as long.
 */
function addUp(from: usize, list: usize, end: usize, to: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 128 <= bytes; at += 128) {
    let a = v128.load(from + at);
    let b = v128.load(from + at, 16);
    let c = v128.load(from + at, 32);
    let d = v128.load(from + at, 48);
    let e = v128.load(from + at, 64);
    let f = v128.load(from + at, 80);
    let g = v128.load(from + at, 96);
    let h = v128.load(from + at, 112);
    for (let one = list; one < end; one += LINE) {
      const times = v128.load32_splat(one);
      const line = <usize>load<u32>(one, 4) + at;
      a = f32x4.add(a, f32x4.mul(v128.load(line), times));
      b = f32x4.add(b, f32x4.mul(v128.load(line, 16), times));
      c = f32x4.add(c, f32x4.mul(v128.load(line, 32), times));
      d = f32x4.add(d, f32x4.mul(v128.load(line, 48), times));
      e = f32x4.add(e, f32x4.mul(v128.load(line, 64), times));
      f = f32x4.add(f, f32x4.mul(v128.load(line, 80), times));
      g = f32x4.add(g, f32x4.mul(v128.load(line, 96), times));
      h = f32x4.add(h, f32x4.mul(v128.load(line, 112), times));
    }
    v128.store(to + at, a);
    v128.store(to + at, b, 16);
    v128.store(to + at, c, 32);
    v128.store(to + at, d, 48);
    v128.store(to + at, e, 64);
    v128.store(to + at, f, 80);
    v128.store(to + at, g, 96);
    v128.store(to + at, h, 112);
  }
  for (; at < bytes; at += 16) {
    let a = v128.load(from + at);
    for (let one = list; one < end; one += LINE)
      a = f32x4.add(a, f32x4.mul(v128.load(<usize>load<u32>(one, 4) + at), v128.load32_splat(one)));
    v128.store(to + at, a);
  }
}

/**
 * hidden = from + Σ_k (squash(row[places[k]]) - squash(base[places[k]]))·first[k]; `units` a multiple of 4; all f32, places u32. `list`: room
 * for a line of each feature.
 */
export function rise(
  row: usize,
  base: usize,
  places: usize,
  features: i32,
  first: usize,
  units: i32,
  from: usize,
  hidden: usize,
  list: usize,
): void {
  const bytes: usize = (<usize>units) << 2;
  let end = list;
  for (let k = 0; k < features; k++) {
    const place: usize = (<usize>load<u32>(places)) << 2;
    const value = load<f32>(row + place);
    const common = load<f32>(base + place);
    if (value !== common) {
      store<f32>(end, squash(value) - squash(common));
      store<u32>(end, first, 4);
      end += LINE;
    }
    places += 4;
    first += bytes;
  }
  addUp(from, list, end, hidden, bytes);
}

/**
 * The score of the first layers' sums: of each of `nets` networks of `width` units (a multiple of 8) what the second layer gives, added up.
 * `list`: room for a line of each unit; `deep`: for the second layer.
 */
export function deepen(
  hidden: usize,
  second: usize,
  bias: usize,
  out: usize,
  list: usize,
  deep: usize,
  nets: i32,
  width: i32,
): f64 {
  const bytes: usize = (<usize>width) << 2;
  let sum: f64 = 0;
  for (let net = 0; net < nets; net++) {
    let end = list;
    for (let u: usize = 0; u < bytes; u += 4) {
      const value = load<f32>(hidden + u);
      store<f32>(end, value);
      store<u32>(end, second, 4);
      // without a branch, which half of the units would mislead
      end += (<usize>(value > 0)) << 3;
      second += bytes;
    }
    addUp(bias, list, end, deep, bytes);
    for (let v: usize = 0; v < bytes; v += 4) sum += <f64>max<f32>(load<f32>(deep + v), 0) * <f64>load<f32>(out + v);
    hidden += bytes;
    bias += bytes;
    out += bytes;
  }
  return sum;
}
