/** Nothing that is small when it is packed, or nested, or repeated, takes more than its share of memory and time. */
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { InputOptions } from '../../src/input/index.ts';
import { extractArticle } from '../../src/input/readers/html.ts';
import { plainText } from '../../src/input/readers/markdown.ts';
import { tamed } from '../../src/input/readers/tame.ts';
import { expectLinear } from '../linear.ts';
import { size } from '../long.ts';
import { deflated, warcRecords, word, zip } from './bytes.ts';
import { folder, itemsOf } from './folder.ts';

const TEXT = 'قال المدير سامي النجار إن المصنع «سيعود إلى العمل يوم الأحد»، وأضاف أن العمال عادوا.';
/** A little more than may come out of a small packed file. */
const MUCH = 'ماء '.repeat(2_400_000);
/** Of what is repeated again and again. */
const LONG = size(50_000, 200_000);
const LONG_PAGE = size(10_000, 200_000);
/** Of elements within each other, or very small: work on pairs of them shows only in many. */
const FULL_PAGE = size(24_000, 200_000);

async function read(files: Record<string, string | Uint8Array>, options: Partial<InputOptions> = {}) {
  const root = folder(files);
  const items = await itemsOf({ paths: Object.keys(files).map((name) => join(root, name)), ...options });
  return items.map((item) => (item.ok ? 'ok' : item.problem.code));
}

const page = (body: string | Buffer, headers: string[]) => ({ address: 'https://a.example/1', html: body, headers });
/** Packed less well, but in a tenth of the time, and still to a hundredth. */
const packed = (content: string | Buffer): Buffer => gzipSync(content, { level: 1 });
const PACKED_MUCH = packed(MUCH);
/** What is much between two texts, packed in three parts. */
const packedIn = (before: string, after: string): Buffer => Buffer.concat([packed(before), PACKED_MUCH, packed(after)]);
const [BEFORE, AFTER] = ['<html><body><p>', '</p></body></html>'];
const html = BEFORE + MUCH + AFTER;
const packedPage = packedIn(BEFORE, AFTER);
const brotli = (content: string): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });

test.each<[string, Record<string, string | Uint8Array>]>([
  ['text', { 'a.txt.gz': PACKED_MUCH }],
  ['a page', { 'a.html.gz': packedPage }],
  ['a line', { 'a.jsonl.gz': packedIn('{"text":"', '"}\n') }],
  ['a list of records', { 'a.json.gz': packedIn('[{"text":"', '"}]') }],
  ['a row', { 'a.csv.gz': packedIn('id,text\n1,"', '"\n') }],
  ['a Word document', { 'a.docx': deflated({ 'word/document.xml': `<w:document>${MUCH}</w:document>` }) }],
  [
    'a part of one that names another size',
    { 'a.docx': deflated({ 'word/document.xml': `<w:document>${MUCH}</w:document>` }, 100) },
  ],
  [
    'elements of one',
    { 'a.docx': zip({ 'word/document.xml': `<w:document>${'<w:p/>'.repeat(1_000_001)}</w:document>` }) },
  ],
  ['an archived page, gzip', { 'a.warc': Buffer.concat(warcRecords([page(packedPage, ['Content-Encoding: gzip'])])) }],
  ['brotli', { 'a.warc': Buffer.concat(warcRecords([page(brotli(html), ['Content-Encoding: br'])])) }],
  ['an archive', { 'a.warc.gz': packed(Buffer.concat(warcRecords([page(html, [])]))) }],
  ['elements of a page', { 'a.html': `<html><body>${'<b></b>'.repeat(500_001)}</body></html>` }],
])('%s: refused, and the rest goes on', async (_, files) => {
  expect(await read({ ...files, 'z.txt': TEXT })).toEqual(['too-large', 'ok']);
});

test('--max-size says how much a document may have, and then nothing else counts', async () => {
  const files = {
    'a.txt': TEXT.repeat(20),
    'b.txt.gz': gzipSync(TEXT.repeat(20)),
    'c.jsonl': `{"text":"${TEXT}"}\n{"text":"${TEXT.repeat(20)}"}\n{"text":"${TEXT}"}\n`,
    'd.json': `[{"text":"${TEXT}"},{"text":"${TEXT.repeat(20)}"}]`,
  };
  const small = ['too-large', 'too-large', 'ok', 'too-large', 'ok', 'ok', 'too-large'];
  expect(await read(files, { maxSize: 1000 })).toEqual(small);
  expect(await read(files)).toEqual(small.map(() => 'ok'));
  expect(await read({ 'a.txt.gz': packed('ماء '.repeat(2_500_000)) }, { maxSize: 30_000_000 })).toEqual(['ok']);
});

