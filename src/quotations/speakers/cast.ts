/**
 * Everybody and everything that can speak in an article: its names, and what it describes without a name. Who holds which office, under
 * which words somebody spoke, and in what was said are gathered here; `features.ts` reads them.
 */
import type { Gender, Known } from '../../lexicon/index.ts';
import type { Entity, SpeakerKind } from '../../model.ts';
import { foldKey, isKnownWord } from '../../text/index.ts';
import {
  type Context,
  hasHeadsPreposition,
  isComma,
  isDash,
  mentionsWithin,
  type NameMention,
  spanOf,
  trimRange,
} from '../context.ts';
import { BIT, type Facts, factsOf } from '../facts.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import type { Saying } from '../sayings.ts';
import { phraseEnd } from '../sources/features.ts';
import { isWord } from '../words.ts';
import { kindOfDescription } from './kinds.ts';
import { issuers, stem } from './links.ts';
import { isOutlet } from './outlets.ts';
import type { Revealed } from './scripture.ts';

/** Somebody or something that speaks in the article. */
export interface Referent {
  name: string;
  kind: SpeakerKind;
  /** Folded words of the name or description. */
  keys: string[];
  /** The same without article and conjunction. */
  bare: string[];
  head: string;
  /** Gender that verbs, titles and pronouns showed. */
  genders: Set<'m' | 'f'>;
  number: 'sg' | 'pl' | null;
  entity: Entity | null;
  aliases: Set<string>;
  /** Token ranges where it is named or described, in order. */
  places: [number, number][];
  /** `PER`, `ORG` … of names; `described` of the rest. */
  type: string;
  /** Stems of the words of titles and offices around its name. */
  titles: Set<string>;
  /** The same, office by office in their order. */
  offices: string[][];
  titleGender: Gender;
  /** What it was called where it spoke. */
  calledHeads: Set<string>;
  calledWords: Set<string>;
  /** The media in which it spoke: `بيان`, `تقرير`. */
  media: Set<string>;
  /** Tokens at which it spoke. */
  spoke: number[];
  /** Verbs and pronouns of those: how many masculine, feminine, plural. */
  votes: { m: number; f: number; pl: number };
  /** Documents that the article says or suggests are its own (`تقرير للبنك`): 2 said, 1 suggested. */
  issued: Map<string, number>;
  /** The name that this one completes: `فهد` of `فهد بارباع`. */
  completes: Referent | null;
}

/** Without conjunction, preposition letter and article. */
export const bare = (key: string): string =>
  key.replace(/^[وف]?(?:لل|[بك]?ال)(?=.{2})/, '').replace(/^[وف](?=.{4})(?=ال)/, '');

/** A word without the conjunction in front: `وسالم`; of `وزارة` the first letter is its own. */
const loose = (key: string): string => bare(isKnownWord(key) ? key : key.replace(/^[وف](?=.{4})/, ''));

/** Names of an article that are looked at around a saying at most, before and behind. */
const NEAR_BEFORE = 60;
const NEAR_BEHIND = 20;
/** Words of a person's name at most. */
const MOST_NAMES = 5;
/** Descriptions that are remembered. */
const OFFICE_REACH = 8;

export interface Cast {
  /** Referents of names, in the order of their first mention. */
  named: readonly Referent[];
  ofEntity(entity: Entity): Referent | undefined;
  /** Names mentioned around a token. */
  around(token: number): Referent[];
  /** The referent of a description, made where there is none; null where the words name nothing. */
  described(first: number, last: number, like?: Referent): Referent | null;
  /** Who wrote the article, by his byline; null where that is no person's name. */
  writer(byline: string): Referent | null;
  /** Whose verse or tradition it is. */
  revealed(told: Revealed): Referent;
  /** Referents by a word of their name, office or description. */
  byWord(word: string): readonly Referent[];
  /** A name of a source that lost its first letter gets it back: `قال الدكتور | براين نور`, read as `بـ` and `راين نور`. */
  unclip(mention: NameMention): void;
  /** Notes that somebody spoke; gives the referent that speaks, under its completed name. */
  spoke(referent: Referent, said: Saying, source: readonly [number, number] | null): Referent;
}

