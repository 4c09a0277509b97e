import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { contents, said } from './helpers.ts';

describe('where the content of a quotation begins and ends', () => {
  test.each([
    { text: 'قال الوزير سالم الهدار: «سنفتح الطريق غداً».', content: ['سنفتح الطريق غداً'], why: 'a colon and marks' },
    { text: 'قال الوزير سالم الهدار إن الطريق سيفتح غداً.', content: ['الطريق سيفتح غداً'], why: 'a clause with إن' },
    { text: 'وأكدت الوزارة أن الطريق مفتوح.', content: ['الطريق مفتوح'], why: 'a clause with أن' },
    {
      text: 'وأكد رئيس البلدية السابق أن الطريق مفتوح.',
      content: ['الطريق مفتوح'],
      why: 'an adjective of who speaks governs nothing',
    },
    {
      text: 'وقال الخبير المعروف إن الطريق مفتوح.',
      content: ['الطريق مفتوح'],
      why: '… though behind من it does: من المعروف أن',
    },
    { text: 'وقالت الكاتبة أمل إن الطريق مفتوح.', content: ['الطريق مفتوح'], why: 'a name governs nothing' },
    {
      text: 'دبي (رويترز) - ارتفعت الأسعار في السوق أمس، وفقا لبيان الوزارة.',
      content: ['ارتفعت الأسعار في السوق أمس'],
      why: 'a dateline is no part of it',
    },
    {
      text: 'ارتفاع الأسعار - وهو الثاني هذا العام - سيستمر، وفقا لبيان الوزارة.',
      content: ['ارتفاع الأسعار - وهو الثاني هذا العام - سيستمر'],
      why: 'near miss: a dash behind other words',
    },
    {
      text: 'وقالت النائبة: «الميزانية جاهزة»، متابعة: «النفقات ارتفعت».',
      content: ['الميزانية جاهزة', 'النفقات ارتفعت'],
      why: 'the look-alike of a participle, where only one can stand',
    },
    {
      text: 'وأوضحت الوزيرة أن لجنة متابعة الأسعار بدأت عملها.',
      content: ['لجنة متابعة الأسعار بدأت عملها'],
      why: 'near miss: the noun that it looks like',
    },
    {
      text: 'وسيغلق الطريق غدا، حسب نفس المصدر.',
      content: ['وسيغلق الطريق غدا'],
      why: 'a word before the noun of the source',
    },
    { text: 'وقال طالب في الجامعة إن الطريق مغلق.', content: ['الطريق مغلق'], why: 'a student, who demands nothing' },
    {
      text: '«الخطة جاهزة والعمل سيبدأ غدا في المدينة»، يوضح سالم النجار.',
      content: ['الخطة جاهزة والعمل سيبدأ غدا في المدينة'],
      why: 'in marks, right before its verb',
    },
    {
      text: 'وقال الوزير: «... العمل مستمر في كل المدن وسيكتمل».',
      content: ['... العمل مستمر في كل المدن وسيكتمل'],
      why: 'dots where something was left out',
    },
    {
      text: 'قال تعالى: (وجعلنا من الماء كل شيء حي) صدق الله العظيم.',
      content: ['وجعلنا من الماء كل شيء حي'],
      why: 'a verse in brackets',
    },
    {
      text: 'قال تعالى // وجعلنا من الماء كل شيء حي // صدق الله العظيم.',
      content: ['وجعلنا من الماء كل شيء حي'],
      why: 'a verse between double strokes',
    },
    {
      text: 'وافتتح الأمير معرض // عكاظ المستقبل // أمس. // انتهى //',
      content: [],
      why: 'near miss: a name, and the end of a despatch',
    },
    {
      text: 'وقال الوزير إن العمل (الذي بدأ في المدينة) مستمر.',
      content: ['العمل (الذي بدأ في المدينة) مستمر'],
      why: 'near miss: a remark in brackets',
    },
    {
      text: 'وقد انخفضت الأسعار هذا العام بنسبة كبيرة، كما أكدت وزارة التجارة.',
      content: ['وقد انخفضت الأسعار هذا العام بنسبة كبيرة'],
      why: 'a phrase that has a verb',
    },
    {
      text: 'وانخفضت الأسعار، كما أعلنت الوزارة عن خطة جديدة.',
      content: [],
      why: 'near miss: she also did',
    },
    {
      text: 'وقال الضابط المسؤول عن بناء الجدار إن الطريق الشمالي مفتوح أمام المسافرين.',
      content: ['الطريق الشمالي مفتوح أمام المسافرين'],
      why: 'behind إن, whatever the subject governs',
    },
    {
      text: 'وقالت الوزارة إن الحريق أخمد،\nوأن السكان عادوا إلى بيوتهم. وحضر المحافظ.',
      content: ['الحريق أخمد،\nوأن السكان عادوا إلى بيوتهم'],
      why: 'a line break behind a comma',
    },
    {
      text: 'وقال المدير إن العمل في المصنع الجديد مستمر حتى\nنهاية العام الحالي. وحضر المحافظ.',
      content: ['العمل في المصنع الجديد مستمر حتى\nنهاية العام الحالي'],
      why: 'a line break behind a preposition',
    },
    {
      text: 'وأكدت الوزارة أن العمل مستمر\nأخبار أخرى من المدينة',
      content: ['العمل مستمر'],
      why: 'near miss: another line',
    },
    {
      text: 'وقال الواعظ: إن الدين يسر ولن يشاد الدين أحد إلا غلبه (رواه البخاري).',
      content: ['الدين يسر ولن يشاد الدين أحد إلا غلبه'],
      why: 'without where it stands',
    },
    {
      text: 'وقال المدير إن عدد العمال كبير (150 عاملا).',
      content: ['عدد العمال كبير (150 عاملا)'],
      why: 'near miss: a remark of his',
    },
    {
      text: 'وأكد أندريه فيلاش-بواش المدير الفني للنادي أن الطريق الشمالي مفتوح أمام المسافرين.',
      content: ['الطريق الشمالي مفتوح أمام المسافرين'],
      why: 'a hyphen within a name',
    },
    { text: 'وأشار المدير إلى أن العمل مستمر.', content: ['العمل مستمر'], why: 'إلى أن' },
    { text: 'وشدد المحافظ على أن الأسعار ثابتة.', content: ['الأسعار ثابتة'], why: 'على أن' },
    { text: 'وحذر الطبيب من أن الوباء قد يعود.', content: ['الوباء قد يعود'], why: 'من أن' },
    { text: 'وأفاد البيان بأن الحريق أُخمد.', content: ['الحريق أُخمد'], why: 'بأن' },
    { text: 'قالت المديرة إنها لن تستقيل.', content: ['لن تستقيل'], why: 'the pronoun belongs to the complementiser' },
    {
      text: 'قال الوزير إن «الطريق آمن تماماً ولا خطر فيه».',
      content: ['الطريق آمن تماماً ولا خطر فيه'],
      why: 'marks after إن',
    },
    {
      text: 'قال الناطق إن السفينة وصلت، مضيفاً أن طاقمها بخير.',
      content: ['السفينة وصلت', 'طاقمها بخير'],
      why: 'a participle opens the next quotation',
    },
    { text: 'وقال المدير إن الأجور ارتفعت 20٪.', content: ['الأجور ارتفعت 20٪'], why: 'a sign belongs to its number' },
    {
      text: 'وأكد المدير أن الأرباح ارتفعت بنسبة 14.5 %.',
      content: ['الأرباح ارتفعت بنسبة 14.5 %'],
      why: 'behind a blank',
    },
    {
      text: 'وذكر المدير أن المصنع سيغلق، حسب تعبيره.',
      content: ['المصنع سيغلق'],
      why: 'a trailing attribution phrase is outside',
    },
    {
      text: 'وأكد الرئيس أن بلاده جاهزة وأنها لن تتراجع.',
      content: ['بلاده جاهزة وأنها لن تتراجع'],
      why: 'two clauses under one cue are one quotation',
    },
    {
      text: 'قال الوزير إن الخطة جاهزة، لكنه أضاف أن تنفيذها يحتاج إلى وقت.',
      content: ['الخطة جاهزة', 'تنفيذها يحتاج إلى وقت'],
      why: 'a conjunction and a reporting verb end the clause',
    },
    {
      text: 'وأكد مدير مكتب الوزير أن سعادته سيزور المحطة الجديدة غداً.',
      content: ['سعادته سيزور المحطة الجديدة غداً'],
      why: 'behind أن it begins what is said',
    },
    {
      text: 'قال المتحدث إن المسؤول أكد أن الاتفاق قائم.',
      content: ['المسؤول أكد أن الاتفاق قائم', 'الاتفاق قائم'],
      why: 'a voice nested in another: both',
    },
    {
      text: 'قال الخبير إن القطاع «يمر بأصعب مراحله» منذ سنوات.',
      content: ['القطاع «يمر بأصعب مراحله» منذ سنوات'],
      why: 'a clause with some words in marks is mixed and whole',
    },
    {
      text: 'وقال الوزير، في تصريح لقناة محلية مساء أمس، إن الميناء سيعمل ليلاً.',
      content: ['الميناء سيعمل ليلاً'],
      why: 'an adjunct between commas',
    },
    {
      text: 'وقال الشاهد: «رأيت النار تقترب.\nوأغلق المدخل بسرعة',
      content: ['رأيت النار تقترب.'],
      why: 'a mark that is never closed ends with its paragraph',
    },
    {
      text: 'وصف الخبير القرار بأنه خطوة متأخرة.',
      content: ['خطوة متأخرة'],
      why: 'وصف … بأنه',
    },
    {
      text: 'قال المدير: «نعمل ليلاً ونهاراً، مؤكداً أن المشروع سينتهي قريباً.',
      content: ['نعمل ليلاً ونهاراً', 'المشروع سينتهي قريباً'],
      why: 'an unclosed mark ends before the next reporting word',
    },
    {
      text: 'وزاد المتحدث قائلاً: “لن نقبل بأقل من ذلك أبداً”.',
      content: ['لن نقبل بأقل من ذلك أبداً'],
      why: 'two reporting words: one quotation',
    },
    {
      text: 'وقال المدير التنفيذي للشركة سامي الحداد، الذي تولى منصبه قبل عام، إن المصنع سيضاعف إنتاجه.',
      content: ['المصنع سيضاعف إنتاجه'],
      why: 'a relative clause before إن',
    },
    {
      text: 'وأوضح الدكتور نادر السالمي، أن اللقاح متوفر في جميع المراكز.',
      content: ['اللقاح متوفر في جميع المراكز'],
      why: 'a comma before أن',
    },
    {
      text: 'تتواصل أزمة المياه في المدينة منذ أسبوع. ونشرت لجان الحي عبر حسابها على فيسبوك، أن المياه انقطعت منذ يومين.',
      content: ['المياه انقطعت منذ يومين'],
      why: 'an adjunct with a comma before أن',
    },
    {
      text: 'وذكر بلاغ للجنة، التي تضم سبعة أعضاء، أن الترشيحات تبدأ غداً.',
      content: ['الترشيحات تبدأ غداً'],
      why: 'an insertion in commas',
    },
    {
      text: 'وقال\nالرئيس التنفيذي للبنك نادر السالمي، إن الأرباح تضاعفت.',
      content: ['الأرباح تضاعفت'],
      why: 'a line break after the cue',
    },
    { text: 'وقال المدرب: إنه راض عن أداء لاعبيه.', content: ['راض عن أداء لاعبيه'], why: 'إنه after a colon' },
    { text: 'واكد المدير بانه سيتابع الملف.', content: ['سيتابع الملف'], why: 'no hamza' },
    { text: 'يقولُ الفلاح بأنَّ الموسم كان جافاً.', content: ['الموسم كان جافاً'], why: 'vocalised, قال with بأن' },
    {
      text: 'وهذه وثائق تكشف الحقيقة، لتؤكد تقارير أن الشركة أفلست منذ عام.',
      content: ['الشركة أفلست منذ عام'],
      why: 'لـ before the verb',
    },
    {
      text: 'قالت الجارة بلي الثمن غادي يزيد هاد العام.',
      content: ['الثمن غادي يزيد هاد العام'],
      why: 'Moroccan بلي',
    },
    {
      text: 'وأضافت: “راه الناس عيات من هاد الشي”.',
      content: ['راه الناس عيات من هاد الشي'],
      why: 'a dialect in marks',
    },
    {
      text: 'مصدران لـ«الأيام»: الحكومة ستستقيل غداً\n\nاجتمعت الحكومة أمس في العاصمة لبحث الأزمة.',
      content: ['الحكومة ستستقيل غداً'],
      why: 'a headline of unnamed sources',
    },
    {
      text: 'وقالت المعارضة إن الخطة «هدية» للشركات لأنها «ستبقي الأسعار مرتفعة» سنوات.',
      content: ['الخطة «هدية» للشركات لأنها «ستبقي الأسعار مرتفعة» سنوات'],
      why: 'several marked pieces in one clause',
    },
    {
      text: 'قال المدير سامي النوري إن العمل في المصنع توقف منذ أسبوع، في إشارة إلى الإضراب الأخير للعمال.',
      content: ['العمل في المصنع توقف منذ أسبوع'],
      why: 'the narrator explains',
    },
    {
      text: 'وأكد أنه لشبان يعملون ليلاً، ويسهرون على راحة الناس.',
      content: ['لشبان يعملون ليلاً، ويسهرون على راحة الناس'],
      why: 'a coordinated verb of the same clause',
    },
    {
      text: 'وقال الشاهد: رأيت السيارة تسرع.. ثم سمعت صوت الانفجار.',
      content: ['رأيت السيارة تسرع.. ثم سمعت صوت الانفجار'],
      why: 'two points are no full stop',
    },
    {
      text: 'وقالت الوزارة إن التلقيح بلغ 2.5 مليون جرعة، كما ستفتح مراكز جديدة.',
      content: ['التلقيح بلغ 2.5 مليون جرعة، كما ستفتح مراكز جديدة'],
      why: 'a number with a point; كما goes on',
    },
    {
      text: "وكتب المرسل: ''لا تنتظروا أحداً، الطريق مغلق''.",
      content: ['لا تنتظروا أحداً، الطريق مغلق'],
      why: 'two single marks',
    },
    {
      text: '«لن نترك أرضنا أبداً مهما حدث»، هكذا تقول لوكالة «النور» المزارعة منى علي.',
      content: ['لن نترك أرضنا أبداً مهما حدث'],
      why: 'the verb after the quotation, behind هكذا',
    },
    {
      text: 'وقد جاء في نص الرسالة أن الشركة ستغلق أبوابها.',
      content: ['الشركة ستغلق أبوابها'],
      why: 'a document in which it stands',
    },
    {
      text: 'وكانت الشركة، حسب مديرها، قد باعت نصف أسهمها في الربيع.',
      content: [['وكانت الشركة', 'قد باعت نصف أسهمها في الربيع']],
      why: 'a phrase in the middle of the clause',
    },
    {
      text: 'الفن، يقول الرسام سامي علي في حديث لمجلة محلية، انتقال من الصمت إلى الكلام.',
      content: [['الفن', 'انتقال من الصمت إلى الكلام']],
      why: 'a verb in the middle of the clause',
    },
    {
      text: 'قال الوزير إن الجسر سيفتح قريباً، في إشارة إلى جسر الميناء القديم.',
      content: ['الجسر سيفتح قريباً'],
      why: 'the narrator explains what is meant',
    },
    {
      text: 'قالت الوزارة إن الطريق مفتوح، وإن العبور مجاني.',
      content: ['الطريق مفتوح، وإن العبور مجاني'],
      why: 'a second clause after a comma goes on',
    },
    {
      text: 'ولم يخف المدير أن المصنع يخسر منذ عام.',
      content: ['المصنع يخسر منذ عام'],
      why: 'لم يخف أن: he says so',
    },
    {
      text: 'عاد الوفد إلى العاصمة أمس.\n"الطريق مغلق منذ أسبوع كامل" يكتب سالم النجار من القرية.\nواستمر البحث.',
      content: ['الطريق مغلق منذ أسبوع كامل'],
      why: 'the verb right behind the marks',
    },
    {
      text: 'عاد الوفد إلى العاصمة أمس.\n«الطريق مغلق منذ أسبوع كامل»، تابع المدير.\nواستمر البحث.',
      content: ['الطريق مغلق منذ أسبوع كامل'],
      why: 'a verb of many senses behind the marks, and an office',
    },
    {
      text: 'وقالت الوزيرة هدى النوري إن المصنع سيغلق أبوابه، من دون أن تحدد موعداً لذلك.',
      content: ['المصنع سيغلق أبوابه'],
      why: 'what she who speaks keeps to herself',
    },
    {
      text: 'وأكد المدير أن العمال وصلوا إلى القرية، من دون الخوض في التفاصيل.',
      content: ['العمال وصلوا إلى القرية'],
      why: 'what he who speaks doesn’t go into',
    },
    {
      text: 'وأكد المدير أن العمال وصلوا إلى القرية، دون أن يعترضهم أحد.',
      content: ['العمال وصلوا إلى القرية، دون أن يعترضهم أحد'],
      why: 'near miss: it is said of others',
    },
    {
      text: '«لن نصمت بعد اليوم أبداً»، بهذه العبارة بدأ النائب سليم القصاب خطابه.',
      content: ['لن نصمت بعد اليوم أبداً'],
      why: 'with these words',
    },
    {
      text: '«لم أوقع لأي نادٍ».. هكذا رد جاسم القصاب على الشائعات.',
      content: ['لم أوقع لأي نادٍ'],
      why: 'so he answered',
    },
    {
      text: 'انطلقت الأشغال أمس. الميزانية المرصودة تبلغ 12 مليون درهم، يضيف المصدر ذاته.',
      content: ['الميزانية المرصودة تبلغ 12 مليون درهم'],
      why: 'a sentence without marks before the verb and its source',
    },
    {
      text: 'عاد الوفد أمس. «سنعود إلى القرية قبل الشتاء»، يقول بصوت خافت.',
      content: ['سنعود إلى القرية قبل الشتاء'],
      why: 'how it is said is no content',
    },
    {
      text: 'وبحسب وزارة الصحة، الحكومة عاجزة عن دفع الرواتب.',
      content: ['الحكومة عاجزة عن دفع الرواتب'],
      why: 'the clause behind a phrase begins with its subject',
    },
    {
      text: 'وبحسب علي القصاب، الباحث في الشأن التركي، لم تحسم أنقرة موقفها بعد.',
      content: ['لم تحسم أنقرة موقفها بعد'],
      why: 'near miss: another comma closes an apposition',
    },
    {
      text: 'أعلنت الشركة أن المصنع سيغلق أبوابه، ولم تكشف عن الأسباب.',
      content: ['المصنع سيغلق أبوابه'],
      why: 'what she didn’t tell',
    },
    {
      text: 'وقال الوزير إن الطائرة اختفت، ولم يعثر على حطامها.',
      content: ['الطائرة اختفت، ولم يعثر على حطامها'],
      why: 'near miss: not of who speaks',
    },
    {
      text: 'وقال الوزير إن الجسر سيفتح قريباً، يذكر أن العمل بدأ قبل عامين.',
      content: ['الجسر سيفتح قريباً'],
      why: 'the narrator recalls',
    },
    {
      text: 'وفي الحديث الشريف: «المسلم من سلم المسلمون من لسانه ويده».',
      content: ['المسلم من سلم المسلمون من لسانه ويده'],
      why: 'a tradition',
    },
    {
      text: 'وبحسب مسؤول أميركي، إسرائيل وافقت على الهدنة.',
      content: ['إسرائيل وافقت على الهدنة'],
      why: 'the clause right behind a phrase that opens the sentence',
    },
    {
      text: 'الشروق: ما سبب الغياب؟\nسامي القصاب: لم نتفق على الأجر.',
      content: ['لم نتفق على الأجر'],
      why: 'not an outlet’s question',
    },
    {
      text: 'وقال رئيس البلدية عمر القصاب: البلدية مفلسة. نطالب الحكومة بتحويل مستحقاتنا. الوقت ضيق.',
      content: ['البلدية مفلسة. نطالب الحكومة بتحويل مستحقاتنا. الوقت ضيق'],
      why: 'behind a colon all is said up to the next reporting word',
    },
    {
      text: 'رد الابن: لن أعود إلى القرية. وأغلق الباب خلفه.',
      content: ['لن أعود إلى القرية'],
      why: 'near miss: what happened then',
    },
    {
      text: 'وقال صاحب المقهى حسن القصاب: خسرنا كل شيء. يعمل القصاب في الحي منذ عشرين عاماً.',
      content: ['خسرنا كل شيء'],
      why: 'near miss: of him who spoke',
    },
    {
      text: 'أدرك المزارعون أن البئر جفت تماماً.',
      content: ['البئر جفت تماماً'],
      why: 'a belief: أدرك أن',
    },
  ])('$why: $text', ({ text, content }) => expect(contents(text)).toEqual(content));

  test.each([
    { text: 'قرأ الطالب رواية «الأيام» ثم أعادها إلى المكتبة.', why: 'a title in marks' },
    { text: 'يُذكر أن الملعب يتسع لعشرين ألف متفرج.', why: 'impersonal يذكر أن' },
    { text: 'يذكر أنه ولد في مدينة ساحلية وعمل نجاراً.', why: 'impersonal يذكر أنه: the pronoun changes nothing' },
    { text: 'يشار إلى أنها المرة الثالثة التي يغلق فيها الجسر.', why: 'impersonal يشار إلى أنها' },
    { text: 'الجدير ذكره أن الملعب افتتح قبل عامين.', why: 'impersonal الجدير ذكره' },
    { text: 'سجل اللاعب هدف الفوز قبل أن يغادر الملعب مصاباً.', why: 'قبل أن belongs to no cue before it' },
    { text: 'تجدر الإشارة إلى أن المعرض يستمر أسبوعاً.', why: 'impersonal تجدر الإشارة' },
    { text: 'من المقرر أن يزور الوفد المدينة غداً.', why: 'من المقرر أن' },
    { text: 'وارتفعت الأسعار، ما يشير إلى أن الأزمة مستمرة.', why: 'a thing shows it' },
    { text: '«سيرة حياة كاتب كبير»، يعرض سالم النجار الكتاب في المدينة.', why: 'a title in marks, before its verb' },
    {
      text: 'قرأ الطلاب قصيدة «الطريق الطويل إلى مدينة الشمس»\nسجلت المكتبة مئات الزوار هذا العام.',
      why: 'a title in marks, and a verb of the next line',
    },
    { text: 'الواقع يقول إن مدارسنا تخرج حفظة. والعام طويل.', why: 'reality says nothing' },
    { text: '«رحلة إلى القمر».. هكذا سمى المخرج علي القصاب فيلمه الجديد.', why: 'so he called it' },
    { text: 'تحدث الوزير في المؤتمر عدة مرات.', why: 'speech without content' },
    { text: 'هاجم المسلحون نقطة للجيش قرب الحدود.', why: 'plain narration' },
    { text: 'وصل الفريق قبل أن يبدأ المطر.', why: 'قبل أن' },
    {
      text: 'تعادل الفريقان أمس. سجل اللاعب أحمد سالم هدف الفوز بعد أن غادر زميله الملعب مصاباً.',
      why: 'بعد أن belongs to no cue before it',
    },
    { text: 'يمكن أن يتأخر القطار بسبب الثلوج.', why: 'يمكن أن' },
    { text: 'سيطر تنظيم «الفجر» على بلدة «التل» أمس.', why: 'names in marks' },
    { text: 'انتقل المدير بين مكتبين في المدينة ثم عاد.', why: 'بين is a preposition' },
    { text: 'عاد الوفد دون أن يكشف عن موعد الزيارة المقبلة.', why: 'دون أن يكشف' },
    { text: 'برلين: القبض على مشتبه به في سرقة المتحف', why: 'a dateline' },
    {
      text: 'يتسع السوق الجديد لأربعين محلا، وبلغت كلفته ثلاثة ملايين دينار.\nالمصدر: جريدة الأيام',
      why: 'where a text comes from',
    },
    { text: 'نقل الجيش قواته إلى الحدود الشمالية.', why: 'نقل moves things' },
    { text: 'تتسع ذاكرة الحاسوب لآلاف الصور.', why: 'ذاكرة is no verb' },
    { text: 'رد اللاعب الجميل إلى ناديه القديم.', why: 'رد الجميل' },
  ])('silent — $why: $text', ({ text }) => expect(contents(text)).toEqual([]));
});

