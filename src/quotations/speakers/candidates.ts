/** Who of the article a saying may belong to: listed generously; a trained model chooses. */
import { labels } from '../../learned/layout.ts';
import { type Context, type NameMention, sentenceAt } from '../context.ts';
import { BIT, type Facts, factsOf } from '../facts.ts';
import { inContent, isFirstPerson, type Saying } from '../sayings.ts';
import { topicEnd } from '../sources/candidates.ts';
import { phraseEnd } from '../sources/features.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { bare, type Cast, namesIn, type Referent, wordsOf } from './cast.ts';
import { holds, stem } from './links.ts';
import { revealed } from './scripture.ts';

/** How a candidate came to be one. */
export const WAYS = labels('source source-name source-rest source-joint second phrase name voice');
export type Way = (typeof WAYS)[number];

export interface Candidate {
  referent: Referent;
  way: Way;
}

/** A turn of the article: who said what, as far as decided. */
export interface Turn {
  said: Saying;
  referent: Referent | null;
  source: [number, number] | null;
  /** Said within somebody else's words. */
  nested: boolean;
}

/** What the station of sources tells. */
export interface Sourced {
  span: [number, number] | null;
  second: [number, number] | null;
  probability: number;
  secondProbability: number;
}

/** Voices that a saying without a name can go back to. */
const VOICES = 12;
/** Descriptions of the sentence and the one before it. */
const PHRASES = 6;
/** Tokens in which they are looked for. */
const PHRASE_REACH = 120;
/** Turns whose sources are no new descriptions. */
const PHRASES_TOLD = 12;
/** Names before and behind the saying that are no source, no voice and not called alike. */
const NEAREST = { PER: 7, ORG: 5, behind: 3 };
const MOST = 24;

export function candidates(
  context: Context,
  cast: Cast,
  said: Saying,
  sourced: Sourced,
  history: readonly Turn[],
): readonly Candidate[] {
  const holy = revealed(context, said);
  if (holy) return [{ referent: cast.revealed(holy), way: 'source' }];
  if (isWriters(context, said, history)) {
    const writer = cast.writer(context.writer!);
    return writer ? [{ referent: writer, way: 'name' }] : [];
  }
  const facts = factsOf(context);
  const found = new Map<Referent, Way>();
  const add = (referent: Referent | null | undefined, way: Way): void => {
    if (referent && !found.has(referent) && found.size < MOST) found.set(referent, way);
  };
  const source = sourced.span ?? sourced.second;
  const marked = source && markedName(context, facts, source);
  if (marked) return [{ referent: cast.ofEntity(marked.entity)!, way: 'name' }];
  if (source) ofSource(context, facts, cast, source, sourced.span !== null, add);
  const voices = new Set<Referent>();
  for (let i = history.length - 1; i >= 0 && voices.size < VOICES && i >= history.length - 64; i--)
    if (history[i]!.referent) voices.add(history[i]!.referent!);
  for (const voice of voices) add(voice, 'voice');
  const called = source ? new Set(wordsOf(context, facts, source[0], source[1])) : new Set<string>();
  for (const word of [...called].flatMap((one) => [one, stem(one)]))
    for (const referent of cast.byWord(word)) add(referent, speaks(referent) ? 'voice' : 'name');
  if (!sourced.span || sourced.probability < 0.9 || facts.has(sourced.span[0], 'definite'))
    ofPhrases(context, facts, cast, said, sourced.span ? called : null, history, add);
  if (!sourced.span) ofSubjects(context, facts, cast, said, history, add);
  nearest(cast, said, add);
  const all = [...found].map(([referent, way]) => ({ referent, way }));
  return sourced.span ? fitting(context, facts, sourced.span, called, all) : all;
}

/** Turns in whose words another may stand. */
const NESTING = 64;

/** `أقول`, `سألناه` outside of anybody's words, where a byline tells who writes. */
const isWriters = ({ writer, insideOf }: Context, said: Saying, history: readonly Turn[]): boolean =>
  writer !== null &&
  isFirstPerson(said) &&
  !insideOf[said.anchor] &&
  !history.slice(-NESTING).some((turn) => inContent(turn.said, said.anchor));

