/**
 * The words that all networks over the same words remember, and their slots: the rows that a word has in the store of each network. A
 * hand goes round the slots for one that is free: whoever was met since it came by last is passed over, oftener met words more than once.
 * Of a hundred tokens of many outlets' news in turn the words of 26 are worked out with 7,000 slots, of 33 where two generations of half as
 * many take turns. A thousand slots more take 2 MB more a thread (for two networks).
 */
import { askedOnce, defaultLexicon, type Known, wordCalled, wordsCalled } from '../lexicon/index.ts';
import { type Lexicon, lookUp, type Word } from './words.ts';

/** Slots, far more than a block has words. */
export const SLOTS = 7_000;
/** Times at most that the hand passes over a word that isn't met any more; two networks meet it twice an article. */
const MOST_CHANCES = 6;
/** The slot of a word that waits for one. */
const WAITING = -1;

type Tokens = readonly { readonly key: string }[];

interface Range {
  readonly first: number;
  readonly last: number;
}

export class Slots {
  readonly #word: (known: Known) => Word;
  readonly #documents = new WeakMap<Tokens, readonly Word[]>();
  /** Of each slot the number of its word, the last block that met it, and how often the hand will pass over it. */
  readonly #owners = new Int32Array(SLOTS);
  readonly #met = new Int32Array(SLOTS);
  readonly #chances = new Uint8Array(SLOTS);
  #block = 0;
  #hand = 0;

  constructor(lexicon: Lexicon) {
    // words of one key in several spellings are one here
    const called = askedOnce(({ key }) => lookUp(lexicon, key));
    this.#word = askedOnce((known) => called(wordCalled(known.lexicon, known.key)));
  }

  /** What is known of the words of a document; asked by both networks. */
  words(tokens: Tokens): readonly Word[] {
    const read = this.#documents.get(tokens);
    if (read) return read;
    const words: Word[] = [];
    for (const known of wordsCalled(defaultLexicon(), tokens)) words.push(this.#word(known));
    this.#documents.set(tokens, words);
    return words;
  }

  /** Gives each word of a block a slot; no other word of the block takes it away. */
  place(words: readonly Word[], block: readonly Range[]): void {
    this.#block++;
    const fresh: Word[] = [];
    for (const { first, last } of block)
      for (let t = first; t < last; t++) {
        const word = words[t]!;
        const { slot } = word;
        if (slot === WAITING) continue;
        if (this.#owners[slot] !== word.number) {
          word.slot = WAITING;
          fresh.push(word);
        } else if (this.#met[slot] !== this.#block) {
          this.#met[slot] = this.#block;
          if (this.#chances[slot]! < MOST_CHANCES) this.#chances[slot]!++;
        }
      }
    for (const word of fresh) {
      word.slot = this.#free();
      this.#owners[word.slot] = word.number;
      this.#met[word.slot] = this.#block;
      this.#chances[word.slot] = 0;
    }
  }

  #free(): number {
    for (;;) {
      const slot = this.#hand;
      this.#hand = slot + 1 === SLOTS ? 0 : slot + 1;
      if (this.#met[slot] === this.#block) continue;
      if (this.#chances[slot] === 0) return slot;
      this.#chances[slot]!--;
    }
  }
}

const slotsOf = new WeakMap<Lexicon, Slots>();

/** The slots of all networks over a lexicon. */
export function sharedSlots(lexicon: Lexicon): Slots {
  let slots = slotsOf.get(lexicon);
  if (!slots) {
    slots = new Slots(lexicon);
    slotsOf.set(lexicon, slots);
  }
  return slots;
}
