import { describe, expect, test } from 'vitest';
import { defaultLexicon, wordsOf } from '../../src/lexicon/index.ts';
import { canSpeak, NOUN_KINDS, nounKinds, parseNounKinds } from '../../src/quotations/noun-kinds.ts';
import { tokenize } from '../../src/text/index.ts';

const bitsOf = (word: string): number => nounKinds(wordsOf(defaultLexicon(), tokenize(word))[0]!);
const kindsOf = (word: string): string[] => NOUN_KINDS.filter((_, at) => bitsOf(word) & (1 << at));

describe('what kind of thing a noun is', () => {
  test.each([
    { word: 'حشود', kinds: ['measure'], why: 'as listed' },
    { word: 'والمباراة', kinds: ['event'], why: 'conjunction and article' },
    { word: 'مباراتهم', kinds: ['event'], why: 'a pronoun at ة' },
    { word: 'للجائزة', kinds: ['thing'], why: 'لل for ل and the article' },
    { word: 'بالساعات', kinds: ['time'], why: 'a sound plural' },
    { word: 'صديقتها', kinds: ['person'], why: 'feminine and pronoun' },
    { word: 'ملاكمو', kinds: ['person'], why: 'a plural that governs' },
    { word: 'المغرب', kinds: ['body', 'time', 'place'], why: 'several kinds' },
    { word: 'السبتي', kinds: [], why: 'near miss: a definite noun has no pronoun' },
    { word: 'سوف', kinds: [], why: 'near miss: no noun' },
  ])('$word: $why', ({ word, kinds }) => expect(kindsOf(word)).toEqual(kinds));

  test('what the lexicon lists counts as well', () => {
    expect(kindsOf('الناطقة')).toContain('person');
    expect(kindsOf('إحصائية')).toContain('words');
    expect(kindsOf('النيابة')).toContain('body');
  });
});

test.each([
  { word: 'ممرضة', speaks: 2 },
  { word: 'مقالة', speaks: 1 },
  { word: 'سوف', speaks: 0 },
  { word: 'زلزال', speaks: -1 },
])('what can speak: $word $speaks', ({ word, speaks }) => expect(canSpeak(bitsOf(word))).toBe(speaks));

test('a section that is no kind is an error with its line', () =>
  expect(() => parseNounKinds('[person]\nلاعب\n[animal]\nقط\n')).toThrow(/noun-kinds\.txt:3/));
