/** Every token that may report: reporting words in any reading, colons, attribution phrases, and pairs of marks that may stand without a cue. */
import type { CueForm, CueReading } from '../../lexicon/index.ts';
import { isOwnKey } from '../../lexicon/own.ts';
import { foldKey, type MarkPair } from '../../text/index.ts';
import type { AttributionSite } from '../attributions/index.ts';
import { bare } from '../choosing.ts';
import {
  type Context,
  complementiser,
  isColon,
  isComma,
  keyAt,
  matchAt,
  readings,
  sentenceAt,
  wordsIn,
} from '../context.ts';
import { hasArticle, withoutConjunction } from '../letters.ts';
import { phraseEnd } from '../sources/features.ts';
import { isSomebody } from '../sources/noun-phrases.ts';
import { GOVERNED, isRelativePronoun, isWord, isWordAfterConjunction } from '../words.ts';

/** A reporting word in its place. */
export interface CueSite {
  token: number;
  reading: CueReading;
  /** Verb that takes a subject, participle of state (`مؤكداً`), or noun (`قوله`, `تصريحات`). */
  role: 'verb' | 'participle' | 'noun';
  /** `لم يقل`, `دون أن يكشف`. */
  negated: boolean;
  /** `الذي قال`, `التي أكدت`. */
  relative: boolean;
}

export type CueKind = 'word' | 'colon' | 'phrase' | 'marks';
export const CUE_KINDS: readonly CueKind[] = ['word', 'colon', 'phrase', 'marks'];

/** Something that may be the sign of a quotation. */
export interface CueCandidate {
  kind: CueKind;
  /** Where it stands: the reporting word, the colon, the phrase's first word, the opening mark. */
  token: number;
  /** The token after it. */
  after: number;
  site: CueSite | null;
  phrase: AttributionSite | null;
  pair: MarkPair | null;
  /** The user's own word: it reports wherever it has content. */
  own: boolean;
}

/** Pairs with fewer words are names and scare quotes where no cue stands by them. */
const WORDS_WITHOUT_CUE = 4;

/** `برلين: القبض على`: a place at the beginning of a line, and no marks behind the colon: the line is about it. */
function isBehindPlace({ mentionAt, paragraphOf, pairOpenedAt }: Context, colon: number): boolean {
  const place = mentionAt[colon - 1];
  if (place?.type !== 'LOC' || pairOpenedAt.has(colon + 1)) return false;
  return place.first === 0 || paragraphOf[place.first - 1] !== paragraphOf[colon];
}

/** Tokens of a paragraph in which it is told who answers. */
const ANSWERED = 6;

/** `«النور»: كيف بدأت؟`: an outlet's question in an interview. */
function isAsked({ index, tokens, mentionAt, paragraphOf }: Context, colon: number): boolean {
  const { first, last } = index.paragraphs[paragraphOf[colon]!]!;
  if (colon - first > 4 || tokens[last - 1]?.form !== '؟') return false;
  // a headline asks, too, unless somebody answers
  if (first === 0 && !tokens.slice(last, last + ANSWERED).some(isColon)) return false;
  const mention = mentionAt.slice(first, colon).find((one) => one !== undefined);
  return mention?.type === 'ORG' && mention.last >= colon - 1;
}

/** All of one shape, whatever they have: the many questions about them are twice as fast. */
const candidate = (
  kind: CueKind,
  token: number,
  after: number,
  { site = null, phrase = null, pair = null, own = false }: Partial<CueCandidate>,
): CueCandidate => ({ kind, token, after, site, phrase, pair, own });

/** All candidates of an article in the order of the text. */
export function cueCandidates(
  context: Context,
  sites: readonly CueSite[],
  phrases: readonly AttributionSite[],
): CueCandidate[] {
  const { tokens } = context;
  const found: CueCandidate[] = [];
  const heads = new Set<number>();
  for (const phrase of phrases) {
    heads.add(phrase.first);
    found.push(candidate('phrase', phrase.first, phrase.last, { phrase }));
  }
  for (const site of sites)
    if (!heads.has(site.token))
      found.push(candidate('word', site.token, site.token + 1, { site, own: isOwnKey(tokens[site.token]!.key) }));
  for (const token of tokens)
    if (isColon(token) && !isBehindPlace(context, token.index) && !isAsked(context, token.index))
      found.push(candidate('colon', token.index, token.index + 1, {}));
  for (const pair of context.pairOpenedAt.values())
    if (pair.depth === 0 && wordsIn(context, pair) >= WORDS_WITHOUT_CUE)
      found.push(candidate('marks', pair.open, pair.open + 1, { pair }));
  const bylines = bylinesOf(context);
  const said = bylines.size === 0 ? found : found.filter(({ token }) => !bylines.has(context.paragraphOf[token]!));
  return said.sort((a, b) => a.token - b.token || CUE_KINDS.indexOf(a.kind) - CUE_KINDS.indexOf(b.kind));
}

