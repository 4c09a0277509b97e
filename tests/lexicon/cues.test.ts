import { describe, expect, test } from 'vitest';
import { type CueReading, defaultLexicon, keyOf, possessed } from '../../src/lexicon/index.ts';

const lexicon = defaultLexicon();

/** `lemma/kind/person gender number` of the likeliest reading. */
function read(token: string): string {
  const form = token.replace(/[\u064b-\u065f]/g, '');
  return describeReading(lexicon.cueForms(keyOf(form), form)[0]);
}

function describeReading(reading: CueReading | undefined): string {
  if (!reading) return '';
  const { lemma, kind, person, gender, number, mood } = reading.form;
  const clitics = `${reading.proclitic}${reading.definite ? '+ال' : ''}`;
  const parts = [lemma.lemma, kind, `${person}${gender ?? ''}${number ?? ''}`, mood ?? '', clitics, reading.suffix];
  return parts.filter((part) => part !== '').join(' ');
}

describe('conjugation', () => {
  test.each([
    ['قال', 'قال perfect 3msg'],
    ['قالت', 'قال perfect 3fsg'],
    ['قالوا', 'قال perfect 3mpl'],
    ['قالا', 'قال perfect 3mdu'],
    ['قالتا', 'قال perfect 3fdu'],
    ['قلت', 'قال perfect 1sg'],
    ['قلنا', 'قال perfect 1pl'],
    ['قلن', 'قال perfect 3fpl'],
    ['وقال', 'قال perfect 3msg و'],
    ['فسيقولون', 'قال imperfect 3mpl فس'],
    ['تقول', 'قال imperfect 3fsg'],
    ['نقول', 'قال imperfect 1pl'],
    ['أقول', 'قال imperfect 1sg'],
    ['يقل', 'قال imperfect 3msg jussive'],
    ['قائلاً', 'قال participle 3msg'],
    ['قائلين', 'قال participle 3mpl'],
    ['قولها', 'قال masdar 3msg ها'],
    ['بالقول', 'قال masdar 3msg ب+ال'],
    ['للقول', 'قال masdar 3msg ل+ال'],
    ['قيل', 'قال passive 3msg'],
    ['يقال', 'قال passive 3msg'],
    ['رأى', 'رأى perfect 3msg'],
    ['رأت', 'رأى perfect 3fsg'],
    ['رأوا', 'رأى perfect 3mpl'],
    ['رأيا', 'رأى perfect 3mdu'],
    ['يرون', 'رأى imperfect 3mpl'],
    ['نفى', 'نفى perfect 3msg'],
    ['نفت', 'نفى perfect 3fsg'],
    ['نفاه', 'نفى perfect 3msg ه'],
    ['نافية', 'نفى participle 3fsg'],
    ['نافين', 'نفى participle 3mpl'],
    ['ادّعى', 'ادعى perfect 3msg'],
    ['ادّعاءاته', 'ادعى masdar 3fpl ه'],
    ['ردّت', 'رد perfect 3fsg'],
    ['أشارا', 'أشار perfect 3mdu'],
    ['أشرت', 'أشار perfect 1sg'],
    ['مشيرتين', 'أشار participle 3fdu'],
    ['إشارته', 'أشار masdar 3fsg ه'],
    ['أنبأت', 'أنبأ perfect 3fsg'],
    ['متمنياً', 'تمنى participle 3msg'],
    ['متسائلةً', 'تساءل participle 3fsg'],
    ['كيقول', 'قال imperfect 3msg'],
    ['كتقول', 'قال imperfect 3fsg'],
    ['كايقول', 'قال imperfect 3msg'],
    ['كاتقول', 'قال imperfect 3fsg'],
    ['كيأكدو', 'أكد imperfect 3mpl'],
    ['بيقول', 'قال imperfect 3msg'],
    ['كشفات', 'كشف perfect 3fsg'],
    ['قالو', 'قال perfect 3mpl'],
  ])('%s -> %s', (token, expected) => {
    expect(read(token)).toBe(expected);
  });

  test.each(['قالب', 'المدرسة', 'مقاولة', 'قلب', 'بينما', 'زعيم', 'ال', 'و', 'CNN', 'قولون', ''])(
    '%s is no reporting word',
    (token) => {
      expect(read(token)).toBe('');
    },
  );
});

describe('a verb is called what it does', () => {
  test.each([
    ['توقّع', 'believe'],
    ['أجاب', 'neutral'],
    ['اعتذر', 'neutral'],
    ['ألمح', 'neutral'],
    ['علّق', 'neutral'],
    ['ذكّر', 'neutral'],
    ['تباهى', 'claim'],
    ['طمأن', 'assert'],
    ['بشّر', 'announce'],
    ['اعترف', 'agree'],
    ['تمنّى', 'hope'],
    ['رفض', 'deny'],
    ['شكّك', 'doubt'],
  ])('%s: %s', (verb, stance) => {
    const form = verb.replace(/[\u064b-\u065f]/g, '');
    const found = lexicon.cueForms(keyOf(form), form).filter(({ form: { kind } }) => kind === 'perfect');
    expect(found.map((reading) => reading.form.lemma.stance)).toContain(stance);
  });
});

test.each([
  ['لقاء', ['لقاءه', 'لقائه', 'لقاؤها']],
  ['كلمة', ['كلمته', 'كلمتهم']],
  ['اجتماع', ['اجتماعنا']],
])('%s with possessives: %s', (noun, forms) => {
  expect(possessed(noun)).toEqual(expect.arrayContaining(forms));
  for (const form of possessed(noun)) expect(form).not.toMatch(/ة|^.*ء$/);
});
