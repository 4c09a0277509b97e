/** Beside the text: what to check, the voices, the cards, the names and their places. */
import { dropEntity, fixEntity, mergeSpeakers, renameSpeaker } from '../../../corrections/edit.ts';
import type { Analysis, Entity, Speaker } from '../../../model.ts';
import { officeOf } from '../../office.ts';
import { visible } from '../../visible.ts';
import { h, wide } from '../dom.ts';
import { placesMap } from '../map.ts';
import { counted, entityName, kindName, number, percent, t } from '../speech.ts';
import { card, certaintySign } from './card.ts';
import { type Actions, type ArticleState, sharesOf, snippet, speakerOf, TABS, type Tab, tintOf } from './state.ts';

const CHECK_MOST = 5;

/** The least certain speakers first; what a reader confirmed is certain. */
export const doubtful = ({ quotations }: Analysis): Analysis['quotations'] =>
  quotations
    .filter(({ confidence, edited }) => !edited && confidence < 0.8)
    .sort((a, b) => a.confidence - b.confidence || a.content.start - b.content.start);

export function checkList(analysis: Analysis, actions: Actions): HTMLElement {
  const list = doubtful(analysis);
  const item = (quotation: Analysis['quotations'][number]): HTMLElement => {
    const { id, speaker, confidence } = quotation;
    const name = speakerOf(analysis, speaker)?.name ?? t('notTold');
    const events = {
      click: () => actions.showCard(id),
      mouseenter: () => actions.light([id]),
      mouseleave: () => actions.light(null),
      focus: () => actions.light([id]),
      blur: () => actions.light(null),
    };
    return h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: `doubt ${tintOf(analysis, speaker)}`, ...events },
        h('span', { class: 'who' }, h('bdi', {}, visible(name)), certaintySign(confidence)),
        h('span', { class: 'words', lang: 'ar', dir: 'rtl' }, visible(snippet(quotation))),
      ),
    );
  };
  return h(
    'section',
    { class: 'check', 'aria-labelledby': 'check-title' },
    h('h2', { id: 'check-title' }, t('check'), list.length ? h('span', { class: 'count' }, number(list.length)) : null),
    h('p', { class: 'hint' }, list.length ? t('checkHint') : t('nothingToCheck')),
    list.length > 0 && h('ul', {}, list.slice(0, CHECK_MOST).map(item)),
    list.length > CHECK_MOST &&
      h(
        'details',
        {},
        h('summary', {}, `${t('more')} (${number(list.length - CHECK_MOST)})`),
        h('ul', {}, list.slice(CHECK_MOST).map(item)),
      ),
  );
}

/** The name of the body that a speaker belongs to. */
const bodyOf = ({ entities }: Analysis, { affiliation }: Speaker): string | null =>
  entities.find(({ id }) => id === affiliation)?.name ?? affiliation;

function voice(state: ArticleState, speaker: Speaker | null, share: number, actions: Actions): HTMLElement {
  const { analysis, correcting } = state;
  const id = speaker?.id ?? null;
  const quotations = analysis.quotations.filter((one) => one.speaker === id);
  const ids = quotations.map((one) => one.id);
  const office = speaker ? officeOf(speaker, bodyOf(analysis, speaker)) : '';
  const light = {
    mouseenter: () => actions.light(ids),
    mouseleave: () => actions.light(null),
    focus: () => actions.light(ids),
    blur: () => actions.light(null),
  };
  const press = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    const on = button.getAttribute('aria-pressed') !== 'true';
    for (const other of document.querySelectorAll('.voice-name')) other.setAttribute('aria-pressed', 'false');
    button.setAttribute('aria-pressed', String(on));
    actions.pin(on ? ids : null);
    if (on && ids[0] !== undefined) actions.showInText(ids[0]);
  };
  return h(
    'li',
    { class: `voice ${tintOf(analysis, id)}`, mouseenter: light.mouseenter, mouseleave: light.mouseleave },
    h(
      'button',
      {
        type: 'button',
        class: 'voice-name',
        'aria-pressed': 'false',
        click: press,
        focus: light.focus,
        blur: light.blur,
      },
      h('bdi', {}, visible(speaker?.name ?? t('notTold'))),
      speaker?.edited ? h('span', { class: 'certainty edited' }, '✓') : null,
    ),
    h('p', { class: 'office' }, office ? h('bdi', {}, visible(office)) : speaker ? kindName(speaker.kind) : ''),
    speaker && speaker.aliases.length > 0
      ? h('p', { class: 'aliases' }, `${t('also')}: `, h('bdi', {}, speaker.aliases.map(visible).join('، ')))
      : null,
    h('div', { class: 'bar', 'aria-hidden': 'true' }, wide(h('span'), share)),
    h(
      'p',
      { class: 'share' },
      quotations.length > 0 && `${counted(quotations.length, 'quotation')} · ${percent(share)} ${t('shareOfWords')}`,
    ),
    quotations.length > 0 && placesOf(analysis, ids, actions),
    correcting && speaker && voiceCorrection(analysis, speaker, actions),
  );
}

