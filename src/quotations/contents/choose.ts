/** Of all proposals those that stand together: contents nest or follow each other and no two begin at the same word. */
import { logistic, scoreOf } from '../../learned/trees.ts';
import { addTo } from '../../text/index.ts';
import { keyAt } from '../context.ts';
import type { CueCandidate } from '../cues/index.ts';
import type { StationModels } from '../models.ts';
import { countIn, FLAG, has, openBefore, type View, wordFrom } from '../view.ts';
import { isWord, takesTurns } from '../words.ts';
import { acceptLayout, describeProposal } from './accept.ts';
import type { Proposal } from './propose.ts';
import { behindBlessing, recites } from './recited.ts';
import { isLeadingPhrase } from './starts.ts';

export type AcceptModels = Pick<StationModels, 'contents.found' | 'contents.exact' | 'contents.nominal'>;

const row = acceptLayout.row();

/** Least probability of what a user's own word reports. */
const OWN = 0.7;

/** What is known of a verse behind a word of saying; of a tradition in marks, which stands where the models find nothing likelier, unless the marks are right behind the blessing. */
const RECITED = {
  verse: { found: 0.95, exact: 0.95 },
  blessed: { found: 0.9, exact: 0.9 },
  tradition: { found: 0.5, exact: 0.5 },
  before: { found: 0.6, exact: 0.8 },
};

/**
 * Least probability to be a quotation; noun phrases, and a clause in marks right before its verb, are asked for less certainty. Of 626
 * articles that no tree learned from, noun phrases at 0.4 were 69.5 % found and 86.0 % of those given right, at 0.31 72 and 82.5. What begins
 * as speech does brought, at 0.12, 22 quotations and 6 that are none in 1,652 articles whose errors were read. Right behind a phrase that opens
 * the sentence 0.08 was chosen on sentences written for it, of which it brought some thirty; in 3,429 articles it brought one and two that are none.
 */
const LEAST = { found: 0.45, nominal: 0.31, phrase: 0.36, leading: 0.08, before: 0.15, opened: 0.12 };
const LEAST_OF_ALL = Math.min(LEAST.nominal, LEAST.phrase);

/** Writes what the last models say of each proposal. */
export function weigh(view: View, proposals: readonly Proposal[], models: AcceptModels): void {
  proposals.forEach((one, k) => {
    if (one.recited) {
      Object.assign(one, RECITED[one.recited]);
      return;
    }
    describeProposal(view, proposals, k, row);
    const say = (model: keyof AcceptModels): number => logistic(scoreOf(models[model], row, view.lines));
    const own = one.cue.own && one.startChance > 0.2 ? OWN : 0;
    const holy = isTradition(view, one) || isOfTradition(view, one) ? LEAST.found : 0;
    one.found = Math.max(say('contents.found'), own, holy);
    const least = isLeading(view, one) ? LEAST.leading : LEAST_OF_ALL;
    if (one.found < (leastByGrammar(view, one) ?? least) && !one.interrupted) return;
    one.exact = say('contents.exact');
    one.nominal = say('contents.nominal');
  });
  tellTogether(proposals);
}

/** `…، كما | أوضح مديرها`: the phrase and its verb are two cues of one quotation. Where the verb alone isn't likely enough, they say it together. */
function tellTogether(all: readonly Proposal[]): void {
  const byVerb = new Map<number, Proposal[]>();
  for (const one of all) if (one.cue.kind === 'word') addTo(byVerb, one.cue.token, one);
  for (const one of all) {
    const same = byVerb.get(one.cue.phrase?.verb ?? -1);
    const twin = same?.find(({ start, last }) => start.token === one.start.token && last === one.last);
    if (!twin || twin.found >= LEAST.found) continue;
    one.found = Math.min(1, one.found + twin.found);
    one.exact = Math.max(one.exact, twin.exact);
  }
}

/** Tokens between a blessing and the colon of what is said. */
const TO_COLON = 12;

/** `وفي الحديث: | …`, `وفي الحديث | «…»`: by itself the word means one of the prophet's. */
function isOfTradition(view: View, { cue, start }: Proposal): boolean {
  const { context } = view;
  if (cue.site?.role !== 'noun' || start.token <= cue.after) return false;
  for (let i = cue.after; i < start.token; i++)
    if (has(view, i, FLAG.word) && !isWord('tradition-kind', keyAt(context, i))) return false;
  return isWord('tradition', keyAt(context, cue.token)) && isWord('tradition-in', keyAt(context, cue.token - 1));
}

/** `قال رسول الله صلى الله عليه وسلم: | خيركم خيركم لأهله`, `حث النبي على الصبر: | اصبروا`. */
function isTradition(view: View, { cue, start }: Proposal): boolean {
  if ((cue.site?.role !== 'verb' && !recites(cue)) || !has(view, start.token - 1, FLAG.colon)) return false;
  const blessed = behindBlessing(view.context, cue);
  return blessed > 0 && start.token > blessed && start.token - blessed <= TO_COLON;
}

