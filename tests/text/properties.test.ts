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
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

function expectSound(index: TextIndex): void {
  const { text, tokens, paragraphs, sentences, marks } = index;
  let reached = 0;
  tokens.forEach((token, at) => {
    expect(token.index).toBe(at);
    expect(token.start).toBeGreaterThanOrEqual(reached);
    expect(token.end).toBeGreaterThan(token.start);
    expect(token.form).not.toBe('');
    expect(token.key).not.toBe('');
    for (let i = reached; i < token.start; i++) expect(isBlank(text.charCodeAt(i))).toBe(true);
    reached = token.end;
  });
  for (let i = reached; i < text.length; i++) expect(isBlank(text.charCodeAt(i))).toBe(true);
  expectPartition(paragraphs, tokens.length);
  expectPartition(sentences, tokens.length);
  for (const range of [...paragraphs, ...sentences]) {
    expect(range.start).toBe(tokens[range.first]!.start);
    expect(range.end).toBe(tokens[range.last - 1]!.end);
  }
  for (const sentence of sentences) {
    const paragraph = paragraphs[sentence.paragraph]!;
    expect(sentence.first).toBeGreaterThanOrEqual(paragraph.first);
    expect(sentence.last).toBeLessThanOrEqual(paragraph.last);
  }
  marks.forEach((pair, at) => {
    expect(tokens[pair.open]!.kind).toBe('quote');
    expect(pair.start).toBeGreaterThanOrEqual(tokens[pair.open]!.end);
    expect(pair.end).toBeGreaterThanOrEqual(pair.start);
    expect(pair.depth).toBeGreaterThanOrEqual(0);
    if (pair.close !== null) {
      expect(tokens[pair.close]!.kind).toBe('quote');
      expect(pair.end).toBeLessThanOrEqual(tokens[pair.close]!.start);
    }
    for (const other of marks.slice(at + 1)) {
      const apart = tokens[other.open]!.start >= pair.end;
      expect(apart || other.end <= pair.end).toBe(true);
    }
    for (const fragment of pair.fragments ?? []) expect(fragment.end).toBeGreaterThan(fragment.start);
  });
  const used = marks.flatMap((pair) => (pair.close === null ? [pair.open] : [pair.open, pair.close]));
  expect(new Set(used).size).toBe(used.length);
}

function expectPartition(ranges: readonly { first: number; last: number }[], count: number): void {
  let reached = 0;
  for (const range of ranges) {
    expect(range.first).toBe(reached);
    expect(range.last).toBeGreaterThan(range.first);
    reached = range.last;
  }
  expect(reached).toBe(count);
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
          expect(ends[i]).toBeGreaterThan(starts[i]!);
          expect(starts[i]).toBeGreaterThanOrEqual(i > 0 ? starts[i - 1]! : 0);
          expect(ends[i]).toBeGreaterThanOrEqual(i > 0 ? ends[i - 1]! : 0);
          expect(ends[i]).toBeLessThanOrEqual(text.length);
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
          expect(token.form).toBe(foldForm(raw) || raw);
          expect(token.key).toBe(foldKey(raw) || raw);
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
          if (!merged) expect(proclitics.join('') + stem + (enclitic ?? '')).toBe(form);
          expect(cuts.length).toBe(proclitics.length);
          expect(prefixLength(vowelled, last)).toBe(2 * last);
        }
      }),
    );
  });
});

// Texts as long as here would take minutes and hours where the time grew with the square of the length: the test would not end in time.
const ENDS = 25_000;

test(
  'a paragraph of a hundred thousand marks',
  () => {
    const text = 'قال "نعم" و«لا» '.repeat(25_000);
    const { marks } = indexText(text);
    expect(marks.length).toBe(50_000);
  },
  ENDS,
);

test.each([
  ['an unclosed mark of every kind', '«"“\'(('.repeat(2_000)],
  ['closing marks only', '» ” " '.repeat(20_000)],
  ['a megabyte without a break', 'كلام '.repeat(200_000)],
  ['one word of a megabyte', 'ك'.repeat(1_000_000)],
  ['vowel marks only', '\u064E'.repeat(300_000)],
  ['letters and combining hamzas', 'ا\u0654\u0654'.repeat(100_000)],
  ['dots only', '.'.repeat(300_000)],
  ['initials only', 'د.'.repeat(100_000)],
  ['open brackets and dots', '(كلام. '.repeat(50_000)],
  ['a link without end', `http://${'a.'.repeat(200_000)}`],
  ['Latin letters and dots', 'a.b-'.repeat(100_000)],
  ['digits and dots', '1.'.repeat(200_000)],
])(
  '%s: every unit is in a token or between two',
  (_name, text) => {
    const { tokens } = indexText(text);
    expect(tokens.every(({ start, end }, i) => start >= (tokens[i - 1]?.end ?? 0) && end > start)).toBe(true);
    expect(fold(text, 'aggressive').starts.length).toBeLessThanOrEqual(text.length);
  },
  ENDS,
);
