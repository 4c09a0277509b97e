/** The network's memory and inner loops: WebAssembly, or plain TypeScript where the engine has none. */

import { webAssembly } from '../../webassembly.ts';
import { inferBytes } from './infer.ts';
import { plainLoops } from './plain.ts';

/** All addresses are byte offsets in the kernel's memory; what each does stands in `infer.as.ts`. */
export interface Loops {
  products(w: number, x: number, y: number, outs: number, ins: number, rows: number, stride: number): void;
  taps(h: number, w: number, q: number, width: number, rows: number, dilation: number): void;
  residual(y: number, h: number, bias: number, scale: number, width: number, rows: number): void;
  quantise(h: number, q: number, scale: number, width: number, rows: number, stride: number): void;
  rounds(f: number, q: number, scale: number, count: number): void;
  unpack(list: number, rows: number, x: number, stride: number, levels: number, width: number): void;
  total(list: number, rows: number, out: number, levels: number, width: number): void;
  bits(list: number, rows: number, table: number, x: number, scale: number): void;
  affine(list: number, rows: number, y: number, unit: number, bias: number, width: number): void;
  merge(list: number, rows: number, y: number, unit: number, topic: number, width: number): void;
  gather(list: number, rows: number, h: number, topic: number, width: number): void;
  spell(
    words: number,
    rows: number,
    table: number,
    bias: number,
    out: number,
    width: number,
    alphabet: number,
    scale: number,
    stride: number,
  ): void;
  remember(
    y: number,
    q: number,
    bias: number,
    unit: number,
    scale: number,
    apart: number,
    width: number,
    rows: number,
    step: number,
    qStep: number,
  ): void;
  add(y: number, h: number, unit: number, width: number, rows: number): void;
}

export interface Kernel extends Loops {
  buffer: ArrayBuffer;
  /** Reserves so many bytes, aligned to 16. */
  reserve(bytes: number): number;
}

/** Where the first bytes are that `reserve` gives. */
export const FIRST_ADDRESS = 1024;

/** Bytes that so many take where whatever comes behind is aligned. */
export const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

/** A kernel with so many bytes of memory. `plain` takes the fallback; so does an engine without (SIMD in) WebAssembly. */
export function createKernel(bytes: number, plain = false): Kernel {
  const pages = Math.ceil((bytes + FIRST_ADDRESS) / 65536);
  let buffer: ArrayBuffer | null = null;
  let loops: Loops | null = null;
  if (!plain && webAssembly) {
    try {
      const memory = new webAssembly.Memory({ initial: pages });
      const module = new webAssembly.Module(Buffer.from(inferBytes, 'base64'));
      loops = new webAssembly.Instance(module, { env: { memory } }).exports as unknown as Loops;
      buffer = memory.buffer;
    } catch {
      // No vector instructions: the plain loops below.
      loops = null;
    }
  }
  if (!buffer || !loops) {
    buffer = new ArrayBuffer(pages * 65536);
    loops = plainLoops(buffer);
  }
  const size = buffer.byteLength;
  let next = FIRST_ADDRESS;
  return {
    ...loops,
    buffer,
    reserve(count) {
      const at = next;
      next += aligned(count);
      if (next > size) throw new Error('the network needs more memory than was reserved');
      return at;
    },
  };
}
