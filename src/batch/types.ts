/** What passes between the thread that reads and writes and those that analyse. */
import type { AnalyzeOptions } from '../analyze.ts';
import type { Piece, Problem, ReadOptions } from '../input/index.ts';
import type { Warning } from '../model.ts';
import type { Digest, FormatName, OutputOptions } from '../output/index.ts';

/** What a run makes of each document. Plain data: it goes to other threads and into the journal's fingerprint. */
export interface Recipe {
  read: ReadOptions;
  analyze: Pick<AnalyzeOptions, 'explain' | 'types'>;
  format: FormatName;
  output: OutputOptions;
  /**
   * `stream`: one text; `tables`: a text for each table, `files`: files of its own; `results`: the result as a JSON line,
   * for formats that are built from all of them at the end.
   */
  product: 'stream' | 'tables' | 'files' | 'results';
  /** Failures are records of the stream (`--errors inline`). */
  inlineErrors?: boolean;
  /** Documents in other languages are passed over. */
  arabicOnly?: boolean;
  /** Folder of results that need not be computed again. */
  cache?: string;
  /** Words of the user's own: the content of the `--lexicon` file. */
  lexicon?: string;
  /** What readers corrected: the content of the `--corrections` file. */
  corrections?: string;
  /** Of the program: results of another one are not mixed in. */
  version: string;
}

/** What is written for a document: bytes for each of the target's streams, or files. */
export interface Product {
  parts: Uint8Array[];
  /** `parts` as they are for the first document of a stream (no comma before it), where that differs. */
  firstParts?: Uint8Array[];
  /** Where the document gets files of its own: their name without extension, and their content. */
  name?: string;
  files?: { extension: string; content: Uint8Array }[];
  /** What the end of the run tells of it, in sum. */
  digest?: Digest;
}

/** What became of one document; `id` is the one that it gives itself. */
export type Outcome =
  | { ok: true; label: string; id: string | null; warnings: Warning[]; product: Product }
  | { ok: false; problem: Problem; product: Product | null };

/** A piece to be worked on, without its first `skip` items (they were finished before). */
export interface Task {
  piece: Piece;
  skip: number;
  /** None was written yet: the first document's variant is wanted as well. */
  first: boolean;
}

/** Something that works on pieces: this thread, or several. */
export interface Executor {
  /** Pieces that it can work on at once. */
  width: number;
  /** Outcomes of a task's items, in order; work begins at once where a thread is free. */
  submit(task: Task): AsyncIterable<Outcome>;
  close(): Promise<void>;
}
