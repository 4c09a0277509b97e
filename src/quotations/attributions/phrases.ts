/** What the grammar proposes as attribution phrases: a head of the lexicon (`وفقاً لـ`, `كما`) with its complement, and its possible ends. */
import type { CueForm } from '../../lexicon/index.ts';
import type { AttributionKind } from '../../model.ts';
import { foldKey, type Token } from '../../text/index.ts';
import {
  type Context,
  complementiser,
  isColon,
  isComma,
  isDash,
  isStop,
  keyAt,
  matchAt,
  readings,
  sentenceAt,
} from '../context.ts';
import { isVerb } from '../cues/index.ts';
import { behindLi, hasConjunction, hasPreposition, withoutLi } from '../letters.ts';
import { perArticle, perPart } from '../once.ts';
import {
  appositionEnd,
  isDefinite,
  isFiniteCue,
  isPreposition,
  isTitle,
  nounPhraseEnd,
} from '../sources/noun-phrases.ts';
import { scriptureAt } from '../verses.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

/** An attribution phrase in its place. */
export interface AttributionSite {
  first: number;
  last: number;
  /** Characters of a conjunction in front of the phrase: `ووفق` -> 1. */
  prefix: number;
  kind: AttributionKind;
  /** The noun phrase that names the source, if the phrase has one. */
  subject: [number, number] | null;
  /** Whose words they are, where only a pronoun tells: `تعبيره` -> the speaker at hand. */
  pronoun: string | null;
  /** The reporting verb inside, no cue of its own any more. */
  verb: number | null;
  gender: 'm' | 'f' | null;
}

/** A phrase that the grammar proposes, with one of the ends that it may have. */
export interface Proposal {
  site: AttributionSite;
  last: number;
  /** The head as listed: `على حد قول`. */
  head: string;
  /** Where its complement begins. */
  from: number;
  /** The strict reading of the grammar takes it for one. */
  ruled: boolean;
}

/** How far a phrase reaches, in tokens. */
const REACH = 40;

/** A phrase that has begun with a head of the lexicon. */
interface Begun {
  context: Context;
  first: number;
  limit: number;
  prefix: number;
  kind: AttributionKind;
  /** The complements that the head takes. */
  takes: ReadonlySet<string>;
  /** `كما`: may be "also". */
  also: boolean;
  /** Only what is a phrase beyond doubt. */
  strict: boolean;
}

/** The phrase when its end is found. */
const made = ({ first, prefix }: Begun, last: number, more: Partial<AttributionSite>): AttributionSite => ({
  ...{ first, last, prefix, kind: 'as-said', subject: null, pronoun: null, verb: null, gender: null },
  ...more,
});

const NONE: readonly Proposal[] = [];

/** The words with which a phrase may begin. */
export const headsOf = perArticle((context: Context): number[] => {
  const heads: number[] = [];
  for (const { index, kind } of context.tokens)
    if (kind === 'word' && matchAt(context, 'attribution', index)) heads.push(index);
  return heads;
});

/** The phrases that may begin at a token, one for each end. They are asked for before and after contents are sought. */
export const proposalsAt = perPart((context: Context, i: number): readonly Proposal[] => {
  const match = matchAt(context, 'attribution', i);
  if (!match) return NONE;
  const { key } = context.tokens[i]!;
  const [kind, ...complements] = match.word.tags;
  const takes = new Set(complements);
  if (takes.has('none') || match.suffix.startsWith('ك')) return NONE;
  // `إلى | حد ما`: an extent; `في | حد ذاته`: by itself
  if (isWordAfterConjunction('extent', key) && isExtent(context, i)) return NONE;
  // `تعليقاً على ما نشرته الصحيفة`: what the verb before governs
  const isGoverned = isWordAfterConjunction('ala', key) && isWord('ma', context.tokens[i + 1]?.key);
  if (isGoverned && context.tokens[i - 1]?.kind === 'word') return NONE;
  const begun: Begun = {
    context,
    first: i,
    limit: Math.min(sentenceAt(context, i).last, i + REACH),
    prefix: match.prefix,
    kind: kind as AttributionKind,
    takes,
    also: isWord('also', foldKey(match.word.text)),
    strict: false,
  };
  const site = complement(begun, match.last, match.suffix);
  // `كما قال تعالى`, `كما قال الشاعر`: verses are no news
  if (!site || (site.verb !== null && scriptureAt(context, site.verb + 1))) return NONE;
  const ruled = complement({ ...begun, strict: true }, match.last, match.suffix) !== null;
  return endsOf(context, site, match.last).map((last) => ({
    site,
    last,
    head: match.word.text,
    from: match.last,
    ruled,
  }));
});