/** The numbers of quotations, each of which leads to its card. */
function placesOf(analysis: Analysis, ids: readonly string[], actions: Actions): HTMLElement {
  const place = (id: string): number => analysis.quotations.findIndex((one) => one.id === id) + 1;
  return h(
    'ul',
    { class: 'places' },
    ids.map((id) =>
      h(
        'li',
        {},
        h(
          'button',
          {
            type: 'button',
            'aria-label': `${t('card')} ${number(place(id))}`,
            click: () => actions.showCard(id),
            focus: () => actions.light([id]),
            blur: () => actions.light(null),
          },
          number(place(id)),
        ),
      ),
    ),
  );
}

function voiceCorrection(analysis: Analysis, { id, name }: Speaker, actions: Actions): HTMLElement {
  const others = analysis.speakers.filter((one) => one.id !== id);
  const select = h(
    'select',
    { 'aria-label': `${t('merge')} (${visible(name)})` },
    h('option', { value: '' }, t('merge')),
    others.map((one) => h('option', { value: one.id }, visible(one.name))),
  );
  select.addEventListener('change', () => actions.change((now) => mergeSpeakers(now, id, select.value)));
  const rename = (): void =>
    actions.ask.name(t('rename'), name, (better) => actions.change((now) => renameSpeaker(now, id, better)));
  return h(
    'div',
    { class: 'correction' },
    h('button', { type: 'button', click: rename }, t('rename')),
    others.length > 0 && select,
  );
}

export function voices(state: ArticleState, actions: Actions): HTMLElement {
  const { analysis } = state;
  const shares = sharesOf(analysis);
  const untold = analysis.quotations.some(({ speaker }) => speaker === null);
  return h(
    'ul',
    { class: 'voices' },
    analysis.speakers.map((speaker) => voice(state, speaker, shares.get(speaker.id) ?? 0, actions)),
    untold && voice(state, null, shares.get(null) ?? 0, actions),
  );
}

export const cards = ({ analysis, correcting }: ArticleState, actions: Actions): HTMLElement =>
  h(
    'div',
    { class: 'cards' },
    analysis.quotations.map((quotation) => card(analysis, quotation, actions, correcting)),
  );

const FIXABLE = ['PER', 'LOC', 'ORG', 'MISC'] as const;

