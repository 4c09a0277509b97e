import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { analysed, said } from './helpers.ts';

const speakers = (text: string): (string | null)[] => said(text).map(({ speaker }) => speaker);

describe('who speaks', () => {
  test.each([
    {
      text: 'قال وزير النقل سالم الهدار إن الطريق آمن. وأضاف أن الجسر مفتوح.',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'a bare verb goes on with who spoke last',
    },
    {
      text: 'قال وزير النقل سالم الهدار إن الطريق آمن. وأكد الهدار أن الجسر مفتوح.',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'the surname alone',
    },
    {
      text: 'قال وزير النقل سالم الهدار إن الطريق آمن. وأكد الوزير أن الجسر مفتوح.',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'the office again',
    },
    {
      text: 'وقال مصدر أمني إن الانفجار عرضي. وأوضح المصدر نفسه أن التحقيق مستمر.',
      speaker: ['مصدر أمني', 'مصدر أمني'],
      why: 'المصدر نفسه',
    },
    {
      text: 'أفادت وزارة النقل بأن الحركة عادت. وأبرزت الوزارة، عقب اجتماع ترأسه سالم الهدار، أن المطار سجل أرباحاً. وأضاف المصدر ذاته أن العدد ارتفع.',
      speaker: ['وزارة النقل', 'وزارة النقل', 'وزارة النقل'],
      why: 'المصدر ذاته is who spoke, not who is named',
    },
    { text: 'فالقطاع الخاص يرى أن القانون الجديد مجحف.', speaker: ['القطاع الخاص'], why: 'without the conjunction' },
    { text: 'وأعلن فريق الباحثين أن النتائج جيدة.', speaker: ['فريق الباحثين'], why: 'near miss: a ف of its own' },
    {
      text: 'قررت نقابة المعلمين تعليق الإضراب. وجاء في بيان لها أن الحوار مستمر.',
      speaker: ['نقابة المعلمين'],
      why: 'a statement of hers',
    },
    {
      text: 'وقال مصدر أمني إن الانفجار عرضي. وقال مصدر طبي إن المصابين خمسة.',
      speaker: ['مصدر أمني', 'مصدر طبي'],
      why: 'two unnamed sources are kept apart',
    },
    {
      text: 'وكان المحافظ سالم الهدار قد أكد أن الماء متوفر.',
      speaker: ['سالم الهدار'],
      why: 'the subject before the verb',
    },
    {
      text: 'مصادر محلية في المحافظة كانت قد أفادت بأن السد امتلأ.',
      speaker: ['مصادر محلية في المحافظة'],
      why: 'an unnamed source with its place, before the verb',
    },
    {
      text: 'قالت الباحثة ليلى القصاب إن النتائج أولية. وأضاف مدير المركز سالم الهدار أن الدراسة ستستمر. وأوضحت أن العينة صغيرة.',
      speaker: ['ليلى القصاب', 'سالم الهدار', 'ليلى القصاب'],
      why: 'the verb agrees in gender with the one it goes on with',
    },
    {
      text: 'نقلت وكالة رويترز عن مسؤول حكومي قوله إن المحادثات توقفت.',
      speaker: ['مسؤول حكومي'],
      why: 'an outlet that relays does not speak',
    },
    {
      text: 'ذكرت وكالة رويترز أن المحادثات توقفت.',
      speaker: ['وكالة رويترز'],
      why: 'an outlet that speaks itself',
    },
    {
      text: 'وأكدت الوزارة أن المدارس ستفتح، مشيرة إلى أن الكتب وصلت.',
      speaker: ['الوزارة', 'الوزارة'],
      why: 'a participle has the speaker of its sentence',
    },
  ])('$why', ({ text, speaker }) => expect(speakers(text)).toEqual(speaker));

  test('a passive without an agent names nobody', () => {
    expect(speakers('وقيل إن الرجل غادر البلاد.')).toEqual([null]);
  });
});

