/** Where a source can begin and end: listed generously; a trained model chooses. */
import { type Context, matchAt, sentenceAt } from '../context.ts';
import { BIT, factsOf } from '../facts.ts';
import { inContent, type Saying } from '../sayings.ts';
import { isWord, tells } from '../words.ts';
import { isAccusative, isPreposition } from './noun-phrases.ts';

/** How many tokens before and behind the reporting word a source is looked for. */
const REACH = 45;
/** A source is no longer, in tokens. */
const LONGEST = 32;

/** Words that no source begins with, unless they are part of a name. */
const NEVER_FIRST =
  BIT.finite | BIT.complementiser | BIT.preposition | BIT.relative | BIT.negation | BIT.auxiliary | BIT.particle;

/** `بالفعل`, `للأطراف`, `وأضاف | للصحافيين`: what stands behind an attached preposition, save in `تبين | للعلماء`. */
function isGoverned(context: Context, { role, cueEnd }: Saying, i: number): boolean {
  if (role === 'phrase' || context.mentionAt[i]) return false;
  const { key } = context.tokens[i]!;
  if (/^[وف]?بال.{2}/.test(key)) return true;
  const shown = i === cueEnd && isWord('shows-to', context.tokens[i - 1]!.key.replace(/^[وف](?=.{3})/, ''));
  return /^[وف]?لل.{2}/.test(key) && !shown;
}

/** `وأشار في | بيان`: behind في stands where it was said, save in `جاء في | البيان`. */
function isPlace(context: Context, { role, reading }: Saying, i: number): boolean {
  if (role === 'phrase' || !/^[وف]?في$/.test(context.tokens[i - 1]?.key ?? '')) return false;
  return !isWord('stands-in', reading?.form.lemma.lemma ?? '');
}

/** The tokens at which the source may begin. */
export function starts(context: Context, said: Saying): number[] {
  const facts = factsOf(context);
  const [low, high] = window(context, said);
  const topic = topicEnd(context, said);
  const found: number[] = [];
  for (let i = low; i < high; i++) {
    if ((i >= said.cue && i < said.cueEnd) || inContent(said, i)) continue;
    const mention = context.mentionAt[i];
    if (mention ? mention.first < i : !(facts.at(i) & (BIT.word | BIT.quote)) || facts.at(i) & NEVER_FIRST) continue;
    if (facts.has(i, 'quote') && !context.pairOpenedAt.has(i)) continue;
    if (isAddressed(context, said, i) || isGoverned(context, said, i) || isPlace(context, said, i)) continue;
    if (isObject(said, i) || pointsToNothing(context, i) || isAdverb(context, said, i) || i < topic) continue;
    found.push(i);
  }
  return found;
}

/** `قال | الآن`, `أضاف | مختصراً`; not `اليوم السابع` the paper, `ذكر أن | رجلاً قال`. Nor was `معقباً` behind the verb a name. */
function isAdverb(context: Context, { role, cueEnd }: Saying, i: number): boolean {
  const facts = factsOf(context);
  if (context.mentionAt[i]) return role === 'verb' && i === cueEnd && isAccusative(context, i);
  if (facts.has(i, 'time') && facts.has(i, 'definite')) return true;
  return isAccusative(context, i) && !facts.has(i - 1, 'complementiser');
}

/** The end of what a sentence opens with before its verb: `وعن راشد الماجد | قال`, `وحول | الحادثة | أوضح`; not `وعن أبي هريرة | قال`. */
export function topicEnd(context: Context, { anchor, role }: Saying): number {
  const { first } = sentenceAt(context, anchor);
  const { key } = context.tokens[first]!;
  if (role !== 'verb' || first >= anchor || !key.startsWith('و') || !isWord('topic', key.slice(1))) return 0;
  if (isWord('of-a-name', context.tokens[first + 1]!.key)) return 0;
  const facts = factsOf(context);
  let end = first + 1;
  while (end < anchor && !(facts.at(end) & TOPIC_ENDS)) end++;
  return end;
}

const TOPIC_ENDS = BIT.comma | BIT.finite | BIT.stop | BIT.relative | BIT.complementiser;

/** `للجزيرة نت`, `لوكالة الأنباء`: a name with the preposition attached is whom one speaks to, except in `وفقاً لوكالة الأنباء`. */
function isAddressed(context: Context, { role }: Saying, i: number): boolean {
  const mention = context.mentionAt[i];
  if (role === 'phrase' || mention?.first !== i) return false;
  const { start, key } = context.tokens[i]!;
  return mention.start > start && /^[وف]?ل/.test(key) && !matchAt(context, 'attribution', i - 1);
}

/** `مطالباً | وزير الشغل بالتدخل`, `داعيةً الأطراف إلى`: behind a participle of state stands whom it asks for something. */
const isObject = ({ role, reading, cueEnd }: Saying, i: number): boolean =>
  role === 'participle' && i >= cueEnd && tells(reading?.form.lemma.lemma ?? '');

/** A pronoun behind a particle (`فيها`, `لكنه`, `خلاله`), a letter by itself, or `هذه` without its noun (`هذه وجهة نظر فلان`). */
function pointsToNothing(context: Context, i: number): boolean {
  const facts = factsOf(context);
  if (!context.mentionAt[i] && isPronominal(context.tokens[i]!.key)) return true;
  const tags = facts.match('anaphor', i)?.word.tags ?? [];
  return tags.includes('demonstrative') && !facts.has(i + 1, 'definite');
}

/** `فيها`, `بهم`, `عنه`, `لكنها`, `خلاله`: a particle with a pronoun and nothing else. */
function isPronominal(key: string): boolean {
  if (key.length === 1 || /^[وف]?[بل](?:ه|ها|هم|هما|هن|نا|ك|كم|ي)$/.test(key)) return key !== '';
  const stem = key.replace(/(?:هما|هم|هن|ها|نا|كم|ه)$/, '');
  return stem !== key && (isParticle(stem) || isParticle(stem.replace(/^[وف](?=.{2})/, '')));
}

const isParticle = (stem: string): boolean => isPreposition(stem) || PARTICLES.some((group) => isWord(group, stem));
const PARTICLES = ['adjunct', 'by-medium', 'conjunction', 'particle'] as const;

function window(context: Context, { anchor, cue, cueEnd, first, lead, site }: Saying): [number, number] {
  // `حسب تعبيره`: only a pronoun tells
  if (site) return site.pronoun !== null && site.subject === null ? [0, 0] : [site.first + 1, site.last];
  const sentence = sentenceAt(context, anchor);
  const low = Math.max(sentence.first, anchor - REACH);
  const high = Math.min(sentence.last, anchor + REACH);
  return cue >= 0 && first > cue ? [low, Math.min(high, Math.max(lead, cueEnd))] : [low, high];
}

/** The tokens before which a source that begins at `start` may end. */
export function ends(context: Context, said: Saying, start: number): number[] {
  const facts = factsOf(context);
  let limit = Math.min(said.site ? said.site.last : sentenceAt(context, start).last, start + LONGEST);
  if (start < said.anchor) limit = Math.min(limit, said.anchor);
  for (const [first] of said.pieces) if (start < first) limit = Math.min(limit, first);
  const found: number[] = [];
  for (let end = start + 1; end <= limit; end++) {
    const last = facts.at(end - 1);
    if (last & BIT.stop && end - start > 1) break;
    const mention = context.mentionAt[end - 1];
    if (mention && mention.last > end && end < limit) continue;
    const closes = last & BIT.quote || context.tokens[end - 1]!.form === ')';
    if (last & BIT.word || closes) found.push(end);
  }
  return found;
}
