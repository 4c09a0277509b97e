import { expect, test } from 'vitest';
import { placesIn } from '../../src/text/index.ts';
import { processorTime } from '../processor-time.ts';

test.each([
  { text: 'سطر «واحد', at: [4], places: ['1:5'] },
  { text: 'أول\nثانٍ «هنا\n\n«رابع', at: [0, 9, 15], places: ['1:1', '2:6', '4:1'] },
  { text: '🚆🚆 «قطار', at: [5], places: ['1:4'], why: 'characters, not code units' },
  { text: 'أول\r\nثانٍ', at: [5], places: ['2:1'] },
  { text: 'أول\nثانٍ', at: [5, 1, 4], places: ['2:2', '1:2', '2:1'], why: 'in any order' },
  { text: '', at: [0], places: ['1:1'] },
])('$text', ({ text, at, places }) => {
  const placeOf = placesIn(text);
  expect(at.map(placeOf).map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});

test('a hundred thousand places in one line take no more than the line', async () => {
  const text = '«'.repeat(100_000);
  const placeOf = placesIn(text);
  const took = await processorTime(() => {
    for (let at = 0; at < text.length; at++) placeOf(at);
  });
  expect(took).toBeLessThan(500);
});
