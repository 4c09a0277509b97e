import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { addresseesOf } from '../../src/output/addressee.ts';

describe('who is spoken to, for people', () => {
  test.each([
    { text: 'قال سامي نور للصحفيين إن الطريق مغلق.', shown: 'الصحفيين', why: 'the alef that the preposition took' },
    { text: 'وقال للسيسي إن الطريق مغلق.', shown: 'السيسي', why: 'of a name, too' },
    { text: 'أبلغ سامي نور لجنة التحقيق أن الطريق مغلق.', shown: 'لجنة التحقيق', why: 'a ل of its own' },
    { text: 'أبلغ سامي نور اللجنة أن الطريق مغلق.', shown: 'اللجنة', why: 'as it stands' },
  ])('$shown: $why', ({ text, shown }) => {
    const analysis = analyze({ text });
    expect(analysis.quotations.map(addresseesOf(analysis))).toEqual([shown]);
  });

  test('nobody', () => {
    const analysis = analyze({ text: 'قال سامي نور إن الطريق مغلق.' });
    expect(analysis.quotations.map(addresseesOf(analysis))).toEqual([null]);
  });
});
