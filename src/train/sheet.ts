/** The trainer's side of a station's features: rows as they come, columns as they appear. */
import type { Features } from '../learned/features.ts';

/** Rows of candidates, sparse. `begin` starts a row; `label` and `group` belong to the row begun last. */
export class Sheet implements Features {
  readonly #columns = new Map<string, number>();
  readonly #pending = new Map<number, number>();
  #cells = new Uint16Array(1 << 12);
  #values = new Float32Array(1 << 12);
  readonly #ends: number[] = [];
  #size = 0;
  readonly names: string[] = [];
  readonly labels: number[] = [];
  readonly groups: number[] = [];
  readonly weights: number[] = [];

  get count(): number {
    return this.labels.length;
  }

  /** A new candidate. Rows of one group are rivals of each other and stand together. */
  begin(label: number, group = this.count, weight = 1): this {
    this.#close();
    this.labels.push(label);
    this.groups.push(group);
    this.weights.push(weight);
    return this;
  }

  put(name: string, value = 1): void {
    this.#pending.set(this.#column(name), value);
  }

  of(family: string, value: string): void {
    this.put(`${family}=${value}`);
  }

  /** All features of a row of a layout (`src/learned/layout.ts`) that are not 0. */
  fill(names: readonly string[], row: ArrayLike<number>): void {
    for (let i = 0; i < row.length; i++) if (row[i] !== 0) this.put(names[i]!, row[i]!);
  }

  /** Every cell that was written, row by row. */
  each(visit: (row: number, column: number, value: number) => void): void {
    this.#close();
    let at = 0;
    this.#ends.forEach((end, row) => {
      for (; at < end; at++) visit(row, this.#cells[at]!, this.#values[at]!);
    });
  }

  #column(name: string): number {
    let column = this.#columns.get(name);
    if (column === undefined) {
      column = this.names.push(name) - 1;
      this.#columns.set(name, column);
    }
    return column;
  }

  #close(): void {
    if (this.#ends.length === this.labels.length) return;
    if (this.#size + this.#pending.size > this.#cells.length) {
      const size = 2 * this.#cells.length + this.#pending.size;
      const [cells, values] = [new Uint16Array(size), new Float32Array(size)];
      cells.set(this.#cells);
      values.set(this.#values);
      this.#cells = cells;
      this.#values = values;
    }
    for (const [column, value] of this.#pending) {
      this.#cells[this.#size] = column;
      this.#values[this.#size++] = value;
    }
    this.#pending.clear();
    this.#ends.push(this.#size);
  }
}
