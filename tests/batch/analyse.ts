/** A quick analysis in place of the real one, for tests of everything around it; some words make it fail. */
import type { Analysis, Document } from '../../src/model.ts';

export function analyze(document: Document): Analysis {
  const { text } = document;
  if (text.includes('THROW')) throw new Error('thrown on purpose');
  if (text.includes('HANG')) for (;;);
  if (text.includes('WAIT')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (text.includes('EXIT')) process.exit(3);
  if (text.includes('MEMORY')) for (const held: unknown[] = []; ; ) held.push(new Array(1e6).fill(0.5));
  const words = text.split(/\s+/).filter(Boolean);
  const start = text.indexOf(words[0] ?? '');
  const name = words[0] ?? '';
  return {
    schema: 1,
    source: {
      path: document.path ?? null,
      id: document.id ?? null,
      format: document.format ?? 'text',
      encoding: document.encoding ?? 'utf-8',
      ...(document.record !== undefined && { record: document.record }),
    },
    title: document.title ?? null,
    byline: document.byline ?? null,
    published: document.published ?? null,
    outlet: document.outlet ?? null,
    url: document.url ?? null,
    author: document.author ?? null,
    language: document.language ?? null,
    offsets: 'utf16',
    counts: { characters: text.length, words: words.length, sentences: 1, paragraphs: 1 },
    entities: [
      {
        id: 'e1',
        name,
        type: 'MISC',
        aliases: [],
        mentions: [{ start, end: start + name.length, text: name, confidence: 1 }],
      },
    ],
    speakers: [],
    quotations: [],
    attributions: [],
    warnings: document.warnings ?? [],
  };
}
