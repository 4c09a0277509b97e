/** Inputs as nobody would write them: articles cut and spliced, wrapped in every format, and then damaged. */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { deflated, oneByte, utf16be, warcRecords, word } from '../input/bytes.ts';
import type { Random } from './random.ts';

export interface SoakInput {
  bytes: Buffer;
  /** As `--input-format` would say; absent: told by content. */
  format?: string;
}

/** Words and signs that decide much, and characters that break things. */
const BITS = [
  ...'قال|وأضاف|إن|أن|بحسب|نقلاً عن|وفق|على حد قوله|الرئيس|وزير الخارجية|محمد|أبو|بن|على حسن|المصدر نفسه|رويترز|لـ|في بيان'.split(
    '|',
  ),
  ...'" « » “ ” \' ’ (( )) << >> ,, : . ، ؛ ؟ ! … - — ( ) [ ] # @ % & ; \\ / _ \n \n\n \r\n \t'.split(' '),
  ' ',
  '&quot;',
  '&amp;quot;',
  '&#1602;',
  '&#99999999;',
  '\\"',
  '\\u0642',
  '\\ud83d',
  '\0',
  '\u0001',
  '\u001B[31m',
  '\u00A0',
  '\u00AD',
  '\u0640',
  '\u064E',
  '\u0651',
  '\u0670',
  '\u200B',
  '\u200E',
  '\u200F',
  '\u202B',
  '\u202E',
  '\u2066',
  '\u2069',
  '\u2028',
  '\uFDD0',
  '\uFEFF',
  '\uFFFD',
  '\uFEFB',
  '\uFDFA',
  '\uD83D\uDE00',
  '\uD83D',
  '\uDE00',
  '12/10/2024',
  '١٢٫٥',
  '15 مليون دولار',
  'https://a.example/ب?x=1',
  'CNN',
  'Ù‚Ø§Ù„',
  'ظ‚ط§ظ„',
  'ÞÇá',
];

const LONGEST = 1500;

/** Parts of articles one after the other, with bits between. */
function spliced(next: Random, articles: readonly string[]): string {
  let text = '';
  const parts = 1 + next.below(6);
  for (let i = 0; i < parts; i++) {
    const article = next.of(articles);
    const start = next.below(article.length);
    text += article.slice(start, start + next.below(400));
    for (let bits = next.below(4); bits > 0; bits--) text += next.of(BITS);
  }
  return text.slice(0, LONGEST);
}

/** Nothing but bits. */
const scrambled = (next: Random): string =>
  Array.from({ length: next.below(120) }, () => next.of(BITS) + (next() < 0.6 ? ' ' : '')).join('');

/** One bit again and again, perhaps within others. */
function repeated(next: Random): string {
  const inner = next.of(BITS).repeat(next.below(200));
  return next() < 0.5 ? inner : `${next.of(BITS)}${inner}${next.of(BITS)} ${next.of(BITS)}`;
}

function textOf(next: Random, articles: readonly string[]): string {
  const kind = next();
  return kind < 0.75 ? spliced(next, articles) : kind < 0.92 ? scrambled(next) : repeated(next);
}

const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => Buffer.from(text),
  (text) => oneByte(text, 'windows-1256'),
  (text) => oneByte(text, 'iso-8859-6'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => utf16be(text),
  (text) => Buffer.from(Buffer.from(text).toString('latin1')),
];

const TAGS =
  'p div span b a li ul td tr table br h1 h2 font section article blockquote script style title time meta svg form !-- /p /div'.split(
    ' ',
  );
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function page(next: Random, text: string): string {
  const tag = (): string => {
    const name = next.of(TAGS);
    const attribute =
      next() < 0.2
        ? ` ${next.of(['class', 'id', 'itemprop', 'datetime', 'content'])}="${next.of(['date', 'author', 'articleBody', '2024-05-01', 'x'])}"`
        : '';
    return `<${name}${attribute}>`;
  };
  const body = text
    .split(/(?<=[.\n])/)
    .map(
      (part) => `${next() < 0.8 ? '<p>' : tag()}${next() < 0.9 ? escaped(part) : part}${next() < 0.7 ? '</p>' : tag()}`,
    )
    .join('');
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: text.slice(0, 40),
    articleBody: text,
    url: next.of(['https://a.example/1', 7, null]),
  });
  const head = `<title>${escaped(text.slice(0, 60))}</title><meta property="og:site_name" content="${escaped(text.slice(5, 20))}">`;
  return `<html lang="ar"><head>${head}${next() < 0.3 ? `<script type="application/ld+json">${data}</script>` : ''}</head><body>${next() < 0.1 ? '' : body}</body></html>`;
}

