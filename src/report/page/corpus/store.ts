/** The corpus in the browser: its index, and its articles, unpacked when they are asked for. */
import { strFromU8, unzlibSync } from 'fflate';
import type { Analysis } from '../../../model.ts';
import { BLOCK, type CorpusIndex } from '../../corpus/data.ts';
import { type Packed, unpacked } from '../../corpus/pack.ts';

function unsqueezed(letters: string): unknown {
  const binary = atob(letters);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return JSON.parse(strFromU8(unzlibSync(bytes)));
}

const lettersIn = (id: string): string | null => document.getElementById(id)?.textContent ?? null;

/** Rows by a number they hold: those of number `n` are `order[from[n]] … order[from[n + 1]]`. */
export interface Rows {
  of(number: number): Int32Array;
}

function rowsBy(column: readonly number[], size: number): Rows {
  const from = new Int32Array(size + 1);
  for (const number of column) if (number >= 0) from[number + 1]!++;
  for (let i = 0; i < size; i++) from[i + 1]! += from[i]!;
  const order = new Int32Array(from[size]!);
  const next = from.slice();
  column.forEach((number, row) => {
    if (number >= 0) order[next[number]!++] = row;
  });
  return { of: (number) => order.subarray(from[number]!, from[number + 1]!) };
}

export interface Corpus {
  index: CorpusIndex;
  /** Quotations and mentions of an article, mentions of a name. */
  quotationsOf: Rows;
  mentionsOf: Rows;
  placesOf: Rows;
  /** The number of a quotation's row within its article. */
  place(row: number): number;
  article(number: number): Analysis;
  /** A reader's corrected result takes the article's place. */
  corrected: Map<number, Analysis>;
  blocks: number;
}

/** Null where the file holds no corpus. */
export function readCorpus(): Corpus | null {
  const letters = lettersIn('corpus');
  if (letters === null) return null;
  const index = unsqueezed(letters) as CorpusIndex;
  const { articles, quotations, mentions, names } = index;
  const size = articles.title.length;
  const blocks = new Map<number, Packed[]>();
  const blockOf = (number: number): Packed[] => {
    let block = blocks.get(number);
    if (!block) {
      block = unsqueezed(lettersIn(`block-${number}`) ?? '') as Packed[];
      // The oldest goes: a search through all articles must not keep them all.
      if (blocks.size >= 100) blocks.delete(blocks.keys().next().value!);
      blocks.set(number, block);
    }
    return block;
  };
  const quotationsOf = rowsBy(quotations.article, size);
  const corrected = new Map<number, Analysis>();
  return {
    index,
    quotationsOf,
    mentionsOf: rowsBy(mentions.article, size),
    placesOf: rowsBy(mentions.name, names.length),
    place: (row) => row - (quotationsOf.of(quotations.article[row]!)[0] ?? row),
    article: (number) => unpacked(blockOf(Math.floor(number / BLOCK))[number % BLOCK]!),
    corrected,
    blocks: Math.ceil(size / BLOCK),
  };
}