/** `وكالة | «موديز»`, `شبكة | "كذا"`: the body whose name in marks was taken for the words said. */
function markedName(context: Context, facts: Facts, [first, last]: [number, number]): NameMention | null {
  const head = last - first === 1 && !facts.has(first, 'definite') ? facts.match('outlet', first) : null;
  const name = context.mentionAt[last + 1];
  if (!head?.word.tags.includes('head') || !context.pairOpenedAt.has(last)) return null;
  return name?.type === 'ORG' && facts.has(name.last, 'quote') ? name : null;
}

/** Of the candidates those that the source can mean. */
function fitting(
  context: Context,
  facts: Facts,
  span: [number, number],
  called: ReadonlySet<string>,
  all: readonly Candidate[],
): readonly Candidate[] {
  const held = holds(context, facts, span);
  const about = aboutWhom(context, span);
  const list = all.filter(
    ({ referent }) => !(held > 0 && THINGS.includes(referent.type)) && !(about && referent.entity === about),
  );
  if (isNew(context, facts, span)) return list.filter(({ referent, way }) => OWN.test(way) || hasAll(referent, called));
  const known = list.filter(({ way }) => !OWN.test(way));
  const able = held > 0 ? known.filter(({ referent }) => !isOther(facts, span, called, referent)) : known;
  if (held === 2 && able.some(({ referent }) => mayHold(referent, stem([...called][0]!)))) return able;
  if (held > 0 && !isKin(context, span) && isHolderNear(context, span, able)) return able;
  if (isBodyNear(context, facts, span, known)) return known;
  const issuing = known.filter(({ referent }) => isItsIssuer(context, facts, span, referent));
  if (issuing.length > 0) return issuing;
  const voiced = known.filter(({ referent }) => speaks(referent));
  if (voiced.length > 0 && isSourceAgain(facts, span)) return voiced;
  const back =
    isSame(facts, span) ||
    isOneBefore(context, facts, span, known) ||
    pointsBack(context, facts, span, known) ||
    hasIssuer(context, facts, span, known);
  return known.length > 0 && back ? known : list;
}

/** `عائلة | سالم`, `مكتب الرئيس | سالم`: who is not the one that speaks. */
function aboutWhom(context: Context, [first, last]: [number, number]): NameMention['entity'] | null {
  if (!isWord('of-somebody', context.tokens[first]!.key)) return null;
  const people = namesIn(context, [first, last]).filter(({ type }) => type === 'PER');
  return people.length === 1 ? people[0]!.entity : null;
}

/** `البيان`, `التقرير` alone: of whoever spoke in one, was called so, or has one by the article's words. */
function isItsIssuer(context: Context, facts: Facts, [first, last]: [number, number], referent: Referent): boolean {
  if (last - first !== 1 || !facts.has(first, 'document') || !facts.has(first, 'definite')) return false;
  const [word] = wordsOf(context, facts, first, last);
  const { media, issued, calledHeads, type } = referent;
  if (type === 'described') return false;
  return media.has(word!) || calledHeads.has(word!) || issued.get(stem(word!)) === 2;
}

/** `المصدر`, `المصدر ذاته`, `المصادر نفسها`: who spoke before. */
function isSourceAgain(facts: Facts, [first, last]: [number, number]): boolean {
  const match = facts.match('source', first);
  if (!match?.definite || match.last - match.first > 1 || !match.word.tags.includes('source')) return false;
  return last - first === 1 || (last - first === 2 && facts.has(last - 1, 'same'));
}

/** `المصدر نفسه`, `ذات المصدر`, `الأخير`, `سعادته`: somebody told before. */
function isSame(facts: Facts, [first, last]: [number, number]): boolean {
  const honoured = last - first === 1 ? facts.match('role', first) : null;
  if (honoured?.suffix && honoured.word.tags.includes('honorific')) return true;
  for (let i = first; i < last; i++) {
    const match = facts.match('anaphor', i);
    if (match?.word.tags.includes('identity') || (match?.definite && match.word.tags.includes('last'))) return true;
  }
  return false;
}

/**
 * One definite singular: `الوزير`, `المتحدث` are somebody named in the article, `الشركة`, `الصحيفة` a body of it, `التقرير` one of those
 * told. `العلماء` may be told for the first time.
 */
