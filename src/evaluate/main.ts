/**
 * How good the program is on annotated articles: `npm run evaluate [-- --gold DIR]`. Where the folder has folds (`folds.json`), each
 * fold is measured with models that were trained without it; `--shipped` measures the models that ship, as they are, `--unseen` measures
 * them on articles that nothing has learned from (`unseen.jsonl`). `--corrections
 * FILE` takes what readers corrected as gold.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyze, type Models } from '../analyze.ts';
import { confidenceOf } from '../quotations/confidence.ts';
import type { Certainty } from '../quotations/index.ts';
import { calibrate, type Outcome } from './calibrate.ts';
import { readCorrected } from './corrections.ts';
import { foldModels, NoFoldModels, readAnalyses } from './cross.ts';
import { byOutlet, byResolution, calibration, nameFigures, quotationFigures } from './figures.ts';
import { type GoldArticle, readGold } from './gold.ts';
import { measureIob } from './iob.ts';
import { type Judgement, judge } from './judge.ts';
import { binLine, figureLine, outletLine } from './print.ts';
import { ANNOTATED, foldsOfOutlets, readStandOff, UNSEEN, VOICED } from './standoff.ts';

const { values: flags } = parseArgs({
  options: {
    gold: { type: 'string', default: '../shared/gold/news' },
    /** More articles to learn from: folders, which belong to no fold, or annotations without their text (`.jsonl`). */
    also: { type: 'string', multiple: true, default: ['../shared/gold/dev', ANNOTATED, VOICED] },
    /** Where the text of the latter is. */
    news: { type: 'string', default: '../shared/data/news' },
    shipped: { type: 'boolean', default: false },
    unseen: { type: 'boolean', default: false },
    /** Measure against what readers corrected in reports, by the models that ship. */
    corrections: { type: 'string' },
    /** Measure finished results, JSON Lines, instead of running. */
    results: { type: 'string' },
    curve: { type: 'boolean', default: false },
    /** A folder that keeps the folds' models, so that they needn't be trained again. */
    models: { type: 'string' },
    /** Names by the models that ship, although these have learned from the articles: the figures flatter. */
    'shipped-names': { type: 'boolean', default: false },
    /** Only these folds: `0,3`. */
    folds: { type: 'string' },
    /** Fits the confidence that ships to what was right. */
    calibrate: { type: 'boolean', default: false },
    /** The name tagger alone against a corpus of labelled tokens, with one of its heads, on the last part of it. */
    iob: { type: 'string' },
    head: { type: 'string', default: 'own' },
    last: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const CALIBRATION = 'src/quotations/confidence.txt';
const log = (line: string) => process.stderr.write(`${line}\n`);

/** Every article by the models of its fold. */
function judged(articles: readonly GoldArticle[], modelsOf: (fold: number | null) => Models): Judgement[] {
  return articles.map((article) => {
    const certainties = new Map<string, Certainty>();
    const models = { ...modelsOf(article.fold), onCertainty: (id: string, one: Certainty) => certainties.set(id, one) };
    const judgement = judge(article, analyze({ text: article.text }, {}, models));
    for (const one of judgement.quotations) one.certainty = certainties.get(one.found?.id ?? '');
    return judgement;
  });
}

/** The outcomes that confidence is fitted to; nominal ones count too, whether required or not. */
const outcomesOf = (judged: readonly Judgement[]): Outcome[] =>
  judged.flatMap(({ quotations }) =>
    quotations.flatMap(({ found, certainty, exact, speaker, optional }) =>
      found && certainty && (!optional || found.type === 'nominal')
        ? [{ type: found.type, certainty, right: exact && speaker }]
        : [],
    ),
  );

/** Confidence as it is for articles that had no part in fitting it: each fold's is fitted on the others. */
function recalibrated(all: readonly Judgement[], foldOf: (file: string) => number | null): Judgement[] {
  const folds = [...new Set(all.map(({ file }) => foldOf(file)))];
  return folds.flatMap((fold) => {
    const fitted = calibrate(outcomesOf(all.filter(({ file }) => foldOf(file) !== fold)));
    for (const { quotations } of all.filter(({ file }) => foldOf(file) === fold)) {
      for (const { found, certainty } of quotations)
        if (found && certainty) found.confidence = confidenceOf(found.type, certainty, fitted);
    }
    return all.filter(({ file }) => foldOf(file) === fold);
  });
}

