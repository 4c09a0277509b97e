/**
 * Tables for people: who says what, then the names by type, then the attribution phrases. Latin columns stand first and
 * one Arabic column last, so that lines come out right on terminals that reorder without any control characters.
 */
import { Chalk, type ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import tableUtils from 'cli-table3/src/utils.js';
import type { Analysis, Attribution, Entity, EntityType, Quotation, Speaker } from '../model.ts';
import { displayLine, displayList } from './bidi.ts';
import type { Formatter, Kind, OutputOptions } from './format.ts';
import { documentName } from './tables.ts';
import { neutralise, pad, width, wrap, wrapShort } from './width.ts';

// cli-table3 counts vowel marks and direction controls as columns. Its cells come measured, wrapped and filled from here.
const widest = (text: string): number => Math.max(...text.split('\n').map(width));
Object.assign(tableUtils, { strlen: widest, truncate: (text: string) => text, pad: (text: string) => text });

/** A line of a cell, and its colour. */
interface Line {
  text: string;
  paint?: (text: string) => string;
  /** Lines at most, and the mark that closes what is cut off. */
  limit?: number;
  tail?: string;
  /** Names with `·` or `،` between them: each is shown by itself. */
  list?: boolean;
}
/** A row: its Latin cells, and the lines of the Arabic one. */
interface TableRow {
  cells: Line[];
  arabic: Line[];
}

/** Quotations without `--full` take this many lines at most. */
const SHORT_LINES = 3;
const MINIMAL_WIDTH = 60;
const MAXIMAL_WIDTH = 200;

type Look = Required<Pick<OutputOptions, 'width' | 'bidi' | 'full' | 'explain'>> & { chalk: ChalkInstance };

export function table(options: OutputOptions): Formatter {
  const look: Look = {
    width: Math.max(MINIMAL_WIDTH, Math.min(options.width ?? 100, MAXIMAL_WIDTH)),
    bidi: options.bidi ?? 'none',
    full: options.full ?? false,
    explain: options.explain ?? false,
    chalk: new Chalk({ level: options.colour ?? 0 }),
  };
  const shows = (kind: Kind): boolean => options.only?.includes(kind) ?? true;
  return {
    name: 'table',
    extension: 'txt',
    begin: () => '',
    document: (analysis, index) =>
      (index ? '\n\n' : '') +
      [
        heading(analysis, look),
        ...(shows('quotations') || shows('speakers') ? [voices(analysis, look, shows('quotations'))] : []),
        ...(shows('entities') ? [names(analysis, look)] : []),
        ...(shows('attributions') ? [phrases(analysis, look)] : []),
      ].join('\n'),
    end: () => '',
  };
}

// ---- drawing

/** Draws rows under a heading with cli-table3: Latin columns as wide as they need, the Arabic one takes the rest. */
function draw(title: string, head: string[], rows: readonly TableRow[], look: Look): string {
  const { chalk } = look;
  const latin = head.map((name, column) =>
    Math.max(width(name), ...rows.map(({ cells }) => width(cells[column]?.text ?? ''))),
  );
  const arabic = look.width - latin.reduce((sum, columns) => sum + columns + 2, 0);
  const grid = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...latin.map((columns) => columns + 2), arabic],
  });
  grid.push([...head.map((name, column) => pad(chalk.dim(name), (latin[column] ?? 0) + 2)), '']);
  for (const { cells, arabic: lines } of rows) {
    grid.push([
      ...latin.map((columns, column) => {
        const { text, paint } = cells[column] ?? { text: '' };
        return pad(paint ? paint(text) : text, columns + 2);
      }),
      lines
        .flatMap(({ text, paint, limit, tail, list }) =>
          cutClosed(text, arabic, limit ?? Number.POSITIVE_INFINITY, tail).map((line) => {
            const display = list ? displayList : displayLine;
            const shown = display(line.replaceAll(NO_BREAK, ' '), look.bidi);
            return pad(paint ? paint(shown) : shown, arabic, 'right');
          }),
        )
        .join('\n'),
    ]);
  }
  const body = grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  return `${chalk.bold(title)}\n${chalk.dim('─'.repeat(look.width))}\n${body}\n`;
}

