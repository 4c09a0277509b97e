/** The file that `--corrections` names: a result, an array of results, or one a line, as the report's page saves them. */
import type { Analysis } from '../model.ts';
import { applyCorrections } from './apply.ts';

export interface CorrectionBook {
  /** The corrections, in the order of the file. */
  articles: Analysis[];
  /** The result with the corrections of its article, or as it is where there are none. */
  apply(fresh: Analysis, text: string): Analysis;
}

const isAnalysis = (value: unknown): value is Analysis =>
  typeof value === 'object' &&
  value !== null &&
  (['quotations', 'speakers', 'entities', 'attributions', 'warnings'] as const).every((part) =>
    Array.isArray((value as Analysis)[part]),
  );

/** Null where the text is something else. */
export function parseResults(text: string): Analysis[] | null {
  const values = parsed(text);
  return values?.length && values.every(isAnalysis) ? (values as Analysis[]) : null;
}

function parsed(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    try {
      const lines = text.split('\n').filter((line) => line.trim());
      return lines.map((line) => JSON.parse(line) as unknown);
    } catch {
      return null;
    }
  }
}

const baseName = (path: string | null): string => path?.split(/[/\\]/).at(-1) ?? '';

/** Whether corrections are those of an article: by its text, or by the name of its file and its id, where it was touched since. */
function isOf(corrected: Analysis, fresh: Analysis, text: string): boolean {
  if (corrected.text === text) return true;
  const name = baseName(corrected.source.path);
  return name !== '' && name === baseName(fresh.source.path) && corrected.source.id === fresh.source.id;
}

/** Null where the file holds no results. */
export function readCorrections(file: string): CorrectionBook | null {
  const articles = parseResults(file.replace(/^\ufeff/, ''));
  if (!articles || articles.some(({ offsets }) => offsets === 'codepoint')) return null;
  return {
    articles,
    apply(fresh, text) {
      const corrected = articles.findLast((one) => isOf(one, fresh, text));
      return corrected ? applyCorrections(fresh, corrected, text) : fresh;
    },
  };
}
