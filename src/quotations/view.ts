/**
 * What the quotation stations see of each token, in typed arrays and computed once an article: flags, counts up to a token, the next token
 * of a kind, and how news writes the word around quotation marks. Candidates share it: a window of tokens is copied into a row of features.
 */
import { type Layout, labels } from '../learned/layout.ts';
import type { Lines } from '../learned/trees.ts';
import { askedOnce, type CueReading, type Known, mayBegin } from '../lexicon/index.ts';
import type { MarkPair, Token } from '../text/index.ts';
import {
  type Context,
  complementiser,
  isComma,
  isDash,
  isOfNoun,
  isStop,
  isWordLike,
  keyAt,
  matchAt,
  matchOf,
  pairEnd,
  readingsOf,
} from './context.ts';
import { hasArticle, hasConjunction, withoutConjunction } from './letters.ts';
import { FREQUENT, RATE, RATES, rateNumber, rateOf, wordRates } from './rates.ts';
import { isDefinite } from './sources/noun-phrases.ts';
import { GOVERNED, type GrammarClass, isWord, wordClasses } from './words.ts';

const CLASSES = labels(
  'governor auxiliary negation relative conjunction time medium adjunct takeover as-said particle question abstract',
  'fact document unnamed agent never homograph same aside thing',
);
/** The classes that are flags of a word; `صحيفة` is an outlet, too. */
const FLAGGED: ReadonlySet<GrammarClass> = new Set([...CLASSES, 'outlet']);

const OWN_FLAGS = labels(
  'comma colon stop dash opens closes bracket sign number complementiser inna and-complementiser bi-complementiser',
  'complementiser-pronoun finite perfect imperfect passive participle participle-acc noun reading strong PER LOC',
  'ORG MISC name-first wa fa al bi li fi ala ila min an role source outlet phrase-head phrase ta-marbuta',
  'paragraph-end sentence-end spaced length masdar inside dialect imperfect-shape tanwin we word state narrator',
  'impersonal opener',
);

export type Flag = (typeof OWN_FLAGS)[number] | GrammarClass;
export const FLAGS: readonly Flag[] = [...OWN_FLAGS, ...CLASSES];
/** Place of a flag in a token's line, by which it is asked for: a look-up of its name would take longer than the answer. */
export type Place<Of extends Flag = Flag> = number & { readonly flag: Of };
export const FLAG = Object.fromEntries(FLAGS.map((flag, place) => [flag, place])) as { [Of in Flag]: number } as {
  [Of in Flag]: Place<Of>;
};
/** The places of several flags. */
export const placesOf = <Of extends Flag>(flags: readonly Of[]): readonly Place<Of>[] =>
  flags.map((flag) => FLAG[flag]);
const WIDTH = FLAGS.length;
/** Empty tokens before the first and after the last, so that windows need no bounds. */
const PAD = 6;

/** Flags whose tokens are counted, so that a stretch's number of them is one subtraction. */
const COUNTED = labels(
  'comma stop complementiser finite colon opens relative participle-acc reading phrase-head sentence-end noun',
  'strong name-first conjunction paragraph-end word',
) satisfies readonly Flag[];
export type Counted = (typeof COUNTED)[number];

/** Flags whose next token is known from each token. */
const SOUGHT = labels(
  'complementiser bi-complementiser colon opens stop comma reading participle-acc strong',
) satisfies readonly Flag[];
export type Sought = (typeof SOUGHT)[number];

export { frequentWords, RATES } from './rates.ts';

export interface View {
  context: Context;
  size: number;
  /** The flags as lines, for rows with windows. */
  lines: Lines;
  flags: Uint8Array;
  /** By the places of their flags. */
  counts: readonly Uint32Array[];
  next: readonly Int32Array[];
  /** Number of the token's word in the rates; 0 where it isn't listed. By candidates it is asked too often to be asked of the word. */
  word: Uint16Array;
  /** Sums of the words' voice: inside quotation marks rather than outside. */
  voice: Float32Array;
  /** Whether a clause may end before the token: 1 where it often does, 2 where it may too. */
  bounds: Uint8Array;
}

