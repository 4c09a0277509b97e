/** Spans that may be names: what the tagger's probabilities leave open, and what the rules propose. */
import { addTo, foldKey } from '../../text/index.ts';
import { whenAsked } from '../../text/remember.ts';
import noNames from '../ar/no-names.txt';
import { linesOf } from '../data.ts';
import { sensesOf, typeNumber } from '../lists.ts';
import { phraseAt } from '../rules/phrases.ts';
import { keyAt, type Scene } from '../scene.ts';
import type { Reading } from '../tagger/index.ts';
import type { FoundMention } from '../types.ts';
import { BOUND, boundsAt, endsOf, isCircumstance, isOutside } from './ends.ts';

const L = 9;

export interface Candidate {
  first: number;
  last: number;
  /** Place in `NAME_TYPES`. */
  type: number;
  /** Where it would end at the latest. */
  end: number;
  /** Logarithm of its probability, before and after words alike were settled together. */
  alone: number;
  agreed: number;
}

/** Each label of a candidate, and its end, is at least so probable. */
const LEAST = 0.03;
const LONGEST = 14;
/** Of those that begin at one token with one type, and of those at one token at all. */
const MOST_AT_ONE = 8;
/** Longer ones of the rules are left out. */
export const LONGEST_OF_ALL = 30;

/** The probability of a span, as a logarithm: its labels, and that it goes on no further. */
export function logOf(marginal: Float32Array, first: number, last: number, type: number, end: number): number {
  let product = marginal[first * L + 2 * type + 1]! + 1e-6;
  let log = 0;
  for (let t = first + 1; t < last; t++) {
    product *= marginal[t * L + 2 * type + 2]! + 1e-6;
    if (product < 1e-200) {
      log += Math.log(product);
      product = 1;
    }
  }
  if (last < end) product *= 1 - marginal[last * L + 2 * type + 2]! + 1e-6;
  return log + Math.log(product);
}

/** A number for each span and type. */
export const placeOf = (first: number, last: number, type: number): number =>
  (first * (LONGEST_OF_ALL + 1) + (last - first)) * 4 + type;

/** Only titles of works hold a clause. */
const WORK = typeNumber('MISC');
const PERSON = typeNumber('PER');

/** `فإن الحسيني`, `وأن سالماً`: what opens a clause; not in a listed name such as `سي إن إن`. */
function hasParticle(scene: Scene, first: number, last: number): boolean {
  for (let t = first; t < last; t++) if (boundsAt(scene, t) & BOUND.particle && !isListed(scene, first, t)) return true;
  return false;
}

/** Words of a listed name that are looked at before one of its own. */
const LISTED_BACK = 3;

/** Whether a listed name of several words, none before `first`, has a token. */
function isListed(scene: Scene, first: number, token: number): boolean {
  for (let at = token; at >= Math.max(first, token - LISTED_BACK); at--) {
    const match = phraseAt(scene, at);
    if (match && match.last > token && match.last > at + 1) return true;
  }
  return false;
}

/** `س:`, `ج:`: a letter alone names nobody. */
const isLetter = (scene: Scene, first: number, last: number): boolean =>
  last - first === 1 && (boundsAt(scene, first) & BOUND.letter) !== 0;

/** `سامي راس.`: a full stop may stand within a name (`أ.ف.ب`), and not behind it. */
const endsInStop = (scene: Scene, last: number): boolean => (boundsAt(scene, last - 1) & BOUND.stop) !== 0;

/** `jQuery`, `padding`: what is left of a page's code names nothing, unless the lists have it (`iPhone`). */
function isCode(scene: Scene, first: number, last: number): boolean {
  for (let t = first; t < last; t++) if (!(boundsAt(scene, t) & BOUND.code)) return false;
  return (
    sensesOf(
      scene.tokens
        .slice(first, last)
        .map(({ key }) => key)
        .join(' '),
    ) === null
  );
}

/** By their first words what common nouns have behind them. */
const common = whenAsked((): ReadonlyMap<string, string[]> => {
  const lists = new Map<string, string[]>();
  for (const [head, ...rest] of linesOf(noNames).map((line) => foldKey(line).split(' ')))
    addTo(lists, head!, rest.join(' '));
  return lists;
});

/** `المنتخب الوطني`, `بوكالة الأنباء`: a common noun with what belongs to it, nothing more. */
function isCommonPhrase(scene: Scene, first: number, last: number): boolean {
  if (last - first < 2 || last - first > 3) return false;
  const rest = keyAt(scene, first + 1) + (last - first === 3 ? ` ${keyAt(scene, first + 2)}` : '');
  return scene.words[first]?.readings.some(({ key }) => common().get(key)?.includes(rest)) ?? false;
}

/** The candidates of an article in the order of their first tokens. */
export function candidatesOf(scene: Scene, reading: Reading, selected: readonly FoundMention[]): Candidate[] {
  const { marginal, agreed } = reading;
  const found: Candidate[] = [];
  const known = new Set<number>();
  const { limits, starts } = scene;
  const ends = endsOf(scene);
  const add = (first: number, past: number, type: number): void => {
    const end = (type === WORK ? limits : type === PERSON ? ends.person : ends.any)[first]!;
    const last = Math.min(past, end);
    const place = placeOf(first, last, type);
    if ((type !== WORK && isOutside(scene, first)) || (type === PERSON && isCircumstance(scene, first))) return;
    if (known.has(place) || scene.vetoes.has(first)) return;
    if (isLetter(scene, first, last) || isCode(scene, first, last) || endsInStop(scene, last)) return;
    if (isCommonPhrase(scene, first, last) || (type !== WORK && hasParticle(scene, first, last))) return;
    known.add(place);
    found.push({
      first,
      last,
      type,
      end,
      alone: logOf(marginal, first, last, type, end),
      agreed: logOf(agreed, first, last, type, end),
    });
  };
  for (const { first, last } of scene.index.sentences) {
    for (let t = first; t < last; t++) {
      const row = t * L;
      if (agreed[row]! > 1 - LEAST) continue;
      for (let type = 0; type < 4; type++) if (agreed[row + 2 * type + 1]! >= LEAST) extend(agreed, t, last, type, add);
    }
  }
  for (const { first, last, type } of [...selected, ...reading.spans]) {
    if (last - first <= LONGEST_OF_ALL && last <= limits[first]! && first >= starts[first]!)
      add(first, last, typeNumber(type));
  }
  return found.sort((a, b) => a.first - b.first || a.last - b.last || a.type - b.type);
}

function extend(
  marginal: Float32Array,
  first: number,
  end: number,
  type: number,
  add: (first: number, last: number, type: number) => void,
): void {
  let count = 0;
  for (let last = first + 1; last - first <= LONGEST && count < MOST_AT_ONE; last++) {
    const on = last < end ? marginal[last * L + 2 * type + 2]! : 0;
    if (1 - on >= LEAST) {
      add(first, last, type);
      count++;
    }
    if (on < LEAST) return;
  }
}
