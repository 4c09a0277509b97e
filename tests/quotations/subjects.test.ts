import { describe, expect, test } from 'vitest';
import { analysed, rows, said } from './helpers.ts';

describe('two who speak together are one speaker', () => {
  rows([
    {
      text: 'وتوقعت ليلى القصاب وسالم الهدار أن يستمر الجفاف.',
      speakers: ['ليلى القصاب وسالم الهدار'],
      why: 'a source of two names',
    },
    {
      text: 'وأشار كل من الباحثين سالم الهدار وليلى القصاب إلى أن النتائج أولية.',
      speakers: ['سالم الهدار وليلى القصاب'],
      why: 'each of two',
    },
    {
      text: 'وقال الوزير الأردني سالم الهدار ونظيره التونسي خالد السبيعي إن الحدود ستفتح.',
      speakers: ['سالم الهدار وخالد السبيعي'],
      why: 'under their names, without the office between them',
    },
    {
      text: 'وقال سالم الهدار وليد كمال إن الحدود ستفتح.',
      speakers: ['سالم الهدار'],
      why: 'near miss: the و is the name’s own',
    },
    {
      text: 'وقال وزير الزراعة سالم الهدار إن وزير المالية خالد السبيعي وافق.',
      speakers: ['سالم الهدار'],
      why: 'near miss: the other one stands in what is said',
    },
  ]);

  test('two states are told as organisations', () => {
    const { speakers } = analysed('قالت إسرائيل والولايات المتحدة إن المفاوضات مستمرة.');
    expect(speakers.map(({ kind }) => kind)).toEqual(['organization']);
  });
});

describe('an outlet that is told something doesn’t speak', () => {
  rows([
    {
      text: 'وقال المتحدث سالم الهدار إن الجسر آمن. وأضاف لصحيفة «النور» أن الأشغال ستنتهي.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'behind a bare verb',
    },
    {
      text: 'وقال المصدر لوكالة فرانس برس إن القطار توقف.',
      speakers: ['المصدر'],
      why: 'behind a source without a name',
    },
    {
      text: 'وقالت صحيفة «النور» إن القطار توقف.',
      speakers: ['النور'],
      why: 'near miss: without the preposition it speaks',
    },
    {
      text: 'وسيتوقف القطار غداً، وفقاً لصحيفة «النور».',
      speakers: ['النور'],
      why: 'near miss: what وفقاً governs speaks',
    },
  ]);
});

describe('the subject in the accusative', () => {
  rows([
    {
      text: 'قال سالم الهدار إن الماء متوفر.\nلكن موظفاً في البلدية أكد أن الماء مقطوع.',
      speakers: ['سالم الهدار', 'موظفاً في البلدية'],
      why: 'behind لكن',
    },
    {
      text: 'قال سالم الهدار إن الماء متوفر. غير أن خبيراً زراعياً أكد أن الآبار جافة.',
      speakers: ['سالم الهدار', 'خبيراً زراعياً'],
      why: 'with its adjective',
    },
    {
      text: 'قال سالم الهدار إن الماء متوفر. وأضاف موضحاً أن الآبار ممتلئة.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'near miss: what tells how he spoke',
    },
  ]);
});

describe('how something is said is nobody who says it', () => {
  rows([
    {
      text: 'قال سالم الهدار إن البيت تهدم.\nويقول بحسرة: «ضاع كل ما جمعناه».',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'behind ب',
    },
    {
      text: 'قال سالم الهدار إن البيت تهدم.\nوقال باحث: «ضاع كل ما جمعناه».',
      speakers: ['سالم الهدار', 'باحث'],
      why: 'near miss: a noun whose own letter is ب',
    },
  ]);
});

