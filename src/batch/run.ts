/**
 * A run over any number of inputs: pieces go to the threads some way ahead, outcomes are written in input order, the
 * journal keeps the account. Memory is bounded by the window, whatever the corpus.
 */
import { resolve } from 'node:path';
import { type InputOptions, isCostly, type Piece, type Problem, type Split, splitInputs } from '../input/index.ts';
import type { Warning } from '../model.ts';
import { failure } from './failure.ts';
import { type AppendedFile, appendedFile } from './files.ts';
import {
  type Fingerprint,
  type Journal,
  openJournal,
  type Progress,
  readJournal,
  type State,
  Unfinished,
  unfinished,
} from './journal.ts';
import { heapFor, inThisThread, labelOf, pool } from './pool.ts';
import type { Analyze } from './produce.ts';
import {
  type IsInput,
  journalPath,
  type OutputSettings,
  openTarget,
  productFor,
  type Target,
  type Writer,
} from './targets.ts';
import type { Executor, Outcome, Recipe } from './types.ts';

export interface BatchOptions extends OutputSettings {
  inputs: InputOptions;
  /** Pieces that were cut elsewhere, in place of the inputs' own. */
  pieces?: AsyncIterable<Split>;
  /** Documents in other languages are passed over, and counted. */
  arabicOnly?: boolean;
  analyze: Recipe['analyze'];
  /** Of the program; what stands behind a hyphen tells builds of it apart. */
  version: string;
  /** Threads; missing: this one for short runs, one for each core for long ones. */
  jobs?: number;
  cores: number;
  /** The file that threads run; without it everything is done in this thread. */
  workerFile?: string;
  /** Milliseconds for one document, 0 for no limit. */
  timeout?: number;
  /** What holds where `timeout` is missing; a minute, but in tests. */
  defaultTimeout?: number;
  /** Megabytes of heap for each thread. */
  heap?: number;
  /** Go on where the journal says that an earlier run was. */
  resume?: boolean;
  /** Begin anew, over what an interrupted run left; without it and `resume` such a run is refused. */
  restart?: boolean;
  failFast?: boolean;
  /** A file for the failures, as JSON Lines; or `inline`: as records of the JSON Lines stream. */
  errors?: string;
  cache?: string;
  lexicon?: string;
  /** Files that no result may be written over. */
  isInput?: IsInput;
  corrections?: string;
  /** Instead of the usual analysis, in this thread only (tests). */
  analyse?: Analyze;
}

/** What a run tells while it goes on. */
export interface BatchIo {
  stdout: Writer;
  problem(problem: Problem): Promise<void> | void;
  warning(label: string, warning: Warning): Promise<void> | void;
  /** All items of a piece are written. */
  pieceDone?(): Promise<void>;
  /** Something came in or is done. */
  progress?(progress: { analysed: number; failed: number; current: string }): void;
  /** Stops the run at the next document. */
  interrupted?: AbortSignal;
}

export interface Summary {
  /** `stopped`: by the first failure, with `failFast`. */
  end: 'whole' | 'interrupted' | 'stopped';
  analysed: number;
  failed: number;
  /** Not in Arabic, where only that is wanted; of this run. */
  passedOver: number;
  /** Of the first two, those of the run that was gone on with. */
  earlier: { analysed: number; failed: number };
  /** Files under provisional names, where the run did not come to its end. */
  kept: string[];
  resumable: boolean;
}

/** Time that this thread works alone before it calls for others, when nobody said how many. */
const ALONE = 400;
/** Pieces ahead of the one that is written, for each thread; and bytes of them. */
const AHEAD = 4;
const AHEAD_BYTES = 64_000_000;
/** Outputs are flushed, and the journal gets a line, after so many documents or milliseconds. */
const FLUSH_DOCUMENTS = 64;
const FLUSH_TIME = 200;
/** Milliseconds after which signals and streams get their turn, while this thread analyses. */
const TURN = 50;
const DEFAULT_TIMEOUT = 60_000;

