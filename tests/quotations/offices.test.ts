import { describe, expect, test } from 'vitest';
import { analysed } from './helpers.ts';

/** Role, affiliation by name, and gender of each speaker. */
const offices = (text: string) => {
  const { speakers, entities } = analysed(text);
  const names = new Map(entities.map(({ id, name }) => [id, name]));
  return speakers.map(({ role, affiliation, gender }) => ({
    role,
    affiliation: affiliation && (names.get(affiliation) ?? affiliation),
    gender,
  }));
};

describe('office, affiliation, gender', () => {
  test.each([
    {
      text: 'قال سامي النوري، مدير مركز البحوث الزراعية، إن المحصول وفير.',
      office: { role: 'مدير مركز البحوث الزراعية', affiliation: 'مركز البحوث الزراعية', gender: 'm' },
      why: 'after the name, between commas',
    },
    {
      text: 'وأوضحت المتحدثة باسم وزارة الصحة منى السالمي أن اللقاح متوفر.',
      office: { role: 'المتحدثة باسم وزارة الصحة', affiliation: 'وزارة الصحة', gender: 'f' },
      why: 'before the name, with the body inside',
    },
    {
      text: 'وصل رئيس جامعة النور سامي النوري إلى المدينة. وقال النوري إن الدراسة ستبدأ غدا.',
      office: { role: 'رئيس جامعة النور', affiliation: 'جامعة النور', gender: 'm' },
      why: 'told with an earlier mention',
    },
    {
      text: 'وقال مسؤول في الشرطة إن الطريق مغلق.',
      office: { role: 'مسؤول في الشرطة', affiliation: 'الشرطة', gender: 'm' },
      why: 'a description',
    },
  ])('$why', ({ text, office }) => expect(offices(text)).toEqual([office]));

  test.each([
    { text: 'وقال د. سامي النوري إن المحصول وفير.', why: 'a title is no office' },
    { text: 'قال سامي النوري إن مدير المركز استقال.', why: 'somebody else in the content' },
    { text: 'وأكدت وزارة الصحة أن اللقاح متوفر.', why: 'an organisation holds no office' },
  ])('silent — $why', ({ text }) => expect(offices(text).map(({ role }) => role)).toEqual([null]));
});