function pointsBack(
  context: Context,
  facts: Facts,
  [first, last]: [number, number],
  known: readonly Candidate[],
): boolean {
  if (last - first !== 1 || !facts.has(first, 'definite') || context.mentionAt[first]) return false;
  const { key } = context.tokens[first]!;
  const word = bare(key);
  if (PLURAL.test(key)) return false;
  if (isWord('in-its-name', word)) return known.some(({ referent }) => isCalled(referent, word));
  if (facts.has(first, 'document')) return known.some(({ referent }) => speaks(referent) || referent.type === 'ORG');
  if (BODIES.some((group) => isWord(group, word))) return known.some(({ referent }) => referent.type === 'ORG');
  if (!facts.has(first, 'title')) return false;
  const number = facts.match('role', first)?.number ?? facts.match('source', first)?.number;
  return number !== 'pl' && known.some(({ referent }) => speaks(referent) || referent.type === 'PER');
}

/** `الشرطة` is none of the bodies whose names don't say so; `الشركة` may be any. */
const isCalled = ({ bare, titles, calledWords }: Referent, word: string): boolean =>
  bare.includes(word) || calledWords.has(word) || titles.has(stem(word));

const BODIES = ['institution', 'organisation', 'outlet'] as const;
const PLURAL = /(?:ون|ين|ات|اء)$/;

/** `بيان | للبنك المركزي`, `تقرير لموقع | «النور»`, `بيان | النادي`: a document with the body right behind it that issued it. */
function hasIssuer(
  context: Context,
  facts: Facts,
  [first, last]: [number, number],
  known: readonly Candidate[],
): boolean {
  // `مصدر باللجنة`, `خبراء الأرصاد`: people
  const people = facts.has(first, 'agent') || isWord('plural-source', bare(context.tokens[first]!.key));
  if (!facts.has(first, 'document') || people || context.mentionAt[first]) return false;
  if (last - first === 2 && context.tokens[last - 1]!.key.startsWith('ال')) {
    const word = bare(context.tokens[last - 1]!.key);
    if (known.some(({ referent }) => referent.type === 'ORG' && referent.bare[0] === word)) return true;
  }
  const reach = facts.has(last, 'li') ? last + 3 : last;
  for (let i = first + 1; i < reach && i <= first + 3; i++) {
    if (context.mentionAt[i]?.type === 'ORG') return true;
    if (!facts.match('outlet', i) && !facts.has(i, 'quote')) return false;
  }
  return false;
}

/** `المصدر`, `الوزارة` alone, where somebody spoke who was called so. */
function isOneBefore(
  context: Context,
  facts: Facts,
  [first, last]: [number, number],
  known: readonly Candidate[],
): boolean {
  if (last - first !== 1 || !facts.has(first, 'definite') || context.mentionAt[first]) return false;
  const [word] = wordsOf(context, facts, first, last);
  return known.some(
    ({ referent }) => speaks(referent) && (referent.calledHeads.has(word!) || referent.bare[0] === word),
  );
}

/** `مدير الوكالة` is a person. */
const THINGS = ['ORG', 'LOC', 'MISC'];

/** Somebody named who has spoken or whose office begins alike. */
const mayHold = ({ type, spoke, titles }: Referent, office: string): boolean =>
  type === 'PER' && (spoke.length > 0 || titles.has(office));

/** `وزير الصحة` is not who is called `وزير المال` or holds other offices only, nor `وزيرة` a man; `رئيس الحزب` may be `رئيس الحكومة`. */
function isOther(
  facts: Facts,
  [first, last]: [number, number],
  called: ReadonlySet<string>,
  { type, votes, titleGender, offices }: Referent,
): boolean {
  const office = facts.match('role', first);
  if (type !== 'PER' || !office) return false;
  const shown = votes.m === votes.f ? titleGender : votes.m > votes.f ? 'm' : 'f';
  if (office.gender === 'f' && shown === 'm') return true;
  const [head, ...rest] = [...called].map(stem);
  if (!isWord('one-portfolio', head!)) return false;
  const alike = offices.filter((words) => words[0] === head && words.length > 1);
  return last - first > 1 && offices.length > 0 && !alike.some((words) => rest.some((word) => words.includes(word)));
}

/** `زوج المعلمة` may be told without any name. */
const isKin = (context: Context, [first]: [number, number]): boolean =>
  isWord('of-somebody', bare(context.tokens[first]!.key));

