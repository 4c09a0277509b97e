import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type InputOptions, type Item, readInputs } from '../../src/input/index.ts';
import type { Document } from '../../src/model.ts';
import { size } from '../long.ts';
import { oneByte, utf16be, type WarcPage, warcRecords, word } from './bytes.ts';
import { folder, itemsOf, stdin } from './folder.ts';

const TEXT = 'أعلنت بلدية الميناء أن أعمال التوسعة ستنتهي في الربيع، وقال رئيسها نبيل الحداد: «لن نتأخر يوما واحدا».';
const SECOND = 'أكدت نقابة الصيادين أن القوارب ستعود إلى البحر غدا، وأضافت أن الموسم واعد.';

/** Items of one file. */
async function read(name: string, content: string | Uint8Array, options: Partial<InputOptions> = {}): Promise<Item[]> {
  const root = folder({ [name]: content });
  return itemsOf({ paths: [join(root, name)], ...options });
}

async function documents(name: string, content: string | Uint8Array, options: Partial<InputOptions> = {}) {
  const items = await read(name, content, options);
  return items.map((item): Document => {
    if (!item.ok) throw new Error(`${item.problem.code}: ${item.problem.message}`);
    return item.document;
  });
}

const codes = (items: readonly Item[]) => items.map((item) => (item.ok ? 'ok' : item.problem.code));
const warningCodes = (document: Document | undefined) => document?.warnings?.map(({ code }) => code);

describe('the format is told by content as well as by name', () => {
  const record = JSON.stringify({ id: '7', text: TEXT });
  test.each([
    ['article.txt', TEXT, 'text'],
    ['article', TEXT, 'text'],
    ['page.html', `<html><body><p>${TEXT}</p></body></html>`, 'html'],
    ['page.txt', `<!DOCTYPE html><html><body><p>${TEXT}</p></body></html>`, 'html'],
    ['page', `\n<!-- saved -->\n<html lang="ar"><body><p>${TEXT}</p></body></html>`, 'html'],
    ['data.json', record, 'json'],
    ['data', record, 'json'],
    ['data.json', `${record}\n${record}`, 'jsonl'],
    ['data.txt', `${record}\n${record}\n`, 'jsonl'],
    ['data.jsonl', record, 'jsonl'],
    ['data.ndjson', record, 'jsonl'],
    ['data.csv', `id,text\n7,${TEXT}`, 'csv'],
    ['data', `id,text\n7,${TEXT}`, 'csv'],
    ['data', `id\ttitle\ttext\n7\tع\t${TEXT}`, 'tsv'],
    ['note.md', `# عنوان\n\n${TEXT}`, 'markdown'],
    ['letter.docx', word('عنوان', [TEXT]), 'docx'],
    ['letter', word('عنوان', [TEXT]), 'docx'],
    ['near miss: braces', `{ ${TEXT} }`, 'text'],
    ['near miss: a sentence with commas', `قال، وأضاف, ثم قال, ${TEXT}`, 'text'],
    ['near miss: a comparison', `< 5 ${TEXT}`, 'text'],
  ])('%s, case %#: %s', async (name, content, format) => {
    const [first] = await documents(name, content);
    expect(first?.format).toBe(format);
    expect(first?.text).toContain('نبيل الحداد');
  });

  test('packed with gzip, by content too, also twice the members', async () => {
    expect(await documents('a.txt.gz', gzipSync(TEXT))).toMatchObject([{ format: 'text', text: TEXT }]);
    expect(await documents('a.html', gzipSync(`<html><p>${TEXT}</p></html>`))).toMatchObject([
      { format: 'html', text: TEXT },
    ]);
    const members = Buffer.concat([gzipSync(`${record}\n`), gzipSync(`${record}\n`)]);
    expect(await documents('a.jsonl.gz', members)).toMatchObject([{ text: TEXT }, { text: TEXT }]);
    expect(codes(await read('a.txt.gz', gzipSync(TEXT).subarray(0, 60)))).toEqual(['truncated']);
    expect(codes(await read('a.gz', Buffer.from('1f8b0800000000000003ffffffffff', 'hex')))).toEqual(['truncated']);
  });

  test.each([
    ['cut off', (packed: Buffer) => packed.subarray(0, Math.floor(packed.length * 0.9))],
    [
      'damaged',
      (packed: Buffer) => Buffer.concat([packed.subarray(0, packed.length - 3000), Buffer.alloc(3000, 0xff)]),
    ],
  ])('%s gzip data give the same records however slowly they are read and however they come in', async (_, spoil) => {
    let seed = 7;
    const letter = () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return String.fromCharCode(0x628 + (seed % 18));
    };
    const lines = Array.from({ length: 250 }, (_, i) =>
      JSON.stringify({ id: i, text: `${TEXT} ${Array.from({ length: 600 }, letter).join('')}` }),
    );
    const packed = spoil(gzipSync(lines.join('\n')));
    const counts = [];
    for (const [piece, pause] of [
      [64 << 10, false],
      [64 << 10, true],
      [997, false],
    ] as const) {
      let ok = 0;
      let last = '';
      const pieces: Buffer[] = [];
      for (let at = 0; at < packed.length; at += piece) pieces.push(packed.subarray(at, at + piece));
      for await (const item of readInputs({ paths: ['-'], stdin: stdin(...pieces) })) {
        if (pause && ok % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
        if (item.ok) ok++;
        else last = item.problem.code;
      }
      counts.push([ok, last]);
    }
    expect(counts[0]?.[0]).toBeGreaterThan(180);
    expect(counts[0]?.[1]).toBe('truncated');
    expect(counts[1]).toEqual(counts[0]);
    expect(counts[2]).toEqual(counts[0]);
  });

  test('zeros behind the last member of a gzip file are left', async () => {
    const packed = Buffer.concat([gzipSync(`${record}\n`), Buffer.alloc(100_000)]);
    expect(codes(await read('a.jsonl.gz', packed))).toEqual(['ok']);
  });

  test('--input-format overrides', async () => {
    expect(await documents('page.html', `<p>${TEXT}`, { inputFormat: 'text' })).toMatchObject([
      { format: 'text', text: `<p>${TEXT}` },
    ]);
    await expect(read('a.txt', TEXT, { inputFormat: 'pdf' })).rejects.toThrow(/unknown input format pdf/);
  });
});

