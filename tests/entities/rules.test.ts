import { describe, expect, test } from 'vitest';
import { entitiesOf, mentionsOf } from './helpers.ts';

interface Case {
  text: string;
  found: string[];
  why?: string;
}

function table(name: string, cases: Case[]): void {
  describe(name, () => {
    test.each(cases)('$text -> $found', ({ text, found }) =>
      expect(mentionsOf(text, { tagger: false })).toEqual(found),
    );
  });
}

table('persons: titles stay outside', [
  { text: 'استقبل الرئيس السوداني ياسر الطنبولي ضيوفه', found: ['PER ياسر الطنبولي'] },
  { text: 'قال وزير الخارجية التونسي هشام بوزقندة إن الأمر محسوم', found: ['PER هشام بوزقندة'] },
  { text: 'أوضح الدكتور الشعيرات أن العلاج متوفر', found: ['PER الشعيرات'] },
  { text: 'افتتحت المهندسة رانيا الكعبوري المعرض', found: ['PER رانيا الكعبوري'] },
  { text: 'وأكد العقيد الركن فارس القحطبي ذلك', found: ['PER فارس القحطبي'] },
  { text: 'قال د. ماهر القصيبي', found: ['PER ماهر القصيبي'] },
  { text: 'قال الرئيس إن المرحلة المقبلة صعبة', found: [], why: 'a title alone is no name' },
  { text: 'اجتمع الوزير مع المدير العام', found: [], why: 'titles only' },
]);

table('persons: chains', [
  { text: 'وقال سالم بن عوض البطاطي', found: ['PER سالم بن عوض البطاطي'] },
  { text: 'حضر الأمير فيصل بن نواف بن سعود', found: ['PER فيصل بن نواف بن سعود'] },
  { text: 'قتل القيادي أبو حذيفة الشيشاني', found: ['PER أبو حذيفة الشيشاني'] },
  { text: 'وصل عبد الحميد الفرياني', found: ['PER عبد الحميد الفرياني'] },
  { text: 'وصل عبدالحميد الفرياني', found: ['PER عبدالحميد الفرياني'] },
  { text: 'كتب نور الدين القصوري', found: ['PER نور الدين القصوري'] },
  { text: 'التقى الشيخ حمد آل زنكوان', found: ['PER حمد آل زنكوان'] },
  { text: 'صدر كتاب عبد بيروت', found: ['LOC بيروت'], why: 'عبد wants a name of God after it' },
]);

table('persons: clitics', [
  { text: 'شكر لأحمد المنبجي ومحمود الزعبلاوي جهودهما', found: ['PER أحمد المنبجي', 'PER محمود الزعبلاوي'] },
  { text: 'وحسين القرنفلي', found: ['PER حسين القرنفلي'] },
  { text: 'وليد القرنفلي', found: ['PER وليد القرنفلي'], why: 'و belongs to وليد' },
  { text: 'مَرّ مُحَمَّدٌ بْنُ رَاشِدٍ الجِرْدانِيُّ', found: ['PER مُحَمَّدٌ بْنُ رَاشِدٍ الجِرْدانِيُّ'], why: 'vowel marks' },
  { text: 'مـحـمـد الجردانـي', found: ['PER مـحـمـد الجردانـي'], why: 'tatweel' },
]);

