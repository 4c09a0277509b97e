/** Whom a source can mean: an office its holder, a document its issuer, `المصدر ذاته` somebody who spoke before. */

import { labels } from '../../learned/layout.ts';
import type { WordMatch } from '../../lexicon/index.ts';
import { foldKey } from '../../text/index.ts';
import { type Context, isTagged, type NameMention } from '../context.ts';
import { BIT, honourAt, isDocument } from '../facts.ts';
import { hasArticle, isPlural } from '../letters.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { isManCalled } from './genders.ts';
import { sentenceBefore, stem } from './links.ts';
import { bare, lastPlace, loose, type Referent, speaks } from './referents.ts';
import { isOneWord, type Source } from './source.ts';
import { type Candidate, isOwn, VOICES } from './turns.ts';

/** Of the candidates those that the source can mean; what is no more than likely is told by `putMeanings`. */
export function fitting(source: Source, all: readonly Candidate[]): readonly Candidate[] {
  const { called, held } = source;
  const about = aboutWhom(source);
  const list = all.filter(
    ({ referent, way }) =>
      !(!isOwn(way) && (isOfOtherKind(source, referent) || isWomanOf(source, referent))) &&
      !(held > 0 && (THINGS.includes(referent.type) || (!isOwn(way) && isOtherHolder(source, referent)))) &&
      !(about && !isOwn(way) && (referent.entity === about || !referent.bare.includes(called[0]!))),
  );
  const known = list.filter(({ way }) => !isOwn(way));
  if (isSomebodys(source) && known.some(({ referent }) => speaks(referent) || referent.type === 'ORG')) return known;
  if (isNew(source)) return list.filter(({ referent, way }) => isOwn(way) || hasAll(referent, source));
  const honoured = honouredSo(source, known);
  if (honoured.length > 0) return honoured;
  const bodies = calledByHead(source, known);
  return bodies.length > 0 ? bodies : list;
}

/** What the words of a source say for a candidate (1) or against it (-1): by no means always rightly. */
export const MEANINGS = labels(
  'other-office whole-office holder held near body-near issuer again same one-before back has-issuer',
);
type Meaning = (typeof MEANINGS)[number];

/** What is written of each candidate; `own`: whether it is made of the source's own words. */
type Put = (name: Meaning, value: (one: Candidate, own: boolean) => number) => void;

/** Writes `MEANINGS` into the row of each candidate, from a place on. */
export function putMeanings(
  source: Source,
  all: readonly Candidate[],
  rows: readonly Float32Array[],
  from: number,
): void {
  const known = all.filter(({ way }) => !isOwn(way));
  const put: Put = (name, value) => {
    const place = from + MEANINGS.indexOf(name);
    for (let i = 0; i < all.length; i++) rows[i]![place] = value(all[i]!, isOwn(all[i]!.way));
  };
  sayOffice(source, known, put);
  sayBefore(source, known, put);
}

const forKnown = (put: Put, name: Meaning, when: boolean): void => {
  if (when) put(name, (_, own) => (own ? -1 : 1));
};

/** Where the source is an office: who holds it, who another one. */
function sayOffice(source: Source, known: readonly Candidate[], put: Put): void {
  const { held } = source;
  if (held === 0) return;
  const against = (name: Meaning, test: (referent: Referent) => boolean): void =>
    put(name, ({ referent }, own) => (!own && test(referent) ? -1 : 0));
  against('other-office', (referent) => isOther(source, referent));
  const able = ofWholeOffice(source, known);
  if (able.length < known.length) put('whole-office', (one, own) => (own ? 0 : able.includes(one) ? 1 : -1));
  if (held === 2) against('holder', (referent) => !mayHold(source, referent));
  forKnown(put, 'held', held === 2 && known.some(({ referent }) => mayHold(source, referent)));
  // `زوج المعلمة` may be told without any name
  forKnown(put, 'near', !isWord('of-somebody', source.head) && isHolderNear(source, known));
}

