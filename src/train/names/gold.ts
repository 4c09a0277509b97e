/** The annotated articles that names are learned from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readGold } from '../../evaluate/gold.ts';
import { foldsOfOutlets, NAMED, readNames } from '../../evaluate/standoff.ts';
import type { NamedText } from './lessons.ts';

/** Folders of annotated articles; those of `dev` belong to no outlet's fold: they are one of their own. */
const FOLDERS = ['news', 'names', 'dev'] as const;
export const DEV_FOLD = 5;

/**
 * All articles under a folder of gold, told as `news/300-anc-BH.txt`, and those annotated here, whose text is in `news`; an outlet's further
 * articles belong to the fold of its others.
 */
export function readNamedGold(folder: string, news: string): NamedText[] {
  const gold = FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
    readGold(join(folder, name)).map(({ file, text, mentions, fold }) => ({
      file: `${name}/${file}`,
      text,
      mentions,
      fold: name === 'dev' ? DEV_FOLD : fold,
    })),
  );
  if (!existsSync(NAMED)) return gold;
  return [...gold, ...readNames(NAMED, news, foldsOfOutlets(readGold(join(folder, 'news'))))];
}

/** The outlet of an annotated article: `news/311-goud-ma.txt` -> `goud-ma`. */
export const outletOf = (file: string): string => file.replace(/^.*\//, '').replace(/^\d+-|\.txt$/g, '');
