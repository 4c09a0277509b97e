/** From scores to names: marginals of the chain, words alike settled together over the document, the best path. */
import { LABEL_COUNT } from '../../network/skip.ts';
import type { Word } from '../../network/words.ts';

const L = LABEL_COUNT;

export interface Range {
  first: number;
  last: number;
}

/** A label may follow another: `I-X` only `B-X` or `I-X`. */
function mayFollow(before: number, label: number): boolean {
  return label === 0 || label % 2 === 1 || before === label || before === label - 1;
}

/** A token whose `O` leads all other labels by so much is no name, whatever its neighbours are (transitions are within ±2). */
const SETTLED = 6;

/** A stretch of a sentence without settled tokens: only there must labels be weighed. */
interface Run extends Range {
  /** A settled token of the same sentence stands before it, behind it. */
  opened: boolean;
  closed: boolean;
}

function runsOf(scores: Float32Array, sentences: readonly Range[]): Run[] {
  const runs: Run[] = [];
  for (const { first, last } of sentences) {
    let from = -1;
    for (let t = first; t <= last; t++) {
      const settled = t === last || isSettled(scores, t * L);
      if (!settled && from < 0) from = t;
      if (settled && from >= 0) {
        runs.push({ first: from, last: t, opened: from > first, closed: t < last });
        from = -1;
      }
    }
  }
  return runs;
}

function isSettled(scores: Float32Array, row: number): boolean {
  const limit = scores[row]! - SETTLED;
  for (let y = 1; y < L; y++) if (scores[row + y]! > limit) return false;
  return true;
}

/**
 * Marginal probabilities of the nine labels from their scores; `transitions`: 9 × 9, row = label before. Tokens outside of the sentences
 * and settled ones are `O`.
 */
export function marginals(scores: Float32Array, transitions: Float32Array, sentences: readonly Range[]): Float32Array {
  const marginal = new Float32Array(scores.length);
  for (let row = 0; row < marginal.length; row += L) marginal[row] = 1;
  weigh(runsOf(scores, sentences), scores, transitions, marginal);
  return marginal;
}

/** The same once the scores of some tokens have changed: only runs that hold such a token, or have it at an end, are weighed again. */
export function marginalsAgain(
  before: Float32Array,
  changed: Uint8Array,
  scores: Float32Array,
  transitions: Float32Array,
  sentences: readonly Range[],
): Float32Array {
  const marginal = before.slice();
  for (let t = changed.indexOf(1); t >= 0; t = changed.indexOf(1, t + 1)) {
    marginal.fill(0, t * L, (t + 1) * L);
    marginal[t * L] = 1;
  }
  const touched = runsOf(scores, sentences).filter(({ first, last }) => {
    const at = changed.indexOf(1, Math.max(0, first - 1));
    return at >= 0 && at <= last;
  });
  weigh(touched, scores, transitions, marginal);
  return marginal;
}

/** Writes the marginals of some runs. */
function weigh(runs: readonly Run[], scores: Float32Array, transitions: Float32Array, marginal: Float32Array): void {
  const step = Float64Array.from(transitions, Math.exp);
  for (let label = 0; label < L; label++) {
    for (let before = 0; before < L; before++) if (!mayFollow(before, label)) step[before * L + label] = 0;
  }
  let alpha = new Float64Array(256 * L);
  for (const run of runs) {
    const cells = (run.last - run.first) * L;
    if (cells > alpha.length) alpha = new Float64Array(cells * 2);
    forward(run, scores, step, alpha, marginal);
    backward(run, step, alpha, marginal);
  }
}

