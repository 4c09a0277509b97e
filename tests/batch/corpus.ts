/** A folder of articles in every format and encoding, some of them broken in every way, and what has to come of it. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { oneByte, utf16be, warcRecords, word } from '../input/bytes.ts';

export interface Corpus {
  files: Record<string, Uint8Array | string>;
  /** `path` or `path#id` of every document, and of every failure with its code. */
  documents: string[];
  failures: Record<string, string>;
}

type Content = Uint8Array | string;
interface Made {
  content: Content;
  /** Ids of the documents in it; null where the file is one. */
  ids?: string[] | null;
  /** Of a record in it that fails, by what stands behind `#`. */
  failing?: Record<string, string>;
}

const article = (n: number): string =>
  `أعلنت بلدية الميناء رقم ${n} أن أعمال التوسعة ستنتهي في الربيع، وقال رئيسها نبيل الحداد: "لن نتأخر يوما واحدا".\nوأضاف أن السوق سيفتح أبوابه في الموعد المحدد، وأن التجار ينتظرون منذ عامين.`;
const page = (n: number, charset = 'utf-8'): string =>
  `<!DOCTYPE html><html lang="ar"><head><meta charset="${charset}"><title>خبر رقم ${n} من الميناء</title></head><body><nav><a href="/">الرئيسية</a></nav><article><p>${article(n).replace('\n', '</p><p>')}</p></article></body></html>`;
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const jsonLines = (n: number, count: number): string =>
  range(count)
    .map((i) => `${JSON.stringify({ id: `${n}-${i}`, text: article(n * 100 + i) })}\n`)
    .join('');
const rows = (n: number, delimiter: string): string =>
  ['id', 'text'].join(delimiter) +
  range(4)
    .map((i) => `\n${n}-${i}${delimiter}"${article(n + i).replaceAll('"', '""')}"`)
    .join('');
const ids = (n: number, count: number): string[] => range(count).map((i) => `${n}-${i}`);
const address = (n: number, i: number): string => `https://example.org/${n}/${i}`;
const archive = (n: number): Buffer[] =>
  warcRecords(range(3).map((i) => ({ address: address(n, i), html: page(n + i) })));
const wet = (n: number): string => {
  const length = Buffer.byteLength(article(n));
  return `WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: ${address(n, 0)}\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n${article(n)}\r\n\r\n`;
};

/** Ways in which an input can be good, by the ending of its name. */
const GOOD: [string, (n: number) => Made][] = [
  ['txt', (n) => ({ content: article(n) })],
  ['bom.txt', (n) => ({ content: `\uFEFF${article(n)}` })],
  ['utf16le.txt', (n) => ({ content: Buffer.from(`\uFEFF${article(n)}`, 'utf16le') })],
  ['utf16be.txt', (n) => ({ content: utf16be(`\uFEFF${article(n)}`) })],
  ['bare-utf16.txt', (n) => ({ content: Buffer.from(article(n), 'utf16le') })],
  ['cp1256.txt', (n) => ({ content: Buffer.concat([oneByte(article(n), 'windows-1256'), Buffer.from([0])]) })],
  ['iso.txt', (n) => ({ content: oneByte(article(n), 'iso-8859-6') })],
  ['no-extension', (n) => ({ content: article(n) })],
  ['txt.gz', (n) => ({ content: gzipSync(article(n)) })],
  ['html', (n) => ({ content: page(n) })],
  ['cp1256.html', (n) => ({ content: oneByte(page(n, 'windows-1256'), 'windows-1256') })],
  ['html.gz', (n) => ({ content: gzipSync(page(n)) })],
  ['md', (n) => ({ content: `# خبر\n\n**${article(n)}**` })],
  ['docx', (n) => ({ content: word('خبر', [article(n)]) })],
  ['json', (n) => ({ content: JSON.stringify({ text: article(n), date: '2021-02-03' }) })],
  [
    'list.json',
    (n) => ({
      content: JSON.stringify(range(3).map((i) => ({ id: `${n}-${i}`, text: article(n + i) }))),
      ids: ids(n, 3),
    }),
  ],
  ['jsonl', (n) => ({ content: jsonLines(n, 8), ids: ids(n, 8) })],
  ['jsonl.gz', (n) => ({ content: gzipSync(jsonLines(n, 5)), ids: ids(n, 5) })],
  [
    'holes.jsonl',
    (n) => ({ content: `${jsonLines(n, 2)}{"text":\n\n7\n`, ids: ids(n, 2), failing: { 3: 'bad-json', 4: 'no-text' } }),
  ],
  ['csv', (n) => ({ content: rows(n, ','), ids: ids(n, 4) })],
  ['tsv', (n) => ({ content: rows(n, '\t'), ids: ids(n, 4) })],
  ['utf16.csv', (n) => ({ content: Buffer.from(`\uFEFF${rows(n, ';')}`, 'utf16le'), ids: ids(n, 4) })],
  ['warc', (n) => ({ content: Buffer.concat(archive(n)), ids: range(3).map((i) => address(n, i)) })],
  [
    'warc.gz',
    (n) => ({
      content: Buffer.concat(archive(n).map((record) => gzipSync(record))),
      ids: range(3).map((i) => address(n, i)),
    }),
  ],
  ['warc.wet.gz', (n) => ({ content: gzipSync(wet(n)), ids: [address(n, 0)] })],
];

