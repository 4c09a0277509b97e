import type { Token } from '../../text/index.ts';
import numbers from '../ar/numbers.tsv';
import { matchTable, phraseTable } from './table.ts';

const numberWords = phraseTable('numbers.tsv', numbers, 1, ({ cells, fail }) => {
  const value = Number(cells[0]);
  if (!Number.isFinite(value)) fail('no number');
  return value;
});

/** Digits as newspapers write them: `5,300` and `1.234.567` have thousands, `5.3` and `5,25` decimals. */
export function parseDigits(key: string): number | null {
  if (!/^\d[\d.,]*$/.test(key)) return null;
  const plain = key.replace(/[.,]$/, '');
  if (/^\d{1,3}(?:[.,]\d{3})+$/.test(plain)) return Number(plain.replace(/[.,]/g, ''));
  const both = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$|^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(plain);
  if (both) return Number(`${(both[1] ?? both[3])!.replace(/[.,]/g, '')}.${both[2] ?? both[4]}`);
  return /^\d+(?:[.,]\d+)?$/.test(plain) ? Number(plain.replace(',', '.')) : null;
}

export interface NumberMatch {
  value: number;
  last: number;
  cut: number;
  /** The first token is digits. */
  digits: boolean;
}

const SCALE = 1000;

/** A number at a token, in digits or words: `5.3 مليون`, `خمسة وعشرين ألفا`, `مليونا`. */
export function numberAt(tokens: readonly Token[], at: number): NumberMatch | null {
  const token = tokens[at];
  if (!token) return null;
  let total = 0;
  let group: number | null = null;
  let last = at;
  let cut = 0;
  const digits = token.kind === 'number';
  if (digits) {
    group = parseDigits(token.key);
    if (group === null) return null;
    last = at + 1;
  }
  for (;;) {
    const match = matchTable(numberWords(), tokens, last, !(last > at));
    const joined = match === null && last > at && tokens[last]?.key.startsWith('و') ? afterAnd(tokens, last) : null;
    const word = match ?? joined;
    if (!word || (digits && word.meaning < SCALE)) break;
    if (last === at) cut = word.cut;
    if (word.meaning >= SCALE) {
      total += (group ?? 1) * word.meaning;
      group = null;
    } else {
      if (group !== null && !joined && !(word.meaning === 100 && group < 10) && !(word.meaning === 10 && group < 10))
        break;
      group =
        word.meaning === 100 && group !== null && group < 10 && !joined ? group * 100 : (group ?? 0) + word.meaning;
    }
    last = word.last;
  }
  return last > at ? { value: round(total + (group ?? 0)), last, cut, digits } : null;
}

function afterAnd(tokens: readonly Token[], at: number): { meaning: number; last: number; cut: number } | null {
  const match = matchTable(numberWords(), tokens, at, true);
  return match && match.cut === 1 ? match : null;
}

/** 5.3 × 1,000,000 without the crumbs of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
