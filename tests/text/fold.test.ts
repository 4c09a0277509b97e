import { describe, expect, test } from 'vitest';
import { fold, foldForm, foldKey, foldText, PROFILES, RULES, type RuleName } from '../../src/text/index.ts';

const ALONE: { rule: RuleName; text: string; key: string; why?: string }[] = [
  { rule: 'tashkeel', text: 'مُدَرِّسٌ', key: 'مدرس' },
  { rule: 'tashkeel', text: 'هٰذا', key: 'هٰذا', why: 'the superscript alef has its own switch' },
  { rule: 'superscriptAlef', text: 'هٰذا', key: 'هذا' },
  { rule: 'superscriptAlef', text: 'هَذا', key: 'هَذا' },
  { rule: 'quranicMarks', text: 'قَلَىٰ\u06DA', key: 'قَلَىٰ' },
  { rule: 'quranicMarks', text: '\u06DDقلى', key: '\u06DDقلى', why: 'the end of an ayah is visible' },
  { rule: 'tatweel', text: 'سـعـيـد', key: 'سعيد' },
  { rule: 'tatweel', text: 'سعيد-', key: 'سعيد-' },
  { rule: 'alef', text: 'أحمد إلى آخر ٱسم', key: 'احمد الى اخر ٱسم', why: 'wasla has its own switch' },
  { rule: 'wasla', text: 'ٱسم أحمد', key: 'اسم أحمد' },
  { rule: 'hamzaCarriers', text: 'مسؤول مسئول', key: 'مسءول مسءول' },
  { rule: 'hamzaCarriers', text: 'أمل', key: 'أمل' },
  { rule: 'taMarbuta', text: 'وزارة', key: 'وزاره' },
  { rule: 'taMarbuta', text: 'بيت', key: 'بيت' },
  { rule: 'alefMaqsura', text: 'مصطفى', key: 'مصطفي' },
  { rule: 'alefMaqsura', text: 'علی', key: 'علی', why: 'the Persian yeh is no alef maqsura' },
  { rule: 'persianLetters', text: 'گوگل و پکن و چاڤيز', key: 'كوكل و بكن و جافيز' },
  { rule: 'persianLetters', text: 'كتاب على', key: 'كتاب على' },
  { rule: 'presentationForms', text: '\uFEE3\uFEDC\uFE98\uFEAC', key: 'مكتذ' },
  {
    rule: 'presentationForms',
    text: '\uFEFB \uFEF7 \uFEF9 \uFEF5',
    key: 'لا لأ لإ لآ',
    why: 'the hamza of lam-alef stays',
  },
  { rule: 'presentationForms', text: 'ﷲ ﷼ ﷴ', key: 'الله ريال محمد' },
  { rule: 'presentationForms', text: 'ﷺ ﷽', key: 'ﷺ ﷽', why: 'a phrase is one sign' },
  { rule: 'presentationForms', text: '\uFE70', key: '\u064B', why: 'no phantom space before an isolated vowel mark' },
  { rule: 'presentationForms', text: '\uFD3Eآية\uFD3F', key: '\uFD3Eآية\uFD3F' },
  { rule: 'digits', text: '٢٠٢٦ ۱۹۸۷ 12', key: '2026 1987 12' },
  { rule: 'digits', text: '१२', key: '१२', why: 'only the digits that Arabic texts use' },
  { rule: 'punctuation', text: 'نعم، لا؛ لماذا؟ 5٪…', key: 'نعم, لا; لماذا? 5%...' },
  {
    rule: 'punctuation',
    text: '١٢٫٥ و١٬٢٠٠ و٫',
    key: '١٢.٥ و١,٢٠٠ و,',
    why: 'the decimal point only inside a number',
  },
  { rule: 'punctuation', text: '«نعم» “لا”', key: '«نعم» “لا”', why: 'quotation marks are never folded' },
  { rule: 'directionControls', text: '\u200Fقال\u202C \u2067نعم\u2069', key: 'قال نعم' },
  { rule: 'directionControls', text: 'می\u200Cروم', key: 'می\u200Cروم' },
  { rule: 'joiners', text: 'می\u200Cروم ه\u200D', key: 'میروم ه' },
  { rule: 'joiners', text: '\u200Fقال', key: '\u200Fقال' },
  { rule: 'spaces', text: 'قال\u00A0نعم\u2009لا\t.', key: 'قال نعم لا .' },
  { rule: 'spaces', text: 'قال\nنعم', key: 'قال\nنعم', why: 'line ends are no spaces' },
  { rule: 'bom', text: '\uFEFFقال', key: 'قال' },
  { rule: 'bom', text: '\u200Bقال', key: '\u200Bقال' },
  { rule: 'letterCase', text: 'CNN ÉTAT', key: 'cnn état' },
  { rule: 'letterCase', text: 'İ', key: 'İ', why: 'its small letter is two characters long' },
  { rule: 'compose', text: 'ا\u0654حمد مسو\u0654ول شا\u0653م ا\u0655لى', key: 'أحمد مسؤول شآم إلى' },
  { rule: 'compose', text: 'ب\u0654', key: 'ب\u0654', why: 'no letter of its own' },
  { rule: 'elongation', text: 'جداااا مممتاز', key: 'جدا متاز' },
  {
    rule: 'elongation',
    text: 'اللجنة ممثل 1000',
    key: 'اللجنة ممثل 1000',
    why: 'two are no elongation, digits never',
  },
];

