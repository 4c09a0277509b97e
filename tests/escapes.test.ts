/** Escapes left in a text are read as what they mean; every span is one of the text as stored. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';
import type { Analysis } from '../src/model.ts';
import { readEscapes } from '../src/text/index.ts';

const contents = ({ quotations }: Analysis) => quotations.map(({ content, type }) => [type, content.text]);

/** All spans with a text. */
function spans(value: unknown): { start: number; end: number; text: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(spans);
  const { start, end, text, fragments } = value as { start?: number; end?: number; text?: string; fragments?: unknown };
  if (typeof start !== 'number' || typeof text !== 'string' || fragments) return inner;
  return [{ start, end: end as number, text }, ...inner];
}

describe('quotation marks', () => {
  const WITH_MARKS =
    'قالت المديرة سعاد النجار: "المدرسة ستفتح غدا". وأضافت: «نحن جاهزون». وقال علي حمدان: "لن نغلق الباب".';
  const meant = analyze({ text: WITH_MARKS });
  const ways: [string, (mark: string) => string][] = [
    ['&quot;', (mark) => ({ '"': '&quot;', '«': '&laquo;', '»': '&raquo;' })[mark] as string],
    ['&#34;', (mark) => `&#${mark.charCodeAt(0)};`],
    ['&#x22;', (mark) => `&#X${mark.charCodeAt(0).toString(16)};`],
    ['&amp;quot;', (mark) => ({ '"': '&amp;quot;', '«': '&amp;amp;laquo;', '»': '&amp;raquo;' })[mark] as string],
    ['&quot without its end', (mark) => ({ '"': '&quot', '«': '&laquo', '»': '&raquo' })[mark] as string],
    ['\\"', (mark) => (mark === '"' ? '\\"' : mark)],
    ['\\u0022', (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`],
  ];
  test.each(ways)('%s', (_, escaped) => {
    const text = WITH_MARKS.replace(/["«»]/g, escaped);
    const analysis = analyze({ text }, { explain: true, text: true });
    expect(contents(analysis)).toEqual(contents(meant));
    expect(contents(analysis).map(([, content]) => content)).toEqual([
      'المدرسة ستفتح غدا',
      'نحن جاهزون',
      'لن نغلق الباب',
    ]);
    expect(analysis.entities.map(({ name }) => name)).toEqual(meant.entities.map(({ name }) => name));
    expect(analysis.speakers.map(({ name }) => name)).toEqual(meant.speakers.map(({ name }) => name));
    expect(analysis.text).toBe(text);
    expect(analysis.counts.characters).toBe(text.length);
    for (const span of spans(analysis)) expect(text.slice(span.start, span.end)).toBe(span.text);
    expect(analysis.warnings).toMatchObject([{ code: 'escapes', start: text.search(/[&\\]/) }]);
  });
});

test('words written in numbers, blanks and ends of paragraphs', () => {
  const word = (text: string) => [...text].map((letter) => `&#${letter.charCodeAt(0)};`).join('');
  const text = `خبر عاجل\\n\\n${word('قال')}&nbsp;${word('محمود')} درويش إن الجسر &#147;مغلق&#148;.\\nوأضاف أنه سيفتح.`;
  const analysis = analyze({ text });
  expect(analysis.title).toBe('خبر عاجل');
  expect(analysis.speakers.map(({ name }) => name)).toEqual(['محمود درويش']);
  expect(analysis.quotations[0]?.cue?.text).toBe(word('قال'));
  for (const span of spans(analysis)) expect(text.slice(span.start, span.end)).toBe(span.text);
});

test('an interrupted quotation: its words are its fragments', () => {
  const text =
    'قال الوزير عمر سعيد: &quot;لن نتراجع&quot;، مضيفا: &quot;الجسر لنا&quot;. &quot;نحن هنا&quot;، قال سعيد، &quot;ولن نرحل أبدا&quot;.';
  for (const { content } of analyze({ text }).quotations) {
    const parts = content.fragments ?? [content];
    expect(content.text).toBe(parts.map(({ start, end }) => text.slice(start, end)).join(' … '));
  }
});

test('titles and bylines', () => {
  const analysis = analyze({ text: 'قال المدير نعم.', title: '&quot;نعم&quot; من المدير', byline: 'سامي &amp; علي' });
  expect(analysis).toMatchObject({ title: '"نعم" من المدير', byline: 'سامي & علي' });
});

test.each([
  'شركة AT&T; وبنك H&M في صفقة',
  'الرابط http://a.example/?a=1&quot=2&lt=3',
  'C:\\new\\text\\radio ملف',
  'R&D والبحث & التطوير',
  '&#0; &#99999999; &unknown; \\x',
  'نص بلا شيء',
])('near miss: %s', (text) => expect(readEscapes(text)).toBeNull());

test('the way back: an escape is whole, an empty span lies before what follows', () => {
  const reading = readEscapes('ا&quot;ب\\u0642ج');
  expect(reading?.text).toBe('ا"بقج');
  const back = (start: number, end: number) => Object.values(reading?.spanOf(start, end) ?? {});
  expect([back(0, 1), back(1, 2), back(2, 3), back(3, 4), back(4, 5), back(0, 5), back(2, 2), back(5, 5)]).toEqual([
    [0, 1],
    [1, 7],
    [7, 8],
    [8, 14],
    [14, 15],
    [0, 15],
    [7, 7],
    [15, 15],
  ]);
});
