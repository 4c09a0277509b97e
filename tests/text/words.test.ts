import { expect, test } from 'vitest';
import { wordList } from '../../src/text/words.ts';

test('a list of words is folded, without comments and empty lines', () => {
  expect([...wordList('a.txt', '# أسماء\nوِزارة\n\nأحمد # شائع\n')]).toEqual(['وزاره', 'احمد']);
});

test.each([
  { text: 'قال\nعلى حد', error: 'a.txt:2: one word a line, found "على حد"' },
  { text: 'أحمد\n# نعم\nاحمد', error: 'a.txt:3: "احمد" is there already' },
])('a wrong line is named: $error', ({ text, error }) => {
  expect(() => wordList('a.txt', text)).toThrow(error);
});
