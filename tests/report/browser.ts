/** A browser for the tests of the report: Debian's chromium, or another that is there. Where there is none they are passed over. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { buildReport } from '../../.config/report.mjs';
import { analyze } from '../../src/analyze.ts';
import type { Analysis, Document } from '../../src/model.ts';
import type { PageAssets } from '../../src/report/page.ts';

const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
export const executablePath = BROWSERS.find((path) => path !== '' && existsSync(path));
if (executablePath === undefined)
  console.warn('no chromium found: the tests of the report in a browser are passed over');

/** A page that notes what it must not do: ask for anything, say anything on the console. */
export interface Watched {
  page: Page;
  noise: string[];
}

/** One browser, and a folder for pages, for the tests of a file. */
export function browserForTests() {
  const folder = mkdtempSync(join(tmpdir(), 'isnad-report-'));
  let browser: Browser;
  const holder = { assets: null as unknown as PageAssets };
  beforeAll(async () => {
    if (executablePath === undefined) return;
    holder.assets = await buildReport();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
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
    async open(html: string, options: BrowserContextOptions = {}, hash = ''): Promise<Watched> {
      const file = join(folder, `report-${files++}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 900 }, ...options });
      const page = await context.newPage();
      const noise: string[] = [];
      page.on('console', (message) => noise.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        noise.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith('file:') && !url.startsWith('data:font/') && !url.startsWith('blob:'))
          noise.push(`request: ${url}`);
      });
      await page.goto(pathToFileURL(file).href + hash);
      return { page, noise };
    },
  };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds against WCAG 2.2 AA, a line each. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    type Axe = {
      run(where: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
    const { run } = (globalThis as unknown as { axe: Axe }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await run('html', { runOnly: tags });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

export const analysed = (document: Document): Analysis => analyze(document, { text: true, explain: true });

const ARTICLES = new URL('../../fixtures/articles/', import.meta.url);
/** A result that stays as it is, whatever the program finds by now. */
export const agency = JSON.parse(readFileSync(new URL('agency.json', import.meta.url), 'utf8')) as Analysis;

export const fixture = (name: string): Analysis =>
  analysed({ path: `${name}.txt`, text: readFileSync(new URL(`${name}.txt`, ARTICLES), 'utf8') });
