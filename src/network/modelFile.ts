/** The model's binary file: a JSON header that names typed arrays, and their bytes. Reading makes views, no copies. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { HashIndex } from './hashes.ts';
import type { SkipWeights } from './skip.ts';
import type { Lexicon } from './words.ts';

const MAGIC = 0x314d4e49;
const MODEL_FILE = 'network.bin';

const ARRAYS = {
  i8: Int8Array,
  i16: Int16Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  f32: Float32Array,
} as const;
type Kind = keyof typeof ARRAYS;
type Numbers = Int8Array | Int16Array | Uint8Array | Uint16Array | Uint32Array | Float32Array;

/** Sizes of the network. */
export interface ModelShape {
  version: 1;
  vector: number;
  filters: number;
  hidden: number;
  dilations: number[];
  /** Whether the network has learned the bits of heads elsewhere in the document. */
  document: boolean;
  /** Layers that remember: their channels, and below which convolution each stands (the number of all: above the last). */
  memory?: { channels: number; below: readonly number[] };
  /** Largest values met in calibration: what 16-bit numbers must hold. */
  ranges: { input: number; bits: number; taps: number[]; memory?: number[]; top: number };
  /** Names of the input bits behind those of the lists, where whoever asks says them of each token (`reader`). */
  inputs?: readonly string[];
}

/** A network with its output: what one set of conventions has taught. */
export interface Head {
  shape: ModelShape;
  weights: ReadonlyMap<string, Float32Array>;
  /** Null where the network reads no evidence of lists and rules (as before it is fine-tuned). */
  skip: SkipWeights | null;
}

export interface Model extends Head {
  lexicon: Lexicon;
  /** Four bits a value: places in `levels`, times the column's `scale`; rows in the order of the lexicon's stems. */
  vectors: { packed: Uint8Array; levels: Float32Array; scale: Float32Array };
}

/** The head that ships as the program's own; others are kept to be measured by their corpora. */
export const OWN_HEAD = 'own';

interface Header {
  /** `scales`: of weights in 16 bits, what one unit is worth. */
  heads: Record<string, { shape: ModelShape; skipScale: number | null; scales?: Record<string, number> }>;
  arrays: Record<string, [kind: Kind, offset: number, length: number]>;
}

function checksum(words: Uint32Array): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) sum = Math.imul(sum ^ words[i]!, 0x01000193);
  return sum >>> 0;
}

