/** From a finished model back to a network that can learn on: what `exportModel` folded is unfolded. */
import { EVIDENCE_BITS } from '../../entities/evidence.ts';
import { ALL_BITS } from '../../network/bits.ts';
import type { Head, Model } from '../../network/modelFile.ts';
import { BIT_SIZE } from '../../network/settled.ts';
import { type Example, Network, SCORES, STUDENT } from '../network.ts';

const EPSILON = 1e-5;

/**
 * A network with one head that begins as the model's, evidence among its input bits. `sample`: examples from which the means and
 * variances of the layers are measured, so that normalisation changes nothing at first.
 */
export function unfold(
  model: Model,
  vectors: Float32Array,
  letters: number[][],
  seed: number,
  sample: readonly Example[],
): Network {
  const network = new Network({ ...STUDENT, heads: 1, bits: ALL_BITS + EVIDENCE_BITS }, vectors, letters, seed);
  const { hidden } = network.shape;
  network.parameter('bit').data.fill(0);
  const { get, set } = beginAs(network, model);
  const output = network.parameter('output0').data.fill(0);
  const narrow = get('output');
  for (let k = 0; k < 2 * hidden; k++) for (let y = 0; y < 9; y++) output[k * SCORES + y] = narrow[k * 9 + y]!;
  set('outputBias0', get('outputBias'));
  set('transition0', get('transition'));
  neutralLayers(network, sample);
  return network;
}

/** Lets the layers' normalisation change nothing at first, for the means and variances that a sample shows. */
export function neutralLayers(network: Network, sample: readonly Example[]): void {
  network.shape.dilations.forEach((_, l) => {
    network.parameter(`scale${l}`).data.fill(Math.sqrt(1 + EPSILON));
  });
  measureLayers(network, sample);
  for (const { data, average } of network.parameters) average.set(data);
  for (const norm of network.norms) {
    norm.averageMean.set(norm.mean);
    norm.averageVariance.set(norm.variance);
  }
}

/** Gives a network the model's words, bits, input and layers, as far as the model has them; and the two ways by which that is done. */
export function beginAs(network: Network, model: Head, bits = Number.POSITIVE_INFINITY) {
  const get = (name: string): Float32Array => {
    const found = model.weights.get(name);
    if (!found) throw new Error(`the model has no weights "${name}"`);
    return found;
  };
  const set = (name: string, values: Float32Array) => network.parameter(name).data.set(values);
  for (const name of ['unknown', 'clitic', 'letter', 'filter', 'filterBias', 'bitBias', 'inputBias', 'topic'])
    set(name, get(name));
  set('bit', get('bit').subarray(0, bits * BIT_SIZE));
  const input = network.parameter('input').data;
  input.set(get('input'));
  input.set(get('inputBits'), get('input').length);
  model.shape.dilations.forEach((_, l) => {
    set(`tap${l}`, get(`tap${l}`));
    set(`layer${l}`, get(`layer${l}`));
    set(`shift${l}`, get(`bias${l}`));
  });
  return { get, set };
}

const BATCH = 20;
const MOST_BATCHES = 30;

/** Means and variances of each layer, from the lowest on: a layer's depend on those below being right. */
function measureLayers(network: Network, sample: readonly Example[]): void {
  const { dropInput, dropHidden, dropWord, dropTopic } = network;
  Object.assign(network, { dropInput: 0, dropHidden: 0, dropWord: 0, dropTopic: 0 });
  network.shape.dilations.forEach((_, l) => {
    const { hidden } = network.shape;
    const norm = network.norms[l]!;
    const mean = new Float64Array(hidden);
    const square = new Float64Array(hidden);
    let batches = 0;
    for (let i = 0; i + BATCH <= sample.length && batches < MOST_BATCHES; i += BATCH, batches++) {
      const mark = network.arena.mark();
      const before = network.norms.map((n) => [n.mean.slice(), n.variance.slice()] as const);
      for (const n of network.norms) {
        n.mean.fill(0);
        n.variance.fill(0);
      }
      network.run(sample.slice(i, i + BATCH), 0, true);
      // A step of training moves the running values by a tenth.
      for (let j = 0; j < hidden; j++) {
        const m = norm.mean[j]! * 10;
        mean[j]! += m;
        square[j]! += norm.variance[j]! * 10 + m * m;
      }
      network.norms.forEach((n, k) => {
        n.mean.set(before[k]![0]);
        n.variance.set(before[k]![1]);
      });
      network.arena.release(mark);
    }
    if (batches === 0) return;
    const scale = network.parameter(`scale${l}`).data;
    const shift = network.parameter(`shift${l}`).data;
    for (let j = 0; j < hidden; j++) {
      const m = mean[j]! / batches;
      const variance = Math.max(1e-6, square[j]! / batches - m * m);
      scale[j] = Math.sqrt(variance + EPSILON);
      shift[j]! += m;
      norm.mean[j] = m;
      norm.variance[j] = variance;
    }
  });
  Object.assign(network, { dropInput, dropHidden, dropWord, dropTopic });
}
