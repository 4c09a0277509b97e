import { isMasdarLike } from '../contents/openings.ts';
import {
  type Context,
  complementiser,
  isColon,
  isComma,
  isDash,
  isStop,
  mentionsWithin,
  pairEnd,
  readings,
  sentenceAt,
} from '../context.ts';
import type { CueSite } from '../cues/index.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import {
  appositionEnd,
  isDefinite,
  isFiniteCue,
  isPreposition,
  isTitle,
  nounPhraseEnd,
  skipAdverbs,
} from './noun-phrases.ts';

/** A source mention: tokens of the noun phrase, and whether the verb stands before it (and so shows only its gender). */
export interface SourceSite {
  first: number;
  last: number;
  side: 'after' | 'before' | 'colon';
}

/**
 * The subject after the verb, between cue and content: `قال | وزير الخارجية سامح شكري | في بيان إن`. Null where a preposition, an adverb
 * or the content follows at once: then it is only in the verb.
 */
export function subjectAfter(context: Context, cue: number, gapEnd: number): SourceSite | null {
  const { tokens } = context;
  let i = skipAdverbs(context, cue + 1, gapEnd);
  i = skipParenthesis(context, i, gapEnd);
  if (i >= gapEnd) return null;
  const token = tokens[i]!;
  if (isComma(token) || isDash(token) || isColon(token)) return null;
  if (isAdjunctStart(context, i)) {
    // `قال في حديث لـ«الصحيفة» المستشار علي مانع إن`: the subject after the adjunct, where a person's name tells.
    const person = mentionsWithin(context, i + 1, gapEnd).find((m) => m.type === 'PER');
    if (!person || person.start > tokens[person.first]!.start) return null;
    const first = titleStart(context, person.first, i + 2);
    if (
      first === null ||
      isPreposition(tokens[first - 1]!.key) ||
      /^ل/.test(tokens[first]!.key) ||
      tokens[first - 1]!.key === 'ل'
    )
      return null;
    return { first, last: appositionEnd(context, nounPhraseEnd(context, first, gapEnd), gapEnd), side: 'after' };
  }
  if (complementiser(token) || isWord('negation', token.key) || !canSpeak(context, i)) return null;
  const end = nounPhraseEnd(context, i, gapEnd);
  if (end <= i || !canHead(context, i, end)) return null;
  const addresses = readings(context, tokens[cue]).some(({ form }) => ADDRESSING.test(form.lemma.lemma));
  // `ووصف إيدي | الاتصالات بأنها`: what follows the name is whom or what they speak of
  const person = addresses ? mentionsWithin(context, i, end).find((m) => m.type === 'PER') : undefined;
  const tail =
    person && !isTitle(context, tokens[person.last]?.key ?? '')
      ? person.last
      : addresses
        ? end
        : nameTail(context, i, end, gapEnd);
  return { first: i, last: appositionEnd(context, tail, gapEnd), side: 'after' };
}

/**
 * A name that goes on where its mention ends: `قال القانوني فهد | بارباع | إن`: one or two plain words that fill what is left before
 * the content or a comma.
 */
function nameTail(context: Context, first: number, end: number, limit: number): number {
  const { tokens } = context;
  if (context.mentionAt[end - 1]?.type !== 'PER' || end - 1 < first) return end;
  let i = end;
  while (i < limit && i - end < 3 && !isComma(tokens[i]) && !isDash(tokens[i])) {
    const { key, kind } = tokens[i]!;
    const plain = kind === 'word' && key.length > 2 && !/^[وبلف](?=ال)|^لل/.test(key) && !context.mentionAt[i];
    if (
      !plain ||
      isTitle(context, key) ||
      isPreposition(key) ||
      isWord('adjunct', key) ||
      isWord('time', key) ||
      isWord('relative', key) ||
      isWord('auxiliary', key) ||
      isWord('particle', key) ||
      isWord('medium', key) ||
      isFiniteCue(context, i)
    )
      return end;
    i++;
  }
  return i - end <= 2 ? i : end;
}

/**
 * Whether a noun phrase after a verb can be who speaks: a name, a definite noun, a title or kind of source. A bare masdar
 * (`أكد حرص الوزارة على`) is what is said.
 */
