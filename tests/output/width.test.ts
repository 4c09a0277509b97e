import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { neutralise, pad, shorten, width, wrap } from '../../src/output/width.ts';
import { processorTime } from '../processor-time.ts';

test.each([
  { text: 'محمد', columns: 4 },
  { text: 'مُحَمَّد', columns: 4, why: 'vowel marks stand over letters' },
  { text: '\u2067محمد\u2069', columns: 4, why: 'isolates' },
  { text: 'لا', columns: 2, why: 'two letters, two cells' },
  { text: '\ufefb', columns: 1, why: 'lam-alef as one character' },
  { text: 'م\u200cن', columns: 2, why: 'ZWNJ' },
  { text: 'ac', columns: 2 },
  { text: '日本', columns: 4 },
  { text: '🚆', columns: 2 },
  { text: '👨‍👩‍👧', columns: 2, why: 'joined emoji' },
  { text: '\u001b[32mمحمد\u001b[39m', columns: 4, why: 'colours' },
  { text: '۝', columns: 1, why: 'string-width says 0; terminals give it a cell' },
  { text: '', columns: 0 },
])('"$text" takes $columns', ({ text, columns }) => expect(width(text)).toBe(columns));

test('agrees with string-width on Arabic, Latin and wide letters', () => {
  const letters = [
    ...'ابتثجحخدذرزسشصضطظعغفقكلمنهويىئءؤةپچگ،؛؟«»“”"().-٠١٢abc 123日本語🚆',
    'َ',
    'ّ',
    'ٰ',
    '\u200f',
    '\u2067',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...letters), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      expect(width(text)).toBe(stringWidth(text));
    }),
  );
});

test.each([
  { text: 'a\u001b[31m\u202eb', shown: 'a [31mb', why: 'no escape sequence, no override' },
  { text: 'سطر\nوسطر\tثالث', shown: 'سطر وسطر ثالث' },
  { text: '\u200fقال\u200e', shown: 'قال' },
  { text: '\u009b2Jمسح', shown: '2Jمسح', why: 'the eight-bit form of an escape sequence' },
  { text: 'مَرحَبًا م\u200cن', shown: 'مَرحَبًا م\u200cن', why: 'vowel marks and joiners stay' },
])('$shown is harmless', ({ text, shown }) => expect(neutralise(text)).toBe(shown));

test.each([
  { text: 'قال الوزير إن الأمر انتهى', columns: 10, lines: ['قال الوزير', 'إن الأمر', 'انتهى'] },
  { text: 'قَالَ الوَزِيرُ', columns: 10, lines: ['قَالَ الوَزِيرُ'], why: 'marks take no room' },
  { text: 'abcdefgh', columns: 3, lines: ['abc', 'def', 'gh'], why: 'a word that is longer than a line' },
  { text: 'بّبّبّبّ', columns: 3, lines: ['بّبّبّ', 'بّ'], why: 'a mark stays with its letter' },
  { text: '', columns: 5, lines: [''] },
])('$text in $columns columns', ({ text, columns, lines }) => expect(wrap(text, columns)).toEqual(lines));

test('no wrapped line is too wide and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 40 }), (raw, columns) => {
      const text = neutralise(raw);
      const lines = wrap(text, columns);
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});

test.each([
  { text: 'قال الوزير إن الأمر انتهى', columns: 40, short: 'قال الوزير إن الأمر انتهى' },
  { text: 'قال الوزير، إن الأمر انتهى', columns: 14, short: 'قال الوزير …', why: 'no comma before the dots' },
  { text: 'abcdefghijkl', columns: 6, short: 'abcd …', why: 'no blank near' },
])('$short', ({ text, columns, short }) => {
  expect(shorten(text, columns)).toBe(short);
  expect(width(shorten(text, columns))).toBeLessThanOrEqual(columns);
});

test('pads by columns, on either side', () => {
  expect(pad('مُحَمَّد', 6)).toBe('مُحَمَّد  ');
  expect(pad('مُحَمَّد', 6, 'right')).toBe('  مُحَمَّد');
  expect(pad('long', 2)).toBe('long');
});

test('one word of 300,000 letters takes linear time', async () => {
  const took = await processorTime(() => expect(wrap('ب'.repeat(300_000), 40)).toHaveLength(7500));
  expect(took).toBeLessThan(4000);
});
