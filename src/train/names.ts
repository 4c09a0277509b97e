/**
 * Teaches the name tagger our own conventions. Each fold's articles are read by a network that never learned from them; the trees that
 * choose among spans learn from these readings; the models that ship learn from all articles.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findEntities, type NameModels } from '../entities/index.ts';
import { SPAN_LAYOUT } from '../entities/spans/describe.ts';
import { createTagger } from '../entities/tagger/index.ts';
import { type Head, type Model, readModel, writeModel } from '../entities/tagger/modelFile.ts';
import { readForest, writeForest } from '../learned/file.ts';
import { bind } from '../learned/layout.ts';
import type { Forest } from '../learned/trees.ts';
import { trainBase } from './base.ts';
import { readIob } from './corpora.ts';
import { Encoder } from './examples.ts';
import { dequantise } from './export.ts';
import { outletOf, readNamedGold } from './names/gold.ts';
import { namedTexts } from './names/iob.ts';
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

const EPOCHS = 5;
/** Hardly anything: the network is small, the gold clean. */
const WITHHELD = { dropInput: 0, dropHidden: 0.05, dropWord: 0.01 };
const TREES = { trees: 70, leaves: 16 };

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
      return teach(base, examples, { epochs: EPOCHS, seed, withheld: WITHHELD, log: (line) => log(`  ${line}`) });
    });
  const read = folds.flatMap((fold) => {
    const tagger = createTagger(networkOf(fold));
    return lessons.filter((lesson) => lesson.fold === fold).map((lesson) => sighted(lesson, tagger));
  });
  const total = new Map<string, NameScore>();
  for (const fold of folds) {
    const spans = cachedForest(cache, `names-fold-${fold}`, () =>
      learnSpans(
        read.filter(({ lesson }) => lesson.fold !== fold),
        TREES,
      ),
    );
    const models = { tagger: createTagger(networkOf(fold)), spans: bind(spans, SPAN_LAYOUT) };
    for (const [part, score] of measure(lessons, fold, models)) {
      log(`fold ${fold}, ${part}: ${score}`);
      const sum = total.get(part) ?? new NameScore();
      total.set(part, sum.join(score));
    }
  }
  for (const [part, score] of [...total].sort()) log(`${part}: ${score}`);
  if (!plan.final) return;
  writeFileSync(plan.spans, writeForest(learnSpans(read, TREES)));
  const anercorp = cachedModel(cache, 'anercorp', () => anercorpHead(base, plan));
  writeFileSync(plan.out, writeModel(networkOf(null), { anercorp: withoutSpelling(anercorp) }));
  log(`written: ${plan.out}, ${plan.spans}`);
}

function readBase({ cache, data, packages, log }: NamePlan): Base {
  const model = cachedModel(cache, 'base', () => trainBase({ data, packages, cache, log }));
  const { vector } = model.shape;
  const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
  return { model, vectors, encoder: new Encoder(model.lexicon).useVectors(vectors, vector) };
}

/** A head of ANERcorp's own conventions, beside ours, so that its test part stays measurable. */
function anercorpHead(base: Base, { data, log }: NamePlan): Model {
  log('the head of ANERcorp');
  const texts = namedTexts('anercorp', readIob(join(data, 'ner/anercorp/train.txt')));
  const examples = texts.map(lessonOf).flatMap((lesson) => examplesOf(base.encoder, lesson));
  return teach(base, examples, { epochs: 3, seed: 5, log: (line) => log(`  ${line}`) });
}

/** The head without what only further training needs: `letterTable` has letters and filters together. */
function withoutSpelling(head: Head): Head {
  const weights = new Map(head.weights);
  weights.delete('letter');
  weights.delete('filter');
  return { ...head, weights };
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
