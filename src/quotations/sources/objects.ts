/** Where a noun phrase that is the subject of an ordinary verb was read on into what the verb governs. */
import type { TokenRange } from '../choosing.ts';
import { type Context, isTagged, keyAt, mentionsWithin, sentenceAt } from '../context.ts';
import { BIT, bitsOf, type Facts, factsOf } from '../facts.ts';
import { kindsOfKey, NOUN, nounKinds } from '../noun-kinds.ts';
import type { Saying } from '../sayings.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

const DEEDS = NOUN.event | NOUN.idea | NOUN.thing | NOUN.words;
const NO_THING = NOUN.time | NOUN.measure | NOUN.part;

/**
 * The token with which the object of the verb begins that stands before a noun phrase; its end where none does. Behind a noun that is
 * definite already stands an adjective or a name; another noun is no part of it: `زار وزير الصحة | المستشفى`, `رفض المتحدث باسم الحزب | هذا المقترح`,
 * `نظم العمال | وقفة`; not `الأمين العام`, `وزير التربية الوطنية`, `مدير التعليم الأستاذ سامي`.
 */
export function objectIn(context: Context, facts: Facts, first: number, end: number): number {
  for (let i = first + 1; i < end; i++)
    if (isClosed(context, facts, i - 1) && isObject(context, facts, first, i)) return i;
  return end;
}

/** `شارك مدير التعليم | في الندوة`, `شكا باعة الخضار | من تردي الحال`: what the verb takes with its preposition; not `مدير التعليم في المحافظة`, `أعضاء الوفد المشارك في الندوة`. */
export function complementIn(context: Context, facts: Facts, first: number, end: number): number {
  if (isArticled(context, first)) return end;
  for (let i = first + 2; i < end - 1; i++) {
    if (!facts.has(i, 'preposition') || !isClosed(context, facts, i - 1) || context.mentionAt[i + 1]) continue;
    if (nounKinds(context.words[i - 1]!) === 0 || mayDescribe(context, i - 1)) continue;
    const governed = nounKinds(context.words[i + 1]!);
    if (governed & NOUN.event && !(governed & (NOUN.person | NOUN.body | NOUN.place))) return i;
  }
  return end;
}

/** The article, and no word that begins so of itself (`التهاب`, `إلا`). */
function isArticled({ tokens, mentionAt }: Context, i: number): boolean {
  const { form, key } = tokens[i]!;
  return form.startsWith('ال') && key.length > 3 && !mentionAt[i] && kindsOfKey(key) === 0;
}

/** Nothing can be its genitive: a noun with its article (`للحزب`, not `للقاء`), a name. */
function isClosed(context: Context, facts: Facts, i: number): boolean {
  if (context.mentionAt[i]) return context.mentionAt[i]!.last === i + 1;
  if (context.pairClosedAt.has(i)) return true;
  const { form, key } = context.tokens[i]!;
  if (!facts.has(i, 'definite') || 'إأآ'.includes(form[0]!) || kindsOfKey(key) !== 0) return false;
  return !key.startsWith('لل') || kindsOfKey(key.slice(1)) === 0;
}

function isObject(context: Context, facts: Facts, first: number, i: number): boolean {
  const { tokens, words, mentionAt } = context;
  if (mentionAt[i]) return isPlace(context, facts, first, i);
  if (isTagged(context, 'anaphor', i, 'demonstrative')) return pointsAhead(context, facts, i);
  const kinds = nounKinds(words[i]!);
  // the و of وقفة is its own
  if (facts.has(i, 'wa')) return (kindsOfKey(tokens[i]!.key) & DEEDS) !== 0;
  if (!isArticled(context, i) || kinds === 0 || mayDescribe(context, i)) return false;
  if (kinds & NOUN.person) return isPerson(context, facts, first, i);
  return (kinds & NO_THING) === 0;
}

/** `الرئيس | هذا المقترح`; not `الأحزاب تلك`, `المعارضون لهذه الحرب`. */
const pointsAhead = (context: Context, facts: Facts, i: number): boolean =>
  facts.match('anaphor', i)?.prefix === 0 &&
  i + 1 < context.tokens.length &&
  isArticled(context, i + 1) &&
  !facts.has(i + 1, 'relative');

