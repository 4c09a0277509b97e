/** Where a source can begin and end: listed generously; a trained model chooses. */
import { askedOnce, type CueReading, type WordMatch } from '../../lexicon/index.ts';
import { foldKey, hasLetter } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import {
  type Context,
  complementiser,
  isOfNoun,
  isTagged,
  matchAt,
  readings,
  readingsOf,
  sentenceAt,
} from '../context.ts';
import { BIT, type Facts, factsOf, isDocument } from '../facts.ts';
import { hasLi, withoutConjunction } from '../letters.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import { inContent, type Saying } from '../sayings.ts';
import { isWord, isWordAfterConjunction, tells } from '../words.ts';
import { isAccusative, isPreposition, isReached, nounPhraseEnd, opensAdverbial } from './noun-phrases.ts';
import { isLedByBi } from './objects.ts';

/** How many tokens before and behind the reporting word a source is looked for. */
const REACH = 45;
/** A source is no longer, in tokens. */
const LONGEST = 32;

/** Words that no source begins with, unless they are part of a name. */
const NEVER_FIRST =
  BIT.finite | BIT.complementiser | BIT.preposition | BIT.relative | BIT.negation | BIT.auxiliary | BIT.particle;

const SILENT = { bi: 1, li: 2, ownVerb: 4, state: 8, pronominal: 16 } as const;

/** The lemma of the reporting word; empty where there is none. */
export const lemmaOf = ({ reading }: Saying): string => reading?.form.lemma.lemma ?? '';

/** What keeps a word by itself from speaking, in bits: it is asked of each token near a reporting word. */
const silenceOf = askedOnce((word): number => {
  const found = readingsOf(word);
  let bits = isPronominal(word.key) ? SILENT.pronominal : 0;
  // `بالفعل`, `للأطراف`
  const noun = withoutConjunction(word.key);
  if (noun.startsWith('بال') && noun.length > 4) bits |= SILENT.bi;
  if (noun.startsWith('لل') && noun.length > 3) bits |= SILENT.li;
  // `سألناه`, `التقيته`
  if (found.length > 0 && found.every(({ form }) => form.person === 1 || form.person === 2)) bits |= SILENT.ownVerb;
  // `فرد | مجيبا: «…»`: without its vowel signs
  const isState = ({ form, definite }: CueReading): boolean =>
    form.kind === 'participle' && form.case === 'acc' && form.number === 'sg' && !definite;
  if (found.some(isState)) bits |= SILENT.state;
  return bits;
});

/** `بالفعل`, `للأطراف`, `وأضاف | للصحافيين`: what stands behind an attached preposition, save in `تبين | للعلماء`. */
function isGoverned(context: Context, { role, cueEnd }: Saying, i: number): boolean {
  const silence = silenceOf(context.words[i]!);
  if (role === 'phrase' || context.mentionAt[i]) return false;
  const shown = i === cueEnd && isWordAfterConjunction('shows-to', context.tokens[i - 1]!.key);
  if (role === 'verb' && i === cueEnd && !shown && isListedBehindLi(context, i)) return true;
  return (silence & SILENT.bi) !== 0 || ((silence & SILENT.li) !== 0 && !shown);
}

/** `وأكد | بحضور رئيس البلدية | أن`, `قال | باسم الحكومة | إن`: who is there, and for whom somebody speaks, right behind the reporting word. */
function isInPresence(context: Context, cueEnd: number, i: number): boolean {
  if (i < cueEnd || context.mentionAt[cueEnd] || !isWord('in-presence', context.tokens[cueEnd]?.key)) return false;
  const facts = factsOf(context);
  for (let k = cueEnd; k < i; k++) if (facts.has(k, 'comma')) return false;
  return true;
}

/** `قال | لأبنائه`, `يقول | لمحققيه`; not `لجنة`, `لاعب`. */
function isListedBehindLi(context: Context, i: number): boolean {
  const listed = matchAt(context, 'role', i) ?? matchAt(context, 'source', i);
  return listed !== null && !listed.definite && listed.proclitic === 'ل';
}

