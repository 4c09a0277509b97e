import { describe, expect, test } from 'vitest';
import { analysed, said } from './helpers.ts';

const heard = (text: string) => said(text).map(({ cue, source, content }) => [cue, source, content]);

describe('that somebody is not named belongs neither to who speaks nor to what is said', () => {
  test.each([
    {
      text: 'وقال مهندس في الميناء اشترط عدم ذكر اسمه إن الرافعات توقفت.',
      heard: [['قال', 'مهندس في الميناء', 'الرافعات توقفت']],
    },
    {
      text: 'وقال حارس في البلدية طالبا عدم ذكر اسمه «نعيش في خوف».',
      heard: [['قال', 'حارس في البلدية', 'نعيش في خوف']],
    },
    {
      text: 'وتقول أم سالم، التي طلبت عدم نشر اسمها: «البئر جفت منذ الصيف».',
      heard: [['تقول', 'أم سالم', 'البئر جفت منذ الصيف']],
    },
    {
      text: 'وقال ضابط فضل عدم الكشف عن اسمه لأنه غير مخول بالتصريح، إن الحدود هادئة.',
      heard: [['قال', 'ضابط', 'الحدود هادئة']],
    },
    {
      text: 'وقال خبير مطلع على الصفقة، طالبا عدم نشر اسمه، إن الجولة المقبلة ستعقد في الميناء.',
      heard: [['قال', 'خبير مطلع على الصفقة', 'الجولة المقبلة ستعقد في الميناء']],
    },
    {
      text: 'ونقلت صحيفة «المرفأ» عن موظفين لم تسمهم أن الرافعات توقفت.',
      heard: [['نقلت', 'موظفين', 'الرافعات توقفت']],
    },
    {
      text: 'ونقل موقع «المرفأ» عن موظف رفيع لم يذكر اسمه، أن الرافعات توقفت.',
      heard: [['نقل', 'موظف رفيع', 'الرافعات توقفت']],
    },
    {
      text: 'ونقلت صحيفة «المرفأ» عن مصادر وصفتها بالموثوقة أن الرافعات توقفت.',
      heard: [['نقلت', 'مصادر', 'الرافعات توقفت']],
    },
    {
      text: 'وقالت هدى النوري، التي أعلنت إغلاق متجرها العام الماضي: «لم يبق لنا زبائن».',
      heard: [['قالت', 'هدى النوري', 'لم يبق لنا زبائن']],
    },
    {
      text: 'وقال سالم الهدار، الذي أكد الأطباء شفاءه التام، إن العلاج مكلف.',
      heard: [['قال', 'سالم الهدار', 'العلاج مكلف']],
    },
    {
      text: 'وتنقل رويترز عن تاجر في السوق رفض الإفصاح عن اسمه قوله إن العمال قليلون.',
      heard: [['قوله', 'تاجر في السوق', 'العمال قليلون']],
    },
    {
      text: 'ووفقا لمصدر مسؤول داخل اللجنة - رفض ذكر اسمه - فإن المدرب لا يثق في اللاعبين.',
      heard: [['وفقا', 'مصدر مسؤول داخل اللجنة', 'المدرب لا يثق في اللاعبين']],
    },
    {
      text: 'وحسب ما قال المدير سامي النوري للصحيفة، فإن الميناء مغلق.',
      heard: [['قال', 'المدير سامي النوري', 'الميناء مغلق']],
    },
  ])('$text', ({ text, heard: right }) => expect(heard(text)).toEqual(right));

  test.each([
    {
      text: 'قال المدير إن المهندس طلب عدم ذكر اسمه.',
      heard: [['قال', 'المدير', 'المهندس طلب عدم ذكر اسمه']],
      why: 'it is what was said',
    },
    {
      text: 'وانتقد النائب سالم الهدار الوزير كمال جابر، الذي قال أمس: «لن نعود إلى الطاولة».',
      heard: [['قال', null, 'لن نعود إلى الطاولة']],
      why: 'what the clause reports follows it',
    },
    {
      text: 'وطلب الوزير سالم الهدار «عدم ذكر الأرقام أمام الصحافة قبل نهاية العام».',
      heard: [['طلب', 'الوزير سالم الهدار', 'عدم ذكر الأرقام أمام الصحافة قبل نهاية العام']],
      why: 'no name is kept back',
    },
    {
      text: 'وقال مهندس طلب عدم ذكر اسمه في مصلحة الموانئ إن الرافعات توقفت.',
      heard: [['قال', 'مهندس', 'الرافعات توقفت']],
      why: 'who speaks ends where it began',
    },
    {
      text: 'أكد الوزير دعمه للاعب، الذي أعلن النادي رحيله، وقال المدير: إن اللاعب باق.',
      heard: [['قال', 'المدير', 'اللاعب باق']],
      why: 'the main verb behind a clause is none of it',
    },
  ])('but — $why', ({ text, heard: right }) => expect(heard(text)).toEqual(right));

  test.each(['قال المصدر إن مهندسا رفض كشف اسمه', 'مهندس طلب عدم ذكر اسمه'])(
    'at the very end of a text: %s',
    (text) => {
      expect(() => analysed(text)).not.toThrow();
    },
  );

  test('a clause that is a line of its own stays there: nobody in the next one speaks for him', () => {
    const text = 'قال مهندس،\nطلب عدم ذكر اسمه،\nإن الميناء مغلق. وأضاف أن العمل توقف.';
    expect(said(text, true).at(-1)!.speaker).toBe('مهندس');
  });

  test('whom the words are about keeps his clause', () => {
    const [only] = analysed('أعلن الجيش مقتل قيادي لم يكشف عن هويته.').quotations;
    expect(only?.content.text).toBe('مقتل قيادي لم يكشف عن هويته');
  });

  test('a description that speaks is found where the clause stood before the outlet', () => {
    const [only] = analysed('وقال مهندس طلب عدم ذكر اسمه لوكالة رويترز إن الرافعات توقفت.').quotations;
    expect([only?.source?.text, only?.via.map(({ name }) => name)]).toEqual(['مهندس', ['وكالة رويترز']]);
  });
});

