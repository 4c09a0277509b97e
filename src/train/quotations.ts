/** Trains the models of the quotation stations, each on what those before it give. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type GoldArticle, readGold } from '../evaluate/gold.ts';
import { ANNOTATED, foldsOfOutlets, readStandOff, VOICED } from '../evaluate/standoff.ts';
import { writeLearned } from '../learned/file.ts';
import { MODELS, type QuotationModels } from '../quotations/models.ts';
import { type Lesson, lessonsWithFoldNames, whole } from './lesson.ts';
import { foldReaders } from './reader/parts.ts';
import { settledContents, trainContents } from './stations/contents.ts';
import { trainOffices } from './stations/offices.ts';
import { trainPhrases } from './stations/phrases.ts';
import { trainRelays } from './stations/relays.ts';
import { trainVoices } from './stations/speakers.ts';

/** All stations' models from some lessons; `log` is told each step. Cross-validation calls it with the other folds' articles. */
export function trainQuotations(lessons: readonly Lesson[], log: (line: string) => void): QuotationModels {
  const annotated = whole(lessons);
  log(`${annotated.length} articles, and the speakers of ${lessons.length - annotated.length}`);
  return {
    ...trainPhrases(annotated),
    ...trainOffices(annotated),
    ...trainRelays(annotated),
    ...settledContents(trainContents(annotated, log)),
    ...trainVoices(lessons, log),
  };
}

/** Where the annotated articles are: `gold` holds those of `news` and `dev`, `data` the text of the others. */
export interface Sources {
  gold: string;
  data: string;
}

/** All annotated articles: the gold, and those of some files of our own. */
export function annotatedArticles(
  { gold, data }: Sources,
  files: readonly string[] = [ANNOTATED, VOICED],
): GoldArticle[] {
  const folded = readGold(join(gold, 'news'));
  const more = files
    .filter((file) => existsSync(file))
    .flatMap((file) => readStandOff(file, join(data, 'news'), foldsOfOutlets(folded)));
  return [...folded, ...readGold(join(gold, 'dev')), ...more];
}

/** Trains on all annotated articles, with names and readers from the cache, and writes the models that ship. */
export function trainShipped({ cache, ...sources }: Sources & { cache: string }, log: (line: string) => void): void {
  const articles = annotatedArticles(sources);
  const readerOf = foldReaders(cache);
  for (const { fold } of articles)
    if (!readerOf(fold))
      throw new Error(`no reader that never saw fold ${fold}: npm run train -- --only reader makes them`);
  const models = trainQuotations(lessonsWithFoldNames(articles, readerOf, cache), log);
  for (const [name, model] of Object.entries(models))
    if (model) writeFileSync(MODELS[name as keyof QuotationModels].file, writeLearned(model));
}
