import { describe, expect, test } from 'vitest';
import { mentionsOf } from './helpers.ts';

/** Sentences of one rule each, with a near miss. */
const ENDS: Record<string, { text: string; found: string[]; why: string }[]> = {
  'a definite word governs nothing': [
    {
      text: 'نفت وزارة الزراعة صحة الأخبار المتداولة عن نقص القمح.',
      found: ['ORG وزارة الزراعة'],
      why: 'the object is no part of the name',
    },
    {
      text: 'نفت الهيئة القومية للبريد صحة المنشورات.',
      found: ['ORG الهيئة القومية للبريد'],
      why: 'behind what it is for',
    },
    {
      text: 'نفى مدير نادي الشباب وليد ناصر صحة الأنباء.',
      found: ['ORG نادي الشباب', 'PER وليد ناصر'],
      why: 'nor is it a name by itself',
    },
    {
      text: 'زار الوفد مديرية صحة القليوبية أمس.',
      found: ['ORG مديرية صحة القليوبية'],
      why: 'near miss: an indefinite noun does',
    },
  ],
  'behind a person’s name stands what the verb governs': [
    { text: 'وزار الوزير خالد منصور المدينة، وقال إن العمل مستمر.', found: ['PER خالد منصور'], why: 'a place' },
    { text: 'رفض الوزير خالد منصور القرار، وقال إن العمل مستمر.', found: ['PER خالد منصور'], why: 'words' },
    {
      text: 'ورفض الوزير خالد النحاس القرار، وقال إن العمل مستمر.',
      found: ['PER خالد النحاس'],
      why: 'near miss: the surname with its article',
    },
    { text: 'وقال عمر بن الخطاب إن العدل أساس الملك.', found: ['PER عمر بن الخطاب'], why: 'near miss: a name as well' },
  ],
  'أمام, told by its hamza from إمام': [
    { text: 'وقف محمد سعيد أمام القاضي وأقر بالسرقة.', found: ['PER محمد سعيد'], why: 'a preposition' },
    { text: 'قال الشيخ سالم إمام إن الموسم جيد.', found: ['PER سالم إمام'], why: 'near miss: a surname' },
  ],
  'whom a person speaks to, and how': [
    { text: 'وقال جابر للنواب: «لن نتراجع».', found: ['PER جابر'], why: 'a definite addressee' },
    { text: 'وطالب سامي نور بألا يغلق الباب.', found: ['PER سامي نور'], why: 'what he demands' },
    { text: 'ويقول سامي نور بحسرة إن البيت تهدم.', found: ['PER سامي نور'], why: 'how he says it' },
    { text: 'وعلقت هند بالقول: «لن أسافر».', found: ['PER هند'], why: 'what is said is told' },
    {
      text: 'أما المحلل المالي حازم علاء فيرى أن الهبوط عابر.',
      found: ['PER حازم علاء'],
      why: 'the verb behind أما',
    },
    {
      text: 'قال سعيد بالحاج إن الموسم جيد.',
      found: ['PER سعيد بالحاج'],
      why: 'near miss: a surname that begins so',
    },
    { text: 'هذا التسجيل للظواهري نشر أمس.', found: ['PER لظواهري'], why: 'near miss: a name that it begins' },
  ],
  'tanwin tells a circumstance': [
    { text: 'وقال سامي كريم ضاحكاً: «نسيت كل شيء».', found: ['PER سامي كريم'], why: 'behind a name' },
    { text: 'وأضاف متحسراً إن الأيام تغيرت.', found: [], why: 'by itself' },
    { text: 'ويجيب مازحًا: «نسيت كل شيء».', found: [], why: 'the mark before the alef' },
    { text: 'إن محمداً العتيبي غادر.', found: ['PER محمداً العتيبي'], why: 'near miss: a given name' },
  ],
  'a common word is nobody': [
    {
      text: 'قال الشاهد سامي فوزي إن الشاحنة كانت مسرعة. وأوضح الشاهد أنه أبلغ الشرطة.',
      found: ['PER سامي فوزي'],
      why: 'a source of the lexicon',
    },
    { text: 'وقال الكساب إن السوق راكدة.', found: [], why: 'a trade' },
    {
      text: 'قال رئيس الحكومة يوسف الشاهد إن الأزمة ستنتهي. وأضاف الشاهد أن الحكومة باقية.',
      found: ['PER يوسف الشاهد', 'PER الشاهد'],
      why: 'near miss: a surname of the article',
    },
  ],
  'a surname of the article is whole': [
    {
      text: 'قال هاينز فليك إن الفريق جاهز. وأكد فليك أن الحارس سيلعب.',
      found: ['PER هاينز فليك', 'PER فليك'],
      why: 'its ف is no conjunction',
    },
    {
      text: 'قال روبرت لوين إن السوق متراجع. ورأى لوين أن الأسعار ستهبط. هذا رد على لوين.',
      found: ['PER روبرت لوين', 'PER لوين', 'PER لوين'],
      why: 'its ل is no preposition',
    },
    {
      text: 'قال روبرت وين إن السوق متراجع. وقدم الشكر لوين.',
      found: ['PER روبرت وين', 'PER وين'],
      why: 'near miss: this one is',
    },
    {
      text: 'سألنا سالم ومحمود إن كان الطريق آمنا. وأجاب سالم، ومحمود ينظر إليه.',
      found: ['PER سالم', 'PER محمود', 'PER سالم', 'PER محمود'],
      why: 'near miss: the conjunction before a given name',
    },
  ],
};

describe.each(Object.entries(ENDS))('%s', (_rule, cases) => {
  test.each(cases)('$text -> $found ($why)', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
});