/** `«العمل سيبدأ غداً في المدينة»، | يوضح سامي نور`: the whole of a pair of marks, a comma, and the verb that says whose it is. */
function isRightBefore(view: View, { cue, start, last }: Proposal): boolean {
  const { pairClosedAt } = view.context;
  if (cue.site?.role !== 'verb' || !has(view, cue.token - 1, FLAG.comma)) return false;
  const pair = pairClosedAt.get(cue.token - 2);
  return pair !== undefined && pair.open === openBefore(view, start.token) && wordFrom(view, last + 1, cue.token) < 0;
}

/** Tokens between a verb of saying and what is said. */
const TO_SAID = 5;

/** `فقال | يا سامي`, `قال له | نعم`: so somebody begins to speak. */
function isOpened({ context: { tokens } }: View, { cue, start }: Proposal): boolean {
  if (cue.site?.role !== 'verb' || start.token <= cue.token || start.token - cue.after > TO_SAID) return false;
  const form = cue.site.reading?.form;
  return form?.kind === 'perfect' && takesTurns(form.lemma.lemma) && isWord('opens-speech', tokens[start.token]!.key);
}

/** Least probability where grammar by itself speaks for a proposal. */
function leastByGrammar(view: View, one: Proposal): number | null {
  if (isRightBefore(view, one)) return LEAST.before;
  return isOpened(view, one) ? LEAST.opened : null;
}

/** Tokens in which a clause is seen to report something itself: `ذكر الوزير أن`. */
const REPORTING = 6;

/** `وبحسب الوزارة، | العمل مستمر`: right behind the comma of a phrase that opens the sentence; not `…، | قال الوزير`. */
function isLeading(view: View, { cue, start }: Proposal): boolean {
  if (!isLeadingPhrase(view, cue) || has(view, start.token, FLAG.reading)) return false;
  if (countIn(view, FLAG.complementiser, start.token, Math.min(view.size, start.token + REPORTING)) > 0) return false;
  return wordFrom(view, cue.after, view.size) === start.token;
}

/** A sentence whose only cue is a phrase behind it (`…، بحسب الوزارة`) is asked for less, too. */
function leastOf(view: View, one: Proposal): number {
  if (one.cue.kind === 'phrase') return isLeading(view, one) ? LEAST.leading : LEAST.phrase;
  return leastByGrammar(view, one) ?? (one.nominal >= 0.5 ? LEAST.nominal : LEAST.found);
}

/** A beginning that is less likely gives way to what grammar says of an interruption. */
const UNSURE = 0.95;

export function choose(view: View, proposals: readonly Proposal[]): Proposal[] {
  const value = (one: Proposal): number => one.found + 0.6 * one.exact;
  const best = new Map<CueCandidate, Proposal>();
  for (const one of proposals) {
    if (one.interrupted || one.found < leastOf(view, one)) continue;
    const known = best.get(one.cue);
    if (!known || value(one) > value(known)) best.set(one.cue, one);
  }
  for (const one of proposals)
    if (one.interrupted && (best.get(one.cue)?.startChance ?? 0) < UNSURE) {
      one.found = Math.max(one.found, LEAST.found);
      best.set(one.cue, one);
    }
  const able = [...best.values()];
  able.sort((a, b) => value(b) - value(a) || a.start.token - b.start.token);
  const kept: Proposal[] = [];
  const starts = new Set<number>();
  const near = new Map<number, Proposal[]>();
  for (const one of able) {
    if (starts.has(one.start.token)) continue;
    const blocks = blocksOf(one.start.token, one.last);
    if (blocks.some((block) => near.get(block)?.some((other) => clash(view, one, other)))) continue;
    starts.add(one.start.token);
    kept.push(one);
    for (const block of blocks) addTo(near, block, one);
  }
  return kept.sort((a, b) => a.start.token - b.start.token);
}

const BLOCK = 64;

/** The stretches of the text that a content touches: only contents that share one are compared. */
export function blocksOf(first: number, last: number): number[] {
  const block = Math.floor(first / BLOCK);
  return Array.from({ length: Math.floor(last / BLOCK) - block + 1 }, (_, k) => block + k);
}

/** Two contents that are mostly the same words, unless one's cue stands in the other's content: it is nested then. */
function clash(view: View, a: Proposal, b: Proposal): boolean {
  const first = Math.max(a.start.token, b.start.token);
  const last = Math.min(a.last, b.last);
  if (first > last) return false;
  const common = countIn(view, FLAG.word, first, last + 1);
  const all = countIn(view, FLAG.word, Math.min(a.start.token, b.start.token), Math.max(a.last, b.last) + 1);
  if (common / all < 0.5) return false;
  const [inner, outer] = a.last - a.start.token < b.last - b.start.token ? [a, b] : [b, a];
  return !(outer.start.token <= inner.cue.token && inner.cue.token <= outer.last);
}
