/**
 * The tagger against a corpus of one token and label a line (ANERcorp, AQMAR) or WikiFANE's: `npm run evaluate -- --iob FILE
 * [--head anercorp|own] [--last 0.15]`. Ten sentences count as a document; exact tokens and types.
 */
import { evidenceOf } from '../entities/evidence.ts';
import { RULES } from '../entities/rules/index.ts';
import { sceneOf } from '../entities/scene.ts';
import { select } from '../entities/select.ts';
import { createTagger, type Tagger } from '../entities/tagger/index.ts';
import { readShippedModel } from '../network/modelFile.ts';
import { indexText } from '../text/index.ts';
import { readIob, readWikiFane, type Sentence, splitAt, TYPES } from '../train/corpora.ts';
import { Score } from '../train/measure.ts';
import { documentsOf, type IobDocument } from '../train/names/iob.ts';

export function readCorpus(file: string): Sentence[] {
  return file.endsWith('.gz') ? readWikiFane(file) : readIob(file);
}

/** Figures of a head on a corpus, on its last part where `last` is a share of it. */
export function measureIob(file: string, head: string, last?: number): Score {
  const sentences = readCorpus(file);
  const measured = last === undefined ? sentences : splitAt(sentences, 1 - last)[1];
  return scoreOf(createTagger(readShippedModel(head)), measured);
}

export function scoreOf(tagger: Tagger, sentences: readonly Sentence[]): Score {
  const score = new Score();
  for (const document of documentsOf(sentences)) {
    const labels = labelsOf(tagger, document);
    for (const [i, sentence] of document.sentences.entries()) score.add(sentence, labels[i]!);
  }
  return score;
}

/** Labels of each sentence's keys as the tagger sees its document. */
function labelsOf(tagger: Tagger, { text, sentences, starts }: IobDocument): Uint8Array[] {
  const scene = sceneOf(indexText(text));
  const { tokens } = scene.index;
  const proposed = RULES.flatMap((rule) => rule(scene));
  const evidence = evidenceOf(scene, proposed, select(proposed));
  const spans = tagger.tag(tokens, scene.index.sentences, evidence);
  const labels = sentences.map(({ keys }) => new Uint8Array(keys.length));
  for (const { first, last, type } of spans) {
    const start = tokens[first]!.start;
    const end = tokens[last - 1]!.end;
    const s = starts.findLastIndex((places) => places[0]! <= start);
    const places = starts[s];
    if (!places) continue;
    const { origin, tokens: words } = sentences[s]!;
    const touches = (i: number) => places[origin[i]!]! < end && places[origin[i]!]! + words[origin[i]!]!.length > start;
    const begin = 2 * TYPES.indexOf(type) + 1;
    let label = begin;
    for (let i = 0; i < origin.length; i++) {
      if (!touches(i)) continue;
      labels[s]![i] = label;
      label = begin + 1;
    }
  }
  return labels;
}