/** Whether the source points back to somebody, and to whom. */
function sayBefore(source: Source, known: readonly Candidate[], put: Put): void {
  forKnown(put, 'body-near', isBodyNear(source, known));
  const issuing = known.filter(({ referent }) => isItsIssuer(source, referent));
  if (issuing.length > 0) put('issuer', (one) => (issuing.includes(one) ? 1 : -1));
  if (isSourceAgain(source) && known.some(({ referent }) => speaks(referent)))
    put('again', ({ referent }, own) => (!own && speaks(referent) ? 1 : -1));
  forKnown(put, 'same', isSame(source));
  forKnown(put, 'one-before', isOneBefore(source, known));
  forKnown(put, 'back', pointsBack(source, known));
  forKnown(put, 'has-issuer', hasIssuer(source, known));
}

/** `المجلس` is no man, `الشركة` no ministry and no paper, `المتهم` no judge: what nobody is called who is something else. */
function isOfOtherKind(
  { facts, first, names, called }: Source,
  { type, kind, bare: words, calledHeads, titles }: Referent,
): boolean {
  const head = called[0] ?? '';
  if (facts.has(first, 'definite') && isWord('party', head) && !calledHeads.has(head) && !titles.has(stem(head))) {
    const other = [words[0] ?? '', ...calledHeads].some((word) => isWord('party', word));
    return other && !words.includes(head);
  }
  if (!facts.has(first, 'definite') || facts.match('role', first) || calledHeads.has(head)) return false;
  if (names.length > 0) return false;
  if (isWord('outlet', head)) return type === 'PER';
  if (!isWord('institution', head) || isWord('rank', head)) return false;
  const own = isWord('own-kind', head);
  return (
    type === 'PER' ||
    (own && kind === 'media') ||
    (own && type === 'ORG' && isWord('one-kind', words[0] ?? '') && words[0] !== head)
  );
}

/** `الملك` is not `الملكة ليلى`, nor any other woman. */
const isWomanOf = ({ facts, first, called }: Source, { type, votes, titleGender }: Referent): boolean =>
  type === 'PER' &&
  facts.has(first, 'definite') &&
  isWord('a-man', called[0] ?? '') &&
  (votes.m === votes.f ? titleGender === 'f' : votes.f > votes.m);

/** `بيان | لها`, `بيان صادر | عنها`, `بيان | أصدرته`: it is theirs who were told before. */
function isSomebodys({ context, facts, first, last, names }: Source): boolean {
  if (!isDocument(facts, first) || facts.has(first, 'definite') || names.length > 0) return false;
  return context.tokens.slice(first + 1, last).some(({ key }) => isWord('its-own', key));
}

/**
 * `عائلة | سالم`, `مكتب الرئيس | سالم`, `المكتب الإعلامي لرئيس الحزب | سالم`, `محامية اللاعب | سالم`: who is not the one that speaks; not
 * `الشقيق | سالم`, `محامية اللاعب | هدى`.
 */
function aboutWhom({ context, facts, first, head, names }: Source): NameMention['entity'] | null {
  const { key, form } = context.tokens[first]!;
  // `ابنه`, `والده`: spelt like `ابنة`, `والدة` in its key
  if (form.endsWith('ه')) return null;
  const governs = isWord('of-somebody', key);
  const she = isWord('a-woman-of', key);
  if (!governs && !she && !isWord('of-somebody', head)) return null;
  const people = names.filter(({ type }) => type === 'PER');
  const [only] = people;
  if (!only || people.length > 1) return null;
  let governed = governs;
  for (let i = first + 1; i <= only.first; i++) governed ||= facts.has(i, 'li');
  return governed || (she && isManCalled(only.entity.name)) ? only.entity : null;
}