function canHead(context: Context, first: number, last: number): boolean {
  const { tokens } = context;
  const { key, kind, form } = tokens[first]!;
  if (kind === 'quote') {
    // «المسؤول اليمني», «داعش»: a title or a name in marks
    const inside = tokens[first + 1];
    return (
      inside !== undefined &&
      (context.mentionAt[first + 1] !== undefined || isTitle(context, inside.key) || last - first > 3)
    );
  }
  if (kind === 'abbreviation' || context.mentionAt[first]) return true;
  if (/ا$/.test(key) && !isDefinite(key) && !isTitle(context, key) && key.length > 3) return false;
  if (
    isDefinite(key) ||
    isTitle(context, key) ||
    isWord('document', key) ||
    isWord('same', key) ||
    /^(?:كل|كلا|بعض|عدد|احد|احدي|مجموعه|مييات|مئات|الاف|اثنان|ثلاثه|عدة|عده|غالبيه|معظم|نحو|اخرون|بعضهم|احدهم)$/.test(
      key,
    )
  )
    return true;
  if (isMasdarLike(form) || isWord('abstract', key)) return false;
  if (mentionsWithin(context, first + 1, last).length > 0) return true;
  return last - first >= 2 || !/(?:ا|ته|تها|هم)$/.test(key);
}

/** `(وكالات)`, or an adjunct between commas or dashes: `قال، في بيان، الوزير`. */
function skipParenthesis(context: Context, from: number, limit: number): number {
  const { tokens } = context;
  const sign = tokens[from];
  if (!sign || from >= limit) return from;
  const close = sign.form === '(' ? ')' : isDash(sign) || isComma(sign) ? sign.form : null;
  if (!close) return from;
  for (let i = from + 1; i < limit && i < from + 14; i++) if (tokens[i]!.form === close) return i + 1;
  return from;
}

/** Prepositions with a pronoun (`فيها`, `إليه`), particles and adverbs in the accusative (`دائماً`) cannot be subjects. */
export function canSpeak(context: Context, i: number): boolean {
  const token = context.tokens[i]!;
  if (context.mentionAt[i]) return true;
  if (isWordAfterConjunction('particle', token.key)) return false;
  if (/^(?:في|ل|ب|من|عن|علي|الي|مع|لدي|عند|بين)(?:ه|ها|هم|هما|نا|ك|ي|يه|يهم)$/.test(token.key)) return false;
  return !/(?:\u0627\u064B|\u064B\u0627)$/.test(context.index.text.slice(token.start, token.end));
}

/** A preposition, or a noun with one attached, that starts an adjunct and no subject: `في بيان`, `لـ«رويترز»`, `للصحفيين`. */
export function isAdjunctStart(context: Context, i: number): boolean {
  const { tokens } = context;
  const key = tokens[i]!.key;
  if (context.mentionAt[i]?.first === i && !/^(?:لل|ل|ب)/.test(key)) return false;
  if (isWord('adjunct', key) || isPreposition(key)) return true;
  if (key === 'ل' || key === 'ب' || key === 'لـ' || key === 'بـ') return true;
  if (/^لل.{3}/.test(key)) return true;
  if (/^ل(?!ا|ج|ق|و|ي|غ|ح|س|ط|ع|م).{3}/.test(key)) return true;
  const mention = context.mentionAt[i];
  return mention !== undefined && mention.start > tokens[i]!.start && /^[لب]/.test(key);
}

/** Leftwards over titles and offices to where the noun phrase of a name begins. */
export function titleStart(context: Context, name: number, least: number): number | null {
  const { tokens } = context;
  let i = name;
  while (i > least) {
    const before = tokens[i - 1]!;
    if (before.kind !== 'word' && before.kind !== 'abbreviation') break;
    if (
      context.mentionAt[i - 1] ||
      isDefinite(before.key) ||
      isTitle(context, before.key) ||
      before.kind === 'abbreviation'
    )
      i--;
    else break;
  }
  return i;
}

const CLAUSE_STARTS = new Set(
  'اما لكن ولكن لكنه حيث فيما بينما ان وان انه فان الا غير بيد اذ ثم وفيما وبينما كما حين وحين وقت فيه فيها عندما بعدما حتي لان لانه'.split(
    ' ',
  ),
);
const BE = new Set(['كان', 'كانت', 'وكان', 'وكانت', 'كانوا', 'وكانوا', 'وكانا', 'فكان']);

/**
 * The subject before the verb: `مصادر محلية في محافظة إدلب كانت قد أفادت`, `وكان رئيس النظام رجب طيب أردوغان قد أكد`. The noun phrase
 * reaches back to the clause's start.
 */
