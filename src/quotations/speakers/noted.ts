/** Adds to a short list what isn't in it: for a dozen a set takes longer, and ten times the memory. */
export function addOnce<T>(list: T[], one: T): void {
  if (!list.includes(one)) list.push(one);
}

/** What is noted of somebody, each once, in a set that is made for the first of it: of most who could speak nothing is ever noted. */
export class Noted<T> implements Iterable<T> {
  #set: Set<T> | null = null;

  get size(): number {
    return this.#set?.size ?? 0;
  }

  has(one: T): boolean {
    return this.#set?.has(one) ?? false;
  }

  add(one: T): void {
    this.#set ??= new Set();
    this.#set.add(one);
  }

  [Symbol.iterator](): Iterator<T> {
    return (this.#set ?? []).values();
  }
}