describe('whom a verb asks or accuses doesn’t speak', () => {
  rows([
    {
      text: 'وقال المدير إن الوضع مقلق، ودعا الاتحاد الأفريقي إلى التدخل.',
      speakers: ['المدير', 'المدير'],
      why: 'behind a verb that goes on in the sentence',
    },
    {
      text: 'قالت الجمعية إن الوضع مقلق. وطالبت رئيس البلدية بفتح تحقيق.',
      speakers: ['الجمعية', 'الجمعية'],
      why: 'a man behind a feminine verb',
    },
    {
      text: 'قالت الجمعية إن الوضع مقلق. وحثت المزارعين على الصبر.',
      speakers: ['الجمعية', 'الجمعية'],
      why: 'a plural in the accusative',
    },
    {
      text: 'ودعا رئيس البلدية إلى فتح تحقيق.',
      speakers: ['رئيس البلدية'],
      why: 'near miss: he who demands, behind a masculine verb',
    },
    {
      text: 'ودعا البلاغ رئيسة المجلس سعاد المنصوري إلى فتح تحقيق.',
      speakers: ['البلاغ'],
      why: 'behind a document that speaks',
    },
    {
      text: 'دعا البلاغ وزير الصحة إلى فتح المستشفى.',
      speakers: ['البلاغ'],
      why: 'behind a document, with a first letter of its own',
    },
    {
      text: 'وقالت الجريدة إن الحرب انتهت. وأبلغت واشنطن نتنياهو أن الحرب انتهت.',
      speakers: ['الجريدة', 'واشنطن'],
      why: 'a name behind the name of who tells',
    },
    {
      text: 'ونبهت النقابة الوزارة إلى أن الرواتب تأخرت.',
      speakers: ['النقابة'],
      why: 'a body behind the body that tells',
    },
  ]);

  test.each(['بدوره', 'بعد الاجتماع', 'من جهته'])(
    'near miss: who demands in his turn is the source (ودعا الوزير %s)',
    (phrase) => {
      const text = `قال سالم الهدار إن الأمر انتهى، ودعا الوزير ${phrase} إلى الهدوء.`;
      expect(analysed(text).quotations.map(({ addressee }) => addressee)).toEqual([null, null]);
    },
  );

  test('a definite body governs no title without article', () => {
    const [quotation] = said('وطالبت الحكومة المغربية رئيس البعثة سالم الهدار بأن يغادر البلاد.');
    expect(quotation!.source).toBe('الحكومة المغربية');
  });
});

describe('who hands on somebody’s words doesn’t speak', () => {
  rows([
    {
      text: 'قال سالم الهدار إن الأجواء طيبة. ونقل عنه النائب خالد السبيعي قوله إن الاتفاق قريب.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'نقل عنه',
    },
    {
      text: 'ونقل النائب خالد السبيعي عن سالم الهدار قوله إن الاتفاق قريب.',
      speakers: ['سالم الهدار'],
      why: 'near miss: who is named behind عن',
    },
  ]);
});

