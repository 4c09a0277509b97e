/** The trained name tagger: `loadTagger().tag(tokens, sentences)`. */
import type { Token } from '../../text/types.ts';
import { agree, bestLabels, marginals } from './decode.ts';
import { find, properStem } from './lexicon.ts';
import { type Model, readShippedModel } from './modelFile.ts';
import { LABEL_COUNT, TaggerNetwork } from './network.ts';
import { CLITIC_LETTERS, hashOf, wordOf } from './words.ts';

export type NameType = 'PER' | 'LOC' | 'ORG' | 'MISC';
const NAME_TYPES: readonly NameType[] = ['PER', 'LOC', 'ORG', 'MISC'];

/** A name as the tagger sees it: tokens `first` up to but not including `last`. */
export interface TaggedSpan {
  first: number;
  last: number;
  type: NameType;
  /** 0..1: the geometric mean of the labels' marginal probabilities over the span; rather too sure (`calibrated`). */
  confidence: number;
}

export interface Tagger {
  /**
   * The best path through the labels of all sentences of a document, as spans. `bias`: spans that rules are sure of; they
   * are added to the scores before decoding, with a weight that grows with their `confidence`.
   */
  tag(
    tokens: readonly Pick<Token, 'key'>[],
    sentences: readonly { first: number; last: number }[],
    bias?: readonly TaggedSpan[],
  ): TaggedSpan[];
}

/** What a span of the rules adds to its labels' scores at confidence 1; at 0.5 nothing. */
const RULE_WEIGHT = 12;

/** A tagger over given weights. `plain`: without WebAssembly. */
export function createTagger(model: Model, plain = false): Tagger {
  const network = new TaggerNetwork(model, plain);
  const transitions = model.weights.get('transition');
  if (!transitions) throw new Error('the name tagger has no transitions');
  return {
    tag(tokens, sentences, bias = []) {
      const words = network.words(tokens.map(({ key }) => key));
      const scores = network.scores(words, sentences);
      for (const { first, last, type, confidence } of bias) {
        const begin = 2 * NAME_TYPES.indexOf(type) + 1;
        const weight = RULE_WEIGHT * (2 * confidence - 1);
        for (let t = first; t < last; t++) scores[t * LABEL_COUNT + (t === first ? begin : begin + 1)]! += weight;
        if (last < words.length) scores[last * LABEL_COUNT + begin + 1]! -= weight;
      }
      const marginal = marginals(scores, transitions, sentences);
      agree(scores, marginal, words, sentences);
      return spansOf(bestLabels(scores, transitions, sentences), marginal, sentences);
    },
  };
}

function spansOf(
  labels: Uint8Array,
  marginal: Float32Array,
  sentences: readonly { first: number; last: number }[],
): TaggedSpan[] {
  const spans: TaggedSpan[] = [];
  for (const { first, last } of sentences) {
    for (let t = first; t < last; ) {
      const label = labels[t]!;
      if (label === 0) {
        t++;
        continue;
      }
      const inside = label % 2 === 1 ? label + 1 : label;
      let end = t + 1;
      let logs = Math.log(marginal[t * LABEL_COUNT + label]! + 1e-9);
      while (end < last && labels[end] === inside) {
        logs += Math.log(marginal[end * LABEL_COUNT + inside]! + 1e-9);
        end++;
      }
      const confidence = Math.round(1000 * Math.exp(logs / (end - t))) / 1000;
      spans.push({ first: t, last: end, type: NAME_TYPES[(label - 1) >> 1]!, confidence });
      t = end;
    }
  }
  return spans;
}

/** How far the network's certainty must be brought down for nine in ten of those at 0.9 to be right (measured on held-out ANERcorp). */
const CERTAINTY = 0.6;

/** The probability that a span of the tagger's is right, from its `confidence`: the odds to the power of 0.6. 0.93 -> 0.83, 0.5 -> 0.5. */
export function calibrated(confidence: number): number {
  if (confidence <= 0 || confidence >= 1) return confidence;
  return 1 / (1 + ((1 - confidence) / confidence) ** CERTAINTY);
}

let shipped: Model | null = null;
let tagger: Tagger | null = null;

function shippedModel(): Model {
  shipped ??= readShippedModel();
  return shipped;
}

/** Loads the weights once, at the first call; throws a clear error where the file is missing or damaged. */
export function loadTagger(): Tagger {
  tagger ??= createTagger(shippedModel());
  return tagger;
}

/** How often a key is the first or a later name in lists of persons (log₂ buckets: 0 never, 1 once, 2 two or three times …). */
export function nameCounts(key: string): { first: number; last: number } {
  const { names, nameBuckets } = shippedModel().lexicon;
  const row = find(names, hashOf(wordOf(key)));
  if (row < 0) return { first: 0, last: 0 };
  const packed = nameBuckets[row]!;
  return { first: (packed >> 3) & 7, last: (packed >> 6) & 7 };
}

/** How many letters at the key's start are proclitics: `وسوريا` -> 1, `سوريا` -> 0, `للعراق` -> 1 (the article's ا is gone). */
export function properClitic(key: string): number {
  return CLITIC_LETTERS[properStem(shippedModel().lexicon, key).code]!;
}
