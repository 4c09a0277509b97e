import { describe, expect, test } from 'vitest';
import type { SpeakerKind } from '../../src/model.ts';
import { formatter, type OutputOptions, totaller } from '../../src/output/index.ts';
import { TABLE_LABELS } from '../../src/output/table-labels.ts';
import { width } from '../../src/output/width.ts';
import { officeOf } from '../../src/report/office.ts';
import { at, sample, TEXT } from './sample.ts';

async function table(options: OutputOptions = {}, analysis = sample()): Promise<string> {
  return (await formatter('table', options)).document(analysis, 0);
}

const ARABIC = /[\u061f-\u06ff]/;

const USED = 96;

describe('layout', () => {
  test.each([80, 100, 140, 200])(
    'no line is wider than %i columns or than can be read, right edges are even',
    async (columns) => {
      const used = Math.min(columns, USED);
      const lines = (await table({ width: columns })).split('\n');
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(used);
      const arabic = lines.filter((line) => ARABIC.test(line));
      expect(arabic.length).toBeGreaterThan(8);
      for (const line of arabic) expect(width(line), line).toBe(used);
    },
  );

  test('Latin stands first, one Arabic column last', async () => {
    for (const line of (await table({ width: 80 })).split('\n')) {
      const first = line.search(ARABIC);
      if (first >= 0) expect(line.slice(first)).not.toMatch(/[a-z]{2}/);
    }
  });

  test('speakers with office and body in one line, then their words; those that nobody says at the end', async () => {
    const text = await table({ width: 100 });
    const order = ['سامر الحدّاد، وزير النقل، هيئة الموانئ', '«القطار سيصل', 'الرصيف جاهز', 'not told', '«لا أعلم»'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toMatch(/q1 +announces +أعلن: «القطار/);
    expect(text).toMatch(/q2 +likely +؟ قالت: الرصيف جاهز/);
    expect(text).toMatch(/q3 +doubtful +؟ «لا أعلم»/);
    expect(text).toMatch(/ \(في بيان · الراية · عن وكالة الأمل\)\n/);
    expect(text).toMatch(/a1 +as said +q2 +بحسب تعبيرها، هيئة الموانئ/);
    expect(text).not.toMatch(/0\.\d\d/);
  });

  test.each([
    { medium: 'في تصريح لرويترز', addressee: 'رويترز', via: 'رويترز', notes: ' (في تصريح لرويترز)\n' },
    { medium: null, addressee: 'للصحافيين', via: null, notes: ' (للصحافيين)\n' },
    { medium: 'في بيان', addressee: null, via: 'رويترز', notes: ' (في بيان · عن رويترز)\n' },
  ])('nothing is told twice: $notes', async ({ medium, addressee, via, notes }) => {
    const analysis = sample();
    const span = (text: string | null) => (text === null ? null : { start: 0, end: text.length, text });
    const second = analysis.quotations[1]!;
    Object.assign(second, {
      medium: span(medium),
      addressee: span(addressee),
      via: via ? [{ ...span(via), name: via }] : [],
    });
    expect(await table({}, analysis)).toContain(notes);
  });

  test.each([
    { name: 'مسؤول في مصلحة المياه', role: 'مسؤول في مصلحة المياه', kind: 'unnamed', body: 'مصلحة المياه', office: '' },
    { name: 'خبير مياه كويتي', role: 'خبير', kind: 'unnamed', body: null, office: '' },
    { name: 'خليل الوزير', role: 'الوزير', body: null, office: 'الوزير', why: 'it is a name' },
    { name: 'هدى مراد', role: 'مديرة مصلحة المياه', body: 'مصلحة المياه', office: 'مديرة مصلحة المياه' },
    { name: 'هدى مراد', role: 'مديرة', body: 'مصلحة المياه', office: 'مديرة، مصلحة المياه' },
    { name: 'المتحدث', role: 'المتحدث باسم المصلحة', body: null, office: 'المتحدث باسم المصلحة', why: 'it tells more' },
  ])('behind $name stands "$office"', ({ name, role, kind = 'person', body, office }) =>
    expect(officeOf({ name, role, kind: kind as SpeakerKind }, body)).toBe(office),
  );

  test.each([
    { language: 'en', line: /\n +unnamed +مسؤول في مصلحة المياه\n/ },
    { language: 'ar', line: /\n +مسؤول في مصلحة المياه، غير مسمّى\n/ },
  ] as const)('who has no name is told once ($language)', async ({ language, line }) => {
    const analysis = sample();
    const told = {
      name: 'مسؤول في مصلحة المياه',
      role: 'مسؤول في مصلحة المياه',
      kind: 'unnamed',
      affiliation: null,
    } as const;
    Object.assign(analysis.speakers[0]!, told);
    expect(await table({ language }, analysis)).toMatch(line);
    const markdown = await formatter('markdown', {});
    expect(markdown.document(analysis, 0)).toContain('### مسؤول في مصلحة المياه\n\nunnamed\n');
  });

  test('--lang ar: every label is Arabic, the ids stay', async () => {
    const text = await table({ language: 'ar', width: 100 });
    expect(text).toMatch(/متحدثان، 3 أقوال\n/);
    expect(text).toMatch(/q2 +؟ قالت: الرصيف جاهز\n/);
    expect(text).toMatch(/ \(راجح · في بيان · الراية · عن وكالة الأمل\)\n/);
    expect(text).toMatch(/أشخاص \(1\): سامر الحدّاد\n/);
    expect(text.replace(/^.*\n/, '')).not.toMatch(/[a-zA-Z]{2}/);
  });

  test.each([
    [1, 'قول واحد'],
    [2, 'قولان'],
    [3, '3 أقوال'],
    [10, '10 أقوال'],
    [11, '11 قولاً'],
    [99, '99 قولاً'],
    [100, '100 قول'],
    [103, '103 أقوال'],
  ])('%i quotations in Arabic: %s', (count, text) => expect(TABLE_LABELS.ar.quotations(count)).toBe(text));

  test('an empty result says that nothing was found', async () => {
    const empty = sample({ entities: [], speakers: [], quotations: [], attributions: [] });
    expect((await table({}, empty)).match(/none found/g)).toHaveLength(3);
  });

  test('--only leaves out the other tables', async () => {
    const text = await table({ only: ['entities'] });
    expect(text).toContain('3 names');
    expect(text).not.toMatch(/quotation|attribution/);
  });

  test('--explain q2: that quotation alone, with its speaker', async () => {
    const text = await table({ explain: true, quotations: ['q2'] });
    expect(text).toContain('1 speaker, 1 quotation');
    expect(text).toContain('↳ quotation');
    expect(text).not.toMatch(/q1|سامر|names/);
  });
});

describe('--explain of a quotation that is not there', () => {
  test.each([
    { ids: ['q99'], told: 'No quotation q99 here; there are: q1–q3.' },
    { ids: ['q2', 'q7', 'q9'], told: 'No quotation q7, q9 here; there are: q1–q3.', shown: 'الرصيف جاهز' },
    { ids: ['q4'], left: ['q1', 'q3'], told: 'No quotation q4 here; there are: q1, q3.' },
    { ids: ['q1'], left: [], told: 'No quotation q1 here; none was found.' },
  ])('$ids: $told', async ({ ids, left, told, shown }) => {
    const analysis = sample();
    if (left) analysis.quotations = analysis.quotations.filter(({ id }) => left.includes(id));
    const text = await table({ explain: true, quotations: ids }, analysis);
    expect(text).toContain(told);
    expect(text.includes('↳')).toBe(shown !== undefined);
    if (shown) expect(text).toContain(shown);
    expect(await table({ explain: true, quotations: ids, language: 'ar' }, analysis)).toContain(`لا قول برقم q`);
  });

  test('near miss: of one that is there nothing is missing', async () =>
    expect(await table({ explain: true, quotations: ['q2'] })).not.toContain('No quotation'));
});

describe('the end of a run', () => {
  const end = async (options: OutputOptions, count: number): Promise<string> => {
    const format = await formatter('table', options);
    const sums = totaller();
    for (let i = 0; i < count; i++) sums.add(format.digest!(sample()));
    return format.end(count, sums.totals());
  };

  test('a folder closes with bars of who is quoted and named most', async () => {
    const text = await end({ width: 100 }, 3);
    expect(text).toMatch(/Most quoted, 3 documents\n─+\n3 +█+ +سامر الحدّاد\n3 +█+ +هيئة الموانئ\n/);
    expect(text).toMatch(/Most named, 3 documents\n─+\n3 +█+ +سامر الحدّاد\n/);
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(64);
  });

  test('one document does not', async () => expect(await end({}, 1)).toBe(''));

  test('spellings of a name are one', () => {
    const sums = totaller();
    for (const name of ['أحمد سلّوم', 'احمد سلوم']) sums.add({ voices: [[name, 2]], names: [] });
    expect(sums.totals().voices).toEqual([{ name: 'أحمد سلّوم', count: 4 }]);
  });

  test('a terminal is told what to try next, in one line where it fits', async () => {
    expect(await end({ hints: true, width: 100 }, 1)).toMatch(
      /^\n--full everything {3}-o report.html .*--explain q1 .*\n$/,
    );
    expect((await end({ hints: true, width: 60 }, 1)).trim().split('\n')).toHaveLength(3);
    expect(await end({}, 1)).not.toContain('--full');
  });
});

describe('what is shown of a quotation', () => {
  const long = `«${'كلمة '.repeat(300).trim()}»`;
  const withLong = () => {
    const analysis = sample();
    const [first] = analysis.quotations;
    if (first) first.content = { start: 0, end: 10, text: long };
    return analysis;
  };

  test('long ones are shortened, with …', async () => {
    const text = await table({ width: 100 }, withLong());
    expect(text).toMatch(/كلمة …»»\n/);
    expect(text.split('\n').filter((line) => line.includes('كلمة')).length).toBeLessThanOrEqual(3);
  });

  test('one that is cut inside marks gets its closing mark', async () => {
    const analysis = sample();
    const [first, second] = analysis.quotations;
    const words = 'كلمة '.repeat(300).trim();
    if (first) first.content = { start: 0, end: 10, text: `قال «${words}»` };
    if (second) second.content = { start: 0, end: 10, text: `الأمر «${words}» كذلك` };
    const text = await table({ width: 100 }, analysis);
    expect(text).toMatch(/كلمة …»»\n/);
    expect(text).toMatch(/كلمة …»\n/);
  });

  test('--full: the line of each, where the text is known', async () => {
    const full = await table({ width: 100, full: true }, sample({ text: TEXT }));
    expect(full).toMatch(/q1 +announces +line 1 /);
    expect(full).toMatch(/q2 +likely +line 3 /);
    expect(await table({ width: 100, full: true })).not.toMatch(/ line \d/);
    expect(await table({ width: 100 }, sample({ text: TEXT }))).not.toMatch(/ line \d/);
  });

  test('unless --full', async () => {
    const text = await table({ width: 100, full: true }, withLong());
    expect(text.match(/كلمة/g)).toHaveLength(300);
  });

  test('control characters of the article never reach the terminal', async () => {
    const analysis = sample({ title: 'عنوان\u001b]0;x\u0007\u202eمقلوب\nسطر' });
    const text = await table({ colour: 0 }, analysis);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test('--explain shows rule and words', async () => {
    const text = await table({ explain: true });
    expect(text).toMatch(/↳ speaker +subject +سامر الحدّاد/);
    expect(text).toMatch(/↳ quotation +colon/);
  });

  test.each([60, 96])('--explain tells what the models went by in words, in lines of %i columns', async (columns) => {
    const analysis = sample();
    const note = 'سامر الحدّاد 0.97 before الميناء 0.02: voice.rank-agreeing +0.7, word1.أن -0.3';
    analysis.quotations[0]!.explain = [{ field: 'speaker', rule: 'explicit', words: at('سامر الحدّاد'), note }];
    const text = await table({ explain: true, width: columns }, analysis);
    expect(text.replace(/\n +/g, ' ')).toContain('+0.7 how many that the verb fits have spoken since it did');
    expect(text).toMatch(/\n +-0\.3 the word behind +أن\n/);
    expect(text.match(/سامر الحدّاد 0/g)).toHaveLength(1);
    expect(text).not.toContain('سامر الحدّاد —');
    expect(text).not.toMatch(/rank|word1/);
    for (const line of text.split('\n')) expect(width(line)).toBeLessThanOrEqual(columns);
  });
});

/** The first speaker says two things. */
const twice = () => {
  const analysis = sample();
  analysis.quotations[1]!.speaker = 's1';
  return analysis;
};

describe('terminals', () => {
  test('colour only where it is asked for', async () => {
    expect(await table({ colour: 0 })).not.toContain('\u001b');
    const coloured = await table({ colour: 1 });
    expect(coloured).toContain('\u001b[35m');
    // readable on white and on black alike: no yellow, cyan, white, black, no dim
    expect(coloured).not.toMatch(/\u001b\[(?:2|30|33|34|36|37|93|94|96|97)m/);
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(await table({ colour: 0 }));
  });

  test('marks isolate each Arabic line, and nothing else', async () => {
    const lines = (await table({ bidi: 'marks', width: 80 })).split('\n');
    for (const line of lines) {
      expect(/\u2067.*\u2069$/.test(line)).toBe(ARABIC.test(line));
      expect(line.match(/[\u2067\u2068]/g)?.length).toBe(line.match(/\u2069/g)?.length);
      expect(width(line)).toBeLessThanOrEqual(80);
    }
  });

  test('a name is painted in every way of showing it', async () => {
    for (const bidi of ['none', 'marks', 'visual'] as const)
      expect(await table({ bidi, colour: 1 }), bidi).toMatch(/\u001b\[35m[^\n]*\u001b\[39m/);
    const shown = await table({ bidi: 'marks', colour: 1 }, twice());
    expect(shown).toMatch(/\u001b\[1m\u001b\[35mسامر الحدّاد \(2\)\u001b\[39m/);
  });

  test('a pipe gets no direction marks', async () => expect(await table()).not.toMatch(/[\u2066-\u2069\u200e\u200f]/));

  test('visual lines are wrapped before they are turned: the first line has the first words', async () => {
    const lines = (await table({ bidi: 'visual', width: 70 })).normalize('NFKC').split('\n');
    const first = lines.findIndex((line) => line.includes('راطقلا'));
    const last = lines.findIndex((line) => line.includes('رخأتي'));
    expect(first).toBeGreaterThan(0);
    expect(last).toBeGreaterThan(first);
  });
});
