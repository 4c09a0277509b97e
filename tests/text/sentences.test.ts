import { describe, expect, test } from 'vitest';
import { indexText } from '../../src/text/index.ts';

function split(text: string): string[] {
  return indexText(text).sentences.map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  test.each([
    { parts: ['وصل الوفد.', 'ثم غادر.'] },
    { parts: ['هل وصل؟', 'نعم!', 'ثم غادر'] },
    { parts: ['بلغ مستويات عالية.', 'وأشار إلى ذلك'], glue: '', why: 'a blank is missing' },
    { parts: ['وصل د. سالم مع أ.د. هند ثم غادر.', 'وعاد'] },
    { parts: ['بلغ 2.5 مليون و١٢٫٥ ألف.', 'وزاد'] },
    { parts: ['وصل م. رائد.', 'ثم غادر'] },
    { parts: ['تم في عام 1435 هـ.', 'ثم أغلق'] },
    { parts: ['من بنود الاتفاق وقف النار؛ وتبادل الأسرى.', 'وغيره'], why: '؛ is no end' },
    { parts: ['قال: "وصل الوفد. نحن ننتظر".', 'ثم غادر'], why: 'not within marks' },
    { parts: ['قال : " وصل الوفد ".', 'وأضاف أنه غادر'], why: 'blanks inside the marks' },
    { parts: ['قال سالم "نعم".', 'وأضاف:"لا"!'], glue: '', why: 'a mark and a missing blank' },
    { parts: ['قال "…نعم وصل الوفد" ثم غادر'], why: 'a pause behind an opening mark' },
    { parts: ['قال "…نعم وصل الوفد.', 'ثم غادر.'], why: 'the same, never closed' },
    { parts: ['قال: «وصل الوفد.»', 'وأضاف: «ننتظر».'] },
    { parts: ['قال: "وصل الوفد." مضيفا أنه ينتظر.', 'ثم غادر'], why: 'the participle goes on' },
    { parts: ['"وصل الوفد أمس." قال سالم.', 'ثم غادر'] },
    { parts: ['"متى نصل؟" سألت هند.', 'فسكت'].slice(0, 2), why: 'a question in marks' },
    { parts: ['قال «نعم».', '«لا نريد» قالت هند'] },
    { parts: ['وصل الوفد (أ.ف.ب).', 'ثم غادر'] },
    { parts: ['قالت شبكة (سي.إن.إن) إنه وصل.', 'ثم غادر'], why: 'names of letters' },
    { parts: ['قالت شركة آر . بي . إس إنه وصل.', 'ثم غادر'] },
    { parts: ['وصل الوفد (مع ضيوفه. كلهم) أمس.', 'ثم غادر'], why: 'not in a short bracket' },
    { parts: ['انتظروا.. ثم غادروا.', 'وعادوا'], why: '.. is a pause' },
    { parts: ['انتظروا طويلا..', 'وأضاف أنهم غادروا.'], why: 'unless a reporting verb follows' },
    { parts: ['انتظروا طويلا...', 'ثم غادروا.'] },
    { parts: ['الوفد… انتظار ورحيل'], why: 'a headline has no full stop' },
    { parts: ['زار www.example.ma ثم غادر.', 'وعاد'] },
    { parts: ['1. وصل الوفد.', '2. غادر الوفد.'], why: "an item's number" },
    { parts: ['أهلا (!) بالوفد.', 'نعم'] },
    { parts: ['وصل الوفد .', 'ثم غادر .'] },
    { parts: ['البنود:', '• وقف النار', '• تبادل الأسرى'] },
    { parts: ['وصل الوفد.. .', 'ثم'], why: 'two signs' },
  ])('$parts ($why)', ({ parts, glue = ' ' }) => {
    expect(split(parts.join(glue))).toEqual(parts);
  });

  test('a paragraph always ends one, whatever line end it has', () => {
    expect(split('عنوان الخبر\r\nوصل الوفد\u2029ثم غادر\n\n\nوعاد')).toEqual([
      'عنوان الخبر',
      'وصل الوفد',
      'ثم غادر',
      'وعاد',
    ]);
  });

  test('an unclosed mark holds nothing together', () => {
    expect(split('قال: «وصل الوفد. ثم غادر. ثم عاد')).toEqual(['قال: «وصل الوفد.', 'ثم غادر.', 'ثم عاد']);
  });

  test('a very long quotation is parted', () => {
    const text = `قال: «${'وصل الوفد ثم غادر. '.repeat(60)}».`;
    expect(split(text).length).toBeGreaterThan(50);
  });

  test('they know their paragraph', () => {
    const { sentences, paragraphs } = indexText('وصل وفد. غادر وفد.\nعاد وفد.');
    expect(sentences.map(({ paragraph }) => paragraph)).toEqual([0, 0, 1]);
    expect(paragraphs).toMatchObject([
      { index: 0, first: 0, last: 6 },
      { index: 1, first: 6, last: 9 },
    ]);
  });

  test.each(['', ' \n ', '\uFEFF'])('nothing in nothing: %j', (text) => {
    expect(indexText(text)).toEqual({ text, tokens: [], sentences: [], paragraphs: [], marks: [] });
  });
});
