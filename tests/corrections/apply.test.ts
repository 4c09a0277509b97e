import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import {
  addQuotation,
  applyCorrections,
  approve,
  confirm,
  countEdits,
  dropQuotation,
  fixEntity,
  mergeSpeakers,
  readCorrections,
  renameSpeaker,
  setSpeaker,
} from '../../src/corrections/index.ts';
import type { Analysis } from '../../src/model.ts';
import { validate } from '../output/validate.ts';

const TEXT =
  'قال الوزير سالم الهدار إن السد سيكتمل في الربيع. وأضاف الهدار أن العمل مستمر.\n\nوأكدت النائبة رنا الصايغ أن «المال لا يكفي». وبقي السؤال معلقاً.\n';
const fresh = analyze({ text: TEXT, path: 'news/dam.txt' });

/** Who says what, in the order of the text. */
const told = ({ quotations, speakers }: Analysis): string[] =>
  quotations.map(
    ({ content, speaker }) => `${speakers.find(({ id }) => id === speaker)?.name ?? '–'}: ${content.text}`,
  );

const again = (corrected: Analysis): Analysis => applyCorrections(fresh, corrected, TEXT);

test('the article says what the tests expect', () => {
  expect(told(fresh)).toEqual([
    'سالم الهدار: السد سيكتمل في الربيع',
    'سالم الهدار: العمل مستمر',
    'رنا الصايغ: المال لا يكفي',
  ]);
});

describe('changes by a reader, and put onto a fresh result', () => {
  test.each([
    {
      name: 'another speaker who is there',
      edit: (now: Analysis) => setSpeaker(now, 'q2', { id: 's2' }),
      told: ['سالم الهدار: السد سيكتمل في الربيع', 'رنا الصايغ: العمل مستمر', 'رنا الصايغ: المال لا يكفي'],
    },
    {
      name: 'a new speaker',
      edit: (now: Analysis) => setSpeaker(now, 'q2', { name: 'المقاول' }),
      told: ['سالم الهدار: السد سيكتمل في الربيع', 'المقاول: العمل مستمر', 'رنا الصايغ: المال لا يكفي'],
    },
    {
      name: 'nobody: the article does not tell',
      edit: (now: Analysis) => setSpeaker(now, 'q3', null),
      told: ['سالم الهدار: السد سيكتمل في الربيع', 'سالم الهدار: العمل مستمر', '–: المال لا يكفي'],
    },
    {
      name: 'struck out; its speaker has no other word',
      edit: (now: Analysis) => dropQuotation(now, 'q3'),
      told: ['سالم الهدار: السد سيكتمل في الربيع', 'سالم الهدار: العمل مستمر'],
    },
    {
      name: 'two speakers are one',
      edit: (now: Analysis) => mergeSpeakers(now, 's1', 's2'),
      told: ['رنا الصايغ: السد سيكتمل في الربيع', 'رنا الصايغ: العمل مستمر', 'رنا الصايغ: المال لا يكفي'],
    },
    {
      name: 'a better name',
      edit: (now: Analysis) => renameSpeaker(now, 's1', 'سالم بن علي الهدار'),
      told: [
        'سالم بن علي الهدار: السد سيكتمل في الربيع',
        'سالم بن علي الهدار: العمل مستمر',
        'رنا الصايغ: المال لا يكفي',
      ],
    },
    {
      name: 'a missed one',
      edit: (now: Analysis) => {
        const start = TEXT.indexOf('وبقي السؤال');
        return addQuotation(now, TEXT, { start, end: start + 18 }, 'indirect', { id: 's2' }).analysis;
      },
      told: [...told(fresh), 'رنا الصايغ: وبقي السؤال معلقاً'],
    },
    { name: 'confirmed', edit: (now: Analysis) => confirm(now, 'q1'), told: told(fresh) },
  ])('$name', ({ edit, told: expected }) => {
    const corrected = edit(fresh);
    expect(told(corrected)).toEqual(expected);
    expect(countEdits(corrected)).toBeGreaterThan(0);
    const result = again(corrected);
    expect(told(result)).toEqual(expected);
    for (const analysis of [corrected, result]) {
      expect(validate(analysis)).toEqual([]);
      for (const { content } of analysis.quotations) expect(TEXT.slice(content.start, content.end)).toBe(content.text);
      const said = analysis.speakers.flatMap(({ id, quotations }) =>
        quotations.map((quotation) => `${id} ${quotation}`),
      );
      const by = analysis.quotations.flatMap(({ id, speaker }) => (speaker === null ? [] : [`${speaker} ${id}`]));
      expect(said.sort()).toEqual(by.sort());
    }
    expect(result.quotations.map(({ id }) => id)).toEqual(expected.map((_, i) => `q${i + 1}`));
  });

  test('a name of another type', () => {
    const name = fresh.entities.find((entity) => entity.name === 'رنا الصايغ')!;
    const corrected = fixEntity(fresh, name.id, 'رنا الصائغ', 'PER');
    const result = again(corrected);
    expect(result.entities.find(({ id }) => id === name.id)).toMatchObject({
      name: 'رنا الصائغ',
      aliases: ['رنا الصايغ'],
      edited: true,
    });
    expect(told(result)[2]).toBe('رنا الصائغ: المال لا يكفي');
  });

  test('what is not corrected comes from the program', () => {
    const corrected = confirm({ ...fresh, quotations: fresh.quotations.slice(0, 1) }, 'q1');
    expect(told(again(corrected))).toEqual(told(fresh));
  });

  test('an article gone through is marked', () => {
    expect(again(approve(fresh)).edited).toBe(true);
    expect(again(fresh).edited).toBeUndefined();
  });

  test('a correction whose words have gone is told and left out', () => {
    const moved = `خبر.\n${TEXT}`;
    const result = applyCorrections(analyze({ text: moved }), setSpeaker(fresh, 'q2', { id: 's2' }), moved);
    expect(told(result)).toEqual(told(fresh));
    expect(result.warnings.map(({ code }) => code)).toContain('correction-lost');
  });
});

describe('the file of corrections', () => {
  const corrected = setSpeaker({ ...fresh, text: TEXT }, 'q2', { id: 's2' });
  test.each([
    { name: 'one result', file: JSON.stringify(corrected) },
    {
      name: 'an array',
      file: JSON.stringify([{ ...corrected, text: 'x', source: { ...fresh.source, path: 'other.txt' } }, corrected]),
    },
    { name: 'JSON Lines', file: `${JSON.stringify(corrected)}\n\n` },
    { name: 'without the text: by the name of the file', file: JSON.stringify({ ...corrected, text: undefined }) },
  ])('$name', ({ file }) => expect(told(readCorrections(file)!.apply(fresh, TEXT))[1]).toBe('رنا الصايغ: العمل مستمر'));

  test('another article stays as it is', () => {
    const other = { ...fresh, source: { ...fresh.source, path: 'news/other.txt' } };
    expect(readCorrections(JSON.stringify(corrected))!.apply(other, 'نص آخر')).toBe(other);
  });

  test.each(['', '{}', '[]', '[1]', 'قال', '{"quotations":[]}', JSON.stringify({ ...fresh, offsets: 'codepoint' })])(
    '%j is none',
    (file) => expect(readCorrections(file)).toBeNull(),
  );
});