/** Of those known, who spoke and who is named between the beginning of the sentence before and a token. */
function near(context: Context, token: number, known: readonly Candidate[]): { voices: Referent[]; named: Referent[] } {
  const sentence = sentenceAt(context, token);
  const from = context.sentences[sentence.index - 1]?.first ?? sentence.first;
  const isNear = (at: number): boolean => from <= at && at < token;
  const all = known.map(({ referent }) => referent);
  return {
    voices: all.filter(({ spoke }) => spoke.slice(-VOICES).some(isNear)),
    named: all.filter((referent) => isNear(referent.places[lastPlace(referent, token)]?.[0] ?? -1)),
  };
}

/**
 * `قال | سامي نور | إن …. وأضاف القيادي النقابي`: the only person near who spoke or, where nobody did, who is named and has spoken before
 * or holds some office.
 */
function isHolderNear(context: Context, [first]: [number, number], known: readonly Candidate[]): boolean {
  const people = known.filter(({ referent }) => referent.type === 'PER');
  const { voices, named } = near(context, first, people);
  const [only, ...others] = voices.length > 0 ? voices : named;
  return only !== undefined && others.length === 0 && (only.spoke.length > 0 || only.offices.length > 0);
}

/** `كتبت | «النور» | أن …. وأضافت المجلة المصرية`: the only body near that such a description may be of; not `اللجنة الاقتصادية`. */
function isBodyNear(
  context: Context,
  facts: Facts,
  [first, last]: [number, number],
  known: readonly Candidate[],
): boolean {
  const { key } = context.tokens[first]!;
  const media = isWord('outlet', bare(key));
  if (last - first < 2 || !facts.has(first, 'definite') || !facts.has(first + 1, 'definite') || PLURAL.test(key))
    return false;
  if (!(media || isWord('under-a-name', bare(key))) || namesIn(context, [first, last]).length > 0) return false;
  const bodies = known.filter(({ referent }) => (media ? referent.kind === 'media' : referent.type === 'ORG'));
  const { voices, named } = near(context, first, bodies);
  return new Set([...voices, ...named]).size === 1;
}

/** Made of the source's own words. */
const OWN = /^source/;

/** An unnamed source that is told for the first time: `مصدر طبي`, `البعض`, `آخرون`, not `المصدر الطبي`, `المصدر نفسه`. */
function isNew(context: Context, facts: Facts, [first, last]: [number, number]): boolean {
  if (isWordAfterConjunction('vague', context.tokens[first]!.key)) return true;
  const definite = BIT.definite | BIT.same;
  if (!facts.match('source', first)) return false;
  for (let i = first; i < last; i++) if (facts.at(i) & definite || context.mentionAt[i]) return false;
  return last - first > 1;
}

/** `مصدر طبي` is not who was called `مصدر أمني`. */
const hasAll = ({ bare, titles, calledWords }: Referent, words: ReadonlySet<string>): boolean =>
  [...words].every((word) => bare.includes(word) || titles.has(stem(word)) || calledWords.has(word));

const speaks = ({ spoke }: Referent): boolean => spoke.length > 0;

type Add = (referent: Referent | null | undefined, way: Way) => void;

/** The source itself, the names in it, and what is left where a name was read too short or too long. */
function ofSource(
  context: Context,
  facts: Facts,
  cast: Cast,
  [first, end]: [number, number],
  certain: boolean,
  add: Add,
): void {
  const way = (kind: Way): Way => (certain ? kind : 'second');
  const last = restBegins(context, facts, first, end);
  const names = namesIn(context, [first, last]);
  // `، فسامي` at the head of a source is `and Sami`
  for (const name of names) if (name.first > first || !context.tokens[first]!.key.startsWith('ف')) cast.unclip(name);
  const [one, two] = names;
  const both = one && two && isJoint(facts, one, two) ? ([one.first, two.last] as const) : null;
  if (both && isTwo(facts, first)) {
    add(cast.described(...both), way('source-joint'));
    return;
  }
  for (const name of names) add(cast.ofEntity(name.entity), way('name'));
  if (!(names.length === 1 && names[0]!.last === last && isNameAlone(context, facts, first, names[0]!)))
    add(cast.described(first, last), way('source'));
  for (const name of names.slice(0, 2)) {
    if (name.type !== 'PER') continue;
    const end = plainEnd(context, facts, name.first, last);
    if (end !== name.last) add(cast.described(name.first, end, cast.ofEntity(name.entity)), way('source-name'));
  }
  if (both) add(cast.described(...both), way('source-joint'));
  if (names.some(({ type }) => type === 'PER')) return;
  const title = titleIn(facts, first, last);
  if (title > first) add(cast.described(first, title), way('source-name'));
  let rest = first;
  while (rest < last && facts.at(rest) & (BIT.title | BIT.definite)) rest++;
  if (first < rest && rest < last && last - rest <= 5) add(cast.described(rest, last), way('source-rest'));
}

