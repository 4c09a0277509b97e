import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/network/bits.ts';
import { find } from '../../src/network/hashes.ts';
import { matchHeads, matchPhrases } from '../../src/network/phrases.ts';
import { CLITIC_LETTERS, hashOf, putLetters, stemOf, wordOf } from '../../src/network/spelling.ts';
import { lookUp } from '../../src/network/words.ts';
import { lexiconOf } from './models.ts';

describe('words', () => {
  test.each([
    { key: '1995', word: '0000' },
    { key: '«', word: '"' },
    { key: '((', word: '"' },
    { key: '،', word: ',' },
    { key: 'د.', word: 'د' },
    { key: 'دمشق', word: 'دمشق' },
  ])('$key is known as $word', ({ key, word }) => expect(wordOf(key)).toBe(word));

  const counts: Record<string, number> = {
    سوريا: 9000,
    وزير: 8000,
    زير: 3,
    العراق: 9000,
    بيروت: 4000,
    يروت: 0,
    لبنان: 5000,
  };
  const count = (word: string) => counts[word] ?? 0;
  test.each([
    { word: 'وسوريا', stem: 'سوريا', letters: 1 },
    { word: 'وبسوريا', stem: 'سوريا', letters: 2 },
    { word: 'للعراق', stem: 'العراق', letters: 1 },
    { word: 'وللعراق', stem: 'العراق', letters: 2 },
    { word: 'وزير', stem: 'وزير', letters: 0, why: 'the rest is rarer' },
    { word: 'بيروت', stem: 'بيروت', letters: 0, why: 'the rest is unknown' },
    { word: 'ولبنان', stem: 'لبنان', letters: 1 },
    { word: 'سوريا', stem: 'سوريا', letters: 0, why: 'no proclitic' },
  ])('$word -> $stem', ({ word, stem, letters }) => {
    const found = stemOf(word, count);
    expect(found.stem).toBe(stem);
    expect(CLITIC_LETTERS[found.code]).toBe(letters);
  });

  test('long words are cut in the middle', () => {
    expect(putLetters('واستراتيجياتهم', [], 0)).toBe(14);
    expect(putLetters('من', [], 0)).toBe(4);
  });
});

describe('lexicon', () => {
  const lexicon = lexiconOf({ سوريا: 9000, نهر: 500, النيل: 400 }, { 'نهر النيل': 2, النيل: 1, 'راس العين الكبري': 0 });

  test('hashes are found, others not', () => {
    expect(find(lexicon.stems, hashOf('سوريا'))).toBeGreaterThanOrEqual(0);
    expect(find(lexicon.stems, hashOf('سورية'))).toBe(-1);
  });

  const bits = (text: string) => {
    const found: string[] = [];
    matchPhrases(
      lexicon,
      text.split(' ').map((key) => lookUp(lexicon, key)),
      (token, bit) => found.push(`${token}:${bit >> 2}${'SBIE'[bit & 3]}`),
    );
    return found.sort().join(' ');
  };
  test.each([
    { text: 'علي نهر النيل', found: '1:2B 2:1S 2:2E' },
    { text: 'علي النيل', found: '1:1S' },
    { text: 'نهر الفرات', found: '' },
    { text: 'راس العين', found: '', why: 'only the beginning of a phrase' },
    { text: 'راس العين الكبري', found: '0:0B 1:0I 2:0E' },
    { text: 'ونهر النيل', found: '0:2B 1:1S 1:2E', why: 'the first word also without clitics' },
  ])('$text: $found', ({ text, found }) => expect(bits(text)).toBe(found));
});

describe('heads elsewhere in the document', () => {
  const lexicon = lexiconOf({ العروبه: 40, كبير: 60000, نادي: 900 });
  const bits = (...sentences: string[]) => {
    const found: string[] = [];
    const words = sentences.flatMap((text) => text.split(' ').map((key) => lookUp(lexicon, key)));
    let at = 0;
    const ranges = sentences.map((text) => {
      const first = at;
      at += text.split(' ').length;
      return { first, last: at };
    });
    matchHeads(lexicon, words, ranges, (token, bit) => found.push(`${token}:${KINDS[bit >> 2]}`));
    return found.join(' ');
  };
  test.each([
    { texts: ['فاز نادي العروبه', 'ثم خسر العروبه'], found: '2:here-organisation 5:here-organisation' },
    { texts: ['فاز نادي " العروبه "', 'خسر العروبه'], found: '3:here-organisation 6:here-organisation' },
    { texts: ['في بيت العروبه', 'ثم خسر العروبه'], found: '', why: 'no head' },
    { texts: ['هذا نادي كبير', 'وهو كبير'], found: '', why: 'too common a word' },
    { texts: ['هذا نادي', 'العروبه هنا'], found: '', why: 'another sentence' },
  ])('$texts: $found', ({ texts, found }) => expect(bits(...texts)).toBe(found));
});
