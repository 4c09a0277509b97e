/** `analyze [paths...]`: settings to a run, what it tells to messages, its end to an exit code. */

import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { DamagedPart } from '../../batch/files.ts';
import { OtherRun, Unfinished } from '../../batch/journal.ts';
import { findOverlap, findSameOutput, type Overlap, realPath } from '../../batch/overlap.ts';
import { runBatch, type Summary } from '../../batch/run.ts';
import { type Destination, journalPath } from '../../batch/targets.ts';
import { readCorrections } from '../../corrections/index.ts';
import { type InputOptions, namedPaths } from '../../input/index.ts';
import type { FormatName } from '../../output/index.ts';
import { UsageError } from '../errors.ts';
import { type InputFlags, inputOptions, problemText, warningText } from '../inputs.ts';
import { ClosedPipe, streamWriter, type Writer } from '../io.ts';
import { duration, grouped, progressLine } from '../progress.ts';
import type { GuardedIo, Way } from '../screen.ts';
import { type Flags, type Settings, settingsOf } from '../settings.ts';
import { version } from '../version.ts';
import { EXIT, finishedResults, reportResults } from './finished.ts';
import { ownFile, readLexicon, threadFile } from './surroundings.ts';

export { EXIT };

/** Warnings of one kind that are printed; the results hold them all. */
const SAME_WARNINGS = 5;

/** Runs the command; null asks for the help (standard input is a terminal and no path is given). */
export async function analyzeCommand(
  paths: string[],
  flags: Flags & InputFlags,
  io: GuardedIo,
): Promise<number | null> {
  for (const path of [flags.output, flags.errors]) if (path !== undefined) refuseTerminal(path);
  const settings = settingsOf(flags, io, isFolder);
  const named = inputOptions(paths, flags, io);
  if (!named) return null;
  const finished = finishedResults(settings, named.paths);
  if (finished) return reportResults(finished, settings, io, Boolean(flags.quiet));
  checkBrat(settings, named.paths);
  const { keep } = settings.output;
  const inputs: InputOptions = {
    ...(await withList(named)),
    shard: settings.batch.shard,
    ...(keep && { keep: [...keep] }),
  };
  const isInput = await checkedOverlap(settings, inputs, [flags.lexicon, flags.corrections, flags.filesFrom], io);
  inputs.skip = ownFiles(settings);
  await checkCache(settings.batch.cache);
  const lexicon = flags.lexicon === undefined ? undefined : readLexicon(flags.lexicon);
  const corrections = flags.corrections === undefined ? undefined : readCorrectionFile(flags.corrections);
  // Not all of `io`: that would open standard input.
  const progress = progressLine({ stderr: io.stderr.as('drawn'), env: io.env }, inputs, Boolean(flags.quiet));
  inputs.onRead = progress.read;

  const errors = streamWriter(io.stderr);
  const say = (text: string): Promise<void> => {
    progress.clear();
    return errors.write(text);
  };
  // Both can be the same screen: the line of the progress goes before anything is written there.
  const belowProgress = (writer: Writer): Writer => ({
    ...writer,
    write(content) {
      if (io.stdout.isTTY && content.length) progress.clear();
      return writer.write(content);
    },
  });
  const warned = new Map<string, number>();
  const stop = new AbortController();
  const stopListening = io.onInterrupt?.(() => stop.abort());
  // Without this a pipe that says nothing more would keep the process waiting.
  stop.signal.addEventListener('abort', () => (inputs.stdin as { destroy?(): void } | undefined)?.destroy?.());
  const started = Date.now();
  let failed = 0;
  try {
    const { jobs, timeout, resume, restart, errors: errorList, cache } = settings.batch;
    const summary = await runBatch(
      {
        ...settings,
        inputs,
        analyze: {
          ...((settings.output.explain || settings.format === 'html') && { explain: true }),
          ...(settings.output.types && { types: settings.output.types }),
        },
        version: await revision(settings),
        // More threads than cores only take memory.
        jobs: jobs === undefined ? undefined : Math.min(jobs, availableParallelism()),
        timeout,
        resume,
        restart,
        isInput,
        errors: errorList,
        cache,
        lexicon,
        corrections,
        arabicOnly: flags.arabicOnly,
        failFast: flags.failFast,
        cores: availableParallelism(),
        workerFile: threadFile(),
      },
      {
        stdout: belowProgress(streamWriter(io.stdout.as(wayOf(settings.format)))),
        problem(problem) {
          failed++;
          return say(problemText(problem));
        },
        async warning(label, warning) {
          const count = (warned.get(warning.code) ?? 0) + 1;
          warned.set(warning.code, count);
          if (!flags.quiet && count <= SAME_WARNINGS) await say(warningText(label, warning));
        },
        progress: progress.show,
        interrupted: stop.signal,
      },
    );
    progress.clear();
    if (!flags.quiet)
      for (const [code, count] of warned) if (count > SAME_WARNINGS) await say(moreWarnings(code, count));
    for (const line of summaryLines(summary, Date.now() - started, Boolean(flags.quiet))) await say(line);
    if (summary.end === 'interrupted') return EXIT.interrupted;
    return summary.failed ? EXIT.failures : EXIT.ok;
  } catch (error) {
    progress.clear();
    const usage = brokenOff(error);
    if (usage) throw usage;
    if (!(error instanceof ClosedPipe)) {
      if (existsSync(journalPath(settings) ?? ''))
        await say('analyze: what was finished is kept; --resume goes on from there\n');
      throw error;
    }
    return failed ? EXIT.failures : EXIT.ok;
  } finally {
    stopListening?.();
  }
}

