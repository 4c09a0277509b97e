import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { EVIDENCE_WEIGHTS } from '../../src/entities/evidence.ts';
import { shippedNames } from '../../src/entities/recognise.ts';
import type { GoldArticle } from '../../src/evaluate/gold.ts';
import { indexOf } from '../../src/network/hashes.ts';
import { readShippedModel, writeModel } from '../../src/network/modelFile.ts';
import { evidenceRow } from '../../src/network/skip.ts';
import { toSentence } from '../../src/train/corpora.ts';
import { Encoder } from '../../src/train/examples.ts';
import { dequantise, exportModel } from '../../src/train/export.ts';
import { lessonsWithFoldNames } from '../../src/train/lesson.ts';
import { averageOf } from '../../src/train/names/average.ts';
import { documentsOf, namedTexts } from '../../src/train/names/iob.ts';
import { examplesOf, lessonOf, type RichExample } from '../../src/train/names/lessons.ts';
import { NameScore } from '../../src/train/names/score.ts';
import { newsWithout, labelsOf as silverLabels, silverPieces } from '../../src/train/names/silver.ts';
import { Skip } from '../../src/train/names/skip.ts';
import { unfold } from '../../src/train/names/unfold.ts';
import { headsOver } from '../../src/train/names.ts';
import { passOver } from '../../src/train/pass.ts';
import { Random } from '../../src/train/random.ts';

const named = (text: string, ...names: [string, string][]) => ({
  file: 'x',
  text,
  fold: null,
  mentions: names.map(([name, type]) => ({ start: text.indexOf(name), end: text.indexOf(name) + name.length, type })),
});

const span = (first: number, last: number, type: number) => ({ first, last, type });

describe('lessons', () => {
  test.each([
    { why: 'clitics belong to the token', text: 'عاد لسوريا أمس', names: [['سوريا', 'LOC']], labels: [0, 3, 0] },
    {
      why: 'a mark at the edge does not',
      text: 'كتبت «الأيام» ذلك',
      names: [['«الأيام»', 'ORG']],
      labels: [0, 0, 5, 0, 0],
    },
    {
      why: 'a mark inside does',
      text: 'هيئة «تحرير النخيل» قالت',
      names: [['هيئة «تحرير النخيل', 'ORG']],
      labels: [5, 6, 6, 6, 0, 0],
    },
  ])('$why', ({ text, names, labels }) => {
    expect([...lessonOf(named(text, ...(names as [string, string][]))).labels]).toEqual(labels);
  });

  test('corpora of tokens are read as running texts', () => {
    const sentences = [
      toSentence([
        ['وصل', 'O'],
        ['سالم', 'B-PERS'],
        ['عوض', 'I-PERS'],
      ]),
      toSentence([
        ['(', 'O'],
        ['تعز)', 'B-LOC'],
      ]),
    ];
    const [document] = documentsOf(sentences);
    expect(document!.text).toBe('وصل سالم عوض\n( تعز)');
    const [text] = namedTexts('corpus', sentences);
    expect(text!.mentions.map(({ start, end, type }) => [text!.text.slice(start, end), type])).toEqual([
      ['سالم عوض', 'PER'],
      ['تعز)', 'LOC'],
    ]);
    expect([...lessonOf(text!).labels].filter((label) => label > 0)).toEqual([1, 2, 3]);
  });
});

describe('the score', () => {
  test('exact words and types; a clitic in front makes no difference', () => {
    const gold = named('عاد سالم عوض لسوريا ومصر', ['سالم عوض', 'PER'], ['سوريا', 'LOC'], ['مصر', 'LOC']);
    const score = new NameScore();
    const at = (name: string, type: string) => named(gold.text, [name, type]).mentions[0]!;
    score.add(gold, [at('سالم', 'PER'), at('لسوريا', 'LOC'), at('ومصر', 'ORG')]);
    expect([score.right, score.found, score.gold]).toEqual([
      [0, 1, 0, 0],
      [1, 1, 1, 0],
      [1, 2, 0, 0],
    ]);
  });
});

