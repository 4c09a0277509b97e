/** Lists that lead on: quotations to their articles, articles to their text. */
import type { Analysis } from '../../../model.ts';
import { CERTAINTIES } from '../../corpus/data.ts';
import { officeOf } from '../../office.ts';
import { visible } from '../../visible.ts';
import { certaintySign, quoted } from '../article/card.ts';
import { speakerOf } from '../article/state.ts';
import { h } from '../dom.ts';
import { counted, date, number, stanceName, t } from '../speech.ts';
import { type Filters, link, type Route, type View, writeRoute } from './route.ts';
import type { Corpus } from './store.ts';

export const PAGE = 30;

export const articleTitle = ({ index }: Corpus, article: number): string =>
  index.articles.title[article] || index.articles.path[article] || number(article + 1);

export function whereAndWhen({ index }: Corpus, article: number): (Node | string)[] {
  const { outlets, articles } = index;
  const outlet = outlets[articles.outlet[article]!];
  const when = articles.date[article]!;
  const parts = [
    outlet ? h('bdi', {}, visible(outlet)) : null,
    when ? h('time', { datetime: when }, date(when)) : null,
  ].filter((part) => part !== null);
  return parts.flatMap((part, i) => (i ? [' · ', part] : [part]));
}

export const articleLink = (route: Route, article: number, at?: string): string =>
  link(route, 'article', { number: String(article), ...(at !== undefined && { at }) });

function quotationItem(corpus: Corpus, route: Route, row: number, opened: Map<number, Analysis>): HTMLElement {
  const article = corpus.index.quotations.article[row]!;
  let analysis = opened.get(article);
  if (!analysis) {
    analysis = corpus.article(article);
    opened.set(article, analysis);
  }
  const quotation = analysis.quotations[corpus.place(row)];
  if (!quotation) return h('li');
  const speaker = speakerOf(analysis, quotation.speaker);
  const office = speaker ? officeOf(speaker) : '';
  const { cue, confidence, edited } = quotation;
  return h(
    'li',
    { class: 'said', dir: 'rtl' },
    h(
      'p',
      { class: 'who' },
      h('bdi', {}, visible(speaker?.name ?? t('notTold'))),
      office ? h('small', {}, h('bdi', {}, visible(office))) : null,
      cue && cue.stance !== 'neutral' ? h('span', { class: 'stance' }, stanceName(cue.stance)) : null,
      corpus.index.quotations.certainty[row] ? certaintySign(confidence, edited) : null,
    ),
    h('blockquote', { lang: 'ar', dir: 'rtl' }, quoted(quotation)),
    h(
      'p',
      { class: 'from' },
      h('a', { href: articleLink(route, article, quotation.id) }, h('bdi', {}, visible(articleTitle(corpus, article)))),
      ' · ',
      whereAndWhen(corpus, article),
    ),
  );
}

/** A page of a list, with the ways to the pages before and behind. */
export function paged<T>(items: readonly T[], route: Route, view: View, draw: (item: T) => Node): (Node | null)[] {
  const page = Math.max(0, Math.min(Number(route.filters.page ?? 1) - 1, Math.floor((items.length - 1) / PAGE)));
  const pages = Math.ceil(items.length / PAGE);
  const to = (target: number): string => writeRoute(view, { ...route.filters, page: String(target + 1) });
  return [
    h('ol', { class: 'list' }, items.slice(page * PAGE, (page + 1) * PAGE).map(draw)),
    pages > 1
      ? h(
          'nav',
          { class: 'pages', 'aria-label': t('page') },
          page > 0 && h('a', { href: to(page - 1), rel: 'prev' }, t('previous')),
          h('span', {}, `${t('page')} ${number(page + 1)} / ${number(pages)}`),
          page < pages - 1 && h('a', { href: to(page + 1), rel: 'next' }, t('following')),
        )
      : null,
  ];
}

/** What the list's filters say, each with the way to be rid of it. */
function chosen(corpus: Corpus, route: Route): HTMLElement[] {
  const { index } = corpus;
  const { filters, view } = route;
  const names: [keyof Filters, string][] = [];
  if (filters.voice !== undefined) names.push(['voice', index.voices[Number(filters.voice)]?.name ?? '']);
  for (const key of ['name', 'and'] as const)
    if (filters[key] !== undefined) names.push([key, index.names[Number(filters[key])]?.name ?? '']);
  if (filters.stance !== undefined) names.push(['stance', stanceName(filters.stance as never)]);
  if (filters.gender !== undefined)
    names.push(['gender', t(filters.gender === 'f' ? 'women' : filters.gender === 'm' ? 'men' : 'genderUnknown')]);
  if (filters.certainty !== undefined) {
    const certainty = CERTAINTIES.find((one) => one === filters.certainty);
    if (certainty) names.push(['certainty', t(certainty)]);
  }
  return names.map(([key, name]) =>
    h(
      'a',
      {
        class: 'pill',
        href: writeRoute(view, { ...filters, [key]: undefined, page: undefined }),
        'aria-label': `${t('clear')}: ${visible(name)}`,
      },
      h('bdi', {}, visible(name)),
      ' ×',
    ),
  );
}

export function quotationList(corpus: Corpus, route: Route, rows: readonly number[]): HTMLElement {
  const opened = new Map<number, Analysis>();
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, counted(rows.length, 'quotation')),
    h('p', { class: 'chosen' }, chosen(corpus, route)),
    rows.length
      ? paged(rows, route, 'quotations', (row) => quotationItem(corpus, route, row, opened))
      : h('p', { class: 'hint' }, t('noResults')),
  );
}

export function articleList(
  corpus: Corpus,
  route: Route,
  articles: readonly number[],
  view: View = 'articles',
): HTMLElement {
  const item = (article: number): HTMLElement =>
    h(
      'li',
      { class: 'story', dir: 'rtl' },
      h('a', { href: articleLink(route, article), lang: 'ar', dir: 'auto' }, visible(articleTitle(corpus, article))),
      h(
        'p',
        { class: 'from' },
        whereAndWhen(corpus, article),
        ` · ${counted(corpus.quotationsOf.of(article).length, 'quotation')} · ${counted(corpus.index.articles.words[article]!, 'word')}`,
      ),
    );
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, counted(articles.length, 'article')),
    h('p', { class: 'chosen' }, chosen(corpus, route)),
    articles.length ? paged(articles, route, view, item) : h('p', { class: 'hint' }, t('noResults')),
  );
}
