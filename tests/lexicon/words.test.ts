import { describe, expect, test } from 'vitest';
import { buildLexicon, defaultLexicon, keyOf, type TokenLike, type WordKind } from '../../src/lexicon/index.ts';

const lexicon = defaultLexicon();
const tokensOf = (text: string): TokenLike[] =>
  text
    .replace(/[\u064b-\u065f]/g, '')
    .split(' ')
    .map((form) => ({ form, key: keyOf(form) }));

describe('words of a class where they stand', () => {
  test.each<[WordKind, string, string, Record<string, unknown>]>([
    ['role', 'رئيسة الوزراء', 'رئيس الوزراء', { last: 2, gender: 'f', number: 'sg' }],
    ['role', 'للرئيس السابق', 'رئيس سابق', { last: 2, prefix: 1, proclitic: 'ل', definite: true }],
    ['role', 'والأمين العام للرابطة', 'أمين عام', { last: 2, prefix: 1, definite: true }],
    ['role', 'أميناً عاماً للجنة', 'أمين عام', { last: 2, definite: false }],
    ['role', 'المتحدثين باسم الجبهة', 'متحدث باسم', { last: 2, number: 'pl' }],
    ['role', 'مسؤولان في البلدية', 'مسؤول', { last: 1, number: 'du' }],
    ['role', 'والدته', 'والدة', { suffix: 'ه', gender: 'f' }],
    ['role', 'ابنه', 'ابن', { suffix: 'ه', gender: 'm' }],
    ['role', 'الدكتوره', 'دكتور', { gender: 'f', definite: true }],
    ['source', 'وشهود عيان قالوا', 'شاهد عيان', { last: 2, prefix: 1, number: 'pl' }],
    ['source', 'بيانها', 'بيان', { suffix: 'ها' }],
    ['source', 'المنظمة', 'منظمة', { gender: 'f', definite: true }],
    ['source', 'ناشروه', 'ناشر', { suffix: 'ه', number: 'pl' }],
    ['outlet', 'لوكالة الأنباء السورية', 'وكالة أنباء', { last: 2, proclitic: 'ل' }],
    ['outlet', 'رويترز', 'رويترز', { last: 1 }],
    ['medium', 'مؤتمره الصحفي', 'مؤتمر صحفي', { last: 2, suffix: 'ه' }],
    ['medium', 'لقائه', 'لقاء', { suffix: 'ه' }],
    ['anaphor', 'الأخيرة', 'أخير', { gender: 'f', definite: true }],
    ['rule', 'للقانون', 'قانون', { proclitic: 'ل', definite: true }],
    ['rule', 'المعايير الدولية', 'معايير', { last: 1 }],
    ['attribution', 'وبحسب ما ذكر', 'بحسب ما', { last: 2, prefix: 1 }],
    ['attribution', 'وفقاً لما جاء', 'وفقا لما', { last: 2 }],
    ['attribution', 'من وجهة نظرها', 'من وجهة نظر', { last: 3, suffix: 'ها' }],
    ['attribution', 'برأيهم', 'برأي', { last: 1, suffix: 'هم' }],
    ['attribution', 'على حد قول الوزير', 'على حد قول', { last: 3 }],
    ['impersonal', 'ويشار إلى أن', 'يشار إلى أن', { last: 3, prefix: 1 }],
    ['impersonal', 'يذكر أنها', 'يذكر أن', { last: 2, suffix: 'ها' }],
    ['impersonal', 'ويشار إلى أنهم', 'يشار إلى أن', { last: 3, prefix: 1, suffix: 'هم' }],
    ['impersonal', 'الجدير ذكره أن', 'الجدير ذكره', { last: 2 }],
    ['opener', 'وفي السياق ذاته', 'في السياق ذاته', { last: 3, prefix: 1 }],
    ['auxiliary', 'من المقرر أن يعلن', 'من المقرر أن', { last: 3 }],
    ['narrator', 'دون أن يكشف', 'دون أن يكشف', { last: 3 }],
    ['scripture', 'سبحانه وتعالى', 'سبحانه وتعالى', { last: 2 }],
  ])('%s: %s -> %s', (kind, text, word, expected) => {
    const match = lexicon.match(kind, tokensOf(text), 0);
    expect(match?.word).toMatchObject({ kind, text: word });
    expect(match).toMatchObject({ first: 0, ...expected });
  });

  test.each<[WordKind, string, string]>([
    ['role', 'رئيسي', 'an adjective'],
    ['role', 'مديرية', 'an office, not an officer'],
    ['role', 'وزارة', 'a ministry'],
    ['role', 'أمام', 'before, not إمام'],
    ['source', 'بلاغة', 'eloquence, not بلاغ'],
    ['source', 'عالمي', 'worldwide'],
    ['outlet', 'صحفي', 'a journalist, not صحف'],
    ['outlet', 'وفاة', 'a death, not the agency وفا'],
    ['rule', 'لبيان', 'a document speaks'],
    ['rule', 'للمصادر', 'sources speak'],
    ['attribution', 'حساب', 'an account'],
    ['attribution', 'برأيها_', 'not a word'],
    ['impersonal', 'يذكر التقرير', 'a document mentions'],
    ['impersonal', 'يذكر أنغام الطفولة', 'a noun, no complementiser with a pronoun'],
    ['opener', 'من جهة', 'an incomplete phrase'],
  ])('%s: %s is none (%s)', (kind, text) => {
    expect(lexicon.match(kind, tokensOf(text), 0)).toBeNull();
  });

  test('an entry that runs over the end of the tokens does not match', () => {
    expect(lexicon.match('attribution', tokensOf('على حد'), 0)).toMatchObject({ last: 2 });
    expect(lexicon.match('opener', tokensOf('في السياق'), 0)).toMatchObject({ last: 2 });
    expect(lexicon.match('role', [], 0)).toBeNull();
  });

  test('is() asks for the word without proclitics', () => {
    expect(lexicon.is('role', keyOf('الوزير'))).toBe(true);
    expect(lexicon.is('role', keyOf('والوزير'))).toBe(false);
    expect(lexicon.is('scripture', keyOf('تعالى'))).toBe(true);
    expect(lexicon.is('scripture', keyOf('تعال'))).toBe(false);
  });
});

