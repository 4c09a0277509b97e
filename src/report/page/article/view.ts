/** The view of one article: text and panel, and what ties them together. */
import { approve, countEdits } from '../../../corrections/edit.ts';
import type { Analysis } from '../../../model.ts';
import { visible } from '../../visible.ts';
import { download, h, replace, wide } from '../dom.ts';
import { counted, date, number, percent, t } from '../speech.ts';
import { card } from './card.ts';
import { dialogsOf } from './dialogs.ts';
import { checkList, tabs } from './panel.ts';
import { type Actions, type ArticleState, keep, keptFor, quotationOf, sharesOf, speakerOf, tintOf } from './state.ts';
import { articleText } from './text.ts';

/** Below this width the card comes up from the window's edge, since the panel is far below. */
const NARROW = '(max-width: 62rem)';
const WORDS_A_MINUTE = 180;

const LAYERS = [
  ['quotations', 'layerQuotations'],
  ['cues', 'layerCues'],
  ['phrases', 'layerPhrases'],
  ['names', 'layerNames'],
  ['numbers', 'layerNumbers'],
] as const;

/** Layers that are hidden; the choice holds for all articles of the page. */
const hidden = new Set<string>();

export interface ArticleHost {
  /** Before the article: the way back to the corpus. */
  above?: Node;
  /** The quotation to begin at. */
  at?: string;
  /** What a reader changed, for the corpus's download. */
  changed?(given: Analysis, analysis: Analysis): void;
}

/** Draws an article into an element. */
export function showArticle(root: HTMLElement, given: Analysis, host: ArticleHost = {}): void {
  const state: ArticleState = {
    analysis: keptFor(given) ?? given,
    given,
    history: [],
    correcting: false,
    tab: 'voices',
  };
  let pinned: readonly string[] | null = null;

  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  const lightUp = (ids: readonly string[] | null): void => {
    const wanted = ids ?? pinned;
    root.querySelector('.reading')?.classList.toggle('focusing', wanted !== null);
    for (const element of all('[data-q], [data-cue]')) {
      const own = `${element.dataset.q ?? ''} ${element.dataset.cue ?? ''}`.split(' ');
      element.classList.toggle('lit', wanted?.some((id) => own.includes(id)) ?? false);
    }
    for (const element of all('[data-card], [data-marker]')) {
      const id = element.dataset.card ?? element.dataset.marker ?? '';
      element.classList.toggle('lit', wanted?.includes(id) ?? false);
    }
  };
  const scrollTo = (element: Element | null): void =>
    element?.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' });
  const draw = (): void => {
    drawArticle(root, state, actions, host);
    lightUp(null);
  };
  const seen = new Map<string, number>();

  const actions: Actions = {
    light: lightUp,
    pin(ids) {
      pinned = ids;
      lightUp(null);
    },
    lightName(id) {
      for (const element of all('[data-entity], [data-place]')) {
        const own = element.dataset.entity ?? element.dataset.place;
        element.classList.toggle('name-lit', own === id);
      }
    },
    showCard(id) {
      if (matchMedia(NARROW).matches) return showSheet(root, state, id, actions);
      if (state.tab !== 'quotations') actions.showTab('quotations');
      const element = root.querySelector<HTMLElement>(`.cards [data-card="${CSS.escape(id)}"]`);
      scrollInPanel(root, element);
      element?.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
      actions.pin([id]);
    },
    showInText(id) {
      closeSheet(root);
      const marker = document.getElementById(`in-text-${id}`);
      scrollTo(marker);
      marker?.focus({ preventScroll: true });
      pinned = pinned?.includes(id) ? pinned : [id];
      lightUp(null);
    },
    showName(id) {
      const places = all(`[data-entity="${CSS.escape(id)}"]`);
      const next = (seen.get(id) ?? -1) + 1;
      seen.set(id, next);
      scrollTo(places[next % Math.max(1, places.length)] ?? null);
      actions.lightName(id);
    },
    showTab(tab) {
      state.tab = tab;
      root.querySelector('.tabs')?.replaceWith(tabs(state, actions));
      lightUp(null);
    },
    change(edit) {
      const changed = edit(state.analysis);
      if (changed === state.analysis) return;
      state.history.push(state.analysis);
      state.analysis = changed;
      settle();
    },
    undo() {
      state.analysis = state.history.pop() ?? state.analysis;
      settle();
    },
    correct(on) {
      state.correcting = on;
      draw();
      root.querySelector<HTMLElement>('.correct-switch')?.focus();
    },
    ask: dialogsOf(state, () => actions),
  };
  const settle = (): void => {
    const focus = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset.card;
    const scrolled = root.querySelector('.panel')?.scrollTop ?? 0;
    keep(state);
    host.changed?.(state.given, state.analysis);
    closeSheet(root);
    pinned = null;
    draw();
    root.querySelector('.panel')?.scrollTo(0, scrolled);
    if (focus !== undefined)
      root.querySelector<HTMLElement>(`[data-card="${CSS.escape(focus)}"] h3`)?.focus({ preventScroll: true });
  };
  draw();
  const wanted = host.at ?? location.hash.slice(1);
  if (quotationOf(state.analysis, wanted)) actions.showInText(wanted);
}

