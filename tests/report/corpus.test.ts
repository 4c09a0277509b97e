/** The explorer of a corpus of 60 made articles, in a browser; and what it holds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Analysis } from '../../src/model.ts';
import { reportBuilder } from '../../src/report/build.ts';
import { corpusBuilder, keyOf } from '../../src/report/corpus/build.ts';
import { BLOCK, MOST_ARTICLES } from '../../src/report/corpus/data.ts';
import { sourceKind } from '../../src/report/corpus/kinds.ts';
import { pack, unpacked } from '../../src/report/corpus/pack.ts';
import type { PageAssets } from '../../src/report/page.ts';
import { runnerUp, shortEvidence } from '../../src/report/runner-up.ts';
import { cli, workspace } from '../cli/harness.ts';
import { size } from '../long.ts';
import { agency, analysed, axe, browserForTests, executablePath } from './browser.ts';
import { madeCorpus, OUTLETS } from './made-corpus.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const browser = browserForTests();
/** Articles that are analysed; the others of the corpus say the same, on other days and elsewhere. */
const READ = 20;
let all: Analysis[] = [];
beforeAll(() => {
  const made = madeCorpus(60);
  const read = made.slice(0, READ).map(({ title, text }) => analysed({ title, text, path: 'made.jsonl' }));
  all = made.map(({ id, published, outlet }, i) => {
    const result = read[i % READ] as Analysis;
    return { ...result, source: { ...result.source, id }, published, outlet };
  });
});

const reportOf = (results: readonly Analysis[], assets: PageAssets, language: 'ar' | 'en' = 'en'): string => {
  const builder = reportBuilder(assets, language);
  for (const result of results) builder.add(result);
  return [...builder.finish()].join('');
};

/** The number that a text begins with: `1,234 quotations`. */
const numberIn = (text: string): number => Number(text.replace(/,/g, '').match(/\d+/)?.[0]);
const heading = async (page: Page): Promise<number> => numberIn(await page.locator('.content h2').last().innerText());

