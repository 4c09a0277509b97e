/** What is written for an input that gave no document. */
import type { Problem } from '../input/index.ts';
import { errorRow } from '../output/index.ts';
import type { Outcome, Recipe } from './types.ts';

const encoder = new TextEncoder();

export const failure = (problem: Problem, recipe: Recipe): Outcome => ({
  ok: false,
  problem,
  product: recipe.inlineErrors
    ? { parts: [encoder.encode(recipe.format === 'rows' ? errorRow(problem) : errorRecord(problem))] }
    : null,
});

/** A failure as a record of a JSON Lines stream: `error` stands where a result has its parts. */
export function errorRecord({ path, code, message, hint }: Problem): string {
  const [, file = path, id = null] = /^(.*)#([^#]+)$/.exec(path) ?? [];
  const source = { path: file === '<stdin>' ? null : file, id };
  return `${JSON.stringify({ schema: 1, source, error: { code, message, ...(hint && { hint }) } })}\n`;
}
