import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ATTRIBUTION_KINDS,
  ENTITY_TYPES,
  QUOTATION_TYPES,
  RESOLUTIONS,
  SPEAKER_KINDS,
  STANCES,
} from '../../src/output/contract.ts';
import { sample, TEXT } from './sample.ts';
import { validate } from './validate.ts';

const { $defs } = JSON.parse(readFileSync(new URL('../../src/output/schema.json', import.meta.url), 'utf8'));

test('the lists of the schema are those of the model', () => {
  expect($defs.entity.properties.type.enum).toEqual(ENTITY_TYPES);
  expect($defs.quotation.properties.type.enum).toEqual(QUOTATION_TYPES);
  expect($defs.quotation.properties.resolution.enum).toEqual(RESOLUTIONS);
  expect($defs.quotation.properties.cue.anyOf[0].properties.stance.enum).toEqual(STANCES);
  expect($defs.speaker.properties.kind.enum).toEqual(SPEAKER_KINDS);
  expect($defs.attribution.properties.kind.enum).toEqual(ATTRIBUTION_KINDS);
});

test('no object of the schema lets unknown fields pass', () => {
  const open: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, additionalProperties } = node as Record<string, unknown>;
    if (type === 'object' && additionalProperties !== false) open.push(path);
    for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`);
  };
  walk($defs, '');
  // What passes through has whatever names the input gave it.
  expect(open).toEqual(['/analysis/properties/kept']);
});

test('a full result is valid, with and without its text', () => {
  expect(validate(sample())).toEqual([]);
  expect(validate(sample({ text: TEXT }))).toEqual([]);
});

test.each([
  { why: 'an unknown field', change: { extra: 1 } },
  { why: 'a missing field', change: { counts: undefined } },
  { why: 'an unknown type', change: { entities: [{ ...sample().entities[0], type: 'CITY' }] } },
  { why: 'an entity without mentions', change: { entities: [{ ...sample().entities[0], mentions: [] }] } },
  { why: 'a confidence above 1', change: { quotations: [{ ...sample().quotations[0], confidence: 1.2 }] } },
  { why: 'a negative offset', change: { attributions: [{ ...sample().attributions[0], start: -1 }] } },
  { why: 'another version', change: { schema: 2 } },
])('$why is refused', ({ change }) => {
  expect(validate(JSON.parse(JSON.stringify({ ...sample(), ...change })))).not.toEqual([]);
});
