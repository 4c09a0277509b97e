/** Which noun phrase of the sentence says it: the beginning is chosen among all, then the end. */
import { type Forest, scoreOf } from '../../learned/trees.ts';
import { foldKey } from '../../text/index.ts';
import { bare, largest, sharesOf } from '../choosing.ts';
import { type Context, isComma, isTagged, keyAt, mentionsWithin, sentenceAt } from '../context.ts';
import { BIT, type Facts, factsOf, honourAt, isDocument } from '../facts.ts';
import { secondSubject } from '../headlines.ts';
import { hasPronoun, withoutLi } from '../letters.ts';
import { kindsOfKey, NOUN, nounKinds } from '../noun-kinds.ts';
import type { Saying } from '../sayings.ts';
import { isWord, isWordAfterConjunction, tells } from '../words.ts';
import { ends, lemmaOf, starts } from './candidates.ts';
import { describeEnds, describeStarts } from './features.ts';
import { isCircumstance, isPreposition, opensAdverbial } from './noun-phrases.ts';
import { objectIn, turnedTo } from './objects.ts';

/** The trained models, bound to the layouts of `features.ts`. */
export interface SourceModels {
  starts: Forest;
  ends: Forest;
}

/** What the station tells. */
export interface Sourced {
  /** Tokens of the source; null where the reporting word stands without one. */
  span: [number, number] | null;
  probability: number;
  /** The best noun phrase where none was chosen, or the second best; null where nothing else is likely. */
  second: [number, number] | null;
  secondProbability: number;
}

/** A rival less likely than this is not told. */
const LEAST_SECOND = 0.04;

export function chooseSource(context: Context, said: Saying, models: SourceModels): Sourced {
  const second = secondOfHeadline(context, said);
  if (second) return { span: second, probability: 1, second: null, secondProbability: 0 };
  const begins = starts(context, said);
  const shares =
    begins.length === 0
      ? [1]
      : sharesOf(
          (row) => scoreOf(models.starts, row),
          (visit) => describeStarts(context, said, begins, visit),
        );
  const tokens = [-1, ...begins];
  const [best, next] = largest(shares, 2) as [number, number | undefined];
  const endAt = (start: number) => endOf(context, said, start, models.ends);
  const [outer, sure] = endAt(tokens[best]!);
  const from = outer && relayedFrom(context, said, outer);
  const chosen = from && tokens.includes(from) ? endAt(from)[0] : outer;
  const told = toldOf(context, said);
  const named = chosen && ([whoseWords(context, said, chosen), chosen[1]] as [number, number]);
  const meant = told && (!named || named[1] <= told[0]) ? told : (named ?? honouredBehind(context, said));
  const span = meant && isNoSource(context, said, meant) ? null : meant;
  const probability = shares[best]! * sure;
  if (next === undefined || shares[next]! < LEAST_SECOND)
    return { span, probability, second: null, secondProbability: 0 };
  return { span, probability, second: endAt(tokens[next]!)[0], secondProbability: shares[next]! };
}

/**
 * Whom the sentence turns to (`ورد على | الوزير | بالقول`), what it is about (`وعن | الحكام | : «…»`), the statement in which it is said
 * (`أصدر النادي | بلاغا | أكد فيه`): none of these speaks.
 */
function isNoSource(context: Context, said: Saying, [first, last]: readonly [number, number]): boolean {
  const { tokens } = context;
  if (first >= said.anchor) return false;
  const object = turnedTo(context, said);
  if (object && first < object[1] && object[0] < last) return true;
  const opens = sentenceAt(context, said.anchor).first >= first - 2;
  if (said.role === 'colon' && opens && isWordAfterConjunction('topic-of', tokens[first - 1]?.key)) return true;
  if (last !== said.cue || last > first + 1) return false;
  return isWord('document-given', tokens[first]!.key) && isWord('takes-up', tokens[said.cueEnd]?.key);
}

/**
 * What a source takes in too much: `المنظمة | ومقرها جنيف`, `مصدر كويتي | لوكالة س`, `الفنان | في حديث`, `خالد | الذي حضر`,
 * `النادي | على تويتر`, `تقرير | صدر أمس`, `العلماء | في هذه الدراسة`, `موقع كذا | التابع للهيئة`, `رجل | رافضاً كشف اسمه`.
 */
export function settledEnd(context: Context, first: number, last: number): number {
  const facts = factsOf(context);
  let end = overruns(context, facts, first, last);
  while (end > first + 1 && isDocument(facts, first) && isWord('published', context.tokens[end - 1]!.key)) end--;
  return facts.has(end - 1, 'comma') && end - 1 > first ? end - 1 : end;
}

