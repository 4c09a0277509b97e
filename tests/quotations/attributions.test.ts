import { describe, expect, test } from 'vitest';
import { analysed } from './helpers.ts';

const phrases = (text: string): { text: string; kind: string }[] =>
  analysed(text).attributions.map(({ text: span, kind }) => ({ text: span, kind }));

describe('attribution phrases', () => {
  test.each([
    { text: 'المصنع سيغلق نهاية العام، حسب تعبيره.', phrase: 'حسب تعبيره', kind: 'as-said' },
    { text: 'المصنع سيغلق نهاية العام، على حد قوله.', phrase: 'على حد قوله', kind: 'as-said' },
    { text: 'المصنع سيغلق نهاية العام، وفق ما قال المدير.', phrase: 'وفق ما قال المدير', kind: 'as-said' },
    { text: 'المصنع سيغلق نهاية العام، بحسب الوزارة.', phrase: 'بحسب الوزارة', kind: 'according-to' },
    { text: 'المصنع سيغلق نهاية العام، وفقاً لوكالة رويترز.', phrase: 'وفقاً لوكالة رويترز', kind: 'according-to' },
    { text: 'المصنع سيغلق نهاية العام، نقلاً عن مصادر حكومية.', phrase: 'نقلاً عن مصادر حكومية', kind: 'citing' },
    { text: 'والمشكلة من وجهة نظره أكبر من ذلك بكثير.', phrase: 'من وجهة نظره', kind: 'in-view-of' },
    { text: 'ووفق مصدر أمني فإن المهاجم فر إلى الجبل.', phrase: 'وفق مصدر أمني', kind: 'according-to' },
    { text: 'والمصنع سيغلق نهاية العام، بحسب تقييمها.', phrase: 'بحسب تقييمها', kind: 'according-to' },
    {
      text: 'والمصنع سيغلق نهاية العام، بحسب مديرها في الميناء.',
      phrase: 'بحسب مديرها في الميناء',
      kind: 'according-to',
    },
    { text: 'المصنع سيغلق نهاية العام، كما قال المدير.', phrase: 'كما قال المدير', kind: 'as-said' },
    {
      text: 'وتنفق الدولة الملايين على الصحة كل عام، طبقاً لما ورد بوكالة أنباء الشرق.',
      phrase: 'طبقاً لما ورد بوكالة أنباء الشرق',
      kind: 'as-said',
    },
    {
      text: 'واستناداً للمفتي سالم الهدار، فإن الصيام واجب على القادر.',
      phrase: 'استناداً للمفتي سالم الهدار',
      kind: 'according-to',
    },
    {
      text: 'تراجعت أسعار النفط في الأسواق العالمية، بإقرار الوزير سامي نور.',
      phrase: 'بإقرار الوزير سامي نور',
      kind: 'as-said',
    },
    { text: 'فهم بحسب زعمهم يرون أن الطريق طويل.', phrase: 'بحسب زعمهم', kind: 'as-said' },
  ])('$phrase', ({ text, phrase, kind }) => expect(phrases(text)).toEqual([{ text: phrase, kind }]));

  test.each([
    { text: 'أقيمت الانتخابات وفقاً للقانون الجديد.', why: 'by the rules' },
    { text: 'وطالب النواب بإقرار القانون الجديد قبل نهاية العام.', why: 'passing a law' },
    { text: 'وزعت المساعدات حسب الأصول المتبعة.', why: 'in due form' },
    { text: 'الملعب مغلق كما هو معروف منذ سنتين.', why: 'as is known' },
    { text: 'كما أكد الوزير أن الطريق آمن.', why: 'he also asserted' },
    { text: 'كما أعلن المدير عن مشروع جديد.', why: 'he also announced' },
    { text: 'وكان الفريق مقنعاً إلى حد ما في الشوط الثاني.', why: 'an extent' },
    { text: 'وهذا تحد كبير في حد ذاته لأسباب عدة.', why: 'by itself' },
    { text: 'والحياة صبر كما قال الشاعر: ومن يتهيب صعود الجبال يعش أبد الدهر بين الحفر.', why: 'a verse' },
  ])('silent — $why: $text', ({ text }) => expect(phrases(text)).toEqual([]));

  test('a phrase belongs to the quotation of its sentence and to its speaker', () => {
    const { attributions, quotations, speakers } = analysed('وقال المدير سالم الهدار إن المصنع سيغلق، على حد قوله.');
    expect(attributions).toHaveLength(1);
    expect(attributions[0]?.quotation).toBe(quotations[0]?.id);
    expect(quotations[0]?.attributions).toEqual([attributions[0]?.id]);
    expect(speakers.find(({ id }) => id === attributions[0]?.speaker)?.name).toBe('سالم الهدار');
  });

  test('a possession is of whoever speaks', () => {
    const { attributions, speakers } = analysed(
      'وقالت المديرة ليلى القصاب إن المصنع سيغلق، وهذا، حسب تقييمها، أفضل الحلول.',
    );
    expect(attributions.map(({ speaker }) => speakers.find(({ id }) => id === speaker)?.name)).toEqual(['ليلى القصاب']);
  });

  test('a sentence without another cue is quoted by its phrase', () => {
    const { quotations } = analysed('وسيفتح الجسر مطلع العام المقبل، بحسب الوزارة.');
    expect(quotations.map(({ content, cue }) => [content.text, cue?.text])).toEqual([
      ['وسيفتح الجسر مطلع العام المقبل', 'بحسب'],
    ]);
  });
});

describe('a phrase in front, and what follows from it', () => {
  test.each([
    { text: 'وبحسب سياح سعوديين فإن الأسعار تضاعفت مرتين هذا الصيف.', content: 'الأسعار تضاعفت مرتين هذا الصيف' },
    { text: 'وبحسب لائحة الاتهام فإن الموظف باع السجلات لشركة أجنبية.', content: 'الموظف باع السجلات لشركة أجنبية' },
    { text: 'ووفق صيادين في الميناء، فقد غرق المركب قبل الفجر بساعة.', content: 'غرق المركب قبل الفجر بساعة' },
  ])('$text', ({ text, content }) =>
    expect(analysed(text).quotations.map((one) => one.content.text)).toEqual([content]),
  );

  test.each([
    { text: 'ووفقاً للائحة الداخلية فإن الاجتماع يعقد كل شهر.', why: 'a rule' },
    { text: 'وحسب سياح سعوديين الأسعار بالدولار لا بالجنيه.', why: 'nothing follows from it' },
  ])('near miss — $why', ({ text }) => expect(analysed(text).quotations).toEqual([]));
});

describe('the source behind an attribution head', () => {
  test.each([
    { text: 'وستفتح المدارس أبوابها يوم الأحد المقبل، وفقاً للوزارة.', source: 'لوزارة' },
    { text: 'وستفتح المدارس أبوابها يوم الأحد المقبل، وفقاً لمصادر تربوية.', source: 'مصادر تربوية' },
    { text: 'وستفتح المدارس أبوابها يوم الأحد المقبل، بحسب لجنة الامتحانات.', source: 'لجنة الامتحانات' },
  ])('$text', ({ text, source }) => expect(analysed(text).quotations.map((one) => one.source?.text)).toEqual([source]));
});

test.each(['كما جاء في', 'وفق ما ورد في', 'حسبما', 'وفقاً'])('a text may break off inside of a phrase: %s', (phrase) => {
  const text = `أعلنت الوزارة فتح الطريق الجديد أمام السيارات، ${phrase}`;
  expect(() => phrases(text)).not.toThrow();
});
