/** All voices, all names: tables whose numbers lead on. */
import { visible } from '../../visible.ts';
import { h } from '../dom.ts';
import { counted, entityName, number, t } from '../speech.ts';
import { paged } from './lists.ts';
import { KIND_TINT, places } from './overview.ts';
import { link, type Route } from './route.ts';
import { articlesOf, nameFigures, quotationsOf, voiceFigures } from './select.ts';
import type { Corpus } from './store.ts';

export function voiceTable(corpus: Corpus, route: Route): HTMLElement {
  const { voices } = corpus.index;
  const figures = voiceFigures(corpus, quotationsOf(corpus, route.filters));
  const row = (one: (typeof figures)[number]): HTMLElement => {
    const { name, office, kind } = voices[one.voice]!;
    const href = link(route, 'quotations', { voice: String(one.voice) });
    return h(
      'li',
      { class: 'entry' },
      h('span', { class: `swatch ${KIND_TINT[kind]}`, title: t(kind) }),
      h(
        'span',
        { class: 'entry-name' },
        h('a', { href }, h('bdi', {}, visible(name))),
        h('small', {}, office ? h('bdi', {}, visible(office)) : t(kind)),
      ),
      h(
        'span',
        { class: 'entry-figures' },
        h('a', { href }, counted(one.quotations, 'quotation')),
        h('span', {}, counted(one.words, 'word')),
        h('span', {}, counted(one.articles, 'article')),
        h('span', {}, counted(one.outlets, 'outlet')),
      ),
    );
  };
  return h(
    'section',
    { class: 'tile wide' },
    h('h2', {}, counted(figures.length, 'voice')),
    figures.length ? paged(figures, route, 'voices', row) : h('p', { class: 'hint' }, t('noResults')),
  );
}

export function nameTable(corpus: Corpus, route: Route): HTMLElement {
  const { names } = corpus.index;
  const figures = nameFigures(corpus, articlesOf(corpus, route.filters));
  const row = (one: (typeof figures)[number]): HTMLElement => {
    const { name, type, heard } = names[one.name]!;
    const href = link(route, 'articles', { name: String(one.name) });
    const silent = !heard && (type === 'PER' || type === 'ORG');
    return h(
      'li',
      { class: 'entry' },
      h(
        'span',
        { class: 'entry-name' },
        h('a', { href }, h('bdi', {}, visible(name))),
        h('small', {}, entityName(type), silent ? ` · ${t('unheard')}` : ''),
      ),
      h(
        'span',
        { class: 'entry-figures' },
        h('a', { href }, counted(one.articles, 'article')),
        h('span', {}, `${t('mentions')}: ${number(one.mentions)}`),
      ),
    );
  };
  return h(
    'div',
    { class: 'overview' },
    places(corpus, route, figures),
    h(
      'section',
      { class: 'tile wide' },
      h('h2', {}, counted(figures.length, 'name')),
      figures.length ? paged(figures, route, 'names', row) : h('p', { class: 'hint' }, t('noResults')),
    ),
  );
}
