/** What is seen of a candidate: the tagger's probabilities, rules, lists, marks, rivals, and the same words elsewhere in the article. */
import { Layout } from '../../learned/layout.ts';
import { FLAGS } from '../evidence.ts';
import { NAME_TYPES, SENSE_KINDS, typeNumber } from '../lists.ts';
import { phraseAt } from '../rules/phrases.ts';
import { flagsAt, type Scene } from '../scene.ts';
import type { Reading } from '../tagger/index.ts';
import type { FoundMention } from '../types.ts';
import { type Candidate, LONGEST_OF_ALL, placeOf } from './candidates.ts';

const L = 9;
export const SPAN_LAYOUT = new Layout();

const AT = SPAN_LAYOUT.scalars(
  'length',
  'alone',
  'agreed',
  'none.first',
  'none.last',
  'none.before',
  'none.after',
  'inside.before',
  'inside.after',
  'best',
  'ruled',
  'best.overlaps',
  'ruled.overlaps',
  'from.start',
  'to.end',
  'frequency.first',
  'frequency.last',
  'clitic',
  'clitic.after',
  'mark.before',
  'mark.after',
  'marks.inside',
  'letters.first',
  'letters.last',
  'place',
  'tokens',
  'listed',
  'listed.otherwise',
  'listed.doubtful',
  'elsewhere',
  'elsewhere.mean',
  'elsewhere.otherwise',
  'elsewhere.count',
  'of.person',
  'of.longer',
  'rival',
  'rivals',
  'rival.inside',
  'rival.around',
  'rival.type',
  'rival.longer',
  'rival.shorter',
  'rival.ruled',
  'rival.best',
  'number.last',
);
const TYPE = SPAN_LAYOUT.block('type', NAME_TYPES);
const FLAG_NAMES = FLAGS.map((_, i) => `flag${i}`);
const FLAGS_AT = ['first', 'last', 'before', 'after'].map((place) => SPAN_LAYOUT.block(place, FLAG_NAMES));
/** The place in `FLAGS` of each bit. */
const FLAG_OF_BIT = Array.from({ length: FLAGS.length }, (_, bit) =>
  FLAGS.indexOf((1 << bit) as (typeof FLAGS)[number]),
);
const SENSE = SPAN_LAYOUT.block('sense', SENSE_KINDS);

/** What the candidates of an article are described by. */
export interface Sight {
  scene: Scene;
  reading: Reading;
  candidates: readonly Candidate[];
  /** Spans that the rules selected or the best path has. */
  selected: ReadonlySet<number>;
  best: ReadonlySet<number>;
  /** Tokens covered by selected spans, by the best path. */
  ruledTokens: Uint8Array;
  bestTokens: Uint8Array;
  /** Candidate from which on each token's candidates stand. */
  from: Int32Array;
  /** For each candidate, those with the same words. */
  alike: readonly Alike[];
  /** The best probability of a longer person, place or body that ends in a stem. */
  persons: ReadonlyMap<number, number>;
  others: ReadonlyMap<number, number>;
  odds: Float64Array;
}

/** Of candidates with the same words: by type, the best probability and its place, the second best, the sum, and how many. */
interface Alike {
  best: number[];
  second: number[];
  bestAt: number[];
  sum: number[];
  count: number[];
}

export function sightOf(
  scene: Scene,
  reading: Reading,
  selected: readonly FoundMention[],
  candidates: readonly Candidate[],
): Sight {
  const place = ({ first, last, type }: { first: number; last: number; type: string }) =>
    placeOf(first, last, typeNumber(type));
  const covered = (spans: readonly { first: number; last: number }[]): Uint8Array => {
    const tokens = new Uint8Array(scene.tokens.length);
    for (const { first, last } of spans) tokens.fill(1, first, last);
    return tokens;
  };
  const from = new Int32Array(scene.tokens.length + 1).fill(candidates.length);
  for (let i = candidates.length - 1; i >= 0; i--) from[candidates[i]!.first] = i;
  for (let t = scene.tokens.length - 1; t >= 0; t--) if (from[t]! > from[t + 1]!) from[t] = from[t + 1]!;
  const odds = Float64Array.from(candidates, ({ alone }) => Math.exp(alone));
  return {
    scene,
    reading,
    candidates,
    selected: new Set(selected.map(place)),
    best: new Set(reading.spans.map(place)),
    ruledTokens: covered(selected),
    bestTokens: covered(reading.spans),
    from,
    odds,
    ...elsewhere(scene, reading, candidates, odds),
  };
}

