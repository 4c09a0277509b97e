/** A model as text, so that it stands beside its station like the words: a line of JSON, then the node arrays, deflated, in base64. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { laid } from '../laid/index.ts';
import { bind, type Layout } from './layout.ts';
import { type Forest, type ForestHeader, forest, type Nodes } from './trees.ts';

/** Bytes of a node: feature, threshold, left, value. */
const NODE = 2 + 4 + 2 + 4;

export function writeForest({ about, names, roots, base, feature, threshold, left, value }: Forest): string {
  const header: ForestHeader = { about, names, roots, base };
  const arrays = [feature, threshold, left, value].map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
  return `${JSON.stringify(header)}\n${deflateRawSync(Buffer.concat(arrays), { level: 9 }).toString('base64')}\n`;
}

/** Throws where the text is damaged. */
export function readForest(text: string): Forest {
  const [header, nodes] = text.split('\n');
  const bytes = inflateRawSync(Buffer.from(nodes ?? '', 'base64'));
  const count = bytes.length / NODE;
  if (!Number.isInteger(count)) throw new Error('damaged model: its arrays differ in length');
  let at = 0;
  const next = (size: number): ArrayBuffer => {
    at += count * size;
    return Uint8Array.from(bytes.subarray(at - count * size, at)).buffer;
  };
  return forest(JSON.parse(header ?? '') as ForestHeader, {
    feature: new Uint16Array(next(2)),
    threshold: new Float32Array(next(4)),
    left: new Uint16Array(next(2)),
    value: new Float32Array(next(4)),
  });
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
