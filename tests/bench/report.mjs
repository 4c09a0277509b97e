// Size of a report of many articles, and the time to its first view. usage: node tests/bench/report.mjs REPORT.html [RUNS]
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , file, runs = '5'] = process.argv;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const times = [];
for (let run = 0; run < Number(runs); run++) {
  const page = await browser.newPage();
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
  await page.locator('h1').first().waitFor({ state: 'attached' });
  times.push(performance.now() - started);
  await page.close();
}
await browser.close();
times.sort((a, b) => a - b);
console.log(
  `${(statSync(file).size / 1e6).toFixed(1)} MB, first view after ${times.map((time) => `${Math.round(time)} ms`).join(', ')}`,
);
