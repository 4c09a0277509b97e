import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { indexText } from '../../src/text/index.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const names = readdirSync(new URL('gold/', FIXTURES)).filter((name) => name.endsWith('.json'));

interface Gold {
  file: string;
  quotations: { type: string; content: string[]; cue: string | null; source: string | null }[];
  attributions: { text: string }[];
}

test.each(names)('%s says only what stands in its article', (name) => {
  const gold = JSON.parse(readFileSync(new URL(`gold/${name}`, FIXTURES), 'utf8')) as Gold;
  const text = readFileSync(new URL(`articles/${gold.file}`, FIXTURES), 'utf8');
  const pieces = gold.quotations.flatMap(({ content, cue, source }) => [
    ...content.flatMap((fragment) => fragment.split(' [...] ')),
    ...[cue, source].filter((word) => word !== null),
  ]);
  for (const piece of [...pieces, ...gold.attributions.map((attribution) => attribution.text)]) {
    expect(text).toContain(piece);
  }
});

test.each(readdirSync(new URL('articles/', FIXTURES)).filter((name) => name.endsWith('.txt')))(
  '%s: at most two marks are left open, and every sentence is of a readable length',
  (name) => {
    const { marks, sentences } = indexText(readFileSync(new URL(`articles/${name}`, FIXTURES), 'utf8'));
    expect(marks.length).toBeGreaterThan(1);
    expect(marks.filter((pair) => pair.close === null).length).toBeLessThanOrEqual(2);
    expect(Math.max(...sentences.map(({ first, last }) => last - first))).toBeLessThan(90);
  },
);
