/**
 * The base of the name tagger: word statistics and pre-training from news, then lessons from ANERcorp, WikiFANE, AQMAR and silver text.
 * The last 15 % of ANERcorp's training split are kept apart until the figures are reported; then two last epochs learn from all of it.
 * Steps whose result lies in the cache folder are not made again.
 */
import { join } from 'node:path';
import { createTagger } from '../entities/tagger/index.ts';
import type { Model } from '../network/modelFile.ts';
import { cachedArrays, cachedWords } from './cache.ts';
import { readIob, readWikiFane, type Sentence, splitAt, TYPES } from './corpora.ts';
import { buildLexicon, Encoder, phraseTable } from './examples.ts';
import { dequantise, exportModel, quantiseVectors } from './export.ts';
import { growFromNews } from './grown.ts';
import { readLists } from './lists/phrases.ts';
import { Score } from './measure.ts';
import { Network, STUDENT } from './network.ts';
import { type News, readNews, type Stems, stemNews } from './news.ts';
import { cluster, pretrain, randomArticles } from './pretrain.ts';
import { Random } from './random.ts';
import { silver } from './silver.ts';
import { type Course, evaluate, train } from './training.ts';
import { associations, reduce } from './vectors.ts';

/** Stems that get a vector: all that stand at least six times in the news, at most so many. */
const STEMS = 88_000;
const VECTOR = STUDENT.vector;

/** F1 of the finished model, documents of ten sentences. */
function measure(model: Model, sentences: readonly Sentence[]): Score {
  const tagger = createTagger(model);
  const score = new Score();
  for (let i = 0; i < sentences.length; i += 10) {
    const part = sentences.slice(i, i + 10);
    const tokens = part.flatMap(({ keys }) => keys.map((key) => ({ key })));
    let at = 0;
    const ranges = part.map(({ keys }) => {
      const first = at;
      at += keys.length;
      return { first, last: at };
    });
    const labels = new Uint8Array(at);
    for (const { first, last, type } of tagger.tag(tokens, ranges)) {
      const begin = 2 * TYPES.indexOf(type) + 1;
      labels.fill(begin + 1, first, last);
      labels[first] = begin;
    }
    part.forEach((sentence, k) => {
      score.add(sentence, labels.subarray(ranges[k]!.first, ranges[k]!.last));
    });
  }
  return score;
}

export interface BasePlan {
  /** Folders of the corpora, of the packages with lists, and of finished steps. */
  data: string;
  packages: string;
  cache: string;
  /** Whether it learns from the last 15 % of ANERcorp's training split, too, once they have been measured. */
  whole: boolean;
  log: (line: string) => void;
}