/** What the ways to each label are worth, by token; the exponentials of the scores, which the way back needs, stand where the marginals will. */
function forward(
  { first, last, opened }: Run,
  scores: Float32Array,
  step: Float64Array,
  alpha: Float64Array,
  marginal: Float32Array,
): void {
  for (let t = 0; t < last - first; t++) {
    const row = (first + t) * L;
    let most = scores[row]!;
    for (let y = 1; y < L; y++) if (scores[row + y]! > most) most = scores[row + y]!;
    let sum = 0;
    for (let y = 0; y < L; y++) {
      const e = Math.exp(scores[row + y]! - most);
      marginal[row + y] = e;
      let a = 0;
      if (t === 0) a = opened ? step[y]! : y === 0 || y % 2 === 1 ? 1 : 0;
      else {
        const before = (t - 1) * L;
        if (y > 0 && y % 2 === 0) {
          // Only its own type's labels may stand before an inside.
          a = alpha[before + y - 1]! * step[(y - 1) * L + y]! + alpha[before + y]! * step[y * L + y]!;
        } else for (let p = 0; p < L; p++) a += alpha[before + p]! * step[p * L + y]!;
      }
      a *= e;
      alpha[t * L + y] = a;
      sum += a;
    }
    for (let y = 0; y < L; y++) alpha[t * L + y]! /= sum;
  }
}

const emission = new Float64Array(L);
const beta = new Float64Array(L);
const next = new Float64Array(L);

/** The marginals, from the last token to the first. */
function backward({ first, last, closed }: Run, step: Float64Array, alpha: Float64Array, marginal: Float32Array): void {
  for (let y = 0; y < L; y++) beta[y] = closed ? step[y * L]! : 1;
  for (let t = last - first - 1; t >= 0; t--) {
    const row = (first + t) * L;
    for (let y = 0; y < L; y++) emission[y] = marginal[row + y]! * beta[y]!;
    let total = 0;
    for (let y = 0; y < L; y++) {
      const p = alpha[t * L + y]! * beta[y]!;
      marginal[row + y] = p;
      total += p;
    }
    for (let y = 0; y < L; y++) marginal[row + y]! /= total;
    let sum = 0;
    for (let p = 0; p < L; p++) {
      let b = step[p * L]! * emission[0]!;
      for (let y = 1; y < L; y += 2) b += step[p * L + y]! * emission[y]!;
      const inside = p === 0 ? 0 : p + (p % 2);
      if (inside > 0) b += step[p * L + inside]! * emission[inside]!;
      next[p] = b;
      sum += b;
    }
    for (let p = 0; p < L; p++) beta[p] = next[p]! / sum;
  }
}

/** Words so frequent say nothing about one another. */
const COMMON = 3000;
/** Sentences to either side within which occurrences of a word support one another. */
const NEAR = 20;
const STRENGTH = 0.3;
const SMOOTH = 0.03;

const TYPES = 5;
const typeOf = (label: number): number => (label + 1) >> 1;

/**
 * One name, one type: occurrences of a rare stem within twenty sentences pull one another's types together. To the scores is added 0.3
 * times the logarithm of (mean probability of the type elsewhere + 0.03) / (own + 0.03). Which tokens were changed: 1.
 */
export function agree(
  scores: Float32Array,
  marginal: Float32Array,
  words: readonly Word[],
  sentences: readonly Range[],
  strength = STRENGTH,
): Uint8Array {
  const changed = new Uint8Array(words.length);
  const sentenceOf = new Int32Array(words.length);
  sentences.forEach(({ first, last }, s) => {
    sentenceOf.fill(s, first, last);
  });
  for (const list of rareStems(marginal, words, sentences)) {
    if (list.length > 1) settleAlike(list, sentenceOf, scores, marginal, strength, changed);
  }
  return changed;
}

/** Whether a word is a rarer Arabic one. */
function isRare({ word, frequency }: Word): boolean {
  const code = word.charCodeAt(0);
  return frequency < COMMON && word.length >= 3 && code >= 0x621 && code <= 0x64a;
}

/** A token that is `O` and nothing else. */
function isOutside(marginal: Float32Array, row: number): boolean {
  for (let y = 1; y < L; y++) if (marginal[row + y] !== 0) return false;
  return marginal[row] === 1;
}