describe('silver text', () => {
  test.each([
    { why: 'a span is its labels', spans: [span(0, 2, 2)], p: [0.7], rows: ['0:0.3 5:0.7', '0:0.3 6:0.7', '0:1'] },
    {
      why: 'two that overlap',
      spans: [span(0, 1, 0), span(0, 2, 0)],
      p: [0.25, 0.5],
      rows: ['0:0.25 1:0.75', '0:0.5 2:0.5', '0:1'],
    },
    {
      why: 'more than one together',
      spans: [span(0, 1, 1), span(0, 1, 2)],
      p: [0.9, 0.6],
      rows: ['3:0.6 5:0.4', '0:1', '0:1'],
    },
    { why: 'nothing', spans: [], p: [], rows: ['0:1', '0:1', '0:1'] },
  ])('$why', ({ spans, p, rows }) => {
    const labels = silverLabels(spans, p, 3);
    const told = (t: number) =>
      [...labels.subarray(9 * t, 9 * t + 9)]
        .flatMap((value, y) => (value > 0 ? [`${y}:${Math.round(100 * value) / 100}`] : []))
        .join(' ');
    expect([0, 1, 2].map(told)).toEqual(rows);
  });

  test('annotated articles are left out, however they are written', () => {
    const folder = mkdtempSync(join(tmpdir(), 'isnad-news-'));
    const lines = ['أعلن وزير الري أن السد', 'قال والي القضارف إن'].map((text) =>
      JSON.stringify({ source: 'x', text }),
    );
    writeFileSync(join(folder, 'a.jsonl.gz'), gzipSync(Array(40).fill(lines.join('\n')).join('\n')));
    const texts = newsWithout(folder, [{ text: 'أعلنَ وزير الرّي: أن السدّ' }], 1e6, 1);
    rmSync(folder, { recursive: true });
    expect(new Set(texts)).toEqual(new Set(['قال والي القضارف إن']));
  });

  test('examples learn the probabilities of their own tokens', () => {
    const model = readShippedModel();
    const encoder = new Encoder(model.lexicon);
    const lesson = lessonOf(named('قال سالم. عاد سالم'));
    const soft = Float32Array.from({ length: 9 * lesson.labels.length }, (_, i) => i);
    const examples = examplesOf(encoder, { ...lesson, soft });
    expect(examples.flatMap(({ soft: rows }) => [...rows!])).toEqual([...soft]);
  });

  test('every other text is read in pieces, by what the teacher knows from the whole of it', () => {
    const model = readShippedModel();
    const { vector } = model.shape;
    const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
    const encoder = new Encoder(model.lexicon).useVectors(vectors, vector);
    const text = 'قال الوزير سالم العوضي. ثم غادر القاعة. وعاد العوضي. ثم نام. واستيقظ العوضي. ثم خرج.';
    const [whole, pieces] = [...silverPieces(encoder, [text, text], shippedNames(), 3)];
    const softOf = (examples: readonly RichExample[]) => examples.flatMap(({ soft }) => [...soft!]);
    expect(softOf(pieces!)).toEqual(softOf(whole!));
    // what the text around is about is known no more
    const topicsOf = (examples: readonly RichExample[]) => examples.map(({ topic }) => topic);
    expect(topicsOf(pieces!)).not.toEqual(topicsOf(whole!));
  });
});

describe('skip weights', () => {
  test('learn which label a piece of evidence speaks for', () => {
    const example = {
      codes: [Uint16Array.from([4]), Uint16Array.from([])],
      stemHashes: Float64Array.from([9, 9]),
    } as unknown as RichExample;
    const skip = new Skip([example], 2);
    const random = new Random(1);
    for (let step = 0; step < 60; step++) {
      const scores = new Float32Array(18);
      const back = skip.learn(example, random, scores, 0, 9);
      const gradient = new Float32Array(18);
      gradient[3] = scores[3]! - 1;
      back(gradient, 1);
      skip.update(1);
      skip.accumulate(0.5);
    }
    const { evidence, ofStems, scale } = skip.finish();
    expect(evidence[evidenceRow(4, 0) + 3]! * scale).toBeGreaterThan(0.1);
    expect(evidence[evidenceRow(4, 1) + 3]).toBe(0);
    expect(ofStems.length).toBe(27);
    expect(evidence.length).toBe(EVIDENCE_WEIGHTS);
    expect(indexOf(Uint32Array.from([9]), 12)).toEqual(skip.stems);
  });

  test('begin with those learned before; a stem that those lacked counts nothing yet', () => {
    const evidence = new Int8Array(EVIDENCE_WEIGHTS);
    const ofStems = new Int8Array(2 * 27).map((_, k) => (k < 27 ? -5 : 100));
    evidence[7] = 50;
    const before = { scale: 0.02, evidence, stems: indexOf(Uint32Array.from([3, 9]), 12), ofStems };
    const example = { codes: [], stemHashes: Float64Array.from([9, 11]) } as unknown as RichExample;
    const { weights } = new Skip([example], 1, before);
    expect(weights[7]).toBeCloseTo(1);
    expect(weights[EVIDENCE_WEIGHTS]).toBeCloseTo(2);
    expect(weights[EVIDENCE_WEIGHTS + 27]).toBe(0);
  });
});

