import type { QuotationType, Span } from '../../model.ts';
import type { MarkPair } from '../../text/index.ts';
import type { AttributionSite } from '../attributions/index.ts';
import { isTrailing } from '../attributions/index.ts';
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
  spanOf,
  trimRange,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { quotedThrough, relativeAgrees, subjectBefore } from '../sources/index.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import type { Opening } from './openings.ts';

/** The content of a quotation, as spans of the text. */
export interface Extent {
  type: QuotationType;
  fragments: Span[];
  first: number;
  last: number;
  /** The pair whose inside is the whole content. */
  pair?: MarkPair;
}

export interface Neighbours {
  cues: ReadonlyMap<number, CueSite>;
  openings: ReadonlyMap<number, Opening | null>;
  attributions: readonly AttributionSite[];
  /** The phrase that begins at a token. */
  phraseAt: ReadonlyMap<number, AttributionSite>;
  /** The phrase that ends before a token. */
  phraseEndingAt: ReadonlyMap<number, AttributionSite>;
  /** The verbs inside phrases. */
  phraseVerbs: ReadonlySet<number>;
}

/** Least words of a pair that speaks: shorter ones are names and scare quotes inside a reported clause. */
const SPEAKING_WORDS = 2;
const CLAUSE_WORDS = 5;
const LONG_PAIR = 8;
/** Tokens after which a clause without a stop is cut: nobody speaks so long in one breath. */
const LONGEST_CLAUSE = 500;

/** The content that begins at an opening, to its end. */
export function contentExtent(context: Context, cue: CueSite, opening: Opening, near: Neighbours): Extent | null {
  const { tokens } = context;
  if (opening.kind === 'mark' && opening.pair) return markExtent(context, opening.pair, opening, near);
  const pair = opening.pair;
  if (pair && opening.kind === 'clause' && endsWithPair(context, pair, near))
    return markExtent(context, pair, opening, near);
  const last = clauseEnd(context, cue, opening.content, opening, near);
  let [first, end] = trimRange(context, opening.content, last);
  if (end - first > 1 && tokens[end - 1]!.key === 'و') [first, end] = trimRange(context, first, end - 1);
  if (first >= end || countWords(tokens, first, end) === 0) return null;
  const type: QuotationType =
    opening.kind === 'nominal' ? 'nominal' : hasSpeakingPair(context, first, end) ? 'mixed' : 'indirect';
  const span = spanOf(context, first, end);
  return { type, fragments: [{ start: span.start, end: span.end }], first, last: end };
}

/** A pair as the whole content; a second pair after an interruption is its second fragment. */
function markExtent(context: Context, pair: MarkPair, opening: Opening, near: Neighbours): Extent {
  const last = pairEnd(pair, context.tokens);
  const fragments = pair.fragments
    ? pair.fragments.map(({ start, end }) => ({ start, end }))
    : [{ start: pair.start, end: pair.end }];
  const type: QuotationType = 'direct';
  const resumed = opening.kind === 'mark' || opening.kind === 'clause' ? resumption(context, last + 1, near) : null;
  if (resumed) {
    fragments.push({ start: resumed.start, end: resumed.end });
    return { type, fragments, first: pair.open + 1, last: pairEnd(resumed, context.tokens), pair };
  }
  return { type, fragments, first: pair.open + 1, last, pair };
}

/** `“…”، بحسب الوزير، “…”`: the pair after an attribution phrase goes on with the same quotation. */
function resumption(context: Context, after: number, { phraseAt }: Neighbours): MarkPair | null {
  const { tokens } = context;
  let i = after;
  while (isComma(tokens[i]) || isDash(tokens[i])) i++;
  const site = phraseAt.get(i);
  if (!site) return null;
  i = site.last;
  if (!isComma(tokens[i]) && !isDash(tokens[i])) return null;
  i++;
  const pair = context.pairOpenedAt.get(i);
  return pair && context.sentenceOf[i] === context.sentenceOf[after - 1] ? pair : null;
}

