/** JSON: an array of results, or one result a line. */
import type { Analysis } from '../model.ts';
import type { Formatter, OutputOptions } from './format.ts';
import { withOnly } from './select.ts';

/** Key order is that of the contract, whatever order the analysis was built in. */
function ordered(analysis: Analysis, { only }: OutputOptions): Analysis {
  const { schema, source, title, byline, published, offsets, text, counts, kept, ...rest } = only
    ? withOnly(analysis, only)
    : analysis;
  const { outlet, url, author, language, entities, speakers, quotations, attributions, warnings } = rest;
  const head = {
    schema,
    source,
    title,
    byline,
    published,
    offsets,
    ...(text !== undefined && { text }),
    counts,
    outlet,
    url,
    author,
    language,
    ...(kept && { kept }),
  };
  return { ...head, entities, speakers, quotations, attributions, warnings };
}

/** U+2028 and U+2029 end a line for some readers of JSON Lines; a lone surrogate is escaped by `stringify` itself. */
const escapeSeparators = (json: string): string =>
  json.replace(/[\u2028\u2029]/g, (separator) => (separator === '\u2028' ? '\\u2028' : '\\u2029'));

export function json(options: OutputOptions): Formatter {
  return {
    name: 'json',
    extension: 'json',
    begin: () => '[',
    document: (analysis, index) =>
      `${index ? ',' : ''}\n${escapeSeparators(JSON.stringify(ordered(analysis, options), null, 2))}`,
    end: (count) => (count ? '\n]\n' : ']\n'),
  };
}

export function jsonl(options: OutputOptions): Formatter {
  return {
    name: 'jsonl',
    extension: 'jsonl',
    begin: () => '',
    document: (analysis) => `${escapeSeparators(JSON.stringify(ordered(analysis, options)))}\n`,
    end: () => '',
  };
}
