/** Medium: in what something was said (`في مؤتمر صحفي`, `عبر حسابه على إكس`), without the outlet's name and relative clauses. */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import { askedOnce } from '../../lexicon/index.ts';
import type { TextSpan } from '../../model.ts';
import type { Token } from '../../text/index.ts';
import { bare, isWall, likeliest, type Rated, ratedRivals, type TokenRange } from '../choosing.ts';
import { type Context, isComma, isDash, isTagged, matchAt, spanOf, trimRange, without } from '../context.ts';
import { HINT } from '../hints.ts';
import { hasConjunction, hasPreposition, hasPronoun, withoutConjunction } from '../letters.ts';
import { isPreposition, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { isPlatform } from './outlets.ts';
import { describePlace, describeSpan, frameOf, type Said } from './said.ts';

/** A noun of the medium, with what may be attached to it. */
const isMediumNoun = askedOnce(
  ({ kind, key }): boolean =>
    kind === 'word' &&
    (isWord('medium', bare(withoutConjunction(key).replace(/^ب/, ''))) ||
      isWord('medium', key.replace(/ا$/, '')) ||
      isWord('medium', key)),
);

/** `خلال`, `وعبر`: words of occasion; 1 where it is a preposition, `وفي` too, or adjunct of another kind. */
const occasionOf = askedOnce(({ key }): 0 | 1 | 2 => {
  if (isWordAfterConjunction('by-medium', key)) return 2;
  return isPreposition(unjoined(key)) || isWord('adjunct', key) ? 1 : 0;
});

/** `في` of `وفي`; another word as it is. */
const unjoined = (key: string): string =>
  hasConjunction(key) && (isPreposition(key.slice(1)) || isWord('by-medium', key.slice(1))) ? key.slice(1) : key;

/** `في بيان`, `خلال لقائه`, `بيانا`, `ببيان`: the length of the preposition in tokens (0 where it is attached or missing), or -1. */
function mediumAt(context: Context, i: number): number {
  const { tokens, words } = context;
  const noun = (k: number): boolean =>
    tokens[k]?.kind === 'word' && (isMediumNoun(words[k]!) || matchAt(context, 'medium', k) !== null);
  const occasion = occasionOf(words[i]!);
  if (occasion > 0)
    return noun(i + 1) || (occasion === 2 && isNominal(context, i + 1)) || isPlatform(context, i + 1) ? 1 : -1;
  return noun(i) ? 0 : -1;
}

/** `خلال | الوقفة`: after a preposition of occasion any noun may follow. */
const isNominal = (context: Context, i: number): boolean =>
  context.tokens[i]?.kind === 'word' &&
  !isPreposition(context.tokens[i]!.key) &&
  !isWall(context, i) &&
  !isWord('time', context.tokens[i]!.key);

/** `في تصريح | لصحيفة «س»`, `في حديث | لـ«س»`: the outlet's name is no part of the medium. */
const isToOutlet = (context: Context, i: number): boolean =>
  context.tokens[i]!.key === 'ل' || (context.tokens[i]!.key[0] === 'ل' && matchAt(context, 'outlet', i) !== null);

/** What may stand behind a medium: a preposition, time, adjunct or mark, or what belongs to it. */
const mayFollow = ({ key, kind }: Token): boolean =>
  kind === 'quote' || isPreposition(key) || hasPreposition(key) || FOLLOWING.some((group) => isWord(group, key));
const FOLLOWING = ['time', 'adjunct', 'medium'] as const;

const MOST = 40;

/** All spans that may tell the medium. */
export function mediumSpans(context: Context, said: Said): TokenRange[] {
  const spans: TokenRange[] = [];
  const { tokens } = context;
  for (const [from, to] of frameOf(context, said)) {
    for (let i = from; i < to && spans.length < MOST; i++) {
      if (i === said.cue || tokens[i]!.kind !== 'word') continue;
      const lead = mediumAt(context, i);
      if (lead < 0 || (lead === 0 && i > from && mediumAt(context, i - 1) > 0)) continue;
      const head = i + lead;
      if (head === said.cue || isTaken(context, i, head)) continue;
      const reach = nounPhraseEnd(context, head, to);
      let ends = 0;
      for (let k = head + 1; k <= to && k - head <= 16 && ends < 6; k++) {
        const wall = k === to || k === said.cue || isWall(context, k) || isComma(tokens[k]) || isDash(tokens[k]);
        const last = wall || isToOutlet(context, k) || isWord('of-the-medium', tokens[k]!.key);
        // `في منشور على | حسابه`, `في الندوة على | أن`: no end behind a preposition
        const { key } = tokens[k - 1]!;
        const dangling = k > head + 1 && (isPreposition(key) || isWord('occasion', key));
        if (!dangling && (last || k === reach || k === head + 1 || mayFollow(tokens[k]!))) {
          spans.push([i, k]);
          ends++;
        }
        if (last) break;
      }
    }
  }
  return spans;
}

/** `علق على | كلام النائب`: what is answered or commented on is no medium; `على هامش`, `على حسابه` may be one. */
const isTaken = ({ tokens }: Context, i: number, head: number): boolean =>
  isWord('ala', tokens[i]!.key) && isWord('commented', tokens[head]!.key);

/** `فيه`, `من خلاله`: a pronoun behind the cue that takes up the medium: `ألقى كلمة أكد فيها`. */
function takesUp({ tokens }: Context, { cue }: Said): boolean {
  const next = cue < 0 ? undefined : tokens[cue + 1]?.key;
  return isWord('takes-up', next) || (isWord('min', next) && isWord('takes-up', tokens[cue + 2]?.key));
}

/** A medium, or that there is none (`null`), as the model sees it. */
export function describeMedium(context: Context, said: Said, span: TokenRange | null, to: Features): void {
  const { tokens } = context;
  to.put('takesUp', takesUp(context, said) ? 1 : 0);
  describePlace(context, { ...said, source: null }, span, to);
  if (!span) return;
  const [first, last] = span;
  const lead = Math.max(0, mediumAt(context, first));
  const head = tokens[first + lead]!;
  to.put('lead', lead);
  to.of('preposition', lead ? unjoined(tokens[first]!.key) : 'none');
  to.of('head', bare(head.key));
  to.put('pronoun', hasPronoun(head.key) ? 1 : 0);
  const match = matchAt(context, 'medium', first + lead);
  for (const tag of match?.word.tags ?? []) to.of('tag', tag);
  if (match) to.put('matched', match.last === last ? 1 : match.last > last ? -1 : 2);
  to.of('lastWord', bare(tokens[last - 1]!.key));
  if (tokens[last]) to.of('next', tokens[last]!.key);
  to.put('nextContent', Math.min(6, Math.abs(said.content[0] - last)));
  const whole = nounPhraseEnd(context, first + lead, last) === last;
  describeSpan(context, span, first + lead, whole, HINT.medium, to);
}

/** Of 609 articles that the model didn't learn from F1 is 73 at 0.3, 75 from 0.42 on; of 322 others 83 and 86. */
const LEAST = 0.45;
/** Where a pronoun takes it up. */
const LEAST_TAKEN_UP = 0.25;

/** The medium that is likeliest to be right by half. */
export function mediumOf(context: Context, said: Said, model: Forest | undefined): TextSpan | null {
  const best = likeliestTogether(
    ratedRivals(model, mediumSpans(context, said), (span, to) => describeMedium(context, said, span, to)),
  );
  if (!best || best.p < (takesUp(context, said) ? LEAST_TAKEN_UP : LEAST)) return null;
  const [first, last] = trimRange(context, best.one[0], platformEnd(context, best.one[1]));
  return first < last ? fromPreposition(context, first, last) : null;
}

/** `و | في بيان`, `و | خلال مؤتمر`: the conjunction before the preposition is no part of the medium. */
function fromPreposition(context: Context, first: number, last: number): TextSpan {
  const { key } = context.tokens[first]!;
  return without(spanOf(context, first, last), key.length - unjoined(key).length);
}

/** `في تغريدة على حسابه | في «إكس»`: the platform behind an account belongs to the medium, marks and all. */
function platformEnd(context: Context, end: number): number {
  const { tokens, mentionAt, pairOpenedAt } = context;
  if (!hasPronoun(tokens[end - 1]?.key ?? '') || !isMediumNoun(context.words[end - 1]!)) return end;
  let at = end;
  if (isWord('occasion', tokens[at]?.key)) at++;
  if (isTagged(context, 'outlet', at, 'head')) at++;
  const pair = pairOpenedAt.get(at);
  const name = pair ? at + 1 : at;
  if (name === end || !isPlatform(context, name)) return end;
  const last = Math.max(name + 1, mentionAt[name]?.last ?? 0);
  if (!pair) return last;
  // `على صفحته «فيسبوك يمنعنا من الكلام»`: the marks hold what is said
  return pair.close === last ? last + 1 : end;
}

/**
 * The span that would most likely share half of its words with the right one (`في منشور على حسابه` where both `في منشور` and `في منشور
 * على حسابه الرسمي` may be right), with the share of all that overlap it.
 */
export function likeliestTogether(list: readonly Rated<TokenRange>[]): Rated<TokenRange> | null {
  const best = likeliest(
    list.map(({ one, p }) => ({
      one,
      // where several do equally well, the likeliest of them
      p: list.reduce((sum, other) => (shares(one, other.one) >= 0.5 ? sum + other.p : sum), p / 1000),
    })),
  );
  if (!best) return null;
  return { one: best.one, p: list.reduce((sum, { one, p }) => (shares(one, best.one) > 0 ? sum + p : sum), 0) };
}

/** The share of their tokens that two ranges have in common. */
function shares([a, b]: TokenRange, [c, d]: TokenRange): number {
  const common = Math.min(b, d) - Math.max(a, c);
  return common > 0 ? common / (b - a + (d - c) - common) : 0;
}