export function castOf(context: Context): Cast {
  const facts = factsOf(context);
  const named: Referent[] = [];
  const byEntity = new Map<Entity, Referent>();
  const byKey = new Map<string, Referent>();
  const words = new Map<string, Referent[]>();
  const ownNames = ownNamesOf(context);
  const file = (referent: Referent, word: string): void => {
    const list = words.get(word);
    if (!list) words.set(word, [referent]);
    else if (list.length < 12 && !list.includes(referent)) list.push(referent);
  };
  for (const mention of context.mentions) {
    let referent = byEntity.get(mention.entity);
    if (!referent) {
      const own = ownNames([mention.entity.name, ...mention.entity.aliases]);
      referent = own === null ? undefined : byKey.get(foldKey(own));
      if (referent) for (const alias of formsOf(mention.entity)) referent.aliases.add(alias);
      else {
        referent = ofName(context, mention, own);
        named.push(referent);
        byKey.set(foldKey(referent.name), referent);
      }
      byEntity.set(mention.entity, referent);
    }
    referent.places.push([mention.first, mention.last]);
    readOffice(context, facts, mention, referent);
  }
  for (const { token, issuer, said } of issuers(context)) {
    const { issued } = byEntity.get(issuer.entity)!;
    const word = stem(loose(context.tokens[token]!.key));
    issued.set(word, Math.max(issued.get(word) ?? 0, said ? 2 : 1));
  }
  for (const referent of named) {
    for (const word of referent.bare) file(referent, word);
    for (const word of referent.titles) file(referent, word);
  }
  const order = context.mentions.map((mention) => byEntity.get(mention.entity)!);
  return {
    named,
    ofEntity: (entity) => byEntity.get(entity),
    byWord: (word) => words.get(word) ?? [],
    around(token) {
      let low = 0;
      let high = context.mentions.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (context.mentions[middle]!.first < token) low = middle + 1;
        else high = middle;
      }
      return [...new Set(order.slice(Math.max(0, low - NEAR_BEFORE), low + NEAR_BEHIND))];
    },
    described(first, last, like) {
      const [start, end] = describing(context, first, last);
      if (start >= end || (!like && isTime(context, start))) return null;
      const text = textOf(context, start, end);
      const own = ownNames([text]);
      const key = foldKey(own ?? text);
      if (!key) return null;
      let referent = byKey.get(key);
      if (!referent) {
        referent = ofDescription(facts, own ?? text, [start, end], like);
        if (own !== null) referent.aliases.add(text);
        if (!like) byKey.set(key, referent);
      } else if (referent.entity === null) place(referent, start, end);
      return referent;
    },
    writer(byline) {
      const key = foldKey(byline);
      const known = byKey.get(key);
      if (known) return known.type === 'PER' ? known : null;
      const words = key.split(/\s+/).length;
      if (words < 2 || words > MOST_NAMES || kindOfDescription(byline).kind !== 'unnamed') return null;
      const referent = blank(byline, 'person', 'PER');
      byKey.set(key, referent);
      return referent;
    },
    revealed({ name, first, last, named }) {
      const referent = byKey.get(foldKey(name)) ?? blank(name, 'person', 'described');
      byKey.set(foldKey(name), referent);
      if (named) referent.aliases.add(spanOf(context, first, last).text);
      place(referent, first, last);
      return referent;
    },
    unclip(mention) {
      const referent = byEntity.get(mention.entity)!;
      const letter = lostLetter(context, mention, referent);
      // who is named in full elsewhere is told there
      if (!letter || byKey.has(foldKey(letter + referent.name))) return;
      rename(referent, letter + referent.name);
      for (const word of referent.bare) file(referent, word);
    },
    spoke(chosen, said, source) {
      const referent = completed(chosen);
      referent.spoke.push(said.anchor);
      const { reading, role } = said;
      const form = role === 'noun' || role === 'phrase' ? null : reading?.form;
      const weight = source ? 1 : 0.3;
      if (form?.person === 3 && form.gender) referent.votes[form.gender] += weight;
      if (form?.person === 3 && form.gender && source) referent.genders.add(form.gender);
      if (form?.number === 'pl') referent.votes.pl++;
      if (source) {
        const called = wordsOf(context, facts, source[0], source[1]);
        if (called[0]) referent.calledHeads.add(called[0]);
        for (const word of called) {
          referent.calledWords.add(word);
          file(referent, word);
        }
        if (referent.entity === null) place(referent, source[0], source[1]);
      }
      for (let i = said.cueEnd; i > 0 && i < Math.min(said.lead, said.anchor + 14); i++)
        if (facts.has(i, 'medium')) {
          const word = loose(context.tokens[i]!.key);
          referent.media.add(word);
          file(referent, word);
        }
      return referent;
    },
  };
}

