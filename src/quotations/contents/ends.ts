/** Where the content that begins at some word may end, and what tells the right place. */
import { Layout, labels } from '../../learned/layout.ts';
import { closingBracket, type Token } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import { type Context, keyAt, matchAt, readings, sentenceAt } from '../context.ts';
import { cueColumns, putCue } from '../cues/features.ts';
import type { CueCandidate, CueSite } from '../cues/index.ts';
import { HINT, hintAt, leastHinted, mostHinted } from '../hints.ts';
import { hasConjunction } from '../letters.ts';
import { perArticle } from '../once.ts';
import { isPreposition } from '../sources/noun-phrases.ts';
import { isScriptural } from '../verses.ts';
import {
  copyWord,
  countAll,
  countIn,
  FLAG,
  frequentWords,
  has,
  lastInPair,
  nextAt,
  openBefore,
  type Place,
  paragraphEnd,
  placesOf,
  pointAll,
  RATES,
  type Sought,
  type View,
  voiceOf,
  windowsAt,
  wordBefore,
  wordFrom,
} from '../view.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';
import { type CueChances, firstAfter } from './chances.ts';
import { putKinds, START_KINDS, type Start } from './starts.ts';
import { LOOK_BACK, takeoverAfter, takeoversIn } from './takeover.ts';

const MOST_ENDS = 45;
/** After so many ends, conjunctions and conjoined verbs are no longer among them. */
const MOST_WEAK = 25;
/** Tokens after which a content without an end is cut: nobody speaks so long in one breath. */
const LONGEST = 400;

/** Last words of the contents that may begin at `start`, in the order of the text. */
export function endsOf(view: View, cue: CueCandidate, start: Start): number[] {
  const { context } = view;
  const s = start.token;
  const limit = nextSaying(view, cue, s, Math.min(paragraphEnd(view, s), s + LONGEST));
  // in the loop each behind the one before, so that only the last one may be the same
  const found: number[] = [];
  const add = (before: number): void => {
    const last = wordBefore(view, before, s);
    if (last >= 0 && last !== found[found.length - 1]) found.push(last);
  };
  for (let i = s + 1; i <= limit && found.length < MOST_ENDS; i++) {
    const bound = view.bounds[i]!;
    if (i === limit || bound === 1 || (bound === 2 && found.length < MOST_WEAK)) add(i);
  }
  found.push(lastInPair(view, s));
  if (s < cue.token) add(cue.token);
  add(limit);
  const notes = notesIn(view, s, limit);
  for (const [open] of notes) add(open);
  const begins = context.insideOf[s] ? limit : tailOf(view, s, limit);
  const over = begins < limit ? tailEnd(view, begins, limit) : begins;
  const least = secondClause(view, cue, s);
  // traditions and verses follow each other in an article: between them the narrator tells who handed them down
  const spoken = cue.kind === 'word' && has(view, s - 1, FLAG.colon) && !context.insideOf[s] && !isScriptural(context);
  return found
    .sort((a, b) => a - b)
    .filter(
      (last, k, all) =>
        last !== all[k - 1] &&
        last > least &&
        (last < begins || last >= over) &&
        !(spoken && last < limit && isBeforePlain(view, last, limit)) &&
        !notes.some(([open, close]) => open < last && last <= close),
    );
}

/**
 * Behind a verb and a colon all is said up to the next reporting word: at a full stop before a sentence of the same line in which nobody is
 * named and nothing reported no content ends. Of 28 such places in annotated news 23 went on; where `و`, `ف`, `ثم` joins it the narrator may
 * tell what happened then.
 */
function isBeforePlain(view: View, last: number, limit: number): boolean {
  const { context } = view;
  const { tokens, paragraphOf } = context;
  const sentence = sentenceAt(context, last);
  if (sentence.last >= limit || last + 2 !== sentence.last || tokens[last + 1]!.form !== '.') return false;
  const next = context.sentences[sentence.index + 1]!;
  const end = Math.min(next.last, limit);
  if (paragraphOf[next.first] !== paragraphOf[last] || countIn(view, FLAG.colon, next.first, end) > 0) return false;
  const joined = has(view, next.first, FLAG.wa) || has(view, next.first, FLAG.fa);
  if (joined || isWord('and-then', tokens[next.first]!.key)) return false;
  for (let i = next.first; i < end; i++)
    if (context.mentionAt[i]?.type === 'PER' || (has(view, i, FLAG.strong) && !isHisOwn(context, i))) return false;
  return true;
}

