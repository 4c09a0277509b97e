/**
 * Tables for people: who says what, then the names by type, then the attribution phrases. Speaker and words lead from the right;
 * their marks stand beside them. Latin columns come first in a line and one Arabic column last, so that lines come out right on
 * terminals that reorder without any control characters; with Arabic labels the marks are in that column too.
 */
import { Chalk, type ChalkInstance } from 'chalk';
import Table from 'cli-table3';
import tableUtils from 'cli-table3/src/utils.js';
import type { Analysis, Attribution, Entity, EntityType, Quotation, Speaker } from '../model.ts';
import { certaintyOf } from '../report/certainty.ts';
import { TERMS } from '../report/labels.ts';
import { officeOf } from '../report/office.ts';
import { addresseesOf } from './addressee.ts';
import { displayLine, displayList } from './bidi.ts';
import { digestOf, type Totals } from './digest.ts';
import type { Formatter, Kind, OutputOptions } from './format.ts';
import { reasonsOf } from './reasons.ts';
import { TABLE_LABELS, type TableLabels } from './table-labels.ts';
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
  /** What stands behind the text, in the same line where it fits, and unpainted. */
  behind?: string;
}
/** A row: its Latin cells, and the lines of the Arabic one; or words that run over the Latin cells and into the Arabic one. */
interface TableRow {
  cells: Line[];
  arabic: Line[];
  over?: string;
}

/** Quotations without `--full` take this many lines at most. */
const SHORT_LINES = 3;
const MINIMAL_WIDTH = 60;
/** Wider lines are hard to read: marks and words would lie too far apart. */
const MAXIMAL_WIDTH = 96;

type Look = Required<Pick<OutputOptions, 'width' | 'bidi' | 'full' | 'explain' | 'language'>> & {
  chalk: ChalkInstance;
  labels: TableLabels;
  /** `--explain q4`: these quotations alone. */
  chosen: ReadonlySet<string> | null;
};

export function table(options: OutputOptions): Formatter {
  const look: Look = {
    width: Math.max(MINIMAL_WIDTH, Math.min(options.width ?? 100, MAXIMAL_WIDTH)),
    bidi: options.bidi ?? 'none',
    full: options.full ?? false,
    explain: options.explain ?? false,
    language: options.language ?? 'en',
    labels: TABLE_LABELS[options.language ?? 'en'],
    chosen: options.quotations?.length ? new Set(options.quotations) : null,
    chalk: new Chalk({ level: options.colour ?? 0 }),
  };
  const shows = (kind: Kind): boolean => options.only?.includes(kind) ?? true;
  return {
    name: 'table',
    extension: 'txt',
    begin: () => '',
    digest: digestOf,
    document: (analysis, index) =>
      (index ? '\n\n' : '') +
      (look.chosen
        ? [heading(analysis, look), ...chosen(analysis, look.chosen, look)]
        : [
            heading(analysis, look),
            ...(shows('quotations') || shows('speakers') ? [voices(analysis, look, shows('quotations'))] : []),
            ...(shows('entities') ? [names(analysis, look)] : []),
            ...(shows('attributions') ? [phrases(analysis, look)] : []),
          ]
      ).join('\n'),
    end: (count, totals) =>
      (totals && count > 1 && !look.chosen ? `\n\n${summary(count, totals, look)}` : '') +
      (options.hints && count > 0 ? `\n${hints(look)}` : ''),
  };
}

/** The chosen quotations; of ids that the article doesn't have a line that lists those it has. */
function chosen(analysis: Analysis, ids: ReadonlySet<string>, look: Look): string[] {
  const there = analysis.quotations.map(({ id }) => id);
  const missing = [...ids].filter((id) => !there.includes(id));
  const found = missing.length < ids.size ? [voices(alone(analysis, ids), look, true)] : [];
  if (missing.length === 0) return found;
  const told = look.labels.noSuch(missing.map(neutralise).join(look.labels.comma), runsOf(there));
  return [...found, `${ownLines(told, look)}\n`];
}

