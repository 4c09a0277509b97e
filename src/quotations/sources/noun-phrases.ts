import { askedOnce, type Lexicon } from '../../lexicon/index.ts';
import { remembering } from '../../text/remember.ts';
import { type Context, complementiser, isComma, isDash, pairEnd, readingsOf } from '../context.ts';
import { isWord, isWordAfterConjunction } from '../words.ts';

const PREPOSITIONS = new Set('في من علي الي عن مع لدي بين ضد عند تحت فوق حول'.split(' '));

export const isPreposition = (key: string): boolean => PREPOSITIONS.has(key);

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
  if (key.length < 5 || key.charCodeAt(2) !== LAM) return false;
  if (second === ALEF) return first === WAW || first === FA || first === BA || first === KAF;
  return second === LAM && (first === WAW || first === FA);
}

/** A noun that a preposition letter may be attached to: `لوكالة`, `باسم`, `للأنباء`. */
const attachedPreposition = (key: string): boolean => /^(?:لل.{2}|ل[^ا].{2}|ب(?:ال|اس).{2}|بو|بم)/.test(key);

/** A finite reporting word: it ends a noun phrase. */
export const isFiniteCue = (context: Context, i: number): boolean =>
  !context.mentionAt[i] && mayBeFiniteCue(context.words[i]!);

/** The same of the word by itself. */
export const mayBeFiniteCue = askedOnce((word): boolean => {
  const { key } = word;
  if (/^قول(?:ه|ها|هم|هما|هن)$/.test(key)) return true;
  if (isWordAfterConjunction('never', key) || isWordAfterConjunction('homograph', key)) return false;
  const found = readingsOf(word);
  if (!found.length) return false;
  const nominal = found.some(({ form }) => form.kind === 'masdar' || form.kind === 'noun');
  const finite = found.some(
    ({ form, definite }) => !definite && (form.kind === 'perfect' || form.kind === 'imperfect') && form.person === 3,
  );
  return finite && !nominal;
});

/**
 * The end of the noun phrase that starts at token `from` (exclusive): it takes names whole, adjectives that agree in
 * definiteness, genitives and prepositional attributes (`في محافظة إدلب`), and stops before adjuncts of medium and time, relative
 * clauses, complementisers and verbs. `مصادر محلية في محافظة إدلب | كانت`, `المصدر | أصيب`, `محمد علوش | في منشور له`.
 */
export function nounPhraseEnd(context: Context, from: number, limit: number): number {
  const { tokens } = context;
  let i = from;
  let named = false;
  let end = from;
  while (i < limit) {
    const token = tokens[i]!;
    const mention = context.mentionAt[i];
    if (mention && mention.first >= from) {
      if (named && mention.type === 'PER' && !/^و/.test(tokens[i]!.key)) return end;
      if (
        i > from &&
        mention.type === 'ORG' &&
        isDefinite(tokens[i - 1]!.key) &&
        /^(?:وكاله|صحيفه|قناه|شبكه|جريده|اذاعه)$/.test(tokens[i]!.key)
      )
        return end;
      i = Math.max(i + 1, mention.last);
      if (mention.type === 'PER') named = true;
      end = i;
      continue;
    }
    const pair = context.pairOpenedAt.get(i);
    if (pair) {
      const close = pairEnd(pair, tokens);
      if (close - i > 9) return end;
      i = Math.min(limit, close + 1);
      end = i;
      continue;
    }
    if (token.form === '(') {
      let close = i + 1;
      while (close < limit && close < i + 8 && tokens[close]!.form !== ')') close++;
      if (tokens[close]?.form !== ')') return end;
      i = close + 1;
      end = i;
      continue;
    }
    if (token.kind !== 'word' && token.kind !== 'abbreviation' && token.kind !== 'number') return end;
    const key = token.key;
    if (complementiser(token, true) || isWord('relative', key)) {
      if (key !== 'من') return end;
    }
    if (i > from) {
      const before = tokens[i - 1]!;
      if (
        isWord('takeover', key) ||
        (isWord('time', key) && !isPreposition(before.key) && !(key === 'عام' && isTitle(context, before.key)))
      )
        return end;
      if (isFiniteCue(context, i) && !isPreposition(before.key)) return end;
      if (isWord('auxiliary', key) || isWord('negation', key)) return end;
      if (/^(?:ي|سي|ست).{3}/.test(key) && !/^يو/.test(key) && !isPreposition(before.key) && !key.endsWith('ه'))
        return end;
      const definiteBefore = isDefinite(before.key) || context.mentionAt[i - 1] !== undefined;
      if (key === 'ل') return end;
      if (isPreposition(key) || attachedPreposition(key)) {
        const next = tokens[i + 1]?.key ?? '';
        if (named && key !== 'من' && !attachedPreposition(key)) return end;
        if (isWordAfterConjunction('medium', next) || isWordAfterConjunction('time', next)) return end;
        if (
          /^ل(?:ال|لل|وكال|صحيف|قنا|موقع|اذاع|شبك|مجل|برنامج|وسايل|وسائل)/.test(key) ||
          /^لل(?:صح|وكال|قنا|موقع|جريد)/.test(key)
        )
          return end;
        if (key === 'الي' || key === 'عن' || key === 'مع' || key === 'حول' || key === 'علي') {
          if (definiteBefore || isWord('adjunct', key)) return end;
        }
        if (isPreposition(key)) {
          i++;
          continue;
        }
      } else if (isWord('adjunct', key)) return end;
      else if (
        definiteBefore &&
        !isDefinite(key) &&
        !/^و/.test(key) &&
        !isTitle(context, key) &&
        !isWord('same', key) &&
        token.kind === 'word'
      ) {
        return end;
      }
    }
    i++;
    end = i;
  }
  return end;
}

/** An office, occupation or honorific: it opens an apposition after a name (`علي مانع المستشار`) or stands before one. */
export const isTitle = ({ lexicon }: Pick<Context, 'lexicon'>, key: string): boolean => {
  let known = titles.get(lexicon);
  if (!known) {
    known = remembering(MOST_TITLES, (word) => readTitle(lexicon, word));
    titles.set(lexicon, known);
  }
  return known(key);
};

/** It is asked of keys without their clitics too, which are no words of the text: by key then. */
const titles = new WeakMap<Lexicon, (key: string) => boolean>();
const MOST_TITLES = 20_000;

function readTitle(lexicon: Lexicon, key: string): boolean {
  if (isWord('unnamed', key) || isWord('agent', key) || lexicon.is('role', key)) return true;
  const bare = key.replace(/^(?:و?ال|و)(?=.{2})/, '');
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
  const titled = isTitle(context, tokens[next]!.key) && !/^و/.test(tokens[next]!.key);
  if (mention?.type !== 'PER' && !titled) return end;
  const close = nounPhraseEnd(context, next, limit);
  return close > next ? close : end;
}
