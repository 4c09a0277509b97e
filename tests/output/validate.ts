import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const schema = JSON.parse(readFileSync(new URL('../../src/output/schema.json', import.meta.url), 'utf8'));
const check = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

/** What is wrong with a result, by the published schema: `[]` if nothing is. */
export function validate(analysis: unknown): string[] {
  return check(analysis) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
