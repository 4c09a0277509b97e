/** Search in any spelling: names and titles at once, then the articles block by block, so that the page stays awake. */

import { fold, foldText } from '../../../text/fold.ts';
import { BLOCK } from '../../corpus/data.ts';
import { visible } from '../../visible.ts';
import { h, replace } from '../dom.ts';
import { counted, t } from '../speech.ts';
import { bars } from './charts.ts';
import { articleLink, articleTitle, whereAndWhen } from './lists.ts';
import { nameBar, voiceBar } from './overview.ts';
import type { Route } from './route.ts';
import { articlesOf, articleTest, nameFigures, quotationsOf, voiceFigures } from './select.ts';
import type { Corpus } from './store.ts';

const HITS_MOST = 100;
const AROUND = 70;

/** The words around a hit, the hit itself marked. */
export function around(text: string, start: number, end: number): HTMLElement {
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, start - AROUND)) + 1);
  const behind = text.indexOf(' ', end + AROUND);
  const to = behind < 0 ? text.length : behind;
  return h(
    'p',
    { class: 'hit', lang: 'ar', dir: 'rtl' },
    from > 0 ? '… ' : '',
    visible(text.slice(from, start)),
    h('mark', {}, visible(text.slice(start, end))),
    visible(text.slice(end, to)),
    to < text.length ? ' …' : '',
  );
}

/** A search that another one ends. */
let running = 0;

export function searchView(corpus: Corpus, route: Route): HTMLElement {
  const mine = ++running;
  const wanted = foldText(route.filters.q ?? '', 'search').trim();
  const has = (key: string): boolean => wanted !== '' && key.includes(wanted);
  const voices = voiceFigures(corpus, quotationsOf(corpus, route.filters)).filter(({ voice }) =>
    has(corpus.index.voices[voice]!.key),
  );
  const names = nameFigures(corpus, articlesOf(corpus, route.filters)).filter(({ name }) =>
    has(corpus.index.names[name]!.key),
  );
  const status = h('p', { class: 'hint', role: 'status' }, t('searching'));
  const list = h('ol', { class: 'list' });
  if (wanted) void searchArticles(corpus, route, wanted, list, status, () => mine === running);
  else replace(status, t('noResults'));
  return h(
    'div',
    { class: 'overview' },
    voices.length > 0 &&
      h(
        'section',
        { class: 'tile' },
        h('h2', {}, t('voices')),
        bars(voices.slice(0, 10).map((one) => voiceBar(corpus, route, one.voice, one.quotations))),
      ),
    names.length > 0 &&
      h(
        'section',
        { class: 'tile' },
        h('h2', {}, t('names')),
        bars(names.slice(0, 10).map((one) => nameBar(corpus, route, one.name, one.articles))),
      ),
    h('section', { class: 'tile wide' }, h('h2', {}, t('inArticles')), status, list),
  );
}

async function searchArticles(
  corpus: Corpus,
  route: Route,
  wanted: string,
  list: HTMLElement,
  status: HTMLElement,
  goesOn: () => boolean,
): Promise<void> {
  const fits = articleTest(corpus, route.filters, corpus);
  const size = corpus.index.articles.title.length;
  let found = 0;
  for (let block = 0; block < corpus.blocks; block++) {
    await new Promise((wake) => setTimeout(wake));
    if (!goesOn()) return;
    for (let article = block * BLOCK; article < Math.min(size, (block + 1) * BLOCK); article++) {
      if (!fits(article)) continue;
      const hit = hitIn(corpus, article, wanted);
      if (!hit || ++found > HITS_MOST) continue;
      list.append(
        h(
          'li',
          { class: 'story', dir: 'rtl' },
          h(
            'a',
            { href: articleLink(route, article), lang: 'ar', dir: 'auto' },
            visible(articleTitle(corpus, article)),
          ),
          h('p', { class: 'from' }, whereAndWhen(corpus, article)),
          hit,
        ),
      );
    }
  }
  replace(status, found ? counted(found, 'article') : t('noResults'));
}

function hitIn(corpus: Corpus, article: number, wanted: string): HTMLElement | null {
  const { text, quotations } = corpus.article(article);
  const searched = text ?? quotations.map(({ content }) => content.text).join('\n');
  // Folding without places is faster, and most articles have no hit.
  if (!foldText(searched, 'search').includes(wanted)) return null;
  const { key, spanOf } = fold(searched, 'search');
  const at = key.indexOf(wanted);
  const { start, end } = spanOf(at, at + wanted.length);
  return around(searched, start, end);
}
