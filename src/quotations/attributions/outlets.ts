/** Via: the outlet through which the words came (`قال لوكالة رويترز`, `في تصريح لـ«س»`, `نقلت قناة س عن`, `بيان تسلمت الصحيفة نسخة منه`). */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import type { Via } from '../../model.ts';
import { foldKey } from '../../text/index.ts';
import { bare, neighbour, type Rated, ratedRivals } from '../choosing.ts';
import { type Context, matchAt, type NameMention, pairEnd, sentenceAt, spanOf } from '../context.ts';
import { tokenAt } from '../sayings.ts';
import { isDefinite, isPreposition, nounPhraseEnd } from '../sources/noun-phrases.ts';
import { isOutlet } from '../speakers/outlets.ts';
import { isWord } from '../words.ts';
import { describePlace, describeSaid, frameOf, type Said } from './said.ts';

/** An outlet beside a quotation. */
export interface Outlet {
  first: number;
  last: number;
  name: string;
  /** `mention`: a name; `quoted`: words in marks after `لـ` or `صحيفة`; `head`: `وسائل إعلام محلية`, `للصحيفة`; `site`: an address; `before`: named before the sentence, `ونقلت عن`. */
  way: 'mention' | 'quoted' | 'head' | 'site' | 'before';
  /** Where the name begins, or the noun before it: `صحيفة «س»`. */
  lead: number;
}

const MOST = 24;

const isHead = (context: Context, i: number): boolean => {
  const match = i >= 0 ? matchAt(context, 'outlet', i) : null;
  return match?.word.tags.includes('head') === true && !match.word.tags.includes('platform');
};

/** A platform relays nothing. */
const isPlatform = (context: Context, i: number): boolean =>
  matchAt(context, 'outlet', i)?.word.tags.includes('platform') === true;

/** All outlets that stand around a cue. */
export function outletsAround(context: Context, said: Said): Outlet[] {
  const found: Outlet[] = [];
  for (const [from, to] of frameOf(context, said)) {
    for (let i = from; i < to && found.length < MOST; i++) {
      const outlet = outletAt(context, i, to);
      if (!outlet || found.some(({ first, last }) => first < outlet.last && outlet.first < last)) continue;
      found.push(outlet);
      i = Math.max(i, outlet.last - 1);
    }
  }
  const earlier = outletBefore(context, said);
  if (earlier && !found.some(({ name }) => name === earlier.name)) found.push(earlier);
  return found;
}

/** `ونقلت عن مسؤول أن`, `ونسبت إليه قوله`: the outlet named last before the sentence. */
function outletBefore(context: Context, { cue, content }: Said): Outlet | null {
  const { tokens } = context;
  const at = cue < 0 ? content[0] : cue;
  const { first } = sentenceAt(context, at);
  for (let i = at; i >= Math.max(first, at - 14); i--)
    if (isWord('relays-from', tokens[i]!.key.replace(/^[وف](?=.{2})/, '')) && isPreposition(tokens[i + 1]?.key ?? ''))
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
    if (outlet && outlet.way !== 'head') return { ...outlet, way: 'before' };
  }
  return null;
}

function outletAt(context: Context, i: number, limit: number): Outlet | null {
  const { tokens, mentionAt, pairOpenedAt } = context;
  const token = tokens[i]!;
  const mention = mentionAt[i];
  if (mention?.first === i && (mention.type === 'ORG' || mention.type === 'MISC')) {
    const outlet = isOutlet(context, mention.entity);
    const before = tokens[i - 1]?.key ?? '';
    // `على منصة أكس`, `شبكة فيسبوك`
    if (isPlatform(context, i - 1) || isPlatform(context, i)) return null;
    if (
      !outlet &&
      !/^[وف]?(?:لل|ل)/.test(token.key) &&
      before !== 'ل' &&
      tokens[i - 1]?.kind !== 'quote' &&
      mention.type !== 'ORG'
    )
      return null;
    return { first: i, last: mention.last, name: mention.entity.name, way: 'mention', lead: i };
  }
  if (token.kind === 'url') {
    return tokens[i - 1]?.key === 'ل'
      ? { first: i, last: i + 1, name: spanOf(context, i, i + 1).text, way: 'site', lead: i }
      : null;
  }
  if (isPlatform(context, i + 1) && pairOpenedAt.has(i)) return null;
  if ((pairOpenedAt.has(i) || token.form === '(') && leadsToOutlet(context, i - 1)) return quoted(context, i, limit, i);
  if (mention) return null;
  const match = matchAt(context, 'outlet', i);
  if (!match || match.word.tags.includes('platform')) return null;
  if (!match.word.tags.includes('head'))
    return {
      first: i,
      last: match.last,
      name: spanOf(context, i, match.last).text.replace(/^[ولب]+(?=ال|و)/, ''),
      way: 'mention',
      lead: i,
    };
  if (pairOpenedAt.has(match.last) || tokens[match.last]?.form === '(') {
    if (isPlatform(context, match.last + 1)) return null;
    const inside = quoted(context, match.last, limit, i);
    if (inside) return inside;
  }
  const named = mentionAt[match.last];
  if (named?.first === match.last && named.type !== 'PER' && named.last <= limit)
    return { first: i, last: named.last, name: named.entity.name, way: 'mention', lead: i };
  const last = Math.max(match.last, nounPhraseEnd(context, i, limit));
  const alone = last === i + 1 && isDefinite(token.key);
  const known = alone ? outletCalled(context, bare(token.key), i) : null;
  const text = spanOf(context, i, last).text;
  return {
    first: i,
    last,
    name: known ?? text.replace(/^[وف]?لل/, 'ال').replace(/^[وف]?[لب](?!ا)/, ''),
    way: 'head',
    lead: i,
  };
}