describe('a line that tells who wrote', () => {
  test.each([
    { line: 'كتب: سالم الهدار', contents: ['السد امتلأ من جديد'] },
    { line: 'حاورتها – ليلى القصاب', contents: ['السد امتلأ من جديد'] },
    {
      line: 'وكتب المهندس سالم الهدار في مقال له: «الماء عاد إلى القرى كلها».',
      contents: ['الماء عاد إلى القرى كلها', 'السد امتلأ من جديد'],
      why: 'near miss: his words',
    },
    {
      line: 'وكتب سالم الهدار:\n\n«الماء عاد إلى القرى كلها».',
      contents: ['الماء عاد إلى القرى كلها', 'السد امتلأ من جديد'],
      why: 'near miss: his words stand in the next paragraph',
    },
    {
      line: 'كتبت ليلى القصاب:\n\n«الماء عاد إلى القرى كلها منذ يومين».',
      contents: ['الماء عاد إلى القرى كلها منذ يومين', 'السد امتلأ من جديد'],
      why: 'near miss: a mark follows',
    },
    { line: 'كتب سالم الهدار:', contents: ['السد امتلأ من جديد'] },
  ])('$line', ({ line, contents: wanted }) => {
    expect(contents(`${line}\n\nقال وزير الري نوري القصاب إن السد امتلأ من جديد.`)).toEqual(wanted);
  });
});

