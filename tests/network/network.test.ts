import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTagger, type Tagger } from '../../src/entities/tagger/index.ts';
import { indexOf } from '../../src/network/hashes.ts';
import { readModel, readModelFile, writeModel } from '../../src/network/modelFile.ts';
import { Network } from '../../src/network/network.ts';
import { settle } from '../../src/network/settled.ts';
import { tokenize } from '../../src/text/index.ts';
import { randomModel } from './models.ts';

describe('the network', () => {
  const text =
    'قال الوزير في سوريا (أمس): «لن نقبل» بلطجة المدن. ثم زار لبنان والعراق وسوريا، وقال في ١٢ مايو إن النهر صغير.';
  const tokens = tokenize(text.repeat(9));
  const half = tokens.length >> 1;
  const sentences = [
    { first: 0, last: 20 },
    { first: 20, last: half },
    { first: half, last: tokens.length },
  ];

  test('plain TypeScript gives the same names and confidences as WebAssembly', () => {
    const model = randomModel();
    const quick = createTagger(model).tag(tokens, sentences);
    expect(quick.length).toBeGreaterThan(2);
    expect(createTagger(model, true).tag(tokens, sentences)).toEqual(quick);
  });

  test('a file gives the same model back; a damaged one says so', () => {
    const model = randomModel();
    const bytes = writeModel(model);
    const read = readModel(bytes, 'names.bin');
    expect(createTagger(read).tag(tokens, sentences)).toEqual(createTagger(model).tag(tokens, sentences));
    const broken = bytes.slice();
    broken[broken.length - 9]! ^= 4;
    expect(() => readModel(broken, 'names.bin')).toThrow(/names\.bin: damaged/);
    expect(() => readModel(bytes.slice(0, 800), 'names.bin')).toThrow(/damaged/);
    expect(() => readModel(new Uint8Array(4), 'names.bin')).toThrow(/damaged/);
  });

  test('further heads have 16 bits a weight, and the file tells all of them', () => {
    const model = randomModel();
    const file = join(mkdtempSync(join(tmpdir(), 'isnad-heads-')), 'names.bin');
    writeFileSync(file, writeModel(model, { other: { ...model, shape: { ...model.shape, inputs: ['a', 'b'] } } }));
    const { own, others } = readModelFile(file);
    rmSync(dirname(file), { recursive: true });
    expect(Object.keys(others)).toEqual(['other']);
    expect(others.other!.shape.inputs).toEqual(['a', 'b']);
    for (const [name, weights] of model.weights) {
      expect(own.weights.get(name)).toEqual(weights);
      const narrow = others.other!.weights.get(name)!;
      const most = weights.reduce((a, b) => Math.max(a, Math.abs(b)), 1e-9);
      const gap = weights.reduce((a, weight, i) => Math.max(a, Math.abs(weight - narrow[i]!)), 0);
      expect(gap / most).toBeLessThan(1 / 60_000);
    }
  });

  test('a network that is told inputs keeps no finished rows, and has the same scores for tokens of which nothing is told', () => {
    const model = randomModel();
    const scoresWith = (inputs: string[] | undefined): Float32Array => {
      const network = new Network(settle({ ...model, skip: null, shape: { ...model.shape, inputs } }), null);
      return network.scores(network.words(tokens), sentences);
    };
    expect(scoresWith(['a', 'b'])).toEqual(scoresWith(undefined));
  });

  test('weights for other evidence are refused', () => {
    const skip = {
      scale: 1,
      evidence: new Int8Array(45),
      stems: indexOf(new Uint32Array(0), 4),
      ofStems: new Int8Array(0),
    };
    expect(() => createTagger({ ...randomModel(), skip })).toThrow(/npm run train/);
  });

  test('results do not depend on what was tagged before', () => {
    const tagger = createTagger(randomModel());
    const alone = tagger.tag(tokens.slice(20, 60), [{ first: 0, last: 40 }]);
    tagger.tag(tokens, sentences);
    expect(tagger.tag(tokens.slice(20, 60), [{ first: 0, last: 40 }])).toEqual(alone);
  });

  test('more different words than the store holds', () => {
    // one that comes again and again keeps its slot
    const many = Array.from({ length: 24_000 }, (_, i) => ({ key: i % 40 ? `س${i.toString(36)}` : 'سوريا' }));
    const ranges = Array.from({ length: 600 }, (_, i) => ({ first: i * 40, last: i * 40 + 40 }));
    const tagger = createTagger(randomModel());
    const all = tagger.tag(many, ranges);
    expect(tagger.tag(many, ranges)).toEqual(all);
    const last = createTagger(randomModel()).tag(many.slice(-4000), ranges.slice(0, 100));
    const near = all.filter(({ first }) => first >= 22_000).map(({ first, type }) => `${first - 20_000} ${type}`);
    expect(last.filter(({ first }) => first >= 2000).map(({ first, type }) => `${first} ${type}`)).toEqual(near);
  });

  test('words move from the small store that a process begins with into a large one', () => {
    const key = (i: number) => ({ key: `ن${i.toString(36)}` });
    const article = (from: number) => Array.from({ length: 700 }, (_, i) => (i % 7 ? key(from + i) : key(i)));
    const whole = [
      { first: 0, last: 300 },
      { first: 300, last: 700 },
    ];
    const look = (tagger: Tagger, from: number) => {
      const { marginal, spans } = tagger.read(article(from), whole);
      return { from, marginal, spans };
    };
    const model = randomModel();
    const tagger = createTagger(model);
    for (let from = 0; from < 2100; from += 700) look(tagger, from);
    // in the midst of the move, and behind it
    for (const from of [2100, 0]) expect(look(tagger, from)).toEqual(look(createTagger(model), from));
  });

  test('nothing in, nothing out', () => expect(createTagger(randomModel()).tag([], [])).toEqual([]));

  test.each([true, false])('the end of a piece hears its beginning where there is memory: %s', (memory) => {
    const model = randomModel(memory);
    model.weights.get('topic')!.fill(0);
    const between = Array.from({ length: 7 }, () => 'في');
    const pieces = [
      { first: 0, last: 8 },
      { first: 8, last: 16 },
    ];
    const scoresOf = (first: string): Float32Array => {
      const network = new Network(settle(model), null);
      return network.scores(network.words([first, ...between, ...between, 'قال'].map((key) => ({ key }))), pieces);
    };
    const [one, other] = [scoresOf('سوريا'), scoresOf('الوزير')];
    const endOf = (scores: Float32Array) => [...scores.subarray(7 * 9, 8 * 9)];
    expect(endOf(one).join() === endOf(other).join()).toBe(!memory);
    // the next piece hears nothing of it
    expect(one.subarray(8 * 9)).toEqual(other.subarray(8 * 9));
  });
});
