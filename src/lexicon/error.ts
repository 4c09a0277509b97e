/** A mistake in a word file, with its place: `words.txt:12:5: unknown stance "assrt"`. Lines and columns count from 1. */
export class LexiconError extends Error {
  readonly file: string;
  readonly line: number;
  readonly column: number;

  constructor(file: string, line: number, column: number, message: string) {
    super(`${file}:${line}:${column}: ${message}`);
    this.name = 'LexiconError';
    this.file = file;
    this.line = line;
    this.column = column;
  }
}