/** `البيان`, `التقرير` alone: of whoever spoke in one, was called so, or has one by the article's words. */
function isItsIssuer({ facts, first, last, called }: Source, referent: Referent): boolean {
  if (last - first !== 1 || !facts.has(first, 'document') || !facts.has(first, 'definite')) return false;
  const [word] = called;
  const { media, issued, calledHeads, type } = referent;
  if (type === 'described') return false;
  return media.has(word!) || calledHeads.has(word!) || issued?.get(stem(word!)) === 2;
}

/** `المصدر`, `المصدر ذاته`, `هذه المصادر`: who spoke before. */
function isSourceAgain({ context, facts, first: begins, last }: Source): boolean {
  const first = isTagged(context, 'anaphor', begins, 'demonstrative') ? begins + 1 : begins;
  const match = facts.match('source', first);
  if (!match?.definite || match.last - match.first > 1 || !match.word.tags.includes('source')) return false;
  return last - first === 1 || (last - first === 2 && facts.has(last - 1, 'same'));
}

/** `سعادته`, `معاليها`: an honour with a pronoun, alone. */
const honourOf = ({ facts, first, last }: Source): WordMatch | null =>
  last - first === 1 ? honourAt(facts, first) : null;

/** `المصدر نفسه`, `ذات المصدر`, `الأخير`, `سعادته`: somebody told before. */
function isSame(source: Source): boolean {
  const { facts, first, last } = source;
  if (honourOf(source)) return true;
  for (let i = first; i < last; i++) {
    const match = facts.match('anaphor', i);
    if (match?.word.tags.includes('identity') || (match?.definite && match.word.tags.includes('last'))) return true;
  }
  return false;
}

/** `سموه`, `معاليها`: of those known who has that honour beside the name: `صاحب السمو | سامي نور`, not `جلالة الملك`. */
function honouredSo(source: Source, known: readonly Candidate[]): Candidate[] {
  const text = honourOf(source)?.word.text;
  if (text === undefined) return [];
  const honour = stem(loose(foldKey(text)));
  return known.filter(({ referent }) => referent.type === 'PER' && referent.titles.has(honour));
}

/** `وزير الخارجية السوداني`: where somebody has all these words by the name, nobody else whose office begins alike is meant. */
function ofWholeOffice(source: Source, known: readonly Candidate[]): readonly Candidate[] {
  const { calledStems: words, first, last } = source;
  if (last - first < 2) return known;
  const begins = ({ offices }: Referent): boolean => offices.some((office) => office.includes(words[0]!));
  const whole = ({ offices }: Referent): boolean =>
    offices.some((office) => words.every((word) => office.includes(word)));
  if (!known.some(({ referent }) => referent.type === 'PER' && whole(referent))) return known;
  return known.filter(({ referent }) => referent.type !== 'PER' || whole(referent) || !begins(referent));
}

/**
 * One definite singular: `الوزير`, `المتحدث` are somebody named in the article, `الشركة`, `الصحيفة` a body of it, `التقرير` one of those
 * told. `العلماء` may be told for the first time.
 */
function pointsBack(source: Source, known: readonly Candidate[]): boolean {
  const { context, facts, first, head: word } = source;
  if (!isOneWord(source) || isPlural(context.tokens[first]!.key)) return false;
  if (isWord('in-its-name', word)) return known.some(({ referent }) => isCalled(referent, word));
  if (facts.has(first, 'document'))
    return known.some(
      ({ referent }) => speaks(referent) || (referent.type === 'ORG' && lastPlace(referent, first) >= 0),
    );
  if (isBody(word) || isWord('outlet', word)) return known.some(({ referent }) => referent.type === 'ORG');
  if (!facts.has(first, 'title')) return false;
  const number = facts.match('role', first)?.number ?? facts.match('source', first)?.number;
  return number !== 'pl' && known.some(({ referent }) => speaks(referent) || referent.type === 'PER');
}

