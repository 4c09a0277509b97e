import { describe, expect, test } from 'vitest';
import { entitiesOf, mentionsOf } from './helpers.ts';

/** Words that name different things, or nothing: the surroundings tell. */
interface Trap {
  text: string;
  found: string[];
  why: string;
  /** The trained models want more of an article than this sentence. */
  alone?: true;
  /** Only the trained models know. */
  trained?: true;
}

const TRAPS: Record<string, Trap[]> = {
  العالم: [
    { text: 'وذكرت قناة العالم أن المفاوضات بدأت', found: ['ORG قناة العالم'], why: 'a channel' },
    { text: 'وقال لـ"العالم" إن المفاوضات بدأت', found: ['ORG العالم'], why: 'a channel in marks after لـ' },
    { text: 'تراجعت الأسعار في العالم هذا العام', found: [], why: 'the world' },
    {
      text: 'فاز الفريق ببطولة العالم للرماية',
      found: ['MISC بطولة العالم'],
      why: 'part of a competition',
      alone: true,
    },
  ],
  الميادين: [
    { text: 'سيطر الجنود على مدينة الميادين', found: ['LOC الميادين'], why: 'a town' },
    { text: 'وقال لـ"الميادين" إن الجيش تقدم', found: ['ORG الميادين'], why: 'a channel' },
    { text: 'نجحت المرأة في كل الميادين', found: [], why: 'fields' },
  ],
  الحياة: [
    { text: 'كتبت صحيفة الحياة في عددها الأخير', found: ['ORG صحيفة الحياة'], why: 'a paper' },
    { text: 'قال لـ«الحياة» إنه باق', found: ['ORG الحياة'], why: 'a paper in marks' },
    { text: 'عادت الحياة إلى طبيعتها', found: [], why: 'life' },
  ],
  المستقبل: [
    { text: 'قال النائب لقناة المستقبل', found: ['ORG قناة المستقبل'], why: 'a channel' },
    { text: 'دعا تيار المستقبل أنصاره', found: ['ORG تيار المستقبل'], why: 'a party' },
    { text: 'نتطلع إلى المستقبل بثقة', found: [], why: 'the future' },
  ],
  النهار: [
    { text: 'نقلت صحيفة "النهار" عنه', found: ['ORG النهار'], why: 'a paper in marks: without its head' },
    { text: 'في وضح النهار وقعت السرقة', found: [], why: 'daylight' },
  ],
  كريم: [
    { text: 'وقال كريم الشناوي إن العمل مستمر', found: ['PER كريم الشناوي'], why: 'a man' },
    { text: 'شعب كريم يرحب بالضيوف', found: [], why: 'generous', trained: true },
  ],
  جميل: [
    { text: 'التقى جميل بوحافة نظيره', found: ['PER جميل بوحافة'], why: 'a man' },
    { text: 'كان يوما جميلا وعملا جميل الصنع', found: [], why: 'beautiful' },
  ],
  أمل: [
    { text: 'قالت السيدة أمل البلوشي', found: ['PER أمل البلوشي'], why: 'a woman' },
    { text: 'أعلنت حركة أمل موقفها', found: ['ORG أمل'], why: 'a party' },
    { text: 'ما زال هناك أمل في الحل', found: [], why: 'hope' },
  ],
  سعيد: [
    { text: 'أكد الدكتور سعيد الكثيري ذلك', found: ['PER سعيد الكثيري'], why: 'a man' },
    { text: 'كان الطفل سعيدا بالهدية وهو سعيد بها', found: [], why: 'happy' },
  ],
  عمان: [
    { text: 'وصل إلى العاصمة الأردنية عمان', found: ['LOC عمان'], why: 'the town' },
    { text: 'زار سلطنة عُمان ثم عاد', found: ['LOC سلطنة عُمان'], why: 'the country' },
  ],
  الجزائر: [
    { text: 'وقعت الجزائر وتونس الاتفاق', found: ['LOC الجزائر', 'LOC تونس'], why: 'the country' },
    { text: 'استقبله في الجزائر العاصمة', found: ['LOC الجزائر العاصمة'], why: 'the town' },
  ],
  المغرب: [
    { text: 'عاد إلى المغرب أمس', found: ['LOC المغرب'], why: 'the country' },
    { text: 'بعد صلاة المغرب خرجوا', found: [], why: 'dusk' },
    { text: 'قبل أذان المغرب بدقائق', found: [], why: 'dusk' },
  ],
  الأردن: [
    { text: 'عبروا نهر الأردن ليلا', found: ['LOC نهر الأردن'], why: 'the river' },
    { text: 'وافق الأردن على الخطة', found: ['LOC الأردن'], why: 'the country' },
  ],
  قطر: [
    { text: 'وصل إلى قطر أمس', found: ['LOC قطر'], why: 'the country' },
    { text: 'يبلغ قطر الدائرة عشرة أمتار', found: [], why: 'diameter' },
    { text: 'أعلنت دولة قطر دعمها', found: ['LOC دولة قطر'], why: 'the country with its head' },
  ],
  صور: [
    { text: 'قصف مدينة صور جنوب لبنان', found: ['LOC صور', 'LOC جنوب لبنان'], why: 'the town', alone: true },
    { text: 'نشر الموقع صور الحادث', found: [], why: 'pictures' },
    { text: 'في صور وصيدا وبيروت', found: ['LOC صور', 'LOC صيدا', 'LOC بيروت'], why: 'among towns', trained: true },
  ],
  صيدا: [
    { text: 'خرجت مسيرة في صيدا', found: ['LOC صيدا'], why: 'the town' },
    { text: 'اصطاد الرجل صيدًا وفيرا', found: [], why: 'prey, by its tanwin' },
  ],
  سورية: [
    { text: 'وحلقت طائرات حربية سورية فوق البلدة', found: [], why: 'behind an indefinite adjective' },
    { text: 'وتحدثت ناشطة سورية عن القصف', found: [], why: 'behind an indefinite noun' },
    { text: 'وانسحبت قوى سورية معارضة من الحوار', found: [], why: 'before an indefinite adjective' },
    { text: 'وأعلنت سورية مشاركتها في الدورة', found: ['LOC سورية'], why: 'the country' },
    {
      text: 'وزار وزير خارجية سورية تونس',
      found: ['LOC سورية', 'LOC تونس'],
      why: 'behind a noun that ends like an adjective',
    },
    { text: 'ونددت المنظمة بغزو سورية', found: ['LOC سورية'], why: 'the country' },
  ],
  حماس: [
    { text: 'عمل المتطوعون بحماس ونشاط', found: [], why: 'enthusiasm' },
    { text: 'وزاد الهدف حماس الجماهير', found: [], why: 'enthusiasm' },
    { text: 'دافع الفريق برغبة وحماس', found: [], why: 'enthusiasm' },
    { text: 'وألهب الهدف حماس المدرجات', found: [], why: 'enthusiasm' },
    { text: 'رد على الأسئلة بحماس', found: [], why: 'enthusiasm' },
    { text: 'اجتمعت فتح وحماس أمس', found: ['ORG فتح', 'ORG حماس'], why: 'the movement', trained: true },
    { text: 'حماس الخميس: لا هدنة', found: ['ORG حماس'], why: 'the movement' },
    { text: 'والتقى الوفد قادة من حماس', found: ['ORG حماس'], why: 'the movement' },
    { text: 'وندد البيان بحماس وإسرائيل', found: ['ORG حماس', 'LOC إسرائيل'], why: 'the movement' },
  ],
  حماة: [
    { text: 'انسحب من ريف حماة الشمالي', found: ['LOC حماة'], why: 'the town', alone: true },
    { text: 'إنهم حماة الوطن وحصنه', found: [], why: 'protectors' },
  ],
  الرياض: [
    { text: 'عقد الاجتماع في الرياض', found: ['LOC الرياض'], why: 'the town' },
    { text: 'قال لـ"الرياض" إن الموسم ناجح', found: ['ORG الرياض'], why: 'the paper' },
    { text: 'نشرت صحيفة الرياض الخبر', found: ['ORG صحيفة الرياض'], why: 'the paper', alone: true },
  ],
  مالي: [
    { text: 'قوات فرنسية في مالي', found: ['LOC مالي'], why: 'the country' },
    { text: 'طلب دعم مالي عاجل', found: [], why: 'financial' },
  ],
  أوكرانيا: [{ text: 'دعما أوكرانيًا جديدا', found: [], why: 'the adjective, by its tanwin' }],
  فتح: [
    { text: 'قال القيادي في حركة فتح', found: ['ORG فتح'], why: 'the movement' },
    { text: 'تم فتح الطريق صباحا', found: [], why: 'opening' },
  ],
  وفيات: [{ text: 'سجلت الوزارة ثلاث وفيات', found: [], why: 'deaths, no و + فيات' }],
  المدينة: [
    { text: 'انتشر الجنود في أحياء المدينة', found: [], why: 'the city just named' },
    { text: 'كتبت صحيفة المدينة', found: ['ORG صحيفة المدينة'], why: 'a paper' },
  ],
  علي: [
    { text: 'قال علي بن ناصر إنه موافق', found: ['PER علي بن ناصر'], why: 'a man' },
    { text: 'اعتمد على محمد بن ناصر', found: ['PER محمد بن ناصر'], why: 'the preposition' },
  ],
  الله: [
    { text: 'بتوفيق الله تم المشروع', found: [], why: 'God', alone: true },
    { text: 'وصل نصر الله بعد ساعة', found: ['PER نصر الله'], why: 'a name' },
  ],
  الخميس: [{ text: 'زار طنجة، الخميس، وفد كبير', found: ['LOC طنجة'], why: 'the day' }],
};