/** The name's own referent, under the name that the source completes. */
function completed(chosen: Referent): Referent {
  const whole = chosen.completes;
  if (!whole) return chosen;
  for (const alias of chosen.aliases) whole.aliases.add(alias);
  rename(whole, chosen.name);
  return whole;
}

/** Another name; the one before becomes an alias. */
function rename(referent: Referent, name: string): void {
  const { keys, bare, head } = blank(name, referent.kind, referent.type);
  referent.aliases.add(referent.name);
  Object.assign(referent, { name, keys, bare, head });
}

/** Mentions of a name that are looked at. */
const MENTIONS = 24;

/** The letter that was cut off a person's name as if it were a preposition, where no other mention of the name is without it. */
function lostLetter({ index, tokens }: Context, mention: NameMention, { name, places }: Referent): string | null {
  const { start, end } = tokens[mention.first]!;
  const letter = index.text.slice(start, mention.start);
  const word = index.text.slice(mention.start, end);
  if (mention.type !== 'PER' || !/^[بكف]$/.test(letter) || name.split(/\s/)[0] !== word) return null;
  return places.slice(0, MENTIONS).some(([first]) => tokens[first]!.form === word) ? null : letter;
}

const formsOf = (entity: Entity): string[] => [entity.name, ...entity.aliases];

function place(referent: Referent, first: number, last: number): void {
  if (!referent.places.some(([start]) => start === first)) {
    referent.places.push([first, last]);
    referent.places.sort((a, b) => a[0] - b[0]);
  }
}

/** The name that a lexicon of one's own gives to a speaker who goes by one of these. */
function ownNamesOf(context: Context): (names: readonly string[]) => string | null {
  const names = new Map<string, string>();
  for (const [name, aliases] of context.lexicon.aliases)
    for (const alias of [name, ...aliases]) names.set(foldKey(alias), name);
  return (forms) => {
    if (names.size === 0) return null;
    for (const form of forms) {
      const own = names.get(foldKey(form));
      if (own !== undefined) return own;
    }
    return null;
  };
}

function blank(name: string, kind: SpeakerKind, type: string): Referent {
  const keys = foldKey(name).split(/\s+/).filter(Boolean);
  return {
    name,
    kind,
    type,
    keys,
    bare: keys.map(loose),
    head: bare(keys[0] ?? ''),
    genders: new Set(),
    number: 'sg',
    entity: null,
    aliases: new Set(),
    places: [],
    titles: new Set(),
    offices: [],
    titleGender: null,
    calledHeads: new Set(),
    calledWords: new Set(),
    media: new Set(),
    issued: new Map(),
    spoke: [],
    votes: { m: 0, f: 0, pl: 0 },
    completes: null,
  };
}

function ofName(context: Context, mention: NameMention, own: string | null): Referent {
  const { entity } = mention;
  const media = entity.type === 'ORG' && isOutlet(context, entity);
  const kind = entity.type === 'PER' ? 'person' : media ? 'media' : 'organization';
  const referent = { ...blank(own ?? withoutTitle(context, mention), kind, entity.type), entity };
  for (const alias of entity.aliases) referent.aliases.add(alias);
  if (own !== null) referent.aliases.add(entity.name);
  return referent;
}

/** `سامي نور مشرف | إحدى القاعات`, `سامي نور مفتي | البلاد`: the office behind a name was read as part of it; not `محمد مفتي، مدير`. */
function withoutTitle(context: Context, { entity, first, last, type }: NameMention): string {
  const facts = factsOf(context);
  const words = entity.name.split(/\s+/);
  const title = last - 1;
  if (type !== 'PER' || words.length < 3 || last - first !== words.length) return entity.name;
  if (facts.match('role', title)?.last !== last || facts.has(title, 'definite')) return entity.name;
  if (isWord('of-a-name', context.tokens[title - 1]!.key)) return entity.name;
  const next = facts.at(last);
  const goesOn = next & BIT.word && !(next & NO_GENITIVE) && !/^[يت]/.test(context.tokens[last]!.key);
  return goesOn ? words.slice(0, -1).join(' ') : entity.name;
}

const NO_GENITIVE =
  BIT.complementiser |
  BIT.finite |
  BIT.preposition |
  BIT.relative |
  BIT.adjunct |
  BIT.time |
  BIT.auxiliary |
  BIT.negation;

