import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import type { CueForm } from '../../lexicon/index.ts';
import type { AttributionKind } from '../../model.ts';
import { foldKey } from '../../text/index.ts';
import { bare, describeInside, likeliest, neighbour, rated } from '../choosing.ts';
import {
  type Context,
  complementiser,
  isColon,
  isComma,
  isDash,
  isStop,
  matchAt,
  pairEnd,
  readings,
  sentenceAt,
} from '../context.ts';
import { HINT, hintAt, mostHinted } from '../hints.ts';
import { RATE, RATES, rateNumber, wordRates } from '../rates.ts';
import {
  appositionEnd,
  isDefinite,
  isFiniteCue,
  isPreposition,
  isTitle,
  nounPhraseEnd,
} from '../sources/noun-phrases.ts';
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
  /** `حسب ما نقلت عنه رويترز`: the subject relays somebody else's words. */
  relays: boolean;
  /** The reporting verb inside, no cue of its own any more. */
  verb: number | null;
  gender: 'm' | 'f' | null;
  /** The outlet that relays: `ما نقلت | صحيفة الوطن | عن زوجته`, `ما أعلنت زوجته | لصحيفة الوطن`. */
  relay: [number, number] | null;
}

/** An attribution head of the lexicon: its kind and the complements that it takes. */
interface Head {
  kind: AttributionKind;
  takes: ReadonlySet<string>;
  /** `كما`: may be "also". */
  also: boolean;
}

const PRONOUNS = ['هما', 'ها', 'هم', 'هن', 'ه', 'نا', 'ي'];

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

/** One says whether a head begins a phrase, the other which of its ends is right. */
export interface PhraseModels {
  phrases?: Forest | undefined;
  phraseEnds?: Forest | undefined;
}

/** The attribution phrases of the article: the grammar proposes heads and ends, the models choose; `cues` are heads that content hangs on. */
export function findAttributions(
  context: Context,
  models: PhraseModels,
  cues: ReadonlySet<number> = new Set(),
): AttributionSite[] {
  const sites: AttributionSite[] = [];
  let from = 0;
  for (const token of context.tokens) {
    if (token.index < from || token.kind !== 'word') continue;
    const site = chosenAt(context, token.index, models, cues.has(token.index) ? LEAST_OF_CUE : LEAST);
    if (!site) continue;
    sites.push(site);
    from = site.last;
  }
  return sites;
}

/** The phrases that the grammar alone takes for some, for the stations that look for contents. */
export function ruledAttributions(context: Context): AttributionSite[] {
  const sites: AttributionSite[] = [];
  let from = 0;
  for (const { index, kind } of context.tokens) {
    if (index < from || kind !== 'word') continue;
    const ruled = proposalsAt(context, index).find(
      (proposal) => proposal.ruled && proposal.last === proposal.site.last,
    );
    if (!ruled) continue;
    sites.push(ruled.site);
    from = ruled.last;
  }
  return sites;
}

const LEAST = 0.45;
/** Where the grammar takes it for none. */
const LEAST_UNRULED = 0.55;
/** Where content was found that hangs on the phrase. */
const LEAST_OF_CUE = 0.25;

function chosenAt(
  context: Context,
  i: number,
  { phrases, phraseEnds }: PhraseModels,
  least: number,
): AttributionSite | null {
  const rivals = proposalsAt(context, i);
  const whole = wholeOf(rivals);
  if (!whole) return null;
  const describe = (proposal: Proposal, to: Features): void => describePhrase(context, proposal, to);
  const p = rated(phrases, [whole], describe)[0]?.p ?? 0;
  // `كما أعلن عن`: he also did, unless the model is sure
  if (p < (whole.ruled ? least : Math.max(least, LEAST_UNRULED))) return null;
  return settled(likeliest(rated(phraseEnds, rivals, describe))?.one ?? whole);
}

/** Of a head's proposals the one that ends where the grammar says: by it is judged whether it is a phrase at all. */
export const wholeOf = (rivals: readonly Proposal[]): Proposal | null =>
  rivals.find(({ last, site }) => last === site.last) ?? null;

/** The phrase with the end that was chosen; what lies behind it belongs to it no more. */
export function settled({ site, last }: Proposal): AttributionSite {
  const cut = (range: [number, number] | null): [number, number] | null =>
    range && range[0] < last ? [range[0], Math.min(range[1], last)] : null;
  return { ...site, last, subject: cut(site.subject), relay: cut(site.relay) };
}

