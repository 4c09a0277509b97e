/**
 * Where a station writes what it sees of a candidate: named features, a number each (0 where nothing is written). The same
 * function describes candidates to the trainer (`Sheet`) and to a finished model (`Row`).
 */
export interface Features {
  /** Sets a feature; the last value written stands. */
  put(name: string, value?: number): void;
  /** Sets the feature `family=value`: one of many words, kinds or rules. */
  of(family: string, value: string): void;
}

/** A name that a station writes: its column, its family's values where it has some, and the name that was written after it last. */
interface Written {
  readonly name: string;
  readonly column: number;
  readonly values: ReadonlyMap<string, number> | undefined;
  next: Written | null;
}

/** Other names than a station's own (`'in.' + kind`) are few; a station that makes them without end would be remembered for ever. */
const MOST_NAMES = 4096;

/**
 * One candidate's features by a model's columns; features that the model doesn't know are passed over. `clear` before each candidate.
 *
 * A station writes the same names in nearly the same order for every candidate: what followed a name the last time is tried first, and
 * a name is looked up only where that was another one.
 */
export class Row implements Features {
  readonly values: Float32Array;
  /** The columns by their names; those of each family by their values, so that no name need be built. */
  readonly #columns = new Map<string, number>();
  readonly #families = new Map<string, Map<string, number>>();
  /** The columns of the features that are not 0, the first `#count` of it. */
  readonly #touched: Int32Array;
  #count = 0;
  readonly #written = new Map<string, Written>();
  readonly #first: Written = { name: '', column: -1, values: undefined, next: null };
  #last: Written = this.#first;

  constructor(names: readonly string[]) {
    this.values = new Float32Array(names.length);
    this.#touched = new Int32Array(names.length);
    names.forEach((name, column) => {
      this.#columns.set(name, column);
      const at = name.indexOf('=');
      if (at < 0) return;
      const family = name.slice(0, at);
      if (!this.#families.has(family)) this.#families.set(family, new Map());
      this.#families.get(family)!.set(name.slice(at + 1), column);
    });
  }

  put(name: string, value = 1): void {
    const { column } = this.#find(name);
    if (column >= 0) this.#set(column, value);
  }

  of(family: string, value: string): void {
    const column = this.#find(family).values?.get(value);
    if (column !== undefined) this.#set(column, 1);
  }

  clear(): this {
    for (let i = 0; i < this.#count; i++) this.values[this.#touched[i]!] = 0;
    this.#count = 0;
    this.#last = this.#first;
    return this;
  }

  #find(name: string): Written {
    const guess = this.#last.next;
    if (guess !== null && guess.name === name) {
      this.#last = guess;
      return guess;
    }
    return this.#look(name);
  }

  #look(name: string): Written {
    let written = this.#written.get(name);
    if (!written) {
      written = { name, column: this.#columns.get(name) ?? -1, values: this.#families.get(name), next: null };
      if (this.#written.size < MOST_NAMES) this.#written.set(name, written);
    }
    this.#last.next = written;
    this.#last = written;
    return written;
  }

  #set(column: number, value: number): void {
    if (value === 0) return;
    if (this.values[column] === 0) this.#touched[this.#count++] = column;
    this.values[column] = value;
  }
}
