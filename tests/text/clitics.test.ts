import { describe, expect, test } from 'vitest';
import { cliticReadings, foldForm, isKnownWord, prefixLength } from '../../src/text/index.ts';

/** `و+ب+ال+وزارة`, with `~ها` for a pronoun. */
function readings(form: string, isWord?: (stem: string) => boolean): string[] {
  return cliticReadings(form, isWord).map(({ proclitics, stem, enclitic }) =>
    [...proclitics, stem + (enclitic ? `~${enclitic}` : '')].join('+'),
  );
}

describe('readings', () => {
  test.each([
    { form: 'وقال', has: ['وقال', 'و+قال'], not: [] },
    { form: 'وزير', has: ['وزير'], not: ['و+زير'], why: 'known as a whole' },
    { form: 'ووزير', has: ['و+وزير'], not: ['و+و+زير'] },
    { form: 'وزارته', has: ['وزارت~ه'], not: ['و+زارته'], why: 'known with its pronoun' },
    { form: 'الوزير', has: ['الوزير', 'ال+وزير'], not: [] },
    { form: 'والوزير', has: ['و+ال+وزير', 'و+الوزير'], not: [] },
    { form: 'للوزير', has: ['ل+ال+وزير'], not: ['ل+للوزير'] },
    { form: 'للجنة', has: ['ل+ال+لجنة', 'ل+ال+جنة'], not: [], why: 'three lams are written two' },
    { form: 'وبالوزارة', has: ['و+ب+ال+وزارة', 'و+ب+الوزارة'], not: [] },
    { form: 'فكالعادة', has: ['ف+ك+ال+عادة'], not: [] },
    { form: 'سيتم', has: ['س+يتم'], not: [] },
    { form: 'وستعلن', has: ['و+س+تعلن'], not: [] },
    { form: 'سعيد', has: ['سعيد'], not: ['س+عيد'], why: 'س stands only before a verb' },
    { form: 'بيان', has: ['بيان'], not: ['ب+يان'] },
    { form: 'لبنان', has: ['لبنان'], not: ['ل+بنان'] },
    { form: 'فقد', has: ['فقد', 'ف+قد'], not: [], why: 'ambiguous, and both are kept' },
    { form: 'ورد', has: ['ورد', 'و+رد'], not: [] },
    { form: 'تعبيره', has: ['تعبير~ه'], not: [] },
    { form: 'بأنهم', has: ['ب+أن~هم', 'ب+أنهم'], not: [] },
    { form: 'بلادنا', has: ['بلاد~نا'], not: ['ب+لادنا'] },
    { form: 'النهائي', has: ['ال+نهائي'], not: ['النهائ~ي'], why: 'the article takes no pronoun' },
    { form: 'به', has: ['به'], not: ['ب+ه'], why: 'no word would be left' },
  ])('$form ($why)', ({ form, has, not }) => {
    const found = readings(form);
    expect(found[0]).toBe(form);
    for (const reading of has) expect(found).toContain(reading);
    for (const reading of not) expect(found).not.toContain(reading);
  });

  test('a list of words chooses, where it knows one', () => {
    const words = new Set(['قال', 'وزارة', 'كتاب']);
    const isWord = (stem: string) => words.has(stem);
    expect(readings('وقال', isWord)).toEqual(['و+قال']);
    expect(readings('بوزارتها', isWord)).toEqual(['ب+وزارت~ها']);
    expect(readings('ودمعة', isWord)).toContain('ودمعة');
  });

  test.each([
    { form: 'وزارته', stem: 'وزارت', bases: ['وزارة', 'وزارت'] },
    { form: 'مستواه', stem: 'مستوا', bases: ['مستوا', 'مستوى'] },
    { form: 'أعضائها', stem: 'أعضائ', bases: ['أعضاء', 'أعضائ'] },
    { form: 'كتابه', stem: 'كتاب', bases: ['كتاب'] },
  ])('$form: its stem alone is $bases', ({ form, stem, bases }) => {
    expect(cliticReadings(form).find((reading) => reading.enclitic === 'ه' || reading.enclitic === 'ها')).toMatchObject(
      { stem, bases },
    );
  });
});

describe('cuts', () => {
  test.each([
    { raw: 'وَبِالْوِزَارَةِ', reading: 'و+ب+ال+وزارة', parts: ['وَ', 'بِ', 'الْ', 'وِزَارَةِ'] },
    { raw: 'وقال', reading: 'و+قال', parts: ['و', 'قال'] },
    { raw: 'لِلْوَزِيرِ', reading: 'ل+ال+وزير', parts: ['لِ', 'لْ', 'وَزِيرِ'] },
    { raw: 'بـالبيت', reading: 'ب+ال+بيت', parts: ['بـ', 'ال', 'بيت'] },
    { raw: 'و\u200Fقال', reading: 'و+قال', parts: ['و\u200F', 'قال'] },
  ])('$raw is cut at $parts', ({ raw, reading, parts }) => {
    const form = foldForm(raw);
    const found = cliticReadings(form).find(({ proclitics, stem }) => [...proclitics, stem].join('+') === reading);
    expect(found).toBeDefined();
    const ends = [0, ...found!.cuts.map((letters) => prefixLength(raw, letters)), raw.length];
    expect(ends.slice(1).map((end, at) => raw.slice(ends[at], end))).toEqual(parts);
  });
});

test.each([
  { word: 'وزير', known: true },
  { word: 'واشنطن', known: true },
  { word: 'وِزارة', known: true },
  { word: 'وقال', known: false },
  { word: 'ورد', known: false },
])('$word known as a whole: $known', ({ word, known }) => {
  expect(isKnownWord(word)).toBe(known);
});
