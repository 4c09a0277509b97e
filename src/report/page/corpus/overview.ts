/** The first view of a corpus: who is quoted, when, by whom, how. */
import type { Stance } from '../../../model.ts';
import { SOURCE_KINDS, type SourceKind } from '../../corpus/kinds.ts';
import { visible } from '../../visible.ts';
import { h } from '../dom.ts';
import { placesMap } from '../map.ts';
import { counted, date, entityName, monthName, number, stanceName, t } from '../speech.ts';
import { type Bar, bars, parts, shades, timeLine } from './charts.ts';
import { link, type Route } from './route.ts';
import { articlesOf, isPerson, nameFigures, periodsOf, quotationsOf, tally, together, voiceFigures } from './select.ts';
import type { Corpus } from './store.ts';

export const KIND_TINT: Record<SourceKind, string> = {
  official: 's0',
  named: 's2',
  organization: 's4',
  unnamed: 's1',
  media: 's3',
  unknown: 'sx',
};

const tile = (title: string, hint: string | null, ...content: (Node | null)[]): HTMLElement =>
  h('section', { class: 'tile' }, h('h2', {}, title), hint && h('p', { class: 'hint' }, hint), content);

const figure = (value: string, href: string | null): HTMLElement => {
  const [digits = '', ...rest] = value.split(/(?<=[\d٠-٩])\s/);
  const text = rest.length ? [h('strong', {}, digits), ` ${rest.join(' ')}`] : [h('strong', {}, value)];
  return h('li', {}, href === null ? h('span', {}, text) : h('a', { href }, text));
};

export function voiceBar({ index }: Corpus, route: Route, voice: number, value: number): Bar {
  const { name, office, kind } = index.voices[voice]!;
  return {
    name,
    value,
    ...(office ? { note: office } : { label: t(kind) }),
    tint: KIND_TINT[kind],
    href: link(route, 'quotations', { voice: String(voice) }),
  };
}

export function nameBar({ index }: Corpus, route: Route, name: number, value: number): Bar {
  const { name: text, type } = index.names[name]!;
  return { name: text, value, label: entityName(type), href: link(route, 'articles', { name: String(name) }) };
}

export function overview(corpus: Corpus, route: Route): HTMLElement {
  const articles = articlesOf(corpus, route.filters);
  const rows = quotationsOf(corpus, route.filters);
  const voices = voiceFigures(corpus, rows);
  const names = nameFigures(corpus, articles);
  return h(
    'div',
    { class: 'overview' },
    figures(corpus, route, articles, rows, voices.length),
    overTime(corpus, route, rows),
    tile(
      t('whoIsQuoted'),
      null,
      bars(voices.slice(0, 12).map(({ voice, quotations }) => voiceBar(corpus, route, voice, quotations))),
      more(link(route, 'voices')),
    ),
    h(
      'div',
      { class: 'column' },
      tile(t('kinds'), t('kindsHint'), kindParts(corpus, route, rows)),
      tile(t('gender'), null, genderParts(corpus, route, rows)),
      outlets(corpus, route, rows),
    ),
    stances(corpus, route, rows),
    unheard(corpus, route, names),
    tile(
      t('topNames'),
      null,
      bars(names.slice(0, 12).map(({ name, articles: value }) => nameBar(corpus, route, name, value))),
      more(link(route, 'names')),
    ),
    occurring(corpus, route, articles, names),
    places(corpus, route, names),
  );
}

const more = (href: string): HTMLElement => h('p', { class: 'more' }, h('a', { href }, t('more')));

function figures(
  { index }: Corpus,
  route: Route,
  articles: readonly number[],
  rows: readonly number[],
  voices: number,
): HTMLElement {
  const outlets = new Set(articles.map((article) => index.articles.outlet[article])).size;
  const words = rows.reduce((sum, row) => sum + index.quotations.words[row]!, 0);
  return h(
    'ul',
    { class: 'figures' },
    figure(counted(articles.length, 'article'), link(route, 'articles')),
    figure(counted(outlets, 'outlet'), null),
    figure(counted(voices, 'voice'), link(route, 'voices')),
    figure(counted(rows.length, 'quotation'), link(route, 'quotations')),
    figure(counted(words, 'quotedWord'), null),
  );
}

function overTime({ index }: Corpus, route: Route, rows: readonly number[]): HTMLElement | null {
  const { quotations, articles, voices } = index;
  const dateOf = (row: number): string => articles.date[quotations.article[row]!]!;
  const { periods, length } = periodsOf(rows.map(dateOf));
  if (periods.length < 2) return null;
  const counts = new Map(periods.map((period) => [period, SOURCE_KINDS.map(() => 0)]));
  for (const row of rows) {
    const kind = voices[quotations.voice[row]!]?.kind ?? 'unknown';
    const values = counts.get(dateOf(row).slice(0, length));
    if (values) values[SOURCE_KINDS.indexOf(kind)]!++;
  }
  const label = (period: string): string =>
    length === 10 ? date(period, 'short') : length === 7 ? monthName(period) : period;
  const items = periods.map((period) => ({
    period,
    label: label(period),
    href: link(route, 'quotations', { from: period, to: period }),
    values: counts.get(period)!,
  }));
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, t('overTime')),
    timeLine(
      items,
      SOURCE_KINDS.map((kind) => ({ name: t(kind), tint: KIND_TINT[kind] })),
      t('overTime'),
    ),
  );
}

