import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inferBytes } from '../../src/entities/kernel/infer.ts';
import { createKernel } from '../../src/entities/kernel/kernel.ts';
import { gemmBytes } from '../../src/train/kernel/gemm.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js');
const FLAGS = '-O3 --noAssert --runtime stub --enable simd --importMemory --initialMemory 1 --use abort='.split(' ');

describe('committed bytes are what the source compiles to', () => {
  test.skipIf(!existsSync(compiler)).each([
    { source: 'src/entities/kernel/infer.as.ts', bytes: inferBytes },
    { source: 'src/train/kernel/gemm.as.ts', bytes: gemmBytes },
  ])('$source', ({ source, bytes }) => {
    const folder = mkdtempSync(join(tmpdir(), 'isnad-asc-'));
    const out = join(folder, 'out.wasm');
    execFileSync(process.execPath, [compiler, source, '-o', out, ...FLAGS], { cwd: root });
    expect(readFileSync(out).toString('base64')).toBe(bytes);
    rmSync(folder, { recursive: true });
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
    const [word, table, out] = [kernel.reserve(16), kernel.reserve(5 * 9 * 8 * 4), kernel.reserve(8 * 4)];
    for (let i = 0; i < 5 * 9 * 8; i++) f32[(table >> 2) + i] = next() * 3;
    for (let i = 0; i < 6; i++) u8[word + i] = (i * 5) % 9;
    kernel.spell(word, 6, table, bias, out, 8, 9);
    return Buffer.from(kernel.buffer.slice(0));
  };
  test('products, taps, residual, quantise, spell', () => expect(run(true).equals(run(false))).toBe(true));
});
