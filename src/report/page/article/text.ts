/** The article itself: quotations tinted by speaker, cues and sources marked, names and phrases underlined. */
import type { Analysis } from '../../../model.ts';
import { paragraphsOf, type Segment, segmentsOf } from '../../segments.ts';
import { isHostile, signOf, visible } from '../../visible.ts';
import { h } from '../dom.ts';
import { number, t } from '../speech.ts';
import { type Actions, quotationOf, speakerOf, tintOf } from './state.ts';

/** Text whose hostile characters are shown; their places stay what they were. */
function shown(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isHostile(text[i]!)) continue;
    if (i > from) parts.push(text.slice(from, i));
    const code = text.charCodeAt(i).toString(16).toUpperCase().padStart(4, '0');
    parts.push(h('span', { class: 'hostile', title: `U+${code}` }, signOf(text[i]!)));
    from = i + 1;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** The button before a quotation that opens its card. */
function marker(analysis: Analysis, id: string, actions: Actions): HTMLElement {
  const quotation = quotationOf(analysis, id);
  const speaker = speakerOf(analysis, quotation?.speaker ?? null);
  const name = visible(speaker?.name ?? t('notTold'));
  const place = analysis.quotations.findIndex((one) => one.id === id) + 1;
  const press = (event: Event): void => {
    event.stopPropagation();
    actions.showCard(id);
  };
  const button = h(
    'button',
    {
      type: 'button',
      class: `marker ${tintOf(analysis, quotation?.speaker ?? null)}`,
      id: `in-text-${id}`,
      'data-marker': id,
      'aria-label': `${t('card')} ${number(place)}: ${name}`,
      click: press,
      focus: () => actions.light([id]),
      blur: () => actions.light(null),
    },
    number(place),
  );
  return button;
}

function classesOf(segment: Segment, analysis: Analysis): string {
  const classes: string[] = [];
  const innermost = segment.quotations.at(-1);
  if (innermost !== undefined) {
    classes.push('q', tintOf(analysis, quotationOf(analysis, innermost)?.speaker ?? null));
    if (segment.quotations.length > 1) classes.push('nested');
  }
  const cueing = segment.cueOf ?? segment.sourceOf ?? segment.aboutOf;
  if (cueing !== null) {
    classes.push(segment.cueOf !== null ? 'cue' : segment.sourceOf !== null ? 'source' : 'about');
    classes.push(`of-${tintOf(analysis, quotationOf(analysis, cueing)?.speaker ?? null)}`);
  }
  if (segment.phrase !== null) classes.push('phrase');
  if (segment.entity) classes.push('entity', `entity-${segment.entity.type.toLowerCase()}`);
  return classes.join(' ');
}

function segmentNodes(segment: Segment, analysis: Analysis, actions: Actions): Node[] {
  const { start, end, quotations, cueOf, sourceOf, aboutOf, entity, begins } = segment;
  const text = analysis.text ?? '';
  const classes = classesOf(segment, analysis);
  const markers = begins.map((id) => marker(analysis, id, actions));
  const belongs = quotations.at(-1) ?? cueOf ?? sourceOf ?? aboutOf;
  const span = (from: number, to: number): HTMLElement =>
    h(
      'span',
      {
        class: classes || null,
        'data-at': from,
        'data-q': quotations.length ? quotations.join(' ') : null,
        'data-cue': [cueOf, sourceOf, aboutOf].filter((id) => id !== null).join(' ') || null,
        'data-entity': entity?.id,
        ...(belongs !== null && {
          click: () => {
            if (getSelection()?.isCollapsed !== false) actions.showCard(belongs);
          },
          mouseenter: () => actions.light([belongs]),
          mouseleave: () => actions.light(null),
        }),
      },
      shown(text.slice(from, to)),
    );
  if (!markers.length) return [span(start, end)];
  // A number stays on the line of its first word.
  const word = text.slice(start, end).search(/\S\s/) + 1;
  const cut = word > 0 ? start + word : end;
  return [h('span', { class: 'hold' }, markers, span(start, cut)), ...(cut < end ? [span(cut, end)] : [])];
}

/** Place, agency, date: short lines before the first sentence. */
const isSlug = (text: string, place: number): boolean => place < 4 && text.length < 70 && !/[.!؟?»:]\s*$/.test(text);

/** The headline, if the text begins with it, and the paragraphs below. */
export function articleText(analysis: Analysis, actions: Actions): { headline: Node[] | null; body: HTMLElement } {
  const text = analysis.text ?? '';
  const paragraphs = paragraphsOf(text);
  const rows = segmentsOf(analysis, paragraphs);
  const nodes = rows.map((row) => row.flatMap((segment) => segmentNodes(segment, analysis, actions)));
  const words = paragraphs.map(({ start, end }) => text.slice(start, end).trim());
  const hasHeadline = analysis.title !== null && words[0] === analysis.title.trim();
  const first = hasHeadline ? 1 : 0;
  let slugs = true;
  const body = h(
    'div',
    { class: 'text', lang: 'ar', dir: 'rtl', id: 'text' },
    nodes.slice(first).map((content, i) => {
      slugs &&= isSlug(words[first + i] ?? '', i);
      return h('p', { class: slugs ? 'slug' : null, dir: 'auto' }, content);
    }),
  );
  return { headline: hasHeadline ? nodes[0]! : null, body };
}

/** The place in the text of a point in the page, for selections; null outside of the article. */
export function placeOf(node: Node | null, offset: number): number | null {
  if (!node) return null;
  const element = node instanceof Element ? (node.childNodes[offset] ?? node) : node;
  const span = (element instanceof Element ? element : element.parentElement)?.closest<HTMLElement>('[data-at]');
  if (!span) return null;
  const range = document.createRange();
  range.setStart(span, 0);
  range.setEnd(node, offset);
  return Number(span.dataset.at) + range.toString().length;
}