/** `q1, q2, q3, q5` -> `q1–q3, q5`. */
function runsOf(ids: readonly string[]): string {
  const numbers = new Set(ids.map((id) => Number(id.slice(1))));
  const first = [...numbers].filter((number) => !numbers.has(number - 1));
  const last = [...numbers].filter((number) => !numbers.has(number + 1));
  return first.map((number, i) => (last[i] === number ? `q${number}` : `q${number}–q${last[i]}`)).join(', ');
}

/** A result with the chosen quotations and their speakers only. */
function alone(analysis: Analysis, chosen: ReadonlySet<string>): Analysis {
  const quotations = analysis.quotations.filter(({ id }) => chosen.has(id));
  const heard = new Set(quotations.map(({ speaker }) => speaker));
  return { ...analysis, quotations, speakers: analysis.speakers.filter(({ id }) => heard.has(id)) };
}

// ---- drawing

/** Draws rows under a heading with cli-table3: Latin columns as wide as they need, the Arabic one takes the rest. */
function draw(title: string, rows: readonly TableRow[], look: Look): string {
  const columns = Math.max(...rows.map(({ cells }) => cells.length));
  const latin = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(({ cells }) => width(cells[column]?.text ?? ''))),
  );
  const arabic = look.width - latin.reduce((sum, size) => sum + size + 2, 0);
  const grid = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: [...latin.map((size) => size + 2), arabic],
  });
  for (const { cells, arabic: lines, over } of rows) {
    if (over !== undefined) {
      const indent = ' '.repeat((latin[0] ?? 0) + 4);
      const behind = lines.map(({ text }) => displayLine(text, look.bidi)).join(' ');
      const whole = indent + wrap(over, look.width - indent.length - width(behind) - 2).join(`\n${indent}`);
      grid.push([
        { colSpan: columns + 1, content: `${whole}${behind && pad(behind, look.width - widest(whole), 'right')}` },
      ]);
      continue;
    }
    grid.push([
      ...latin.map((size, column) => {
        const { text, paint } = cells[column] ?? { text: '' };
        return pad(paint ? paint(text) : text, size + 2);
      }),
      lines.flatMap((line) => drawn(line, arabic, look)).join('\n'),
    ]);
  }
  const body = grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
  return `${titleLine(title, look)}\n${body}\n`;
}

/** The lines of a text in the Arabic column, flush right. */
function drawn({ text, paint = plain, limit, tail, list, behind }: Line, columns: number, look: Look): string[] {
  const display = list ? displayList : displayLine;
  const show = (part: string): string => display(part.replaceAll(NO_BREAK, ' '), look.bidi);
  if (behind === undefined || width(text) + width(behind) + 2 > columns)
    return [
      ...cutClosed(text, columns, limit ?? Number.POSITIVE_INFINITY, tail).map((line) =>
        pad(paint(show(line)), columns, 'right'),
      ),
      ...(behind === undefined ? [] : drawn({ text: behind, list: true }, columns, look)),
    ];
  const turned = look.bidi === 'visual' || look.bidi === 'words';
  const whole = show(`${text}، ${behind}`);
  if (turned) {
    // Shown from the left: what comes behind stands before.
    const rest = whole.slice(0, whole.length - show(text).length);
    return [pad(`${rest}${paint(show(text))}`, columns, 'right')];
  }
  return [
    pad(
      whole.replace(text.replaceAll(NO_BREAK, ' '), (name) => paint(name)),
      columns,
      'right',
    ),
  ];
}

