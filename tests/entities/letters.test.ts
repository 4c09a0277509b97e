import { describe, expect, test } from 'vitest';
import { clitics } from '../../src/entities/clitics.ts';
import { sceneOf } from '../../src/entities/scene.ts';
import { indexText } from '../../src/text/index.ts';
import { mentionsOf } from './helpers.ts';

const MARKS = /[\u064B-\u0652\u0670]/g;

describe('diacritised text is as good as plain text', () => {
  test.each([
    'قَالَ وَزِيرُ الصِّحَّةِ اللُّبْنَانِيُّ سَالِمُ الْحَدَّادِ إِنَّ الْوَفْدَ غَادَرَ بَيْرُوتَ إِلَى دِمَشْقَ.',
    'أَعْلَنَتْ مُنَظَّمَةُ الصِّحَّةِ الْعَالَمِيَّةِ أَنَّ اللَّقَاحَ وَصَلَ إِلَى السُّودَانِ وَلِيبِيَا.',
    'وَأَضَافَ مُحَمَّدٌ الْقَحْطَانِيُّ أَنَّ وِزَارَةَ الدَّاخِلِيَّةِ السُّعُودِيَّةِ أَصْدَرَتْ بَيَانًا.',
    'زَارَ الرَّئِيسُ التُّونِسِيُّ مَدِينَةَ صَفَاقُسَ، ثُمَّ عَادَ إِلَى الْعَاصِمَةِ.',
    'وَفَازَ الْهِلَالُ عَلَى النَّصْرِ فِي الدَّوْرِيِّ السُّعُودِيِّ.',
  ])('%s', (text) => {
    const plain = mentionsOf(text.replace(MARKS, ''));
    expect(plain.length).toBeGreaterThan(0);
    expect(mentionsOf(text).map((mention) => mention.replace(MARKS, ''))).toEqual(plain);
  });
});

describe('a name begins behind its clitics', () => {
  test.each([
    { token: 'ولبنان', letters: 1, why: 'a listed place' },
    { token: 'وبلبنان', letters: 2, why: 'two clitics' },
    { token: 'لبنان', letters: 0, why: 'its own ل' },
    { token: 'للعراق', letters: 1, why: 'after لل at the second ل' },
    { token: 'وسارة', letters: 1, why: 'a given name that no list has with و' },
    { token: 'وليد', letters: 0, why: 'a given name of its own و' },
    { token: 'ومطار', letters: 1, why: 'the head of a facility' },
    { token: '#القحطاب', letters: 1, why: 'the sign of a hashtag' },
    { token: '«', letters: 0, why: 'no word' },
  ])('$token: $letters ($why)', ({ token, letters }) => {
    expect(clitics(sceneOf(indexText(token)), 0)).toBe(letters);
  });

  test.each([
    { text: 'بلدتي الزعينية وكفرتين', letters: 1, why: 'behind a head of several places and the first of them' },
    { text: 'بلدة الزعينية وكفرتين', letters: 0, why: 'near miss: a head of one place' },
    { text: 'بلدتي: وكفرتين', letters: 0, why: 'near miss: no name before it' },
  ])('in a list: $why', ({ text, letters }) => {
    const { tokens } = indexText(text);
    expect(clitics(sceneOf(indexText(text)), tokens.length - 1)).toBe(letters);
  });
});

describe('a listed word gives way to a name behind its letter', () => {
  test.each([
    { text: 'افتتح الوزير المعرض البحري بجدة أمس.', found: ['LOC جدة'], why: 'no town is called so' },
    { text: 'وصلت القافلة من صعدة وحيدان ليلا.', found: ['LOC صعدة', 'LOC حيدان'], why: 'no man is called so' },
    { text: 'قدم النواب التهنئة لسعد الحريري.', found: ['PER سعد الحريري'], why: 'a listed name of several words' },
    { text: 'وقال لسعد اليعقوبي إن الإضراب مستمر.', found: ['PER لسعد اليعقوبي'], why: 'near miss: listed with its ل' },
    { text: 'سلم المدرب شارة القيادة لعلي مبخوت.', found: ['PER علي مبخوت'], why: 'علي is like the preposition' },
    { text: 'وعرضت الفرقة مسرحية جديدة لعلي السالمي.', found: ['PER علي السالمي'], why: 'listed or not' },
    {
      text: 'سافر الوفد إلى مكة المكرمة وجدة والطائف.',
      found: ['LOC مكة المكرمة', 'LOC جدة', 'LOC الطائف'],
      why: 'a list of towns',
    },
    { text: 'سافر الوفد إلى مدينة وجدة شرق المغرب.', found: ['LOC وجدة', 'LOC المغرب'], why: 'near miss: Oujda' },
    {
      text: 'نظمت المدرسة حفلا باليوم العالمي للمعلم.',
      found: ['MISC اليوم العالمي للمعلم'],
      why: 'اليوم is no name by itself',
    },
    { text: 'هنأ السفير الجالية باليوم الوطني العماني.', found: ['MISC اليوم الوطني العماني'], why: 'the same' },
    { text: 'تدرب اللاعبون باليوم الأخير من المعسكر.', found: [], why: 'near miss: a day' },
  ])('$why: $text', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));

  test.each([
    { token: 'وبن', letters: 1, why: 'و before a link of a name' },
    { token: 'بن', letters: 0, why: 'near miss: the link' },
    { token: 'كوان', letters: 0, why: 'near miss: a name, though its rest is a word' },
  ])('$token: $letters ($why)', ({ token, letters }) => {
    expect(clitics(sceneOf(indexText(token)), 0)).toBe(letters);
  });
});