describe.each([
  { how: 'rules alone', tagger: false },
  { how: 'rules and trained models', tagger: true },
])('$how', ({ tagger }) => {
  describe.each(Object.entries(TRAPS))('%s', (_word, cases) => {
    test.each(cases.filter(({ alone, trained }) => (tagger ? !alone : !trained)))(
      '$text -> $found ($why)',
      ({ text, found }) => expect(mentionsOf(text, { tagger })).toEqual(found),
    );
  });
});

describe('one word, two things in one article', () => {
  test('the town and the channel', () => {
    const text = 'دخل الجنود مدينة الميادين. وقال الوزير لـ"الميادين" إن القصف توقف في مدينة الميادين.';
    expect(entitiesOf(text).map(({ type, name, mentions }) => [type, name, mentions.length])).toEqual([
      ['LOC', 'الميادين', 2],
      ['ORG', 'الميادين', 1],
    ]);
  });
});

test.each([
  {
    text: 'التقى وزير المياه خالد الحسيني رئيسة النقابة سلمى الحوراني أمس. وبحسب المصدر، فإن الحسيني والحوراني سيلتقيان في عمّان يوم الأحد المقبل.',
    name: 'الحسيني',
    why: 'فإن opens a clause',
  },
  { text: 'وسجل المدافع الهولندي فان دايك هدف الفوز لنادي ليفربول.', name: 'فان دايك', why: 'a name, without hamza' },
])('$why: $text', ({ text, name }) => {
  const found = entitiesOf(text).map((entity) => entity.name);
  expect(found.filter((one) => one.includes('فإن'))).toEqual([]);
  expect(found.some((one) => one.endsWith(name))).toBe(true);
});

