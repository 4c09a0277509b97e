/** The values that pass between the stations of reading: what is asked for, pieces of input, documents, problems. */
import type { Document } from '../model.ts';

export const PROBLEM_CODES = [
  'not-found',
  'empty-folder',
  'empty',
  'binary',
  'unsupported',
  'undecodable',
  'not-readable',
  'too-large',
  'truncated',
  'bad-json',
  'bad-csv',
  'bad-docx',
  'bad-warc',
  'no-text',
  'no-article',
  'crashed',
  'timeout',
  'not-arabic',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Why an input gave no document. One bad file is a value, never an exception. */
export interface Problem {
  /** The input as the user named it, with the record behind it where it has many: `corpus.jsonl#17`. */
  path: string;
  code: ProblemCode;
  message: string;
  /** What to do about it. */
  hint?: string;
}

export type Item = { ok: true; document: Document } | { ok: false; problem: Problem };

/** What a reader needs to know about its input besides the bytes. */
export interface ReadOptions {
  /** Name of a reader, where it is not to be told from name and content. */
  inputFormat?: string;
  /** An encoding for every input, in place of the guess. */
  encoding?: string;
  /** Field or column that holds the text: `body`, or a path such as `article.body`. */
  textField?: string;
  /** Field or column that holds a document's id. */
  idField?: string;
  /** Who published a document: the folder that its file lies in, whatever the document says. */
  outletFrom?: 'folder';
  /** Undo what a wrong decoding has done to a text before (the default). */
  mend?: boolean;
  /** Bytes that one document may have, unpacked. */
  maxSize?: number;
  /** Fields or columns that pass through to the output. */
  keep?: string[];
}

export interface InputOptions extends ReadOptions {
  /** Files, folders, globs; `-` is standard input. */
  paths: string[];
  /** A file with more paths, one a line or NUL-separated; `-` is standard input. */
  filesFrom?: string;
  /** Go down into the folders of a folder (the default). */
  recursive?: boolean;
  /** Of a folder's files only those that match one of these globs. */
  include?: string[];
  /** Files and folders that match one of these globs are left out. */
  exclude?: string[];
  /** Files and folders that are never read, whatever asks for them: the run's own outputs. Absolute paths. */
  skip?: string[];
  /** Only the units whose number leaves `index` when divided by `count` (`--shard 2/8`: index 1, count 8). */
  shard?: { index: number; count: number };
  stdin?: NodeJS.ReadableStream;
  /** Told of bytes as they are read from files. */
  onRead?(bytes: number): void;
}

/**
 * A stretch of input that is read in one go, small enough to hand to a worker: a whole file, or some records of a long
 * one. Readers turn it into items.
 */
export interface Piece {
  /** As shown to the user and in `source.path`; null for standard input. */
  path: string | null;
  /** Its path below the folder, glob or files that were named. */
  inside?: string;
  /** Name of the reader. */
  format: string;
  bytes?: Uint8Array;
  /** Records that were split off already (a table's rows). */
  records?: Record<string, unknown>[];
  /** Bytes of the input that it was cut from, as far as they are known before it is read: infinite where it goes on behind its beginning. */
  inputSize?: number;
  /** Number of the piece's first record in its file, from 1; 0 where the file is one unit. */
  first: number;
  /** Records in it, where they were counted: each gives one item. */
  count?: number;
  /** From one record's number to the next; more than 1 with `--shard`. */
  step?: number;
  /** Items at its beginning that are done already: a reader may give anything in their place. */
  skip?: number;
  /** So many of the next are wanted, and nothing is to be read behind them. */
  take?: number;
  /** What the file's beginning told about the rest. */
  context?: {
    encoding?: string;
    /** The bytes are UTF-8 now, and were this before. */
    recoded?: string;
    textField?: string;
    note?: string;
    headers?: Record<string, string>;
    /** What the documents' format is called, where others had read them before (`parquet`). */
    format?: string;
    /** Outlet of its documents, by the folder. */
    outlet?: string;
  };
}

/** What `splitInputs` yields: pieces, and problems of inputs that give none. */
export type Split = { ok: true; piece: Piece } | { ok: false; problem: Problem };

/** A format that can be read: a file in `readers/` and a line in its registry. */
export interface Reader {
  name: string;
  /** A file may hold many documents, and is read as a whole all the same. */
  many?: true;
  /** Of files, without the dot. */
  extensions: readonly string[];
  /** Does a file that begins so look like this format? Asked where the name doesn't tell. */
  sniff?(head: string): boolean;
  /** Cuts a long input into pieces without holding it all; absent where the format needs the whole. */
  split?(input: SplitInput): AsyncIterable<Split>;
  /** Documents and problems of one piece. */
  read(piece: Piece, options: ReadOptions): AsyncIterable<Item> | Iterable<Item> | Promise<Iterable<Item>>;
}

export interface SplitInput {
  path: string | null;
  label: string;
  /** The first bytes, for guesses; they come again in `stream`. */
  head: Buffer;
  stream: AsyncIterable<Buffer>;
  options: ReadOptions;
  /** Is the unit with the file's n-th record wanted (`--shard`)? Called once for each, in order. */
  wanted(): boolean;
  /** Distance of the wanted units' numbers. */
  step: number;
  /** Bytes that one document may have, by what was unpacked so far. */
  most(): number;
}

/** How standard input is named in messages. */
export const STDIN_LABEL = '<stdin>';

export const problemItem = (path: string, code: ProblemCode, message: string, hint?: string) => ({
  ok: false as const,
  problem: { path, code, message, ...(hint !== undefined && { hint }) },
});
