/** `الشركة، حسب مديرها، ستبيع`, `الفن، يقول الرسام في حديث لمجلة، انتقال`: the one who speaks is named within what is said. */
import { sentenceAt } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import { countIn, FLAG, has, nextAt, type View, wordFrom } from '../view.ts';

/** Words before the cue that are no clause yet, and words between the cue and the comma after it. */
const MOST_BEFORE = 5;
const MOST_INSIDE = 14;

/** The first word of what a cue interrupts and the token after the interruption; null where it interrupts nothing. */
export function interruption(view: View, cue: CueCandidate): { first: number; resumes: number } | null {
  const c = cue.token;
  if (!has(view, c - 1, FLAG.comma) && !has(view, c - 1, FLAG.dash)) return null;
  const verb =
    cue.site?.role === 'verb' && cue.site.reading.form.kind === 'imperfect' && cue.site.reading.proclitic === '';
  if (!verb && cue.kind !== 'phrase') return null;
  const sentence = sentenceAt(view.context, c);
  const first = wordFrom(view, sentence.first, c);
  if (first < 0 || view.context.insideOf[first] !== view.context.insideOf[c]) return null;
  const words = countIn(view, FLAG.word, first, c);
  if (
    words > MOST_BEFORE ||
    countIn(view, FLAG.complementiser, first, c) > 0 ||
    countIn(view, FLAG.colon, first, c) > 0
  )
    return null;
  const pause = cue.kind === 'phrase' ? cue.after : nextAt(view, FLAG.comma, cue.after);
  if (pause >= sentence.last || !(has(view, pause, FLAG.comma) || has(view, pause, FLAG.dash))) return null;
  if (pause - cue.after > MOST_INSIDE || countIn(view, FLAG.complementiser, cue.after, pause) > 0) return null;
  if (countIn(view, FLAG.opens, cue.after, pause) > 0 || countIn(view, FLAG.colon, cue.after, pause) > 0) return null;
  const resumes = wordFrom(view, pause + 1, sentence.last);
  if (
    resumes < 0 ||
    has(view, resumes, FLAG.complementiser) ||
    has(view, resumes, FLAG.takeover) ||
    has(view, resumes, FLAG['participle-acc'])
  )
    return null;
  return { first, resumes };
}
