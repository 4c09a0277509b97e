/** Where the content of a cue may begin, listed generously, and what tells the right place. */
import { Layout, labels } from '../../learned/layout.ts';
import { askedOnce } from '../../lexicon/index.ts';
import { keyAt, pairEnd, sentenceAt, wordsIn } from '../context.ts';
import { cueColumns, prepositionAt, putCue } from '../cues/features.ts';
import type { CueCandidate } from '../cues/index.ts';
import { factsOf, honourAt } from '../facts.ts';
import { HINT, hintAt, mostHinted } from '../hints.ts';
import { nounBlock, putNoun } from '../noun-kinds.ts';
import { isDefinite } from '../sources/noun-phrases.ts';
import { scriptureFrom } from '../verses.ts';
import {
  copyWord,
  countAll,
  countIn,
  FLAG,
  frequentWords,
  has,
  nextAt,
  type Place,
  pairBefore,
  placesOf,
  pointAll,
  RATES,
  type View,
  windowsAt,
  wordFrom,
} from '../view.ts';
import { isWord, isWordAfterConjunction, tellsManner } from '../words.ts';
import { type CueChances, firstAfter } from './chances.ts';

/** How a place was come to: after a complementiser, a colon, an opening mark …; `back` before the cue. */
export const START_KINDS = labels(
  'adjacent complementiser colon mark comma dash preposition bi word near masdar next-paragraph marks-before sentence back',
);
type StartKind = (typeof START_KINDS)[number];
const BIT = Object.fromEntries(START_KINDS.map((kind, bit) => [kind, 1 << bit])) as Record<StartKind, number>;

export interface Start {
  /** First word of the content. */
  token: number;
  /** Bits of `START_KINDS`. */
  kinds: number;
}

export const isStartBy = (start: Start, kind: StartKind): boolean => (start.kinds & BIT[kind]) !== 0;

/** Writes the kinds of a start from a place of a row on. */
export function putKinds({ kinds }: Start, row: Float32Array, at: number): void {
  for (let bit = 0; bit < START_KINDS.length; bit++) if (kinds & (1 << bit)) row[at + bit] = 1;
}

/** How many tokens after the cue a content may begin. */
const REACH = 80;
const MOST_STARTS = 26;

export function startsOf(view: View, cue: CueCandidate): Start[] {
  const found = new Map<number, number>();
  const add = (from: number, kind: StartKind, limit: number): void => {
    const token = wordFrom(view, behindBlessing(view, from), limit);
    if (token >= 0 && (found.has(token) || found.size < MOST_STARTS))
      found.set(token, (found.get(token) ?? 0) | BIT[kind]);
  };
  const { context } = view;
  if (cue.pair) {
    add(cue.after, 'mark', pairEnd(cue.pair, context.tokens));
  } else {
    const paragraph = context.index.paragraphs[context.paragraphOf[cue.token]!]!;
    before(view, cue, paragraph.first, add);
    forward(view, cue, Math.min(lineEnd(view, cue.after, paragraph.index), cue.after + REACH), add);
    if (paragraph.last - cue.after < REACH) nextParagraph(view, cue, paragraph.last, add);
  }
  const clause = clauseBehindPhrase(view, cue);
  return [...found]
    .map(([token, kinds]) => ({ token, kinds }))
    .filter(({ token }) => clause < 0 || token <= clause || onlyLeads(view, clause, token))
    .sort((a, b) => a.token - b.token);
}

/** `وبحسب الوزارة، …`: a phrase that opens its sentence, with a comma behind it. */
export const isLeadingPhrase = (view: View, { kind, token, after }: CueCandidate): boolean =>
  kind === 'phrase' && has(view, after, FLAG.comma) && sentenceAt(view.context, token).first === token;

/** Tokens of an apposition that another comma may close. */
const APPOSITION = 14;

/**
 * `وبحسب الوزارة، | الحكومة عاجزة`: where the clause begins behind the comma of a phrase that opens the sentence; -1 where none does, or
 * another comma or `فإن` may part the two: `وبحسب سامي نور، الباحث في المعهد، | لم تحسم`.
 */
