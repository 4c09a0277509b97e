/**
 * The journal of a run: what is finished, and how long the outputs were then. A line a flush; a line that was not written
 * to its end counts for nothing, and what the outputs hold beyond the last whole line is cut off and done again.
 */
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** How far each input has come: items that are settled, and whether those are all. */
export interface Progress {
  items: number;
  whole: boolean;
}

export interface State {
  inputs: Map<string, Progress>;
  /** Documents in the outputs, and failures on the error list. */
  analysed: number;
  failed: number;
  /** Bytes of each output. */
  positions: number[];
  /** Names that documents have in a folder. */
  names: string[];
}

/** One line: what came since the line before. */
interface Entry {
  inputs: [path: string, items: number, whole: 0 | 1][];
  analysed: number;
  failed: number;
  positions: number[];
  names?: string[];
}

export interface Journal {
  add(state: Omit<Entry, 'inputs'> & { inputs: ReadonlyMap<string, Progress> }): void;
  remove(): void;
}

/** What a run depends on, by the names that messages have for it. Runs that agree in all of it write the same. */
export type Fingerprint = Record<string, unknown>;

/** Something that can't go on: the journal is another run's. */
export class OtherRun extends Error {
  constructor(
    readonly path: string,
    /** What is another's: `inputs`, `format`, … */
    readonly differs: string[],
  ) {
    super(path);
  }
}

/** A run that would begin anew over what an interrupted one left. */
export class Unfinished extends Error {
  constructor(
    readonly path: string,
    readonly documents: number,
  ) {
    super(path);
  }
}

const header = (fingerprint: Fingerprint): string => `${JSON.stringify({ isnad: 1, fingerprint })}\n`;

/** The state that a journal tells, null where there is none. A journal of other inputs, options or another version is refused. */
export function readJournal(path: string, fingerprint: Fingerprint): State | null {
  const journal = linesOf(path);
  if (!journal) return null;
  const differs = differences(journal.first, fingerprint);
  if (differs.length > 0) throw new OtherRun(path, differs);
  return stateOf(journal.rest);
}

/** How many documents an interrupted run has finished, whatever its options were. */
export function unfinished(path: string): number {
  const state = stateOf(linesOf(path)?.rest ?? []);
  return state ? state.analysed + state.failed : 0;
}

function linesOf(path: string): { first: string; rest: string[] } | null {
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  // What follows the last line feed is no whole line; a journal without a first one was never begun.
  lines.pop();
  const [first, ...rest] = lines;
  return first === undefined ? null : { first, rest };
}

function differences(first: string, fingerprint: Fingerprint): string[] {
  const before = (parse(first) as { fingerprint?: Fingerprint } | null)?.fingerprint;
  if (typeof before !== 'object' || before === null) return ['version'];
  const names = new Set([...Object.keys(before), ...Object.keys(fingerprint)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(fingerprint[name]));
}

function stateOf(lines: readonly string[]): State | null {
  const state: State = { inputs: new Map(), analysed: 0, failed: 0, positions: [], names: [] };
  for (const line of lines) {
    const entry = parse(line) as Entry | null;
    if (!entry) break;
    for (const [input, items, whole] of entry.inputs) state.inputs.set(input, { items, whole: whole === 1 });
    state.analysed = entry.analysed;
    state.failed = entry.failed;
    state.positions = entry.positions;
    state.names.push(...(entry.names ?? []));
  }
  return state.positions.length > 0 ? state : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Begins a journal, or goes on with one whose state was read. */
export function openJournal(path: string, fingerprint: Fingerprint, goesOn: boolean): Journal {
  if (!goesOn) writeFileSync(path, header(fingerprint));
  else mend(path);
  return {
    add({ inputs, analysed, failed, positions, names }) {
      const entry: Entry = {
        inputs: [...inputs].map(([input, { items, whole }]) => [input, items, whole ? 1 : 0]),
        analysed,
        failed,
        positions,
        ...(names?.length && { names }),
      };
      appendFileSync(path, `${JSON.stringify(entry)}\n`);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/** Cuts off a line that was not written to its end. */
function mend(path: string): void {
  const text = readFileSync(path);
  const end = text.lastIndexOf(10) + 1;
  if (end < text.length) writeFileSync(path, text.subarray(0, end));
}
