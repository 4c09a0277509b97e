import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { analyze } from '../src/analyze.ts';

/**
 * Articles of our own with the output that they shall have, each read line by line. After a wanted change:
 * `GOLDEN=write npm test -- tests/goldens.test.ts`, then read the difference. A missing golden fails.
 */
const articles = new URL('../fixtures/articles/', import.meta.url).pathname;
const goldens = new URL('../fixtures/golden/', import.meta.url).pathname;

test.each(
  readdirSync(articles)
    .filter((name) => name.endsWith('.txt'))
    .sort(),
)('%s', (name) => {
  const text = readFileSync(articles + name, 'utf8');
  const output = `${JSON.stringify(analyze({ text, path: name }, { explain: true }), null, 1)}\n`;
  const file = `${goldens}${basename(name, '.txt')}.json`;
  if (process.env.GOLDEN === 'write') writeFileSync(file, output);
  expect(existsSync(file), `${file} is missing`).toBe(true);
  expect(JSON.parse(output)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
