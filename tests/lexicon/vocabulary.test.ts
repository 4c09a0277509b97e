import { expect, test } from 'vitest';
import { askedOnce, buildLexicon, defaultLexicon, mayBegin, wordsOf } from '../../src/lexicon/index.ts';
import { tokenize } from '../../src/text/index.ts';

test('a question about a word is answered once, whatever articles it stands in', () => {
  const asked: string[] = [];
  const length = askedOnce(({ key }) => {
    asked.push(key);
    return key.length;
  });
  const other = askedOnce(({ form }) => `${form}!`);
  const lexicon = defaultLexicon();
  for (const text of ['مجلة الحائط ومجلة الفناء', 'الفناء مجلة']) {
    const tokens = tokenize(text);
    const words = wordsOf(lexicon, tokens);
    expect(words.map(other)).toEqual(tokens.map(({ form }) => `${form}!`));
    expect(words.map(length)).toEqual(tokens.map(({ key }) => key.length));
  }
  expect(asked).toEqual(['مجله', 'الحائط', 'ومجله', 'الفناء']);
});

test('spelling, key and kind tell words apart, and each lexicon has its own', () => {
  const lexicon = defaultLexicon();
  const [token] = tokenize('علي') as [ReturnType<typeof tokenize>[number]];
  const [word] = wordsOf(lexicon, [token]);
  expect(wordsOf(lexicon, [{ ...token, start: 9 }])[0]).toBe(word);
  expect(wordsOf(lexicon, [{ ...token, form: 'على' }])[0]).not.toBe(word);
  expect(wordsOf(lexicon, [{ ...token, key: 'علي\u0651' }])[0]).not.toBe(word);
  expect(wordsOf(lexicon, [{ ...token, kind: 'hashtag' }])[0]).not.toBe(word);
  expect(wordsOf(buildLexicon(), [token])[0]).not.toBe(word);
});

test('rare words are forgotten, and the words of a document stay as they are', () => {
  let asked = 0;
  const count = askedOnce(() => ++asked);
  const lexicon = defaultLexicon();
  const [token] = tokenize('نادر') as [ReturnType<typeof tokenize>[number]];
  const held = wordsOf(lexicon, [token]);
  const first = count(held[0]!);
  for (let i = 0; i < 60_000; i++) wordsOf(lexicon, [{ ...token, form: `${i}`, key: `${i}` }]);
  expect(count(held[0]!)).toBe(first);
  expect(wordsOf(lexicon, [token])[0]).not.toBe(held[0]);
});

test.each([
  { text: 'وبحسب المدير', kind: 'attribution', begins: true },
  { text: 'وشجرة', kind: 'attribution', begins: false },
  { text: 'للوزيرة', kind: 'role', begins: true },
  { text: 'شجرة', kind: 'role', begins: false },
] as const)('$kind may begin with $text: $begins', ({ text, kind, begins }) => {
  const lexicon = defaultLexicon();
  const tokens = tokenize(text);
  const word = wordsOf(lexicon, tokens)[0]!;
  expect(mayBegin(word, kind)).toBe(begins);
  expect(mayBegin(word, kind), 'asked again').toBe(begins);
  expect(lexicon.match(kind, tokens, 0) !== null).toBe(begins);
});