describe('standard input', () => {
  test('an article; the format is sniffed', async () => {
    expect(await itemsOf({ paths: ['-'], stdin: stdin(TEXT.slice(0, 10), TEXT.slice(10)) })).toMatchObject([
      { document: { path: null, id: null, format: 'text', text: TEXT } },
    ]);
    const lines = stdin('{"id":"a","te', `xt":"${TEXT}"}\n\n{"id":"b","text":"${SECOND}"}`);
    expect(await itemsOf({ paths: ['-'], stdin: lines, inputFormat: 'jsonl' })).toMatchObject([
      { document: { id: 'a', text: TEXT } },
      { document: { id: 'b', text: SECOND } },
    ]);
  });

  test('nothing', async () => {
    expect(await itemsOf({ paths: ['-'], stdin: stdin() })).toMatchObject([
      { problem: { path: '<stdin>', code: 'empty' } },
    ]);
  });

  test('whoever writes one line into the pipe and waits gets one answer', async () => {
    let answered: () => void = () => {};
    const waiting = new Promise<void>((done) => (answered = done));
    async function* conversation() {
      yield Buffer.from(`{"text":"${TEXT}"}\n`);
      await waiting;
      yield Buffer.from(`{"text":"${SECOND}"}\n`);
    }
    const { readInputs } = await import('../../src/input/index.ts');
    const texts: string[] = [];
    const source = conversation() as unknown as NodeJS.ReadableStream;
    for await (const item of readInputs({ paths: ['-'], stdin: source, inputFormat: 'jsonl' })) {
      if (item.ok) texts.push(item.document.text);
      answered();
    }
    expect(texts).toEqual([TEXT, SECOND]);
  });
});

