/** Pages of news sites: the article without what stands around it, and what the page's metadata say of it. */

import { readEscapes } from '../../text/index.ts';
import bylineWords from '../ar/bylines.txt';
import furnitureLines from '../ar/furniture.txt';
import { blocksOf, type Node } from '../blocks.ts';
import { arabicDate, isoDate } from '../dates.ts';
import { decode, placeless } from '../decode.ts';
import { label } from '../discover.ts';
import { languageTag } from '../record.ts';
import { type Item, type Piece, problemItem, type Reader, type ReadOptions } from '../types.ts';
import { TooManyElements } from './elements.ts';
import { withoutLoneSigns, withSigns } from './signs.ts';

export const html: Reader = {
  name: 'html',
  extensions: ['html', 'htm', 'xhtml', 'shtml', 'asp', 'aspx', 'php', 'mhtml'],
  sniff: (head) =>
    /^\s*(?:<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body|article|div|meta)\b/i.test(head),
  read: async (piece, options) => [await htmlItem(piece, options)],
};

/** A page as a document. `declared` is the encoding that a server named. */
export async function htmlItem(piece: Piece, options: ReadOptions, declared?: string): Promise<Item> {
  const bytes = Buffer.from(piece.bytes ?? []);
  const decoded = decode(bytes, { ...options, declared: declared ?? declaredCharset(bytes) });
  const name = label(piece.path);
  if (!decoded.ok) return problemItem(name, decoded.code, decoded.message, decoded.hint);
  if (decoded.text.trim() === '') return problemItem(name, 'empty', 'there is no text in it');
  let article: Article | null;
  try {
    article = await extractArticle(decoded.text);
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error;
    return problemItem(name, 'too-large', error.message, 'split it, or turn it into text first');
  }
  if (article === null)
    return problemItem(
      name,
      'no-article',
      'the page has no text that could be an article',
      'a page of links or scripts?',
    );
  const { encoding } = decoded;
  const warnings = placeless(decoded.warnings);
  return { ok: true, document: { ...article, path: piece.path, id: null, format: 'html', encoding, warnings } };
}

/** The encoding that a page's `meta` names: `<meta charset=…>` or `content="text/html; charset=…"`. */
export function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4096).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? /<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1]
  );
}

export interface Article {
  text: string;
  title: string | null;
  byline: string | null;
  published: string | null;
  outlet: string | null;
  url: string | null;
  author: string | null;
  language: string | null;
}

/** The tree in which the article is searched for, which takes a tenth of a millisecond an element; a long page has 5,000. */
const SEARCHABLE = { elements: 20_000, levels: 500_000 };

/** The article of a page; its text begins with the headline. Null where there is none. */
export async function extractArticle(written: string): Promise<Article | null> {
  const [{ parseHTML }, { Readability }, { tamed }] = await Promise.all([
    import('linkedom'),
    import('@mozilla/readability'),
    import('./tame.ts'),
  ]);
  const { source, elements, levels } = tamed(withoutLoneSigns(withBody(written)));
  const { document } = parseHTML(source);
  const page = document as unknown as Page;
  const metadata = readMetadata(page);
  const title = headline(page, metadata);
  const { outlet, url, language } = metadata;
  const shown = blocksNear(page);
  const published = metadata.published ?? arabicDate(shown.join('\n'));

  const marked = withoutFurniture(markedBody(page), title);
  if (letters(marked) > 0) {
    const byline = metadata.byline ?? bylineIn(marked);
    return { text: joined(title, marked), title, byline, published, outlet, url, author: byline, language };
  }
  const found = readable(() =>
    elements > SEARCHABLE.elements || levels > SEARCHABLE.levels
      ? null
      : new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
          serializer: (node) => node as unknown as string,
          charThreshold: 200,
        }).parse(),
  );
  const content = found?.content as unknown as Node | undefined;
  const blocks = content ? withoutFurniture(blocksOf(content), title) : [];
  const whole =
    letters(blocks) < 60 ? withoutFurniture(blocksOf(parseAgain(parseHTML, source), isFurniture), title) : [];
  const shownBest = letters(whole) > letters(blocks) * 2 ? whole : blocks;
  // A page whose text a script puts in place has it in its metadata; a teaser there is no match for a page's own text.
  const best = letters(metadata.body) > letters(shownBest) * 2 ? metadata.body : shownBest;
  if (letters(best) === 0) return null;
  const byline = metadata.byline ?? bylineIn(best) ?? tidyByline(found?.byline);
  return { text: joined(title, best), title, byline, published, outlet, url, author: byline, language };
}

