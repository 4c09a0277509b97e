import { describe, expect, test } from 'vitest';
import { entitiesAndNames } from '../../src/analyze.ts';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import type { Entity } from '../../src/model.ts';
import { addresseeSpans } from '../../src/quotations/attributions/addressees.ts';
import { mediumSpans } from '../../src/quotations/attributions/media.ts';
import { buildContext, type Context, type NameMention, readings } from '../../src/quotations/context.ts';
import { factsOf } from '../../src/quotations/facts.ts';
import { saying } from '../../src/quotations/sayings.ts';
import { starts } from '../../src/quotations/sources/candidates.ts';
import { settledEnd } from '../../src/quotations/sources/choose.ts';
import { nounPhraseEnd } from '../../src/quotations/sources/noun-phrases.ts';
import { candidates } from '../../src/quotations/speakers/candidates.ts';
import { Cast } from '../../src/quotations/speakers/cast.ts';
import { describeSpeakers, speakerLayout } from '../../src/quotations/speakers/features.ts';
import { holds, issuers, pointsBack, runsUpTo, stem } from '../../src/quotations/speakers/links.ts';
import { MEANINGS, putMeanings } from '../../src/quotations/speakers/meant.ts';
import { rankAll } from '../../src/quotations/speakers/rank.ts';
import { sourceOf } from '../../src/quotations/speakers/source.ts';
import type { Turn } from '../../src/quotations/speakers/turns.ts';
import { indexText } from '../../src/text/index.ts';
import { said } from './helpers.ts';

const contextOf = (text: string): Context => {
  const index = indexText(text);
  return buildContext(index, entitiesAndNames(index).names, defaultLexicon());
};
const whole = (context: Context): [number, number] => [0, context.tokens.length];

describe('an office without a name is of somebody who is named elsewhere', () => {
  test.each([
    { text: 'وزير النقل', held: 2, why: 'a definite office' },
    { text: 'مدرب المكسيك', held: 2, why: 'a country makes it definite' },
    { text: 'الفنان السوري', held: 2, why: 'an occupation with the article' },
    { text: 'رئيس بلدية الناصرة', held: 2, why: 'ب belongs to the word' },
    { text: 'المتحدث الرسمي', held: 1, why: 'a spokesman may stay unnamed' },
    { text: 'سفير مشارك', held: 0, why: 'near miss: any ambassador' },
    { text: 'مدير صندوق في المدينة', held: 0, why: 'near miss: any director' },
    { text: 'الوزراء العرب', held: 0, why: 'near miss: several' },
    { text: 'مصدر في الوزارة', held: 0, why: 'near miss: a source' },
    { text: 'وزير النقل خالد المنصور', held: 0, why: 'near miss: the name is there' },
  ])('$why: $text', ({ text, held }) => {
    const context = contextOf(text);
    expect(holds(context, factsOf(context), whole(context))).toBe(held);
  });
});

test.each([
  { text: 'التقرير', back: true },
  { text: 'المنظمة الدولية', back: true },
  { text: 'المصادر', back: false },
  { text: 'الباحثون', back: false },
  { text: 'بيان', back: false },
])('a definite singular was told before: $text $back', ({ text, back }) => {
  const context = contextOf(text);
  expect(pointsBack(context, factsOf(context), whole(context))).toBe(back);
});

test.each([
  ['امارات', 'اماراتيه', true],
  ['امريكا', 'امريكي', true],
  ['تركيا', 'تركي', true],
  ['دفاع', 'داخليه', false],
  ['علي', 'عليا', false],
])('%s and %s are of one family: %s', (one, other, same) => expect(stem(one) === stem(other)).toBe(same));

test('a name behind a source belongs to it unless a clause begins between them', () => {
  const context = contextOf('الخبير في مركز الرصد، خالد المنصور أن خالد');
  const at = (form: string, from = 0): number =>
    context.tokens.findIndex((token, i) => i >= from && token.form === form);
  expect(runsUpTo(factsOf(context), 1, at('خالد'))).toBe(true);
  expect(runsUpTo(factsOf(context), 1, at('خالد', at('أن')))).toBe(false);
});