/** The phrases that may begin at a token, one for each end. */
export function proposalsAt(context: Context, i: number): Proposal[] {
  const match = matchAt(context, 'attribution', i);
  if (!match) return [];
  const [kind, ...complements] = match.word.tags;
  const takes = new Set(complements);
  if (takes.has('none') || match.suffix.startsWith('ك')) return [];
  // `إلى | حد ما`: an extent; `في | حد ذاته`: by itself
  if (match.word.text.startsWith('حد') && isExtent(context, i)) return [];
  // `تعليقاً على ما نشرته الصحيفة`: what the verb before governs
  if (match.word.text.startsWith('على ما') && i > 0 && context.tokens[i - 1]!.kind === 'word') return [];
  const head: Head = { kind: kind as AttributionKind, takes, also: ALSO.test(match.word.text) };
  const read = (strict: boolean): AttributionSite | null =>
    complement(context, i, match.last, match.prefix, head, match.suffix || null, strict);
  const site = read(false);
  // `كما قال تعالى`, `كما قال الشاعر`: verses are no news
  if (!site || (site.verb !== null && matchAt(context, 'scripture', site.verb + 1))) return [];
  const ruled = read(true) !== null;
  return endsOf(context, site, match.last).map((last) => ({
    site,
    last,
    head: match.word.text,
    from: match.last,
    ruled,
  }));
}

const isExtent = ({ tokens }: Context, i: number): boolean =>
  tokens[i - 1]?.key === 'الي' || isWord('same', tokens[i + 1]?.key ?? '');

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
    const wall =
      k === limit ||
      isStop(token) ||
      isColon(token) ||
      isDash(token) ||
      token!.form === ')' ||
      complementiser(token, true) !== null;
    const word = token?.key ?? '';
    if (
      wall ||
      isComma(token) ||
      token!.kind === 'quote' ||
      isWord('relative', word) ||
      isWord('time', word) ||
      isPreposition(word) ||
      /^ل/.test(word) ||
      isFiniteCue(context, k)
    )
      ends.add(k);
    if (wall || (isComma(token) && ++commas > 1)) break;
  }
  // `بحسب المسؤول، | لن`: the comma is no part of it
  return [...ends].filter((last) => last > site.first && !isComma(tokens[last - 1])).sort((a, b) => a - b);
}

/** `كما قال` hangs on a sentence, `كما قال إن` is "he also said": only where the verb has no content of its own. */
const ALSO = /^(?:كما|مثلما|كيف|كيما)$/;

function complement(
  context: Context,
  first: number,
  from: number,
  prefix: number,
  { kind, takes, also }: Head,
  pronoun: string | null,
  strict: boolean,
): AttributionSite | null {
  const { tokens } = context;
  const limit = Math.min(sentenceAt(context, first).last, first + 40);
  const make = (last: number, more: Partial<AttributionSite> = {}): AttributionSite => ({
    first,
    last,
    prefix,
    kind,
    subject: null,
    pronoun: null,
    relays: false,
    verb: null,
    gender: null,
    relay: null,
    ...more,
  });
  // برأيه, من وجهة نظره
  if (pronoun) return make(from, { pronoun });
  const token = tokens[from];
  // على حد سواء: equally
  if (!token || from >= limit || token.key === 'سواء') return null;
  // حسب تعبيره, على حد قولها, على حد وصف الوزير
  if (isWord('as-said', token.key) && !takes.has('verb')) {
    const end = PRONOUNS.find((suffix) => token.key.endsWith(suffix)) ?? 'ه';
    return make(from + 1, { kind: kind === 'in-view-of' ? kind : 'as-said', pronoun: end });
  }
  // حسب حديثهم, بحسب تقييمها; but حسب مديرها
  const owner = takes.has('verb') ? null : ownerOf(context, from);
  if (owner !== null) return make(from + 1, { pronoun: owner });
  // وفق ما قال, حسبما ذكرت الصحيفة, كما قال
  if (takes.has('verb') || (takes.has('ma') && token.key === 'ما')) {
    let at = token.key === 'ما' ? from + 1 : from;
    while (isWord('auxiliary', tokens[at]?.key ?? '')) at++;
    return saidBy(context, first, at, limit, also && strict, (last, more) => make(last, { kind: 'as-said', ...more }));
  }
  // على حد وصف الوزير, على حد تعبير المصدر
  let start = from;
  let forced = kind !== 'according-to' && !takes.has('li');
  if (isWord('words-of', token.key.replace(/^ل/, ''))) {
    forced = true;
    const after = tokens[from + 1];
    if (after && isWord('saying-of', token.key)) start = from + 1;
  }
  const last0 = nounPhraseEnd(context, start, limit);
  if (last0 <= start) return null;
  const last = appositionEnd(context, last0, limit);
  const subject: [number, number] = [start, last];
  if (strict && !forced && !isSourceLike(context, from, last)) return null;
  return make(last, { subject });
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
  return closed || next === undefined || isPreposition(next.key) || /^[وفبل]/.test(next.key) ? suffix : null;
}

