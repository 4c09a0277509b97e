import { describe, expect, test } from 'vitest';
import { indexText } from '../../src/text/index.ts';

/** The contents of the pairs; `…` behind one that is never closed, depth as leading `>`, fragments joined by `|`. */
function quoted(text: string): string[] {
  return indexText(text).marks.map(({ start, end, close, depth, fragments }) => {
    const content = fragments
      ? fragments.map((span) => text.slice(span.start, span.end)).join('|')
      : text.slice(start, end);
    return `${'>'.repeat(depth)}${content}${close === null ? '…' : ''}`;
  });
}

describe('styles', () => {
  test.each([
    { text: 'قال: “نعم نريد”، ثم خرج', style: 'curly', content: 'نعم نريد' },
    { text: 'قال: «نعم نريد»، ثم خرج', style: 'guillemets', content: 'نعم نريد' },
    { text: 'قال: "نعم نريد"، ثم خرج', style: 'straight', content: 'نعم نريد' },
    { text: "قال: ''نعم نريد''، ثم خرج", style: 'doubled', content: 'نعم نريد' },
    { text: "قال: 'نعم نريد'، ثم خرج", style: 'single', content: 'نعم نريد' },
    { text: 'قال: ‘نعم نريد’، ثم خرج', style: 'single', content: 'نعم نريد' },
    { text: 'قال: ((نعم نريد))، ثم خرج', style: 'round', content: 'نعم نريد' },
    { text: 'قال: <<نعم نريد>>، ثم خرج', style: 'angle', content: 'نعم نريد' },
    { text: 'قال: ‹نعم نريد›، ثم خرج', style: 'angle', content: 'نعم نريد' },
    { text: 'قال: „نعم نريد“، ثم خرج', style: 'curly', content: 'نعم نريد' },
    { text: "قال: ,,نعم نريد''، ثم خرج", style: 'doubled', content: 'نعم نريد' },
    { text: 'قال: “نعم نريد"، ثم خرج', style: 'mixed', content: 'نعم نريد' },
    { text: 'قال: «نعم نريد"، ثم خرج', style: 'mixed', content: 'نعم نريد' },
    { text: 'قال: "نعم نريد”، ثم خرج', style: 'mixed', content: 'نعم نريد' },
    { text: 'قال تعالى: (نعم نريد ذلك) ثم خرج', style: 'round', content: 'نعم نريد ذلك' },
    { text: 'وقوله {نعم نريد ذلك} ثم خرج', style: 'round', content: 'نعم نريد ذلك' },
    { text: 'وأضاف الوزير: (نعم نريد ذلك) ثم خرج', style: 'round', content: 'نعم نريد ذلك' },
    { text: 'في مهرجان “أفق 2026″ بالرباط', style: 'mixed', content: 'أفق 2026' },
  ])('$text', ({ text, style, content }) => {
    const { marks } = indexText(text);
    expect(marks).toHaveLength(1);
    expect(marks[0]).toMatchObject({ style, depth: 0 });
    expect(text.slice(marks[0]!.start, marks[0]!.end)).toBe(content);
    expect(marks[0]!.close).not.toBeNull();
  });
});

describe('brackets that hold no words of anybody', () => {
  test.each([
    'أكد الوزير (وزير المالية في الحكومة) أن الطريق مفتوح',
    'قال (صلى الله عليه وسلم) ذلك',
    'الدول الأعضاء: (أوبك) وغيرها',
    'قال الخبير (سالم نور من المعهد) إن الطريق مفتوح',
    'قال: (نعم نريد ذلك ثم خرج',
    'قال: (نعم نريد (ذلك كله) ثم خرج)',
  ])('%s', (text) => expect(quoted(text)).toEqual([]));
});