describe('a document and its issuer', () => {
  const told = (text: string): string[] => {
    const context = contextOf(text);
    return issuers(context).map(
      ({ token, issuer, said }) => `${context.tokens[token]!.form} ${said ? '<' : '>'} ${issuer.entity.name}`,
    );
  };
  test.each([
    { text: 'وجاء في تقرير للبنك الدولي أن النمو بطيء.', issued: ['تقرير < البنك الدولي'], why: 'right behind it' },
    {
      text: 'أطلقت جامعة الدول العربية أمس التقرير السنوي.',
      issued: ['التقرير > جامعة الدول العربية'],
      why: 'the subject',
    },
    {
      text: 'خلصت الدراسة التي أجرتها جامعة الدول العربية إلى أن الأجور تراجعت.',
      issued: ['الدراسة < جامعة الدول العربية'],
      why: 'who made it',
    },
    { text: 'ذكر البلاغ الذي تلقت وكالة رويترز أمس أن الطرق مغلقة.', issued: [], why: 'near miss: who received it' },
    { text: 'انتهى اجتماع البنك الدولي. ونشر التقرير أمس.', issued: [], why: 'near miss: the sentence before' },
    { text: 'ذكر التقرير أن البنك الدولي تأخر.', issued: [], why: 'near miss: told by it' },
  ])('$why: $text', ({ text, issued }) => expect(told(text)).toEqual(issued));
});

test('the first letter of a ministry is no conjunction', () => {
  const [who] = new Cast(contextOf('أعلنت وزارة الدفاع العراقية عن خطة جديدة.')).named;
  expect(who!.bare).toContain('وزاره');
});

test('an office before a title and a comma is of the name behind them', () => {
  const context = contextOf('اجتمع مع وزير خارجية الإمارات، الشيخ عبد الله بن زايد آل نهيان، في العاصمة.');
  const [who] = new Cast(context).named.filter(({ type }) => type === 'PER');
  expect([...who!.titles]).toEqual(expect.arrayContaining(['وزير', stem('خارجيه'), stem('امارات')]));
});

describe('where a noun phrase ends', () => {
  test.each([
    { text: 'مستخدمون في فيسبوك صورة قديمة', phrase: 'مستخدمون في فيسبوك', why: 'a platform is definite' },
    { text: 'مستخدمون في ميناء صيد قديم', phrase: 'مستخدمون في ميناء صيد قديم', why: 'near miss: another place' },
    { text: 'موظف كبير رافضاً كشف اسمه', phrase: 'موظف كبير', why: 'an accusative' },
    { text: 'شاب عمره 20 عاماً', phrase: 'شاب عمره 20 عاماً', why: 'near miss: what is counted' },
  ])('$why: $text', ({ text, phrase }) => {
    const context = buildContext(indexText(text), [], defaultLexicon());
    const last = nounPhraseEnd(context, 0, context.tokens.length);
    expect(text.slice(0, context.tokens[last - 1]!.end)).toBe(phrase);
  });
});

describe('no span ends behind a preposition', () => {
  const text = 'وقال الوزير سالم الهدار في كلمة عن بيروت أمام طلاب من بيروت إن الميناء سيتوسع.';
  const context = contextOf(text);
  const at = (form: string): number => context.tokens.findIndex((token) => token.form === form);
  const told = { cue: 0, content: [at('الميناء'), at('سيتوسع') + 1], source: [1, 4] } as const;
  const words = ([first, last]: readonly [number, number]): string =>
    text.slice(context.tokens[first]!.start, context.tokens[last - 1]!.end);
  test.each([
    { what: 'medium', spans: mediumSpans, whole: 'في كلمة عن بيروت', cut: 'في كلمة عن' },
    { what: 'addressee', spans: addresseeSpans, whole: 'طلاب من بيروت', cut: 'طلاب من' },
  ])('of a $what', ({ spans, whole, cut }) => {
    const found = spans(context, { ...told, content: [...told.content], source: [...told.source] }).map(words);
    expect(found).toContain(whole);
    expect(found).not.toContain(cut);
  });
});

describe('where a source ends', () => {
  const end = (text: string): string => {
    const context = contextOf(text);
    const last = settledEnd(context, 0, context.tokens.length);
    return text.slice(0, context.tokens[last - 1]!.end);
  };
  test.each([
    { text: 'المنظمة الدولية ومقرها جنيف', source: 'المنظمة الدولية', why: 'its seat' },
    { text: 'المهندس، الذي أشرف على السد', source: 'المهندس', why: 'a relative clause' },
    { text: 'مصدر حكومي لوكالة رويترز', source: 'مصدر حكومي', why: 'the outlet spoken to' },
    { text: 'تقرير لوكالة رويترز', source: 'تقرير لوكالة رويترز', why: 'near miss: the outlet’s own document' },
    { text: 'النادي على تويتر', source: 'النادي', why: 'a platform' },
    { text: 'ناشطون على تويتر', source: 'ناشطون على تويتر', why: 'near miss: else nothing is told of who they are' },
    { text: 'العلماء في هذه الدراسة', source: 'العلماء', why: 'this document' },
    { text: 'اللجنة في تقريرها', source: 'اللجنة', why: 'its document' },
    { text: 'الباحث في التقارير الأمنية', source: 'الباحث في التقارير الأمنية', why: 'near miss: his field' },
    { text: 'موظف كبير رافضاً كشف اسمه', source: 'موظف كبير', why: 'an accusative' },
    { text: 'شاب عمره 20 عاماً', source: 'شاب عمره 20 عاماً', why: 'near miss: what is counted' },
    { text: 'موقع الميزان التابع للنقابة', source: 'موقع الميزان', why: 'whose it is' },
    { text: 'القوات التابعة للرئيس', source: 'القوات التابعة للرئيس', why: 'near miss: else nothing is told of them' },
  ])('$why: $text', ({ text, source }) => expect(end(text)).toBe(source));
});