/** Whether a noun phrase after `حسب`/`وفقاً لـ` is somebody or something that speaks, not a rule or a measure. */
function isSourceLike(context: Context, from: number, last: number): boolean {
  const { tokens } = context;
  const token = tokens[from]!;
  // وفقاً للقانون, حسب الأصول
  if (matchAt(context, 'rule', from) && !/^(?:تصور|تقدير|تقديرات|توقعات)/.test(token.key)) return false;
  if (matchAt(context, 'source', from) || matchAt(context, 'outlet', from) || matchAt(context, 'role', from))
    return true;
  const bare = token.key.replace(/^لل/, 'ال').replace(/^ل(?=..)/, '');
  if (isWord('document', token.key) || isWord('document', bare) || isWord('document', bare.replace(/^ال/, '')))
    return true;
  if (isWord('unnamed', bare.replace(/^ال/, ''))) return true;
  const mention = context.mentionAt[from];
  if (mention && (mention.type === 'PER' || mention.type === 'ORG')) return true;
  const next = context.mentionAt[from + 1];
  if (token.key === 'ل' || token.key === 'لـ') return isSourceLike(context, from + 1, last);
  if (token.kind === 'quote') return last - from <= 8;
  if (next && next.type === 'PER' && from + 1 < last) return true;
  for (let i = from; i < last; i++)
    if (context.mentionAt[i]?.type === 'PER')
      return !/^(?:قانون|خط|توجيه|امر|قرار|اتفاق|تعليم|رغب|طلب|اوامر|توجيهات)/.test(bare.replace(/^ال/, ''));
  return false;
}

