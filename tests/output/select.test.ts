import { expect, test } from 'vitest';
import { select, withOnly } from '../../src/output/select.ts';
import { sample } from './sample.ts';

test.each([
  { minConfidence: 0, quotations: ['q1', 'q2', 'q3'], speakers: ['s1', 's2'], entities: ['e1', 'e2', 'e3'] },
  { minConfidence: 0.3, quotations: ['q1', 'q2', 'q3'], speakers: ['s1', 's2'], entities: ['e1', 'e2', 'e3'] },
  { minConfidence: 0.5, quotations: ['q1', 'q2'], speakers: ['s1', 's2'], entities: ['e1', 'e2'] },
  { minConfidence: 0.9, quotations: ['q1'], speakers: ['s1', 's2'], entities: ['e1'], why: 's2 has a phrase still' },
])('at $minConfidence $quotations stay', ({ minConfidence, quotations, speakers, entities }) => {
  const kept = select(sample(), { minConfidence });
  expect(kept.quotations.map(({ id }) => id)).toEqual(quotations);
  expect(kept.speakers.map(({ id }) => id)).toEqual(speakers);
  expect(kept.entities.map(({ id }) => id)).toEqual(entities);
});

test('references to what is left out are mended', () => {
  const kept = select(sample(), { minConfidence: 0.9 });
  expect(kept.attributions[0]).toMatchObject({ id: 'a1', quotation: null, speaker: 's2' });
  expect(kept.speakers[1]).toMatchObject({ id: 's2', quotations: [], entity: null });
  expect(kept.speakers[0]).toMatchObject({ entity: 'e1', affiliation: 'هيئة الموانئ' });
});

test('a speaker without a word left goes, unless a phrase names it', () => {
  const alone = select(sample({ attributions: [] }), { minConfidence: 0.9 });
  expect(alone.speakers.map(({ id }) => id)).toEqual(['s1']);
});

test.each([
  { types: ['PER'] as const, entities: ['e1'] },
  { types: ['LOC', 'ORG'] as const, entities: ['e2', 'e3'] },
  { types: ['DATE'] as const, entities: [] },
])('types $types leave $entities', ({ types, entities }) => {
  expect(select(sample(), { types }).entities.map(({ id }) => id)).toEqual(entities);
});

test('only empties the other parts and keeps the keys', () => {
  const only = withOnly(sample(), ['speakers']);
  expect(only.speakers).toHaveLength(2);
  expect([only.quotations, only.entities, only.attributions]).toEqual([[], [], []]);
});