/** `نطالب`, `أؤكد`: who speaks goes on about himself. */
const isHisOwn = (context: Context, i: number): boolean =>
  readings(context, context.tokens[i]).every(({ form }) => form.person === 1);

/** Tokens in brackets that tell where something stands. */
const LONGEST_NOTE = 16;

/** `… إلى أزواجهن | (رواه الحاكم)`, `[صحيح مسلم 2459]`, `(النساء 56)`: brackets that the narrator adds, from where they open to where they close. */
const notesIn = (view: View, first: number, limit: number): readonly TokenRange[] =>
  notesOf(view).filter(([open, close]) => open > first && open < limit && close <= limit);

/** Sought once in an article: for each end it took a seventieth of the whole time. */
const notesOf = perArticle((view: View): readonly TokenRange[] => {
  const { tokens } = view.context;
  const found: TokenRange[] = [];
  for (let i = 1; i < tokens.length; i++) {
    if (has(view, i - 1, FLAG.word) || !has(view, i, FLAG.word)) continue;
    const bracket = closingBracket(tokens[i - 1]!.form);
    if (bracket === undefined) continue;
    const { key } = tokens[i]!;
    const chapter = isWord('chapter', key);
    if (!chapter && !isWord('reference', key)) continue;
    let close = i;
    while (close < tokens.length && close < i - 1 + LONGEST_NOTE && tokens[close]!.form !== bracket) close++;
    if (tokens[close]?.form !== bracket || (chapter && !isNumbered(tokens.slice(i + 1, close)))) continue;
    found.push([i - 1, close]);
  }
  return found;
});

/** `النساء | 56`, `القارعة | / 8-11`, `آل | عمران 12`: nothing but numbers and signs. */
const isNumbered = (rest: readonly Token[]): boolean =>
  rest.some(({ kind }) => kind === 'number') &&
  rest.every(({ kind, key }) => kind !== 'word' || isWord('chapter', key));

/** `أكد أن «…»، | وأنه باق`, `شدد على أن «…»، | وعلى أن`: the second clause behind closed marks, whose end alone ends the content; -1 where there is none. */
function secondClause(view: View, cue: CueCandidate, s: number): number {
  const { context } = view;
  const open = openBefore(view, s);
  const close = context.pairOpenedAt.get(open)?.close ?? -1;
  if (close < 0 || s < cue.token || !has(view, open - 1, FLAG.complementiser) || !has(view, close + 1, FLAG.comma))
    return -1;
  const joined = isWord('and-joins', keyAt(context, close + 2)) && has(view, close + 3, FLAG.complementiser);
  return joined || has(view, close + 2, FLAG['and-complementiser']) ? close + 2 : -1;
}

/** Where `، لكنه | أضاف أن`, `، | دون أن يحدد موعدا` begins, outside of marks: whoever spoke goes on or keeps silent, and what was said is over. */
function nextSaying(view: View, cue: CueCandidate, first: number, limit: number): number {
  const { insideOf } = view.context;
  for (let i = behindComma(view, first + 1); i < limit - 2; i = behindComma(view, i))
    if (insideOf[i] === insideOf[first - 1] && (goesOn(view, i) || isWithheld(view, i) || isTold(view, cue, i)))
      return i;
  return limit;
}

/** The token behind the next comma. */
const behindComma = (view: View, from: number): number => nextAt(view, FLAG.comma, from) + 1;

/** `، لكنه | أضاف أن`. */
const goesOn = (view: View, i: number): boolean =>
  isWordAfterConjunction('yet-he', view.context.tokens[i]!.key) &&
  has(view, i + 1, FLAG.reading) &&
  has(view, i + 2, FLAG.complementiser);

/** Where `، حسب تعبيره`, `، في إشارة إلى الإضراب` begins, which the narrator adds behind a comma; `limit` where nothing is added. */
function tailOf(view: View, first: number, limit: number): number {
  for (let i = behindComma(view, first + 1); i < limit; i = behindComma(view, i))
    if (has(view, i, FLAG['phrase-head']) || isAside(view, i)) return i;
  return limit;
}

/** What is added goes on to the end of the phrase, or to a sign behind it. */
function tailEnd(view: View, begins: number, limit: number): number {
  const isOver = has(view, begins, FLAG['phrase-head'])
    ? (i: number) => !has(view, i, FLAG.phrase)
    : (i: number) => has(view, i, FLAG.comma) || has(view, i, FLAG.opens) || has(view, i, FLAG.stop);
  let end = begins + 1;
  while (end < limit && !isOver(end)) end++;
  return end;
}

