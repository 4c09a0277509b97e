/** Networks and trees of all folds, none of which learned from the fold that it is for. */
import type { NameModels } from '../../entities/index.ts';
import { SPAN_LAYOUT } from '../../entities/spans/describe.ts';
import { createTagger } from '../../entities/tagger/index.ts';
import { bind } from '../../learned/layout.ts';
import type { Forest } from '../../learned/trees.ts';
import type { Model } from '../../network/modelFile.ts';
import { cachedForest, cachedModel, once } from '../cache.ts';
import type { Lesson } from './lessons.ts';
import { learnSpans, type Sighted, sighted } from './spans.ts';

export interface Stage {
  /** The network for a fold; null: the one that learned from all articles. */
  network(fold: number | null): Model;
  models(fold: number): NameModels;
  /** Trees from the readings of all folds. */
  forest(): Forest;
}

export interface StagePlan {
  name: string;
  cache: string;
  folds: readonly number[];
  lessons: readonly Lesson[];
  train: (fold: number | null) => Model;
  log: (line: string) => void;
}

const TREES = { trees: 70, leaves: 16 };

export function stage({ name, cache, folds, lessons, train, log }: StagePlan): Stage {
  const network = (fold: number | null): Model =>
    cachedModel(cache, `${name}-${fold === null ? 'all' : `fold-${fold}`}`, () => {
      log(`${name}: the network ${fold === null ? 'from all articles' : `of fold ${fold}`}`);
      return train(fold);
    });
  const read = once((): Sighted[] =>
    folds.flatMap((fold) => {
      const tagger = createTagger(network(fold));
      return lessons.filter((lesson) => lesson.fold === fold).map((lesson) => sighted(lesson, tagger));
    }),
  );
  const forest = (fold: number): Forest =>
    cachedForest(cache, `${name}-fold-${fold}`, () =>
      learnSpans(
        read().filter(({ lesson }) => lesson.fold !== fold),
        TREES,
      ),
    );
  return {
    network,
    models: (fold) => ({ tagger: createTagger(network(fold)), spans: bind(forest(fold), SPAN_LAYOUT) }),
    forest: () => learnSpans(read(), TREES),
  };
}