/** A heading with a line below: from the left, or from the right where it is Arabic. */
function titleLine(title: string, look: Look): string {
  const { chalk } = look;
  const shown = look.language === 'ar' ? displayLine(title, look.bidi) : title;
  return `${pad(chalk.bold(shown), look.width, look.language === 'ar' ? 'right' : 'left').trimEnd()}\n${chalk.gray('─'.repeat(look.width))}`;
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

/** Lines of our own: from the left, or from the right where they are Arabic. */
const ownLines = (text: string, look: Look): string =>
  wrap(text, look.width)
    .map((line) => (look.language === 'ar' ? pad(displayLine(line, look.bidi), look.width, 'right') : line))
    .join('\n');

/** A heading without rows says so. */
const nothing = (title: string, look: Look): string =>
  `${titleLine(title, look)}\n${ownLines(look.labels.none, look)}\n`;

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

// ---- the parts

function heading(analysis: Analysis, look: Look): string {
  const { chalk, labels } = look;
  const { source, counts } = analysis;
  const lines: string[] = [];
  for (const [text, paint] of [
    [analysis.title, chalk.bold],
    [analysis.byline, plain],
  ] as const) {
    if (!text) continue;
    for (const line of wrap(neutralise(text), look.width))
      lines.push(pad(paint(displayLine(line, look.bidi)), look.width, 'right'));
  }
  const warnings = [...groupBy(analysis.warnings, ({ code }) => code)].map(
    ([code, { length }]) => `${neutralise(code)}${length > 1 ? ` (${length})` : ''}`,
  );
  const key = neutralise(documentName(analysis));
  const facts = [
    neutralise(`${source.format}, ${source.encoding}`),
    ...(analysis.published ? [neutralise(analysis.published)] : []),
    ...(look.language === 'ar' ? [] : [labels.words(counts.words), labels.sentences(counts.sentences)]),
    ...warnings,
  ].join(' · ');
  const under =
    width(key) + 2 + width(facts) <= look.width
      ? [`${chalk.bold(key)}  ${facts}`]
      : [...wrap(key, look.width).map((line) => chalk.bold(line)), ...wrap(facts, look.width)];
  return `${[...under, ...lines].join('\n')}\n`;
}

/** Speakers in the order of the text, each with what it says; at the end the words whose speaker the article doesn't tell. */
function voices(analysis: Analysis, look: Look, withQuotations: boolean): string {
  const { labels, language } = look;
  const bySpeaker = groupBy(analysis.quotations, (quotation) => quotation.speaker);
  const entityNames = new Map(analysis.entities.map((entity) => [entity.id, entity.name]));
  const title = [
    labels.speakers(analysis.speakers.length),
    ...(withQuotations ? [labels.quotations(analysis.quotations.length)] : []),
  ].join(labels.comma);
  const rows: TableRow[] = [];
  const lineOf = look.full && analysis.text !== undefined ? linesOf(analysis.text) : null;
  const addressee = addresseesOf(analysis);
  const group = (row: TableRow, said: readonly Quotation[]): void => {
    if (withQuotations && rows.length) rows.push({ cells: [], arabic: [{ text: '' }] });
    rows.push(row);
    if (withQuotations)
      rows.push(...said.flatMap((quotation) => quotationRows(quotation, addressee(quotation), lineOf, look)));
  };
  for (const speaker of analysis.speakers) {
    const said = bySpeaker.get(speaker.id) ?? [];
    group(speakerRow(speaker, said.length, entityNames.get(speaker.affiliation ?? ''), look), said);
  }
  const orphans = bySpeaker.get(null) ?? [];
  if (orphans.length && withQuotations) {
    const cells = language === 'ar' ? [] : [{ text: '' }, { text: labels.notTold, paint: look.chalk.bold }];
    const text = language === 'ar' ? `؟ ${labels.notTold}` : '؟';
    group({ cells, arabic: [{ text, paint: look.chalk.bold }] }, orphans);
  }
  return rows.length ? draw(title, rows, look) : nothing(title, look);
}

/** Name, office and body in one line. */
function speakerRow(
  speaker: Speaker,
  count: number,
  affiliation: string | undefined,
  { chalk, labels, language }: Look,
): TableRow {
  const office = officeOf(speaker, affiliation ?? speaker.affiliation);
  const name = neutralise(speaker.name);
  const kind = labels.kinds[speaker.kind];
  const about = language === 'ar' ? [office, kind].filter(Boolean).join('، ') : office;
  const times = count > 1 ? ` (${count})` : '';
  return {
    cells: language === 'ar' ? [] : [{ text: '' }, { text: kind }],
    arabic: [
      {
        text: unbroken(`${name}${times}`),
        paint: chalk.bold.magenta,
        ...(about && { behind: neutralise(about) }),
        list: true,
      },
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

/** Where it was said, to whom, who relayed it: each only where those before it don't say it already. */
function besides({ medium, via }: Quotation, addressee: string | null): string[] {
  const notes: string[] = [];
  for (const text of [medium?.text, addressee]) {
    if (text && !notes.some((note) => note.includes(text))) notes.push(text);
  }
  const outlets = via.map(({ name }) => name).filter((name) => !notes.some((note) => note.includes(name)));
  return outlets.length ? [...notes, `عن ${outlets.join('، ')}`] : notes;
}

function quotationRows(
  quotation: Quotation,
  addressee: string | null,
  lineOf: ((offset: number) => number) | null,
  look: Look,
): TableRow[] {
  const { chalk, labels, language } = look;
  const { cue, type, confidence, id } = quotation;
  const said = neutralise(quotation.content.text);
  const marked = type === 'direct' ? `«${said}»` : said;
  const cueText = cue && cue.text !== ':' ? `${neutralise(cue.text)}: ` : '';
  const certainty = quotation.edited ? 'sure' : certaintyOf(confidence);
  const doubt = certainty === 'sure' ? '' : '؟ ';
  const doubtPaint = certainty === 'doubtful' ? chalk.redBright : plain;
  const stance = cue && cue.stance !== 'neutral' ? TERMS[language].stance[cue.stance] : '';
  const line = lineOf ? `${labels.line} ${lineOf(quotation.content.start)}` : '';
  const words = {
    text: doubt + cueText + marked,
    paint: doubtPaint,
    limit: look.full ? undefined : SHORT_LINES,
    tail: type === 'direct' ? '»' : '',
  };
  const notes = besides(quotation, addressee).map(neutralise);
  if (language === 'ar')
    notes.unshift(...[stance, certainty === 'sure' ? '' : labels[certainty], line].filter(Boolean));
  const row: TableRow = {
    cells:
      language === 'ar'
        ? [{ text: id }]
        : [
            { text: id },
            { text: stance },
            { text: certainty === 'sure' ? '' : labels[certainty], paint: doubtPaint },
            ...(line ? [{ text: line }] : []),
          ],
    arabic: [words, ...(notes.length ? [{ text: `(${notes.map(unbroken).join(' · ')})`, list: true }] : [])],
  };
  return [row, ...(look.explain ? explainRows(quotation) : [])];
}

/** With `--explain`: the rule of each field, the words that led to it, and what spoke most for and against it. */
function explainRows(quotation: Quotation): TableRow[] {
  const evidence = quotation.explain?.length
    ? quotation.explain
    : [{ field: 'quotation', rule: quotation.rule, words: null, note: undefined }];
  return evidence.flatMap(({ field, rule, words, note }) => {
    const { told, reasons } = reasonsOf(note ?? '');
    return [
      {
        cells: [{ text: '' }, { text: `↳ ${field}` }, { text: neutralise(rule) }],
        // `قال` of the lemma قال, `سامي نور` who is سامي نور: once
        arabic: [
          {
            text: neutralise([told.startsWith(words?.text ?? '') ? '' : words?.text, told].filter(Boolean).join(' — ')),
          },
        ],
      },
      ...reasons.map(({ effect, words: why, word }) => ({
        cells: [],
        arabic: word === '' ? [] : [{ text: word }],
        over: `${effect} ${neutralise(why)}`,
      })),
    ];
  });
}

/** Types with their names, most mentioned first; with `--full` a row for each name. */
function names(analysis: Analysis, look: Look): string {
  const { chalk, labels, language } = look;
  const mentions = analysis.entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
  const title = `${labels.names(analysis.entities.length)}${labels.comma}${labels.mentions(mentions)}`;
  if (!analysis.entities.length) return nothing(title, look);
  const byType = [...groupBy(analysis.entities, (entity) => entity.type)].sort(([a], [b]) => rank(a) - rank(b));
  const rows = byType.flatMap(([type, entities]): TableRow[] => {
    const sorted = entities.toSorted((a, b) => b.mentions.length - a.mentions.length);
    if (look.full) return sorted.map((entity) => entityRow(entity, look));
    const all = sorted
      .map(({ name, mentions: { length } }) => unbroken(neutralise(name) + (length > 1 ? ` (${length})` : '')))
      .join(' · ');
    const label = TERMS[language].entity[type];
    return language === 'ar'
      ? [{ cells: [], arabic: [{ text: `${unbroken(`${label} (${entities.length}):`)} ${all}`, list: true }] }]
      : [
          {
            cells: [{ text: label, paint: chalk.bold }, { text: String(entities.length) }],
            arabic: [{ text: all, list: true }],
          },
        ];
  });
  return draw(title, rows, look);
}

const TYPE_ORDER: EntityType[] = ['PER', 'LOC', 'ORG', 'MISC', 'DATE', 'TIME', 'MONEY', 'PERCENT', 'QUANTITY'];
const rank = (type: EntityType): number => TYPE_ORDER.indexOf(type) + 1 || TYPE_ORDER.length + 1;

function entityRow(entity: Entity, { chalk, language }: Look): TableRow {
  const others = entity.aliases.filter((alias) => alias !== entity.name).map((alias) => unbroken(neutralise(alias)));
  const label = TERMS[language].entity[entity.type];
  const value = neutralise(entity.value ?? entity.link?.iso ?? '');
  const times = String(entity.mentions.length);
  return {
    cells:
      language === 'ar'
        ? [{ text: `${times}×` }, { text: value }]
        : [{ text: entity.id }, { text: label }, { text: times }, { text: value }],
    arabic: [
      {
        text: neutralise(entity.name),
        paint: chalk.bold,
        list: true,
        ...((others.length || language === 'ar') && {
          behind: [...(language === 'ar' ? [label] : []), ...others].join(' · '),
        }),
      },
    ],
  };
}

function phrases(analysis: Analysis, look: Look): string {
  const { labels, language } = look;
  const title = labels.phrases(analysis.attributions.length);
  const speakers = new Map(analysis.speakers.map((speaker) => [speaker.id, speaker.name]));
  if (!analysis.attributions.length) return nothing(title, look);
  const row = (phrase: Attribution): TableRow => {
    const who = speakers.get(phrase.speaker ?? '');
    const about = who && !phrase.text.includes(who) ? { behind: neutralise(who) } : {};
    return {
      cells: [
        { text: phrase.id },
        ...(language === 'ar' ? [] : [{ text: phrase.kind.replaceAll('-', ' ') }]),
        { text: phrase.quotation ?? '' },
      ],
      arabic: [{ text: neutralise(phrase.text).replace(/[،,\s]+$/, ''), ...about, list: true }],
    };
  };
  return draw(title, analysis.attributions.map(row), look);
}

// ---- the end of a run

const BAR_COLUMNS = 24;
const TOP = 10;

/** Small bars of who is quoted and who is named most, over all documents. */
function summary(count: number, totals: Totals, look: Look): string {
  const { labels } = look;
  const bars = (title: string, items: readonly { name: string; count: number }[]): string => {
    const most = items[0]?.count ?? 1;
    const rows = items.map(({ name, count: times }): TableRow => {
      const bar = '█'.repeat(Math.max(1, Math.round((times / most) * BAR_COLUMNS)));
      return {
        cells: [{ text: String(times) }, { text: pad(bar, BAR_COLUMNS, 'right'), paint: look.chalk.magenta }],
        arabic: [{ text: neutralise(name) }],
      };
    });
    // Bars and names in the middle: a name stands beside its bar.
    return rows.length ? draw(title, rows, { ...look, width: Math.min(look.width, 64) }) : '';
  };
  const title = (text: string): string => `${text}${labels.comma}${labels.documents(count)}`;
  return [
    bars(title(labels.mostQuoted), totals.voices.slice(0, TOP)),
    bars(title(labels.mostNamed), totals.names.slice(0, TOP)),
  ].join('\n');
}

/** What to try next. */
function hints(look: Look): string {
  const { chalk, labels, language } = look;
  if (language === 'en') {
    const parts = labels.hints.map(([flag, text]) => ({
      size: width(flag) + width(text) + 4,
      text: `${chalk.bold(flag)} ${text}`,
    }));
    const inLine = parts.reduce((sum, { size }) => sum + size, 0) - 3 <= look.width;
    return `${parts.map(({ text }) => text).join(inLine ? '   ' : '\n')}\n`;
  }
  return `${labels.hints
    .map(([flag, text]) => `${chalk.bold(pad(flag, 18))}${pad(displayLine(text, look.bidi), look.width - 18, 'right')}`)
    .join('\n')}\n`;
}

type Paint = (text: string) => string;
const plain: Paint = (text) => text;
