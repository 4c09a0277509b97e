/** Entries that are kept from one document to the next. */
const MOST_KEPT = 1 << 18;

/** Small numbers said of tokens in their places, in the order in which they were said; one store for all documents. */
export class TokenBits {
  /** The first and last entry of each token, -1 for none; of each entry the number and the next entry. */
  #first = new Int32Array(0);
  #last = new Int32Array(0);
  #number = new Int32Array(4096);
  #next = new Int32Array(4096);
  #count = 0;

  /** For a document of so many tokens, with nothing said. */
  begin(tokens: number): this {
    // what the longest document needed isn't kept for the others
    if (this.#number.length > MOST_KEPT) {
      this.#number = new Int32Array(4096);
      this.#next = new Int32Array(4096);
    }
    if (this.#first.length < tokens || this.#first.length > Math.max(MOST_KEPT, 4 * tokens)) {
      this.#first = new Int32Array(tokens * 2);
      this.#last = new Int32Array(tokens * 2);
    }
    this.#first.fill(-1, 0, tokens);
    this.#count = 0;
    return this;
  }

  add(token: number, number: number): void {
    const at = this.#count++;
    if (at === this.#number.length) this.#grow();
    this.#number[at] = number;
    this.#next[at] = -1;
    if (this.#first[token]! < 0) this.#first[token] = at;
    else this.#next[this.#last[token]!] = at;
    this.#last[token] = at;
  }

  any(token: number): boolean {
    return this.#first[token]! >= 0;
  }

  has(token: number, number: number): boolean {
    for (let at = this.#first[token]!; at >= 0; at = this.#next[at]!) if (this.#number[at] === number) return true;
    return false;
  }

  /** Writes what was said of a token from a place on; how much it was. */
  copy(token: number, into: Uint32Array, to: number): number {
    let end = to;
    for (let at = this.#first[token]!; at >= 0; at = this.#next[at]!) into[end++] = this.#number[at]!;
    return end - to;
  }

  #grow(): void {
    const [number, next] = [this.#number, this.#next];
    this.#number = new Int32Array(number.length * 2);
    this.#next = new Int32Array(next.length * 2);
    this.#number.set(number);
    this.#next.set(next);
  }
}
