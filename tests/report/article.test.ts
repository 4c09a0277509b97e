/** The page of one article, in a browser: every control by mouse and by keyboard, in both languages and lights. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import type { Analysis } from '../../src/model.ts';
import { articlePage } from '../../src/report/page.ts';
import { cli } from '../cli/harness.ts';
import { size } from '../long.ts';
import { agency, axe, browserForTests, executablePath, fixture } from './browser.ts';

const browser = browserForTests();
vi.setConfig({ testTimeout: 120_000 });
const FIXTURES = size(['broken', 'vocalised'], ['agency', 'broken', 'interview', 'maghreb', 'vocalised']);

const litWords = (page: Page): Promise<string> =>
  page
    .locator('.text [data-q].lit, h1 [data-q].lit')
    .allInnerTexts()
    .then((parts) => parts.join(''));

describe.skipIf(executablePath === undefined)('the page of an article', () => {
  test.each(FIXTURES)('%s: the whole text stands there, nothing is asked for, the console is silent', async (name) => {
    const analysis = fixture(name);
    const { page, noise } = await browser.open(articlePage(analysis, browser.assets, 'en'));
    const shown = await page.evaluate(() => {
      for (const marker of document.querySelectorAll('.marker')) marker.remove();
      return [...document.querySelectorAll('h1, .text p')].map((element) => element.textContent?.trim()).join('\n');
    });
    const lines = analysis.text
      ?.split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    expect(shown.split('\n')).toEqual(lines);
    expect(await page.locator('.voice').count()).toBeGreaterThanOrEqual(analysis.speakers.length);
    expect(noise).toEqual([]);
  });

  test('hovering or focusing a voice lights up its words; pressing leads there; a second press takes it back', async () => {
    const { page } = await browser.open(articlePage(agency, browser.assets, 'en'));
    const voice = page.locator('.voice-name', { hasText: 'مصدر أمني رفيع' });
    await voice.hover();
    expect(await litWords(page)).toContain('منصة رابعة');
    expect(await litWords(page)).not.toContain('صبر الدولة');
    await page.mouse.move(2, 2);
    expect(await litWords(page)).toBe('');
    await voice.focus();
    expect(await litWords(page)).toContain('منصة رابعة');
    await page.keyboard.press('Enter');
    expect(await voice.getAttribute('aria-pressed')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('in-text-q6');
    await voice.click();
    expect(await voice.getAttribute('aria-pressed')).toBe('false');
  });

  test('a number in the text opens its card, by mouse and keyboard; the card leads back', async () => {
    const { page, noise } = await browser.open(articlePage(agency, browser.assets, 'en'), { moving: true });
    await page.locator('#in-text-q13').click();
    const card = page.locator('.cards [data-card="q13"]');
    expect(await card.locator('blockquote').innerText()).toContain('انهيار الهدنة');
    expect(await card.innerText()).toContain('warns');
    expect(await card.innerText()).toMatch(/Second best\s+لجنة الدفاع النيابية · 21%/);
    expect(await page.evaluate(() => document.activeElement?.closest('[data-card]')?.getAttribute('data-card'))).toBe(
      'q13',
    );
    await card.getByRole('button', { name: 'In the text' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('in-text-q13');
    await page.locator('#in-text-q2').focus();
    expect(await litWords(page)).toContain('مهما كان الثمن');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-card]')?.getAttribute('data-card'))).toBe(
      'q2',
    );
    expect(noise).toEqual([]);
  });

  test('tabs by the arrow keys; names lead to their mentions; layers can be taken away', async () => {
    const { page } = await browser.open(articlePage(agency, browser.assets, 'en'));
    await page.locator('#tab-voices').focus();
    await page.keyboard.press('End');
    expect(await page.locator('#tab-names').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#tab-voices').getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.name', { hasText: 'يان هوفمان' }).click();
    expect(await page.locator('.text .name-lit').allInnerTexts()).toEqual(['يان هوفمان', 'هوفمان']);
    expect(await page.locator('.map .spot').count()).toBe(2);
    const tint = () =>
      page.locator('#in-text-q2 + .q').evaluate((element) => getComputedStyle(element).backgroundColor);
    const before = await tint();
    await page.locator('[data-layer="quotations"]').uncheck();
    expect(await tint()).not.toBe(before);
    await page.locator('[data-layer="numbers"]').press('Space');
    expect(await page.locator('#in-text-q2').isVisible()).toBe(false);
  });

  test('a citation is copied: speaker, words, article, offsets', async () => {
    const { page } = await browser.open(articlePage(agency, browser.assets, 'en'));
    await page.locator('#in-text-q10').click();
    await page.locator('.cards [data-card="q10"]').getByRole('button', { name: 'Copy citation' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(
      'كريم شدياق: «أين كانت الأجهزة حين نُصبت المنصات في وضح النهار؟» — هدنة الجنوب تترنّح.. والصفدي: «لن ننجرّ إلى حرب جديدة»، agency.txt، 12 October 2025، [686–735] utf16',
    );
  });

  test('in a narrow window the card comes up from the edge, and Escape closes it', async () => {
    const { page, noise } = await browser.open(articlePage(fixture('gulf'), browser.assets, 'ar'), {
      viewport: { width: 390, height: 800 },
      touched: true,
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.locator('.marker').nth(2).tap();
    const sheet = page.locator('.sheet');
    expect(await sheet.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await sheet.isVisible()).toBe(false);
    expect(noise).toEqual([]);
  });

  test.each([
    // colours hang on the light, words and sides on the language: two of the four tell all
    { language: 'en', colorScheme: 'light' },
    { language: 'ar', colorScheme: 'dark' },
  ] as const)('axe finds nothing: $language, $colorScheme', async ({ language, colorScheme }) => {
    const { page } = await browser.open(articlePage(agency, browser.assets, language), { colorScheme });
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    // whoever corrects sees all that a reader sees, and more
    if (colorScheme === 'light') expect(await axe(page)).toEqual([]);
    await page.locator('.correct-switch').click();
    await page.locator(colorScheme === 'dark' ? '#tab-names' : '#in-text-q1').click();
    expect(await axe(page)).toEqual([]);
  });

  test('what is corrected comes back: through the download and the command line', async () => {
    const analysis = agency;
    const { page, noise } = await browser.open(articlePage(analysis, browser.assets, 'en'));
    await page.locator('.correct-switch').click();
    const card = (id: string) => page.locator(`.cards [data-card="${id}"]`);
    await page.locator('#in-text-q9').click();
    await card('q9').getByLabel('Who said it').selectOption({ label: 'يان هوفمان' });
    expect(await card('q9').locator('h3').innerText()).toContain('يان هوفمان');
    await card('q13').getByRole('button', { name: 'It is right' }).click();
    await card('q19').getByRole('button', { name: 'Not a quotation' }).click();
    await page.locator('#tab-voices').click();
    await page
      .locator('.voice', { has: page.locator('.voice-name', { hasText: 'مرعب' }) })
      .getByRole('button', { name: 'Mend the name' })
      .click();
    await page.locator('#asked-name').fill('هدى مرعب');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mark a missed quotation' }).click();
    await page.locator('#missed-words').fill('سمع دوي انفجارين');
    await page.getByLabel('Somebody else').fill('مراسلنا');
    await page.getByRole('button', { name: 'Save' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download corrections' }).click(),
    ]);
    const file = join(browser.folder, 'corrections.json');
    await download.saveAs(file);
    const corrected = JSON.parse(readFileSync(file, 'utf8')) as Analysis;
    const edited = corrected.quotations.filter((one) => one.edited).map(({ content }) => content.text);
    expect(edited).toEqual([
      'ما جرى «فضيحة أمنية لا سابق لها»',
      'انهيار الهدنة خلال أسابيع إذا لم تتحرك الدول الضامنة',
      'سُمع دوي انفجارين',
    ]);
    expect(corrected.dropped?.length).toBe(1);

    const { out, code } = await cli(['fixtures/articles/agency.txt', '--format', 'json', '--corrections', file]);
    expect(code).toBe(0);
    const [fresh] = JSON.parse(out) as [Analysis];
    const nameOf = (words: string) => {
      const quotation = fresh.quotations.find(({ content }) => content.text.startsWith(words));
      return fresh.speakers.find(({ id }) => id === quotation?.speaker)?.name;
    };
    expect(nameOf('ما جرى')).toBe('يان هوفمان');
    expect(nameOf('سُمع دوي انفجارين')).toBe('مراسلنا');
    expect(nameOf('انهيار الهدنة')).toBe('هدى مرعب');
    expect(fresh.quotations.some(({ content }) => content.text === corrected.dropped?.[0]?.content.text)).toBe(false);
    // the browser keeps it
    await page.reload();
    await page.locator('#tab-voices').click();
    const kept = page.locator('.voice-name', { hasText: 'هدى مرعب' });
    await kept.first().waitFor();
    expect(await kept.count()).toBe(1);
    expect(noise).toEqual([]);
  });

  test('words marked in the text are those of the quotation that was missed; a name gets another type', async () => {
    const { page, noise } = await browser.open(articlePage(agency, browser.assets, 'en'));
    await page.locator('.correct-switch').click();
    const wanted = 'وفي نيويورك';
    await page.evaluate((words) => {
      const walker = document.createTreeWalker(document.getElementById('text')!, NodeFilter.SHOW_TEXT);
      const all: Text[] = [];
      while (walker.nextNode()) all.push(walker.currentNode as Text);
      const first = all.find((node) => words.startsWith(node.data.slice(0, 3)) && node.data.startsWith('وفي'))!;
      const last = all.find((node) => node.data.startsWith('نيويورك'))!;
      getSelection()?.setBaseAndExtent(first, 0, last, 'نيويورك'.length);
    }, wanted);
    await page.getByRole('button', { name: 'Mark a missed quotation' }).click();
    expect(await page.locator('#missed-words').inputValue()).toBe(wanted);
    await page.locator('#missed-words').fill('كلمات ليست هنا');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('#missed-hint').innerText()).toContain('not in the text');
    await page.locator('#missed-words').fill(wanted);
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.locator('.cards .lit blockquote').innerText()).toContain(wanted);
    await page.locator('#tab-names').click();
    const name = page.locator('.name-list li', { hasText: 'كفر الزيتون' }).first();
    await name.locator('select').selectOption({ label: 'Organisations' });
    await expect.poll(() => page.locator('.name.entity-org', { hasText: 'كفر الزيتون' }).count()).toBe(1);
    expect(noise).toEqual([]);
  });

  test('two speakers become one, and the change can be taken back', async () => {
    const { page } = await browser.open(articlePage(agency, browser.assets, 'en'));
    const voices = await page.locator('.voice').count();
    await page.locator('.correct-switch').click();
    await page.getByLabel('Same as … (كريم شدياق)').selectOption({ label: 'نبيل الصفدي' });
    await expect.poll(() => page.locator('.voice').count()).toBe(voices - 1);
    expect(
      await page.locator('.voice', { has: page.locator('.voice-name', { hasText: 'نبيل الصفدي' }) }).innerText(),
    ).toContain('7 quotations');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.locator('.voice').count()).toBe(voices);
  });

  test('printed, the voices stand below the text as its legend', async () => {
    const { page } = await browser.open(articlePage(agency, browser.assets, 'en'));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.layers').isVisible()).toBe(false);
    expect(await page.locator('.voices').isVisible()).toBe(true);
  });
});
