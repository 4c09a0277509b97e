/**
 * Teaches the name tagger our own conventions. Each fold's articles are read by a network that never learned from them; the trees that
 * choose among spans learn from these readings. That is done twice: first teachers learn, from the annotated articles alone; then pupils,
 * from news as the teachers read it and from the annotated articles, which they go through once more at the end. The models that ship learn
 * from all articles.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEntities, type NameModels } from '../entities/index.ts';
import { writeForest } from '../learned/file.ts';
import { type Head, type Model, readModelFile, writeModel } from '../network/modelFile.ts';
import { trainBase } from './base.ts';
import { cachedModel, once } from './cache.ts';
import { Encoder } from './examples.ts';
import { dequantise } from './export.ts';
import { heldOutScore, learnAnercorp } from './names/anercorp.ts';
import { averageOf } from './names/average.ts';
import { outletOf, readNamedGold } from './names/gold.ts';
import { examplesOf, type Lesson, lessonOf } from './names/lessons.ts';
import { NameScore } from './names/score.ts';
import { newsWithout, silverExamples } from './names/silver.ts';
import { type Stage, stage } from './names/stage.ts';
import { type Base, type Plan, teach } from './names/teach.ts';

export interface NamePlan {
  data: string;
  gold: string;
  packages: string;
  cache: string;
  out: string;
  spans: string;
  folds: readonly number[];
  /** Whether the models that ship are made, too. */
  final: boolean;
  log: (line: string) => void;
}

const EPOCHS = 5;
/** Of the pupils, with a fresh rate; what was before and what comes of it are averaged. */
const EPOCHS_MORE = 2;
/** Hardly anything: the network is small, the gold clean. */
export const WITHHELD = { dropInput: 0, dropHidden: 0.05, dropWord: 0.01 };
/** What the pupils learn before the gold: news as their teachers read it. */
const SILVER = { words: 2.5e6, rate: 2e-3 };

export function trainNames(plan: NamePlan): void {
  const { folds, cache, log } = plan;
  const base = readBase(plan);
  const lessons = readNamedGold(plan.gold, join(plan.data, 'news')).map(lessonOf);
  log(`${lessons.length} articles, ${lessons.reduce((sum, { mentions }) => sum + mentions.length, 0)} names`);
  const learn = (fold: number | null, seed: number, more: Partial<Plan> = {}, from = base.model): Model => {
    const others = lessons.filter((lesson) => fold === null || lesson.fold !== fold);
    const examples = others.flatMap((lesson) => examplesOf(base.encoder, lesson));
    const indented = (line: string) => log(`  ${line}`);
    return teach({ ...base, model: from }, examples, {
      epochs: EPOCHS,
      seed,
      withheld: WITHHELD,
      log: indented,
      ...more,
    });
  };
  const common = { cache, folds, lessons, log };
  const teachers = stage({ ...common, name: 'teacher', train: (fold) => learn(fold, 1 + (fold ?? 30)) });
  const news = once(() => newsWithout(join(plan.data, 'news'), lessons, SILVER.words, 7));
  const pupils = stage({
    ...common,
    name: 'pupil',
    train: (fold) => {
      // What ships may have seen all articles: two teachers that each know nearly all of them are enough.
      const models = (fold === null ? folds.slice(0, 2) : [fold]).map(teachers.models);
      const silver = { ...SILVER, examples: silverExamples(base.encoder, news(), models) };
      return learn(fold, 51 + (fold ?? 30), { silver });
    },
  });
  const names = stage({
    ...common,
    name: 'names',
    train: (fold) => {
      const pupil = pupils.network(fold);
      return averageOf([pupil, learn(fold, 101 + (fold ?? 30), { epochs: EPOCHS_MORE }, pupil)]);
    },
  });
  crossValidate(lessons, names, plan);
  if (!plan.final) return;
  writeFileSync(plan.spans, writeForest(names.forest()));
  const anercorp = cachedModel(cache, 'anercorp', () => learnAnercorp(base, plan.data, log));
  // the reader of the quotations stays until it is taught anew
  const kept = headsOver(plan.out, base.model);
  writeFileSync(plan.out, writeModel(names.network(null), { ...kept, anercorp }));
  log(`written: ${plan.out}, ${plan.spans}`);
}

/** The further heads of a file, as far as they read the words of this model: over a base made anew they mean nothing. */
export function headsOver(
  file: string,
  { lexicon, vectors }: Pick<Model, 'lexicon' | 'vectors'>,
): Record<string, Head> {
  if (!existsSync(file)) return {};
  const { own, others } = readModelFile(file);
  const same =
    Buffer.compare(own.vectors.packed, vectors.packed) === 0 &&
    Buffer.compare(bytesOf(own.lexicon.stems.hashes), bytesOf(lexicon.stems.hashes)) === 0;
  return same ? others : {};
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function crossValidate(lessons: readonly Lesson[], { models }: Stage, { folds, log }: NamePlan): void {
  const total = new Map<string, NameScore>();
  for (const fold of folds) {
    for (const [part, score] of measure(lessons, fold, models(fold))) {
      log(`fold ${fold}, ${part}: ${score}`);
      const sum = total.get(part) ?? new NameScore();
      total.set(part, sum.join(score));
    }
  }
  for (const [part, score] of [...total].sort()) log(`${part}: ${score}`);
}

/** What a base learns from and where its steps are kept. */
type BasePlan = Pick<NamePlan, 'cache' | 'data' | 'packages' | 'log'>;

/** Prints figures of ANERcorp's last share for a head that, like its base, never learned from it. */
export function measureAnercorp(plan: BasePlan, share: number): void {
  plan.log(`ANERcorp, last ${share}, held out: ${heldOutScore(readBase(plan, false), plan.data, share, plan.log)}`);
}

/** `whole`: whether the base has learned from all of ANERcorp's training split. */
export function readBase({ cache, data, packages, log }: BasePlan, whole = true): Base {
  const model = cachedModel(cache, whole ? 'base' : 'base-held-out', () =>
    trainBase({ data, packages, cache, log, whole }),
  );
  return baseOf(model);
}

/** A model as something to begin with. */
export function baseOf(model: Model): Base {
  const { vector } = model.shape;
  const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
  return { model, vectors, encoder: new Encoder(model.lexicon).useVectors(vectors, vector) };
}

/** Figures of a fold's articles, by folder of the gold and by outlet. */
function measure(lessons: readonly Lesson[], fold: number, models: NameModels): Map<string, NameScore> {
  const scores = new Map<string, NameScore>();
  for (const lesson of lessons) {
    if (lesson.fold !== fold) continue;
    const { mentions } = findEntities(lesson.scene.index, { models });
    const folder = lesson.file.split('/')[0]!;
    for (const part of folder === 'news' ? [folder, outletOf(lesson.file)] : [folder]) {
      const score = scores.get(part) ?? new NameScore();
      scores.set(part, score);
      score.add(lesson, mentions);
    }
  }
  return scores;
}
