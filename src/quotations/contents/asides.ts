/**
 * `قال مسؤول | طلب عدم ذكر اسمه | إن`, `نقلت الوكالة عن مسؤول | لم تسمه | أن`, `قال المدير | ، الذي أكد المحامي براءته، | إن`: that somebody
 * isn't named, or what else is told of him, is no part of who speaks or what is said. The stations see the sentence without it, and what is said
 * without the dots that it begins with: `«| ... | الجسر مغلق»`.
 */
import { askedOnce, type Lexicon } from '../../lexicon/index.ts';
import type { MarkPair, TextIndex, Token } from '../../text/index.ts';
import { stemOf } from '../choosing.ts';
import {
  buildContext,
  type Context,
  complementiser,
  isColon,
  isComma,
  isDash,
  isStop,
  keyAt,
  matchAt,
  type NameMention,
  readings,
  sentenceAt,
} from '../context.ts';
import { factsOf } from '../facts.ts';
import { isFiniteCue } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

/** Tokens: first, and behind the last. */
type Aside = readonly [number, number];

/** What is told of why at most. */
const REASON = 12;

const isNegation = (key: string): boolean => isWordAfterConjunction('not', key);

/** Whether a clause may begin with the word, or something is left out: nearly all begin nothing, and nothing need be looked for. */
const mayBegin = askedOnce(({ kind, key, form }): boolean => {
  if (kind !== 'word') return isDots(form);
  if (isWord('relative', key) || isWord('described-as', key)) return true;
  return isNegation(key) || isWordAfterConjunction('keeps-back', key);
});

const isDots = (form: string): boolean => form === '…' || /^\.{2,}$/.test(form);

/**
 * The token behind `طلب عدم ذكر اسمه`, `رفض الإفصاح عن هويته`, `لم تسمه`, `لم يشأ ذكر اسمه`, `وصفتها بالمطلعة | أن`; -1 where no such clause
 * begins.
 */
function unnamedEnd(context: Context, i: number): number {
  const is = (group: Parameters<typeof isWord>[0], k: number): boolean => isWord(group, keyAt(context, k));
  if (is('described-as', i) && keyAt(context, i + 1).startsWith('بال') && complementiser(context.tokens[i + 2]))
    return i + 2;
  const negated = isNegation(keyAt(context, i));
  if (!negated && !isWordAfterConjunction('keeps-back', keyAt(context, i))) return -1;
  if (negated && is('unnamed-by', i + 1)) return i + 2;
  let at = negated ? i + 2 : i + 1;
  if (is('lack', at)) at++;
  if (is('undisclosed', at)) at++;
  else if (!negated) return -1;
  if (is('leads-to-topic', at)) at++;
  return isWord('identity', stemOf(keyAt(context, at))) ? at + 1 : -1;
}

/** `طلب عدم ذكر اسمه | لأنه غير مخول بالحديث`. */
function withReason(context: Context, at: number, limit: number): number {
  if (at >= limit || !isWord('reason', context.tokens[at]!.key)) return Math.min(at, limit);
  let end = at;
  while (end < limit && end - at < REASON && !isBound(context, end)) end++;
  return end === limit || isBound(context, end) ? end : at;
}

/** What no such clause runs across. */
function isBound(context: Context, i: number): boolean {
  const token = context.tokens[i]!;
  if (isComma(token) || isColon(token) || isDash(token) || isStop(token) || token.kind === 'quote') return true;
  if (isFiniteCue(context, i)) return true;
  return complementiser(token) !== null && !isWord('reason', context.tokens[i - 1]!.key);
}

/** The token behind the reporting word it belongs to: `قال | مسؤول طلب`, `بحسب | مسؤول طلب`; -1 in what is said (`قال إن المسؤول طلب`). */
function behindCue(context: Context, i: number, first: number): number {
  for (let k = i - 1; k >= first; k--) {
    const token = context.tokens[k]!;
    if (complementiser(token) || isColon(token) || context.pairOpenedAt.get(k)?.close === null) return -1;
    const phrase = matchAt(context, 'attribution', k);
    if (phrase) return phrase.last;
    if (isFiniteCue(context, k) || hands(context, k)) return k + 1;
  }
  return -1;
}