/** `أكد من | القاهرة | مصدر أمني أن`, `قال مرة | أخرى`, `أكد | فور وصوله`: where, how often and when, right behind the verb. */
function isAtPlace({ tokens, mentionAt }: Context, { cueEnd }: Saying, i: number): boolean {
  if (i === cueEnd) return !mentionAt[i] && isWord('adjunct', tokens[i]!.key) && !isWord('before-whom', tokens[i]!.key);
  if (i !== cueEnd + 1) return false;
  return mentionAt[i]?.type === 'LOC' ? isPreposition(tokens[cueEnd]!.key) : isWord('times', tokens[cueEnd]!.key);
}

/** A verb of who writes. */
const isOwnVerb = ({ words, mentionAt }: Context, i: number): boolean =>
  !mentionAt[i] && (silenceOf(words[i]!) & SILENT.ownVerb) !== 0;

/** `وأشار في | بيان`: behind في stands where it was said, save in `جاء في | البيان`. */
const isPlace = (context: Context, said: Saying, i: number): boolean =>
  said.role !== 'phrase' &&
  isWordAfterConjunction('fi', context.tokens[i - 1]?.key) &&
  !isWord('stands-in', lemmaOf(said));

/** The tokens at which the source may begin. */
export function starts(context: Context, said: Saying): number[] {
  const facts = factsOf(context);
  const [low, high] = window(context, said);
  const topic = topicEnd(context, said);
  const relayer = relayerOf(context, said);
  const found: number[] = [];
  for (let i = low; i < high; i++) {
    if ((i >= said.cue && i < said.cueEnd) || inContent(said, i)) continue;
    const mention = context.mentionAt[i];
    if (mention ? mention.first < i : !(facts.at(i) & (BIT.word | BIT.quote)) || facts.at(i) & NEVER_FIRST) continue;
    if (facts.has(i, 'quote') && !context.pairOpenedAt.has(i)) continue;
    if (isAddressed(context, said, i) || isGoverned(context, said, i) || isPlace(context, said, i)) continue;
    if (isObject(context, said, i) || isToldOf(context, said, i)) continue;
    if (pointsToNothing(context, i) || isAdverb(context, said, i) || i < topic) continue;
    if (isBlessing(context, i) || isNoSubject(context, said, i) || isOwnVerb(context, i)) continue;
    // `حسبما | علم | لدى مصالح الأمن`
    if (said.role === 'phrase' && isWord('learns', context.tokens[i]!.key) && !mention) continue;
    if (said.role !== 'phrase' && (isTheirWords(context, i) || opensAdverbial(context, i))) continue;
    if (said.role === 'verb' && isAtPlace(context, said, i)) continue;
    if (relayer && relayer[0] <= i && i < relayer[1]) continue;
    if (i > low + 1 && isWord('min', context.tokens[i - 1]!.key) && namesTwo(context, i - 2)) continue;
    found.push(i);
  }
  return found;
}

/** `حذروا | قائد اللواء`: one person or office behind a plural verb, which is the object. */
function isNoSubject(context: Context, { role, cue, cueEnd }: Saying, i: number): boolean {
  if (role !== 'verb' || i < cueEnd) return false;
  if (readings(context, context.tokens[cue]).some(({ form }) => form.number !== 'pl' || form.person !== 3))
    return false;
  const mention = context.mentionAt[i];
  return mention ? mention.type === 'PER' : matchAt(context, 'role', i)?.number === 'sg';
}

/** `قال | الآن`, `أضاف | مختصراً`; not `اليوم السابع` the paper, `ذكر أن | رجلاً قال`. Nor was `معقباً` behind the verb a name. */
function isAdverb(context: Context, { role, cueEnd }: Saying, i: number): boolean {
  const facts = factsOf(context);
  if (context.mentionAt[i]) return role === 'verb' && i === cueEnd && isAccusative(context, i);
  if (facts.has(i, 'time') && facts.has(i, 'definite')) return true;
  if (isWord('manifold', context.tokens[i]!.key) && isWord('times', context.tokens[i + 2]?.key)) return true;
  const isState = (silenceOf(context.words[i]!) & SILENT.state) !== 0;
  return (isState || isAccusative(context, i)) && !isGovernedSubject(context, i);
}

/** `ذكر أن | رجلاً`, `لكن | مصدراً في الوزارة قال`: behind such a particle the subject stands in the accusative. */
const isGovernedSubject = (context: Context, i: number): boolean =>
  factsOf(context).has(i - 1, 'complementiser') || isWord('but', context.tokens[i - 1]?.key);

