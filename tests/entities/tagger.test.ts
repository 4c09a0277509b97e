import { describe, expect, test } from 'vitest';
import { agree, bestLabels, marginals, marginalsAgain } from '../../src/entities/tagger/decode.ts';
import { lookUp } from '../../src/network/words.ts';
import { lexiconOf } from '../network/models.ts';
import { random } from '../soak/random.ts';

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

  test('weighed anew where scores have changed: the same as from the start', () => {
    const some = random(7);
    const sentences = Array.from({ length: 30 }, (_, s) => ({ first: s * 12, last: s * 12 + 12 }));
    // a third of the tokens is settled
    const s = Float32Array.from({ length: 360 * 9 }, (_, i) =>
      i % 9 === 0 && Math.floor(i / 9) % 3 === 0 ? 9 : some() * 3,
    );
    const transitions = Float32Array.from({ length: 81 }, () => some() * 4 - 2);
    const before = marginals(s, transitions, sentences);
    const changed = Uint8Array.from({ length: 360 }, () => (some() < 0.1 ? 1 : 0));
    changed.forEach((is, t) => {
      if (is) s[t * 9] = some() < 0.5 ? 9 : some() * 3;
    });
    expect(marginalsAgain(before, changed, s, transitions, sentences)).toEqual(marginals(s, transitions, sentences));
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