function overruns(context: Context, facts: Facts, first: number, last: number): number {
  for (let i = first + 1; i < last; i++) {
    const { key } = context.tokens[i]!;
    if ((facts.has(i, 'relative') && !isWord('min', key)) || isWord('seated', key)) return i;
    if (context.mentionAt[i] && context.mentionAt[i]!.first < i) continue;
    if (!isDocument(facts, first) && opensAdverbial(context, i)) return i;
    if (isDependent(context, facts, i, first, last) || isObjectOf(context, facts, first, i)) return i;
    if (isToHis(context, facts, first, i)) return i;
    if (isWord('once', key) && isWord('some-day', context.tokens[i + 1]?.key)) return i;
    if (isWord('min', key) && isWord('own-part', context.tokens[i + 1]?.key)) return i;
    if (i === last - 1 && i > first + 1 && isHanging(context, facts, i)) return i;
    if (isCircumstance(context, i)) return i;
    if (isWord('addressee', key) && !isWord('of-members', key)) return i;
    if (key[0] === 'ل' && !isDocument(facts, first) && isTagged(context, 'outlet', i, 'head')) return i;
    const named = facts.has(first, 'definite') || context.mentionAt[first] !== undefined;
    if (named && isWord('occasion', key) && i + 1 < last && isOccasion(context, facts, i + 1)) return i;
  }
  return last;
}

/** `قال شيخ | لتلميذه`, `الأم | لابنتها`: to somebody of his. */
function isToHis({ tokens, mentionAt }: Context, facts: Facts, first: number, i: number): boolean {
  const { key, form } = tokens[i]!;
  // `لجنة`, `لزوجة` end otherwise
  if (mentionAt[i] || isDocument(facts, first) || key[0] !== 'ل' || !hasPronoun(form)) return false;
  return (kindsOfKey(key.slice(1)) & NOUN.person) !== 0;
}

/** `بيانات الجمارك | الصادرة`, behind a name or a definite word; not `هذا | المنشور`. */
const isHanging = ({ mentionAt, tokens }: Context, facts: Facts, i: number): boolean =>
  isWord('hanging-on', tokens[i]!.key) &&
  !mentionAt[i] &&
  (mentionAt[i - 1] !== undefined || facts.has(i - 1, 'definite'));

/** `دعا البلاغ | رئيسة المجلس`, `طالبت الحكومة المغربية | رئيس البعثة`: a definite body or document governs no title without article. */
function isObjectOf(context: Context, facts: Facts, first: number, i: number): boolean {
  if (facts.has(i, 'definite') || (facts.match('role', i)?.prefix ?? 1) > 0) return false;
  const name = context.mentionAt[first];
  const key = bare(context.tokens[first]!.key);
  if (isWord('rank', key)) return false;
  const isBody = isDocument(facts, first) || isWord('institution', key) || isWord('outlet', key);
  if (name ? name.type !== 'ORG' : !isBody) return false;
  for (let k = name ? name.last - 1 : first; k < i; k++) if (!facts.has(k, 'definite')) return false;
  return !name || name.last <= i;
}

/** `موقع كذا | التابع للهيئة`; not `القوات الموالية للرئيس`, `أمين الهيئة التابعة للرابطة سامي نور`. */
function isDependent(context: Context, facts: Facts, i: number, first: number, last: number): boolean {
  if (
    i < first + 2 ||
    isDocument(facts, first) ||
    !isWord('dependent', context.tokens[i]!.key) ||
    !facts.has(i + 1, 'li')
  )
    return false;
  return !mentionsWithin(context, i, last).some(({ type }) => type === 'PER');
}

/**
 * From whom somebody has it: `أفاد المرصد، نقلاً عن | مصادر`, `نقلت الوكالة عن | بيان`, `علمت الجريدة من | مصدر`; not `قالت الوكالة عن | الزلزال`,
 * nor `علمت من | مصادر مقربة من عائلته | أن`.
 */