describe('spans to the letter', () => {
  test.each([
    {
      why: 'after لل at the second ل',
      text: 'وقدمت الحكومة اليابانية منحة مالية جديدة للعراق أمس.',
      found: ['ORG الحكومة اليابانية', 'LOC لعراق'],
    },
    {
      why: 'a name over a line break',
      text: 'وقال المتحدث باسم وزارة الخارجية\nسالم القحطاني إن الوفد وصل.',
      found: ['ORG وزارة الخارجية', 'PER سالم القحطاني'],
    },
    {
      why: 'a foreign name of four parts',
      text: 'واستقبل الرئيس البرازيلي لويس إيناسيو لولا دا سيلفا الوفد في برازيليا.',
      found: ['PER لويس إيناسيو لولا دا سيلفا', 'LOC برازيليا'],
    },
    {
      why: 'آل belongs to the name',
      text: 'واستقبل الأمير خالد بن فهد آل سعود وزير الدفاع اليمني في الرياض.',
      found: ['PER خالد بن فهد آل سعود', 'LOC الرياض'],
    },
    {
      why: 'places joined without commas',
      text: 'وصلت المساعدات إلى حلب وحماة وإدلب ودير الزور خلال الأسبوع الماضي.',
      found: ['LOC حلب', 'LOC حماة', 'LOC إدلب', 'LOC دير الزور'],
    },
    {
      why: 'people joined without commas',
      text: 'وحضر اللقاء الوزيران سامي الحداد وخالد العمري وعدد من النواب.',
      found: ['PER سامي الحداد', 'PER خالد العمري'],
    },
    {
      why: 'a body with a person inside',
      text: 'وأعلنت جامعة الملك عبدالعزيز نتائج القبول أمس في جدة.',
      found: ['ORG جامعة الملك عبدالعزيز', 'LOC جدة'],
    },
    {
      why: 'a body with a coordinated tail',
      text: 'وقال مصدر في وزارة الصحة والسكان المصرية إن الوضع مستقر.',
      found: ['ORG وزارة الصحة والسكان المصرية'],
    },
    {
      why: 'clubs called after towns and common nouns',
      text: 'فاز نادي الوحدة على نادي نجران بهدفين في الدوري السعودي، وسجل مهاجم الوحدة هدف المباراة، ويلعب الاتحاد مع النصر في ملعب الفريق.',
      found: ['ORG نادي الوحدة', 'ORG نادي نجران', 'MISC الدوري السعودي', 'ORG الوحدة', 'ORG الاتحاد', 'ORG النصر'],
    },
    {
      why: 'the head stays out before marks',
      text: 'ونشرت صحيفة «الأيام» التونسية الخبر نقلا عن وكالة رويترز.',
      found: ['ORG الأيام', 'ORG وكالة رويترز'],
    },
    { why: 'no name', text: 'وقالت الوزارة إن الحكومة ستدرس الطلب خلال الأسبوع المقبل.', found: [] },
    {
      why: 'a surname that begins with و, by the verbs before it',
      text: 'وقال الطبيب سامي وهبة إن الدواء نافع. وأضاف وهبة أن العلاج ممكن. وختم وهبة بالشكر.',
      found: ['PER سامي وهبة', 'PER وهبة', 'PER وهبة'],
    },
    {
      why: 'near miss: who is named without it is called so',
      text: 'وقال الطبيب سامي سالم إن الدواء نافع. وقالت هبة إن الأمر سهل. وحضر سامي وهبة. وأضاف وهبة أن العلاج ممكن.',
      found: ['PER سامي سالم', 'PER هبة', 'PER سامي', 'PER هبة', 'PER هبة'],
    },
    {
      why: 'names that begin like a letter before them',
      text: 'وحضر الحفل الدكتور وجيه الهدار والدكتور فوزان بن عبدالرحمن الهدار والمهندس وافي النجار. وقال لبيب الصفدي إن الأمر سهل.',
      found: ['PER وجيه الهدار', 'PER فوزان بن عبدالرحمن الهدار', 'PER وافي النجار', 'PER لبيب الصفدي'],
    },
    {
      why: 'near miss: a person behind a title and a letter, and a word',
      text: 'وقال الوزير وسامي الهدار إن السبب وجيه. وقال الشيخ لمحمد الهدار ذلك.',
      found: ['PER سامي الهدار', 'PER محمد الهدار'],
    },
    {
      why: 'a listed name that holds what opens a clause',
      text: 'وقالت شبكة سي إن إن إن الاتفاق قريب. وذكرت قناة سي إن بي سي عربية أن السوق تراجع. ونفت ذلك شبكة إن بي سي.',
      found: ['ORG شبكة سي إن إن', 'ORG قناة سي إن بي سي عربية', 'ORG شبكة إن بي سي'],
    },
    {
      why: 'near miss: what opens a clause behind a name',
      text: 'وقال سامي النجار إن بي سكر ينتج العسل.',
      found: ['PER سامي النجار'],
    },
    {
      why: 'a full stop ends a name',
      text: '«الوضع مستقر»، يقول نائب المدير فيصل أبو راس.',
      found: ['PER فيصل أبو راس'],
    },
    {
      why: 'a verb is no part of a name',
      text: 'وناشد سالم العلي الوزارة التدخل، وقال سامي النجار مالك الشركة إنه ينتظر.',
      found: ['PER سالم العلي', 'PER سامي النجار'],
    },
  ])('$why: $text', ({ text, found }) => expect(mentionsOf(text)).toEqual(found));
});
