/** What a format is: the interface that every formatter has, and the settings that they share. */
import type { Analysis, EntityType, OffsetUnit } from '../model.ts';
import type { Digest, Totals } from './digest.ts';
import type { TableName } from './tables.ts';
import type { BidiMode } from './terminal.ts';

export const KINDS = ['quotations', 'speakers', 'entities', 'attributions'] as const;
/** The parts of a result that `--only` chooses among. */
export type Kind = (typeof KINDS)[number];

/** How results are shown; everything has a default. */
export interface OutputOptions {
  /** Parts of the result that are wanted; all, if it is missing. */
  only?: readonly Kind[];
  /** Entity types that are wanted; all, if it is missing. */
  types?: readonly EntityType[];
  /** Quotations and mentions below it are left out. */
  minConfidence?: number;
  /** Unit of the offsets, for the formats in which it isn't fixed. */
  offsets?: OffsetUnit;
  /** Put the article's text into the result. */
  text?: boolean;
  /** Columns of the terminal (tables). */
  width?: number;
  /** 0: no colour, 1: 16 colours, 2: 256, 3: true colour (tables). */
  colour?: 0 | 1 | 2 | 3;
  /** How right-to-left text is put on the terminal (tables). */
  bidi?: BidiMode;
  /** Long quotations are not shortened (tables, markdown). */
  full?: boolean;
  /** Show which rule and which words led to each field (tables, markdown). */
  explain?: boolean;
  /** The table that a stream of CSV or TSV carries. */
  table?: TableName;
  /** Fields of the input that pass through to the output. */
  keep?: readonly string[];
  /** The table of the stream is all there is: what else is wanted of a document stands in it. */
  stream?: boolean;
  /** Quotations that are shown alone, by their ids (`--explain q4`; tables). */
  quotations?: readonly string[];
  /** Tell at the end what to try next (tables on a terminal). */
  hints?: boolean;
  /** Language of labels (table, markdown, html). */
  language?: 'ar' | 'en';
  /** Begin CSV and TSV with a byte order mark, as Excel wants it. */
  bom?: boolean;
}

/**
 * A format: pure functions from results to text, streaming. `index` is how many documents were written before: a JSON
 * array needs it for its commas, and it makes a result that is begun today and gone on with tomorrow possible.
 */
export interface Formatter {
  name: string;
  /** Of a file in this format, without the dot. */
  extension: string;
  begin(): string;
  document(analysis: Analysis, index: number): string;
  /** What the end of a run needs of a document, for formats that close with totals. */
  digest?(analysis: Analysis): Digest;
  /** `totals` of all documents; missing where an earlier run wrote some of them. */
  end(count: number, totals?: Totals): string;
  /** For formats that need several files a document (brat): what stands in them, by extension. */
  files?(analysis: Analysis): { extension: string; content: string }[];
  /** The endings of those files. */
  fileExtensions?: readonly string[];
  /** Files that stand once beside those (brat's `annotation.conf`). */
  companions?: { name: string; content: string }[];
}