test('a letter alone names nobody', () => {
  const text =
    'س: كيف تلقيتِ خبر الفوز؟\nج: كنت في المطار مع المخرجة سلمى العوفي.\nس: وماذا عن التمويل؟\nج: وعدنا به المدير.';
  expect(mentionsOf(text).filter((mention) => /^[سج](?!\p{L})/u.test(mention))).toEqual([]);
});

test('what is left of a page’s code names nobody; a product that begins small does', () => {
  expect(mentionsOf('زار الوزير مدينة فاس، وقال jQuery إن الوفد سيعود.')).toEqual(['LOC فاس']);
  expect(mentionsOf('أعلنت الشركة في دبي عن جهاز iPad الجديد.')).toContain('MISC iPad');
});

describe('a surname alone, called like a club or a town', () => {
  test.each([
    {
      text: 'فاز الفريق بهدف المهاجم الإنجليزي جيمس ليستر في الدقيقة الأخيرة. وقال ليستر بعد المباراة إن الهدف أهم أهدافه، وإن ليستر لن ينسى هذه الليلة.',
      found: ['PER جيمس ليستر', 'PER ليستر', 'PER ليستر'],
    },
    {
      text: 'قاد سفيان المكناسي الفريق إلى الفوز. وعبّر المكناسي عن ثقته في التأهل، كما أثنى المكناسي على الجمهور.',
      found: ['PER سفيان المكناسي', 'PER المكناسي', 'PER المكناسي'],
    },
  ])('is the man whom the article names: $found.0', ({ text, found }) => {
    expect(mentionsOf(text)).toEqual(found);
    expect(entitiesOf(text)).toHaveLength(1);
  });
  test('is no man where nobody is called so', () =>
    expect(mentionsOf('سافر الوفد من لندن إلى ليستر، ثم عاد من ليستر إلى لندن بالقطار.').join()).not.toContain('PER'));
  test('a town stays one, whoever is called like it', () =>
    expect(
      mentionsOf('وصل الممثل دنزل واشنطن إلى نيويورك قادما من واشنطن، وقالت الشرطة في واشنطن إن الطرق مغلقة.').at(-1),
    ).toBe('LOC واشنطن'));
});