test('near misses: a text repeated a thousand times, a list of many documents, a Word document', async () => {
  expect(await read({ 'a.txt.gz': gzipSync(TEXT.repeat(1000)) })).toEqual(['ok']);
  const lines = `{"text":"${TEXT}","note":"${'-'.repeat(14_000)}"}\n`.repeat(1200);
  const found = await read({ 'a.jsonl.gz': packed(lines) });
  expect([found.length, new Set(found)]).toEqual([1200, new Set(['ok'])]);
  expect(await read({ 'a.docx': word('عنوان', Array(500).fill(TEXT)) })).toEqual(['ok']);
});

interface TreeNode {
  firstChild: TreeNode | null;
  nextSibling: TreeNode | null;
  parentNode: TreeNode | null;
}

/** Levels of the deepest element of a page. */
function depthOf(source: string): number {
  let deepest = 0;
  const { document } = parseHTML(source);
  let at = document as unknown as TreeNode | null;
  for (let depth = 0; at; ) {
    deepest = Math.max(deepest, depth);
    if (at.firstChild) {
      at = at.firstChild;
      depth++;
      continue;
    }
    while (at && !at.nextSibling) {
      at = at.parentNode;
      depth--;
    }
    at = at?.nextSibling ?? null;
  }
  return deepest;
}

test.each('div p b font a span li ul td tr table h1 form blockquote svg option article dd center custom-x'.split(' '))(
  '%s within each other, closed or not: 60 levels are kept, and the words',
  async (name) => {
    const open = `<${name}>`.repeat(3000);
    for (const close of ['', `</${name}>`.repeat(3000), '</div>']) {
      const { source } = tamed(`<html><body>${open}<p>${TEXT}</p>${close}<p>خاتمة</p></body></html>`);
      expect(depthOf(source)).toBeLessThan(70);
      expect(source).toContain(TEXT);
    }
  },
);

test('an article below 100,000 elements is read, block by block', async () => {
  const nested = `${'<div>'.repeat(50_000)}<p>${TEXT}</p>${'<section>'.repeat(50_000)}<p>${TEXT}</p><div>ثم</div><div>بعد</div>`;
  const article = await extractArticle(`<html><body>${nested}</body></html>`);
  expect(article?.text).toBe([TEXT, TEXT, 'ثم', 'بعد'].join('\n\n'));
});

test('near miss: a page of 50 levels stays as it is', () => {
  const source = `<html><body>${'<div class="x">'.repeat(50)}<p>${TEXT}</p>${'</div>'.repeat(50)}</body></html>`;
  expect(tamed(source).source).toBe(source);
});

test.each(['<', '< ', '&', '<&'])(
  '%s repeated is text, and costs what text costs',
  async (sign) => {
    const article = await extractArticle(`<html><body><p>${TEXT} ${sign.repeat(100_000)} نهاية</p></body></html>`);
    expect(article?.text).toContain(`العمال عادوا. ${sign.repeat(3)}`);
    expect(article?.text).not.toMatch(/[\uFDD0-\uFDEF]/);
  },
  5_000,
);

test.each('[|![|[a](|<!--|<a|<http:|```a\n|~~a |**a |`a| #'.split('|'))(
  'Markdown of %j again and again: linear',
  async (mark) => {
    await expectLinear(LONG, (length) => {
      const source = `# ${TEXT}\n\n${mark.repeat(length / mark.length)} ${TEXT}`;
      expect(plainText(source)).toContain(TEXT);
    });
  },
  60_000,
);

test.each([
  { mark: '<html', length: 2 * LONG },
  { mark: '<!doctype', length: 2 * LONG },
  ...['<h1>ا - ', '</p>'].map((mark) => ({ mark, length: FULL_PAGE })),
  // A page's elements and blanks take twenty times as long as signs.
  ...['<p>\u00A0', '\u00A0', '<p class="date">'].map((mark) => ({ mark, length: LONG_PAGE })),
])(
  'a page of $mark again and again: linear',
  async ({ mark, length }) => {
    await expectLinear(length, (units) => extractArticle(`<p>${TEXT}</p>${mark.repeat(units / mark.length)} ا`));
  },
  60_000,
);

test('Markdown: fences and comments', () => {
  const source = 'قبل\n```js\nكود\n```\nبعد <!-- سر --> ذلك\n~~~\nلا يغلق\n<!-- ولا هذا';
  expect(plainText(source)).toBe('قبل\nبعد  ذلك\n~~~\nلا يغلق\n<!-- ولا هذا');
});
