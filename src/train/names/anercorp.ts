/** The head of ANERcorp's own conventions, so that the corpus stays measurable. */
import { join } from 'node:path';
import { createTagger } from '../../entities/tagger/index.ts';
import { scoreOf } from '../../evaluate/iob.ts';
import type { Model } from '../../network/modelFile.ts';
import { readIob, type Sentence, splitAt } from '../corpora.ts';
import type { Score } from '../measure.ts';
import { namedTexts } from './iob.ts';
import { examplesOf, lessonOf } from './lessons.ts';
import { type Base, teach } from './teach.ts';

type Log = (line: string) => void;

const sentencesOf = (data: string): Sentence[] => readIob(join(data, 'ner/anercorp/train.txt'));

function learnFrom(base: Base, sentences: readonly Sentence[], log: Log): Model {
  log('the head of ANERcorp');
  const examples = namedTexts('anercorp', sentences)
    .map(lessonOf)
    .flatMap((lesson) => examplesOf(base.encoder, lesson));
  return teach(base, examples, { epochs: 3, seed: 5, log: (line) => log(`  ${line}`) });
}

/** From all of the training split, as its head ships beside ours. */
export const learnAnercorp = (base: Base, data: string, log: Log): Model => learnFrom(base, sentencesOf(data), log);

/** Figures of a head for the last share of the training split, which it didn't learn from; whether the base did is the caller's. */
export function heldOutScore(base: Base, data: string, share: number, log: Log): Score {
  const [learned, heldOut] = splitAt(sentencesOf(data), 1 - share);
  return scoreOf(createTagger(learnFrom(base, learned, log)), heldOut);
}
