/** A model as text, so that it stands beside its station like the words: a line of JSON, then its arrays, deflated, in base64. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { laid } from '../laid/index.ts';
import { bind, compact, type Layout } from './layout.ts';
import { type Perceptron, placed } from './perceptron.ts';
import { type Forest, type ForestHeader, forest, type Nodes } from './trees.ts';

export type Learned = Forest | Perceptron;
type Numbers = Uint16Array | Float32Array;

/** Bytes of a node: feature, threshold, left, value. */
const NODE = 2 + 4 + 2 + 4;

const isPerceptron = (model: object): model is Perceptron => 'nets' in model;

function write(header: object, arrays: readonly Numbers[]): string {
  const bytes = arrays.map((one) => Buffer.from(one.buffer, one.byteOffset, one.byteLength));
  return `${JSON.stringify(header)}\n${deflateRawSync(Buffer.concat(bytes), { level: 9 }).toString('base64')}\n`;
}

export function writeForest({ about, names, roots, base, feature, threshold, left, value }: Forest): string {
  const header: ForestHeader = { about, names, roots, base };
  return write(header, [feature, threshold, left, value]);
}

/** The same for a model of either kind, with only the columns that trees ask. */
export function writeLearned(model: Learned): string {
  if (!isPerceptron(model)) return writeForest(compact(model));
  const { about, names, nets, width, first, firstBias, second, secondBias, out } = model;
  return write({ about, names, nets, width }, [first, firstBias, second, secondBias, out]);
}

/** The header of a text, and its arrays one after the other. */
function read<Header>(text: string) {
  const [header, body] = text.split('\n');
  const all = Uint8Array.from(inflateRawSync(Buffer.from(body ?? '', 'base64')));
  let at = 0;
  const next = (size: number): ArrayBuffer => {
    at += size;
    return all.slice(at - size, at).buffer;
  };
  return {
    header: JSON.parse(header ?? '') as Header,
    bytes: all.length,
    floats: (count: number) => new Float32Array(next(4 * count)),
    shorts: (count: number) => new Uint16Array(next(2 * count)),
  };
}

const damaged = () => new Error('damaged model: its arrays differ in length');

/** Throws where the text is damaged. */
export function readForest(text: string): Forest {
  const { header, bytes, floats, shorts } = read<ForestHeader>(text);
  const count = bytes / NODE;
  if (!Number.isInteger(count)) throw damaged();
  return forest(header, {
    feature: shorts(count),
    threshold: floats(count),
    left: shorts(count),
    value: floats(count),
  });
}

function readPerceptron(text: string): Perceptron {
  const { header, bytes, floats } = read<Pick<Perceptron, 'about' | 'names' | 'nets' | 'width'>>(text);
  if (!isPerceptron(header)) throw new Error('trees where a network belongs: npm run train -- --only quotations');
  const { names, nets, width } = header;
  const all = nets * width;
  if (bytes !== 4 * all * (names.length + width + 3)) throw damaged();
  return {
    ...header,
    places: Int32Array.from(names, (_, k) => k),
    first: floats(names.length * all),
    firstBias: floats(all),
    second: floats(all * width),
    secondBias: floats(all),
    out: floats(all),
  };
}

/** A model of either kind. Throws where the text is damaged. */
export const readLearned = (text: string): Learned =>
  isPerceptron(JSON.parse(text.split('\n', 1)[0]!)) ? readPerceptron(text) : readForest(text);

/** With its features at the places of a layout. Throws where the layout lacks one. */
export const bindLearned = (model: Learned, layout: Layout): Learned =>
  isPerceptron(model) ? placed(model, layout) : bind(model, layout);

/**
 * A shipped model, from its text; laid out when the program is built, with its columns bound to the layout's places where there is one.
 * Undefined where the text is empty.
 */
export const laidForest = (name: string, text: string, layout?: Layout): (() => Forest | undefined) =>
  laid(
    `forest.${name}`,
    () => columnsOf(text, layout),
    (columns) => forestOf(columns, layout),
  );

function columnsOf(text: string, layout?: Layout) {
  const model = text.trim() ? readForest(text) : forest({ about: '', names: [], roots: [], base: 0 }, NO_NODES);
  const { about, names, base, roots, feature, threshold, left, value, windows } = layout ? bind(model, layout) : model;
  return {
    header: JSON.stringify({ about, base, ...(!layout && { names }) }),
    roots: Uint32Array.from(roots),
    feature,
    threshold,
    left,
    value,
    ...(windows && { windows }),
  };
}

const NO_NODES: Nodes = {
  feature: new Uint16Array(0),
  threshold: new Float32Array(0),
  left: new Uint16Array(0),
  value: new Float32Array(0),
};

function forestOf(
  { header, roots, windows, ...nodes }: ReturnType<typeof columnsOf>,
  layout?: Layout,
): Forest | undefined {
  if (roots.length === 0) return undefined;
  const model = forest({ names: layout?.names, ...JSON.parse(header), roots: Array.from(roots) }, nodes);
  return windows ? { ...model, windows } : model;
}

/** A shipped network, from its text, with its features at the layout's places. */
export const laidPerceptron = (name: string, text: string, layout: Layout): (() => Perceptron) =>
  laid(
    `perceptron.${name}`,
    () => {
      const { about, names, nets, width, ...rest } = placed(readPerceptron(text), layout);
      const { places, first, firstBias, second, secondBias, out } = rest;
      return {
        header: JSON.stringify({ about, names, nets, width }),
        places,
        first,
        firstBias,
        second,
        secondBias,
        out,
      };
    },
    ({ header, ...arrays }) => ({ ...JSON.parse(header), ...arrays }),
  );
