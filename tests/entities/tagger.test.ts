import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agree, bestLabels, marginals } from '../../src/entities/tagger/decode.ts';
import { createTagger, type Tagger } from '../../src/entities/tagger/index.ts';
import {
  BEGINNING,
  find,
  indexOf,
  KINDS,
  type Lexicon,
  lookUp,
  matchHeads,
  matchPhrases,
} from '../../src/entities/tagger/lexicon.ts';
import { type Model, readModel, readModelFile, writeModel } from '../../src/entities/tagger/modelFile.ts';
import { CLITIC_LETTERS, hashOf, hashOfPhrase, lettersOf, stemOf, wordOf } from '../../src/entities/tagger/words.ts';
import { tokenize } from '../../src/text/index.ts';

describe('words', () => {
  test.each([
    { key: '1995', word: '0000' },
    { key: '«', word: '"' },
    { key: '((', word: '"' },
    { key: '،', word: ',' },
    { key: 'د.', word: 'د' },
    { key: 'دمشق', word: 'دمشق' },
  ])('$key is known as $word', ({ key, word }) => expect(wordOf(key)).toBe(word));

  const counts: Record<string, number> = {
    سوريا: 9000,
    وزير: 8000,
    زير: 3,
    العراق: 9000,
    بيروت: 4000,
    يروت: 0,
    لبنان: 5000,
  };
  const count = (word: string) => counts[word] ?? 0;
  test.each([
    { word: 'وسوريا', stem: 'سوريا', letters: 1 },
    { word: 'وبسوريا', stem: 'سوريا', letters: 2 },
    { word: 'للعراق', stem: 'العراق', letters: 1 },
    { word: 'وللعراق', stem: 'العراق', letters: 2 },
    { word: 'وزير', stem: 'وزير', letters: 0, why: 'the rest is rarer' },
    { word: 'بيروت', stem: 'بيروت', letters: 0, why: 'the rest is unknown' },
    { word: 'ولبنان', stem: 'لبنان', letters: 1 },
    { word: 'سوريا', stem: 'سوريا', letters: 0, why: 'no proclitic' },
  ])('$word -> $stem', ({ word, stem, letters }) => {
    const found = stemOf(word, count);
    expect(found.stem).toBe(stem);
    expect(CLITIC_LETTERS[found.code]).toBe(letters);
  });

  test('long words are cut in the middle', () => {
    expect(lettersOf('واستراتيجياتهم')).toHaveLength(14);
    expect(lettersOf('من')).toHaveLength(4);
  });
});

/** A lexicon that knows `words`, and the phrases of one kind. */
function lexiconOf(words: Record<string, number>, phrases: Record<string, number> = {}): Lexicon {
  const sorted = Object.keys(words).sort((a, b) => hashOf(a) - hashOf(b));
  const table = new Map<number, number>();
  for (const [phrase, kind] of Object.entries(phrases)) {
    let hash = 0;
    const parts = phrase.split(' ');
    parts.forEach((part, i) => {
      hash = hashOfPhrase(hash, hashOf(part));
      table.set(hash, ((table.get(hash) ?? 0) | (i < parts.length - 1 ? BEGINNING : 1 << kind)) >>> 0);
    });
  }
  const entries = [...table].sort((a, b) => a[0] - b[0]);
  return {
    stems: indexOf(Uint32Array.from(sorted, hashOf), 8),
    frequency: Uint8Array.from(sorted, (word) => Math.round(8 * Math.log2(words[word]!))),
    habits: new Uint16Array(sorted.length),
    names: indexOf(new Uint32Array(0), 4),
    nameBuckets: new Uint16Array(0),
    phrases: indexOf(
      Uint32Array.from(entries, ([hash]) => hash),
      8,
    ),
    phraseKinds: Uint32Array.from(entries, ([, kinds]) => kinds),
    heads: indexOf(Uint32Array.of(hashOf('نادي')), 2),
    headTypes: Uint8Array.of(2),
  };
}

describe('lexicon', () => {
  const lexicon = lexiconOf({ سوريا: 9000, نهر: 500, النيل: 400 }, { 'نهر النيل': 2, النيل: 1, 'راس العين الكبري': 0 });

  test('hashes are found, others not', () => {
    expect(find(lexicon.stems, hashOf('سوريا'))).toBeGreaterThanOrEqual(0);
    expect(find(lexicon.stems, hashOf('سورية'))).toBe(-1);
  });

  const bits = (text: string) => {
    const found: string[] = [];
    matchPhrases(
      lexicon,
      text.split(' ').map((key) => lookUp(lexicon, key)),
      (token, bit) => found.push(`${token}:${bit >> 2}${'SBIE'[bit & 3]}`),
    );
    return found.sort().join(' ');
  };
  test.each([
    { text: 'علي نهر النيل', found: '1:2B 2:1S 2:2E' },
    { text: 'علي النيل', found: '1:1S' },
    { text: 'نهر الفرات', found: '' },
    { text: 'راس العين', found: '', why: 'only the beginning of a phrase' },
    { text: 'راس العين الكبري', found: '0:0B 1:0I 2:0E' },
    { text: 'ونهر النيل', found: '0:2B 1:1S 1:2E', why: 'the first word also without clitics' },
  ])('$text: $found', ({ text, found }) => expect(bits(text)).toBe(found));
});

