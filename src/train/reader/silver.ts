/** News as several readers together see it: what a reader learns before the annotated articles. */
import { entitiesAndNames } from '../../analyze.ts';
import type { NameModels } from '../../entities/index.ts';
import { defaultLexicon } from '../../lexicon/index.ts';
import { ruledAttributions } from '../../quotations/attributions/index.ts';
import { contextOf } from '../../quotations/contents/asides.ts';
import type { Reader } from '../../quotations/index.ts';
import { viewOf } from '../../quotations/view.ts';
import { indexText } from '../../text/index.ts';
import type { Encoder } from '../examples.ts';
import { type ReadExample, softExamples } from './examples.ts';

/** The examples of each text; `models` finds its names. */
export function* silverExamples(
  encoder: Encoder,
  texts: Iterable<string>,
  models: NameModels | undefined,
  teachers: readonly Reader[],
): Generator<ReadExample[]> {
  for (const text of texts) {
    const index = indexText(text);
    const { names } = entitiesAndNames(index, models ? { models } : {});
    const context = contextOf(index, names, defaultLexicon());
    const view = viewOf(context, ruledAttributions(context));
    yield softExamples(encoder, view, together(teachers.map((teacher) => teacher.read(view))));
  }
}

/** The mean of what readers think. */
function together(hints: readonly Float32Array[]): Float32Array {
  return hints[0]!.map((_, i) => hints.reduce((sum, one) => sum + one[i]!, 0) / hints.length);
}