describe('whom a noun without a name can mean', () => {
  rows([
    {
      text: 'وأوضح التقرير أن الموسم ضعيف. وزار وفد من «منظمة النور» المدينة.',
      speakers: ['التقرير'],
      why: 'near miss: a body that is named only later issued nothing',
    },
    {
      text: 'قال الأمين العام لمجلس التعاون الخليجي سالم الهدار إن الهجوم خطير. وأكد المجلس أن الأمن لا يتجزأ.',
      speakers: ['سالم الهدار', 'مجلس التعاون الخليجي'],
      why: 'a body is no man',
    },
    {
      text: 'أغلقت وزارة البيئة المصب أمس. وقالت الشركة إن القرار ظالم.',
      speakers: ['الشركة'],
      why: 'a company is no ministry',
    },
    {
      text: 'وقالت النقابة في بيان اطلعت عليه "الشروق" إن الإضراب قائم.',
      speakers: ['النقابة'],
      why: 'a union is no paper',
    },
    {
      text: 'قال سالم الهدار، وزير الزراعة، إن القمح متوفر. وقال وزير المالية إن الأسعار ثابتة.',
      speakers: ['سالم الهدار', 'وزير المالية'],
      why: 'another minister, where the office stands behind the name',
    },
    {
      text: 'قال سالم الهدار، وزير الزراعة، إن القمح متوفر. وأضاف الوزير أن الأسعار ثابتة.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'near miss: the office alone',
    },
    {
      text: 'قال القاضي إن الجلسة علنية. وأجاب المتهم بأنه بريء.',
      speakers: ['القاضي', 'المتهم'],
      why: 'who stands against whom before a court',
    },
    {
      text: 'وأكد الوزير أنه بحث مع وزير الخارجية الصيني وانغ يي سبل التعاون.',
      speakers: ['الوزير'],
      why: 'who is named in what is said and nowhere else',
    },
    {
      text: 'استقبل سمو الشيخ حمد بن سالم أمير البلاد فخامة الرئيس خالد السبيعي. وأشار فخامته إلى أن الزيارة ناجحة.',
      speakers: ['خالد السبيعي'],
      why: 'an honour is that of the name behind it',
    },
    {
      text: 'وكشفت الدراسة التي أجريت حول جامعة القدس أن عدد الطلاب تراجع.',
      speakers: ['الدراسة'],
      why: 'whom a study is about hasn’t made it',
    },
    {
      text: 'قرر حزب النهضة مقاطعة الاقتراع. وجاء في بيان له أن الظروف لا تسمح.',
      speakers: ['حزب النهضة'],
      why: 'a statement with a pronoun is theirs who were told before',
    },
    {
      text: 'سُئل مسؤول محلي عما إذا كانت الشركة دفعت غرامة لسالم الهدار، فقال إن الملف مغلق.',
      speakers: ['مسؤول محلي'],
      why: 'who is asked answers, without a name too',
    },
    {
      text: 'وقال سالم الهدار إن الدواء غال.\nورفض متحدث باسم المستشفى التعليق على الأمر، لكنه قال إن التحقيق جار.',
      speakers: ['سالم الهدار', 'متحدث باسم المستشفى'],
      why: 'لكنه goes on with the subject of its sentence',
    },
    {
      text: 'وقالت إدارة الرئيس الأمريكي باراك أوباما إن المفاوضات ستبدأ.',
      speakers: ['إدارة الرئيس الأمريكي باراك أوباما'],
      why: 'an administration is not its president',
    },
  ]);
});

describe('headlines of two clauses', () => {
  const BODY = '\n\nعقد مجلس المدينة جلسة أمس بحضور عدد من السكان، وناقش فيها الأعضاء ميزانية العام المقبل.';
  const heard = (headline: string) =>
    said(headline + BODY, true).map(({ source, speaker, content }) => [source, speaker, content]);

  test.each([
    {
      headline: 'انطلاق القمة العربية في بغداد وأبو الغيط يدعو إلى موقف موحد',
      said: [['أبو الغيط', 'أبو الغيط', 'موقف موحد']],
      why: 'the subject stands behind و',
    },
    {
      headline: 'الأردن يعلن إحباط مخطط إرهابي ورئيس الوزراء يؤكد: لا تهاون مع الفوضى',
      said: [
        ['الأردن', 'الأردن', 'إحباط مخطط إرهابي'],
        ['رئيس الوزراء', 'رئيس الوزراء', 'لا تهاون مع الفوضى'],
      ],
      why: 'and ends what the first one says',
    },
    {
      headline: 'مصر والأردن تؤكدان أن الحدود مفتوحة',
      said: [['مصر والأردن', 'مصر والأردن', 'الحدود مفتوحة']],
      why: 'near miss: two with one verb',
    },
    {
      headline: 'الوزير: «قتيلان في انفجار ومسؤول محلي يؤكد وقوع الحادث»',
      said: [['الوزير', 'الوزير', 'قتيلان في انفجار ومسؤول محلي يؤكد وقوع الحادث']],
      why: 'near miss: inside marks all is said',
    },
    {
      headline: 'سالم الهدار: الحكومة تعمل ووزير الصحة يؤكد ذلك',
      said: [['سالم الهدار', 'سالم الهدار', 'الحكومة تعمل ووزير الصحة يؤكد ذلك']],
      why: 'near miss: behind a colon all is said',
    },
  ])('$why: $headline', ({ headline, said: wanted }) => expect(heard(headline)).toEqual(wanted));
});

