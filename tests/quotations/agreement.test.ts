import { describe } from 'vitest';
import { rows } from './helpers.ts';

describe('who speaks must fit the verb', () => {
  rows([
    {
      text: 'قال الوزير سامي نور إن الحلقة ستبث مساء. وقيل إنها ستكون مثيرة.',
      speakers: ['سامي نور', null],
      why: 'hearsay leaves him out',
    },
    {
      text: 'زار المؤرخ سالم الهدار المدينة القديمة. ويقال إن القائد كان يتخذ منها زاوية للعبادة.',
      speakers: [null],
      why: 'hearsay leaves him out',
    },
    {
      text: 'نُقل عن سامي نور أن الطريق مفتوح. وذكر أن الجسر أغلق.',
      speakers: ['سامي نور', 'سامي نور'],
      why: 'near miss: spelled like the active',
    },
    {
      text: 'وقال الوزير سامي نور: «أشير إلى أن الطريق مفتوح منذ أسبوع».',
      speakers: ['سامي نور'],
      why: 'near miss: the first person is spelled like the passive',
    },
    {
      text: 'التقى سامي نور المعلمين في المدرسة. وقال إن العام بدأ جيدا. قالوا إن الكتب لم تصل.',
      speakers: ['سامي نور', null],
      why: 'several are no single person',
    },
    {
      text: 'قال سامي نور وخالد السبيعي إن العام بدأ جيدا. وأضافا أن الكتب وصلت.',
      speakers: ['سامي نور وخالد السبيعي', 'سامي نور وخالد السبيعي'],
      why: 'near miss: two of them',
    },
    {
      text: 'قال الضباط إن القرار متأخر. وحذروا قائد اللواء من احتمال وقوع خسائر.',
      speakers: ['الضباط', 'الضباط'],
      why: 'one person behind a plural verb is whom it speaks to',
    },
    {
      text: 'قالوا الشهود إن الطريق مغلق.',
      speakers: ['الشهود'],
      why: 'near miss: as people talk, a plural behind a plural verb',
    },
    {
      text: 'قال شهود عيان إن النار اندلعت فجرا. وأكدوا أن رجال الإطفاء تأخروا.',
      speakers: ['شهود عيان', 'شهود عيان'],
      why: 'near miss: a group',
    },
  ]);
});

describe('what is said between a verb and its subject is nobody', () => {
  rows([
    {
      text: 'أصدر الناقد سالم الهدار كتابا جديدا. ويقول حماه الله: إن القراءة متعة.',
      speakers: ['سالم الهدار'],
      why: 'a blessing',
    },
    {
      text: 'التقى الأمير سامي نور الوفد. وقال أعزه الله إن العمل مستمر.',
      speakers: ['سامي نور'],
      why: 'a blessing',
    },
  ]);
});

describe('things that show something say nothing', () => {
  rows([
    { text: 'وكشفت الأزمة أن المستشفيات لم تكن مستعدة.', speakers: [], why: 'a thing' },
    { text: 'وأظهرت المباراة أن الفريق بحاجة إلى مدافعين.', speakers: [], why: 'a thing' },
    { text: 'وأثبتت تجربة الحزب أن الحوار ممكن.', speakers: [], why: 'a thing of somebody’s' },
    { text: 'وأظهر الفحص أن السائق كان مخمورا.', speakers: ['الفحص'], why: 'near miss: what carries a finding' },
    { text: 'وأكدت الجلسة أن الطريق مفتوح.', speakers: ['الجلسة'], why: 'near miss: where people speak' },
    { text: 'وأكد البرقان أن الطريق مفتوح.', speakers: ['البرقان'], why: 'near miss: a surname' },
    { text: 'وأكد حرب أن الطريق مفتوح.', speakers: ['حرب'], why: 'near miss: a surname' },
    { text: 'وكشفت الصحيفة أن الاتفاق وشيك.', speakers: ['الصحيفة'], why: 'near miss: a body' },
    {
      text: 'قال سامي نور إن الطريق مفتوح. وأكد بالمناسبة أن الجسر آمن.',
      speakers: ['سامي نور', 'سامي نور'],
      why: 'near miss: an occasion',
    },
  ]);
});

describe('an office of a named body or place', () => {
  rows([
    {
      text: 'افتتح رئيس بوليفيا إيفو موراليس الملعب الجديد. وقال رئيس نادي النصر إن المباراة الأولى بعد أسبوع.',
      speakers: ['رئيس نادي النصر'],
      why: 'is not his who holds such an office elsewhere',
    },
    {
      text: 'استقبل رئيس نادي النور سامي الهدار الفريق. وقال رئيس نادي النور: إن الموسم كان طويلا.',
      speakers: ['سامي الهدار'],
      why: 'near miss: is his who holds it',
    },
    {
      text: 'وزير خارجية قطر: لا اتصال لنا بالجماعات\n\nانتقد وزير الخارجية القطري مواصلة إيران دعمها لنظام سالم الهدار. وقال الدكتور خالد السبيعي في مقابلة: «الرسوم باقية».',
      speakers: ['وزير خارجية قطر', 'وزير خارجية قطر', 'خالد السبيعي'],
      why: 'is not his to whom a noun between leads',
    },
  ]);
});

describe('whom a word means that was told before', () => {
  rows([
    {
      text: 'وصلت الملكة ليلى القصاب إلى القصر. وقال الملك إن العلاقات متينة.',
      speakers: ['الملك'],
      why: 'a king is no woman',
    },
    {
      text: 'اندلع حريق في المصنع، وفق ما أكدت مصادر محلية.\n\nوقالت هذه المصادر إن النار أخمدت.',
      speakers: ['مصادر محلية', 'مصادر محلية'],
      why: 'these sources',
    },
  ]);
});

describe('an outlet whose name holds what opens a clause', () => {
  rows([
    { text: 'وقالت سي إن إن إن الاتفاق قريب.', speakers: ['سي إن إن'], why: 'by itself' },
    {
      text: 'وذكرت شبكة "سي إن إن" (CNN) أنها حصلت على نسخة من الاتفاق.',
      speakers: ['سي إن إن'],
      why: 'in marks, and in Latin letters behind it',
    },
  ]);
});

describe('from whom something was learned', () => {
  rows([
    {
      text: 'مدير الأمن يعزي أسرة الطفل سالم\n\nعلمت النور من مصادر مقربة من عائلة الضحية سالم، الذي كان ضحية الاعتداء الغاشم والقاتل، بأن والي الأمن زار منزل الأسرة.',
      speakers: ['مصادر مقربة من عائلة الضحية سالم'],
      why: 'and not who is near it',
    },
    {
      text: 'علمت من مصادر مقربة من عائلة الوزير أن الطريق مغلق.',
      speakers: ['مصادر مقربة من عائلة الوزير'],
      why: 'by itself',
    },
    {
      text: 'وعلمت «النور» من مصدر أمني أن الطريق من المدينة إلى المطار مغلق.',
      speakers: ['مصدر أمني'],
      why: 'near miss: behind an outlet',
    },
  ]);
});