test('networks are averaged weight by weight; a stem that only one knows counts half', () => {
  const model = readShippedModel();
  const skip = (scale: number, hash: number) => ({
    scale,
    evidence: new Int8Array(EVIDENCE_WEIGHTS).fill(40),
    stems: indexOf(Uint32Array.from([hash]), 12),
    ofStems: new Int8Array(27).fill(100),
  });
  const widened = { ...model.shape, ranges: { ...model.shape.ranges, top: model.shape.ranges.top + 1 } };
  const weights = new Map([...model.weights].map(([name, values]) => [name, values.map((value) => value + 2)]));
  const mean = averageOf([
    { ...model, skip: skip(0.01, 5) },
    { ...model, shape: widened, weights, skip: skip(0.03, 7) },
  ]);
  expect(mean.weights.get('output')![3]).toBeCloseTo(model.weights.get('output')![3]! + 1, 4);
  expect(mean.shape.ranges.top).toBe(widened.ranges.top);
  const { evidence, ofStems, stems, scale } = mean.skip!;
  expect([...stems.hashes]).toEqual([5, 7]);
  expect(evidence[0]! * scale).toBeCloseTo(0.8, 1);
  expect([ofStems[0]! * scale, ofStems[27]! * scale]).toEqual([expect.closeTo(0.5, 1), expect.closeTo(1.5, 1)]);
});

test('a network unfolded from a finished model says the same', () => {
  const model = readShippedModel();
  const { vector } = model.shape;
  const vectors = dequantise(model.vectors, model.lexicon.frequency.length * vector);
  const encoder = new Encoder(model.lexicon).useVectors(vectors, vector);
  const text = 'وصل وزير الخارجية سامح الدهشوري إلى تونس أمس، وقالت وكالة النخيل إن الوفد عاد. '.repeat(6);
  const examples = examplesOf(encoder, lessonOf(named(text)));
  const network = unfold(model, vectors, encoder.letters, 1, examples);
  const again = exportModel(network, model.lexicon, model.vectors, examples);
  for (const name of ['layer0', 'layer2', 'bias1', 'output', 'input']) {
    const [a, b] = [model.weights.get(name)!, again.weights.get(name)!];
    const most = a.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    a.forEach((value, i) => {
      if (Math.abs(value - b[i]!) > 1e-3 * most) throw new Error(`${name}[${i}]: ${value} became ${b[i]}`);
    });
  }
});

test('the other heads of a file stay over the same words, and are gone over a base made anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-heads-'));
  const file = join(folder, 'names.bin');
  const own = readShippedModel();
  writeFileSync(file, writeModel(own, { quotations: own }));
  const packed = own.vectors.packed.slice();
  packed[0]! ^= 1;
  expect(Object.keys(headsOver(file, own))).toEqual(['quotations']);
  expect(headsOver(file, { ...own, vectors: { ...own.vectors, packed } })).toEqual({});
  expect(headsOver(join(folder, 'none.bin'), own)).toEqual({});
  rmSync(folder, { recursive: true });
});

test('lessons take names and hints from the cache that was given', () => {
  const cache = mkdtempSync(join(tmpdir(), 'isnad-cache-'));
  for (const name of ['names-fold-2.bin', 'quotes-part-1.bin']) writeFileSync(join(cache, name), 'no model');
  const article = { file: 'x', text: 'قال سامي النوري إن الطريق آمن.', fold: 2 } as unknown as GoldArticle;
  expect(() => lessonsWithFoldNames([article], () => undefined, cache)).not.toThrow();
  expect(() => lessonsWithFoldNames([article], undefined, cache)).toThrow(/quotes-part-1\.bin/);
  writeFileSync(join(cache, 'names-fold-2.spans.txt'), 'no trees');
  expect(() => lessonsWithFoldNames([article], () => undefined, cache)).toThrow();
  rmSync(cache, { recursive: true });
});

test('a pass learns from every piece once, at a rate that falls to a tenth', () => {
  const learned: number[] = [];
  const decays: number[] = [];
  passOver({
    pieces: [[1, 2], [3], [4, 5]],
    shuffled: 2,
    total: 2,
    batches: (pieces) => pieces.map((piece) => [piece]),
    learn(batch, step, decay) {
      learned.push(...batch);
      decays.push(decay);
      return step;
    },
  });
  expect(learned).toEqual([1, 2, 3, 4, 5]);
  expect(decays).toEqual([1, 0.5, 0.1, 0.1, 0.1]);
});
