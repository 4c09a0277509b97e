import { DamerauLevenshteinDistance } from 'natural/lib/natural/distance/index.js';

/** A command that makes no sense: exit code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** What somebody may have meant: `tabel` -> `table`, `--formt` -> `--format`; null where nothing is near. */
export function suggest(word: string, known: readonly string[]): string | null {
  const bare = (name: string): string => name.replace(/^-+/, '').toLowerCase();
  const near = known
    .map((name) => ({ name, distance: DamerauLevenshteinDistance(bare(word), bare(name), { restricted: true }) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(bare(name).length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name ?? known.find((name) => bare(word).length > 1 && bare(name).startsWith(bare(word))) ?? null;
}

/** `unknown format 'tabel'`, with what is near to it or what there is. */
export function unknown(what: string, word: string, known: readonly string[]): UsageError {
  const near = suggest(word, known);
  return new UsageError(`unknown ${what} '${word}'`, near ? `did you mean ${near}?` : `there are: ${known.join(', ')}`);
}