/** `في إشارة إلى`, `في تلميح للوزير`. */
function isAside({ context }: View, i: number): boolean {
  if (!isWord('fi', keyAt(context, i)) || !isWord('hint', keyAt(context, i + 1))) return false;
  const next = keyAt(context, i + 2);
  return isWord('hint-at', next) || isWord('hint-at', next[0] ?? '');
}

/** `من دون أن يحدد موعدا`, `دون ذكر تفاصيل`. */
function isWithheld(view: View, i: number): boolean {
  const { context } = view;
  let at = isWord('without', keyAt(context, i)) ? i : i + 1;
  if (at > i && (!isPreposition(keyAt(context, i)) || !isWord('without', keyAt(context, at)))) return false;
  if (has(view, ++at, FLAG.complementiser)) at++;
  return isWord('withholds', keyAt(context, at));
}

/** Tokens in which it is told what he keeps to himself. */
const DETAILS = 4;

/** `، يذكر أن`, `، ولم يقدم مزيدا من التفاصيل`, `، ولم يتسن التحقق`: the narrator speaks. */
function isTold(view: View, { site }: CueCandidate, i: number): boolean {
  const { context } = view;
  const formula = isWord('recalls', keyAt(context, i)) ? matchAt(context, 'impersonal', i) : null;
  if (formula && countIn(view, FLAG.complementiser, formula.last - 1, formula.last + 1) > 0) return true;
  const yet = isWordAfterConjunction('yet-he', keyAt(context, i));
  const no = yet ? i + 1 : i;
  if (!isWord(yet ? 'negation' : 'and-not', keyAt(context, no))) return false;
  const verb = keyAt(context, no + 1);
  if (isWord('not-checked', verb)) return true;
  // who keeps it to himself has spoken
  const gender = site?.reading.form.gender;
  if (!isWord('withholds', verb) || (gender === 'f' && verb[0] === 'ي') || (gender === 'm' && verb[0] === 'ت'))
    return false;
  for (let k = no + 2; k < no + 2 + DETAILS; k++) if (isWord('details', keyAt(context, k))) return true;
  return false;
}

export const endLayout = new Layout();
const columns = cueColumns(endLayout, false);
const window = windowsAt(endLayout, 'at', [-1, 0, 1, 2, 3, 4]);
const nextWindow = windowsAt(endLayout, 'next', [0, 1, 2]);
const cueWindow = windowsAt(endLayout, 'after-cue', [0, 1]);
const startWindow = windowsAt(endLayout, 'start', [-1, 0, 1]);
const rates = [0, 1, 2].map((offset) => endLayout.block(`rate${offset}`, RATES));
const nextWord = endLayout.block('word0', frequentWords());
const lastRates = endLayout.block('last.rate', RATES);
const kindAt = endLayout.block('start', START_KINDS);
const INSIDE = labels('comma stop finite reading colon participle-acc sentence-end noun conjunction name-first');
const inside = endLayout.block('inside', INSIDE);
const INSIDE_AT = placesOf(INSIDE);
const f = endLayout.scalars(
  'cue.p start.distance rank left words pair.end same-pair next.cue-pair sentence.left paragraph.left sentence.first',
  'between.comma between.stop between.sign next.paragraph next.sentence comma.since complementiser.next opens.next',
  'cue.next cue.next.p cue.next.same-sentence cue.next.agrees cue.near.p next.clause.cue hole.words head.words',
  'cue.inside.p cue.inside.comma cue.inside.wa cue.inside.participle cue.inside.most cue.inside.last',
  'voice voice.next voice.change clause.next takeover takeover.inside takeover.later takeover.margin',
  'hint.last hint.last.inside hint.last.later hint.inside hint.inside.next hint.step hint.least hint.first.next',
  'hint.cue.next hint.source.next hint.nominal',
);

/** What is the same for all ends of a content. */
export interface Began {
  view: View;
  chances: CueChances;
  cue: CueCandidate;
  start: Start;
  /** The last word of the pair that opens right before the content, or -1. */
  closed: number;
  /** Their rows' common part. */
  base: Float32Array;
}

const common = endLayout.row();

/** Good until it is asked of the next content. */
export function began(view: View, chances: CueChances, cue: CueCandidate, start: Start): Began {
  const s = start.token;
  const base = common.fill(0);
  putCue(view, cue, columns, base);
  pointAll(view, s, base, startWindow);
  pointAll(view, cue.after, base, cueWindow);
  putKinds(start, base, kindAt);
  base[f['cue.p']] = chances.chances[cue.token]!;
  base[f['start.distance']] = s - cue.token;
  if (s < cue.token) base[f['head.words']] = countIn(view, FLAG.word, s, cue.token);
  return { view, chances, cue, start, closed: lastInPair(view, s), base };
}

