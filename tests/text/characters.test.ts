import { expect, test } from 'vitest';
import { ARABIC, classByProperties, classOf, DIGIT, MARK, PUNCTUATION, QUOTE, USUAL } from '../../src/text/index.ts';

test('the classes that stand in the table are those that the properties give', () => {
  for (const [first, classes] of USUAL)
    for (let i = 0; i < classes.length; i++)
      expect(`${(first + i).toString(16)} ${classOf(first + i)}`).toBe(
        `${(first + i).toString(16)} ${classByProperties(first + i)}`,
      );
});

test.each([
  ['ش', ARABIC],
  ['\u064e', MARK],
  ['٣', DIGIT],
  ['؛', PUNCTUATION],
  ['«', QUOTE],
  ['”', QUOTE],
  ['ﷲ', ARABIC],
])('%s is of class %i', (character, expected) => expect(classOf(character.charCodeAt(0))).toBe(expected));