export function subjectBefore(context: Context, cue: number): SourceSite | null {
  const { tokens } = context;
  let last = cue;
  while (
    last > 0 &&
    (isWord('auxiliary', tokens[last - 1]!.key) ||
      isWord('negation', tokens[last - 1]!.key) ||
      isWord('time', tokens[last - 1]!.key)) &&
    !context.mentionAt[last - 1]
  )
    last--;
  const sentence = sentenceAt(context, cue);
  let least = sentence.first;
  const enclosing = context.insideOf[cue];
  if (enclosing) least = Math.max(least, enclosing.open + 1);
  // an apposition or aside between commas or dashes before the verb
  let end = last;
  if (end - 1 > least && (isComma(tokens[end - 1]) || isDash(tokens[end - 1]))) {
    const sign = tokens[end - 1]!;
    let k = end - 2;
    while (k > least && k > end - 16 && !(isComma(sign) ? isComma(tokens[k]) : isDash(tokens[k]))) k--;
    if (k <= least || k <= end - 16) return null;
    end = k;
  }
  let first = end;
  while (first > least && first > end - 26) {
    const before = tokens[first - 1]!;
    const closed = context.pairClosedAt.get(first - 1);
    if (closed) {
      if (first - 1 - closed.open > 10) break;
      first = closed.open;
      continue;
    }
    if (before.form === ')') {
      let k = first - 2;
      while (k > least && tokens[k]!.form !== '(') k--;
      if (k < least) break;
      first = k;
      continue;
    }
    if (before.kind === 'punctuation' || before.kind === 'quote' || before.kind === 'symbol') {
      // `زعيم المسلحين، عبد الملك الحوثي، أكد`
      if (
        isComma(before) &&
        context.mentionAt[first]?.type === 'PER' &&
        first - 1 > least &&
        isTitleBefore(context, first - 1, least)
      ) {
        first--;
        continue;
      }
      break;
    }
    if (complementiser(before) || CLAUSE_STARTS.has(before.key) || BE.has(before.key)) break;
    // another reporting verb: what follows it is its own
    if (isFiniteCue(context, first - 1)) return null;
    first--;
  }
  // what opens the clause is no part of the subject
  while (
    first < end &&
    !context.mentionAt[first] &&
    (isWordAfterConjunction('auxiliary', tokens[first]!.key) ||
      isWord('time', tokens[first]!.key) ||
      CLAUSE_STARTS.has(tokens[first]!.key))
  )
    first++;
  if (first >= end) return null;
  if (isPreposition(tokens[first]!.key) || isWordAfterConjunction('adjunct', tokens[first]!.key)) {
    const person = mentionsWithin(context, first + 1, end).find((m) => m.last === end && m.type === 'PER');
    if (!person) return null;
    const start = titleStart(context, person.first, first + 2);
    if (start === null || isPreposition(tokens[start - 1]?.key ?? '')) return null;
    if (person.start > tokens[person.first]!.start) return null;
    first = start;
  }
  // `مصادر مطلعة لـ«الصحيفة» قالت`: the addressee is no part of it
  const reach = nounPhraseEnd(context, first, end);
  if (reach > first && reach < end && tokens[reach]!.key === 'ل') end = reach;
  if (!startsNominal(context, first, end)) return null;
  return { first, last: end, side: 'before' };
}

function isTitleBefore(context: Context, comma: number, least: number): boolean {
  for (let i = comma - 1; i >= least && i > comma - 8; i--) if (isTitle(context, context.tokens[i]!.key)) return true;
  return false;
}

/** A noun phrase that can be a subject: a name, a definite noun, an unnamed source; no verb. */
function startsNominal(context: Context, first: number, end: number): boolean {
  const { tokens } = context;
  const key = tokens[first]!.key;
  if (!canSpeak(context, first)) return false;
  if (end - first > 22) return false;
  const reach = nounPhraseEnd(context, first, end);
  if (reach < end && reach - first < (end - first) * 0.5) return false;
  if (context.mentionAt[first] || isDefinite(key) || isTitle(context, key) || isWordAfterConjunction('document', key))
    return true;
  if (tokens[first]!.kind === 'quote') return true;
  return (
    mentionsWithin(context, first + 1, first + 12).some((m) => m.first <= first + 4 && m.type !== 'LOC') &&
    !/^[يت]/.test(key)
  );
}

/** `التي قال إنها`: verb and pronoun of another gender than the relative's show that its antecedent is spoken of and does not speak. */
export function relativeAgrees(context: Context, site: CueSite): boolean {
  const key = context.tokens[site.token - 1]?.key ?? '';
  const { gender, number } = site.reading.form;
  if (/^(?:ما|مما)$/.test(key)) return false;
  if (key === 'التي' || key === 'اللاتي') return gender === 'f' || (gender === null && number === 'pl');
  if (key === 'الذي') return gender !== 'f' && number !== 'pl';
  if (key === 'الذين') return number === 'pl';
  return true;
}

