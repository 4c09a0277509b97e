import type { AttributionKind } from '../../model.ts';
import type { Opening } from '../contents/openings.ts';
import {
  type Context,
  complementiser,
  countWords,
  isColon,
  isComma,
  isDash,
  isStop,
  pairEnd,
  sentenceAt,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { appositionEnd, isPreposition, nounPhraseEnd } from '../sources/noun-phrases.ts';
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
}

const PRONOUNS = ['هما', 'ها', 'هم', 'هن', 'ه', 'نا', 'ي'];

/**
 * Attribution phrases of the article; those with `كما` only where `openings` are told. `cues` and `openings` tell whether a `كما أكد` has content of its own (then it is "he also
 * asserted") or hangs on the sentence (`كما أكد الوزير`).
 */
export function findAttributions(
  context: Context,
  cues: ReadonlyMap<number, CueSite>,
  openings: ReadonlyMap<number, Opening | null> | null,
): AttributionSite[] {
  const sites: AttributionSite[] = [];
  let from = 0;
  for (const token of context.tokens) {
    if (token.index < from || token.kind !== 'word') continue;
    const site = attributionAt(context, token.index, cues, openings);
    if (site) {
      sites.push(site);
      from = site.last;
    }
  }
  return sites;
}

function attributionAt(
  context: Context,
  i: number,
  cues: ReadonlyMap<number, CueSite>,
  openings: ReadonlyMap<number, Opening | null> | null,
): AttributionSite | null {
  const { tokens, lexicon } = context;
  const match = lexicon.match('attribution', tokens, i);
  if (!match) return null;
  const [kind, ...complements] = match.word.tags;
  const takes = new Set(complements);
  const also = ALSO.test(match.word.text);
  if (also && openings === null) return null;
  if (takes.has('none') || match.suffix.startsWith('ك')) return null;
  // `تعليقاً على ما نشرته الصحيفة`: what the verb before governs
  if (match.word.text.startsWith('على ما') && i > 0 && tokens[i - 1]!.kind === 'word') return null;
  const head: Head = { kind: kind as AttributionKind, takes };
  return complement(context, i, match.last, match.prefix, head, match.suffix || null, also, cues, openings);
}

/** `كما قال` hangs on a sentence, `كما قال إن` is "he also said": only where the verb has no content of its own. */
const ALSO = /^(?:كما|مثلما|كيف|كيما)$/;

function complement(
  context: Context,
  first: number,
  from: number,
  prefix: number,
  { kind, takes }: Head,
  pronoun: string | null,
  also: boolean,
  cues: ReadonlyMap<number, CueSite>,
  openings: ReadonlyMap<number, Opening | null> | null,
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
  // وفق ما قال, حسبما ذكرت الصحيفة, كما قال
  if (takes.has('verb') || (takes.has('ma') && token.key === 'ما')) {
    let at = token.key === 'ما' ? from + 1 : from;
    while (isWord('auxiliary', tokens[at]?.key ?? '')) at++;
    return saidBy(context, first, at, limit, also, cues, openings, (last, more) =>
      make(last, { kind: 'as-said', ...more }),
    );
  }
  // على حد وصف الوزير, على حد تعبير المصدر
  let start = from;
  let forced = kind !== 'according-to' && !takes.has('li');
  if (
    /^(?:تعبير|قول|وصف|زعم|تصريح|تصريحات|افاده|افادات|روايه|تاكيد|راي|كلام|اقوال|ادعاء|مزاعم|شهاده|شهادات|بيانات|معلومات|تقديرات)$/.test(
      token.key.replace(/^(?:ل)/, ''),
    )
  ) {
    forced = true;
    const after = tokens[from + 1];
    if (after && /^(?:تعبير|قول|وصف|زعم|راي|كلام|اقوال|افاده|افادات)$/.test(token.key)) start = from + 1;
  }
  const last0 = sourceEnd(context, start, limit);
  if (last0 <= start) return null;
  const last = appositionEnd(context, last0, limit);
  const subject: [number, number] = [start, last];
  if (!forced && !isSourceLike(context, from, last)) return null;
  // `وفقاً لوثائق الشركة التي اطلعت عليها الصحيفة`: the clause that tells which belongs to the phrase
  if (isWord('relative', tokens[last]?.key ?? '') && tokens[last]!.key !== 'من') {
    for (let i = last + 1; i <= Math.min(limit, last + 14); i++) {
      const token = tokens[i];
      if (token?.kind === 'quote') break;
      if (i === limit || isComma(token) || isStop(token) || isDash(token) || complementiser(token, true))
        return make(i, { subject });
    }
  }
  return make(last, { subject });
}

