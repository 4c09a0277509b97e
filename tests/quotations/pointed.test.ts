/** Whom a source without a name means, where the grammar alone tells. */
import { describe, expect, test } from 'vitest';
import { rows, voices } from './helpers.ts';

describe('the latter', () =>
  rows([
    {
      text: 'استقبل الرئيس سامي نور قائد الأركان خالد القصاب. وأكد الأخير أن الحدود آمنة.',
      speakers: ['خالد القصاب'],
      why: 'whoever is named last',
    },
    {
      text: 'استقبل المدير سامي نور السفيرة هدى علي. وقالت الأخيرة إن بلادها ستمول الجسر.',
      speakers: ['هدى علي'],
      why: 'she who is named last',
    },
    {
      text: 'قال المدير سامي نور إن الوزيرة هدى علي وعدته بالمال، لكن الأخيرة نفت أن تكون قد التقته.',
      speakers: ['سامي نور', 'هدى علي'],
      why: 'near miss: not who has just spoken',
    },
    {
      text: 'قال المدير سامي نور إن القرار الأخير صائب. وأضاف أن العمل مستمر.',
      speakers: ['سامي نور', 'سامي نور'],
      why: 'near miss: an adjective',
    },
  ]));

describe('a body by its noun', () =>
  rows([
    {
      text: 'قاطعت حركة حماس الاجتماع. وقالت الحركة إن الدعوة جاءت متأخرة.',
      speakers: ['حماس'],
      why: 'before its name',
    },
    {
      text: 'انسحبت شركة «نوفا» من السوق. وقالت الشركة إن الضرائب مرتفعة.',
      speakers: ['نوفا'],
      why: 'a name in marks',
    },
    {
      text: 'وقعت شركة «نوفا» عقداً مع شركة «الأفق». وقالت الشركة إن العمل سيبدأ غداً.',
      speakers: ['الشركة'],
      why: 'near miss: two of them',
    },
  ]));

describe('a headline’s office', () =>
  rows([
    {
      text: 'خبير زراعي: الموسم ضعيف\n\nقال الخبير الزراعي سامي القصاب إن الأمطار تأخرت.',
      speakers: ['سامي القصاب', 'سامي القصاب'],
      why: 'of whom the article names',
    },
    {
      text: 'مصدر أمني: الطريق مغلق\n\nقال الوزير سامي القصاب إن الأمطار تأخرت.',
      speakers: ['مصدر أمني', 'سامي القصاب'],
      why: 'near miss: somebody else',
    },
  ]));

describe('who asks and who answers', () =>
  rows([
    {
      text: 'سأل القاضي ليث حبيب المتهم فراس نمر عن السلاح. فأجاب بأنه اشتراه من السوق.',
      speakers: ['فراس نمر'],
      why: 'who was asked answers',
    },
    {
      text: 'سأل الصحفيون الوزير سامي القصاب عن السبب. فأجاب بأن الطريق مغلق.',
      speakers: ['سامي القصاب'],
      why: 'near miss: one name alone',
    },
    {
      text: 'سألناه عن السبب فقال إن الطريق مغلق.',
      speakers: [null],
      why: 'the writer’s own verb is no source',
    },
  ]));

describe('a name in apposition', () =>
  rows([
    {
      text: 'وقال أحد الناجين، وهو عامل يدعى سالم القصاب، إن السقف انهار فجأة.',
      speakers: ['سالم القصاب'],
      why: 'who he is',
    },
    {
      text: 'وقالت إحدى المشاركات، وهي الطالبة هدى القصاب، إن القاعة كانت مغلقة.',
      speakers: ['هدى القصاب'],
      why: 'who she is',
    },
    {
      text: 'وقال شقيق الضحية، سالم القصاب، إن المحكمة أجلت القضية.',
      speakers: ['سالم القصاب'],
      why: 'between commas behind whose brother he is',
    },
    {
      text: 'وقال أحد الناجين، وهو صديق للمغني سالم القصاب، إن السقف انهار فجأة.',
      speakers: ['أحد الناجين'],
      why: 'near miss: his friend',
    },
    { text: 'يقول الخباز عادل نور الدين إن الدقيق غلا.', speakers: ['عادل نور الدين'], why: 'a craft before the name' },
  ]));

describe('of a country', () =>
  rows([
    {
      text: 'التقى وزير الدفاع اليوناني نيكوس بابادس نظيره المصري شريف القصاب. وقال الوزير المصري إن البحر مشترك.',
      speakers: ['شريف القصاب'],
      why: 'the other minister',
    },
    {
      text: 'التقى وزير الدفاع اليوناني نيكوس بابادس نظيره المصري شريف القصاب. وقال الوزير اليوناني إن البحر مشترك.',
      speakers: ['نيكوس بابادس'],
      why: 'the first one',
    },
  ]));

describe('a group', () =>
  rows([
    {
      text: 'تظاهر طلاب جامعة المرفأ أمام الوزارة أمس. وقال الطلاب إن الرسوم تضاعفت.',
      speakers: ['طلاب جامعة المرفأ'],
      why: 'told in full before',
    },
    {
      text: 'اجتمع وزراء الطاقة أمس في المدينة. وقال الخبراء إن السوق مستقرة.',
      speakers: ['الخبراء'],
      why: 'near miss: others',
    },
  ]));