/** `نقل`, which may also be a noun. */
const hands = (context: Context, k: number): boolean =>
  isWordAfterConjunction('relays', context.tokens[k]!.key) && readings(context, context.tokens[k]).length > 0;

/** `مسؤول طلب عدم ذكر اسمه | قال`, `ناشطة رفضت كشف اسمها |:`. */
const leadsOn = (context: Context, end: number): boolean =>
  isColon(context.tokens[end]) || (end < context.tokens.length && isFiniteCue(context, end));

/** `قال | مسؤول طلب`: nobody in particular, right behind the reporting word; not `أعلن | الجيش مقتل قيادي لم`. */
function isUnnamed(context: Context, i: number): boolean {
  const facts = factsOf(context);
  return !facts.has(i, 'definite') && (facts.match('role', i) ?? facts.match('source', i)) !== null;
}

/** Whether the clause tells of who speaks: what is said begins behind it, a comma closes it, or it is all that stands behind the reporting word. */
function isOfSpeaker(context: Context, begin: number, end: number, first: number): boolean {
  if (leadsOn(context, end)) return true;
  const behind = behindCue(context, begin, first);
  if (behind < 0) return false;
  const next = context.tokens[end];
  if (isComma(next) || complementiser(next) || next?.kind === 'quote') return true;
  return isUnnamed(context, behind);
}

/** What a relative clause about who speaks has of tokens at most. */
const CLAUSE = 24;

/** The token behind `قال المدير | ، الذي أكد المحامي براءته، | إن`: a clause that reports nothing, though a word of it might; -1 where there is none. */
function relativeEnd(context: Context, i: number, limit: number): number {
  const { tokens } = context;
  if (!isComma(tokens[i - 1])) return -1;
  let reports = false;
  for (let k = i + 1; k < Math.min(limit, i + CLAUSE); k++) {
    const token = tokens[k]!;
    if (isColon(token)) return reports ? k : -1;
    if (isComma(token) && (complementiser(tokens[k + 1]) || tokens[k + 1]?.kind === 'quote')) return reports ? k : -1;
    // the main verb, behind the clause
    if (isComma(token) && k + 1 < tokens.length && isFiniteCue(context, k + 1)) return -1;
    if (token.kind === 'quote' || complementiser(token) || isStop(token)) return -1;
    reports ||= isFiniteCue(context, k) && hasObject(context, k);
  }
  return -1;
}

/** `الذي أعلنت | الشركة إقالته`, `الذي أكد | إفلاسه`; not `الذي قال أمس: «…»`, whose words follow. */
const hasObject = ({ tokens }: Context, cue: number): boolean =>
  tokens[cue + 1]?.kind === 'word' && !isWord('adjunct', tokens[cue + 1]!.key) && !isWord('time', tokens[cue + 1]!.key);

/** The clauses of the article about who speaks, with the commas around them that nothing but they ask for. */
function asidesOf(context: Context): Aside[] {
  const { words, insideOf, pairOpenedAt } = context;
  const found: Aside[] = [];
  let over = 0;
  for (let i = 0; i < words.length; i++) {
    if (!mayBegin(words[i]!)) continue;
    const leftOut = words[i]!.kind !== 'word';
    // dots behind an opening mark: something was left out
    if (leftOut ? !pairOpenedAt.has(i - 1) : i < over || insideOf[i]) continue;
    const aside = leftOut ? ([i, i + 1] as const) : clauseAt(context, i);
    if (!aside) continue;
    found.push(aside);
    over = aside[1];
  }
  return found;
}

