/** Who of the article a saying may belong to: listed generously; a trained model chooses. */
import type { CueReading } from '../../lexicon/index.ts';
import { firstFrom, foldKey, isKnownWord } from '../../text/index.ts';
import { largest, type TokenRange } from '../choosing.ts';
import { type Context, matchAt, mentionsWithin, type NameMention, readings, sentenceAt } from '../context.ts';
import { BIT, type Facts, factsOf, isDocument } from '../facts.ts';
import { hasArticle, hasLi, isOfOrigin } from '../letters.ts';
import { canSpeak, kindsOfKey, NOUN, nounKinds } from '../noun-kinds.ts';
import { perArticle, perPart } from '../once.ts';
import { inContent, isFirstPerson, type Saying } from '../sayings.ts';
import { isTwo, relayerOf, toldOutlet, topicEnd } from '../sources/candidates.ts';
import { phraseEnd } from '../sources/features.ts';
import { complementIn, objectIn, turnedTo } from '../sources/objects.ts';
import { isWord, isWordAfterConjunction, takesTurns } from '../words.ts';
import type { Cast } from './cast.ts';
import { sentenceBefore } from './links.ts';
import { fitting } from './meant.ts';
import { markedOutlet, markedPair } from './outlets.ts';
import { pointed } from './pointed.ts';
import { bare, lastPlace, type Referent, speaks, wordsOf } from './referents.ts';
import { holyNames, holyWithin } from './scripture.ts';
import { type Source, sourceOf } from './source.ts';
import { type Candidate, type Sourced, TURNS, type Turn, VOICES, type Way } from './turns.ts';

/** Descriptions of the sentence and the one before it. */
const PHRASES = 6;
/** Tokens in which they are looked for. */
const PHRASE_REACH = 120;
/** Turns whose sources are no new descriptions. */
const PHRASES_TOLD = 12;
/** Names before and behind the saying that are no source, no voice and not called alike. */
const NEAREST = { PER: 7, ORG: 5, behind: 3 };
const MOST = 24;
/** A source so likely is the right one. */
const SURE = 0.9;

/** What those who list candidates go by. */
interface Given {
  context: Context;
  facts: Facts;
  cast: Cast;
  said: Saying;
  history: readonly Turn[];
}
interface Asked extends Given {
  add(referent: Referent | null | undefined, way: Way): void;
}

const named = (cast: Cast, { entity }: NameMention): Candidate => ({ referent: cast.ofEntity(entity)!, way: 'name' });

function described(cast: Cast, first: number, last: number): Candidate | null {
  const referent = cast.described(first, last);
  return referent && { referent, way: 'phrase' };
}

export function candidates(
  context: Context,
  cast: Cast,
  said: Saying,
  sourced: Sourced,
  history: readonly Turn[],
): readonly Candidate[] {
  const { span } = sourced;
  const given: Given = { context, facts: factsOf(context), cast, said, history };
  const sourceless = span ? null : withoutSource(given);
  if (sourceless) return sourceless;
  const range = span ?? sourced.second;
  const source = range && sourceOf(context, range);
  const only = source && settled(source, cast, said, span !== null);
  if (only) return [only];
  const all = listed(given, sourced, source);
  if (!span || !source) return all;
  const answered = isAnswer(context, said, source.first) ? history.at(-1)?.referent : null;
  return fitting(source, answered ? all.filter(({ referent }) => referent !== answered) : all);
}

/** Who speaks without a source, where it is whoever writes, was asked, comes or goes on; null where nothing tells. */
function withoutSource(given: Given): Candidate[] | null {
  const { context, cast } = given;
  if (isNarrators(given)) {
    const writer = context.writer?.() ?? null;
    if (writer !== null) return [{ referent: cast.writer(writer), way: 'name' }];
    if (context.writer !== null || leavesOpen(given)) return [];
  }
  const { role, reading } = given.said;
  const verb = role === 'verb' ? reading : null;
  const told = verb && (askedPerson(given, verb) ?? whoWasAsked(given, verb) ?? whoComes(given, verb));
  const one = told ?? whoGoesOn(given);
  return one && [one];
}