const calm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

function scrollInPanel(root: HTMLElement, element: HTMLElement | null): void {
  const panel = root.querySelector<HTMLElement>('.panel');
  if (!panel || !element) return;
  const top = element.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - 12;
  panel.scrollTo({ top, behavior: calm() ? 'auto' : 'smooth' });
}

function drawArticle(root: HTMLElement, state: ArticleState, actions: Actions, host: ArticleHost): void {
  const { analysis } = state;
  const { headline, body } = articleText(analysis, actions);
  const title = headline ?? visible(analysis.title ?? analysis.source.path ?? analysis.source.id ?? t('article'));
  const text = analysis.text === undefined ? h('p', { class: 'hint', id: 'text' }, t('noText')) : body;
  replace(
    root,
    h(
      'div',
      { class: 'article' },
      host.above,
      h(
        'div',
        { class: `reading ${[...hidden].map((layer) => `no-${layer}`).join(' ')}` },
        h(
          'header',
          { class: 'head' },
          kicker(analysis),
          h('h1', { dir: 'auto', lang: 'ar' }, title),
          analysis.byline && h('p', { class: 'byline' }, h('bdi', {}, visible(analysis.byline))),
          shareBar(analysis, actions),
        ),
        layerSwitches(root),
        text,
        notes(analysis),
      ),
      h(
        'aside',
        { class: 'panel', 'aria-label': t('voices'), tabindex: 0 },
        correctionBar(state, actions),
        checkList(analysis, actions),
        tabs(state, actions),
      ),
      h('section', { class: 'sheet', 'aria-label': t('card'), hidden: true }),
    ),
  );
}

function kicker({ source, published, counts }: Analysis): HTMLElement {
  const name = source.path?.split(/[/\\]/).at(-1) ?? source.id;
  return h(
    'p',
    { class: 'kicker' },
    [
      name && h('bdi', {}, visible(name)),
      published && h('time', { datetime: published }, date(published)),
      h('span', {}, counted(counts.words, 'word')),
      h('span', {}, counted(Math.max(1, Math.round(counts.words / WORDS_A_MINUTE)), 'minute')),
    ].filter((part) => part !== null && part !== ''),
  );
}

/** Who has how much of the article, as one bar. */
function shareBar(analysis: Analysis, actions: Actions): HTMLElement | null {
  const shares = [...sharesOf(analysis)].sort(([, a], [, b]) => b - a);
  if (!shares.length) return null;
  const part = ([id, share]: [string | null, number]): HTMLElement => {
    const name = visible(speakerOf(analysis, id)?.name ?? t('notTold'));
    const ids = analysis.quotations.filter(({ speaker }) => speaker === id).map((one) => one.id);
    const light = { mouseenter: () => actions.light(ids), mouseleave: () => actions.light(null) };
    return wide(h('span', { class: tintOf(analysis, id), title: `${name} · ${percent(share)}`, ...light }), share);
  };
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  return h(
    'div',
    { class: 'shares' },
    h('div', { class: 'share-bar', 'aria-hidden': 'true' }, shares.map(part)),
    h(
      'p',
      { class: 'share' },
      `${counted(analysis.speakers.length, 'voice')} · ${counted(analysis.quotations.length, 'quotation')} · ${percent(Math.min(1, total))} ${t('shareOfWords')}`,
    ),
  );
}

