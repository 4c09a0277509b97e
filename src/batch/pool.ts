/** Executors: this thread, or a pool of worker threads that survives whatever a document does to one of them. */
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Piece, Problem } from '../input/index.ts';
import { shippedTables } from '../laid/file.ts';
import { failure } from './failure.ts';
import type { Analyze } from './produce.ts';
import type { Executor, Outcome, Recipe, Task } from './types.ts';
import { FINISHED, type FromWorker, type ToWorker, WAITING, WINDOW, type WorkerSetup } from './worker.ts';

/** Works in this thread, when its outcomes are asked for. The analysis is loaded only now: a thread that just splits and writes has none. */
export function inThisThread(recipe: Recipe, analyse?: Analyze): Executor {
  const ready = import('./produce.ts').then(({ producer }) => producer(recipe, analyse));
  return {
    width: 1,
    async *submit(task) {
      yield* (await ready)(task);
    },
    async close() {},
  };
}

export interface PoolOptions {
  jobs: number;
  /** Milliseconds that one document may take; 0: as long as it likes. */
  timeout: number;
  /** The file that the threads run. */
  file: string;
  /** Megabytes of heap for each thread. */
  heap: number;
}

interface Job {
  task: Task;
  /** Items that are settled: skipped, taken over or failed. */
  next: number;
  outcomes: Outcome[];
  done: boolean;
  failure: Error | null;
  wake: (() => void) | null;
  /** The thread that works on it or did so last. */
  thread: Thread | null;
  /** Outcomes that were taken, but not yet told to the thread. */
  taken: number;
  /** Where the last thread died, and how many died in a row without having finished an item between. */
  lastDeath: number;
  deaths: number;
}

interface Thread {
  worker: Worker;
  state: Int32Array;
  job: Job | null;
  /** Items it had finished, and when that was seen to change. */
  seen: number;
  since: number;
  killed: boolean;
}

/** Heap of a thread: half of the machine's memory for all, and enough for an article of 50 MB. */
export const heapFor = (jobs: number): number => Math.max(1024, Math.min(4096, totalmem() / 2 ** 21 / jobs));

