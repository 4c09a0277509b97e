import type { Entity, EntityType, Span } from '../model.ts';

/** A mention found, before joining: its tokens and its exact span of the text, clitics cut off. */
export interface FoundMention extends Span {
  /** Its tokens: `first` up to but not including `last`. */
  first: number;
  last: number;
  /** Letters of clitics in its first token that are no part of it. */
  cut: number;
  type: EntityType;
  /** 0..1: the probability that span and type are right. */
  confidence: number;
  /** The rule that found it; `tagger` for the trained model. */
  rule: string;
  /** Of dates, sums and quantities: the normalised value. */
  value?: string;
}

export interface FoundEntities {
  /** In the order of their first mention. */
  entities: Entity[];
  /** In the order of the text; none overlaps another of the four kinds of name. */
  mentions: FoundMention[];
  mentionEntity: Map<FoundMention, Entity>;
}
