/** The progress line of a long run, on a terminal only: `1,234 of 9,000 done · 5 failed · 820/s · 2 min left · news/a.html`. */
import { type InputOptions, type Measure, measureInputs } from '../input/index.ts';
import type { Io } from './io.ts';

export interface ProgressLine {
  /** Bytes of the inputs that were read. */
  read(bytes: number): void;
  show(state: { analysed: number; failed: number; current: string }): void;
  /** Takes the line away, before something else is printed or at the end. */
  clear(): void;
}

/** A run shorter than this shows nothing, and the line changes no more often. */
const PATIENCE = 1000;
const INTERVAL = 200;

const silent: ProgressLine = { read() {}, show() {}, clear() {} };

export function progressLine(
  { stderr, env }: Pick<Io, 'stderr' | 'env'>,
  inputs: InputOptions,
  quiet: boolean,
): ProgressLine {
  if (quiet || !stderr.isTTY || env.TERM === 'dumb') return silent;
  const started = Date.now();
  let last = started + PATIENCE - INTERVAL;
  let shown = false;
  let bytes = 0;
  let total: Measure | null = null;
  let before: number | null = null;
  const draw = (state: { analysed: number; failed: number; current: string }): void => {
    const seconds = (Date.now() - started) / 1000;
    const finished = state.analysed + state.failed - (before ?? 0);
    const left = timeLeft({ seconds, finished, before: before ?? 0, bytes, total });
    const line = progressText({ ...state, rate: finished / seconds, left, total: total?.documents ?? null });
    stderr.write(`\r\u001B[2K${clip(line, (stderr.columns || 80) - 1)}`);
    shown = true;
  };
  // A first document may take long: what there is to do is shown all the same.
  const waiting = setTimeout(() => draw({ analysed: 0, failed: 0, current: '' }), PATIENCE);
  waiting.unref();
  measureInputs(inputs).then(
    (measure) => {
      total = measure;
    },
    () => {},
  );
  return {
    read(count) {
      bytes += count;
    },
    show(state) {
      before ??= state.analysed + state.failed - 1;
      clearTimeout(waiting);
      const now = Date.now();
      if (now - last < INTERVAL) return;
      last = now;
      draw(state);
    },
    clear() {
      clearTimeout(waiting);
      if (shown) stderr.write('\r\u001B[2K');
      shown = false;
    },
  };
}

/** Seconds that are left: by the documents, where their number is known, else by the bytes; null where nothing tells. */
export function timeLeft(run: {
  seconds: number;
  finished: number;
  before: number;
  bytes: number;
  total: Measure | null;
}): number | null {
  const { seconds, finished, before, bytes, total } = run;
  if (total?.documents && finished > 0) return (seconds * Math.max(0, total.documents - before - finished)) / finished;
  return total && bytes > 0 && finished > 0 ? (seconds * Math.max(0, total.bytes - bytes)) / bytes : null;
}

/** The line itself; `left` in seconds, null where it can't be known. */
export function progressText(state: {
  analysed: number;
  failed: number;
  current: string;
  rate: number;
  left: number | null;
  /** Documents that there are, where it is known. */
  total?: number | null;
}): string {
  const { analysed, failed, rate, left, current, total = null } = state;
  return [
    `${grouped(analysed)}${total === null ? '' : ` of ${grouped(total)}`} done`,
    ...(failed ? [`${grouped(failed)} failed`] : []),
    `${rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate))}/s`,
    ...(left === null ? [] : [`${duration(left)} left`]),
    // A file's name may hold anything, and may run from right to left: it stands last, and alone.
    `\u2068${current.replace(/[\p{Cc}\p{Cf}]/gu, '\uFFFD')}\u2069`,
  ].join(' \u00B7 ');
}

/** `1234567` -> `1,234,567`, in every locale. */
export const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** `95` -> `2 min`, `4000` -> `1 h 7 min`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const clip = (line: string, width: number): string =>
  line.length <= width ? line : `${line.slice(0, width - 2)}\u2069…`;