describe('each rule alone', () => {
  test.each(ALONE)('$rule: $text -> $key ($why)', ({ rule, text, key }) => {
    expect(foldText(text, { [rule]: true })).toBe(key);
  });

  test('every rule has a row above and says what it does', () => {
    expect(new Set(ALONE.map(({ rule }) => rule))).toEqual(new Set(Object.keys(RULES)));
    for (const { says } of Object.values(RULES)) expect(says.length).toBeGreaterThan(10);
  });
});

describe('profiles', () => {
  const text = '\uFEFFقـالَ المسؤولُ\u00A0أحمد إلى الوزارةِ عليٌّ: ٢٫٥٪ جداااا';
  test.each([
    { profile: 'none', key: text },
    { profile: 'light', key: 'قال المسؤول أحمد إلى الوزارة علي: 2٫5٪ جداااا' },
    { profile: 'search', key: 'قال المسؤول احمد الي الوزاره علي: 2.5% جداااا' },
    { profile: 'aggressive', key: 'قال المسءول احمد الي الوزاره علي: 2.5% جدا' },
  ] as const)('$profile', ({ profile, key }) => {
    expect(foldText(text, profile)).toBe(key);
  });

  test('a profile can be changed by a switch', () => {
    expect(foldText('أحمد الوزارة', { ...PROFILES.search, taMarbuta: false })).toBe('احمد الوزارة');
  });
});

describe('a span of the key gives the exact span of the text', () => {
  test.each([
    { text: 'زار مُحَمَّدٌ المدينة', part: 'محمد', span: 'مُحَمَّدٌ' },
    { text: 'مُحَمَّدٌ', part: 'مح', span: 'مُحَ', why: 'marks belong to the letter before them' },
    { text: 'قـــال', part: 'قا', span: 'قـــا' },
    { text: 'ـقال', part: 'قال', span: 'ـقال', why: 'a tatweel without a letter before it belongs to the one after' },
    { text: '\u200Fقال\u200F نعم', part: 'قال', span: 'قال', why: 'direction controls at the edge stay outside' },
    { text: 'أب\u200Fو', part: 'ابو', span: 'أب\u200Fو' },
    { text: 'ﻷمل', part: 'لا', span: 'ﻷ', why: 'a ligature is one character of the text' },
    { text: 'ﻷمل', part: 'ا', span: 'ﻷ' },
    { text: 'ﻻ\u064E بد', part: 'لا', span: 'ﻻ\u064E' },
    { text: 'ا\u0654حمد', part: 'ا', span: 'ا\u0654' },
    { text: 'في ﷲ خير', part: 'الله', span: 'ﷲ' },
    { text: 'نحو ١٢٫٥ في', part: '12.5', span: '١٢٫٥' },
    { text: 'قال د\u064Fعي', part: 'دع', span: 'د\u064Fع' },
  ])('$part in $text ($why)', ({ text, part, span }) => {
    const folded = fold(text, 'search');
    const at = folded.key.indexOf(part);
    expect(at).toBeGreaterThanOrEqual(0);
    const { start, end } = folded.spanOf(at, at + part.length);
    expect(text.slice(start, end)).toBe(span);
  });

  test('an empty span lies before the next character, or at the end', () => {
    const folded = fold('مُدن', 'search');
    expect(folded.spanOf(1, 1)).toEqual({ start: 2, end: 2 });
    expect(folded.spanOf(3, 3)).toEqual({ start: 4, end: 4 });
  });
});

test.each([
  { word: 'إلى', key: 'الي', form: 'إلى' },
  { word: 'الشُّؤُونَ', key: 'الشؤون', form: 'الشؤون' },
  { word: 'ٱلۡقُدۡسِ', key: 'القدس', form: 'ٱلقدس' },
  { word: 'CNN', key: 'cnn', form: 'CNN' },
  { word: '٢٫٥', key: '2.5', form: '٢٫٥' },
  { word: '،', key: '،', form: '،' },
  { word: 'ﻹدارة', key: 'لاداره', form: 'لإدارة' },
  { word: 'شا\u0653م', key: 'شام', form: 'شآم' },
])('the key and the form of $word', ({ word, key, form }) => {
  expect(foldKey(word)).toBe(key);
  expect(foldForm(word)).toBe(form);
});
