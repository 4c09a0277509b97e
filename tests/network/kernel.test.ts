import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseBytes } from '../../src/learned/kernel/choose.ts';
import { inferBytes } from '../../src/network/kernel/infer.ts';
import { createKernel } from '../../src/network/kernel/kernel.ts';
import { gemmBytes } from '../../src/train/kernel/gemm.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(root, 'node_modules/assemblyscript/dist/asc.js');
const FLAGS = '-O3 --noAssert --runtime stub --enable simd --importMemory --initialMemory 1 --use abort='.split(' ');

/** How V8 makes WebAssembly faster while it runs: for the compiler, which runs once, that takes longer than the compiler itself. */
const TIERS = ['wasm-tier-up', 'wasm-dynamic-tiering'];

describe('committed bytes are what the source compiles to', () => {
  beforeAll(() => {
    for (const flag of TIERS) setFlagsFromString(`--no-${flag}`);
  });
  afterAll(() => {
    for (const flag of TIERS) setFlagsFromString(`--${flag}`);
  });
  test.skipIf(!existsSync(compiler)).each([
    { source: 'src/learned/kernel/choose.as.ts', bytes: chooseBytes },
    { source: 'src/network/kernel/infer.as.ts', bytes: inferBytes },
    { source: 'src/train/kernel/gemm.as.ts', bytes: gemmBytes },
  ])('$source', async ({ source, bytes }) => {
    const { main } = await import('assemblyscript/asc');
    let compiled = '';
    const writeFile = (_: string, contents: string | Uint8Array): void => {
      compiled = Buffer.from(contents as Uint8Array).toString('base64');
    };
    const argv = [source, '--baseDir', root, '-o', 'out.wasm', ...FLAGS];
    const { error } = await main(argv, { writeFile });
    expect({ error, compiled }).toEqual({ error: null, compiled: bytes });
  });
});

describe('plain loops do what WebAssembly does, to the bit', () => {
  const run = (plain: boolean) => {
    const kernel = createKernel(1 << 18, plain);
    let state = 99;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 4294967296 - 0.5;
    };
    const [rows, ins, outs] = [8, 24, 16];
    const [w, x, y] = [kernel.reserve(ins * outs * 2), kernel.reserve(rows * 32 * 2), kernel.reserve(rows * outs * 4)];
    const i16 = new Int16Array(kernel.buffer);
    const f32 = new Float32Array(kernel.buffer);
    for (let i = 0; i < ins * outs; i++) i16[(w >> 1) + i] = Math.round(next() * 8000);
    for (let i = 0; i < rows * 32; i++) i16[(x >> 1) + i] = Math.round(next() * 8000);
    kernel.products(w, x, y, outs, ins, rows, 32);
    const bias = kernel.reserve(outs * 4);
    for (let j = 0; j < outs; j++) f32[(bias >> 2) + j] = next();
    const h = kernel.reserve((rows + 8) * outs * 4) + 4 * outs * 4;
    for (let i = 0; i < rows * outs; i++) f32[(h >> 2) + i] = next() * 9;
    kernel.residual(y, h, bias, 3e-7, outs, rows);
    const taps = kernel.reserve(3 * outs * 4);
    for (let i = 0; i < 3 * outs; i++) f32[(taps >> 2) + i] = next() * 9000;
    const q = kernel.reserve(rows * outs * 2);
    kernel.taps(h, taps, q, outs, rows, 2);
    const r = kernel.reserve(rows * 2 * outs * 2);
    kernel.quantise(h, r, 1234.5, outs, rows, 2 * outs);
    const u8 = new Uint8Array(kernel.buffer);
    const u32 = new Uint32Array(kernel.buffer);
    const random = (count: number, size: number) => {
      const at = kernel.reserve(count * 4);
      for (let i = 0; i < count; i++) f32[(at >> 2) + i] = next() * size;
      return at;
    };
    const table = random(5 * 9 * 8, 3);
    const [words, out] = [kernel.reserve(32), kernel.reserve(2 * 16 * 2)];
    u8.set([6, 0, 5, 1, 6, 2, 7], words);
    u8.set([2, 8, 3], words + 16);
    kernel.spell(words, 2, table, bias, out, 8, 9, 612.25, 16);
    const list = kernel.reserve(64);
    const rounded = kernel.reserve(16);
    // Halves go up, whatever their sign; sums beyond 16 bits stay at the edge.
    f32.set([0.5, -0.5, 1.5, -2.5, 2.4, -2.6, 4e4, -4e4], table >> 2);
    kernel.rounds(table, rounded, 1, 8);
    const packed = kernel.reserve(8);
    u8.set([0x1f, 0xe2, 0x70, 0x98], packed);
    u32.set([packed, packed + 2], list >> 2);
    kernel.unpack(list, 2, out, 16, w, 4);
    const total = kernel.reserve(4 * 8);
    kernel.total(list, 2, total, table, 4);
    const [own, sums, rowsOfBits] = [random(64, 5), kernel.reserve(2 * 32 * 4), random(3 * 32, 5)];
    u32.set([own, sums, 2, 0, 2, own + 128, sums + 128, 0], list >> 2);
    const q2 = kernel.reserve(2 * 32 * 2);
    kernel.bits(list, 2, rowsOfBits, q2, 777.7);
    const targets = kernel.reserve(4 * outs * 4);
    u32.set([targets, targets + outs * 4], list >> 2);
    kernel.affine(list, 2, y, 1.7e-7, bias, outs);
    u32.set([targets, targets + 2 * outs * 4, targets + outs * 4, targets + 3 * outs * 4], list >> 2);
    kernel.merge(list, 2, y, -2.3e-7, bias, outs);
    u32.set([targets + 2 * outs * 4, targets], list >> 2);
    const gathered = kernel.reserve(2 * outs * 4);
    kernel.gather(list, 2, gathered, bias, outs);
    return {
      buffer: Buffer.from(kernel.buffer.slice(0)),
      rounded: [...i16.subarray(rounded >> 1, (rounded >> 1) + 8)],
    };
  };
  const [plain, fast] = [run(true), run(false)];
  test('every loop', () => expect(plain.buffer.equals(fast.buffer)).toBe(true));
  test('rounding', () => expect(fast.rounded).toEqual([1, 0, 2, -2, 2, -3, 32767, -32768]));
});
