/** Somebody or something that speaks: who it is by name or description, which offices stand around the name, what it was called. */
import { labels } from '../../learned/layout.ts';
import { askedOnce, type Gender, type Known } from '../../lexicon/index.ts';
import type { Entity, SpeakerKind } from '../../model.ts';
import { firstFrom, foldKey, isKnownWithSuffix, isKnownWord, lettersEnd } from '../../text/index.ts';
import { type TokenRange, bare as withoutArticle } from '../choosing.ts';
import {
  type Context,
  hasHeadsPreposition,
  isComma,
  isDash,
  isTagged,
  type NameMention,
  spanOf,
  trimRange,
  without,
} from '../context.ts';
import { BIT, bitsOf, type Facts, factsOf } from '../facts.ts';
import { hasArticle, hasConjunction, hasPreposition, isInflected, isToThe } from '../letters.ts';
import { kindsOfKey, NOUN, nounKinds } from '../noun-kinds.ts';
import { phraseEnd } from '../sources/features.ts';
import { isWord } from '../words.ts';
import { opensAnew, stem, THINGS } from './links.ts';
import { Noted } from './noted.ts';
import { isOtherAgency, isOutlet } from './outlets.ts';

/** Somebody or something that speaks in the article. */
export interface Referent {
  name: string;
  kind: SpeakerKind;
  /** Folded words of the name or description without article and conjunction. */
  bare: string[];
  head: string;
  /** Gender that verbs, titles and pronouns showed. */
  genders: Noted<'m' | 'f'>;
  number: 'sg' | 'pl' | null;
  entity: Entity | null;
  aliases: Noted<string>;
  /** Token ranges where it is named or described, in order. */
  places: [number, number][];
  /** `PER`, `ORG` … of names; `described` of the rest. */
  type: string;
  /** Stems of the words of titles and offices around its name. */
  titles: Noted<string>;
  /** The same, office by office in their order. */
  offices: string[][];
  titleGender: Gender;
  /** What it was called where it spoke. */
  calledHeads: Noted<string>;
  calledWords: Noted<string>;
  /** The media in which it spoke: `بيان`, `تقرير`. */
  media: Noted<string>;
  /** Tokens at which it spoke. */
  spoke: number[];
  /** Verbs and pronouns of those: how many masculine, feminine, plural. */
  votes: { m: number; f: number; pl: number };
  /** Documents that the article says or suggests are its own (`تقرير للبنك`): 2 said, 1 suggested. */
  issued: Map<string, number> | null;
  /** The name that this one completes: `فهد` of `فهد بارباع`. */
  completes: Referent | null;
}

/** Without conjunction, preposition letter and article. */
export function bare(key: string): string {
  if (isWord('parent', key)) return key;
  const rest = key.slice(articleEnd(key));
  return hasConjunction(rest) && rest.length > 4 && rest.startsWith('ال', 1) ? rest.slice(1) : rest;
}

/** How many letters `ال`, `لل`, `بال` … take with a conjunction before them, where two are left. By letters: it is asked of every name. */
function articleEnd(key: string): number {
  const at = hasConjunction(key) ? 1 : 0;
  const clitic = key[at] === 'ب' || key[at] === 'ك' ? 1 : 0;
  const found = key.startsWith('ال', at + clitic) || (clitic === 0 && key.startsWith('لل', at));
  return found && key.length >= at + clitic + 4 ? at + clitic + 2 : 0;
}

/** A word without the conjunction in front: `وسالم`; of `وزارة` the first letter is its own. */
export const loose = (key: string): string =>
  bare(hasConjunction(key) && key.length > 4 && !isKnownWord(key) ? key.slice(1) : key);

const looseOf = askedOnce(({ key }) => loose(key));

/** What a name or description tells by itself. */
function called(name: string, key = foldKey(name)): Pick<Referent, 'name' | 'bare' | 'head'> {
  const keys = key.split(/\s+/).filter(Boolean);
  return { name, bare: keys.map(loose), head: bare(keys[0] ?? '') };
}

/**
 * Written out: with new keys behind a spread, V8 gives every object a hidden class of its own, which takes a microsecond a key, and whoever
 * reads them looks each key up. Made without, one of these took 0.4 instead of 35 microseconds.
 */