/** `سامي نور | وهدى علي`. */
const isJoint = (facts: Facts, one: NameMention, two: NameMention): boolean =>
  facts.has(two.first, 'wa') && two.first === one.last + (facts.has(one.last, 'comma') ? 1 : 0);

/** `الوزيران`, `الخبيران`: two of them are one source. */
const isTwo = (facts: Facts, first: number): boolean =>
  (facts.match('role', first) ?? facts.match('source', first))?.number === 'du';

/** A name by itself, or behind titles alone, is who has that name: `الدكتورة | الحربي`, `د. | نور`. */
function isNameAlone(context: Context, facts: Facts, first: number, name: NameMention): boolean {
  if (name.first === first) return name.type !== 'MISC';
  for (let i = first; i < name.first; i++) {
    const title = facts.at(i) & BIT.title && facts.at(i) & BIT.definite;
    if (!title && context.tokens[i]!.kind !== 'abbreviation' && context.tokens[i]!.key.length > 1) return false;
  }
  return name.type === 'PER';
}

/** Where the first title of a source stands behind plain words: `عبدالرازق حماده | مشرف القاعة`; `first` where there is none. */
function titleIn(facts: Facts, first: number, last: number): number {
  for (let i = first; i < last && i < first + 6; i++) {
    if (facts.at(i) & (BIT.comma | BIT.preposition | BIT.li) || !(facts.at(i) & (BIT.word | BIT.title))) return first;
    if (facts.has(i, 'title')) return i;
  }
  return first;
}

/** What a described source takes in too much: `نور | (33 عاماً)`, `قناة "النور" | التابعة للحزب`. */
function restBegins(context: Context, facts: Facts, first: number, last: number): number {
  for (let i = first + 1; i < last; i++) {
    if (context.tokens[i]!.form === '(' && !facts.has(i - 1, 'title')) return i;
    if (isWord('dependent', context.tokens[i]!.key) && (context.mentionAt[i - 1] || facts.has(i - 1, 'quote')))
      return i;
  }
  return last;
}

/** Where the words of a person's name end in a source: before a title, a comma, a preposition: `سكوت فورستال | مدير قسم البرمجيات`. */
function plainEnd(context: Context, facts: Facts, first: number, last: number): number {
  const stops = BIT.title | BIT.preposition | BIT.relative | BIT.time | BIT.adjunct | BIT.finite;
  let end = first + 1;
  while (
    end < last &&
    end - first < 6 &&
    facts.at(end) & BIT.word &&
    (!(facts.at(end) & stops) || context.tokens[end]!.key.startsWith('ال')) &&
    !/^لل|^[وب]ال/.test(context.tokens[end]!.key)
  )
    end++;
  return end;
}

/** Noun phrases of the sentence and the one before it that can speak; where the source has words, those that share one. */
function ofPhrases(
  context: Context,
  facts: Facts,
  cast: Cast,
  said: Saying,
  called: ReadonlySet<string> | null,
  history: readonly Turn[],
  add: Add,
): void {
  const sentence = sentenceAt(context, said.anchor);
  const before = context.sentences[sentence.index - 1];
  const topic = topicEnd(context, said);
  let count = 0;
  for (let i = Math.max(before?.first ?? sentence.first, said.anchor - PHRASE_REACH); i < said.anchor; i++) {
    if (context.mentionAt[i] || !facts.has(i, 'word') || inContent(said, i) || facts.has(i - 1, 'title')) continue;
    if (
      (i >= sentence.first && i < topic) ||
      isTold(history, i) ||
      isGovernedBy(facts, i) ||
      isOfName(context, facts, i)
    )
      continue;
    const heads =
      facts.has(i, 'document') || facts.match('source', i) || (facts.has(i, 'title') && facts.match('role', i));
    if (!heads) continue;
    const end = Math.min(phraseEnd(context, i), said.anchor);
    if (end <= i || end - i > 14) continue;
    if (called && !wordsOf(context, facts, i, end).some((word) => called.has(word))) continue;
    add(cast.described(i, end), 'phrase');
    if (++count >= PHRASES) return;
  }
}