describe.skipIf(executablePath === undefined)('the explorer', () => {
  test('figures are those of the results; every number leads to its quotations, every quotation to its article', async () => {
    const { page, noise } = await browser.open(reportOf(all, browser.assets));
    const told = await page.locator('.figures li').allInnerTexts();
    expect(told.at(-1)).toMatch(/^[\d,]+\s+words quoted$/);
    const figures = told.map(numberIn);
    const quotations = all.flatMap((one) => one.quotations);
    expect(figures.slice(0, 2)).toEqual([all.length, OUTLETS.length]);
    expect(figures[3]).toBe(quotations.length);
    for (const bar of ['.bars', '.parts', '.shades td']) {
      const first = page.locator(`.overview ${bar} a`).first();
      const value = numberIn(
        bar === '.shades td' ? await first.innerText() : await first.locator('.bar-value').innerText(),
      );
      await first.focus();
      await page.keyboard.press('Enter');
      await page.locator('.said').first().waitFor();
      expect(await heading(page), bar).toBe(value);
      await page.goBack();
      await page.locator('.figures').waitFor();
    }
    await page.locator('.chart a').first().click();
    await page.locator('.said').first().waitFor();
    expect(await heading(page)).toBeGreaterThan(10);
    const words = await page.locator('.said blockquote').first().innerText();
    await page.locator('.said .from a').first().click();
    await page.locator('.article .text').waitFor();
    expect(
      await page
        .locator('.text .lit')
        .allInnerTexts()
        .then((parts) => parts.join('')),
    ).toContain(words.replace(/[«»]/g, '').slice(0, 20));
    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('.said').first().waitFor();
    expect(noise).toEqual([]);
  });

  test('search in any spelling; filters hold in every view; what was corrected is saved', async () => {
    const { page, noise } = await browser.open(reportOf(all, browser.assets));
    await page.getByLabel('Search').first().fill('احمد سلّوم');
    await page.keyboard.press('Enter');
    await page.locator('.hit mark').first().waitFor();
    expect(await page.locator('.hit mark').first().innerText()).toBe('أحمد سلوم');
    expect(await page.locator('.bars').first().innerText()).toContain('أحمد سلوم');
    await page.locator('.views a', { hasText: 'Articles' }).click();
    await page.locator('[data-filter="outlet"]').selectOption(OUTLETS[2]!);
    const wanted = all.filter(({ outlet }) => outlet === OUTLETS[2]).length;
    await expect.poll(() => heading(page)).toBe(wanted);
    await page.locator('.views a', { hasText: 'Overview' }).click();
    await page.locator('.figures li').first().waitFor();
    expect(numberIn(await page.locator('.figures li').first().innerText())).toBe(wanted);
    await page.locator('[data-filter="from"]').fill('2025-06-01');
    await page.locator('.views a', { hasText: 'Voices' }).click();
    // the view is drawn behind the click
    await expect.poll(() => page.locator('.entry').count()).toBeGreaterThan(3);
    await page.getByText('Clear filters').click();
    await page.locator('.views a', { hasText: 'Articles' }).click();
    await page.locator('.story > a').first().click();
    await page.locator('.correct-switch').click();
    await page.locator('.marker').first().click();
    await page.locator('.cards .card').first().getByRole('button', { name: 'It is right' }).click();
    await page.locator('.views a', { hasText: 'Voices' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download corrections' }).click(),
    ]);
    const file = join(browser.folder, 'all.json');
    await download.saveAs(file);
    const saved = JSON.parse(readFileSync(file, 'utf8')) as Analysis[];
    expect(saved.map(({ quotations }) => quotations.filter(({ edited }) => edited).length)).toEqual([1]);
    expect(noise).toEqual([]);
  });

  test.each([
    // words and sides hang on the language, colours on the light: two of the four tell all
    { language: 'en', colorScheme: 'light', views: ['overview', 'quotations', 'articles', 'article?number=4'] },
    { language: 'ar', colorScheme: 'dark', views: ['overview', 'names', 'voices', 'search?q=الكهرباء'] },
  ] as const)('axe finds nothing: $language, $colorScheme, $views', async ({ language, colorScheme, views }) => {
    const some = all.slice(0, size(5, BLOCK));
    const { page, noise } = await browser.open(reportOf(some, browser.assets, language), { colorScheme });
    for (const view of views) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `#/${view}`);
      await page.locator('.content *').first().waitFor();
      expect(await axe(page), view).toEqual([]);
    }
    for (const width of [390, 1024, 1600, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(() => {
        location.hash = `#/overview?kind=`;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBeLessThanOrEqual(width);
    }
    expect(noise).toEqual([]);
  });

  test('above ten thousand articles the page says so', async () => {
    const short = analysed({ path: 'short.txt', text: 'هطلت الأمطار أمس.' });
    const { page } = await browser.open(
      reportOf(
        Array.from({ length: MOST_ARTICLES + 1 }, () => short),
        browser.assets,
      ),
    );
    expect(await page.locator('.notice').innerText()).toContain('first 10,000 articles');
    expect(await page.locator('.notice').innerText()).toContain('corpus.sqlite');
  });
});

test('what is packed unpacks to the same; of the evidence the second best speaker stays', () => {
  for (const result of [agency, ...all.slice(0, 20)]) {
    const quotations = result.quotations.map(({ explain, ...one }) => {
      const short = shortEvidence({ explain });
      return short.length ? { ...one, explain: short } : one;
    });
    const bare = { ...result, quotations };
    expect(unpacked(JSON.parse(JSON.stringify(pack(result))))).toEqual(JSON.parse(JSON.stringify(bare)));
  }
});

test.each([
  { note: 'نبيل الصفدي 0.46 before مصدر أمني رفيع 0.30: type.PER +0.9', name: 'مصدر أمني رفيع', share: 0.3 },
  { note: 'نبيل الصفدي 0.99 before الأمم المتحدة 0.01', name: 'الأمم المتحدة', share: 0.01 },
  { note: 'نبيل الصفدي 1.00', why: 'the only candidate' },
  { note: 'nobody is likely enough' },
])('the second best speaker of $note: $name', ({ note, name, share }) => {
  const explain = [{ field: 'speaker', rule: 'implicit', words: null, note }];
  const found = runnerUp({ explain });
  expect(found).toEqual(name === undefined ? null : { name, share });
  expect(runnerUp({ explain: shortEvidence({ explain }) })).toEqual(found);
});

test('results in blocks; a name is one in any spelling', () => {
  const builder = corpusBuilder();
  for (const result of all) builder.add(result);
  const { index, blocks } = builder.finish();
  expect(blocks.length).toBe(Math.ceil(all.length / BLOCK));
  expect(new Set(index.voices.map(({ key }) => key)).has(keyOf('احمد سلوم'))).toBe(true);
  expect(keyOf('أحمد سلّوم')).toBe(keyOf('احمد سلوم'));
  expect(index.names.find(({ name }) => name.includes('نديم الأسمر'))?.heard).toBe(false);
  expect(index.names.find(({ name }) => name === 'ماجد الخطيب')?.heard).toBe(true);
});

test.each([
  ['person', 'وزير الطاقة', 'ماجد الخطيب', 'official'],
  ['person', 'المتحدثة باسم الخارجية', 'لينا قاسم', 'official'],
  ['person', 'المدرب', 'زياد الحلو', 'named'],
  ['person', null, 'زياد الوزير', 'named'],
  ['organization', null, 'وزارة الصحة', 'official'],
  ['organization', null, 'شركة النخيل', 'organization'],
  ['unnamed', 'مسؤول', 'مسؤول في الوزارة', 'unnamed'],
  ['media', null, 'رويترز', 'media'],
] as const)('%s, %s, %s: %s', (kind, role, name, expected) => expect(sourceKind({ kind, role, name })).toBe(expected));

describe('finished results as input', () => {
  const { folder, file } = workspace();
  const inputs = ['fixtures/articles/agency.txt', 'fixtures/articles/gulf.txt'];
  const made = async (from: string): Promise<{ code: number; page: string; err: string }> => {
    const out = join(folder, 'report.html');
    const { code, err } = await cli([from, '-o', out, '--quiet', '--lang', 'en']);
    return { code, err, page: code === 0 ? readFileSync(out, 'utf8') : '' };
  };

  // A page that is the same to the letter is looked at once.
  const looked = new Set<string>();
  test.each(['results.jsonl', 'results.json', 'results.sqlite'])('%s', async (name) => {
    const results = join(folder, name);
    expect((await cli([...inputs, '-o', results, '--text', '--quiet'])).code).toBe(0);
    const { page, code } = await made(results);
    expect(code).toBe(0);
    if (executablePath === undefined || looked.has(page)) return;
    looked.add(page);
    const opened = await browser.open(page);
    expect(numberIn(await opened.page.locator('.figures li').first().innerText())).toBe(2);
    await opened.page.locator('.views a', { hasText: 'Articles' }).click();
    await opened.page.locator('.story > a').first().click();
    await opened.page.locator('.text .q').first().waitFor();
    expect(opened.noise).toEqual([]);
  });

  test('a line that is no result is named', async () => {
    const results = file('broken.jsonl', `${JSON.stringify(agency)}\nقال\n`);
    const { code, err } = await made(results);
    expect(code).toBe(1);
    expect(err).toContain('broken.jsonl:2: this is no result of analyze');
  });

  test('a report of results is never written over them', async () => {
    const results = file('same.jsonl', `${JSON.stringify(agency)}\n`);
    expect((await cli([results, '-f', 'html', '-o', results])).code).toBe(2);
  });
});