/** The lines of `wrapShort`; what is cut off inside marks gets its closing one: `الحكومة «لن تنجرّ …»`. */
function cutClosed(text: string, columns: number, limit: number, tail = ''): string[] {
  const lines = wrapShort(text, columns, limit, tail);
  const shown = lines.join(' ');
  if (!shown.endsWith(`…${tail}`) || text.endsWith('…')) return lines;
  const open = MARKS.filter(([opening, closing]) => shown.split(opening).length > shown.split(closing).length);
  return open.length ? wrapShort(text, columns, limit, open.map(([, closing]) => closing).join('') + tail) : lines;
}

const MARKS = [
  ['(', ')'],
  ['«', '»'],
  ['“', '”'],
] as const;

const NO_BORDERS = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((name) => [name, '']),
);

const NO_BREAK = '\u00a0';
/** A name that isn't torn apart at a line's end. */
const unbroken = (name: string): string => name.replaceAll(' ', NO_BREAK);

/** A heading without rows says so. */
const nothing = (title: string, { chalk, width: columns }: Look): string =>
  `${chalk.bold(title)}\n${chalk.dim('─'.repeat(columns))}\n${chalk.dim('none found')}\n`;

/** Items by a key, in the order in which the keys first come. */
function groupBy<K, T>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

// ---- the parts