describe('noun phrases that report', () => {
  test.each([
    { text: 'ونصح الطبيب المرضى بشرب الماء كل صباح.', content: 'بشرب الماء كل صباح' },
    { text: 'واتهم النائب الحكومة بإهدار المال العام.', content: 'بإهدار المال العام' },
    { text: 'وأبدت المنظمة مخاوفها من تدهور الأوضاع.', content: 'مخاوفها من تدهور الأوضاع' },
    { text: 'وطالب العمال بزيادة الأجور.', content: 'بزيادة الأجور' },
    { text: 'وانتقد الكاتب سياسة الحكومة.', content: 'سياسة الحكومة' },
    { text: 'وجدد الوزير دعمه للمبادرة.', content: 'دعمه للمبادرة' },
  ])('$text', ({ text, content }) => expect(said(text, true)).toMatchObject([{ type: 'nominal', content }]));

  test('a cue whose sentence is over takes no clause out of the next one', () => {
    const text = 'وجدد الوزير دعمه للمبادرة. ومن المقرر أن يجتمع المجلس يوم الخميس المقبل للنظر في الأمر.';
    expect(said(text, true).filter(({ type }) => type !== 'nominal')).toEqual([]);
  });

  test.each([{ text: 'نقل الجيش قواته إلى الحدود الشمالية.' }, { text: 'سجل اللاعب هدفين في الشوط الأول.' }])(
    'silent: $text',
    ({ text }) => expect(said(text, true)).toEqual([]),
  );
});

