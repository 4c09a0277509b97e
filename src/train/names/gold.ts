/** The annotated articles that names are learned from. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readGold } from '../../evaluate/gold.ts';
import type { NamedText } from './lessons.ts';

/** Folders of annotated articles; those of `dev` belong to no outlet's fold: they are one of their own. */
const FOLDERS = ['news', 'names', 'dev'] as const;
export const DEV_FOLD = 5;

/** All articles under a folder of gold; their files are told as `news/300-anc-BH.txt`. */
export function readNamedGold(folder: string): NamedText[] {
  return FOLDERS.filter((name) => existsSync(join(folder, name))).flatMap((name) =>
    readGold(join(folder, name)).map(({ file, text, mentions, fold }) => ({
      file: `${name}/${file}`,
      text,
      mentions,
      fold: name === 'dev' ? DEV_FOLD : fold,
    })),
  );
}

/** The outlet of an annotated article: `news/311-goud-ma.txt` -> `goud-ma`. */
export const outletOf = (file: string): string => file.replace(/^.*\//, '').replace(/^\d+-|\.txt$/g, '');