/** The view of an article, in which phrases stand that were found before: tokens `first` up to but not including `last`. */
export function viewOf(context: Context, phrases: readonly { first: number; last: number }[] = []): View {
  const { words } = context;
  const size = words.length;
  const flags = new Uint8Array((size + 2 * PAD) * WIDTH);
  const word = new Uint16Array(size);
  const voice = new Float32Array(size + 1);
  for (let i = 0; i < size; i++) {
    describe(context, i, flags, (i + PAD) * WIDTH);
    word[i] = rateNumber(words[i]!);
    voice[i + 1] = voice[i]! + rateOf(words[i]!, RATE.voice);
  }
  for (const { first, last } of phrases)
    for (let i = first; i < last; i++) flags[(i + PAD) * WIDTH + (i === first ? FLAG['phrase-head'] : FLAG.phrase)] = 1;
  formulas(context, flags);
  return {
    context,
    size,
    lines: { cells: flags, width: WIDTH },
    flags,
    counts: countsOf(flags, size),
    next: nextOf(flags, size),
    word,
    voice,
    bounds: boundsOf(flags, size),
  };
}

const FORMULAS = ['narrator', 'impersonal', 'opener'] as const;
const mayOpenFormula = askedOnce((word) => FORMULAS.some((kind) => mayBegin(word, kind)));

/** `في إشارة إلى`, `من المقرر أن`, `من جهته`: formulas of the narrator, each flagged over all of its words. */
function formulas(context: Context, flags: Uint8Array): void {
  const { tokens, words } = context;
  const places: number[] = [];
  for (let i = 0; i < tokens.length; i++) if (tokens[i]!.kind === 'word' && mayOpenFormula(words[i]!)) places.push(i);
  for (const kind of FORMULAS)
    for (const i of places) {
      const found = matchAt(context, kind, i);
      if (!found) continue;
      for (let k = i; k < found.last; k++) flags[(k + PAD) * WIDTH + FLAG[kind]] = k === i ? 2 : 1;
    }
}

function countsOf(flags: Uint8Array, size: number): Uint32Array[] {
  const counts = new Array<Uint32Array>(FLAGS.length).fill(new Uint32Array(0));
  for (const flag of placesOf(COUNTED)) {
    const sums = new Uint32Array(size + 1);
    for (let i = 0, at = PAD * WIDTH + flag; i < size; i++, at += WIDTH) sums[i + 1] = sums[i]! + (flags[at] ? 1 : 0);
    counts[flag] = sums;
  }
  return counts;
}

const SIGNS = placesOf(['comma', 'stop', 'dash', 'colon', 'opens', 'closes', 'bracket']);

/** A clause may end before a sign, a reporting word, a phrase, a word that takes over, a sentence's start; rather seldom before a conjunction, a formula of the narrator or a conjoined verb. */
function boundsOf(flags: Uint8Array, size: number): Uint8Array {
  const bounds = new Uint8Array(size + 1);
  const is = (i: number, flag: Place): boolean => flags[(i + PAD) * WIDTH + flag] !== 0;
  const isSign = (i: number): boolean => {
    for (let k = 0; k < SIGNS.length; k++) if (is(i, SIGNS[k]!)) return true;
    return false;
  };
  for (let i = 0; i < size; i++) {
    if (!is(i, FLAG.word)) bounds[i] = isSign(i) ? 1 : 0;
    else if (
      !is(i - 1, FLAG.word) ||
      is(i - 1, FLAG['sentence-end']) ||
      is(i, FLAG.reading) ||
      is(i, FLAG['phrase-head']) ||
      is(i, FLAG.takeover)
    )
      bounds[i] = 1;
    else if (is(i, FLAG.conjunction) || is(i, FLAG.narrator) || (is(i, FLAG.wa) && is(i, FLAG.finite))) bounds[i] = 2;
  }
  return bounds;
}

function nextOf(flags: Uint8Array, size: number): Int32Array[] {
  const next = new Array<Int32Array>(FLAGS.length).fill(new Int32Array(0));
  for (const flag of placesOf(SOUGHT)) {
    const places = new Int32Array(size + 1).fill(size);
    for (let i = size - 1, at = (size - 1 + PAD) * WIDTH + flag; i >= 0; i--, at -= WIDTH)
      places[i] = flags[at] ? i : places[i + 1]!;
    next[flag] = places;
  }
  return next;
}

