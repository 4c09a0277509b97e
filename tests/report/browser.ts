/** A browser for the tests of the report: Debian's chromium without a screen, which takes half of the time, or another that is there. Where there is none they are passed over. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildReport } from '../../.config/report.mjs';
import { analyze } from '../../src/analyze.ts';
import type { Analysis, Document } from '../../src/model.ts';
import type { PageAssets } from '../../src/report/page.ts';

const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** Pages are drawn without a graphics processor, and without one that is played by the processor. */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer', '--in-process-gpu'];
export const executablePath = BROWSERS.find((path) => path !== '' && existsSync(path));
if (executablePath === undefined)
  console.warn('no chromium found: the tests of the report in a browser are passed over');

/** A page that notes what it must not do: ask for anything, say anything on the console. */
export interface Watched {
  page: Page;
  noise: string[];
}

/** How a report is looked at. */
export interface Look {
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
  /** With movement, as a reader has it who asked for nothing else. */
  moving?: boolean;
  /** In a window that is touched. */
  touched?: boolean;
}

let built: Promise<PageAssets> | null = null;

/** A new window, whose page notes into `noise`. */
async function openWindow(browser: Browser, hasTouch: boolean): Promise<Watched> {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ locale: 'en-GB', permissions, hasTouch });
  const page = await context.newPage();
  const watched: Watched = { page, noise: [] };
  const note = (line: string): void => void watched.noise.push(line);
  page.on('console', (message) => note(`console: ${message.text()}`));
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    note(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('file:') && !url.startsWith('data:font/') && !url.startsWith('blob:')) note(`request: ${url}`);
  });
  return watched;
}

/** One browser, its windows, and a folder for pages, for the tests of a file: a window costs more than what a test does in it. */
export function browserForTests() {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-report-'));
  const windows = new Map<boolean, Watched>();
  let browser: Browser;
  const holder = { assets: null as unknown as PageAssets };
  beforeAll(async () => {
    if (executablePath === undefined) return;
    built ??= buildReport();
    holder.assets = await built;
    browser = await chromium.launch({ executablePath, args: ARGS });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let files = 0;
  return {
    folder,
    get assets(): PageAssets {
      return holder.assets;
    },
    /** Shows a report in a window that remembers nothing. */
    async open(
      html: string,
      { colorScheme = 'light', viewport, moving, touched = false }: Look = {},
    ): Promise<Watched> {
      const file = join(folder, `report-${files++}.html`);
      writeFileSync(file, html);
      const watched = windows.get(touched) ?? (await openWindow(browser, touched));
      const { page } = watched;
      if (windows.has(touched)) await page.evaluate(() => localStorage.clear());
      windows.set(touched, watched);
      await page.emulateMedia({ media: null, colorScheme, reducedMotion: moving ? 'no-preference' : 'reduce' });
      await page.setViewportSize(viewport ?? { width: 1280, height: 900 });
      await page.mouse.move(0, 0);
      watched.noise = [];
      await page.goto(pathToFileURL(file).href);
      return { page, noise: watched.noise };
    },
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA, a line each. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    type Axe = {
      run(where: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
    const { run } = (globalThis as unknown as { axe: Axe }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // Only of what is wrong all places are wanted, as HTML and not as ways to them.
    const { violations } = await run('html', {
      runOnly: tags,
      resultTypes: ['violations'],
      selectors: false,
      iframes: false,
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

export const analysed = (document: Document): Analysis => analyze(document, { text: true, explain: true });

const ARTICLES = new URL('../../fixtures/articles/', import.meta.url);
/** A result that stays as it is, whatever the program finds by now. */
export const agency = JSON.parse(readFileSync(new URL('agency.json', import.meta.url), 'utf8')) as Analysis;

export const fixture = (name: string): Analysis =>
  analysed({ path: `${name}.txt`, text: readFileSync(new URL(`${name}.txt`, ARTICLES), 'utf8') });