/** A broken tree is more than the library takes; then the whole page has to do. */
function readable<T>(parse: () => T | null): T | null {
  try {
    return parse();
  } catch {
    return null;
  }
}

/** The parser takes a page as it is written; one without a body gets one. */
function withBody(source: string): string {
  if (/<body[\s>]/i.test(source)) return source;
  if (/<\/head\s*>/i.test(source)) return source.replace(/<\/head\s*>/i, '</head><body>');
  return `<html><body>${source.replace(/<\/?html[^>]{0,2000}>|<!doctype[^>]{0,2000}>/gi, '')}</body></html>`;
}

const joined = (title: string | null, blocks: readonly string[]): string =>
  withSigns([...(title === null ? [] : [title]), ...blocks].join('\n\n'));

/**
 * The blocks of the element that the page itself marks as the article's body, if it holds most of the page's paragraphs;
 * finding the article is the most expensive step, and here it needn't be taken.
 */
function markedBody(page: Page): string[] {
  const selector = '[itemprop~="articleBody"], [property~="schema:articleBody"], [property~="articleBody"]';
  const [body, another] = page.querySelectorAll(selector);
  if (!body || another) return [];
  const blocks = blocksOf(body, isFurniture);
  const paragraphs = [...page.querySelectorAll('p')].map((paragraph) => paragraph.textContent ?? '');
  const enough = letters(blocks) >= Math.max(300, letters(paragraphs) * 0.6);
  return enough ? blocks : [];
}

const letters = (blocks: readonly string[]): number => blocks.join('').match(/\p{L}/gu)?.length ?? 0;

/** The little of the DOM's types that is used here; the types of `lib.dom` are not loaded. */
interface Element extends Node {
  textContent: string | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
  closest(selector: string): Element | null;
}
interface Page extends Node {
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  body: Element;
}

/** Readability takes the tree apart, so the page is parsed once more where it found nothing. */
function parseAgain(parseHTML: (source: string) => unknown, source: string): Node {
  const { document } = parseHTML(source) as { document: Page };
  return document.body ?? document;
}

function isFurniture(node: Node): boolean {
  if (/^(?:NAV|HEADER|FOOTER|ASIDE|FORM|TITLE)$/i.test(node.nodeName)) return true;
  const element = node as Element;
  const name = node.nodeType === 1 ? `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}` : '';
  return /(?:^|[\s_-])(?:menu|nav|navbar|breadcrumbs?|sidebar|footer|comments?|share|social|related|advert|cookie)(?:$|[\s_-])/i.test(
    name,
  );
}

// ---------------------------------------------------------------------------------------------------------- metadata

interface Metadata {
  url: string | null;
  language: string | null;
  /** The article's paragraphs, where the metadata hold them (JSON-LD). */
  body: string[];
  headline: string | null;
  og: string | null;
  byline: string | null;
  published: string | null;
  outlet: string | null;
}

/** Metadata names that hold the date of publication, the surest first. */
const DATE_NAMES =
  'article:published_time og:published_time datepublished dc:date dc.date dc.date.issued dcterms.created dcterms.issued dc.date.created rnews:datepublished schema:datepublished sailthru.date parsely-pub-date pubdate publishdate publish-date publish_date article.published cxenseparse:recs:publishtime date og:updated_time'.split(
    ' ',
  );
const AUTHOR_NAMES =
  'author article:author dc.creator dc:creator dcterms.creator parsely-author sailthru.author byl cxenseparse:author'.split(
    ' ',
  );
const OUTLET_NAMES = 'og:site_name application-name dc.publisher publisher twitter:site'.split(' ');

function readMetadata(page: Page): Metadata {
  const meta = metaValues(page);
  const first = <T>(names: readonly string[], read: (value: string) => T | null): T | null => {
    for (const name of names)
      for (const value of meta.get(name) ?? []) {
        const result = read(value);
        if (result !== null) return result;
      }
    return null;
  };
  const linked = linkedData(page);
  const time = page.querySelector('article time[datetime], main time[datetime], time[pubdate], time[datetime]');
  return {
    headline: tidyTitle(linked?.headline) ?? tidyTitle(page.querySelector('[itemprop~="headline"]')?.textContent),
    og: first(['og:title', 'twitter:title', 'dc.title', 'parsely-title'], tidyTitle),
    byline: nameOf(linked?.author) ?? first(AUTHOR_NAMES, tidyByline) ?? markedByline(page),
    published:
      isoDate(stringOf(linked?.datePublished)) ?? first(DATE_NAMES, isoDate) ?? isoDate(time?.getAttribute('datetime')),
    url: pageAddress(page, linked) ?? first(['og:url', 'twitter:url'], absolute),
    language:
      languageTag(page.querySelector('html[lang]')?.getAttribute('lang')) ??
      languageTag(stringOf(linked?.inLanguage)) ??
      first(['og:locale', 'content-language', 'dc.language', 'language'], languageTag),
    body: linkedBody(linked),
    outlet: first(['og:site_name'], tidyTitle) ?? nameOf(linked?.publisher) ?? first(OUTLET_NAMES, tidyTitle),
  };
}