describe('the و of a relative or governor is his own', () => {
  test.each([
    { text: 'وقالت والدة الطفلة إن ابنتها بخير.', speaker: ['والدة الطفلة'] },
    { text: 'وقال والد الطفلة إن ابنته بخير. وأكد والدها أن المدرسة أغلقت.', speaker: ['والد الطفلة', 'والد الطفلة'] },
    { text: 'وأكد والدا الفقيد أن المستشفى رفض استقباله.', speaker: ['والدا الفقيد'] },
    { text: 'وأكد والي أمن فاس أن الطريق آمن.', speaker: ['والي أمن فاس'] },
    // near miss: a conjunction
    { text: 'انقطع الماء عن الحي، والسكان أكدوا أنهم لم يبلغوا بذلك.', speaker: ['السكان'] },
  ])('$text', ({ text, speaker }) => expect(speakers(text)).toEqual(speaker));
});

describe('where a source ends', () => {
  const sources = (text: string) => said(text).map(({ source }) => source);

  test.each([
    {
      text: 'وقال المجني عليه إنه رأى وجه اللص.',
      source: ['المجني عليه'],
      why: 'the preposition belongs to its noun',
    },
    { text: 'وأكدت المدعى عليها أنها دفعت الإيجار.', source: ['المدعى عليها'], why: 'the same of a woman' },
    { text: 'وقال المحكوم عليه إنه نادم.', source: ['المحكوم عليه'], why: 'nor does the source end before it' },
    { text: 'وقال المقبوض عليهم إنهم نادمون.', source: ['المقبوض عليهم'], why: 'several of them' },
    { text: 'وقال د/ سالم النجار إن الجسر مغلق.', source: ['د/ سالم النجار'], why: 'a letter that is a title' },
    { text: 'وصرح المشتبه فيه أنه باع الهاتف.', source: ['المشتبه فيه'], why: 'another preposition' },
    {
      text: 'وأكد الوزير أن المحافظ عليه أن يستقيل.',
      source: ['الوزير'],
      why: 'near miss: an obligation',
    },
    {
      text: 'وقال رامي جابر أمام مجلس النواب إن الموازنة جاهزة.',
      source: ['رامي جابر'],
      why: 'before whom he speaks, behind a name',
    },
    {
      text: 'وقال وزير المالية، أمام البرلمان، إن الموازنة جاهزة.',
      source: ['وزير المالية'],
      why: 'the same between commas',
    },
    {
      text: 'وقال رئيس النادي سالم إمام إن الموسم جيد.',
      source: ['رئيس النادي سالم إمام'],
      why: 'near miss: a surname',
    },
  ])('$text ($why)', ({ text, source }) => expect(sources(text)).toEqual(source));
});

describe('words of the court report with a clause only', () => {
  test.each([
    { text: 'وشهد الطبيب بأن الجرح قديم.', cue: ['شهد'] },
    { text: 'ودفع محامي المتهم بأن المحكمة غير مختصة.', cue: ['دفع'] },
    { text: 'وشهدت المدينة مسيرة كبيرة. ودفع الزبون الثمن ثم غادر.', cue: [] },
    { text: 'ودفعت الأزمة الحكومة إلى أن تستقيل.', cue: [] },
  ])('$text', ({ text, cue }) => expect(said(text).map((one) => one.cue)).toEqual(cue));
});

