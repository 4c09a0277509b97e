/** `«العمل سيبدأ غداً» | يوضح سامي نور`: marks that open a sentence, and behind them who says what they hold. */
import { countWords, matchAt, pairEnd } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { isDefinite } from '../sources/noun-phrases.ts';
import { FLAG, has, type View, wordBefore } from '../view.ts';
import { opensSentence } from './extents.ts';
import { pauses } from './interrupted.ts';

/** Words of a pair at least: shorter ones are names and titles. */
const SHORTEST = 4;

/** First and last word of what stands in the marks before a verb of saying and its subject; null where no such verb stands there. */
export function saidBefore(view: View, { site, token, after }: CueCandidate): { token: number; last: number } | null {
  if (site?.role !== 'verb' || site.negated || site.relative) return null;
  const { proclitic, suffix, form } = site.reading;
  if (proclitic || suffix || !form.lemma.frames.includes('direct') || !isSubject(view, after)) return null;
  const { context } = view;
  let closed = token - 1;
  while (pauses(view, closed)) closed--;
  const pair = context.pairClosedAt.get(closed);
  // on the next line another sentence begins
  if (!pair || context.paragraphOf[closed] !== context.paragraphOf[token]) return null;
  if (countWords(context.tokens, pair.open + 1, closed) < SHORTEST || !opensSentence(view, pair.open)) return null;
  const last = wordBefore(view, pairEnd(pair, context.tokens), pair.open + 1);
  return last > pair.open + 1 ? { token: pair.open + 1, last } : null;
}

/** A name, an office or a definite noun, behind which nothing else is reported. */
function isSubject(view: View, i: number): boolean {
  const { context } = view;
  const mention = context.mentionAt[i];
  const office = matchAt(context, 'role', i);
  const word = context.tokens[i];
  if (!mention && !office && !(word?.kind === 'word' && isDefinite(word.key))) return false;
  const behind = mention?.last ?? office?.last ?? i + 1;
  return !has(view, behind, FLAG.complementiser) && !has(view, behind, FLAG.colon);
}