describe('complementisers', () => {
  test.each([
    ['أن', { base: 'anna', prefix: 0, bi: false, suffix: '' }],
    ['أنّه', { base: 'anna', suffix: 'ه' }],
    ['وأنها', { base: 'anna', prefix: 1, suffix: 'ها' }],
    ['بأنهم', { base: 'anna', bi: true, suffix: 'هم' }],
    ['وبأن', { base: 'anna', prefix: 1, bi: true }],
    ['إننا', { base: 'inna', suffix: 'نا' }],
    ['فإن', { base: 'inna', prefix: 1 }],
    ['ان', { base: 'bare' }],
    ['إنما', { base: 'inna', suffix: 'ما' }],
    ['باللي', { base: 'dialect' }],
  ])('%s', (form, expected) => {
    const plain = form.replace(/[\u064b-\u065f]/g, '');
    expect(lexicon.complementiser(keyOf(plain), plain)).toMatchObject(expected);
  });

  test.each(['لأن', 'كأن', 'آن', 'إنسان', 'أنهار', 'بنا', 'وان_', 'أنت', 'بأنفسهم', ''])('%s is none', (form) => {
    expect(lexicon.complementiser(keyOf(form), form)).toBeNull();
  });
});

describe('the lexicon as a whole', () => {
  test('a token that is no reporting word costs no array of its own', () => {
    expect(lexicon.cueForms('شجره', 'شجرة')).toBe(lexicon.cueForms('نافذه', 'نافذة'));
  });

  test('two lexicons give the same readings, in the same order', () => {
    const other = buildLexicon();
    for (const form of ['ذكرت', 'رددت', 'يدعون', 'وعد', 'مبينا', 'تعهد', 'أعلن']) {
      expect(other.cueForms(keyOf(form), form)).toEqual(lexicon.cueForms(keyOf(form), form));
    }
  });

  test.each([
    ['ذكرت', 'ذكر', 'as listed first'],
    ['مبينا', 'بين', 'as listed first'],
    ['وعد', 'وعد', 'without a clitic before with one'],
    ['أخبار', 'خبر', 'أ is not إ'],
    ['إخبار', 'أخبر', 'إ is not أ'],
    ['نفي', 'نفى', 'the masdar'],
  ])('%s is first of all %s (%s)', (form, lemma) => {
    expect(lexicon.cueForms(keyOf(form), form)[0]?.form.lemma.lemma).toBe(lemma);
  });

  test.each([
    ['طالبان', 'the movement'],
    ['مدينة', 'a city, not مدين of أدان'],
    ['هناك', 'there'],
    ['بينهم', 'among them'],
    ['أفضل', 'better'],
    ['الحكم', 'the rule'],
    ['كاملين', 'whole'],
    ['يجب', 'must'],
    ['لندن', 'London'],
    ['المتحدث', 'the spokesman'],
    ['المحلل', 'the analyst'],
    ['إعلام', 'media'],
    ['مسلمين', 'Muslims'],
    ['استشاري', 'a consultant'],
  ])('%s is no report (%s)', (form) => {
    expect(lexicon.cueForms(keyOf(form), form)).toEqual([]);
  });
});