export async function runBatch(options: BatchOptions, io: BatchIo): Promise<Summary> {
  const recipe = recipeOf(options);
  const account = openAccount(options, recipe);
  const release = options.version.split('-')[0] ?? '';
  const target = await openTarget(options, io.stdout, release, account.earlier, options.isInput);
  account.begin(target);
  const executors = chooseExecutors(options, recipe);
  const earlier = { analysed: account.state.analysed, failed: account.state.failed };
  const counts: Counts = { ...earlier, passedOver: 0 };
  const written = (): number => counts.analysed + (recipe.inlineErrors ? counts.failed + counts.passedOver : 0);
  const settle = settler(target, account, counts, io);
  const stop = new AbortController();
  const endSoFar = (): Summary['end'] => {
    if (io.interrupted?.aborted) return 'interrupted';
    return options.failFast && counts.failed > earlier.failed ? 'stopped' : 'whole';
  };
  try {
    io.interrupted?.addEventListener('abort', () => stop.abort());
    const splits = options.pieces ?? splitInputs(options.inputs);
    const slots = ahead(splits, executors, account.done, () => written() === 0, recipe, stop.signal);
    const otherTurns = turns();
    run: for await (const { piece, path, skip, outcomes, whole } of slots) {
      let index = skip;
      for await (const outcome of outcomes) {
        await settle(outcome, written() === 0);
        index++;
        account.settle(path, itemNumber(piece, index));
        account.flush(counts, false);
        io.progress?.({ ...counts, current: path });
        await otherTurns();
        if (endSoFar() !== 'whole') break run;
      }
      if (whole) account.settle(path, itemNumber(piece, index), true);
      await io.pieceDone?.();
    }
    const end = endSoFar();
    stop.abort();
    account.flush(counts, true);
    if (end !== 'whole') {
      const kept = [...(await target.abandon(written())), ...account.abandon()];
      return { end, ...counts, earlier, kept, resumable: target.journal !== null };
    }
    await target.finish(written());
    await account.finish();
    return { end, ...counts, earlier, kept: [], resumable: false };
  } finally {
    stop.abort();
    await executors.close();
  }
}

function recipeOf(options: BatchOptions): Recipe {
  const { analyze, format, output, arabicOnly, cache, lexicon, corrections, version } = options;
  return {
    read: readOptions(options.inputs),
    analyze,
    format,
    output,
    product: productFor(options),
    inlineErrors: options.errors === 'inline',
    arabicOnly,
    cache,
    lexicon,
    corrections,
    version,
  };
}

type Counts = Pick<Summary, 'analysed' | 'failed' | 'passedOver'>;

/** Writes and counts one outcome after the other; `first`: nothing was written before it. */
function settler(
  target: Target,
  account: Pick<ReturnType<typeof openAccount>, 'fail'>,
  counts: Counts,
  io: BatchIo,
): (outcome: Outcome, first: boolean) => Promise<void> {
  const isRepeated = repeatedIds();
  return async (outcome, first) => {
    if (outcome.ok) {
      if (isRepeated(outcome)) await io.warning(outcome.label, REPEATED_ID);
      for (const warning of outcome.warnings) await io.warning(outcome.label, warning);
      await target.put(outcome.product, first);
      counts.analysed++;
      return;
    }
    if (outcome.product) await target.put(outcome.product, first);
    if (outcome.problem.code === 'not-arabic') counts.passedOver++;
    else {
      account.fail(outcome.problem);
      await io.problem(outcome.problem);
      counts.failed++;
    }
  };
}

/** Signals and streams get their turn, every so often. */
function turns(): () => Promise<void> {
  let last = Date.now();
  return async () => {
    if (Date.now() - last < TURN) return;
    await new Promise(setImmediate);
    last = Date.now();
  };
}

const REPEATED_ID: Warning = {
  code: 'repeated-id',
  message: 'an earlier document has the same id; tables join by `document`, which tells them apart',
};

/** Documents whose ids are remembered: of longer runs the first. */
const REMEMBERED = 1_000_000;

/** Tells of a document whether an earlier one of its file has its id or number, or one of any file the id that it gives itself. */
function repeatedIds(): (document: { label: string; id: string | null }) => boolean {
  const seen = new Set<number>();
  const isSeen = (name: string): boolean => {
    const key = hash(name);
    const found = seen.has(key);
    if (seen.size < REMEMBERED) seen.add(key);
    return found;
  };
  return ({ label, id }) => {
    const inFile = isSeen(`#${label}`);
    return (id !== null && isSeen(id)) || inFile;
  };
}

/** 53 bits of a text: among a million ids two are taken for one once in twenty thousand runs. */
function hash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

function readOptions(options: InputOptions): Recipe['read'] {
  const { inputFormat, encoding, textField, idField, keep, mend, maxSize, outletFrom } = options;
  return { inputFormat, encoding, textField, idField, keep, mend, maxSize, outletFrom };
}

/** An item's number in its input, counted so that it is the same however the input was cut. */
function itemNumber(piece: Piece | null, index: number): number {
  if (!piece || piece.first === 0) return index;
  return piece.first + (index - 1) * (piece.step ?? 1);
}