/** What stands before an outlet in marks or brackets: `لـ«س»`, `صحيفة «س»`, `تسلمت «س» نسخة`, `مصادر (س)`. */
const leadsToOutlet = (context: Context, i: number): boolean => {
  const key = context.tokens[i]?.key ?? '';
  return key === 'ل' || isHead(context, i) || isWord('relays', key.replace(/^[وف](?=.{2})/, ''));
};

function quoted(context: Context, open: number, limit: number, lead: number): Outlet | null {
  const pair = context.pairOpenedAt.get(open);
  const end = pair ? pairEnd(pair, context.tokens) : bracketEnd(context, open);
  if (
    end > limit ||
    end - open > 7 ||
    end <= open + 1 ||
    !context.tokens.slice(open + 1, end).some(({ kind }) => kind === 'word')
  )
    return null;
  const mention = context.mentionAt[open + 1];
  const name = mention && mention.type !== 'PER' ? mention.entity.name : spanOf(context, open + 1, end).text;
  return { first: open + 1, last: end, name, way: 'quoted', lead };
}

function bracketEnd({ tokens }: Context, open: number): number {
  let end = open + 1;
  while (end < open + 8 && tokens[end] && tokens[end]!.form !== ')') end++;
  return tokens[end]?.form === ')' ? end : open;
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
    if (heads.some((key) => bare(key).replace(/^[لب](?=.{3})/, '') === head)) return mention.entity.name;
  }
  return namedBefore(context, before)?.name ?? null;
}

/** How often a name stands with `لـ` in the article: those that are spoken to time and again are outlets. */
function addressedElsewhere(context: Context, mention: NameMention | undefined): number {
  const { tokens, mentionAt } = context;
  return (mention?.entity.mentions.slice(0, 10) ?? []).filter(({ start }) => {
    const at = tokenAt(context, start);
    return (
      mentionAt[at] && tokens[at]!.start <= start && (/^[وف]?ل/.test(tokens[at]!.key) || tokens[at - 1]?.key === 'ل')
    );
  }).length;
}

/** An outlet, or that none relays (`null`), as the model sees it. */
export function describeOutlet(context: Context, said: Said, outlet: Outlet | null, to: Features): void {
  const { tokens, mentionAt } = context;
  if (!outlet) {
    describeSaid(context, said, to);
    to.put('none', 1);
    return;
  }
  const { first, last, lead, way } = outlet;
  // what a source takes in too much (`المتحدث لرويترز`) says nothing of the outlet
  describePlace(context, { ...said, source: null }, [lead, last], to);
  to.of('way', way);
  to.put('words', last - first);
  const mention = mentionAt[first];
  to.of('type', mention?.type ?? 'none');
  to.put('outlet', mention && isOutlet(context, mention.entity) ? 1 : 0);
  to.put('body', isBody(context, outlet) ? 1 : 0);
  to.put('mentions', Math.min(10, mention?.entity.mentions.length ?? 0));
  const match = matchAt(context, 'outlet', lead);
  for (const tag of match?.word.tags ?? []) to.of('tag', tag);
  const { key } = tokens[lead]!;
  if (match?.word.tags.includes('head')) to.of('head', bare(key).replace(/^[لب](?=.{3})/, ''));
  to.put('cueBefore', lead - 1 === said.cue ? 1 : 0);
  to.put('nameBefore', mentionAt[lead - 1]?.type === 'PER' ? 1 : 0);
  to.put('addressed', addressedElsewhere(context, mention));
  to.put('li', /^[وف]?ل/.test(key) ? 1 : 0);
  to.put('definite', isDefinite(key) ? 1 : 0);
  to.put('led', lead < first ? 1 : 0);
  const before = lead - 1;
  neighbour(context, before, 'before', to);
  neighbour(context, before - 1, 'before2', to);
  neighbour(context, last, 'after', to);
  to.of('beforeWord', tokens[before]?.key ?? '');
  to.put('marked', tokens[first - 1]?.kind === 'quote' ? 1 : 0);
  // `في تصريح لـ`, `في حديث مع`: a medium shortly before
  let medium = 9;
  for (let k = 1; k <= 5; k++) if (medium === 9 && isWord('medium', tokens[lead - k]?.key ?? '')) medium = k;
  to.put('medium', medium);
  // `نقلت … عن`, `بثته`, `تلقت … نسخة`: a relaying verb beside
  let relay = 9;
  for (let k = 1; k <= 4; k++) {
    if (relay === 9 && isWord('relays', (tokens[lead - k]?.key ?? '').replace(/^[وف]/, ''))) relay = k;
    if (relay === 9 && isWord('relays', (tokens[last + k - 1]?.key ?? '').replace(/^[وف]/, ''))) relay = -k;
  }
  to.put('relay', relay);
  let from = 9;
  for (let k = 0; k < 5; k++) if (from === 9 && /^(?:عن|نقلا|من|مصادر.*)$/.test(tokens[last + k]?.key ?? '')) from = k;
  to.put('from', from);
  to.put('preposition', isPreposition(tokens[before]?.key ?? '') ? 1 : 0);
}

