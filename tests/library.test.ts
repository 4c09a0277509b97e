import { describe, expect, test } from 'vitest';
import {
  analyze,
  buildLexicon,
  cliticReadings,
  fold,
  indexText,
  parseLexicon,
  tokenize,
  withOffsets,
} from '../src/index.ts';

const text = 'قال الوزير: «نعم، سنعود غداً».';
// Whatever a program without types may hand in.
const wrong = (value: unknown) => value as never;

describe('wrong arguments are told by name', () => {
  test.each<[string, () => unknown, string]>([
    ['no document', () => analyze(wrong(undefined)), 'document has to be an object, not undefined'],
    ['a text in its place', () => analyze(wrong(text)), `document has to be an object, not '${text}'`],
    ['no text', () => analyze(wrong({})), 'document.text has to be a string, not undefined'],
    ['bytes', () => analyze(wrong({ text: Buffer.from(text) })), 'document.text has to be a string, not an object'],
    ['a date', () => analyze(wrong({ text, published: new Date() })), 'document.published has to be a string or null'],
    ['a number for id', () => analyze(wrong({ text, id: 7 })), 'document.id has to be a string or null, not 7'],
    ['no options', () => analyze({ text }, wrong(null)), 'options has to be an object, not null'],
    ['a type for types', () => analyze({ text }, { types: wrong('PER') }), 'options.types has to be an array of PER,'],
    ['no such type', () => analyze({ text }, { types: wrong(['PERSON']) }), "not an array ('PERSON')"],
    [
      'no share',
      () => analyze({ text }, { minConfidence: 50 }),
      'options.minConfidence has to be a number from 0 to 1, not 50',
    ],
    [
      'a word for a number',
      () => analyze({ text }, { minConfidence: wrong('0.5') }),
      "options.minConfidence has to be a number from 0 to 1, not '0.5'",
    ],
    [
      'no option',
      () => analyze({ text }, wrong({ minConfidance: 0.5 })),
      'options.minConfidance is not known; there are: text, explain, types',
    ],
    [
      'words that were not built',
      () => analyze({ text }, { lexicon: wrong(parseLexicon('', 'x')) }),
      'options.lexicon has to be a lexicon, as buildLexicon',
    ],
    ['a text for words', () => buildLexicon(wrong('[cues]')), 'user has to be a lexicon, as parseLexicon'],
    ['no words', () => parseLexicon(wrong(null), 'x'), 'text has to be a string, not null'],
    ['no file name', () => parseLexicon('', wrong(undefined)), 'fileName has to be a string'],
    ['fold', () => fold(wrong(1), 'light'), 'text has to be a string, not 1'],
    [
      'no profile',
      () => fold(text, wrong('heavy')),
      "switches has to be one of none, light, search, aggressive, not 'heavy'",
    ],
    ['no rule', () => fold(text, wrong({ taskeel: true })), 'switches.taskeel is not known; there are: '],
    ['tokenize', () => tokenize(wrong(undefined)), 'text has to be a string, not undefined'],
    ['indexText', () => indexText(wrong([])), 'text has to be a string, not an array'],
    ['cliticReadings', () => cliticReadings(wrong(null)), 'form has to be a string, not null'],
    ['no analysis', () => withOffsets(wrong({}), text, 'utf16'), 'analysis.entities has to be an array, not undefined'],
    [
      'no unit',
      () => withOffsets(analyze({ text }), text, wrong('bytes')),
      "unit has to be one of utf16, codepoint, not 'bytes'",
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(TypeError);
    expect(call).toThrow(message);
  });
});

test('right ones are not', () => {
  const document = { text, path: null, id: 'x', record: 1, title: undefined, extra: 1, warnings: [] };
  const options = { types: ['PER'] as const, minConfidence: 0, text: true, explain: false, lexicon: buildLexicon() };
  expect(analyze(document, options).quotations).toHaveLength(1);
  expect(fold('أحمدُ', { tashkeel: true }).key).toBe('أحمد');
  expect(tokenize('')).toEqual([]);
});
