/** Who is meant by an office, a description, a document: what its words and its place tell before anybody is chosen. */
import { labels } from '../../learned/layout.ts';
import { mayBegin } from '../../lexicon/index.ts';
import { type Context, keyAt, type NameMention, sentenceAt } from '../context.ts';
import { BIT, bitsOf, type Facts, factsOf, isDocument } from '../facts.ts';
import { hasArticle, hasPronoun, isDoneByHer, isPlural } from '../letters.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import { isWord } from '../words.ts';

/** What a word shares with those of its family: `الإمارات`, `إماراتي`, `إماراتية`; `أمريكا`, `الأمريكي`. Three letters are left at least. */
export function stem(word: string): string {
  let end = word.length;
  if (word.endsWith('ه') || word.endsWith('ا')) end--;
  if (word[end - 1] === 'ي') end--;
  const plural = word.slice(end - 2, end);
  if (plural === 'ات' || plural === 'ون' || plural === 'ين') end -= 2;
  return end > 2 ? word.slice(0, end) : word;
}

/**
 * `نقل رئيس مجلس الوزراء | تحيات جلالة الملك سامي`: behind a noun with its article a thing without one belongs to another phrase, so that the
 * office before it is not that of the name behind; not `الأستاذ بجامعة الشرق | كلية الآداب`, `مدير المركز | عضو اللجنة`.
 */
export function opensAnew({ tokens, words, mentionAt }: Context, facts: Facts, i: number): boolean {
  if (mentionAt[i] || !hasArticle(tokens[i - 1]?.key ?? '') || mentionAt[i - 1]?.type === 'LOC') return false;
  if (facts.at(i) & NO_NEW_PHRASE || !(facts.at(i) & BIT.word)) return false;
  const kinds = nounKinds(words[i]!);
  return (kinds & THINGS) !== 0 && !(kinds & (NOUN.person | NOUN.body | NOUN.place));
}

const NO_NEW_PHRASE = bitsOf(...labels('definite title preposition li bi wa time adjunct same negation'));
export const THINGS = NOUN.words | NOUN.event | NOUN.thing | NOUN.idea;

/** Of the words for who speaks without a name those that one known person may be called by: `الخبير`, `المتحدث`. */
const PEOPLE = ['official', 'group', 'witness'];

/**
 * 2: an office or occupation of one known person, without a name: `وزير الدفاع`, `مدرب المكسيك`, `الفنان السوري`; nearly always he is named
 * elsewhere. 1: a spokesman or assistant, who often isn't. 0: `سفير مشارك`, `أحد السكان`, `مسؤول في الوزارة`.
 */
export function holds(context: Context, facts: Facts, [first, last]: readonly [number, number]): number {
  const office = facts.match('role', first);
  const match = office ?? facts.match('source', first);
  if (!match || match.number === 'pl' || match.suffix || context.mentionAt[first]) return 0;
  if (!office && !(match.definite && match.word.tags.some((tag) => PEOPLE.includes(tag)))) return 0;
  const known = (i: number): boolean => facts.has(i, 'definite') || context.mentionAt[i] !== undefined;
  let end = first + 1;
  while (end < last && !(facts.at(end) & (BIT.preposition | BIT.comma)) && !isGoverned(facts, end)) end++;
  for (let i = first; i < last; i++) if (context.mentionAt[i]?.type === 'PER') return 0;
  if (!(known(first) || known(end - 1)) || !(known(last - 1) || facts.has(last - 1, 'quote'))) return 0;
  return office && !isWord('agent', context.tokens[first]!.key.replace(/^[وف]?ال/, '')) ? 2 : 1;
}

/** `بالأهلي`, `للأحرار`. */
const isGoverned = (facts: Facts, i: number): boolean =>
  facts.has(i, 'definite') && (facts.at(i) & (BIT.li | BIT.bi)) !== 0;

/** A definite singular without any name: `البيان`, `المنظمة الدولية`, `المصدر ذاته`: somebody or something told before. */
export function pointsBack(context: Context, facts: Facts, [first, last]: readonly [number, number]): boolean {
  if (!facts.has(first, 'definite') || isPlural(context.tokens[first]!.key)) return false;
  if (facts.match('source', first)?.number === 'pl' || facts.match('role', first)?.number === 'pl') return false;
  for (let i = first; i < last; i++) if (context.mentionAt[i]) return false;
  return true;
}

/** Where the sentence before that of a token begins; its own, where it is the first. */
export function sentenceBefore(context: Context, token: number): number {
  const { index, first } = sentenceAt(context, token);
  return context.sentences[index - 1]?.first ?? first;
}

/** Nothing but words, marks and commas up to a name: `الخبير | في مركز الزلازل، | سامي نور`. */
export function runsUpTo(facts: Facts, first: number, name: number): boolean {
  const stops = BIT.complementiser | BIT.finite | BIT.relative | BIT.colon | BIT.stop | BIT.time | BIT.auxiliary;
  for (let i = first; i < name; i++) if (facts.at(i) & stops) return false;
  return true;
}

/** How far a document's issuer is looked for. */
const ISSUER_REACH = 7;

interface Issued {
  /** The document. */
  token: number;
  issuer: NameMention;
  /** The issuer stands behind it: `تقرير | للبنك الدولي`, `دراسة أجرتها | جامعة س`. Else he goes before: `أطلقت | المؤسسة | التقرير`. */
  said: boolean;
}

/** The documents of an article with the bodies that they seem to be of. */
export function issuers(context: Context): Issued[] {
  const facts = factsOf(context);
  const found: Issued[] = [];
  for (let i = 0; i < context.tokens.length; i++) {
    if (context.mentionAt[i] || !mayBegin(context.words[i]!, 'source') || !isDocument(facts, i)) continue;
    const behind = issuerBehind(context, facts, i);
    const issuer = behind ?? issuerBefore(context, facts, i);
    if (issuer) found.push({ token: i, issuer, said: behind !== null });
  }
  return found;
}

/** The body named last before a document in its sentence. */
function issuerBefore({ mentionAt }: Context, facts: Facts, document: number): NameMention | null {
  for (let i = document - 1; i >= 0 && !facts.has(i, 'stop'); i--) {
    const mention = mentionAt[i];
    if (mention?.type === 'ORG') return mention;
  }
  return null;
}

/** `تقرير سنوي | للبنك الدولي`, `الدراسة التي أجرتها | جامعة س`; not `البيان الذي تسلمت | الأيام | نسخة منه`. */
function issuerBehind(context: Context, facts: Facts, document: number): NameMention | null {
  const stops = BIT.complementiser | BIT.stop | BIT.colon | BIT.finite;
  for (let i = document + 1; i < document + ISSUER_REACH && !(facts.at(i) & stops); i++) {
    const mention = context.mentionAt[i];
    if (mention?.type === 'ORG') return mention;
    const next = context.tokens[i + (facts.has(i, 'relative') ? 1 : 0)];
    if (facts.has(i, 'relative') && !hasPronoun(next?.form ?? '')) return null;
    if (!mention && isDoneByHer(keyAt(context, i))) return null;
  }
  return null;
}
