/** A user's words win over every list of ours, in quotations and in names. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import { buildLexicon, parseLexicon } from '../../src/lexicon/index.ts';

const withWords = (words: string) => {
  const lexicon = buildLexicon(parseLexicon(words, 'own.txt'));
  return (text: string) => {
    const result = analyze({ text }, { lexicon });
    for (const { cue, content } of result.quotations) {
      if (cue) expect(text.slice(cue.start, cue.end)).toBe(cue.text);
      expect(text.slice(content.start, content.end)).toBe(content.text);
    }
    const speakerOf = (id: string | null) => result.speakers.find((speaker) => speaker.id === id);
    return {
      ...result,
      said: result.quotations.map(({ cue, content, speaker }) => [
        speakerOf(speaker)?.name ?? null,
        cue?.text ?? null,
        content.text,
      ]),
    };
  };
};

describe('the example of the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const example = /```text\n(\[cues\][\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const read = withWords(example);

  test('its cue, with a clitic and alone, though it is spelled like دون', () => {
    expect(read('ودوّن النائب راكان العبسي أن الجسر انهار فجراً.').said).toEqual([
      ['راكان العبسي', 'دوّن', 'الجسر انهار فجراً'],
    ]);
    expect(read('دوّنت هالة الصباغ: «المعرض مفتوح للجميع».').said).toEqual([
      ['هالة الصباغ', 'دوّنت', 'المعرض مفتوح للجميع'],
    ]);
  });

  test('its phrase', () => {
    const { attributions } = read('واحترق المخزن ليلاً وفق رواية الجيران.');
    expect(attributions.map(({ text, kind }) => [text, kind])).toEqual([['وفق رواية الجيران', 'according-to']]);
  });

  test('its title is an office, and no name', () => {
    const { said, speakers, entities } = read('وأوضح ناظر الوقف لؤي الخيّاط أن «الأرض مسجّلة باسم الوقف».');
    expect(said).toEqual([['لؤي الخيّاط', 'أوضح', 'الأرض مسجّلة باسم الوقف']]);
    expect(speakers[0]).toMatchObject({ role: 'ناظر الوقف', kind: 'person' });
    expect(entities.filter(({ type }) => type === 'PER').map(({ name }) => name)).toEqual(['لؤي الخيّاط']);
  });

  test('its name with its other names', () => {
    const { entities } = read('وقّعت مجموعة النخيل عقداً. وللنخيل فرعان في المدينة.');
    expect(entities.filter(({ type }) => type === 'ORG').map(({ mentions }) => mentions.length)).toEqual([2]);
  });

  test('its other name of a speaker', () => {
    expect(read('وقال أبو ناصر إن الموسم جيد.').said).toEqual([['سالم الهدار', 'قال', 'الموسم جيد']]);
  });
});

describe('look-alikes', () => {
  const read = withWords(
    '[cues]\nدوّن . . تدوين anna,direct neutral weak\nغرّد . . تغريد anna,direct neutral strong\nهنّأ . . تهنئة bi,direct neutral weak\n[titles]\nشيخ الصاغة | - | m office\n',
  );
  test.each([
    { text: 'غرد الوزير كمال الدباس أن «الموسم بدأ».', said: [['كمال الدباس', 'غرد', 'الموسم بدأ']] },
    { text: 'وغردت سلمى الجندي: «نحن هنا لنبقى».', said: [['سلمى الجندي', 'غردت', 'نحن هنا لنبقى']] },
    {
      text: 'ودون الوزير كمال الدباس أن الموسم بدأ.',
      said: [['كمال الدباس', 'دون', 'الموسم بدأ']],
      why: 'no shadda, but a verb begins here',
    },
    { text: 'غادر الوزير دون أن يكشف عن الأسباب.', said: [], why: 'the particle' },
    { text: 'غادر الوزير القاعة، دون الإشارة إلى أن الجلسة أُجّلت.', said: [], why: 'the particle after a comma' },
    { text: 'ودون أن يعلّق غادر الوزير القاعة.', said: [], why: 'a fixed phrase of the particle' },
  ])('$text', ({ text, said }) => expect(read(text).said).toEqual(said));

  test('a title that looks like a name', () => {
    const { said, speakers } = read('وقال شيخ الصاغة رفعت الجوهري إن «الذهب سيرتفع».');
    expect(said).toEqual([['رفعت الجوهري', 'قال', 'الذهب سيرتفع']]);
    expect(speakers[0]?.role).toBe('شيخ الصاغة');
  });
});

test('without words of one’s own nothing changes', () => {
  const text = 'ودوّن النائب راكان العبسي أن الجسر انهار فجراً.';
  expect(analyze({ text }, { lexicon: buildLexicon() })).toEqual(analyze({ text }));
});