describe('bad input is a problem with a code', () => {
  test.each([
    ['empty.txt', '', 'empty'],
    ['blank.txt', ' \n\n\u00A0', 'empty'],
    ['bom.txt', '\uFEFF', 'empty'],
    ['binary.txt', Buffer.from([1, 2, 0, 255, 3]), 'binary'],
    [
      'cyrillic.txt',
      Buffer.from('cff0e0e2e8f2e5ebfcf1f2e2ee20f1eeeee1f9e8ebee20ee20ede0f7e0ebe5', 'hex'),
      'undecodable',
    ],
    ['scan.pdf', '%PDF-1.4 ...', 'unsupported'],
    ['broken.json', '{"text": "قال', 'bad-json'],
    ['number.json', '{"a": 5, "b": [1, 2]}', 'no-text'],
    ['list.json', '[]', 'empty'],
    ['empty.jsonl', '', 'empty'],
    ['empty.csv', 'id,text\n', 'empty'],
    ['links.html', '<html><body><script>var a = "نص";</script></body></html>', 'no-article'],
    ['fake.docx', TEXT, 'bad-docx'],
    ['fake.warc', 'WARC/1.0\r\nWARC-Type: response\r\n\r\n', 'bad-warc'],
  ])('%s -> %s', async (name, content, code) => {
    const [item] = await read(name, content);
    expect(item).toMatchObject({ ok: false, problem: { code } });
    if (item && !item.ok) {
      expect(item.problem.path).toContain(name);
      expect(item.problem.message).not.toBe('');
    }
  });

  test('broken lines between good ones are named by their number', async () => {
    const lines = [`{"text":"${TEXT}"}`, '{"text": ', '', '5', '{"text":""}', '{"x":1}', `{"text":"${SECOND}"}`].join(
      '\n',
    );
    const items = await read('data.jsonl', lines);
    expect(
      items.map((item) =>
        item.ok ? item.document.id : `${item.problem.code}${item.problem.path.replace(/.*#/, '#')}`,
      ),
    ).toEqual(['1', 'bad-json#2', 'no-text#3', 'empty#4', 'no-text#5', '6']);
  });
});

describe('JSON records', () => {
  test('title, date, author, outlet and id by their usual names', async () => {
    const record = {
      _id: 9,
      headline: 'عنوان',
      articleBody: TEXT,
      datePublished: '2021-03-04T10:00:00Z',
      author: { name: 'منى الخياط' },
      publisher: { name: 'صوت المدينة' },
    };
    const [document] = await documents('a.json', JSON.stringify(record));
    expect(document).toMatchObject({
      text: TEXT,
      id: '9',
      title: 'عنوان',
      published: '2021-03-04T10:00:00Z',
      byline: 'منى الخياط',
      outlet: 'صوت المدينة',
    });
    expect(warningCodes(document)).toEqual(['guessed-field']);
  });

  test('the field `text` needs no warning, the text is not changed', async () => {
    const text = ` ${TEXT}\r\n\u200F`;
    expect(await documents('a.jsonl', JSON.stringify({ text }))).toMatchObject([{ text, id: '1', warnings: [] }]);
  });

  test.each([
    ['a list', [{ text: TEXT }, { text: SECOND }]],
    ['a list of strings', [TEXT, SECOND]],
    ['a list below a usual name', { count: 2, articles: [{ text: TEXT }, { text: SECOND }] }],
    [
      'hits of Elasticsearch',
      {
        hits: {
          total: 2,
          hits: [
            { _id: 'x', _source: { text: TEXT } },
            { _id: 'y', _source: { text: SECOND } },
          ],
        },
      },
    ],
    ['records in a wrapping', [{ article: { body: TEXT } }, { article: { body: SECOND } }]],
    ['paragraphs in a list', [{ content: [TEXT] }, { content: [SECOND] }]],
    ['Arabic names', [{ 'نص الخبر': TEXT }, { 'نص الخبر': SECOND }]],
    [
      'only the longest Arabic field',
      [
        { a1: 'خبر', x9: TEXT },
        { a1: 'خبر', x9: SECOND },
      ],
    ],
  ])('shape: %s', async (_, value) => {
    expect((await documents('a.json', JSON.stringify(value))).map(({ text }) => text)).toEqual([TEXT, SECOND]);
  });

  test('--text-field and --id-field, nested; a wrong name lists the fields there are', async () => {
    const line = JSON.stringify({ meta: { key: 'k1' }, page: { parts: [{ words: TEXT }] }, text: 'غيره' });
    expect(await documents('a.jsonl', line, { textField: 'page.parts.0.words', idField: 'meta.key' })).toMatchObject([
      { text: TEXT, id: 'k1', warnings: [] },
    ]);
    const [item] = await read('a.jsonl', line, { textField: 'body' });
    expect(item).toMatchObject({ problem: { code: 'no-text', hint: 'its fields are: meta, page, text' } });
  });

  test('other encodings, also those whose line feeds are two bytes', async () => {
    const lines = `{"text":"${TEXT.replace(/[«»]/g, "'")}"}\n{"text":"${SECOND}"}\n`;
    for (const [encoding, bytes] of [
      ['windows-1256', oneByte(lines, 'windows-1256')],
      ['iso-8859-6', oneByte(lines, 'iso-8859-6')],
      ['utf-16le', Buffer.from(`\uFEFF${lines}`, 'utf16le')],
      ['utf-16be', utf16be(lines)],
      ['utf-8', Buffer.from(`\uFEFF${lines}`)],
    ] as const) {
      expect(await documents('a.jsonl', bytes)).toMatchObject([{ encoding }, { encoding, text: SECOND }]);
    }
  });

  test('pieces of a long file are numbered on', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => JSON.stringify({ text: `${TEXT} ${i}` })).join('\n');
    const found = await documents('a.jsonl', lines);
    expect(found.map(({ id }) => Number(id))).toEqual(Array.from({ length: 3000 }, (_, i) => i + 1));
    expect(found[2999]?.text).toBe(`${TEXT} 2999`);
  });
});

