/** The flags that choose and read inputs, which all commands share. */
import type { Command } from 'commander';
import { INPUT_FORMATS, type InputOptions, isEncoding, LARGEST, type Problem } from '../input/index.ts';
import type { Warning } from '../model.ts';
import { UsageError, unknown } from './errors.ts';
import type { Io } from './io.ts';
import { oneLine } from './screen.ts';

export interface InputFlags {
  inputFormat?: string;
  encoding?: string;
  recursive?: boolean;
  include?: string[];
  exclude?: string[];
  filesFrom?: string;
  textField?: string;
  idField?: string;
  maxSize?: string;
  mend?: boolean;
  outletFrom?: string;
  quiet?: boolean;
}

const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value];

export function addInputFlags(command: Command): Command {
  return command
    .optionsGroup('Input:')
    .option('--input-format <format>', `what the inputs are: ${['auto', ...INPUT_FORMATS].join(', ')}`)
    .option(
      '--encoding <name>',
      'encoding of the inputs (utf-8, utf-16le, windows-1256, iso-8859-6, …); guessed if missing',
    )
    .option('--text-field <name>', 'field or column with the text (JSON, JSON Lines, CSV); `a.b` for nested ones')
    .option('--id-field <name>', 'field or column with the id')
    .option('--outlet-from <what>', "folder: the outlet is the folder's name, whatever the article says")
    .option('--no-mend', 'leave text that a wrong decoding spoilt (\u00D9\u201A\u00D8\u00A7\u00D9\u201E) as it is')
    .option('--max-size <size>', 'most that one document may have, unpacked: 300MB, 50kB (256MB)')
    .option('--files-from <list>', 'read more paths from a file, one a line or NUL-separated; - is standard input')
    .option('--recursive', 'go into the folders of folders (the default)')
    .option('--no-recursive', "don't")
    .option('--include <glob>', "of a folder's files only these (may be repeated)", collect)
    .option('--exclude <glob>', 'not these files and folders (may be repeated)', collect);
}

/** Checked, and with standard input in place of no paths. Null: standard input is a terminal and nothing else is named. */
export function inputOptions(paths: string[], flags: InputFlags, io: Io): InputOptions | null {
  const { inputFormat, encoding, maxSize, outletFrom } = flags;
  const formats = ['auto', ...INPUT_FORMATS];
  if (inputFormat !== undefined && !formats.includes(inputFormat)) throw unknown('input format', inputFormat, formats);
  if (encoding !== undefined && encoding !== 'auto' && !isEncoding(encoding)) {
    throw unknown('encoding', encoding, ['utf-8', 'utf-16le', 'utf-16be', 'windows-1256', 'iso-8859-6', 'auto']);
  }
  if (paths.includes('-') && flags.filesFrom === '-') {
    throw new UsageError('standard input is asked for twice', 'give - as a path or to --files-from');
  }
  if (outletFrom !== undefined && outletFrom !== 'folder')
    throw unknown('source of the outlet', outletFrom, ['folder']);
  const most = maxSize === undefined ? undefined : sizeOf(maxSize);
  const fromPipe = paths.length === 0 && flags.filesFrom === undefined;
  if (fromPipe && io.stdin.isTTY) return null;
  if ((paths.includes('-') || flags.filesFrom === '-') && io.stdin.isTTY && !flags.quiet) {
    const what = flags.filesFrom === '-' ? 'paths' : 'the article';
    io.stderr.write(`analyze: reading ${what} from the terminal; Ctrl-D on a line of its own ends it\n`);
  }
  const readsStdin = fromPipe || paths.includes('-') || flags.filesFrom !== undefined;
  return {
    ...flags,
    maxSize: most,
    outletFrom: outletFrom as InputOptions['outletFrom'],
    inputFormat: inputFormat === 'auto' ? undefined : inputFormat,
    encoding: encoding === 'auto' ? undefined : encoding,
    paths: fromPipe ? ['-'] : paths,
    ...(readsStdin && { stdin: io.stdin }),
  };
}

const UNITS: Record<string, number> = { k: 1e3, m: 1e6, g: 1e9 };

/** `300MB`, `300 mb`, `300m` -> 300000000; a number alone means megabytes. */
function sizeOf(wish: string): number {
  const [, digits = '', unit = 'm'] = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmg])i?b?|b)?\s*$/i.exec(wish) ?? [];
  const bytes = Number(digits) * (/\d\s*b\s*$/i.test(wish) ? 1 : (UNITS[unit.toLowerCase()] as number));
  if (digits === '' || !(bytes >= 1 && bytes <= LARGEST))
    throw new UsageError(`--max-size has to be a size up to 500MB, not '${wish}'`, 'for example --max-size 300MB');
  return Math.floor(bytes);
}

/** `article.txt: no such file or folder (hint)`. */
export function problemText({ path, message, hint }: Problem): string {
  return `analyze: ${oneLine(path)}: ${oneLine(message)}${hint ? `\n  ${oneLine(hint)}` : ''}\n`;
}

export function warningText(path: string, { code, message, line, column }: Warning): string {
  const place = line === undefined ? '' : `line ${line}, column ${column}: `;
  return `analyze: ${oneLine(path)}: warning: ${place}${oneLine(message)} [${code}]\n`;
}
