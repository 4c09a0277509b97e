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

/** Marks go, words stay: `**قال** [الوزير](https://…)` -> `قال الوزير`. */
export function plainText(source: string): string {
  return source
    .replace(/\r\n/g, '\n')
    .replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[ \t]*$/gm, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/!\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[([^\]]+)\](?:\([^()\s]*(?:\([^()]*\)[^()]*)*(?:\s+"[^"]*")?\)|\[[^\]]*\])/g, '$1')
    .replace(/^\[[^\]]+\]:[ \t]*\S+.*$/gm, '')
    .replace(/<((?:https?:|mailto:)[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/^[ \t]*(?:=+|-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d+\.[ \t]+)+/gm, '')
    .replace(/[ \t]+#+[ \t]*$/gm, '')
    .replace(/(\*\*\*|\*\*|__|\*|~~)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
