/** Cross-validation: the models by which an article is measured never learned from its fold. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Models } from '../analyze.ts';
import type { Analysis } from '../model.ts';
import { lessonsWithFoldNames } from '../train/lesson.ts';
import { foldNames } from '../train/names/folds.ts';
import { trainQuotations } from '../train/quotations.ts';
import { foldsOf, type GoldArticle } from './gold.ts';

export interface CrossOptions {
  log: (line: string) => void;
  /** Share of the other folds' articles to learn from. */
  share?: number;
}

/** The models of each fold, trained on all articles but its own. */
export function foldModels(
  articles: readonly GoldArticle[],
  { log, share = 1 }: CrossOptions,
): (fold: number | null) => Models {
  const lessons = lessonsWithFoldNames(articles.filter(({ quotations }) => quotations));
  const namesOf = foldNames();
  const models = new Map<number | null, Models>();
  for (const fold of foldsOf(articles)) {
    log(`fold ${fold}`);
    const others = lessons.filter(({ gold }) => gold.fold !== fold);
    const part = others.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
    const names = namesOf(fold);
    if (!names) log('  no names of this fold: run npm run train -- --only names');
    models.set(fold, { quotations: trainQuotations(part, (line) => log(`  ${line}`)), ...(names && { names }) });
  }
  return (fold) => models.get(fold) ?? {};
}

/** Finished results (JSON Lines) by the name of their file. */
export function readAnalyses(file: string): Map<string, Analysis> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim());
  return new Map(
    lines.map((line) => {
      const analysis = JSON.parse(line) as Analysis;
      return [basename(analysis.source.path ?? analysis.source.id ?? ''), analysis];
    }),
  );
}
