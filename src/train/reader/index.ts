/**
 * Trains the readers of the quotations: one for each part of the folds, that never learned from it, and the one that ships. Two teachers of
 * each learn from the annotated articles alone; it learns from news as they read it, then from the articles.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Head, type Model, readModelFile, writeModel } from '../../network/modelFile.ts';
import { createReader } from '../../reader/index.ts';
import { type Lesson, lessonsWithFoldNames } from '../lesson.ts';
import { headOf } from '../names/anercorp.ts';
import { foldNames } from '../names/folds.ts';
import { newsWithout } from '../names/silver.ts';
import { cachedModel, once } from '../names/stage.ts';
import { readBase } from '../names.ts';
import { annotatedArticles } from '../quotations.ts';
import { examplesOf } from './examples.ts';
import { type TeachPlan, teachReader } from './learn.ts';
import { PARTS, partOf, readerName } from './parts.ts';
import { silverExamples } from './silver.ts';

export interface ReaderPlan {
  data: string;
  gold: string;
  packages: string;
  cache: string;
  out: string;
  /** Whether the one that ships is made, too. */
  final: boolean;
  log: (line: string) => void;
}

/** Readers that together read the news for each one that is kept. */
const TEACHERS = 2;
/** Words of the news. */
const SILVER = 2.5e6;
/** Times that a reader goes through the annotated articles after the news. */
const EPOCHS = 10;

/** Makes the readers that the cache lacks, and puts the one that ships beside the names. */
export function trainReader(plan: ReaderPlan): void {
  const { data, cache, out, final, log } = plan;
  const base = once(() => readBase(plan));
  const lessons = once(() => {
    const articles = annotatedArticles(plan).filter(({ quotations }) => quotations);
    return lessonsWithFoldNames(articles, () => undefined, cache);
  });
  const learn = (part: number | null, seed: number, more: Partial<TeachPlan> = {}): Model => {
    const seen = lessons().filter(({ gold }) => part === null || partOf(gold.fold) !== part);
    const examples = seen.flatMap((lesson) => examplesOf(base().encoder, lesson));
    return teachReader(base(), examples, { seed, log: (line) => log(`  ${line}`), ...more });
  };
  const teacher = (part: number | null, number: number): Model =>
    cachedModel(cache, `${readerName(part)}-teacher-${number}`, () => {
      log(`teacher ${number} of ${nameOf(part)}`);
      return learn(part, 1 + 100 * number + (part ?? PARTS.length));
    });
  const reader = (part: number | null): Model =>
    cachedModel(cache, readerName(part), () => {
      const teachers = Array.from({ length: TEACHERS }, (_, number) => createReader(teacher(part, number)));
      log(nameOf(part));
      const texts = newsWithout(join(data, 'news'), articlesOf(lessons()), SILVER, 17 + (part ?? PARTS.length));
      // names found by models that never saw one of the part's folds; what ships may know all
      const names = part === null ? undefined : foldNames(cache)(PARTS[part]![0]!);
      const examples = silverExamples(base().encoder, texts, names, teachers);
      const silver = { examples, tokens: TOKENS_A_WORD * SILVER };
      return learn(part, 201 + (part ?? PARTS.length), { epochs: EPOCHS, silver });
    });
  for (const part of PARTS.keys()) reader(part);
  if (final) putHead(out, 'quotations', headOf(reader(null)));
}

/** Words and marks together, against words. */
const TOKENS_A_WORD = 1.15;

const articlesOf = (lessons: readonly Lesson[]) => lessons.map(({ gold }) => gold);

const nameOf = (part: number | null): string =>
  part === null ? 'the reader from all articles' : `the reader that never saw folds ${PARTS[part]!.join(', ')}`;

/** Puts a head into the model that ships; the others stay as they are. */
function putHead(file: string, name: string, head: Head): void {
  const { own, others } = readModelFile(file);
  writeFileSync(file, writeModel(own, { ...others, [name]: head }));
}