describe('whom an office or honour can mean', () => {
  test.each([
    {
      text: 'شهد صاحب السمو الأمير سالم الهدار أمس حفل الافتتاح. وقال جلالة الملك نوري القصاب إن المشروع قائم. وأكد سموه أن العمل مستمر.',
      speaker: ['نوري القصاب', 'سالم الهدار'],
      why: 'سموه has that honour by his name',
    },
    {
      text: 'عقد صاحب الجلالة الملك سالم الهدار أمس جلسة مباحثات مع صاحب السمو الأمير نوري القصاب. وأكد جلالته أن المشروع قائم.',
      speaker: ['سالم الهدار'],
      why: 'near miss: جلالته is not who has another one, though named last',
    },
    {
      text: 'استقبل صاحب السمو الأمير سالم الهدار جلالة الملك نوري القصاب أمس، مؤكداً سموه أن الزيارة مهمة للبلدين.',
      speaker: ['سالم الهدار'],
      why: 'an honour behind a participle',
    },
    {
      text: 'قال المتهم سالم الهدار إن الصوت ليس صوته. ورد عليه رئيس المحكمة: «الصوت صوتك وحدك».',
      speaker: ['سالم الهدار', 'رئيس المحكمة'],
      why: 'who is answered does not answer',
    },
    {
      text: 'قال رئيس المحكمة سالم الهدار إن الجلسة سرية. وأضاف رئيس المحكمة: «التقرير جاهز».',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'near miss: he goes on',
    },
    {
      text: 'قال مدير عام بلدية الشاطئ سالم الهدار إن الماء مقطوع. وأكد ممثل النقابة العمالية أن الرواتب لم تدفع.',
      speaker: ['سالم الهدار', 'ممثل النقابة العمالية'],
      why: 'of whom another office and body are told',
    },
    {
      text: 'قال مدير عام بلدية الشاطئ سالم الهدار إن الماء مقطوع. وأكد مدير البلدية أن الرواتب لم تدفع.',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'near miss: the same ones',
    },
    {
      text: 'وصل وزير الخارجية الكويتي سالم الهدار أمس. وقال وزير الخارجية العماني نوري القصاب إن الاتفاق جاهز. وأكد وزير الخارجية الكويتي أن المشروع قائم.',
      speaker: ['نوري القصاب', 'سالم الهدار'],
      why: 'whose office has all the words',
    },
    {
      text: 'نفى المكتب الإعلامي لرئيس الحزب سالم الهدار أن يكون الحزب قد انسحب.',
      speaker: ['المكتب الإعلامي لرئيس الحزب سالم الهدار'],
      why: 'an office of somebody speaks, not he',
    },
    {
      text: 'قال الشقيق سالم الهدار إن البيت احترق.',
      speaker: ['سالم الهدار'],
      why: 'near miss: he is the brother himself',
    },
    {
      text: 'وقال الحارس نوري القصاب إن الفريق جاهز. وسُئل سالم الهدار عن إصابة الحارس نوري القصاب، فأجاب: «سيلعب غداً».',
      speaker: ['نوري القصاب', 'سالم الهدار'],
      why: 'who is asked answers',
    },
    {
      text: 'وسُئل سالم الهدار عن إصابة الحارس. وأجاب الطبيب نوري القصاب: «سيلعب غداً».',
      speaker: ['نوري القصاب'],
      why: 'near miss: another answers',
    },
    {
      text: 'ونسبت صحيفة «المرفأ» إلى ثلاثة أشخاص مطلعين قولهم إن المصنع سيغلق نهاية العام.',
      speaker: ['ثلاثة أشخاص مطلعين'],
      why: 'whose words a newspaper hands on',
    },
    {
      text: 'وصل المدير سالم الهدار أمس، وجدد قوله إن المصنع سيغلق نهاية العام.',
      speaker: ['سالم الهدار'],
      why: 'near miss: nobody behind عن or إلى',
    },
    {
      text: 'أظهرت بيانات من مجلس الزيتون الدولي أن الإنتاج ارتفع. وذكر المجلس أن الأسعار مستقرة.',
      speaker: ['مجلس الزيتون الدولي', 'مجلس الزيتون الدولي'],
      why: 'a body, not its document',
    },
    {
      text: 'قال وزير الري سالم الهدار إن السد امتلأ. وأضاف للصحافيين أن الماء وصل إلى القرى كلها.',
      speaker: ['سالم الهدار', 'سالم الهدار'],
      why: 'who is told says nothing',
    },
    {
      text: 'وتبين للعلماء أن النهر كان أوسع قبل ألف عام.',
      speaker: ['العلماء'],
      why: 'near miss: to whom something shows says it',
    },
  ])('$why', ({ text, speaker }) => expect(speakers(text)).toEqual(speaker));
});