describe('the only one told', () =>
  rows([
    {
      text: 'التقينا يوسف القصاب في مقهى صغير قرب الميناء. يقول الشاب: «لا عمل هنا».',
      speakers: ['يوسف القصاب'],
      why: 'a young man',
    },
    {
      text: 'التقينا يوسف القصاب وخالد نور في مقهى صغير. يقول الشاب: «لا عمل هنا».',
      speakers: ['الشاب'],
      why: 'near miss: two of them',
    },
    {
      text: 'التقينا يوسف القصاب في مقهى صغير قرب الميناء. تقول السيدة: «لا عمل هنا».',
      speakers: ['السيدة'],
      why: 'near miss: she isn’t he',
    },
  ]));

describe('who issued a document', () =>
  rows([
    {
      text: 'أظهرت بيانات من هيئة الإحصاء أن عدد القضايا ارتفع.',
      speakers: ['هيئة الإحصاء'],
      why: 'from a body',
    },
    {
      text: 'وأفاد بلاغ لمصالح أمن المدينة بأن الحريق أخمد.',
      speakers: ['مصالح أمن المدينة'],
      why: 'of a body that is no known name',
    },
    {
      text: 'وأفاد بلاغ للصحافة بأن الحريق أخمد.',
      speakers: ['بلاغ'],
      why: 'near miss: to whom it is addressed',
    },
  ]));

describe('who is beside a name', () =>
  rows([
    {
      text: 'قالت والدة الأسير محمد القصاب إن ابنها مريض. وأضافت أنها لم تره منذ عام.',
      speakers: ['والدة الأسير محمد القصاب', 'والدة الأسير محمد القصاب'],
      why: 'his mother',
    },
    {
      text: 'قالت محامية اللاعب خالد القصاب إن موكلها بريء.',
      speakers: ['محامية اللاعب خالد القصاب'],
      why: 'his lawyer',
    },
    { text: 'قالت محامية اللاعب هدى القصاب إن موكلها بريء.', speakers: ['هدى القصاب'], why: 'near miss: her name' },
    { text: 'وقال محاميه وديع القصاب إن موكله بريء.', speakers: ['وديع القصاب'], why: 'near miss: his lawyer’s name' },
  ]));

describe('to whom a sentence turns', () =>
  rows([
    {
      text: 'قالت الأم حنان القصاب إن ابنها مفقود. وناشدت الصليب الأحمر قائلة: «ابحثوا عنه».',
      speakers: ['حنان القصاب', 'حنان القصاب'],
      why: 'whom she calls on',
    },
    {
      text: 'قال النائب سامر القصاب إن القضية خطيرة. ورد على الوزير فادي نور بالقول إن العقد باطل.',
      speakers: ['سامر القصاب', 'سامر القصاب'],
      why: 'whom he answers',
    },
    {
      text: 'قال النائب سامر القصاب إن القضية خطيرة. وهاجم الوزير فادي نور خصومه قائلاً إن العقد سليم.',
      speakers: ['سامر القصاب', 'فادي نور'],
      why: 'near miss: the subject',
    },
  ]));

describe('where a source ends', () =>
  rows([
    {
      text: 'وأبلغ الرئيس النواب أن الحكومة ستستقيل.',
      speakers: ['الرئيس'],
      why: 'before those whom he tells',
    },
    {
      text: 'وتبنى تنظيم «الراية» الهجوم، وقال إن مقاتليه نفذوه.',
      speakers: ['تنظيم «الراية»'],
      why: 'before the object, behind a name in marks',
    },
    { text: 'تقول سعاد القصاب بحسرة: «لم يبق أحد هنا».', speakers: ['سعاد القصاب'], why: 'before how she says it' },
    { text: 'قال شيخ لتلميذه: «لا تسأل عما لا يعنيك».', speakers: ['شيخ'], why: 'before to whom of his' },
    {
      text: 'قالت عضو لجنة التحكيم هدى القصاب إن الجائزة حجبت.',
      speakers: ['هدى القصاب'],
      why: 'near miss: لجنة',
    },
  ]));

describe('what is no source', () =>
  rows([
    {
      text: 'وقال المدرب سيف القصاب: «سنغير لاعبين». وعن الحكام: «لا أحب الحديث عنهم».',
      speakers: ['سيف القصاب', 'سيف القصاب'],
      why: 'of whom he speaks',
    },
    {
      text: 'التقيت الروائي سامر القصاب في الندوة. وقد قلت له إن روايته أطول مما يجب.',
      speakers: [null],
      why: 'the writer’s own words',
    },
    {
      text: 'سألت المذيعة ليلى القصاب الوزير وسام نور عن الأزمة، فأجاب بأن الحكومة تعمل.',
      speakers: ['ليلى القصاب', 'وسام نور'],
      why: 'who asks',
    },
  ]));

test('she is no man and he no woman', () => {
  expect(voices('قال لها الطبيب: «لا بد من العملية». ثم أضافت: «لن أنتظر أكثر».')[1]).toBe(null);
  expect(voices('قال سالم القصاب إن الجسر أغلق. وأضاف أن العمل مستمر.')).toEqual(['سالم القصاب', 'سالم القصاب']);
});
