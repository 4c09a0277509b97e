/** What is published: spans with both marks of a pair or neither, names without what is only writing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import type { Analysis, Span } from '../src/model.ts';
import { balanced, indexText, markTable, nameOf } from '../src/text/index.ts';
import { size } from './long.ts';

describe('a span has both marks of a pair, or neither', () => {
  test.each([
    { text: 'قال إن |الشركة «لن تبيع حصتها|» قريباً', whole: 'الشركة «لن تبيع حصتها»' },
    { text: 'قال إن |الشركة «لن تبيع حصتها|.» ثم خرج', whole: 'الشركة «لن تبيع حصتها.»' },
    { text: 'قال إن «|الشركة لن تبيع» حصتها| قريباً', whole: '«الشركة لن تبيع» حصتها' },
    { text: 'رئيس |«النور كابيتال| للاستثمار» في دبي', whole: 'النور كابيتال' },
    { text: 'عضو في |حزب “القوات| اللبنانية” أمس', whole: 'حزب “القوات اللبنانية”' },
    { text: '«زار المدير| الفرع»| أمس', whole: ' الفرع' },
    { text: 'بلدة |كفرنبل (ريف| إدلب) السورية', whole: 'كفرنبل (ريف إدلب)' },
    {
      text: 'قال |المدير «إن الأمر| صعب ولن ينتهي في وقت قريب كما نأمل جميعاً منذ زمن» ثم',
      whole: 'المدير',
      why: 'too far',
    },
    { text: 'قال |إن "الأمر| صعب', whole: 'إن "الأمر', why: 'a mark that is never closed has no partner' },
    { text: 'قال إن |"الأمر" و"الشأن"| واحد', whole: '"الأمر" و"الشأن"', why: 'whole already' },
  ])('$text', ({ text: marked, whole }) => {
    const [before = '', inside = '', after = ''] = marked.split('|');
    const text = before + inside + after;
    const span = balanced(
      { start: before.length, end: before.length + inside.length },
      text,
      markTable(indexText(text)),
    );
    expect(text.slice(span.start, span.end)).toBe(whole);
  });
});

describe('a name of a slice', () => {
  test.each([
    ['الـسـيـسـي', 'السيسي'],
    ['ﻣﺤﻤﺪ ﻋﻠﻮش', 'محمد علوش'],
    ['عبد\u200Cالله\u200F حمدوك', 'عبدالله حمدوك'],
    ['خالد\nالعبدالله', 'خالد العبدالله'],
    ['بنك\u00A0 التسليف', 'بنك التسليف'],
    ['سامر الحدّاد', 'سامر الحدّاد'],
    ['حزب "القوات', 'حزب "القوات"'],
    ['النور كابيتال»', 'النور كابيتال'],
    ['سفينة نوح" العربية', '"سفينة نوح" العربية'],
    ['مركز (بيسان', 'مركز (بيسان)'],
    ['صحيفة "هآرتس"', 'صحيفة "هآرتس"'],
  ])('%s -> %s', (slice, name) => expect(nameOf(slice)).toBe(name));
});

test.each([
  {
    text: 'ورأى المحلل في «بيت المال» نادر الشامي أن النتائج «مرضية».',
    content: 'النتائج «مرضية»',
    role: 'المحلل في «بيت المال»',
  },
  {
    text: 'وقال المدير كرم النابلسي إن الشركة «لن تبيع حصتها في الميناء».',
    content: 'الشركة «لن تبيع حصتها في الميناء»',
  },
  {
    text: 'وقال المدير كرم النابلسي إن "الشركة باقية" في السوق رغم الخسائر.',
    content: '"الشركة باقية" في السوق رغم الخسائر',
  },
])('$text', ({ text, content, role }) => {
  const { quotations, speakers } = analyze({ text });
  expect(quotations[0]?.content.text).toBe(content);
  if (role) expect(speakers[0]?.role).toBe(role);
});

describe('names', () => {
  test.each([
    { text: 'وسلّم الرسالة للسيسي في القاهرة.', name: 'السيسي', mention: 'لسيسي' },
    { text: 'وقدّم المندوب الشكر للأمم المتحدة على جهودها.', name: 'الأمم المتحدة', mention: 'لأمم المتحدة' },
    { text: 'وانضمّ العام الماضي للاتحاد الأوروبي.', name: 'الاتحاد الأوروبي', mention: 'لاتحاد الأوروبي' },
    { text: 'وسافر الوفد أمس للبنان.', name: 'لبنان', mention: 'لبنان', why: 'its own ل' },
    { text: 'وتحدث هاتفياً مع ميركل، وفبوتين رفض.', name: 'بوتين', mention: 'بوتين' },
    { text: 'وزار الوفد أمس الـريـاض.', name: 'الرياض', mention: 'الـريـاض' },
  ])('$text', ({ text, name, mention }) => {
    const { entities } = analyze({ text });
    const entity = entities.find((one) => one.name === name);
    expect(entity?.aliases).toEqual([]);
    expect(entity?.mentions.map((one) => one.text)).toEqual([mention]);
    for (const { start, end } of entity?.mentions ?? []) expect(text.slice(start, end)).toBe(mention);
  });

  test('of a speaker: no tatweel, no presentation forms, and still the same person', () => {
    const text = 'وقال الـوزيـر ﻛﺮﻳﻢ الـدبـاس إن الموسم بدأ. وأضاف الدباس أن السوق مفتوحة.';
    const { speakers, quotations } = analyze({ text });
    expect(speakers.map(({ name, role }) => [name, role])).toEqual([['كريم الدباس', 'الوزير']]);
    expect(quotations.map(({ speaker }) => speaker)).toEqual(['s1', 's1']);
    expect(quotations[0]?.source?.text).toContain('الـدبـاس');
  });
});

// ---- properties

/** The findings that hold one mark of a pair; a finding is a span, or the fragments of one. */
function torn(text: string, findings: readonly (readonly Span[])[]): string[] {
  const { byOpen } = markTable(indexText(text));
  const holds = (parts: readonly Span[], mark: Span): boolean =>
    parts.some(({ start, end }) => mark.start >= start && mark.end <= end);
  return findings
    .filter((parts) => byOpen.some(({ open, close }) => holds(parts, open) !== holds(parts, close)))
    .map((parts) => parts.map(({ start, end }) => text.slice(start, end)).join(' … '));
}

