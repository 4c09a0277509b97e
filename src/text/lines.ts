/** Where in a text an offset is, as an editor tells it. */
export interface Place {
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
}

/** Lines and columns of offsets that rise: linear in the text, however many are asked for. A lower one starts again at its line. */
export function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  let at = 0;
  let column = 1;
  return (offset) => {
    if (offset < at) {
      while (starts[line]! > offset) line--;
      at = starts[line]!;
      column = 1;
    }
    while (line + 1 < starts.length && starts[line + 1]! <= offset) {
      line++;
      at = starts[line]!;
      column = 1;
    }
    for (; at < offset; at++) if (!isLowSurrogate(text.charCodeAt(at))) column++;
    return { line: line + 1, column };
  };
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
