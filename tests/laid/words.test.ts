import { describe, expect, test } from 'vitest';
import { layOutHashes, layOutWords, numberOf, numberWhere, textOf, wordAt } from '../../src/laid/words.ts';

describe('words by their number', () => {
  const words = ['', 'بحيرة', 'بحر', 'بحار', 'بحر', 'a', 'ba', '\uD83D\uDE00', '\uD83D'];
  const table = layOutWords(words);
  test.each([
    { word: '', number: 0 },
    { word: 'بحيرة', number: 1 },
    { word: 'بحر', number: 2, why: 'the first of two' },
    { word: 'بحار', number: 3 },
    { word: 'a', number: 5 },
    { word: 'ba', number: 6 },
    { word: '\uD83D\uDE00', number: 7 },
    { word: '\uD83D', number: 8, why: 'half a sign is a word of its own' },
    { word: 'بح', number: -1, why: 'a beginning' },
    { word: 'بحرا', number: -1, why: 'longer' },
    { word: 'بحيره', number: -1, why: 'another last letter' },
    { word: 'ab', number: -1, why: 'the same letters in another order' },
    { word: '\uDE00', number: -1 },
  ])('$word: $number', ({ word, number }) => expect(numberOf(table, word)).toBe(number));

  test('a word by its number', () => expect(words.map((_, at) => wordAt(table, at))).toEqual(words));

  test('a stretch of letters', () => expect(textOf(table.letters, 0, 8)).toBe('بحيرةبحر'));

  test('as many as a Map, and none that is not in it', () => {
    const many = Array.from({ length: 3000 }, (_, i) => (i * 7919).toString(36));
    const known = new Map(many.map((word, at) => [word, at]));
    const laidOut = layOutWords(many);
    for (let i = 0; i < 9000; i++) {
      const word = (i * 31).toString(36);
      expect(numberOf(laidOut, word)).toBe(known.get(word) ?? -1);
    }
  });

  test('no words at all', () => expect(numberOf(layOutWords([]), 'بحر')).toBe(-1));
});

describe('words whose letters are elsewhere', () => {
  const words = ['بحر', 'بحار', 'بحر', 'نهر'];
  const table = layOutHashes(words);
  const numberIn = (word: string, isIt = (at: number) => words[at] === word): number => numberWhere(table, word, isIt);
  test.each([
    { word: 'بحر', number: 0, why: 'the first of two' },
    { word: 'بحار', number: 1 },
    { word: 'نهر', number: 3 },
    { word: 'بح', number: -1 },
    { word: '', number: -1 },
  ])('$word: $number', ({ word, number }) => expect(numberIn(word)).toBe(number));

  test('who has the hash alone is asked, and may say no', () => {
    const asked: number[] = [];
    expect(numberIn('بحار', (at) => asked.push(at) < 0)).toBe(-1);
    expect(asked).toEqual([1]);
  });
});
