import { expect, test } from 'vitest';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import { takeoverAfter } from '../../src/quotations/contents/takeover.ts';
import { buildContext } from '../../src/quotations/context.ts';
import { viewOf } from '../../src/quotations/view.ts';
import { indexText } from '../../src/text/index.ts';

/** The chance that the narrator takes over after the words before `|`, which is no part of the text. */
function chance(marked: string): number {
  const text = marked.replace('|', '');
  const view = viewOf(buildContext(indexText(text), [], defaultLexicon()));
  const last = view.context.tokens.findLastIndex(({ end }) => end <= marked.indexOf('|'));
  return takeoverAfter(view, last);
}

test.each([
  [
    'قال الوزير إن الجسر سيفتح قريباً|، في إشارة إلى جسر الميناء القديم.',
    'قال الوزير إن الجسر سيفتح قريباً|، وإن العبور مجاني.',
  ],
  ['قالت المديرة إن المدرسة مغلقة|، مشيرة إلى أعمال الصيانة.', 'قالت المديرة إن المدرسة مغلقة|، لأن السقف لم يكتمل.'],
  ['أكد المدرب أن فريقه جاهز|، وذلك خلال مؤتمر صحفي أمس.', 'أكد المدرب أن فريقه جاهز|، لكنه يحتاج إلى الراحة.'],
])('the narrator takes over rather in %s than in %s', (told, said) =>
  expect(chance(told)).toBeGreaterThan(chance(said) + 0.3),
);

test('a boundary inside of marks is not asked about', () =>
  expect(chance('قال الوزير: «الجسر سيفتح|، في إشارة إلى القديم».')).toBe(0));