/** Whom a source means by its grammar alone; of the second best noun phrase only outlets by their names in marks. */
function settled(source: Source, cast: Cast, said: Saying, certain: boolean): Candidate | null {
  const { context, facts, first, last } = source;
  const pair = markedPair(context, facts, first, last);
  if (pair) return { referent: cast.pair(pair, [first, last]), way: 'source-joint' };
  const outlet = markedOutlet(context, facts, first, last);
  if (outlet || !certain) return outlet && named(cast, outlet);
  const joint = wholeJoint(source);
  if (joint) return { referent: cast.joint(...joint), way: 'source-joint' };
  const holder = holderOf(source);
  const meant = holder ? cast.ofEntity(holder.entity)! : pointed(source, cast, said);
  return meant && { referent: meant, way: 'name' };
}

/** All that a saying may belong to, the source's own words first. */
function listed(given: Given, { span, probability }: Sourced, source: Source | null): Candidate[] {
  const { context, facts, cast, said, history } = given;
  const found: Candidate[] = [];
  const topics = span ? topicsOf(given, span) : [];
  const nobody = besideSaying(given, span);
  const object = span && span[0] > said.anchor ? null : turnedTo(context, said);
  const leaders = [...(span ? ledBy(context, ...span) : []), ...(object ? mentionsWithin(context, ...object) : [])];
  const add = (referent: Referent | null | undefined, way: Way): void => {
    if (!referent || found.length >= MOST || found.some((one) => one.referent === referent)) return;
    if (isNamedIn(leaders, referent)) return;
    if (way === 'name' && (isNamedIn(topics, referent) || isNamedIn(nobody, referent))) return;
    if (span && isAskedByBody(given, source!, referent)) return;
    found.push({ referent, way });
  };
  const asked: Asked = { context, facts, cast, said, history, add };
  if (source) ofSource(asked, source, span !== null);
  const voices = new Set<Referent>();
  for (let i = history.length - 1; i >= 0 && voices.size < VOICES && i >= history.length - TURNS; i--)
    if (history[i]!.referent) voices.add(history[i]!.referent!);
  for (const voice of voices) add(voice, 'voice');
  source?.called.forEach((word, k) => {
    for (const one of [word, source.calledStems[k]!])
      for (const referent of cast.byWord(one)) add(referent, speaks(referent) ? 'voice' : 'name');
  });
  if (source ? isTwo(facts, source.first) : said.reading?.form.number === 'du') ofPairs(asked);
  if (!span || probability < SURE || facts.has(span[0], 'definite')) ofPhrases(asked, span && source!.called);
  if (!span) {
    ofSubjects(asked);
    ofHoly(asked);
  }
  nearest(asked);
  return found;
}

const isNamedIn = (mentions: readonly NameMention[], { entity }: Referent): boolean =>
  mentions.some((mention) => mention.entity === entity);

/** `أقول`, `سألناه` outside of anybody's words: whoever writes, whom a byline may tell; in an interview it is who answers. */
const isNarrators = ({ context, said, history }: Given): boolean =>
  isFirstPerson(said) &&
  !context.insideOf[said.anchor] &&
  !history.slice(-TURNS).some((turn) => inContent(turn.said, said.anchor)) &&
  !asksQuestions(context);

/** `قلت له`, `سألته`: a narrator of whom nothing is told; not `كتبت`, which may be a woman's. */
const leavesOpen = ({ context, said }: Given): boolean =>
  said.reading?.form.kind === 'perfect' &&
  // `إنني | قلت`: he who speaks goes on
  !isWordAfterConjunction('i-that', context.tokens[said.cue - 1]?.key) &&
  readings(context, context.tokens[said.cue]).every(({ form }) => form.person !== 3) &&
  !handsDown(context);

/** In an article with blessings `قلت` is of whoever hands down a tradition. */
const handsDown = perArticle((context: Context): boolean => holyWithin(context, 0, context.tokens.length).length > 0);

/** Whether a paragraph ends with a question. */
const asksQuestions = perArticle(({ index: { paragraphs }, tokens }: Context): boolean =>
  paragraphs.some(({ last }) => /[؟?]$/.test(tokens[last - 1]?.form ?? '')),
);

/** `وردّ | عليه رئيس المحكمة`: to whom the pronoun goes has spoken before, and doesn't speak now. */
const isAnswer = ({ tokens }: Context, { cueEnd, role }: Saying, source: number): boolean =>
  role === 'verb' && source === cueEnd + 1 && isWord('at-somebody', tokens[cueEnd]!.key);