function kindParts({ index }: Corpus, route: Route, rows: readonly number[]): HTMLElement {
  const counts = new Map(tally(rows.map((row) => index.voices[index.quotations.voice[row]!]?.kind ?? 'unknown')));
  return parts(
    SOURCE_KINDS.map((kind) => ({
      name: t(kind),
      value: counts.get(kind) ?? 0,
      tint: KIND_TINT[kind],
      href: link(route, 'quotations', { kind }),
    })),
  );
}

function genderParts({ index }: Corpus, route: Route, rows: readonly number[]): HTMLElement {
  const people = rows.flatMap((row) => {
    const voice = index.voices[index.quotations.voice[row]!];
    return voice && isPerson(voice.kind) ? [voice.gender ?? '-'] : [];
  });
  const counts = new Map(tally(people));
  const part = (gender: string, name: string, tint: string) => ({
    name,
    value: counts.get(gender) ?? 0,
    tint,
    href: link(route, 'quotations', { gender }),
  });
  return parts([part('f', t('women'), 's6'), part('m', t('men'), 's5'), part('-', t('genderUnknown'), 'sx')]);
}

const OUTLETS_MOST = 14;

/** What the cues say of the words, outlet by outlet; neutral ones are the rest. */
function stances({ index }: Corpus, route: Route, rows: readonly number[]): HTMLElement | null {
  const { quotations, articles, outlets } = index;
  const telling = rows.filter((row) => index.stances[quotations.stance[row]!] !== 'neutral');
  const columns = tally(telling.map((row) => quotations.stance[row]!))
    .slice(0, 9)
    .map(([stance]) => stance);
  if (!columns.length) return null;
  const outletOf = (row: number): number => articles.outlet[quotations.article[row]!]!;
  const wanted = tally(rows.map(outletOf)).slice(0, OUTLETS_MOST);
  const cells = new Map(tally(telling.map((row) => `${outletOf(row)} ${quotations.stance[row]}`)));
  const title = t('stanceByOutlet');
  const shaded = {
    corner: t('outlet'),
    columns: columns.map((stance) => stanceName(index.stances[stance] as Stance)),
    rows: wanted.map(([outlet, total]) => ({
      name: outlets[outlet] || '–',
      href: link(route, 'quotations', { outlet: outlets[outlet] }),
      cells: columns.map((stance) => {
        const value = cells.get(`${outlet} ${stance}`) ?? 0;
        return {
          value,
          share: value / total,
          href: link(route, 'quotations', { outlet: outlets[outlet], stance: index.stances[stance] }),
        };
      }),
    })),
  };
  return h('section', { class: 'tile wide' }, h('h2', {}, title), shades(shaded, title));
}

function outlets({ index }: Corpus, route: Route, rows: readonly number[]): HTMLElement {
  const counts = tally(rows.map((row) => index.articles.outlet[index.quotations.article[row]!]!)).slice(0, 12);
  return tile(
    t('outlets'),
    null,
    bars(
      counts.map(([outlet, value]) => ({
        name: index.outlets[outlet] || '–',
        value,
        href: link(route, 'overview', { outlet: index.outlets[outlet] }),
      })),
    ),
  );
}

function unheard(corpus: Corpus, route: Route, names: ReturnType<typeof nameFigures>): HTMLElement | null {
  const silent = names.filter(({ name, articles }) => {
    const { heard, type } = corpus.index.names[name]!;
    return !heard && (type === 'PER' || type === 'ORG') && articles > 1;
  });
  if (!silent.length) return null;
  return tile(
    t('unheard'),
    t('unheardHint'),
    bars(silent.slice(0, 12).map(({ name, articles }) => nameBar(corpus, route, name, articles))),
  );
}

const TOGETHER = 12;

function occurring(
  corpus: Corpus,
  route: Route,
  articles: readonly number[],
  figures: ReturnType<typeof nameFigures>,
): HTMLElement | null {
  const names = figures
    .filter(({ name }) => ['PER', 'ORG'].includes(corpus.index.names[name]!.type))
    .slice(0, TOGETHER)
    .map(({ name }) => name);
  if (names.length < 3) return null;
  const counts = together(corpus, articles, names);
  const text = (name: number): string => corpus.index.names[name]!.name;
  const title = t('together');
  const shaded = {
    corner: t('name'),
    names: true,
    columns: names.map(text),
    rows: names.map((name, i) => ({
      name: text(name),
      href: link(route, 'articles', { name: String(name) }),
      cells: names.map((other, j) => ({
        value: counts[i]![j]!,
        share: counts[i]![j]!,
        href: link(route, 'articles', { name: String(name), and: String(other) }),
      })),
    })),
  };
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, title),
    h('p', { class: 'hint' }, t('togetherHint')),
    shades(shaded, title),
  );
}

const PLACES_MOST = 150;

export function places({ index }: Corpus, route: Route, figures: ReturnType<typeof nameFigures>): HTMLElement | null {
  const located = figures.flatMap(({ name, articles }) => {
    const { lat, lon, name: text } = index.names[name]!;
    return lat === undefined || lon === undefined ? [] : [{ id: String(name), name: text, weight: articles, lat, lon }];
  });
  if (!located.length) return null;
  const go = (id: string): void => {
    location.hash = link(route, 'articles', { name: id });
  };
  const item = ({ id, name, weight }: (typeof located)[number]): HTMLElement =>
    h(
      'li',
      {},
      h('a', { href: link(route, 'articles', { name: id }) }, h('bdi', {}, visible(name)), ` ${number(weight)}`),
    );
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, t('map')),
    h('p', { class: 'hint' }, t('placesHint')),
    placesMap(located.slice(0, PLACES_MOST), go),
    h('ul', { class: 'inline-list' }, located.slice(0, 20).map(item)),
  );
}
