/** An annotated article as the stations see it when they learn: its index and names as the program finds them, beside the gold. */
import { entitiesAndNames } from '../analyze.ts';
import type { GoldArticle } from '../evaluate/gold.ts';
import { defaultLexicon } from '../lexicon/index.ts';
import { buildContext, type Context } from '../quotations/context.ts';
import type { NameMention } from '../quotations/index.ts';
import { indexText, type TextIndex } from '../text/index.ts';
import { foldNames } from './names/folds.ts';

export interface Lesson {
  gold: GoldArticle;
  index: TextIndex;
  names: NameMention[];
  context: Context;
}

/** The names of an article, by a tagger that never learned from it. */
export type NamesOf = (index: TextIndex, article: GoldArticle) => NameMention[];

export const lessonOf = (gold: GoldArticle, namesOf: NamesOf = (index) => entitiesAndNames(index).names): Lesson => {
  const index = indexText(gold.text);
  const names = namesOf(index, gold);
  return { gold, index, names, context: buildContext(index, names, defaultLexicon()) };
};

/** Lessons whose names come from the models of the article's own fold, where they have been made (`npm run train`). */
export function lessonsWithFoldNames(articles: readonly GoldArticle[]): Lesson[] {
  const modelsOf = foldNames();
  return articles.map((article) =>
    lessonOf(article, (index, { fold }) => {
      const models = modelsOf(fold);
      return entitiesAndNames(index, models ? { models } : {}).names;
    }),
  );
}
