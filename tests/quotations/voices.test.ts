import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import { findQuotations } from '../../src/quotations/index.ts';
import { stationModels } from '../../src/quotations/models.ts';
import { loadReader } from '../../src/reader/index.ts';
import { indexText } from '../../src/text/index.ts';
import { said, voices } from './helpers.ts';

const sources = (text: string): (string | null)[] => said(text).map(({ source }) => source);

describe('the source ends before what is not part of it', () => {
  test.each([
    { text: 'وقال رئيس الغرفة في كلمة له إن السوق يحتاج إلى التنظيم.', source: 'رئيس الغرفة', why: 'an adjunct' },
    {
      text: 'وذكر مدير الميناء لقناة النور أن السفينة غادرت الرصيف.',
      source: 'مدير الميناء',
      why: 'the outlet spoken to',
    },
    {
      text: 'وأكد وزير الزراعة، خلال جولة ميدانية، أن الموسم جيد.',
      source: 'وزير الزراعة',
      why: 'an adjunct in commas',
    },
    {
      text: 'وأوضح المهندس سالم الهدار الذي أشرف على المشروع أن الجسر آمن.',
      source: 'المهندس سالم الهدار',
      why: 'a relative clause',
    },
    { text: 'سأل النائب عماد القصاب الوزير: متى يفتح الطريق؟', source: 'النائب عماد القصاب', why: 'whom he asks' },
    { text: 'وأضافت أن المدارس ستفتح قريباً.', source: null, why: 'the subject is only in the verb' },
    {
      text: 'وأكد مدير عام إدارة النقل خالد السبيعي أن الطريق مفتوح.',
      source: 'مدير عام إدارة النقل خالد السبيعي',
      why: 'the name behind a long office belongs to it',
    },
  ])('$why: $text', ({ text, source }) => expect(sources(text)).toEqual([source]));
});

describe('what is no source', () => {
  test.each([
    { text: 'وألقى الأمير سالم الهدار كلمة قال فيها إن الميناء سيتوسع.', why: 'a particle with its pronoun' },
    { text: 'وقد أكدت بالفعل أن الميناء سيتوسع.', why: 'an adverb with its preposition' },
  ])('$why: $text', ({ text }) => expect(sources(text)).toEqual([null]));

  test('near miss: after تبين stands who finds', () =>
    expect(sources('وتبين للباحثين أن المياه صالحة للشرب.')[0] ?? 'للباحثين').toMatch(/باحثين/));
});

describe('who is spoken to is no source', () => {
  test.each([
    { text: 'وأكد لوكالة رويترز أن المفاوضات مستمرة.', source: null, why: 'an outlet with its preposition' },
    {
      text: 'وستستأنف المفاوضات في جنيف مطلع الأسبوع المقبل، وفقاً لوكالة رويترز.',
      source: 'وكالة رويترز',
      why: 'near miss: what وفقاً governs speaks',
    },
  ])('$why: $text', ({ text, source }) => expect(sources(text)).toEqual([source]));
});

describe('who a bare verb or participle goes on with', () => {
  test.each([
    {
      text: 'دعت مصر جميع الأطراف إلى التهدئة، وشددت على أن الحوار هو الحل.',
      speakers: ['مصر'],
      why: 'the subject, not the object',
    },
    {
      text: 'قال وزير النقل سالم الهدار إن المدير خالد السبيعي استقال. وأضاف أن الطريق مفتوح.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'who is spoken about inside the content does not go on',
    },
    {
      text: 'قالت الباحثة ليلى القصاب إن النتائج أولية، مشيرة إلى أن العينة صغيرة.',
      speakers: ['ليلى القصاب', 'ليلى القصاب'],
      why: 'a participle has the speaker of its sentence',
    },
    {
      text: 'قال المدرب سالم الهدار إن الفريق جاهز. وقالت اللاعبة ليلى القصاب إن المباراة صعبة. وأضافت أن الجمهور كبير.',
      speakers: ['سالم الهدار', 'ليلى القصاب', 'ليلى القصاب'],
      why: 'a feminine verb goes on with a woman',
    },
    {
      text: 'وتوقفت الأمانة العامة للحزب عند تصريح رئيس الحكومة، سالم الهدار، بكون الحكومة لا تملك حلولاً، مشيرة إلى أن الأزمة طويلة.',
      speakers: ['الأمانة العامة للحزب'],
      why: 'a feminine participle is no man’s',
    },
  ])('$why: $text', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));
});

