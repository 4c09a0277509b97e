/** Markdown: the words without their dress; front matter and the first heading tell title, author and date. */
import { isoDate } from '../dates.ts';
import { label } from '../discover.ts';
import { languageTag } from '../record.ts';
import { type Item, type Piece, problemItem, type Reader, type ReadOptions } from '../types.ts';
import { textItem } from './text.ts';

export const markdown: Reader = {
  name: 'markdown',
  extensions: ['md', 'markdown', 'mdown', 'mkd'],
  read: (piece, options) => [markdownItem(piece, options)],
};

function markdownItem(piece: Piece, options: ReadOptions): Item {
  const item = textItem(piece, options, 'markdown');
  if (!item.ok) return item;
  const { fields, body } = frontMatter(item.document.text);
  const first = (...names: string[]): string | null =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined) ?? null;
  const text = plainText(body);
  if (text === '') return problemItem(label(piece.path), 'empty', 'there is no text in it');
  const heading = /^#{1,2}[ \t]+(.+)$|^(.+)\n=+[ \t]*$/m.exec(body.trimStart().slice(0, 2000));
  const title = fields.get('title') ?? (heading ? plainText(heading[1] ?? heading[2] ?? '') : null);
  return {
    ok: true,
    document: {
      ...item.document,
      text,
      title: title || null,
      byline: fields.get('author') ?? fields.get('byline') ?? null,
      published: isoDate(fields.get('date') ?? fields.get('published')),
      outlet: first('source', 'publisher', 'outlet', 'site'),
      url: first('url', 'link', 'canonical_url', 'permalink'),
      author: first('author'),
      language: languageTag(first('language', 'lang')),
    },
  };
}

/** `---`, lines `name: value`, `---` at the very beginning. */
function frontMatter(source: string): { fields: Map<string, string>; body: string } {
  const match = /^---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(source);
  const fields = new Map<string, string>();
  if (!match) return { fields, body: source };
  for (const line of (match[1] ?? '').split(/\r?\n/)) {
    const field = /^([\w-]+):[ \t]*(.+)$/.exec(line);
    if (field) fields.set((field[1] ?? '').toLowerCase(), (field[2] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2'));
  }
  return { fields, body: source.slice(match[0].length) };
}

/**
 * Marks go, words stay: `**قال** [الوزير](https://…)` -> `قال الوزير`. What stands between two marks has an end: without one, marks
 * that are never closed would take the square of the text's length.
 */
export function plainText(source: string): string {
  return withoutComments(withoutFences(source.replace(/\r\n/g, '\n')))
    .replace(/!\[([^\]]{0,999})\](?:\([^)]{0,999}\)|\[[^\]]{0,999}\])/g, '')
    .replace(
      /\[([^\]]{1,999})\](?:\([^()\s]{0,999}(?:\([^()]{0,99}\)[^()]{0,99}){0,9}(?:\s{1,9}"[^"]{0,999}")?\)|\[[^\]]{0,999}\])/g,
      '$1',
    )
    .replace(/^\[[^\]]{1,999}\]:[ \t]*\S+.*$/gm, '')
    .replace(/<((?:https?:|mailto:)[^>\s]{1,999})>/g, '$1')
    .replace(/<\/?[a-z][^>]{0,999}>/gi, '')
    .replace(/^[ \t]*(?:=+|-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,9}\.[ \t]+)+/gm, '')
    .replace(/[ \t]{1,9}#{1,9}[ \t]{0,9}$/gm, '')
    .replace(/(\*\*\*|\*\*|__|\*|~~)(?=\S)([^\n]{0,999}?\S)\1/g, '$2')
    .replace(/`([^`\n]{1,999})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Blocks of code, from a line that begins with three marks to one that is nothing else; one that is never closed stays. */
function withoutFences(source: string): string {
  const kept: string[] = [];
  let fence: string | null = null;
  let opened = 0;
  const lines = source.split('\n');
  lines.forEach((line, at) => {
    if (fence !== null) {
      if (line.trimEnd() !== fence) return;
      fence = null;
    } else if (/^(?:```|~~~)/.test(line)) {
      fence = line.slice(0, 3);
      opened = at;
    } else kept.push(line);
  });
  return (fence === null ? kept : [...kept, ...lines.slice(opened)]).join('\n');
}

function withoutComments(source: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = source.indexOf('<!--', at);
    const end = start < 0 ? -1 : source.indexOf('-->', start + 4);
    if (end < 0) return out + source.slice(at);
    out += source.slice(at, start);
    at = end + 3;
  }
}