test.each([
  { text: 'وعن اللاعبين المحليين قال إن الإدارة لن تتأخر في التعاقد مع المزيد.', source: null, why: 'the topic' },
  {
    text: 'وعن اللاعبين المحليين، قال المدرب إن الإدارة لن تتأخر في التعاقد.',
    source: 'المدرب',
    why: 'near miss: behind it',
  },
  { text: 'وأكد الليلة أن الإدارة لن تتأخر في التعاقد مع المزيد من اللاعبين.', source: null, why: 'an adverb' },
  { text: 'وأضاف مختصراً أن الإدارة لن تتأخر في التعاقد مع المزيد من اللاعبين.', source: null, why: 'an accusative' },
  {
    text: 'لكن محمداً قال إن الإدارة لن تتأخر في التعاقد مع المزيد من اللاعبين.',
    source: 'محمداً',
    why: 'near miss: behind لكن',
  },
])('who doesn’t speak: $why', ({ text, source }) => expect(said(text)[0]?.source).toBe(source));

test.each([
  { text: 'أضاف معقباً أن الجسر مغلق', name: 'معقباً', speaks: false, why: 'an accusative right behind the verb' },
  { text: 'أضاف معقب أن الجسر مغلق', name: 'معقب', speaks: true, why: 'near miss: no accusative' },
  { text: 'لكن محمداً أضاف أن الجسر مغلق', name: 'محمداً', speaks: true, why: 'near miss: before the verb' },
])('what the tagger took for a name: $why', ({ text, name, speaks }) => {
  const index = indexText(text);
  const first = index.tokens.findIndex(({ start, end }) => text.slice(start, end) === name);
  const { start, end } = index.tokens[first]!;
  const entity = { id: name, name, type: 'PER', aliases: [] } as unknown as Entity;
  const context = buildContext(index, [{ start, end, first, last: first + 1, type: 'PER', entity }], defaultLexicon());
  const cue = index.tokens.findIndex(({ form }) => form === 'أضاف');
  const parts = { type: 'indirect', cue, cueEnd: cue + 1, role: 'verb', negated: false, relative: false } as const;
  const reading = readings(context, index.tokens[cue])[0] ?? null;
  const pieces: [number, number][] = [[index.tokens.length - 2, index.tokens.length]];
  expect(starts(context, saying(context, { ...parts, pieces, reading, site: null })).includes(first)).toBe(speaks);
});

test.each([
  { text: 'وأفاد المرصد، نقلاً عن مصادر محلية، أن الطريق أغلقت أمام الحافلات منذ الفجر.', source: 'مصادر محلية' },
  { text: 'وعلمت الجريدة من مصدر أمني أن الطريق أغلقت أمام الحافلات منذ الفجر.', source: 'مصدر أمني' },
  { text: 'وعلمت الجريدة أن الطريق أغلقت أمام الحافلات منذ الفجر.', source: 'الجريدة' },
])('from whom somebody has it speaks: $text', ({ text, source }) => expect(said(text)[0]?.source).toBe(source));

test.each([
  { text: 'انتهى الاجتماع مساء أمس. وأشار في بيان إلى أن عضوين امتنعا عن التصويت.', source: null },
  { text: 'انتهى الاجتماع مساء أمس. وجاء في بيان أن عضوين امتنعا عن التصويت.', source: 'بيان' },
])('behind في stands where it was said, save what stands in a document: $text', ({ text, source }) =>
  expect(said(text).at(-1)?.source).toBe(source),
);

test('a title is no part of who speaks, though his full name stands elsewhere', () =>
  expect(
    said('كرمت الجامعة الباحثة عبير بنت علي الحربي. وذكرت الدكتورة الحربي أن التكريم شرف كبير لها.').at(-1)?.speaker,
  ).not.toMatch(/الدكتورة/));

