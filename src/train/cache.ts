/** Finished steps of the training, kept in a folder by name: what lies there isn't made again. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readForest, writeForest } from '../learned/file.ts';
import type { Forest } from '../learned/trees.ts';
import { type Model, readModel, writeModel } from '../network/modelFile.ts';

/** What `make` makes, when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function cachedModel(cache: string, name: string, make: () => Model): Model {
  const file = join(cache, `${name}.bin`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(file, writeModel(make()));
  }
  return readModel(readFileSync(file), file);
}

export function cachedForest(cache: string, name: string, make: () => Forest): Forest {
  const file = join(cache, `${name}.spans.txt`);
  if (!existsSync(file)) writeFileSync(file, writeForest(make()));
  return readForest(readFileSync(file, 'utf8'));
}

/** Lists of typed arrays in the cache, by name. */
export function cachedArrays(
  folder: string,
  name: string,
  make: () => (Int32Array | Float32Array)[],
): (Int32Array | Float32Array)[] {
  const file = join(folder, name);
  if (existsSync(`${file}.json`) && existsSync(`${file}.bin`)) {
    const sizes = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as [kind: 'i' | 'f', length: number][];
    const bytes = readFileSync(`${file}.bin`);
    let at = bytes.byteOffset;
    return sizes.map(([kind, length]) => {
      const array = new (kind === 'i' ? Int32Array : Float32Array)(bytes.buffer, at, length);
      at += length * 4;
      return array;
    });
  }
  const arrays = make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    `${file}.bin`,
    Buffer.concat(arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength))),
  );
  writeFileSync(
    `${file}.json`,
    JSON.stringify(arrays.map((array) => [array instanceof Int32Array ? 'i' : 'f', array.length])),
  );
  return arrays;
}

export function cachedWords(folder: string, name: string, make: () => string[]): string[] {
  const file = join(folder, `${name}.txt`);
  if (existsSync(file)) return readFileSync(file, 'utf8').split('\n');
  const words = make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, words.join('\n'));
  return words;
}
