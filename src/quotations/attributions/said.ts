/** A quotation as the stations see it that look around its cue: who is spoken to, where, and through which outlet. */
import type { Features } from '../../learned/features.ts';
import { counter, describeInside, neighbour, type TokenRange } from '../choosing.ts';
import { type Context, complementiser, isComma, readings, sentenceAt } from '../context.ts';
import { clamp } from '../describe.ts';
import { factsOf } from '../facts.ts';
import { meanHinted, mostHinted } from '../hints.ts';
import { isDefinite, isFiniteCue } from '../sources/noun-phrases.ts';

export interface Said {
  /** Token of the cue, or of the sign or phrase that stands for one; -1 where there is none. */
  cue: number;
  content: TokenRange;
  source: TokenRange | null;
}

/** Where it is said: the cue, or without one the content's first token. */
export const anchorOf = ({ cue, content }: Said): number => (cue < 0 ? content[0] : cue);

/** No further from cue or content is looked. */
const REACH = 60;

/** Where to look: the tokens of the cue's sentence (and of the content's end) that are no content of its own. */
export function frameOf(context: Context, said: Said): TokenRange[] {
  const { content } = said;
  const at = anchorOf(said);
  const sentence = sentenceAt(context, at);
  const last = Math.max(sentence.last, sentenceAt(context, Math.max(content[0], content[1] - 1)).last);
  const left = Math.max(sentence.first, at - REACH);
  const right = Math.min(last, Math.max(at, content[1]) + REACH);
  const frame: TokenRange[] = [];
  if (left < Math.min(content[0], right)) frame.push([left, Math.min(content[0], right)]);
  if (content[1] < right && at >= content[0]) frame.push([Math.min(at, content[1]), right]);
  else if (content[1] < right && content[1] <= last) frame.push([content[1], Math.min(right, content[1] + 30)]);
  return frame;
}

/** The lemma of the cue; empty where it is no reporting word. */
export const lemmaOf = (context: Context, { cue }: Said): string =>
  (cue >= 0 && readings(context, context.tokens[cue])[0]?.form.lemma.lemma) || '';

/** The quotation itself, the same for all that may be told beside it. */
function describeSaid(context: Context, { cue, content, source }: Said, to: Features): void {
  const form = cue < 0 ? undefined : readings(context, context.tokens[cue])[0]?.form;
  if (form) {
    to.of('cueKind', form.kind);
    to.of('lemma', form.lemma.lemma);
  } else if (cue >= 0) to.of('cueKey', context.tokens[cue]!.key);
  to.put('nullSource', source ? 0 : 1);
  to.put('contentWords', Math.min(60, content[1] - content[0]));
}

/** Finite reporting verbs among tokens. */
export const finiteCues = counter(isFiniteCue);
const commas = counter(({ tokens }, i) => isComma(tokens[i]));
const clauses = counter(
  (context, i) => factsOf(context).has(i, 'complementiser') && complementiser(context.tokens[i]) !== null,
);

/** Where a span stands to the cue, the content and the source of a quotation; or that there is none. */
export function describePlace(context: Context, said: Said, span: TokenRange | null, to: Features): void {
  const { content, source } = said;
  const at = anchorOf(said);
  describeSaid(context, said, to);
  if (!span) {
    to.put('none', 1);
    return;
  }
  const [first, last] = span;
  const where = first >= content[1] ? 'afterContent' : first > at ? 'gap' : last <= at ? 'beforeCue' : 'around';
  to.of('where', where);
  to.put('distance', first > at ? first - at : at - last);
  to.put('signed', first - at);
  to.put('toContent', clamp(content[0] - last, -30, 30));
  const [from, until] = [Math.min(last, at + 1), Math.max(first, at)];
  to.put('cuesBetween', finiteCues(context, from, until));
  to.put('commasBetween', commas(context, from, until));
  to.put('clausesBetween', clauses(context, from, until));
  if (source) {
    to.put('fromSource', clamp(first - source[1], -20, 20));
    to.put('sourceAfterCue', source[0] > at ? 1 : 0);
    to.put('behindSource', first >= source[1] ? 1 : 0);
  }
  const { first: start } = sentenceAt(context, first);
  to.put('sentenceStart', Math.min(20, first - start));
}

/** A medium or an addressee whose noun stands at `head`: its words, a noun phrase if `whole`, what stands around, what the network thinks of it (`hint`). */
export function describeSpan(
  context: Context,
  [first, last]: TokenRange,
  head: number,
  whole: boolean,
  hint: number,
  to: Features,
): void {
  to.put('definite', isDefinite(context.tokens[head]!.key) ? 1 : 0);
  to.put('words', last - first);
  to.put('reach', whole ? 1 : 0);
  neighbour(context, first - 1, 'before', to);
  neighbour(context, last, 'after', to);
  neighbour(context, last - 1, 'last', to);
  describeInside(context, [head, last], to);
  to.put('hint.mean', meanHinted(context, first, last, hint));
  to.put('hint.beside', mostHinted(context, last, last + 2, hint));
}
