/** What is told of a saying on its way to a speaker: its source, its candidates, and the turns before it. */
import { labels } from '../../learned/layout.ts';
import type { Resolution } from '../../model.ts';
import type { Saying } from '../sayings.ts';
import type { Referent } from './referents.ts';

export type { Sourced } from '../sources/choose.ts';

/** How a candidate came to be one. */
export const WAYS = labels('source source-name source-rest source-joint second phrase name voice');
export type Way = (typeof WAYS)[number];

/** Made of the source's own words, and of those of the noun phrase that is second best. */
export const isOwn = (way: Way): boolean => OWN.has(way);
export const isOwnOrSecond = (way: Way): boolean => way === 'second' || OWN.has(way);
const OWN: ReadonlySet<Way> = new Set(WAYS.filter((way) => way.startsWith('source')));

export interface Candidate {
  referent: Referent;
  way: Way;
}

/** A candidate with its share of the likelihood. */
export interface Ranked extends Candidate {
  share: number;
}

/** A turn of the article: who said what, as far as decided. */
export interface Turn {
  said: Saying;
  referent: Referent | null;
  source: [number, number] | null;
  /** Said within somebody else's words. */
  nested: boolean;
}

/** Turns that are gone through for voices, and for the words that a saying may stand in. */
export const TURNS = 64;

/** Turns that a voice can go back to. */
export const VOICES = 12;

/** Who was found to speak, and how. */
export interface Resolved {
  referent: Referent | null;
  resolution: Resolution;
  note: string;
  /** That the speaker is the right one. */
  probability: number;
}
