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
      text: 'وبحسب سارة النوري فإن المشروع سينتهي قريبا.',
      office: { role: null, affiliation: null, gender: 'f' },
      why: 'no verb agrees with her, but news has feminine verbs before her name',
    },
    {
      text: 'ووفقا لمحمد النوري فإن المشروع سينتهي قريبا.',
      office: { role: null, affiliation: null, gender: 'm' },
      why: 'the same of a man',
    },
    {
      text: 'وبحسب ريكا بونتي فإن المشروع سينتهي قريبا.',
      office: { role: null, affiliation: null, gender: null },
      why: 'a name of which news doesn’t tell',
    },
    {
      text: 'وبحسب محمد النوري فإن المشروع سينتهي قريبا. وأضافت محمد النوري أن الدعم سيصل.',
      office: { role: null, affiliation: null, gender: 'f' },
      why: 'the article’s own verbs come first',
    },
    {
      text: 'وأخبرنا مدير الصندوق د. سامي النوري أن الدعم سيصل قريبا.',
      office: { role: 'مدير الصندوق', affiliation: 'الصندوق', gender: 'm' },
      why: 'an abbreviated title is no part of the office',
    },
    {
      text: 'قال سامي النوري، مدير مركز البحوث الزراعية، إن المحصول وفير.',
      office: { role: 'مدير مركز البحوث الزراعية', affiliation: 'مركز البحوث الزراعية', gender: 'm' },
      why: 'after the name, between commas',
    },
    {
      text: 'وسخر مدون يدعى سامي النوري من القرار قائلاً: «هذا لا يكفي الناس».',
      office: { role: 'مدون', affiliation: null, gender: 'm' },
      why: 'what leads to a name is no part of the office',
    },
    {
      text: 'وأكد والي القيروان سامي النوري أن الطريق سيفتح.',
      office: { role: 'والي القيروان', affiliation: 'القيروان', gender: 'm' },
      why: 'its و is no conjunction',
    },
    {
      text: 'قال سامي النوري، المحلل لدى إتش.إس.بي.سي، إن السوق هادئة.',
      office: { role: 'المحلل لدى إتش.إس.بي.سي', affiliation: 'إتش.إس.بي.سي', gender: 'm' },
      why: 'dots within a name end no office',
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
    {
      text: 'عقدت حركة «الفجر» مؤتمرها أمس. وقال رئيس الحركة سامي النوري إن الانتخابات ستجرى في موعدها.',
      office: { role: 'رئيس الحركة', affiliation: 'الفجر', gender: 'm' },
      why: 'the body is told by the head word of another sentence',
    },
    {
      text: 'وقال أحد الشركاء سامي النوري لوكالة فرانس برس إن الموقع مجاني.',
      office: { role: 'أحد الشركاء', affiliation: null, gender: 'm' },
      why: 'the outlet that is spoken to is nobody’s body',
    },
    {
      text: 'وقال مدرب النسور، الكرواتي إيفان باروفيتش، إن الفريق جاهز للمباراة.',
      office: { role: 'مدرب النسور', affiliation: 'النسور', gender: 'm' },
      why: 'a nationality stands between office and name',
    },
  ])('$why', ({ text, office }) => expect(offices(text)).toEqual([office]));

  test.each([
    { text: 'وقال د. سامي النوري إن المحصول وفير.', why: 'a title is no office' },
    { text: 'وقال الكرواتي إيفان باروفيتش إن الفريق جاهز للمباراة.', why: 'a nationality alone is no office' },
    { text: 'قال سامي النوري إن مدير المركز استقال.', why: 'somebody else in the content' },
    { text: 'وأكدت وزارة الصحة أن اللقاح متوفر.', why: 'an organisation holds no office' },
  ])('silent — $why', ({ text }) => expect(offices(text).map(({ role }) => role)).toEqual([null]));
});

test.each([
  { object: 'تحيات ملك البلاد', role: 'ملك البلاد', why: 'the office before an object is not that of the name in it' },
  { object: 'عضو البرلمان', role: 'رئيس مجلس الوزراء عضو البرلمان', why: 'near miss: he holds both' },
])('$why', ({ object, role }) => {
  const { speakers } = analysed(`زار رئيس مجلس الوزراء ${object} نوري القصاب المدينة. وقال نوري القصاب إن السد جديد.`);
  expect(speakers.map((speaker) => speaker.role)).toEqual([role]);
});