/** Verbs that take a person as their object: after a subject in front, the noun behind them is whom they address. */
const ADDRESSING = /^(?:طالب|اتهم|اتهم|دعا|ناشد|حث|حث|أبلغ|حذر|وصف|أمر|نصح|شكر|هنأ|وعد|هدد|ذكر|سأل|رحب)$/;

/** Whether the subject in front wins over the noun behind the verb: `وكانت كلينتون طالبت مرسي بأن`, `بعض الكتل تتهم المفوضية بـ`. */
export function frontSubject(context: Context, cue: CueSite): SourceSite | null {
  const before = context.tokens[cue.token - 1];
  if (!before || isComma(before)) return null;
  const subject = subjectBefore(context, cue.token);
  if (!subject) return null;
  const lead = context.tokens[subject.first - 1];
  if (before.key === 'قد' || (lead && BE.has(lead.key))) return subject;
  const initial = subject.first === sentenceAt(context, cue.token).first;
  return initial && subject.last === cue.token && ADDRESSING.test(cue.reading.form.lemma.lemma) ? subject : null;
}

/** The antecedent of `الذي قال`: the noun phrase before the relative pronoun. */
export function antecedent(context: Context, relative: number): SourceSite | null {
  const { tokens } = context;
  const least = sentenceAt(context, relative).first;
  let end = relative;
  if (isComma(tokens[end - 1])) end--;
  let first = end;
  while (first > least && first > end - 12) {
    const before = tokens[first - 1]!;
    const closed = context.pairClosedAt.get(first - 1);
    if (closed) {
      first = closed.open;
      continue;
    }
    if (before.kind !== 'word' && before.kind !== 'abbreviation') break;
    if (complementiser(before) || CLAUSE_STARTS.has(before.key) || isStop(before)) break;
    if (isPreposition(before.key) && first < end) break;
    first--;
    if (
      isTitle(context, before.key) &&
      !isTitle(context, tokens[first - 1]?.key ?? '') &&
      !isDefinite(tokens[first - 1]?.key ?? '')
    )
      break;
  }
  if (first >= end) return null;
  const person = mentionsWithin(context, first, end).find((m) => m.type === 'PER');
  if (person) first = titleStart(context, person.first, first) ?? person.first;
  return { first, last: end, side: 'before' };
}

/** The noun phrase after `عن` before `قوله`: `نقلت رويترز عن | مصدر أمني | قوله إن`. */
export function quotedThrough(
  context: Context,
  noun: number,
): { source: SourceSite; relay: [number, number] | null; verb: number } | null {
  const { tokens } = context;
  const least = sentenceAt(context, noun).first;
  for (let i = noun - 1; i >= least && i > noun - 30; i--) {
    if (isStop(tokens[i])) return null;
    const key = tokens[i]!.key;
    const bound = /^عن(?:ه|ها|هم)$/.test(key);
    if (key !== 'عن' && key !== 'الي' && !bound) continue;
    for (let v = i - 1; v >= least && v > i - 16; v--) {
      const relays = key === 'الي' ? /^[وف]?(?:ي|ت)?نسب(?:ت|وا)?$/ : /^[وف]?س?(?:ي|ت)?نقل(?:ت|وا|ه|ته)?$/;
      if (!relays.test(tokens[v]!.key)) continue;
      const relayEnd = nounPhraseEnd(context, v + 1, i);
      const before = relayEnd > v + 1 ? null : subjectBefore(context, v);
      return {
        source: { first: bound ? i : i + 1, last: bound ? i : trimTail(context, i + 1, noun), side: 'before' },
        relay: relayEnd > v + 1 ? [v + 1, relayEnd] : before ? [before.first, before.last] : null,
        verb: v,
      };
    }
    if (key !== 'الي') return null;
  }
  return null;
}

function trimTail(context: Context, first: number, last: number): number {
  return Math.max(first + 1, nounPhraseEnd(context, first, last));
}

/** Commas, dashes and pair marks around a token range are no part of it. */
export function pairInside(context: Context, first: number, last: number): [number, number] {
  const pair = context.pairOpenedAt.get(first);
  return pair && pairEnd(pair, context.tokens) === last - 1 ? [first + 1, last - 1] : [first, last];
}