/** `أجاب`, `رد`. */
const answers = ({ form }: CueReading): boolean => isWord('answers', foldKey(form.lemma.lemma));

/** `وسُئل | سامي نور عن إصابة الحارس، فأجاب`, `سُئل | مسؤول محلي عما إذا …، فقال`: who is asked answers. */
function askedPerson({ context, facts, cast, said: { anchor } }: Given, verb: CueReading): Candidate | null {
  if (!answers(verb) && verb.proclitic !== 'ف') return null;
  const { first } = sentenceAt(context, anchor);
  for (let i = anchor - 1; i >= first; i--) {
    if (!isWordAfterConjunction('is-asked', context.tokens[i]!.key)) continue;
    let at = i + 1;
    while (at < anchor && !context.mentionAt[at] && facts.at(at) & (BIT.title | BIT.definite)) at++;
    const mention = context.mentionAt[at];
    if (mention?.type === 'PER' && at < anchor) return named(cast, mention);
    return isNobodyNamed(facts, i + 1) ? described(cast, i + 1, subjectEnd(context, i + 1)) : null;
  }
  return null;
}

/** `سألت المذيعة هدى علي الوزير | سامي نور | عن …، فأجاب`, `… . وأجاب`: of two that are named behind the verb the second answers. */
function whoWasAsked({ context, cast, said: { anchor } }: Given, verb: CueReading): Candidate | null {
  if (!answers(verb)) return null;
  const begin = sentenceBefore(context, anchor);
  for (let i = anchor - 1; i >= begin; i--) {
    if (context.mentionAt[i] || !isWordAfterConjunction('asks', context.tokens[i]!.key)) continue;
    const [asker, asked] = mentionsWithin(context, i + 1, anchor);
    return asker?.type === 'PER' && asked?.type === 'PER' && asker.entity !== asked.entity ? named(cast, asked) : null;
  }
  return null;
}

/** Tokens before a verb in which whoever does something before he speaks is looked for. */
const DEED = 25;

/** `جاء | رجل | إلى النبي فقال: …`, `أن | أعرابياً | دخل المسجد فقال: …`: nobody named, who does something and then speaks. */
function whoComes(
  { context, facts, cast, said: { anchor } }: Given,
  { proclitic, form }: CueReading,
): Candidate | null {
  if (proclitic !== 'ف' || form.number !== 'sg' || !takesTurns(form.lemma.lemma)) return null;
  const { tokens, mentionAt } = context;
  const least = Math.max(sentenceAt(context, anchor).first, anchor - DEED);
  for (let i = anchor - 1; i >= least && !facts.has(i, 'colon'); i--) {
    const mention = mentionAt[i];
    if (mention?.type === 'PER') {
      i = mention.first;
      while (i > least && facts.at(i - 1) & (BIT.title | BIT.definite)) i--;
      if (!isWord('ila', tokens[i - 1]?.key)) return null;
    }
    if (mention || !isWord(form.gender === 'f' ? 'some-woman' : 'some-man', tokens[i]!.key)) continue;
    return described(cast, i, i + 1);
  }
  return null;
}

/** `ورفض | متحدث باسم الشركة | التعليق، لكنه قال`: who is nobody named and with whom the sentence opens, where nobody has spoken in it. */
function whoGoesOn({ context, facts, cast, said: { anchor }, history }: Given): Candidate | null {
  if (!isWord('yet-he', context.tokens[anchor - 1]?.key)) return null;
  const { first } = sentenceAt(context, anchor);
  const subject = subjectOf(context, facts, first);
  if (subject < 0 || subject >= anchor || !isNobodyNamed(facts, subject)) return null;
  if ((history.at(-1)?.said.anchor ?? -1) >= first) return null;
  return described(cast, subject, subjectEnd(context, subject));
}

/** `مسؤول`, `متحدث`: told for the first time. */
const isNobodyNamed = (facts: Facts, i: number): boolean =>
  !facts.has(i, 'definite') && !isDocument(facts, i) && (facts.match('source', i) ?? facts.match('role', i)) !== null;

