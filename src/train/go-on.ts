/**
 * What ships learns on, in minutes and without a base: names and the reader of the quotations begin as they ship and go through all annotated
 * articles once more. Those that were annotated whole, by readers who didn't see what the program finds, count twice: what it
 * overlooks is not missing in them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entitiesAndNames } from '../analyze.ts';
import { ANNOTATED, FURTHER, isBlind } from '../evaluate/standoff.ts';
import { readModelFile, writeModel } from '../network/modelFile.ts';
import { lessonOf } from './lesson.ts';
import { averageOf } from './names/average.ts';
import { readNamedGold } from './names/gold.ts';
import { examplesOf as nameExamples, lessonOf as nameLesson } from './names/lessons.ts';
import { teach } from './names/teach.ts';
import { baseOf, WITHHELD } from './names.ts';
import { annotatedArticles, type Sources } from './quotations.ts';
import { examplesOf } from './reader/examples.ts';
import { teachReader } from './reader/learn.ts';

export interface GoOnPlan extends Sources {
  /** The file of the names' network, with the reader beside it. */
  out: string;
  log: (line: string) => void;
}

const NAMES = { epochs: 2, rate: 1e-3, seed: 777 };
const READER = { epochs: 2, rate: 5e-4 };
/** Of so many readers, each from a seed of its own, the mean: one alone is better or worse by chance. */
const READERS = [900, 901, 902];

/** How much of the names' network stays what it was: with a half, names in plain sentences were lost (`قال لي إبراهيم`). */
const KEPT = 3;

/** The names' network: the mean of what it was, several times, and of what it has become. */
export function namesGoOn({ gold, data, out, log }: GoOnPlan): void {
  const { own, others } = readModelFile(out);
  const base = baseOf(own);
  const lessons = readNamedGold(gold, join(data, 'news')).map(nameLesson);
  log(`names: ${lessons.length} articles`);
  const examples = lessons.flatMap((lesson) => nameExamples(base.encoder, lesson));
  const learned = teach(base, examples, { ...NAMES, withheld: WITHHELD, log });
  writeFileSync(out, writeModel(averageOf([...Array.from({ length: KEPT }, () => own), learned]), others));
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
