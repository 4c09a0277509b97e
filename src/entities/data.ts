/** A row of a data file: cells between tabs. `fail` throws with the file's name and line. */
export interface Row {
  cells: string[];
  fail: (what: string) => never;
}

/** Reads a data file of at least `columns` columns a line; blank lines and comments are left out. */
export function rowsOf(file: string, text: string, columns: number): Row[] {
  const rows: Row[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '' || line.startsWith('#')) continue;
    const fail = (what: string): never => {
      throw new Error(`${file}:${at + 1}: ${what}`);
    };
    const cells = line.split('\t');
    if (cells.length < columns) fail(`${columns} columns expected, ${cells.length} found`);
    rows.push({ cells, fail });
  }
  return rows;
}

/** The lines of a file without comments and blank lines. */
export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** The words of a file that has several a line. */
export function wordsOf(text: string): string[] {
  return linesOf(text)
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '');
}
