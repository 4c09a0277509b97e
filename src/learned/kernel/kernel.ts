/** Models in the memory of a WebAssembly kernel: asked by V8's interpreter they took an eighth of a run over one article, there a twenty-fifth. */
import { webAssembly } from '../../webassembly.ts';
import type { Lines } from '../trees.ts';
import { chooseBytes } from './choose.ts';

/** All addresses are byte offsets in the kernel's memory; what each does stands in `choose.as.ts`. */
interface Loops {
  read(thresholds: number, features: number, lefts: number, values: number): void;
  pack(forest: number, roots: number, first: number, end: number, places: number, scratch: number): void;
  score(forest: number, row: number, cells: number, width: number, base: number): number;
  rise(
    row: number,
    base: number,
    places: number,
    features: number,
    first: number,
    units: number,
    from: number,
    hidden: number,
    list: number,
  ): void;
  deepen(
    hidden: number,
    second: number,
    bias: number,
    out: number,
    list: number,
    deep: number,
    nets: number,
    width: number,
  ): number;
}

type Numbers = Float32Array | Uint16Array | Uint32Array | Int32Array | Uint8Array;

const PAGE = 65536;
/** What the models that ship take, and the rows. */
const FIRST_PAGES = 32;
/** The lines of a document of some three hundred thousand words; those of a longer one stay outside, and are read the plain way. */
const MOST_CELLS = 1 << 25;

export class Kernel {
  readonly #memory = new webAssembly!.Memory({ initial: FIRST_PAGES });
  readonly loops: Loops;
  #f32 = new Float32Array(this.#memory.buffer);
  #u8 = new Uint8Array(this.#memory.buffer);
  #next = 1024;
  /** A row to be asked, and the base of a series. */
  row = 0;
  base = 0;
  /** Whose base that is; null after the room for rows has moved. */
  series: object | null = null;
  #rowCells = 0;
  #lines: Lines | null = null;
  #cells = 0;
  #cellsSize = 0;

  /** Throws where the engine has no vector instructions. */
  constructor() {
    const module = new webAssembly!.Module(Buffer.from(chooseBytes, 'base64'));
    this.loops = new webAssembly!.Instance(module, { env: { memory: this.#memory } }).exports as unknown as Loops;
  }

  /** Room for so many bytes, aligned to 16. */
  reserve(bytes: number): number {
    const at = this.#next;
    this.#next += Math.ceil(bytes / 16) * 16;
    const missing = this.#next - this.#u8.length;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
      this.#f32 = new Float32Array(this.#memory.buffer);
      this.#u8 = new Uint8Array(this.#memory.buffer);
    }
    return at;
  }

  /** A copy of some numbers; where it is. */
  put(numbers: Numbers): number {
    const at = this.reserve(numbers.byteLength);
    this.#u8.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    return at;
  }

  /** Runs something whose copies are not needed behind it. */
  aside(run: () => void): void {
    const next = this.#next;
    run();
    this.#next = next;
  }

  /** Copies a row to where `row` points. */
  load(row: ArrayLike<number>): void {
    this.#hold(row.length);
    this.#f32.set(row, this.row >> 2);
  }

  /** The same for what all rows of a series have in common. */
  loadBase(row: ArrayLike<number>): void {
    this.#hold(row.length);
    this.#f32.set(row, this.base >> 2);
  }

  #hold(cells: number): void {
    if (cells <= this.#rowCells) return;
    this.#rowCells = Math.max(cells, 2048);
    this.row = this.reserve(4 * this.#rowCells);
    this.base = this.reserve(4 * this.#rowCells);
    this.series = null;
  }

  /** Where the cells of a document's lines are; -1 where they are too many. They are copied once, and must not change. */
  cellsOf(lines: Lines): number {
    if (lines === this.#lines) return this.#cells;
    const { cells } = lines;
    if (cells.length > MOST_CELLS) return -1;
    if (cells.length > this.#cellsSize) {
      this.#cellsSize = Math.max(cells.length + (cells.length >> 1), PAGE);
      // sixteen are read at a time
      this.#cells = this.reserve(this.#cellsSize + 16);
    }
    this.#u8.set(cells, this.#cells);
    this.#lines = lines;
    return this.#cells;
  }
}

let made: Kernel | null | undefined;

/** The kernel of this thread; null where the engine has none. */
export function kernel(): Kernel | null {
  if (made === undefined) {
    try {
      made = webAssembly ? new Kernel() : null;
    } catch {
      made = null;
    }
  }
  return made;
}
