/** The models of the stations of cues and contents, and those that ship. */
import { laidForest } from '../../learned/file.ts';
import type { Layout } from '../../learned/layout.ts';
import type { Forest } from '../../learned/trees.ts';
import cueText from '../cues/cues.model.txt';
import { cueLayout } from '../cues/features.ts';
import type { QuotationModels } from '../models.ts';
import { acceptLayout } from './accept.ts';
import endText from './ends.model.txt';
import { endLayout } from './ends.ts';
import exactText from './exact.model.txt';
import foundText from './found.model.txt';
import nominalText from './nominal.model.txt';
import startText from './starts.model.txt';
import { startLayout } from './starts.ts';

export interface ContentModels {
  cues: Forest;
  starts: Forest;
  ends: Forest;
  found: Forest;
  exact: Forest;
  nominal: Forest;
}

/** Their places in a row and the files in which they ship. */
export const CONTENT_MODELS: Record<keyof ContentModels, { layout: Layout; file: string; text: string }> = {
  cues: { layout: cueLayout, file: 'src/quotations/cues/cues.model.txt', text: cueText },
  starts: { layout: startLayout, file: 'src/quotations/contents/starts.model.txt', text: startText },
  ends: { layout: endLayout, file: 'src/quotations/contents/ends.model.txt', text: endText },
  found: { layout: acceptLayout, file: 'src/quotations/contents/found.model.txt', text: foundText },
  exact: { layout: acceptLayout, file: 'src/quotations/contents/exact.model.txt', text: exactText },
  nominal: { layout: acceptLayout, file: 'src/quotations/contents/nominal.model.txt', text: nominalText },
};

const NAMES = Object.keys(CONTENT_MODELS) as (keyof ContentModels)[];

const SHIPPED = NAMES.map((name) =>
  laidForest(`contents.${name}`, CONTENT_MODELS[name].text, CONTENT_MODELS[name].layout),
);

/** The models that were handed in as `contents.cues` …, or those that ship. */
export function contentModels(models: QuotationModels): ContentModels {
  const given = NAMES.every((name) => models[`contents.${name}`]);
  const all = NAMES.map((name, i) => [name, given ? models[`contents.${name}`] : SHIPPED[i]!()]);
  return Object.fromEntries(all) as ContentModels;
}

/** Their names among all models of the stations. */
export const namedContents = (models: ContentModels): Record<string, Forest> =>
  Object.fromEntries(NAMES.map((name) => [`contents.${name}`, models[name]]));
