/** What the reader is given beside a token's word: the flags that the stations see, and where the token stands. */
import { countWords, pairEnd } from '../quotations/context.ts';
import { FLAG, FLAGS, type View, visitFlags } from '../quotations/view.ts';

const PLACES = [
  'paragraph-start',
  'sentence-start',
  'first-paragraph',
  'opens-long',
  'inside-long',
  'closes-long',
  'inside-first',
  'inside-last',
] as const;
type Place = (typeof PLACES)[number];
/** Names of the inputs; a model holds those that it has learned. */
export const INPUTS: readonly string[] = [...PLACES, ...FLAGS];
const PLACE = Object.fromEntries(PLACES.map((place, number) => [place, number])) as Record<Place, number>;

/** Pairs with fewer words hold names and single words rather than what was said. */
const LONG = 4;

/** What is said of tokens, by numbers. */
interface Told {
  add(token: number, number: number): void;
  has(token: number, number: number): boolean;
}

/** The inputs of each token, as numbers of `INPUTS`. */
export function inputsOf(view: View): number[][] {
  const inputs = Array.from({ length: view.size }, (): number[] => []);
  tellAll(view, {
    add: (token, number) => inputs[token]!.push(number),
    has: (token, number) => inputs[token]!.includes(number),
  });
  return inputs;
}

/** Tells the inputs of each token as a network numbers them: -1 for those that it doesn't know. */
export function inputTeller(numbers: readonly number[]): (view: View, told: Told) => void {
  const places = Int32Array.from(PLACES, (_, place) => numbers[place]!);
  const flags = Int32Array.from(FLAGS, (_, flag) => (flag === FLAG.length ? -1 : numbers[PLACES.length + flag]!));
  return (view, told) => {
    visitFlags(view, (token, flag) => {
      if (flags[flag]! >= 0) told.add(token, flags[flag]!);
    });
    const say = (token: number, place: Place): void => {
      const number = places[PLACE[place]]!;
      if (number >= 0 && token >= 0 && token < view.size && !told.has(token, number)) told.add(token, number);
    };
    sayStarts(view, say);
    sayPairs(view, say);
  };
}

const tellAll = inputTeller([...INPUTS.keys()]);

type Say = (token: number, place: Place) => void;

/** Where paragraphs and sentences begin. */
function sayStarts({ context, size }: View, say: Say): void {
  const { index, paragraphOf, sentenceOf } = context;
  for (let i = 0; i < size; i++) {
    if (i === 0 || paragraphOf[i] !== paragraphOf[i - 1]) say(i, 'paragraph-start');
    if (i === 0 || sentenceOf[i] !== sentenceOf[i - 1]) say(i, 'sentence-start');
    if (paragraphOf[i] === 0 && index.paragraphs.length > 1) say(i, 'first-paragraph');
  }
}

/** What stands at the marks and between them. */
function sayPairs({ context, size }: View, say: Say): void {
  const { tokens, pairOpenedAt } = context;
  for (const pair of pairOpenedAt.values()) {
    const close = pairEnd(pair, tokens);
    say(pair.open + 1, 'inside-first');
    say(close - 1, 'inside-last');
    if (countWords(tokens, pair.open + 1, close) < LONG) continue;
    say(pair.open, 'opens-long');
    say(close, 'closes-long');
  }
  // the outermost pair holds all that stands in it: each token is passed once
  let end = 0;
  for (let i = 0; i < size; i++) {
    if (i < end) say(i, 'inside-long');
    const pair = pairOpenedAt.get(i);
    if (!pair) continue;
    const close = pairEnd(pair, tokens);
    if (close > end && countWords(tokens, pair.open + 1, close) >= LONG) end = close;
  }
}

/** Tokens that are read at once at most. */
const MOST = 600;

/** An article in pieces: paragraphs together as far as there is room, longer ones by their sentences. */
export function piecesOf({ context: { index, tokens } }: View): { first: number; last: number }[] {
  const starts = new Set([...index.paragraphs, ...index.sentences].map(({ first }) => first));
  const breaks = new Set(index.paragraphs.map(({ first }) => first));
  const pieces: { first: number; last: number }[] = [];
  let first = 0;
  while (first < tokens.length) {
    const limit = Math.min(tokens.length, first + MOST);
    let cut = limit;
    if (limit < tokens.length) {
      cut = lastOf(breaks, first, limit) ?? lastOf(starts, first, limit) ?? limit;
    }
    pieces.push({ first, last: cut });
    first = cut;
  }
  return pieces;
}

/** The last of some tokens that is behind `first`, not behind `limit`. */
function lastOf(tokens: ReadonlySet<number>, first: number, limit: number): number | null {
  for (let i = limit; i > first; i--) if (tokens.has(i)) return i;
  return null;
}