const FAR = 99;

/** Writes what is seen of the end behind a word, one of so many rivals. */
export function describeEnd(
  content: Began,
  last: number,
  rank: number,
  rivals: number,
  row: Float32Array,
): Float32Array {
  const { view, cue, start, closed, base } = content;
  const s = start.token;
  const next = wordFrom(view, last + 1, view.size);
  const after = next < 0 ? view.size : next;
  row.set(base);
  row[f.rank] = rank;
  row[f.left] = rivals - rank;
  pointAll(view, last, row, window);
  pointAll(view, after, row, nextWindow);
  for (let k = 0; k < rates.length; k++) copyWord(view, after + k, row, rates[k]!, k === 0 ? nextWord : -1);
  copyWord(view, last, row, lastRates, -1);
  row[f['pair.end']] = closed === last ? 1 : 0;
  if (s < cue.token) row[f['hole.words']] = countIn(view, FLAG.word, cue.after, last + 1);
  countAll(view, INSIDE_AT, s, last + 1, row, inside);
  row[f.words] = countIn(view, FLAG.word, s, last + 1);
  row[f['comma.since']] = last - commaBefore(view, s, last);
  bounds(content, last, after, row);
  clauseBehind(view, s, last, after, row);
  nextCue(content, after, last, row);
  innerCues(content, last, row);
  takeover(view, s, last, row);
  hints(view, s, last, after, row);
  return row;
}

/** The last comma of the content, or where no more is looked for one. */
function commaBefore(view: View, s: number, last: number): number {
  let comma = last;
  while (comma > s && last - comma < 60 && !has(view, comma, FLAG.comma)) comma--;
  return comma;
}

/** Which marks, signs, sentences and paragraphs end here. */
function bounds({ view, cue, start }: Began, last: number, after: number, row: Float32Array): void {
  const { context, size } = view;
  const { insideOf, sentenceOf, paragraphOf } = context;
  const sentence = sentenceAt(context, last);
  const paragraph = context.index.paragraphs[paragraphOf[last]!]!;
  row[f['same-pair']] = insideOf[last] === insideOf[start.token] ? 1 : 0;
  row[f['next.cue-pair']] = after < size && insideOf[after] === insideOf[cue.token] ? 1 : 0;
  row[f['sentence.left']] = Math.min(FAR, countIn(view, FLAG.word, last + 1, sentence.last));
  row[f['paragraph.left']] = Math.min(FAR, countIn(view, FLAG.word, last + 1, paragraph.last));
  row[f['sentence.first']] = sentence.first > start.token ? 1 : 0;
  row[f['between.comma']] = countIn(view, FLAG.comma, last + 1, after);
  row[f['between.stop']] = countIn(view, FLAG.stop, last + 1, after);
  row[f['between.sign']] = after - last - 1;
  row[f['next.paragraph']] = after >= size || paragraphOf[after] !== paragraphOf[last] ? 1 : 0;
  row[f['next.sentence']] = after >= size || sentenceOf[after] !== sentenceOf[last] ? 1 : 0;
}

/** How the clause that follows sounds, and what is next in it. */
function clauseBehind(view: View, s: number, last: number, after: number, row: Float32Array): void {
  const { index, paragraphOf } = view.context;
  const paragraph = index.paragraphs[paragraphOf[last]!]!.last;
  const clause = Math.min(clauseEnd(view, after), paragraph > after ? paragraph : view.size);
  row[f.voice] = voiceOf(view, s, last + 1);
  row[f['voice.next']] = voiceOf(view, after, clause);
  row[f['voice.change']] = row[f['voice.next']]! - row[f.voice]!;
  row[f['clause.next']] = Math.min(FAR, clause - after);
  row[f['complementiser.next']] = awayTo(view, FLAG.complementiser, after);
  row[f['opens.next']] = awayTo(view, FLAG.opens, after);
}

/** How far ahead the next token of a kind stands. */
function awayTo(view: View, flag: Place<Sought>, from: number): number {
  const at = nextAt(view, flag, from);
  return at < view.size ? Math.min(FAR, at - from) : FAR;
}

const clauseEnd = (view: View, after: number): number =>
  Math.min(nextAt(view, FLAG.comma, after), nextAt(view, FLAG.stop, after));