/** Whether the content that starts with `pair` ends with it: a stop, a comma, another reporting clause or nothing follows. */
function endsWithPair(context: Context, pair: MarkPair, near: Neighbours): boolean {
  const { tokens } = context;
  const end = pairEnd(pair, tokens);
  const words = countWords(tokens, pair.open + 1, end);
  if (pair.close === null) return true;
  const named = context.mentionAt[pair.open + 1];
  if (words < CLAUSE_WORDS && named && named.last >= end && !isStop(tokens[end + 1])) return false;
  let i = end + 1;
  const sentence = sentenceAt(context, pair.open);
  const after = tokens[i];
  if (!after || i >= sentence.last || isStop(after)) return true;
  if (near.phraseAt.has(i)) return true;
  const comma = isComma(after) || isDash(after);
  if (comma) i++;
  const next = tokens[i];
  if (!next || i >= sentence.last || isStop(next)) return true;
  const cue = near.cues.get(i) ?? (isWord('conjunction', next.key) ? near.cues.get(i + 1) : undefined);
  if (cue) return true;
  if (near.phraseAt.has(i)) return true;
  if (comma) {
    if (words >= CLAUSE_WORDS) return !continuesInMarks(context, i, sentence.last, near);
    return isWordAfterConjunction('takeover', next.key) || isWordAfterConjunction('conjunction', next.key);
  }
  if (words < CLAUSE_WORDS) return false;
  if (isWordAfterConjunction('takeover', next.key) || isWord('relative', next.key)) return true;
  return !continuesInMarks(context, i, sentence.last, near);
}

/** `«…» كما تم «قتل» …`, `«…» و«…»`: more of the content in marks before the next reporting word. */
function continuesInMarks(context: Context, from: number, limit: number, near: Neighbours): boolean {
  const { tokens } = context;
  const key = tokens[from]!.key;
  if (!/^و/.test(key) && !isWord('conjunction', key) && key !== 'الي' && key !== 'بل') return false;
  for (let i = from; i < limit && i < from + 40; i++) {
    if (near.cues.has(i) && near.openings.get(i)) return false;
    if (context.pairOpenedAt.has(i)) return true;
  }
  return false;
}

/** Whether marks inside the clause hold somebody's words: two words or more that are no name. */
export function hasSpeakingPair(context: Context, first: number, last: number): boolean {
  const { tokens } = context;
  for (let i = first; i < last; i++) {
    const pair = context.pairOpenedAt.get(i) ?? (i === first ? context.pairOpenedAt.get(first - 1) : undefined);
    if (!pair) continue;
    const end = pairEnd(pair, tokens);
    if (countWords(tokens, pair.open + 1, end) < SPEAKING_WORDS) continue;
    const named = context.mentionAt[pair.open + 1];
    if (named && named.last >= end) continue;
    if (countWords(tokens, pair.open + 1, end) <= 4 && isNaming(tokens[pair.open - 1]?.key ?? '')) continue;
    return true;
  }
  return false;
}

const NAMING = new Set(
  'صحيفه جريده قناه وكاله موقع مجله تنظيم حركه حزب جماعه عمليه برنامج فيلم كتاب روايه مسلسل شركه مؤسسه منظمه مشروع مبادره حمله شعار عنوان اسم تيار فصيل جبهه جيش قوات هييه هيئه نادي فريق منصه تطبيق شبكه مركز غرفه درع ملعب فندق مدرسه'.split(
    ' ',
  ),
);
const isNaming = (key: string): boolean => NAMING.has(key.replace(/^(?:و?ال|و|ب|ل|لل)/, ''));

