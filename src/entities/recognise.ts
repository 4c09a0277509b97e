/** Names of an article: rules propose, the tagger weighs every token, trees choose among the spans that are left. */

import { readForest } from '../learned/file.ts';
import { bind } from '../learned/layout.ts';
import { type Forest, logistic, scoreOf } from '../learned/trees.ts';
import { evidenceOf } from './evidence.ts';
import { mentionOf, type Scene } from './scene.ts';
import { type Candidate, candidatesOf, placeOf, TYPES } from './spans/candidates.ts';
import { choose } from './spans/choose.ts';
import { describe, SPAN_LAYOUT, sightOf } from './spans/describe.ts';
import spanModel from './spans/spans.model.txt';
import { loadTagger, properClitic, type Tagger } from './tagger/index.ts';
import type { FoundMention } from './types.ts';

/** What recognises names: a tagger, and the trees that choose among spans. Cross-validation hands in its own. */
export interface NameModels {
  tagger: Tagger;
  spans: Forest;
}

let shipped: NameModels | null = null;

/** The models that come with the program, read at the first call. */
export function shippedNames(): NameModels {
  shipped ??= { tagger: loadTagger(), spans: bind(readForest(spanModel), SPAN_LAYOUT) };
  return shipped;
}

/** The names that rules, tagger and trees find together; `proposed` by the rules, `selected` where nothing else were known. */
export function recognise(
  scene: Scene,
  proposed: readonly FoundMention[],
  selected: readonly FoundMention[],
  { tagger, spans }: NameModels,
): FoundMention[] {
  const { tokens, sentences } = scene.index;
  const reading = tagger.read(tokens, sentences, evidenceOf(scene, proposed, selected));
  const candidates = candidatesOf(scene, reading, selected);
  const sight = sightOf(scene, reading, proposed, selected, candidates);
  const row = SPAN_LAYOUT.row();
  const probabilities = candidates.map((_, i) => {
    describe(sight, i, row);
    return logistic(scoreOf(spans, row));
  });
  return choose(candidates, probabilities).map((i) => {
    const { first, last, type } = candidates[i]!;
    const rule = sight.proposed.get(placeOf(first, last, type)) ?? 'tagger';
    return toMention(scene, candidates[i]!, probabilities[i]!, rule);
  });
}

function toMention(scene: Scene, { first, last, type }: Candidate, probability: number, rule: string): FoundMention {
  const confidence = Math.round(probability * 100) / 100;
  return mentionOf(scene, first, last, cutOf(scene, first), TYPES[type]!, confidence, rule);
}

/** Letters of clitics before a name: those that the lists know, else those that the tagger's statistics tell. */
export function cutOf(scene: Scene, at: number): number {
  const word = scene.words[at];
  if (!word) return 0;
  const known = word.readings.find((reading) => reading.cut > 0);
  if (known) return known.cut;
  return word.unknown ? properClitic(word.key) : 0;
}
