/** `analyze tokens`: the second station on its own. */
import type { Command } from 'commander';
import { readInputs } from '../../input/index.ts';
import { toCodePoints } from '../../output/offsets.ts';
import { cliticReadings, indexText } from '../../text/index.ts';
import { unknown } from '../errors.ts';
import { addInputFlags, type InputFlags, inputOptions, problemText } from '../inputs.ts';
import { streamWriter } from '../io.ts';
import type { GuardedIo } from '../screen.ts';
import { EXIT } from './analyze.ts';

const FORMATS = ['tsv', 'jsonl'] as const;
const UNITS = ['utf16', 'codepoint'] as const;
const COLUMNS = ['document', 'sentence', 'start', 'end', 'kind', 'text', 'form', 'key', 'clitics'];

type Flags = InputFlags & { format: string; offsets: string };

export function addTokens(
  program: Command,
  io: GuardedIo,
  done: (code: number | null, command: Command) => void,
): void {
  const command = program
    .command('tokens')
    .summary('print the tokens with their offsets, kinds, matching keys and clitics')
    .description('Prints the tokens of each input: where they stand, what they are, and how their clitics may be read.')
    .argument('[paths...]', 'files, folders, globs; - or a pipe reads standard input')
    .optionsGroup('Output:')
    .option('-f, --format <format>', 'tsv (a token a line) or jsonl (an object a token)', 'tsv')
    .option('--offsets <unit>', `unit of the offsets: ${UNITS.join(' or ')}`, 'utf16');
  addInputFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  analyze tokens article.txt
  echo 'وبالوزارة' | analyze tokens -f jsonl`,
    )
    .action(async (paths: string[], flags: Flags) => done(await tokens(paths, flags, io), command));
}

async function tokens(paths: string[], flags: Flags, io: GuardedIo): Promise<number | null> {
  if (!FORMATS.includes(flags.format as (typeof FORMATS)[number])) throw unknown('format', flags.format, FORMATS);
  if (!UNITS.includes(flags.offsets as (typeof UNITS)[number])) throw unknown('unit of offsets', flags.offsets, UNITS);
  const inputs = inputOptions(paths, flags, io);
  if (!inputs) return null;
  const output = streamWriter(io.stdout.as(flags.format === 'jsonl' ? 'json' : 'text'));
  if (flags.format === 'tsv') await output.write(`${COLUMNS.join('\t')}\n`);
  let failed = 0;
  for await (const item of readInputs(inputs)) {
    if (item.ok) await output.write(tokenLines(item.document, flags));
    else {
      failed++;
      io.stderr.write(problemText(item.problem));
    }
  }
  await output.drain();
  return failed ? EXIT.failures : EXIT.ok;
}

/** The lines of one document. */
function tokenLines(document: { text: string; path?: string | null; id?: string | null }, flags: Flags): string {
  const { text, path = null, id = null } = document;
  const { tokens: found, sentences } = indexText(text);
  const map = flags.offsets === 'codepoint' ? toCodePoints(text) : (offset: number) => offset;
  const name = (path ?? '-') + (id === null ? '' : `#${id}`);
  let sentence = 0;
  return found
    .map((token) => {
      while (sentence + 1 < sentences.length && token.index >= sentences[sentence]!.last) sentence++;
      const span = { start: map(token.start), end: map(token.end) };
      const written = text.slice(token.start, token.end);
      const readings =
        token.kind === 'word'
          ? cliticReadings(token.form).map(({ proclitics, stem, bases, enclitic }) => ({
              proclitics,
              stem,
              bases,
              enclitic,
            }))
          : [];
      if (flags.format === 'jsonl') {
        const { kind, form, key } = token;
        return `${JSON.stringify({ document: name, sentence, ...span, kind, text: written, form, key, clitics: readings })}\n`;
      }
      const cut = readings
        .filter(({ proclitics, enclitic }) => proclitics.length || enclitic)
        .map(({ proclitics, stem, enclitic }) =>
          [...proclitics.map((clitic) => `${clitic}+`), stem, ...(enclitic ? [`+${enclitic}`] : [])].join(''),
        );
      const cells = [name, sentence, span.start, span.end, token.kind, written, token.form, token.key, cut.join(' | ')];
      return `${cells.map((cell) => String(cell).replace(/[\t\r\n]/g, ' ')).join('\t')}\n`;
    })
    .join('');
}