/** Where the reported clause that starts at `from` ends (exclusive). */
export function clauseEnd(context: Context, cue: CueSite, from: number, opening: Opening, near: Neighbours): number {
  const { tokens } = context;
  let limit = Math.min(sentenceAt(context, Math.min(from, tokens.length - 1)).last, from + LONGEST_CLAUSE);
  const enclosing = context.insideOf[cue.token];
  if (enclosing && context.insideOf[from] !== undefined) limit = Math.min(limit, pairEnd(enclosing, tokens));
  let i = from;
  let spoke = false;
  while (i < limit) {
    const pair = context.pairOpenedAt.get(i);
    if (pair) {
      const end = pairEnd(pair, tokens);
      const words = countWords(tokens, i + 1, end);
      // a noun phrase ends before somebody's words: `طالباً عدم الكشف عن اسمه «حاولوا خطفهم»`
      if (opening.kind === 'nominal' && words >= 4 && i > from) return i;
      if (words >= 3) spoke = true;
      i = Math.min(limit, end + 1);
      // a whole clause in marks, then a comma: the narrator goes on
      if (words >= LONG_PAIR && isComma(tokens[i]) && !continuesInMarks(context, i + 1, limit, near)) return i;
      continue;
    }
    if (i > from) {
      const attribution = near.phraseAt.get(i);
      if (attribution) {
        const before = tokens[i - 1];
        // `X – في تقديري – أنه`: between dashes it ends nothing
        if (isDash(before) && isDash(tokens[attribution.last]) && attribution.last + 1 < limit) {
          i = attribution.last + 1;
          continue;
        }
        if (
          isTrailing(context, attribution) &&
          (attribution.last >= limit ||
            isStop(tokens[attribution.last]) ||
            isComma(before) ||
            isDash(before) ||
            before?.kind === 'quote' ||
            before?.form === '(' ||
            /^و?ذلك$/.test(before?.key ?? ''))
        )
          return /^و?ذلك$/.test(before?.key ?? '') ? i - 1 : i;
        i = attribution.last;
        continue;
      }
      const other = near.cues.get(i);
      if (other) {
        const start = boundary(context, other, from, near, spoke);
        if (start !== null && start > from) return start;
      }
      if (
        opening.kind === 'nominal' &&
        isComma(tokens[i - 1]) &&
        (near.cues.has(i) || PHRASE_ENDS.test(tokens[i]!.key))
      )
        return i;
      if (takesOver(context, i, opening, spoke) || contrasts(context, i, limit, near)) return i;
    }
    i++;
  }
  return limit;
}

/** What follows the comma after a noun phrase where the narrator goes on: `، وفي المقابل سيطرت`, `، تم خلاله`. */
const PHRASE_ENDS = /^(?:وفي|ومن|وكان|وكانت|وقد|و?تم|فيما|وفيما|بينما|حيث|كما|الا|لكن|ولكن|وهو|وهي|وذلك|اذ|بعد|خلال)$/;

/** `، إلا أن التحقيق الذي أجراه الموقع كشف أن`: a contrast with somebody who reports in it. */
function contrasts(context: Context, i: number, limit: number, near: Neighbours): boolean {
  const { tokens } = context;
  if (!isComma(tokens[i - 1])) return false;
  const key = tokens[i]!.key;
  if (!/^و?(?:الا|لكن|غير|بيد)$/.test(key) || (!/^و?لكن$/.test(key) && tokens[i + 1]?.key !== 'ان')) return false;
  for (let k = i + 1; k < limit && k < i + 20; k++) {
    const cue = near.cues.get(k);
    if (cue?.role === 'verb' && !cue.relative && near.openings.get(k)?.kind === 'clause') return true;
    if (isComma(tokens[k])) return false;
  }
  return false;
}

