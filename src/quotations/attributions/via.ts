/** Via: the outlet through which the words came (`قال لوكالة رويترز`, `في تصريح لـ«س»`, `نقلت قناة س عن`, `بيان تسلمت الصحيفة نسخة منه`). */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import type { Via } from '../../model.ts';
import { foldKey } from '../../text/index.ts';
import { bare, firstAway, neighbour, ratedRivals, stemOf } from '../choosing.ts';
import { type Context, isComma, keyAt, matchAt, type NameMention, readings, sentenceAt, spanOf } from '../context.ts';
import { hasLi, withoutConjunction } from '../letters.ts';
import { tokenAt } from '../sayings.ts';
import { isDefinite, isPreposition } from '../sources/noun-phrases.ts';
import { isOutlet } from '../speakers/outlets.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { isHead, type Outlet, outletsAround } from './outlets.ts';
import { describePlace, type Said } from './said.ts';

/** How often a name stands with `لـ` in the article: those that are spoken to time and again are outlets. */
function addressedElsewhere(context: Context, mention: NameMention | undefined): number {
  const { tokens, mentionAt } = context;
  return (mention?.entity.mentions.slice(0, 10) ?? []).filter(({ start }) => {
    const at = tokenAt(context, start);
    if (!mentionAt[at] || tokens[at]!.start > start) return false;
    return hasLi(withoutConjunction(tokens[at]!.key)) || tokens[at - 1]?.key === 'ل';
  }).length;
}

/** An outlet, or that none relays (`null`), as the model sees it. */
export function describeOutlet(context: Context, said: Said, outlet: Outlet | null, to: Features): void {
  const { tokens, mentionAt } = context;
  if (!outlet) {
    describePlace(context, said, null, to);
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
  const head = tokens[lead]!.key;
  if (match?.word.tags.includes('head')) to.of('head', stemOf(head));
  to.put('cueBefore', lead - 1 === said.cue ? 1 : 0);
  to.put('nameBefore', mentionAt[lead - 1]?.type === 'PER' ? 1 : 0);
  to.put('addressed', addressedElsewhere(context, mention));
  to.put('li', hasLi(withoutConjunction(head)) ? 1 : 0);
  to.put('definite', isDefinite(head) ? 1 : 0);
  to.put('led', lead < first ? 1 : 0);
  const before = lead - 1;
  const key = (i: number): string => keyAt(context, i);
  neighbour(context, before, 'before', to);
  neighbour(context, before - 1, 'before2', to);
  neighbour(context, last, 'after', to);
  to.of('beforeWord', key(before));
  to.put('marked', tokens[first - 1]?.kind === 'quote' ? 1 : 0);
  // `في تصريح لـ`, `في حديث مع`: a medium shortly before
  const medium = firstAway(1, 5, (k) => isWord('medium', key(lead - k)));
  to.put('medium', medium);
  to.put('relay', relayBeside(key, lead, last));
  const from = firstAway(0, 4, (k) => isWord('from-sources', key(last + k)) || isWord('sources', key(last + k)));
  to.put('from', from);
  to.put('preposition', isPreposition(key(before)) ? 1 : 0);
}

/** `نقلت … عن`, `بثته`, `تلقت … نسخة`: how far before (or behind, below 0) a relaying verb stands. */
function relayBeside(key: (i: number) => string, lead: number, last: number): number {
  const relays = (i: number): boolean => isWordAfterConjunction('relays', key(i));
  const away = firstAway(1, 4, (k) => relays(lead - k) || relays(last + k - 1));
  return away > 4 || relays(lead - away) ? away : -away;
}

/** `حزب النهضة`, `قوات الحلفاء`: a body that is no outlet. */
function isBody({ tokens, mentionAt }: Context, { first, name }: Outlet): boolean {
  const own = mentionAt[first] ? tokens[first]!.key : '';
  const heads = [foldKey(name).split(/\s+/)[0] ?? '', tokens[first - 1]?.key ?? '', own];
  return heads.map(stemOf).some((key) => isWord('institution', key) && !isWord('outlet', key));
}

/** `علمت «س» | من مصادرها`: the sources speak, whoever was taken for the speaker. */
function hasSources(context: Context, { first, last, lead }: Outlet): boolean {
  const { tokens } = context;
  const sign = (i: number): boolean => tokens[i]?.kind === 'quote' || /^[()]$/.test(tokens[i]?.form ?? '');
  const before = Math.min(lead, first) - 1;
  const verb = sign(before) ? before - 1 : before;
  const behind = sign(last) ? last + 1 : last;
  if (!isWordAfterConjunction('learned', keyAt(context, verb)) || !isWord('min', keyAt(context, behind))) return false;
  return isWord('sources', bare(keyAt(context, behind + 1)));
}

const LEAST = 0.3;
/** What the grammar alone tells: `علمت «س» من مصادر`, `ونقلت عن`, `وبحسب صحيفة «س»، قال فلان`. */
const PLAIN = 0.6;
const isPlain = (context: Context, said: Said, outlet: Outlet): boolean =>
  outlet.way === 'before' || hasSources(context, outlet) || opensSentence(context, said, outlet);

/** `وبحسب | صحيفة «س»، قال فلان`: the sentence begins with the phrase that names the outlet, and behind a comma another speaks. */
function opensSentence(context: Context, { cue }: Said, { first, last, lead }: Outlet): boolean {
  const { tokens, mentionAt } = context;
  const behind = tokens[last]?.kind === 'quote' ? last + 1 : last;
  if (cue <= behind || !isComma(tokens[behind])) return false;
  const entity = mentionAt[first]?.entity;
  if (!(entity && isOutlet(context, entity)) && !isHead(context, lead)) return false;
  const behindHead = matchAt(context, 'attribution', sentenceAt(context, cue).first)?.last ?? -1;
  const gap = Math.min(lead, first) - behindHead;
  // `وحسب ما | نقلته | صحيفة «س»`
  return gap === 0 || (gap === 1 && readings(context, tokens[behindHead]).length > 0);
}

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
export function relaysOf(context: Context, said: Said, names: readonly string[], model: Forest | undefined): Via[] {
  const list = ratedRivals(model, outletsAround(context, said), (outlet, to) =>
    describeOutlet(context, said, outlet, to),
  );
  const shares = new Map<string, number>();
  for (const { one, p } of list) shares.set(one.name, (shares.get(one.name) ?? 0) + p);
  return list
    .map(({ one }) => ({ one, p: Math.max(shares.get(one.name)!, isPlain(context, said, one) ? PLAIN : 0) }))
    .filter(({ one, p }) => p > LEAST && (!isSameBody(one.name, names) || hasSources(context, one)))
    .sort((a, b) => b.p - a.p)
    .filter(({ one }, i, all) => all.findIndex((other) => other.one.name === one.name) === i)
    .slice(0, 2)
    .map(({ one: { first, last, name } }) => Object.assign(spanOf(context, first, last), { name }));
}
