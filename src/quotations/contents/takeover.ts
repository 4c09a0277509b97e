/**
 * Whether the narrator takes over before a word: `…، في إشارة إلى`, `…، وهو ما أغضب`. Learned from running news, whose quotation marks show
 * where somebody's words end and where they go on (`src/train/stations/takeover.ts`); asked where no marks show it.
 */
import { laidForest } from '../../learned/file.ts';
import { Layout, labels } from '../../learned/layout.ts';
import { logistic, scoreOf } from '../../learned/trees.ts';
import { perArticle } from '../once.ts';
import {
  copyWord,
  countIn,
  FLAG,
  FLAGS,
  type Flag,
  frequentWords,
  has,
  nextAt,
  pointTo,
  RATES,
  type View,
  wordFrom,
} from '../view.ts';
import takeoverText from './takeover.model.txt';

export const takeoverLayout = new Layout();
const window = [0, 1, 2, 3].map((offset) => takeoverLayout.window(`next${offset}`, FLAGS));
const words = [0, 1, 2].map((offset) => takeoverLayout.block(`word${offset}`, frequentWords()));
const rates = [0, 1, 2].map((offset) => takeoverLayout.block(`rate${offset}`, RATES));
const before = takeoverLayout.window('before', FLAGS);
const beforeRates = takeoverLayout.block('before.rate', RATES);
const s = takeoverLayout.scalars('comma', 'clause.words', 'clause.readings', 'clause.complementisers');

/** What tells marks or needs names is never learned from: no marks stand where the model is asked. */
export const BLIND: readonly Flag[] = labels(
  'opens closes inside bracket spaced sentence-end paragraph-end PER LOC ORG MISC name-first phrase',
);
const MOST_WORDS = 40;
/** So many signs may stand between two words. */
const SIGNS = 5;

/** What follows a clause's last word. `comma`: a comma stands between. */
export function describeTakeover(
  view: View,
  last: number,
  after: number,
  comma: boolean,
  row: Float32Array,
): Float32Array {
  row.fill(0);
  const limit = Math.min(view.size, after + 12);
  let word = after;
  for (let k = 0; k < window.length && word >= 0; k++) {
    pointTo(view, word, row, window[k]!);
    if (k < rates.length) copyWord(view, word, row, rates[k]!, words[k]!);
    word = wordFrom(view, word + 1, limit);
  }
  pointTo(view, last, row, before);
  copyWord(view, last, row, beforeRates, -1);
  const end = Math.min(nextAt(view, FLAG.comma, after), nextAt(view, FLAG.stop, after), after + MOST_WORDS);
  row[s.comma] = comma ? 1 : 0;
  row[s['clause.words']] = countIn(view, FLAG.word, after, end);
  row[s['clause.readings']] = countIn(view, FLAG.reading, after, end);
  row[s['clause.complementisers']] = countIn(view, FLAG.complementiser, after, end);
  return row;
}

const row = takeoverLayout.row();
const model = laidForest('contents.takeover', takeoverText, takeoverLayout);
const UNASKED = -1;

/** The chances of an article as far as they were asked, and of each token the next one behind which the narrator may take over. */
const knownOf = perArticle((view: View) => {
  const { size } = view;
  const one = { chances: new Float32Array(size), next: new Int32Array(size + 1).fill(size) };
  for (let i = size - 1; i >= 0; i--) {
    const may = mayTakeOver(view, i);
    if (may) one.chances[i] = UNASKED;
    one.next[i] = may ? i : one.next[i + 1]!;
  }
  return one;
});

function mayTakeOver(view: View, last: number): boolean {
  if (!has(view, last, FLAG.word) || view.context.insideOf[last + 1]) return false;
  const after = wordFrom(view, last + 1, Math.min(view.size, last + SIGNS));
  if (after < 0 || countIn(view, FLAG.stop, last + 1, after)) return false;
  for (let i = last + 1; i <= after; i++) if (view.bounds[i] !== 0) return true;
  return false;
}

/** The chance that the narrator takes over behind a word; 0 where no clause may end, at a full stop and inside of marks. */
export const takeoverAfter = (view: View, last: number): number => chanceOf(view, knownOf(view).chances, last);

function chanceOf(view: View, chances: Float32Array, last: number): number {
  const chance = chances[last] ?? 0;
  if (chance !== UNASKED) return chance;
  const after = wordFrom(view, last + 1, view.size);
  describeTakeover(view, last, after, countIn(view, FLAG.comma, last + 1, after) > 0, row);
  chances[last] = logistic(scoreOf(model()!, row, view.lines));
  return chances[last]!;
}

/** How many tokens before an end it is told what stands in the content. */
export const LOOK_BACK = 200;

/** The sum of the chances behind the words `first` up to but not including `last`, of the last ones only. */
export function takeoversIn(view: View, first: number, last: number): number {
  const one = knownOf(view);
  let sum = 0;
  for (let i = one.next[Math.max(0, first, last - LOOK_BACK)] ?? last; i < last; i = one.next[i + 1]!)
    sum += chanceOf(view, one.chances, i);
  return sum;
}