test.each([
  { source: 'البعض', speaker: 'البعض' },
  { source: 'البعض الآخر', speaker: 'البعض الآخر' },
  { source: 'كثيرون', speaker: 'كثيرون' },
  { source: 'الآخرون', speaker: 'الآخرون' },
  { source: 'النائب', speaker: 'سليم الحاتمي', why: 'near miss: an office is of who was named' },
])('$source after سليم الحاتمي: $speaker', ({ source, speaker }) => {
  const text = `قال النائب سليم الحاتمي إن الميزانية لا تكفي لسد حاجات البلدية. واعتبر ${source} أن القرار متسرع.`;
  const { quotations, speakers: list } = analysed(text);
  expect(quotations[1]?.source?.text).toBe(source);
  const told = list.find(({ id }) => id === quotations[1]?.speaker);
  expect(told?.name).toBe(speaker);
  expect(told?.kind).toBe(source === 'النائب' ? 'person' : 'unnamed');
});

describe('an agency', () => {
  test.each([
    { name: 'وكالة الطاقة الدولية', kind: 'organization' },
    { name: 'الوكالة الدولية للطاقة الذرية', kind: 'organization' },
    { name: 'وكالة ناسا', kind: 'organization' },
    { name: 'وكالة «ناسا»', kind: 'organization' },
    { name: 'وكالة الفضاء الأوروبية', kind: 'organization' },
    { name: 'وكالة موديز', kind: 'organization' },
    { name: 'وكالة رويترز', kind: 'media' },
    { name: 'وكالة الأنباء السعودية', kind: 'media' },
    { name: 'وكالة «الأمل»', kind: 'media', why: 'near miss: nothing tells what it is about' },
    { name: 'وكالة أنباء الطاقة', kind: 'media', why: 'near miss: news of it' },
    { name: 'صحيفة الفضاء', kind: 'media', why: 'near miss: no agency' },
  ])('$name: $kind', ({ name, kind }) => {
    const { speakers: list } = analysed(`وقالت ${name} إن الطلب على الوقود سيتراجع في العام المقبل.`);
    expect(list.map((one) => one.kind)).toEqual([kind]);
  });
});

describe('what the narrator says himself is the writer’s', () => {
  const voices = (text: string, byline: string | null) => {
    const { quotations, speakers: list } = analyze({ text, byline });
    return quotations.map(({ speaker }) => list.find(({ id }) => id === speaker)?.name ?? null);
  };
  const lead = 'زرت الميناء مع المهندس سالم الهدار. وقال الهدار إن الأشغال ستنتهي قريبا.';
  test.each([
    { byline: 'ليلى القصاب', last: 'ليلى القصاب' },
    { byline: 'كتبت: ليلى القصاب', last: 'ليلى القصاب' },
    { byline: 'وكالة الأنباء', last: null, why: 'who of it writes is not told' },
    { byline: 'سكاي نيوز عربية', last: null, why: 'an outlet is no person' },
    { byline: 'ليلى القصاب وسالم الهدار', last: null, why: 'one of two' },
    { byline: 'سالم الهدار', last: 'سالم الهدار', why: 'he is named in the text' },
  ])('$byline: $last', ({ byline, last }) =>
    expect(voices(`${lead} وأقول إن المدينة تحتاج إلى ميناء جديد.`, byline)).toEqual(['سالم الهدار', last]),
  );

  test('in an interview who answers says `أؤكد`', () =>
    expect(
      voices(
        'حوار مع المخرجة هدى مراد\n\nقالت المخرجة هدى مراد إن فيلمها الأخير ناجح.\n\nوماذا بعد هذا الفيلم؟\n\nأؤكد أن الفيلم القادم جاهز.',
        'ليلى القصاب',
      ),
    ).not.toContain('ليلى القصاب'));

  test.each([
    { said: 'وأضاف الهدار: «أقول لكم إن العمل سينتهي في موعده».', why: 'within somebody’s words' },
    { said: 'وأضاف أن المدينة تحتاج إلى ميناء جديد.', why: 'a verb in the third person' },
  ])('near miss: $why', ({ said }) =>
    expect(new Set(voices(`${lead} ${said}`, 'ليلى القصاب'))).toEqual(new Set(['سالم الهدار'])),
  );
});

