/** Elements of one page or document at most: a tree takes a kilobyte for each. A book of a thousand pages has as many. */
export const MOST_ELEMENTS = 500_000;

export class TooManyElements extends Error {
  constructor() {
    super('it has more than 500,000 elements: no article has');
  }
}
