import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span } from '../../src/model.ts';
import { toCodePoints, toUtf16, withOffsets } from '../../src/output/offsets.ts';
import { codePoint } from '../code-points.ts';
import { processorTime } from '../processor-time.ts';
import { sample, TEXT } from './sample.ts';

test.each([
  { text: 'بلا رموز', utf16: 3, codepoint: 3 },
  { text: '😀ب', utf16: 0, codepoint: 0 },
  { text: '😀ب', utf16: 2, codepoint: 1 },
  { text: '😀ب', utf16: 3, codepoint: 2 },
  { text: '😀😀ب', utf16: 4, codepoint: 2 },
  { text: '', utf16: 0, codepoint: 0 },
])('$utf16 in "$text" is code point $codepoint', ({ text, utf16, codepoint }) => {
  expect(toCodePoints(text)(utf16)).toBe(codepoint);
  expect(toUtf16(text)(codepoint)).toBe(utf16);
});

test('an offset inside a surrogate pair, and lone surrogates, do not break the count', () => {
  expect(toCodePoints('😀ب')(1)).toBe(1);
  expect([0, 1, 2, 3].map(toCodePoints('\ud83dب\ude00'))).toEqual([0, 1, 2, 3]);
});

test('code points are what Python counts, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: codePoint }), (text) => {
      const map = toCodePoints(text);
      let offset = 0;
      [...text].forEach((character, index) => {
        expect(map(offset)).toBe(index);
        expect(toUtf16(text)(index)).toBe(offset);
        offset += character.length;
      });
      expect(map(text.length)).toBe([...text].length);
    }),
  );
});

test('every span of a result is moved, and back again', () => {
  const before = sample();
  const after = withOffsets(before, TEXT, 'codepoint');
  const letters = [...TEXT];
  const slice = ({ start, end }: { start: number; end: number }): string => letters.slice(start, end).join('');
  const spans = [
    ...after.entities.flatMap((entity) => entity.mentions),
    ...after.quotations.flatMap(({ content, cue, source, medium, addressee, via }) =>
      [content, cue, source, medium, addressee, ...via].filter((span) => span !== null),
    ),
    ...after.quotations.flatMap(({ explain }) => explain?.flatMap(({ words }) => words ?? []) ?? []),
    ...after.attributions,
  ];
  expect(spans).toHaveLength(17);
  for (const span of spans) {
    const parts = (span as { fragments?: Span[] }).fragments ?? [span];
    expect(parts.map(slice).join(' … ')).toBe(span.text);
  }
  expect(after.quotations[0]?.content.fragments?.map(slice)).toEqual(['القطار سيصل إلى الميناء في أيار', 'ولن يتأخر']);
  expect(after.warnings[0]?.start).toBe((before.warnings[0]?.start ?? 0) - 1);
  expect(withOffsets(after, TEXT, 'utf16')).toEqual(before);
});

test('nothing is copied where nothing changes', () => {
  const before = sample();
  expect(withOffsets(before, TEXT, 'utf16')).toBe(before);
});

test('a long text full of emoji takes linear time', async () => {
  const text = 'خبر 😀 '.repeat(300_000);
  const took = await processorTime(() => {
    const map = toCodePoints(text);
    for (let i = 0; i < 100_000; i++) map(i * 5);
  });
  expect(took).toBeLessThan(1500);
});
