/** A model as text, so that it stands beside its station like the words: a line of JSON, then the node arrays in base64. */
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