/** Visits all flags that are set, token by token. Cells are looked at by four: nine of ten are empty. */
export function visitFlags({ flags, size }: View, visit: (token: number, flag: number) => void): void {
  const fours = new Uint32Array(flags.buffer, 0, flags.length >> 2);
  const end = ((size + PAD) * WIDTH) >> 2;
  let token = 0;
  let line = PAD * WIDTH;
  for (let four = line >> 2; four <= end; four++) {
    if (fours[four] === 0) continue;
    for (let at = 4 * four; at < 4 * four + 4; at++) {
      if (flags[at] === 0) continue;
      for (; at >= line + WIDTH; line += WIDTH) token++;
      visit(token, at - line);
    }
  }
}

export const has = (view: View, token: number, flag: Place): boolean => view.flags[(token + PAD) * WIDTH + flag] !== 0;

/** Tokens of a kind among `first` up to but not including `last`. */
export function countIn(view: View, flag: Place<Counted>, first: number, last: number): number {
  const sums = view.counts[flag]!;
  const a = Math.max(0, Math.min(view.size, first));
  const b = Math.max(0, Math.min(view.size, last));
  return b > a ? sums[b]! - sums[a]! : 0;
}

/** The next token of a kind at or after `from`; the text's end where there is none. */
export const nextAt = (view: View, flag: Place<Sought>, from: number): number =>
  view.next[flag]![Math.max(0, Math.min(view.size, from))]!;

/** Writes which token's flags a window of a row stands for; tokens outside of the text are empty, as the first line is. */
export function pointTo(view: View, token: number, row: Float32Array, window: number): void {
  row[window] = token < -PAD || token >= view.size + PAD ? 0 : token + PAD;
}

/** Windows at some distances from a token: `at-1`, `at0` … */
export const windowsAt = (layout: Layout, prefix: string, distances: readonly number[]) =>
  distances.map((distance) => ({ distance, at: layout.window(`${prefix}${distance}`, FLAGS) }));

/** Points windows at their distances from a token; those behind it are counted from the end of what begins there. */
export function pointAll(
  view: View,
  token: number,
  row: Float32Array,
  windows: ReturnType<typeof windowsAt>,
  after = token + 1,
): void {
  for (let k = 0; k < windows.length; k++) {
    const { distance, at } = windows[k]!;
    pointTo(view, distance > 0 ? after - 1 + distance : token + distance, row, at);
  }
}

/** Writes how many tokens of each kind stand among `first` up to but not including `last`, from a place of a row on. */
export function countAll(
  view: View,
  flags: readonly Place<Counted>[],
  first: number,
  last: number,
  row: Float32Array,
  at: number,
): void {
  for (let k = 0; k < flags.length; k++) row[at + k] = countIn(view, flags[k]!, first, last);
}

/** Writes how news writes the word of a token into a row, and the word itself where it is a frequent one. */
export function copyWord(view: View, token: number, row: Float32Array, rateAt: number, wordAt: number): void {
  const number = token >= 0 && token < view.size ? view.word[token]! : 0;
  const { values } = wordRates();
  for (let k = 0; k < RATES.length; k++) row[rateAt + k] = values[RATES.length * number + k]!;
  if (wordAt >= 0 && number > 0 && number <= FREQUENT) row[wordAt + number - 1] = 1;
}

/** Mean voice of the words of a stretch: above 0 they are spoken rather than told. */
export const voiceOf = ({ voice }: View, first: number, last: number): number =>
  last > first ? (voice[last]! - voice[first]!) / (last - first) : 0;

/** Shapes of masdars: تفعيل, إفعال, افتعال, استفعال, مفاعلة, with article, preposition or pronoun. */
const MASDAR = /^(?:ال|ب|ل|لل|بال|و)?(?:ت..[يو].|إ..?ا.|ا...?ا.|است.*|م.ا..ة)(?:ه|ها|هم|ة)?$/;

