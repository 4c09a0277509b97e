import { foldKey, type Token } from '../../text/index.ts';
import currencies from '../ar/currencies.tsv';
import units from '../ar/units.tsv';
import { type NumberMatch, numberAt } from './numbers.ts';
import { matchTable, phraseTable } from './table.ts';

interface Currency {
  code: string;
  /** ISO code by the adjective's key. */
  by: Map<string, string>;
}

const currencyWords = phraseTable('currencies.tsv', currencies, 1, ({ cells, fail }): Currency => {
  const by = new Map<string, string>();
  for (const entry of cells[2] ? cells[2].split(';') : []) {
    const [adjectives, code] = entry.split(':');
    if (!code) fail(`no code in ${entry}`);
    for (const adjective of adjectives!.split('|')) by.set(foldKey(adjective), code!);
  }
  return { code: cells[0]!, by };
});
const unitWords = phraseTable('units.tsv', units, 1, ({ cells }) => cells[0]!);

export interface AmountMatch {
  type: 'MONEY' | 'PERCENT' | 'QUANTITY';
  first: number;
  last: number;
  cut: number;
  value: string;
}

/** A sum, share or measure at a token: `5.3 مليون دولار` (`5300000 USD`), `40%`, `عشرة في المئة` (`10 %`), `160 كيلومترا` (`160 km`). */
export function amountAt(tokens: readonly Token[], at: number): AmountMatch | null {
  const sign = tokens[at]?.kind === 'symbol' ? currencyOf(tokens, at) : null;
  const start = sign ? sign.last : at;
  const number = numberAt(tokens, start);
  if (!number) return null;
  if (sign) return { type: 'MONEY', first: at, last: number.last, cut: 0, value: `${number.value} ${sign.code}` };
  return percentAfter(tokens, at, number) ?? moneyAfter(tokens, at, number) ?? quantityAfter(tokens, at, number);
}

const OF_A_HUNDRED = /^(?:المئه|المائه|الميه|مائه|مئه)$/;

function percentAfter(tokens: readonly Token[], at: number, number: NumberMatch): AmountMatch | null {
  const { last, value, cut } = number;
  const key = tokens[last]?.key ?? '';
  const found = { type: 'PERCENT' as const, first: at, cut, value: `${value} %` };
  if (key === '%' || key === '٪' || /^(?:بالمئه|بالمائه|بالميه)$/.test(key)) return { ...found, last: last + 1 };
  if (key === 'في' && OF_A_HUNDRED.test(tokens[last + 1]?.key ?? '')) return { ...found, last: last + 2 };
  return null;
}

function moneyAfter(tokens: readonly Token[], at: number, number: NumberMatch): AmountMatch | null {
  const currency = currencyOf(tokens, number.last);
  if (!currency) return null;
  return { type: 'MONEY', first: at, last: currency.last, cut: number.cut, value: `${number.value} ${currency.code}` };
}

/** A currency at a token, with the country's adjective after it: `ريال سعودي` is SAR, `دينار كويتي` KWD. */
function currencyOf(tokens: readonly Token[], at: number): { code: string; last: number } | null {
  const match = matchTable(currencyWords(), tokens, at, false);
  if (!match) return null;
  const adjective = (tokens[match.last]?.key ?? '').replace(/^ال/, '');
  for (const ending of [/$/, /ه$/, /ا$/]) {
    const code = match.meaning.by.get(adjective.replace(ending, ''));
    if (code) return { code, last: match.last + 1 };
  }
  return { code: match.meaning.code, last: match.last };
}

function quantityAfter(tokens: readonly Token[], at: number, number: NumberMatch): AmountMatch | null {
  const unit = matchTable(unitWords(), tokens, number.last, false);
  if (!unit) return null;
  return { type: 'QUANTITY', first: at, last: unit.last, cut: number.cut, value: `${number.value} ${unit.meaning}` };
}
