/** A record of a data file (a JSON object, a table's row) as a document: which field holds what. */
import type { Document, Warning } from '../model.ts';
import { isoDate } from './dates.ts';
import { placeless, withoutNuls } from './decode.ts';
import { mostBytes, tooLarge } from './limits.ts';
import { type Item, problemItem, type ReadOptions } from './types.ts';

/** Usual names of the fields, the likeliest first. Compared without case, `_`, `-` and blanks. */
const FIELD_NAMES = {
  text: [
    'text',
    'articletext',
    'fulltext',
    'maintext',
    'plaintext',
    'textcontent',
    'rawtext',
    'body',
    'articlebody',
    'bodytext',
    'content',
    'articlecontent',
    'contenttext',
    'article',
    'story',
    'news',
    'document',
    'description',
    'html',
    'raw',
    'نص',
    'النص',
    'المحتوى',
    'المتن',
    'الخبر',
    'نصالخبر',
    'المقال',
    'نصالمقال',
  ],
  id: ['id', 'docid', 'documentid', 'articleid', 'uuid', 'guid', 'key', 'identifier', 'المعرف', 'الرقم'],
  title: ['title', 'headline', 'articletitle', 'head', 'العنوان', 'عنوان', 'عنوانالخبر'],
  byline: ['byline', 'author', 'authors', 'creator', 'writer', 'الكاتب', 'المؤلف', 'المحرر'],
  author: ['author', 'authors', 'creator', 'writer', 'الكاتب', 'المؤلف'],
  published: [
    'published',
    'publishedat',
    'publisheddate',
    'publicationdate',
    'publishdate',
    'datepublished',
    'pubdate',
    'date',
    'datetime',
    'timestamp',
    'created',
    'createdat',
    'datecreated',
    'التاريخ',
    'تاريخ',
    'تاريخالنشر',
  ],
  outlet: ['outlet', 'sitename', 'publisher', 'source', 'newspaper', 'site', 'website', 'المصدر', 'الصحيفة', 'الموقع'],
  url: [
    'url',
    'link',
    'permalink',
    'canonicalurl',
    'articleurl',
    'pageurl',
    'weburl',
    'sourceurl',
    'uri',
    'href',
    'الرابط',
    'رابط',
  ],
  language: ['language', 'lang', 'languagecode', 'inlanguage', 'locale', 'اللغة'],
} as const;
type Role = keyof typeof FIELD_NAMES;

/** Objects that wrap the record proper: `{"article": {"text": …}}`, Elasticsearch's `_source`. */
const WRAPPERS = ['_source', 'article', 'document', 'doc', 'data', 'fields', 'item', 'attributes', 'story'];

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plainName = (name: string): string => name.toLowerCase().replace(/[\s_\-:.]/g, '');

const TEXT_NAMES = new Set<string>(FIELD_NAMES.text);
const knownNames = new Set<string>(Object.values(FIELD_NAMES).flat());

/** Is this a usual name of a field? */
export const isFieldName = (name: string): boolean => knownNames.has(plainName(name.trim()));

/** The value at a path: `a.b.c`, also `a.0.c`; a field whose name has dots is found too. */
export function valueAt(record: unknown, path: string): unknown {
  if (isObject(record) && path in record) return record[path];
  let value = record;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Fields)[part];
  }
  return value;
}

/** Names for a message: the first twenty. */
function fieldNames(record: Fields): string {
  const names = Object.keys(record);
  return names.slice(0, 20).join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '');
}

/** A value as text: strings as they are, paragraphs in an array joined, `{"name": …}` and `{"#text": …}` unpacked. */
function asText(value: unknown, depth = 0): string | null {
  if (depth > 20) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((part) => asText(part, depth + 1));
    return parts.length > 0 && parts.every((part) => part !== null) ? parts.join('\n') : null;
  }
  if (isObject(value))
    return asText(value.name ?? value['#text'] ?? value.value ?? value.rendered ?? value.ar ?? null, depth + 1);
  return null;
}

/** The field of a record that holds `role`, by the usual names. */
function guessField(record: Fields, role: Role): string | null {
  const byPlainName = new Map(Object.keys(record).map((name) => [plainName(name), name]));
  for (const candidate of FIELD_NAMES[role]) {
    const name = byPlainName.get(candidate);
    if (name !== undefined && (asText(record[name]) ?? '').trim() !== '') return name;
  }
  return null;
}

/** The field with the most Arabic letters, where no name helps. */
function longestArabic(record: Fields): string | null {
  let best: string | null = null;
  let most = 20;
  for (const [name, value] of Object.entries(record)) {
    const letters = typeof value === 'string' ? (value.match(/[\u0621-\u064A]/g)?.length ?? 0) : 0;
    if (letters > most) [best, most] = [name, letters];
  }
  return best;
}

