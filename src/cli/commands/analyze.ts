/** `analyze [paths...]`: the run loop. Inputs come in order, each is analysed, formatted and gone before the next. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type AnalyzeOptions, analyze } from '../../analyze.ts';
import { type Problem, readInputs } from '../../input/index.ts';
import type { Analysis, Document } from '../../model.ts';
import { formatOf, type OutputOptions, select, withOffsets } from '../../output/index.ts';
import { type InputFlags, inputOptions, problemText, warningText } from '../inputs.ts';
import { ClosedPipe, type Io, streamWriter } from '../io.ts';
import { type Flags, type Settings, settingsOf } from '../settings.ts';
import { openTarget } from '../targets.ts';

export const EXIT = { ok: 0, failures: 1, usage: 2, interrupted: 130 } as const;

/** Runs the command; null asks for the help (standard input is a terminal and no path is given). */
export async function analyzeCommand(
  paths: string[],
  flags: Flags & InputFlags,
  io: Io,
  analysisOptions: AnalyzeOptions = {},
): Promise<number | null> {
  const settings = settingsOf(flags, io, isFolder);
  const inputs = inputOptions(paths, flags, io);
  if (!inputs) return null;
  const { destination, output } = settings;
  const skip = destination.kind === 'stdout' ? [] : [resolve(destination.path)];
  const errors = streamWriter(io.stderr);
  const options: AnalyzeOptions = {
    ...analysisOptions,
    ...(output.explain && { explain: true }),
    ...(output.types && { types: output.types }),
  };

  let interrupted = false;
  const stopListening = io.onInterrupt?.(() => {
    interrupted = true;
  });
  let analysed = 0;
  let failed = 0;
  const fail = async (problem: Problem): Promise<void> => {
    failed++;
    await errors.write(problemText(problem));
  };
  const target = await openTarget(settings, io);
  try {
    let lastPause = Date.now();
    for await (const item of readInputs({ ...inputs, skip })) {
      if (item.ok) {
        const { document } = item;
        const name = nameOf(document);
        const result = attempt(document, options, settings);
        if ('problem' in result) await fail({ path: name, code: 'crashed', ...result.problem });
        else {
          analysed++;
          // Those about a place in the text stand in the result; here they would drown the others.
          const warnings = flags.quiet ? [] : result.analysis.warnings.filter(({ start }) => start === undefined);
          for (const warning of warnings) await errors.write(warningText(name, warning));
          await target.write(result.analysis);
        }
      } else await fail(item.problem);
      if (flags.failFast && failed) break;
      // Without a pause Ctrl-C would wait until a long JSON Lines file is through.
      if (Date.now() - lastPause > 50) {
        await new Promise(setImmediate);
        lastPause = Date.now();
      }
      if (interrupted) break;
    }
    if (interrupted || (flags.failFast && failed)) {
      const kept = await target.abandon();
      if (kept.length) await errors.write(`analyze: what was finished is in ${kept.join(', ')}\n`);
      return interrupted ? EXIT.interrupted : EXIT.failures;
    }
    await target.finish();
  } catch (error) {
    if (!(error instanceof ClosedPipe)) throw error;
    return failed ? EXIT.failures : EXIT.ok;
  } finally {
    stopListening?.();
  }
  if (!flags.quiet && analysed + failed > 1) {
    await errors.write(`analyze: ${analysed} analysed${failed ? `, ${failed} failed` : ''}\n`);
  }
  return failed ? EXIT.failures : EXIT.ok;
}

/** A document's result as the settings want it, or why there is none: a fault of ours costs one document, not the run. */
function attempt(
  document: Document,
  options: AnalyzeOptions,
  settings: Settings,
): { analysis: Analysis } | { problem: Pick<Problem, 'message' | 'hint'> } {
  try {
    return { analysis: prepare(analyze(document, options), document.text, settings) };
  } catch (error) {
    const message = `the analysis failed: ${error instanceof Error ? error.message : String(error)}`;
    return { problem: { message, hint: 'this is a bug in isnad; please report it with the article' } };
  }
}

/** What `--types`, `--min-confidence`, `--text` and `--offsets` make of a result. */
export function prepare(analysis: Analysis, text: string, { format, output }: Settings): Analysis {
  const { needsText, fixedOffsets } = formatOf(format);
  const wanted = withText(select(analysis, output), text, Boolean(needsText || output.text));
  return fixedOffsets ? wanted : withOffsets(wanted, text, (output as OutputOptions).offsets ?? 'utf16');
}

function withText({ text: _, ...analysis }: Analysis, text: string, wanted: boolean): Analysis {
  return wanted ? { ...analysis, text } : analysis;
}

const nameOf = ({ path, id }: Document): string =>
  (path ?? '<stdin>') + (id === null || id === undefined ? '' : `#${id}`);

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