/** What the network thinks of the end, of those before and behind it, and of what follows. */
function hints({ context }: View, s: number, last: number, after: number, row: Float32Array): void {
  row[f['hint.last']] = hintAt(context, last, HINT.last);
  row[f['hint.last.inside']] = mostHinted(context, Math.max(s, last - 40), last, HINT.last);
  row[f['hint.last.later']] = mostHinted(context, last + 1, last + 30, HINT.last);
  row[f['hint.inside']] = hintAt(context, last, HINT.inside);
  row[f['hint.inside.next']] = hintAt(context, after, HINT.inside);
  row[f['hint.step']] = hintAt(context, last, HINT.inside) - hintAt(context, after, HINT.inside);
  row[f['hint.least']] = leastHinted(context, Math.max(s, last - 40), last + 1, HINT.inside);
  row[f['hint.first.next']] = mostHinted(context, after, after + 8, HINT.first);
  row[f['hint.cue.next']] = mostHinted(context, after, after + 4, HINT.cue);
  row[f['hint.source.next']] = hintAt(context, after, HINT.source);
  row[f['hint.nominal']] = hintAt(context, last, HINT.nominal);
}

/** How many tokens after an end the narrator's taking over is looked for. */
const LOOK_AHEAD = 100;

/** Whether the narrator takes over here, or rather at a boundary before or after in the same sentence. */
function takeover(view: View, s: number, last: number, row: Float32Array): void {
  const sentence = sentenceAt(view.context, last).last;
  const here = takeoverAfter(view, last);
  const before = takeoversIn(view, s, last);
  const later = takeoversIn(view, last + 1, Math.min(sentence, last + LOOK_AHEAD));
  row[f.takeover] = here;
  row[f['takeover.inside']] = before;
  row[f['takeover.later']] = later;
  row[f['takeover.margin']] = here - Math.max(before, later);
}

/** How many tokens after an end the next cue is looked for. */
const AHEAD = 30;

const atLeast = (row: Float32Array, at: number, value: number): void => {
  if (value > row[at]!) row[at] = value;
};

/** The next likely reporting word after the end, and how it stands there. */
function nextCue(
  { view, chances: { chances, likely, cueAt }, cue }: Began,
  after: number,
  last: number,
  row: Float32Array,
): void {
  const limit = Math.min(view.size, after + AHEAD);
  const clause = clauseEnd(view, after);
  row[f['cue.next']] = FAR;
  for (let k = firstAfter(likely, after); k < likely.length && likely[k]! < limit; k++) {
    const i = likely[k]!;
    const chance = chances[i]!;
    if (i < after + 4) atLeast(row, f['cue.near.p'], chance);
    if (i <= clause) atLeast(row, f['next.clause.cue'], chance);
    if (chance < 0.3 || row[f['cue.next']] !== FAR) continue;
    row[f['cue.next']] = i - after;
    row[f['cue.next.p']] = chance;
    row[f['cue.next.same-sentence']] = view.context.sentenceOf[i] === view.context.sentenceOf[last] ? 1 : 0;
    row[f['cue.next.agrees']] = agreement(cue.site, cueAt.get(i)?.site ?? null);
  }
}

/** `قال … وأضاف`: 1 where the next word of reporting has the gender and number of the cue, -1 where it hasn't. */
function agreement(one: CueSite | null, next: CueSite | null): number {
  const a = one?.reading.form;
  const b = next?.reading.form;
  if (!a || !b || !a.gender || !b.gender) return 0;
  return a.gender === b.gender && a.number === b.number ? 1 : -1;
}

/** Likely reporting words inside the content: after a comma, conjoined or as participles they rather begin a clause of their own. */
function innerCues({ view, chances: { chances, likely, cueAt }, start }: Began, last: number, row: Float32Array): void {
  let sum = 0;
  const least = Math.max(start.token + 1, last - LOOK_BACK);
  for (let k = firstAfter(likely, least); k < likely.length && likely[k]! <= last; k++) {
    const i = likely[k]!;
    const chance = chances[i]!;
    sum += chance;
    atLeast(row, f['cue.inside.most'], chance);
    row[f['cue.inside.last']] = last - i;
    const site = cueAt.get(i)?.site;
    if (!has(view, i - 1, FLAG.word)) atLeast(row, f['cue.inside.comma'], chance);
    if (site && hasConjunction(site.reading.proclitic)) atLeast(row, f['cue.inside.wa'], chance);
    if (site?.role === 'participle') atLeast(row, f['cue.inside.participle'], chance);
  }
  row[f['cue.inside.p']] = sum;
}
