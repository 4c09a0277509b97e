/**
 * Annotations that stand apart from their articles: a line an article, with the file of `data/news` and the id under which its text
 * lies there (`src/train/annotated.jsonl`). Offsets as in the gold.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { GoldArticle } from './gold.ts';

/** Annotations of our own. */
export const ANNOTATED = 'src/train/annotated.jsonl';

interface StandOff extends Omit<GoldArticle, 'text' | 'fold'> {
  /** The collection that has the text, and the article's id in it. */
  news: string;
  id: string;
  outlet: string;
}

/**
 * The annotated articles whose text is at hand under `news`. `foldOfOutlet`: the fold in which an outlet is measured, so that no
 * article of it is learned from when it is.
 */
export function readStandOff(
  file: string,
  news: string,
  foldOfOutlet: (outlet: string) => number | null,
): GoldArticle[] {
  const annotated = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as StandOff);
  const texts = new Map<string, Map<string, string>>();
  for (const collection of new Set(annotated.map((one) => one.news))) {
    const wanted = new Set(annotated.filter((one) => one.news === collection).map(({ id }) => id));
    texts.set(collection, textsOf(join(news, collection), wanted));
  }
  return annotated.flatMap(({ news: collection, id, outlet, ...rest }) => {
    const text = texts.get(collection)?.get(id);
    return text === undefined ? [] : [{ ...rest, text, fold: foldOfOutlet(outlet) }];
  });
}

function textsOf(file: string, wanted: ReadonlySet<string>): Map<string, string> {
  const found = new Map<string, string>();
  if (!existsSync(file)) return found;
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (!line) continue;
    const { id, text } = JSON.parse(line) as { id: string; text: string };
    if (wanted.has(id)) found.set(id, text.replace(/^\uFEFF/, ''));
  }
  return found;
}

/** The fold of each outlet, as the articles of a folder of gold are split. */
export function foldsOfOutlets(articles: readonly GoldArticle[]): (outlet: string) => number | null {
  const folds = new Map(articles.map(({ file, fold }) => [file.replace(/^\d+-|\.txt$/g, ''), fold]));
  return (outlet) => folds.get(outlet) ?? null;
}