function clauseBehindPhrase(view: View, cue: CueCandidate): number {
  const { after } = cue;
  if (!isLeadingPhrase(view, cue)) return -1;
  const sentence = sentenceAt(view.context, cue.token);
  const near = Math.min(sentence.last, after + APPOSITION);
  if (countIn(view, FLAG.comma, after + 1, near) > 0) return -1;
  if (has(view, after + 1, FLAG.relative) && !isWord('min', keyAt(view.context, after + 1))) return -1;
  for (let i = after + 2; i < Math.min(sentence.last, after + REACH); i++)
    if (has(view, i, FLAG.complementiser) && has(view, i, FLAG.fa)) return -1;
  return wordFrom(view, after + 1, Math.min(view.size, after + 4));
}

/** Nothing but `فإن`, `فقد` stands between. */
function onlyLeads(view: View, first: number, token: number): boolean {
  for (let i = first; i < token; i++)
    if (has(view, i, FLAG.word) && !has(view, i, FLAG.complementiser) && !(has(view, i, FLAG.fa) && i === first))
      return false;
  return true;
}

/** `قال الرسول | (صلى الله عليه وسلم) خذي ما يكفيك`: a blessing of who speaks is no part of what he says. */
function behindBlessing({ context }: View, from: number): number {
  const match = scriptureFrom(context, from);
  return match?.word.tags[1] === 'blessing' ? match.last : from;
}

/** A line break behind a comma, or right after the cue without a stop or colon, parts nothing: `وقال ⏎ الرئيس التنفيذي، ⏎ إن`. */
function lineEnd(view: View, after: number, paragraph: number): number {
  const { paragraphs } = view.context.index;
  let at = paragraph;
  const broken = (last: number): boolean =>
    last < view.size && (has(view, last - 1, FLAG.comma) || (last - after <= 2 && has(view, last - 1, FLAG.word)));
  while (broken(paragraphs[at]!.last)) at++;
  return paragraphs[at]!.last;
}

type Add = (from: number, kind: StartKind, limit: number) => void;

/** Behind the cue; once its sentence is over only what a colon or mark opens: `جدد دعمه. ومن المقرر أن` reports nothing. */
function forward(view: View, cue: CueCandidate, limit: number, add: Add): void {
  let stops = 0;
  // `أكد | سعادته | أن`, `مؤكداً | معاليه | حرص الدولة`: right behind a reporting word that is who speaks
  const after = honourAt(factsOf(view.context), cue.after) ? cue.after + 1 : cue.after;
  const over = sentenceEnd(view, cue);
  const from = clauseOf(view, cue, after, limit);
  if (from === after) add(after, 'adjacent', limit);
  for (let i = from; i < limit; i++) {
    const distance = i - after;
    const previous = i - 1;
    if (isHyphen(view, i) || isHyphen(view, previous)) continue;
    if (distance > 0) {
      if (has(view, previous, FLAG.colon)) add(i, 'colon', limit);
      if (has(view, previous, FLAG.opens)) add(i, 'mark', limit);
      if (has(view, previous, FLAG.stop) && !isGlued(view, i) && ++stops >= 2) break;
      if (i >= over || isGoverned(view, previous)) continue;
      if (has(view, previous, FLAG.complementiser)) add(i, 'complementiser', limit);
      if (distance <= 30 && has(view, previous, FLAG.comma)) add(i, 'comma', limit);
      if (distance <= 30 && has(view, previous, FLAG.dash)) add(i, 'dash', limit);
      if (distance <= 20 && leadsToNoun(view, previous)) add(i, 'preposition', limit);
    }
    if (distance <= 20 && has(view, i, FLAG.bi)) add(i, 'bi', limit);
    if (opens(view.context.words[i]!)) add(i, 'word', limit);
    if (distance <= 5) add(i, 'near', limit);
    if (distance <= 13 && (has(view, i, FLAG.masdar) || has(view, i, FLAG.abstract))) add(i, 'masdar', limit);
  }
}

/** `قال الضابط المسؤول عن بناء الجدار | إن`: what قال reports of a definite subject begins behind its `إن`, if no sign stands before that; else `after`. */
function clauseOf(view: View, { site }: CueCandidate, after: number, limit: number): number {
  const { context } = view;
  if (site?.role !== 'verb') return after;
  const lead = keyAt(context, after);
  if (!context.mentionAt[after] && (tellsManner(lead) || ADVERBIAL.some((group) => isWord(group, lead))))
    return clauseBehind(view, after, Math.min(limit, after + ADVERBIAL_REACH));
  if (!isWord('says', site.reading.form.lemma.lemma)) return after;
  if (!context.mentionAt[after] && !isDefinite(lead)) return after;
  const clause = aheadOf(view, FLAG.inna, after, Math.min(limit, after + CLAUSE_REACH));
  return clause < 0 ? after : clause;
}

