import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { addQuotation, approve, setSpeaker } from '../../src/corrections/index.ts';
import { goldOf } from '../../src/evaluate/corrections.ts';
import { judge } from '../../src/evaluate/judge.ts';

const text = 'قال الوزير سالم الهدار إن السد سيكتمل في الربيع. وأضافت رنا الصايغ أن العمل مستمر. وبقي السؤال معلقاً.\n';
const result = analyze({ text, path: 'dam.txt' }, { text: true });

test('what a reader changed is required, the rest is optional', () => {
  const gold = goldOf(setSpeaker(result, 'q2', { id: 's1' }))!;
  expect(gold.quotations?.map(({ optional, speaker }) => ({ optional, speaker }))).toEqual([
    { optional: true, speaker: 'سالم الهدار' },
    { optional: false, speaker: 'سالم الهدار' },
  ]);
  const judged = judge(gold, result).quotations.filter(({ optional }) => !optional);
  expect(judged.map(({ exact, speaker }) => ({ exact, speaker }))).toEqual([{ exact: true, speaker: false }]);
});

test('of an article that was gone through all is required; a missed quotation counts as missed', () => {
  const start = text.indexOf('وبقي');
  const corrected = addQuotation(approve(result), text, { start, end: start + 18 }, 'indirect', null).analysis;
  const gold = goldOf(corrected)!;
  expect(gold.quotations?.every(({ optional }) => !optional)).toBe(true);
  expect(judge(gold, result).quotations.filter(({ found }) => found === null).length).toBe(1);
});

test('a result without its text is no gold', () => {
  const { text: _, ...bare } = result;
  expect(goldOf(bare)).toBeNull();
});
