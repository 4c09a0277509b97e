/** CSV and TSV: one article a row, its text in one of the columns. */
import { decode, encodeOneByte } from '../decode.ts';
import { label } from '../discover.ts';
import { tooLarge } from '../limits.ts';
import { guessTextField, isFieldName, recordItem } from '../record.ts';
import {
  type Item,
  type Piece,
  problemItem,
  type Reader,
  type ReadOptions,
  type Split,
  type SplitInput,
} from '../types.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

export const csv: Reader = {
  name: 'csv',
  extensions: ['csv'],
  sniff: (head) => headerDelimiter(head) !== null && headerDelimiter(head) !== '\t',
  split: (input) => splitRows(input, 'csv'),
  read: readRows,
};

export const tsv: Reader = {
  name: 'tsv',
  extensions: ['tsv', 'tab'],
  sniff: (head) => headerDelimiter(head) === '\t',
  split: (input) => splitRows(input, 'tsv'),
  read: readRows,
};

/** The delimiter by which a file's first line falls into at least two names that fields usually have. */
function headerDelimiter(head: string): string | null {
  const line = Buffer.from(head.split('\n')[0] ?? '', 'latin1').toString('utf8');
  return DELIMITERS.find((delimiter) => cells(line, delimiter).filter(isFieldName).length >= 2) ?? null;
}

const cells = (line: string, delimiter: string): string[] =>
  line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** The delimiter that a file's first line has most of, outside quotation marks; a comma where it has none. */
function guessDelimiter(line: string): string {
  const outside = line.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: outside.split(delimiter).length - 1 }));
  const [best] = counts.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.delimiter : ',';
}

/** Rows that decide on the text's column. */
const ROWS_TO_GUESS = 50;
/** Characters a piece holds at least. */
const PIECE = 32_768;

async function* splitRows(input: SplitInput, format: 'csv' | 'tsv'): AsyncIterable<Split> {
  const { path, label: name, head, options, wanted, step } = input;
  // The head may end within a character; what is whole of it tells the encoding.
  const decoded = decode(head.subarray(0, head.lastIndexOf(10) + 1 || head.length), { ...options, mend: false });
  if (!decoded.ok) return void (yield problemItem(name, decoded.code, decoded.message, decoded.hint));
  const { encoding } = decoded;
  const delimiter = format === 'tsv' ? '\t' : guessDelimiter(decoded.text.split(/\r?\n/)[0] ?? '');
  let header: string[] | null = null;
  const held: string[][] = [];
  let context: Piece['context'];
  let number = 0;
  let first = 0;
  let size = 0;
  let records: Record<string, unknown>[] = [];
  const piece = (): Split => {
    const split: Split = { ok: true, piece: { path, format, records, first, count: records.length, step, context } };
    records = [];
    size = 0;
    return split;
  };
  const take = (row: string[]): boolean => {
    number++;
    if (!wanted()) return false;
    if (records.length === 0) first = number;
    records.push(toRecord(header as string[], row));
    for (const cell of row) size += cell.length;
    return size >= PIECE;
  };
  const settle = (): void => {
    context = { encoding, ...columnOf(header as string[], held, options) };
  };
  let problem: Split | null = null;
  for await (const row of rowsOf(decodedStream(input.stream, encoding), delimiter, input.most)) {
    if (row === 'too-large') problem = tooLarge(`${name}#${number + held.length + 1}`, input.most());
    if (row === 'too-large') break;
    if (row instanceof Error) {
      problem = problemItem(
        `${name}#${number + held.length + 1}`,
        'bad-csv',
        `the table can't be read on: ${row.message}`,
      );
      break;
    }
    if (header === null) {
      header = headerOf(row);
      if (header === row) continue;
    }
    if (context !== undefined) {
      if (take(row)) yield piece();
      continue;
    }
    held.push(row);
    if (held.length < ROWS_TO_GUESS) continue;
    settle();
    for (const early of held.splice(0)) if (take(early)) yield piece();
  }
  if (context === undefined && header) settle();
  for (const early of held.splice(0)) if (take(early)) yield piece();
  if (records.length) yield piece();
  if (problem) yield problem;
  else if (number === 0) yield problemItem(name, 'empty', 'the table has no rows');
}

/** Rows of a table as they come; an error, or a row that is too large, ends them, after the rows before it. */
async function* rowsOf(
  stream: AsyncIterable<Buffer | string>,
  delimiter: string,
  most: () => number,
): AsyncIterable<string[] | Error | 'too-large'> {
  const { parse } = await import('csv-parse');
  const rows: string[][] = [];
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (row: string[]) => {
      rows.push(row);
      return null;
    },
  });
  parser.resume();
  let failure: Error | undefined;
  parser.on('error', (error) => {
    failure = error;
  });
  let held = 0;
  for await (const chunk of stream) {
    await new Promise<void>((done) => parser.write(chunk, () => done()));
    held = rows.length > 0 ? 0 : held + chunk.length;
    yield* rows.splice(0);
    if (held > most()) return void (yield 'too-large');
    if (failure) break;
  }
  if (!failure) {
    await new Promise<void>((done) => {
      parser.once('close', done);
      parser.end();
    });
  }
  yield* rows;
  if (failure) yield failure;
}

async function* decodedStream(stream: AsyncIterable<Buffer>, encoding: string): AsyncIterable<Buffer | string> {
  if (encoding === 'utf-8') return yield* stream;
  const [first, ...rest] = encoding.split('+');
  const steps = rest.map((step) => step.split('/') as [string, string?]);
  const decoders = [first, ...steps.map(([, inner = 'utf-8']) => inner)].map((name) => new TextDecoder(name));
  const decoded = (chunk: Buffer, stream: boolean): string =>
    decoders
      .slice(1)
      .reduce(
        (text, decoder, i) => decoder.decode(encodeOneByte(text, (steps[i] as [string])[0]), { stream }),
        (decoders[0] as InstanceType<typeof TextDecoder>).decode(chunk, { stream }),
      );
  for await (const chunk of stream) yield decoded(chunk, true);
  yield decoded(Buffer.alloc(0), false);
}

/** The first row, if it holds names; else `column1`, `column2` …: a row with an article in it names nothing. */
function headerOf(row: string[]): string[] {
  const named = row.some(isFieldName) || row.every((cell) => cell.length < 60 && !/[.!\u061F]/.test(cell));
  return named ? row : row.map((_, i) => `column${i + 1}`);
}

function toRecord(header: readonly string[], row: readonly string[]): Record<string, string> {
  return Object.fromEntries(row.map((cell, i) => [header[i] || `column${i + 1}`, cell]));
}

/** The column of the text, decided once for the whole file. */
function columnOf(header: string[], rows: string[][], options: ReadOptions): { textField?: string; note?: string } {
  if (options.textField !== undefined) return {};
  const guess = guessTextField(rows.map((row) => toRecord(header, row)));
  if (!guess) return {};
  const note = `the text was taken from the column ${guess.field} (--text-field changes it)`;
  return { textField: guess.field, ...(guess.guessed && { note }) };
}

function* readRows(piece: Piece, options: ReadOptions): Iterable<Item> {
  const { path, format, first, step = 1, context } = piece;
  for (const [i, record] of (piece.records ?? []).entries()) {
    const number = first + i * step;
    const place = {
      path,
      label: `${label(path)}#${number}`,
      number,
      format,
      encoding: context?.encoding ?? 'utf-8',
      warnings: [],
      textField: context?.textField,
      note: context?.note,
    };
    yield recordItem(record, place, options);
  }
}
