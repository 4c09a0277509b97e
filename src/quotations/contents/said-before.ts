/** `«العمل سيبدأ غداً» | يوضح سامي نور`, `الطريق مغلق، | يضيف المصدر ذاته`: what opens a sentence, and behind it who says so. */
import { foldKey } from '../../text/index.ts';
import { bare } from '../choosing.ts';
import { type Context, keyAt, matchAt, pairEnd, sentenceAt, wordsIn } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { isDefinite, isPreposition } from '../sources/noun-phrases.ts';
import { countIn, FLAG, has, lastInPair, nextAt, placesOf, type View, wordBefore, wordFrom } from '../view.ts';
import { isWord } from '../words.ts';
import type { CueChances } from './chances.ts';
import { sentencePair } from './extents.ts';
import { holds } from './interrupted.ts';

interface SaidBefore {
  /** First and last word of what is said. */
  token: number;
  last: number;
  /** Nothing behind the verb and its subject can be its content. */
  only: boolean;
}

/** Words in marks at least; fewer are a name or title, unless a clause can be seen in them; of a sentence without marks. */
const SHORTEST = { clause: 2, marked: 4, plain: 4 };
/** Tokens of a subject, and of how it is said. */
const TAIL = 12;
const MANNER = 4;

/** A cue so likely has a content of its own. */
const LIKELY = 0.5;

const REPORTS = placesOf(['complementiser', 'colon', 'opens']);

/** What stands before a verb of saying and its subject; null where no such verb stands there. */
export function saidBefore(view: View, { site, token, after }: CueCandidate, chances: CueChances): SaidBefore | null {
  if (site?.role === 'noun') return withTheseWords(view, token);
  if (site?.role !== 'verb' || site.negated || site.relative) return null;
  const { proclitic, suffix, form } = site.reading;
  if (proclitic || suffix) return null;
  const so = (): boolean => leadBefore(view.context, token) < token && !isWord('names-it', foldKey(form.lemma.lemma));
  if (!form.lemma.frames.includes('direct') && !so()) return null;
  const subject = subjectEnd(view, after);
  const marked = inMarks(view, token);
  if (subject === null) {
    const alone = marked && (endsClause(view, after) || isManner(view, after));
    return alone ? { ...marked, only: true } : null;
  }
  // `الأسعار، تقول الشركة، سترتفع`: what goes on behind a comma is interrupted
  const only = endsClause(view, subject) && !has(view, subject, FLAG.comma);
  if (marked) return { ...marked, only };
  const isPlain = only && form.kind === 'imperfect' && view.context.mentionAt[after]?.type !== 'LOC';
  return isPlain ? plain(view, token, chances) : null;
}

/** `«…»، بهذه | الكلمات | بدأ سامي نور خطابه`: whatever the verb, they are his. */
function withTheseWords(view: View, token: number): SaidBefore | null {
  if (leadBefore(view.context, token + 1) !== token - 1 || subjectEnd(view, token + 2) === null) return null;
  const marked = inMarks(view, token + 1);
  return marked && { ...marked, only: true };
}

/** The pair that closes right before the verb, or before `هكذا`, `بهذه الكلمات`. */
function inMarks(view: View, token: number): Omit<SaidBefore, 'only'> | null {
  const { context } = view;
  const lead = leadBefore(context, token);
  const pair = sentencePair(view, lead < token && has(view, lead - 1, FLAG.stop) ? lead - 1 : lead);
  // on the next line another sentence begins
  const closed = pair ? pairEnd(pair, context.tokens) : -1;
  if (!pair || context.paragraphOf[closed] !== context.paragraphOf[token]) return null;
  const first = pair.open + 1;
  const name = context.mentionAt[first];
  if (name && name.type !== 'MISC' && name.last >= closed) return null;
  const least = lead < token || isClause(view, first, closed) ? SHORTEST.clause : SHORTEST.marked;
  return wordsIn(context, pair) < least ? null : { token: first, last: lastInPair(view, first) };
}

/** `لن أبيع الدكان`, `لماذا عدنا؟`: no title. */
const isClause = (view: View, first: number, closed: number): boolean =>
  /[؟?!]/.test(view.context.tokens[closed - 1]?.form ?? '') ||
  has(view, first, FLAG.negation) ||
  has(view, first, FLAG.question) ||
  has(view, first, FLAG.auxiliary);

/** Where `هكذا`, `بهذه الكلمات`, `كلمات` begins before a verb; the verb itself where none does. */
function leadBefore(context: Context, token: number): number {
  const key = keyAt(context, token - 1);
  if (isWord('so-said', key)) return token - 1;
  return isWord('words-said', bare(key)) && isWord('with-these', keyAt(context, token - 2)) ? token - 2 : token;
}

/** A sentence without marks that ends in a comma before the verb: `الطريق مغلق، | يضيف المصدر ذاته`. */
function plain(view: View, token: number, { chances }: CueChances): SaidBefore | null {
  const { context } = view;
  if (!has(view, token - 1, FLAG.comma)) return null;
  const { first } = sentenceAt(context, token);
  if (countIn(view, FLAG.word, first, token) < SHORTEST.plain || holds(view, REPORTS, first, token)) return null;
  for (let i = first; i < token; i++) if (chances[i]! >= LIKELY) return null;
  const begins = wordFrom(view, first, token);
  return { token: begins, last: wordBefore(view, token - 1, begins), only: true };
}

/** Behind a name, an office, a known source or a definite noun; null where none of these stands there. */
function subjectEnd(view: View, i: number): number | null {
  const { context } = view;
  const mention = context.mentionAt[i];
  const office = matchAt(context, 'role', i) ?? matchAt(context, 'source', i);
  const word = context.tokens[i];
  if (!mention && !office && !(word?.kind === 'word' && isDefinite(word.key))) return null;
  let behind = mention?.last ?? office?.last ?? i + 1;
  while (behind < i + TAIL && (context.mentionAt[behind] || isPartOf(view, behind))) behind++;
  return has(view, behind, FLAG.complementiser) || has(view, behind, FLAG.colon) ? null : behind;
}

/** `المصدر | ذاته`, `رئيس | الجماعة`. */
const isPartOf = ({ context: { tokens } }: View, i: number): boolean =>
  tokens[i]?.kind === 'word' && (isDefinite(tokens[i]!.key) || isWord('same', tokens[i]!.key));

/** A stop, a comma or the end of the text. */
const endsClause = (view: View, i: number): boolean =>
  i >= view.size || has(view, i, FLAG.stop) || has(view, i, FLAG.comma) || has(view, i - 1, FLAG['paragraph-end']);

/** `بصوت خافت`, `وهو يبتسم`, up to the end of the clause: how it is said, and no content. */
function isManner(view: View, i: number): boolean {
  const key = keyAt(view.context, i);
  if (!(key[0] === 'ب' || isPreposition(key) || isWord('while-he', key))) return false;
  const end = Math.min(nextAt(view, FLAG.stop, i), nextAt(view, FLAG.comma, i), view.size);
  return end - i <= MANNER && !holds(view, REPORTS, i, end);
}
