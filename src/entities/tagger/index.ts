/** The trained name tagger: `loadTagger().tag(tokens, sentences)`. */

import type { Model } from '../../network/modelFile.ts';
import { Network } from '../../network/network.ts';
import { type Settled, settle } from '../../network/settled.ts';
import { shippedTagger } from '../../network/shipped.ts';
import { type Evidence, LABEL_COUNT } from '../../network/skip.ts';
import { CLITIC_LETTERS } from '../../network/spelling.ts';
import { properStem, type Word } from '../../network/words.ts';
import { whenAsked } from '../../text/remember.ts';
import type { Token } from '../../text/types.ts';
import { CODES } from '../evidence.ts';
import { NAME_TYPES, type NameType } from '../lists.ts';
import { agree, bestLabels, marginals, marginalsAgain } from './decode.ts';

/** A name as the tagger sees it: tokens `first` up to but not including `last`. */
export interface TaggedSpan {
  first: number;
  last: number;
  type: NameType;
  /** 0..1: the geometric mean of the labels' marginal probabilities over the span; rather too sure. */
  confidence: number;
}

/** What the network makes of a document. */
export interface Reading {
  words: readonly Word[];
  /** Marginal probabilities of the nine labels, token by token, sentence by sentence. */
  marginal: Float32Array;
  /** The same once words alike have been settled together over the document. */
  agreed: Float32Array;
  /** The best path through the labels. */
  spans: TaggedSpan[];
}

type Tokens = readonly Pick<Token, 'key'>[];
type Sentences = readonly { first: number; last: number }[];

export interface Tagger {
  read(tokens: Tokens, sentences: Sentences, evidence?: Evidence): Reading;
  /** The best path through the labels of all sentences of a document, as spans. */
  tag(tokens: Tokens, sentences: Sentences, evidence?: Evidence): TaggedSpan[];
}

/** A tagger over given weights. `plain`: without WebAssembly. */
export const createTagger = (model: Model, plain = false): Tagger => taggerOf(settle(model), plain);

function taggerOf(model: Settled, plain = false): Tagger {
  const network = new Network(model, CODES, plain);
  const { transitions } = model;
  const look = (tokens: Tokens, sentences: Sentences, evidence?: Evidence) => {
    const words = network.words(tokens);
    const scores = network.scores(words, sentences, evidence);
    const marginal = marginals(scores, transitions, sentences);
    const changed = agree(scores, marginal, words, sentences);
    return { words, scores, marginal, changed };
  };
  return {
    read(tokens, sentences, evidence) {
      const { words, scores, marginal, changed } = look(tokens, sentences, evidence);
      const agreed = marginalsAgain(marginal, changed, scores, transitions, sentences);
      return { words, marginal, agreed, spans: spansOf(bestLabels(scores, transitions, sentences), agreed, sentences) };
    },
    tag(tokens, sentences, evidence) {
      const { scores, marginal } = look(tokens, sentences, evidence);
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

/** Loads the weights once, at the first call; throws a clear error where the file is missing or damaged. */
export const loadTagger: () => Tagger = whenAsked(() => taggerOf(shippedTagger()));

/** How many letters at the key's start are proclitics: `وسوريا` -> 1, `سوريا` -> 0, `للعراق` -> 1 (the article's ا is gone). */
export function properClitic(key: string): number {
  return CLITIC_LETTERS[properStem(shippedTagger().lexicon, key).code]!;
}
