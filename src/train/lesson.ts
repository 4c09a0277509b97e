/** An annotated article as the stations see it when they learn: its index and names as the program finds them, beside the gold. */
import { entitiesAndNames } from '../analyze.ts';
import type { GoldArticle } from '../evaluate/gold.ts';
import { defaultLexicon } from '../lexicon/index.ts';
import { ruledAttributions } from '../quotations/attributions/index.ts';
import { contextOf } from '../quotations/contents/asides.ts';
import type { Context } from '../quotations/context.ts';
import type { NameMention, Reader } from '../quotations/index.ts';
import { viewOf } from '../quotations/view.ts';
import { indexText, type TextIndex } from '../text/index.ts';
import { foldNames, NAME_CACHE } from './names/folds.ts';
import { foldReaders } from './reader/parts.ts';

export interface Lesson {
  gold: GoldArticle;
  index: TextIndex;
  names: NameMention[];
  context: Context;
}

/** Those whose quotations were annotated, not only their speakers. */
export const whole = (lessons: readonly Lesson[]): Lesson[] => lessons.filter(({ gold }) => !gold.voicesOnly);

/** The names of an article, by a tagger that never learned from it. */
export type NamesOf = (index: TextIndex, article: GoldArticle) => NameMention[];

/** A lesson with the hints of `reader`, or without any. */
export const lessonOf = (gold: GoldArticle, namesOf: NamesOf, reader?: Reader): Lesson => {
  const whole = indexText(gold.text);
  const context = contextOf(whole, namesOf(whole, gold), defaultLexicon());
  if (reader) context.hints = reader.read(viewOf(context, ruledAttributions(context)));
  return { gold, index: context.index, names: [...context.mentions], context };
};

/**
 * Lessons whose names come from the models of the article's own fold, where `cache` has them (`npm run train`), and its hints from
 * `readerOf`.
 */
export function lessonsWithFoldNames(
  articles: readonly GoldArticle[],
  readerOf?: (fold: number | null) => Reader | undefined,
  cache = NAME_CACHE,
): Lesson[] {
  const modelsOf = foldNames(cache);
  const hintsOf = readerOf ?? foldReaders(cache);
  return articles.map((article) =>
    lessonOf(
      article,
      (index, { fold }) => {
        const models = modelsOf(fold);
        return entitiesAndNames(index, models ? { models } : {}).names;
      },
      hintsOf(article.fold),
    ),
  );
}