/** Classes of words between a verb and its clause that tell as what, for whom, when or how somebody speaks. */
const ADVERBIAL = ['in-presence', 'in-state', 'adverb', 'no-source'] as const;
/** How many words such an adverbial has, at most. */
const ADVERBIAL_REACH = 8;

/** `أكد بصراحة | أن`, `أضاف بحزم |:`: the complementiser or colon behind an adverbial; its own place in `قال بصراحة نحن نأمل أن`, `طلب رسميا إغلاق الطريق`. */
function clauseBehind(view: View, adverbial: number, limit: number): number {
  const [that, colon] = [FLAG.complementiser, FLAG.colon].map((flag) => aheadOf(view, flag, adverbial, limit));
  const clause = Math.max(that!, colon!);
  for (let i = adverbial; i < clause; i++)
    if (has(view, i, FLAG.finite) || has(view, i, FLAG.masdar) || isWord('opens-speech', keyAt(view.context, i)))
      return adverbial;
  return clause < 0 ? adverbial : clause;
}

/** The first token of a kind at or behind a place, with nothing but words before it; -1 where none stands before `limit`. */
function aheadOf(view: View, flag: Place, from: number, limit: number): number {
  let i = from;
  while (i < limit && has(view, i, FLAG.word) && !has(view, i, flag)) i++;
  return i < limit && has(view, i, flag) ? i : -1;
}

/** Words between قال and its clause, at most. */
const CLAUSE_REACH = 20;

const opens = askedOnce(({ key }) => isWord('opening', key));

/** `فيلاش-بواش`: a name of two. */
const isHyphen = (view: View, at: number): boolean =>
  has(view, at, FLAG.dash) && !has(view, at, FLAG.spaced) && isGlued(view, at + 1);

/** `بي.بي.سي`: the dot before the word is none of a sentence. */
const isGlued = (view: View, word: number): boolean => has(view, word, FLAG.word) && !has(view, word, FLAG.spaced);

/**
 * `قبل أن`, `بعد أن`: such a clause belongs to its adverb and to no cue before it; `على أن` is no `عليّ أن` here, and no adverb takes
 * `بأن`: `صرح المدير السابق بأن`.
 */
const isGoverned = (view: View, at: number): boolean =>
  at > 0 &&
  has(view, at, FLAG.complementiser) &&
  !has(view, at, FLAG['bi-complementiser']) &&
  has(view, at - 1, FLAG.governor) &&
  !has(view, at - 1, FLAG.ala);

/** The first token behind the full stop that ends the cue's sentence; `..` and `…` end none. */
function sentenceEnd(view: View, cue: CueCandidate): number {
  const { tokens } = view.context;
  const { last } = sentenceAt(view.context, cue.token);
  const stop = tokens[last - 1]?.kind === 'quote' ? tokens[last - 2] : tokens[last - 1];
  return stop && /^[.؟?!]$/.test(stop.form) ? Math.max(last, cue.after + 1) : view.size;
}

function leadsToNoun(view: View, i: number): boolean {
  const { key } = view.context.tokens[i]!;
  return key === 'ب' || key === 'ل' || prepositionAt(view, i) !== undefined;
}

/** `وقال:` at a paragraph's end: the content stands in the next one. */
function nextParagraph(view: View, cue: CueCandidate, last: number, add: Add): void {
  if (last >= view.size) return;
  let end = last - 1;
  while (end > cue.token && !has(view, end, FLAG.word) && !has(view, end, FLAG.colon)) end--;
  if (has(view, end, FLAG.colon) || (last - cue.after < 25 && has(view, last, FLAG.opens)))
    add(last, 'next-paragraph', view.size);
}

