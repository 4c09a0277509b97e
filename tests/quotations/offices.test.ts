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
      text: 'الفريق أول سالم نور قال إن الطريق مفتوح.',
      office: { role: 'الفريق أول', affiliation: null, gender: 'm' },
      why: 'a text that begins with a rank',
    },
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
    {
      text: 'وقال مدير الشركة المهندس سامي النوري إن المشروع جاهز.',
      office: { role: 'مدير الشركة', affiliation: 'الشركة', gender: 'm' },
      why: 'a title of address is no part of the office, nor of its body',
    },
    {
      text: 'وقال وزير التعليم معالي الدكتور سامي النوري إن المدارس ستفتح غدا.',
      office: { role: 'وزير التعليم', affiliation: null, gender: 'm' },
      why: 'nor are two of them',
    },
    {
      text: 'وقال أمير المنطقة صاحب السمو الملكي الأمير سامي بن نوري إن الطريق سيفتح.',
      office: { role: 'أمير المنطقة', affiliation: null, gender: 'm' },
      why: 'nor one of several words',
    },
    {
      text: 'وقال قائد الجيش العماد سامي النوري إن الحدود آمنة.',
      office: { role: 'قائد الجيش', affiliation: 'الجيش', gender: 'm' },
      why: 'nor a rank that is another word, too',
    },
    {
      text: 'وقال رئيس الوفد السفير سامي النوري إن الجلسة تأجلت.',
      office: { role: 'رئيس الوفد السفير', affiliation: null, gender: 'm' },
      why: 'near miss: a second office is no title',
    },
    {
      text: 'وقال مدير مكتب الأمير سامي النوري إن الجلسة تأجلت.',
      office: { role: 'مدير مكتب الأمير', affiliation: 'مكتب الأمير', gender: 'm' },
      why: 'near miss: a title that the office governs',
    },
    {
      text: 'وقال العميد الدكتور سامي النوري إن الحدود آمنة.',
      office: { role: 'العميد الدكتور', affiliation: null, gender: 'm' },
      why: 'near miss: nothing but titles',
    },
    {
      text: 'قال سامي النوري (45 سنة)، مدير المدرسة، إن الدروس ستبدأ غدا.',
      office: { role: 'مدير المدرسة', affiliation: 'المدرسة', gender: 'm' },
      why: 'behind an age in brackets',
    },
    {
      text: 'وقالت منى السالمي، 32 عاما، وهي معلمة في حلب، إن الدروس ستبدأ غدا.',
      office: { role: 'معلمة في حلب', affiliation: null, gender: 'f' },
      why: 'behind an age between commas',
    },
    {
      text: 'وقال سامي النوري، البالغ من العمر 45 عاما، مدير المدرسة، إن الدروس ستبدأ غدا.',
      office: { role: 'مدير المدرسة', affiliation: 'المدرسة', gender: 'm' },
      why: 'behind an age in words',
    },
    {
      text: 'وقال جون سميث (John Smith)، مدير المدرسة، إن الدروس ستبدأ غدا.',
      office: { role: 'مدير المدرسة', affiliation: null, gender: 'm' },
      why: 'behind the name in other letters',
    },
    {
      text: 'وقال سامي النوري (مدير المدرسة) إن الدروس ستبدأ غدا.',
      office: { role: 'مدير المدرسة', affiliation: null, gender: 'm' },
      why: 'near miss: the office itself in brackets',
    },
    {
      text: 'منى السالمي، رئيسة الجمعية استطاعت النجاح في المشروع. وقالت السالمي إن المشروع مفيد.',
      office: { role: 'رئيسة الجمعية', affiliation: 'الجمعية', gender: 'f' },
      why: 'a verb behind it is no part of the office',
    },
    {
      text: 'وقال سامي النوري، المسؤول عنه في المدرسة، إن الدرس مفيد.',
      office: { role: 'المسؤول عنه في المدرسة', affiliation: null, gender: 'm' },
      why: 'near miss: nor is a preposition with its pronoun a verb',
    },
    {
      text: 'وقالت السفيرة الفرنسية في الكويت منى السالمي إن العلاقات ممتازة.',
      office: { role: 'السفيرة الفرنسية في الكويت', affiliation: null, gender: 'f' },
      why: 'an envoy doesn’t belong where she serves',
    },
    {
      text: 'وقال السفير البريطاني بالقاهرة جون كاسن إن العلاقات ممتازة.',
      office: { role: 'السفير البريطاني بالقاهرة', affiliation: null, gender: 'm' },
      why: 'the same behind a letter',
    },
    {
      text: 'وقال سفير فرنسا في الكويت جان بيير إن العلاقات ممتازة.',
      office: { role: 'سفير فرنسا في الكويت', affiliation: 'فرنسا', gender: 'm' },
      why: 'near miss: who sent him',
    },
    {
      text: 'وقال محافظ الكويت سامي النوري إن الطريق سيفتح.',
      office: { role: 'محافظ الكويت', affiliation: 'الكويت', gender: 'm' },
      why: 'near miss: no envoy',
    },
    {
      text: 'وقالت منى حسن، وهي نازحة في حلب، إن الشتاء قاس.',
      office: { role: 'نازحة في حلب', affiliation: 'حلب', gender: 'f' },
      why: 'what somebody is, behind the name',
    },
    {
      text: 'وقال أحمد حسن، متقاعد من حلب، إن الشتاء قاس.',
      office: { role: 'متقاعد من حلب', affiliation: 'حلب', gender: 'm' },
      why: 'the same without a pronoun',
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

test.each([
  { state: 'الروسية', affiliation: null, why: 'a minister belongs to no ministry of another state' },
  { state: 'التركية', affiliation: 'وزارة الخارجية التركية', why: 'near miss: the ministry of his own' },
])('$why', ({ state, affiliation }) => {
  const text = `رأى وزير الخارجية التركي نوري القصاب أن الاتفاق مهم. وقالت وزارة الخارجية ${state} إن الاتفاق جديد.`;
  expect(offices(text)[0]).toEqual({ role: 'وزير الخارجية التركي', affiliation, gender: 'm' });
});

test.each([
  {
    text: 'وصدر كتاب جديد للباحث المغربي سامي نور. وقال سامي نور إن الكتاب عن المدن.',
    role: 'الباحث المغربي',
    why: 'what he wrote is no part of who he is',
  },
  {
    text: 'وقال ممثل لرئيس البلدية سامي نور إن الطريق مغلق.',
    role: 'ممثل لرئيس البلدية',
    why: 'near miss: whose deputy he is',
  },
])('$why', ({ text, role }) => expect(analysed(text).speakers.map((speaker) => speaker.role)).toEqual([role]));