describe('who may speak', () => {
  /** The last saying of a text, whose source is `source`, and its candidates. */
  const asked = (text: string, source: string | null, voice: string | null = null, told: string | null = null) => {
    const context = contextOf(text);
    const { tokens } = context;
    const at = (word: string): number => tokens.findLastIndex(({ form }) => form === word);
    const cue = at('أن') - 1;
    const words = source?.split(' ') ?? [];
    const span: [number, number] | null = source === null ? null : [at(words[0]!), at(words.at(-1)!) + 1];
    const reading = readings(context, tokens[cue])[0] ?? null;
    const parts = { type: 'indirect', cue, cueEnd: cue + 1, role: 'verb', negated: false, relative: false } as const;
    const one = saying(context, { ...parts, pieces: [[cue + 2, tokens.length - 1]], reading, site: null });
    const sourced = { span, second: null, probability: 1, secondProbability: 0 };
    const cast = new Cast(context);
    if (voice !== null) {
      const [first, last] = [voice.split(' ')[0]!, voice.split(' ').at(-1)!].map(at) as [number, number];
      cast.spoke(cast.described(first, last + 1)!, one, null);
    }
    const before = told === null ? [] : told.split(' ');
    const history: Turn[] =
      before.length > 0
        ? [{ said: one, referent: null, source: [at(before[0]!), at(before.at(-1)!) + 1], nested: false }]
        : [];
    return { context, span, list: candidates(context, cast, one, sourced, history) };
  };

  const candidatesOf = (...given: Parameters<typeof asked>): string[] =>
    asked(...given).list.map(({ referent }) => referent.name);

  /** Those against whom the words of the source speak. */
  const unlikely = (...given: Parameters<typeof asked>): string[] => {
    const { context, span, list } = asked(...given);
    const rows = list.map(() => new Float32Array(MEANINGS.length));
    putMeanings(sourceOf(context, span!), list, rows, 0);
    return list.filter((_, i) => rows[i]!.includes(-1)).map(({ referent }) => referent.name);
  };

  test('with what the sentence or the one before it opens', () => {
    const text = 'كانت الأفران الشعبية رفعت أسعارها، مرجحة أن يستمر ذلك شهراً.';
    expect(candidatesOf(text, null)).toContain('الأفران الشعبية');
    expect(candidatesOf(`كانت ${text}`, null)).not.toContain('الأفران الشعبية');
  });

  test.each([
    { text: 'نشرت صفحات محلية الصورة، وذكرت أن الجسر مغلق.', listed: 'صفحات محلية', why: 'an indefinite one' },
    { text: 'سئل مسؤول محلي عما إذا تأخر، فأوضح أن الجسر مغلق.', listed: 'مسؤول محلي', why: 'before a particle' },
    { text: 'خرجت لجنة صيانة الطرق، وذكرت أن الجسر مغلق.', listed: 'لجنة صيانة الطرق', why: 'near miss: a genitive' },
    { text: 'سقطت أحجار كبيرة ليلاً، وذكرت أن الجسر مغلق.', listed: null, why: 'near miss: stones' },
    { text: 'غير أن ركاب السفينة تأخروا، وذكروا أن الجسر مغلق.', listed: 'ركاب السفينة', why: 'behind particles' },
    { text: 'اجتمع أربعة من سكان القرية، وذكروا أن الجسر مغلق.', listed: 'أربعة من سكان القرية', why: 'counted' },
    {
      text: 'اجتمع أربعة من سكان الناحية القدامى، وذكروا أن الجسر مغلق.',
      listed: 'أربعة من سكان الناحية القدامى',
      why: 'near miss: its adjective',
    },
    { text: 'خرج وفد من سكان القرية، وذكروا أن الجسر مغلق.', listed: 'سكان القرية', why: 'near miss: no count' },
  ])('subjects of the sentence: $why', ({ text, listed }) => {
    const found = candidatesOf(text, null);
    if (listed === null) expect(found).toEqual([]);
    else expect(found).toContain(listed);
  });

  test.each([
    { text: 'وصل خالد المنصور وسامي نور إلى القرية، وذكرا أن الجسر مغلق.', together: true },
    { text: 'وصل خالد المنصور وسامي نور إلى القرية، وذكر أن الجسر مغلق.', together: false },
    { text: 'وصل خالد المنصور مع سامي نور إلى القرية، وذكرا أن الجسر مغلق.', together: false },
  ])('two that are named together, where two speak: $together', ({ text, together }) =>
    expect(candidatesOf(text, null).includes('خالد المنصور وسامي نور')).toBe(together),
  );

  test('a letter by itself leads to whom a source spoke', () => {
    expect(candidatesOf('وذكر الركاب لـ الصحيفة أكدوا أن الجسر مغلق.', 'الركاب لـ الصحيفة')).toContain('الركاب');
  });

  test.each([
    { text: 'وأوضح المصدر ذاته أن الجرحى خمسة. وأضاف أن الطريق مغلق.', told: 'المصدر ذاته' },
    { text: 'وأوضح المركز أن الجرحى خمسة. وأضاف أن الطريق مغلق.', told: 'المركز' },
  ])('who was told as a source of the sentence before is nobody new: $told', ({ text, told }) => {
    expect(candidatesOf(text, null, null, told)).not.toContain(told);
    // near miss: no source
    expect(candidatesOf(text, null)).toContain(told);
  });

  test.each([
    { source: 'زوج المعلمة', likely: true, why: 'kin may be told without any name' },
    { source: 'مساعد المدير', likely: false, why: 'near miss: an office of the only one near' },
  ])('$why: $source', ({ source, likely }) => {
    const text = `وصل سامي نور، رئيس النقابة، إلى المدرسة. ثم قال ${source} أكد أن الأمر خطير.`;
    expect(candidatesOf(text, source)).toContain('سامي نور');
    expect(unlikely(text, source).includes(source)).toBe(!likely);
  });

  test('a source again is one that spoke', () => {
    const text = 'كشف مصدر طبي عن لقاء جمعه مع خالد المنصور، وأوضح المصدر ذاته أن الجرحى خمسة.';
    expect(candidatesOf(text, null)).toContain('خالد المنصور');
    expect(candidatesOf(text, 'المصدر ذاته', 'مصدر طبي')).toContain('مصدر طبي');
    expect(unlikely(text, 'المصدر ذاته', 'مصدر طبي')).toEqual(expect.arrayContaining(['المصدر ذاته', 'خالد المنصور']));
    expect(unlikely(text, 'المصدر ذاته', 'مصدر طبي')).not.toContain('مصدر طبي');
  });

  /** The same where the article's names are given. */
  const namesOf = (text: string, source: string, names: readonly string[]): string[] => {
    const index = indexText(text);
    const mentions = names.map((name): NameMention => {
      const start = text.indexOf(name);
      const tokens = index.tokens.filter((token) => token.end > start && token.start < start + name.length);
      const entity = { id: name, name, type: 'PER', aliases: [] } as unknown as Entity;
      const [first, last] = [tokens[0]!.index, tokens.at(-1)!.index + 1];
      return { start, end: start + name.length, first, last, type: 'PER', entity };
    });
    const context = buildContext(index, mentions, defaultLexicon());
    const at = (word: string): number => context.tokens.findIndex(({ form }) => form === word);
    const words = source.split(' ');
    const cue = 0;
    const told = { type: 'indirect', cue, cueEnd: 1, role: 'verb', negated: false, relative: false } as const;
    const end = context.tokens.length - 1;
    const reading = readings(context, context.tokens[cue])[0] ?? null;
    const one = saying(context, { ...told, pieces: [[end - 1, end]], reading, site: null });
    const span: [number, number] = [at(words[0]!), at(words.at(-1)!) + 1];
    const sourced = { span, second: null, probability: 1, secondProbability: 0 };
    return candidates(context, new Cast(context), one, sourced, []).map(({ referent }) => referent.name);
  };

  test.each([
    { text: 'أقر براين لانغر أن الجسر مغلق.', source: 'براين لانغر', name: 'راين لانغر', full: 'براين لانغر' },
    {
      text: 'أقرت المديرة، فريدة تركي أن الجسر مغلق.',
      source: 'المديرة، فريدة تركي',
      name: 'ريدة تركي',
      full: 'فريدة تركي',
    },
  ])('a name gets the letter back that was cut off it: $full', ({ text, source, name, full }) => {
    expect(namesOf(text, source.replace('،', ''), [name])).toContain(full);
    expect(namesOf(text, source.replace('،', ''), [name])).not.toContain(name);
  });

  test('near miss: a conjunction before the one that speaks', () =>
    expect(namesOf('أقر فسامي النجار أن الجسر مغلق.', 'فسامي النجار', ['سامي النجار'])).toContain('سامي النجار'));

  test.each([
    { text: 'قال سالم الهدار مشرف إحدى القاعات أن الجسر مغلق.', name: 'سالم الهدار مشرف', full: 'سالم الهدار' },
    { text: 'قال سالم محمد مفتي، وهو طبيب، أن الجسر مغلق.', name: 'سالم محمد مفتي', full: 'سالم محمد مفتي' },
    { text: 'قال سالم آل خليفة رئيس النادي أن الجسر مغلق.', name: 'سالم آل خليفة', full: 'سالم آل خليفة' },
    { text: 'قال سالم الهدار فقيه رئيس النادي أن الجسر مغلق.', name: 'سالم الهدار فقيه', full: 'سالم الهدار فقيه' },
  ])('an office that goes on is no part of the name before it: $text', ({ text, name, full }) =>
    expect(namesOf(text, name, [name])).toContain(full),
  );

  test.each([
    { text: 'قال الوزيران سالم الهدار وخالد النجار أن الجسر مغلق.', together: true },
    { text: 'قال الوزير سالم الهدار وخالد النجار أن الجسر مغلق.', together: true },
    { text: 'قال الوزير سالم الهدار وخالد النجار الذي رافقه أن الجسر مغلق.', together: false },
  ])('two of one office speak together: $together', ({ text, together }) => {
    const source = text.slice(4, text.indexOf(' أن'));
    const all = namesOf(text, source, ['سالم الهدار', 'خالد النجار']);
    expect(all).toContain('سالم الهدار وخالد النجار');
    expect(all[0] === 'سالم الهدار وخالد النجار').toBe(together);
  });

  test.each([
    { text: 'استنكر القنصل العام في المدينة السفير خالد المنصور الحادث. وأكد أن الأمر خطير.', listed: false },
    { text: 'استنكر القنصل العام في المدينة حادث خالد المنصور. وأكد أن الأمر خطير.', listed: true },
  ])('an office that runs up to a name is nobody else: $listed', ({ text, listed }) =>
    expect(candidatesOf(text, null).some((name) => name.startsWith('القنصل'))).toBe(listed),
  );

  test('behind an attached preposition stands nobody', () => {
    expect(candidatesOf('التقى الوفد بمدير المستشفى ظهراً. وأكد أن الأمر خطير.', null)).not.toContain('بمدير المستشفى');
    expect(candidatesOf('التقى الوفد مدير المستشفى ظهراً. وأكد أن الأمر خطير.', null)).toContain('مدير المستشفى');
  });

  test('the statement is of whoever spoke in one', () => {
    const text =
      'وقالت وزارة الصحة في بيان إن اللقاح متوفر. ورحب البنك الدولي بالخطوة. وأوضح البيان أن الحملة ستبدأ غداً.';
    expect(said(text).map(({ speaker }) => speaker)).toEqual(['وزارة الصحة', 'وزارة الصحة']);
  });

  test.each([
    { source: 'مكتب الرئيس خالد المنصور', speaks: false, why: 'his office' },
    { source: 'مدير المكتب خالد المنصور', speaks: true, why: 'near miss: he himself' },
  ])('who somebody else is about: $why', ({ source, speaks }) =>
    expect(candidatesOf(`وذكر ${source} أكد أن الاجتماع تأجل.`, source).includes('خالد المنصور')).toBe(speaks),
  );

  test.each([
    { text: 'أعلن الثلاثاء الماضي أن الجسر مغلق.', source: 'الثلاثاء الماضي', speaks: false, why: 'a day' },
    { text: 'أعلن 19 فبراير أن الجسر مغلق.', source: '19 فبراير', speaks: false, why: 'a date' },
    { text: 'أعلن 19 باحثة أن الجسر مغلق.', source: '19 باحثة', speaks: true, why: 'near miss: people are counted' },
    { text: 'أعلن الصباحي أن الجسر مغلق.', source: 'الصباحي', speaks: true, why: 'near miss: a surname' },
    { text: 'أكدت «اليوم» أن الجسر مغلق.', source: 'اليوم', speaks: true, why: 'near miss: a paper' },
  ])('no time speaks: $why', ({ text, source, speaks }) =>
    expect(candidatesOf(text, source).some((name) => name.includes(source))).toBe(speaks),
  );

  test('the body behind a document that was cut short', () =>
    expect(unlikely('وبحسب تقرير لوكالة رويترز أكد أن الاجتماع تأجل.', 'تقرير')).toContain('تقرير'));

  test('in how many sources before and further on somebody is named', () => {
    const text = 'وصل سامي نور وخالد علي. وأكد أن الجسر مغلق. وأضاف خالد علي أن الطريق طويل. وأشار إلى أن المطر غزير.';
    const context = contextOf(text);
    const at = (word: string): number => context.tokens.findIndex(({ form }) => form === word);
    const turns = [
      { cue: at('وأكد'), span: null },
      { cue: at('وأضاف'), span: [at('وأضاف') + 1, at('وأضاف') + 3] as [number, number] },
      { cue: at('وأشار'), span: null },
    ].map(({ cue, span }) => {
      const reading = readings(context, context.tokens[cue]!)[0] ?? null;
      const parts = { type: 'indirect', cue, cueEnd: cue + 1, role: 'verb', negated: false, relative: false } as const;
      const pieces: [number, number][] = [[cue + 5, cue + 6]];
      const sourced = { span, second: null, probability: 1, secondProbability: 0 };
      return { said: saying(context, { ...parts, pieces, reading, site: null }), sourced };
    });
    const seen: Record<string, number[]>[] = [];
    const names = ['sources.before', 'sources.behind', 'sources.since', 'sources.until'];
    rankAll(context, new Cast(context), turns, (setting, list) => {
      const rows: Record<string, number[]> = {};
      describeSpeakers(setting, list, (row, { referent }) => {
        rows[referent.name] = names.map((name) => row[speakerLayout.placeOf(name)!]!);
      });
      seen.push(rows);
      return [];
    });
    expect(seen[0]).toMatchObject({ 'خالد علي': [0, 1, 99, 1], 'سامي نور': [0, 0, 99, 99] });
    expect(seen[2]).toMatchObject({ 'خالد علي': [1, 0, 1, 99], 'سامي نور': [0, 0, 99, 99] });
  });

  test('the police is none of the bodies that are not called so, the agency may be any', () => {
    const text = 'التقى الوفد مع البنك الدولي. وبعد ذلك أكدت أن الجسر مغلق.';
    expect(candidatesOf(text.replace('أكدت', 'قالت الشرطة أكدت'), 'الشرطة')).toContain('الشرطة');
    expect(unlikely(text.replace('أكدت', 'قالت الشرطة أكدت'), 'الشرطة')).not.toContain('الشرطة');
    expect(unlikely(text.replace('أكدت', 'قالت الوكالة أكدت'), 'الوكالة')).toContain('الوكالة');
  });

  test.each([
    { text: 'شككت وكالة «رويترز» في ذلك، أكدت أن الجسر مغلق.', names: ['رويترز'], why: 'its name in marks' },
    { text: 'شككت الوكالة «رويترز» في ذلك، أكدت أن الجسر مغلق.', names: null, why: 'near miss: the agency' },
    {
      text: 'قالت وكالة «رويترز» البريطانية أكدت أن الجسر مغلق.',
      source: 'وكالة «رويترز» البريطانية',
      names: ['رويترز'],
      why: 'an adjective behind the name',
    },
  ])('an outlet and its name in marks: $why', ({ text, source, names }) => {
    const found = candidatesOf(text, source ?? text.split(' ')[1]!);
    if (names) expect(found).toEqual(names);
    else expect(found.length).toBeGreaterThan(1);
  });

  test('an office is of no body', () => {
    const text = 'وافق البنك الدولي أمس. وقال مدير الوكالة أن القرض كبير، بعد لقاء خالد المنصور.';
    expect(candidatesOf(text, null)).toContain('البنك الدولي');
    expect(candidatesOf(text.replace('وقال مدير الوكالة', 'وقال مدير الوكالة ذكر'), 'مدير الوكالة')).not.toContain(
      'البنك الدولي',
    );
  });
});