function relayedFrom(context: Context, said: Saying, [first, last]: [number, number]): number | null {
  const { cue, cueEnd, role } = said;
  const key = (i: number): string => keyAt(context, i);
  const behind = first < cue ? cueEnd : isComma(context.tokens[last]) ? last + 1 : last;
  const end = context.tokens[last]?.kind === 'quote' ? last + 1 : last;
  if (isWord('quoting', key(behind)) && isWord('an', key(behind + 1))) return behind + 2;
  if (role !== 'verb' || first < cue) return null;
  const lemma = lemmaOf(said);
  const verb = (['learns', 'hands-on'] as const).find((group) => isWord(group, lemma));
  if (!verb || (verb === 'learns' && isPreposition(key(first - 1)))) return null;
  const from = verb === 'learns' ? 'min' : 'an';
  for (let i = first + 1; i <= end; i++) if (isWord(from, key(i)) && !context.mentionAt[i]) return i + 1;
  return null;
}

/** `بري متفائل بالهدنة و|ميقاتي| يحذر من المماطلة`: the second speaker of a headline. */
function secondOfHeadline(context: Context, { role, cue, reading }: Saying): [number, number] | null {
  const form = reading?.form;
  if (role !== 'verb' || form?.kind !== 'imperfect' || form.number !== 'sg') return null;
  const subject = secondSubject(context, cue);
  return subject < 0 ? null : [subject, cue];
}

/** `حسب تعبير | أستاذ الاقتصاد`, `بحسب معلومات من | الوزارة`: who said the words is the source; not `معلومات أولية`. */
function whoseWords(context: Context, { role }: Saying, [first, last]: readonly [number, number]): number {
  const { key } = context.tokens[first]!;
  if (role !== 'phrase' || context.mentionAt[first] || !isWord('words-of', withoutLi(key))) return first;
  const next = first + (isWord('min', context.tokens[first + 1]?.key) ? 2 : 1);
  if (next >= last) return first;
  const people = nounKinds(context.words[next]!) & (NOUN.person | NOUN.body);
  return context.mentionAt[next]?.first === next || people ? next : first;
}

/** `مؤكداً | سموه حرص البلاد على السلام`: an honour behind a participle is who says it. */
const honouredBehind = (context: Context, { role, cueEnd, first }: Saying): [number, number] | null =>
  role === 'participle' && cueEnd < first && honourAt(factsOf(context), cueEnd) ? [cueEnd, cueEnd + 1] : null;

/** Tokens between `قوله` and whose words they are, at most. */
const TOLD_REACH = 24;

/** Whose words somebody hands on: `نسبت الصحيفة إلى | ثلاثة مطلعين | قولهم`, `نقلت الوكالة عن | مدير البنك | قوله`; not `في قوله`. */
function toldOf(context: Context, { cue, role, reading }: Saying): [number, number] | null {
  if (role !== 'noun' || !reading?.suffix || !isWord('as-said', context.tokens[cue]!.key)) return null;
  const facts = factsOf(context);
  let first = cue;
  for (let i = cue - 1; i >= Math.max(0, cue - TOLD_REACH) && !facts.has(i, 'stop'); i--) {
    const { key } = context.tokens[i]!;
    if (isWordAfterConjunction('relays-from', key) || isWordAfterConjunction('relays', key))
      return first < cue ? [first, settledEnd(context, first, cue)] : null;
    if (facts.at(i) & (BIT.finite | BIT.complementiser | BIT.colon)) return null;
    if (isWord('tells-of', key) && !context.mentionAt[i]) first = i + 1;
  }
  return null;
}

/** Where something is said: `في حديث`, `في الوصف`, `على تويتر`, `في هذه الدراسة`, `في دراستها`; not `الباحث في الدراسات`. */
function isOccasion(context: Context, facts: Facts, i: number): boolean {
  if (isWord('book-part', bare(keyAt(context, i)))) return true;
  const medium = facts.match('medium', i);
  if (facts.has(i, 'medium') || (medium?.number !== 'pl' && medium?.word.tags.includes('strong'))) return true;
  if (isTagged(context, 'outlet', i, 'platform') || isTagged(context, 'anaphor', i, 'demonstrative')) return true;
  const document = facts.match('source', i);
  return document?.number !== 'pl' && isDocument(facts, i) && (document?.suffix !== '' || document.definite);
}