/** `بيانات من مجلس الذهب …. وذكر المجلس`: bodies whose name begins with the word, before a document of theirs. */
function calledByHead({ facts, first, last, head: word }: Source, known: readonly Candidate[]): Candidate[] {
  if (last - first > 1 || !facts.has(first, 'definite') || !isWord('institution', word)) return [];
  const isDocumentOf = ({ referent }: Candidate): boolean => referent.type === 'described' && referent.head !== word;
  const named = known.filter(({ referent }) => referent.type === 'ORG' && referent.bare[0] === word);
  return named.length > 0 ? known.filter((one) => !isDocumentOf(one)) : [];
}

/** Who has the word in his name or office, or was called so where he spoke. */
const isCalled = ({ bare, titles, calledWords }: Referent, word: string): boolean =>
  bare.includes(word) || calledWords.has(word) || titles.has(stem(word));

/** `اللجنة`, `المركز`: heads of what bodies are called. */
const isBody = (key: string): boolean => isWord('institution', key) || isWord('organisation', key);

/** `بيان | للبنك المركزي`, `تقرير لموقع | «النور»`, `تقرير صادر عن | البنك`, `بيان | النادي`: a document with the body right behind it that issued it. */
function hasIssuer({ context, facts, first, last, head }: Source, known: readonly Candidate[]): boolean {
  // `مصدر باللجنة`, `خبراء الأرصاد`: people
  const people = facts.has(first, 'agent') || isWord('plural-source', head);
  if (!facts.has(first, 'document') || people || context.mentionAt[first]) return false;
  if (last - first === 2 && hasArticle(context.tokens[last - 1]!.key)) {
    const word = bare(context.tokens[last - 1]!.key);
    if (known.some(({ referent }) => referent.type === 'ORG' && referent.bare[0] === word)) return true;
  }
  const reach = facts.has(last, 'li') ? last + 3 : last;
  for (let i = first + 1; i < reach && i <= first + 3; i++) {
    if (context.mentionAt[i]?.type === 'ORG') return true;
    const issued = isWord('issued-by', context.tokens[i]!.key) || (i > first + 1 && facts.has(i, 'preposition'));
    if (!facts.match('outlet', i) && !facts.has(i, 'quote') && !issued) return false;
  }
  return false;
}

/** `المصدر`, `الوزارة` alone, where somebody spoke who was called so. */
function isOneBefore(source: Source, known: readonly Candidate[]): boolean {
  if (!isOneWord(source)) return false;
  const [word] = source.called;
  return known.some(
    ({ referent }) => speaks(referent) && (referent.calledHeads.has(word!) || referent.bare[0] === word),
  );
}

/** `مدير الوكالة` is a person. */
const THINGS = ['ORG', 'LOC', 'MISC'];

/** Somebody named whose office begins alike, or who has spoken and isn't told to be something else. */
const mayHold = (source: Source, referent: Referent): boolean =>
  referent.type === 'PER' &&
  (referent.titles.has(source.calledStems[0]!) || (speaks(referent) && !isElsewhere(source, referent)));

/**
 * `مدير عام المركز` is no `ممثل النيابة`: an office and a body are told of him, and no word of them is the same; `رئيس تونس` is no
 * `رئيس نادي النور`, which tells a name.
 */
function isElsewhere(source: Source, { titles, offices }: Referent): boolean {
  const [head, ...rest] = source.calledStems;
  if (rest.some((word) => titles.has(word))) return false;
  const isNamed = source.names.some(({ type }) => THINGS.includes(type));
  if (isNamed && offices.some((office) => office.length > 1 && office.includes(head!))) return true;
  return namesBody(source) && offices.some((office) => office.length > 2) && !titles.has(head!);
}

/** `ممثل | النيابة`, `مدير | «النور»`; not `القيادي | اليساري`. */
function namesBody({ context, first, last }: Source): boolean {
  for (let i = first + 1; i < last; i++) {
    const key = bare(context.tokens[i]!.key);
    if (context.mentionAt[i]?.type === 'ORG' || isBody(key)) return true;
  }
  return false;
}

