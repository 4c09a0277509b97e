/**
 * Where a reported clause is over in any case: a participle of state that reports (`إن الجسر مغلق مؤكداً أن`, also without a comma), and
 * a conjoined verb of reporting that says the same of the same one as the cue (`قالت إن الجسر مغلق وأضافت`). In the annotated news 460
 * such words stand behind the clause and 8 within it, mostly where the clause's own subject reports.
 */
import { pairEnd } from '../context.ts';
import type { CueCandidate, CueSite } from '../cues/index.ts';
import { FLAG, has, type View } from '../view.ts';
import { type CueChances, firstAfter } from './chances.ts';
import { endsOf } from './ends.ts';
import type { Start } from './starts.ts';

/** Words that report less likely end nothing. */
const LIKELY = 0.5;

/** The first word that can't belong to the content of a cue that begins at `start`; the text's end where there is none. */
export function wallAfter(
  view: View,
  { chances, likely }: CueChances,
  sites: ReadonlyMap<number, CueCandidate>,
  cue: CueCandidate,
  start: number,
): number {
  const { context } = view;
  if (start < cue.token || isQuoted(view, start)) return view.size;
  const paragraph = context.paragraphOf[start];
  for (let k = firstAfter(likely, start + 1); k < likely.length; k++) {
    const i = likely[k]!;
    if (context.paragraphOf[i] !== paragraph) break;
    if (chances[i]! < LIKELY || isQuoted(view, i) || has(view, i - 1, FLAG.opens)) continue;
    const site = sites.get(i)?.site;
    if (site && (isState(site) || goesOn(cue.site, site))) return i;
  }
  return view.size;
}

/** The ends of a content that stand before its wall. */
export function endsWithin(
  view: View,
  chances: CueChances,
  sites: ReadonlyMap<number, CueCandidate>,
  cue: CueCandidate,
  start: Start,
): number[] {
  const wall = wallAfter(view, chances, sites, cue, start.token);
  return endsOf(view, cue, start).filter((last) => last < wall);
}

/** Inside of marks that are closed again: a clause within them may report. */
function isQuoted({ context }: View, token: number): boolean {
  const pair = context.insideOf[token];
  return pair !== undefined && pair.close !== null && pairEnd(pair, context.tokens) > token;
}

/** `مؤكداً`, `مضيفة`: what the one who speaks does meanwhile. */
const isState = ({ role, reading: { form } }: CueSite): boolean =>
  role === 'participle' && (form.case === 'acc' || form.gender === 'f');

/** `وأضاف` behind `قال`, `وأكدت` behind `قالت`. */
function goesOn(cue: CueSite | null, { role, relative, reading }: CueSite): boolean {
  const one = cue?.reading.form;
  const { form, proclitic } = reading;
  return (
    role === 'verb' &&
    !relative &&
    form.kind === 'perfect' &&
    proclitic.startsWith('و') &&
    one !== undefined &&
    one.gender !== null &&
    one.gender === form.gender &&
    one.number === form.number
  );
}