/** The table makes what it shows harmless itself, and draws with colours and isolates. */
const wayOf = (format: FormatName): Way =>
  format === 'table' ? 'drawn' : format === 'json' || format === 'jsonl' ? 'json' : 'text';

/** Annotations of several documents can't stand in one stream: their ids begin anew, and their texts are needed. */
function checkBrat({ format, destination }: Settings, paths: readonly string[]): void {
  if (format !== 'brat' || destination.kind === 'folder') return;
  if (paths.length > 1 || paths.some(isFolder))
    throw new UsageError('brat has files of its own for each document', 'give a folder: -o FOLDER/');
}

/** The inputs with the paths of `--files-from` among them. */
async function withList(inputs: InputOptions): Promise<InputOptions> {
  try {
    return { ...inputs, paths: await namedPaths(inputs), filesFrom: undefined };
  } catch (error) {
    throw new UsageError(`--files-from: ${(error as Error).message}`);
  }
}

/** Refuses a run that would write over what it reads; gives the test for files that are inputs. */
async function checkedOverlap(settings: Settings, inputs: InputOptions, beside: (string | undefined)[], io: GuardedIo) {
  const { errors, cache } = settings.batch;
  const stdout = io.stdout.fd;
  const read = beside.filter((path): path is string => path !== undefined && path !== '-');
  const { overlap, isInput } = await findOverlap(settings, inputs, { errors, cache, read, stdout });
  if (overlap) throw overwrites(overlap);
  const same = await findSameOutput(settings, errors);
  if (same) throw new UsageError(`${same.option} ${same.output} is an output already`, 'give it another name');
  return isInput;
}

const overwrites = ({ option, output, input }: Overlap): UsageError =>
  new UsageError(
    `the output is one of the inputs: ${option} ${output} is ${input === output ? 'read as well' : input}`,
    'nothing was read or written; give another name, outside of what is read',
  );

/** A cache that can't be written to is told once, before any work. */
async function checkCache(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const { cacheProblem } = await import('../../batch/cache.ts');
  const reason = cacheProblem(folder);
  if (reason !== null) throw new UsageError(`--cache: can't write to the folder ${folder}: ${reason}`);
}