/** `وزير الصحة` is not who is called `وزير المال` or holds other offices only, nor `وزيرة` a man; `رئيس الحزب` may be `رئيس الحكومة`. */
function isOther(source: Source, referent: Referent): boolean {
  const { facts, first, last } = source;
  const { type, votes, titleGender, offices } = referent;
  const office = facts.match('role', first);
  if (type !== 'PER' || !office) return false;
  const shown = votes.m === votes.f ? titleGender : votes.m > votes.f ? 'm' : 'f';
  if (office.gender === 'f' && shown === 'm') return true;
  if (last - first < 2 || offices.length === 0) return false;
  return portfolios(source, offices) !== 'same';
}

/** Of `وزير الصحة` who is called `وزير المال`, whatever else he is called; of `ممثل النيابة` a `مدير عام المركز`. */
const isOtherHolder = (source: Source, referent: Referent): boolean =>
  referent.type === 'PER' &&
  source.last - source.first > 1 &&
  (portfolios(source, referent.offices) === 'others' || isElsewhere(source, referent));

/** Whether somebody holds the office that words name, or only others of its kind; null where it is of no kind that is held by one alone, or nothing is known. */
function portfolios({ calledStems }: Source, offices: readonly (readonly string[])[]): 'same' | 'others' | null {
  const [head, ...rest] = calledStems;
  if (!isWord('one-portfolio', head!)) return 'same';
  // `وصل | وزير المال سامي`: words of the narrator may stand before
  const alike = offices.filter((words) => words.includes(head!) && words.at(-1) !== head);
  if (alike.some((words) => rest.some((word) => words.includes(word)))) return 'same';
  return alike.length > 0 ? 'others' : null;
}

/** Of those known, who spoke and who is named between the beginning of the sentence before and a token. */
function near(context: Context, token: number, known: readonly Candidate[]): { voices: Referent[]; named: Referent[] } {
  const from = sentenceBefore(context, token);
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
function isHolderNear(source: Source, known: readonly Candidate[]): boolean {
  const { context, first } = source;
  const people = known.filter(({ referent }) => referent.type === 'PER');
  const { voices, named } = near(context, first, people);
  const [only, ...others] = voices.length > 0 ? voices : named;
  if (!only || others.length > 0 || isElsewhere(source, only)) return false;
  return only.spoke.length > 0 || only.offices.length > 0;
}

/** `كتبت | «النور» | أن …. وأضافت المجلة المصرية`: the only body near that such a description may be of; not `اللجنة الاقتصادية`. */
function isBodyNear({ context, facts, first, last, head, names }: Source, known: readonly Candidate[]): boolean {
  const media = isWord('outlet', head);
  if (last - first < 2 || !facts.has(first, 'definite') || !facts.has(first + 1, 'definite')) return false;
  if (isPlural(context.tokens[first]!.key) || !(media || isWord('under-a-name', head)) || names.length > 0)
    return false;
  const bodies = known.filter(({ referent }) => (media ? referent.kind === 'media' : referent.type === 'ORG'));
  const { voices, named } = near(context, first, bodies);
  return new Set([...voices, ...named]).size === 1;
}

/** An unnamed source that is told for the first time: `مصدر طبي`, `البعض`, `آخرون`, not `المصدر الطبي`, `المصدر نفسه`. */
function isNew({ context, facts, first, last }: Source): boolean {
  if (isWordAfterConjunction('vague', context.tokens[first]!.key)) return true;
  const definite = BIT.definite | BIT.same;
  if (!facts.match('source', first)) return false;
  for (let i = first; i < last; i++) if (facts.at(i) & definite || context.mentionAt[i]) return false;
  return last - first > 1;
}

/** `مصدر طبي` is not who was called `مصدر أمني`. */
const hasAll = (one: Referent, { called }: Source): boolean => called.every((word) => isCalled(one, word));