describe('what a source leaves out', () => {
  test.each([
    { text: 'وعلمت «النور» من مصادرها أن الوزير سيستقيل.', source: 'مصادرها', why: 'the outlet that learned it' },
    {
      text: 'وستفتح المدارس غداً، بحسب معلومات من سالم الهدار.',
      source: 'سالم الهدار',
      why: 'the noun for his words',
    },
    { text: 'وستفتح المدارس غداً، بحسب معلومات أولية.', source: 'معلومات أولية', why: 'near miss: nobody’s words' },
    {
      text: 'نشر المعهد الوطني للإحصاء أرقاماً. وأوضح المعهد من جهة أخرى أن الأسعار ارتفعت.',
      source: 'المعهد',
      why: 'what goes on with the verb',
    },
    {
      text: 'وقال وزير المالية، أمام البرلمان، إن العجز تراجع.',
      source: 'وزير المالية',
      why: 'before whom he spoke',
    },
    {
      text: 'قال مدير المدرسة لأولياء الأمور إن الدروس ستستأنف.',
      source: 'مدير المدرسة',
      why: 'whom he told it',
    },
    {
      text: 'قال خالد السبيعي إن الطريق مفتوح. وقد صرح أكثر من مرة بأنه لا علم له بالمشروع.',
      source: null,
      why: 'how often he said it',
    },
    {
      text: 'وقال اللواء طبيب خالد السبيعي إن العلاج متوفر.',
      source: 'اللواء طبيب خالد السبيعي',
      why: 'near miss: a rank before an office',
    },
    { text: 'انهيار عقار في الجيزة.. وشهود: سمعنا صوت انفجار', source: 'شهود', why: 'the conjunction' },
    {
      text: 'قال خالد السبيعي إن الطريق مفتوح. وصرح أكثر من مرة بأنه لا علم له بالمشروع.',
      source: null,
      why: 'how often he said it, right behind the verb',
    },
    {
      text: 'قالت الجمعية إن السوق أغلق. وهم حسب زعمهم يرون أن الحدود مفتوحة.',
      source: null,
      why: 'whose claim it is said to be',
    },
    {
      text: 'التقى خالد السبيعي السكان. وعلق ساخرا: «أين صرفت كل هذه الأموال؟».',
      source: null,
      why: 'a state without its vowels',
    },
    {
      text: 'وأظهرت بيانات الجمارك الصادرة أن الواردات ارتفعت.',
      source: 'بيانات الجمارك',
      why: 'what hangs on it, with nothing behind',
    },
    {
      text: 'استقالة المدرب.. وخالد السبيعي يقول إن الموسم ضعيف',
      source: 'خالد السبيعي',
      why: 'the conjunction before a name',
    },
    {
      text: 'وأفاد بلاغ توصلت به جريدة المرفأ بأن الاجتماع خلص إلى قرارات مهمة.',
      source: 'بلاغ',
      why: 'by whom a document was received',
    },
    {
      text: 'وأفاد تقرير نشرته جريدة المرفأ بأن الاجتماع خلص إلى قرارات مهمة.',
      source: 'تقرير نشرته جريدة المرفأ',
      why: 'near miss: who published it',
    },
    { text: 'وَشهود يقولون إن الباب مفتوح.', source: 'شهود', why: 'the conjunction with its vowel' },
    { text: 'وقال وكيل المدرسة إن الدروس ستستأنف.', source: 'وكيل المدرسة', why: 'near miss: its own first letter' },
  ])('$why: $text', ({ text, source }) => expect(said(text, true).at(-1)!.source).toBe(source));
});