const isExtent = ({ tokens }: Context, i: number): boolean =>
  isWord('ila', tokens[i - 1]?.key) || isWord('same', tokens[i + 1]?.key);

/** Where a phrase may end: where the grammar says, and before each comma, clause, preposition, adverb of time and verb behind its head. */
function endsOf(context: Context, site: AttributionSite, from: number): number[] {
  const { tokens } = context;
  const limit = Math.min(sentenceAt(context, site.first).last, site.first + 30);
  const ends = new Set([site.last]);
  // `بحسب زعمهم` ends there, unless it was said to an outlet: `حسب حديثهم | لـ«س»`
  const toOutlet = tokens[site.last]?.key === 'ل' || matchAt(context, 'outlet', site.last) !== null;
  if (site.pronoun && site.verb === null && !toOutlet) return [...ends];
  if (site.subject && site.subject[1] > from) ends.add(site.subject[1]);
  let commas = 0;
  for (let k = Math.max(from, (site.verb ?? -1) + 1, site.first + 1); k <= limit && ends.size < 9; k++) {
    const token = tokens[k];
    const wall = k === limit || isColon(token) || closes(token) || complementiser(token, true) !== null;
    const word = token?.key ?? '';
    if (
      wall ||
      isComma(token) ||
      token!.kind === 'quote' ||
      isWord('relative', word) ||
      isWord('time', word) ||
      isPreposition(word) ||
      word[0] === 'ل' ||
      isFiniteCue(context, k)
    )
      ends.add(k);
    if (wall || (isComma(token) && ++commas > 1)) break;
  }
  // `بحسب المسؤول، | لن`: the comma is no part of it
  return [...ends]
    .filter((last) => last > site.first && !isComma(tokens[last - 1]) && mayEnd(context, site.first, last))
    .sort((a, b) => a - b);
}

/**
 * `وبحسب الوزارة، | الحكومة عاجزة`: behind the comma of a phrase with which the sentence opens stands the clause, unless another comma or
 * `فإن` parts the two: `وبحسب سامي نور، الباحث في المعهد، لم تحسم`.
 */
function mayEnd(context: Context, first: number, last: number): boolean {
  const { tokens } = context;
  const closed = isComma(tokens[last]) || isDash(tokens[last]) || complementiser(tokens[last], true) !== null;
  if (closed || sentenceAt(context, first).first !== first) return true;
  for (let i = first; i < last; i++) if (isComma(tokens[i])) return false;
  return true;
}

/** Behind the apposition of a phrase's noun, where it has one. */
function apposed({ context, first, limit }: Begun, end: number): number {
  const last = appositionEnd(context, end, limit);
  return mayEnd(context, first, last) ? last : end;
}

const PRONOUNS = ['هما', 'ها', 'هم', 'هن', 'ه', 'نا', 'ي'];

/** Reads what follows a head that ends before `from`; `pronoun` is the head's own: `برأيه`, `من وجهة نظره`. */
function complement(begun: Begun, from: number, pronoun: string): AttributionSite | null {
  const { context, limit, kind, takes } = begun;
  const { tokens } = context;
  if (pronoun) return made(begun, from, { kind, pronoun });
  const token = tokens[from];
  // على حد سواء: equally
  if (!token || from >= limit || isWord('equally', token.key)) return null;
  // وفق ما قال, حسبما ذكرت الصحيفة, كما قال
  const behindMa = isWord('ma', token.key);
  if (takes.has('verb') || (takes.has('ma') && behindMa)) {
    let at = behindMa ? from + 1 : from;
    while (isWord('auxiliary', tokens[at]?.key)) at++;
    return saidBy({ ...begun, strict: begun.also && begun.strict }, at);
  }
  // حسب تعبيره, على حد قولها, على حد وصف الوزير
  if (isWord('as-said', token.key)) {
    const end = PRONOUNS.find((suffix) => token.key.endsWith(suffix)) ?? 'ه';
    return made(begun, from + 1, { kind: kind === 'in-view-of' ? kind : 'as-said', pronoun: end });
  }
  // حسب حديثهم, بحسب تقييمها; but حسب مديرها
  const owner = ownerOf(context, from);
  if (owner !== null) return made(begun, from + 1, { kind, pronoun: owner });
  return namedBy(begun, from);
}

