/**
 * What ships learns on, in minutes and without a base: names and the reader of the quotations begin as they ship and go through all annotated
 * articles once more, names after news as the whole program reads it (lists, rules and trees with the network, each sentence in its article).
 * Articles that were annotated whole, by readers who didn't see what the program finds, count twice to the reader: what it
 * overlooks is not missing in them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entitiesAndNames } from '../analyze.ts';
import { shippedNames } from '../entities/recognise.ts';
import { ANNOTATED, FURTHER, isBlind, readStandOff, UNSEEN } from '../evaluate/standoff.ts';
import { readModelFile, writeModel } from '../network/modelFile.ts';
import { lessonOf } from './lesson.ts';
import { averageOf } from './names/average.ts';
import { readNamedGold } from './names/gold.ts';
import { examplesOf as nameExamples, lessonOf as nameLesson } from './names/lessons.ts';
import { newsWithout, silverPieces } from './names/silver.ts';
import { teach } from './names/teach.ts';
import { baseOf, WITHHELD } from './names.ts';
import { annotatedArticles, type Sources } from './quotations.ts';
import { examplesOf } from './reader/examples.ts';
import { teachReader, withOutputs } from './reader/learn.ts';

export interface GoOnPlan extends Sources {
  /** The file of the names' network, with the reader beside it. */
  out: string;
  log: (line: string) => void;
}

const NAMES = { epochs: 2, rate: 1e-3, seed: 777 };
const NAMES_NEWS = { words: 3e6, rate: 1e-3 };
const READER = { epochs: 2, rate: 5e-4 };
const HINTS_ALONE = { epochs: 2, rate: 3e-3, seed: 961 };
/** Of so many readers, each from a seed of its own, the mean: one alone is better or worse by chance. */
const READERS = [900, 901, 902];

/** The names' network: the mean of what it was and of what it has become, which alone lost some names in plain sentences (`قال لي إبراهيم`). */
export function namesGoOn({ gold, data, out, log }: GoOnPlan): void {
  const { own, others } = readModelFile(out);
  const base = baseOf(own);
  const news = join(data, 'news');
  const annotated = readNamedGold(gold, news);
  log(`names: ${annotated.length} articles`);
  const examples = annotated.map(nameLesson).flatMap((lesson) => nameExamples(base.encoder, lesson));
  const unseen = readStandOff(UNSEEN, news, () => null);
  const texts = newsWithout(news, [...annotated, ...unseen], NAMES_NEWS.words, NAMES.seed);
  const pieces = silverPieces(base.encoder, texts, shippedNames(), NAMES.seed);
  const silver = { ...NAMES_NEWS, examples: pieces };
  const learned = teach(base, examples, { ...NAMES, withheld: WITHHELD, silver, log });
  writeFileSync(out, writeModel(averageOf([own, learned]), others));
}

/** The reader, from the names that `out` held before. */
export function readerGoesOn({ out, log, ...sources }: GoOnPlan): void {
  const { own, others } = readModelFile(out);
  const { quotations: known } = others;
  if (!known) throw new Error(`${out} has no reader yet: npm run train -- --only reader makes one`);
  const base = baseOf(own);
  const articles = annotatedArticles(sources, [ANNOTATED, FURTHER]).filter(({ quotations }) => quotations);
  log(`reader: ${articles.length} articles`);
  const examples = articles.flatMap((article) => {
    const read = examplesOf(
      base.encoder,
      lessonOf(article, (index) => entitiesAndNames(index, {}).names),
    );
    return isBlind(article) ? [...read, ...read] : read;
  });
  const learned = READERS.map((seed) => {
    log(`reader ${seed}`);
    return teachReader(base, examples, { ...READER, seed, known, log });
  });
  writeFileSync(out, writeModel(own, { ...others, quotations: averageOf(learned) }));
}

/** What tokens are that no reader was taught before (`HINTS`), learned above the one that ships, of which nothing else changes. */
export function readerLearnsHints({ out, log, ...sources }: GoOnPlan): void {
  const { own, others } = readModelFile(out);
  const { quotations: known } = others;
  if (!known) throw new Error(`${out} has no reader yet: npm run train -- --only reader makes one`);
  const base = baseOf(own);
  const articles = annotatedArticles(sources, [ANNOTATED, FURTHER]).filter(({ quotations }) => quotations);
  log(`hints: ${articles.length} articles`);
  const lessons = articles.map((article) => lessonOf(article, (index) => entitiesAndNames(index, {}).names));
  const examples = lessons.flatMap((lesson) => examplesOf(base.encoder, lesson));
  const learned = teachReader(base, examples, { ...HINTS_ALONE, known, added: true, log });
  writeFileSync(out, writeModel(own, { ...others, quotations: withOutputs(known, learned) }));
}