describe('verses and traditions', () => {
  test.each([
    { text: 'وذكّر الخطيب بالصبر مستشهداً بقوله تعالى: «إن الله مع الصابرين إذا صبروا».', speaker: 'الله', why: 'تعالى' },
    {
      text: 'واختتم الشيخ كلمته بحديث: قال رسول الله صلى الله عليه وسلم: «خيركم خيركم لأهله في كل حال».',
      speaker: 'رسول الله',
      why: 'as the article calls him',
    },
    {
      text: 'وأوصى النبي بالأهل، وقال رسول الله صلى الله عليه وسلم: «خيركم خيركم لأهله في كل حال».',
      speaker: 'النبي',
      why: 'two names of one',
    },
    {
      text: 'وذكّر المفتي سالم الهدار بقوله ـ تعالى ـ في كتابه: (إن الله مع الصابرين إذا صبروا).',
      speaker: 'الله',
      why: 'a blessing between dashes',
    },
    { text: 'وقال عز من قائل: (إن الله مع الصابرين إذا صبروا).', speaker: 'الله', why: 'a rarer formula' },
    { text: 'والصبر واجب، فالله سبحانه وتعالى يقول: «إن الله مع الصابرين».', speaker: 'الله', why: 'before the verb' },
    {
      text: 'قال الشيخ سالم نور إن الصبر واجب، والله تعالى يقول: (إن الله مع الصابرين إذا صبروا).',
      speaker: 'الله',
      why: 'before the verb, behind somebody who speaks',
    },
    {
      text: 'ومنهج السنة يعبر عنه الحديث الشريف: «إن هذا الدين يسر ولن يشاد الدين أحد إلا غلبه».',
      speaker: 'النبي',
      why: 'a tradition by itself',
    },
    {
      text: 'وحق الوالدين عظيم، وفي الحديث: «من أرضى والديه فقد أرضى الله».',
      speaker: 'النبي',
      why: 'and without an adjective',
    },
    {
      text: 'وستتداعى علينا الأمم كما قال سيدنا رسول الله صلى الله عليه وسلم: تداعي الأكلة إلى قصعتها.',
      speaker: 'النبي',
      why: 'our lord',
    },
    {
      text: 'والصدق واجب على الجميع. وقد أوصى به النبي صلى الله عليه وسلم بقوله: «إن الصدق يهدي إلى البر».',
      speaker: 'النبي',
      why: 'named in the sentence',
    },
    { text: 'وقال (صلى الله عليه وسلم): «خيركم خيركم لأهله في كل حال».', speaker: 'النبي', why: 'the blessing alone' },
    {
      text: 'وحذر الخطيب من الكذب، فقد قال عليه السلام: «إن الصدق يهدي إلى البر وإن البر يهدي إلى الجنة».',
      speaker: 'النبي',
      why: 'the shortest blessing',
    },
  ])('$why: $text', ({ text, speaker }) => expect(said(text).at(-1)?.speaker).toBe(speaker));

  test('asked under a blessing alone, he answers', () =>
    expect(said('وقد سئل صلى الله عليه وسلم عن العمل الأفضل. فقال: «الصلاة على وقتها».').at(-1)?.speaker).toBe(
      'النبي',
    ));

  test('who quotes a verse goes on', () =>
    expect(
      said(
        'وقال المفتي سالم الهدار إن الصبر واجب، لقوله تعالى: «إن الله مع الصابرين إذا صبروا». وأضاف أن الأجر عظيم.',
      ).at(-1)?.speaker,
    ).toBe('سالم الهدار'));

  test('who quotes a scholar of old goes on', () =>
    expect(
      said('وقال المفتي سالم الهدار إن الصبر واجب. وقال الطيبي رحمه الله: الصبر نصف الإيمان. وأضاف أن الأجر عظيم.').at(
        -1,
      )?.speaker,
    ).toBe('سالم الهدار'));

  test('near miss: one of his companions', () =>
    expect(said('وقال مجاهد: سمعت رجلاً من أصحاب النبي يقول لولده: هل أدركت الصلاة؟').at(-1)?.speaker).not.toBe(
      'النبي',
    ));

  test('near miss: a prophet with a name', () =>
    expect(said('والنبي إبراهيم قال لقومه إن الأصنام لا تنفع.')[0]?.speaker).toBe('إبراهيم'));

  test('near miss: a name that looks like it', () =>
    expect(said('وقال النائب رسول السراي إن اللجان النيابية لم تكتمل بعد.')[0]?.speaker).toBe('رسول السراي'));
});

