/** Verses and traditions behind a reporting word: by its words it is known where a verse begins and ends, whatever marks it has. */
import { closingBracket } from '../../text/index.ts';
import { type Context, pairEnd } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { GOD, scriptureAt, scriptureFrom, verseFrom } from '../verses.ts';
import { countIn, FLAG, has, pairBefore, type View, wordBefore } from '../view.ts';
import { isWord } from '../words.ts';
import type { CueChances } from './chances.ts';

/** A verse or tradition as a content: its first and its last word. */
export interface Recited {
  token: number;
  last: number;
  /** A verse whose words are known: nothing else is as sure; marks right behind a blessing; marks behind what follows it; what stands before its verb. */
  kind: 'verse' | 'blessed' | 'tradition' | 'before';
}

/** Tokens between a reporting word and the verse. */
const REACH = 20;
/** Where God isn't named by the reporting word, so many words tell a verse. */
const ANYBODYS = 6;

/** `قال`, `بقوله`: what one says with a verse. */
export const recites = ({ site }: CueCandidate): boolean =>
  site !== null && isWord('says', site.reading.form.lemma.lemma);

/**
 * `قال تعالى: وتعاونوا على البر والتقوى`, `لقوله عز وجل عن زكريا {وزكريا إذ نادى ربه}`: the first word behind the reporting word that a mark or colon
 * opens, or a blessing, begins it. Null where no verse stands there, or another such word before it. Marks behind a blessing hold what is
 * reported, verse or not: `كقوله عليه السلام (إنما الأعمال بالنيات)`.
 */
export function recited(view: View, cue: CueCandidate, { cueAt }: CueChances): Recited | null {
  if (!recites(cue)) return null;
  const { context } = view;
  const blessed = behindBlessing(context, cue);
  let named = isBehindGod(context, cue.token);
  let behind = named ? cue.after : -1;
  for (let i = cue.after; i < Math.min(view.size, cue.after + REACH); i++) {
    const opened = opensVerse(view, i);
    const verse = opened || i === behind ? verseFrom(context, i) : null;
    if (verse && (named || verse.words >= ANYBODYS)) return endedBy(i, lastOf(view, i, verse.last), 'verse');
    if (opened && has(view, i, FLAG.word)) return i > blessed && blessed > 0 ? inMarks(view, blessed, i) : null;
    const other = cueAt.get(i);
    if ((other && recites(other)) || has(view, i, FLAG.stop)) return null;
    const name = godAt(context, i);
    // `رضي الله عنه` is no name of who speaks
    if (name === null || (name === i + 1 && i > cue.after)) continue;
    named = true;
    behind = name;
    i = name - 1;
  }
  return null;
}

const endedBy = (token: number, last: number, kind: Recited['kind']): Recited | null =>
  last > token ? { token, last, kind } : null;

/** The token behind a name or blessing that stands right behind the reporting word: `قوله | - صلى الله عليه وسلم - | لعائشة`; -1 where none does. */
export function behindBlessing(context: Context, { after }: CueCandidate): number {
  const match = scriptureFrom(context, after);
  if (!match || context.mentionAt[match.first]) return -1;
  return match.prefix === 0 && match.word.tags[0] !== '-' ? match.last : -1;
}

/** Words of a tradition in marks. */
const SHORTEST = 2;

/** What marks hold that open behind a blessing; surely said where they open right behind it, and close in the same paragraph. */
function inMarks(view: View, blessed: number, first: number): Recited | null {
  const closed = closing(view, first);
  if (closed < 0 || countIn(view, FLAG.word, first, closed) < SHORTEST) return null;
  const last = wordBefore(view, closed, first);
  const { paragraphOf } = view.context;
  const sure = countIn(view, FLAG.word, blessed, first) === 0 && paragraphOf[first] === paragraphOf[last];
  return endedBy(first, last, sure ? 'blessed' : 'tradition');
}

/** Words of a blessing. */
const BLESSING = 4;

/** `والله | يقول`, `الحق سبحانه وتعالى | يقول`. */
function isBehindGod(context: Context, cue: number): boolean {
  for (let k = 1; k <= BLESSING; k++) if (godAt(context, cue - k) === cue) return true;
  return false;
}

/** The token behind a name or blessing of God that begins at a token; null in `حزب | الله`. */
function godAt(context: Context, i: number): number | null {
  if (context.mentionAt[i]) return null;
  const match = scriptureAt(context, i);
  return match?.word.tags[0] === GOD ? match.last : null;
}

/** Right behind a colon, a bracket or a mark, whichever way it is turned; not `(صلى الله عليه وسلم)`, `- عز وجل -`. */
function opensVerse(view: View, i: number): boolean {
  const { form, kind } = view.context.tokens[i - 1]!;
  return (
    (has(view, i - 1, FLAG.colon) || /^[({﴿[]$/.test(form) || kind === 'quote') && scriptureAt(view.context, i) === null
  );
}

/** Words behind a verse within its marks: its chapter and number, or two that are spelt otherwise. */
const BEHIND = { reference: 5, words: 2 };

/** The last word of a verse; of one in marks that of the pair, but for `، 13: الكهف`. -1 where the marks hold more than the verse. */
function lastOf(view: View, first: number, behind: number): number {
  const closed = closing(view, first);
  const last = wordBefore(view, behind, first);
  if (closed < 0) return last;
  if (behind >= closed) return wordBefore(view, closed, first);
  const left = countIn(view, FLAG.word, behind, closed);
  if (left <= BEHIND.reference && isReference(view, behind, closed)) return last;
  return left <= BEHIND.words || left < countIn(view, FLAG.word, first, behind) / 3
    ? wordBefore(view, closed, first)
    : -1;
}

/** The token that closes what is opened right before a word; -1 where nothing is. */
function closing(view: View, first: number): number {
  const { tokens } = view.context;
  const pair = pairBefore(view, first);
  if (pair) return pairEnd(pair, tokens);
  const bracket = closingBracket(tokens[first - 1]?.form ?? '');
  for (let i = first; bracket !== undefined && i < Math.min(view.size, first + LONGEST); i++)
    if (tokens[i]!.form === bracket) return i;
  return -1;
}

/** Tokens of a verse in brackets. */
const LONGEST = 300;

function isReference({ context: { tokens } }: View, first: number, last: number): boolean {
  for (let i = first; i < last; i++)
    if (tokens[i]!.kind === 'number' || isWord('verse-of', tokens[i]!.key)) return true;
  return false;
}
