import { describe, expect, test } from 'vitest';
import { sceneOf } from '../../src/entities/scene.ts';
import { type Candidate, candidatesOf, logOf, placeOf } from '../../src/entities/spans/candidates.ts';
import { choose } from '../../src/entities/spans/choose.ts';
import { parted } from '../../src/entities/spans/parted.ts';
import { indexText } from '../../src/text/index.ts';

const span = (first: number, last: number, type = 0): Candidate => ({
  first,
  last,
  type,
  end: last,
  alone: 0,
  agreed: 0,
});

describe('choosing among spans', () => {
  test.each([
    { why: 'the surer of two that overlap', spans: [span(0, 2), span(1, 3)], p: [0.6, 0.9], chosen: [1] },
    {
      why: 'two short ones, worth more together',
      spans: [span(0, 4), span(0, 2), span(2, 4)],
      p: [0.8, 0.7, 0.7],
      chosen: [1, 2],
    },
    {
      why: 'a long one, worth more than its parts',
      spans: [span(0, 4), span(0, 2), span(2, 4)],
      p: [0.9, 0.5, 0.5],
      chosen: [0],
    },
    { why: 'neighbours do not overlap', spans: [span(0, 2), span(2, 3)], p: [0.9, 0.9], chosen: [0, 1] },
    { why: 'none is sure enough', spans: [span(0, 2)], p: [0.39], chosen: [] },
    { why: 'nothing', spans: [], p: [], chosen: [] },
  ])('$why', ({ spans, p, chosen }) => expect(choose(spans, p)).toEqual(chosen));
});

describe('candidates', () => {
  const scene = sceneOf(indexText('قال سالم عوض نعم'));
  /** Marginals of four tokens, `O` the rest. */
  const marginal = (rows: Record<number, number>[]) =>
    Float32Array.from(
      rows.flatMap((row) => {
        const rest = 1 - Object.values(row).reduce((a, b) => a + b, 0);
        return Array.from({ length: 9 }, (_, label) => (label === 0 ? rest : (row[label] ?? 0)));
      }),
    );
  const reading = (rows: Record<number, number>[]) => ({
    words: [],
    spans: [],
    marginal: marginal(rows),
    agreed: marginal(rows),
  });

  test('all that the labels leave open', () => {
    const found = candidatesOf(scene, reading([{}, { 1: 0.9, 5: 0.05 }, { 2: 0.6 }, {}]), []);
    expect(found.map(({ first, last, type }) => [first, last, type])).toEqual([
      [1, 2, 0],
      [1, 2, 2],
      [1, 3, 0],
    ]);
    const [short, , long] = found;
    expect(long!.alone).toBeGreaterThan(short!.alone);
  });

  test('a span of the rules is one, however the tagger doubts it; but not one over a sentence', () => {
    const mention = { start: 0, end: 1, cut: 0, type: 'ORG' as const, confidence: 1, rule: 'org-full' };
    const rules = [
      { ...mention, first: 1, last: 3 },
      { ...mention, first: 3, last: 5 },
    ];
    expect(candidatesOf(scene, reading([{}, {}, {}, {}]), rules).map(({ first, last }) => [first, last])).toEqual([
      [1, 3],
    ]);
  });

  test.each([
    { text: 'بالمنتخب الوطني', last: 2, found: [], why: 'a common noun with what belongs to it' },
    { text: 'منتخب الوطني', last: 2, found: [[0, 2]], why: 'other words' },
    { text: 'بالمنتخب الوطني لكرة', last: 3, found: [[0, 3]], why: 'within a longer name' },
    { text: 'وكالة الأنباء', last: 2, found: [] },
  ])('$text: $found, $why', ({ text, last, found }) => {
    const here = sceneOf(indexText(text));
    const rows = here.tokens.map((_, t) => ({ [t === 0 ? 5 : 6]: 0.98 }));
    const spans = candidatesOf(here, reading(rows), []).filter((candidate) => candidate.last === last);
    expect(spans.map((candidate) => [candidate.first, candidate.last])).toEqual(found);
  });

  test('the probability of a span counts that it ends', () => {
    const m = marginal([{ 1: 1 }, { 2: 0.75 }]);
    expect(Math.exp(logOf(m, 0, 2, 0, 2))).toBeCloseTo(0.75, 3);
    expect(Math.exp(logOf(m, 0, 1, 0, 2))).toBeCloseTo(0.25, 3);
  });

  test('each span has a number of its own', () => {
    const places = new Set<number>();
    for (let first = 0; first < 40; first++)
      for (let length = 1; length <= 30; length++)
        for (let type = 0; type < 4; type++) places.add(placeOf(first, first + length, type));
    expect(places.size).toBe(40 * 30 * 4);
  });
});

test('a candidate that holds a preposition gives its chance to the names on either side', () => {
  const candidates = [span(1, 2), span(1, 4), span(5, 6)];
  const given = { candidates, probabilities: [0.2, 0.5, 0.9] };
  const { candidates: all, probabilities } = parted(given, ({ first, last }) =>
    first === 1 && last === 4
      ? [
          [1, 2],
          [3, 4],
        ]
      : null,
  );
  expect(all.map(({ first, last }, i) => [first, last, probabilities[i]])).toEqual([
    [1, 2, 0.7],
    [1, 4, 0],
    [5, 6, 0.9],
    [3, 4, 0.5],
  ]);
  expect(given.probabilities).toEqual([0.2, 0.5, 0.9]);
  expect(parted(given, () => null)).toEqual(given);
});
