/** Trains the readers of the quotations: one for each part of the folds, that never learned from it, and the one that ships. */
import { writeFileSync } from 'node:fs';
import { type Head, type Model, readModelFile, writeModel } from '../../network/modelFile.ts';
import { lessonsWithFoldNames } from '../lesson.ts';
import { cachedModel, once } from '../names/stage.ts';
import { readBase } from '../names.ts';
import { annotatedArticles } from '../quotations.ts';
import { examplesOf } from './examples.ts';
import { teachReader } from './learn.ts';
import { PARTS, partOf, readerName } from './parts.ts';

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

/** Makes the readers that the cache lacks, and puts the one that ships beside the names. */
export function trainReader(plan: ReaderPlan): void {
  const { cache, out, final, log } = plan;
  const base = once(() => readBase(plan));
  const lessons = once(() => {
    const articles = annotatedArticles(plan).filter(({ quotations }) => quotations);
    return lessonsWithFoldNames(articles, () => undefined, cache);
  });
  const reader = (part: number | null): Model =>
    cachedModel(cache, readerName(part), () => {
      log(nameOf(part));
      const seen = lessons().filter(({ gold }) => part === null || partOf(gold.fold) !== part);
      const examples = seen.flatMap((lesson) => examplesOf(base().encoder, lesson));
      return teachReader(base(), examples, { seed: 1 + (part ?? PARTS.length), log: (line) => log(`  ${line}`) });
    });
  for (const part of PARTS.keys()) reader(part);
  if (final) putHead(out, 'quotations', reader(null));
}

const nameOf = (part: number | null): string =>
  part === null ? 'the reader from all articles' : `the reader that never saw folds ${PARTS[part]!.join(', ')}`;

/** Puts a head into the model that ships; the others stay as they are. */
function putHead(file: string, name: string, head: Head): void {
  const { own, others } = readModelFile(file);
  writeFileSync(file, writeModel(own, { ...others, [name]: head }));
}
