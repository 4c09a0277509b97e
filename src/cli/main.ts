/** The command line: flags and commands, messages, exit codes. Only `bin` ends the process. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Command, CommanderError, Option } from 'commander';
import { FORMAT_NAMES, FORMATS, KINDS, TABLE_NAMES } from '../output/index.ts';
import { analyzeCommand, EXIT } from './commands/analyze.ts';
import { addNormalize } from './commands/normalize.ts';
import { isSpark, sparkCommand } from './commands/spark.ts';
import { addTokens } from './commands/tokens.ts';
import { suggest, UsageError } from './errors.ts';
import { addInputFlags, type InputFlags } from './inputs.ts';
import { ClosedPipe, type Io, processIo } from './io.ts';
import { type GuardedIo, guarded, oneLine } from './screen.ts';
import type { Flags } from './settings.ts';
import { version } from './version.ts';

// The threads of a run load this same file.
if (!isMainThread && parentPort && workerData?.isnadWorker) {
  const port = parentPort;
  void import('../batch/worker.ts').then(({ serve }) => serve(port, workerData));
}

const MORE_HELP = `
Formats:
${FORMAT_NAMES.map((name) => `  ${name.padEnd(10)}${FORMATS[name].about}`).join('\n')}

Examples:
  analyze article.txt                                 who says what, as tables
  analyze article.txt --format json | jq '.[0].speakers[].name'
  analyze news/ -o results.jsonl                      a folder, one result a line
  analyze news/ -o corpus.sqlite                      tables that join, for SQL
  analyze news/ -o tables/ --format csv --bom         one CSV file a table, for Excel
  curl -s https://example.org/article.html | analyze -
  analyze corpus.jsonl --text-field body --format jsonl > out.jsonl
  analyze article.txt --explain --full                why each field is what it is
  analyze archive/ -o all.jsonl --errors bad.jsonl    a night's work; after a break the same with --resume

Exit codes: 0 everything was analysed, 1 some inputs failed, 2 wrong usage, 130 interrupted.
A file that has a command's name: analyze ./tokens`;

/** Runs the command line and gives its exit code; prints to `io` only. */
export async function run(argv: readonly string[], streams: Io = processIo()): Promise<number> {
  const io = guarded(streams);
  let code: number = EXIT.ok;
  const program = buildProgram(io, (result, command) => {
    code = result ?? askedForNothing(command, io);
  });
  try {
    await program.parseAsync(explainAlone(argv), { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, program, argv, io);
  }
}

/** `--explain q4` names a quotation, `--explain article.txt` doesn't: an id goes to an option of its own. */
export function explainAlone(argv: readonly string[]): string[] {
  const ids = /^q[1-9]\d*(?:,q[1-9]\d*)*$/;
  const end = argv.indexOf('--');
  return argv.flatMap((word, i) => {
    if (end >= 0 && i > end) return [word];
    if (word.startsWith('--explain=')) return ['--explain-only', word.slice('--explain='.length)];
    if (word === '--explain' && ids.test(argv[i + 1] ?? '')) return ['--explain-only'];
    return [word];
  });
}

function buildProgram(io: GuardedIo, done: (code: number | null, command: Command) => void): Command {
  const program = new Command('analyze')
    .description('Who said what in Arabic news: quoted speakers, attribution phrases and names, offline.')
    .usage('[options] [paths...]')
    .argument('[paths...]', 'files, folders, globs; - or a pipe reads standard input')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError(false)
    .configureHelp({ showGlobalOptions: false })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // Errors are printed by `failure`, with a suggestion.
      outputError: () => {},
      getOutHelpWidth: () => Math.min(io.stdout.columns || 100, 120),
      getErrHelpWidth: () => 100,
    });
  program
    .optionsGroup('Output:')
    .option('-f, --format <name>', 'format of the results (below); by default that of the -o file, or table')
    .option(
      '-o, --output <path>',
      'write to a file (it appears when it is whole) or into a folder (path with / at its end)',
    )
    .option('--per-file', 'one result for each input, at its relative path in the folder of -o')
    .option('--only <parts>', `only these parts: ${KINDS.join(',')}`)
    .option('--table <name>', `csv, tsv: the table of the stream: ${TABLE_NAMES.join(', ')}`)
    .option(
      '--types <list>',
      'only entities of these types, such as PER,LOC; DATE, MONEY, … are looked for only if named',
    )
    .option('--min-confidence <number>', 'leave out quotations and mentions that are less sure (0 to 1)')
    .option('--text', "put the article's text into the result")
    .option(
      '--keep <fields>',
      'fields of the input (JSON, JSON Lines, CSV) that pass through to the output: topic,meta.label',
    )
    .option('--offsets <unit>', 'unit of the offsets: utf16 (the default) or codepoint')
    .option('--explain', 'show which rule and which words led to each field; --explain q4: of that quotation alone')
    .addOption(new Option('--explain-only <ids>').hideHelp())
    .option('--bom', 'csv, tsv: begin with a byte order mark, for Excel')
    .optionsGroup('Terminal:')
    .option('--full', 'show long quotations whole with their line in the text, and a line for each name')
    .option('--lang <language>', 'language of labels and pages: ar, en; by default that of the environment')
    .option('--bidi <way>', 'right-to-left text: auto (by the terminal), none, marks, visual')
    .option('--width <columns>', 'width of the tables')
    .option('--color', 'colours also into a pipe or file')
    .option('--no-color', 'no colours')
    .option('-q, --quiet', 'no warnings and no summary, only errors');
  addInputFlags(program);
  program
    .optionsGroup('Analysis:')
    .option('--lexicon <file>', 'words of your own: cues, phrases, titles, names, aliases')
    .option('--corrections <file>', 'what readers changed in a report (its download): put onto the results')
    .option('--arabic-only', 'texts in other languages are passed over, and counted')
    .optionsGroup('Many inputs:')
    .option('-j, --jobs <n>', 'threads; auto (the default): one a core, as soon as a run is long enough for it')
    .option('--timeout <seconds>', 'time for one document; what takes longer is passed over (60; 0: no limit)')
    .option('--resume', 'go on where an interrupted run to the same -o was')
    .option('--restart', 'begin anew, over what an interrupted run left')
    .option('--errors <file>', 'failures as JSON Lines; inline: as records between the results (jsonl)')
    .option('--cache <folder>', "keep results here, and don't analyse again what is unchanged")
    .option('--shard <i/n>', 'only the i-th of n equal parts of the inputs')
    .option('--fail-fast', 'stop at the first input that fails')
    .option('--spark-job', 'print the path of the job for spark-submit, for archives that need many machines')
    .addOption(new Option('--spark <step>').hideHelp())
    .addOption(new Option('--heap <megabytes>').hideHelp())
    .optionsGroup('Help:')
    .addHelpText('after', MORE_HELP)
    .action(async (paths: string[], flags: Flags & InputFlags) =>
      done(await (isSpark(flags) ? sparkCommand : analyzeCommand)(paths, flags, io), program),
    );
  addNormalize(program, io, done);
  addTokens(program, io, done);
  for (const command of program.commands) command.copyInheritedSettings(program);
  return program;
}

