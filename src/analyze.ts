import type { Analysis, Document, EntityType } from './model.ts';
import { indexText } from './text/index.ts';

/** Stand-in until the stations are joined: a valid analysis with right counts and nothing found. */
export interface AnalyzeOptions {
  /** Put the text into the result. */
  text?: boolean;
  /** Tell for every field which rule and which words led to it. */
  explain?: boolean;
  /** Entity types to look for; people, places, organisations and other names if it is missing. */
  types?: readonly EntityType[];
}

export function analyze(document: Document, options: AnalyzeOptions = {}): Analysis {
  const { tokens, sentences, paragraphs } = indexText(document.text);
  return {
    schema: 1,
    source: {
      path: document.path ?? null,
      id: document.id ?? null,
      format: document.format ?? 'text',
      encoding: document.encoding ?? 'utf-8',
    },
    title: document.title ?? null,
    byline: document.byline ?? null,
    published: document.published ?? null,
    offsets: 'utf16',
    ...(options.text && { text: document.text }),
    counts: {
      characters: document.text.length,
      words: tokens.filter((token) => token.kind === 'word').length,
      sentences: sentences.length,
      paragraphs: paragraphs.length,
    },
    entities: [],
    speakers: [],
    quotations: [],
    attributions: [],
    warnings: [
      ...(document.warnings ?? []),
      ...(/[\u0620-\u064a\ufb50-\ufdff\ufe70-\ufefc]/.test(document.text)
        ? []
        : [{ code: 'no-arabic', message: 'there is no Arabic letter in the text' }]),
    ],
  };
}
