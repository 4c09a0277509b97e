import { expect, test } from 'vitest';
import { layOutStems, stemTable } from '../../src/lexicon/stem-table.ts';

/** Every stem that begins at a place, as the list itself tells. */
function listed(stems: readonly string[], key: string, start: number): [string, number][] {
  const found: [string, number][] = [];
  for (let end = start + 1; end <= key.length; end++)
    stems.forEach((stem, i) => {
      if (stem === key.slice(start, end)) found.push([`${i}`, end]);
    });
  return found;
}

const LETTERS = 'ابتدرسعقكلمنهوي';
/** All words of two letters and some of three and four: letters that differ by their place alone have numbers alike. */
const STEMS = [...LETTERS].flatMap((a, i) => [
  ...[...LETTERS].map((b) => a + b),
  `${a}${LETTERS[(i * 7) % 15]}${LETTERS[(i * 4) % 15]}`,
  `${a}${LETTERS[(i * 2) % 15]}${LETTERS[(i * 11) % 15]}${a}`,
  a,
]);

test.each([
  { stems: STEMS, keys: ['وكتاب', 'سيقول', 'ردد', 'ا', 'يكتبون', 'لمنهو', 'ق', 'كلمنه'] },
  { stems: ['قال', 'قال', 'قا', 'مقال'], keys: ['قال', 'فقالت', 'مقالات', 'قا', 'قل'] },
  { stems: ['cnn', 'قال'], keys: ['cnn', 'cn', '2020', '«قال»'] },
  { stems: [], keys: ['قال'] },
])('of $stems.length stems those that begin at a place, the shortest first, then in list order', ({ stems, keys }) => {
  const table = stemTable(layOutStems(stems));
  for (const key of keys)
    for (let start = 0; start <= key.length; start++) {
      const found: [string, number][] = [];
      table.walk(key, start, (index, end) => found.push([`${index}`, end]));
      expect(found).toEqual(listed(stems, key, start));
    }
});