export function blank(name: string, kind: SpeakerKind, type: string, key = foldKey(name)): Referent {
  const { bare, head } = called(name, key);
  return {
    name,
    kind,
    bare,
    head,
    genders: new Noted(),
    number: 'sg',
    entity: null,
    aliases: new Noted(),
    places: [],
    type,
    titles: new Noted(),
    offices: [],
    titleGender: null,
    calledHeads: new Noted(),
    calledWords: new Noted(),
    media: new Noted(),
    spoke: [],
    votes: { m: 0, f: 0, pl: 0 },
    issued: null,
    completes: null,
  };
}

/** Another name; the one before becomes an alias. */
export function rename(referent: Referent, name: string): void {
  referent.aliases.add(referent.name);
  Object.assign(referent, called(name));
}

/** The name's own referent, under the name that the source completes. */
export function completed(chosen: Referent): Referent {
  const whole = chosen.completes;
  if (!whole) return chosen;
  for (const alias of chosen.aliases) whole.aliases.add(alias);
  rename(whole, chosen.name);
  return whole;
}

export function place(referent: Referent, first: number, last: number): void {
  if (!referent.places.some(([start]) => start === first)) {
    referent.places.push([first, last]);
    referent.places.sort((a, b) => a[0] - b[0]);
  }
}

export function ofName(context: Context, mention: NameMention, own: string | null): Referent {
  const { entity } = mention;
  const media = entity.type === 'ORG' && isOutlet(context, entity);
  const kind = entity.type === 'PER' ? 'person' : media ? 'media' : 'organization';
  const referent = blank(own ?? withoutTitle(context, mention), kind, entity.type);
  referent.entity = entity;
  for (const alias of entity.aliases) referent.aliases.add(alias);
  if (own !== null) referent.aliases.add(entity.name);
  return referent;
}

/**
 * `سامي نور مشرف | إحدى القاعات`, `سامي نور مفتي | البلاد`: the office behind a name was read as part of it; not `محمد مفتي، مدير`, nor a surname
 * before an office (`سالم نور فقيه رئيس البلدية`) or that the article calls him by (`وقال فقيه`).
 */
function withoutTitle(context: Context, { entity, first, last, type }: NameMention): string {
  const facts = factsOf(context);
  const words = entity.name.split(/\s+/);
  const title = last - 1;
  if (type !== 'PER' || words.length < 3 || last - first !== words.length) return entity.name;
  if (facts.match('role', title)?.last !== last || facts.has(title, 'definite')) return entity.name;
  if (isWord('of-a-name', context.tokens[title - 1]!.key)) return entity.name;
  if (facts.match('role', last) || entity.aliases.includes(words.at(-1)!)) return entity.name;
  const next = facts.at(last);
  const goesOn = next & BIT.word && !(next & NO_GENITIVE) && !isInflected(context.tokens[last]!.key);
  return goesOn ? words.slice(0, -1).join(' ') : entity.name;
}

const NO_GENITIVE = bitsOf(...labels('complementiser finite preposition relative adjunct time auxiliary negation'));

/** What a description without a name speaks of, by its folded words: `المحكمة` an organisation, `الصحيفة` a medium, `مصادر أمنية` unnamed. */
export function kindOfDescription(words: readonly string[]): { kind: SpeakerKind; number: 'sg' | 'pl' } {
  const head = withoutArticle(words[0] ?? '');
  const number = isWord('plural-source', head) || /(?:ون|ين|اء)$/.test(head) ? 'pl' : 'sg';
  if (isWord('unnamed', head) && !isWord('organisation', head)) return { kind: 'unnamed', number };
  if (isWord('outlet', head) && !isOtherAgency(words)) return { kind: 'media', number };
  return { kind: isWord('organisation', head) ? 'organization' : 'unnamed', number };
}

/** `مصدر طبي`, and folded; or more words of somebody named, `like`: whatever is told of him is told of both. */
export function ofDescription(
  facts: Facts,
  name: string,
  key: string,
  range: [number, number],
  like: Referent | undefined,
): Referent {
  if (like) {
    const aliases = new Noted<string>();
    for (const alias of [like.name, ...like.aliases]) aliases.add(alias);
    return { ...like, ...called(name, key), genders: new Noted(), aliases, places: [...like.places], completes: like };
  }
  const { kind, number } = kindOfDescription(key.split(/\s+/));
  const referent = blank(name, kind, 'described', key);
  referent.number = number;
  referent.places.push(range);
  for (const list of ['source', 'role', 'outlet'] as const)
    referent.titleGender ??= facts.match(list, range[0])?.gender || null;
  return referent;
}

/** Mentions of a name that are looked at. */
const MENTIONS = 24;