/** Tokens of a byline at most. */
const BYLINE = 14;

/** Lines that tell who wrote, and nothing else: `كتب: سامي نور`, `حاورتها - هدى علي`; not `كتب سامي نور: الطريق مغلق`. */
function bylinesOf(context: Context): ReadonlySet<number> {
  const { index, tokens, mentionAt } = context;
  const found = new Set<number>();
  index.paragraphs.forEach(({ first, last }, paragraph) => {
    if (last - first > BYLINE || leadsOn(context, first, last)) return;
    let written = false;
    let named = false;
    for (let i = first; i < last; i++) {
      const mention = mentionAt[i];
      if (mention) named ||= mention.type === 'PER';
      else if (isWordAfterConjunction('byline', tokens[i]!.key)) written = true;
      else if (tokens[i]!.kind === 'word') return;
    }
    if (written && named) found.add(paragraph);
  });
  return found;
}

/** `وكتب سامي نور:`, `كتبت هدى علي:` before a mark: what was written stands in the next paragraph; not `كتب سامي نور:` before the report. */
function leadsOn({ tokens, pairOpenedAt }: Context, first: number, last: number): boolean {
  if (last === tokens.length || !isColon(tokens[last - 1])) return false;
  const { key } = tokens[first]!;
  return pairOpenedAt.has(last) || (!isWord('byline', key) && isWordAfterConjunction('byline', key));
}

/** The reporting words of the article, each in its likeliest reading. */
export function reportingWords(context: Context): CueSite[] {
  const sites: CueSite[] = [];
  for (const token of context.tokens) {
    if (token.kind !== 'word' || context.mentionAt[token.index]) continue;
    const { index } = token;
    const found = readingsAt(context, index);
    const site = found.length > 0 ? siteAt(context, index, found) : null;
    if (!site || isOfFormula(context, index) || isSomebody(context, index) || isOfThing(context, site)) continue;
    sites.push(site);
  }
  return sites;
}

/** Words of a formula at most. */
const FORMULA = 4;

/** `الجدير | ذكره | أن`, `من الجدير بالذكر`: nobody says it. */
function isOfFormula(context: Context, index: number): boolean {
  for (let k = index; k >= 0 && k > index - FORMULA; k--) {
    const found = matchAt(context, 'impersonal', k);
    if (found && found.last - k > 1 && found.last > index) return true;
  }
  return false;
}

/** `، ما | يشير إلى أن`, `وهذا | يؤكد أن`, `كشفت | الأزمة | أن`: a thing shows it, and nobody says it; not `ما قال إنها`, `هذا ما أكده`. */
function isOfThing(context: Context, { token, role, reading: { form, suffix } }: CueSite): boolean {
  if (role !== 'verb' || suffix) return false;
  if (isMute(context, token)) return true;
  if (!isWord('shows', foldKey(form.lemma.lemma))) return false;
  if (isThing(context, token + 1)) return true;
  return isWordAfterConjunction('what', keyAt(context, token - 1)) && opensClause(context, token);
}

/** `الواقع | يقول إن`, `يقول | التاريخ | إن`; not `قال تاريخ الفن إن`. */
function isMute(context: Context, i: number): boolean {
  const { tokens, mentionAt } = context;
  const mute = (k: number): boolean =>
    !mentionAt[k] && isWord('mute', bare(keyAt(context, k))) && hasArticle(withoutConjunction(keyAt(context, k)));
  return (mute(i - 1) && opensClause(context, i)) || (mute(i + 1) && complementiser(tokens[i + 2]) !== null);
}