/** Contents before their cue: the pair that closes there, the sentence, what follows a comma or complementiser of it. */
function before(view: View, cue: CueCandidate, paragraph: number, add: Add): void {
  const { context } = view;
  const c = cue.token;
  for (let i = c - 1; i >= Math.max(0, c - 5); i--) {
    const pair = context.pairClosedAt.get(i);
    if (pair) add(pair.open + 1, 'marks-before', c);
  }
  const { first } = sentenceAt(context, c);
  if (cue.kind === 'colon') return;
  const begins = behindDateline(view, Math.max(first, paragraph), c);
  const behind = behindRecalling(view, begins, c);
  if (!isWord('narrators', keyAt(context, begins))) add(behind, 'sentence', c);
  afterOpener(view, begins, c, add);
  let found = 0;
  for (let i = c - 1; i > Math.max(first, c - REACH) && found < 4; i--) {
    if (!has(view, i, FLAG.comma) && !has(view, i, FLAG.complementiser) && !has(view, i, FLAG.colon)) continue;
    add(i + 1, 'back', c);
    found++;
  }
}

/** Tokens of a dateline at most. */
const DATELINE = 12;

/** `القاهرة - | ارتفعت`, `دبي (رويترز) - | ارتفعت`, `سالم النجار (أبوظبي) - | ارتفعت`: names and a dash before the first sentence; else `first`. */
function behindDateline(view: View, first: number, limit: number): number {
  const { mentionAt, paragraphOf } = view.context;
  if (first > 0 && paragraphOf[first - 1] === paragraphOf[first]) return first;
  let i = first;
  const isNamed = (at: number): boolean => Boolean(mentionAt[at]) || !has(view, at, FLAG.word);
  while (i < limit && i < first + DATELINE && !has(view, i, FLAG.dash) && isNamed(i)) i++;
  if (i === first || !has(view, i, FLAG.dash)) return first;
  while (i < limit && has(view, i, FLAG.dash)) i++;
  return i;
}

/** `ويذكر أن | أقصى سرعة …، وفقاً لفلان`, `والجدير بالذكر أن | …`; else `first`. */
function behindRecalling(view: View, first: number, limit: number): number {
  if (!isWordAfterConjunction('narrator-recalls', keyAt(view.context, first))) return first;
  const clause = aheadOf(view, FLAG.complementiser, first + 1, Math.min(limit, first + OPENING));
  return clause < 0 ? first : clause + 1;
}

/** Words that open a sentence before what is said in it: `كما [خلفت البراميل]، وفقاً لفلان`, `وفي السياق ذاته، [قتل]`, `أي أن [`, `عدن - [أطلقت`. */
const OPENING = 6;

function afterOpener(view: View, first: number, c: number, add: Add): void {
  for (let i = first; i < Math.min(c - 1, first + OPENING); i++) {
    if (i === first && has(view, i, FLAG.conjunction)) add(i + 1, 'sentence', c);
    if (has(view, i, FLAG.comma) || has(view, i, FLAG.complementiser) || has(view, i, FLAG.dash)) {
      add(i + 1, 'back', c);
      break;
    }
  }
}

export const startLayout = new Layout();
const columns = cueColumns(startLayout, true);
const window = windowsAt(startLayout, 'at', [-3, -2, -1, 0, 1, 2]);
const cueWindow = windowsAt(startLayout, 'cue', [-1, 1, 2]);
const RATED = [-2, -1, 0];
const rates = RATED.map((offset) => startLayout.block(`rate${offset}`, RATES));
const wordBefore = startLayout.block('word-1', frequentWords());
const kindAt = startLayout.block('start', START_KINDS);
const firstNoun = nounBlock(startLayout, 'first.noun');
const nounBefore = nounBlock(startLayout, 'before.noun');
const BETWEEN = labels('comma stop complementiser finite reading colon relative phrase-head name-first strong');
const between = startLayout.block('between', BETWEEN);
const BETWEEN_AT = placesOf(BETWEEN);
const s = startLayout.scalars(
  'cue.p distance words rank rivals frame frame.taken bi.taken first.complementiser first.colon first.opens pair.words',
  'same-sentence from-sentence cue.from-sentence claimed claimed.p rival.p sentence.cue.before',
  'hint.cue hint.first hint.first.between hint.first.later hint.inside hint.inside.before hint.step hint.nominal',
  'hint.source.before hint.cue.between',
);
/** What may lead to a content: whether the first one behind the cue does. */
const LEADS = (['complementiser', 'colon', 'opens'] as const).map((flag) => [FLAG[flag], s[`first.${flag}`]] as const);

const common = startLayout.row();