/** The letter that was cut off a person's name as if it were a preposition, where no other mention of the name is without it. */
export function lostLetter(
  { index, tokens }: Context,
  mention: NameMention,
  { name, places }: Referent,
): string | null {
  const { start, end } = tokens[mention.first]!;
  const letter = index.text.slice(start, mention.start);
  const word = index.text.slice(mention.start, end);
  if (mention.type !== 'PER' || !/^[بكف]$/.test(letter) || name.split(/\s/)[0] !== word) return null;
  return places.slice(0, MENTIONS).some(([first]) => tokens[first]!.form === word) ? null : letter;
}

/** The words of a description without emphasis and outer marks: `المصدر نفسه` -> `المصدر`. */
export function describing(context: Context, first: number, last: number): [number, number] {
  const { tokens } = context;
  let [start, end] = trimRange(context, first, last);
  const closing = context.pairClosedAt.get(last - 1);
  if (closing && closing.open > start && end < last) end = last;
  while (end - start > 1 && isWord('same', tokens[start]!.key) && !hasArticle(tokens[start]!.key)) start++;
  return [start, end];
}

/** `19 فبراير`, `الجمعة الماضية`: nobody speaks who is a time. A bare `ربيع` may be somebody's name, and `«اليوم»` is a paper. */
export function isTime({ tokens, words, mentionAt, pairOpenedAt }: Context, start: number): boolean {
  if (mentionAt[start] || pairOpenedAt.has(start - 1)) return false;
  const { kind, key } = tokens[start]!;
  const isOne = (word: Known | undefined): boolean => word !== undefined && nounKinds(word) === NOUN.time;
  if (kind === 'date' || kind === 'number') return kind === 'date' || isOne(words[start + 1]);
  return hasArticle(key) && isOne(words[start]);
}

/**
 * `وفقاً لمصادر`, `طبقاً للوثائق`: the noun has the preposition of its attribution head; `هجوم | للمتمردين`: that of its article. The و of
 * `و | الشهود` is a conjunction, that of `والد الطفل` the word's own.
 */
export function textOf(context: Context, start: number, end: number): string {
  const letters = conjunction(context, start);
  const whole = spanOf(context, start, end);
  if (hasHeadsPreposition(context, start))
    return withArticle(without(whole, letters).text, 0, 0).replace(/^ل(?!ل)/, '');
  const { text } = without(whole, letters + attached(context, start, letters));
  const plain = withArticle(text, hasConjunction(text) ? 1 : 0, 3);
  return letters > 0 || isKnownWithSuffix(context.tokens[start]!.key) ? plain : plain.replace(/^و(?=ال)/, '');
}

/** `تبين | لخبراء المجلس`, `مر | ببعض المارة`: the letters of a preposition before a listed noun without article, behind those of a conjunction. */
function attached(context: Context, start: number, letters: number): number {
  if (context.mentionAt[start] || isToThe(context.tokens[start]!.key)) return 0;
  const facts = factsOf(context);
  const listed = facts.match('role', start) ?? facts.match('source', start);
  return listed && !listed.definite && hasPreposition(listed.proclitic.slice(letters)) ? listed.prefix - letters : 0;
}

/** `.. | وشهود: …`, `ومسعفون يتوقعون`, `فالبلاغ`: the letters of a conjunction before a noun that is none of its own; 0 for `وزير`, `وكالة`. */
export function conjunction(context: Context, start: number): number {
  const { key, form } = context.tokens[start]!;
  if (!hasConjunction(key) || form[0] !== key[0] || context.mentionAt[start] || isKnownWithSuffix(key)) return 0;
  const facts = factsOf(context);
  const listed = facts.match('role', start) ?? facts.match('source', start) ?? facts.match('outlet', start);
  if (listed?.prefix === 0 || kindsOfKey(key) !== 0) return 0;
  // فالح, فالنسيا begin like it
  if (/^وال.{2}/.test(key) || (/^فال/.test(key) && kindsOfKey(key.slice(1)) !== 0)) return 1;
  return listed ? Math.min(1, listed.prefix) : kindsOfKey(key.slice(1)) & (NOUN.person | NOUN.body) ? 1 : 0;
}

/**
 * `للمتمردين` -> `المتمردين`, but `للجنة`, `للاعبين` -> `اللجنة`, `اللاعبين`: of three ل one isn't written. ل and the article stand at a place,
 * before so many letters at least.
 */
