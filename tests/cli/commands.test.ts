import { describe, expect, test } from 'vitest';
import { cli } from './harness.ts';

describe('normalize', () => {
  test.each([
    { argv: [], input: 'قَالَ مُحَمَّدٌ', out: 'قال محمد\n' },
    { argv: ['-p', 'none'], input: 'قَالَ\n', out: 'قَالَ\n' },
    { argv: ['-p', 'none', '--tashkeel'], input: 'قَالَ الإمـــام', out: 'قال الإمـــام\n' },
    { argv: ['-p', 'search'], input: 'أكدت المسؤولة إلى', out: 'اكدت المسؤوله الي\n' },
    { argv: ['-p', 'search', '--no-ta-marbuta'], input: 'المسؤولة', out: 'المسؤولة\n' },
    { argv: ['--no-tatweel'], input: 'الإمـــام', out: 'الإمـــام\n' },
  ])('$argv of $input', async ({ argv, input, out }) => {
    expect(await cli(['normalize', ...argv], { input })).toEqual({ code: 0, out, err: '' });
  });

  test('jsonl tells the rules, and with --alignment where each character comes from', async () => {
    const { out } = await cli(['normalize', '-f', 'jsonl', '--alignment'], { input: 'قَدْ' });
    const { text, rules, starts, ends } = JSON.parse(out);
    expect(text).toBe('قد');
    expect(rules).toContain('tashkeel');
    expect([starts, ends]).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  test('a missing file: 1, and the rest is printed', async () => {
    const { code, out, err } = await cli(['normalize', 'no-such-file.txt', '-'], { input: 'نعم' });
    expect({ code, out }).toEqual({ code: 1, out: 'نعم\n' });
    expect(err).toMatch(/no-such-file\.txt: no such file/);
  });
});

describe('tokens', () => {
  test('a line a token, offsets into the text', async () => {
    const input = 'وَبالوزارة، نعم';
    const { code, out } = await cli(['tokens'], { input });
    const [head, ...rows] = out
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(code).toBe(0);
    expect(head?.slice(2, 6)).toEqual(['start', 'end', 'kind', 'text']);
    expect(rows).toHaveLength(3);
    for (const row of rows) expect(input.slice(Number(row[2]), Number(row[3]))).toBe(row[5]);
    expect(rows[0]?.[8]).toContain('و+ب+ال+وزارة');
    expect(rows.map((row) => row[4])).toEqual(['word', 'punctuation', 'word']);
  });

  test('code points, as JSON Lines', async () => {
    const { out } = await cli(['tokens', '-f', 'jsonl', '--offsets', 'codepoint'], { input: '😀 نعم' });
    const tokens = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(tokens.at(-1)).toMatchObject({ start: 2, end: 5, text: 'نعم', kind: 'word' });
  });
});
