import { describe, expect, test } from 'vitest';
import { buildLexicon, defaultLexicon, keyOf, LexiconError, parseLexicon } from '../../src/lexicon/index.ts';

const tokens = (text: string) => text.split(' ').map((form) => ({ form, key: keyOf(form) }));

const OWN = `# ours
[cues]
زقزق
وشوش . . - direct neutral weak
أكّد . . . anna neutral weak
[nouns]
حكاية حكايات anna claim weak
[phrases]
وفق سردية | according-to,np
حسب الهوى | none
[titles]
ناظر الوقف | نظار الوقف | m office
[entities]
شركة النخيل | ORG | النخيل, مجموعة النخيل
[aliases]
سالم الهدار | أبو ناصر، الهدار
`;

describe('a lexicon of one\u2019s own', () => {
  const user = parseLexicon(OWN, 'own.txt');
  const lexicon = buildLexicon(user);

  test.each([
    ['وزقزقت', 'زقزق'],
    ['سيزقزقون', 'زقزق'],
    ['موشوشا', 'وشوش'],
    ['حكاياتهم', 'حكاية'],
  ])('reads %s as %s', (form, lemma) => {
    expect(lexicon.cueForms(keyOf(form), form)[0]?.form.lemma.lemma).toBe(lemma);
    expect(defaultLexicon().cueForms(keyOf(form), form), 'the default lexicon stays as it is').toEqual([]);
  });

  test('replaces what is listed', () => {
    expect(lexicon.cueForms('اكد', 'أكد')[0]?.form.lemma).toMatchObject({ strength: 'weak', stance: 'neutral' });
    expect(defaultLexicon().cueForms('اكد', 'أكد')[0]?.form.lemma).toMatchObject({
      strength: 'strong',
      stance: 'assert',
    });
  });

  test('adds phrases, near misses, titles, entities and aliases', () => {
    expect(lexicon.match('attribution', tokens('وفق سردية الخصوم'), 0)).toMatchObject({ last: 2 });
    expect(defaultLexicon().match('attribution', tokens('وفق سردية الخصوم'), 0)).toMatchObject({ last: 1 });
    expect(lexicon.match('impersonal', tokens('حسب الهوى'), 0)).toMatchObject({ last: 2 });
    expect(lexicon.match('role', tokens('لناظر الوقف'), 0)).toMatchObject({ last: 2, proclitic: 'ل', number: 'sg' });
    expect(lexicon.match('role', tokens('نظار الوقف'), 0)).toMatchObject({ last: 2, number: 'pl' });
    expect(lexicon.entities).toEqual([{ name: 'شركة النخيل', type: 'ORG', aliases: ['النخيل', 'مجموعة النخيل'] }]);
    expect(lexicon.aliases.get('سالم الهدار')).toEqual(['أبو ناصر', 'الهدار']);
    expect(defaultLexicon().entities).toEqual([]);
  });

  test('an empty file adds nothing, a byte order mark does no harm', () => {
    expect(parseLexicon('', 'own.txt').verbs).toEqual([]);
    expect(parseLexicon('\ufeff[cues]\r\nزقزق\r\n', 'own.txt').verbs).toHaveLength(1);
  });

  test.each([
    ['زمجر', 1, 1, 'before the first section'],
    ['[cue]\nزمجر', 1, 1, 'unknown section'],
    ['[cues]\nroared', 2, 1, 'not in Arabic script'],
    ['[cues]\nزأر', 2, 1, 'form I needs its imperfect'],
    ['[cues]\nزمجر . . - anna,foo neutral weak', 2, 17, 'unknown frame "foo"'],
    ['[cues]\nزمجر . . - anna loud weak', 2, 17, 'unknown stance "loud"'],
    ['[cues]\nزمجر . . - anna neutral mild', 2, 25, '"mild" is not strong or weak'],
    ['[cues]\nزمجر يزمجر مزمجر', 2, 1, 'expected a lemma'],
    ['# x\n\n[phrases]\nوفق سردية', 4, 1, 'expected 2 fields'],
    ['[phrases]\nوفق سردية | by,np', 2, 13, 'unknown kind "by"'],
    ['[phrases]\nوفق سردية | citing,vp', 2, 20, 'unknown complement "vp"'],
    ['[titles]\nناظر | - | m boss', 2, 14, 'unknown tag "boss"'],
    ['[entities]\nشركة النخيل | FIRM', 2, 15, 'unknown type "FIRM"'],
    ['[entities]\n | ORG', 2, 2, 'a name is missing'],
    ['[aliases]\nسالم الهدار |', 2, 1, 'at least one other name'],
  ])('%j fails at %i:%i', (text, line, column, message) => {
    const parse = () => parseLexicon(text, 'own.txt');
    expect(parse).toThrow(LexiconError);
    expect(parse).toThrow(message);
    expect(parse).toThrow(`own.txt:${line}:${column}: `);
  });
});
