/** Word statistics of running news: counts, stems, and the text as stem numbers. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stemOf, wordOf } from '../network/spelling.ts';
import { sentenceKeys } from './tokens.ts';

/** Every article's text, file by file in the order of their names. */
export function* articles(folder: string): Generator<{ source: string; text: string }> {
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.jsonl.gz')) continue;
    for (const line of gunzipSync(readFileSync(join(folder, name)))
      .toString('utf8')
      .split('\n')) {
      if (line) yield JSON.parse(line) as { source: string; text: string };
    }
  }
}

export interface News {
  /** Written words and how often each stands in the text. */
  words: string[];
  counts: Int32Array;
  /** The text as numbers of words; -1 ends a sentence, -2 an article. */
  stream: Int32Array;
}

export function readNews(folder: string): News {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const counts: number[] = [];
  let stream = new Int32Array(1 << 25);
  let size = 0;
  const push = (id: number) => {
    if (size === stream.length) {
      const larger = new Int32Array(size * 2);
      larger.set(stream);
      stream = larger;
    }
    stream[size++] = id;
  };
  for (const { text } of articles(folder)) {
    for (const sentence of sentenceKeys(text)) {
      for (const key of sentence) {
        const word = wordOf(key);
        let id = ids.get(word);
        if (id === undefined) {
          id = words.length;
          // A copy: a slice of the article would keep the whole article in memory.
          const own = Buffer.from(word).toString();
          ids.set(own, id);
          words.push(own);
          counts.push(0);
        }
        counts[id]!++;
        push(id);
      }
      push(-1);
    }
    push(-2);
  }
  return { words, counts: Int32Array.from(counts), stream: stream.slice(0, size) };
}

export interface Stems {
  /** Stems by falling frequency. */
  stems: string[];
  counts: Int32Array;
  /** The stem's number of each written word. */
  ofWord: Int32Array;
}

/** The stem of every written word, and the stems' own frequencies. */
export function stemNews({ words, counts }: News): Stems {
  const seen = new Map<string, number>();
  words.forEach((word, id) => {
    seen.set(word, counts[id]!);
  });
  const count = (word: string) => seen.get(word) ?? 0;
  const total = new Map<string, number>();
  const stemmed = words.map((word, id) => {
    const { stem } = stemOf(word, count);
    total.set(stem, (total.get(stem) ?? 0) + counts[id]!);
    return stem;
  });
  const stems = [...total.keys()].sort((a, b) => total.get(b)! - total.get(a)! || (a < b ? -1 : 1));
  const number = new Map(stems.map((stem, id) => [stem, id]));
  return {
    stems,
    counts: Int32Array.from(stems, (stem) => total.get(stem)!),
    ofWord: Int32Array.from(stemmed, (stem) => number.get(stem)!),
  };
}