/** The words of a span, the first without clitics. */
function phraseOf({ tokens }: Scene, { words }: Reading, first: number, last: number): string {
  let phrase = String(words[first]!.stemHash);
  for (let t = first + 1; t < last; t++) phrase += ` ${tokens[t]!.key}`;
  return phrase;
}

function elsewhere(
  scene: Scene,
  reading: Reading,
  candidates: readonly Candidate[],
  odds: Float64Array,
): Pick<Sight, 'alike' | 'persons' | 'others'> {
  const { words } = reading;
  const byPhrase = new Map<string, Alike>();
  const alike: Alike[] = [];
  const persons = new Map<number, number>();
  const others = new Map<number, number>();
  candidates.forEach(({ first, last, type }, i) => {
    const p = odds[i]!;
    const phrase = phraseOf(scene, reading, first, last);
    let entry = byPhrase.get(phrase);
    if (!entry) {
      entry = {
        best: [0, 0, 0, 0],
        second: [0, 0, 0, 0],
        bestAt: [-1, -1, -1, -1],
        sum: [0, 0, 0, 0],
        count: [0, 0, 0, 0],
      };
      byPhrase.set(phrase, entry);
    }
    alike.push(entry);
    if (p > entry.best[type]!) {
      entry.second[type] = entry.best[type]!;
      entry.best[type] = p;
      entry.bestAt[type] = first;
    } else if (p > entry.second[type]!) entry.second[type] = p;
    entry.sum[type]! += p;
    entry.count[type]!++;
    if (last - first < 2) return;
    const ends = type === 0 ? persons : others;
    const stem = words[last - 1]!.stemHash;
    if (p > (ends.get(stem) ?? 0)) ends.set(stem, p);
  });
  return { alike, persons, others };
}

/** Writes what is seen of a candidate into a row of the layout. */
export function describe(sight: Sight, number: number, row: Float32Array): void {
  row.fill(0);
  const { scene, reading } = sight;
  const candidate = sight.candidates[number]!;
  const { first, last, type } = candidate;
  row[TYPE + type] = 1;
  row[AT.length] = last - first;
  row[AT.alone] = candidate.alone;
  row[AT.agreed] = candidate.agreed;
  describeTagger(sight, candidate, row);
  describeWords(scene, reading, candidate, row);
  describeLists(scene, candidate, row);
  describeAlike(sight, number, row);
  describeRivals(sight, number, row);
}

function describeTagger(sight: Sight, { first, last, type, end }: Candidate, row: Float32Array): void {
  const { scene, reading } = sight;
  const { marginal } = reading;
  const start = scene.starts[first]!;
  const inside = 2 * type + 2;
  row[AT['none.first']] = marginal[first * L]!;
  row[AT['none.last']] = marginal[(last - 1) * L]!;
  row[AT['none.before']] = first > start ? marginal[(first - 1) * L]! : 1;
  row[AT['none.after']] = last < end ? marginal[last * L]! : 1;
  row[AT['inside.before']] = marginal[first * L + inside]!;
  row[AT['inside.after']] = last < end ? marginal[last * L + inside]! : 0;
  const place = placeOf(first, last, type);
  row[AT.best] = sight.best.has(place) ? 1 : 0;
  row[AT.ruled] = sight.selected.has(place) ? 1 : 0;
  for (let t = first; t < last; t++) {
    if (sight.bestTokens[t]) row[AT['best.overlaps']] = 1;
    if (sight.ruledTokens[t]) row[AT['ruled.overlaps']] = 1;
  }
  row[AT['from.start']] = first - start;
  row[AT['to.end']] = scene.limits[first]! - last;
  row[AT.place] = first;
  row[AT.tokens] = scene.tokens.length;
}

const isQuote = (scene: Scene, at: number): boolean => scene.tokens[at]?.kind === 'quote';

