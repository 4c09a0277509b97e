/** The page: reads what the file holds, draws it, and lets the reader choose language and light. */
import type { Analysis } from '../../model.ts';
import type { Language } from '../labels.ts';
import { showArticle } from './article/view.ts';
import { showCorpus } from './corpus/app.ts';
import { readCorpus } from './corpus/store.ts';
import { h, replace } from './dom.ts';
import { speak, spoken, t } from './speech.ts';

/** What stands in an element of the file, as data. */
function held(id: string): unknown {
  const content = document.getElementById(id)?.textContent;
  return content ? JSON.parse(content) : null;
}

interface Settings {
  language: Language;
}

const THEMES = ['auto', 'light', 'dark'] as const;

function topBar(redraw: () => void): HTMLElement {
  const root = document.documentElement;
  const turn = (): void => {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const now = root.dataset.theme === 'auto' || !root.dataset.theme ? (dark ? 'dark' : 'light') : root.dataset.theme;
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
  };
  const change = (): void => {
    speak(spoken() === 'ar' ? 'en' : 'ar');
    redraw();
    document.querySelector<HTMLElement>('.language')?.focus();
  };
  return h(
    'header',
    { class: 'top' },
    h('a', { class: 'skip', href: '#text' }, t('skip')),
    h('p', { class: 'brand' }, h('span', { lang: 'ar' }, 'إسناد'), h('span', { class: 'claim' }, t('report'))),
    h(
      'div',
      { class: 'choices' },
      h(
        'button',
        {
          type: 'button',
          class: 'language',
          lang: spoken() === 'ar' ? 'en' : 'ar',
          title: t('languageHint'),
          click: change,
        },
        t('language'),
      ),
      h('button', { type: 'button', class: 'theme', 'aria-label': t('theme'), title: t('theme'), click: turn }, '◐'),
    ),
  );
}

function start(): void {
  const settings = held('settings') as Settings;
  speak(settings.language);
  document.documentElement.dataset.theme = THEMES[0];
  const article = held('article') as Analysis | null;
  const corpus = article ? null : readCorpus();
  const draw = (): void => {
    const main = h('main', { id: 'main' });
    replace(document.getElementById('app')!, topBar(draw), main, h('footer', { class: 'foot' }, t('madeBy')));
    if (article) showArticle(main, article);
    else if (corpus) showCorpus(main, corpus);
  };
  draw();
}

start();
