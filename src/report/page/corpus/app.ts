/** The explorer of a corpus: views by the address, filters that hold in all of them. */
import { countEdits } from '../../../corrections/edit.ts';
import { SOURCE_KINDS } from '../../corpus/kinds.ts';
import { visible } from '../../visible.ts';
import { showArticle } from '../article/view.ts';
import { download, h, replace } from '../dom.ts';
import { counted, number, t } from '../speech.ts';
import { articleList, quotationList, whereAndWhen } from './lists.ts';
import { overview } from './overview.ts';
import { type Filters, link, type Route, readRoute, type View, writeRoute } from './route.ts';
import { searchView } from './search.ts';
import { articlesOf, quotationsOf } from './select.ts';
import type { Corpus } from './store.ts';
import { nameTable, voiceTable } from './tables.ts';

const TABS: readonly [View, 'overview' | 'voices' | 'quotations' | 'names' | 'articles'][] = [
  ['overview', 'overview'],
  ['voices', 'voices'],
  ['quotations', 'quotations'],
  ['names', 'names'],
  ['articles', 'articles'],
];

function navigation(route: Route): HTMLElement {
  return h(
    'nav',
    { class: 'views', 'aria-label': t('overview') },
    TABS.map(([view, label]) =>
      h('a', { href: link(route, view), 'aria-current': view === route.view ? 'page' : null }, t(label)),
    ),
  );
}

function filterBar(corpus: Corpus, route: Route): HTMLElement {
  const { filters, view } = route;
  const shown = view === 'article' || view === 'search' ? 'overview' : view;
  const go = (change: Filters): void => {
    location.hash = writeRoute(shown, {
      ...filters,
      page: undefined,
      number: undefined,
      at: undefined,
      q: undefined,
      ...change,
    });
  };
  const select = (label: string, key: 'outlet' | 'kind', options: [string, string][]): HTMLElement =>
    h(
      'label',
      {},
      h('span', {}, label),
      h(
        'select',
        {
          'data-filter': key,
          change: (event: Event) => go({ [key]: (event.target as HTMLSelectElement).value || undefined }),
        },
        h('option', { value: '' }, t('all')),
        options.map(([value, name]) => h('option', { value, selected: filters[key] === value }, visible(name))),
      ),
    );
  const day = (label: string, key: 'from' | 'to'): HTMLElement =>
    h(
      'label',
      {},
      h('span', {}, label),
      h('input', {
        type: 'date',
        value: dayOf(filters[key], key),
        'data-filter': key,
        change: (event: Event) => go({ [key]: (event.target as HTMLInputElement).value || undefined }),
      }),
    );
  const find = h('input', {
    type: 'search',
    value: filters.q ?? '',
    placeholder: t('searchHint'),
    'aria-label': t('search'),
    dir: 'auto',
  });
  const search = (event: Event): void => {
    event.preventDefault();
    if (find.value.trim()) location.hash = link(route, 'search', { q: find.value.trim() });
  };
  const outlets = [...corpus.index.outlets].filter(Boolean).sort((a, b) => a.localeCompare(b));
  const some = filters.outlet ?? filters.kind ?? filters.from ?? filters.to;
  return h(
    'div',
    { class: 'filters' },
    h('form', { role: 'search', submit: search }, find, h('button', { type: 'submit' }, t('search'))),
    outlets.length > 1 &&
      select(
        t('outlet'),
        'outlet',
        outlets.map((name) => [name, name]),
      ),
    select(
      t('kind'),
      'kind',
      SOURCE_KINDS.map((kind) => [kind, t(kind)]),
    ),
    day(t('from'), 'from'),
    day(t('to'), 'to'),
    some !== undefined && h('a', { class: 'pill', href: writeRoute(shown, {}) }, t('clear')),
  );
}

/** A month or year as the day that a field for days can show. */
function dayOf(period: string | undefined, end: 'from' | 'to'): string | null {
  if (period === undefined || period.length === 10) return period ?? null;
  const [year = 0, month] = period.split('-').map(Number);
  if (end === 'from') return `${period.padEnd(4, '0')}${month === undefined ? '-01' : ''}-01`;
  return new Date(Date.UTC(year, month ?? 12, 0)).toISOString().slice(0, 10);
}

/** Draws the view of the address into an element, and again when it changes. */
export function showCorpus(main: HTMLElement, corpus: Corpus): void {
  const draw = (): void => {
    const route = readRoute(location.hash);
    const content = h('div', { id: 'text', tabindex: -1, class: 'content' });
    replace(
      main,
      h(
        'div',
        { class: 'corpus' },
        navigation(route),
        route.view === 'article' ? null : filterBar(corpus, route),
        tooMany(corpus),
        edits(corpus),
        content,
      ),
    );
    if (route.view === 'article') openArticle(corpus, route, content);
    else replace(content, viewOf(corpus, route));
  };
  const move = (): void => {
    const before = document.activeElement?.getAttribute('data-filter');
    draw();
    scrollTo(0, 0);
    const same = before
      ? main.querySelector<HTMLElement>(`[data-filter="${before}"]`)
      : main.querySelector<HTMLElement>('.content');
    same?.focus({ preventScroll: true });
  };
  // `#text` and the like are places on the page, no views.
  window.onhashchange = () => {
    if (location.hash === '' || location.hash.startsWith('#/')) move();
  };
  draw();
}

function viewOf(corpus: Corpus, route: Route): HTMLElement {
  const heading = (title: string, view: HTMLElement): HTMLElement =>
    h('div', {}, h('h1', { class: 'unshown' }, title), view);
  switch (route.view) {
    case 'voices':
      return heading(t('voices'), voiceTable(corpus, route));
    case 'names':
      return heading(t('names'), nameTable(corpus, route));
    case 'articles':
      return heading(t('articles'), articleList(corpus, route, articlesOf(corpus, route.filters)));
    case 'quotations':
      return heading(t('quotations'), quotationList(corpus, route, quotationsOf(corpus, route.filters)));
    case 'search':
      return heading(t('search'), searchView(corpus, route));
    case 'article':
    case 'overview':
      return heading(t('overview'), overview(corpus, route));
    default:
      return route.view satisfies never;
  }
}

function openArticle(corpus: Corpus, route: Route, content: HTMLElement): void {
  const article = Number(route.filters.number ?? 0);
  if (!(article in corpus.index.articles.title)) {
    replace(content, h('p', { class: 'hint' }, t('noResults')));
    return;
  }
  const back = h('button', { type: 'button', class: 'quiet', click: () => history.back() }, t('back'));
  showArticle(content, corpus.article(article), {
    above: h('p', { class: 'above' }, back, ' · ', whereAndWhen(corpus, article)),
    at: route.filters.at,
    changed: (_, analysis) => corpus.corrected.set(article, analysis),
  });
}

function tooMany({ index }: Corpus): HTMLElement | null {
  const held = index.articles.title.length;
  return index.total > held ? h('p', { class: 'notice' }, t('tooMany').replace('#', number(held))) : null;
}

/** All that was corrected since the page was opened, as one file. */
function edits({ corrected }: Corpus): HTMLElement | null {
  const articles = [...corrected.values()].filter((analysis) => countEdits(analysis) > 0 || analysis.edited);
  if (!articles.length) return null;
  const save = (): void => download('corrections.json', `${JSON.stringify(articles, null, 1)}\n`);
  const count = articles.reduce((sum, analysis) => sum + countEdits(analysis), 0);
  return h(
    'p',
    { class: 'notice' },
    `${counted(count, 'correction')} · `,
    h('button', { type: 'button', class: 'quiet', click: save }, t('download')),
  );
}
