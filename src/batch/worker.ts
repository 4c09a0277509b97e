/** A thread that works on pieces: takes tasks, sends outcomes back as they come, waits where nobody takes them. */
import type { MessagePort } from 'node:worker_threads';
import { takeTables } from '../laid/file.ts';
import type { Analyze } from './produce.ts';
import type { Outcome, Recipe, Task } from './types.ts';

/** What a thread is started with. */
export interface WorkerSetup {
  isnadWorker: true;
  recipe: Recipe;
  /** `[items finished since the start, 1 while it waits: for a task, or for its outcomes to be taken]`. */
  state: Int32Array;
  /** The tables of words and weights, the same memory for all threads; null where they are laid out from the sources. */
  tables: SharedArrayBuffer | null;
}

export type ToWorker = { type: 'task'; task: Task } | { type: 'taken'; count: number };
export type FromWorker = { type: 'outcome'; outcome: Outcome } | { type: 'done' };

/** Outcomes that may wait to be taken; a slow reader of the results stops the work here. */
export const WINDOW = 64;

export const FINISHED = 0;
export const WAITING = 1;

/** Serves tasks until the port is closed. */
export async function serve(
  port: MessagePort,
  { recipe, state, tables }: WorkerSetup,
  analyse?: Analyze,
): Promise<void> {
  if (tables) takeTables(tables);
  const { producer } = await import('./produce.ts');
  const produce = await producer(recipe, analyse);
  let waiting = 0;
  let resume: (() => void) | null = null;
  const room = async (): Promise<void> => {
    if (waiting < WINDOW) return;
    Atomics.store(state, WAITING, 1);
    await new Promise<void>((done) => {
      resume = done;
    });
    Atomics.store(state, WAITING, 0);
  };
  // Copied, not handed over: a detached buffer makes V8 distrust all typed arrays, and the name tagger lives by them.
  const send = (message: FromWorker): void => port.postMessage(message);
  const work = async (task: Task): Promise<void> => {
    Atomics.store(state, WAITING, 0);
    for await (const outcome of produce(task)) {
      waiting++;
      send({ type: 'outcome', outcome });
      Atomics.add(state, FINISHED, 1);
      await room();
    }
    Atomics.store(state, WAITING, 1);
    send({ type: 'done' });
  };
  port.on('message', (message: ToWorker) => {
    if (message.type === 'task') {
      // A fault outside of a document's analysis ends the thread, and the pool starts another.
      work(message.task).catch((error) =>
        setImmediate(() => {
          throw error;
        }),
      );
      return;
    }
    waiting -= message.count;
    if (waiting < WINDOW) {
      resume?.();
      resume = null;
    }
  });
}
