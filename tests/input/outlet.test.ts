/** Who published a document, where, and in which language: from every format that can tell. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../src/analyze.ts';
import type { InputOptions } from '../../src/input/index.ts';
import { warcRecords } from './bytes.ts';
import { folder, itemsOf } from './folder.ts';

const TEXT = 'أعلن رئيس البلدية مازن الشامي أن السوق القديم سيفتح يوم الخميس، وقال: «العمل انتهى قبل موعده».';

async function told(files: Record<string, string | Uint8Array>, options: Partial<InputOptions> = {}) {
  const root = folder(files);
  const items = await itemsOf({ paths: [root], ...options });
  return items.map((item) => {
    if (!item.ok) throw new Error(item.problem.message);
    const { outlet, url, author, language } = analyze(item.document);
    return { outlet, url, author, language };
  });
}

const nothing = { outlet: null, url: null, author: null, language: null };
const page = (head: string, attributes = ''): string =>
  `<html ${attributes}><head>${head}</head><body><p>${TEXT}</p><p>${TEXT}</p></body></html>`;
const linked = (value: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...value })}</script>`;

test.each<[string, string | Uint8Array, object]>([
  ['a.txt', TEXT, {}],
  ['a.json', JSON.stringify({ text: TEXT, source: 'الشروق' }), { outlet: 'الشروق' }],
  [
    'a.json',
    JSON.stringify({ text: TEXT, source: { id: 7, name: 'الشروق' }, lang: 'ar_EG' }),
    { outlet: 'الشروق', language: 'ar-EG' },
  ],
  [
    'a.json',
    JSON.stringify({ text: TEXT, publisher: 'الشروق', author: ['سمر', 'علي'] }),
    { outlet: 'الشروق', author: 'سمر، علي' },
  ],
  [
    'a.jsonl',
    `${JSON.stringify({ text: TEXT, site: 'https://www.alayam.example/x' })}\n`,
    { outlet: 'alayam.example' },
  ],
  ['a.jsonl', `${JSON.stringify({ text: TEXT, outlet: 'الشروق', source: 'رويترز' })}\n`, { outlet: 'الشروق' }],
  [
    'a.jsonl',
    `${JSON.stringify({ text: TEXT, url: 'https://www.news.example:8080/a?b' })}\n`,
    { outlet: 'news.example', url: 'https://www.news.example:8080/a?b' },
  ],
  [
    'a.csv',
    `publisher,link,writer,text\nالأيام,https://a.example/1,سمر,"${TEXT}"\n`,
    { outlet: 'الأيام', url: 'https://a.example/1', author: 'سمر' },
  ],
  [
    'a.md',
    `---\npublisher: الأيام\nauthor: سمر\nlang: ar\nurl: https://a.example/1\n---\n${TEXT}`,
    { outlet: 'الأيام', url: 'https://a.example/1', author: 'سمر', language: 'ar' },
  ],
  [
    'a.html',
    page(
      '<meta property="og:site_name" content="الأيام"><link rel="canonical" href="https://a.example/1">',
      'lang="ar"',
    ),
    { outlet: 'الأيام', url: 'https://a.example/1', language: 'ar' },
  ],
  [
    'a.html',
    page(
      linked({
        publisher: { name: 'الأيام' },
        author: { name: 'سمر علي' },
        inLanguage: 'ar',
        mainEntityOfPage: { '@id': 'https://a.example/2' },
      }),
    ),
    { outlet: 'الأيام', url: 'https://a.example/2', author: 'سمر علي', language: 'ar' },
  ],
  [
    'a.html',
    page('<meta property="og:url" content="https://www.a.example/3"><meta property="og:locale" content="ar_AR">'),
    { outlet: 'a.example', url: 'https://www.a.example/3', language: 'ar-AR' },
  ],
  [
    'a.warc',
    Buffer.concat(warcRecords([{ address: 'https://www.b.example/4', html: page('') }])),
    { outlet: 'b.example', url: 'https://www.b.example/4' },
  ],
])('%s, case %#', async (name, content, expected) => {
  expect(await told({ [name]: content })).toEqual([{ ...nothing, ...expected }]);
});

describe('--outlet-from folder', () => {
  const files = {
    'alrai/2024/a.txt': TEXT,
    'alrai/b.txt': `${TEXT} ثم`,
    'alghad/c.html': page('<meta property="og:site_name" content="وكالة">'),
    'd.jsonl': `${JSON.stringify({ text: TEXT, source: 'رويترز' })}\n`,
  };
  const outlets = async (...paths: string[]) => {
    const root = folder(files);
    const items = await itemsOf({ paths: paths.map((path) => join(root, path)), outletFrom: 'folder' });
    return items
      .map((item) => (item.ok ? item.document.outlet : item.problem.code))
      .map((name) => (root.endsWith(name ?? '-') ? 'ROOT' : name));
  };
  test.each([
    [['.'], ['alghad', 'alrai', 'alrai', 'ROOT']],
    [['alrai'], ['2024', 'alrai']],
    [
      ['alrai', 'alghad'],
      ['alrai', 'alrai', 'alghad'],
    ],
    [['alrai/2024/a.txt'], ['2024']],
    [
      ['alrai/b.txt', 'alghad/c.html'],
      ['alrai', 'alghad'],
    ],
    [['*/*.txt'], ['alrai']],
  ])('%j', async (paths, expected) => expect(await outlets(...paths)).toEqual(expected));
});

describe('a page whose text is in its metadata only', () => {
  const menu = '<ul><li><a href="/">الرئيسية</a></li><li><a href="/s">رياضة</a></li></ul><h1>السوق القديم يفتح</h1>';
  const read = async (html: string) => {
    const [item] = await itemsOf({ paths: [join(folder({ 'a.html': html }), 'a.html')] });
    return item?.ok ? item.document.text : item?.problem.code;
  };
  test.each([
    ['as text', `${TEXT}\nوأضاف: «نعم».`],
    ['as HTML', `<p>${TEXT}</p>\n<p>وأضاف: <b>«نعم»</b>.</p>`],
    ['escaped', `&lt;p&gt;${TEXT}&lt;/p&gt;&lt;p&gt;وأضاف: &amp;laquo;نعم&amp;raquo;.&lt;/p&gt;`],
  ])('%s', async (_, articleBody) => {
    const text = await read(
      `<html><body>${menu}${linked({ headline: 'السوق القديم يفتح', articleBody })}</body></html>`,
    );
    expect(text).toBe(`السوق القديم يفتح\n\n${TEXT}\n\nوأضاف: «نعم».`);
  });
  test('near miss: a teaser beside the page’s own text', async () => {
    const text = await read(page(linked({ articleBody: 'السوق القديم يفتح قريبا.' })));
    expect(text).toContain('مازن الشامي');
    expect(text).not.toContain('قريبا');
  });
});

test.each([
  'https://news.example/a.html',
  'http://news.example/?id=[1]*',
  'https:/news.example/a',
  "https://a.example/'b",
])('%s is not fetched, and the message says how to pipe it in', async (address) => {
  expect(await itemsOf({ paths: [address] })).toMatchObject(
    [
      {
        ok: false,
        problem: {
          code: 'unsupported',
          message: /aren't fetched/,
          hint: `pipe it in: curl -sL '${address.replace("'", "'\\''")}' | analyze -`,
        },
      },
    ].map(({ problem: { message: _, ...problem }, ok }) => ({ ok, problem })),
  );
});
