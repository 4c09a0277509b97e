import { expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { Analysis } from '../../src/model.ts';
import { select, withOnly } from '../../src/output/select.ts';
import { sample } from './sample.ts';
import { validate } from './validate.ts';

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
  expect(only.speakers).toMatchObject([
    { id: 's1', entity: null, affiliation: 'هيئة الموانئ', quotations: [] },
    { id: 's2', entity: null, affiliation: null, quotations: [] },
  ]);
  expect([only.quotations, only.entities, only.attributions]).toEqual([[], [], []]);
});

/** Every id that a result names, and every id that something in it has. */
function dangling(analysis: Analysis): string[] {
  const { entities, speakers, quotations, attributions } = analysis;
  const there = new Set([...entities, ...speakers, ...quotations, ...attributions].map(({ id }) => id));
  const named = [
    ...speakers.flatMap((speaker) => [speaker.entity, speaker.affiliation, ...speaker.quotations]),
    ...quotations.flatMap((quotation) => [quotation.speaker, ...quotation.attributions]),
    ...attributions.flatMap((phrase) => [phrase.speaker, phrase.quotation]),
  ];
  return named.filter((id): id is string => /^[esqa]\d+$/.test(id ?? '') && !there.has(id ?? ''));
}

test.each([
  { only: ['quotations'] },
  { only: ['speakers'] },
  { only: ['entities'] },
  { only: ['attributions'] },
  { only: ['quotations', 'speakers'] },
  { only: ['quotations', 'attributions'] },
  { only: ['speakers', 'entities'] },
] as const)('no id leads nowhere with only $only', ({ only }) => {
  const left = withOnly(sample(), only);
  expect(dangling(left)).toEqual([]);
  expect(validate(left)).toEqual([]);
});

test('who is quoted is told by name where the speakers are left out', () => {
  const { quotations, attributions } = withOnly(sample(), ['quotations', 'attributions']);
  expect(quotations.map(({ speaker, speakerName }) => [speaker, speakerName])).toEqual([
    [null, 'سامر الحدّاد'],
    [null, 'هيئة الموانئ'],
    [null, undefined],
  ]);
  expect(attributions[0]).toMatchObject({ speaker: null, speakerName: 'هيئة الموانئ', quotation: 'q2' });
});

test.each([['PER'], ['LOC'], ['ORG', 'MISC'], ['DATE']] as const)('no id leads nowhere with types %s', (...types) => {
  const text =
    'قال المتحدث باسم الأمم المتحدة ستيفان دوجاريك إن «الوضع صعب». وأعلن وزير الخارجية الأردني أيمن الصفدي أن الأردن يرفض ذلك.';
  const whole = analyze({ text });
  expect(whole.speakers.some(({ entity, affiliation }) => entity ?? affiliation)).toBe(true);
  expect(dangling(analyze({ text }, { types }))).toEqual([]);
  expect(dangling(select(whole, { types }))).toEqual([]);
});
