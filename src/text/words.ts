import { classOf, SPACE } from './characters.ts';
import { foldKey } from './fold.ts';
import { whenAsked } from './remember.ts';

/**
 * The words of a data file, one a line, as keys for matching. Lines that begin with `#` are comments, what follows ` #` in a line
 * is one too. A line of several words or a word given twice is an error that names file and line.
 */
export function wordList(file: string, text: string): Set<string> {
  const words = new Set<string>();
  text.split('\n').forEach((line, at) => {
    const word = line.replace(/(^|\s)#.*$/, '').trim();
    if (word === '') return;
    for (let i = 0; i < word.length; i++) {
      if (classOf(word.charCodeAt(i)) === SPACE) throw new Error(`${file}:${at + 1}: one word a line, found "${word}"`);
    }
    const key = foldKey(word);
    if (words.has(key)) throw new Error(`${file}:${at + 1}: "${word}" is there already`);
    words.add(key);
  });
  return words;
}

/** The same, read when it is first asked for. */
export const wordSet = (file: string, text: string): (() => ReadonlySet<string>) =>
  whenAsked(() => wordList(file, text));