/** Who was told as a source is a voice already: `المصدر ذاته`, `المركز` of the sentence before are nobody new. */
const isTold = (history: readonly Turn[], token: number): boolean =>
  history.slice(-PHRASES_TOLD).some(({ source }) => source !== null && source[0] <= token && token < source[1]);

/** `بإدارة المطار`: a listed word behind an attached preposition. */
const isGovernedBy = (facts: Facts, i: number): boolean =>
  facts.has(i, 'bi') && ((facts.match('role', i) ?? facts.match('source', i))?.prefix ?? 0) > 0;

/** How far the name behind an office is looked for. */
const NAME_REACH = 14;

/** `القنصل العام في المدينة السفير | سامي نور`: an office that runs up to a name is that person's; not `مستشار الرئيس | سامي نور`. */
function isOfName(context: Context, facts: Facts, office: number): boolean {
  if (
    !facts.match('role', office) ||
    facts.has(office, 'agent') ||
    isWord('of-somebody', bare(context.tokens[office]!.key))
  )
    return false;
  for (let i = office + 1; i < office + NAME_REACH && facts.has(i, 'word'); i++) {
    const type = context.mentionAt[i]?.type;
    if (type === 'PER') return true;
    const governed = BIT.definite | BIT.title | BIT.preposition | BIT.li | BIT.bi;
    if (!type && (!(facts.at(i) & governed) || facts.at(i) & BIT.finite)) return false;
  }
  return false;
}

/** The longest subject without a name, in tokens. */
const LONGEST_SUBJECT = 8;

/** With which the sentence and the one before it open: `وكانت | البنوك التشاركية | شرعت …، مرجحة أن`, `المشاركون في الوقفة | …، دعوا إلى`. */
function ofSubjects(
  context: Context,
  facts: Facts,
  cast: Cast,
  said: Saying,
  history: readonly Turn[],
  add: Add,
): void {
  const { index } = sentenceAt(context, said.anchor);
  for (const sentence of [context.sentences[index], context.sentences[index - 1]]) {
    if (!sentence) continue;
    const first = facts.has(sentence.first, 'definite') ? sentence.first : sentence.first + 1;
    if (first >= said.anchor || context.mentionAt[first] || inContent(said, first)) continue;
    if (isOfName(context, facts, first)) continue;
    if (!facts.has(first, 'definite') || facts.at(first) & (BIT.time | BIT.adjunct | BIT.bi | BIT.li)) continue;
    const end = Math.min(phraseEnd(context, first), said.anchor);
    if (end > first && end - first <= LONGEST_SUBJECT && !isTold(history, first))
      add(cast.described(first, end), 'phrase');
  }
}

/** People and bodies named around the saying; places and events only where they spoke or are the source. */
function nearest(cast: Cast, said: Saying, add: Add): void {
  const before: Record<string, [number, Referent][]> = { PER: [], ORG: [] };
  const behind: [number, Referent][] = [];
  for (const referent of cast.around(said.anchor)) {
    const list = before[referent.type];
    if (!list) continue;
    const at = lastPlace(referent, said.anchor);
    if (at >= 0) list.push([said.anchor - referent.places[at]![0], referent]);
    else behind.push([referent.places[0]![0] - said.anchor, referent]);
  }
  const nearby = (list: [number, Referent][], most: number): void => {
    for (const [, referent] of list.sort((a, b) => a[0] - b[0]).slice(0, most)) add(referent, 'name');
  };
  nearby(before.PER!, NEAREST.PER);
  nearby(before.ORG!, NEAREST.ORG);
  nearby(behind, NEAREST.behind);
  for (const referent of cast.named.slice(0, 3)) if (referent.type === 'PER') add(referent, 'name');
}

/** Index of the last place before a token, -1 where there is none. */
export function lastPlace({ places }: Referent, token: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]![0] < token) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
