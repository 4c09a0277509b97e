/** The card of a quotation: what it is, how its speaker was found, and what a reader can do about it. */
import { confirm, dropQuotation, setSpeaker } from '../../../corrections/edit.ts';
import type { Analysis, Quotation } from '../../../model.ts';
import { certaintyOf } from '../../certainty.ts';
import { runnerUp } from '../../runner-up.ts';
import { visible } from '../../visible.ts';
import { copy, h, replace } from '../dom.ts';
import { date, number, percent, resolutionName, stanceName, t, typeName } from '../speech.ts';
import { type Actions, speakerOf, tintOf } from './state.ts';

/** Certainty as a word; what is not sure has the sign of doubt before it. */
export function certaintySign(confidence: number, edited?: true): HTMLElement {
  if (edited) return h('span', { class: 'certainty edited' }, `✓ ${t('edited')}`);
  const certainty = certaintyOf(confidence);
  return h(
    'span',
    { class: `certainty ${certainty}`, title: percent(confidence) },
    certainty === 'sure' ? '' : '؟ ',
    t(certainty),
  );
}

/** Direct words stand in quotation marks. */
export const quoted = ({ type, content }: Quotation): string =>
  type === 'direct' ? `«${visible(content.text)}»` : visible(content.text);

/** `نبيل الصفدي: «…» — title, file, 12 October 2025, [148–194]`. */
export function citation(analysis: Analysis, quotation: Quotation): string {
  const { source, title, published, offsets } = analysis;
  const who = speakerOf(analysis, quotation.speaker)?.name ?? t('notTold');
  const { start, end } = quotation.content;
  const where = [title, source.path, source.id, published && date(published), `[${start}–${end}] ${offsets}`];
  return visible(`${who}: ${quoted(quotation)} — ${where.filter(Boolean).join('، ')}`);
}

function fact(name: string, value: Node | string | null | undefined): HTMLElement | null {
  return value ? h('div', {}, h('dt', {}, name), h('dd', {}, value)) : null;
}

const words = (text: string | null | undefined): HTMLElement | null =>
  text ? h('bdi', { lang: 'ar' }, visible(text)) : null;

function facts(quotation: Quotation): HTMLElement {
  const { cue, source, medium, addressee, via, resolution, rule, type, confidence, edited } = quotation;
  const second = runnerUp(quotation);
  const outlets = via.map(({ name }) => name).join('، ');
  return h(
    'dl',
    { class: 'facts' },
    fact(t('certainty'), certaintySign(confidence, edited)),
    fact(t('type'), typeName(type)),
    fact(t('cue'), words(cue?.text)),
    fact(t('stance'), cue && cue.stance !== 'neutral' ? stanceName(cue.stance) : null),
    fact(t('source'), words(source?.text)),
    fact(t('via'), words(outlets)),
    fact(t('medium'), words(medium?.text)),
    fact(t('addressee'), words(addressee?.text)),
    fact(t('found'), resolutionName(resolution)),
    fact(t('second'), second && h('span', {}, words(second.name), ` · ${percent(second.share)}`)),
    fact(t('rule'), h('code', { dir: 'ltr' }, visible(rule))),
  );
}

export function card(analysis: Analysis, quotation: Quotation, actions: Actions, correcting: boolean): HTMLElement {
  const { id } = quotation;
  const place = analysis.quotations.indexOf(quotation) + 1;
  const speaker = speakerOf(analysis, quotation.speaker);
  const light = { mouseenter: () => actions.light([id]), mouseleave: () => actions.light(null) };
  return h(
    'article',
    {
      class: `card ${tintOf(analysis, quotation.speaker)}`,
      'data-card': id,
      'aria-label': `${t('card')} ${number(place)}`,
      ...light,
    },
    h(
      'h3',
      { tabindex: -1 },
      h('span', { class: 'place', 'aria-hidden': 'true' }, number(place)),
      h('bdi', {}, visible(speaker?.name ?? t('notTold'))),
      quotation.edited || certaintyOf(quotation.confidence) !== 'sure'
        ? certaintySign(quotation.confidence, quotation.edited)
        : null,
    ),
    h('blockquote', { lang: 'ar', dir: 'rtl' }, quoted(quotation)),
    facts(quotation),
    h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', class: 'quiet', click: () => actions.showInText(id) }, t('inTheText')),
      citeLink(analysis, quotation),
    ),
    correcting && correction(analysis, quotation, actions),
  );
}

function citeLink(analysis: Analysis, quotation: Quotation): HTMLElement {
  const link = h('a', { href: `#${quotation.id}`, class: 'quiet', role: 'button' }, t('cite'));
  link.addEventListener('click', async (event) => {
    event.preventDefault();
    if (!(await copy(citation(analysis, quotation)))) return;
    replace(link, t('copied'));
    setTimeout(() => replace(link, t('cite')), 1600);
  });
  return link;
}

const NOBODY = '-';
const OTHER = '+';

/** The speakers to choose from, nobody, or a new one. */
export function speakerChoice(
  analysis: Analysis,
  current: string | null,
  label: string,
  other: boolean,
): HTMLSelectElement {
  const option = (value: string, name: string): HTMLElement =>
    h('option', { value, selected: value === (current ?? NOBODY) }, visible(name));
  return h(
    'select',
    { 'aria-label': label },
    analysis.speakers.map(({ id, name }) => option(id, name)),
    option(NOBODY, t('notTold')),
    other && option(OTHER, t('newSpeaker')),
  );
}

function correction(analysis: Analysis, quotation: Quotation, actions: Actions): HTMLElement {
  const { id } = quotation;
  const select = speakerChoice(analysis, quotation.speaker, t('changeSpeaker'), true);
  select.addEventListener('change', () => {
    const { value } = select;
    if (value === OTHER)
      actions.ask.name(t('changeSpeaker'), '', (name) => actions.change((now) => setSpeaker(now, id, { name })));
    else actions.change((now) => setSpeaker(now, id, value === NOBODY ? null : { id: value }));
  });
  const button = (label: string, click: () => void): HTMLElement => h('button', { type: 'button', click }, label);
  return h(
    'div',
    { class: 'correction' },
    h('label', {}, h('span', {}, t('changeSpeaker')), select),
    button(t('isRight'), () => actions.change((now) => confirm(now, id))),
    button(t('noQuotation'), () => actions.change((now) => dropQuotation(now, id))),
  );
}
