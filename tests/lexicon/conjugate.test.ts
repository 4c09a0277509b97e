import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Ending, patternOf, verbStems } from '../../src/lexicon/conjugate.ts';
import { defaultLexicon, keyOf } from '../../src/lexicon/index.ts';
import { parseVerbs } from '../../src/lexicon/verb-file.ts';

const read = (name: string): string => readFileSync(new URL(`../../src/lexicon/ar/${name}`, import.meta.url), 'utf8');
const lexicon = defaultLexicon();
const lookalikes = new Set(read('lookalikes.txt').split('\n').map(keyOf));

test.each([
  ['قال', 'I'],
  ['ردّ', 'I'],
  ['أكّد', 'II'],
  ['صرّح', 'II'],
  ['طالب', 'III'],
  ['أعلن', 'IV'],
  ['أشار', 'IV'],
  ['أقرّ', 'IV'],
  ['تعهّد', 'V'],
  ['تمنّى', 'V'],
  ['تساءل', 'VI'],
  ['ادّعى', 'VIII'],
  ['احتجّ', 'VIII'],
  ['استنكر', 'X'],
  ['طمأن', 'Q'],
])('%s is of form %s', (lemma, pattern) => {
  expect(patternOf(lemma)).toBe(pattern);
});

/** All stems of a lemma as text, by class; endings are left to the reader. */
function stemsOf(lemma: string, imperfect?: string): string[] {
  const stems: string[] = [];
  verbStems({ lemma, ...(imperfect ? { imperfect } : {}) }, (stem, type, _endings, voice, mood) => {
    stems.push([type, stem, voice, mood].filter(Boolean).join(' '));
  });
  return stems;
}

test.each([
  ['أكّد', undefined, ['perfect أكد', 'imperfect ؤكد', 'imperfect أكد', 'participle مؤكد', 'masdar تأكيد']],
  ['بيّن', undefined, ['perfect بين', 'imperfect بين', 'participle مبين', 'masdar تبيين']],
  [
    'أشار',
    undefined,
    [
      'perfect أشار',
      'perfect أشر',
      'imperfect شير',
      'imperfect شر',
      'imperfect شر jussive',
      'participle مشير',
      'masdar إشارة',
      'masdar إشارت',
      'masdar إشار',
    ],
  ],
  ['ردّ', 'يرد', ['perfect رد', 'perfect ردد', 'imperfect رد', 'participle راد']],
  [
    'دعا',
    'يدعو',
    [
      'perfect دعا',
      'perfect دعا',
      'perfect دع',
      'perfect دعو',
      'imperfect دعو',
      'imperfect دع',
      'imperfect دع jussive',
      'participle داعي',
      'participle داع',
    ],
  ],
  ['تساءل', undefined, ['perfect تساءل', 'imperfect تساءل', 'participle متسائل', 'masdar تساؤل']],
  ['أوضح', undefined, ['perfect أوضح', 'imperfect وضح', 'participle موضح', 'masdar إيضاح']],
  [
    'استفاد',
    undefined,
    [
      'perfect استفاد',
      'perfect استفد',
      'imperfect ستفيد',
      'imperfect ستفد',
      'imperfect ستفد jussive',
      'participle مستفيد',
      'masdar استفادة',
      'masdar استفادت',
      'masdar استفاد',
    ],
  ],
])('stems of %s', (lemma, imperfect, expected) => {
  expect(stemsOf(lemma, imperfect)).toEqual(expected);
});

describe('what is conjugated is read back', () => {
  const failures: string[] = [];
  let forms = 0;
  for (const entry of parseVerbs(read('verbs.txt'), 'verbs.txt')) {
    verbStems(entry, (stem, type, endings, voice, mood) => {
      if (mood) return;
      const made: string[] = [];
      if (type === 'perfect' && endings & Ending.none) made.push(stem, `و${stem}`);
      if (type === 'perfect' && endings & Ending.feminine && !voice) made.push(`${stem}ت`, `${stem}تا`);
      if (type === 'perfect' && endings & Ending.plural) made.push(`${stem}وا`);
      if (type === 'perfect' && endings & Ending.dual) made.push(`${stem}ا`);
      if (type === 'imperfect' && endings & Ending.none) made.push(`ي${stem}`, `ست${stem}`, `ون${stem}`);
      if (type === 'imperfect' && endings & Ending.plural) made.push(`ي${stem}ون`, `ي${stem}وا`);
      if (type === 'participle' && endings & Ending.accusative) made.push(`${stem}ا`, `و${stem}ة`);
      if (type === 'participle' && endings & Ending.plural) made.push(`${stem}ين`);
      if (type === 'masdar' && endings & Ending.none) made.push(stem, `وب${stem}`);
      if (type === 'masdar' && endings & Ending.object) made.push(`${stem}ها`);
      for (const form of made) {
        if (voice && form.startsWith('ون')) continue;
        forms++;
        const bare = keyOf(form).replace(/^(?:وب|[وسب])(?=..)/, '');
        if (lookalikes.has(keyOf(form)) || lookalikes.has(bare)) continue;
        const found = lexicon
          .cueForms(keyOf(form), form)
          .some((reading) => reading.form.lemma.lemma === entry.verb.lemma);
        if (!found) failures.push(`${entry.lemma}: ${form}`);
      }
    });
  }
  test('every verb', () => {
    expect(forms).toBeGreaterThan(5000);
    expect(failures).toEqual([]);
  });
});