/** Weights in 16 bits, which is more than the kernel keeps of them. */
function inShorts(weights: Float32Array): { values: Int16Array; scale: number } {
  const most = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const scale = most > 0 ? most / 32767 : 1;
  return { values: Int16Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}

export const LEXICON_ARRAYS = ['frequency', 'habits', 'nameBuckets', 'phraseKinds', 'headTypes'] as const;
export const INDEXES = ['stems', 'names', 'phrases', 'heads'] as const;

type Arrays = Map<string, Numbers>;

function putIndex(arrays: Arrays, name: string, { buckets, hashes }: HashIndex): void {
  arrays.set(`${name}.buckets`, buckets);
  arrays.set(`${name}.hashes`, hashes);
}

/** Puts a head's weights among the arrays; `narrow`: in 16 bits. Gives what the header says of it. */
function putHead(
  arrays: Arrays,
  name: string,
  { shape, weights, skip }: Head,
  narrow: boolean,
): Header['heads'][string] {
  const entry: Header['heads'][string] = { shape, skipScale: skip?.scale ?? null };
  if (narrow) entry.scales = {};
  for (const [key, weight] of weights) {
    const short = entry.scales && inShorts(weight);
    if (short && entry.scales) entry.scales[key] = short.scale;
    arrays.set(`${name}.w.${key}`, short?.values ?? weight);
  }
  if (!skip) return entry;
  arrays.set(`${name}.skip.evidence`, skip.evidence);
  arrays.set(`${name}.skip.ofStems`, skip.ofStems);
  putIndex(arrays, `${name}.skip.stems`, skip.stems);
  return entry;
}

/**
 * The bytes of a model: magic, checksum of all that follows, header length, header, arrays (each at a multiple of 8). `others`: further
 * heads over the same words, by name; their weights take 16 bits.
 */
export function writeModel(model: Model, others: Readonly<Record<string, Head>> = {}): Uint8Array {
  const { lexicon, vectors } = model;
  const arrays: Arrays = new Map();
  for (const name of INDEXES) putIndex(arrays, name, lexicon[name]);
  for (const name of LEXICON_ARRAYS) arrays.set(name, lexicon[name]);
  arrays.set('vectors', vectors.packed);
  arrays.set('levels', vectors.levels);
  arrays.set('scale', vectors.scale);
  const header: Header = { heads: {}, arrays: {} };
  for (const [name, head] of Object.entries({ [OWN_HEAD]: model, ...others }))
    header.heads[name] = putHead(arrays, name, head, name !== OWN_HEAD);
  let offset = 0;
  for (const [name, array] of arrays) {
    const kind = (Object.keys(ARRAYS) as Kind[]).find((key) => array instanceof ARRAYS[key])!;
    header.arrays[name] = [kind, offset, array.length];
    offset += Math.ceil(array.byteLength / 8) * 8;
  }
  const text = Buffer.from(JSON.stringify(header));
  const start = Math.ceil((12 + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + offset);
  bytes.set(text, 12);
  for (const [name, array] of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + header.arrays[name]![1]);
  }
  const words = new Uint32Array(bytes.buffer);
  words[0] = MAGIC;
  words[2] = text.length;
  words[1] = checksum(words.subarray(2));
  return bytes;
}

/** Reads a model's bytes with one of its heads; throws where they are damaged. `name` stands in the error. */
export function readModel(bytes: Uint8Array, name: string, head = OWN_HEAD): Model {
  const damaged = () => new Error(`${name}: damaged or not a model of this program; install the package again`);
  // Typed arrays need an aligned beginning; small files come out of Node's shared pool.
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  if (aligned.byteLength < 12 || aligned.byteLength % 8 !== 0) throw damaged();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  if (words[0] !== MAGIC || words[1] !== checksum(words.subarray(2))) throw damaged();
  const size = words[2]!;
  const header = JSON.parse(Buffer.from(aligned.buffer, aligned.byteOffset + 12, size).toString('utf8')) as Header;
  const start = aligned.byteOffset + Math.ceil((12 + size) / 8) * 8;
  const array: ArrayIn = <K extends Kind>(key: string, kind: K) => {
    const entry = header.arrays[key];
    if (entry?.[0] !== kind) throw damaged();
    return new ARRAYS[kind](aligned.buffer as ArrayBuffer, start + entry[1], entry[2]) as InstanceType<
      (typeof ARRAYS)[K]
    >;
  };
  const chosen = header.heads[head];
  if (!chosen) throw new Error(`${name}: no head "${head}"; there are ${Object.keys(header.heads).join(', ')}`);
  return {
    shape: chosen.shape,
    skip: chosen.skipScale === null ? null : skipIn(array, `${head}.skip`, chosen.skipScale),
    lexicon: lexiconIn(array),
    vectors: { packed: array('vectors', 'u8'), levels: array('levels', 'f32'), scale: array('scale', 'f32') },
    weights: weightsIn(array, Object.keys(header.arrays), `${head}.w.`, chosen.scales),
  };
}

/** The array of a name, which must be of the kind. */
type ArrayIn = <K extends Kind>(key: string, kind: K) => InstanceType<(typeof ARRAYS)[K]>;

const indexIn = (array: ArrayIn, key: string): HashIndex => ({
  buckets: array(`${key}.buckets`, 'u32'),
  hashes: array(`${key}.hashes`, 'u32'),
});

const lexiconIn = (array: ArrayIn): Lexicon => ({
  stems: indexIn(array, 'stems'),
  frequency: array('frequency', 'u8'),
  habits: array('habits', 'u16'),
  names: indexIn(array, 'names'),
  nameBuckets: array('nameBuckets', 'u16'),
  phrases: indexIn(array, 'phrases'),
  phraseKinds: array('phraseKinds', 'u32'),
  heads: indexIn(array, 'heads'),
  headTypes: array('headTypes', 'u8'),
});

const skipIn = (array: ArrayIn, key: string, scale: number): SkipWeights => ({
  scale,
  evidence: array(`${key}.evidence`, 'i8'),
  ofStems: array(`${key}.ofStems`, 'i8'),
  stems: indexIn(array, `${key}.stems`),
});

function weightsIn(
  array: ArrayIn,
  keys: readonly string[],
  prefix: string,
  scales: Record<string, number> = {},
): Map<string, Float32Array> {
  const weights = new Map<string, Float32Array>();
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue;
    const name = key.slice(prefix.length);
    const scale = scales[name];
    const wide = (): Float32Array => Float32Array.from(array(key, 'i16'), (value) => value * scale!);
    weights.set(name, scale === undefined ? array(key, 'f32') : wide());
  }
  return weights;
}

/** All heads of a file: the program's own with the words, and the others by name. */
export function readModelFile(file: string): { own: Model; others: Record<string, Head> } {
  const bytes = readFileSync(file);
  const own = readModel(bytes, file);
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const { heads } = JSON.parse(bytes.toString('utf8', 12, 12 + size)) as Header;
  const others = Object.keys(heads).filter((head) => head !== OWN_HEAD);
  return { own, others: Object.fromEntries(others.map((head) => [head, readModel(bytes, file, head)])) };
}

/** The model that comes with the program. */
export function readShippedModel(head = OWN_HEAD): Model {
  const file = fileURLToPath(new URL(`./model/${MODEL_FILE}`, import.meta.url));
  if (!existsSync(file))
    throw new Error(`the weights of the network (model/${MODEL_FILE}) are missing; install the package again`);
  return readModel(readFileSync(file), file, head);
}