/** The part that the rows of all beginnings of a cue have in common; good until it is asked of the next one. */
export function startBase(view: View, cue: CueCandidate, chances: CueChances, rivals: number): Float32Array {
  const row = common.fill(0);
  const c = cue.token;
  putCue(view, cue, columns, row);
  pointAll(view, c, row, cueWindow, cue.after);
  row[s['cue.p']] = chances.chances[c]!;
  row[s.rivals] = rivals;
  row[s['sentence.cue.before']] = cueBefore(view, cue, chances);
  row[s['cue.from-sentence']] = Math.min(99, c - sentenceAt(view.context, c).first);
  return row;
}

export function describeStart(
  view: View,
  cue: CueCandidate,
  chances: CueChances,
  base: Float32Array,
  start: Start,
  rank: number,
  row: Float32Array,
): Float32Array {
  row.set(base);
  const { context } = view;
  const c = cue.token;
  const p = start.token;
  pointAll(view, p, row, window);
  for (let k = 0; k < RATED.length; k++)
    copyWord(view, p + RATED[k]!, row, rates[k]!, RATED[k] === -1 ? wordBefore : -1);
  putNoun(row, firstNoun, context, p);
  putNoun(row, nounBefore, context, p - 1);
  putKinds(start, row, kindAt);
  const [from, to] = p > c ? [cue.after, p] : [p, c];
  countAll(view, BETWEEN_AT, from, to, row, between);
  row[s.distance] = p - c;
  row[s.words] = countIn(view, FLAG.word, from, to);
  row[s.rank] = rank;
  const frames = cue.site?.reading.form.lemma.frames;
  const leads = prepositionAt(view, p - 1);
  if (leads) row[frames?.includes(leads) ? s['frame.taken'] : s.frame] = 1;
  if (has(view, p, FLAG.bi) && frames?.includes('bi')) row[s['bi.taken']] = 1;
  if (p > c) {
    for (const [flag, first] of LEADS) {
      const at = nextAt(view, flag, cue.after);
      if (at < p && wordFrom(view, at + 1, p + 1) === p) row[first] = 1;
    }
    claims(cue, chances, p, row);
  }
  const pair = pairBefore(view, p);
  row[s['pair.words']] = pair ? wordsIn(context, pair) : -1;
  row[s['same-sentence']] = context.sentenceOf[p] === context.sentenceOf[c] ? 1 : 0;
  row[s['from-sentence']] = Math.min(99, p - sentenceAt(context, p).first);
  hints(view, cue, p, row);
  return row;
}

/** What the network thinks of the place, and of its rivals before and behind. */
function hints({ context }: View, { token, after }: CueCandidate, p: number, row: Float32Array): void {
  row[s['hint.cue']] = hintAt(context, token, HINT.cue);
  row[s['hint.first']] = hintAt(context, p, HINT.first);
  row[s['hint.first.between']] = mostHinted(context, Math.max(after, p - 40), p, HINT.first);
  row[s['hint.first.later']] = mostHinted(context, p + 1, p + 20, HINT.first);
  row[s['hint.inside']] = hintAt(context, p, HINT.inside);
  row[s['hint.inside.before']] = hintAt(context, p - 1, HINT.inside);
  row[s['hint.step']] = hintAt(context, p, HINT.inside) - hintAt(context, p - 1, HINT.inside);
  row[s['hint.nominal']] = hintAt(context, p, HINT.nominal);
  row[s['hint.source.before']] = mostHinted(context, p - 2, p, HINT.source);
  row[s['hint.cue.between']] = mostHinted(context, Math.max(after, p - 40), p, HINT.cue);
}

/** The likeliest cue of the sentence before this one: a phrase hangs on its content, or has the sentence for its own. */
function cueBefore(view: View, { token }: CueCandidate, { chances, likely }: CueChances): number {
  let most = 0;
  const from = Math.max(sentenceAt(view.context, token).first, token - REACH);
  for (let k = firstAfter(likely, from); k < likely.length && likely[k]! < token; k++)
    most = Math.max(most, chances[likely[k]!]!);
  return most;
}

/** Other reporting words between the cue and the place: the last likely one would have taken what follows. */
function claims(cue: CueCandidate, { chances, likely }: CueChances, p: number, row: Float32Array): void {
  let most = 0;
  for (let k = firstAfter(likely, Math.max(cue.after, p - 39)); k < likely.length && likely[k]! < p; k++) {
    const chance = chances[likely[k]!]!;
    if (chance > most) most = chance;
    if (chance > 0.3) {
      row[s.claimed] = p - likely[k]!;
      row[s['claimed.p']] = chance;
    }
  }
  row[s['rival.p']] = most;
}
