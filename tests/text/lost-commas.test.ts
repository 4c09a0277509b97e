import { expect, test } from 'vitest';
import { indexText } from '../../src/text/index.ts';
import { withCommas } from '../../src/text/lost-commas.ts';

const LOST = 'أكد مدير الميناء? الذي زار عدن أمس? أن الجسر مغلق? وقال سالم الهدار? مراسل الصحيفة: «نعم».';

test('question marks that a conversion left of commas are read as commas', () => {
  expect(withCommas(LOST)).toBe(LOST.replaceAll('?', '،'));
  const { text, sentences, tokens } = indexText(LOST);
  expect(text).toBe(LOST);
  expect(sentences).toHaveLength(1);
  expect(tokens.filter(({ form }) => form === '،')).toHaveLength(4);
});

test.each([
  ['questions', 'هل أغلق الجسر? متى يفتح? من أمر به? لم يجب أحد.'],
  [
    'questions that begin with و, in a text with commas',
    'أين الوزير، يا سالم? وأين المدير، إذن? ومن أغلق الجسر? وهل يفتح، يوماً?',
  ],
  ['too few to tell', 'أكد المدير? الذي زار الميناء? أن الجسر مغلق.'],
  ['marks at the ends of lines', 'متى يفتح?\nوكيف?\nومن?\nوأين?\n'],
])('not %s', (_, text) => expect(withCommas(text)).toBe(text));

test('in linear time', () => {
  const text = 'كلمة? وكلمة '.repeat(100_000);
  expect(withCommas(text).length).toBe(text.length);
});