/** `حزب النهضة`, `قوات الحلفاء`: a body that is no outlet. */
function isBody({ tokens, mentionAt }: Context, { first, name }: Outlet): boolean {
  const heads = [
    foldKey(name).split(/\s+/)[0] ?? '',
    tokens[first - 1]?.key ?? '',
    mentionAt[first] ? tokens[first]!.key : '',
  ];
  return heads
    .map((key) => bare(key).replace(/^[لب](?=.{3})/, ''))
    .some((key) => isWord('institution', key) && !isWord('outlet', key));
}

/** `علمت «س» | من مصادرها`: the sources speak, whoever was taken for the speaker. */
function hasSources({ tokens }: Context, { first, last, lead }: Outlet): boolean {
  const sign = (i: number): boolean => tokens[i]?.kind === 'quote' || /^[()]$/.test(tokens[i]?.form ?? '');
  const before = Math.min(lead, first) - 1;
  const verb = tokens[sign(before) ? before - 1 : before]?.key ?? '';
  const behind = sign(last) ? last + 1 : last;
  const from = tokens[behind]?.key === 'من' ? (tokens[behind + 1]?.key ?? '') : '';
  return (
    isWord('learned', verb.replace(/^[وف](?=.{2})/, '')) &&
    isWord('sources', from.replace(/ها$/, '').replace(/^ال/, ''))
  );
}

/** What the grammar alone tells: `علمت «س» من مصادر`, and `لـ«س»` or `لوكالة س` right behind the cue and its subject. */
function isPlain(context: Context, { cue, content }: Said, outlet: Outlet): boolean {
  const { tokens } = context;
  const { first, lead, way } = outlet;
  if (hasSources(context, outlet) || way === 'before') return true;
  if (cue < 0 || lead <= cue || lead - cue > 14 || first >= content[0]) return false;
  // `في تصريح تناقلته | وسائل إعلام`
  const relayed = isWord('relays', tokens[lead - 1]!.key) && /(?:ته|تها|ه|ها)$/.test(tokens[lead - 1]!.key);
  if (relayed && (way === 'head' || isHead(context, lead))) return true;
  const apart = tokens[lead - 1]?.key === 'ل';
  const attached = /^[وف]?ل/.test(tokens[lead]!.key);
  if (attached && isHead(context, lead)) return true;
  if (apart && way === 'quoted') return true;
  // `للجزيرة نت`, `لـCNN`: known as an outlet
  const entity = context.mentionAt[first]?.entity;
  return (attached || apart) && way === 'mention' && (entity === undefined || isOutlet(context, entity));
}

const LEAST = 0.3;

/** `شبكة بلومبيرغ` is `بلومبيرغ`: who speaks under a longer or shorter name relays nothing. */
function isSameBody(outlet: string, names: readonly string[]): boolean {
  const words = (name: string): string[] => foldKey(name).split(/\s+/).map(bare).filter(Boolean);
  const mine = words(outlet);
  return names.some((name) => {
    const others = words(name);
    const [few, many] = mine.length < others.length ? [mine, others] : [others, mine];
    return few.length > 0 && few.every((word) => many.includes(word));
  });
}

/** The outlets that relay a quotation, the likeliest first; `names` are those of who said it, and that relays nothing. */
export function relaysOf(
  context: Context,
  said: Said,
  names: readonly string[],
  model: Forest | undefined,
): Rated<Via>[] {
  const list = ratedRivals(model, outletsAround(context, said), (outlet, to) =>
    describeOutlet(context, said, outlet, to),
  );
  const shares = new Map<string, number>();
  for (const { one, p } of list) shares.set(one.name, (shares.get(one.name) ?? 0) + p);
  return list
    .map(({ one }) => ({ one, p: Math.max(shares.get(one.name)!, isPlain(context, said, one) ? 0.6 : 0) }))
    .filter(({ one, p }) => p > LEAST && (!isSameBody(one.name, names) || hasSources(context, one)))
    .sort((a, b) => b.p - a.p)
    .filter(({ one }, i, all) => all.findIndex((other) => other.one.name === one.name) === i)
    .slice(0, 2)
    .map(({ one, p }) => ({ one: { ...spanOf(context, one.first, one.last), name: one.name }, p }));
}
