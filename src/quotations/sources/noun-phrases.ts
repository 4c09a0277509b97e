import { askedOnce } from '../../lexicon/index.ts';
import type { Token } from '../../text/index.ts';
import { type Context, complementiser, isComma, isDash, isOfNoun, isTagged, pairEnd, readingsOf } from '../context.ts';
import { hasLi, isToThe } from '../letters.ts';
import { isRelativePronoun, isWord, isWordAfterConjunction, tellsManner } from '../words.ts';

export const isPreposition = (key = ''): boolean => isWord('preposition', key);

const ALEF = 0x627;
const LAM = 0x644;
const WAW = 0x648;
const FA = 0x641;
const BA = 0x628;
const KAF = 0x643;

/** `ال` in front, also behind a clitic: `الوزير`, `والوزير`, `للوزير`, and two letters behind. By letters: it is asked of every word. */
export function isDefinite(key: string): boolean {
  const first = key.charCodeAt(0);
  const second = key.charCodeAt(1);
  if (second === LAM && (first === ALEF || first === LAM)) return key.length > 3;
  if (key.length < 5 || key.charCodeAt(2) !== LAM || isWord('parent', key)) return false;
  if (second === ALEF) return first === WAW || first === FA || first === BA || first === KAF;
  return second === LAM && (first === WAW || first === FA);
}

/** A finite reporting word: it ends a noun phrase. */
export const isFiniteCue = (context: Context, i: number): boolean =>
  !context.mentionAt[i] && mayBeFiniteCue(context.words[i]!) && !isSomebody(context, i);

/** `قال | طالب | جامعي إن`, `وهو | طالب | جامعي`: right behind a reporting verb or a pronoun stands somebody, and no verb. */
export function isSomebody({ tokens, words }: Context, i: number): boolean {
  if (i === 0 || !isWord('somebody-or-verb', tokens[i]!.key)) return false;
  return isWordAfterConjunction('he', tokens[i - 1]!.key) || mayBeFiniteCue(words[i - 1]!);
}

/** The same of the word by itself. */
export const mayBeFiniteCue = askedOnce((word): boolean => {
  const { key } = word;
  if (isWord('his-words', key)) return true;
  const found = readingsOf(word);
  if (!found.length || isWordAfterConjunction('never', key) || isWordAfterConjunction('homograph', key)) return false;
  const nominal = found.some(({ form }) => form.kind === 'masdar' || form.kind === 'noun');
  const finite = found.some(
    ({ form, definite }) => !definite && (form.kind === 'perfect' || form.kind === 'imperfect') && form.person === 3,
  );
  return finite && !nominal;
});

/** `صورةً`, `رافضاً`, written with its marks: never the subject's. */
export function isAccusative({ index, tokens, words }: Context, i: number): boolean {
  if (!(shapeOf(words[i]!) & SHAPE.accusative)) return false;
  const { start, end } = tokens[i]!;
  return /(?:\u0627\u064B|\u064B\u0627|\u0629\u064B)$/.test(index.text.slice(start, end));
}

/** `رجل | رافضاً كشف اسمه`: how it was done, and no part of what stands before; not `هاتفاً محمولاً`, `45 عاماً`. */
export const isCircumstance = (context: Context, i: number): boolean =>
  isAccusative(context, i) && context.tokens[i - 1]!.kind !== 'number' && !isAccusative(context, i - 1);

/** `المدير | بصراحة`, `مصدر أمني | مجددا`, `الوزير | بحضور نظيره`: where it is told how, when or with whom somebody speaks. */
export function opensAdverbial({ tokens, mentionAt }: Context, i: number): boolean {
  const { key } = tokens[i]!;
  const mention = mentionAt[i];
  // `كثيرا من السكان`
  if ((mention && mention.last > mention.first + 1) || isWord('min', tokens[i + 1]?.key)) return false;
  if (tellsManner(key) || isWord('in-state', key)) return true;
  if (mention) return false;
  if (isWord('adverb', key) || isWord('times', key)) return true;
  if (isWord('manifold', key)) return isWord('times', tokens[i + 1]?.key);
  return isWord('in-presence', key) && !isWord('on-behalf', key);
}

