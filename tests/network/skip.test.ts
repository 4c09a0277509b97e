import { describe, expect, test } from 'vitest';
import { EVIDENCE_WEIGHTS } from '../../src/entities/evidence.ts';
import { indexOf } from '../../src/network/hashes.ts';
import { addSkip, evidenceRow, evidenceTable, SKIP_ROW, skipOfWord, stemRow } from '../../src/network/skip.ts';

describe('what words and evidence add to the labels', () => {
  const weights = {
    scale: 0.5,
    evidence: new Int8Array(EVIDENCE_WEIGHTS),
    stems: indexOf(Uint32Array.from([77]), 4),
    ofStems: new Int8Array(27),
  };
  weights.evidence[evidenceRow(3, 1) + 2] = 10;
  weights.ofStems[stemRow(0, -1) + 4] = 6;
  /** The rows of words with some codes and a stem. */
  const rowsOf = (...words: (readonly [codes: readonly number[], stemHash: number])[]): Float32Array => {
    const rows = new Float32Array(words.length * SKIP_ROW);
    for (const [i, [codes, stemHash]] of words.entries()) skipOfWord(weights, codes, stemHash, rows, i * SKIP_ROW);
    return rows;
  };

  test('at the token before, at the token behind, never beyond the sentence', () => {
    const rows = [[], [3], [], [3]];
    const scores = new Float32Array(4 * 9);
    const none = rowsOf([[], 1]);
    addSkip(
      scores,
      evidenceTable(weights),
      [
        { first: 0, last: 3 },
        { first: 3, last: 4 },
      ],
      none,
      () => 0,
      rows,
    );
    expect([...scores].flatMap((value, at) => (value ? [[at, value]] : []))).toEqual([[2, 5]]);
  });

  test('a stem counts for the word behind it', () => {
    const scores = new Float32Array(3 * 9);
    const rows = rowsOf([[], 77], [[], 1], [[3], 1]);
    addSkip(scores, evidenceTable(weights), [{ first: 0, last: 3 }], rows, (token) => token * SKIP_ROW, []);
    expect(scores[9 + 4]).toBe(3);
    expect(scores[9 + 2]).toBe(5);
  });
});