test('the source of a phrase stands inside it', () => {
  const [quotation] = analysed('المصنع سيغلق نهاية العام، بحسب وزارة الصناعة المصرية.').quotations;
  expect(quotation?.source?.text).toBe('وزارة الصناعة المصرية');
});

describe('what is told beside', () => {
  test('the outlet that relays is via', () => {
    const { quotations } = analysed('نقلت وكالة رويترز عن مسؤول حكومي قوله إن المحادثات توقفت.');
    expect(quotations.map(({ via }) => via.map(({ name }) => name))).toEqual([['وكالة رويترز']]);
  });

  test('the outlet spoken to is via, no addressee', () => {
    const [quotation] = analysed('وقال الوزير سالم الهدار لصحيفة «المرفأ» إن الميناء سيتوسع.').quotations;
    expect(quotation?.addressee).toBeNull();
    expect(quotation?.via.map(({ name }) => name)).toEqual(['المرفأ']);
  });

  test('the medium is the adjunct between cue and content', () => {
    const [quotation] = analysed('وقال الوزير سالم الهدار في مؤتمر صحفي إن الميناء سيتوسع.').quotations;
    expect(quotation?.medium?.text).toBe('في مؤتمر صحفي');
  });

  test('role and name are told apart', () => {
    const { speakers: list } = analysed('قال وزير النقل سالم الهدار إن الطريق آمن.');
    expect(list.map(({ name, role, kind }) => ({ name, role, kind }))).toEqual([
      { name: 'سالم الهدار', role: 'وزير النقل', kind: 'person' },
    ]);
  });

  test('gender comes from agreement', () => {
    const { speakers: list } = analysed('قالت المديرة ليلى القصاب إن العمل مستمر.');
    expect(list.map(({ gender }) => gender)).toEqual(['f']);
  });
});

test.each([
  {
    text: 'إثر ذلك تداول ناشطون على الفيسبوك مقطع فيديو يدعون أنه يظهر سيولا في المدينة.',
    speaker: 'ناشطون على الفيسبوك',
  },
  { text: 'إثر ذلك تداول ناشطون على مواقع التواصل مقطعا يدعون أنه يظهر سيولا في المدينة.', speaker: 'ناشطون' },
])('where those write who have no name: $text', ({ text, speaker }) => expect(said(text)[0]?.speaker).toBe(speaker));