export function trainBase({ data, packages, cache, whole, log }: BasePlan): Model {
  log('news: words and stems');
  let read: { news: News; stems: Stems } | null = null;
  const readOnce = () => {
    if (!read) {
      const news = readNews(join(data, 'news'));
      read = { news, stems: stemNews(news) };
    }
    return read;
  };
  const words = cachedWords(cache, 'words', () => readOnce().news.words);
  const stemWords = cachedWords(cache, 'stems', () => readOnce().stems.stems);
  const [counts, stream, stemCounts, ofWord] = cachedArrays(cache, 'counts', () => {
    const { news, stems } = readOnce();
    return [news.counts, news.stream, stems.counts, stems.ofWord];
  }) as [Int32Array, Int32Array, Int32Array, Int32Array];
  read = null;

  log('word vectors');
  const known = stemCounts.findIndex((count) => count < 6);
  const [allVectors] = cachedArrays(cache, 'vectors', () => {
    const stemStream = stream.map((word) => (word < 0 ? word : ofWord[word]!));
    return [reduce(associations(stemStream, known, 12_000), VECTOR, 1, log)];
  }) as [Float32Array];

  log('lists');
  const size = Math.min(STEMS, known);
  const lists = readLists(packages, data);
  const built = buildLexicon(
    stemWords.slice(0, size),
    stemCounts,
    allVectors.subarray(0, size * VECTOR),
    VECTOR,
    lists,
  );
  const { lexicon } = built;
  const grown = growFromNews({ words, counts, stream }, { stems: stemWords, ofWord }, lexicon, lists.phrases);
  Object.assign(lexicon, phraseTable(lists.phrases));
  log(
    `${lists.phrases.size} phrases (${grown.phrases} grown), ${lists.names.size} parts of names, ${grown.habits} stems with habits`,
  );
  const quantised = quantiseVectors(built.vectors, VECTOR);
  const vectors = dequantise(quantised, built.vectors.length);

  log('corpora');
  const anercorp = readIob(join(data, 'ner/anercorp/train.txt'));
  const [learned, heldOut] = splitAt(anercorp, 0.85);
  const aqmar = readIob(join(data, 'ner/aqmar/train.txt'));
  const aqmarDev = readIob(join(data, 'ner/aqmar/dev.txt'));
  const wikifane = readWikiFane(join(data, 'ner/wikifane/WikiFANE_Gold_2014_500K.txt.gz'));
  const encoder = new Encoder(lexicon).useVectors(vectors, VECTOR);
  encoder.document = true;
  const gold = encoder.examples(learned);
  const devExamples = encoder.examples(heldOut, false);
  const fane = encoder.examples(wikifane);
  const wiki = encoder.examples(aqmar);
  const aqmarExamples = encoder.examples(aqmarDev, false);
  const courses: Course[] = [
    { examples: gold, head: 0, times: 3 },
    { examples: fane, head: 1, times: 0.25 },
    { examples: wiki, head: 2, times: 1 },
  ];
  const report = (network: Network) => (epoch: number) => {
    if (epoch % 2) return;
    network.averaged(() => {
      log(`  ANERcorp, last 15 %: ${evaluate(network, heldOut, devExamples)}`);
      log(`  AQMAR dev: ${evaluate(network, aqmarDev, aqmarExamples, 2)}`);
    });
  };

  log('pre-training');
  const early = cachedArrays(cache, 'pretrained', () => {
    const network = new Network({ ...STUDENT, pretrain: 1024 }, vectors, encoder.letters, 1);
    network.dropInput = 0.1;
    network.dropHidden = 0.1;
    network.dropWord = 0.02;
    const classes = cluster(network.arena, vectors, VECTOR, 1024, 8, 1);
    const articles = randomArticles(stream, words, new Random(5));
    pretrain(network, encoder, articles, classes, { words: 5e6, rate: 2e-3, seed: 3, batch: 1200, log });
    return network.save().filter((_, i) => !network.parameters[i]?.name.startsWith('pretrain'));
  }) as Float32Array[];

  /** A network of the student's shape that begins at the pre-trained weights and goes through the courses. */
  const taught = (name: string, seed: number, epochs: number, lessons: () => readonly Course[]): Network => {
    log(name);
    const network = new Network(STUDENT, vectors, encoder.letters, seed);
    const weights = cachedArrays(cache, name, () => {
      network.load(early);
      train(network, lessons(), { epochs, rate: 1e-3, seed, log: (line) => log(`  ${line}`), after: report(network) });
      return network.save();
    });
    network.load(weights as Float32Array[]);
    return network;
  };
  const teachers = [13, 14].map((seed) => taught(`teacher-${seed}`, seed, 8, () => courses));
  const student = taught('student', 21, 10, () => [
    ...courses,
    silver(encoder, randomArticles(stream, words, new Random(11)), teachers, 2.5e6, 0.2, log),
  ]);

  /** Shares of the heads (ANERcorp, WikiFANE, AQMAR) in the one that ships. */
  const BLEND = [0.7, 0.15, 0.15];
  const held = exportModel(student, lexicon, quantised, gold.slice(0, 400), BLEND);
  log(`ANERcorp, last 15 %, never learned from: ${measure(held, heldOut)}`);
  log(`AQMAR dev: ${measure(held, aqmarDev)}`);
  if (!whole) return held;

  log('last lessons, from all of ANERcorp');
  const all = encoder.examples(anercorp);
  train(
    student,
    [
      { examples: all, head: 0, times: 2 },
      { examples: fane, head: 1, times: 0.15 },
      { examples: wiki, head: 2, times: 0.7 },
    ],
    { epochs: 2, rate: 3e-4, seed: 22, log: (line) => log(`  ${line}`) },
  );
  const model = exportModel(student, lexicon, quantised, all.slice(0, 400), BLEND);
  log(`AQMAR dev: ${measure(model, aqmarDev)}`);
  return model;
}
