/** What is needed of a stream that is written to. */
export interface Sink {
  write(content: string | Uint8Array, done?: () => void): boolean;
  on(event: string, listener: (...details: never[]) => void): unknown;
  isTTY?: boolean;
  columns?: number;
  /** Its descriptor, where it has one. */
  fd?: number;
}

/** The streams and surroundings of a run, so that tests can hand in their own. */
export interface Io {
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: Sink;
  stderr: Sink;
  env: Readonly<Record<string, string | undefined>>;
  /** Calls back on Ctrl-C; returns how to stop listening. */
  onInterrupt?(handler: () => void): () => void;
}

/** The reader has gone (`| head`). */
const isGone = ({ code }: NodeJS.ErrnoException): boolean => code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED';

/** Streams that have their listener: one each, however often the program runs in a process. */
const listening = new WeakSet<NodeJS.WriteStream>();

/** Also what no `Writer` writes (help, messages) may lose its reader: that is no error. Any other is, unless a `Writer` listens. */
function patient(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (listening.has(stream)) return stream;
  listening.add(stream);
  return stream.on('error', (error) => {
    if (!isGone(error) && stream.listenerCount('error') === 1) throw error;
  });
}

export const processIo = (): Io => ({
  // Asked for only where it is read: Node opens it then.
  get stdin() {
    return process.stdin;
  },
  stdout: patient(process.stdout),
  stderr: patient(process.stderr),
  env: process.env,
  onInterrupt(handler) {
    // Once: a second Ctrl-C ends the process the usual way.
    process.once('SIGINT', handler);
    return () => process.removeListener('SIGINT', handler);
  },
});

/** The reader of the output has gone (`| head`): no error, just the end. */
export class ClosedPipe extends Error {}

/** Writes with back-pressure; a reader who has gone is told by `ClosedPipe`. */
export interface Writer {
  write(content: string | Uint8Array): Promise<void>;
  /** Resolves when everything has left the process. */
  drain(): Promise<void>;
}

export function streamWriter(stream: Sink): Writer {
  let failure: Error | null = null;
  let waiting: (() => void) | null = null;
  const wake = (): void => {
    const resume = waiting;
    waiting = null;
    resume?.();
  };
  stream.on('error', (error: NodeJS.ErrnoException) => {
    failure = isGone(error) ? new ClosedPipe() : error;
    wake();
  });
  stream.on('drain', wake);
  const check = (): void => {
    if (failure) throw failure;
  };
  return {
    async write(content) {
      check();
      if (content.length === 0) return;
      if (!stream.write(content)) await new Promise<void>((resolve) => (waiting = resolve));
      check();
    },
    async drain() {
      check();
      await new Promise<void>((resolve) => {
        waiting = resolve;
        stream.write('', () => wake());
      });
      check();
    },
  };
}
