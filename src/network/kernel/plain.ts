/** The inner loops of `infer.as.ts` in plain TypeScript: slower, and bit for bit the same. */
import type { Loops } from './kernel.ts';

const { fround } = Math;

/** Round half to even, as the processor does. */
function nearest(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

const saturate = (x: number): number => Math.max(-32768, Math.min(32767, nearest(x)));

/** Halves go up. */
const rounded = (x: number): number => Math.max(-32768, Math.min(32767, Math.round(x)));

const half = (both: number, j: number): number => (j & 1 ? both >> 4 : both & 15);

interface Views {
  f32: Float32Array;
  i32: Int32Array;
  i16: Int16Array;
  u8: Uint8Array;
  u32: Uint32Array;
  f64: Float64Array;
}

export function plainLoops(buffer: ArrayBuffer): Loops {
  const views: Views = {
    f32: new Float32Array(buffer),
    i32: new Int32Array(buffer),
    i16: new Int16Array(buffer),
    u8: new Uint8Array(buffer),
    u32: new Uint32Array(buffer),
    f64: new Float64Array(buffer),
  };
  return { ...layerLoops(views), ...rowLoops(views), ...wordLoops(views), ...memoryLoops(views) };
}

function layerLoops({ f32, i32, i16 }: Views): Pick<Loops, 'products' | 'taps' | 'residual' | 'quantise' | 'rounds'> {
  return {
    products(w, x, y, outs, ins, rows, stride) {
      for (let t = 0; t < rows; t++) {
        const from = (x >> 1) + t * stride;
        for (let o = 0; o < outs; o++) {
          let at = (w >> 1) + (o >> 3) * ins * 8 + (o & 7) * 2;
          let sum = 0;
          for (let i = 0; i < ins; i += 2) {
            sum = (sum + i16[at]! * i16[from + i]! + i16[at + 1]! * i16[from + i + 1]!) | 0;
            at += 16;
          }
          i32[(y >> 2) + t * outs + o] = sum;
        }
      }
    },
    taps(h, w, q, width, rows, dilation) {
      const u = w >> 2;
      const back = dilation * width;
      for (let t = 0; t < rows; t++) {
        const at = (h >> 2) + t * width;
        const to = (q >> 1) + t * width;
        for (let j = 0; j < width; j++) {
          let sum = fround(f32[at - back + j]! * f32[u + j]!);
          sum = fround(sum + fround(f32[at + j]! * f32[u + width + j]!));
          sum = fround(sum + fround(f32[at + back + j]! * f32[u + 2 * width + j]!));
          i16[to + j] = saturate(sum);
        }
      }
    },
    residual(y, h, bias, scale, width, rows) {
      const factor = fround(scale);
      for (let t = 0; t < rows; t++) {
        for (let j = 0; j < width; j++) {
          const at = t * width + j;
          const product = fround(fround(i32[(y >> 2) + at]!) * factor);
          const value = fround(product + f32[(bias >> 2) + j]!);
          f32[(h >> 2) + at] = fround(f32[(h >> 2) + at]! + Math.max(value, 0));
        }
      }
    },
    quantise(h, q, scale, width, rows, stride) {
      const factor = fround(scale);
      for (let t = 0; t < rows; t++) {
        for (let j = 0; j < width; j++)
          i16[(q >> 1) + t * stride + j] = saturate(fround(f32[(h >> 2) + t * width + j]! * factor));
      }
    },
    rounds(f, q, scale, count) {
      for (let i = 0; i < count; i++) i16[(q >> 1) + i] = rounded(f32[(f >> 2) + i]! * scale);
    },
  };
}

function rowLoops({
  f32,
  i32,
  i16,
  u8,
  u32,
  f64,
}: Views): Pick<Loops, 'unpack' | 'total' | 'affine' | 'merge' | 'gather'> {
  return {
    unpack(list, rows, x, stride, levels, width) {
      for (let t = 0; t < rows; t++) {
        const from = u32[(list >> 2) + t]!;
        for (let j = 0; j < width; j++)
          i16[(x >> 1) + t * stride + j] = i16[(levels >> 1) + j * 16 + half(u8[from + (j >> 1)]!, j)]!;
      }
    },
    total(list, rows, out, levels, width) {
      for (let t = 0; t < rows; t++) {
        const from = u32[(list >> 2) + t]!;
        for (let j = 0; j < width; j++)
          f64[(out >> 3) + j]! += f32[(levels >> 2) + j * 16 + half(u8[from + (j >> 1)]!, j)]!;
      }
    },
    affine(list, rows, y, unit, bias, width) {
      for (let t = 0; t < rows; t++) {
        const to = u32[(list >> 2) + t]! >> 2;
        for (let j = 0; j < width; j++) f32[to + j] = i32[(y >> 2) + t * width + j]! * unit + f32[(bias >> 2) + j]!;
      }
    },
    merge(list, rows, y, unit, topic, width) {
      for (let t = 0; t < rows; t++) {
        const from = u32[(list >> 2) + 2 * t]! >> 2;
        const to = u32[(list >> 2) + 2 * t + 1]! >> 2;
        for (let j = 0; j < width; j++)
          f32[to + j] = Math.max(0, f32[from + j]! + i32[(y >> 2) + t * width + j]! * unit) + f32[(topic >> 2) + j]!;
      }
    },
    gather(list, rows, h, topic, width) {
      for (let t = 0; t < rows; t++) {
        const from = u32[(list >> 2) + t]! >> 2;
        for (let j = 0; j < width; j++) f32[(h >> 2) + t * width + j] = f32[from + j]! + f32[(topic >> 2) + j]!;
      }
    },
  };
}

function wordLoops({ f32, i16, u8, u32 }: Views): Pick<Loops, 'bits' | 'spell'> {
  return {
    bits(list, rows, table, x, scale) {
      let at = list >> 2;
      for (let t = 0; t < rows; t++) {
        const from = u32[at]! >> 2;
        const to = u32[at + 1]! >> 2;
        const count = u32[at + 2]!;
        at += 3;
        for (let j = 0; j < 32; j++) {
          let sum = f32[from + j]!;
          for (let i = 0; i < count; i++) sum = fround(sum + f32[(table >> 2) + u32[at + i]! * 32 + j]!);
          f32[to + j] = sum;
          i16[(x >> 1) + t * 32 + j] = rounded(Math.max(0, sum) * scale);
        }
        at += count;
      }
    },
    spell(words, rows, table, bias, out, width, alphabet, scale, stride) {
      for (let t = 0; t < rows; t++) {
        const word = words + 16 * t + 1;
        const length = u8[word - 1]!;
        for (let j = 0; j < width; j++) {
          let most = 0;
          for (let r = 0; r < length; r++) {
            let sum = f32[(bias >> 2) + j]!;
            for (let k = Math.max(0, 2 - r); k < Math.min(5, length + 2 - r); k++) {
              sum = fround(sum + f32[(table >> 2) + (k * alphabet + u8[word + r + k - 2]!) * width + j]!);
            }
            if (sum > most) most = sum;
          }
          i16[(out >> 1) + t * stride + j] = rounded(most * scale);
        }
      }
    },
  };
}

function memoryLoops({ f32, i32, i16 }: Views): Pick<Loops, 'remember' | 'add'> {
  return {
    remember(y, q, bias, unit, scale, apart, width, rows, step, qStep) {
      const factor = fround(unit);
      const whole = fround(scale);
      const turned = (x: number): number => fround(x / fround(1 + Math.abs(x)));
      const input = (at: number, from: number): number => fround(fround(fround(i32[at]!) * factor) + f32[from]!);
      for (let j = 0; j < width; j++) {
        let state = 0;
        for (let t = 0; t < rows; t++) {
          const at = ((y + t * step) >> 2) + j;
          const from = (bias >> 2) + j;
          const gate = fround(fround(turned(input(at, from)) * 0.5) + 0.5);
          const own = turned(input(at + (apart >> 2), from + (apart >> 2)));
          state = fround(state + fround(gate * fround(own - state)));
          i16[((q + t * qStep) >> 1) + j] = saturate(fround(state * whole));
        }
      }
    },
    add(y, h, unit, width, rows) {
      const factor = fround(unit);
      for (let at = 0; at < width * rows; at++)
        f32[(h >> 2) + at] = fround(f32[(h >> 2) + at]! + fround(fround(i32[(y >> 2) + at]!) * factor));
    },
  };
}