describe('marks before the verb', () => {
  test.each([
    {
      text: 'وعن رواية «الجسر»، قالت هدى النوري: «كتبتها في شهرين».',
      content: ['كتبتها في شهرين'],
      why: 'a title behind its noun is no half of what was said',
    },
    {
      text: 'ونشر النادي بيانا على «فيسبوك» قال فيه «لن نتراجع عن مطالبنا».',
      content: ['لن نتراجع عن مطالبنا'],
      why: 'nor is a platform',
    },
    {
      text: 'لكن «الطريق طويل أمامنا»، يقول سالم الهدار، «وسنمضي فيه حتى النهاية».',
      content: [['الطريق طويل أمامنا', 'وسنمضي فيه حتى النهاية']],
      why: 'a half that opens its sentence is one',
    },
  ])('$why', ({ text, content }) => expect(said(text).map((one) => one.content)).toEqual(content));
});

describe('a second clause behind closed marks', () => {
  test.each([
    {
      text: 'صرح المدير بأن «هدوء المصنع خط أحمر»، وأنه لن يسرح أحدا.',
      content: ['«هدوء المصنع خط أحمر»، وأنه لن يسرح أحدا'],
      why: 'وأنه',
    },
    {
      text: 'وشدد المدير على أن "المصنع باق"، وعلى أن الأجور ثابتة.',
      content: ['"المصنع باق"، وعلى أن الأجور ثابتة'],
      why: 'وعلى أن',
    },
    {
      text: 'وقالت الجارة إنها «لم تسمع شيئا»، وإنها علمت بالحريق من الصحف.',
      content: ['«لم تسمع شيئا»، وإنها علمت بالحريق من الصحف'],
      why: 'وإنها',
    },
    {
      text: 'وشدد المدير على أن "المصنع باق"، وأضاف أنه لن يسرح أحدا.',
      content: ['المصنع باق', 'لن يسرح أحدا'],
      why: 'another verb reports anew',
    },
    {
      text: 'وشدد المدير على أن "المصنع باق". وأنه لن يسرح أحدا.',
      content: ['المصنع باق'],
      why: 'the sentence is over',
    },
  ])('$why', ({ text, content }) => expect(said(text).map((one) => one.content)).toEqual(content));
});

describe('a colon behind a noun that only sounds like speech', () => {
  test.each([
    { text: 'قطع المدرب سالم الهدار الشك باليقين: «لن أرحل عن الفريق».', cue: ':', why: 'an idiom' },
    { text: 'رد المدرب سالم الهدار بالقول: «لن أرحل عن الفريق».', cue: 'القول', why: 'a noun of speech' },
    { text: 'ختم المدرب سالم الهدار بقوله: «لن أرحل عن الفريق».', cue: 'قوله', why: 'with its pronoun' },
  ])('$why', ({ text, cue }) => expect(said(text).map((one) => one.cue)).toEqual([cue]));
});
