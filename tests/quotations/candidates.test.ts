import { describe, expect, test } from 'vitest';
import { defaultLexicon } from '../../src/lexicon/index.ts';
import type { Entity } from '../../src/model.ts';
import { isStartBy, type Start, startsOf } from '../../src/quotations/contents/starts.ts';
import { buildContext, type NameMention } from '../../src/quotations/context.ts';
import { cueCandidates, reportingWords } from '../../src/quotations/cues/index.ts';
import { type View, viewOf } from '../../src/quotations/view.ts';
import { indexText } from '../../src/text/index.ts';

/** The view of a text in which `names` are names of a type. */
function viewWith(text: string, names: Readonly<Record<string, string>> = {}): View {
  const index = indexText(text);
  const mentions = Object.entries(names).map(([name, type]): NameMention => {
    const start = text.indexOf(name);
    const end = start + name.length;
    const first = index.tokens.findIndex((token) => token.start === start);
    const last = index.tokens.findLastIndex((token) => token.end === end) + 1;
    return { start, end, first, last, type, entity: { id: name, name, type } as unknown as Entity };
  });
  return viewOf(buildContext(index, mentions, defaultLexicon()));
}

const cuesOf = (view: View) => cueCandidates(view.context, reportingWords(view.context), []);

/** The beginnings of the content of a cue. */
function starts(text: string, cue: string) {
  const view = viewWith(text);
  const word = (start: Start): string => view.context.tokens[start.token]!.form;
  const candidate = cuesOf(view).find(({ token }) => view.context.tokens[token]!.form === cue)!;
  return startsOf(view, candidate).map((start) => ({ word: word(start), start }));
}

const words = (found: ReturnType<typeof starts>): string[] => found.map(({ word }) => word);

describe('where a content may begin', () => {
  test('dots within a name of letters end no sentence', () =>
    expect(words(starts('وقال سالم الهدار مراسل بي.بي.سي في ميناء عدن إن الجسر مغلق.', 'وقال'))).toContain('الجسر'));

  test('an honorific with a pronoun right behind the reporting word is who speaks', () =>
    expect(words(starts('ودشن الوزير المحطة، مؤكدا سعادته حرص الدولة.', 'مؤكدا'))).not.toContain('سعادته'));

  test('behind أن it may begin what is said', () =>
    expect(words(starts('وأكد المدير أن سعادته سيزور المحطة.', 'وأكد'))).toContain('سعادته'));

  test('two full stops do', () =>
    expect(words(starts('قال نعم. ثم خرج. وصل الوفد إلى مدخل القاعة ظهراً: الجسر مغلق.', 'قال'))).not.toContain(
      'الجسر',
    ));

  test.each([
    ['صرح المدير السابق بأن الجسر مغلق.', true],
    ['صرح المدير بعد أن الجسر أغلق.', false],
  ])('an adverb governs أن and not بأن: %s', (text, listed) => {
    const found = starts(text, 'صرح').find(({ word }) => word === 'الجسر');
    expect(found !== undefined && isStartBy(found.start, 'complementiser')).toBe(listed);
  });

  test('behind the place of a dateline', () =>
    expect(words(starts('عدن - أطلقت الشركة خدمة للنقل البحري، كما أعلنت الوزارة.', 'أعلنت'))).toContain('أطلقت'));
});

describe('what may report', () => {
  const signs = (text: string, names: Readonly<Record<string, string>> = {}): string[] => {
    const view = viewWith(text, names);
    return cuesOf(view).map(({ token }) => view.context.tokens[token]!.form);
  };

  test.each([
    ['عدن: القبض على ثلاثة مشتبه بهم', { عدن: 'LOC' }, false],
    ['عدن: «لن نغلق الميناء هذا العام»', { عدن: 'LOC' }, true],
    ['سالم الهدار: الميناء لن يغلق', { 'سالم الهدار': 'PER' }, true],
    ['وزير النقل في عدن: الميناء لن يغلق', { عدن: 'LOC' }, true],
  ])('the colon of %s', (text, names, listed) =>
    expect(signs(text, names as Record<string, string>).includes(':')).toBe(listed),
  );

  test.each([
    ['بني المسجد قبل قرون. ويعتقد أن المنبر أقدم منه.', false],
    ['أوقفت الشرطة رجلاً يُعتقد أنه دبر الحريق.', false],
    ['بني المسجد قبل قرون. ويعتقد الباحث أن المنبر أقدم منه.', true],
    ['جاء سالم لأنه يعتقد أن المنبر قديم.', true],
  ])('nobody believes, or somebody does: %s', (text, listed) =>
    expect(signs(text).some((form) => form.includes('عتقد'))).toBe(listed),
  );
});
