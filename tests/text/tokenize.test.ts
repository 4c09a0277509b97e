import { describe, expect, test } from 'vitest';
import {
  ARABIC,
  classOf,
  DIGIT,
  INVISIBLE,
  isLetter,
  isMark,
  isTatweel,
  NEWLINE,
  QUOTE,
  SPACE,
  tokenize,
} from '../../src/text/index.ts';

/** `kind:text`, words without their kind. */
function read(text: string): string {
  return tokenize(text)
    .map(({ kind, start, end }) => (kind === 'word' ? '' : `${kind}:`) + text.slice(start, end))
    .join('|');
}

describe('tokens', () => {
  test.each([
    { text: 'قال الوزير', tokens: 'قال|الوزير' },
    {
      text: '\uFEFF\u200Fقالَ\u200F ، ',
      tokens: 'قالَ|punctuation:،',
      why: 'invisible characters at the edge belong to no token',
    },
    { text: 'قا\u200Fل', tokens: 'قا\u200Fل' },
    { text: 'السعودية2030', tokens: 'السعودية|number:2030', why: 'letters and digits part' },
    { text: 'شبكة5G', tokens: 'شبكة|number:5|G' },
    { text: 'قال"نعم"', tokens: 'قال|quote:"|نعم|quote:"' },
    { text: 'بـ«نعم»', tokens: 'بـ|quote:«|نعم|quote:»' },
    { text: 'كتاب ــ قلم', tokens: 'كتاب|punctuation:ــ|قلم', why: 'tatweels alone are a dash' },
    // numbers
    { text: '2.5 و١٢٫٥ و1,200 و١٬٢٠٠٬٠٠٠', tokens: 'number:2.5|و|number:١٢٫٥|و|number:1,200|و|number:١٬٢٠٠٬٠٠٠' },
    { text: '12,5 و3،5', tokens: 'number:12,5|و|number:3،5' },
    { text: '2015،2016', tokens: 'number:2015|punctuation:،|number:2016', why: 'two years' },
    {
      text: 'عام 2020.3 آلاف',
      tokens: 'عام|number:2020|punctuation:.|number:3|آلاف',
      why: 'a full stop glued to the next sentence',
    },
    { text: 'الساعة 06:25.', tokens: 'الساعة|number:06:25|punctuation:.' },
    { text: '45% و٣٠٪', tokens: 'number:45|punctuation:%|و|number:٣٠|punctuation:٪' },
    { text: '2-1', tokens: 'number:2|punctuation:-|number:1', why: 'a score' },
    // dates
    { text: '11/10/2017', tokens: 'date:11/10/2017' },
    { text: '2017-10-11', tokens: 'date:2017-10-11' },
    { text: '١١/١٠/١٤٣٩هـ', tokens: 'date:١١/١٠/١٤٣٩|هـ' },
    {
      text: '6-7-5',
      tokens: 'number:6|punctuation:-|number:7|punctuation:-|number:5',
      why: 'a tennis score has no year',
    },
    { text: '1.200.000', tokens: 'number:1.200.000', why: 'no date: the last group has three digits' },
    { text: '24/7', tokens: 'number:24|punctuation:/|number:7' },
    // links
    { text: 'على https://example.org/a?b=1. ثم', tokens: 'على|url:https://example.org/a?b=1|punctuation:.|ثم' },
    { text: 'https://example.org/wiki/حلب قال', tokens: 'url:https://example.org/wiki/حلب|قال' },
    { text: 'https://t.co/abcوقال', tokens: 'url:https://t.co/abc|وقال', why: 'glued text is no part of the link' },
    {
      text: '(www.example.ma)، goud.example',
      tokens: 'punctuation:(|url:www.example.ma|punctuation:)|punctuation:،|url:goud.example',
    },
    { text: 'info@example.org،', tokens: 'email:info@example.org|punctuation:،' },
    { text: 'CNN.وقال', tokens: 'CNN|punctuation:.|وقال' },
    { text: '#وسم_جديد @naba_2 a@b', tokens: 'hashtag:#وسم_جديد|account:@naba_2|a|symbol:@|b' },
    { text: '# وسم', tokens: 'symbol:#|وسم' },
    // abbreviations
    { text: 'د. سالم وأ.د. هند وم. رائد', tokens: 'abbreviation:د.|سالم|abbreviation:وأ.د.|هند|abbreviation:وم.|رائد' },
    {
      text: 'ص.ب 120 و(أ.ف.ب)',
      tokens: 'abbreviation:ص.ب|number:120|و|punctuation:(|abbreviation:أ.ف.ب|punctuation:)',
    },
    {
      text: 'توفي سنة 745 هـ. ودفن',
      tokens: 'توفي|سنة|number:745|هـ|punctuation:.|ودفن',
      why: 'after a number the dot ends the sentence',
    },
    { text: 'فيتامين د. ويضيف', tokens: 'فيتامين|د|punctuation:.|ويضيف' },
    { text: 'رأى د . سالم', tokens: 'رأى|abbreviation:د .|سالم', why: 'some papers set a blank before every dot' },
    { text: 'د‮. ‬سالم', tokens: 'abbreviation:د‮.|سالم' },
    { text: 'قال لا. ثم', tokens: 'قال|لا|punctuation:.|ثم' },
    { text: 'الحرف د.', tokens: 'الحرف|د|punctuation:.', why: "the text's end" },
    { text: 'أ..', tokens: 'أ|punctuation:..' },
    { text: 'U.S. Army', tokens: 'abbreviation:U.S.|Army' },
    // quotation marks
    { text: "''نعم'' ,,لا''", tokens: "quote:''|نعم|quote:''|quote:,,|لا|quote:''" },
    { text: 'صبر,, ثم', tokens: 'صبر|punctuation:,|punctuation:,|ثم', why: 'a pause, no mark' },
    { text: '((نعم)) (لا)', tokens: 'quote:((|نعم|quote:))|punctuation:(|لا|punctuation:)' },
    {
      text: '(كذا (كذا))',
      tokens: 'punctuation:(|كذا|punctuation:(|كذا|punctuation:)|punctuation:)',
      why: 'no (( is open',
    },
    { text: '<<نعم>>', tokens: 'quote:<<|نعم|quote:>>' },
    { text: "l'eau d’Alger", tokens: "l'eau|d’Alger", why: 'an apostrophe within a Latin word is no mark' },
    { text: '""نعم', tokens: 'quote:"|quote:"|نعم' },
    // signs
    { text: 'نعم... لا؟! ***', tokens: 'نعم|punctuation:...|لا|punctuation:؟!|punctuation:***' },
    { text: 'النبي ﷺ قال', tokens: 'النبي|symbol:ﷺ|قال' },
    {
      text: 'مبروك \u{1F468}\u200D\u{1F469}\u200D\u{1F467}!',
      tokens: 'مبروك|symbol:\u{1F468}\u200D\u{1F469}\u200D\u{1F467}|punctuation:!',
    },
    { text: '\uD83Dنعم', tokens: 'symbol:\uD83D|نعم', why: 'half a surrogate pair' },
    { text: 'له\u06E5 و\u06E5', tokens: 'له\u06E5|و\u06E5' },
    { text: '\u06E5', tokens: 'symbol:\u06E5', why: 'a mark without a letter' },
    { text: '', tokens: '' },
    { text: ' \n\u0000\u200F', tokens: '' },
  ])('$text ($why)', ({ text, tokens }) => {
    expect(read(text)).toBe(tokens);
  });

  test('carry form, key, offsets and the blank before them', () => {
    expect(tokenize('قالَ أحمدُ:\u00A0ﻻ')).toMatchObject([
      { index: 0, kind: 'word', form: 'قال', key: 'قال', spaced: true, start: 0, end: 4 },
      { index: 1, kind: 'word', form: 'أحمد', key: 'احمد', spaced: true, start: 5, end: 10 },
      { index: 2, kind: 'punctuation', form: ':', key: ':', spaced: false, start: 10, end: 11 },
      { index: 3, kind: 'word', form: 'لا', key: 'لا', spaced: true, start: 12, end: 13 },
    ]);
  });

  test.each([
    { text: '١٬٢٠٠٫٥', key: '1,200.5' },
    { text: 'د .سالم', key: 'د.' },
    { text: 'WWW.Example.MA', key: 'www.example.ma' },
    { text: 'ـ', key: 'ـ' },
  ])('the key of $text', ({ text, key }) => {
    expect(tokenize(text)[0]!.key).toBe(key);
  });
});

