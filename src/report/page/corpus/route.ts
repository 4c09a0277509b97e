/** Where the reader is, as the address tells it: `#/quotations?voice=3&stance=deny`. Every number is a link to such a place. */
export const VIEWS = ['overview', 'voices', 'names', 'articles', 'quotations', 'article', 'search'] as const;
export type View = (typeof VIEWS)[number];

export interface Filters {
  outlet?: string;
  kind?: string;
  from?: string;
  to?: string;
  voice?: string;
  stance?: string;
  gender?: string;
  certainty?: string;
  name?: string;
  and?: string;
  q?: string;
  page?: string;
  /** Of an article, and of a quotation within it. */
  number?: string;
  at?: string;
}
const KEYS = [
  'outlet',
  'kind',
  'from',
  'to',
  'voice',
  'stance',
  'gender',
  'certainty',
  'name',
  'and',
  'q',
  'page',
  'number',
  'at',
] as const;

/** What holds in every view, until it is taken away. */
const LASTING = ['outlet', 'kind', 'from', 'to'] as const;

export interface Route {
  view: View;
  filters: Filters;
}

export function readRoute(hash: string): Route {
  const [, name = '', query = ''] = /^#\/([a-z]*)(?:\?(.*))?$/.exec(hash) ?? [];
  const given = new URLSearchParams(query);
  const filters: Filters = {};
  for (const key of KEYS) {
    const value = given.get(key);
    if (value !== null && value !== '') filters[key] = value;
  }
  return { view: VIEWS.find((view) => view === name) ?? 'overview', filters };
}

export function writeRoute(view: View, filters: Filters): string {
  const query = new URLSearchParams();
  for (const key of KEYS) if (filters[key] !== undefined) query.set(key, filters[key]);
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ''}`;
}

/** A link that keeps what holds everywhere. */
export function link({ filters }: Route, view: View, more: Filters = {}): string {
  const lasting: Filters = {};
  for (const key of LASTING) if (filters[key] !== undefined) lasting[key] = filters[key];
  return writeRoute(view, { ...lasting, ...more });
}