describe('a digest of numbered items', () => {
  const items = [
    'قالت شركة "سيسكو" إن الجهاز سيباع غدا. وأضافت الشركة أن السعر ثابت.',
    'أعلنت "غوغل" عن تحسين خدمة بريدها. وأضافت الشركة بأن التحسين شمل الرسائل القديمة.',
    'أعلنت "أبل" عن خلل في متجرها. وأضافت الشركة بأن الخلل أصاب عددا صغيرا من المستخدمين.',
  ];
  const speakers = (text: string) => said(text).map(({ speaker }) => speaker?.replace(/شركة |"/g, ''));

  test('in each of them the company is that of the item', () =>
    expect(speakers(items.map((item, i) => `(${i + 1})\n${item}`).join('\n\n'))).toEqual([
      'سيسكو',
      'سيسكو',
      'غوغل',
      'أبل',
    ]));

  test('near miss: where nothing is numbered the company that spoke goes on', () =>
    expect(speakers(items.join('\n\n'))).toEqual(['سيسكو', 'سيسكو', 'سيسكو', 'سيسكو']));
});

test.each([
  { text: 'وقال موقع "قضايا مركزية" الإسرائيلي إن الحصار لن ينتهي.', speaker: 'قضايا مركزية' },
  { text: 'ويتوقع المحلل "جين ماستر" أن الأسعار سترتفع غدا.', speaker: 'جين ماستر' },
  { text: 'وقال صاحب "شذرات الذهب" إن الرجل قدم إلى المدينة.', speaker: 'صاحب "شذرات الذهب"' },
  { text: 'وقال المرشحون "الصغار" إن القناة لم تدعهم إلى المناظرة.', speaker: 'المرشحون "الصغار"' },
])('a name in marks behind what it is of: $text', ({ text, speaker }) => expect(said(text)[0]?.speaker).toBe(speaker));

describe('whom a verb speaks to is not who speaks', () => {
  const last = (text: string) => said(text).at(-1)?.speaker;
  test.each([
    {
      text: 'قال سالم العرفي، عضو الحزب، إن القرار جماعي. وأضاف لـ "المساء"، أن النقاش سيبدأ غدا.',
      speaker: 'سالم العرفي',
    },
    { text: 'والتقى سالم العرفي الأهالي. وسأل الله أن يحفظ البلاد من كل مكروه.', speaker: 'سالم العرفي' },
    { text: 'والتقى سالم العرفي الأهالي. ودعا الله عز وجل أن يحفظ البلاد من كل مكروه.', speaker: 'سالم العرفي' },
    {
      text: 'واعتبر العرفي أن التغيير قريب، ولكنه طمأن سوريا بأن الاتفاق سيبقى قائما.',
      speaker: 'العرفي',
    },
    { text: 'وقال العرفي إن السلام ممكن. وهو يدعو تركيا أن لا تخاف من التغيير.', speaker: 'العرفي' },
  ])('$text', ({ text, speaker }) => expect(last(text)).toBe(speaker));

  test.each([
    { text: 'وقال العرفي إن السلام ممكن. ودعت سوريا إلى أن تتوقف الحرب فورا.', speaker: 'سوريا' },
    { text: 'ومن جهته دعا لبنان إلى أن تتوقف الحرب فورا.', speaker: 'لبنان' },
    { text: 'وأوصى الله بأن يصبر المؤمن على الأذى في سبيله.', speaker: 'الله' },
  ])('near miss: $text', ({ text, speaker }) => expect(last(text)).toBe(speaker));
});

describe('two who speak together', () => {
  test.each([
    {
      text: 'وذكرت صحيفتا "ذي دايلي مايل" و"دايلي تلغراف" أن اللاعب سيرحل غدا.',
      speaker: 'ذي دايلي مايل ودايلي تلغراف',
    },
    { text: 'وقد أكد كل من أوباما ونتنياهو أن المحادثات ينبغي أن تستأنف.', speaker: 'أوباما ونتنياهو' },
    {
      text: 'وأوضح كل من الدكتور أحمد مصطفى بطب القاهرة والدكتور عادل عبد الرازق بطب الزقازيق أن العلاج متاح.',
      speaker: 'أحمد مصطفى وعادل عبد الرازق',
    },
    {
      text: 'قال الجيش اللبناني، وحزب «النور» إن الطريق مغلق أمام السيارات.',
      speaker: 'الجيش اللبناني وحزب «النور»',
    },
    { text: 'وذكرت صحيفة "المساء" أن اللاعب سيرحل غدا إلى ناد في المدينة.', speaker: 'المساء' },
  ])('$text', ({ text, speaker }) => expect(said(text)[0]?.speaker).toBe(speaker));
});

test.each([
  'وقالت وزارة الآثار في كتيب للمعرض إن مشروع التطوير مستمر.',
  'وأكدت وزارة الآثار في دليلها الإرشادي الجديد، أنه سيتم إيقاف الخدمات.',
])('where it is written is no part of who writes it: %s', (text) =>
  expect(said(text)[0]?.speaker).toBe('وزارة الآثار'),
);

test.each([
  {
    text: 'قال سامي نور مشرف إحدى القاعات إن الطريق مغلق أمام السيارات.',
    speaker: 'سامي نور',
    why: 'an office behind a name, read as its surname',
  },
  {
    text: 'وأكد بيان صادر عنها أن الطريق مغلق أمام السيارات.',
    speaker: 'بيان صادر عنها',
    why: 'a document of somebody whom the article doesn’t name',
  },
  {
    text: '«الطريق مغلق أمام السيارات»، حسبما علم لدى مصالح الأمن.',
    speaker: 'مصالح الأمن',
    why: 'a verb of learning is no part of those from whom it is learnt',
  },
  {
    text: 'أكد مجلس إدارة اتحاد الكرة المصري برئاسة جمال علام، أنه لا يمانع في إقامة المباراة.',
    speaker: 'مجلس إدارة اتحاد الكرة المصري',
    why: 'who leads a body doesn’t speak for it',
  },
  {
    text: 'وقال الناطق الإعلامي بقيادة حرس الحدود العقيد سالم القرني أن سيارة سقطت في البحر.',
    speaker: 'سالم القرني',
    why: 'near miss: the command of a force',
  },
  {
    text: 'اعتبر مساعد وزيرة الخارجية الأمريكية هيلاري كلينتون لشؤون الشرق الأوسط جيفري فيلتمان أن الحوار ضروري.',
    speaker: 'جيفري فيلتمان',
    why: 'whose assistant he is',
  },
  {
    text: 'وأكد المواطنون عبدالله سرور، محمد الرضواني، وخالد الغامدي، أنهم ينتظرون ساعات طويلة.',
    speaker: 'عبدالله سرور، محمد الرضواني وخالد الغامدي',
    why: 'three in a row',
  },
  {
    text: 'قالت جماعة الإخوان المسلمين المحظورة في مصر إن عددا من قيادييها اعتقلوا.',
    speaker: 'جماعة الإخوان المسلمين',
    why: 'what is said of a body',
  },
  {
    text: 'وقال كبير الباحثين الذين قاموا بالدراسة، سيث بولاك، إن ما تم اكتشافه يعد فجوة كبيرة.',
    speaker: 'سيث بولاك',
    why: 'named between commas behind his office',
  },
  {
    text: 'وقالت شركة النور التي زارها الوفد مع سامي نور إن العمل مستمر غدا.',
    speaker: 'شركة النور',
    why: 'near miss: named within the clause',
  },
  {
    text: 'أشارت دراسة نشرت الجمعة إلى أن المنطقة عانت من أضرار كبيرة.',
    speaker: 'دراسة',
    why: 'what was done with it',
  },
  {
    text: 'تمكنت مصالح الأمن من تفكيك الشبكة، حسبما علم اليوم لدى مصالح الحماية.',
    speaker: 'مصالح الحماية',
    why: 'from whom it was learned',
  },
])('$why: $text', ({ text, speaker }) => expect(said(text)[0]?.speaker).toBe(speaker));

test('what is explained says nothing', () =>
  expect(said('قالت رئيسة الهيئة إن العمل مستمر. وعزت الأمر إلى أن الأوضاع صعبة.').at(-1)?.speaker).toBe(
    'رئيسة الهيئة',
  ));

describe('words that don’t speak', () => {
  test.each([
    { text: 'وتم التأكيد على أن الطريق مغلق.', speaker: null, why: 'a verb before the noun that reports' },
    { text: 'إلا أنه شدد على أن الطريق مغلق.', speaker: null, why: 'a particle' },
    { text: 'بينما أعلن رسميا أنه كان في الجبهة.', speaker: null, why: 'how it is said' },
    { text: 'وقالت ليه: «الطريق مغلق».', speaker: null, why: 'to whom, in dialect' },
    { text: 'وأكد أمام مجلس المدينة أن الطريق مغلق.', speaker: null, why: 'before whom' },
    { text: 'وقال إمام الجامع إن الطريق مغلق.', speaker: 'إمام الجامع', why: 'near miss: by its hamza' },
    { text: 'وقال لأبنائه إن الطريق مغلق.', speaker: null, why: 'to whom, with the preposition attached' },
    { text: 'وقال لاعب الفريق إن الطريق مغلق.', speaker: 'لاعب الفريق', why: 'near miss: a ل of its own' },
    { text: 'وتم إبلاغ والده من قبل وكيل الكلية بأن قبوله ألغي.', speaker: 'وكيل الكلية', why: 'who is told' },
    { text: 'وقام سامي نور بإبلاغ مدير المكتب أن التأخير غير مقبول.', speaker: 'سامي نور', why: 'the same, active' },
    {
      text: 'وبعد إبلاغ الوزير سامي نور المجلس بأن الطريق مغلق رفعت الجلسة.',
      speaker: 'سامي نور',
      why: 'near miss: who tells stands before who is told',
    },
  ])('$text', ({ text, speaker }) => expect(speakers(text)).toEqual([speaker]));

  test.each([
    { between: 'بصراحة', why: 'how' },
    { between: 'بلهجة حازمة', why: 'how, in two words' },
    { between: 'رسميا', why: 'how, without tanwin' },
    { between: 'بحضور رئيس البلدية', why: 'who is there' },
    { between: 'باسم الحكومة', why: 'for whom' },
    { between: 'بصفته رئيسا للجنة', why: 'as what' },
    { between: 'كالعادة', why: 'how often' },
    { between: 'ضاحكا', why: 'how, though it may be read as a name' },
    { between: 'أمام المجلس', why: 'before whom' },
  ])('nor is it what is said: أكد $between أن', ({ between }) => {
    const found = said(`قال سامي نور إن الجسر مفتوح. وأكد ${between} أن الطريق مغلق.`);
    expect(found.map(({ content, speaker }) => [content, speaker])).toEqual([
      ['الجسر مفتوح', 'سامي نور'],
      ['الطريق مغلق', 'سامي نور'],
    ]);
  });

  test.each([
    { behind: 'بصراحة', why: 'how' },
    { behind: 'مجددا', why: 'again' },
    { behind: 'مرة أخرى', why: 'again, in two words' },
    { behind: 'بدوره', why: 'in turn' },
    { behind: 'بحضور رئيس البلدية', why: 'who is there' },
  ])('nor is it part of who says it: قال مصدر أمني $behind إن', ({ behind }) =>
    expect(speakers(`وقال مصدر أمني ${behind} إن الطريق مغلق.`)).toEqual(['مصدر أمني']),
  );

  test('near miss: how many of them', () =>
    expect(speakers('قال كثيرا من السكان إن الطريق مغلق.')).toEqual(['كثيرا من السكان']));

  test.each([
    { text: 'وتبين لخبراء المجلس أن الطريق مغلق.', speaker: 'خبراء المجلس', why: 'ل' },
    { text: 'وسبق لرئيس الحكومة أن أكد أن الطريق مغلق.', speaker: 'رئيس الحكومة', why: 'behind another verb' },
    { text: 'فالصحف البريطانية ترى أن الطريق مغلق.', speaker: 'الصحف البريطانية', why: 'ف' },
    { text: 'وقالت لجنة المدينة إن الطريق مغلق.', speaker: 'لجنة المدينة', why: 'near miss: its own ل' },
    { text: 'وبلدية المدينة تقول إن الطريق مغلق.', speaker: 'بلدية المدينة', why: 'near miss: its own ب' },
  ])('a name is told without what is attached before it: $text', ({ text, speaker }) =>
    expect(speakers(text)).toEqual([speaker]),
  );
});
