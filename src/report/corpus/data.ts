/** What a corpus report holds: an index of numbers that every figure is counted from, and the articles, packed in blocks. */
import type { EntityType, QuotationType, Stance } from '../../model.ts';
import type { SourceKind } from './kinds.ts';

/** Articles of a block: small enough to be unpacked at a touch, large enough to be packed well. */
export const BLOCK = 40;

/** Articles that a page holds; above it a database is the way. */
export const MOST_ARTICLES = 10_000;

export const TYPES: readonly QuotationType[] = ['direct', 'mixed', 'indirect', 'nominal'];
export const CERTAINTIES = ['sure', 'likely', 'doubtful'] as const;

export interface Voice {
  name: string;
  /** Spellings that are one for a reader. */
  key: string;
  kind: SourceKind;
  gender: 'f' | 'm' | null;
  /** As it is told most often. */
  office: string;
}

export interface Name {
  name: string;
  key: string;
  type: EntityType;
  lat?: number;
  lon?: number;
  /** Somewhere it is quoted. */
  heard: boolean;
}

/** Rows as columns of numbers: place `i` of each is one row. */
export interface CorpusIndex {
  /** Articles of the run, of which the page may hold fewer. */
  total: number;
  outlets: string[];
  stances: Stance[];
  voices: Voice[];
  names: Name[];
  articles: {
    title: string[];
    path: string[];
    /** ISO 8601, as far as it is known; '' where it isn't. */
    date: string[];
    outlet: number[];
    words: number[];
  };
  quotations: {
    article: number[];
    voice: number[];
    stance: number[];
    type: number[];
    certainty: number[];
    words: number[];
  };
  mentions: { article: number[]; name: number[]; count: number[] };
}
