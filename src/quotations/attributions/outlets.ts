/** The outlets that stand around a quotation: names, `صحيفة «س»`, `للصحيفة`, and the one named before. */
import { bare, stemOf } from '../choosing.ts';
import {
  type Context,
  isComma,
  isTagged,
  matchAt,
  type NameMention,
  pairEnd,
  readings,
  sentenceAt,
  spanOf,
} from '../context.ts';
import { bracketEnd, isDefinite, isFiniteCue, isPreposition, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isOtherAgency, isOutlet } from '../speakers/outlets.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { anchorOf, frameOf, type Said } from './said.ts';

/** An outlet beside a quotation. */
export interface Outlet {
  first: number;
  last: number;
  name: string;
  /** `mention`: a name; `quoted`: words in marks after `لـ` or `صحيفة`; `head`: `وسائل إعلام محلية`, `للصحيفة`; `before`: named before the sentence, `ونقلت عن`. */
  way: 'mention' | 'quoted' | 'head' | 'before';
  /** Where the name begins, or the noun before it: `صحيفة «س»`. */
  lead: number;
}

const MOST = 24;

export const isHead = (context: Context, i: number): boolean =>
  isTagged(context, 'outlet', i, 'head') && !isPlatform(context, i);

/** `على | تويتر`: a platform relays nothing. */
export const isPlatform = (context: Context, i: number): boolean => isTagged(context, 'outlet', i, 'platform');

/** All outlets that stand around a cue. */
export function outletsAround(context: Context, said: Said): Outlet[] {
  const found: Outlet[] = [];
  for (const [from, to] of frameOf(context, said)) {
    for (let i = from; i < to && found.length < MOST; i++) {
      const outlet = outletAt(context, i, to);
      if (
        !outlet ||
        isOthers(context, said, outlet) ||
        found.some(({ first, last }) => first < outlet.last && outlet.first < last)
      )
        continue;
      found.push(underName(context, outlet));
      i = Math.max(i, outlet.last - 1);
    }
  }
  const earlier = outletBefore(context, said);
  if (earlier && !found.some(({ name }) => name === earlier.name)) found.push(earlier);
  return found;
}

/** An outlet beside a quotation that doesn't relay it. */
const isOthers = (context: Context, said: Said, outlet: Outlet): boolean =>
  isOtherAgency(context.tokens.slice(Math.min(outlet.lead, outlet.first), outlet.last).map(({ key }) => key)) ||
  isOfOffice(context, outlet) ||
  isCommented(context, said, outlet) ||
  // `قالت الوزارة إن …، | بينما قال مصدر لـ«س»`: it stands in a clause in which somebody else speaks
  isParted(context, anchorOf(said), outlet.first);

/** `الرئيس التنفيذي | لشبكة النور سامي نور`: the body whose office he holds. */
const isOfOffice = (context: Context, { lead, last }: Outlet): boolean =>
  holdsOffice(context, lead) && context.mentionAt.slice(lead + 1, last + 1).some((mention) => mention?.type === 'PER');

/** `المدير العام | للوكالة`: behind the two words of an office. */
export const holdsOffice = ({ tokens }: Context, i: number): boolean =>
  isWord('office-kind', tokens[i - 1]?.key) && isWordAfterConjunction('office-of', tokens[i - 2]?.key);

/** How far before an outlet is looked for who denies or comments on what it reported. */
const COMMENT = 10;

/** `نافيا ما أوردته | صحيفة «س»`, `ردا على تقرير | للوكالة`: what it reported is denied or commented on. */
function isCommented(context: Context, { cue }: Said, { lead, first }: Outlet): boolean {
  const { tokens } = context;
  let reported = false;
  for (let k = Math.min(lead, first) - 1; k >= Math.max(0, lead - COMMENT) && !isComma(tokens[k]); k--) {
    const { key } = tokens[k]!;
    if (isWord('reported', bare(key))) reported = true;
    else if (reported && (isWordAfterConjunction('reply', key) || denies(context, k))) return true;
    if (k === cue) return false;
  }
  return false;
}

const denies = (context: Context, i: number): boolean =>
  readings(context, context.tokens[i]).some(({ form }) => form.lemma.stance === 'deny');

/** Whether somebody else's clause begins between two tokens: `، بينما | قال`. */
export function isParted(context: Context, one: number, other: number): boolean {
  const last = Math.max(one, other);
  for (let k = Math.min(one, other) + 1; k < last; k++) if (isContrast(context, k)) return true;
  return false;
}

/** `بينما | قال`, `في حين | أكد`; not `فيما يتعلق`. */
function isContrast(context: Context, i: number): boolean {
  const { tokens } = context;
  const { key } = tokens[i]!;
  const isWhile = isWord('while', key) && isWordAfterConjunction('fi', tokens[i - 1]?.key);
  if (!isWhile && !isWordAfterConjunction('contrast', key)) return false;
  return [1, 2, 3].some((k) => tokens[i + k] !== undefined && isFiniteCue(context, i + k));
}

/** `ونقلت عن مسؤول أن`, `ونسبت إليه قوله`: the outlet named last before the sentence. */
function outletBefore(context: Context, said: Said): Outlet | null {
  const { tokens } = context;
  const at = anchorOf(said);
  const { first } = sentenceAt(context, at);
  for (let i = at; i >= Math.max(first, at - 14); i--)
    if (isWordAfterConjunction('relays-from', tokens[i]!.key) && isPreposition(tokens[i + 1]?.key))
      return namedBefore(context, first);
  return null;
}