/** `قال | رحمه الله`, `قالت | رضي الله عنها`. */
const isBlessing = ({ tokens }: Context, i: number): boolean =>
  isWord('blesses', tokens[i]!.key) && isWord('blessed', tokens[i + 1]?.key);

/** `فهم بحسب | زعمهم يرون أن`: behind such a head stands nobody. */
const isTheirWords = (context: Context, i: number): boolean =>
  isWord('as-said', context.tokens[i]!.key) && !context.mentionAt[i] && matchAt(context, 'attribution', i - 1) !== null;

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
function isAddressed(context: Context, { role, cueEnd }: Saying, i: number): boolean {
  const mention = context.mentionAt[i];
  if (role === 'phrase') return false;
  if (isBeforeWhom(context, i) || isBeforeWhom(context, i - 1) || isInPresence(context, cueEnd, i)) return true;
  if (isToOutlet(context, i)) return !matchAt(context, 'attribution', i - 1);
  if (mention?.first !== i) return false;
  if (isBehindTo(context, i)) return true;
  const { start, key } = context.tokens[i]!;
  return mention.start > start && hasLi(withoutConjunction(key)) && !matchAt(context, 'attribution', i - 1);
}

/** `وأضاف لـ | «المساء»`: the preposition by itself, and a name that may stand in marks. */
const isBehindTo = (context: Context, i: number): boolean =>
  context.tokens[factsOf(context).has(i - 1, 'quote') ? i - 2 : i - 1]?.key === 'ل';

/** `لصحيفة «النور»`, `لوكالة الأنباء`: an outlet with the preposition attached. */
const isToOutlet = (context: Context, i: number): boolean => {
  const match = matchAt(context, 'outlet', i);
  return (
    Boolean(match?.prefix) && match!.word.tags.includes('head') && hasLi(withoutConjunction(context.tokens[i]!.key))
  );
};

/** The outlet to which something is said, in tokens: `وأضاف | لوكالة «النور» | أن`, `وقال المصدر | للجزيرة نت | إن`; its name doesn't speak. */
export function toldOutlet(context: Context, { role, cue, cueEnd, lead }: Saying): TokenRange | null {
  if (role === 'phrase' || cue < 0) return null;
  const facts = factsOf(context);
  for (let i = cueEnd; i < Math.min(lead, context.tokens.length); i++) {
    const mention = context.mentionAt[i];
    // `تقرير لوكالة «النور»` is the agency's own
    if ((mention && mention.first < i) || !isToOutlet(context, i) || isDocument(facts, i - 1)) continue;
    const name = mention ?? context.mentionAt[facts.has(i + 1, 'quote') ? i + 2 : i + 1];
    let end = name && name.type !== 'PER' ? name.last : i + 1;
    while (end < lead && facts.has(end, 'quote')) end++;
    return [i, Math.min(end, lead)];
  }
  return null;
}

/** Tokens between `نقل` and `قوله`, at most. */
const RELAY_REACH = 20;

/** Who hands on what somebody told before has said: `ونقل عنه | النائب سامي نور | قوله`, `ونقلت عنه | الوكالة | أن`. */
export function relayerOf(context: Context, { role, cue, lead }: Saying): TokenRange | null {
  if (cue < 0 || role === 'phrase') return null;
  const end = role === 'noun' ? cue : lead;
  const least = role === 'noun' ? cue - RELAY_REACH : cue - 1;
  for (let i = cue; i > least && i >= 0 && !factsOf(context).has(i, 'stop'); i--) {
    if (!isWordAfterConjunction('hands-on-verb', context.tokens[i]!.key)) continue;
    for (let k = i + 1; k < end; k++) if (isWord('of-him', context.tokens[k]!.key)) return [i + 1, end];
    return null;
  }
  return null;
}

/** Whom it asks or accuses: `مطالباً | وزير الشغل بالتدخل`, `وطالبت | رئيس الحكومة بأن`, `قال إن …، ودعا | الاتحاد الأوروبي إلى`. */
function isObject(context: Context, said: Saying, i: number): boolean {
  const { role, cueEnd } = said;
  const lemma = lemmaOf(said);
  if (role === 'participle') return i >= cueEnd && tells(lemma);
  if (role !== 'verb' || i !== cueEnd) return false;
  if (isWord('explains', foldKey(lemma)) && isMatter(context, i)) return true;
  if (!tells(lemma) && !isWord('accuses', lemma)) return false;
  if (isWord('prays', foldKey(lemma)) && isWord('prayed-to', context.tokens[i]!.key)) return true;
  if (isFeminineOf(context, said, i) || disagrees(context, said, i)) return true;
  return isWord('demands', lemma) && goesOnWithObject(context, said, i);
}

