/** The tagger's memory and inner loops: WebAssembly, or plain TypeScript where the engine has none. */
import { inferBytes } from './infer.ts';
import { plainLoops } from './plain.ts';
import { webAssembly } from './webassembly.ts';

/** All addresses are byte offsets in the kernel's memory; what each does stands in `infer.as.ts`. */
export interface Loops {
  products(w: number, x: number, y: number, outs: number, ins: number, rows: number, stride: number): void;
  taps(h: number, w: number, q: number, width: number, rows: number, dilation: number): void;
  residual(y: number, h: number, bias: number, scale: number, width: number, rows: number): void;
  quantise(h: number, q: number, scale: number, width: number, rows: number, stride: number): void;
  spell(word: number, length: number, table: number, bias: number, out: number, width: number, alphabet: number): void;
}

export interface Kernel extends Loops {
  buffer: ArrayBuffer;
  /** Reserves so many bytes, aligned to 16. */
  reserve(bytes: number): number;
}

/** A kernel with so many bytes of memory. `plain` takes the fallback; so does an engine without (SIMD in) WebAssembly. */
export function createKernel(bytes: number, plain = false): Kernel {
  const pages = Math.ceil((bytes + 1024) / 65536);
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
  let next = 1024;
  const { products, taps, residual, quantise, spell } = loops;
  return {
    buffer,
    products,
    taps,
    residual,
    quantise,
    spell,
    reserve(count) {
      const at = next;
      next += Math.ceil(count / 16) * 16;
      if (next > size) throw new Error('the tagger needs more memory than was reserved');
      return at;
    },
  };
}