/** `السابقة`, `الوطنية`, `المتهمين الموقوفين`: it may be an adjective of a noun before; and none in the nominative is an object. */
function mayDescribe({ tokens }: Context, i: number): boolean {
  const key = tokens[i]!.key.slice(2);
  const singular = key.replace(/يات$/, 'يه');
  if (isWord('describes', singular) || /ي(?:ون|ين)$/.test(key)) return true;
  if (singular.endsWith('يه')) return (kindsOfKey(singular) & ~NOUN.person) === 0;
  if (key.endsWith('ون')) return kindsOfKey(key.slice(0, -2)) !== 0;
  return key.endsWith('ين') && tokens[i - 1]!.key.endsWith('ين');
}

/** `استقبل رئيس الجمهورية | السفير`, `هنأ رئيس الوزراء | اللاعبين`; not `الرئيس المدير العام`, `وكيل الوزارة السفير سامي`. */
function isPerson(context: Context, facts: Facts, first: number, i: number): boolean {
  const [head, role] = [facts.match('role', first), facts.match('role', i)];
  if (i < first + 2 || head?.number !== 'sg' || head.word.tags.includes('honorific')) return false;
  if (!role || role.word.tags.includes('honorific') || context.tokens[i]!.key.endsWith('ي')) return false;
  return !isNamed(context, facts, i);
}

/** A name behind titles: `السفير الدكتور | سامي نور`. */
function isNamed({ mentionAt }: Context, facts: Facts, i: number): boolean {
  let name = i;
  while (!mentionAt[name] && facts.at(name) & OF_TITLE && name < i + TITLES) name++;
  return mentionAt[name]?.type === 'PER';
}
const OF_TITLE = bitsOf('title', 'definite', 'preposition');
const TITLES = 6;

/** `غادر الرئيس المصري | القاهرة`; not `حاكم العاصمة السويدية ستوكهولم`, `الرئيس المصري بالقاهرة`. */
function isPlace(context: Context, facts: Facts, first: number, i: number): boolean {
  const { tokens, words, mentionAt } = context;
  const name = mentionAt[i]!;
  if (name.type !== 'LOC' || name.first !== i || name.start > tokens[i]!.start || mentionAt[i - 1]) return false;
  for (let k = first + 1; k < i; k++) if (nounKinds(words[k]!) & (NOUN.place | NOUN.body)) return false;
  return facts.match('role', first) !== null && mentionsWithin(context, first, i).length === 0;
}

/** Titles before a name. */
const MOST_TITLES = 5;

/**
 * `ورد على | الوزير سامي نور | بالقول`, `وناشدت | الصليب الأحمر | قائلة`: to whom the verb that opens the sentence turns, where behind it
 * the subject isn't told again; null where it is none of those, or more than that stands there: `ناشد الوزير سامي نور السكان`.
 */
export function turnedTo(context: Context, { anchor }: Pick<Saying, 'anchor'>): TokenRange | null {
  const { tokens, mentionAt } = context;
  const { first } = sentenceAt(context, anchor);
  const { key } = tokens[first]!;
  const turns = isWordAfterConjunction('turns', key) && isWord('turns-to', tokens[first + 1]?.key);
  if (!turns && !isWordAfterConjunction('takes-somebody', key)) return null;
  const begins = first + (turns ? 2 : 1);
  const facts = factsOf(context);
  let name = begins;
  while (!mentionAt[name] && name < begins + MOST_TITLES && facts.at(name) & (BIT.title | BIT.definite)) name++;
  const mention = mentionAt[name];
  const behind = mention?.last ?? 0;
  if (!mention || mention.first !== name || behind > anchor || facts.has(behind, 'relative')) return null;
  const ends = behind === anchor || (facts.has(behind, 'comma') && anchor === behind + 1) || isLedByBi(context, behind);
  return turns || ends ? [begins, behind] : null;
}

/** `بالانحياز`, `بعرقلة`; not `بعض`, `بريطانيا`. */
export function isLedByBi(context: Context, i: number): boolean {
  const key = keyAt(context, i);
  if (key[0] !== 'ب' || context.mentionAt[i]) return false;
  return key.startsWith('بال') || (kindsOfKey(key) === 0 && kindsOfKey(key.slice(1)) !== 0);
}