describe('persons: the surname alone afterwards', () => {
  test.each([
    {
      text: 'قال ماهر الشوكاتي إنه سيعود. وأضاف الشوكاتي أن الخطة جاهزة، وفق الشوكاتي.',
      found: ['PER ماهر الشوكاتي', 'PER الشوكاتي', 'PER الشوكاتي'],
    },
    {
      text: 'اتصل به وقال لماهر الشوكاتي نعم، ثم عاد للشوكاتي.',
      found: ['PER ماهر الشوكاتي', 'PER لشوكاتي'],
      why: 'after لل it begins at the second ل',
    },
  ])('$text -> $found', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
});

table('persons: a word is no surname by itself', [
  { text: 'قال محمد سعيد إنه سعيد بالنتيجة', found: ['PER محمد سعيد'] },
]);

table('places: heads', [
  { text: 'في مدينة زملكان الشمالية', found: ['LOC زملكان'], why: 'مدينة is no part of it' },
  { text: 'في مدن دمشق وحلب وحمص', found: ['LOC دمشق', 'LOC حلب', 'LOC حمص'] },
  { text: 'أغلق مطار صنعاء الدولي أبوابه', found: ['LOC مطار صنعاء الدولي'], why: 'a facility keeps its head' },
  { text: 'وصل إلى مستشفى الملك فهد', found: ['LOC مستشفى الملك فهد'] },
  { text: 'عبر جزيرة صقلية بالقارب', found: ['LOC صقلية'], why: 'a listed island needs no head' },
  { text: 'في محافظة إدلب ومحافظة حلب', found: ['LOC إدلب', 'LOC حلب'] },
  { text: 'عند شاطئ البحر', found: [], why: 'no name' },
  { text: 'في المدينة القديمة', found: [], why: 'no name' },
]);

table('places: clitics', [
  {
    text: 'عاد للبنان وللعراق',
    found: ['LOC لبنان', 'LOC لعراق'],
    why: 'ل + لبنان; the article of العراق is written once',
  },
  { text: 'بسوريا وبالكويت وكفرنسا', found: ['LOC سوريا', 'LOC الكويت', 'LOC فرنسا'] },
  { text: 'وواشنطن فلندن', found: ['LOC واشنطن', 'LOC لندن'] },
  { text: 'من ایران الى پاریس', found: ['LOC ایران', 'LOC پاریس'], why: 'Persian letters' },
]);

table('organisations: heads and their right end', [
  { text: 'أعلنت وزارة الداخلية التونسية أمس', found: ['ORG وزارة الداخلية التونسية'] },
  { text: 'قالت وزارة الدفاع والجيش في بيان مشترك', found: ['ORG وزارة الدفاع'], why: 'another body after و' },
  { text: 'أعلن الجيش النيجيري مقتل جنود', found: ['ORG الجيش النيجيري'] },
  { text: 'أعلن الجيش مقتل جنود', found: [], why: 'without a nationality a common noun' },
  { text: 'قال وزير الخارجية الروسي', found: [], why: 'the adjective is the minister’s' },
  { text: 'قالت الخارجية الروسية', found: ['ORG الخارجية الروسية'] },
  { text: 'أعلنت الهيئة العامة للمتاحف والآثار', found: ['ORG الهيئة العامة للمتاحف والآثار'] },
  { text: 'اجتمع مجلس الإدارة', found: [], why: 'a common noun' },
  { text: 'أدانت محكمة استئناف تونس المتهمين', found: ['ORG محكمة استئناف تونس'] },
  { text: 'عن لجنة مكافحة الفساد النيابية', found: ['ORG لجنة مكافحة الفساد النيابية'] },
  { text: 'سفارة فرنسا في بيروت', found: ['ORG سفارة فرنسا', 'LOC بيروت'] },
]);

table('organisations: marks', [
  { text: 'نشرت صحيفة "الفجران" مقالا', found: ['ORG الفجران'], why: 'in marks without the head' },
  { text: 'أعلن تنظيم «داعش» مسؤوليته', found: ['ORG داعش'] },
  { text: 'أعلن تنظيم (القاعدة) مسؤوليته', found: ['ORG القاعدة'] },
  { text: 'القاهرة (رويترز) - قال مسؤول', found: ['LOC القاهرة', 'ORG رويترز'] },
  { text: 'قالت وكالة رويترز إن', found: ['ORG وكالة رويترز'] },
  { text: 'شركة "سومباتيك" للتقنية', found: ['ORG سومباتيك'] },
  { text: 'وصفها بأنها "عملية كبيرة"', found: [], why: 'a phrase in marks is no name' },
]);

table('organisations: acronyms, Latin names', [
  { text: 'وقالت CNN إن', found: ['ORG CNN'] },
  { text: 'نقلت سي إن إن عنه', found: ['ORG سي إن إن'] },
  { text: 'وذكرت (أ ف ب) أن', found: ['ORG أ ف ب'] },
  { text: 'وذكرت (أ.ف.ب) أن', found: ['ORG أ.ف.ب'] },
]);

describe('what only the models know, and what brackets say', () => {
  test.each<Case>([
    { text: 'درس في جامعة برينستون الأمريكية', found: ['ORG جامعة برينستون'], why: 'the nationality is told of it' },
    { text: 'قصفت المدفعية بلدتي كفرتين والزعينية', found: ['LOC كفرتين', 'LOC الزعينية'] },
    { text: 'قالت وزارة الفلاحة والموارد المائية في بيان', found: ['ORG وزارة الفلاحة والموارد المائية'] },
    { text: 'وقع اتفاق الكويت وقطر', found: ['LOC الكويت', 'LOC قطر'], why: 'an agreement that countries make' },
    {
      text: 'شركة كومترينا (برغليسا سابقا) قالت',
      found: ['ORG شركة كومترينا', 'ORG برغليسا'],
      why: 'when it was called so',
    },
    { text: 'شركة كومترينا (سابقا) قالت', found: ['ORG شركة كومترينا'], why: 'no name beside it' },
    { text: 'شركة كومترينا (Comtrina) قالت', found: ['ORG شركة كومترينا', 'ORG Comtrina'] },
    { text: 'شركة كومترينا (2015) قالت', found: ['ORG شركة كومترينا'], why: 'a number' },
  ])('$text -> $found', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
});

table('events and works', [
  { text: 'بعد اتفاق الصخيرات مباشرة', found: ['MISC اتفاق الصخيرات'] },
  { text: 'منذ الثورة التونسية', found: ['MISC الثورة التونسية'] },
  { text: 'نصف نهائي كأس العالم', found: ['MISC كأس العالم'] },
  { text: 'عرض فيلم "ظل الغيمة" أمس', found: ['MISC ظل الغيمة'] },
  { text: 'عملية "سيف الجنوب" العسكرية', found: ['MISC سيف الجنوب'] },
  { text: 'نظمت حملة كبيرة', found: [], why: 'no name' },
]);

table('coordination', [
  { text: 'بين روسيا والصين وإيران', found: ['LOC روسيا', 'LOC الصين', 'LOC إيران'] },
  { text: 'مباراة الهلال والنصر اليوم', found: ['ORG الهلال', 'ORG النصر'] },
  { text: 'ظهر الهلال في السماء', found: [], why: 'the new moon' },
]);

describe('what there is not', () => {
  test.each(['', ' ', '\n\n', '.', '٣٤', '""', '((', 'في', 'و', 'ال'])('%j has no names', (text) =>
    expect(mentionsOf(text)).toEqual([]),
  );
});

describe('names of the user’s own', () => {
  const own = [
    { name: 'منصة رصيف الجنوب', type: 'ORG' as const, aliases: ['رصيف الجنوب'] },
    { name: 'جميلة الفرات', type: 'MISC' as const },
  ];
  test('they win, with clitics, and join', () => {
    const text = 'قالت منصة رصيف الجنوب ذلك لرصيف الجنوب، عن جميلة الفرات في العراق';
    expect(mentionsOf(text, { own })).toEqual([
      'ORG منصة رصيف الجنوب',
      'ORG رصيف الجنوب',
      'MISC جميلة الفرات',
      'LOC العراق',
    ]);
    expect(entitiesOf(text, { own })[0]?.aliases).toEqual(['رصيف الجنوب']);
  });
  test('without them the text is read as ever', () =>
    expect(mentionsOf('في العراق', { own: [] })).toEqual(['LOC العراق']));
});

table('names that are adjectives, peoples that are counted', [
  { text: 'وقال القيادي الحوثي إن المعارك مستمرة', found: [], why: 'after a noun with the article' },
  { text: 'وقال زعيم الحوثي إن المعارك مستمرة', found: [], why: 'no body without a head' },
  { text: 'وقالت جماعة الحوثي إن المعارك مستمرة', found: ['ORG جماعة الحوثي'] },
  { text: 'أهداه إلى السلطان العثماني سنة 1850', found: [] },
  { text: 'وصرح الدكتور العثماني بذلك', found: ['PER العثماني'], why: 'a surname behind an honour' },
  { text: 'استقبلت طبرقة 420 سائحا روسيا أمس', found: ['LOC طبرقة'], why: 'tourists from there' },
  { text: 'وأوقفت الشرطة 15 سوريا', found: [] },
  { text: 'ومنذ عام 2013 سوريا بلا كهرباء', found: ['LOC سوريا'], why: 'a year counts nobody' },
  { text: 'زار مرارا روسيا', found: ['LOC روسيا'], why: 'no number' },
]);

table('heads with a nationality', [
  { text: 'اعتبرت السلطات التشادية ذلك خرقا', found: ['ORG السلطات التشادية'] },
  { text: 'واعتبرت السلطات المحلية ذلك خرقا', found: [], why: 'no nationality' },
  { text: 'وأغلقت البورصة المصرية على ارتفاع', found: ['ORG البورصة المصرية'] },
  { text: 'وتنفذ الشركة الإيطالية المشروع', found: [], why: 'some company from there' },
]);
