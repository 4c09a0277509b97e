import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cliticReadings,
  fold,
  foldForm,
  foldKey,
  indexText,
  isBlank,
  PROFILES,
  type ProfileName,
  prefixLength,
  RULES,
  type RuleName,
  type TextIndex,
} from '../../src/text/index.ts';
import { codePoint } from '../code-points.ts';
import { expectLinear } from '../linear.ts';
import { size } from '../long.ts';

/** Texts made of what the stations care about: letters, marks, quotation marks of every kind, dots, blanks, controls. */
const piece = fc.constantFrom(
  ...[
    'قال',
    'الوزير',
    'مُحَمَّدٌ',
    'لـ',
    'و',
    'ب',
    'د',
    'هـ',
    'ﷺ',
    'ﻷ',
    'ﻼ',
    'کتاب',
    'ا\u0654',
    'CNN',
    "l'eau",
    'www.a.ma',
    '#وسم_ما',
    '@x',
  ],
  ...['١٢٫٥', '1,200', '11/10/2017', '2017', '٪', '5'],
  ...[
    '"',
    '"',
    '\u201C',
    '\u201D',
    '«',
    '»',
    "'",
    "''",
    '((',
    '))',
    '<<',
    '>>',
    '‹',
    '›',
    '\u201E',
    '\u2033',
    ',,',
    '`',
    '\u2018',
    '\u2019',
  ],
  ...['.', '..', '…', '؟', '!', '،', '؛', ':', '(', ')', '-', '\u0640', '.د', '•'],
  ...[
    ' ',
    ' ',
    ' ',
    '\u00A0',
    '\t',
    '\n',
    '\r\n',
    '\u2029',
    '\u200F',
    '\u202E',
    '\uFEFF',
    '\u0000',
    '\u064B',
    '\u0651',
    '\uD83D\uDE00',
    '\uD83D',
  ],
);
const newsLike = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const anyText = fc.oneof(
  newsLike,
  fc.string({ unit: codePoint, maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

// `assert`: asked of every unit of thousands of texts, `expect` takes longer than what it looks at.
function expectSound(index: TextIndex): void {
  const { text, tokens, paragraphs, sentences, marks } = index;
  let reached = 0;
  const expectBlankTo = (end: number): void => {
    for (let i = reached; i < end; i++) assert(isBlank(text.charCodeAt(i)), `unit ${i} is in no token`);
  };
  tokens.forEach((token, at) => {
    assert.equal(token.index, at);
    assert(token.start >= reached, `token ${at} begins in the one before`);
    assert(token.end > token.start, `token ${at} is empty`);
    assert(token.form !== '' && token.key !== '', `token ${at} has no form or key`);
    expectBlankTo(token.start);
    reached = token.end;
  });
  expectBlankTo(text.length);
  expectPartition(paragraphs, tokens.length);
  expectPartition(sentences, tokens.length);
  for (const range of [...paragraphs, ...sentences]) {
    assert.equal(range.start, tokens[range.first]!.start);
    assert.equal(range.end, tokens[range.last - 1]!.end);
  }
  for (const sentence of sentences) {
    const paragraph = paragraphs[sentence.paragraph]!;
    assert(sentence.first >= paragraph.first && sentence.last <= paragraph.last, 'a sentence leaves its paragraph');
  }
  marks.forEach((pair, at) => {
    assert.equal(tokens[pair.open]!.kind, 'quote');
    assert(pair.start >= tokens[pair.open]!.end && pair.end >= pair.start && pair.depth >= 0, `pair ${at}`);
    if (pair.close !== null) {
      assert.equal(tokens[pair.close]!.kind, 'quote');
      assert(pair.end <= tokens[pair.close]!.start, `pair ${at} ends behind its mark`);
    }
    for (const other of marks.slice(at + 1)) {
      const apart = tokens[other.open]!.start >= pair.end;
      assert(apart || other.end <= pair.end, `pair ${at} is cut by another`);
    }
    for (const fragment of pair.fragments ?? []) assert(fragment.end > fragment.start, `pair ${at}: empty fragment`);
  });
  const used = marks.flatMap((pair) => (pair.close === null ? [pair.open] : [pair.open, pair.close]));
  assert.equal(new Set(used).size, used.length);
}

function expectPartition(ranges: readonly { first: number; last: number }[], count: number): void {
  let reached = 0;
  for (const range of ranges) {
    assert.equal(range.first, reached);
    assert(range.last > range.first, 'an empty range');
    reached = range.last;
  }
  assert.equal(reached, count);
}

describe('any text', () => {
  test('gives tokens that cover it, sentences and paragraphs that part it, and pairs that nest', () => {
    fc.assert(
      fc.property(anyText, (text) => expectSound(indexText(text))),
      { numRuns: 700 },
    );
  });

  test('reads the same when a byte order mark or direction controls stand in front', () => {
    fc.assert(
      fc.property(newsLike, (text) => {
        const forms = (input: string) => indexText(input).tokens.map((token) => token.form);
        expect(forms(`\uFEFF\u200F${text}`)).toEqual(forms(text));
      }),
    );
  });
});

const switches = fc.oneof(
  fc.constantFrom(...(Object.keys(PROFILES) as ProfileName[])),
  fc.subarray(Object.keys(RULES) as RuleName[]).map((names) => Object.fromEntries(names.map((name) => [name, true]))),
);

describe('folding any text', () => {
  test('keeps an ascending alignment inside the text', () => {
    fc.assert(
      fc.property(anyText, switches, (text, chosen) => {
        const { key, starts, ends } = fold(text, chosen);
        expect(starts.length).toBe(key.length);
        expect(ends.length).toBe(key.length);
        for (let i = 0; i < key.length; i++) {
          assert(ends[i]! > starts[i]! && ends[i]! <= text.length, `unit ${i} of the key`);
          assert(starts[i]! >= (starts[i - 1] ?? 0) && ends[i]! >= (ends[i - 1] ?? 0), `unit ${i} goes back`);
        }
      }),
      { numRuns: 700 },
    );
  });

  test('gives for any span of the key a text that folds to it, where the span cuts no ligature', () => {
    fc.assert(
      fc.property(newsLike, fc.nat(), fc.nat(), (text, a, b) => {
        const { key, starts, spanOf } = fold(text, 'light');
        if (key.length === 0) return;
        const from = Math.min(a % key.length, b % key.length);
        const to = Math.max(a % key.length, b % key.length) + 1;
        const cutsLigature = starts[from] === starts[from - 1] || (to < key.length && starts[to] === starts[to - 1]);
        const span = spanOf(from, to);
        if (!cutsLigature) expect(fold(text.slice(span.start, span.end), 'light').key).toBe(key.slice(from, to));
      }),
      { numRuns: 700 },
    );
  });

  test('changes nothing with every switch off, and nothing more the second time', () => {
    fc.assert(
      fc.property(anyText, switches, (text, chosen) => {
        expect(fold(text, 'none').key).toBe(text);
        const once = fold(text, chosen).key;
        expect(fold(once, chosen).key).toBe(once);
      }),
    );
  });

  test('agrees with the keys of tokens', () => {
    fc.assert(
      fc.property(newsLike, (text) => {
        for (const token of indexText(text).tokens) {
          if (token.kind !== 'word') continue;
          const raw = text.slice(token.start, token.end);
          assert.equal(token.form, foldForm(raw) || raw);
          assert.equal(token.key, foldKey(raw) || raw);
        }
      }),
    );
  });
});

describe('clitic readings of any word', () => {
  const word = fc
    .array(fc.constantFrom(...'وفبلكسالهمنيتقدرجعةى'), { minLength: 1, maxLength: 9 })
    .map((w) => w.join(''));

  test('put together again give the word, and cut its text between letters', () => {
    fc.assert(
      fc.property(word, (form) => {
        const readings = cliticReadings(form);
        expect(readings[0]).toMatchObject({ proclitics: [], stem: form, enclitic: null });
        const vowelled = `${[...form].join('\u064E')}\u064E`;
        for (const { proclitics, stem, enclitic, cuts } of readings) {
          const last = cuts.at(-1) ?? 0;
          const merged = proclitics.includes('ال') && !form.slice(0, last).includes('ا');
          if (!merged) assert.equal(proclitics.join('') + stem + (enclitic ?? ''), form);
          assert.equal(cuts.length, proclitics.length);
          assert.equal(prefixLength(vowelled, last), 2 * last);
        }
      }),
    );
  });
});

/** Units of the texts that are one thing again and again. */
const LONG = size(60_000, 1_000_000);
const again = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

test('marks and nothing else between words, in linear time', { timeout: 60_000 }, async () => {
  await expectLinear(LONG, (length) => {
    const text = again('قال "نعم" و«لا» ', length);
    expect(indexText(text).marks.length).toBe(text.length / 8);
  });
});

test.each([
  ['an unclosed mark of every kind', '«"“\'(('],
  ['closing marks only', '» ” " '],
  ['words without a break', 'كلام '],
  ['one word', 'ك'],
  ['vowel marks only', '\u064E'],
  ['letters and combining hamzas', 'ا\u0654\u0654'],
  ['dots only', '.'],
  ['initials only', 'د.'],
  ['open brackets and dots', '(كلام. '],
  ['a link without end', 'a.', 'http://'],
  ['Latin letters and dots', 'a.b-'],
  ['digits and dots', '1.'],
])(
  '%s: tokens follow one another and none is empty, in linear time',
  { timeout: 60_000 },
  async (_name, piece, before = '') => {
    await expectLinear(LONG, (length) => {
      const text = before + again(piece, length);
      const { tokens } = indexText(text);
      expect(tokens.every(({ start, end }, i) => start >= (tokens[i - 1]?.end ?? 0) && end > start)).toBe(true);
      expect(fold(text, 'aggressive').starts.length).toBeLessThanOrEqual(text.length);
    });
  },
);