const FIELDS = ['text', 'body', 'title', 'source', 'id', 'date', 'author', 'url', 'lang', 'x', 'النص'];

function record(next: Random, text: string): unknown {
  const value = (): unknown =>
    next.of<unknown>([
      text.slice(0, 30),
      7,
      null,
      true,
      [text, 1],
      { name: text },
      { a: { b: text } },
      '2024-13-45',
      '',
      -1e308,
    ]);
  const fields = Object.fromEntries(Array.from({ length: next.below(5) }, () => [next.of(FIELDS), value()]));
  return next() < 0.9
    ? { ...fields, [next.of(['text', 'body', 'content', 'x'])]: text }
    : next.of<unknown>([fields, text, [text], null]);
}

/** Each format, from a source of texts. */
const FORMATS: Record<string, (next: Random, text: () => string) => Buffer> = {
  text: (next, text) => next.of(ENCODINGS)(text()),
  markdown: (next, text) =>
    Buffer.from(
      `---\ntitle: ${text().slice(0, 30)}\nsource: x\n---\n# ${text()}\n\n**${text()}** [a](${next.of(BITS)})`,
    ),
  html: (next, text) => next.of(ENCODINGS)(page(next, text())),
  json: (next, text) =>
    Buffer.from(
      JSON.stringify(
        next() < 0.5
          ? record(next, text())
          : { [next.of(['articles', 'x'])]: [record(next, text()), record(next, text())] },
      ),
    ),
  jsonl: (next, text) =>
    Buffer.from(Array.from({ length: 1 + next.below(3) }, () => JSON.stringify(record(next, text()))).join('\n')),
  csv: (next, text) => {
    const rows = Array.from(
      { length: 1 + next.below(3) },
      (_, i) => `${i},"${next() < 0.9 ? text().replaceAll('"', '""') : text()}",x`,
    );
    return next.of(ENCODINGS)([next.of(['id,text,source', 'a,b,c', 'نص,id']), ...rows].join('\n'));
  },
  tsv: (_, text) => Buffer.from(`id\ttext\n1\t${text().replace(/[\t\n]/g, ' ')}\n`),
  docx: (next, text) =>
    next() < 0.5
      ? word(text().slice(0, 50), [text(), text()])
      : deflated({ 'word/document.xml': `<w:document><w:body>${page(next, text())}</w:body></w:document>` }),
  warc: (next, text) => {
    const html = page(next, text());
    const [body, headers]: [string | Buffer, string[]] = next.of([
      [html, []],
      [gzipSync(html), ['Content-Encoding: gzip']],
      [brotliCompressSync(html), ['Content-Encoding: br']],
      [html, ['Content-Encoding: deflate', 'Transfer-Encoding: chunked']],
    ]);
    return Buffer.concat(warcRecords([{ address: 'https://a.example/1', html: body, headers }]));
  },
};

/** Bytes changed, cut, doubled, moved, put in. */
const DAMAGE: readonly ((bytes: Buffer, next: Random) => Buffer)[] = [
  (bytes, next) => {
    const changed = Buffer.from(bytes);
    for (let i = next.below(10); i >= 0 && changed.length > 0; i--)
      changed[next.below(changed.length)] = next.below(256);
    return changed;
  },
  (bytes, next) => bytes.subarray(0, next.below(bytes.length + 1)),
  (bytes, next) => bytes.subarray(next.below(bytes.length + 1)),
  (bytes, next) => {
    const at = next.below(bytes.length + 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(next.of(BITS).repeat(1 + next.below(5))),
      bytes.subarray(at),
    ]);
  },
  (bytes, next) => {
    const at = next.below(bytes.length + 1);
    const part = bytes.subarray(at, at + next.below(200));
    return Buffer.concat([bytes.subarray(0, at), part, part, bytes.subarray(at)]);
  },
];

/** The `number`-th input; the generator tells all of it. */
export function soakInput(next: Random, articles: readonly string[]): SoakInput {
  const format = next.of(Object.keys(FORMATS));
  const text = (): string => textOf(next, articles);
  if (next() < 0.04) {
    const bytes = Buffer.from(Array.from({ length: next.below(600) }, () => next.below(256)));
    return next() < 0.5 ? { bytes } : { bytes, format };
  }
  let bytes = (FORMATS[format] as (typeof FORMATS)[string])(next, text);
  for (let damage = next.below(4) - 1; damage > 0; damage--) bytes = next.of(DAMAGE)(bytes, next);
  if (next() < 0.1) bytes = gzipSync(bytes);
  if (next() < 0.02) bytes = next.of(DAMAGE)(bytes, next);
  return next() < 0.8 ? { bytes, format } : { bytes };
}
