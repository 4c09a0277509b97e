import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { linesOf, rowsOf, wordsOf } from '../../src/entities/data.ts';
import {
  GIVEN,
  layOutList,
  lookUp,
  NATIONALITY,
  placesOf,
  sensesOf,
  TITLE,
  wordEntry,
} from '../../src/entities/lists.ts';
import { wordOf } from '../../src/entities/words.ts';
import { remembering } from '../../src/text/remember.ts';
import { compileLists, nisbaForms } from '../../src/train/lists/compile.ts';
import { formatPlaces, isKept, parsePlace } from '../../src/train/lists/gazetteer.ts';

const compiled = (name: string): string =>
  readFileSync(new URL(`../../src/entities/lists/${name}.txt`, import.meta.url), 'utf8');

test('the compiled lists are those of the word lists: run src/train/lists/compile.ts after a change', () => {
  const { words, phrases } = compileLists();
  expect(words === compiled('words')).toBe(true);
  expect(phrases === compiled('phrases')).toBe(true);
});

describe('looking up in a list', () => {
  const list = layOutList('ا\t1\nاب\t2\nاب ج\t3\nت\t4\nث\t5\n');
  test.each([
    ['ا', '1'],
    ['اب', '2'],
    ['اب ج', '3'],
    ['ت', '4'],
    ['ث', '5'],
    ['ب', null],
    ['اب ج د', null],
    ['', null],
    ['ي', null],
    ['آ', null],
  ])('%j -> %j', (key, found) => expect(lookUp(list, key)).toBe(found));

  test('every line of the compiled lists is found', () => {
    for (const name of ['words', 'phrases']) {
      const text = compiled(name);
      const all = layOutList(text);
      const lines = text.split('\n').slice(0, -1);
      for (let at = 0; at < lines.length; at += 17) {
        const tab = lines[at]!.indexOf('\t');
        expect(lookUp(all, lines[at]!.slice(0, tab))).toBe(lines[at]!.slice(tab + 1));
      }
    }
  });
});

describe('what is listed', () => {
  test('a word', () => {
    expect(wordEntry('محمد')!.flags & GIVEN).toBeTruthy();
    expect(wordEntry('الرئيس')!.flags & TITLE).toBeTruthy();
    expect(wordEntry('السوريين')!.flags & NATIONALITY).toBeTruthy();
    expect(wordEntry('السوريين')!.nationality).toBe('SY');
    expect(wordEntry('وزاره')!.orgHead).toEqual({ kind: 'full', inner: false });
    expect(wordEntry('مطار')!.placeHead).toBe('part');
    expect(wordEntry('اتفاق')!.miscHead).toBe('place');
    expect(wordEntry('زقشبليط')).toBeNull();
  });
  test('a phrase', () => {
    expect(sensesOf('الامم المتحده')).toMatchObject([{ type: 'ORG', kind: 'body', name: null }]);
    expect(sensesOf('الرياض')!.map(({ type, kind }) => kind ?? type)).toEqual(['city', 'club', 'media']);
    expect(sensesOf('امريكا')).toMatchObject([{ type: 'LOC', iso: 'US', name: 'الولايات المتحده' }]);
    expect(sensesOf('لا شيء')).toBeNull();
  });
  test('places of one name, the most populous first', () => {
    const places = placesOf(sensesOf('طرابلس')!.find(({ type }) => type === 'LOC')!);
    expect(places.map(({ iso }) => iso)).toEqual(expect.arrayContaining(['LY', 'LB']));
    const populations = places.map(({ population }) => population);
    expect(populations).toEqual([...populations].sort((a, b) => b - a));
  });
  test('the forms of a nationality', () => {
    expect(nisbaForms('سوري')).toEqual(expect.arrayContaining(['سوري', 'سوريه', 'السوريون', 'السوريات']));
  });
});

describe('clitics are cut only before what the lists know', () => {
  test.each([
    { key: 'وسوريا', cuts: [0, 1] },
    { key: 'للعراق', cuts: [0, 1] },
    { key: 'وبالكويت', cuts: [0, 2] },
    { key: 'وليد', cuts: [0] },
    { key: 'وفيات', cuts: [0], why: 'a common word is whole' },
    { key: 'بغداد', cuts: [0] },
    { key: 'لبنان', cuts: [0] },
  ])('$key: $cuts', ({ key, cuts }) => {
    const found = wordOf(key).readings.map(({ cut }) => cut);
    expect([...new Set(found)]).toEqual(cuts);
  });
  test('a word that nobody knows may be a name', () => {
    expect(wordOf('زقشبليط').unknown).toBe(true);
    expect(wordOf('وزقشبليط').unknown).toBe(true);
    expect(wordOf('حكومتهم').unknown).toBe(false);
    expect(wordOf('سيعلنون').unknown).toBe(false);
  });
});

describe('reading data files', () => {
  test('comments and blank lines are left out', () => {
    expect(linesOf('# x\n\nا\nب\n')).toEqual(['ا', 'ب']);
    expect(wordsOf('# x\nا ب\nج')).toEqual(['ا', 'ب', 'ج']);
  });
  test('an error names file and line', () => {
    expect(() => rowsOf('x.tsv', '# c\na\tb\na\n', 2)).toThrow('x.tsv:3: 2 columns expected, 1 found');
    expect(() => rowsOf('x.tsv', 'a\tb\n', 2)[0]!.fail('no name')).toThrow('x.tsv:1: no name');
  });
});

describe('places from GeoNames', () => {
  const line = (names: string, code = 'PPL', country = 'SY', population = 10): string =>
    [5, 'Test', 'Test', names, 33.51234, 36.29876, 'P', code, country, '', '', '', '', '', population].join('\t');
  test('a line', () => {
    expect(parsePlace(line('Testa,مدينة تستا,تستا,テスト'))).toEqual({
      id: 5,
      iso: 'SY',
      lat: 33.512,
      lon: 36.299,
      population: 10,
      rank: 'P',
      names: ['تستا'],
    });
  });
  test.each([
    { what: 'a village near', kept: true, row: line('تستا') },
    { what: 'a village far away', kept: false, row: line('تستا', 'PPL', 'US') },
    { what: 'a big town far away', kept: true, row: line('تستا', 'PPL', 'US', 50_000) },
    { what: 'a capital', kept: true, row: line('تستا', 'PPLC', 'FJ') },
  ])('$what kept: $kept', ({ row, kept }) => expect(isKept(parsePlace(row)!)).toBe(kept));
  test('a place without an Arabic name is none', () => expect(parsePlace(line('Testa'))).toBeNull());
  test('sorted by population', () => {
    const rows = [line('تستا', 'PPL', 'SY', 5), line('تستو', 'PPL', 'SY', 9)].map((row) => parsePlace(row)!);
    expect(formatPlaces(rows).split('\n')[1]).toMatch(/^تستو\t/);
  });
});

test('a memory of two generations keeps what is asked again', () => {
  const asked: string[] = [];
  const answer = remembering(2, (key) => {
    asked.push(key);
    return key.length;
  });
  for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'a']) expect(answer(key)).toBe(1);
  expect(asked.filter((key) => key === 'a')).toHaveLength(1);
  for (const key of ['e', 'f', 'g', 'b']) answer(key);
  expect(asked.filter((key) => key === 'b')).toHaveLength(2);
});