/** Shapes of participles of state: `واضعا`, `مثيرا`, `مضيفين`. */
const STATE = /^(?:م.{2,4}|.ا..)(?:ا|ين|ات)$/;

/** The prepositions that lead to contents and sources. */
const PREPOSITIONS = ['fi', ...GOVERNED] as const;

/**
 * The flags that a word's spelling alone tells, each a number: its place, and in the low byte its value. A word has half a dozen; rows of all
 * flags, each with a buffer of its own, took ten megabytes.
 */
const spelledFlags = askedOnce((word): readonly number[] => {
  spelled.fill(0);
  spelling(word, readingsOf(word), spelled);
  const told: number[] = [];
  for (let place = 0; place < WIDTH; place++) if (spelled[place] !== 0) told.push((place << 8) | spelled[place]!);
  return told.slice();
});
/** The flags of the word that is read. */
const spelled = new Uint8Array(WIDTH);

/** Sets the flags of a token in the line that begins at `line`. */
function describe(context: Context, i: number, flags: Uint8Array, line: number): void {
  const token = context.tokens[i]!;
  if (token.kind === 'word') {
    const told = spelledFlags(context.words[i]!);
    for (let k = 0; k < told.length; k++) flags[line + (told[k]! >> 8)] = told[k]! & 255;
  }
  // `قال المجني عليه | إنه`: no obligation
  if (flags[line + FLAG.governor] && (isOfNoun(context, i) || isOfWhoSpeaks(context, i)))
    flags[line + FLAG.governor] = 0;
  if (token.spaced) flags[line + FLAG.spaced] = 1;
  if (context.insideOf[i]) flags[line + FLAG.inside] = 1;
  if (context.paragraphOf[i + 1] !== context.paragraphOf[i]) flags[line + FLAG['paragraph-end']] = 1;
  if (context.sentenceOf[i + 1] !== context.sentenceOf[i]) flags[line + FLAG['sentence-end']] = 1;
  if (!isWordLike(token)) {
    sign(context, token, flags, line);
    return;
  }
  flags[line + FLAG.word] = 1;
  if (token.kind === 'number' || token.kind === 'date') flags[line + FLAG.number] = 1;
  const mention = context.mentionAt[i];
  if (mention) {
    if (mention.type in FLAG) flags[line + FLAG[mention.type as Flag]] = 1;
    if (mention.first === i) flags[line + FLAG['name-first']] = 1;
  }
}

/** `قال الخبير | المعروف | إن`, `أكدت الكاتبة | أمل | أن`: an adjective or name, which takes no clause; `من المعروف أن` does. */
function isOfWhoSpeaks(context: Context, i: number): boolean {
  const { mentionAt } = context;
  if (mentionAt[i]) return true;
  if (!isDefinite(keyAt(context, i)) || hasConjunction(keyAt(context, i))) return false;
  const before = keyAt(context, i - 1);
  return Boolean(mentionAt[i - 1]) || (before.startsWith('ال') && !isFlagged(before));
}

const isFlagged = (key: string): boolean => wordClasses(key).some((group) => FLAGGED.has(group));

function spelling(word: Known, list: readonly CueReading[], flags: Uint8Array): void {
  const set = (flag: Flag, value = 1): void => {
    flags[FLAG[flag]] = value;
  };
  const comp = complementiser(word, true);
  if (comp) {
    set('complementiser');
    if (comp.inna) set('inna');
    if (comp.conjunction) set('and-complementiser');
    if (comp.bi) set('bi-complementiser');
    if (comp.pronoun) set('complementiser-pronoun');
  }
  for (const reading of list) readingFlags(reading, set);
  const { key, form } = word;
  for (const group of wordClasses(key)) if (FLAGGED.has(group)) set(group);
  const bare = hasConjunction(key) ? key.slice(1) : key;
  if (hasConjunction(key) && key.length > 2) {
    for (const group of wordClasses(bare)) if (FLAGGED.has(group) && !flags[FLAG[group]]) set(group, 2);
    set(key[0] === 'و' ? 'wa' : 'fa');
  }
  if (hasArticle(withoutConjunction(key))) set('al');
  if (key[0] === 'ب' && key.length >= 4) set('bi');
  if (key[0] === 'ل' && key.length >= 3) set('li');
  const unjoined = key[0] === 'و' ? bare : key;
  for (const preposition of PREPOSITIONS) if (isWord(preposition, unjoined)) set(preposition);
  if (form.endsWith('ة')) set('ta-marbuta');
  if (form.length >= 4 && MASDAR.test(form)) set('masdar');
  if (bare.length >= 4 && /^س?[يتن]/.test(bare)) set('imperfect-shape');
  if (form.endsWith('ا') && key.length > 3) set('tanwin');
  if (key.endsWith('نا') && key.length > 3) set('we');
  if (STATE.test(key)) set('state');
  set('length', Math.min(12, key.length));
  for (const kind of ['role', 'source', 'outlet'] as const) if (matchOf(word, kind)) set(kind);
}