function layerSwitches(root: HTMLElement): HTMLElement {
  const toggle = (layer: string, on: boolean): void => {
    if (on) hidden.delete(layer);
    else hidden.add(layer);
    root.querySelector('.reading')?.classList.toggle(`no-${layer}`, !on);
  };
  return h(
    'fieldset',
    { class: 'layers' },
    h('legend', {}, t('layers')),
    LAYERS.map(([layer, label]) =>
      h(
        'label',
        { class: `layer layer-${layer}` },
        h('input', {
          type: 'checkbox',
          checked: !hidden.has(layer),
          'data-layer': layer,
          change: (event: Event) => toggle(layer, (event.target as HTMLInputElement).checked),
        }),
        h('span', {}, t(label)),
      ),
    ),
  );
}

function notes({ warnings }: Analysis): HTMLElement | null {
  if (!warnings.length) return null;
  return h(
    'details',
    { class: 'notes' },
    h('summary', {}, `${t('warnings')} (${number(warnings.length)})`),
    h(
      'ul',
      { lang: 'en', dir: 'ltr' },
      warnings.map(({ code, message }) => h('li', {}, h('code', {}, visible(code)), ` ${visible(message)}`)),
    ),
  );
}

function correctionBar(state: ArticleState, actions: Actions): HTMLElement {
  const { analysis, correcting, history } = state;
  const edits = countEdits(analysis);
  const name = (analysis.source.path ?? analysis.source.id ?? 'article').split(/[/\\]/).at(-1);
  const save = (): void => download(`${name}.corrections.json`, `${JSON.stringify(analysis, null, 1)}\n`);
  const button = (label: string, click: () => void): HTMLElement => h('button', { type: 'button', click }, label);
  return h(
    'div',
    { class: 'correct' },
    h(
      'button',
      {
        type: 'button',
        class: 'correct-switch',
        'aria-pressed': String(correcting),
        title: t('correctHint'),
        click: () => actions.correct(!correcting),
      },
      t('correct'),
    ),
    (edits > 0 || analysis.edited) && h('span', { class: 'count' }, counted(edits, 'correction')),
    correcting && analysis.text !== undefined && button(t('missed'), () => actions.ask.missed()),
    correcting && !analysis.edited && button(t('approve'), () => actions.change(approve)),
    analysis.edited && h('span', { class: 'certainty edited' }, `✓ ${t('approved')}`),
    history.length > 0 && button(t('undo'), () => actions.undo()),
    (edits > 0 || analysis.edited) && button(t('download'), save),
    correcting && h('p', { class: 'hint' }, t('kept')),
  );
}

function showSheet(root: HTMLElement, state: ArticleState, id: string, actions: Actions): void {
  const sheet = root.querySelector<HTMLElement>('.sheet');
  const quotation = quotationOf(state.analysis, id);
  if (!sheet || !quotation) return;
  const close = h(
    'button',
    { type: 'button', class: 'close', 'aria-label': t('close'), click: () => closeSheet(root) },
    '×',
  );
  replace(sheet, close, card(state.analysis, quotation, actions, state.correcting));
  sheet.hidden = false;
  // The words stay to be seen above the card.
  const marker = document.getElementById(`in-text-${id}`);
  if (marker) scrollBy({ top: marker.getBoundingClientRect().top - innerHeight * 0.15 });
  sheet.onkeydown = (event) => {
    if (event.key !== 'Escape') return;
    closeSheet(root);
    document.getElementById(`in-text-${id}`)?.focus();
  };
  sheet.querySelector<HTMLElement>('h3')?.focus({ preventScroll: true });
  actions.pin([id]);
}

function closeSheet(root: HTMLElement): void {
  const sheet = root.querySelector<HTMLElement>('.sheet');
  if (sheet) sheet.hidden = true;
}