function withArticle(text: string, at: number, least: number): string {
  const rest = at + 2;
  const end = lettersEnd(text, rest);
  if (!text.startsWith('لل', at) || end - rest < least) return text;
  const word = text.slice(rest, end);
  const ownsLam = [word, word.replace(/(?:ين|ون|ات)$/, '')].some((own) => isKnownWord(`ل${own}`));
  return `${ownsLam ? 'الل' : 'ال'}${text.slice(rest)}`;
}

/** The words among some tokens without conjunction and article, or what else `read` makes of each. */
export function wordsOf(context: Context, facts: Facts, first: number, last: number, read = looseOf): string[] {
  const found: string[] = [];
  for (let i = first; i < last; i++) if (facts.has(i, 'word')) found.push(read(context.words[i]!));
  return found;
}

/** The stem of the same. */
export const stemOf = askedOnce((word) => stem(looseOf(word)));

/** Tokens around a name in which its office is read. */
const OFFICE_REACH = 8;

/** Notes the office around a name: `وزير الخارجية | سامي نور`, `سامي نور، | مدير الهيئة`. */
export function readOffice(context: Context, facts: Facts, mention: NameMention, referent: Referent): void {
  const { tokens } = context;
  const stops = BIT.complementiser | BIT.finite | BIT.relative | BIT.auxiliary | BIT.negation | BIT.time;
  let first = mention.first;
  let steps = 0;
  let passed = false;
  while (first > 0 && steps < OFFICE_REACH) {
    const i = first - 1;
    const bits = facts.at(i);
    if (bits & BIT.comma && !passed && isTitled(facts, first, mention.first)) {
      passed = true;
      first--;
      continue;
    }
    // `مدير | عام البلدية`, which may be a year
    const isGeneral = bits & BIT.time && isWord('general', tokens[i]!.key) && facts.has(i - 1, 'title');
    if (!(bits & (BIT.word | BIT.quote)) || (bits & stops && !isGeneral) || context.mentionAt[i]?.type === 'PER') break;
    if (bits & BIT.preposition && steps === 0) break;
    if (opensAnew(context, facts, i) || (steps === 0 && mention.type === 'PER' && governs(context, facts, i))) break;
    if (bits & BIT.title) referent.titleGender ??= facts.match('role', i)?.gender ?? null;
    first--;
    steps++;
  }
  note(referent, wordsOf(context, facts, first, mention.first, stemOf));
  let next = mention.last;
  if (isComma(tokens[next]) || isDash(tokens[next])) next++;
  if (!tokens[next] || !facts.has(next, 'title') || (facts.match('role', next)?.prefix ?? 0) > 0) return;
  const end = Math.min(Math.max(phraseEnd(context, next), next + 1), next + OFFICE_REACH);
  let last = next + 1;
  // with `سمو`, `معالي` another person's name begins
  while (last < end && !isTagged(context, 'role', last, 'honorific') && context.mentionAt[last]?.type !== 'PER') last++;
  note(referent, wordsOf(context, facts, next, last, stemOf));
}

/** `انتقد وزير الخارجية دعمها لنظام | سامي`: behind such a noun, which is no office, what stands before isn't his. */
const governs = ({ words, mentionAt }: Context, facts: Facts, i: number): boolean =>
  !mentionAt[i] &&
  (facts.at(i) & (BIT.li | BIT.bi)) !== 0 &&
  !(facts.at(i) & (BIT.definite | BIT.title)) &&
  (nounKinds(words[i]!) & (THINGS | NOUN.body)) !== 0;

/** Only titles up to the name: `وزير الخارجية، | الشيخ | سامي`. */
function isTitled(facts: Facts, first: number, name: number): boolean {
  for (let i = first; i < name; i++) if (!facts.has(i, 'title')) return false;
  return true;
}

function note(referent: Referent, stems: string[]): void {
  if (stems.length === 0) return;
  for (const word of stems) referent.titles.add(word);
  if (referent.offices.length < 12) referent.offices.push(stems);
}

export const speaks = ({ spoke }: Referent): boolean => spoke.length > 0;

interface Placed {
  places: readonly TokenRange[];
}

/** Index of the last place before a token, -1 where there is none. */
export const lastPlace = ({ places }: Placed, token: number): number =>
  firstFrom(0, places.length, (i) => places[i]![0] >= token) - 1;

/** The first place from a token on, and the first that begins within some tokens. */
export const placeFrom = (one: Placed, token: number): TokenRange | undefined => one.places[lastPlace(one, token) + 1];
export function placeIn(one: Placed, [first, last]: TokenRange): TokenRange | undefined {
  const place = placeFrom(one, first);
  return place && place[0] < last ? place : undefined;
}