/** Where each of the rarer Arabic stems stands, by stem; one that is `O` wherever it stands has nothing to settle. */
function rareStems(
  marginal: Float32Array,
  words: readonly Word[],
  sentences: readonly Range[],
): Iterable<readonly number[]> {
  const places = new Map<number, number[]>();
  for (const { first, last } of sentences) {
    for (let t = first; t < last; t++)
      if (!isOutside(marginal, t * L) && isRare(words[t]!)) places.set(words[t]!.stemHash, []);
  }
  for (const { first, last } of sentences) {
    for (let t = first; t < last; t++) if (isRare(words[t]!)) places.get(words[t]!.stemHash)?.push(t);
  }
  return places.values();
}

const pull = new Float64Array(TYPES);

/** The occurrences of one stem; the sum over the window of near sentences moves along, so that a word of any frequency takes linear time. */
function settleAlike(
  list: readonly number[],
  sentenceOf: Int32Array,
  scores: Float32Array,
  marginal: Float32Array,
  strength: number,
  changed: Uint8Array,
): void {
  const n = list.length;
  const own = new Float64Array(n * TYPES);
  list.forEach((t, i) => {
    for (let y = 0; y < L; y++) own[i * TYPES + typeOf(y)]! += marginal[t * L + y]!;
  });
  const sum = new Float64Array(TYPES);
  let from = 0;
  let to = 0;
  for (let i = 0; i < n; i++) {
    const t = list[i]!;
    const here = sentenceOf[t]!;
    for (; to < n && sentenceOf[list[to]!]! <= here + NEAR; to++) {
      for (let type = 0; type < TYPES; type++) sum[type]! += own[to * TYPES + type]!;
    }
    for (; sentenceOf[list[from]!]! < here - NEAR; from++) {
      for (let type = 0; type < TYPES; type++) sum[type]! -= own[from * TYPES + type]!;
    }
    const others = to - from - 1;
    if (!others) continue;
    for (let type = 0; type < TYPES; type++) {
      const mean = Math.max(0, sum[type]! - own[i * TYPES + type]!) / others;
      pull[type] = strength * Math.log((mean + SMOOTH) / (own[i * TYPES + type]! + SMOOTH));
    }
    for (let y = 0; y < L; y++) scores[t * L + y]! += pull[typeOf(y)]!;
    changed[t] = 1;
  }
}

/** The best path of labels under the rules of BIO. */
export function bestLabels(scores: Float32Array, transitions: Float32Array, sentences: readonly Range[]): Uint8Array {
  const labels = new Uint8Array(scores.length / L);
  let back = new Uint8Array(256 * L);
  let best = new Float64Array(L);
  let now = new Float64Array(L);
  for (const { first, last, opened, closed } of runsOf(scores, sentences)) {
    const n = last - first;
    if (n * L > back.length) back = new Uint8Array(n * L * 2);
    for (let t = 0; t < n; t++) {
      const row = (first + t) * L;
      for (let y = 0; y < L; y++) {
        const inside = y > 0 && y % 2 === 0;
        let from = inside ? y - 1 : 0;
        let before = inside ? -1e9 : opened ? transitions[y]! : 0;
        if (t > 0) {
          before = best[from]! + transitions[from * L + y]!;
          for (let p = from + 1; p < (inside ? y + 1 : L); p++) {
            const score = best[p]! + transitions[p * L + y]!;
            if (score > before) {
              before = score;
              from = p;
            }
          }
        }
        back[t * L + y] = from;
        now[y] = before + scores[row + y]!;
      }
      [best, now] = [now, best];
    }
    if (closed) for (let y = 0; y < L; y++) best[y]! += transitions[y * L]!;
    let label = 0;
    for (let y = 1; y < L; y++) if (best[y]! > best[label]!) label = y;
    for (let t = n - 1; t >= 0; t--) {
      labels[first + t] = label;
      label = back[t * L + label]!;
    }
  }
  return labels;
}
