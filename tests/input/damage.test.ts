/** Files of every format, damaged at random: whatever comes of them, it is documents and problems, never an exception. */

import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { PROBLEM_CODES, readInputs } from '../../src/input/index.ts';
import { corpus } from '../batch/corpus.ts';
import { size } from '../long.ts';
import { folder } from './folder.ts';

/** A small generator of its own, so that a failure can be had again: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const DAMAGE: Record<string, (bytes: Buffer, next: () => number) => Buffer> = {
  'other bytes': (bytes, next) => {
    for (let i = 0; i < 12; i++) bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
    return bytes;
  },
  'an end too early': (bytes, next) => bytes.subarray(0, Math.floor(next() * bytes.length)),
  'a part missing or doubled': (bytes, next) =>
    Buffer.concat([bytes.subarray(0, next() * bytes.length), bytes.subarray(next() * bytes.length)]),
  'a part turned round': (bytes, next) => {
    const at = Math.floor(next() * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(bytes.subarray(at)).reverse()]);
  },
};

test.each(Object.keys(DAMAGE))(
  '%s',
  async (kind) => {
    const root = folder();
    const next = random(kind.length);
    const { files } = corpus(25);
    for (let round = 0; round < size(6, 12); round++) {
      for (const [name, content] of Object.entries(files)) {
        const path = join(root, basename(name));
        const damaged = (DAMAGE[kind] as (typeof DAMAGE)[string])(Buffer.from(content as string), next);
        writeFileSync(path, damaged);
        for await (const item of readInputs({ paths: [path] })) {
          if (item.ok) expect(item.document.text.trim()).not.toBe('');
          else expect(PROBLEM_CODES).toContain(item.problem.code);
        }
      }
    }
  },
  60_000,
);
