/** How a content was opened: what leads to it from its cue. */
import type { MarkPair } from '../../text/index.ts';
import { type Context, complementiser, isColon } from '../context.ts';
import { FLAG, has, openBefore, type View, wordBefore } from '../view.ts';
import type { Weighed } from './choose.ts';
import { isStartBy } from './starts.ts';

/** Where the content of a cue begins. */
export interface Opening {
  rule: string;
  kind: 'clause' | 'mark' | 'colon' | 'nominal';
  /** The tokens between the cue and the complementiser, colon or mark: subject and adjuncts. */
  gapEnd: number;
  /** First token of the content (a mark, where the content stands in marks). */
  content: number;
  pair?: MarkPair;
  /** Words that led there, for `--explain`. */
  at: number;
}

const FRAME_OF = ['ila', 'ala', 'min', 'an'] as const;

/** How the content was opened, for the stations that look at what stands between cue and content; null where it stands before its cue. */
export function openingOf(view: View, { cue, start, nominal }: Weighed): Opening | null {
  const { context } = view;
  const { tokens } = context;
  const content = start.token;
  if (content < cue.after) return null;
  const word = wordBefore(view, content, cue.after);
  const open = openBefore(view, content);
  const pair = context.pairOpenedAt.get(open);
  const more = pair ? { content: open, pair } : { content };
  const colon = colonBetween(context, Math.max(word, cue.after - 1), content);
  const comp = word >= 0 ? complementiser(tokens[word]) : null;
  if (word >= 0 && comp && isStartBy(start, 'complementiser')) {
    const frame = FRAME_OF.find((flag) => word - 1 >= cue.after && has(view, word - 1, FLAG[flag]));
    const rule = `clause/${frame && !comp.bi ? frame : comp.bi ? 'bi-anna' : comp.inna ? 'inna' : 'anna'}`;
    const before = colonBetween(context, cue.after, word);
    if (before >= 0) return { rule: 'colon/clause', kind: 'clause', gapEnd: before, at: before, ...more };
    return { rule, kind: 'clause', gapEnd: frame && !comp.bi ? word - 1 : word, at: word, ...more };
  }
  if (colon >= 0)
    return {
      rule: pair ? 'colon/mark' : 'colon/plain',
      kind: pair ? 'mark' : 'colon',
      gapEnd: colon,
      at: colon,
      ...more,
    };
  const frame = word >= 0 ? FRAME_OF.find((flag) => has(view, word, FLAG[flag])) : undefined;
  const bi = has(view, content, FLAG.bi) || (word >= 0 && tokens[word]!.key === 'ب');
  if (pair)
    return {
      rule: `mark/${frame ?? (open === cue.after ? 'adjacent' : 'subject')}`,
      kind: 'mark',
      gapEnd: frame ? word : open,
      at: open,
      ...more,
    };
  const noun = nominal >= 0.5;
  return {
    rule: noun ? `nominal/${frame ?? (bi ? 'bi' : 'acc')}` : 'clause/plain',
    kind: noun ? 'nominal' : 'clause',
    gapEnd: frame ? word : content,
    at: content,
    ...more,
  };
}

function colonBetween(context: Context, first: number, last: number): number {
  for (let i = last - 1; i >= Math.max(first, last - 4); i--) if (isColon(context.tokens[i])) return i;
  return -1;
}