/** `وأبلغت واشنطن | نتنياهو`, `ونبهت النقابة | الوزارة`: behind the subject of a verb that tells somebody something stands whom it tells. */
function subjectAlone(context: Context, said: Saying, first: number, last: number): number {
  const lemma = lemmaOf(said);
  if (said.role !== 'verb' || first < said.cue || !(tells(lemma) || isWord('accuses', lemma))) return last;
  const facts = factsOf(context);
  const name = context.mentionAt[first];
  const told = afterName(context, first, last);
  if (told < last) return told;
  const object = name?.first === first ? name.last : first + 1;
  if (object >= last || facts.at(object) & (BIT.comma | BIT.quote)) return last;
  const next = context.mentionAt[object];
  if (name && next) return facts.has(object, 'wa') && next.start > context.tokens[object]!.start ? last : object;
  const { key } = context.tokens[object]!;
  if (name || next || !facts.has(first, 'definite') || !key.startsWith('ال')) return last;
  const isOne = (i: number, kinds: number): boolean => (nounKinds(context.words[i]!) & kinds) !== 0;
  const asks =
    isWord('asks', foldKey(lemma)) && object + 1 === last && isOne(object, NOUN.person) && isOne(first, NOUN.person);
  if (asks) return object;
  const isGroup = facts.match('role', object)?.number === 'pl' && facts.match('role', first)?.number === 'sg';
  if (isGroup && object + 1 === last) return object;
  const isMany = key.endsWith('ين') && !context.tokens[first]!.key.endsWith('ين');
  const isObject = isOne(object, NOUN.body) && !facts.match('role', object);
  return (isMany || isObject) && isOne(first, NOUN.person | NOUN.body) ? object : last;
}

/** `سأل النائب سامي نور | الوزير`: behind the full name of who tells or asks stands a definite noun, which is told; the end where none does. */
function afterName(context: Context, first: number, last: number): number {
  const [name, ...others] = mentionsWithin(context, first, last);
  if (name?.type !== 'PER' || others.length > 0 || name.last - name.first < 2 || name.last + 1 !== last) return last;
  const { key } = context.tokens[name.last]!;
  const speaks = nounKinds(context.words[name.last]!) & (NOUN.person | NOUN.body);
  return key.startsWith('ال') && speaks ? name.last : last;
}

/** `انتقد | الوزير | القرار قائلاً`, `زار | الوزير | المدينة وأكد`: the subject of another verb, which stands before it; not `الرئيس المدير العام قال`. */
function withoutObject(context: Context, said: Saying, first: number, last: number): number {
  const { role, cue, reading } = said;
  if (first >= cue || !(role === 'participle' || role === 'verb')) return last;
  const isItsOwn = role === 'verb' && last === cue && !/[وف]/.test(reading?.proclitic ?? '');
  return isItsOwn ? last : objectIn(context, factsOf(context), first, last);
}

function endOf(context: Context, said: Saying, start: number, model: Forest): [[number, number] | null, number] {
  if (start < 0) return [null, 1];
  const found = ends(context, said, start);
  if (found.length === 0) return [[start, start + 1], 1];
  const shares =
    found.length === 1
      ? [1]
      : sharesOf(
          (row) => scoreOf(model, row),
          (visit) => describeEnds(context, said, start, found, visit),
        );
  const best = largest(shares, 1)[0]!;
  const settled = subjectAlone(context, said, start, settledEnd(context, start, found[best]!));
  const end = withOwner(context, start, withoutObject(context, said, start, settled));
  return [[start, namedBehind(context, said, start, end)], shares[best]!];
}

/** `كبير الباحثين | الذين قاموا بالدراسة، سيث بولاك | إن`: between commas right before what is said stands the name of an office whose name isn't told yet. */
function namedBehind(context: Context, { role, cueEnd, lead }: Saying, first: number, last: number): number {
  const facts = factsOf(context);
  const end = facts.has(lead - 1, 'comma') ? lead - 1 : lead;
  const name = role === 'verb' && first === cueEnd && end > last ? context.mentionAt[end - 1] : undefined;
  if (name?.type !== 'PER' || name.last !== end || name.first < last || !facts.has(name.first - 1, 'comma'))
    return last;
  if (!isOffice(context, facts, first)) return last;
  if (mentionsWithin(context, first, name.first).some(({ type }) => type === 'PER')) return last;
  for (let i = last; i < name.first - 1; i++) if (facts.at(i) & NEW_CLAUSE) return last;
  return end;
}
const NEW_CLAUSE = BIT.complementiser | BIT.stop | BIT.colon;

/** `مدير`, `كبير الباحثين`. */
const isOffice = (context: Context, facts: Facts, first: number): boolean =>
  [first, first + 1].some((i) => facts.match('role', i) !== null || (nounKinds(context.words[i]!) & NOUN.person) !== 0);

/** `جاء في بيان | له`: whose it is belongs to it. */
const withOwner = (context: Context, start: number, end: number): number =>
  isDocument(factsOf(context), start) && isWord('its-own', context.tokens[end]?.key) ? end + 1 : end;