/** What a word by itself shows of where a noun phrase ends. */
const SHAPE = {
  /** A complementiser or relative pronoun, but for `من`. */
  clause: 1 << 0,
  /** An auxiliary, a negation, or what the narrator takes over with. */
  verbal: 1 << 1,
  /** Inflected like a verb: `يستهدف`, `ستبدأ`. */
  inflected: 1 << 2,
  preposition: 1 << 3,
  /** With a preposition's letter in front: `لوكالة`. */
  attached: 1 << 4,
  /** … that leads to whom something is told. */
  toOutlet: 1 << 5,
  time: 1 << 6,
  /** Medium or time, also behind a conjunction. */
  occasion: 1 << 7,
  /** What `isAccusative` asks of the word by itself. */
  accusative: 1 << 8,
} as const;

const VERBAL = ['takeover', 'auxiliary', 'negation'] as const;

const shapeOf = askedOnce((word): number => {
  const { key } = word;
  let shape = 0;
  if (complementiser(word, true) || isRelativePronoun(key)) shape |= SHAPE.clause;
  if (VERBAL.some((group) => isWord(group, key))) shape |= SHAPE.verbal;
  if (/^(?:ي|سي|ست).{3}/.test(key) && !/^يو/.test(key) && !key.endsWith('ه')) shape |= SHAPE.inflected;
  if (isPreposition(key)) shape |= SHAPE.preposition;
  // `لوكالة`, `باسم`, `للأنباء`
  if (/^(?:ل[^ا].{2}|ب(?:ال|اس).{2}|بو|بم)/.test(key)) shape |= SHAPE.attached;
  if (isToThe(key) ? isWord('told-to-the', key.slice(2)) : hasLi(key) && isWord('told-to', key.slice(1)))
    shape |= SHAPE.toOutlet;
  if (isWord('time', key)) shape |= SHAPE.time;
  if (isWordAfterConjunction('medium', key) || isWordAfterConjunction('time', key)) shape |= SHAPE.occasion;
  if (key.endsWith('ا') || key.endsWith('ه')) shape |= SHAPE.accusative;
  return shape;
});

/**
 * The end of the noun phrase that starts at token `from` (exclusive): it takes names whole, adjectives that agree in
 * definiteness, genitives and prepositional attributes (`في محافظة إدلب`), and stops before adjuncts of medium and time, relative
 * clauses, complementisers and verbs. `مصادر محلية في محافظة إدلب | كانت`, `المصدر | أصيب`, `محمد علوش | في منشور له`.
 */
export function nounPhraseEnd(context: Context, from: number, limit: number): number {
  let i = from;
  let named = false;
  let end = from;
  while (i < limit) {
    const mention = context.mentionAt[i];
    if (mention && mention.first >= from) {
      if (isAnotherName(context, i, from, named)) return end;
      i = Math.max(i + 1, mention.last);
      if (mention.type === 'PER') named = true;
      end = i;
      continue;
    }
    const behind = behindMarks(context, i, limit);
    if (behind === null || (behind === i && !isPart(context, i, from, named))) return end;
    // a preposition goes on only with what it governs
    const leads = behind === i && i > from && (shapeOf(context.words[i]!) & SHAPE.preposition) !== 0;
    i = Math.max(i + 1, behind);
    if (!leads) end = i;
  }
  return end;
}

/** `المتحدث سالم | خالد`, `المدير | صحيفة النور`: a name that belongs to no phrase which has one, or is definite. */
function isAnotherName({ tokens, mentionAt }: Context, i: number, from: number, named: boolean): boolean {
  const { type } = mentionAt[i]!;
  const { key } = tokens[i]!;
  if (named && type === 'PER' && key[0] !== 'و') return true;
  return i > from && type === 'ORG' && isWord('outlet', key) && isDefinite(tokens[i - 1]!.key);
}

/** The longest inside of marks that a noun phrase takes in, in tokens. */
const LONGEST_IN_MARKS = 9;

/** The token behind the marks or brackets that open at a token; the token where none do, null where they never close or hold too much. */
function behindMarks({ tokens, pairOpenedAt }: Context, i: number, limit: number): number | null {
  const pair = pairOpenedAt.get(i);
  if (pair) {
    const close = pairEnd(pair, tokens);
    return close - i > LONGEST_IN_MARKS ? null : Math.min(limit, close + 1);
  }
  if (tokens[i]!.form !== '(') return i;
  const close = bracketEnd(tokens, i);
  return close === null || close > limit ? null : close + 1;
}

