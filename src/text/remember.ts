/**
 * A memory of the last few thousand answers to a question about a string. Two generations: what is asked again survives when the older
 * one is forgotten, so a long run keeps the frequent words.
 */
export function remembering<Answer>(limit: number, answer: (key: string) => Answer): (key: string) => Answer {
  let young = new Map<string, Answer>();
  let old = new Map<string, Answer>();
  return (key) => {
    let known = young.get(key);
    if (known !== undefined) return known;
    known = old.get(key);
    if (known === undefined) known = answer(key);
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(apart(key), known);
    return known;
  };
}

/** A string that is no slice of an article, which would be kept in memory with it: V8 copies only short slices. */
export const apart = (word: string): string => (word.length < 13 ? word : `${word[0]}${word}`.slice(1));

/** What a function gives, made when it is first asked for. */
export function whenAsked<Made extends object>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