const absolute = (value: unknown): string | null =>
  typeof value === 'string' && /^https?:\/\/[^\s]+$/i.test(value.trim()) ? value.trim() : null;

/** Where the page says that it is: its canonical link, its JSON-LD. */
function pageAddress(page: Page, linked: Record<string, unknown> | null): string | null {
  const canonical = absolute(page.querySelector('link[rel~="canonical"]')?.getAttribute('href'));
  const main = linked?.mainEntityOfPage;
  return (
    canonical ?? absolute(linked?.url) ?? absolute(main) ?? absolute((main as { '@id'?: unknown } | null)?.['@id'])
  );
}

/** The paragraphs of JSON-LD's `articleBody`, which some sites give as HTML. */
function linkedBody(linked: Record<string, unknown> | null): string[] {
  const body = withoutEntities(stringOf(linked?.articleBody) ?? '');
  return body
    .replace(/<(?:br|\/?p|\/?div|\/?li|\/?h\d)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

/** Values of `meta` and of RDFa and microdata attributes with a machine-readable `content`, by name in lower case. */
function metaValues(page: Page): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const element of page.querySelectorAll(
    'meta[content], [property][content], [itemprop][content], [itemprop][datetime]',
  )) {
    const content = element.getAttribute('content') ?? element.getAttribute('datetime') ?? '';
    const names = ['name', 'property', 'itemprop'].map((attribute) => element.getAttribute(attribute) ?? '').join(' ');
    for (const name of names.toLowerCase().split(/\s+/)) {
      if (name === '' || content.trim() === '') continue;
      const list = values.get(name);
      if (list) list.push(content);
      else values.set(name, [content]);
    }
  }
  return values;
}

/** The page's JSON-LD object of an article type, also below `@graph` and in lists. */
function linkedData(page: Page): Record<string, unknown> | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    let value: unknown;
    try {
      const source = withSigns(script.textContent ?? '');
      // Some sites write real line feeds into their strings, which JSON forbids.
      value = JSON.parse(source.replace(/[\u0000-\u001F]+/g, ' '));
    } catch {
      continue;
    }
    const article = articleIn(value, 0);
    if (article) return article;
  }
  return null;
}

function articleIn(value: unknown, depth: number): Record<string, unknown> | null {
  if (typeof value !== 'object' || value === null || depth > 4) return null;
  const candidates = Array.isArray(value) ? value : [(value as { '@graph'?: unknown })['@graph']];
  if (!Array.isArray(value) && /Article|BlogPosting|Report/.test(String((value as { '@type'?: unknown })['@type'])))
    return value as Record<string, unknown>;
  for (const candidate of candidates) {
    const article = articleIn(candidate, depth + 1);
    if (article) return article;
  }
  return null;
}

const stringOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `"منى الخياط"`, `{"name": …}`, a list of either. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return tidyByline(value);
  if (Array.isArray(value)) {
    const names = value.map(nameOf).filter((name) => name !== null);
    return names.length ? names.join('، ') : null;
  }
  return typeof value === 'object' && value !== null ? nameOf((value as { name?: unknown }).name) : null;
}

/** Characters of a title; what is longer is none. */
const LONGEST_TITLE = 1000;

function tidyTitle(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = withoutEntities(value).replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE).trim();
  return text === '' || /^(?:https?:|@)/.test(text) ? null : text;
}

/** Metadata are often escaped twice: `&amp;quot;`. */
const withoutEntities = (text: string): string => readEscapes(text)?.text ?? text;

