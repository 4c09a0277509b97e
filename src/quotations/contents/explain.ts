/** For `--explain`: the content that was chosen and its closest rival, how probable they were, and the features that told them apart. */
import { type Forest, reasons } from '../../learned/trees.ts';
import type { Evidence } from '../../model.ts';
import { spanOf } from '../context.ts';
import { cueLayout, describeCue } from '../cues/features.ts';
import type { CueCandidate } from '../cues/index.ts';
import type { View } from '../view.ts';
import type { CueChances } from './chances.ts';
import type { Weighed } from './choose.ts';
import { began, describeEnd, endLayout, endsOf } from './ends.ts';
import type { ProposalModels } from './propose.ts';

const told = (chance: number, model: Forest, row: Float32Array): string =>
  [
    chance.toFixed(2),
    ...reasons(model, row, 4).map(({ name, effect }) => `${name} ${effect > 0 ? '+' : ''}${effect.toFixed(1)}`),
  ].join('; ');

export function explainContent(
  view: View,
  sites: ReadonlyMap<number, CueCandidate>,
  chances: CueChances,
  one: Weighed,
  models: Pick<ProposalModels, 'cues' | 'ends'>,
): Evidence[] {
  const { cue, start, last, rivalLast } = one;
  const cueWords = spanOf(view.context, cue.token, cue.after);
  const list: Evidence[] = [
    {
      field: 'cue',
      rule: 'model',
      words: cueWords,
      note: told(one.cueChance, models.cues, cueLayout.spread(describeCue(view, cue, cueLayout.row()), view.lines)),
    },
  ];
  const content = began(view, chances, sites, cue, start);
  const ends = endsOf(view, cue, start);
  for (const [rule, end, chance] of [
    ['best', last, one.endChance],
    ['rival', rivalLast, one.endRival],
  ] as const) {
    if (end < start.token) continue;
    const row = describeEnd(content, end, ends.indexOf(end), ends.length, endLayout.row());
    list.push({
      field: 'content',
      rule,
      words: spanOf(view.context, start.token, end + 1),
      note: told(chance, models.ends, endLayout.spread(row, view.lines)),
    });
  }
  return list;
}
