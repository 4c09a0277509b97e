/** The rows of a data file: cells between tabs, without comments and blank lines. `fail` throws with the file's name and line. */
export interface Row {
  cells: string[];
  fail: (what: string) => never;
}

/** Reads a data file of `columns` columns a line (fewer is an error that names file and line). */
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

/** Words of a file that has several a line, with comments left out. */
export function wordsOf(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter((word) => word !== '');
}