/** Nothing to read: standard input is a terminal and no path is given. */
function askedForNothing(command: Command, io: Io): number {
  io.stderr.write(command.helpInformation());
  io.stderr.write('\nanalyze: no input: name a file or folder, or pipe an article in\n');
  return EXIT.usage;
}

function failure(error: unknown, program: Command, argv: readonly string[], io: Io): number {
  if (error instanceof ClosedPipe) return EXIT.ok;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.ok;
    const message = error.message.replace(/^error: /, '');
    const option = error.code === 'commander.unknownOption' ? /'([^']+)'/.exec(message)?.[1] : undefined;
    const command = program.commands.find((candidate) => candidate.name() === argv[0]) ?? program;
    const near =
      option &&
      suggest(
        option,
        command.options.flatMap(({ long }) => long ?? []),
      );
    return usage(message, near ? `did you mean ${near}?` : undefined, io);
  }
  if (error instanceof UsageError) return usage(error.message, error.hint, io);
  const { code, message } = error as NodeJS.ErrnoException;
  io.stderr.write(`analyze: ${code === 'ENOSPC' ? 'no space left on the disk' : oneLine(message)}\n`);
  return EXIT.failures;
}

function usage(message: string, hint: string | undefined, io: Io): number {
  io.stderr.write(
    `analyze: ${oneLine(message)}${hint ? `\n  ${oneLine(hint)}` : ''}\n  analyze --help lists what there is\n`,
  );
  return EXIT.usage;
}