describe('tables', () => {
  test('quotation marks, line feeds and commas in cells; the column is guessed by name', async () => {
    const csv = `id,العنوان,body,date\n1,أول,"قال: ""نعم"",\nثم مضى",08/02/2019\n2,ثان,${SECOND},٢٠٢٠-٠١-٠٥\n`;
    const found = await documents('a.csv', csv);
    expect(found).toMatchObject([
      { id: '1', title: 'أول', text: 'قال: "نعم",\nثم مضى', published: '2019-02-08', format: 'csv' },
      { id: '2', title: 'ثان', text: SECOND, published: '2020-01-05' },
    ]);
    expect(warningCodes(found[0])).toEqual(['guessed-field']);
  });

  test.each([
    ['semicolons', `id;text\n1;"${TEXT}"`, 'a.csv'],
    ['tabs', `id\ttext\n1\t${TEXT}`, 'a.tsv'],
    ['a byte order mark', `\uFEFFid,text\n1,"${TEXT}"`, 'a.csv'],
    ['Windows line ends', `id,text\r\n1,"${TEXT}"\r\n`, 'a.csv'],
    ['no names, the longest Arabic column', `2020,${'خبر'},"${TEXT} ${TEXT}"\n`, 'a.csv'],
  ])('%s', async (_, content, name) => {
    const [document] = await documents(name, content);
    expect(document?.text).toContain(TEXT);
  });

  test('Windows-1256 and UTF-16', async () => {
    const csv = `id,text\n1,"${TEXT}"\n`;
    expect(await documents('a.csv', oneByte(csv, 'windows-1256'))).toMatchObject([
      { text: TEXT, encoding: 'windows-1256' },
    ]);
    expect(await documents('a.csv', Buffer.from(`\uFEFF${csv}`, 'utf16le'))).toMatchObject([
      { text: TEXT, encoding: 'utf-16le' },
    ]);
  });

  test('--text-field names a column; a missing one is a problem for each row', async () => {
    const csv = `a,b\n${TEXT},"${SECOND}"\n`;
    expect(await documents('a.csv', csv, { textField: 'b' })).toMatchObject([{ text: SECOND, warnings: [] }]);
    expect(codes(await read('a.csv', csv, { textField: 'c' }))).toEqual(['no-text']);
  });

  test('an unclosed quotation mark does not swallow what came before', async () => {
    const items = await read('a.csv', `id,text\n1,"${TEXT}"\n2,"${SECOND}\n`);
    expect(codes(items)).toEqual(['ok', 'bad-csv']);
  });
});

test('Markdown: marks go, words stay; front matter and heading', async () => {
  const source = `---\ntitle: "مقال"\nauthor: سلمى النجار\ndate: 2022-05-06\n---\n\n# عنوان آخر\n\n**قال** [الوزير](https://example.org/a_(b)) إن \`العمل\` _انتهى_.\n\n> اقتباس\n> طويل\n\n- أول\n- ثان\n\n\`\`\`\ncode\n\`\`\`\n![صورة](a.png)\n`;
  expect(await documents('a.md', source)).toMatchObject([
    {
      format: 'markdown',
      title: 'مقال',
      byline: 'سلمى النجار',
      published: '2022-05-06',
      text: 'عنوان آخر\n\nقال الوزير إن العمل _انتهى_.\n\nاقتباس\nطويل\n\nأول\nثان',
    },
  ]);
  expect(await documents('a.md', `# عنوان\n\n2 * 3 * 4 وسالم_الوادي_نعم`)).toMatchObject([
    { title: 'عنوان', text: 'عنوان\n\n2 * 3 * 4 وسالم_الوادي_نعم' },
  ]);
});