function nameItem(state: ArticleState, entity: Entity, actions: Actions): HTMLElement {
  const { id, name, mentions, type, aliases, value, edited } = entity;
  const events = {
    click: () => actions.showName(id),
    mouseenter: () => actions.lightName(id),
    mouseleave: () => actions.lightName(null),
    focus: () => actions.lightName(id),
    blur: () => actions.lightName(null),
  };
  const title = [value, ...aliases]
    .filter(Boolean)
    .map((one) => visible(String(one)))
    .join('، ');
  const rename = (): void =>
    actions.ask.name(t('rename'), name, (better) => actions.change((now) => fixEntity(now, id, better, type)));
  const select = h(
    'select',
    { 'aria-label': `${t('type')} (${visible(name)})` },
    FIXABLE.map((one) => h('option', { value: one, selected: one === type }, entityName(one))),
  );
  select.addEventListener('change', () =>
    actions.change((now) => fixEntity(now, id, name, select.value as Entity['type'])),
  );
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: `name entity-${type.toLowerCase()}`, title: title || null, ...events },
      h('bdi', {}, visible(name)),
      mentions.length > 1 && h('span', { class: 'times' }, number(mentions.length)),
      edited && h('span', { class: 'certainty edited' }, '✓'),
    ),
    state.correcting &&
      h(
        'span',
        { class: 'correction' },
        h('button', { type: 'button', click: rename }, t('rename')),
        (FIXABLE as readonly string[]).includes(type) && select,
        h('button', { type: 'button', click: () => actions.change((now) => dropEntity(now, id)) }, t('noName')),
      ),
  );
}

export function names(state: ArticleState, actions: Actions): HTMLElement {
  const { entities } = state.analysis;
  const types = [...new Set(entities.map(({ type }) => type))];
  const located = entities.flatMap(({ id, name, mentions, link }) =>
    link?.lat === undefined || link.lon === undefined
      ? []
      : [{ id, name, weight: mentions.length, lat: link.lat, lon: link.lon }],
  );
  return h(
    'div',
    { class: 'names' },
    ['PER', 'ORG', 'LOC', 'MISC', ...types]
      .filter((type, i, all) => all.indexOf(type) === i)
      .flatMap((type) => {
        const group = entities.filter((one) => one.type === type);
        if (!group.length) return [];
        const sorted = group.sort((a, b) => b.mentions.length - a.mentions.length);
        return [
          h('h3', {}, entityName(type as Entity['type']), h('span', { class: 'count' }, number(group.length))),
          h(
            'ul',
            { class: 'name-list' },
            sorted.map((entity) => nameItem(state, entity, actions)),
          ),
        ];
      }),
    h('h3', {}, t('map')),
    located.length
      ? [
          h('p', { class: 'hint' }, t('mapHint')),
          placesMap(
            located,
            (id) => actions.showName(id),
            (id) => actions.lightName(id),
          ),
        ]
      : h('p', { class: 'hint' }, t('noPlaces')),
  );
}

/** The three tabs, with the keys that people expect of tabs. */
export function tabs(state: ArticleState, actions: Actions): HTMLElement {
  const { analysis, tab } = state;
  const sizes: Record<Tab, number> = {
    voices: analysis.speakers.length,
    quotations: analysis.quotations.length,
    names: analysis.entities.length,
  };
  const button = (name: Tab): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${name}`,
        'aria-controls': 'tab-panel',
        'aria-selected': String(name === tab),
        tabindex: name === tab ? 0 : -1,
        click: () => actions.showTab(name),
      },
      t(name),
      h('span', { class: 'count' }, number(sizes[name])),
    );
  const move = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };
    const step = (steps[event.key] ?? 0) * (document.documentElement.dir === 'rtl' ? -1 : 1);
    const place = event.key === 'Home' ? 0 : event.key === 'End' ? TABS.length - 1 : TABS.indexOf(tab) + step;
    if (!step && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    actions.showTab(TABS[(place + TABS.length) % TABS.length]!);
    document.getElementById(`tab-${TABS[(place + TABS.length) % TABS.length]}`)?.focus();
  };
  const content =
    tab === 'voices' ? voices(state, actions) : tab === 'names' ? names(state, actions) : cards(state, actions);
  return h(
    'section',
    { class: 'tabs' },
    h('div', { role: 'tablist', 'aria-label': t('report'), keydown: move }, TABS.map(button)),
    h('div', { role: 'tabpanel', id: 'tab-panel', 'aria-labelledby': `tab-${tab}`, tabindex: 0 }, content),
  );
}
