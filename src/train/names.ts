/**
 * Teaches the name tagger our own conventions. Each fold's articles are read by a network that never learned from them; the trees that
 * choose among spans learn from these readings; the models that ship learn from all articles.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEntities, type NameModels } from '../entities/index.ts';
import { SPAN_LAYOUT } from '../entities/spans/describe.ts';
import { createTagger } from '../entities/tagger/index.ts';
import { type Model, readModel, writeModel } from '../entities/tagger/modelFile.ts';
import { readForest, writeForest } from '../learned/file.ts';
import { bind } from '../learned/layout.ts';
import type { Forest } from '../learned/trees.ts';
import { trainBase } from './base.ts';
import { Encoder } from './examples.ts';
import { dequantise } from './export.ts';
import { readNamedGold } from './names/gold.ts';
import { examplesOf, type Lesson, lessonOf } from './names/lessons.ts';
import { NameScore } from './names/score.ts';
import { learnSpans, sighted } from './names/spans.ts';
import { type Base, teach } from './names/teach.ts';

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

const EPOCHS = 2;
const TREES = { trees: 100, leaves: 16 };

export function trainNames(plan: NamePlan): void {
  const { folds, cache, log } = plan;
  const base = readBase(plan);
  const lessons = readNamedGold(plan.gold).map(lessonOf);
  log(`${lessons.length} articles, ${lessons.reduce((sum, { mentions }) => sum + mentions.length, 0)} names`);
  const networkOf = (fold: number | null): Model =>
    cachedModel(cache, fold === null ? 'names-all' : `names-fold-${fold}`, () => {
      log(fold === null ? 'the network, from all articles' : `the network of fold ${fold}`);
      const others = lessons.filter((lesson) => fold === null || lesson.fold !== fold);
      const examples = others.flatMap((lesson) => examplesOf(base.encoder, lesson));
      const seed = fold === null ? 31 : 1 + fold;
      return teach(base, [{ examples }], { epochs: EPOCHS, seed, log: (line) => log(`  ${line}`) });
    });
  const read = folds.flatMap((fold) => {
    const tagger = createTagger(networkOf(fold));
    return lessons.filter((lesson) => lesson.fold === fold).map((lesson) => sighted(lesson, tagger));
  });
  for (const fold of folds) {
    const spans = cachedForest(cache, `names-fold-${fold}`, () =>
      learnSpans(
        read.filter(({ lesson }) => lesson.fold !== fold),
        TREES,
      ),
    );
    const models = { tagger: createTagger(networkOf(fold)), spans: bind(spans, SPAN_LAYOUT) };
    for (const [folder, score] of measure(lessons, fold, models)) log(`fold ${fold}, ${folder}: ${score}`);
  }
  if (!plan.final) return;
  writeFileSync(plan.spans, writeForest(learnSpans(read, TREES)));
  writeFileSync(plan.out, writeModel(networkOf(null)));
  log(`written: ${plan.out}, ${plan.spans}`);
}

function readBase({ cache, data, packages, log }: NamePlan): Base {
  const model = cachedModel(cache, 'base', () => trainBase({ data, packages, cache, log }));
  const { vector } = model.shape;
  const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
  return { model, vectors, encoder: new Encoder(model.lexicon).useVectors(vectors, vector) };
}

function cachedModel(cache: string, name: string, make: () => Model): Model {
  const file = join(cache, `${name}.bin`);
  if (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(file, writeModel(make()));
  }
  return readModel(readFileSync(file), file);
}

function cachedForest(cache: string, name: string, make: () => Forest): Forest {
  const file = join(cache, `${name}.spans.txt`);
  if (!existsSync(file)) writeFileSync(file, writeForest(make()));
  return readForest(readFileSync(file, 'utf8'));
}

/** Figures of a fold's articles, folder by folder of the gold. */
function measure(lessons: readonly Lesson[], fold: number, models: NameModels): Map<string, NameScore> {
  const scores = new Map<string, NameScore>();
  for (const lesson of lessons) {
    if (lesson.fold !== fold) continue;
    const folder = lesson.file.split('/')[0]!;
    const score = scores.get(folder) ?? new NameScore();
    scores.set(folder, score);
    score.add(lesson, findEntities(lesson.scene.index, { models }).mentions);
  }
  return scores;
}
