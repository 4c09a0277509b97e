/** Results that were finished before, as the input of a report: they are not analysed again. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BadResults, reportOfResults, resultFile } from '../../batch/results.ts';
import { reportFile } from '../../batch/targets.ts';
import { UsageError } from '../errors.ts';
import { streamWriter } from '../io.ts';
import { grouped } from '../progress.ts';
import { type GuardedIo, oneLine } from '../screen.ts';
import type { Settings } from '../settings.ts';

export const EXIT = { ok: 0, failures: 1, usage: 2, interrupted: 130 } as const;

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The inputs of a report, if all of them are results that were finished before. */
export function finishedResults({ format, destination }: Settings, paths: readonly string[]): ResultInput[] | null {
  if (format !== 'html' || destination.kind === 'folder') return null;
  const files = paths.flatMap((path): ResultInput[] => {
    const kind = path === '-' || isFolder(path) ? null : resultFile(path);
    return kind ? [{ path, kind }] : [];
  });
  return files.length > 0 && files.length === paths.length ? files : null;
}

type ResultInput = Parameters<typeof reportOfResults>[0][number];

export async function reportResults(
  files: readonly ResultInput[],
  { destination, output }: Settings,
  io: GuardedIo,
  quiet: boolean,
): Promise<number> {
  const stdout = streamWriter(io.stdout.as('text'));
  if (destination.kind !== 'stdout' && files.some(({ path }) => resolve(path) === resolve(destination.path)))
    throw new UsageError(`${destination.path} is one of the inputs`, 'give another file with -o');
  try {
    let count = 0;
    if (destination.kind === 'stdout') {
      count = await reportOfResults(files, stdout.write, output);
      await stdout.drain();
    } else
      await reportFile(destination.path, async (write) => {
        count = await reportOfResults(files, async (piece) => write(piece), output);
      });
    if (!quiet && count > 1) await streamWriter(io.stderr).write(`analyze: a report of ${grouped(count)} results\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof BadResults)) throw error;
    await streamWriter(io.stderr).write(`analyze: ${oneLine(error.message)}\n`);
    return EXIT.failures;
  }
}
