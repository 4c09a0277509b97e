/** Trains the model that tells attribution phrases and their ends (`src/quotations/attributions/index.ts`). */
import { overlap, wordEnds } from '../../evaluate/words.ts';
import { describePhrase, type PhraseModels, proposalsAt, wholeOf } from '../../quotations/attributions/index.ts';
import { spanOf } from '../../quotations/context.ts';
import { type BoostOptions, boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';

const SIZE: Omit<BoostOptions, 'aim'> = { trees: 100, leaves: 10, leastRows: 8, leastSeen: 10, features: 0.3 };

export function trainPhrases(lessons: readonly Lesson[]): PhraseModels {
  const heads = new Sheet();
  const ends = new Sheet();
  let group = 0;
  for (const { gold, context } of lessons) {
    if (!gold.attributions) continue;
    const wanted = gold.attributions.map((phrase) => wordEnds(gold.text, [phrase]));
    for (const { index } of context.tokens) {
      const rivals = proposalsAt(context, index);
      const whole = wholeOf(rivals);
      if (!whole) continue;
      const shares = rivals.map(({ site, last }) => {
        const words = wordEnds(gold.text, [spanOf(context, site.first, last)]);
        return Math.max(0, ...wanted.map((one) => overlap(one, words)));
      });
      const most = Math.max(...shares);
      heads.begin(most >= 0.5 ? 1 : 0);
      describePhrase(context, whole, heads);
      if (most < 0.5) continue;
      group++;
      rivals.forEach((proposal, i) => {
        ends.begin(shares[i] === most ? 1 : 0, group);
        describePhrase(context, proposal, ends);
      });
    }
  }
  return {
    phrases: boost(heads, { ...SIZE, aim: 'logistic', about: 'attribution phrases' }),
    phraseEnds: boost(ends, { ...SIZE, aim: 'choice', about: 'ends of attribution phrases' }),
  };
}