/** The clause about who speaks that begins with a word or the relative pronoun before it; null where none does. */
function clauseAt(context: Context, i: number): Aside | null {
  const { tokens, index, paragraphOf } = context;
  const sentence = sentenceAt(context, i);
  const line = index.paragraphs[paragraphOf[i]!]!;
  const [first, last] = [Math.max(sentence.first, line.first), Math.min(sentence.last, line.last)];
  const clause = isWord('relative', keyAt(context, i)) ? relativeEnd(context, i, last) : -1;
  if (clause >= 0 && i - 1 > first && behindCue(context, i, first) >= 0) return withCommas(tokens, i, clause);
  const named = unnamedEnd(context, i);
  if (named < 0 || named > last) return null;
  const end = withReason(context, named, last);
  const begin = isWord('relative', keyAt(context, i - 1)) ? i - 1 : i;
  return begin > first && isOfSpeaker(context, begin, end, first) ? withCommas(tokens, begin, end) : null;
}

/** `مسؤول | ، طلب عدم ذكر اسمه، | إن`, `مسؤول | لم يذكر اسمه، | أن`. */
function withCommas(tokens: readonly Token[], begin: number, end: number): Aside {
  const before = isComma(tokens[begin - 1]);
  const behind = isComma(tokens[end]);
  const next = tokens[behind ? end + 1 : end];
  const opens = complementiser(next) !== null || next?.kind === 'quote';
  return [before && (behind || opens) ? begin - 1 : begin, behind && (before || opens) ? end + 1 : end];
}

/** What the stations read of an article: without the clauses about who speaks. */
export function contextOf(index: TextIndex, mentions: readonly NameMention[], lexicon: Lexicon): Context {
  const whole = buildContext(index, mentions, lexicon);
  const asides = asidesOf(whole);
  if (asides.length === 0) return whole;
  const rest = withoutAsides(index, mentions, asides);
  return buildContext(rest.index, rest.mentions, lexicon);
}

/** The article without some stretches: tokens are counted anew, every span stays where it was in the text. */
function withoutAsides(
  whole: TextIndex,
  mentions: readonly NameMention[],
  asides: readonly Aside[],
): { index: TextIndex; mentions: NameMention[] } {
  const size = whole.tokens.length;
  const gone = new Uint8Array(size);
  for (const [first, last] of asides) gone.fill(1, first, last);
  const place = new Int32Array(size + 1);
  for (let i = 0; i < size; i++) place[i + 1] = place[i]! + (gone[i] ? 0 : 1);
  const rest: TextIndex = { text: whole.text, tokens: [], sentences: [], paragraphs: [], marks: [] };
  const named: NameMention[] = [];
  // Written out with all names in their order, and pushed: what is spread or mapped has hidden classes of its own, for which all that read
  // tokens and sentences would be compiled once more.
  for (const { index, kind, form, key, spaced, start, end } of whole.tokens)
    if (!gone[index]) rest.tokens.push({ index: place[index]!, kind, form, key, spaced, start, end });
  for (const { index, paragraph, first, last, start, end } of whole.sentences)
    rest.sentences.push({ index, paragraph, first: place[first]!, last: place[last]!, start, end });
  for (const { index, first, last, start, end } of whole.paragraphs)
    rest.paragraphs.push({ index, first: place[first]!, last: place[last]!, start, end });
  for (const pair of whole.marks) if (!gone[pair.open]) rest.marks.push(movedPair(pair, place));
  for (const { entity, start, end, first, last, type } of mentions)
    if (!gone.subarray(first, last).includes(1))
      named.push({ entity, start, end, first: place[first]!, last: place[last]!, type });
  return { index: rest, mentions: named };
}

function movedPair({ start, end, open, close, depth, style, fragments }: MarkPair, place: Int32Array): MarkPair {
  const moved: MarkPair = { start, end, open: place[open]!, close: close && place[close]!, depth, style };
  if (fragments) moved.fragments = fragments;
  return moved;
}