describe('accidents', () => {
  test.each([
    { text: 'في بلدة ”العين” قرب البحر', pairs: ['العين'], why: 'the closing glyph on both sides' },
    { text: 'في بلدة “العين“، قرب البحر', pairs: ['العين'], why: 'the opening glyph on both sides' },
    { text: 'وصفته بأنه ”شاهد زور“ أمس', pairs: ['شاهد زور'], why: 'both face the wrong way' },
    { text: 'تحت عنوان »ليل طويل« أمس', pairs: ['ليل طويل'] },
    { text: 'مجلة »نبض الحي» الشهرية', pairs: ['نبض الحي'] },
    { text: 'حديث لـ”الضفة” و”البيرق” معا', pairs: ['الضفة', 'البيرق'], why: 'after a clitic' },
    { text: 'حديث ل«الضفة» و«البيرق» معا', pairs: ['الضفة', 'البيرق'] },
    { text: 'يطالب ب"الحوار" وبـ "العدل"', pairs: ['الحوار', 'العدل'] },
    { text: 'وقال الشيخ : " نعم للصلح "', pairs: ['نعم للصلح'], why: 'blanks inside' },
    { text: 'حي« الورد» القديم', pairs: ['الورد'] },
    { text: 'هاتف «نجم »وهاتف «قمر»', pairs: ['نجم', 'قمر'] },
    { text: 'قال مراد:"نبدأ الآن"', pairs: ['نبدأ الآن'] },
    { text: 'لم يحضر،»وهذا مؤسف» كما قال', pairs: ['وهذا مؤسف'] },
    { text: 'سيارة ’ميكروباص’ قديمة', pairs: ['ميكروباص'] },
    { text: 'سيارة ’ميكروباص‘ قديمة', pairs: ['ميكروباص'] },
    { text: 'رأينا البحر ‘ ثم الجبل ‘ ثم عدنا', pairs: [], why: 'a comma gone astray' },
    { text: '"نعم"."لا"', pairs: ['نعم', 'لا'] },
    { text: 'زيارة "النجم""الفجر"', pairs: ['النجم', 'الفجر'] },
    { text: '""كتاب".. جديد', pairs: ['كتاب'] },
    { text: 'مسلسل "شمس.. وقمر".. غدا', pairs: ['شمس.. وقمر'] },
    { text: 'قال "…نعم نريد"', pairs: ['…نعم نريد'] },
    { text: 'أجاب: "(نعم)"', pairs: ['(نعم)'] },
    { text: 'قال: "#سلام للجميع"', pairs: ['#سلام للجميع'] },
  ])('$text -> $pairs ($why)', ({ text, pairs }) => {
    expect(quoted(text)).toEqual(pairs);
  });
});

describe('nested', () => {
  test.each([
    { text: 'قال: «زرنا قرية “النبع” أمس»', pairs: ['زرنا قرية “النبع” أمس', '>النبع'] },
    { text: 'قال: “زرنا قرية «النبع» أمس”', pairs: ['زرنا قرية «النبع» أمس', '>النبع'] },
    { text: 'قال: «زرنا قرية «النبع» أمس»', pairs: ['زرنا قرية «النبع» أمس', '>النبع'] },
    { text: 'قال: "زرنا قرية "النبع" أمس"', pairs: ['زرنا قرية "النبع" أمس', '>النبع'] },
    { text: 'قال: "زرنا قرية \'النبع\' أمس"', pairs: ["زرنا قرية 'النبع' أمس", '>النبع'] },
    { text: 'قال: "زرنا قرية "النبع""', pairs: ['زرنا قرية "النبع"', '>النبع'] },
    { text: 'بين "النبع" و"البيدر" طريق', pairs: ['النبع', 'البيدر'], why: 'side by side, not one in the other' },
    {
      text: 'قال: “كتب لي: ‘تعال وقل: «نعم»’ فذهبت”',
      pairs: ['كتب لي: ‘تعال وقل: «نعم»’ فذهبت', '>تعال وقل: «نعم»', '>>نعم'],
    },
  ])('$text ($why)', ({ text, pairs }) => {
    expect(quoted(text)).toEqual(pairs);
  });
});

