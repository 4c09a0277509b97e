/**
 * What the Spark job (`src/spark/`) asks of the program. `--spark list`: the inputs, one a line; `cut`: files in, pieces out; `work`:
 * pieces in, rows out; `schema`: the tables and views. The reading, the analysis, the columns are those of every other run.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evenly, type Frame, frame, frameSplit, framesOf, splitFrame } from '../../batch/frames.ts';
import { runBatch } from '../../batch/run.ts';
import { type InputOptions, listAll, type Split, splitStream } from '../../input/index.ts';
import { columnsOf, ERRORS, tablesOf, views } from '../../output/index.ts';
import { UsageError, unknown } from '../errors.ts';
import { type InputFlags, inputOptions } from '../inputs.ts';
import { streamWriter, type Writer } from '../io.ts';
import type { GuardedIo } from '../screen.ts';
import { type Flags, type Settings, settingsOf } from '../settings.ts';
import { version } from '../version.ts';
import { EXIT } from './finished.ts';
import { readLexicon, threadFile } from './surroundings.ts';

const STEPS = ['list', 'cut', 'work', 'schema'] as const;

export const isSpark = ({ spark, sparkJob }: Flags): boolean => spark !== undefined || Boolean(sparkJob);

export async function sparkCommand(paths: string[], flags: Flags & InputFlags, io: GuardedIo): Promise<number> {
  const stdout = streamWriter(io.stdout.as('text'));
  if (flags.sparkJob) await stdout.write(`${jobFile()}\n`);
  else {
    const step = STEPS.find((name) => name === flags.spark);
    if (!step) throw unknown('step', flags.spark ?? '', STEPS);
    const settings = settingsOf({ ...flags, format: 'rows', output: undefined, errors: 'inline' }, io, () => false);
    const options = inputOptions(step === 'list' ? paths : ['-'], { ...flags, quiet: true }, io) as InputOptions;
    const { keep } = settings.output;
    await WORK[step]({ ...options, ...(keep && { keep: [...keep] }) }, settings, flags, stdout);
  }
  await stdout.drain();
  return EXIT.ok;
}

/** The job lies beside the bundle. */
function jobFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = [join(here, 'spark', 'job.py'), join(here, '../../spark/job.py')].find((path) => existsSync(path));
  if (!found) throw new UsageError('the Spark job is missing from this installation');
  return resolve(found);
}

type Step = (options: InputOptions, settings: Settings, flags: Flags, stdout: Writer) => Promise<void>;

const WORK: Record<(typeof STEPS)[number], Step> = {
  async list(options, _settings, _flags, stdout) {
    for await (const found of listAll(options)) await stdout.write(`${JSON.stringify(found)}\n`);
  },

  async schema(_options, { output }, _flags, stdout) {
    const names = tablesOf(output.only);
    const tables = Object.fromEntries(names.map((table) => [table, columnsOf(table, output)]));
    await stdout.write(`${JSON.stringify({ tables: { ...tables, errors: ERRORS }, views: views(names) })}\n`);
  },

  async cut(options, _settings, _flags, stdout) {
    for await (const { head, bytes } of filesOf(framesOf(options.stdin as AsyncIterable<Buffer>))) {
      const { outlet, ...entry } = head as unknown as { path: string; inside: string; outlet: string | null };
      for await (const split of evenly(splitStream(entry, bytes, options))) {
        if (split.ok && outlet) split.piece.context = { ...split.piece.context, outlet };
        for (const part of splitFrame(split)) await stdout.write(part);
      }
      for (const part of frame({ end: true })) await stdout.write(part);
    }
  },

  async work(options, settings, flags, stdout) {
    await runBatch(
      {
        ...settings,
        inputs: options,
        pieces: splitsOf(framesOf(options.stdin as AsyncIterable<Buffer>)),
        analyze: { ...(settings.output.types && { types: settings.output.types }) },
        version: version(),
        jobs: 1,
        cores: 1,
        timeout: settings.batch.timeout ?? 60_000,
        heap: flags.heap === undefined ? undefined : Number(flags.heap),
        errors: 'inline',
        cache: settings.batch.cache,
        lexicon: flags.lexicon === undefined ? undefined : readLexicon(flags.lexicon),
        arabicOnly: flags.arabicOnly,
        workerFile: threadFile(),
      },
      { stdout, problem() {}, warning() {}, pieceDone: () => stdout.write('\n') },
    );
  },
};

async function* splitsOf(frames: AsyncIterable<Frame>): AsyncIterable<Split> {
  for await (const one of frames) yield frameSplit(one);
}

/** Files in one stream: a frame that names the file, then its bytes in frames, then an empty one. */
async function* filesOf(
  frames: AsyncIterable<Frame>,
): AsyncIterable<{ head: Frame['head']; bytes: AsyncIterable<Buffer> }> {
  const all = frames[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await all.next();
    if (done) return;
    let ended = false;
    const more = async (): Promise<Buffer | null> => {
      const next: IteratorResult<Frame> = await all.next();
      ended = next.done === true || next.value.bytes.length === 0;
      return ended ? null : (next.value as Frame).bytes;
    };
    async function* bytes(): AsyncIterable<Buffer> {
      for (let chunk = await more(); chunk !== null; chunk = await more()) yield chunk;
    }
    yield { head: value.head, bytes: bytes() };
    // A reader may leave before the end.
    while (!ended) await more();
  }
}