function heading(analysis: Analysis, look: Look): string {
  const { chalk } = look;
  const { source, counts } = analysis;
  const facts = [
    neutralise(`${source.format}, ${source.encoding}`),
    ...(analysis.published ? [neutralise(analysis.published)] : []),
    plural(counts.words, 'word'),
    plural(counts.sentences, 'sentence'),
    ...[...groupBy(analysis.warnings, ({ code }) => code)].map(
      ([code, { length }]) => `${neutralise(code)}${length > 1 ? ` (${length})` : ''}`,
    ),
  ].join(' · ');
  const key = neutralise(documentName(analysis));
  const lines =
    width(key) + 2 + width(facts) <= look.width
      ? [`${chalk.bold.underline(key)}  ${chalk.dim(facts)}`]
      : [
          ...wrap(key, look.width).map((line) => chalk.bold.underline(line)),
          ...wrap(facts, look.width).map((line) => chalk.dim(line)),
        ];
  for (const [text, paint] of [
    [analysis.title, chalk.bold],
    [analysis.byline, chalk.dim],
  ] as const) {
    if (!text) continue;
    for (const line of wrap(neutralise(text), look.width)) {
      lines.push(pad(paint(displayLine(line, look.bidi)), look.width, 'right'));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** Speakers in the order of the text, each with what it says; at the end the words whose speaker the article doesn't tell. */
function voices(analysis: Analysis, look: Look, withQuotations: boolean): string {
  const { chalk } = look;
  const bySpeaker = groupBy(analysis.quotations, (quotation) => quotation.speaker);
  const entityNames = new Map(analysis.entities.map((entity) => [entity.id, entity.name]));
  const title = [
    plural(analysis.speakers.length, 'speaker'),
    ...(withQuotations ? [plural(analysis.quotations.length, 'quotation')] : []),
  ].join(', ');
  const rows: TableRow[] = [];
  const lineOf = look.full && analysis.text !== undefined ? linesOf(analysis.text) : null;
  for (const speaker of analysis.speakers) {
    const said = bySpeaker.get(speaker.id) ?? [];
    rows.push(speakerRow(speaker, said.length, entityNames.get(speaker.affiliation ?? ''), look));
    if (withQuotations) rows.push(...said.flatMap((quotation) => quotationRows(quotation, lineOf, look)));
  }
  const orphans = bySpeaker.get(null) ?? [];
  if (orphans.length && withQuotations) {
    rows.push({
      cells: [{ text: '–' }, { text: 'not told' }, { text: '' }, { text: `${orphans.length}×` }],
      arabic: [{ text: '؟', paint: chalk.bold }],
    });
    rows.push(...orphans.flatMap((quotation) => quotationRows(quotation, lineOf, look)));
  }
  const head = ['', 'type', 'stance', 'conf', ...(withQuotations && lineOf ? ['line'] : [])];
  return rows.length ? draw(title, head, rows, look) : nothing(title, look);
}

function speakerRow(speaker: Speaker, count: number, affiliation: string | undefined, { chalk }: Look): TableRow {
  const belongs = affiliation ?? speaker.affiliation;
  // `مسؤول في الهيئة` already names the body that he belongs to.
  const office = [speaker.role, belongs && !speaker.role?.includes(belongs) ? belongs : null]
    .filter(Boolean)
    .join('، ');
  const gender = speaker.gender ? { m: 'm', f: 'f' }[speaker.gender] : '';
  return {
    cells: [
      { text: speaker.id, paint: chalk.bold },
      { text: speaker.kind, paint: chalk.bold },
      { text: gender },
      { text: count ? `${count}×` : '' },
    ],
    arabic: [
      { text: neutralise(speaker.name), paint: chalk.bold.cyan },
      ...(office ? [{ text: neutralise(office), paint: chalk.cyan, list: true }] : []),
    ],
  };
}

/** The line of an offset, from 1. */
function linesOf(text: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

function quotationRows(quotation: Quotation, lineOf: ((offset: number) => number) | null, look: Look): TableRow[] {
  const { chalk } = look;
  const { cue, type, confidence } = quotation;
  const paint = TYPE_PAINT(chalk)[type];
  const said = neutralise(quotation.content.text);
  const marked = type === 'direct' ? `«${said}»` : said;
  const cueText = cue && cue.text !== ':' ? `${neutralise(cue.text)}: ` : '';
  const beside = [
    quotation.addressee && `إلى: ${quotation.addressee.text}`,
    quotation.medium && `الوسيط: ${quotation.medium.text}`,
    quotation.via.length && `عبر: ${quotation.via.map((outlet) => outlet.name).join('، ')}`,
  ].filter((note): note is string => Boolean(note));
  const stance = cue?.stance ?? 'neutral';
  return [
    {
      cells: [
        { text: `  ${quotation.id}`, paint: chalk.dim },
        { text: type, paint },
        { text: stance === 'neutral' ? '' : stance, paint: stancePaint(stance, chalk) },
        { text: confidence.toFixed(2), paint: confidencePaint(confidence, chalk) },
        ...(lineOf ? [{ text: String(lineOf(quotation.content.start)), paint: chalk.dim }] : []),
      ],
      arabic: [
        {
          text: cueText + marked,
          paint,
          limit: look.full ? undefined : SHORT_LINES,
          tail: type === 'direct' ? '»' : '',
        },
        ...beside.map((text) => ({ text: neutralise(text), paint: chalk.dim, list: true })),
      ],
    },
    ...(look.explain ? explainRows(quotation, look) : []),
  ];
}

/** With `--explain`: the rule of each field, and the words that led to it. */
function explainRows(quotation: Quotation, { chalk }: Look): TableRow[] {
  const evidence = quotation.explain?.length
    ? quotation.explain
    : [{ field: 'quotation', rule: quotation.rule, words: null, note: undefined }];
  return evidence.map(({ field, rule, words, note }) => ({
    cells: [
      { text: '' },
      { text: `↳ ${field}`, paint: chalk.dim },
      { text: neutralise(rule), paint: chalk.dim },
      { text: '' },
    ],
    arabic: [{ text: neutralise([words?.text, note].filter(Boolean).join(' — ')), paint: chalk.dim }],
  }));
}

/** Types with their names, most mentioned first; with `--full` a row for each name. */
function names(analysis: Analysis, look: Look): string {
  const { chalk } = look;
  const mentions = analysis.entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
  const title = `${plural(analysis.entities.length, 'entity', 'entities')}, ${plural(mentions, 'mention')}`;
  if (!analysis.entities.length) return nothing(title, look);
  const byType = [...groupBy(analysis.entities, (entity) => entity.type)].sort(([a], [b]) => rank(a) - rank(b));
  const rows = byType.flatMap(([type, entities]): TableRow[] => {
    const sorted = entities.toSorted((a, b) => b.mentions.length - a.mentions.length);
    const paint = entityPaint(type, chalk);
    if (look.full) return sorted.map((entity) => entityRow(entity, paint, chalk));
    const count = entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
    const all = sorted.map(({ name, mentions: { length } }) =>
      unbroken(neutralise(name) + (length > 1 ? ` (${length})` : '')),
    );
    return [
      {
        cells: [{ text: type, paint }, { text: String(entities.length) }, { text: String(count) }],
        arabic: [{ text: all.join(' · '), list: true }],
      },
    ];
  });
  return draw(title, look.full ? ['', 'type', 'mentions', 'value'] : ['type', 'names', 'mentions'], rows, look);
}

const TYPE_ORDER: EntityType[] = ['PER', 'LOC', 'ORG', 'MISC', 'DATE', 'TIME', 'MONEY', 'PERCENT', 'QUANTITY'];
const rank = (type: EntityType): number => TYPE_ORDER.indexOf(type) + 1 || TYPE_ORDER.length + 1;

function entityRow(entity: Entity, paint: (text: string) => string, chalk: ChalkInstance): TableRow {
  const others = entity.aliases.filter((alias) => alias !== entity.name).map(neutralise);
  return {
    cells: [
      { text: entity.id, paint: chalk.dim },
      { text: entity.type, paint },
      { text: String(entity.mentions.length) },
      { text: neutralise(entity.value ?? entity.link?.iso ?? '') },
    ],
    arabic: [
      { text: neutralise(entity.name) },
      ...(others.length ? [{ text: others.map(unbroken).join(' · '), paint: chalk.dim, list: true }] : []),
    ],
  };
}

function phrases(analysis: Analysis, look: Look): string {
  const title = plural(analysis.attributions.length, 'attribution phrase');
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker.name]));
  if (!analysis.attributions.length) return nothing(title, look);
  const row = (phrase: Attribution): TableRow => {
    const who = speakers.get(phrase.speaker ?? '');
    return {
      cells: [
        { text: phrase.id, paint: look.chalk.dim },
        { text: phrase.kind, paint: phrase.kind === 'hearsay' ? look.chalk.yellow : undefined },
        { text: phrase.speaker ?? '–' },
        { text: phrase.quotation ?? '–' },
      ],
      arabic: [{ text: neutralise(phrase.text) + (who && !phrase.text.includes(who) ? ` (${neutralise(who)})` : '') }],
    };
  };
  return draw(title, ['', 'kind', 'speaker', 'quote'], analysis.attributions.map(row), look);
}

// ---- colours that mean something

type Paint = (text: string) => string;
const plain: Paint = (text) => text;

const TYPE_PAINT = (chalk: ChalkInstance): Record<Quotation['type'], Paint> => ({
  direct: chalk.green,
  mixed: chalk.blueBright,
  indirect: plain,
  nominal: chalk.dim,
});

/** Red: against somebody. Yellow: doubt is in the word. */
function stancePaint(stance: NonNullable<Quotation['cue']>['stance'], chalk: ChalkInstance): Paint {
  if (['deny', 'accuse', 'warn', 'threaten', 'criticise'].includes(stance)) return chalk.red;
  if (['claim', 'believe', 'hope'].includes(stance)) return chalk.yellow;
  return plain;
}

const confidencePaint = (confidence: number, chalk: ChalkInstance): ChalkInstance =>
  confidence >= 0.8 ? chalk.green : confidence >= 0.5 ? chalk.yellow : chalk.red;

function entityPaint(type: EntityType, chalk: ChalkInstance): ChalkInstance {
  switch (type) {
    case 'PER':
      return chalk.cyan;
    case 'LOC':
      return chalk.green;
    case 'ORG':
      return chalk.magenta;
    case 'MISC':
      return chalk.yellow;
    default:
      return chalk.dim;
  }
}
