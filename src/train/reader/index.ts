/**
 * Trains the readers of the quotations: one for each part of the folds, that never learned from it, and the one that ships. Two teachers of
 * each part learn from the annotated articles alone; a reader learns from news as they read it, then from the articles.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANNOTATED, FURTHER } from '../../evaluate/standoff.ts';
import { type Head, type Model, readModelFile, writeModel } from '../../network/modelFile.ts';
import { createReader } from '../../reader/index.ts';
import { cachedArrays, cachedModel, once } from '../cache.ts';
import { lessonsWithFoldNames } from '../lesson.ts';
import { foldNames } from '../names/folds.ts';
import { newsWithout } from '../names/silver.ts';
import { readBase } from '../names.ts';
import { annotatedArticles } from '../quotations.ts';
import { examplesOf, type ReadExample } from './examples.ts';
import { learnNews, teachReader } from './learn.ts';
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
/** News in words, and how many tokens (marks are some, too) a word of it makes. */
const NEWS = { words: 5e6, tokens: 1.15 };
/** Times that a reader goes through the annotated articles after the news, and how fast it learns then. */
const AFTER_NEWS = { epochs: 4, rate: 1e-3 };

/** Makes the readers that the cache lacks, and puts the one that ships beside the names. */
export function trainReader(plan: ReaderPlan): void {
  const { data, cache, out, final, log: told } = plan;
  const log = (line: string): void => told(`  ${line}`);
  const base = once(() => readBase(plan));
  const lessons = once(() => {
    const articles = annotatedArticles(plan, [ANNOTATED, FURTHER]).filter(({ quotations }) => quotations);
    return lessonsWithFoldNames(articles, () => undefined, cache);
  });
  const examples = (part: number | null): ReadExample[] =>
    lessons()
      .filter(({ gold }) => part === null || partOf(gold.fold) !== part)
      .flatMap((lesson) => examplesOf(base().encoder, lesson));
  const teacher = (part: number, number: number): Model =>
    cachedModel(cache, `${readerName(part)}-teacher-${number}`, () => {
      told(`teacher ${number} of ${nameOf(part)}`);
      return teachReader(base(), examples(part), { seed: seedOf(part) + 100 * number, log });
    });
  const news = (part: number): Float32Array[] =>
    cachedArrays(cache, `${readerName(part)}-news`, () => {
      const teachers = Array.from({ length: TEACHERS }, (_, number) => createReader(teacher(part, number)));
      told(`news for ${nameOf(part)}`);
      const annotated = lessons().map(({ gold }) => gold);
      const texts = newsWithout(join(data, 'news'), annotated, NEWS.words, 16 + seedOf(part));
      // names found by models that never saw one of the part's folds
      const names = foldNames(cache)(PARTS[part]![0]!);
      if (!names)
        throw new Error(`no names that never saw fold ${PARTS[part]![0]}: npm run train -- --only names makes them`);
      const read = silverExamples(base().encoder, texts, names, teachers);
      const silver = { examples: read, tokens: NEWS.words * NEWS.tokens };
      return learnNews(base(), silver, { seed: seedOf(part) + 300, log });
    }) as Float32Array[];
  const reader = (part: number | null): Model =>
    cachedModel(cache, readerName(part), () => {
      // the one that ships goes on from what the last part's has read
      const from = news(part ?? PARTS.length - 1);
      told(nameOf(part));
      return teachReader(base(), examples(part), { ...AFTER_NEWS, from, seed: seedOf(part) + 300, log });
    });
  for (const part of PARTS.keys()) reader(part);
  if (final) putHead(out, 'quotations', reader(null));
}

const seedOf = (part: number | null): number => 1 + (part ?? PARTS.length);

const nameOf = (part: number | null): string =>
  part === null ? 'the reader from all articles' : `the reader that never saw folds ${PARTS[part]!.join(', ')}`;

/** Puts a head into the model that ships; the others stay as they are. */
function putHead(file: string, name: string, head: Head): void {
  const { own, others } = readModelFile(file);
  writeFileSync(file, writeModel(own, { ...others, [name]: head }));
}