/** `، وذلك خلال`, `، دون أن يكشف`, `، في إشارة إلى`, `، جاء ذلك`: the narrator speaks again. */
function takesOver(context: Context, i: number, opening: Opening, spoke: boolean): boolean {
  const { tokens } = context;
  const key = tokens[i]!.key;
  const next = tokens[i + 1]?.key ?? '';
  const comma = isComma(tokens[i - 1]);
  if (key === 'جاء' || key === 'وجاء' || key === 'وجاءت' || key === 'ياتي')
    return comma && (next === 'ذلك' || next === 'هذا' || next === 'تصريحات' || next === 'كلام');
  if ((key === 'في' || key === 'وفي') && isWord('aside', next) && (next === 'اشاره' || next === 'تلميح')) return true;
  if (comma && key === 'وذلك' && /^(?:خلال|في|ردا|تعليقا|علي|عقب|اثناء|بعد)$/.test(next)) return true;
  // `، إلا أنه لم يحدد عددهم`: the pronoun is the speaker's
  if (comma && /^و?(?:لكنه|لكنها|الا|غير|بيد)$/.test(key)) {
    for (let k = i + 1; k <= i + 7; k++) {
      if (
        /^(?:ي|ت)(?:كشف|ذكر|حدد|وضح|فصح|شر|سم|دل|قدم|عط|تطرق)$|^(?:تقديم|اعطاء|تحديد|الافصاح|الكشف)$/.test(
          tokens[k]?.key ?? '',
        )
      ) {
        return tokens.slice(i + 1, k).some((t) => /^(?:لم|رفض|رفضت|لا|امتنع|امتنعت)$/.test(t.key));
      }
    }
  }
  if (comma && key === 'علما') return true;
  if (key === 'دون' || key === 'بدون' || (key === 'من' && next === 'دون')) {
    const at = key === 'من' ? i + 2 : i + 1;
    const word = tokens[at]?.key === 'ان' ? tokens[at + 1]?.key : tokens[at]?.key;
    return /^(?:ي|ت)?(?:كشف|ذكر|حدد|وضح|عط|فصح|شير|سم|دل|قدم|علق|تطرق|خض)|^(?:ال)?(?:كشف|ذكر|اعطاء|توضيح|تحديد|تفاصيل|الخوض|الافصاح|اشاره|مزيد|تقديم)/.test(
      word ?? '',
    );
  }
  if ((key === 'في' || key === 'وفي') && comma && spoke && (next === 'حين' || next === 'وقت')) return true;
  return (
    opening.kind === 'nominal' &&
    comma &&
    (isWord('conjunction', key) || isWordAfterConjunction('relative', key)) &&
    key !== 'او'
  );
}

/**
 * The token before which `other` starts a clause of its own beside the content of `cue`, or null where it is nested in it:
 * `قال إن الوزير أكد` is nested; `قال إن X، وأضاف أن`, `… مشيراً إلى أن`, `… لكنه أضاف أن` are beside it.
 */
function boundary(context: Context, other: CueSite, from: number, near: Neighbours, spoke: boolean): number | null {
  const { tokens } = context;
  const opening = near.openings.get(other.token);
  if (!opening) {
    // `، مندداً بتكرار ذلك`, `، وقال الوزير …` cut by themselves
    const before = tokens[other.token - 1];
    const state = other.role === 'participle';
    const says = other.role === 'verb' && /^و/.test(other.reading.proclitic) && other.reading.form.kind === 'perfect';
    const strong = other.reading.form.lemma.strength === 'strong';
    return isComma(before) && strong && (state || says) && context.insideOf[other.token] === context.insideOf[from]
      ? other.token - 1
      : null;
  }
  if (other.relative && tokens[other.token - 2]?.key !== 'الوقت') {
    // `إيران التي قال إنها`: the relative is spoken of; the narrator names the speaker's words again
    const named =
      opening.kind === 'clause' && other.reading.form.lemma.strength === 'strong' && opening.at === other.token + 1;
    return named && !relativeAgrees(context, other) ? other.token - 1 : null;
  }
  const inside = context.insideOf[other.token];
  if (inside && inside !== context.insideOf[from]) return null;
  const i = other.token;
  const before = tokens[i - 1]!;
  if (other.role === 'noun') {
    // `، في وقت نقلت وكالات عن مسؤولين قولهم إن`: the relaying verb starts the clause
    const through = quotedThrough(context, i);
    if (!through || through.verb <= from) return null;
    const verb = near.cues.get(through.verb);
    return verb ? besides(context, verb, from, 'clause') : null;
  }
  // `، وأضاف قائلا: «…»`: the clause starts with the bare verb before
  const bare = bareVerbBefore(context, i, from, near);
  if (bare !== null) return isComma(tokens[bare - 1]) || isDash(tokens[bare - 1]) ? bare - 1 : bare;
  const back = (k: number): number => (k > from && (isComma(tokens[k - 1]) || isDash(tokens[k - 1])) ? k - 1 : k);
  if (other.role === 'participle') {
    if (
      opening.kind === 'nominal' &&
      (other.reading.form.case !== 'acc' || opening.rule === 'nominal/acc') &&
      !isComma(before)
    )
      return null;
    if (opening.kind === 'nominal' && other.reading.form.case !== 'acc' && other.reading.form.lemma.strength === 'weak')
      return null;
    return back(i - (tokens[i - 1]!.key === 'و' ? 1 : 0));
  }
  return besides(context, other, from, opening.kind, spoke);
}

