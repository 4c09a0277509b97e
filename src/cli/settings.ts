/** Flags of the command line to the settings of a run. Everything that makes no sense is found here, before any work. */
import { canCompress, compressionOf, uncompressedName } from '../batch/compression.ts';
import type { Destination, OutputSettings } from '../batch/targets.ts';
import type { EntityType, OffsetUnit } from '../model.ts';
import { ENTITY_TYPES } from '../output/contract.ts';
import { defaultTable } from '../output/delimited.ts';
import {
  EXTENSIONS,
  extensionOf,
  FORMAT_NAMES,
  type FormatName,
  formatOf,
  formatOfPath,
  isFormat,
  KINDS,
  type Kind,
  TABLE_NAMES,
  type TableName,
} from '../output/index.ts';
import { BIDI_MODES, bidiMode } from '../output/terminal.ts';
import { LANGUAGES, languageOf } from '../report/labels.ts';
import { UsageError, unknown } from './errors.ts';
import type { Io } from './io.ts';

/** What commander makes of the flags. */
export interface Flags {
  format?: string;
  output?: string;
  perFile?: boolean;
  only?: string;
  table?: string;
  types?: string;
  minConfidence?: string;
  text?: boolean;
  keep?: string;
  offsets?: string;
  explain?: boolean;
  explainOnly?: string;
  full?: boolean;
  lang?: string;
  bidi?: string;
  width?: string;
  color?: boolean;
  bom?: boolean;
  quiet?: boolean;
  failFast?: boolean;
  lexicon?: string;
  corrections?: string;
  arabicOnly?: boolean;
  jobs?: string;
  timeout?: string;
  resume?: boolean;
  restart?: boolean;
  errors?: string;
  cache?: string;
  shard?: string;
  sparkJob?: boolean;
  spark?: string;
  heap?: string;
}

/** How a run over many inputs goes. */
export interface BatchSettings {
  jobs?: number;
  /** Milliseconds. */
  timeout?: number;
  resume?: boolean;
  restart?: boolean;
  errors?: string;
  cache?: string;
  shard?: { index: number; count: number };
}

export interface Settings extends OutputSettings {
  batch: BatchSettings;
}

/** A comma-separated list of known words; case doesn't matter. */
export function knownList<T extends string>(value: string, known: readonly T[], what: string): T[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => {
      const found = known.find((name) => name.toLowerCase() === word.toLowerCase());
      if (!found) throw unknown(what, word, known);
      return found;
    });
}

const one = <T extends string>(value: string, known: readonly T[], what: string): T => {
  const found = known.find((name) => name === value.toLowerCase());
  if (!found) throw unknown(what, value, known);
  return found;
};

function number(value: string, name: string, least: number, most: number): number {
  const parsed = Number(value);
  if (value.trim() === '' || !(parsed >= least && parsed <= most)) {
    throw new UsageError(`${name} has to be a number from ${least} to ${most}, not '${value}'`);
  }
  return parsed;
}

/** `isFolder` tells whether a path is a folder that exists. */
export function settingsOf(flags: Flags, io: Io, isFolder: (path: string) => boolean): Settings {
  const output = flags.output === '-' ? undefined : flags.output;
  const format = chooseFormat(flags.format, output, isFolder);
  const only = flags.only === undefined ? undefined : knownList(flags.only, KINDS, 'part');
  if (only?.length === 0) throw new UsageError('--only names no part', `there are: ${KINDS.join(', ')}`);
  const toTerminal = output === undefined && Boolean(io.stdout.isTTY);
  const destination = chooseDestination(format, output, flags, isFolder);
  return {
    format,
    destination,
    batch: batchSettings(flags, format, destination),
    output: {
      only,
      types: flags.types === undefined ? undefined : knownList<EntityType>(flags.types, ENTITY_TYPES, 'entity type'),
      minConfidence:
        flags.minConfidence === undefined ? undefined : number(flags.minConfidence, '--min-confidence', 0, 1),
      offsets:
        flags.offsets === undefined
          ? 'utf16'
          : one<OffsetUnit>(flags.offsets, ['utf16', 'codepoint'], 'unit of offsets'),
      text: flags.text,
      explain: flags.explain || flags.explainOnly !== undefined || undefined,
      quotations: flags.explainOnly?.split(','),
      hints: (toTerminal && !flags.quiet) || undefined,
      full: flags.full,
      language: flags.lang === undefined ? languageOf(io.env) : one(flags.lang, LANGUAGES, 'language'),
      bom: flags.bom,
      keep: flags.keep === undefined ? undefined : chooseKept(flags.keep),
      stream:
        destination.kind !== 'folder' || destination.content === 'per-file' ? formatOf(format).tabular : undefined,
      table: chooseTable(flags.table, format, only),
      width: flags.width === undefined ? columns(io) : number(flags.width, '--width', 40, 1000),
      colour: colourLevel(flags.color, io, toTerminal),
      bidi: bidiMode(one(flags.bidi ?? 'auto', BIDI_MODES, 'way with right-to-left text'), {
        isTTY: toTerminal,
        env: io.env,
      }),
    },
  };
}

/** `topic, meta.label` -> two fields. */
function chooseKept(wish: string): string[] {
  const fields = [...new Set(wish.split(',').map((field) => field.trim()))].filter(Boolean);
  if (fields.length === 0) throw new UsageError('--keep names no field', 'for example --keep topic,meta.label');
  return fields;
}