describe('heads elsewhere in the document', () => {
  const lexicon = lexiconOf({ العروبه: 40, كبير: 60000, نادي: 900 });
  const bits = (...sentences: string[]) => {
    const found: string[] = [];
    const words = sentences.flatMap((text) => text.split(' ').map((key) => lookUp(lexicon, key)));
    let at = 0;
    const ranges = sentences.map((text) => {
      const first = at;
      at += text.split(' ').length;
      return { first, last: at };
    });
    matchHeads(lexicon, words, ranges, (token, bit) => found.push(`${token}:${KINDS[bit >> 2]}`));
    return found.join(' ');
  };
  test.each([
    { texts: ['فاز نادي العروبه', 'ثم خسر العروبه'], found: '2:here-organisation 5:here-organisation' },
    { texts: ['فاز نادي " العروبه "', 'خسر العروبه'], found: '3:here-organisation 6:here-organisation' },
    { texts: ['في بيت العروبه', 'ثم خسر العروبه'], found: '', why: 'no head' },
    { texts: ['هذا نادي كبير', 'وهو كبير'], found: '', why: 'too common a word' },
    { texts: ['هذا نادي', 'العروبه هنا'], found: '', why: 'another sentence' },
  ])('$texts: $found', ({ texts, found }) => expect(bits(...texts)).toBe(found));
});

describe('decoding', () => {
  const sentence = [{ first: 0, last: 3 }];
  /** Scores of three tokens: [label, score] pairs. */
  const scores = (...tokens: [number, number][][]) => {
    const rows = new Float32Array(tokens.length * 9);
    tokens.forEach((token, t) => {
      for (const [label, score] of token) rows[t * 9 + label] = score;
    });
    return rows;
  };

  const even = new Float32Array(81);
  test('marginals sum to one and know no orphan I', () => {
    const m = marginals(scores([[1, 2]], [[2, 3]], [[4, 9]]), even, sentence);
    for (let t = 0; t < 3; t++) expect(m.slice(t * 9, t * 9 + 9).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(m[2]).toBe(0);
  });

  test.each([
    { begin: 1, labels: [0, 0, 0], why: 'no I without its B' },
    { begin: 3, labels: [1, 2, 0], why: 'the beginning is worth it' },
  ])('the path obeys BIO: $why', ({ begin, labels }) => {
    const s = scores(
      [
        [0, 4],
        [1, begin],
      ],
      [
        [2, 5],
        [0, 3],
      ],
      [[0, 9]],
    );
    expect([...bestLabels(s, even, sentence)]).toEqual(labels);
  });

  test('transitions count', () => {
    const apart = new Float32Array(81);
    apart[1 * 9 + 2] = -9;
    const s = scores(
      [[1, 3]],
      [
        [2, 5],
        [0, 3],
      ],
      [[0, 9]],
    );
    expect([...bestLabels(s, even, sentence)]).toEqual([1, 2, 0]);
    expect([...bestLabels(s, apart, sentence)]).toEqual([1, 0, 0]);
  });

  test('a rare word is the same kind of name everywhere; a common one is not', () => {
    const lexicon = lexiconOf({ جبلين: 10, كبير: 60000 });
    const two = [
      { first: 0, last: 1 },
      { first: 1, last: 2 },
    ];
    for (const [key, moved] of [
      ['جبلين', true],
      ['كبير', false],
    ] as const) {
      const word = lookUp(lexicon, key);
      const s = scores(
        [[3, 5]],
        [
          [3, 2],
          [0, 2.4],
        ],
      );
      agree(s, marginals(s, even, two), [word, word], two, 1);
      expect(bestLabels(s, even, two)[1]).toBe(moved ? 3 : 0);
    }
  });
});

/** A model with random weights over a small lexicon. */
function randomModel(): Model {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 4294967296 - 0.5;
  };
  const random = (n: number, spread = 1) => Float32Array.from({ length: n }, () => next() * spread);
  const lexicon = lexiconOf({ قال: 5000, الوزير: 4000, سوريا: 9000, في: 90000 }, { سوريا: 3 });
  const [vector, filters, hidden] = [12, 8, 16];
  const weights = new Map<string, Float32Array>([
    ['unknown', random(vector)],
    ['topic', random(vector * hidden)],
    ['clitic', random(14 * 8)],
    ['letterTable', random(5 * 72 * filters)],
    ['filterBias', random(filters)],
    ['bit', random(109 * 32)],
    ['bitBias', random(32)],
    ['inputBias', random(hidden)],
    ['input', random((vector + 8 + filters) * hidden)],
    ['inputBits', random(32 * hidden)],
    ['output', random(2 * hidden * 9)],
    ['outputBias', random(9)],
    ['transition', random(81)],
  ]);
  for (const i of [0, 1]) {
    weights.set(`tap${i}`, random(3 * hidden));
    weights.set(`layer${i}`, random(hidden * hidden));
    weights.set(`bias${i}`, random(hidden));
  }
  return {
    shape: {
      version: 1,
      vector,
      filters,
      hidden,
      dilations: [1, 2],
      document: true,
      ranges: { input: 4, bits: 4, taps: [6, 6], top: 8 },
    },
    lexicon,
    vectors: {
      packed: Uint8Array.from({ length: (4 * vector) / 2 }, () => Math.floor((next() + 0.5) * 256)),
      levels: Float32Array.from({ length: 16 }, (_, i) => (i - 7.5) / 4),
      scale: random(vector, 2),
    },
    weights,
    skip: null,
  };
}

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
    // one that comes again and again moves from generation to generation
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
});
