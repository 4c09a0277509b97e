/** For `--explain`: the content that was chosen and its closest rival, how probable they were, and the features that told them apart. */
import type { Layout } from '../../learned/layout.ts';
import { type Forest, reasons } from '../../learned/trees.ts';
import type { Evidence } from '../../model.ts';
import { spanOf } from '../context.ts';
import { cueLayout, describeCue } from '../cues/features.ts';
import type { StationModels } from '../models.ts';
import type { View } from '../view.ts';
import type { CueChances } from './chances.ts';
import { began, describeEnd, endLayout, endsOf } from './ends.ts';
import type { Proposal } from './propose.ts';

const told = (view: View, layout: Layout, row: Float32Array, chance: number, model: Forest): string =>
  [
    chance.toFixed(2),
    ...reasons(model, layout.spread(row, view.lines), 4).map(
      ({ name, effect }) => `${name} ${effect > 0 ? '+' : ''}${effect.toFixed(1)}`,
    ),
  ].join('; ');

export function explainContent(
  view: View,
  chances: CueChances,
  one: Proposal,
  models: Pick<StationModels, 'contents.cues' | 'contents.ends'>,
): Evidence[] {
  const { cue, start } = one;
  const content = began(view, chances, cue, start);
  const ends = endsOf(view, cue, start);
  const end = (rule: string, last: number, chance: number): Evidence => {
    const row = describeEnd(content, last, ends.indexOf(last), ends.length, endLayout.row());
    const words = spanOf(view.context, start.token, last + 1);
    return { field: 'content', rule, words, note: told(view, endLayout, row, chance, models['contents.ends']) };
  };
  const row = describeCue(view, cue, cueLayout.row());
  const words = spanOf(view.context, cue.token, cue.after);
  return [
    { field: 'cue', rule: 'model', words, note: told(view, cueLayout, row, one.cueChance, models['contents.cues']) },
    end('best', one.last, one.endChance),
    ...(one.rivalLast < 0 ? [] : [end('rival', one.rivalLast, one.endRival)]),
  ];
}