test('Word: paragraphs, and the title by its style', async () => {
  expect(await documents('a.docx', word('حصاد الموسم', [TEXT, 'قال: <نعم> & "لا"']))).toMatchObject([
    { format: 'docx', title: 'حصاد الموسم', text: `حصاد الموسم\n\n${TEXT}\n\nقال: <نعم> & "لا"` },
  ]);
});

describe('WARC and WET', () => {
  const page = (text: string) =>
    `<html><head><title>خبر اليوم من الميناء</title></head><body><p>${text}</p></body></html>`;
  const address = (n: number) => `https://example.org/${n}`;
  const pages: WarcPage[] = [
    { address: address(1), html: page(TEXT) },
    { address: address(2), html: 'PNG', type: 'image/png' },
    { address: address(3), html: 'gone', status: 404 },
    { address: address(4), html: oneByte(page(SECOND), 'windows-1256'), type: 'text/html; charset=windows-1256' },
    { address: address(5), html: gzipSync(page(TEXT)), headers: ['Content-Encoding: gzip'] },
    { address: address(6), html: brotliCompressSync(page(TEXT)), headers: ['Content-Encoding: br'] },
    { address: address(7), html: chunked(page(SECOND)), headers: ['Transfer-Encoding: chunked'] },
  ];
  const expected = [
    { id: address(1), format: 'warc', encoding: 'utf-8', title: 'خبر اليوم من الميناء' },
    { id: address(4), encoding: 'windows-1256' },
    { id: address(5), encoding: 'utf-8' },
    { id: address(6) },
    { id: address(7) },
  ];
  const texts = [TEXT, SECOND, TEXT, TEXT, SECOND].map((text) => `خبر اليوم من الميناء\n\n${text}`);

  test('plain, and with each record packed alone as Common Crawl ships them', async () => {
    for (const [name, bytes] of [
      ['a.warc', Buffer.concat(warcRecords(pages))],
      ['a.warc.gz', Buffer.concat(warcRecords(pages).map((record) => gzipSync(record)))],
    ] as const) {
      const found = await documents(name, bytes);
      expect(found).toMatchObject(expected);
      expect(found.map(({ text }) => text)).toEqual(texts);
    }
  });

  test('an archive that breaks off keeps the pages before', async () => {
    const whole = Buffer.concat(warcRecords(pages));
    const items = await read('a.warc', whole.subarray(0, whole.length - 100));
    expect(codes(items)).toEqual(['ok', 'ok', 'ok', 'ok', 'truncated']);
  });

  test('WET: the text as it is', async () => {
    const body = Buffer.from(`${TEXT}\n${SECOND}`);
    const head = `WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: ${address(9)}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`;
    const wet = gzipSync(Buffer.concat([Buffer.from(head), body, Buffer.from('\r\n\r\n')]));
    expect(await documents('a.warc.wet.gz', wet)).toMatchObject([
      { id: address(9), format: 'wet', text: `${TEXT}\n${SECOND}` },
    ]);
  });

  test('near miss: an archive of pictures only', async () => {
    expect(codes(await read('a.warc', Buffer.concat(warcRecords([pages[1] as WarcPage]))))).toEqual([]);
  });
});

function chunked(text: string): Buffer {
  const bytes = Buffer.from(text);
  const half = bytes.length >> 1;
  const part = (content: Buffer) =>
    Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from('\r\n')]);
  return Buffer.concat([part(bytes.subarray(0, half)), part(bytes.subarray(half)), Buffer.from('0\r\n\r\n')]);
}

const longLine = size(10_000_000, 50_000_000);
test(`a line of ${longLine / 1e6} MB is read, as text and as a record`, async () => {
  const text = `${TEXT} `.repeat(Math.ceil(longLine / Buffer.byteLength(`${TEXT} `)));
  const [document] = await documents('long.txt', text);
  expect(document?.text.length).toBe(text.length);
  const [record] = await documents('long.jsonl', JSON.stringify({ text }));
  expect(record?.text.length).toBe(text.length);
});
