import type { EntityType } from '../../model.ts';
import type { TextIndex, Token } from '../../text/index.ts';
import { mentionOf } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { amountAt } from './amounts.ts';
import { dateAt, publishedDay, timeAt } from './dates.ts';

const OF_TOKENS: Partial<Record<Token['kind'], EntityType>> = {
  url: 'URL',
  email: 'URL',
  hashtag: 'HASHTAG',
  account: 'ACCOUNT',
};

export const VALUE_TYPES: readonly EntityType[] = [
  'DATE',
  'TIME',
  'MONEY',
  'PERCENT',
  'QUANTITY',
  'URL',
  'HASHTAG',
  'ACCOUNT',
];

/** Dates, times, sums, shares, measures, addresses of an article, of the kinds wanted. */
export function findValues(index: TextIndex, types: ReadonlySet<EntityType>, published: string | null): FoundMention[] {
  const { tokens } = index;
  const today = publishedDay(published);
  const found: FoundMention[] = [];
  const add = (
    type: EntityType,
    first: number,
    last: number,
    cut: number,
    rule: string,
    value?: string | null,
  ): void => {
    if (!types.has(type)) return;
    const mention = mentionOf({ index }, first, last, cut, type, 0.95, rule);
    if (value) mention.value = value;
    found.push(mention);
  };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    const kind = OF_TOKENS[token.kind];
    if (kind) {
      add(kind, at, at + 1, 0, token.kind);
      at++;
      continue;
    }
    const time = timeAt(tokens, at);
    const date = time ? null : dateAt(tokens, at, today);
    const amount = time || date ? null : amountAt(tokens, at);
    if (time) add('TIME', at, time.last, 0, 'time', time.value);
    else if (date) add('DATE', at, date.last, date.cut, 'date', date.value);
    else if (amount) add(amount.type, at, amount.last, amount.cut, amount.type.toLowerCase(), amount.value);
    at = time?.last ?? date?.last ?? amount?.last ?? at + 1;
  }
  return found;
}