describe('types', () => {
  test.each([
    { text: 'قال الوزير: «سنفتح الطريق غداً».', type: 'direct' },
    { text: 'قال الوزير إن الطريق سيفتح غداً.', type: 'indirect' },
    { text: 'قال الوزير إن الطريق «سيفتح أمام الجميع» غداً.', type: 'mixed' },
    { text: 'قال الوزير إن حزب «النهوض» سيشارك في الانتخابات.', type: 'indirect' },
    { text: 'نفى الوزير وجود خلاف داخل الحكومة.', type: 'nominal' },
    { text: 'توعد القائد بملاحقة المهربين.', type: 'nominal' },
  ])('$type: $text', ({ text, type }) => expect(said(text, true).map((q) => q.type)).toEqual([type]));
});

describe('fragments', () => {
  test('a quotation interrupted by its attribution is one with two fragments', () => {
    const text = '«لم نتلق أي رد من الشركة»، يقول سالم الهدار، «وسننتظر حتى نهاية الشهر».';
    expect(said(text)).toEqual([
      {
        type: 'direct',
        content: ['لم نتلق أي رد من الشركة', 'وسننتظر حتى نهاية الشهر'],
        cue: 'يقول',
        source: 'سالم الهدار',
        speaker: 'سالم الهدار',
      },
    ]);
  });

  test('a sentence hung on an attribution phrase goes on after it', () => {
    const text = 'وستبدأ الأعمال، بحسب الوزارة، في مطلع الشهر المقبل على ثلاث مراحل.';
    expect(contents(text)).toEqual([['وستبدأ الأعمال', 'في مطلع الشهر المقبل على ثلاث مراحل']]);
  });

  test.each([
    {
      text: 'ومن المقرر، بحسب وزارة النقل، أن يفتح الجسر الجديد غدا أمام السيارات.',
      content: ['ومن المقرر', 'أن يفتح الجسر الجديد غدا أمام السيارات'],
      why: 'what governs the clause stands before the phrase',
    },
    {
      text: 'غير أنه من الواضح، وفقا لوزارة النقل، أن الجسر الجديد لن يفتح هذا العام.',
      content: ['من الواضح', 'أن الجسر الجديد لن يفتح هذا العام'],
      why: 'behind another أن',
    },
    {
      text: 'وأضاف، بحسب وكالة رويترز، أن الجسر الجديد سيفتح غدا أمام السيارات.',
      content: 'الجسر الجديد سيفتح غدا أمام السيارات',
      why: 'near miss: a reporting verb',
    },
  ])('$why: $text', ({ text, content }) => expect(contents(text)).toEqual([content]));

  test.each([
    {
      text: 'كما زادت الأسعار في الأسواق بنسبة كبيرة، بحسب وزارة التجارة.',
      content: 'زادت الأسعار في الأسواق بنسبة كبيرة',
    },
    { text: 'لكن المصنع سيبقى مفتوحاً حتى نهاية العام، بحسب المدير.', content: 'المصنع سيبقى مفتوحاً حتى نهاية العام' },
    {
      text: 'كما تشمل الخطة، حسب الوزارة، بناء ثلاث مدارس في القرى.',
      content: ['تشمل الخطة', 'بناء ثلاث مدارس في القرى'],
    },
  ])('what joins the sentence to the one before is the narrator’s: $text', ({ text, content }) =>
    expect(contents(text)).toEqual([content]),
  );
});