function describeWords(scene: Scene, { words }: Reading, { first, last, end }: Candidate, row: Float32Array): void {
  const { tokens } = scene;
  row[AT['frequency.first']] = Math.log2(1 + words[first]!.frequency);
  row[AT['frequency.last']] = Math.log2(1 + words[last - 1]!.frequency);
  row[AT.clitic] = words[first]!.clitic;
  row[AT['clitic.after']] = last < end ? words[last]!.clitic : 0;
  row[AT['mark.before']] = isQuote(scene, first - 1) ? 1 : 0;
  row[AT['mark.after']] = isQuote(scene, last) ? 1 : 0;
  for (let t = first; t < last; t++) if (tokens[t]!.kind === 'quote') row[AT['marks.inside']] = 1;
  row[AT['letters.first']] = tokens[first]!.key.length;
  row[AT['letters.last']] = tokens[last - 1]!.key.length;
  row[AT['number.last']] = tokens[last - 1]!.kind === 'number' ? 1 : 0;
}

function describeLists(scene: Scene, { first, last, type }: Candidate, row: Float32Array): void {
  const start = scene.starts[first]!;
  const end = scene.limits[first]!;
  putFlags(scene, first, FLAGS_AT[0]!, row);
  putFlags(scene, last - 1, FLAGS_AT[1]!, row);
  if (first > start) putFlags(scene, first - 1, FLAGS_AT[2]!, row);
  if (last < end) putFlags(scene, last, FLAGS_AT[3]!, row);
  const match = phraseAt(scene, first);
  if (match?.last !== last) return;
  for (const sense of match.senses) {
    if (sense.type === NAME_TYPES[type]) row[AT.listed] = 1;
    else row[AT['listed.otherwise']] = 1;
    if (sense.ambiguous) row[AT['listed.doubtful']] = 1;
    row[SENSE + SENSE_KINDS.indexOf(sense.kind)] = 1;
  }
}

function putFlags(scene: Scene, t: number, at: number, row: Float32Array): void {
  // from the lowest bit that is set to the highest
  for (let flags = flagsAt(scene, t); flags !== 0; flags &= flags - 1)
    row[at + FLAG_OF_BIT[31 - Math.clz32(flags & -flags)]!] = 1;
}

/** The same words elsewhere, as the same thing and as another; the end of a longer name. */
function describeAlike(
  { alike, candidates, persons, others, odds, reading }: Sight,
  number: number,
  row: Float32Array,
): void {
  const { first, last, type } = candidates[number]!;
  const { best, second, bestAt, sum, count } = alike[number]!;
  const elsewhereOf = (other: number): number => (bestAt[other] === first ? second[other]! : best[other]!);
  const more = count[type]! - 1;
  row[AT.elsewhere] = more > 0 ? elsewhereOf(type) : -1;
  row[AT['elsewhere.mean']] = more > 0 ? (sum[type]! - odds[number]!) / more : -1;
  row[AT['elsewhere.count']] = more;
  let otherwise = -1;
  for (let other = 0; other < 4; other++)
    if (other !== type && count[other]! > 0) otherwise = Math.max(otherwise, elsewhereOf(other));
  row[AT['elsewhere.otherwise']] = otherwise;
  const stem = reading.words[first]!.stemHash;
  row[AT['of.person']] = last - first === 1 ? (persons.get(stem) ?? 0) : -1;
  row[AT['of.longer']] = last - first === 1 ? (others.get(stem) ?? 0) : -1;
}

/** Candidates that overlap it. */
function describeRivals({ candidates, from, odds, selected, best }: Sight, number: number, row: Float32Array): void {
  const { first, last, type } = candidates[number]!;
  const start = from[Math.max(0, first - LONGEST_OF_ALL)]!;
  const end = from[last]!;
  for (let i = start; i < end; i++) {
    const other = candidates[i]!;
    if (i === number || other.last <= first) continue;
    const p = odds[i]!;
    row[AT.rivals]!++;
    raise(row, AT.rival, p);
    if (other.first >= first && other.last <= last) raise(row, AT['rival.inside'], p);
    if (other.first <= first && other.last >= last) raise(row, AT['rival.around'], p);
    if (other.first === first && other.last === last) raise(row, AT['rival.type'], p);
    if (other.first === first && other.type === type)
      raise(row, other.last > last ? AT['rival.longer'] : AT['rival.shorter'], p);
    const place = placeOf(other.first, other.last, other.type);
    if (selected.has(place)) row[AT['rival.ruled']] = 1;
    if (best.has(place)) row[AT['rival.best']] = 1;
  }
}

function raise(row: Float32Array, at: number, value: number): void {
  if (value > row[at]!) row[at] = value;
}
