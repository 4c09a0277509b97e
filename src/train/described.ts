/**
 * Trains what hangs on quotations and describes speakers (attribution phrases, offices, affiliations, media) above the names
 * and the reader that ship: minutes. Both have learned from these articles, so what they say of them is a little too good.
 */
import { writeFileSync } from 'node:fs';
import { entitiesAndNames } from '../analyze.ts';
import { ANNOTATED } from '../evaluate/standoff.ts';
import { writeLearned } from '../learned/file.ts';
import { MODELS } from '../quotations/models.ts';
import { loadReader } from '../reader/index.ts';
import { lessonOf } from './lesson.ts';
import { annotatedArticles, type Sources } from './quotations.ts';
import { trainOffices } from './stations/offices.ts';
import { trainPhrases } from './stations/phrases.ts';
import { trainRelays } from './stations/relays.ts';

/** Addressees and outlets stay as they are: those learned so took `إلى الميناء` for somebody and lost `في اتصال مع الجريدة`, of the unseen articles no more were right. */
export function trainDescribed({ log, ...sources }: Sources & { log: (line: string) => void }): void {
  const articles = annotatedArticles(sources, [ANNOTATED]).filter(({ quotations }) => quotations);
  const lessons = articles.map((article) =>
    lessonOf(article, (index) => entitiesAndNames(index, {}).names, loadReader()),
  );
  log(`${lessons.length} annotated articles`);
  const { media } = trainRelays(lessons);
  const models = { ...trainPhrases(lessons), ...trainOffices(lessons), media };
  for (const [name, model] of Object.entries(models))
    if (model) writeFileSync(MODELS[name as keyof typeof models].file, writeLearned(model));
}
