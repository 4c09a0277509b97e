/** The trainer's side of a station's features: rows as they come, columns as they appear. */
import type { Features } from '../learned/features.ts';

/** Rows of candidates, sparse. `begin` starts a row; `label` and `group` belong to the row begun last. */
export class Sheet implements Features {
  readonly #columns = new Map<string, number>();
  readonly names: string[] = [];
  readonly rows: Map<number, number>[] = [];
  readonly labels: number[] = [];
  readonly groups: number[] = [];
  readonly weights: number[] = [];

  /** A new candidate. Rows of one group are rivals of each other and stand together. */
  begin(label: number, group = this.rows.length, weight = 1): this {
    this.rows.push(new Map());
    this.labels.push(label);
    this.groups.push(group);
    this.weights.push(weight);
    return this;
  }

  put(name: string, value = 1): void {
    let column = this.#columns.get(name);
    if (column === undefined) {
      column = this.names.push(name) - 1;
      this.#columns.set(name, column);
    }
    this.rows.at(-1)!.set(column, value);
  }

  of(family: string, value: string): void {
    this.put(`${family}=${value}`);
  }
}
