import { describe, expect, test } from 'vitest';
import { analysed } from './helpers.ts';

const told = (text: string) => analysed(text).quotations;

describe('the outlet that relays', () => {
  test.each([
    { text: 'وقال الخبير سامي النوري لصحيفة «المرفأ» إن الأسعار سترتفع.', via: [['المرفأ']] },
    { text: 'وقالت المديرة ليلى القصاب في تصريح لـ«المرفأ» إن المتحف سيفتح قريبا.', via: [['المرفأ']] },
    { text: 'نقلت وكالة رويترز عن مسؤول حكومي قوله إن المحادثات توقفت.', via: [['وكالة رويترز']] },
    {
      text: 'وقال الخبير سامي النوري لصحيفة «المرفأ» إن الأسعار سترتفع، مضيفا أن السوق بحاجة إلى رقابة.',
      via: [['المرفأ'], ['المرفأ']],
    },
    {
      text: 'تتواصل المشاورات لتشكيل الحكومة. وعلمت «المرفأ» من مصادر مطلعة أن الوزير سيستقيل غدا.',
      via: [['المرفأ']],
    },
    { text: 'وقال الخبير سامي النوري -للجزيرة نت- إن الأسعار سترتفع.', via: [['الجزيرة نت']] },
    {
      text: 'افتتح المتحف أمس في المدينة. وقالت الباحثة ليلى القصاب لـCNN إن المتحف سيفتح أبوابه للزوار قريبا.',
      via: [['CNN']],
    },
    {
      text: 'وقال الخبير سامي النوري لصحيفة «المرفأ» إن الأسعار سترتفع. مضيفا أن السوق بحاجة إلى رقابة.',
      via: [['المرفأ'], ['المرفأ']],
    },
  ])('$text', ({ text, via }) => expect(told(text).map((one) => one.via.map(({ name }) => name))).toEqual(via));

  test.each([
    { text: 'وقال مدير شركة النخيل سامي النوري إن الأسعار سترتفع.', why: 'a company relays nothing' },
    { text: 'ذكرت وكالة رويترز أن المحادثات توقفت.', why: 'the outlet itself speaks' },
    { text: 'وأكد مسؤول في البنك المركزي أن الفائدة لن تتغير.', why: 'a bank relays nothing' },
    {
      text: 'وقالت شبكة «بلومبيرغ» إن الأسعار سترتفع.',
      why: 'the network in whose marks the name stands is the one that speaks',
    },
  ])('silent — $why', ({ text }) => expect(told(text).map(({ via }) => via)).toEqual([[]]));
});

describe('the medium', () => {
  test.each([
    { text: 'وقال الوزير سالم الهدار خلال مؤتمر صحفي إن الميناء سيتوسع.', medium: ['خلال مؤتمر صحفي'] },
    { text: 'وأكدت الوزارة في بيان أن الطريق آمن.', medium: ['في بيان'] },
    { text: 'وأكدت الوزارة في بيان نشرته أمس أن الطريق آمن.', medium: ['في بيان'] },
    { text: 'وقال الوزير سالم الهدار في تصريح لصحيفة «المرفأ» إن الميناء سيتوسع.', medium: ['في تصريح'] },
    {
      text: 'وأكدت الوزارة في بيان أن الطريق آمن، مشيرة إلى أن الأشغال انتهت.',
      medium: ['في بيان', 'في بيان'],
    },
  ])('$text', ({ text, medium }) => expect(told(text).map((one) => one.medium?.text ?? null)).toEqual(medium));

  test.each([
    { text: 'وقال الوزير سالم الهدار في بيروت إن الميناء سيتوسع.', why: 'a mere place' },
    { text: 'وذكر بيان للوزارة أن الطريق آمن.', why: 'the document is the source' },
  ])('silent — $why', ({ text }) => expect(told(text).map((one) => one.medium)).toEqual([null]));
});

describe('the addressee', () => {
  test.each([
    { text: 'وقال الوزير سالم الهدار للصحافيين إن الميناء سيتوسع.', addressee: 'لصحافيين' },
    { text: 'وأكد الوزير سالم الهدار أن الميناء سيتوسع، وطالب الحكومة بأن تدفع.', addressee: 'الحكومة' },
  ])('$text', ({ text, addressee }) => expect(told(text).at(-1)?.addressee?.text).toBe(addressee));

  test.each([
    { text: 'وقال الوزير سالم الهدار إن الميناء سيتوسع.', why: 'nobody is named' },
    { text: 'وقال الوزير سالم الهدار لصحيفة «المرفأ» إن الميناء سيتوسع.', why: 'an outlet is via' },
  ])('silent — $why', ({ text }) => expect(told(text).map((one) => one.addressee)).toEqual([null]));
});
