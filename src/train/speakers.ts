/**
 * Trains who speaks above the names, the reader and the sources that ship: minutes, and no models of single folds. Those have learned from the
 * annotated articles, but not from the ones of which readers judged only the speakers (`voiced.jsonl`), on which held-out folds are measured.
 */
import { writeFileSync } from 'node:fs';
import { entitiesAndNames } from '../analyze.ts';
import type { GoldArticle } from '../evaluate/gold.ts';
import { writeLearned } from '../learned/file.ts';
import type { Perceptron } from '../learned/perceptron.ts';
import { MODELS, stationModels } from '../quotations/models.ts';
import { Cast } from '../quotations/speakers/cast.ts';
import { byModel, rankAll } from '../quotations/speakers/rank.ts';
import { loadReader } from '../reader/index.ts';
import { lessonOf } from './lesson.ts';
import { annotatedArticles, type Sources } from './quotations.ts';
import { isRight, type Told, tellSources, trainRankers } from './stations/speakers.ts';

export interface SpeakerPlan extends Sources {
  /** Without `final` these are held out and measured. */
  folds: readonly number[];
  final: boolean;
  log: (line: string) => void;
}

/** Writes the ranker that ships and how far it is trusted, or measures what others learn on some folds. */
export function trainSpeakers({ folds, final, log, ...sources }: SpeakerPlan): void {
  const held = ({ fold }: GoldArticle): boolean => !final && fold !== null && folds.includes(fold);
  const articles = annotatedArticles(sources);
  const told = articles.filter((one) => !held(one)).map(tell);
  const whole = told.filter(({ lesson }) => !lesson.gold.voicesOnly).length;
  const about = `trained on ${whole} annotated articles, and the speakers of ${told.length - whole}`;
  log(about);
  const models = trainRankers(told, log, about);
  if (!final) measure(articles.filter((one) => held(one) && one.voicesOnly).map(tell), models['speakers.rank'], log);
  else
    for (const name of ['speakers.rank', 'speakers.trust'] as const)
      writeFileSync(MODELS[name].file, writeLearned(models[name]));
}

function tell(article: GoldArticle): Told {
  const lesson = lessonOf(article, (index) => entitiesAndNames(index, {}).names, loadReader());
  const { 'sources.starts': starts, 'sources.ends': ends } = stationModels();
  return tellSources(lesson, { starts, ends });
}

/** Shares of the sayings whose speaker the article tells that are given to him, with and without words for the source. */
function measure(told: readonly Told[], ranker: Perceptron, log: (line: string) => void): void {
  const counts = { all: { right: 0, of: 0 }, source: { right: 0, of: 0 }, 'only in the verb': { right: 0, of: 0 } };
  for (const { lesson, turns } of told) {
    const { context } = lesson;
    rankAll(context, new Cast(context), turns, byModel(ranker)).forEach((choice, i) => {
      if (turns[i]!.speaker === null) return;
      const right = isRight(lesson, turns[i]!, choice);
      for (const count of [counts.all, counts[choice.sourced.span ? 'source' : 'only in the verb']]) {
        count.of++;
        if (right) count.right++;
      }
    });
  }
  for (const [kind, { right, of }] of Object.entries(counts))
    log(`${kind}: speaker right for ${((100 * right) / Math.max(1, of)).toFixed(1)} % of ${of}`);
}
