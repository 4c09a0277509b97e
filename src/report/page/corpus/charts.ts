/** Bars, a time line, a table of shades. Every figure is a link to what it counts; scales and ticks are d3's, the drawing is ours. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { visible } from '../../visible.ts';
import { h, s, wide } from '../dom.ts';
import { number, percent, t } from '../speech.ts';

export interface Bar {
  name: string;
  value: number;
  href: string;
  /** Behind the name: an office in the words of the articles, or a label of ours. */
  note?: string;
  label?: string;
  tint?: string;
}

/** Names, their numbers and a bar for each. */
export function bars(items: readonly Bar[], most = Math.max(1, ...items.map(({ value }) => value))): HTMLElement {
  return h(
    'ol',
    { class: 'bars' },
    items.map(({ name, value, href, note, label, tint }) =>
      h(
        'li',
        {},
        h(
          'a',
          { href },
          h(
            'span',
            { class: 'bar-name' },
            h('bdi', {}, visible(name)),
            note ? h('small', {}, h('bdi', {}, visible(note))) : label ? h('small', {}, label) : null,
          ),
          h('span', { class: 'bar-value' }, number(value)),
          h('span', { class: `bar ${tint ?? ''}`, 'aria-hidden': 'true' }, wide(h('span'), value / most)),
        ),
      ),
    ),
  );
}

export interface Part {
  name: string;
  value: number;
  href: string;
  tint: string;
}

/** One bar of parts, and its legend with numbers. */
export function parts(items: readonly Part[]): HTMLElement {
  const total = items.reduce((sum, { value }) => sum + value, 0) || 1;
  const shown = items.filter(({ value }) => value > 0);
  return h(
    'div',
    { class: 'parts' },
    h(
      'div',
      { class: 'share-bar', 'aria-hidden': 'true' },
      shown.map(({ value, tint }) => wide(h('span', { class: tint }), value / total)),
    ),
    h(
      'ul',
      {},
      shown.map(({ name, value, href, tint }) =>
        h(
          'li',
          {},
          h(
            'a',
            { href },
            h('span', { class: `swatch ${tint}`, 'aria-hidden': 'true' }),
            h('span', {}, name),
            h('span', { class: 'bar-value' }, `${number(value)} · ${percent(value / total)}`),
          ),
        ),
      ),
    ),
  );
}

export interface TimeBar {
  period: string;
  label: string;
  href: string;
  values: number[];
}

const HEIGHT = 220;
const AXIS = { left: 44, bottom: 26, top: 8 };

/** Stacked bars over time, from left to right as time is read in charts of either language. */
export function timeLine(
  items: readonly TimeBar[],
  kinds: readonly { name: string; tint: string }[],
  title: string,
): HTMLElement {
  const sums = items.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  // As wide as the window gives, so that letters keep their size.
  const WIDTH = Math.max(320, Math.min(1240, innerWidth - 64));
  const x = scaleBand(
    items.map(({ period }) => period),
    [AXIS.left, WIDTH],
  ).paddingInner(0.15);
  const y = scaleLinear([0, Math.max(1, ...sums)], [HEIGHT - AXIS.bottom, AXIS.top]).nice(4);
  const every = Math.ceil(items.length / Math.max(2, Math.floor(WIDTH / 110)));
  const column = ({ period, label, href, values }: TimeBar, i: number): SVGElement => {
    let below = 0;
    const pieces = values.map((value, part) => {
      const top = y(below + value);
      const piece = s('rect', {
        class: `piece ${kinds[part]?.tint ?? ''}`,
        x: x(period)!.toFixed(1),
        y: top.toFixed(1),
        width: x.bandwidth().toFixed(1),
        height: (y(below) - top).toFixed(1),
      });
      below += value;
      return value ? piece : null;
    });
    const name = `${label}: ${number(sums[i]!)}`;
    return s('a', { href, 'aria-label': name, tabindex: sums[i] ? 0 : -1 }, s('title', {}, name), pieces);
  };
  const middle = (period: string): string => (x(period)! + x.bandwidth() / 2).toFixed(1);
  const chart = s(
    'svg',
    { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'group', 'aria-label': title },
    y
      .ticks(4)
      .filter(Number.isInteger)
      .map((tick) =>
        s(
          'g',
          { class: 'tick', 'aria-hidden': 'true' },
          s('line', { x1: AXIS.left, x2: WIDTH, y1: y(tick), y2: y(tick) }),
          s('text', { x: AXIS.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, number(tick)),
        ),
      ),
    items.map(column),
    items.flatMap(({ period, label }, i) =>
      i % every
        ? []
        : [
            s(
              'text',
              { class: 'tick-label', x: middle(period), y: HEIGHT - 6, 'text-anchor': 'middle', 'aria-hidden': 'true' },
              label,
            ),
          ],
    ),
  );
  const table = h(
    'details',
    {},
    h('summary', {}, t('chartTable')),
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title },
      h(
        'table',
        {},
        h(
          'tbody',
          {},
          items.map(({ label, href }, i) =>
            h('tr', {}, h('th', { scope: 'row' }, label), h('td', {}, h('a', { href }, number(sums[i]!)))),
          ),
        ),
      ),
    ),
  );
  const legend = h(
    'ul',
    { class: 'legend' },
    kinds.flatMap(({ name, tint }, kind) =>
      items.some(({ values }) => values[kind])
        ? [h('li', {}, h('span', { class: `swatch ${tint}`, 'aria-hidden': 'true' }), name)]
        : [],
    ),
  );
  return h('div', {}, legend, chart, table);
}

export interface Shaded {
  rows: { name: string; href: string; cells: { value: number; share: number; href: string }[] }[];
  columns: string[];
  corner: string;
  /** The columns are names, as the rows are. */
  names?: boolean;
}

/** A table whose cells are the darker the larger their share. */
export function shades({ rows, columns, corner, names }: Shaded, title: string): HTMLElement {
  const most = Math.max(0.0001, ...rows.flatMap(({ cells }) => cells.map(({ share }) => share)));
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': title },
    h(
      'table',
      { class: names ? 'shades names' : 'shades' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, corner),
          columns.map((name) => h('th', { scope: 'col' }, h('span', {}, h('bdi', {}, visible(name))))),
        ),
      ),
      h(
        'tbody',
        {},
        rows.map(({ name, href, cells }) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('a', { href }, h('bdi', {}, visible(name)))),
            cells.map(({ value, share, href: to }) =>
              h(
                'td',
                { class: value ? `shade-${Math.min(5, 1 + Math.floor((share / most) * 5))}` : null },
                value ? h('a', { href: to }, number(value)) : '',
              ),
            ),
          ),
        ),
      ),
    ),
  );
}
