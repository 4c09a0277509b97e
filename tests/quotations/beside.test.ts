import { describe, expect, test } from 'vitest';
import { analysed } from './helpers.ts';

const told = (text: string) => analysed(text).quotations;

describe('who is spoken to', () => {
  test.each([
    { text: 'ودعا الوزير سالم الهدار لجنة المالية إلى «خفض الأسعار في أقرب وقت».', addressee: 'لجنة المالية' },
    { text: 'وحذر الوزير سالم الهدار ليبيا من «عواقب وخيمة على المنطقة كلها».', addressee: 'ليبيا' },
    { text: 'وصرحت هدى النوري لوسائل الإعلام قائلة: «سنفتح الأبواب غدا».', addressee: 'وسائل الإعلام' },
    { text: 'وصرح المدير سالم الهدار للصحافيين قائلا: «سنفتح الأبواب غدا».', addressee: 'لصحافيين' },
    { text: 'وقال الوزير سالم الهدار للصحافيين إن الميناء سيتوسع.', addressee: 'لصحافيين' },
    { text: 'وَصَرَّحَتْ هدى النوري لِوَسائِلِ الإعلام قائلة: «سنفتح الأبواب غدا».', addressee: 'وَسائِلِ الإعلام' },
    { text: 'وقال الوزير سالم الهدار لِلصَّحافيين إن الميناء سيتوسع.', addressee: 'لصَّحافيين' },
  ])('$text', ({ text, addressee }) => expect(told(text).map((one) => one.addressee?.text)).toEqual([addressee]));

  test.each([
    {
      text: 'وقال الوزير سالم الهدار إن الاتفاق قائم، متهما لبنان بأنه يماطل في الرد.',
      why: 'the ل of a name is no preposition',
    },
    { text: 'قال أحمد النوري، والي جهة الساحل، إن الأشغال ستنطلق غدا.', why: 'a governor is no «وإلى»' },
    { text: 'ونفت الحركة على لسان الناطق سالم الهدار أن تكون قد تلقت عرضا.', why: 'through whose mouth' },
    { text: 'وقال المدير العام للوكالة الدولية للطاقة الذرية إن المفتشين عادوا.', why: 'his own body' },
  ])('silent — $why', ({ text }) => {
    const quotations = told(text);
    expect(quotations).not.toHaveLength(0);
    for (const { addressee } of quotations) expect(addressee).toBeNull();
  });
});

describe('where a medium ends', () => {
  test.each([
    { text: 'وأكدت النقابة في بيان توصلت جريدة «المرفأ» بنسخة منه أن الإضراب قائم.', medium: 'في بيان' },
    { text: 'وقالت الوزيرة هدى النوري على هامش مؤتمر عقدته في الميناء إن الأشغال انتهت.', medium: 'على هامش مؤتمر' },
    { text: 'وشدد المشاركون في الندوة على أن الوضع خطير.', medium: 'في الندوة' },
    {
      text: 'وقال الوزير سالم الهدار في مداخلة هاتفية ضمن برنامج صباح المدينة إن الأسعار ستنخفض.',
      medium: 'في مداخلة هاتفية',
    },
    { text: 'وقالت الوزيرة هدى النوري على هامش جولتها في الميناء إن الأشغال انتهت.', medium: 'على هامش جولتها' },
  ])('$text', ({ text, medium }) => expect(told(text).map((one) => one.medium?.text)).toEqual([medium]));

  test.each([
    { text: 'ورد الوزير سالم الهدار على بيان النقابة قائلا إن الأرقام خاطئة.', medium: null, why: 'what is answered' },
    {
      text: 'وقال الوزير سالم الهدار على حسابه في «إكس» إن الأرقام خاطئة.',
      medium: 'على حسابه في «إكس»',
      why: 'an account is one',
    },
  ])('$why', ({ text, medium }) => expect(told(text).map((one) => one.medium?.text ?? null)).toEqual([medium]));
});

describe('an outlet that is none of the quotation', () => {
  test.each([
    {
      text: 'قالت الوزارة إن الطريق آمن، بينما قال سائق لـ«المرفأ» إن الحفر كثيرة.',
      via: [[], ['المرفأ']],
      why: 'somebody else speaks in that clause',
    },
    {
      text: 'وقال السائق لصحيفة «المرفأ» إن الحفر كثيرة، فيما أكد الوزير أن الطريق آمن.',
      via: [['المرفأ'], []],
      why: 'nor does it go on to the next',
    },
    {
      text: 'قال المتحدث سالم الهدار إن الموعد لم يحدد، نافيا ما أوردته صحيفة «المرفأ» عن لقاء قريب.',
      via: [[], []],
      why: 'what it reported is denied',
    },
    {
      text: 'وردا على تقرير نشرته وكالة رويترز، قال المتحدث إن السفن باقية.',
      via: [[]],
      why: 'or answered',
    },
    {
      text: 'أعلن المدير العام للوكالة الدولية للطاقة الذرية رافائيل غروسي أن المفتشين عادوا.',
      via: [[]],
      why: 'an agency of no news',
    },
    {
      text: 'وأوضح الرئيس التنفيذي لشبكة النور الإعلامية سامي النوري أن المكتب أغلق.',
      via: [[]],
      why: 'the body whose office he holds',
    },
    {
      text: 'وقال مدير الموانئ لوكالة الطاقة الدولية إن الأسعار ارتفعت.',
      via: [[]],
      why: 'an agency of something else than news',
    },
  ])('$why', ({ text, via }) => expect(told(text).map((one) => one.via.map(({ name }) => name))).toEqual(via));

  test.each([
    { text: 'وردا على سؤال لقناة «المرفأ»، قال المتحدث إن السفن باقية.', via: 'المرفأ', why: 'it asked' },
    { text: 'ونفى المتحدث لوكالة رويترز أن تكون السفن أبحرت.', via: 'وكالة رويترز', why: 'it is told the denial' },
    {
      text: 'وقال المتحدث فيما يتعلق بالحدود لصحيفة «المرفأ» إن السفن باقية.',
      via: 'المرفأ',
      why: 'nobody else speaks',
    },
  ])('but — $why', ({ text, via }) =>
    expect(told(text).map((one) => one.via.map(({ name }) => name))).toEqual([[via]]),
  );
});

test('an outlet that is called by its kind alone, again and again', () => {
  const saying = 'وقال المدير سالم الهدار للقناة إن الطريق مفتوح. ';
  // each looked for a name among all before it, which looked again: forty would never end
  const [last] = told(saying.repeat(40)).slice(-1);
  expect(last?.via.map(({ name }) => name)).toEqual(['القناة']);
  const named = told(`وذكرت قناة «المرفأ» أن الميناء مغلق. ${saying.repeat(40)}`);
  expect(named.at(-1)?.via.map(({ name }) => name)).toEqual(['المرفأ']);
});

test.each(['للصحيفة ذاتها', 'للصحيفة المذكورة', 'في تصريح لذات الصحيفة'])('an outlet named before, as %s', (outlet) => {
  const [said] = told(
    `ونشرت صحيفة «المرفأ» تقريرا عن الميناء. وقال المدير سالم الهدار ${outlet} إن الطريق مفتوح.`,
  ).slice(-1);
  expect(said?.via.map(({ name }) => name)).toEqual(['المرفأ']);
});