/** Ways in which an input can be broken. */
const BROKEN: [string, string, (n: number) => Content][] = [
  ['txt', 'empty', () => ''],
  ['txt', 'empty', () => ' \n\u00A0\n'],
  ['txt', 'binary', (n) => Buffer.from(range(500).map((i) => (i * n) % 256))],
  ['txt', 'undecodable', () => Buffer.from('cff0e0e2e8f2e5ebfcf1f2e2ee20f1eeeee1f9e8ebee20ee20ede0f7e0ebe5', 'hex')],
  ['txt.gz', 'truncated', (n) => gzipSync(article(n)).subarray(0, 80)],
  ['pdf', 'unsupported', () => '%PDF-1.7\n'],
  ['json', 'bad-json', (n) => JSON.stringify({ text: article(n) }).slice(0, 50)],
  ['json', 'no-text', () => '{"a": 1}'],
  ['html', 'no-article', () => '<html><head><script>var x = 1;</script></head><body></body></html>'],
  ['docx', 'bad-docx', (n) => article(n)],
  ['csv', 'empty', () => 'id,text\n'],
  ['jsonl', 'empty', () => ''],
];

/** Of the good inputs one of each kind, and all that are broken: numbers that end in 9, so that the kinds of the first two come later. */
export const oneOfEach = (n: number): boolean => n % 10 === 9 || n < GOOD.length || n === 34 || n === 44;

/** `size` inputs, a tenth of them broken, in some folders; of them those with a number that is wanted. */
export function corpus(size: number, wanted: (n: number) => boolean = () => true): Corpus {
  const files: Corpus['files'] = {};
  const documents: string[] = [];
  const failures: Corpus['failures'] = {};
  for (const n of range(size).filter(wanted)) {
    const folder = `${n % 7}/${n % 3 === 0 ? 'أخبار/' : ''}`;
    if (n % 10 === 9) {
      const [ending, code, make] = BROKEN[Math.floor(n / 10) % BROKEN.length] as (typeof BROKEN)[number];
      files[`${folder}${n}.${ending}`] = make(n);
      failures[`${folder}${n}.${ending}`] = code;
      continue;
    }
    const [ending, make] = GOOD[n % GOOD.length] as (typeof GOOD)[number];
    const { content, ids = null, failing = {} } = make(n);
    const name = `${folder}${n}.${ending}`;
    files[name] = content;
    documents.push(...(ids === null ? [name] : ids.map((id) => `${name}#${id}`)));
    for (const [record, code] of Object.entries(failing)) failures[`${name}#${record}`] = code;
  }
  return { files, documents, failures };
}

/** What no file can hold: links that lead nowhere. */
export function deadLink(root: string, name: string): void {
  symlinkSync(join(root, 'nowhere'), join(root, name));
}
