/**
 * Trains cues and contents above the names that ship: within an hour, without the base and the news of a whole training. A reader for each part of
 * the folds, that never saw it, begins as the network of the names and learns from the annotated articles; the stations learn from its hints.
 * The reader that ships has read news as well: what it says is at least as good as what they learned to live with.
 */
import { writeFileSync } from 'node:fs';
import { analyze, entitiesAndNames } from '../analyze.ts';
import { quotationFigures } from '../evaluate/figures.ts';
import type { GoldArticle } from '../evaluate/gold.ts';
import { judge } from '../evaluate/judge.ts';
import { figureLine } from '../evaluate/print.ts';
import { ANNOTATED, FURTHER } from '../evaluate/standoff.ts';
import { writeLearned } from '../learned/file.ts';
import { readModelFile } from '../network/modelFile.ts';
import { MODELS, type QuotationModels } from '../quotations/models.ts';
import { createReader } from '../reader/index.ts';
import { cachedModel, once } from './cache.ts';
import { type Lesson, lessonOf } from './lesson.ts';
import { baseOf } from './names.ts';
import { annotatedArticles, type Sources } from './quotations.ts';
import { examplesOf } from './reader/examples.ts';
import { teachReader } from './reader/learn.ts';
import { PARTS, partOf } from './reader/parts.ts';
import { settledContents, trainContents } from './stations/contents.ts';

export interface ContentPlan extends Sources {
  cache: string;
  /** The file of the names' network. */
  out: string;
  /** Without `final` these are held out and measured. */
  folds: readonly number[];
  final: boolean;
  log: (line: string) => void;
}

/** Writes the models that ship, or measures what others learn on the gold of some folds. */
export function trainContentsAlone(plan: ContentPlan): void {
  const { folds, final, log } = plan;
  const held = ({ fold }: GoldArticle): boolean => !final && fold !== null && folds.includes(fold);
  const readers = readersOf(plan);
  const articles = annotatedArticles(plan, [ANNOTATED]).filter(({ quotations }) => quotations);
  const lessons = articles
    .filter((article) => !held(article))
    .map((article) => byName(article, readers[partOf(article.fold)]!()));
  log(`${lessons.length} annotated articles`);
  const models = settledContents(trainContents(lessons, log));
  if (final) {
    for (const [name, model] of Object.entries(models))
      writeFileSync(MODELS[name as keyof QuotationModels].file, writeLearned(model));
    return;
  }
  const measured = articles.filter((article) => held(article) && isGold(article));
  const judged = measured.map((article) =>
    judge(
      article,
      analyze({ text: article.text }, {}, { quotations: models, reader: readers[partOf(article.fold)]!() }),
    ),
  );
  for (const figure of quotationFigures(judged).slice(0, 3)) log(figureLine(figure));
}

/** Of `gold/news`: files have three digits. */
const isGold = ({ file }: GoldArticle): boolean => /^\d{3}-/.test(file);

const byName = (article: GoldArticle, reader?: ReturnType<typeof createReader>): Lesson =>
  lessonOf(article, (index) => entitiesAndNames(index, {}).names, reader);

/** The readers of the parts, each made when it is first asked for. */
function readersOf({ cache, out, log, ...sources }: ContentPlan) {
  const base = once(() => baseOf(readModelFile(out).own));
  const lessons = once(() =>
    annotatedArticles(sources, [ANNOTATED, FURTHER])
      .filter(({ quotations }) => quotations)
      .map((article) => byName(article)),
  );
  return PARTS.map((_, part) =>
    once(() => {
      const model = cachedModel(cache, `contents-reader-${part}`, () => {
        log(`the reader that never saw folds ${PARTS[part]!.join(', ')}`);
        const seen = lessons().filter(({ gold }) => partOf(gold.fold) !== part);
        const examples = seen.flatMap((lesson) => examplesOf(base().encoder, lesson));
        return teachReader(base(), examples, { seed: 500 + part, log: (line) => log(`  ${line}`) });
      });
      return createReader(model);
    }),
  );
}
