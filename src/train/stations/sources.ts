/** Trains where sources begin and end, on the annotated sources of quotations whose cue and content are given. */
import { bind } from '../../learned/layout.ts';
import type { Context } from '../../quotations/context.ts';
import { ends, starts } from '../../quotations/sources/candidates.ts';
import type { SourceModels } from '../../quotations/sources/choose.ts';
import { describeEnds, describeStarts, endLayout, startLayout } from '../../quotations/sources/features.ts';
import { type BoostOptions, boost } from '../boost.ts';
import type { Lesson } from '../lesson.ts';
import { Sheet } from '../sheet.ts';
import { type GoldSaying, goldSayings } from './sayings.ts';

const STARTS: BoostOptions = { aim: 'choice', trees: 120, leaves: 16, rate: 0.15, leastRows: 20, features: 0.4 };
const ENDS: BoostOptions = { aim: 'choice', trees: 80, leaves: 16, rate: 0.15, leastRows: 20, features: 0.4 };

export function trainSources(lessons: readonly Lesson[], about = ''): SourceModels {
  const beginnings = new Sheet();
  const endings = new Sheet();
  let group = 0;
  for (const lesson of lessons) {
    for (const one of goldSayings(lesson)) {
      if (!one.hasSource) continue;
      group++;
      addStarts(beginnings, group, lesson.context, one);
      addEnds(endings, group, lesson.context, one);
    }
  }
  return {
    starts: bind(boost(beginnings, { ...STARTS, about }), startLayout),
    ends: bind(boost(endings, { ...ENDS, about }), endLayout),
  };
}

function addStarts(sheet: Sheet, group: number, context: Context, { said, source }: GoldSaying): void {
  const right = source?.[0] ?? -1;
  describeStarts(context, said, starts(context, said), (row, token) => {
    sheet.begin(token === right ? 1 : 0, group).fill(startLayout.names, row);
  });
}

function addEnds(sheet: Sheet, group: number, context: Context, { said, source }: GoldSaying): void {
  if (!source) return;
  describeEnds(context, said, source[0], ends(context, said, source[0]), (row, end) => {
    sheet.begin(end === source[1] ? 1 : 0, group).fill(endLayout.names, row);
  });
}