describe('what an ordinary verb governs is no part of its subject, who speaks further on', () => {
  rows([
    {
      text: 'رفض الرئيس التركي المقترح، معتبرا أنه متأخر.',
      speakers: ['الرئيس التركي'],
      why: 'behind an adjective',
    },
    {
      text: 'افتتح وزير الزراعة المعرض وأكد أن المحصول وفير.',
      speakers: ['وزير الزراعة'],
      why: 'behind an office',
    },
    {
      text: 'هاجم المتحدث باسم الكنيست القرار، معتبرا أنه متسرع.',
      speakers: ['المتحدث باسم الكنيست'],
      why: 'behind a name',
    },
    {
      text: 'زار الأمين العام للحزب المقر، وقال إن العمل جار.',
      speakers: ['الأمين العام للحزب'],
      why: 'behind للـ',
    },
    {
      text: 'وقع رئيس الحزب الاتفاقية، وقال إنها تاريخية.',
      speakers: ['رئيس الحزب'],
      why: 'a noun with the ending of an adjective',
    },
    {
      text: 'هنأ رئيس الاتحاد اللاعبين، مضيفا أن الموسم طويل.',
      speakers: ['رئيس الاتحاد'],
      why: 'people',
    },
    {
      text: 'استقبل رئيس البرلمان السفير البلجيكي، وأكد أن العلاقات متينة.',
      speakers: ['رئيس البرلمان'],
      why: 'somebody with an office',
    },
    {
      text: 'غادر الرئيس التونسي القاهرة، وأكد أن الزيارة ناجحة.',
      speakers: ['الرئيس التونسي'],
      why: 'a place’s name',
    },
    {
      text: 'رفض وزير الزراعة هذا القرار، معتبرا أنه متسرع.',
      speakers: ['وزير الزراعة'],
      why: 'behind a demonstrative',
    },
    {
      text: 'نظم العمال وقفة تضامنية، وقالوا إن الرواتب متأخرة.',
      speakers: ['العمال'],
      why: 'without article, with a و of its own',
    },
    {
      text: 'شارك مدير الزراعة في الندوة، وقال إن المحصول وفير.',
      speakers: ['مدير الزراعة'],
      why: 'with a preposition',
    },
    {
      text: 'شكا باعة السمك من تردي الحال، وقالوا إن الأسعار مرتفعة.',
      speakers: ['باعة السمك', 'باعة السمك'],
      why: 'the ب is the noun’s own',
    },
    {
      text: 'وصل رئيس الحكومة السابقة، وقال إن الوقت ضيق.',
      speakers: ['رئيس الحكومة السابقة'],
      why: 'near miss: a noun that describes here',
    },
    {
      text: 'تظاهر مدرسو اللغة العربية، وقالوا إن الرواتب متأخرة.',
      speakers: ['مدرسو اللغة العربية'],
      why: 'near miss: of an origin',
    },
    {
      text: 'حضر مدير الزراعة في المحافظة، وقال إن المحصول وفير.',
      speakers: ['مدير الزراعة في المحافظة'],
      why: 'near miss: where he is in office',
    },
    {
      text: 'وصل وكيل الوزارة الأستاذ سالم الهدار، وقال إن الوقت ضيق.',
      speakers: ['سالم الهدار'],
      why: 'near miss: a title before the name',
    },
  ]);

  test.each([
    { text: 'انتقد الوزير القرار قائلا إن الوقت غير مناسب.', source: 'الوزير', why: 'before a participle' },
    {
      text: 'الوزير السابق القائد قال إن الوقت غير مناسب.',
      source: 'الوزير السابق القائد',
      why: 'near miss: right before the verb',
    },
  ])('a source ends before it, $why: $text', ({ text, source }) => expect(said(text)[0]?.source).toBe(source));
});