function report(all: readonly Judgement[]): void {
  const { bins, error } = calibration(all);
  if (flags.json) {
    const result = {
      quotations: quotationFigures(all),
      names: nameFigures(all),
      resolutions: byResolution(all),
      outlets: byOutlet(all),
    };
    console.log(JSON.stringify({ ...result, calibration: { bins, error } }, null, 1));
    return;
  }
  for (const figure of [...quotationFigures(all), ...nameFigures(all)]) console.log(figureLine(figure));
  console.log('\nspeaker right, by the way to it');
  for (const figure of byResolution(all)) console.log(figureLine(figure));
  console.log('\noutlet                     articles  found  exact  with speaker  speaker right');
  for (const row of byOutlet(all)) console.log(outletLine(row));
  console.log('\nconfidence');
  for (const bin of bins) console.log(binLine(bin));
  console.log(`expected calibration error ${error.toFixed(3)}`);
}

function main(): void {
  if (flags.iob) {
    console.log(String(measureIob(flags.iob, flags.head, flags.last === undefined ? undefined : Number(flags.last))));
    return;
  }
  if (flags.corrections !== undefined) {
    report(judged(readCorrected(flags.corrections), () => ({})));
    return;
  }
  if (!existsSync(flags.gold)) {
    log(`${flags.gold}: no such folder of annotated articles`);
    process.exitCode = 2;
    return;
  }
  const articles = readGold(flags.gold);
  if (flags.unseen) {
    report(judged(readStandOff(UNSEEN, flags.news, foldsOfOutlets(articles)), () => ({})));
    return;
  }
  const crossed = existsSync(join(flags.gold, 'folds.json')) && !flags.shipped;
  if (flags.results) reportResults(articles, flags.results);
  else if (crossed) crossValidate(articles);
  else {
    const all = judged(articles, () => ({}));
    fit(all);
    report(all);
  }
}

/** Fits the confidence that ships, where that is asked for. */
function fit(all: readonly Judgement[]): void {
  if (flags.calibrate) writeFileSync(CALIBRATION, `${JSON.stringify(calibrate(outcomesOf(all)))}\n`);
}

function reportResults(articles: readonly GoldArticle[], file: string): void {
  const results = readAnalyses(file);
  const measured = articles.filter((article) => results.has(article.file));
  report(measured.map((article) => judge(article, results.get(article.file)!)));
}

/** An outlet's further articles belong to the fold of its others. */
const readAlso = (path: string, articles: readonly GoldArticle[]): GoldArticle[] =>
  path.endsWith('.jsonl') ? readStandOff(path, flags.news, foldsOfOutlets(articles)) : readGold(path);

function crossValidate(articles: readonly GoldArticle[]): void {
  const lessons = [...articles, ...flags.also.filter(existsSync).flatMap((path) => readAlso(path, articles))];
  if (!flags.curve) {
    const folds = flags.folds?.split(',').map(Number);
    const measured = folds ? articles.filter(({ fold }) => folds.includes(fold ?? -1)) : articles;
    const all = judged(
      measured,
      foldModels(lessons, { log, models: flags.models, folds, shippedNames: flags['shipped-names'] }),
    );
    fit(all);
    const foldOf = new Map(articles.map(({ file, fold }) => [file, fold]));
    report(recalibrated(all, (file) => foldOf.get(file) ?? null));
    return;
  }
  for (const share of [0.25, 0.5, 1]) {
    const all = judged(articles, foldModels(lessons, { log, share, shippedNames: flags['shipped-names'] }));
    console.log(`with ${100 * share} % of the other folds' articles`);
    for (const figure of quotationFigures(all).slice(0, 4)) console.log(figureLine(figure));
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof NoFoldModels)) throw error;
  log(error.message);
  process.exitCode = 2;
}
