import { describe, expect, test } from 'vitest';
import { splitAt, toSentence } from '../../src/train/corpora.ts';
import { bestPath, chain, L, mayFollow } from '../../src/train/crf.ts';
import { Score, spansOf } from '../../src/train/measure.ts';

describe('corpus lines as sentences', () => {
  const read = (...lines: [string, string][]) => {
    const { keys, labels } = toSentence(lines);
    return keys.map((key, i) => `${key}/${labels[i]}`).join(' ');
  };
  test.each([
    {
      lines: [
        ['زار', 'O'],
        ['سعاد', 'B-PERS'],
        ['الخطيب', 'I-PERS'],
      ],
      is: 'زار/0 سعاد/1 الخطيب/2',
    },
    { lines: [['(سعاد)', 'B-PER']], is: '(/0 سعاد/1 )/0', why: 'marks at the edge stay outside' },
    {
      lines: [
        ['سعاد', 'I-PER'],
        ['الخطيب', 'I-PER'],
      ],
      is: 'سعاد/1 الخطيب/2',
      why: 'an orphan I begins a name',
    },
    {
      lines: [
        ['حلب', 'B-LOC'],
        ['سعاد', 'I-PER'],
      ],
      is: 'حلب/3 سعاد/1',
      why: 'another type begins anew',
    },
    {
      lines: [
        ['حلب', 'B-LOC'],
        ['حماة', 'B-LOC'],
      ],
      is: 'حلب/3 حماه/3',
    },
    { lines: [['كأس', 'B-MIS1']], is: 'كاس/7' },
    { lines: [['السبت', 'B-DATE']], is: 'السبت/0', why: 'a kind that is not ours' },
  ] as { lines: [string, string][]; is: string }[])('$is', ({ lines, is }) => expect(read(...lines)).toBe(is));

  test('the last part is split off by tokens', () => {
    const sentences = Array.from({ length: 10 }, () =>
      toSentence([
        ['كلمة', 'O'],
        ['أخرى', 'O'],
      ]),
    );
    const [first, rest] = splitAt(sentences, 0.8);
    expect([first.length, rest.length]).toEqual([8, 2]);
  });
});

describe('measure', () => {
  test.each([
    { labels: [1, 2, 0, 3], spans: '0-2:0 3-4:1' },
    { labels: [1, 1, 2], spans: '0-1:0 1-3:0' },
    { labels: [0, 6, 6], spans: '1-3:2', why: 'an orphan I begins a name' },
  ])('$labels -> $spans', ({ labels, spans }) => {
    expect(
      spansOf(labels)
        .map(({ from, to, type }) => `${from}-${to}:${type}`)
        .join(' '),
    ).toBe(spans);
  });

  test('exact spans and types count', () => {
    const sentence = toSentence([
      ['سعاد', 'B-PER'],
      ['الخطيب', 'I-PER'],
      ['في', 'O'],
      ['حلب', 'B-LOC'],
    ]);
    const score = new Score();
    score.add(sentence, [1, 0, 0, 3]);
    expect(score.f1()).toBeCloseTo(50);
    expect(score.f1([1])).toBeCloseTo(100);
  });
});

describe('the chain against all its paths', () => {
  let state = 5;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 4294967296 - 0.5) * 4;
  };
  const n = 4;
  const scores = Float32Array.from({ length: n * L }, next);
  const transitions = Float32Array.from({ length: L * L }, next);
  const paths: { path: number[]; score: number }[] = [];
  const walk = (path: number[], score: number) => {
    if (path.length === n) {
      paths.push({ path, score });
      return;
    }
    for (let y = 0; y < L; y++) {
      const before = path.at(-1) ?? 0;
      if (!mayFollow(before, y)) continue;
      const step = path.length ? transitions[before * L + y]! : 0;
      walk([...path, y], score + step + scores[path.length * L + y]!);
    }
  };
  walk([], 0);
  const z = Math.log(paths.reduce((sum, { score }) => sum + Math.exp(score), 0));

  test('likelihood', () => {
    const { path, score } = paths[777]!;
    const loss = chain(scores, 0, n, L, transitions, path, 0, new Float32Array(n * L), null);
    expect(loss).toBeCloseTo(z - score, 4);
  });

  test('marginals', () => {
    const marginals = new Float32Array(n * L);
    chain(scores, 0, n, L, transitions, null, 0, marginals, null);
    for (const [t, y] of [
      [0, 0],
      [1, 2],
      [2, 5],
      [3, 8],
    ] as const) {
      const mass = paths.reduce((sum, { path, score }) => sum + (path[t] === y ? Math.exp(score - z) : 0), 0);
      expect(marginals[t * L + y]).toBeCloseTo(mass, 4);
    }
  });

  test('best path', () => {
    const best = paths.reduce((a, b) => (b.score > a.score ? b : a));
    expect(bestPath(scores, 0, n, L, transitions)).toEqual(best.path);
  });
});
