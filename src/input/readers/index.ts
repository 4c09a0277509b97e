/** The formats that can be read. A new one: a file and a line here. */
import type { Reader } from '../types.ts';
import { csv, tsv } from './delimited.ts';
import { docx } from './docx.ts';
import { html } from './html.ts';
import { json, jsonl } from './json.ts';
import { markdown } from './markdown.ts';
import { text } from './text.ts';
import { warc } from './warc.ts';

/** In the order in which they are asked whether a content is theirs; plain text is what is left. */
export const READERS: readonly Reader[] = [warc, docx, jsonl, json, html, csv, tsv, markdown, text];

export const readerNamed = (name: string): Reader | undefined => READERS.find((reader) => reader.name === name);

/** The reader for a file, by its name's extension, or by its first characters where the extension says nothing. */
export function readerFor(name: string | null, head: Buffer): Reader {
  const extension = name === null ? undefined : /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  const byName = READERS.find(({ extensions }) => extension !== undefined && extensions.includes(extension));
  if (byName && byName !== text) return byName;
  const start = head
    .subarray(0, 4096)
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '');
  return READERS.find((reader) => reader.sniff?.(start)) ?? text;
}
