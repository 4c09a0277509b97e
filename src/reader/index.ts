/**
 * A network that reads the article for the stations: of each token it says how likely it reports, belongs to a source, begins, fills or
 * ends a content (`quotations/hints.ts`). It has the words and vectors that the name tagger has, and weights of its own.
 */

import { logistic } from '../learned/trees.ts';
import { ALL_BITS } from '../network/bits.ts';
import type { Model } from '../network/modelFile.ts';
import { Network } from '../network/network.ts';
import { type Settled, settle } from '../network/settled.ts';
import { shippedReader } from '../network/shipped.ts';
import { HINTS } from '../quotations/hints.ts';
import type { Reader } from '../quotations/index.ts';
import { INPUTS, inputTeller, piecesOf } from './inputs.ts';

/** A reader over given weights. `plain`: without WebAssembly. */
export const createReader = (model: Model, plain = false): Reader => readerOf(settle(model), plain);

function readerOf(model: Settled, plain = false): Reader {
  if (model.outputBias.length !== HINTS.length)
    throw new Error('the reader was trained for other hints: npm run train -- --only reader');
  const network = new Network(model, null, plain);
  const known = new Map(model.shape.inputs?.map((name, number) => [name, ALL_BITS + number]));
  const tellInputs = inputTeller(INPUTS.map((name) => known.get(name) ?? -1));
  return {
    read(view) {
      const words = network.words(view.context.tokens);
      const hints = network.scores(words, piecesOf(view), [], (bits) => tellInputs(view, bits));
      for (let i = 0; i < hints.length; i++) hints[i] = logistic(hints[i]!);
      return hints;
    },
  };
}

let shipped: Reader | null = null;

/** The one that comes with the program. */
export function loadReader(): Reader {
  shipped ??= readerOf(shippedReader());
  return shipped;
}
