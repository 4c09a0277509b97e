/** The models of names that never learned from an article's fold, as `npm run train` leaves them in its cache. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NameModels } from '../../entities/index.ts';
import { SPAN_LAYOUT } from '../../entities/spans/describe.ts';
import { createTagger } from '../../entities/tagger/index.ts';
import { readForest } from '../../learned/file.ts';
import { bind } from '../../learned/layout.ts';
import { readModel } from '../../network/modelFile.ts';
import { DEV_FOLD } from './gold.ts';

export const NAME_CACHE = '.cache/train';

/** The models of each fold (null: of the development articles); undefined where they haven't been made. */
export function foldNames(cache = NAME_CACHE): (fold: number | null) => NameModels | undefined {
  const read = new Map<number, NameModels | undefined>();
  return (fold) => {
    const number = fold ?? DEV_FOLD;
    if (!read.has(number)) read.set(number, readFold(cache, number));
    return read.get(number);
  };
}

function readFold(cache: string, fold: number): NameModels | undefined {
  const file = join(cache, `names-fold-${fold}.bin`);
  const trees = join(cache, `names-fold-${fold}.spans.txt`);
  if (!existsSync(file) || !existsSync(trees)) return undefined;
  const spans = bind(readForest(readFileSync(trees, 'utf8')), SPAN_LAYOUT);
  return { tagger: createTagger(readModel(readFileSync(file), file)), spans };
}
