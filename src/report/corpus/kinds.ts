/** What kind of source a speaker is, for counting: official, named, unnamed, a body, a medium. */
import type { Speaker } from '../../model.ts';
import { foldKey } from '../../text/index.ts';
import officials from '../ar/officials.txt';

export const SOURCE_KINDS = ['official', 'named', 'organization', 'unnamed', 'media', 'unknown'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

const words: Record<'office' | 'body', Set<string>> = { office: new Set(), body: new Set() };
for (const line of officials.split('\n')) {
  const [kind, word] = line.trim().split(/\s+/);
  if (word !== undefined && (kind === 'office' || kind === 'body')) words[kind].add(foldKey(word));
}

/** The words of a name as keys, without the article: `الوزير` -> `وزير`. */
const keysOf = (text: string): string[] =>
  text
    .split(/[\s،,]+/)
    .filter(Boolean)
    .map((word) => foldKey(word).replace(/^(?:ال|لل)(?=..)/, ''));

/** `رئيس الوزراء` is official, `رئيس نادي الهلال` too as far as this tells: it looks at words, and says so in the report. */
export function sourceKind({ kind, role, name }: Pick<Speaker, 'kind' | 'role' | 'name'>): SourceKind {
  if (kind === 'unnamed' || kind === 'media') return kind;
  if (kind === 'organization') return words.body.has(keysOf(name)[0] ?? '') ? 'official' : 'organization';
  return keysOf(role ?? '').some((word) => words.office.has(word)) ? 'official' : 'named';
}
