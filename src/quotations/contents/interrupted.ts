/** `الشركة، حسب مديرها، ستبيع`, `الفن، يقول الرسام في حديث لمجلة، انتقال`: the one who speaks is named within what is said. */
import { sentenceAt } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { type Counted, countIn, FLAG, has, nextAt, type Place, placesOf, type View, wordFrom } from '../view.ts';
import { isWord } from '../words.ts';

/** Words before the cue that are no clause yet, and words between the cue and the comma after it. */
const MOST_BEFORE = 5;
const MOST_INSIDE = 14;

/** A comma or dash. */
export const pauses = (view: View, i: number): boolean => has(view, i, FLAG.comma) || has(view, i, FLAG.dash);

const CLAUSES = placesOf(['complementiser', 'colon']);
/** Whether tokens of some kinds stand among `first` up to but not including `last`. */
export const holds = (view: View, flags: readonly Place<Counted>[], first: number, last: number): boolean =>
  flags.some((flag) => countIn(view, flag, first, last) > 0);

const NARRATED = placesOf(['complementiser', 'takeover', 'participle-acc']);

/** Behind the last `أن` of the sentence: `غير أنه | من الواضح، وفقا للكاتبة، أن`. */
function clauseFrom(view: View, first: number, cue: number): number {
  for (let i = cue - 1; i > first && i >= cue - 2 * MOST_BEFORE; i--)
    if (has(view, i, FLAG.complementiser)) return i + 1;
  return first;
}

/** The first word of what a cue interrupts and the token after the interruption; null where it interrupts nothing. */
export function interruption(view: View, cue: CueCandidate): { first: number; resumes: number } | null {
  const c = cue.token;
  const { site, kind, after } = cue;
  const verb = site?.role === 'verb' && site.reading.form.kind === 'imperfect' && site.reading.proclitic === '';
  if (!pauses(view, c - 1) || (!verb && kind !== 'phrase')) return null;
  const sentence = sentenceAt(view.context, c);
  const opener = wordFrom(view, clauseFrom(view, sentence.first, c), c);
  const narrated = opener >= 0 && isWord('narrators', view.context.tokens[opener]!.key);
  const first = narrated ? wordFrom(view, opener + 1, c) : opener;
  if (first < 0 || view.context.insideOf[first] !== view.context.insideOf[c]) return null;
  if (countIn(view, FLAG.word, first, c) > MOST_BEFORE || holds(view, CLAUSES, first, c)) return null;
  const pause = kind === 'phrase' ? after : nextAt(view, FLAG.comma, after);
  if (pause >= sentence.last || !pauses(view, pause) || pause - after > MOST_INSIDE) return null;
  if (holds(view, CLAUSES, after, pause) || countIn(view, FLAG.opens, after, pause) > 0) return null;
  const resumes = wordFrom(view, pause + 1, sentence.last);
  if (resumes < 0) return null;
  if (kind === 'phrase' && has(view, resumes, FLAG.complementiser))
    return isGoverned(view, first, c) ? { first, resumes } : null;
  return NARRATED.some((flag) => has(view, resumes, flag)) ? null : { first, resumes };
}

/** `من المقرر، بحسب الوزارة، | أن`: what the phrase interrupts governs the clause; not `وأضاف، وفق الموقع، | أن`. */
const isGoverned = (view: View, first: number, cue: number): boolean =>
  countIn(view, FLAG.word, first, cue) > 0 && countIn(view, FLAG.reading, first, cue) === 0;
