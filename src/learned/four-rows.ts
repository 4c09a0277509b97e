/** Four rows of a series at once, in the lanes of WebAssembly's vectors (`four.as.ts`): a row takes a fifth of the time. The sums are the same to the last bit. */
import { fourBytes } from './four.ts';
import { MOST_LEAVES, type Scorer } from './scorer.ts';
import type { Lines } from './trees.ts';
import { webAssembly } from './webassembly.ts';

interface Loops {
  strike(x: number, list: number, count: number, bits: number): void;
  begin(given: number, trees: number, bits: number): void;
  sum(bits: number, trees: number, values: number, base: number, out: number): void;
}

const LANES = 4;
/** Words of a node: threshold, place of its tree's leaves, leaves. */
const NODE = 3;
const PAGE = 65536;

export class Four {
  readonly #scorer: Scorer;
  readonly #loops: Loops;
  readonly #f32: Float32Array;
  readonly #u32: Uint32Array;
  readonly #trees: number;
  /** Of the series: the leaves that its base leaves, and the features that it leaves open. */
  readonly #given: Int32Array;
  readonly #open: Uint16Array;
  #count = 0;
  #lane = 0;
  readonly #sums: Float64Array;
  /** Byte offsets. */
  readonly #at: { sums: number; nodes: number; given: number; bits: number; values: number; x: number; list: number };

  constructor(scorer: Scorer, module: object) {
    const { columns, thresholds, trees, leaves, values } = scorer;
    const count = scorer.to - scorer.from;
    let next = 0;
    const reserve = (bytes: number): number => {
      const at = next;
      next += 16 * Math.ceil(bytes / 16);
      return at;
    };
    this.#scorer = scorer;
    this.#trees = count;
    this.#at = {
      sums: reserve(8 * LANES),
      nodes: reserve(4 * NODE * thresholds.length),
      given: reserve(4 * count),
      bits: reserve(4 * LANES * count),
      values: reserve(4 * MOST_LEAVES * count),
      x: reserve(4 * LANES * columns.length),
      list: reserve(8 * columns.length),
    };
    const memory = new webAssembly!.Memory({ initial: Math.ceil(next / PAGE) });
    this.#loops = new webAssembly!.Instance(module, { env: { memory } }).exports as unknown as Loops;
    const { buffer } = memory;
    this.#f32 = new Float32Array(buffer);
    this.#u32 = new Uint32Array(buffer);
    this.#sums = new Float64Array(buffer, this.#at.sums, LANES);
    this.#given = new Int32Array(buffer, this.#at.given, count);
    this.#open = new Uint16Array(columns.length);
    this.#f32.set(values, this.#at.values >> 2);
    for (let k = 0, at = this.#at.nodes >> 2; k < thresholds.length; k++, at += NODE) {
      this.#f32[at] = thresholds[k]!;
      this.#u32[at + 1] = 4 * LANES * trees[k]!;
      this.#u32[at + 2] = leaves[k]!;
    }
  }

  begin(base: Float32Array, lines: Lines | null): void {
    const { begins } = this.#scorer;
    this.#lane = 0;
    this.#count = this.#scorer.strike(this.#given.fill(-1), base, lines, this.#open);
    for (let k = 0, at = this.#at.list >> 2; k < this.#count; k++) {
      const c = this.#open[k]!;
      this.#u32[at++] = this.#at.nodes + 4 * NODE * begins[c]!;
      this.#u32[at++] = this.#at.nodes + 4 * NODE * begins[c + 1]!;
    }
  }

  /** Takes a row into the next lane; the scores follow when all are taken. */
  add(row: Float32Array, lines: Lines | null, scores: number[]): void {
    const { columns, windows } = this.#scorer;
    const open = this.#open;
    const f32 = this.#f32;
    for (let k = 0, at = (this.#at.x >> 2) + this.#lane; k < this.#count; k++, at += LANES) {
      const c = open[k]!;
      const window = windows[c]!;
      f32[at] = window < 0 ? row[columns[c]!]! : lines!.cells[row[window]! * lines!.width + columns[c]! - window]!;
    }
    if (++this.#lane === LANES) this.end(scores);
  }

  /** The scores of the rows in the lanes. */
  end(scores: number[]): void {
    const { sums, given, bits, values, x, list } = this.#at;
    if (this.#lane === 0) return;
    this.#loops.begin(given, this.#trees, bits);
    this.#loops.strike(x, list, this.#count, bits);
    this.#loops.sum(bits, this.#trees, values, this.#scorer.base, sums);
    for (let lane = 0; lane < this.#lane; lane++) scores.push(this.#sums[lane]!);
    this.#lane = 0;
  }
}

let module: object | null | undefined;
const known = new WeakMap<Scorer, Four>();

/** Null where the engine has no vector instructions. */
export function fourOf(scorer: Scorer): Four | null {
  if (module === undefined) module = compiled();
  if (!module) return null;
  let four = known.get(scorer);
  if (!four) {
    four = new Four(scorer, module);
    known.set(scorer, four);
  }
  return four;
}

function compiled(): object | null {
  try {
    return webAssembly ? new webAssembly.Module(Buffer.from(fourBytes, 'base64')) : null;
  } catch {
    return null;
  }
}
