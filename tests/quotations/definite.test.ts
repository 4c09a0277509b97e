import { expect, test } from 'vitest';
import { bare } from '../../src/quotations/choosing.ts';
import { isDefinite } from '../../src/quotations/sources/noun-phrases.ts';

/** All words of up to five of the letters that articles and clitics are made of, and one other. */
function* words(word = ''): Generator<string> {
  yield word;
  if (word.length < 5) for (const letter of 'الوفبكت') yield* words(word + letter);
}

test.each([
  { key: 'الوزير', without: 'وزير', definite: true },
  { key: 'والوزير', without: 'وزير', definite: true },
  { key: 'للوزير', without: 'وزير', definite: true },
  { key: 'كالوزير', without: 'كالوزير', definite: true },
  // two letters are left at least; ألف and ولي begin with none
  { key: 'الم', without: 'الم', definite: false },
  { key: 'ولي', without: 'ولي', definite: false },
])('$key', ({ key, without, definite }) => {
  expect(bare(key)).toBe(without);
  expect(isDefinite(key)).toBe(definite);
});

test('letter by letter as by pattern', () => {
  const other = [...words()].filter(
    (key) =>
      bare(key) !== key.replace(/^(?:ال|لل|و?ال|[بل]ال)(?=.{2})/, '') ||
      isDefinite(key) !== /^(?:[وفبك]?ال|[وف]?لل).{2}/.test(key),
  );
  expect(other).toEqual([]);
});