function sourceEnd(context: Context, start: number, limit: number): number {
  return nounPhraseEnd(context, start, limit);
}

/** Whether a noun phrase after `حسب`/`وفقاً لـ` is somebody or something that speaks, not a rule or a measure. */
function isSourceLike(context: Context, from: number, last: number): boolean {
  const { tokens, lexicon } = context;
  const token = tokens[from]!;
  // وفقاً للقانون, حسب الأصول
  if (lexicon.match('rule', tokens, from) && !/^(?:تصور|تقدير|تقديرات|توقعات)/.test(token.key)) return false;
  if (
    lexicon.match('source', tokens, from) ||
    lexicon.match('outlet', tokens, from) ||
    lexicon.match('role', tokens, from)
  )
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
  cues: ReadonlyMap<number, CueSite>,
  openings: ReadonlyMap<number, Opening | null> | null,
  make: (last: number, more: Partial<AttributionSite>) => AttributionSite,
): AttributionSite | null {
  const { tokens } = context;
  if (verb >= limit) return null;
  const cue = cues.get(verb);
  const relay =
    /^(?:نقلت|نقل|ينقل|تنقل|نقلته|نقله|تناقلت|تناقلته|وصل|ورد|جاء|نشرت|نشرته|نشر|نشره|اوردت|اوردته|اورد|اورده|بثت|بثته|يقال|تردد)/.test(
      tokens[verb]!.key,
    );
  if (!cue && !relay) return null;
  // بحسب ما وصلني: the speaker's own
  if (/ني$/.test(tokens[verb]!.key)) return make(verb + 1, { pronoun: 'ي', verb });
  if (cue && cue.role !== 'verb' && !relay) return null;
  if (strict) {
    // `كما أكد أن …`, `كما أعلن عن …`, `كما أشار إلى …`: he also did.
    const opening = openings?.get(verb);
    if (opening) return null;
    if (cue?.reading.suffix && !relay) return null;
    // كما يقولون: as people say; كيف يتفقه: how
    if (cue?.reading.form.kind === 'imperfect' && cue.reading.form.number === 'pl') return null;
    if (/^كيف/.test(tokens[first]!.key) && cue?.reading.form.lemma.lemma !== 'قال') return null;
    if (cue?.reading.form.kind === 'passive' && !relay) return null;
    if (
      cue &&
      cue.reading.form.lemma.strength === 'weak' &&
      !relay &&
      !/^(?:ذكر|رأى|كتب|ورد|جاء|زعم|ادعى|وصف|روى)/.test(cue.reading.form.lemma.lemma)
    )
      return null;
  }
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
    if (token.key === 'عن' && (relay || cue)) {
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
  if (strict && !closedBy(context, end, limit, strict)) return null;
  if (end - first > 24) return null;
  const gender = cue ? cue.reading.form.gender : null;
  return make(end, {
    subject: spoken ?? subject,
    relay: spoken ? subject : (addressed ?? (relays ? subject : null)),
    relays,
    verb,
    gender,
  });
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

/** Whether the phrase stands at the end of its clause: a stop, comma or the sentence's end follows. */
export function isTrailing(context: Context, site: AttributionSite): boolean {
  const token = context.tokens[site.last];
  return (
    token === undefined ||
    site.last >= sentenceAt(context, site.first).last ||
    isComma(token) ||
    isStop(token) ||
    isDash(token) ||
    token.kind === 'quote' ||
    token.form === ')'
  );
}

/** Words in a pair that opens at a token. */
export function pairLength(context: Context, open: number): number {
  const pair = context.pairOpenedAt.get(open);
  return pair ? countWords(context.tokens, open + 1, pairEnd(pair, context.tokens)) : 0;
}
