/** Cross-validation: the models by which an article is measured never learned from its fold. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Models } from '../analyze.ts';
import { bindLearned, readLearned, writeLearned } from '../learned/file.ts';
import type { Analysis } from '../model.ts';
import type { QuotationModels } from '../quotations/index.ts';
import { MODELS } from '../quotations/models.ts';
import { type Lesson, lessonsWithFoldNames } from '../train/lesson.ts';
import { foldNames } from '../train/names/folds.ts';
import { trainQuotations } from '../train/quotations.ts';
import { foldReaders } from '../train/reader/parts.ts';
import { foldsOf, type GoldArticle } from './gold.ts';

export interface CrossOptions {
  log: (line: string) => void;
  /** Share of the other folds' articles to learn from. */
  share?: number;
  /** A folder for the folds' models: those that it holds are taken, the others made and put there. */
  models?: string | undefined;
  /** Names by the models that ship, although these have learned from the articles. */
  shippedNames?: boolean | undefined;
  /** Only these folds. */
  folds?: readonly number[] | undefined;
}

/** Names or a reader that never saw a fold are missing; those that ship would flatter every figure. */
export class NoFoldModels extends Error {
  constructor(fold: number) {
    super(
      `no models of names, or no reader, that never saw fold ${fold}: npm run train makes them; ` +
        '--shipped-names takes those that ship, which have learned from these articles',
    );
  }
}

/** The models of each fold, trained on all articles but its own. */
export function foldModels(
  articles: readonly GoldArticle[],
  { log, share = 1, models: folder, folds, shippedNames = false }: CrossOptions,
): (fold: number | null) => Models {
  const annotated = articles.filter(({ quotations }) => quotations);
  let lessons: Lesson[] | null = null;
  const namesOf = foldNames();
  const readerOf = foldReaders();
  const models = new Map<number | null, Models>();
  for (const fold of folds ?? foldsOf(articles)) {
    log(`fold ${fold}`);
    const names = namesOf(fold);
    const reader = readerOf(fold);
    if (!(names && reader) && !shippedNames) throw new NoFoldModels(fold);
    let quotations = folder && readModels(join(folder, String(fold)));
    if (!quotations) {
      lessons ??= lessonsWithFoldNames(annotated);
      const others = lessons.filter(({ gold }) => gold.fold !== fold);
      const part = others.filter((_, i) => Math.floor((i + 1) * share) > Math.floor(i * share));
      quotations = trainQuotations(part, (line) => log(`  ${line}`));
      if (folder) writeModels(join(folder, String(fold)), quotations);
    }
    models.set(fold, { quotations, ...(names && { names }), ...(reader && { reader }) });
  }
  return (fold) => models.get(fold) ?? {};
}

function writeModels(folder: string, models: QuotationModels): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, model] of Object.entries(models))
    if (model) writeFileSync(join(folder, `${name}.model.txt`), writeLearned(model));
}

function readModels(folder: string): QuotationModels | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith('.model.txt'));
  const named = files.map((file) => {
    const name = file.replace('.model.txt', '');
    const model = readLearned(readFileSync(join(folder, file), 'utf8'));
    const { layout } = MODELS[name as keyof QuotationModels];
    return [name, layout ? bindLearned(model, layout) : model];
  });
  return Object.fromEntries(named) as QuotationModels;
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