/** An author's name without `بقلم`, without addresses and dates; null where no name is left. */
export function tidyByline(value: string | null | undefined): string | null {
  let text = withoutEntities(value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  text =
    text
      .replace(bylinePrefix(), '')
      .split(/[|\n]| - \d/)[0]
      ?.trim() ?? '';
  if (text === '' || text.length > 80 || /https?:|@|\d{4}|^(?:admin|editor|مدير الموقع)$/i.test(text)) return null;
  return text;
}

const words = (source: string): string[] => source.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
let prefix: RegExp | undefined;
function bylinePrefix(): RegExp {
  prefix ??= new RegExp(`^(?:${words(bylineWords).join('|')})\\s*[:/\\u2013-]\\s*`, 'u');
  return prefix;
}

/** An author that the page marks up: `itemprop="author"`, `rel="author"`, a class. */
function markedByline(page: Page): string | null {
  for (const selector of [
    '[itemprop~="author"]',
    '[rel~="author"]',
    '[class~="author-name"]',
    '[class~="byline"]',
    '[class~="author"]',
  ]) {
    for (const element of page.querySelectorAll(selector)) {
      const name = tidyByline(element.textContent);
      if (name !== null && !element.closest('[class*="comment"]')) return name;
    }
  }
  return null;
}

/** An author named in a short block at the article's head or foot: `حوار: منى الخياط`. */
function bylineIn(blocks: readonly string[]): string | null {
  for (const block of [...blocks.slice(0, 3), ...blocks.slice(-2)]) {
    const line = block.split('\n')[0] ?? '';
    if (line.length <= 60 && bylinePrefix().test(line)) return tidyByline(line);
  }
  return null;
}

// ---------------------------------------------------------------------------------------------------------- headline

/** A page's headline: the `h1` that its metadata repeat, else the metadata's title without the site's name. */
function headline(page: Page, { headline: linked, og, outlet }: Metadata): string | null {
  const pageTitle = tidyTitle(page.querySelector('title')?.textContent);
  const known = [linked, og, pageTitle].filter((title) => title !== null && title !== outlet) as string[];
  const heads = [...page.querySelectorAll('h1, h2, [itemprop~="headline"]')].map((element) =>
    tidyTitle(element.textContent),
  );
  const shown = heads.find(
    (head) => head !== null && head.length >= 12 && known.some((title) => title.startsWith(head)),
  );
  if (shown) return shown;
  if (linked) return linked;
  const [title = null] = known;
  if (title !== null) return withoutSiteName(title, outlet);
  return heads.find((head) => head !== null && head.length >= 12) ?? null;
}

/** `معارضون يسيطرون على مخازن - صوت المدينة` -> `معارضون يسيطرون على مخازن`: a last part that is short or the outlet's name. */
function withoutSiteName(title: string, outlet: string | null): string {
  const cut = /^(.{12,})\s+[|\u2013\u2014\u00BB\u2022:-]{1,2}\s+([^|\u2013\u2014]+)$/u.exec(title);
  if (!cut) return title;
  const [, head = title, tail = ''] = cut;
  const sameName = outlet !== null && (tail.includes(outlet) || outlet.includes(tail));
  return sameName || /\||\.(?:com|net|org)$/i.test(title.slice(head.length)) ? head.trim() : title;
}

/** Blocks of text next to the headline, where pages show the date: the `h1`'s neighbours. */
function blocksNear(page: Page): string[] {
  const near: string[] = [];
  for (const element of page.querySelectorAll(
    '[class*="date"], [class*="time"], [id*="date"], [class*="tmstmp"], time',
  )) {
    const text = element.textContent ?? '';
    if (text.length < 120 && !element.closest('aside, footer, [class*="comment"], [class*="sidebar"]')) near.push(text);
  }
  return near;
}

// --------------------------------------------------------------------------------------------------------- furniture

let furniture: { anywhere: RegExp; atStart: RegExp } | undefined;
function furniturePatterns(): { anywhere: RegExp; atStart: RegExp } {
  const lines = words(furnitureLines);
  const starts = lines.filter((line) => line.startsWith('^')).map((line) => line.slice(1));
  furniture ??= {
    anywhere: new RegExp(lines.filter((line) => !line.startsWith('^')).join('|'), 'u'),
    atStart: new RegExp(`^\\W{0,3}(?:${starts.join('|')})`, 'u'),
  };
  return furniture;
}

/** The article's blocks without the headline's repetition and the date below it, reading tips in between and the site's notices at the end. */
function withoutFurniture(blocks: readonly string[], title: string | null): string[] {
  const { anywhere, atStart } = furniturePatterns();
  const kept = blocks.filter((block, i) => {
    if (i < 4 && (block === title || (block.length < 70 && arabicDate(block) !== null))) return false;
    return block.length >= 90 || !atStart.test(block);
  });
  let end = kept.length;
  while (end > 1 && (anywhere.test(kept[end - 1] as string) || letters([kept[end - 1] as string]) === 0)) end--;
  return kept.slice(0, end);
}
