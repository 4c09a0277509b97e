/** One input the whole way: whatever it is, documents or problems come of it, and every span is a slice of the text. */
import { Readable } from 'node:stream';
import { analyze } from '../../src/analyze.ts';
import { PROBLEM_CODES, readInputs } from '../../src/input/index.ts';
import type { Analysis } from '../../src/model.ts';
import { withOffsets } from '../../src/output/offsets.ts';
import type { SoakInput } from './inputs.ts';

/** Codes that stand for an exception which was caught at the last moment. */
const CAUGHT = new Set(['not-readable', 'crashed']);

/** What came of it: how many documents, and how many problems. Throws where something is wrong. */
export async function checkInput({ bytes, format }: SoakInput): Promise<{ documents: number; problems: number }> {
  const found = { documents: 0, problems: 0 };
  const stdin = Readable.from(bytes.length > 100 ? [bytes.subarray(0, 50), bytes.subarray(50)] : [bytes]);
  for await (const item of readInputs({ paths: ['-'], stdin, inputFormat: format })) {
    if (!item.ok) {
      const { code, message } = item.problem;
      if (CAUGHT.has(code) || !PROBLEM_CODES.includes(code)) throw new Error(`${code}: ${message}`);
      found.problems++;
      continue;
    }
    const { document } = item;
    if (document.text.trim() === '') throw new Error('an empty document');
    const analysis = analyze(document, { explain: true });
    checkSpans(analysis, document.text);
    JSON.stringify(withOffsets(analysis, document.text, 'codepoint'));
    found.documents++;
  }
  return found;
}

interface Found {
  start: number;
  end: number;
  text?: string;
  fragments?: { start: number; end: number }[];
}

function checkSpans(value: unknown, text: string): void {
  if (typeof value !== 'object' || value === null) return;
  const { start, end, text: words, fragments } = value as Found;
  if (typeof start === 'number' && typeof end === 'number') {
    if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`no span: ${start}..${end}`);
    const slices = (fragments ?? [{ start, end }]).map((part) => text.slice(part.start, part.end));
    if (words !== undefined && words !== slices.join(' … ')) throw new Error(`${start}..${end} is no slice: ${words}`);
  }
  for (const inner of Object.values(value as Analysis)) checkSpans(inner, text);
}
