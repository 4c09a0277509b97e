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

export const pool = (recipe: Recipe, options: PoolOptions): Executor => new Pool(recipe, options);

class Pool implements Executor {
  readonly width: number;
  readonly #recipe: Recipe;
  readonly #options: PoolOptions;
  readonly #waiting: Job[] = [];
  readonly #threads = new Set<Thread>();
  readonly #watch: NodeJS.Timeout | null;
  #closing = false;
  #unstartable: Error | null = null;

  constructor(recipe: Recipe, options: PoolOptions) {
    this.#recipe = recipe;
    this.#options = options;
    this.width = options.jobs;
    const { timeout } = options;
    this.#watch = timeout > 0 ? setInterval(() => this.#checkTimes(), Math.max(20, Math.min(500, timeout / 4))) : null;
    this.#watch?.unref();
  }

  submit(task: Task): AsyncIterable<Outcome> {
    const job: Job = {
      task,
      next: task.skip,
      outcomes: [],
      done: false,
      failure: this.#unstartable,
      wake: null,
      thread: null,
      taken: 0,
      lastDeath: -1,
      deaths: 0,
    };
    this.#waiting.push(job);
    this.#assign();
    return outcomesOf(job);
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#watch) clearInterval(this.#watch);
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #start(): Thread {
    const { file, heap } = this.#options;
    const state = new Int32Array(new SharedArrayBuffer(8));
    Atomics.store(state, WAITING, 1);
    const tables = shippedTables()?.shared() ?? null;
    const setup: WorkerSetup = { isnadWorker: true, recipe: this.#recipe, state, tables };
    const worker = new Worker(file, {
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: 12 },
      // Nothing of ours prints; what a library might say must not get into the results.
      stdout: true,
      stderr: true,
    });
    const thread: Thread = { worker, state, job: null, seen: 0, since: Date.now(), killed: false };
    let error: Error | null = null;
    worker.on('message', (message: FromWorker) => this.#receive(thread, message));
    worker.on('error', (cause) => {
      error = cause;
    });
    worker.on('exit', (code) => this.#bury(thread, error ?? new Error(`the thread ended with code ${code}`)));
    this.#threads.add(thread);
    return thread;
  }

  #receive(thread: Thread, message: FromWorker): void {
    const { job } = thread;
    if (!job) return;
    if (message.type === 'outcome') {
      job.outcomes.push(message.outcome);
      job.next++;
    } else {
      job.done = true;
      thread.job = null;
      this.#assign();
    }
    job.wake?.();
  }

  /** A thread is gone: its document failed, the rest of its piece goes to another thread. */
  #bury(thread: Thread, error: Error): void {
    this.#threads.delete(thread);
    if (this.#closing) return;
    const { job } = thread;
    if (job) {
      this.#failOn(
        job,
        thread.killed ? (path) => timedOut(path, this.#options.timeout) : (path) => crashed(path, error),
      );
      job.wake?.();
      this.#assign();
      return;
    }
    // It died before it had anything to do: so would the next one.
    this.#unstartable = error;
    for (const lost of this.#waiting.splice(0)) {
      lost.failure = error;
      lost.wake?.();
    }
  }

  /** The item that a thread died of is done with; so is all of a piece of which one thread after the other dies. */
  #failOn(job: Job, problem: (path: string) => Problem): void {
    const { piece } = job.task;
    const fail = (): void => {
      job.outcomes.push(failure(problem(labelOf(piece, job.next)), this.#recipe));
      job.next++;
    };
    job.thread = null;
    job.taken = 0;
    job.deaths = job.lastDeath === job.next ? job.deaths + 1 : 1;
    fail();
    job.lastDeath = job.next;
    if (piece.count !== undefined && job.deaths >= MOST_DEATHS) while (job.next < piece.count) fail();
    job.done = !hasMore(piece, job.next, job.deaths);
    if (job.done) return;
    job.task = { ...job.task, skip: job.next };
    this.#waiting.unshift(job);
  }

  #assign(): void {
    if (this.#closing) return;
    for (const thread of this.#threads) {
      if (this.#waiting.length === 0) return;
      if (!thread.job) give(thread, this.#waiting.shift() as Job);
    }
    while (this.#waiting.length > 0 && this.#threads.size < this.#options.jobs)
      give(this.#start(), this.#waiting.shift() as Job);
  }

  #checkTimes(): void {
    const now = Date.now();
    for (const thread of this.#threads) {
      const finished = Atomics.load(thread.state, FINISHED);
      if (!thread.job || finished !== thread.seen || Atomics.load(thread.state, WAITING)) {
        thread.seen = finished;
        thread.since = now;
      } else if (now - thread.since > this.#options.timeout && !thread.killed) {
        thread.killed = true;
        void thread.worker.terminate();
      }
    }
  }
}

function give(thread: Thread, job: Job): void {
  thread.job = job;
  job.thread = thread;
  thread.since = Date.now();
  thread.worker.postMessage({ type: 'task', task: job.task } satisfies ToWorker);
}

/** Tells a thread how many of its outcomes were taken: it goes no further ahead than `WINDOW`. */
function tell(thread: Thread, job: Job): void {
  thread.worker.postMessage({ type: 'taken', count: job.taken } satisfies ToWorker);
  job.taken = 0;
}

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
