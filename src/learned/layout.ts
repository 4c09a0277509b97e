/**
 * Where a station's features stand in a row of numbers. Names are settled once, so that the many candidates of an article are described
 * by plain writes to a typed array; a model's columns are bound to these places when it is read.
 */
import { type Forest, forest, type Lines } from './trees.ts';

/** The names in lines of them: `'cue.p rank'` holds two. */
export type LabelsIn<Line extends string> = Line extends `${infer Name} ${infer Rest}` ? Name | LabelsIn<Rest> : Line;

/** Many short names, apart by blanks. */
export const labels = <const Line extends string>(...lines: readonly Line[]): readonly LabelsIn<Line>[] =>
  lines.flatMap((line) => line.split(' ') as LabelsIn<Line>[]);

export class Layout {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();
  #filed = 0;
  readonly windows: { first: number; width: number }[] = [];

  /**
   * A feature for each name; where they stand. Not stored one by one: of more than twenty V8 makes a hash table, and a write to a row takes
   * 8 ns instead of one.
   */
  scalars<const Line extends string>(...lines: readonly Line[]): Record<LabelsIn<Line>, number> {
    const places = labels(...lines).map((name) => [name, this.names.push(name) - 1]);
    return Object.fromEntries(places) as Record<LabelsIn<Line>, number>;
  }

  /** Features beside each other, named `prefix.name`; the place of the first. */
  block(prefix: string, names: readonly string[]): number {
    const first = this.names.length;
    for (const name of names) this.names.push(`${prefix}.${name}`);
    return first;
  }

  /**
   * A block for some token of the document, all of whose features stand in its line of a table (`Lines`): the block's first cell holds the
   * number of the line, which `scoreOf` follows where a tree asks. A candidate has a dozen of such blocks, and of their thousand features
   * the trees ask some fifty: copying them took three times as long.
   */
  window(prefix: string, names: readonly string[]): number {
    const first = this.block(prefix, names);
    this.windows.push({ first, width: names.length });
    return first;
  }

  placeOf(name: string): number | undefined {
    for (; this.#filed < this.names.length; this.#filed++) this.#places.set(this.names[this.#filed]!, this.#filed);
    return this.#places.get(name);
  }

  row(): Float32Array {
    return new Float32Array(this.names.length);
  }

  /** A row with the lines of its windows written out, as the trainer and explanations read it; no line 0 is ever one of a token. */
  spread(row: Float32Array, { cells, width }: Lines): Float32Array {
    const all = row.slice();
    for (const window of this.windows) {
      const from = row[window.first]! * width;
      for (let k = 0; k < window.width; k++) all[window.first + k] = cells[from + k]!;
    }
    return all;
  }
}

const unknown = 0xffff;

/** The model with its columns at the places of the layout, so that `scoreOf` reads rows of the layout. Throws where the layout lacks a feature. */
export function bind(model: Forest, layout: Layout): Forest {
  const place = model.names.map((name) => layout.placeOf(name) ?? unknown);
  const feature = model.feature.map((column, node) => {
    if (model.left[node] === 0) return 0;
    if (place[column] === unknown) throw new Error(`model asks for an unknown feature: ${model.names[column]}`);
    return place[column]!;
  });
  const bound = withColumns(model, layout.names, feature);
  return layout.windows.length === 0 ? bound : { ...bound, windows: windowsOf(bound, layout) };
}

/** Of each window that the trees ask its first cell, and how many they ask. */
function windowsOf({ feature, left }: Forest, { windows }: Layout): Int32Array {
  const asked = new Set(feature.filter((_, node) => left[node] !== 0));
  return Int32Array.from(
    windows.flatMap(({ first, width }) => {
      let cells = width;
      while (cells > 0 && !asked.has(first + cells - 1)) cells--;
      return cells > 0 ? [first, cells] : [];
    }),
  );
}

/** The model with only the columns that it asks, as it is written to a file. */
export function compact(model: Forest): Forest {
  const used = [...new Set(model.feature.filter((_, node) => model.left[node] !== 0))].sort((a, b) => a - b);
  const place = new Map(used.map((column, at) => [column, at]));
  const names = used.map((column) => model.names[column]!);
  const feature = model.feature.map((column, node) => (model.left[node] === 0 ? 0 : place.get(column)!));
  return withColumns(model, names, feature);
}

const withColumns = (
  { about, roots, base, threshold, left, value }: Forest,
  names: readonly string[],
  feature: Uint16Array,
): Forest => forest({ about, names, roots, base }, { feature, threshold, left, value });
