/** An article is hostile text: what it holds is shown, never run. In a browser, with the page's own policy. */
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../src/model.ts';
import { articlePage, escapeJson, pageHead } from '../../src/report/page.ts';
import { visible } from '../../src/report/visible.ts';
import { analysed, browserForTests, executablePath } from './browser.ts';

const browser = browserForTests();

const ATTACKS = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</SCRIPT ><script>alert(1)//',
  '<!--<script>',
  '--><script>alert(1)</script>',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<img src=x onerror=alert(1)>',
  '<img src="https://example.org/pixel.gif">',
  '<svg onload=alert(1)>',
  '<svg><script href="data:,alert(1)"/></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html,<script>alert(1)</script>"></object>',
  '<embed src="https://example.org/x.swf">',
  '<link rel=stylesheet href="https://example.org/x.css">',
  '<style>@import "https://example.org/x.css"; body{display:none}</style>',
  '</style><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<base href="https://example.org/">',
  '<meta http-equiv="refresh" content="0;url=https://example.org/">',
  '<form action="https://example.org/"><button autofocus onfocus=alert(1)>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<a href="javascript:alert(1)" id=x tabindex=0 autofocus onfocus=alert(1)>x</a>',
  '" onmouseover="alert(1)" x="',
  "' onmouseover='alert(1)' x='",
  '`${alert(1)}`',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\u003cscript\\u003ealert(1)\\u003c/script\\u003e',
  '__proto__',
  'constructor',
  '\u001b[31m\u0007\u0000',
  '\u202egnp.exe',
  '\u2066\u2067\u2068\u2069',
  '\u2028\u2029',
  '\ud800 lone',
  'ﷺ'.repeat(50),
  'ا\u0301'.repeat(300),
];

/** All attacks in one article: in its text, title, path, byline and date; each as a speaker, an office, a name, a rule, a warning. */
function attacked(attacks: readonly string[]): Analysis {
  const all = attacks.join(' ');
  const text = attacks.map((one) => `قال الوزير سالم الهدار ${one} إن «العمل ${one} مستمر»، بحسب ${one}.\n`).join('\n');
  const result = analysed({ text, title: all, path: `${all}.txt`, id: all, byline: all });
  const spanOf = (attack: string) => ({
    start: text.indexOf(attack),
    end: text.indexOf(attack) + attack.length,
    text: attack,
  });
  return {
    ...result,
    published: all,
    speakers: attacks.map((name, i) => ({
      id: `s${i}`,
      name,
      aliases: [name],
      kind: 'person',
      role: name,
      affiliation: name,
      entity: null,
      gender: null,
      quotations: [`q${i}`],
    })),
    entities: attacks.map((name, i) => ({
      id: `e${i}`,
      name,
      type: 'LOC',
      aliases: [name],
      mentions: [{ ...spanOf(name), confidence: 1 }],
      link: { lat: 30 + i / 10, lon: 31 + i },
      value: name,
    })),
    quotations: attacks.map((attack, i) => ({
      id: `q${i}`,
      type: 'direct',
      content: spanOf(attack),
      cue: { ...spanOf(attack), lemma: attack, stance: 'claim' },
      source: spanOf(attack),
      speaker: `s${i}`,
      resolution: 'explicit',
      medium: spanOf(attack),
      addressee: spanOf(attack),
      via: [{ ...spanOf(attack), name: attack }],
      attributions: [],
      rule: attack,
      confidence: 0.4,
    })),
    warnings: attacks.map((code) => ({ code, message: code })),
  };
}

const asShown = (text: string): string => visible(text);

describe.skipIf(executablePath === undefined)('hostile articles', () => {
  test('forty attacks, each in every place: nothing runs, nothing is asked for, everything is shown', async () => {
    const { page, noise } = await browser.open(articlePage(attacked(ATTACKS), browser.assets, 'en'));
    const loading = 'body *:is(script[src], iframe, object, embed, img, link, base, meta, form, style)';
    expect(await page.locator(loading).count()).toBe(0);
    expect(await page.title()).toContain('<script>alert(1)</script>');
    expect(await page.locator('.voice-name').allTextContents()).toEqual(ATTACKS.map(asShown));
    await page.locator('#tab-quotations').click();
    const words = await page.locator('.cards blockquote').allTextContents();
    expect(new Set(words)).toEqual(new Set(ATTACKS.map((attack) => `«${asShown(attack)}»`)));
    await page.locator('#tab-names').click();
    expect(new Set(await page.locator('.name').allTextContents())).toEqual(new Set(ATTACKS.map(asShown)));
    await page.locator('.correct-switch').click();
    expect(await page.locator(loading).count()).toBe(0);
    expect(noise).toEqual([]);
  });

  test('the policy stops a script that gets in all the same', async () => {
    const html = articlePage(attacked(['x']), browser.assets, 'en').replace(
      '<div id="app">',
      '<script>document.title="run"</script><div id="app">',
    );
    const { page, noise } = await browser.open(html);
    expect(await page.title()).not.toBe('run');
    expect(noise.join()).toContain('Content Security Policy');
  });
});

const assets = { script: '', style: '', scriptHash: 'sha256-A', styleHash: 'sha256-B' };

test('the policy names nothing unsafe and no place of the network', () => {
  const head = pageHead(assets, 'x', 'en');
  expect(head).toContain(
    "default-src 'none'; script-src 'sha256-A'; style-src 'sha256-B'; font-src data:; base-uri 'none'",
  );
  expect(head).not.toMatch(/unsafe|https?:/);
});

test.each(ATTACKS.map((attack) => ({ attack })))('data of $attack end no element', ({ attack }) => {
  const held = escapeJson(JSON.stringify(attack));
  expect(held).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(held)).toBe(attack);
});

test.each([
  ['a\u202eb', 'a⇋b'],
  ['\u001b[31m', '␛[31m'],
  ['م\u200fن', 'م\u200fن'],
  ['سطر\nآخر', 'سطر\nآخر'],
])('%j is shown as %j', (text, shown) => expect(visible(text)).toBe(shown));
