import { LexiconError } from './error.ts';
import { eachLine } from './verb-file.ts';

/** A line `words | plurals | tags | examples`, parsed. */
export interface WordLine {
  words: string;
  plurals: readonly string[];
  tags: readonly string[];
}

const NOTHING: readonly string[] = [];
const lists = new Map<string, readonly string[]>([['-', NOTHING]]);

/** `m strong` -> ['m', 'strong']; the few lists that occur are shared. */
function listOf(field: string): readonly string[] {
  let list = lists.get(field);
  if (!list) {
    list = field.trim().split(/[\s,]+/);
    lists.set(field, list);
  }
  return list;
}

/**
 * Reads a word file: fields parted by ` | `, the last one (`+ … - …`) holds examples for the tests and is passed over.
 * `columns` is the number of fields before the examples: words; words and tags; words, plurals and tags.
 */
export function parseWordLines(text: string, file: string, columns: 1 | 2 | 3): WordLine[] {
  const lines: WordLine[] = [];
  eachLine(text, (line, number) => {
    const fields = line.split(' | ', columns);
    const [words = ''] = fields;
    const tags = fields[columns - 1] ?? '+';
    if (words === '' || words.startsWith(' ') || tags.startsWith('+')) {
      throw new LexiconError(file, number, 1, `expected ${columns} fields parted by " | ", then examples`);
    }
    const plurals = columns === 3 && fields[1] !== '-' ? fields[1]!.split(',') : NOTHING;
    lines.push({ words, plurals, tags: columns === 1 ? NOTHING : listOf(tags) });
  });
  return lines;
}