function batchSettings(flags: Flags, format: FormatName, destination: Destination): BatchSettings {
  const { jobs, timeout, resume, restart, errors, cache, shard } = flags;
  if (resume && restart) throw new UsageError('--resume goes on, --restart begins anew', 'give one of them');
  if (resume && destination.kind === 'stdout')
    throw new UsageError('--resume needs a file or folder, whose account it goes on with', 'give one with -o');
  if (errors === 'inline' && ((format !== 'jsonl' && format !== 'rows') || destination.kind === 'folder'))
    throw new UsageError('--errors inline is for --format jsonl and rows', 'or give a file: --errors errors.jsonl');
  return {
    jobs: jobs === undefined || jobs === 'auto' ? undefined : Math.floor(number(jobs, '--jobs', 1, 1e6)),
    timeout: timeout === undefined ? undefined : number(timeout, '--timeout', 0, 1e6) * 1000,
    resume,
    restart,
    errors,
    cache,
    shard: shard === undefined ? undefined : chooseShard(shard),
  };
}

/** `2/8` -> the second of eight. */
function chooseShard(wish: string): { index: number; count: number } {
  const [, part, count] = /^(\d+)\/(\d+)$/.exec(wish) ?? [];
  const index = Number(part) - 1;
  if (!(index >= 0 && index < Number(count)))
    throw new UsageError(
      `--shard has to be a part and a number of parts, not '${wish}'`,
      'the second of eight: --shard 2/8',
    );
  return { index, count: Number(count) };
}

/** The format that is asked for, or that of the ending of `-o`; an ending that no format has is a mistake. */
function chooseFormat(
  wish: string | undefined,
  output: string | undefined,
  isFolder: (path: string) => boolean,
): FormatName {
  const bare = output === undefined ? null : uncompressedName(output);
  const packed = output !== undefined && bare !== output ? compressionOf(output) : null;
  if (packed && !canCompress(packed))
    throw new UsageError(`this Node can't write .${packed}`, 'Node 22.15 and later can; .gz is written by all');
  const format = wish === undefined ? formatOfEnding(bare, output, isFolder) : namedFormat(wish);
  if (packed && !formatOf(format).load)
    throw new UsageError(`${format} is not written as .${packed}`, `it is packed already: ${aPath(format)}`);
  return format;
}

function namedFormat(wish: string): FormatName {
  const lower = wish.toLowerCase();
  const name = lower === 'md' ? 'markdown' : lower === 'ndjson' ? 'jsonl' : lower;
  if (!isFormat(name)) throw unknown('format', wish, FORMAT_NAMES);
  return name;
}

function formatOfEnding(
  bare: string | null,
  output: string | undefined,
  isFolder: (path: string) => boolean,
): FormatName {
  if (bare === null || output === undefined) return 'table';
  const format = formatOfPath(bare);
  if (format) return format;
  const extension = extensionOf(bare);
  const isFile = !/[/\\]$/.test(output) && !isFolder(output);
  if (isFile && (extension !== null || bare !== output))
    throw unknown(
      'ending of a file',
      extension === null ? output : `.${extension}`,
      EXTENSIONS.map((name) => `.${name}`),
    );
  return 'table';
}

function chooseDestination(
  format: FormatName,
  output: string | undefined,
  { perFile, table }: Flags,
  isFolder: (path: string) => boolean,
): Destination {
  const { load, tabular } = formatOf(format);
  if (output === undefined) {
    if (perFile) throw new UsageError('--per-file needs a folder', 'give one with -o FOLDER');
    if (!load) throw new UsageError(`${format} can't go to standard output`, `give ${aPath(format)}`);
    return { kind: 'stdout' };
  }
  if (format === 'parquet') return { kind: 'folder', path: output, content: 'tables' };
  if (!load) {
    if (perFile || isFolder(output) || /[/\\]$/.test(output))
      throw new UsageError(`${format} is one file`, `give it with ${aPath(format)}`);
    return { kind: 'file', path: output };
  }
  // brat needs the text beside the annotations, and both for each document.
  const folder =
    perFile || /[/\\]$/.test(output) || isFolder(output) || (format === 'brat' && extensionOf(output) === null);
  if (!folder) return { kind: 'file', path: output };
  return { kind: 'folder', path: output, content: tabular && !perFile && table === undefined ? 'tables' : 'per-file' };
}

const aPath = (format: FormatName): string => (format === 'parquet' ? '-o FOLDER.parquet/' : `-o FILE.${format}`);

function chooseTable(wish: string | undefined, format: FormatName, only: readonly Kind[] | undefined): TableName {
  if (wish === undefined) return defaultTable(only);
  if (!formatOf(format).tabular) throw new UsageError(`--table is for csv and tsv, not for ${format}`);
  return one(wish, TABLE_NAMES, 'table');
}

/** Columns of the terminal; 100 for files and pipes. */
const columns = ({ stdout, env }: Io): number => stdout.columns || Number(env.COLUMNS) || 100;

/**
 * How many colours: `--color`/`--no-color` decide, then FORCE_COLOR, then NO_COLOR (https://no-color.org), then whether it
 * is a terminal, and which.
 */
export function colourLevel(flag: boolean | undefined, { env }: Io, toTerminal: boolean): 0 | 1 | 2 | 3 {
  if (flag === false) return 0;
  const terminal = /truecolor|24bit/.test(env.COLORTERM ?? '') ? 3 : /256/.test(env.TERM ?? '') ? 2 : 1;
  if (flag === true) return terminal;
  const force = env.FORCE_COLOR;
  if (force !== undefined && force !== '') {
    if (/^(0|false|no)$/i.test(force)) return 0;
    return /^[123]$/.test(force) ? (Number(force) as 1 | 2 | 3) : terminal;
  }
  if (env.NO_COLOR || env.TERM === 'dumb' || !toTerminal) return 0;
  return terminal;
}