describe('character classes', () => {
  const isOf =
    (...classes: number[]) =>
    (code: number): boolean =>
      classes.includes(classOf(code));

  test.each([
    { name: 'letter', is: isLetter, yes: 'بپﻻﷲaЖא', no: 'ـ5َ\u200F«.' },
    { name: 'Arabic letter', is: isOf(ARABIC), yes: 'بپﻻﷲ', no: 'aЖאـ٣' },
    { name: 'mark', is: isMark, yes: '\u064E\u0670\u06D6\u0654\u0301\uFE70', no: 'بـ\u06DD' },
    { name: 'tatweel', is: isTatweel, yes: 'ـ', no: 'ب-' },
    { name: 'invisible', is: isOf(INVISIBLE), yes: '\u200F\u202E\u200C\u2067\uFEFF\u00AD', no: ' \u00A0ب\u0600' },
    { name: 'digit', is: isOf(DIGIT), yes: '5٥۵', no: 'Ⅴ½ب' },
    { name: 'quotation mark', is: isOf(QUOTE), yes: '"«»“”„‹›\'’‘`\u2033', no: '()ـ،\uFD3E' },
    { name: 'space', is: isOf(SPACE, NEWLINE), yes: ' \u00A0\u3000\n\t\u0000', no: '\u200Fب' },
  ])('$name', ({ is, yes, no }) => {
    for (const character of yes) expect([character, is(character.charCodeAt(0))]).toEqual([character, true]);
    for (const character of no) expect([character, is(character.charCodeAt(0))]).toEqual([character, false]);
  });

  test('every code unit has one', () => {
    const without = Array.from({ length: 65536 }, (_, code) => code).filter((code) => !(classOf(code) > 0));
    expect(without).toEqual([]);
  });
});
