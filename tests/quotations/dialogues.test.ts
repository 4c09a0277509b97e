import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { said, voices } from './helpers.ts';

describe('two who speak in turn', () => {
  test.each([
    {
      text: 'قال التاجر سالم الهدار: بكم هذا الحصان؟ قال سامي نور: بألف دينار. قال: هذا كثير. فقال: خذه بثمانمئة. قال: قبلت.',
      speakers: ['سالم الهدار', 'سامي نور', 'سالم الهدار', 'سامي نور', 'سالم الهدار'],
      why: 'after the second the first speaks again',
    },
    {
      text: 'جاء رجل إلى رسول الله صلى الله عليه وسلم، فقال: يا رسول الله أوصني، فقال له: لا تغضب، قال: ثم ماذا؟ قال: لا تغضب.',
      speakers: ['رجل', 'رسول الله', 'رجل', 'رسول الله'],
      why: 'who comes and whom he calls',
    },
    {
      text: 'روى أبو هريرة رضي الله عنه قال: جاء رجل إلى النبي صلى الله عليه وسلم فقال: يا رسول الله دلني على عمل، قال: صل رحمك. قال: ثم ماذا؟ قال: أطعم المساكين.',
      speakers: ['أبو هريرة', 'رجل', 'النبي', 'رجل', 'النبي'],
      why: 'who tells of it is neither of the two',
    },
    {
      text: 'وجاء رجل فقال: يا رسول الله هلكت، قال: ما أهلكك؟ قال: ضاع مالي.',
      speakers: ['رجل', 'رسول الله', 'رجل'],
      why: 'who was called may ask',
    },
    {
      text: 'قالت الطبيبة هدى علي: أين الجرح؟ قال سامي نور: في الساق. قالت: اجلس هنا. قال: شكراً لك.',
      speakers: ['هدى علي', 'سامي نور', 'هدى علي', 'سامي نور'],
      why: 'a woman and a man',
    },
  ])('$why', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));

  test.each([
    {
      text: 'قال المدير سالم الهدار: الجسر مغلق. قال سامي نور: الطريق طويل. وقال: سنعود غداً.',
      speakers: ['سالم الهدار', 'سامي نور', 'سامي نور'],
      why: 'with و he who spoke goes on',
    },
    {
      text: 'قال المدير سالم الهدار: الجسر مغلق.\nقال سامي نور: الطريق طويل.\nقال: سنعود غداً.',
      speakers: ['سالم الهدار', 'سامي نور', 'سامي نور'],
      why: 'in a new paragraph he who spoke goes on',
    },
  ])('near miss: $why', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));

  test('near miss: who answers with a feminine verb is not the man who spoke first', () =>
    expect(voices('قال المدير سالم الهدار: الجسر مغلق. قال سامي نور: الطريق طويل. قالت: سنعود غداً.').at(-1)).not.toBe(
      'سالم الهدار',
    ));
});

describe('what needs no colon', () => {
  test.each([
    {
      text: 'وقف الحارس سامي نور عند الباب، فقال نعم أعرفه جيدا.',
      words: ['نعم أعرفه جيدا'],
      why: 'what begins with a word with which somebody speaks',
    },
    {
      text: 'وقف الحارس سامي نور عند الباب، فقال كلمة واحدة.',
      words: [],
      why: 'near miss: a noun',
    },
  ])('$why: $text', ({ text, words }) => expect(said(text).map(({ content }) => content)).toEqual(words));
});

describe('whom somebody speaks or goes to', () => {
  test.each([
    { text: 'وقال رجل للنبي صلى الله عليه وسلم: أوصني، قال: لا تغضب.', speakers: ['رجل', 'النبي'] },
    { text: 'وقال رجل لسامي نور: كيف وصلت إلى القرية؟', speakers: ['رجل'] },
    {
      text: 'وجاءت امرأة إلى القاضي سامي نور فقالت: إن زوجي غائب منذ عام.',
      speakers: ['امرأة'],
      why: 'she who comes',
    },
    {
      text: 'وأكد مبعوث إلى ليبيا أن المفاوضات مستمرة.',
      speakers: ['مبعوث إلى ليبيا'],
      why: 'near miss: an envoy',
    },
    {
      text: 'وأكد المبعوث إلى ليبيا أن المفاوضات مستمرة.',
      speakers: ['المبعوث إلى ليبيا'],
      why: 'near miss: an office with its country',
    },
  ])('$text', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));

  test('near miss: several answer him who comes: that he says it is no longer sure', () => {
    const text = 'قال الصيادون إن البحر هائج. وجاء رجل يبحث عن عمل فقالوا: لا عمل لك هنا.';
    expect(analyze({ text }).quotations.at(-1)?.confidence).toBeLessThan(0.5);
  });

  test('who is called at the beginning of what is said does not say it', () =>
    expect(voices('والتقى سامي نور وخالد سالم عند الجسر. وقال: يا خالد سالم، الطريق من هنا.')).toEqual(['سامي نور']));
});

describe('whose tradition it is', () => {
  test.each([
    { text: 'وقال صلى الله عليه وآله وسلم: «من صام رمضان إيماناً غفر له».', why: 'a longer blessing' },
    { text: 'وقال (ص): «خيركم خيركم لأهله».', why: 'a letter in brackets' },
    {
      text: 'وعلى الصائم أن يكف لسانه ... وفي الحديث: من كان يؤمن بالله واليوم الآخر فليقل خيراً أو ليصمت ... وتقوى البطن أن لا يدخلها حرام.',
      why: 'the word by itself means one of his',
    },
    { text: 'وروى الترمذي عن رسول الله (ص): «الدين يسر والعسر مرفوع».', why: 'from whom it is handed down' },
    { text: 'كما جاء في الترمذي عن الرسول صلى الله عليه وسلم: (الدين يسر والعسر مرفوع).', why: 'in brackets' },
  ])('$why: $text', ({ text }) => expect(voices(text)[0]).toMatch(/^(?:النبي|الرسول|رسول الله)$/));

  test.each([
    {
      text: 'ويقول الكاتب سامي نور عن نبي الإسلام صلى الله عليه وسلم: «إن سيرته قادتني إلى الخير».',
      speaker: 'سامي نور',
      why: 'of whom somebody speaks',
    },
    {
      text: 'وقف سامي نور بين الناس يسمع. فسأل رسول الله صلى الله عليه وسلم: يا رسول الله، أهذا منزل أنزلكه الله؟',
      speaker: 'سامي نور',
      why: 'whom somebody asks',
    },
    {
      text: 'وكتب المؤرخ سامي نور في شرحه (ص 12): «هذا أمر قديم في بلادنا».',
      speaker: 'سامي نور',
      why: 'the number of a page',
    },
  ])('near miss: $why: $text', ({ text, speaker }) => expect(voices(text)[0]).toBe(speaker));

  test('near miss: talk of something', () =>
    expect(said('وشاركت هدى علي في الحديث عن الخطة الجديدة للمدينة: طرق وجسور.')).toEqual([]));

  test('a blessing is no source', () =>
    expect(
      said('ويؤكد ابن تيمية في كتابه أن العمل واجب. قال رحمه الله: "ليس في هذا خلاف بين أهل العلم".').map(
        ({ speaker, source }) => [speaker, source],
      ),
    ).toEqual([
      ['ابن تيمية', 'ابن تيمية'],
      ['ابن تيمية', null],
    ]));
});
