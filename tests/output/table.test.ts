import { describe, expect, test } from 'vitest';
import { formatter, type OutputOptions } from '../../src/output/index.ts';
import { width } from '../../src/output/width.ts';
import { sample, TEXT } from './sample.ts';

async function table(options: OutputOptions = {}, analysis = sample()): Promise<string> {
  return (await formatter('table', options)).document(analysis, 0);
}

const ARABIC = /[\u061f-\u06ff]/;

describe('layout', () => {
  test.each([80, 100, 140, 200])('no line is wider than %i columns, right edges are even', async (columns) => {
    const lines = (await table({ width: columns })).split('\n');
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
    const arabic = lines.filter((line) => ARABIC.test(line));
    expect(arabic.length).toBeGreaterThan(10);
    for (const line of arabic) expect(width(line), line).toBe(columns);
  });

  test('Latin stands first, one Arabic column last', async () => {
    for (const line of (await table({ width: 80 })).split('\n')) {
      const first = line.search(ARABIC);
      if (first >= 0) expect(line.slice(first)).not.toMatch(/[a-z]{2}/);
    }
  });

  test('speakers with their words, those that nobody says at the end', async () => {
    const text = await table({ width: 100 });
    const order = ['سامر الحدّاد', 'وزير النقل، هيئة الموانئ', '«القطار سيصل', 'الرصيف جاهز', 'not told', '«لا أعلم»'];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).toMatch(/q2 +indirect +0\.70 +قالت: الرصيف جاهز/);
    expect(text).toContain('الوسيط: في بيان');
    expect(text).toContain('عبر: وكالة الأمل');
    expect(text).toMatch(/a1 +as-said +s2 +q2 +بحسب تعبيرها \(هيئة الموانئ\)/);
  });

  test('an empty result says that nothing was found', async () => {
    const empty = sample({ entities: [], speakers: [], quotations: [], attributions: [] });
    expect((await table({}, empty)).match(/none found/g)).toHaveLength(3);
  });

  test('--only leaves out the other tables', async () => {
    const text = await table({ only: ['entities'] });
    expect(text).toContain('3 entities');
    expect(text).not.toMatch(/quotation|attribution/);
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
    expect(full).toMatch(/stance +conf +line/);
    expect(full).toMatch(/q1 +direct +\S* *0\.\d+ +1 /);
    expect(full).toMatch(/q2 +indirect +0\.70 +3 /);
    expect(await table({ width: 100, full: true })).not.toMatch(/ line/);
    expect(await table({ width: 100 }, sample({ text: TEXT }))).not.toMatch(/ line/);
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
});

describe('terminals', () => {
  test('colour only where it is asked for', async () => {
    expect(await table({ colour: 0 })).not.toContain('\u001b');
    const coloured = await table({ colour: 1 });
    expect(coloured).toContain('\u001b[32m');
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

  test('a pipe gets no direction marks', async () => expect(await table()).not.toMatch(/[\u2066-\u2069\u200e\u200f]/));

  test('visual lines are wrapped before they are turned: the first line has the first words', async () => {
    const lines = (await table({ bidi: 'visual', width: 70 })).normalize('NFKC').split('\n');
    const first = lines.findIndex((line) => line.includes('راطقلا'));
    const last = lines.findIndex((line) => line.includes('رخأتي'));
    expect(first).toBeGreaterThan(0);
    expect(last).toBeGreaterThan(first);
  });
});