describe('numbers and honours of those who are called by one name', () => {
  test.each([
    { text: 'واستقبل البابا غريغوريوس الثالث وفدا من الأساقفة.', found: ['PER غريغوريوس الثالث'] },
    { text: 'وقال البابا لاوون الرابع عشر إن الحرب يجب أن تنتهي.', found: ['PER لاوون الرابع عشر'] },
    { text: 'واستقبل البابا فرنسيس الثلاثاء وفدا من الأساقفة.', found: ['PER فرنسيس'] },
    { text: 'وقال آية الله أحمد جنتي إن النتائج ستعلن.', found: ['PER أحمد جنتي'] },
    { text: 'وقال الوزير سامي الحداد الأول من أمس إن الوفد غادر.', found: ['PER سامي الحداد'] },
  ])('$text -> $found', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
});

test.each([
  { text: 'ترأس الوزير حسن شرف الدين الجلسة.', found: ['PER حسن شرف الدين'], why: 'its parts share what is likely' },
  { text: 'وقالت شركة أرامكو للتجارة إن الأرباح زادت.', found: ['ORG شركة أرامكو للتجارة'], why: 'what it is for' },
  {
    text: 'وباعت شركة أرامكو للصين شحنة جديدة.',
    found: ['ORG شركة أرامكو', 'LOC لصين'],
    why: 'near miss: whom it sold to',
  },
  { text: 'أدان المجلس هجمات مومباي.', found: ['LOC مومباي'], why: 'attacks are no part of a name' },
  { text: 'تغير العالم بعد هجمات 11 سبتمبر.', found: ['MISC 11 سبتمبر'], why: 'nor here' },
])('$why: $text', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));

test.each([
  { text: 'وقال الملا أختر منصور إن القتال مستمر.', found: ['PER أختر منصور'], why: 'a title' },
  {
    text: 'وأوضح أ.د. محمد بن عطية الحمراني أن العيادة مفتوحة.',
    found: ['PER محمد بن عطية الحمراني'],
    why: 'two in one',
  },
  { text: 'وقال الشاعر يوسف الملا إن الليل طويل.', found: ['PER يوسف الملا'], why: 'near miss: a surname' },
])('titles: $why: $text', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));

test.each([
  { text: 'وقال لي إبراهيم إن المدرسة بعيدة عن القرية.', found: ['PER إبراهيم'], why: 'he told me' },
  { text: 'روى لي خالد قصة طويلة عن البحر.', found: ['PER خالد'], why: 'he told me' },
  { text: 'وقال لي كوان يو إن البلد صغير.', found: ['PER لي كوان يو'], why: 'near miss: his name' },
  { text: 'وشارك بروس لي في الفيلم.', found: ['PER بروس لي'], why: 'near miss: his last name' },
])('لي: $why: $text', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