describe('a description behind the only one near whom it may mean is his', () => {
  test.each([
    {
      text: 'قال سامي نور، الكاتب العام للاتحاد، إن الحوار تأخر كثيراً. وسجل القيادي النقابي أن الأجور لم ترتفع منذ عامين.',
      speaker: 'سامي نور',
      why: 'who spoke in the sentence before',
    },
    {
      text: 'قال سامي نور، الكاتب العام للاتحاد، إن الحوار تأخر كثيراً. وسجل قيادي نقابي أن الأجور لم ترتفع منذ عامين.',
      speaker: 'قيادي نقابي',
      why: 'near miss: an indefinite one is somebody else',
    },
    {
      text: 'كتبت صحيفة «النهار» أن الحكومة تأخرت في الرد. وأضافت الصحيفة اللبنانية أن المفاوضات ستستأنف قريباً.',
      speaker: 'النهار',
      why: 'the only medium near',
    },
    {
      text: 'كتبت صحيفة «النهار» أن الحكومة تأخرت في الرد. وأضافت الصحيفة اللبنانية أن المفاوضات ستستأنف قريباً. وأكدت أن الوفد سيغادر المدينة غداً.',
      speaker: 'النهار',
      why: 'and who says more is the same',
    },
    {
      text: 'قال سامي نور لوكالة رويترز إن الحوار تأخر كثيراً. وذكرت اللجنة الاقتصادية أن الأجور لم ترتفع منذ عامين.',
      speaker: 'اللجنة الاقتصادية',
      why: 'near miss: a committee is called so',
    },
  ])('$why: $text', ({ text, speaker }) => expect(said(text).at(-1)?.speaker).toBe(speaker));
});