/** `تم إبلاغ | اللاعبين بأن`: the one noun phrase behind a noun of telling is who is told; not `إبلاغ | الوزير المجلس بأن`. */
function isToldOf(context: Context, said: Saying, i: number): boolean {
  const { role, cueEnd } = said;
  if (role !== 'noun' || i < cueEnd || !isWord('informs', foldKey(lemmaOf(said)))) return false;
  const limit = Math.min(context.tokens.length, cueEnd + LONGEST);
  const end = context.mentionAt[cueEnd]?.last ?? nounPhraseEnd(context, cueEnd, limit);
  return i < end && (complementiser(context.tokens[end]) !== null || isWord('min', context.tokens[end]?.key));
}

/** `الأمر`, `القرار`; not `الوزير`, `الشركة`, nor a name. */
function isMatter(context: Context, i: number): boolean {
  const kinds = nounKinds(context.words[i]!);
  return !context.mentionAt[i] && kinds !== 0 && (kinds & (NOUN.person | NOUN.body | NOUN.words)) === 0;
}

/** `ويدعو | إسرائيل أن`, `طمأن | سوريا بأن`: a country is feminine, but for a few; a capital too. */
function isFeminineOf(context: Context, { reading }: Saying, i: number): boolean {
  const mention = context.mentionAt[i];
  const { key } = context.tokens[i]!;
  if (mention?.type !== 'LOC' || mention.first !== i || mention.last !== i + 1 || key.startsWith('ال')) return false;
  return reading?.form.gender === 'm' && reading.form.number === 'sg' && !isWord('masculine-place', key);
}

/** `ودعت | رئيس الحكومة`, `وتدعو | المواطنين`, `ودعت | الأهالي`: neither gender nor case are those of the verb's subject. */
function disagrees(context: Context, { reading }: Saying, i: number): boolean {
  const { gender } = reading!.form;
  const match = matchAt(context, 'role', i) ?? matchAt(context, 'source', i);
  const { key } = context.tokens[i]!;
  if (context.mentionAt[i] || !match || match.prefix > 0) return false;
  if (match.number === 'pl') return key.endsWith('ين');
  return match.number === 'sg' && match.gender !== null && match.gender !== gender && gender !== null && !isBody(match);
}

const isBody = ({ word }: WordMatch): boolean =>
  word.tags.some((tag) => tag === 'body' || tag === 'document' || tag === 'data');

/** `وقال الوزير إن …، ودعا | الاتحاد الأوروبي إلى التحرك`: a verb that goes on in the same sentence, one noun phrase, and what is asked of it. */
function goesOnWithObject(context: Context, { cue, cueEnd, reading }: Saying, i: number): boolean {
  const facts = factsOf(context);
  if (!reading!.proclitic.startsWith('و') || !facts.has(cue - 1, 'comma')) return false;
  let said = false;
  for (let k = cue - 1; k >= sentenceAt(context, cue).first; k--) said ||= facts.has(k, 'complementiser');
  const end =
    context.mentionAt[i]?.last ?? nounPhraseEnd(context, cueEnd, Math.min(context.tokens.length, i + LONGEST));
  const next = context.tokens[end];
  return said && end > i && next !== undefined && !isOwnTurn(context, i, end) && leadsToDemand(context, end);
}

/** `المتحدث من جهته`, `المتحدث باسم الحكومة`: who speaks in turn, or for somebody. */
const isOwnTurn = ({ tokens }: Context, first: number, last: number): boolean =>
  tokens.slice(first, last).some(({ key }) => isWord('on-behalf', key) || isWord('own-part', key));

/** `إلى التحرك`, `من المواطنين`, `بالتدخل`; not `من جهته`, `بعد الاجتماع`, `بدوره`, `باسم الحكومة`. */
function leadsToDemand(context: Context, i: number): boolean {
  const { key } = context.tokens[i]!;
  if (isWord('min', key)) return !isWord('own-part', context.tokens[i + 1]?.key);
  if (isWord('demanded', key)) return true;
  return isLedByBi(context, i) && !isWord('on-behalf', key) && !isWord('time', key) && !isParticle(key);
}