function findingsOf({ quotations, attributions, entities }: Analysis): (readonly Span[])[] {
  const beside = quotations.flatMap(({ source, medium, addressee, via }) => [source, medium, addressee, ...via]);
  const names = entities.flatMap(({ mentions }) => mentions);
  const single = [...beside.filter((span) => span !== null), ...attributions, ...names].map((span) => [span]);
  return [...single, ...quotations.map(({ content }) => content.fragments ?? [content])];
}

const namesOf = ({ entities, speakers }: Analysis): string[] =>
  [
    ...entities.flatMap(({ name, aliases }) => [name, ...aliases]),
    ...speakers.flatMap(({ name, aliases, role, affiliation }) => [name, ...aliases, role ?? '', affiliation ?? '']),
  ].filter((name) => /[«»“”"()]/.test(name));

const odd = (name: string): boolean =>
  [/[«»]/g, /[“”]/g, /"/g, /[()]/g].some((mark) => (name.match(mark)?.length ?? 0) % 2);

function check(text: string): void {
  const result = analyze({ text });
  expect(torn(text, findingsOf(result))).toEqual([]);
  expect(namesOf(result).filter(odd)).toEqual([]);
  for (const { start, end } of findingsOf(result).flat()) expect(start < end && end <= text.length).toBe(true);
  for (const { content } of result.quotations) {
    const words = (content.fragments ?? [content]).map(({ start, end }) => text.slice(start, end));
    expect(content.text).toBe(words.join(' … '));
  }
}

const articlesIn = (folder: URL): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

test('in our own articles', () => {
  for (const text of articlesIn(new URL('../fixtures/articles/', import.meta.url))) check(text);
});

const NEWS = new URL('../../shared/gold/news/', import.meta.url);
if (!existsSync(NEWS)) console.warn('skipped: ../shared/gold/news is not here');
test.skipIf(!existsSync(NEWS))(
  'in news',
  () => {
    for (const text of articlesIn(NEWS).slice(0, size(10, 150))) check(text);
  },
  120_000,
);

test.each(['بحسب »(("', ')قال الوزير إن قال الوزير'])('marks alone: %s', check);

test('in any mixture of words and marks', () => {
  const piece = fc.constantFrom(
    ...'قال الوزير|سامي الخولي| إن |الشركة|حزب|القوات|للسيسي|بحسب |تعبيره|، |. |: |\n\n| و|رويترز| في '.split('|'),
    ..."«|»|“|”|\"|''|(|)|((|))".split('|'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => check(pieces.join(''))),
    { numRuns: size(150, 1000), seed: 8 },
  );
}, 60_000);
