/** A model as text, so that it stands beside its station like the words: a line of JSON, then the node arrays in base64. */
import { laid } from '../laid/index.ts';
import { bind, type Layout } from './layout.ts';
import { type Forest, type ForestHeader, forest, type Nodes } from './trees.ts';

const base64 = (array: Uint16Array | Float32Array): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');

function bytesOf(line: string | undefined): ArrayBuffer {
  const bytes = Buffer.from(line ?? '', 'base64');
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

export function writeForest({ about, names, roots, base, feature, threshold, left, value }: Forest): string {
  const header: ForestHeader = { about, names, roots, base };
  return `${[JSON.stringify(header), base64(feature), base64(threshold), base64(left), base64(value)].join('\n')}\n`;
}

/** Throws where the text is damaged. */
export function readForest(text: string): Forest {
  const [header, feature, threshold, left, value] = text.split('\n');
  const nodes: Nodes = {
    feature: new Uint16Array(bytesOf(feature)),
    threshold: new Float32Array(bytesOf(threshold)),
    left: new Uint16Array(bytesOf(left)),
    value: new Float32Array(bytesOf(value)),
  };
  const count = nodes.feature.length;
  if (nodes.threshold.length !== count || nodes.left.length !== count || nodes.value.length !== count)
    throw new Error('damaged model: its arrays differ in length');
  return forest(JSON.parse(header ?? '') as ForestHeader, nodes);
}

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
  const { about, names, base, roots, feature, threshold, left, value, window } = layout ? bind(model, layout) : model;
  return {
    header: JSON.stringify({ about, base, ...(!layout && { names }) }),
    roots: Uint32Array.from(roots),
    feature,
    threshold,
    left,
    value,
    ...(window && { window }),
  };
}

const NO_NODES: Nodes = {
  feature: new Uint16Array(0),
  threshold: new Float32Array(0),
  left: new Uint16Array(0),
  value: new Float32Array(0),
};

function forestOf(
  { header, roots, window, ...nodes }: ReturnType<typeof columnsOf>,
  layout?: Layout,
): Forest | undefined {
  if (roots.length === 0) return undefined;
  const model = forest({ names: layout?.names, ...JSON.parse(header), roots: Array.from(roots) }, nodes);
  return window ? { ...model, window } : model;
}