// ------------------------------------------------------------------------------------------------------ the account

/** What is done and what went wrong, in the journal and on the error list. */
function openAccount(options: BatchOptions, recipe: Recipe) {
  const path = journalPath(options);
  const fingerprint = fingerprintOf(options, recipe);
  const found = options.resume && path !== null ? readJournal(path, fingerprint) : null;
  const finished = options.resume || options.restart || path === null ? 0 : unfinished(path);
  if (finished > 0) throw new Unfinished(path as string, finished);
  const state: State = found ?? { inputs: new Map(), analysed: 0, failed: 0, positions: [], names: [] };
  const list = options.errors !== undefined && options.errors !== 'inline' ? options.errors : null;
  const errors: AppendedFile | null =
    list === null ? null : appendedFile(list, found ? (state.positions.at(-1) ?? 0) : null);
  const fresh = new Map<string, Progress>();
  let journal: Journal | null = null;
  let target: Target | null = null;
  let held = 0;
  let flushed = Date.now();
  return {
    state,
    earlier: found && { positions: state.positions, names: state.names },
    done: (input: string): Progress | undefined => state.inputs.get(input),
    begin(opened: Target): void {
      target = opened;
      if (path === null) return;
      journal = openJournal(path, fingerprint, found !== null);
      this.flush(state, true);
    },
    settle(input: string, items: number, whole = false): void {
      fresh.set(input, { items, whole });
      held++;
    },
    fail(problem: Problem): void {
      errors?.add(`${JSON.stringify(problem)}\n`);
    },
    /** Writes what is held, if it is time; then the journal's line. */
    flush({ analysed, failed }: { analysed: number; failed: number }, now: boolean): void {
      const time = Date.now();
      if (!target || (!now && time - flushed < FLUSH_TIME && held < FLUSH_DOCUMENTS)) return;
      flushed = time;
      held = 0;
      const positions = target.flush();
      if (errors) positions.push(errors.flush());
      journal?.add({ inputs: fresh, analysed, failed, positions, names: target.takeNames() });
      fresh.clear();
    },
    abandon: (): string[] => (errors ? [errors.abandon()] : []),
    async finish(): Promise<void> {
      await errors?.commit();
      journal?.remove();
    },
  };
}

/** Only a run with the same fingerprint can be gone on with. How wide a terminal is counts for tables alone. */
function fingerprintOf({ inputs, errors, destination }: BatchOptions, recipe: Recipe): Fingerprint {
  const { paths, recursive = true, include, exclude, shard } = inputs;
  const { width, colour, bidi, ...output } = recipe.output;
  const { read, analyze, format, lexicon, version } = recipe;
  const look = format === 'table' ? { width, colour, bidi } : {};
  const content = destination.kind === 'folder' ? destination.content : destination.kind;
  return {
    version,
    inputs: short(paths.map((path) => [path, path === '-' ? path : resolve(path)])),
    ...{
      recursive,
      include,
      exclude,
      shard,
      errors: errors === 'inline' ? errors : errors !== undefined,
      content,
      format,
      lexicon: short(lexicon),
    },
    ...read,
    ...output,
    ...look,
    ...analyze,
  };
}

/** A long value by its hash. */
function short(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined || text.length < 1000 ? value : `${text.length}:${hash(text)}`;
}

// ------------------------------------------------------------------------------------------------------- the window

interface Slot {
  piece: Piece | null;
  path: string;
  /** Items that an earlier run settled. */
  skip: number;
  outcomes: AsyncIterable<Outcome>;
  /** With its last item the input is through. */
  whole: boolean;
}

async function* one(outcome: Outcome): AsyncIterable<Outcome> {
  yield outcome;
}