describe('who an office or a description is', () => {
  test.each([
    {
      text: 'قال سالم الهدار، مدير الهيئة الوطنية للمياه، إن السد امتلأ. وأكد مدير الهيئة أن الماء متوفر.',
      speakers: ['سالم الهدار', 'سالم الهدار'],
      why: 'the office told behind the name',
    },
    {
      text: 'قال وزير الصحة سالم الهدار إن اللقاح متوفر. وقال وزير المالية خالد السبيعي إن المال موجود. وأضاف وزير الصحة أن الحملة ستبدأ غداً.',
      speakers: ['سالم الهدار', 'خالد السبيعي', 'سالم الهدار'],
      why: 'of two ministers the one of that office',
    },
    {
      text: 'قال وزير المال سامر الأشقر إن الموازنة جاهزة. وأعلن وزير الصحة أن اللقاح متوفر.',
      speakers: ['سامر الأشقر', 'وزير الصحة'],
      why: 'another minister is not the one named before',
    },
    {
      text: 'قال وزير المال سامر الأشقر إن الموازنة جاهزة. وأعلن وزير المال أن الأجور سترتفع.',
      speakers: ['سامر الأشقر', 'سامر الأشقر'],
      why: 'near miss: the same minister',
    },
    {
      text: 'توفي الفنان خالد حسن أمس. وقالت وزيرة الثقافة إن الراحل كان كبيرا.',
      speakers: ['وزيرة الثقافة'],
      why: 'a woman’s office is no man’s',
    },
    {
      text: 'قُتل الطفل يوسف حسن في حادث سير. وقال محافظ كركوك إن السائق فر.',
      speakers: ['محافظ كركوك'],
      why: 'who never spoke and holds no office is not the governor',
    },
    {
      text: 'وقال مصدر طبي إن الجرحى خمسة. وأوضح المصدر ذاته أن حالتهم مستقرة.',
      speakers: ['مصدر طبي', 'مصدر طبي'],
      why: 'المصدر ذاته',
    },
    {
      text: 'وأعلن الوزير سالم الهدار فتح الطريق. وقال مصدر أمني رفيع إن الحادث عرضي.',
      speakers: ['مصدر أمني رفيع'],
      why: 'an unnamed source is nobody named before',
    },
    {
      text: 'وأفاد مصدر في ولاية الجبل أن الطريق مغلق. وأضاف المصدر أن الفتح قريب.',
      speakers: ['مصدر في ولاية الجبل', 'مصدر في ولاية الجبل'],
      why: 'المصدر alone is the one who spoke',
    },
    {
      text: 'قال مدير الميناء سامي النوري إن السفينة غادرت الرصيف. وأوضح المتحدث أن الرصيف آمن.',
      speakers: ['سامي النوري', 'سامي النوري'],
      why: 'one definite singular is somebody of the article',
    },
    {
      text: 'قال مدير الميناء سامي النوري إن السفينة غادرت الرصيف. وأكد العلماء أن المياه صالحة للشرب.',
      speakers: ['سامي النوري', 'العلماء'],
      why: 'near miss: a definite plural may be told for the first time',
    },
    {
      text: 'وذكر بيان لوزارة الصحة أن اللقاح متوفر في كل المراكز.',
      speakers: ['وزارة الصحة'],
      why: 'a document is the words of the body that issued it',
    },
    {
      text: 'وذكر تقرير عن وزارة الصحة أن اللقاح متوفر في كل المراكز.',
      speakers: ['تقرير عن وزارة الصحة'],
      why: 'near miss: a document about a body',
    },
    {
      text: 'وقالت ناشطة محلية إن الطريق مغلق. وأوضحت المصادر نفسها أن الفتح قريب.',
      speakers: ['ناشطة محلية', 'ناشطة محلية'],
      why: 'an emphatic anaphor is always somebody told before',
    },
  ])('$why: $text', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));
});

describe('near misses', () => {
  test.each([
    {
      text: 'وقال مصدر أمني إن الانفجار عرضي. وقال مصدر طبي إن المصابين خمسة.',
      speakers: ['مصدر أمني', 'مصدر طبي'],
      why: 'two sources of one noun are two',
    },
    {
      text: 'قال وزير النقل سالم الهدار إن الطريق آمن. وقالت وزارة الصحة إن اللقاح متوفر.',
      speakers: ['سالم الهدار', 'وزارة الصحة'],
      why: 'another body with an office of the same stem',
    },
  ])('$why: $text', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));
});

describe('a speaker behind لـ and the article has its article back', () => {
  test.each([
    { text: 'ووفقاً للاعبين في الفريق، فإن الملعب غير صالح للعب.', speakers: ['اللاعبين في الفريق'] },
    { text: 'ووفقاً للجنة، فإن عدد الناخبين ارتفع.', speakers: ['اللجنة'] },
    { text: 'ووفقاً للناشطين، فإن الطريق مغلق.', speakers: ['الناشطين'], why: 'near miss: no ل of its own' },
  ])('$text', ({ text, speakers }) => expect(voices(text)).toEqual(speakers));
});

test('a speaker that is not likely enough to be right is left open', () => {
  const shipped = stationModels();
  const index = indexText('قال وزير النقل سالم الهدار إن الطريق آمن.');
  const speakersWith = (base: number) => {
    const models = { 'speakers.trust': { ...shipped['speakers.trust'], base, asked: 0, scorers: [] } };
    const { quotations } = findQuotations(index, [], defaultLexicon(), {
      models,
      reader: loadReader(),
    });
    return quotations.map(({ speaker, resolution }) => [speaker, resolution]);
  };
  expect(speakersWith(9)).toEqual([['s1', 'explicit']]);
  expect(speakersWith(-9)).toEqual([[null, 'none']]);
});

test('an explanation names the two best candidates with their shares and what told them apart', () => {
  const { quotations } = analyze(
    { text: 'قال وزير النقل سالم الهدار إن المدير خالد السبيعي استقال. وأضاف أن الطريق مفتوح.' },
    { explain: true },
  );
  const notes = quotations.map(({ explain }) => explain?.find(({ field }) => field === 'speaker')?.note);
  expect(notes[1]).toMatch(/^سالم الهدار 0\.\d\d before .+ 0\.\d\d: .+ [+-]\d/);
});

test('no source reaches over its sentence, whatever the text', () => {
  const text = `وقال ${'المدير العام للشركة '.repeat(400)}إن العمل مستمر.`;
  expect(sources(text).length).toBeLessThanOrEqual(1);
});