/** How many tokens back an outlet is looked for that a verb alone takes up. */
const OUTLET_REACH = 400;

function namedBefore(context: Context, before: number): Outlet | null {
  const { mentionAt } = context;
  for (let i = before - 1; i >= Math.max(0, before - OUTLET_REACH); i--) {
    const mention = mentionAt[i];
    const named = mention?.first === i && mention.type === 'ORG' && isOutlet(context, mention.entity);
    const outlet = named || isHead(context, i) ? outletAt(context, i, before) : null;
    if (outlet && outlet.way !== 'head') {
      outlet.way = 'before';
      return outlet;
    }
  }
  return null;
}

function outletAt(context: Context, i: number, limit: number): Outlet | null {
  const { tokens, mentionAt, pairOpenedAt } = context;
  const mention = mentionAt[i];
  if (mention?.first === i && (mention.type === 'ORG' || mention.type === 'MISC')) return ofName(context, mention);
  const opens = pairOpenedAt.has(i);
  if (opens && isPlatform(context, i + 1)) return null;
  if ((opens || tokens[i]!.form === '(') && leadsToOutlet(context, i - 1)) return quoted(context, i, limit, i);
  return mention ? null : listed(context, i, limit);
}

/** A name that may be an outlet's: an organisation, or what is known as one. */
function ofName(context: Context, { first, last, type, entity }: NameMention): Outlet | null {
  // `على منصة أكس`, `شبكة فيسبوك`
  if (isPlatform(context, first - 1) || isPlatform(context, first)) return null;
  if (type !== 'ORG' && !isOutlet(context, entity)) return null;
  return { first, last, name: entity.name, way: 'mention', lead: first };
}

/** An outlet of the lexicon, or the noun of one (`صحيفة`, `وكالة`) with its name, or by itself: `للصحيفة`. */
function listed(context: Context, i: number, limit: number): Outlet | null {
  const { tokens, mentionAt, pairOpenedAt } = context;
  const match = matchAt(context, 'outlet', i);
  if (!match || match.word.tags.includes('platform')) return null;
  if (!match.word.tags.includes('head')) {
    const name = spanOf(context, i, match.last).text.replace(/^[ولب]+(?=ال|و)/, '');
    return { first: i, last: match.last, name, way: 'mention', lead: i };
  }
  if (pairOpenedAt.has(match.last) || tokens[match.last]?.form === '(') {
    if (isPlatform(context, match.last + 1)) return null;
    const inside = quoted(context, match.last, limit, i);
    if (inside) return inside;
  }
  const named = mentionAt[match.last];
  if (named?.first === match.last && named.type !== 'PER' && named.last <= limit)
    return { first: i, last: named.last, name: named.entity.name, way: 'mention', lead: i };
  const last = Math.max(match.last, nounPhraseEnd(context, i, limit));
  const name = spanOf(context, i, last)
    .text.replace(/^[وف]?لل/, 'ال')
    .replace(/^[وف]?[لب](?!ا)/, '');
  return { first: i, last, name, way: 'head', lead: i };
}

/** What stands before an outlet in marks or brackets: `لـ«س»`, `صحيفة «س»`, `تسلمت «س» نسخة`, `مصادر (س)`. */
const leadsToOutlet = (context: Context, i: number): boolean => {
  const key = context.tokens[i]?.key ?? '';
  return key === 'ل' || isHead(context, i) || isWordAfterConjunction('relays', key);
};

function quoted(context: Context, open: number, limit: number, lead: number): Outlet | null {
  const pair = context.pairOpenedAt.get(open);
  const end = pair ? pairEnd(pair, context.tokens) : bracketEnd(context.tokens, open);
  if (
    end === null ||
    end > limit ||
    end - open > 7 ||
    !context.tokens.slice(open + 1, end).some(({ kind }) => kind === 'word')
  )
    return null;
  const mention = context.mentionAt[open + 1];
  const name = mention && mention.type !== 'PER' ? mention.entity.name : spanOf(context, open + 1, end).text;
  return { first: open + 1, last: end, name, way: 'quoted', lead };
}

/**
 * `للصحيفة`, `للصحيفة ذاتها` under the name of the newspaper named before. Only of an outlet beside a quotation: those before it are looked for
 * among names.
 */
function underName(context: Context, outlet: Outlet): Outlet {
  const { first, last, way } = outlet;
  const { key } = context.tokens[first]!;
  const alone = context.tokens.slice(first + 1, last).every((token) => isWord('same', token.key));
  const called = way === 'head' && alone && isDefinite(key) ? outletCalled(context, bare(key), first) : null;
  return called === null ? outlet : { ...outlet, name: called };
}

/** How many tokens back `الصحيفة` looks for a name. */
const ANAPHOR_REACH = 3000;

/** `الصحيفة` -> the newspaper named last. */
function outletCalled(context: Context, head: string, before: number): string | null {
  const { tokens, mentionAt } = context;
  for (let i = before - 1; i >= Math.max(0, before - ANAPHOR_REACH); i--) {
    const mention = mentionAt[i];
    if (mention?.first !== i || mention.type === 'PER' || mention.type === 'LOC') continue;
    const front = tokens[i - 1]?.kind === 'quote' ? i - 2 : i - 1;
    const heads = [tokens[i]!.key, front >= 0 ? tokens[front]!.key : ''];
    if (heads.some((key) => stemOf(key) === head)) return mention.entity.name;
  }
  return namedBefore(context, before)?.name ?? null;
}