/** Slots in input order. Up to so many are handed out to the threads before they are asked for. */
async function* ahead(
  splits: AsyncIterable<Split>,
  executors: Executors,
  done: (input: string) => Progress | undefined,
  first: () => boolean,
  recipe: Recipe,
  signal: AbortSignal,
): AsyncIterable<Slot> {
  const queue: { slot: Slot; size: number }[] = [];
  let bytes = 0;
  let ended = false;
  let failed: { error: unknown } | null = null;
  let wakeReader: () => void = () => {};
  let wakeTaker: () => void = () => {};
  signal.addEventListener('abort', () => {
    wakeReader();
    wakeTaker();
  });

  const fill = async (): Promise<void> => {
    try {
      for await (const split of splits) {
        if (signal.aborted) break;
        const slot = slotOf(split, executors, done, first(), recipe);
        if (!slot) continue;
        const size = split.ok ? sizeOf(split.piece) : 0;
        queue.push({ slot, size });
        bytes += size;
        wakeTaker();
        while (!signal.aborted && (queue.length >= executors.width() * AHEAD || bytes >= AHEAD_BYTES))
          await new Promise<void>((wake) => {
            wakeReader = wake;
          });
      }
    } catch (error) {
      failed = { error };
    }
    ended = true;
    wakeTaker();
  };
  void fill();
  for (;;) {
    const next = queue[0];
    if (signal.aborted) return;
    if (next) {
      yield next.slot;
      queue.shift();
      bytes -= next.size;
      wakeReader();
    } else if (ended) {
      if (failed) throw (failed as { error: unknown }).error;
      return;
    } else
      await new Promise<void>((wake) => {
        wakeTaker = wake;
      });
  }
}

const sizeOf = ({ bytes, records }: Piece): number => bytes?.length ?? (records?.length ?? 0) * 2000;

/** What is to be done with a part of the input; null where an earlier run did it. */
function slotOf(
  split: Split,
  executors: Executors,
  done: (input: string) => Progress | undefined,
  first: boolean,
  recipe: Recipe,
): Slot | null {
  if (!split.ok) {
    const { path } = split.problem;
    if (done(path)) return null;
    return { piece: null, path, skip: 0, outcomes: one(failure(split.problem, recipe)), whole: true };
  }
  const { piece } = split;
  const path = piece.path ?? labelOf({ ...piece, first: 0 }, 0);
  const before = done(path);
  const skip = before ? settledItems(piece, before) : (piece.skip ?? 0);
  if (before && (skip === Number.POSITIVE_INFINITY || (piece.count !== undefined && skip >= piece.count))) return null;
  return { piece, path, skip, outcomes: executors.for(piece).submit({ piece, skip, first }), whole: piece.first === 0 };
}

/** Items of a piece that an earlier run settled. */
function settledItems({ first, step = 1 }: Piece, { items, whole }: Progress): number {
  if (whole) return Number.POSITIVE_INFINITY;
  if (first === 0) return items;
  return items < first ? 0 : Math.floor((items - first) / step) + 1;
}

// ----------------------------------------------------------------------------------------------------- the executors

interface Executors {
  /** Pieces that can be worked on at once. */
  width(): number;
  for(piece: Piece): Executor;
  close(): Promise<void>;
}

/**
 * Bytes of text that this thread may take on, all in all: half a second's, far from the time limit. More is a run of many articles (or a
 * very long one): what is begun here has its models in memory twice and its code compiled twice.
 */
const QUICK = 65_536;

/**
 * This thread, or a pool. Only a thread of a pool can be stopped when a document takes too long. So without a wish this thread
 * begins with what is small and plain text, and the pool takes the rest, and everything when the run turns out to be long. Of an input that
 * is known to be longer the pool takes the beginning too: this thread then only splits and writes, and has no models in memory.
 */
function chooseExecutors(options: BatchOptions, recipe: Recipe): Executors {
  const { jobs, cores, timeout, defaultTimeout = DEFAULT_TIMEOUT, heap, workerFile, analyse } = options;
  const started = Date.now();
  let alone: Executor | null = null;
  let many: Executor | null = null;
  const threads = jobs ?? cores;
  const isLong = (): boolean => Date.now() - started > ALONE;
  let given = 0;
  const isQuick = ({ format, bytes, records, inputSize = 0 }: Piece): boolean => {
    given += bytes?.length ?? JSON.stringify(records ?? []).length;
    return !isCostly(format) && Math.max(given, inputSize) <= QUICK;
  };
  const wantsPool = (piece: Piece | null): boolean => {
    if (workerFile === undefined) return false;
    if (timeout === 0) return jobs === undefined ? threads > 1 && isLong() : jobs > 1;
    return timeout !== undefined || (jobs ?? 1) > 1 || isLong() || (piece !== null && !isQuick(piece));
  };
  const choose = (piece: Piece | null): Executor => {
    const pooled = many !== null || wantsPool(piece);
    if (!pooled) {
      alone ??= inThisThread(recipe, analyse);
      return alone;
    }
    many ??= pool(recipe, {
      jobs: threads,
      timeout: timeout ?? defaultTimeout,
      file: workerFile as string,
      heap: heap ?? heapFor(threads),
    });
    return many;
  };
  return {
    width: () => choose(null).width,
    for: choose,
    async close() {
      await many?.close();
    },
  };
}
