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
    young.set(key, known);
    return known;
  };
}