function sign(context: Context, token: Token, flags: Uint8Array, line: number): void {
  flags[line + FLAG.sign] = 1;
  const { form, index } = token;
  if (isComma(token)) flags[line + FLAG.comma] = 1;
  else if (form === ':') flags[line + FLAG.colon] = 1;
  else if (isStop(token)) flags[line + FLAG.stop] = 1;
  else if (isDash(token)) flags[line + FLAG.dash] = 1;
  else if ('()[]{}'.includes(form)) flags[line + FLAG.bracket] = 1;
  if (context.pairOpenedAt.has(index)) flags[line + FLAG.opens] = 1;
  if (context.pairClosedAt.has(index)) flags[line + FLAG.closes] = 1;
}

function readingFlags({ form }: CueReading, set: (flag: Flag) => void): void {
  set('reading');
  if (form.lemma.strength === 'strong') set('strong');
  if (form.dialect) set('dialect');
  set(form.kind === 'masdar' ? 'noun' : form.kind);
  if (FINITE.includes(form.kind) && form.person === 3) set('finite');
  if (form.kind === 'participle' && form.case === 'acc') set('participle-acc');
}

const FINITE: readonly string[] = ['perfect', 'imperfect', 'passive'];

/** The first word at or after a token, before `limit`; -1 where there is none. */
export function wordFrom(view: View, from: number, limit: number): number {
  let i = from;
  while (i < limit && !has(view, i, FLAG.word)) i++;
  return i < limit ? i : -1;
}

/** The last word before a token, not before `least`; -1 where there is none. */
export function wordBefore(view: View, before: number, least: number): number {
  let i = before - 1;
  while (i >= least && !has(view, i, FLAG.word)) i--;
  return i >= least ? i : -1;
}

/** Where the paragraph of a token ends; one that a line break cuts behind a comma or a word may go on in the next line, though not behind an empty one. */
export function paragraphEnd(view: View, token: number): number {
  const { index, paragraphOf, tokens } = view.context;
  const { paragraphs, text } = index;
  const goesOn = (last: number): boolean =>
    has(view, last, FLAG.comma) ||
    (has(view, last, FLAG.word) && !BLANK_LINE.test(text.slice(tokens[last]!.end, tokens[last + 1]!.start)));
  let at = paragraphOf[token]!;
  while (at + 1 < paragraphs.length && goesOn(paragraphs[at]!.last - 1)) at++;
  return paragraphs[at]!.last;
}

const BLANK_LINE = /\n[^\S\n]*\r?\n/;

/** The mark that opens right before a word, or -1. */
export function openBefore(view: View, word: number): number {
  let open = word - 1;
  while (open >= 0 && word - open <= 3 && !has(view, open, FLAG.word) && !has(view, open, FLAG.opens)) open--;
  return open >= 0 && has(view, open, FLAG.opens) ? open : -1;
}

/** The pair of marks that opens right before a word. */
export const pairBefore = (view: View, word: number): MarkPair | undefined =>
  view.context.pairOpenedAt.get(openBefore(view, word));

/** The last word inside of that pair; -1 where none opens there. */
export function lastInPair(view: View, first: number): number {
  const pair = pairBefore(view, first);
  return pair ? wordBefore(view, pairEnd(pair, view.context.tokens), first) : -1;
}
