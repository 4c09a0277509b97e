import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createTagger, loadTagger, properClitic } from '../../src/entities/tagger/index.ts';
import { readShippedModel } from '../../src/network/modelFile.ts';
import { indexText } from '../../src/text/index.ts';

/** Names found in a text: `type:words`. */
function names(text: string): string[] {
  const { tokens, sentences } = indexText(text);
  return loadTagger()
    .tag(tokens, sentences)
    .map(({ first, last, type }) => `${type}:${text.slice(tokens[first]!.start, tokens[last - 1]!.end)}`);
}

describe('the weights that ship', () => {
  test('are at most eight megabytes', () => {
    expect(statSync(new URL('../../src/network/model/network.bin', import.meta.url)).size).toBeLessThan(8e6);
  });

  test.each([
    { text: 'وصل وزير الخارجية سامح الدهشوري إلى عمّان أمس.', found: ['PER:سامح الدهشوري', 'LOC:عمّان'] },
    { text: 'وقالت المتحدثة ليلى بن ناصر إن الوفد غادر تونس.', found: ['PER:ليلى بن ناصر', 'LOC:تونس'] },
    { text: 'أعلنت منظمة الصحة العالمية أن اللقاح آمن.', found: ['ORG:منظمة الصحة العالمية'] },
    { text: 'اجتمع مسؤولون من روسيا والصين في جنيف.', found: ['LOC:روسيا', 'LOC:والصين', 'LOC:جنيف'] },
    { text: 'ارتفعت أسعار الخبز بعد موسم ضعيف.', found: [], why: 'no name' },
    { text: 'وكان الوزير كريما مع ضيوفه وسعيدا بهم.', found: [], why: 'adjectives that are names elsewhere' },
  ])('$text', ({ text, found }) => expect(names(text)).toEqual(found));

  test("ANERcorp's own head finds names", () => {
    const { tokens, sentences } = indexText('وقال الرئيس جورج بوش في واشنطن إن بلاده ستدعم العراق.');
    const found = createTagger(readShippedModel('anercorp')).tag(tokens, sentences);
    expect(found.map(({ first, type }) => `${type}:${tokens[first]!.key}`)).toEqual([
      'PER:جورج',
      'LOC:واشنطن',
      'LOC:العراق',
    ]);
  });

  test.each([
    { key: 'وسوريا', letters: 1 },
    { key: 'سوريا', letters: 0 },
    { key: 'للعراق', letters: 1 },
    { key: 'وبالعراق', letters: 2 },
    { key: 'وزير', letters: 0 },
    { key: 'بيروت', letters: 0 },
    { key: 'لندن', letters: 0 },
    { key: 'كندا', letters: 0 },
    { key: 'فرنسا', letters: 0 },
    { key: 'لفرنسا', letters: 1 },
  ])('$key: $letters letters of clitics', ({ key, letters }) => expect(properClitic(key)).toBe(letters));
});