/** The start of the clause of the finite verb `other`, where it stands beside the content that starts at `from`; null where it is nested. */
function besides(context: Context, other: CueSite, from: number, kind: Opening['kind'], spoke = false): number | null {
  const { tokens } = context;
  const i = other.token;
  const before = tokens[i - 1]!;
  const back = (k: number): number => (k > from && (isComma(tokens[k - 1]) || isDash(tokens[k - 1])) ? k - 1 : k);
  // `، في الوقت الذي أكدت مصادر أن`
  if (before.key === 'الذي' && tokens[i - 2]?.key === 'الوقت')
    return back(tokens[i - 3]?.key === 'في' || tokens[i - 3]?.key === 'وفي' ? i - 3 : i - 2);
  // `، ولم يستبعد أن`
  if (/^و(?:لم|لا|لن)$/.test(before.key)) return back(i - 1);
  const conjoined = /^[وف]/.test(other.reading.proclitic) || before.key === 'و';
  const comma = isComma(before) || isDash(before) || isStop(before);
  // over conjunctions and auxiliaries to the clause's start
  let lead = i;
  while (
    lead > from &&
    (isWordAfterConjunction('conjunction', tokens[lead - 1]!.key) ||
      isWordAfterConjunction('auxiliary', tokens[lead - 1]!.key)) &&
    !complementiserOfContent(context, lead - 1, from)
  )
    lead--;
  if (lead < i) {
    if (isWord('relative', tokens[lead]!.key)) return null;
    const first = tokens[lead]!.key.replace(/^و(?=.{3})/, '');
    if (first === 'في' && !/^(?:حين|وقت|الوقت)$/.test(tokens[lead + 1]?.key ?? '')) return null;
    if (kind === 'nominal' && !/^(?:لكن|لكنه|لكنها|ولكن|فيما|بينما|كما)$/.test(first)) return null;
    if (first === 'كان' || first === 'كانت' || first === 'قد' || first === 'ان')
      return isComma(tokens[lead - 1]) ? back(lead) : null;
    return back(lead);
  }
  if (conjoined) {
    if (kind === 'nominal' && !comma && !spoke) return null;
    return back(before.key === 'و' ? i - 1 : i);
  }
  if (comma && other.token - from > 2) {
    // `، أكد الوزير أن`: a comma alone; a subject after it makes it a clause of its own.
    return kind === 'nominal' ? null : back(i);
  }
  // the subject before the verb, after a conjunction: `، فيما مصادر أكدت`, `إلا أن زعيم المسلحين أكد`
  const subject = subjectBefore(context, i);
  if (subject && subject.first > from + 1) {
    let k = subject.first;
    let jumped = false;
    while (
      k > from &&
      (isWordAfterConjunction('conjunction', tokens[k - 1]!.key) ||
        complementiser(tokens[k - 1]) !== null ||
        isWordAfterConjunction('auxiliary', tokens[k - 1]!.key))
    ) {
      k--;
      if (/^و?(?:فيما|بينما|لكن|الا|غير|حين|وقت|كما|اما)$/.test(tokens[k]!.key)) jumped = true;
    }
    if (/^و?في$/.test(tokens[k - 1]?.key ?? '') && /^(?:حين|وقت)$/.test(tokens[k]!.key)) k--;
    if (jumped && kind !== 'nominal') return back(k);
    if (jumped && isComma(tokens[k - 1])) return back(k);
  }
  return null;
}

/** A finite reporting verb with a conjunction and without content of its own, shortly before a participle or `بالقول`. */
function bareVerbBefore(context: Context, at: number, from: number, near: Neighbours): number | null {
  for (let i = at - 1; i > from && i > at - 7; i--) {
    if (isComma(context.tokens[i])) return null;
    const cue = near.cues.get(i);
    if (cue?.role === 'verb') return near.openings.get(i) === null && /^[وف]/.test(cue.reading.proclitic) ? i : null;
  }
  return null;
}

function complementiserOfContent(context: Context, i: number, from: number): boolean {
  return (
    i <= from ||
    isColon(context.tokens[i]) ||
    (complementiser(context.tokens[i]) !== null && !/^(?:الا|غير|بيد)$/.test(context.tokens[i - 1]?.key ?? ''))
  );
}
