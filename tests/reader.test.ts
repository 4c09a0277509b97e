import { describe, expect, test } from 'vitest';
import { defaultLexicon } from '../src/lexicon/index.ts';
import { readShippedModel } from '../src/network/modelFile.ts';
import { buildContext } from '../src/quotations/context.ts';
import { HINT, HINTS, type Hint, hintAt, leastHinted, meanHinted, mostHinted } from '../src/quotations/hints.ts';
import { type View, viewOf } from '../src/quotations/view.ts';
import { createReader, loadReader } from '../src/reader/index.ts';
import { INPUTS, inputsOf, piecesOf } from '../src/reader/inputs.ts';
import { indexText } from '../src/text/index.ts';

const viewIn = (text: string): View => viewOf(buildContext(indexText(text), [], defaultLexicon()));

/** The token that a word is. */
const tokenOf = ({ context }: View, word: string): number => {
  const { tokens, index } = context;
  return tokens.findIndex(({ start, end }) => index.text.slice(start, end) === word);
};

describe('what the reader is given', () => {
  const text = 'عودة الفيضان\n\nوقال المزارع سالم: «لم يبق من الحقل شيء بعد» ثم سكت. وسمى حقله «الأخضر».';
  const view = viewIn(text);
  const inputs = inputsOf(view);

  test.each([
    ['عودة', 'first-paragraph', true],
    ['وقال', 'first-paragraph', false],
    ['وقال', 'paragraph-start', true],
    ['وقال', 'reading', true],
    ['المزارع', 'paragraph-start', false],
    ['وسمى', 'sentence-start', true],
    ['لم', 'inside-first', true],
    ['لم', 'inside-long', true],
    ['الحقل', 'inside-long', true],
    ['بعد', 'inside-last', true],
    ['ثم', 'inside-long', false],
    ['الأخضر', 'inside-first', true],
    ['الأخضر', 'inside-long', false],
  ])('%s: %s %s', (word, input, told) =>
    expect(inputs[tokenOf(view, word)]!.map((number) => INPUTS[number])).toEqual(
      told ? expect.arrayContaining([input]) : expect.not.arrayContaining([input]),
    ),
  );
});

describe('pieces', () => {
  const sizes = (text: string) => {
    const view = viewIn(text);
    const pieces = piecesOf(view);
    expect(pieces.map(({ first }) => first)).toEqual([0, ...pieces.slice(0, -1).map(({ last }) => last)]);
    expect(pieces.at(-1)!.last).toBe(view.size);
    return pieces.map(({ first, last }) => last - first);
  };
  const sentence = `${'كلمة '.repeat(99)}كلمة.`;

  test('paragraphs together as far as there is room', () =>
    expect(sizes(Array(9).fill(sentence).join('\n\n'))).toEqual([505, 404]));
  test('a long paragraph by its sentences', () => expect(sizes(Array(9).fill(sentence).join(' '))).toEqual([505, 404]));
  test('a sentence without end by its words', () => expect(sizes('كلمة '.repeat(1500))).toEqual([600, 600, 300]));
});

describe('hints', () => {
  const view = viewIn('قال سالم نعم');
  const context = { ...view.context, hints: Float32Array.from({ length: 3 * HINTS.length }, (_, i) => i / 100) };

  test('of one token and of several', () => {
    expect(hintAt(context, 1, HINT.cue)).toBeCloseTo(HINTS.length / 100);
    expect(mostHinted(context, 0, 2, HINT.cue)).toBeCloseTo(HINTS.length / 100);
    expect(leastHinted(context, 1, 3, HINT.phrase)).toBeCloseTo((HINTS.length + HINT.phrase) / 100);
    expect(meanHinted(context, 0, 3, HINT.cue)).toBeCloseTo(HINTS.length / 100);
  });

  test('none outside of the text, and none where nothing has read it', () => {
    expect([hintAt(context, -1, HINT.cue), hintAt(context, 3, HINT.cue)]).toEqual([0, 0]);
    expect(mostHinted(view.context, 0, 3, HINT.cue)).toBe(0);
  });
});

describe('the reader that ships', () => {
  const hintsOf = (text: string) => {
    const view = viewIn(text);
    view.context.hints = loadReader().read(view);
    return (word: string, hint: Hint): number => hintAt(view.context, tokenOf(view, word), HINT[hint]);
  };

  test('knows who says what', () => {
    const told = hintsOf('وأكد مدير المرصد أن منسوب النهر سيرتفع خلال الأيام المقبلة، بحسب صحيفة محلية.');
    expect(told('وأكد', 'cue')).toBeGreaterThan(0.8);
    expect(told('مدير', 'source-first')).toBeGreaterThan(0.7);
    expect(told('المرصد', 'source-last')).toBeGreaterThan(0.7);
    expect(told('منسوب', 'first')).toBeGreaterThan(0.7);
    expect(told('المقبلة', 'inside')).toBeGreaterThan(0.7);
  });

  test('a director who says nothing is no source', () => {
    const told = hintsOf('وغادر مدير المرصد القرية مساء أمس بعد أن ارتفع منسوب النهر.');
    for (const word of ['وغادر', 'ارتفع']) expect(told(word, 'cue')).toBeLessThan(0.3);
    expect(told('مدير', 'source-first')).toBeLessThan(0.3);
    expect(told('منسوب', 'first')).toBeLessThan(0.3);
  });

  test('one with other outputs is refused', () => {
    const model = readShippedModel('quotations');
    const weights = new Map(model.weights).set('outputBias', model.weights.get('outputBias')!.subarray(0, 9));
    expect(() => createReader({ ...model, weights })).toThrow('npm run train -- --only reader');
  });

  test('gives the same bits without WebAssembly', () => {
    const model = readShippedModel('quotations');
    const view = viewIn('وقال الوزير إن السد امتلأ. «لا خطر على القرى»، أضاف المهندس.\n\nوغادر الوفد أمس.');
    expect(createReader(model, true).read(view)).toEqual(createReader(model).read(view));
  });
});