/** A noun phrase that names the source, behind words of saying: `وفقاً لمصادر`, `على حد وصف | الوزير`, `على حد تعبير | المصدر`. */
function namedBy(begun: Begun, from: number): AttributionSite | null {
  const { context, limit, kind, takes, strict } = begun;
  const { key } = context.tokens[from]!;
  const words = isWord('words-of', withoutLi(key));
  const end = nounPhraseEnd(context, from, limit);
  if (end <= from) return null;
  const last = apposed(begun, end);
  const forced = words || (kind !== 'according-to' && !takes.has('li'));
  const told = kind === 'according-to' && leadsOn(context, from, last);
  if (strict && !forced && !told && !isSourceLike(context, from, last)) return null;
  return made(begun, last, { kind, subject: [from, last] });
}

/** The pronoun of a noun by itself that is nobody: `تقييمها` -> `ها`; null of `مديرها`, `وزيرها في الخارجية`. */
function ownerOf(context: Context, i: number): string | null {
  const { key, kind, form } = context.tokens[i]!;
  if (kind !== 'word' || context.mentionAt[i] || isPreposition(key)) return null;
  const suffix = /(?:ها|هم|هما|هن)$/.exec(key)?.[0] ?? (/ه$/.test(form) && key.length > 4 ? 'ه' : null);
  if (suffix === null) return null;
  const stem = key.slice(0, -suffix.length);
  if (stem.length < 3 || isDefinite(key) || isTitle(context, stem) || isTitle(context, key)) return null;
  const next = context.tokens[i + 1];
  const closed = isComma(next) || isStop(next) || isDash(next) || next?.kind === 'quote';
  return closed || next === undefined || isPreposition(next.key) || hasConjunction(next.key) || hasPreposition(next.key)
    ? suffix
    : null;
}

/** `بحسب سياح سعوديين | فإن`, `وفق لائحة الاتهام، | فقد`: what follows is what they say, whoever they are; not of a rule. */
function leadsOn(context: Context, from: number, last: number): boolean {
  const { tokens } = context;
  if (isRule(context, from)) return false;
  const next = tokens[isComma(tokens[last]) ? last + 1 : last];
  if (next?.key[0] !== 'ف') return false;
  return isWord('result', next.key) || complementiser(next, true) !== null;
}

/** وفقاً للقانون, حسب الأصول; not `بحسب لائحة | الاتهام`. */
function isRule(context: Context, from: number): boolean {
  const rule = matchAt(context, 'rule', from);
  return rule !== null && (matchAt(context, 'source', from)?.last ?? 0) <= rule.last;
}

const SPEAKING = ['source', 'outlet', 'role'] as const;

/** Whether a noun phrase after `حسب`/`وفقاً لـ` is somebody or something that speaks, not a rule or a measure. */
export function isSourceLike(context: Context, from: number, last: number): boolean {
  const token = context.tokens[from];
  if (!token) return false;
  const { key, kind } = token;
  if (isRule(context, from)) return false;
  const whole = behindLi(key);
  if (isWord('before-source', whole) && !context.mentionAt[from] && from + 1 < last) {
    const behind = isWord('min', context.tokens[from + 1]!.key) ? 2 : 1;
    if (isSourceLike(context, from + behind, last)) return true;
  }
  if (SPEAKING.some((kind) => matchAt(context, kind, from))) return true;
  const bare = whole.replace(/^ال/, '');
  if ([key, whole, bare].some((word) => isWord('document', word)) || isWord('unnamed', bare)) return true;
  const type = context.mentionAt[from]?.type;
  if (type === 'PER' || type === 'ORG') return true;
  if (key === 'ل') return isSourceLike(context, from + 1, last);
  return kind === 'quote' && last - from <= 8;
}

/** The verb of `ما قال` with its subject: `ما نقلته رويترز`, `قال`. */
function saidBy(begun: Begun, verb: number): AttributionSite | null {
  const { context, limit, strict } = begun;
  const { tokens } = context;
  if (verb >= limit) return null;
  const learnt = learntFrom(begun, verb);
  if (learnt) return learnt;
  const form = finiteForm(context, verb);
  const relay = isWord('relays-words', tokens[verb]!.key);
  if (!form && !relay) return null;
  if (strict && !hangs(context, verb, form, relay)) return null;
  const at = verb + 1;
  // كما جاء في البيان, كما ورد بوكالة الأنباء
  const from = relay ? placeAt(context, at) : null;
  const document = from === null ? 0 : nounPhraseEnd(context, from, limit);
  if (from !== null && document > from)
    return strict && !isClosed(begun, document) ? null : made(begun, document, { subject: [from, document], verb });
  // ما نقلت عنه
  const named = isWord('of-him', tokens[at]?.key) ? at + 1 : at;
  const subject = subjectAt(begun, named);
  const end = subject?.[1] ?? named;
  // كما أعلن المدير | عن مشروع: he also did
  if (strict && !relay && isWord('leads-to-topic', tokens[end]?.key)) return null;
  const { last, spoken } = besides(begun, end);
  if (strict && (!isClosed(begun, last) || complementiser(tokens[last], true))) return null;
  return made(begun, last, { subject: spoken ?? subject, verb, gender: form?.gender ?? null });
}