/** The verb of `ما قال` with its subject and addressee: `ما نقلته رويترز`, `قال`, `أفاد سكان المنطقة وكالة الأنباء`. */
function saidBy(
  context: Context,
  first: number,
  verb: number,
  limit: number,
  strict: boolean,
  make: (last: number, more: Partial<AttributionSite>) => AttributionSite,
): AttributionSite | null {
  const { tokens } = context;
  if (verb >= limit) return null;
  const { key } = tokens[verb]!;
  const form = finiteForm(context, verb);
  const relay = isWord('relays-words', key);
  if (!form && !relay) return null;
  // بحسب ما وصلني: the speaker's own
  if (key.endsWith('ني')) return make(verb + 1, { pronoun: 'ي', verb });
  if (strict && !hangs(context, first, verb, form, relay)) return null;
  let end = verb + 1;
  let subject: [number, number] | null = null;
  let relays = false;
  const next = tokens[end];
  if (next && /^عن(?:ه|ها|هم)$/.test(next.key)) {
    relays = true;
    end++;
  } else if (next && isPreposition(next.key) && (next.key === 'في' || next.key === 'علي') && relay) {
    // كما جاء في البيان
    const last = nounPhraseEnd(context, end + 1, limit);
    if (strict && !isSourceLike(context, end + 1, last)) return null;
    if (last > end + 1)
      return closedBy(context, last, limit, strict) ? make(last, { subject: [end + 1, last], verb }) : null;
  } else if (next && relay && isAttached(context, end)) {
    // كما ورد بوكالة الأنباء
    const last = nounPhraseEnd(context, end, limit);
    return closedBy(context, last, limit, strict) ? make(last, { subject: [end, last], verb }) : null;
  }
  if (
    tokens[end] &&
    !isStop(tokens[end]) &&
    !isComma(tokens[end]) &&
    !isColon(tokens[end]) &&
    end < limit &&
    !complementiser(tokens[end], true)
  ) {
    const from = end;
    const last = nounPhraseEnd(context, from, limit);
    if (last > from && !isPreposition(tokens[from]!.key) && !isWordAfterConjunction('time', tokens[from]!.key)) {
      subject = [from, appositionEnd(context, last, limit)];
      end = subject[1];
    }
  }
  // كما أعلن المدير | عن مشروع: he also did
  if (strict && !relay && isWord('leads-to-topic', tokens[end]?.key ?? '')) return null;
  // أفاد سكان المنطقة | وكالة الأنباء
  const told = context.mentionAt[end];
  let toldTo: [number, number] | null = null;
  if (subject && told?.first === end && told.type === 'ORG' && end < limit) {
    toldTo = [end, told.last];
    end = told.last;
  }
  // لـ«رويترز», للصحيفة, في بيان, أمس: belongs to the phrase.
  let guard = 0;
  let spoken: [number, number] | null = null;
  let addressed: [number, number] | null = toldTo;
  while (end < limit && guard++ < 4) {
    const token = tokens[end]!;
    if (isComma(token) || isStop(token) || isDash(token) || isColon(token) || token.kind === 'quote') break;
    if (token.key === 'عن' && (relay || form)) {
      const last = nounPhraseEnd(context, end + 1, limit);
      if (last > end + 1) spoken = [end + 1, last];
      end = Math.max(end + 1, last);
      continue;
    }
    if (
      /^ل/.test(token.key) ||
      isWord('time', token.key) ||
      (isPreposition(token.key) && isWordAfterConjunction('medium', tokens[end + 1]?.key ?? '')) ||
      token.key === 'ل'
    ) {
      const last = nounPhraseEnd(
        context,
        isWord('time', token.key) ? end : end + (isPreposition(token.key) || token.key === 'ل' ? 1 : 0),
        limit,
      );
      if (/^ل/.test(token.key)) addressed = [token.key === 'ل' ? end + 1 : end, Math.max(end + 1, last)];
      end = Math.max(end + 1, last);
      continue;
    }
    break;
  }
  if (strict && (!closedBy(context, end, limit, strict) || complementiser(tokens[end], true))) return null;
  if (end - first > 24) return null;
  const gender = form?.gender ?? null;
  return make(end, {
    subject: spoken ?? subject,
    relay: spoken ? subject : (addressed ?? (relays ? subject : null)),
    relays,
    verb,
    gender,
  });
}

/** `ورد | بوكالة س`, `جاء | ببيان الوزارة`: the source with `بـ` before it. */
const isAttached = (context: Context, i: number): boolean => {
  const { key } = context.tokens[i]!;
  return /^ب.{3}/.test(key) && (matchAt(context, 'outlet', i) !== null || isWord('document', key.slice(1)));
};

/** The token read as a finite reporting verb. */
const finiteForm = (context: Context, i: number): CueForm | null =>
  readings(context, context.tokens[i]).find(
    ({ form }) => form.kind === 'perfect' || form.kind === 'imperfect' || form.kind === 'passive',
  )?.form ?? null;

/** `كما أكد أن …`, `كما أعلن عن …`, `كما أشار إلى …`: he also did; `كما يقولون`: as people say; `كيف يتفقه`: how. */
function hangs(context: Context, first: number, verb: number, form: CueForm | null, relay: boolean): boolean {
  const { tokens } = context;
  const next = tokens[verb + 1];
  if (complementiser(next, true) || isColon(next) || next?.kind === 'quote') return false;
  if (!form || relay) return true;
  if (isPreposition(next?.key ?? '')) return false;
  if (form.kind === 'imperfect' && form.number === 'pl') return false;
  if (form.kind === 'passive') return false;
  if (tokens[first]!.key.startsWith('كيف') && form.lemma.lemma !== 'قال') return false;
  return form.lemma.strength === 'strong' || isWord('hanging', foldKey(form.lemma.lemma));
}

function closedBy(context: Context, end: number, limit: number, strict: boolean): boolean {
  if (!strict || end >= limit) return true;
  const token = context.tokens[end];
  return (
    token === undefined ||
    isComma(token) ||
    isStop(token) ||
    isDash(token) ||
    token.form === ')' ||
    token.kind === 'quote' ||
    complementiser(token, true) !== null
  );
}