test('--explain names the content that was chosen and its rival, with what told them apart', () => {
  const text = 'قال الناطق إن السفينة وصلت، مضيفاً أن طاقمها بخير.';
  const [first] = analyze({ text }, { explain: true }).quotations;
  const told = first?.explain?.filter(({ field, note }) => field === 'content' && note);
  expect(told?.map(({ rule }) => rule)).toEqual(['best', 'rival']);
  expect(told?.[0]?.words?.text).toBe('السفينة وصلت');
  expect(told?.[1]?.words?.text).toMatch(/^السفينة وصلت، مضيفاً/);
  for (const { note } of told ?? []) expect(note).toMatch(/^[01]\.\d\d; \S+ [+-]?\d/);
});

test.each([
  {
    text: 'ويذكر أن أقصى سرعة لطائرة الشحن تبلغ 834 كيلومترا في الساعة، وفقا لموقع «العلوم».',
    content: 'أقصى سرعة لطائرة الشحن تبلغ 834 كيلومترا في الساعة',
  },
  {
    text: 'ويشار إلى أنها سابقة في تاريخ المدينة، وفق مصدر حكومي رفيع.',
    content: 'سابقة في تاريخ المدينة',
  },
])('what the narrator begins with is no part of what a phrase reports: $text', ({ text, content }) =>
  expect(contents(text)).toEqual([content]),
);

test('an outlet’s questions are nobody’s words, the answers are', () => {
  expect(contents('المرفأ: ما سبب رحيلك عن النادي؟\nكمال القصاب: لم نتفق على مدة العقد.')).toEqual([
    'لم نتفق على مدة العقد',
  ]);
});