/** How far a bracket reaches, in tokens. */
const LONGEST_IN_BRACKETS = 8;

/** Where the bracket closes that opens at a token; null where it doesn't soon. */
export function bracketEnd(tokens: readonly Token[], open: number): number | null {
  for (let i = open + 1; i <= open + LONGEST_IN_BRACKETS; i++) if (tokens[i]?.form === ')') return i;
  return null;
}

/** Whether a word goes on with the noun phrase that begins at `from` and has a person's name or none. */
function isPart(context: Context, i: number, from: number, named: boolean): boolean {
  const { tokens, words } = context;
  const { key, kind } = tokens[i]!;
  if (kind !== 'word' && kind !== 'abbreviation' && kind !== 'number') return false;
  const shape = shapeOf(words[i]!);
  if (i > from && isOfNoun(context, i)) return true;
  if (shape & SHAPE.clause) return false;
  if (i === from) return true;
  const { key: before } = tokens[i - 1]!;
  const governed = isPreposition(before);
  if (shape & SHAPE.verbal || key === 'ل') return false;
  if (isCircumstance(context, i)) return false;
  if (shape & SHAPE.time && !governed && !(isWord('general', key) && isTitleWord(words[i - 1]!))) return false;
  if (!governed && (shape & SHAPE.inflected || isFiniteCue(context, i) || isReached(context, i))) return false;
  const definite = isDefinite(before) || context.mentionAt[i - 1] !== undefined || isPlatform(context, i - 1);
  if (shape & (SHAPE.preposition | SHAPE.attached)) {
    if (named && !isWord('min', key) && !(shape & SHAPE.attached)) return false;
    if (shape & SHAPE.toOutlet || (i + 1 < tokens.length && shapeOf(words[i + 1]!) & SHAPE.occasion)) return false;
    return !(isWord('loose', key) && (definite || isWord('adjunct', key)));
  }
  if (isWord('adjunct', key)) return false;
  if (!definite || kind !== 'word') return true;
  return isDefinite(key) || key[0] === 'و' || isTitleWord(words[i]!) || isWord('same', key);
}

/** `بلاغ | توصلت به الجريدة`: by whom it was received. */
export const isReached = ({ tokens }: Context, i: number): boolean =>
  isWord('reached', tokens[i]!.key) && isWord('reached-by', tokens[i + 1]?.key);

/** `ناشطون على فيسبوك | صورة`; not `ناشطون في صفحة | محلية`. */
const isPlatform = (context: Context, i: number): boolean =>
  isTagged(context, 'outlet', i, 'platform') && !isTagged(context, 'outlet', i, 'head');

/** An office, occupation or honorific: it opens an apposition after a name (`علي مانع المستشار`) or stands before one. */
export const isTitleWord = askedOnce((word): boolean => isTitle(word, word.key));

/** The same of keys without their clitics, which are no words of the text. */
export function isTitle({ lexicon }: Pick<Context, 'lexicon'>, key: string): boolean {
  if (isWord('unnamed', key) || isWord('agent', key) || lexicon.is('role', key)) return true;
  const joined = key[0] === 'و' ? key.slice(1) : key;
  const bare = joined.startsWith('ال') && joined.length > 3 ? joined.slice(2) : joined;
  return bare !== key && (isWord('unnamed', bare) || isWord('agent', bare) || lexicon.is('role', bare));
}

/** An apposition after a comma or dash: `عزيز أخنوش، رئيس الحكومة،`, `شيخ الأزهر، أحمد الطيب،`. */
export function appositionEnd(context: Context, end: number, limit: number): number {
  const { tokens } = context;
  const sign = tokens[end];
  if (end >= limit || (!isComma(sign) && !isDash(sign))) return end;
  const next = end + 1;
  if (next >= limit) return end;
  const mention = context.mentionAt[next];
  const titled = isTitleWord(context.words[next]!) && tokens[next]!.key[0] !== 'و';
  if (mention?.type !== 'PER' && !titled) return end;
  const close = nounPhraseEnd(context, next, limit);
  return close > next ? close : end;
}