/** A pronoun behind a particle (`فيها`, `لكنه`, `خلاله`), `نفسه`, `رفض كشف اسمه`, a letter by itself that is no title (`د/ سامي`), or `هذه` without its noun (`هذه وجهة نظر فلان`). */
function pointsToNothing(context: Context, i: number): boolean {
  const facts = factsOf(context);
  const { key } = context.tokens[i]!;
  const mention = context.mentionAt[i];
  const pronominal = silenceOf(context.words[i]!) & SILENT.pronominal;
  if (pronominal && !mention && !facts.has(i, 'title')) return true;
  if (isWordAfterConjunction('no-source', key)) return !mention;
  return isTagged(context, 'anaphor', i, 'demonstrative') && !facts.has(i + 1, 'definite');
}

/** `فيها`, `بهم`, `عنه`, `لكنها`, `خلاله`: a particle with a pronoun and nothing else. */
function isPronominal(key: string): boolean {
  if (key.length === 1 || /^[وف]?[بل](?:ه|ها|هم|هما|هن|نا|ك|كم|ي)$/.test(key)) return true;
  const stem = key.replace(/(?:هما|هم|هن|ها|نا|كم|ه)$/, '');
  return stem !== key && (isParticle(stem) || isParticle(withoutConjunction(stem)));
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

/** `أكد | أمام اللجنة`: told by its hamza from `إمام`. */
const isBeforeWhom = ({ tokens, mentionAt }: Context, i: number): boolean =>
  isWord('before-whom', tokens[i]?.key) &&
  tokens[i]!.form[0] === 'أ' &&
  !mentionAt[i] &&
  !complementiser(tokens[i + 1], true);

/** `علي حسن | أمام القاضي`, `الوزير | أمام اللجنة`: before whom somebody speaks. */
const isBefore = (context: Context, i: number, start: number): boolean => {
  if (!isBeforeWhom(context, i)) return false;
  for (let k = start; k < i; k++) if (!context.mentionAt[k] && factsOf(context).has(k, 'preposition')) return false;
  return true;
};

/** `مسؤول (طلب عدم ذكر اسمه) | في الوزارة`: words that were taken out stand before it. */
function isBehindHole({ index, tokens }: Context, i: number): boolean {
  const [from, to] = [tokens[i - 1]!.end, tokens[i]!.start];
  return to - from > 3 && hasLetter(index.text, from, to);
}

/** `الوزيران`, `الخبيران`: two of them are one source. */
export const isTwo = (facts: Facts, first: number): boolean =>
  (facts.match('role', first) ?? facts.match('source', first))?.number === 'du';

/** `كل من`, `الوزيران`: two are named behind it. */
const namesTwo = (context: Context, start: number): boolean =>
  (isWord('each-of', context.tokens[start]!.key) && isWord('min', context.tokens[start + 1]?.key)) ||
  isTwo(factsOf(context), start);

/** `كل من سامي | وهدى`: behind the first of the two. */
const andAnother = (context: Context, end: number): boolean =>
  context.mentionAt[end - 1]?.last === end &&
  factsOf(context).has(end, 'wa') &&
  (context.mentionAt[end] ?? context.mentionAt[end + 1]) !== undefined;

/** The tokens before which a source that begins at `start` may end. */
export function ends(context: Context, said: Saying, start: number): number[] {
  const facts = factsOf(context);
  let limit = Math.min(said.site ? said.site.last : sentenceAt(context, start).last, start + LONGEST);
  if (start < said.anchor) limit = Math.min(limit, said.anchor);
  for (const [first] of said.pieces) if (start < first) limit = Math.min(limit, first);
  const found: number[] = [];
  const two = namesTwo(context, start);
  for (let end = start + 1; end <= limit; end++) {
    const last = facts.at(end - 1);
    if (last & BIT.stop && end - start > 1) break;
    if (
      end - start > 1 &&
      (isBefore(context, end - 1, start) || isBehindHole(context, end - 1) || isReached(context, end - 1))
    )
      break;
    const mention = context.mentionAt[end - 1];
    if (mention && mention.last > end && end < limit) continue;
    if (isOfNoun(context, end) || (two && andAnother(context, end))) continue;
    const closes = last & BIT.quote || context.tokens[end - 1]!.form === ')';
    if (last & BIT.word || closes) found.push(end);
  }
  return found;
}
