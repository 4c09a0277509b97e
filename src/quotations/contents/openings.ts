/** How a content was opened: what leads to it from its cue. */
import { type Context, complementiser, isColon } from '../context.ts';
import { prepositionAt } from '../cues/features.ts';
import { FLAG, has, openBefore, type View, wordBefore } from '../view.ts';
import type { Proposal } from './propose.ts';
import { isStartBy } from './starts.ts';

export interface Opening {
  rule: string;
  /** The word or sign that led there, for `--explain`. */
  at: number;
}

/** What opens the content; null where it stands before its cue. */
export function openingOf(view: View, { cue, start, nominal }: Proposal): Opening | null {
  const { context } = view;
  const { tokens } = context;
  const content = start.token;
  if (content < cue.after) return null;
  const word = wordBefore(view, content, cue.after);
  const comp = isStartBy(start, 'complementiser') ? complementiser(tokens[word]) : null;
  if (comp) {
    const before = colonBetween(context, cue.after, word);
    if (before >= 0) return { rule: 'colon/clause', at: before };
    const frame = word > cue.after ? prepositionAt(view, word - 1) : undefined;
    return { rule: `clause/${comp.bi ? 'bi-anna' : (frame ?? (comp.inna ? 'inna' : 'anna'))}`, at: word };
  }
  const open = openBefore(view, content);
  const marked = context.pairOpenedAt.has(open);
  const colon = colonBetween(context, Math.max(word, cue.after - 1), content);
  if (colon >= 0) return { rule: marked ? 'colon/mark' : 'colon/plain', at: colon };
  const frame = prepositionAt(view, word);
  if (marked) return { rule: `mark/${frame ?? (open === cue.after ? 'adjacent' : 'subject')}`, at: open };
  if (nominal < 0.5) return { rule: 'clause/plain', at: content };
  const bi = has(view, content, FLAG.bi) || tokens[word]?.key === 'ب';
  return { rule: `nominal/${frame ?? (bi ? 'bi' : 'acc')}`, at: content };
}

function colonBetween(context: Context, first: number, last: number): number {
  for (let i = last - 1; i >= Math.max(first, last - 4); i--) if (isColon(context.tokens[i])) return i;
  return -1;
}