function ofDescription(
  facts: Facts,
  name: string,
  [start, end]: [number, number],
  like: Referent | undefined,
): Referent {
  const { kind, number } = kindOfDescription(name);
  const referent = blank(name, like?.kind ?? kind, like?.type ?? 'described');
  referent.number = like?.number ?? number;
  referent.places.push([start, end]);
  if (like) {
    referent.completes = like;
    referent.spoke = like.spoke;
    referent.votes = like.votes;
    referent.calledHeads = like.calledHeads;
    referent.calledWords = like.calledWords;
    referent.media = like.media;
    referent.issued = like.issued;
    referent.entity = like.entity;
    referent.places = [...like.places];
    referent.titles = like.titles;
    referent.offices = like.offices;
    referent.titleGender = like.titleGender;
    for (const alias of [like.name, ...like.aliases]) referent.aliases.add(alias);
    return referent;
  }
  for (const list of ['source', 'role', 'outlet'] as const) {
    const match = facts.match(list, start);
    if (match?.gender && referent.titleGender === null) referent.titleGender = match.gender;
  }
  return referent;
}

/** The words of a description without emphasis and outer marks: `المصدر نفسه` -> `المصدر`. */
function describing(context: Context, first: number, last: number): [number, number] {
  const { tokens } = context;
  let [start, end] = trimRange(context, first, last);
  const closing = context.pairClosedAt.get(last - 1);
  if (closing && closing.open > start && end < last) end = last;
  while (end - start > 1 && isWord('same', tokens[start]!.key) && !/^ال/.test(tokens[start]!.key)) start++;
  return [start, end];
}

/** `19 فبراير`, `الجمعة الماضية`: nobody speaks who is a time. A bare `ربيع` may be somebody's name, and `«اليوم»` is a paper. */
function isTime({ tokens, words, mentionAt, pairOpenedAt }: Context, start: number): boolean {
  if (mentionAt[start] || pairOpenedAt.has(start - 1)) return false;
  const { kind, key } = tokens[start]!;
  const isOne = (word: Known | undefined): boolean => word !== undefined && nounKinds(word) === NOUN.time;
  if (kind === 'date' || kind === 'number') return kind === 'date' || isOne(words[start + 1]);
  return key.startsWith('ال') && isOne(words[start]);
}

/** `وفقاً لمصادر`, `طبقاً للوثائق`: the noun has the preposition of its attribution head. */
function textOf(context: Context, start: number, end: number): string {
  const { text } = spanOf(context, start, end);
  if (hasHeadsPreposition(context, start)) return text.replace(/^لل/, 'ال').replace(/^ل(?!ل)/, '');
  return text.replace(/^و(?=ال)/, '');
}

export function wordsOf(context: Context, facts: Facts, first: number, last: number): string[] {
  const found: string[] = [];
  for (let i = first; i < last; i++) if (facts.has(i, 'word')) found.push(loose(context.tokens[i]!.key));
  return found;
}

/** The office around a name: `وزير الخارجية | سامي نور`, `سامي نور، | مدير الهيئة`. */
function readOffice(context: Context, facts: Facts, mention: NameMention, referent: Referent): void {
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
    if (!(bits & (BIT.word | BIT.quote)) || bits & stops || context.mentionAt[i]?.type === 'PER') break;
    if (bits & BIT.preposition && steps === 0) break;
    if (bits & BIT.title) referent.titleGender ??= facts.match('role', i)?.gender ?? null;
    first--;
    steps++;
  }
  note(referent, wordsOf(context, facts, first, mention.first));
  let next = mention.last;
  if (isComma(tokens[next]) || isDash(tokens[next])) next++;
  if (tokens[next] && facts.has(next, 'title') && !facts.has(next, 'wa'))
    note(
      referent,
      wordsOf(context, facts, next, Math.min(Math.max(phraseEnd(context, next), next + 1), next + OFFICE_REACH)),
    );
}

/** Only titles up to the name: `وزير الخارجية، | الشيخ | سامي`. */
function isTitled(facts: Facts, first: number, name: number): boolean {
  for (let i = first; i < name; i++) if (!facts.has(i, 'title')) return false;
  return true;
}

function note(referent: Referent, words: string[]): void {
  if (words.length === 0) return;
  const stems = words.map(stem);
  for (const word of stems) referent.titles.add(word);
  if (referent.offices.length < 12) referent.offices.push(stems);
}

/** The names that a source holds. */
export const namesIn = (context: Context, [first, last]: readonly [number, number]): NameMention[] =>
  mentionsWithin(context, first, last);
