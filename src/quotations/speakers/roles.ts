/**
 * The office of a speaker, read off all places where the article names or describes him: before the name (`مدير المركز سامي نور`), behind
 * it (`سامي نور، مدير المركز،`), in a description (`مسؤول في الشرطة`). The grammar lists spans, a model chooses.
 */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import { askedOnce } from '../../lexicon/index.ts';
import { isKnownWithSuffix } from '../../text/index.ts';
import { bare, describeInside, isWall, likeliest, neighbour, rated, type TokenRange } from '../choosing.ts';
import { type Context, isComma, isDash, keyAt, matchAt, sentenceAt, spanOf, trimRange } from '../context.ts';
import { factsOf } from '../facts.ts';
import { HINT, hintAt, leastHinted, meanHinted } from '../hints.ts';
import { hasArticle, hasPreposition, isToThe, withArticle, withoutPronoun } from '../letters.ts';
import { RATE, rateOf } from '../rates.ts';
import { isDefinite, isPreposition, isTitle, isTitleWord, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { opensAnew } from './links.ts';
import type { Voice } from './voices.ts';

/** A stretch of tokens that may tell the office. */
export interface RoleSpan {
  first: number;
  last: number;
  /** Where it stands to the name; `description`: it is all there is. */
  side: 'before' | 'after' | 'apposition' | 'description';
  /** The name it stands at (of a description, itself). */
  name: TokenRange;
  /** Place of the name among the mentions looked at. */
  turn: number;
  /** How many tokens of an age or bracket stand between the name and it. */
  aside: number;
}

/** Of each speaker so many places are looked at. */
export const MOST_PLACES = 10;
export const LONGEST_OFFICE = 20;
const OPENING_BRACKET = '(';

/** Titles that only honour (`السيد`, `الدكتور`, `العقيد`, `د.`) between an office and the name. */
const isHonour = (context: Context, i: number): boolean => honourEnd(context, i) === i + 1;

const HONOURS = ['honorific', 'title', 'rank'];

/** The token behind the honour that begins at a token; -1 where none does. */
function honourEnd(context: Context, i: number): number {
  const token = context.tokens[i];
  if (!token) return -1;
  if (token.kind === 'abbreviation') return i + 1;
  const match = matchAt(context, 'role', i);
  return match?.word.tags.some((tag) => HONOURS.includes(tag)) ? match.last : -1;
}

/** All spans that may tell a speaker's office. */
export function roleSpans(context: Context, voice: Voice): RoleSpan[] {
  if (voice.kind === 'organization' || voice.kind === 'media') return [];
  const spans: RoleSpan[] = [];
  voice.names.slice(0, MOST_PLACES).forEach((name, turn) => {
    before(context, name, turn, spans);
    after(context, name, turn, spans);
  });
  if (voice.names.length === 0)
    voice.sources.slice(0, MOST_PLACES).forEach((source, turn) => {
      describing(context, source, turn, spans);
    });
  return spans;
}

function before(context: Context, name: TokenRange, turn: number, spans: RoleSpan[]): void {
  const { tokens, words, mentionAt } = context;
  const least = Math.max(0, sentenceAt(context, name[0]).first, name[0] - LONGEST_OFFICE);
  let end = name[0];
  if (end > least && tokens[end - 1]!.kind === 'quote') end--;
  if (end > least && (isComma(tokens[end - 1]) || tokens[end - 1]!.form === '/')) end--;
  const ends = [end];
  while (end > least && (isHonour(context, end - 1) || isNaming(context, end - 1))) {
    end--;
    // `مدير الصندوق | د. سامي`, `مدون | يدعى سامي`: neither ends an office
    if (tokens[end]!.kind === 'abbreviation' || isNaming(context, end)) ends.pop();
    if (isComma(tokens[end - 1])) end--;
    ends.push(end);
  }
  if (end - 2 > least && isNationality(context, end - 1) && isComma(tokens[end - 2])) ends.push(end - 2);
  for (const last of new Set(ends)) {
    let first = last;
    while (first > least) {
      const i = first - 1;
      const token = tokens[i]!;
      if (isWall(context, i) || isComma(token) || isDash(token) || mentionAt[i]?.type === 'PER') break;
      if (token.kind === 'punctuation' && !'()'.includes(token.form)) break;
      if (opensAnew(context, factsOf(context), i) || opensClause(context, i)) break;
      first--;
      if (token.kind !== 'word') continue;
      const ahead = first === least || isWall(context, first - 1) || !isWordToken(context, first - 1);
      const lead = ahead || isPreposition(tokens[first - 1]!.key);
      if (isPreposition(token.key) || (!lead && !isTitleWord(words[first]!))) continue;
      // `قال الكرواتي إيفان باروفيتش`: a nationality alone is none
      if (last - first === 1 && isNationality(context, first) && !isTitleWord(words[first]!)) continue;
      spans.push({ first, last, side: 'before', name, turn, aside: 0 });
    }
  }
}

/** Between what somebody is and his name: `مدون | يدعى | سامي`. */
const isNaming = ({ tokens }: Context, i: number): boolean => isWord('is-called', tokens[i]!.key);

/** Between an office and a name: `مدرب النسور، | الكرواتي | إيفان باروفيتش`. */
const isNationality = ({ tokens, mentionAt }: Context, i: number): boolean =>
  !mentionAt[i] && isNationalityWord(tokens[i]!.key);

/** By its ending: `الكرواتي`, `الروسية`. */
export const isNationalityWord = (key: string): boolean =>
  key.length > 4 && hasArticle(key) && (key.endsWith('ي') || key.endsWith('يه'));

export const isWordToken = (context: Context, i: number): boolean => context.tokens[i]?.kind === 'word';

function after(context: Context, name: TokenRange, turn: number, spans: RoleSpan[]): void {
  const { tokens } = context;
  const most = Math.min(sentenceAt(context, name[0]).last, name[1] + LONGEST_OFFICE + 3);
  let end = name[1];
  while (end < most && tokens[end]!.kind === 'quote') end++;
  const past = pastAside(context, end, most);
  if (past === end || tokens[end]!.form === OPENING_BRACKET) behind(context, name, end, most, turn, spans);
  if (past > end) behind(context, name, past, most, turn, spans);
}

/** The spans that begin at a token behind a name, or behind what stands in between. */
function behind(context: Context, name: TokenRange, end: number, most: number, turn: number, spans: RoleSpan[]): void {
  const { tokens, mentionAt } = context;
  let first = end;
  const sign = tokens[first];
  const apart = first < most && (isComma(sign) || isDash(sign) || sign!.form === OPENING_BRACKET);
  if (apart) first++;
  if (first < most && isWord('while-he', tokens[first]!.key)) first++;
  if (first >= most || !isWordToken(context, first) || mentionAt[first]?.type === 'PER' || isWall(context, first))
    return;
  const { key } = tokens[first]!;
  if (leadsAway(key) || isWord('conjunction', key)) return;
  const side = apart ? 'apposition' : 'after';
  const aside = end - name[1];
  const reach = nounPhraseEnd(context, first, most);
  let commas = 0;
  for (let k = first + 1; k <= most && k - first <= LONGEST_OFFICE; k++) {
    const token = tokens[k];
    // `المحلل لدى | إتش.إس.بي.سي`: a name is whole
    if (k < most && mentionAt[k] && mentionAt[k]!.first < k) continue;
    const wall = k === most || isWall(context, k) || token!.form === ')' || isDash(token) || opensClause(context, k);
    const sign = wall || isComma(token);
    const word = keyAt(context, k);
    if (sign || k === reach || leadsAway(word) || hasPreposition(word))
      spans.push({ first, last: k, side, name, turn, aside });
    if (wall || (sign && ++commas > 1)) break;
  }
}

const LONGEST_ASIDE = 6;

/** `سامي نور (45 عاما) | ، مدير المركز`, `سامي نور، البالغ من العمر 45 عاما | ، مدير المركز`: how old he is, or his name in other letters. */
function pastAside({ tokens }: Context, from: number, most: number): number {
  let end = from;
  if (tokens[end]?.form === OPENING_BRACKET) {
    while (end < most && end - from <= LONGEST_ASIDE && tokens[end]!.form !== ')') end++;
    return end < most && tokens[end]!.form === ')' ? end + 1 : from;
  }
  if (isComma(tokens[end])) end++;
  while (end < most && isWordAfterConjunction('of-age', tokens[end]!.key)) end++;
  if (end + 1 >= most || tokens[end]!.kind !== 'number' || !isWord('years', tokens[end + 1]!.key)) return from;
  end += 2;
  while (end < most && isWord('of-age', tokens[end]!.key)) end++;
  return end;
}

/** Of words that verbs rather than nouns stand for behind auxiliaries and relatives: tenths of log odds. */
const VERBAL = 1.2;
const mayBeVerb = askedOnce(
  (word): boolean =>
    word.kind === 'word' && !isDefinite(word.key) && !word.key.endsWith('ا') && rateOf(word, RATE.verb) >= VERBAL,
);

/** `رئيسة الجمعية | استطاعت النجاح`: behind a noun with its article a verb begins what is told of her; not `المسؤول عنه`, `الممثل له`. */
function opensClause(context: Context, i: number): boolean {
  const { tokens, words, mentionAt } = context;
  if (i === 0 || mentionAt[i] || !words[i] || !mayBeVerb(words[i])) return false;
  const { key } = tokens[i]!;
  const governing = withoutPronoun(key);
  if (isTitleWord(words[i]) || leadsAway(key) || isPreposition(governing) || governing.length < 2) return false;
  return isDefinite(tokens[i - 1]!.key);
}

/** `المدير | في المركز`, `الوزير | أمس`, `الوزير | خلال اللقاء`: what no office goes on with, unless it is part of it. */
const leadsAway = (key: string): boolean => isPreposition(key) || isWord('time', key) || isWord('adjunct', key);

/** `مسؤول | في الشرطة`, `خبير اقتصادي | لبناني`. */
function describing(context: Context, [from, to]: TokenRange, turn: number, spans: RoleSpan[]): void {
  const { tokens } = context;
  let [first, last] = trimRange(context, from, to);
  while (first < last - 1 && isWord('same', tokens[first]!.key)) first++;
  while (last > first + 1 && isWord('same', tokens[last - 1]!.key)) last--;
  if (first >= last) return;
  for (let k = first + 1; k <= last && k - first <= LONGEST_OFFICE; k++) {
    const word = keyAt(context, k);
    if (k === last || isPreposition(word) || hasPreposition(word) || isComma(tokens[k]))
      spans.push({ first, last: k, side: 'description', name: [first, last], turn, aside: 0 });
  }
}

/** What a role candidate looks like. */
export function describeRole(context: Context, voice: Voice, span: RoleSpan, to: Features): void {
  const { tokens, words } = context;
  const { first, last, side, name, turn } = span;
  const head = tokens[first]!;
  const match = matchAt(context, 'role', first);
  to.of('side', side);
  to.of('kind', voice.kind);
  to.put('words', last - first);
  to.put('turn', turn);
  to.put('places', voice.names.length);
  to.put('gap', side === 'before' ? name[0] - last : first - name[1] - span.aside);
  to.put('nameWords', name[1] - name[0]);
  to.put('title', isTitleWord(words[first]!) ? 1 : 0);
  to.put('definite', isDefinite(head.key) ? 1 : 0);
  to.put('clitic', /^[وفبلك](?!ال)/.test(head.key) ? 1 : 0);
  for (const tag of match?.word.tags ?? []) to.of('tag', tag);
  if (match) {
    to.put('match', match.last - first);
    to.put('wholeMatch', match.last === last ? 1 : 0);
    to.put('plural', match.number === 'pl' ? 1 : 0);
  }
  to.of('head', bare(head.key));
  const second = tokens[first + 1];
  if (second && first + 1 < last) {
    to.put('secondDefinite', isDefinite(second.key) ? 1 : 0);
    to.put('secondTitle', isTitleWord(words[first + 1]!) ? 1 : 0);
    to.of('second', bare(second.key));
  }
  neighbour(context, first - 1, 'before', to);
  neighbour(context, first - 2, 'before2', to);
  neighbour(context, last, 'after', to);
  neighbour(context, last - 1, 'last', to);
  to.put('lastTitle', isTitleWord(words[last - 1]!) ? 1 : 0);
  to.put('lastHonour', isHonour(context, last - 1) ? 1 : 0);
  to.put('headHonour', isHonour(context, first) ? 1 : 0);
  describeInside(context, [first, last], to);
  to.put('reach', nounPhraseEnd(context, first, last) === last ? 1 : 0);
  to.put('inSource', voice.sources.some(([a, b]) => a <= first && last <= b) ? 1 : 0);
  to.put('sourceStart', voice.sources.some(([a]) => a === first) ? 1 : 0);
  to.put('sourceEnd', voice.sources.some(([, b]) => b === last) ? 1 : 0);
  to.put('hint.before', hintAt(context, first - 1, HINT.office));
  to.put('hint.first', hintAt(context, first, HINT.office));
  to.put('hint.mean', meanHinted(context, first, last, HINT.office));
  to.put('hint.least', leastHinted(context, first, last, HINT.office));
  to.put('hint.last', hintAt(context, last - 1, HINT.office));
  to.put('hint.after', hintAt(context, last, HINT.office));
}

/** The words of an office, without the clitic in front: `لمدير المركز` -> `مدير المركز`; `والي سوسة` has none. */
export function roleText(context: Context, { first, last }: { first: number; last: number }): string {
  const [from, to] = trimRange(context, first, last);
  if (from >= to) return '';
  const { text } = spanOf(context, from, to);
  const { key } = context.tokens[from]!;
  if (isToThe(key)) return withArticle(text);
  if (/^[وفبل]ال/.test(key) && !isKnownWithSuffix(key)) return text.slice(1);
  if (/^[وفبل]/.test(key) && isTitle(context, key.slice(1)) && !context.lexicon.is('role', key)) return text.slice(1);
  return text;
}

const LEAST = 0.22;

export function roleOf(context: Context, voice: Voice, model: Forest | undefined): RoleSpan | null {
  const best = likeliest(rated(model, roleSpans(context, voice), (span, to) => describeRole(context, voice, span, to)));
  return best && best.p > LEAST ? withoutHonours(context, withoutWork(context, best.one)) : null;
}

/** `تصريح منسوب | لرئيس النادي سامي`, `كتاب جديد | للباحث سامي`: what is his is no part of who he is; not `ممثل للرئيس`. */
function withoutWork(context: Context, span: RoleSpan): RoleSpan {
  if (span.side !== 'before' || matchAt(context, 'role', span.first)) return span;
  for (let i = span.last - 1; i > span.first; i--)
    if (!context.mentionAt[i] && matchAt(context, 'role', i)?.proclitic.endsWith('ل')) return { ...span, first: i };
  return span;
}

/**
 * `مدير الشركة | المهندس سامي`, `ولي العهد | صاحب السمو الملكي الأمير سامي`: what honours a name is no part of the office before it, but in
 * `مدير مكتب الأمير سامي`, and where it is all that is told: `فضيلة الشيخ سامي`.
 */
function withoutHonours(context: Context, span: RoleSpan): RoleSpan {
  if (span.side !== 'before') return span;
  const { tokens, mentionAt } = context;
  let { last } = span;
  for (let start = last; start !== -1; start = honourBefore(context, span.first, last)) last = start;
  if (isComma(tokens[last - 1])) last--;
  const end = tokens[last - 1];
  if (last <= span.first || last === span.last) return span;
  const closed = mentionAt[last - 1] !== undefined || end!.kind !== 'word' || isDefinite(end!.key);
  return closed ? { ...span, last } : span;
}

/** Where the honour begins that ends at a token: `صاحب السمو الملكي`, `الفريق أول`, `الدكتور`; -1 where none does. */
function honourBefore(context: Context, from: number, end: number): number {
  const isOne = (i: number): boolean => {
    const match = matchAt(context, 'role', i);
    return !context.mentionAt[i] && match?.number !== 'pl' && !match?.suffix && honourEnd(context, i) === end;
  };
  for (let i = end - 1; i >= Math.max(from, end - LONGEST_HONOUR); i--) if (isOne(i)) return i;
  if (end <= from) return -1;
  const { key } = context.tokens[end - 1]!;
  return hasArticle(key) && isWord('rank', key.slice(2)) ? end - 1 : -1;
}
const LONGEST_HONOUR = 3;
