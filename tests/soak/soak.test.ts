/** A short run of `npm run soak`. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkInput } from './check.ts';
import { soakInput } from './inputs.ts';
import { random } from './random.ts';

const folder = new URL('../../fixtures/articles/', import.meta.url).pathname;
const articles = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => readFileSync(folder + name, 'utf8'));

test('27 inputs of every format, spliced and damaged: no exception, and spans that slice', async () => {
  let documents = 0;
  for (let number = 0; number < 27; number++) {
    try {
      documents += (await checkInput(soakInput(random(7_000_000 + number), articles))).documents;
    } catch (error) {
      throw new Error(`number ${number}`, { cause: error });
    }
  }
  expect(documents).toBeGreaterThan(15);
}, 120_000);

test('an input can be had again', () => {
  const bytes = (): string => soakInput(random(42), articles).bytes.toString('base64');
  expect(bytes()).toBe(bytes());
});
