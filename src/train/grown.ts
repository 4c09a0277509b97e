/** Habits of words and phrases grown from news: what stands after `نادي`, `مدينة`, `السيد`, `فيلم`, and how often. No labels are needed. */
import { find } from '../network/hashes.ts';
import { hashOf } from '../network/spelling.ts';
import type { Lexicon } from '../network/words.ts';
import { TYPES } from './corpora.ts';
import headLines from './heads.txt';
import { KIND_BIT } from './lists/phrases.ts';
import type { News, Stems } from './news.ts';

/** Levels of a habit: at least so many times after heads of the type, and so large a share of all occurrences. */
const LEVELS = [
  { times: 2, share: 0.01 },
  { times: 3, share: 0.06 },
  { times: 3, share: 0.3 },
] as const;
/** Bits of the fourth group: often between quotation marks, often before `(`. */
const QUOTED = 12;
const BRACKETED = 14;

/** Type of the heads, by stem. */
export function readHeads(): Map<string, number> {
  const heads = new Map<string, number>();
  headLines.split('\n').forEach((line, i) => {
    if (!line.trim() || line.startsWith('#')) return;
    const [type, words] = line.split('\t');
    const index = TYPES.indexOf(type as (typeof TYPES)[number]);
    if (index < 0 || !words) throw new Error(`heads.txt:${i + 1}: expected TYPE<tab>words`);
    for (const word of words.trim().split(/\s+/)) heads.set(word, index);
  });
  return heads;
}

/** Words more frequent than this are no part of grown phrases. */
const COMMON = 30_000;
const ARABIC = /^[\u0621-\u064a]{2,}$/;

/** Sets `lexicon.habits`, and adds phrases of two and three words that follow heads to `phrases`. */
export function growFromNews(
  news: Pick<News, 'words' | 'counts' | 'stream'>,
  stems: Pick<Stems, 'stems' | 'ofWord'>,
  lexicon: Lexicon,
  phrases: Map<string, number>,
): { habits: number; phrases: number } {
  const heads = readHeads();
  const headOfStem = new Int8Array(stems.stems.length).fill(-1);
  stems.stems.forEach((stem, id) => {
    const type = heads.get(stem);
    if (type !== undefined) headOfStem[id] = type;
  });
  const isName = news.words.map((word) => ARABIC.test(word));
  const isQuote = news.words.map((word) => word === '"');
  const opens = news.words.map((word) => word === '(');
  const { stream } = news;
  const { ofWord } = stems;
  const after = new Int32Array(stems.stems.length * 6);
  const total = new Int32Array(stems.stems.length);
  /** Pairs and triples after heads: key -> counts by type. */
  const pairs = new Map<number, Int32Array>();
  const triples = new Map<string, Int32Array>();
  const pairTotal = new Map<number, number>();
  const size = 2 ** 21;
  for (let i = 0; i < stream.length; i++) {
    const word = stream[i]!;
    if (word < 0) continue;
    const stem = ofWord[word]!;
    total[stem]!++;
    const before = i > 0 ? stream[i - 1]! : -1;
    const next = stream[i + 1] ?? -1;
    if (before >= 0 && isQuote[before]) after[stem * 6 + 4]!++;
    if (next >= 0 && opens[next]) after[stem * 6 + 5]!++;
    if (before < 0 || !isName[word]) continue;
    let type = headOfStem[ofWord[before]!]!;
    // `صحيفة "الخبر"`: the mark is passed over.
    if (type < 0 && isQuote[before] && i > 1 && stream[i - 2]! >= 0) type = headOfStem[ofWord[stream[i - 2]!]!]!;
    if (type < 0) continue;
    after[stem * 6 + type]!++;
    if (next < 0 || !isName[next] || headOfStem[stem]! >= 0) continue;
    const pair = word * size + next;
    let counts = pairs.get(pair);
    if (!counts) {
      counts = new Int32Array(4);
      pairs.set(pair, counts);
    }
    counts[type]!++;
    const third = stream[i + 2] ?? -1;
    if (third < 0 || !isName[third]) continue;
    const triple = `${word} ${next} ${third}`;
    let three = triples.get(triple);
    if (!three) {
      three = new Int32Array(4);
      triples.set(triple, three);
    }
    three[type]!++;
  }
  for (const [pair, counts] of pairs) if (counts.reduce((a, b) => a + b) < 3) pairs.delete(pair);
  for (const [triple, counts] of triples) if (counts.reduce((a, b) => a + b) < 3) triples.delete(triple);
  for (let i = 0; i + 1 < stream.length; i++) {
    const pair = stream[i]! * size + stream[i + 1]!;
    if (pairs.has(pair)) pairTotal.set(pair, (pairTotal.get(pair) ?? 0) + 1);
  }
  let habits = 0;
  stems.stems.forEach((stem, id) => {
    const row = find(lexicon.stems, hashOf(stem));
    if (row < 0) return;
    let bits = 0;
    for (let type = 0; type < 4; type++) {
      const times = after[id * 6 + type]!;
      LEVELS.forEach((level, n) => {
        if (times >= level.times && times >= level.share * total[id]!) bits |= 1 << (type * 3 + n);
      });
    }
    for (const [at, first] of [
      [4, QUOTED],
      [5, BRACKETED],
    ] as const) {
      const share = after[id * 6 + at]! / total[id]!;
      if (after[id * 6 + at]! >= 3 && share >= 0.08) bits |= 1 << first;
      if (after[id * 6 + at]! >= 3 && share >= 0.3) bits |= 1 << (first + 1);
    }
    lexicon.habits[row] = bits;
    if (bits) habits++;
  });
  const kinds = ['news-person', 'news-place', 'news-organisation', 'news-work'] as const;
  let added = 0;
  const add = (words: readonly number[], counts: Int32Array, all: number) => {
    const best = counts.indexOf(Math.max(...counts));
    const sum = counts.reduce((a, b) => a + b);
    if (counts[best]! < 0.7 * sum || counts[best]! < 0.15 * all) return;
    // No function words, and nothing that is mostly another part of the sentence.
    if (words.some((word) => news.counts[word]! > COMMON)) return;
    // The first word without clitics, the others as written.
    const phrase = [stems.stems[ofWord[words[0]!]!]!, ...words.slice(1).map((word) => news.words[word]!)].join(' ');
    phrases.set(phrase, (phrases.get(phrase) ?? 0) | KIND_BIT(kinds[best]!));
    added++;
  };
  for (const [pair, counts] of pairs) {
    const first = Math.floor(pair / size);
    const firstTimes = after.slice(ofWord[first]! * 6, ofWord[first]! * 6 + 4).reduce((a, b) => a + b);
    const sum = counts.reduce((a, b) => a + b);
    // The second word must belong to the first: a third of what follows it after heads.
    if (sum >= 0.3 * firstTimes) add([first, pair % size], counts, pairTotal.get(pair)!);
  }
  for (const [triple, counts] of triples) {
    const words = triple.split(' ').map(Number);
    const pair = pairs.get(words[0]! * size + words[1]!);
    const sum = counts.reduce((a, b) => a + b);
    if (pair && sum >= 4 && sum >= 0.7 * pair.reduce((a, b) => a + b)) add(words, counts, sum);
  }
  return { habits, phrases: added };
}
