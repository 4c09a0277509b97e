/** Input bits of a word, by their numbers: phrases of the lists, parts of names, its shape, its habits in news. */

/** Kinds of the phrase lists, in the order of their bits in `phraseKinds`. */
export const KINDS = [
  'big-city',
  'arab-town',
  'other-town',
  'territory',
  'zone-city',
  'followed',
  'wiki-person',
  'wiki-place',
  'wiki-organisation',
  'news-person',
  'news-place',
  'news-organisation',
  'news-work',
  'here-person',
  'here-place',
  'here-organisation',
  'here-work',
] as const;
/** The bit of a beginning of a longer phrase. */
export const BEGINNING = 0x80000000;
/** Longest phrase of the lists, in tokens. */
export const LONGEST_PHRASE = 7;
export const NAME_BUCKETS = 7;
/** Bits a stem may have in `habits`: what names it was part of in news that a first network read. */
export const HABITS = 16;

const PHRASE_BITS = KINDS.length * 4;
export const FIRST_NAME_BIT = PHRASE_BITS;
export const FIRST_SHAPE_BIT = FIRST_NAME_BIT + 3 * NAME_BUCKETS;
export const FIRST_HABIT_BIT = FIRST_SHAPE_BIT + 4;
export const ALL_BITS = FIRST_HABIT_BIT + HABITS;