export function pool(recipe: Recipe, { jobs, timeout, file, heap }: PoolOptions): Executor {
  const waiting: Job[] = [];
  const threads = new Set<Thread>();
  let closing = false;
  let unstartable: Error | null = null;

  const start = (): Thread => {
    const state = new Int32Array(new SharedArrayBuffer(8));
    Atomics.store(state, WAITING, 1);
    const setup: WorkerSetup = { isnadWorker: true, recipe, state, tables: shippedTables()?.shared() ?? null };
    const worker = new Worker(file, {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 12 },
      // Nothing of ours prints; what a library might say must not get into the results.
      stdout: true,
      stderr: true,
    });
    const thread: Thread = { worker, state, job: null, seen: 0, since: Date.now(), killed: false };
    let error: Error | null = null;
    worker.on('message', (message: FromWorker) => receive(thread, message));
    worker.on('error', (cause) => {
      error = cause;
    });
    worker.on('exit', (code) => bury(thread, error ?? new Error(`the thread ended with code ${code}`)));
    threads.add(thread);
    return thread;
  };

  const receive = (thread: Thread, message: FromWorker): void => {
    const { job } = thread;
    if (!job) return;
    if (message.type === 'outcome') {
      job.outcomes.push(message.outcome);
      job.next++;
    } else {
      job.done = true;
      thread.job = null;
      assign();
    }
    job.wake?.();
  };

  /** A thread is gone: its document failed, the rest of its piece goes to another thread. */
  const bury = (thread: Thread, error: Error): void => {
    threads.delete(thread);
    const { job } = thread;
    if (closing) return;
    if (!job) {
      // It died before it had anything to do: so would the next one.
      unstartable = error;
      for (const lost of waiting.splice(0)) abort(lost, error);
      return;
    }
    const { piece } = job.task;
    const problem = thread.killed
      ? timedOut(labelOf(piece, job.next), timeout)
      : crashed(labelOf(piece, job.next), error);
    job.outcomes.push(failure(problem, recipe));
    job.thread = null;
    job.taken = 0;
    job.deaths = job.lastDeath === job.next ? job.deaths + 1 : 1;
    job.next++;
    job.lastDeath = job.next;
    const { count } = piece;
    if (count !== undefined && job.deaths >= MOST_DEATHS)
      for (; job.next < count; job.next++)
        job.outcomes.push(failure({ ...problem, path: labelOf(piece, job.next) }, recipe));
    if (!hasMore(piece, job.next, job.deaths)) job.done = true;
    else {
      job.task = { ...job.task, skip: job.next };
      waiting.unshift(job);
    }
    job.wake?.();
    assign();
  };

  const abort = (job: Job, error: Error): void => {
    job.failure = error;
    job.wake?.();
  };

  const assign = (): void => {
    if (closing) return;
    for (const thread of threads) {
      if (waiting.length === 0) return;
      if (!thread.job) give(thread, waiting.shift() as Job);
    }
    while (waiting.length > 0 && threads.size < jobs) give(start(), waiting.shift() as Job);
  };

  const give = (thread: Thread, job: Job): void => {
    thread.job = job;
    job.thread = thread;
    thread.since = Date.now();
    thread.worker.postMessage({ type: 'task', task: job.task } satisfies ToWorker);
  };

  const tell = (thread: Thread, job: Job): void => {
    thread.worker.postMessage({ type: 'taken', count: job.taken } satisfies ToWorker);
    job.taken = 0;
  };

  const watch = timeout > 0 ? setInterval(() => checkTimes(), Math.max(20, Math.min(500, timeout / 4))) : null;
  watch?.unref();
  const checkTimes = (): void => {
    const now = Date.now();
    for (const thread of threads) {
      const finished = Atomics.load(thread.state, FINISHED);
      if (!thread.job || finished !== thread.seen || Atomics.load(thread.state, WAITING)) {
        thread.seen = finished;
        thread.since = now;
      } else if (now - thread.since > timeout && !thread.killed) {
        thread.killed = true;
        void thread.worker.terminate();
      }
    }
  };

  async function* outcomesOf(job: Job): AsyncIterable<Outcome> {
    for (;;) {
      const outcome = job.outcomes.shift();
      if (outcome) {
        yield outcome;
        job.taken++;
        if (job.thread && job.taken >= WINDOW / 4) tell(job.thread, job);
      } else if (job.failure) throw job.failure;
      else if (job.done) {
        if (job.thread && job.taken > 0) tell(job.thread, job);
        return;
      } else
        await new Promise<void>((wake) => {
          job.wake = wake;
        });
    }
  }

  return {
    width: jobs,
    submit(task) {
      const job: Job = {
        task,
        next: task.skip,
        outcomes: [],
        done: false,
        failure: unstartable,
        wake: null,
        thread: null,
        taken: 0,
        lastDeath: -1,
        deaths: 0,
      };
      waiting.push(job);
      assign();
      return outcomesOf(job);
    },
    async close() {
      closing = true;
      if (watch) clearInterval(watch);
      await Promise.all([...threads].map(({ worker }) => worker.terminate()));
    },
  };
}

/** Threads in a row that die of a piece before the rest of it is given up, each record with its failure. */
const MOST_DEATHS = 8;

/** May a piece have an item with this index? Where its records are not counted before, it is found out by trying, once. */
const hasMore = ({ count, format }: Piece, index: number, deaths: number): boolean =>
  count === undefined ? format === 'json' && deaths < 2 : index < count;

/** How messages name an item of a piece before it was read. */
export function labelOf({ path, first, step = 1, format }: Piece, index: number): string {
  const name = path ?? '<stdin>';
  if (first > 0) return `${name}#${first + index * step}`;
  return format === 'json' && index > 0 ? `${name}#${index + 1}` : name;
}

const timedOut = (path: string, timeout: number): Problem => ({
  path,
  code: 'timeout',
  message: `not finished after ${timeout / 1000} s`,
  hint: 'allow more with --timeout SECONDS (0: no limit)',
});

function crashed(path: string, error: Error): Problem {
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const message = 'it takes more memory than a thread may have';
    return {
      path,
      code: 'crashed',
      message,
      hint: 'split the document, or give fewer threads (--jobs 1) more of it each',
    };
  }
  const message = `its thread died: ${error.message}`;
  return { path, code: 'crashed', message, hint: 'this is a bug in isnad; please report it with the article' };
}