/** Adverbs of time between `علم` and where it was learned. */
const MOST_TIMES = 5;

/** `حسب ما علم | اليوم الجمعة لدى | مصالح الأمن`: those from whom it was learned speak. */
function learntFrom(begun: Begun, verb: number): AttributionSite | null {
  const { context, limit } = begun;
  const { tokens } = context;
  if (!isWord('learns', tokens[verb]!.key)) return null;
  let at = verb + 1;
  while (at < Math.min(limit, verb + MOST_TIMES) && isWord('time', tokens[at]!.key)) at++;
  if (!isWord('learnt-from', tokens[at]?.key)) return null;
  const last = nounPhraseEnd(context, at + 1, limit);
  return last > at + 1 ? made(begun, apposed(begun, last), { subject: [at + 1, last], verb }) : null;
}

/** The verb's subject, with an apposition. */
function subjectAt(begun: Begun, from: number): [number, number] | null {
  const { context, limit } = begun;
  const token = context.tokens[from];
  if (!token || from >= limit || isStop(token) || isComma(token) || isColon(token) || complementiser(token, true))
    return null;
  const last = nounPhraseEnd(context, from, limit);
  const adverb = isPreposition(token.key) || isWordAfterConjunction('time', token.key);
  return last > from && !adverb ? [from, apposed(begun, last)] : null;
}

/** How many phrases behind the subject belong to it. */
const MOST_BESIDES = 4;

/** What belongs to the phrase behind its subject: `لـ«رويترز»`, `للصحيفة`, `في بيان`, `أمس`; and whose words they are: `عن | مصادر`. */
function besides({ context, limit }: Begun, from: number): { last: number; spoken: [number, number] | null } {
  const { tokens } = context;
  let spoken: [number, number] | null = null;
  let end = from;
  for (let parts = 0; end < limit && parts < MOST_BESIDES; parts++) {
    const token = tokens[end]!;
    const { key } = token;
    if (isComma(token) || isStop(token) || isDash(token) || isColon(token) || token.kind === 'quote') break;
    const time = isWord('time', key);
    const medium = isPreposition(key) && isWordAfterConjunction('medium', tokens[end + 1]?.key);
    const isAn = isWord('an', key);
    if (!isAn && !time && !medium && !key.startsWith('ل')) break;
    const start = isAn || (!time && (isPreposition(key) || key === 'ل')) ? end + 1 : end;
    const last = nounPhraseEnd(context, start, limit);
    if (isAn && last > start) spoken = [start, last];
    end = Math.max(end + 1, last);
  }
  return { last: end, spoken };
}

/** `جاء في | البيان`, `ورد | بوكالة س`, `جاء | ببيان الوزارة`: where what names the place begins; null where none is told. */
function placeAt(context: Context, i: number): number | null {
  const key = keyAt(context, i);
  if (isWord('read-in', key)) return i + 1;
  const isPlace = matchAt(context, 'outlet', i) !== null || isWord('document', key.slice(1));
  return key[0] === 'ب' && isPlace ? i : null;
}

/** The token read as a finite reporting verb. */
export const finiteForm = (context: Context, i: number): CueForm | null =>
  readings(context, context.tokens[i]).find(({ form }) => isVerb(form))?.form ?? null;

/** `كما أكد أن …`, `كما أعلن عن …`, `كما أشار إلى …`: he also did; `كما يقولون`: as people say. */
function hangs(context: Context, verb: number, form: CueForm | null, relay: boolean): boolean {
  const { tokens } = context;
  const next = tokens[verb + 1];
  if (complementiser(next, true) || isColon(next) || next?.kind === 'quote') return false;
  if (!form || relay) return true;
  if (isPreposition(next?.key) || form.kind === 'passive') return false;
  if (form.kind === 'imperfect' && form.number === 'pl') return false;
  return form.lemma.strength === 'strong' || isWord('hanging', foldKey(form.lemma.lemma));
}

const closes = (token: Token | undefined): boolean => isStop(token) || isDash(token) || token?.form === ')';

/** Whether a phrase that ends before a token is closed by a sign or a new clause. */
function isClosed({ context, limit }: Begun, end: number): boolean {
  const token = context.tokens[end];
  if (end >= limit || token === undefined) return true;
  return isComma(token) || closes(token) || token.kind === 'quote' || complementiser(token, true) !== null;
}