/** `كشفت | الأزمة | أن`, `أثبتت | تجربة الحزب | أن`: what happens, up to what it shows; not `أظهر | الفحص | أن`, nor `أكد | حرب | أن`. */
function isThing(context: Context, i: number): boolean {
  const { tokens, mentionAt } = context;
  const key = keyAt(context, i);
  if (mentionAt[i] || !isWord('happens', bare(key))) return false;
  const end = phraseEnd(context, i);
  return complementiser(tokens[end]) !== null && (end > i + 1 || key.startsWith('ال'));
}

/** `، متابعة أن`, `«…»، متابعة:`: behind a comma and before what is said the look-alike of a participle is one. */
function readingsAt(context: Context, index: number): readonly CueReading[] {
  const { tokens, lexicon, pairOpenedAt } = context;
  const { key, form } = tokens[index]!;
  const found = readings(context, tokens[index]);
  if (found.length || !isComma(tokens[index - 1])) return found;
  const isOpen = opensClause(context, index) || isColon(tokens[index + 1]) || pairOpenedAt.has(index + 1);
  if (!isOpen) return found;
  return lexicon.alikeForms(key, form).filter(({ form: { kind, gender } }) => kind === 'participle' && gender === 'f');
}

/** A participle of state before a verb, a verb before a noun: the reading that most often reports. */
function siteAt(context: Context, index: number, found: readonly CueReading[]): CueSite | null {
  const before = keyAt(context, index - 1);
  const relative = isRelativePronoun(before) || isWord('ma', before);
  const make = (reading: CueReading, role: CueSite['role']): CueSite => ({
    token: index,
    reading,
    role,
    negated: isNegated(context, index),
    relative,
  });
  const participles = found.filter(
    ({ form, definite, suffix, proclitic }) =>
      form.kind === 'participle' && !definite && !suffix && ['', 'و', 'ف'].includes(proclitic),
  );
  const state = participles.find(({ form }) => form.case === 'acc' || form.gender === 'f');
  if (state && !relative && !before.startsWith('ال')) return make(state, 'participle');
  const verb = isHeldTrue(context, index) ? null : verbReading(found, before);
  if (verb) return make(verb, 'verb');
  const nouns = found.filter(({ form }) => form.kind === 'masdar' || form.kind === 'noun');
  const noun = nouns.find(({ suffix }) => suffix) ?? nouns[0];
  const other = participles[0];
  if (other && (opensClause(context, index) || !noun)) return make(other, 'participle');
  return noun ? make(noun, 'noun') : null;
}

/** `ويعتقد أن المبنى قديم` at the beginning of a sentence, `رجل يُعتقد أنه فر`: nobody is told who believes it. */
function isHeldTrue(context: Context, index: number): boolean {
  const { key, start, end } = context.tokens[index]!;
  if (!isWordAfterConjunction('held-true', key) || !complementiser(context.tokens[index + 1])) return false;
  return PASSIVE.test(context.index.text.slice(start, end)) || sentenceAt(context, index).first === index;
}

/** `يُعتقد`, with the vowel of the passive. */
const PASSIVE = /^[وف]?\u064e?[يت]\u064f/;

/** The third person before others, the active before the passive; a jussive only after a negation. */
function verbReading(found: readonly CueReading[], before: string): CueReading | null {
  const usable = found.filter(
    ({ form, definite }) =>
      !definite && isVerb(form) && (form.mood !== 'jussive' || isWordAfterConjunction('negation', before)),
  );
  const third = usable.filter(({ form }) => form.person === 3);
  return third.find(({ form }) => form.kind !== 'passive') ?? third[0] ?? usable[0] ?? null;
}

export const isVerb = ({ kind }: CueForm): boolean => kind === 'perfect' || kind === 'imperfect' || kind === 'passive';

/** A complementiser, alone or after its preposition, follows at once: `مشيرا إلى أن`. */
function opensClause(context: Context, index: number): boolean {
  const next = keyAt(context, index + 1);
  const behind = GOVERNED.some((preposition) => isWord(preposition, next)) ? index + 2 : index + 1;
  return complementiser(context.tokens[behind]) !== null;
}

/** `لم | يقل`, `دون أن | يكشف`. */
function isNegated(context: Context, index: number): boolean {
  const before = isWord('complementiser', keyAt(context, index - 1)) ? index - 2 : index - 1;
  return isWordAfterConjunction(before < index - 1 ? 'without' : 'denies', keyAt(context, before));
}