/** The record proper and the path to it. */
function unwrap(record: Fields): { inner: Fields; prefix: string } {
  for (const name of WRAPPERS) {
    const inner = record[name];
    if (isObject(inner) && guessField(inner, 'text') !== null) return { inner, prefix: `${name}.` };
  }
  return { inner: record, prefix: '' };
}

/**
 * The field that holds the text, as a path, and whether its name or only its content says so. With several rows the
 * content of all of them counts.
 */
export function guessTextField(rows: readonly Fields[]): { field: string; guessed: boolean } | null {
  const [first] = rows;
  if (!first) return null;
  const named = guessField(first, 'text');
  if (named !== null) return { field: named, guessed: plainName(named) !== 'text' };
  const joined: Record<string, string> = {};
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (typeof value === 'string') joined[name] = (joined[name] ?? '') + value;
  const field = longestArabic(joined);
  return field === null ? null : { field, guessed: true };
}

/** Where a record comes from. */
export interface RecordPlace {
  path: string | null;
  /** How messages name it. */
  label: string;
  /** Its number in the file, from 1: its id, where it has none of its own; null where the file is one document. */
  number: number | null;
  format: string;
  encoding: string;
  warnings: Warning[];
  /** The text's field, where the file's beginning told it. */
  textField?: string;
  note?: string;
}

/** A record as a document. A guess at the text's field is told by a warning. */
export function recordItem(record: unknown, place: RecordPlace, options: ReadOptions): Item {
  if (typeof record === 'string') return document({ text: record }, {}, record, place, options, null);
  if (!isObject(record)) {
    return problemItem(place.label, 'no-text', `the record is ${kindOf(record)}, not an object with a text`);
  }
  const asked = options.textField ?? place.textField;
  if (asked !== undefined) {
    const text = asText(valueAt(record, asked));
    if (text === null) {
      const hint = `its fields are: ${fieldNames(record)}`;
      return problemItem(place.label, 'no-text', `the record has no text in the field ${asked}`, hint);
    }
    return document(record, unwrap(record).inner, text, place, options, place.note ?? null);
  }
  const { inner, prefix } = unwrap(record);
  const guess = guessTextField([inner]);
  const text = guess && asText(inner[guess.field]);
  if (!guess || text === null) {
    const blank = Object.keys(inner).some((name) => TEXT_NAMES.has(plainName(name)) && inner[name] === '');
    if (blank) return problemItem(place.label, 'empty', 'the record has no text');
    const hint = `name the field with --text-field; the record's fields are: ${fieldNames(record) || 'none'}`;
    return problemItem(place.label, 'no-text', 'no field of the record holds an article', hint);
  }
  const note =
    guess.guessed || prefix
      ? `the text was taken from the field ${prefix}${guess.field} (--text-field changes it)`
      : null;
  return document(record, inner, text, place, options, note);
}

function document(
  record: Fields,
  inner: Fields,
  text: string,
  place: RecordPlace,
  options: ReadOptions,
  note: string | null,
): Item {
  const most = mostBytes(options);
  if (text.length * 3 > most && Buffer.byteLength(text) > most) return tooLarge(place.label, most);
  const field = (role: Role): string | null => {
    const name = guessField(inner, role);
    return name === null || asText(inner[name]) === text ? null : (asText(inner[name])?.trim() ?? null);
  };
  const id =
    (options.idField === undefined ? undefined : asText(valueAt(record, options.idField))) ??
    field('id') ??
    asText(record.id ?? record._id ?? null) ??
    (place.number === null ? null : String(place.number));
  const guessed: Warning[] = note === null ? [] : [{ code: 'guessed-field', message: note }];
  const read = withoutNuls(text.replace(/^\uFEFF/, ''), [...placeless(place.warnings), ...guessed]);
  if (read.text.trim() === '') return problemItem(place.label, 'empty', 'the record has no text');
  const result: Document = {
    text: read.text,
    path: place.path,
    id,
    record: place.number ?? 1,
    format: place.format,
    encoding: place.encoding,
    title: field('title'),
    byline: field('byline'),
    published: isoDate(field('published')),
    outlet: outletName(field('outlet')),
    url: field('url'),
    author: field('author')?.replaceAll('\n', '، ') ?? null,
    language: languageTag(field('language')),
    ...(options.keep && { kept: keptFields(options.keep, record, inner) }),
    warnings: read.warnings,
  };
  return { ok: true, document: result };
}

/** `https://www.example.org/` -> `example.org`: the address of a site names it as well. */
const outletName = (value: string | null): string | null =>
  value?.replace(/^https?:\/\/(?:www\.)?([^/?#]+).*$/i, '$1') ?? null;

/** `ar_EG` -> `ar-EG`. */
export const languageTag = (value: string | null | undefined): string | null =>
  value?.trim().replaceAll('_', '-') || null;

/** The fields that pass through, by their paths in the record or in what it wraps; null where it has none of the name. */
function keptFields(fields: readonly string[], record: Fields, inner: Fields): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, valueAt(record, field) ?? valueAt(inner, field) ?? null]));
}

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