describe('never closed', () => {
  test.each([
    { text: 'قال: «نعم نريد\nوأضاف غيره', pairs: ['نعم نريد…'], why: 'ends with its paragraph' },
    { text: 'قال: "نعم نريد السلم. ثم خرج\nوقال سالم "لا"', pairs: ['نعم نريد السلم. ثم خرج…', 'لا'] },
    {
      text: 'قال: «نعم نريد، وأضاف: «لا نخاف» ثم سكت',
      pairs: ['نعم نريد، وأضاف:…', 'لا نخاف'],
      why: 'the next one is closed',
    },
    { text: 'أكد أن "البلاد آمنة مثل "العين" و"النبع" وغيرهما', pairs: ['البلاد آمنة مثل…', 'العين', 'النبع'] },
    { text: 'قالت “إن الوضع صعب، وهددت', pairs: ['إن الوضع صعب، وهددت…'] },
    {
      text: '"«„قال أمس<<',
      pairs: ['„قال أمس', '>قال أمس…'],
      why: 'the innermost ends where the one around it does',
    },
    { text: 'لا نريد ذلك". وخرج', pairs: [], why: 'a closing mark alone opens nothing' },
    { text: 'وقال إن الوضع صعب» وخرج', pairs: [] },
    { text: 'نعم"', pairs: [] },
  ])('$text -> $pairs ($why)', ({ text, pairs }) => {
    expect(quoted(text)).toEqual(pairs);
  });

  test('its close is null and its span ends before the blanks', () => {
    const text = 'قال: «نعم نريد  \nثم خرج';
    expect(indexText(text).marks).toMatchObject([{ close: null, start: 6, end: 14, style: 'guillemets' }]);
  });
});

describe('over several paragraphs', () => {
  test.each([
    { text: 'قال: «بدأنا أمس.\n«ونكمل غدا».', pairs: ['بدأنا أمس.|ونكمل غدا'], why: 'reopened at each paragraph' },
    { text: 'قال: "بدأنا أمس.\n"ونعمل اليوم.\n"ونكمل غدا".', pairs: ['بدأنا أمس.|ونعمل اليوم.|ونكمل غدا'] },
    { text: 'قال: “بدأنا أمس.\nونكمل غدا”.', pairs: ['بدأنا أمس.|ونكمل غدا'], why: 'one pair of marks' },
    { text: 'قال: "بدأنا أمس.\nوقال سالم: "نكمل غدا".', pairs: ['بدأنا أمس.…', 'نكمل غدا'], why: 'another quotation' },
    { text: 'قال: «بدأنا أمس.\n«رسالة الغد»\nثم خرج', pairs: ['بدأنا أمس.…', 'رسالة الغد'], why: 'a heading in marks' },
    { text: 'قال: «بدأنا أمس».\n«ونكمل غدا».', pairs: ['بدأنا أمس', 'ونكمل غدا'], why: 'both closed' },
  ])('$text ($why)', ({ text, pairs }) => {
    expect(quoted(text)).toEqual(pairs);
  });
});

describe('no marks', () => {
  test.each([
    { text: "زار l'Algérie وd’Oran أمس" },
    { text: 'شاشة قياس 55" بسعر جيد' },
    { text: 'بقياس 5" و 7" معا' },
    { text: "مدته 3' و 20 ثانية" },
    { text: 'عند 35° 41′ 49″ شمالا' },
    { text: '(كذا (كذا)) ثم' },
    { text: 'صبر،، ثم عمل,, ثم' },
    { text: 'النا`س والما´ء' },
  ])('$text', ({ text }) => {
    expect(quoted(text)).toEqual([]);
  });

  test('inches beside a pair', () => {
    expect(quoted('شاشة "نجم" قياس 55" بسعر')).toEqual(['نجم']);
  });
});
