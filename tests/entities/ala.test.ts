/** على the preposition and على, Egyptian spelling of the name علي. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';

const EGYPTIAN = ' وأوضح أن القضية التى هزت الرأى العام فى القاهرة انتهت.';
const USUAL = ' وأوضح أن القضية التي هزت الرأي العام في القاهرة انتهت.';
const people = (text: string) =>
  analyze({ text })
    .entities.filter(({ type }) => type === 'PER')
    .flatMap(({ mentions }) => mentions.map(({ start, end }) => text.slice(start, end)));

describe('an article that writes ى at the ends of words', () => {
  test.each([
    ['قال على حسن، مدير المدرسة، إن الأمر انتهى.', ['على حسن']],
    ['قال المستشار على محمود إن الأمر انتهى.', ['على محمود']],
    ['وقال الدكتور محمد على، رئيس الجامعة، إن الحفل انتهى.', ['محمد على']],
    ['رد المدير على سالم أمس.', ['سالم']],
    ['وأكد على أن الأمر انتهى.', []],
    ['ألقت الشرطة القبض على محمود سالم.', ['محمود سالم']],
    ['قال على هامش المؤتمر إن الأمر انتهى.', []],
  ])('%s', (text, names) => expect(people(text + EGYPTIAN)).toEqual(names));
});

describe('near miss: one that writes ي', () => {
  test.each([
    ['رد المدير على سالم أمس.', ['سالم']],
    ['وأكد على أن الأمر انتهى.', []],
    ['اعتمد المدرب على أحمد حسن.', ['أحمد حسن']],
    ['فاز محمد على خالد في المباراة.', ['محمد', 'خالد']],
    ['قال علي حسن إن الأمر انتهى.', ['علي حسن']],
  ])('%s', (text, names) => expect(people(text + USUAL)).toEqual(names));
});