/** What an interrupted run left is in the way, or is no base to go on from. */
function brokenOff(error: unknown): UsageError | null {
  if (error instanceof Unfinished)
    return new UsageError(
      `an interrupted run has finished ${grouped(error.documents)} documents (${error.path})`,
      '--resume goes on from there; --restart throws them away and begins anew',
    );
  if (error instanceof OtherRun) {
    const what = error.differs.includes('inputs') ? 'other inputs' : `other options (${error.differs.join(', ')})`;
    return new UsageError(
      `--resume: ${error.path} is the account of a run with ${what}`,
      'name what that run named, or begin anew with --restart',
    );
  }
  if (error instanceof DamagedPart)
    return new UsageError(`--resume: ${error.message} is not what its account tells`, 'begin anew with --restart');
  return null;
}

const moreWarnings = (code: string, count: number): string =>
  `analyze: ${grouped(count - SAME_WARNINGS)} more documents with the warning [${code}]; the results hold them all\n`;

/** What is said at the end. */
function summaryLines(
  { end, analysed, failed, passedOver, earlier, kept, resumable }: Summary,
  time: number,
  quiet: boolean,
): string[] {
  const lines: string[] = [];
  if (end !== 'whole' && (kept.length || resumable)) {
    const where = kept.length ? `what was finished is in ${kept.join(', ')}` : 'what was finished is kept';
    lines.push(`analyze: ${where}${resumable ? '; --resume goes on from there' : ''}\n`);
  }
  if (!quiet && analysed + failed + passedOver > 1) {
    const before = earlier.analysed + earlier.failed;
    const rate = (analysed + failed + passedOver - before) / (time / 1000);
    lines.push(
      `analyze: ${grouped(analysed)} analysed${failed ? `, ${grouped(failed)} failed` : ''}` +
        `${passedOver ? `, ${grouped(passedOver)} not in Arabic passed over` : ''}` +
        `${before ? ` (${grouped(before)} of them before)` : ''}` +
        `${time >= 2000 ? ` in ${duration(time / 1000)}, ${grouped(Math.round(rate))}/s` : ''}\n`,
    );
  }
  return lines;
}

/** Files and folders of the run itself, which it must not read. */
function ownFiles({ destination, batch }: Settings): string[] {
  const path = pathOf(destination);
  const own = path === null ? [] : [path, `${path}.partial`, `${path}.journal`, `${path}.results`];
  const { errors, cache } = batch;
  if (errors !== undefined && errors !== 'inline') own.push(errors, `${errors}.partial`);
  if (cache !== undefined) own.push(cache);
  return own.flatMap((name) => [resolve(name), realPath(resolve(name))]);
}

const pathOf = (destination: Destination): string | null => (destination.kind === 'stdout' ? null : destination.path);

/** The version, and which build of it, where results of different ones could meet: in a cache, in a run that goes on. */
async function revision({ destination, batch }: Settings): Promise<string> {
  const file = ownFile();
  if (!file || (destination.kind === 'stdout' && batch.cache === undefined)) return version();
  const { createHash } = await import('node:crypto');
  return `${version()}-${createHash('sha1').update(readFileSync(file)).digest('hex').slice(0, 12)}`;
}

/** `-o /dev/tty`, or `/dev/stdout` on a terminal: what is written to a file is not made harmless, so none is opened as one. */
function refuseTerminal(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isCharacterDevice()) return;
  let device: number | null = null;
  try {
    device = openSync(path, 'w');
    if (!isatty(device)) return;
  } catch {
    // It can't be written to: that is told where it is tried.
    return;
  } finally {
    if (device !== null) closeSync(device);
  }
  throw new UsageError(`${path} is a terminal`, 'without -o the results go there');
}

/** Corrections, checked before any work. */
function readCorrectionFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`--corrections: ${(error as Error).message}`);
  }
  if (readCorrections(text)) return text;
  throw new UsageError(
    `--corrections: ${path} holds no results with offsets in UTF-16 units`,
    'it is a file that a report lets you download, or some of them as JSON Lines',
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
