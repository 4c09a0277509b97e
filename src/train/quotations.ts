/**
 * Trains the models of the quotation stations, each on what those before it give:
 * `node .config/run.mjs src/train/quotations.ts --gold DIR --gold DIR`.
 */
import { parseArgs } from 'node:util';
import { readGold } from '../evaluate/gold.ts';
import type { QuotationModels } from '../quotations/models.ts';
import { type Lesson, lessonsWithFoldNames } from './lesson.ts';

/** All stations' models from some lessons; `log` is told each step. Cross-validation calls it with the other folds' articles. */
export function trainQuotations(lessons: readonly Lesson[], log: (line: string) => void): QuotationModels {
  const models: QuotationModels = {};
  log(`${lessons.length} articles`);
  return models;
}

if (process.argv[1]?.endsWith('train/quotations.ts')) {
  const { values: flags } = parseArgs({
    options: { gold: { type: 'string', multiple: true, default: ['../shared/gold/news', '../shared/gold/dev'] } },
  });
  const lessons = lessonsWithFoldNames(flags.gold.flatMap(readGold));
  trainQuotations(lessons, (line) => console.log(line));
}
