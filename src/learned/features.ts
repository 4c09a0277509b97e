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

/** The columns that a model knows, by name; names of a family are found without building a string. */
export class Columns {
  readonly names: readonly string[];
  readonly #plain = new Map<string, number>();
  readonly #families = new Map<string, Map<string, number>>();

  constructor(names: readonly string[]) {
    this.names = names;
    names.forEach((name, column) => {
      this.#plain.set(name, column);
      const at = name.indexOf('=');
      if (at < 0) return;
      const family = name.slice(0, at);
      const known = this.#families.get(family);
      if (known) known.set(name.slice(at + 1), column);
      else this.#families.set(family, new Map([[name.slice(at + 1), column]]));
    });
  }

  column(name: string): number | undefined {
    return this.#plain.get(name);
  }

  columnOf(family: string, value: string): number | undefined {
    return this.#families.get(family)?.get(value);
  }
}

/** One candidate's features by a model's columns; features that the model doesn't know are passed over. `clear` before each candidate. */
export class Row implements Features {
  readonly values: Float32Array;
  readonly #columns: Columns;
  readonly #touched: Int32Array;
  #count = 0;

  constructor(columns: Columns) {
    this.#columns = columns;
    this.values = new Float32Array(columns.names.length);
    this.#touched = new Int32Array(columns.names.length);
  }

  put(name: string, value = 1): void {
    this.#set(this.#columns.column(name), value);
  }

  of(family: string, value: string): void {
    this.#set(this.#columns.columnOf(family, value), 1);
  }

  clear(): this {
    for (let i = 0; i < this.#count; i++) this.values[this.#touched[i]!] = 0;
    this.#count = 0;
    return this;
  }

  #set(column: number | undefined, value: number): void {
    if (column === undefined || value === 0) return;
    if (this.values[column] === 0) this.#touched[this.#count++] = column;
    this.values[column] = value;
  }
}
