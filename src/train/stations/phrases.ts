/** Trains the model that tells attribution phrases and their ends (`src/quotations/attributions/index.ts`). */
import { overlap, wordEnds } from '../../evaluate/words.ts';
import type { Forest } from '../../learned/trees.ts';
import { describePhrase, proposalsAt } from '../../quotations/attributions/index.ts';
import { spanOf } from '../../quotations/context.ts';
import { boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';

export function trainPhrases(lessons: readonly Lesson[]): { phrases: Forest } {
  const sheet = new Sheet();
  for (const { gold, context } of lessons) {
    if (!gold.attributions) continue;
    const wanted = gold.attributions.map((phrase) => wordEnds(gold.text, [phrase]));
    for (const { index } of context.tokens)
      for (const proposal of proposalsAt(context, index)) {
        const words = wordEnds(gold.text, [spanOf(context, proposal.site.first, proposal.last)]);
        const share = Math.max(0, ...wanted.map((one) => overlap(one, words)));
        // the right end counts, not only half of the words
        sheet.begin(share >= 0.5 ? share ** 2 : 0);
        describePhrase(context, proposal, sheet);
      }
  }
  const phrases = boost(sheet, {
    aim: 'logistic',
    trees: 120,
    leaves: 12,
    leastRows: 10,
    leastSeen: 12,
    features: 0.3,
    about: 'attribution phrases and their ends',
  });
  return { phrases };
}