/** The source itself, the names in it, and what is left where a name was read too short or too long. */
function ofSource({ context, facts, cast, add }: Asked, { first, last: end }: Source, certain: boolean): void {
  const way = (kind: Way): Way => (certain ? kind : 'second');
  const last = restBegins(context, facts, first, end);
  const names = mentionsWithin(context, first, last);
  // `، فسامي` at the head of a source is `and Sami`
  for (const name of names) if (name.first > first || !context.tokens[first]!.key.startsWith('ف')) cast.unclip(name);
  const both = listIn(context, facts, names) ?? pairIn(context, facts, names, last);
  for (const name of names) add(cast.ofEntity(name.entity), way('name'));
  const isName = names.length === 1 && names[0]!.last === last && isNameAlone(context, facts, first, names[0]!);
  if (!isName && (certain || mayDescribe(context, facts, first))) add(cast.described(first, last), way('source'));
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

/** Whether a phrase that begins here may be somebody, where it is none of the likely sources: no `مباشرة`, `مصيبة`, `إلا`. */
function mayDescribe(context: Context, facts: Facts, first: number): boolean {
  if (context.mentionAt[first] || facts.match('source', first) || facts.match('role', first)) return true;
  const speaks = canSpeak(nounKinds(context.words[first]!));
  return speaks > 0 || (speaks === 0 && !(facts.at(first) & (NO_SUBJECT | BIT.particle | BIT.finite | BIT.auxiliary)));
}

/** `المجلس | برئاسة سامي نور`: the names behind such a word in a source. */
function ledBy(context: Context, first: number, last: number): NameMention[] {
  for (let i = first + 1; i < last; i++) if (leads(context, i)) return mentionsWithin(context, i, last);
  return [];
}

/** `برئاسة | سامي نور`, `بحضور | الوزير سامي نور`; not `بقيادة | حرس الحدود`. */
function leads(context: Context, i: number): boolean {
  if (!isWord('led-by', context.tokens[i]!.key)) return false;
  const facts = factsOf(context);
  let name = i + 1;
  while (!context.mentionAt[name] && name < i + OFFICE && facts.at(name) & (BIT.title | BIT.definite)) name++;
  return context.mentionAt[name]?.type === 'PER';
}

/** `مساعد وزيرة الخارجية هدى علي لشؤون الشرق | سامي نور`: of two names the second, with which the source ends. */
function holderOf({ context, facts, first, last, names }: Source): NameMention | null {
  if (!isWord('of-another', context.tokens[first]!.key)) return null;
  const [one, two] = twoPeople(names) ?? [];
  return one && two?.last === last && !hasAnd(facts, one.last, two.first + 1) ? two : null;
}

/** The people of a source that names two. */
function twoPeople(names: readonly NameMention[]): readonly NameMention[] | null {
  const people = names.filter(({ type }) => type === 'PER');
  return people.length === 2 ? people : null;
}

function hasAnd(facts: Facts, first: number, last: number): boolean {
  for (let i = first; i < last; i++) if (facts.has(i, 'wa')) return true;
  return false;
}

/** The outlet to which something is said and who hands it on: their names don't speak. */
function besideSaying({ context, said }: Given, span: TokenRange | null): NameMention[] {
  const ranges = [toldOutlet(context, said), relayerOf(context, said)].filter(
    (range) => range !== null && !(span && range[0] < span[1] && span[0] < range[1]),
  );
  const told = span ? toldFrom(context, ...span) : -1;
  if (told > 0) ranges.push([told, span![1]]);
  return ranges.flatMap((range) => mentionsWithin(context, ...range!));
}

/** How far behind a document it is told what it is about, in tokens. */
const TOPIC_REACH = 20;

/** `تقرير عن | وزارة الصحة`, `التقرير الذي أنجز حول | البورصة`: whom a document is about hasn't issued it; not `التقرير الصادر عن | الوزارة`. */
function topicsOf({ context, facts, said }: Given, [first, last]: TokenRange): NameMention[] {
  const isTopic = (i: number): boolean => isWord('topic', context.tokens[i]?.key);
  const document = isDocument(facts, first);
  const end = document && said.lead > last ? Math.min(said.lead, first + TOPIC_REACH) : last;
  let from = facts.has(first, 'document') && isTopic(first + 1) ? first + 1 : end;
  for (let i = first + 2; document && i < from && !(facts.at(i) & TOPIC_ENDS); i++)
    if (isTopic(i) && !isWord('from-sources', context.tokens[i]!.key)) from = i;
  let behind = from;
  while (behind < end && !(facts.at(behind) & TOPIC_ENDS)) behind++;
  return mentionsWithin(context, from, behind);
}
const TOPIC_ENDS = BIT.comma | BIT.complementiser | BIT.colon | BIT.stop;

/** `دعا البلاغ | رئيسة المجلس هدى علي إلى`: right behind a document or body that speaks stands whom it asks; not `قالت الشركة، …`. */
function isAskedByBody({ facts, said }: Given, { first, last, head }: Source, one: Referent): boolean {
  if (one.type !== 'PER' || speaks(one) || facts.has(last, 'comma') || said.first <= last || first < said.cue)
    return false;
  if (!facts.has(first, 'definite') || !(isDocument(facts, first) || isWord('institution', head))) return false;
  // named between the two, and not before; by its last place, since a name may stand in a thousand
  const at = lastPlace(one, said.first);
  return at >= 0 && one.places[at]![0] >= last && lastPlace(one, first) < 0;
}

/** `سامي نور | وهدى علي`, `الجيش اللبناني، | وحزب «النور»`, `إيمانويل ماكرون | ونظيره البولندي أندريه دودا`. */
function isJoint(context: Context, facts: Facts, one: NameMention, two: NameMention): boolean {
  const and = one.last + (facts.has(one.last, 'comma') ? 1 : 0);
  // the و of وزير, وكالة is their own
  const listed = facts.match('role', and) ?? facts.match('source', and) ?? facts.match('outlet', and);
  if (!facts.has(and, 'wa') || listed?.prefix === 0) return false;
  // and that of وليد
  const { key, start } = context.tokens[and]!;
  if (two.first === and) return two.start > start || isKnownWord(key.slice(1));
  if (two.first === and + 2 && facts.has(and + 1, 'quote')) return true;
  if (one.type !== 'PER' || two.type !== 'PER' || two.first - and > OFFICE) return false;
  const first = isWordAfterConjunction('counterpart', context.tokens[and]!.key) ? and + 1 : and;
  for (let i = first; i < two.first; i++)
    if (!(facts.at(i) & (BIT.title | BIT.definite)) || facts.has(i, 'finite')) return false;
  return true;
}
/** Words of an office between two names at most. */
const OFFICE = 5;

/** `سامي نور، هدى علي، وخالد سالم`: three people or more, the last of them with و. */
function listIn(context: Context, facts: Facts, names: readonly NameMention[]): TokenRange | null {
  if (names.length < 3 || names.some(({ type }) => type !== 'PER')) return null;
  const apart = names.slice(1).every((two, k) => {
    const { last } = names[k]!;
    return two.first === last ? facts.has(last, 'wa') : two.first === last + 1 && facts.has(last, 'comma');
  });
  const last = names.at(-1)!;
  return apart && facts.has(last.first, 'wa') && last.start > context.tokens[last.first]!.start
    ? [names[0]!.first, last.last]
    : null;
}

/** The first two names of a source with و between them, as one. */
function pairIn(context: Context, facts: Facts, [one, two]: readonly NameMention[], last: number): TokenRange | null {
  if (!one || !two || !isJoint(context, facts, one, two)) return null;
  const opened = context.pairOpenedAt.has(two.first - 1);
  return [one.first, opened && facts.has(two.last, 'quote') && two.last < last ? two.last + 1 : two.last];
}

/** `إسرائيل والولايات المتحدة`, `الوزيران سامي وهدى`, `كل من سامي وهدى`: a source of two names that و joins, and of nothing else. */
function wholeJoint({ context, facts, first, last, names }: Source): TokenRange | null {
  const each = isWord('each-of', context.tokens[first]!.key);
  const list = listIn(context, facts, names);
  const both = list ?? pairIn(context, facts, names, last) ?? (each ? eachOf(facts, names) : null);
  if (!both || isTwo(facts, first)) return both;
  const people = list || (names.length === 2 && names.every(({ type }) => type === 'PER'));
  if (names.length > 2 && !each && !list) return null;
  return (both[0] === first || people || each) && (each || !goesOn(context, facts, both[1], last)) ? both : null;
}

/** `كل من | سامي نور بمستشفى العاصمة وعادل سالم`: two people, each with what he is. */
function eachOf(facts: Facts, names: readonly NameMention[]): TokenRange | null {
  const [one, two] = twoPeople(names) ?? [];
  return one && two && hasAnd(facts, one.last, two.first) ? [one.first, two.last] : null;
}

/** Words behind two names, but for those in marks: `الشركة الوطنية | "البحري"`. */
function goesOn(context: Context, facts: Facts, from: number, last: number): boolean {
  for (let i = from; i < last; i++) {
    i = context.pairOpenedAt.get(i)?.close ?? i;
    if (facts.has(i, 'word')) return true;
  }
  return false;
}

/** Names before a saying among which two that are named together are looked for. */
const PAIRS = 12;

/** `وصل | سامي نور وهدى علي | إلى القرية، وذكرا أن`, `وأضاف الباحثان`: who are named together, where two speak. */
function ofPairs({ context, facts, cast, said, add }: Asked): void {
  const { mentions } = context;
  const end = firstFrom(0, mentions.length, (i) => mentions[i]!.first >= said.anchor);
  for (let i = end - 1; i > 0 && i > end - PAIRS; i--) {
    const [one, two] = [mentions[i - 1]!, mentions[i]!];
    if (one.type !== two.type || !isJoint(context, facts, one, two)) continue;
    add(cast.described(one.first, two.last), 'phrase');
    return;
  }
}

/** A name by itself, or behind titles alone, is who has that name: `الدكتورة | الحربي`, `د. | نور`, `محاميه | سامي نور`; not `والدة | سامي نور`. */
function isNameAlone(context: Context, facts: Facts, first: number, name: NameMention): boolean {
  if (name.first === first) return name.type !== 'MISC';
  if (name.first === first + 1 && name.type === 'PER' && isHis(facts, first)) return true;
  for (let i = first; i < name.first; i++) {
    const title = facts.at(i) & BIT.title && facts.at(i) & BIT.definite;
    if (!title && context.tokens[i]!.kind !== 'abbreviation' && context.tokens[i]!.key.length > 1) return false;
  }
  return name.type === 'PER';
}

/** `شقيقه`, `محاميها`: what somebody is to one told before. */
const isHis = (facts: Facts, i: number): boolean => facts.match('role', i)?.suffix?.startsWith('ه') === true;

/** Where the first title of a source stands behind plain words: `عبدالرازق حماده | مشرف القاعة`; `first` where there is none. */
function titleIn(facts: Facts, first: number, last: number): number {
  for (let i = first; i < last && i < first + 6; i++) {
    if (facts.at(i) & (BIT.comma | BIT.preposition | BIT.li) || !(facts.at(i) & (BIT.word | BIT.title))) return first;
    if (facts.has(i, 'title')) return i;
  }
  return first;
}

const isSomebody = (key: string): boolean => isWord('some-man', key) || isWord('some-woman', key);

/** `قال رجل | للنبي`, `رجل | لابن عمر`, `جاء رجل | إلى القاضي`: where begins to whom somebody unnamed speaks or goes; -1 where he does neither. */
function toldFrom(context: Context, first: number, last: number): number {
  const i = first + 1;
  if (i >= last || !isSomebody(context.tokens[first]!.key)) return -1;
  const { key, start } = context.tokens[i]!;
  const mention = context.mentionAt[i];
  const person = hasLi(key) && mention?.type === 'PER' && mention.start > start;
  return person || isWord('ila', key) || isWord('to-the-prophet', key) ? i : -1;
}

/** What a described source takes in too much: `نور | (33 عاماً)`, `السكان | لـ «النور»`, `قناة "النور" | التابعة للحزب`. */
function restBegins(context: Context, facts: Facts, first: number, last: number): number {
  const told = toldFrom(context, first, last);
  if (told > 0) return told;
  for (let i = first + 1; i < last; i++) {
    if (context.tokens[i]!.key === 'ل' || leads(context, i)) return i;
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
    (hasArticle(context.tokens[end]!.key) || !(facts.at(end) & stops)) &&
    !/^لل|^[وب]ال/.test(context.tokens[end]!.key)
  )
    end++;
  return end;
}

/** Noun phrases of the sentence and the one before it that can speak; where the source has words, those that share one. */
function ofPhrases({ context, facts, cast, said, history, add }: Asked, called: readonly string[] | null): void {
  const { first } = sentenceAt(context, said.anchor);
  const topic = topicEnd(context, said);
  let count = 0;
  for (let i = Math.max(sentenceBefore(context, said.anchor), said.anchor - PHRASE_REACH); i < said.anchor; i++) {
    if (context.mentionAt[i] || !isHead(facts, i) || facts.has(i - 1, 'title') || inContent(said, i)) continue;
    // the title `أ` with an article
    if (isWord('no-source', context.tokens[i]!.key)) continue;
    if ((i >= first && i < topic) || wasSource(history, i)) continue;
    if (isGovernedBy(facts, i) || isOfName(context, facts, i)) continue;
    const end = Math.min(subjectEnd(context, i), said.anchor);
    if (end <= i || end - i > 14) continue;
    if (called && !wordsOf(context, facts, i, end).some((word) => called.includes(word))) continue;
    add(cast.described(countedFrom(context, i), end), 'phrase');
    if (++count >= PHRASES) return;
  }
}

/** `مصدر`, `بيان`, `المتحدث`: with which somebody may be described. Few words are; the rest is asked of these alone. */
function isHead(facts: Facts, i: number): boolean {
  const bits = facts.at(i);
  if (!(bits & BIT.word)) return false;
  return (
    (bits & BIT.document) !== 0 ||
    facts.match('source', i) !== null ||
    ((bits & BIT.title) !== 0 && facts.match('role', i) !== null)
  );
}

/** `أربعة من | وزراء الخارجية`, `عدد من | السكان`: how many of them. */
function countedFrom({ tokens, words }: Context, i: number): number {
  if (i < 2 || !isWord('min', tokens[i - 1]!.key)) return i;
  return tokens[i - 2]!.kind === 'number' || nounKinds(words[i - 2]!) & NOUN.measure ? i - 2 : i;
}

/** Who was told as a source is a voice already: `المصدر ذاته`, `المركز` of the sentence before are nobody new. */
function wasSource(history: readonly Turn[], token: number): boolean {
  for (let i = Math.max(0, history.length - PHRASES_TOLD); i < history.length; i++) {
    const { source } = history[i]!;
    if (source !== null && source[0] <= token && token < source[1]) return true;
  }
  return false;
}

/** `بإدارة المطار`, `الأمين العام | للحزب`: a listed word behind an attached preposition. */
const isGovernedBy = (facts: Facts, i: number): boolean =>
  (facts.at(i) & GOVERNING) !== 0 && ((facts.match('role', i) ?? facts.match('source', i))?.prefix ?? 0) > 0;

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

/** What may stand before the verb or the subject with which a sentence opens: `غير أن | قاعدة البيانات`. */
const LEADS = BIT.conjunction | BIT.complementiser | BIT.particle | BIT.quote | BIT.dash;
const NO_LEAD = BIT.auxiliary | BIT.definite;
const LEADS_MOST = 3;
const GOVERNING = BIT.bi | BIT.li;
const NO_SUBJECT = BIT.time | BIT.adjunct | BIT.preposition | BIT.conjunction | GOVERNING;
const SPEAKING = NOUN.person | NOUN.body | NOUN.words;

/**
 * With which the sentence and the one before it open: `وكانت | البنوك التشاركية | شرعت …، مرجحة أن`, `المشاركون في الوقفة | …، دعوا إلى`,
 * `نشرت | منصات محلية | الصورة، وقالت إنها`.
 */
function ofSubjects({ context, facts, cast, said, history, add }: Asked): void {
  const { index } = sentenceAt(context, said.anchor);
  for (const sentence of [context.sentences[index], context.sentences[index - 1]]) {
    if (!sentence) continue;
    const first = subjectOf(context, facts, sentence.first);
    if (first < 0 || first >= said.anchor || context.mentionAt[first] || inContent(said, first)) continue;
    if (isOfName(context, facts, first)) continue;
    const end = Math.min(subjectEnd(context, first), said.anchor);
    if (end > first && end - first <= LONGEST_SUBJECT && !wasSource(history, first))
      add(cast.described(first, end), 'phrase');
  }
}

/** Names of God and the prophet before a saying that are looked at. */
const HOLY = 3;

/** `أوصى به | النبي صلى الله عليه وسلم | بقوله`: God and the prophet, named in the sentence or the one before it. */
function ofHoly({ context, cast, said, add }: Asked): void {
  const from = sentenceBefore(context, said.anchor);
  const names = holyNames(context);
  const end = firstFrom(0, names.length, (i) => names[i]!.first >= said.anchor);
  for (const holy of names.slice(Math.max(0, end - HOLY), end))
    if (holy.first >= from && !inContent(said, holy.first)) add(cast.revealed(holy), 'phrase');
}

/** Where the subject of a sentence begins, behind its particles and at most one verb; -1 where there is none that can speak. */
function subjectOf({ tokens, words }: Context, facts: Facts, opening: number): number {
  // the ب of باعة, the ل of لجنة are their own
  const isOwn = (i: number): boolean => (kindsOfKey(tokens[i]!.key) & SPEAKING) !== 0;
  const isSubject = (i: number): boolean =>
    !(facts.at(i) & (isOwn(i) ? NO_SUBJECT & ~GOVERNING : NO_SUBJECT)) &&
    !isWordAfterConjunction('no-source', tokens[i]!.key) &&
    (facts.has(i, 'definite') || (nounKinds(words[i]!) & SPEAKING) !== 0);
  let first = opening;
  while (first < opening + LEADS_MOST && facts.at(first) & LEADS && !(facts.at(first) & NO_LEAD)) first++;
  if (!facts.has(first, 'definite') && (first === opening || !isSubject(first))) first++;
  return first < words.length && isSubject(first) ? first : -1;
}

/**
 * `مسؤول محلي | عما إذا`, `منصات محلية | الصورة`, `جاء رجل | إلى القاضي`: no particle is part of it, and an indefinite adjective governs no definite
 * noun, nor does a noun by itself go anywhere; not `لجنة صيانة الطرق`, `المبعوث إلى سوريا`.
 */
function plainEndOf(context: Context, facts: Facts, first: number): number {
  const whole = objectIn(context, facts, first, phraseEnd(context, first));
  const opening = sentenceAt(context, first).first;
  const ofVerb = first > opening && subjectOf(context, facts, opening) === first;
  const end = ofVerb ? complementIn(context, facts, first, whole) : whole;
  const told = toldFrom(context, first, end);
  if (told > 0) return told;
  for (let i = first + 1; i < end; i++) {
    if (context.mentionAt[i]) continue;
    if (facts.has(i, 'particle')) return i;
    if (!facts.has(i, 'definite') || facts.has(first, 'definite') || facts.has(i - 1, 'preposition')) continue;
    return i > first + 1 && isOfOrigin(context.tokens[i - 1]!.key) ? i : end;
  }
  return end;
}

/** The same with where people write, which belongs to whoever they are: `ناشطون | على موقع تويتر`. Each saying near it asks again. */
const subjectEnd = perPart((context: Context, first: number): number => {
  const end = plainEndOf(context, factsOf(context), first);
  if (!isWord('occasion', context.tokens[end]?.key)) return end;
  return matchAt(context, 'outlet', matchAt(context, 'medium', end + 1)?.last ?? end + 1)?.last ?? end;
});

/** People and bodies named around the saying; places and events only where they spoke or are the source. */
function nearest({ cast, said, add }: Asked): void {
  const lists: Record<keyof typeof NEAREST, Referent[]> = { PER: [], ORG: [], behind: [] };
  const nearness: Record<keyof typeof NEAREST, number[]> = { PER: [], ORG: [], behind: [] };
  for (const referent of cast.around(said.anchor)) {
    const { type, places } = referent;
    if (type !== 'PER' && type !== 'ORG') continue;
    const at = lastPlace(referent, said.anchor);
    const which = at < 0 ? 'behind' : type;
    lists[which].push(referent);
    nearness[which].push(-Math.abs(said.anchor - places[Math.max(0, at)]![0]));
  }
  for (const which of ['PER', 'ORG', 'behind'] as const)
    for (const k of largest(nearness[which], NEAREST[which])) add(lists[which][k], 'name');
  for (const referent of cast.named.slice(0, 3)) if (referent.type === 'PER') add(referent, 'name');
}