/** What a proposed phrase looks like. */
export function describePhrase(context: Context, { site, last, head, from, ruled }: Proposal, to: Features): void {
  const { tokens, mentionAt } = context;
  const { first } = site;
  const sentence = sentenceAt(context, first);
  to.of('kind', site.kind);
  to.of('phrase', head);
  to.put('ruled', ruled ? 1 : 0);
  to.put('grammarEnd', Math.max(-5, Math.min(5, last - site.last)));
  if (site.subject) to.put('subjectEnd', Math.max(-5, Math.min(5, last - site.subject[1])));
  to.put('pronoun', site.pronoun ? 1 : 0);
  to.put('conjunction', site.prefix);
  to.put('words', last - first);
  to.put('start', Math.min(9, first - sentence.first));
  to.put('rest', Math.min(9, sentence.last - last));
  to.put('sentence', Math.min(60, sentence.last - sentence.first));
  to.put('marked', context.insideOf[first] ? 1 : 0);
  neighbour(context, first - 1, 'before', to);
  neighbour(context, last, 'after', to);
  neighbour(context, last - 1, 'last', to);
  if (tokens[last]) to.of('next', tokens[last]!.key);
  const noun = site.subject ? site.subject[0] : from;
  const token = tokens[noun];
  if (token && noun < last) {
    const plain = bare(token.key).replace(/^ل(?=.{3})/, '');
    to.of('noun', plain);
    to.put('sourceLike', isSourceLike(context, noun, last) ? 1 : 0);
    to.put('rule', matchAt(context, 'rule', noun) ? 1 : 0);
    to.put('source', matchAt(context, 'source', noun) ? 1 : 0);
    to.put('outlet', matchAt(context, 'outlet', noun) ? 1 : 0);
    to.put('title', isTitle(context, token.key) ? 1 : 0);
    to.put('document', isWord('document', plain) ? 1 : 0);
    neighbour(context, noun + 1, 'second', to);
    // who is quoted in running news, and what is not: `المعهد`, `القائمة`
    const { values } = wordRates();
    const rate = RATES.length * rateNumber(context.words[noun]!);
    to.put('speech', values[rate + RATE.speech]!);
    to.put('unnamed', isWord('unnamed', plain) ? 1 : 0);
    to.put('thing', isWord('fact', plain) || isWord('abstract', plain) ? 1 : 0);
    to.put('definite', isDefinite(token.key) ? 1 : 0);
    to.of('name', mentionAt[noun]?.type ?? (token.kind === 'quote' ? (mentionAt[noun + 1]?.type ?? 'marks') : 'none'));
  }
  if (site.verb !== null) {
    const form = finiteForm(context, site.verb);
    to.of('lemma', form?.lemma.lemma ?? tokens[site.verb]!.key);
    to.of('verb', form?.kind ?? 'other');
    to.put('strong', form?.lemma.strength === 'strong' ? 1 : 0);
    to.put('plural', form?.number === 'pl' ? 1 : 0);
    neighbour(context, site.verb + 1, 'afterVerb', to);
    to.put('opens', opensAhead(context, site.verb, sentence.last));
  }
  describeInside(context, [noun, last], to);
  let before = 0;
  for (let i = Math.max(sentence.first, first - 40); i < first; i++) if (isFiniteCue(context, i)) before++;
  let after = 0;
  for (let i = last; i < Math.min(sentence.last, last + 40); i++) if (isFiniteCue(context, i)) after++;
  to.put('cuesBefore', before);
  to.put('cuesAfter', after);
  to.put('hint.phrase', hintAt(context, first, HINT.phrase));
  to.put('hint.cue', hintAt(context, first, HINT.cue));
  to.put('hint.source', mostHinted(context, first, last, HINT.source));
  to.put('hint.last', hintAt(context, last - 1, HINT['source-last']));
  to.put('hint.next', hintAt(context, last, HINT.source));
}

/** How far behind a verb content of its own opens: `كما أكد الوزير | أن`: he also did. */
function opensAhead({ tokens }: Context, verb: number, last: number): number {
  for (let k = 1; k <= 15 && verb + k < last; k++) {
    const token = tokens[verb + k]!;
    if (isComma(token) || isDash(token)) return 20 + k;
    if (complementiser(token, true) || isColon(token) || token.kind === 'quote') return k;
  }
  return 40;
}
