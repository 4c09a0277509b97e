import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultLexicon, keyOf, type TokenLike, type WordKind } from '../../src/lexicon/index.ts';

// Every line of the word files ends in examples: `+` what must be read as the entry, `-` what must not.

const folder = new URL('../../src/lexicon/ar/', import.meta.url);
const lexicon = defaultLexicon();
const bare = (text: string): string => text.replace(/[\u064b-\u065f]/g, '');
const tokensOf = (text: string): TokenLike[] =>
  bare(text)
    .split(' ')
    .map((form) => ({ form, key: keyOf(form) }));

/** Lines of a file that are neither empty nor comments, with their numbers. */
function linesOf(file: string): { line: string; at: string }[] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .map((line, index) => ({ line, at: `${file}:${index + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'));
}

describe.each(['verbs.txt', 'nouns.txt'])('examples of %s', (file) => {
  test.each(linesOf(file))('$at $line', ({ line }) => {
    const fields = line.split(' ');
    const lemma = bare(fields[0]!);
    const isRead = (token: string): boolean =>
      lexicon.cueForms(keyOf(bare(token)), bare(token)).some(({ form }) => form.lemma.lemma === lemma);
    const yes = fields.filter((field) => field.startsWith('+'));
    const no = fields.filter((field) => field.length > 1 && field.startsWith('-'));
    expect(yes.length, 'one example that must match').toBeGreaterThan(0);
    expect(no.length, 'one near miss').toBeGreaterThan(0);
    for (const token of yes) expect(isRead(token.slice(1)), token).toBe(true);
    for (const token of no) expect(isRead(token.slice(1)), token).toBe(false);
  });
});

const KINDS: Record<string, WordKind> = {
  'anaphors.txt': 'anaphor',
  'attributions.txt': 'attribution',
  'auxiliaries.txt': 'auxiliary',
  'impersonals.txt': 'impersonal',
  'media.txt': 'medium',
  'narrator.txt': 'narrator',
  'openers.txt': 'opener',
  'outlets.txt': 'outlet',
  'roles.txt': 'role',
  'scripture.txt': 'scripture',
  'sources.txt': 'source',
};

describe.each(Object.entries(KINDS))('examples of %s', (file, kind) => {
  test.each(linesOf(file))('$at $line', ({ line }) => {
    const [words = ''] = line.split(' | ');
    const examples = line.slice(line.lastIndexOf(' | ') + 3);
    const yes = [...examples.matchAll(/\+ ([^+-]+?)(?= [+-] |$)/g)].map(([, text]) => text!);
    const no = [...examples.matchAll(/(?<= )- ([^+-]+?)(?= [+-] |$)/g)].map(([, text]) => text!);
    const starts = (text: string): boolean => lexicon.match(kind, tokensOf(text), 0)?.word.text === words;
    expect(yes.length, 'one example that must match').toBeGreaterThan(0);
    expect(no.length, 'one near miss').toBeGreaterThan(0);
    for (const text of yes) expect(starts(text), `+ ${text}`).toBe(true);
    for (const text of no) expect(starts(text), `- ${text}`).toBe(false);
  });
});

test.each(linesOf('rules.txt'))('$at $line', ({ line }) => {
  const [words = ''] = line.split(' | ');
  expect(lexicon.match('rule', tokensOf(`ل${words}`), 0)?.word.text).toBe(words);
  expect(lexicon.match('attribution', tokensOf(words), 0)).toBeNull();
});

test('every word file has a test', () => {
  const known = [
    'verbs.txt',
    'nouns.txt',
    'lookalikes.txt',
    'particles.txt',
    'rules.txt',
    'noun-kinds.txt',
    'quotation-grammar.txt',
    ...Object.keys(KINDS),
  ];
  expect(readdirSync(folder).filter((file) => !known.includes(file))).toEqual([]);
});
