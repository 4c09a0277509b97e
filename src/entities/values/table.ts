import { addTo, foldKey, type Token } from '../../text/index.ts';
import { whenAsked } from '../../text/remember.ts';
import { type Row, rowsOf } from '../data.ts';

/** Phrases of a data file and what they mean. */
export type PhraseTable<Meaning> = Map<string, { keys: string[]; meaning: Meaning }[]>;

export interface TableMatch<Meaning> {
  meaning: Meaning;
  /** Token after the phrase. */
  last: number;
  /** Letters of clitics cut off the first token. */
  cut: number;
}

/** The phrases of a data file, apart by strokes in one column, with what their row means; read when they are first asked for. */
export const phraseTable = <Meaning>(
  file: string,
  text: string,
  column: number,
  meaningOf: (row: Row) => Meaning,
): (() => PhraseTable<Meaning>) =>
  whenAsked(() => {
    const table: PhraseTable<Meaning> = new Map();
    for (const row of rowsOf(file, text, column + 1)) {
      const meaning = meaningOf(row);
      for (const phrase of row.cells[column]!.split('|')) {
        const keys = foldKey(phrase).split(' ');
        addTo(table, keys[0]!, { keys, meaning });
      }
    }
    for (const list of table.values()) list.sort((a, b) => b.keys.length - a.keys.length);
    return table;
  });

/** The longest phrase at a token; `clitics` lets و, ف, ب, ل, ك stand before its first word (`وأمس`, `بالدولار`). */
export function matchTable<Meaning>(
  table: PhraseTable<Meaning>,
  tokens: readonly Token[],
  at: number,
  clitics: boolean,
): TableMatch<Meaning> | null {
  const first = tokens[at]?.key;
  if (first === undefined) return null;
  for (let cut = 0; cut <= (clitics && first.length > 3 ? 2 : 0); cut++) {
    if (cut > 0 && !'وفبلك'.includes(first[cut - 1]!)) break;
    for (const { keys, meaning } of table.get(first.slice(cut)) ?? []) {
      if (keys.every((key, i) => i === 0 || tokens[at + i]?.key === key))
        return { meaning, last: at + keys.length, cut };
    }
  }
  return null;
}
