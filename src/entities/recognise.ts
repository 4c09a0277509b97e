/** Names of an article: rules propose, the tagger weighs every token, trees choose among the spans that are left. */

import { laidForest } from '../learned/file.ts';
import { type Forest, logistic, scoreOf } from '../learned/trees.ts';
import { defaultLexicon } from '../lexicon/index.ts';
import { foldKey } from '../text/index.ts';
import { whenAsked } from '../text/remember.ts';
import { type Prepositions, partsBetween, prepositionsIn } from './ala.ts';
import leftOutHeads from './ar/left-out-heads.txt';
import leftOutTitles from './ar/left-out-titles.txt';
import nobodyWords from './ar/nobody.txt';
import regnalWords from './ar/regnal.txt';
import toMeWords from './ar/to-me.txt';
import { clitics } from './clitics.ts';
import { linesOf, wordsOf } from './data.ts';
import { evidenceOf } from './evidence.ts';
import { GIVEN, GIVEN_OR_WORD, NAME_TYPES, typeNumber } from './lists.ts';
import { placeAt } from './rules/phrases.ts';
import { keyAt, mentionOf, type Scene } from './scene.ts';
import { take } from './select.ts';
import { type Candidate, candidatesOf } from './spans/candidates.ts';
import { choose } from './spans/choose.ts';
import { describe, SPAN_LAYOUT, sightOf } from './spans/describe.ts';
import { parted } from './spans/parted.ts';
import spanModel from './spans/spans.model.txt';
import { loadTagger, type Reading, type Tagger } from './tagger/index.ts';
import type { FoundMention } from './types.ts';
import { ownWaw } from './waw.ts';

/** What recognises names: a tagger, and the trees that choose among spans. Cross-validation hands in its own. */
export interface NameModels {
  tagger: Tagger;
  spans: Forest;
}

const shippedSpans = laidForest('entities.spans', spanModel, SPAN_LAYOUT);

/** The models that come with the program, read at the first call. */
export const shippedNames: () => NameModels = whenAsked(() => ({ tagger: loadTagger(), spans: shippedSpans()! }));

const PERSON = typeNumber('PER');

const toMe = new Set(wordsOf(toMeWords));

/** `قال لي | إبراهيم`: what stands between a verb of reporting and a given name is no part of it. */
function isToMe({ index: { tokens }, words }: Scene, first: number): boolean {
  const verb = tokens[first - 1];
  if (!verb || !toMe.has(tokens[first]!.key)) return false;
  if (!((words[first + 1]?.bare.flags ?? 0) & (GIVEN | GIVEN_OR_WORD))) return false;
  return defaultLexicon()
    .cueForms(verb.key, verb.form)
    .some(({ form }) => form.kind === 'perfect' || form.kind === 'imperfect');
}

/** Of a person's name what is left without the preposition على and `لي`; null where it has neither. */
function namesIn(scene: Scene, prepositions: Prepositions) {
  return ({ first, last, type }: Candidate): [number, number][] | null => {
    if (type !== PERSON || last - first < 2) return null;
    const from = isToMe(scene, first) ? first + 1 : first;
    const places = prepositions(from, last);
    if (from === first && places.length === 0) return null;
    return partsBetween(from, last, places);
  };
}

/** How the tagger reads an article, its candidates, how probable each is, and those chosen. */
export interface Weighed {
  reading: Reading;
  candidates: readonly Candidate[];
  probabilities: readonly number[];
  chosen: readonly number[];
}

export function weigh(
  scene: Scene,
  proposed: readonly FoundMention[],
  selected: readonly FoundMention[],
  { tagger, spans }: NameModels,
): Weighed {
  const { tokens, sentences } = scene.index;
  const reading = tagger.read(tokens, sentences, evidenceOf(scene, proposed, selected));
  const candidates = candidatesOf(scene, reading, selected);
  const sight = sightOf(scene, reading, selected, candidates);
  const row = SPAN_LAYOUT.row();
  const likely = candidates.map((_, i) => {
    describe(sight, i, row);
    return logistic(scoreOf(spans, row));
  });
  const weights = parted({ candidates, probabilities: likely }, namesIn(scene, prepositionsIn(scene)));
  return { reading, ...weights, chosen: choose(weights.candidates, weights.probabilities) };
}

/** A person's name of several words, at least so probable, tells a surname. */
const SURE = 0.7;
const BODY = typeNumber('ORG');
const PLACE = typeNumber('LOC');
const EVENT = typeNumber('MISC');

/** The last words of the persons of an article, at least so probable: `جون بولتون`. */
function surnamesOf(
  { index: { tokens } }: Scene,
  { candidates, probabilities, chosen }: Weighed,
  least: number,
): Set<string> {
  const named = chosen.filter((i) => {
    const { first, last, type } = candidates[i]!;
    return type === PERSON && last - first > 1 && probabilities[i]! >= least;
  });
  return new Set(named.map((i) => tokens[candidates[i]!.last - 1]!.key));
}

/** A club or a town is called like him, but the article names the man: `بولتون` behind `جون بولتون`, `المكناسي` behind `سفيان المكناسي`. */
function asPerson({ index: { tokens } }: Scene, candidate: Candidate, surnames: ReadonlySet<string>): Candidate {
  const { first, last, type } = candidate;
  if (last - first > 1 || surnames.size === 0) return candidate;
  const key = tokens[first]!.key.replace(/^[وف](?=ال)/, '');
  // towns are surnames, too (`دنزل واشنطن`): only where the word can't be one
  const able = type === BODY || (type === PLACE && /^ال.+ي$/.test(key));
  return able && surnames.has(key) ? { ...candidate, type: PERSON } : candidate;
}

/** A word that is likely some name, though of no type by itself, is the person's whose surname it is: `المكناسي`, a man's, a club's, a town's. */
const SOME_NAME = 0.5;

function unsureSurnames({ index: { tokens } }: Scene, weighed: Weighed, surnames: ReadonlySet<string>): number[] {
  const { candidates, probabilities, chosen } = weighed;
  const chances = new Map<number, number>();
  candidates.forEach(({ first, last }, i) => {
    if (last - first === 1) chances.set(first, (chances.get(first) ?? 0) + probabilities[i]!);
  });
  const taken = new Set<number>();
  for (const i of chosen) take(taken, candidates[i]!);
  return [...candidates.keys()].filter((i) => {
    const { first, last, type } = candidates[i]!;
    if (type !== PERSON || last - first > 1 || !surnames.has(tokens[first]!.key)) return false;
    return chances.get(first)! >= SOME_NAME && !taken.has(first);
  });
}

/**
 * A person behind a title whose name has been left out because its parts share what is likely: `الوزير حسن شرف الدين`, read as `حسن` and as
 * `شرف الدين` too.
 */
function unsureTitled(
  { words }: Scene,
  proposed: readonly FoundMention[],
  { candidates, probabilities, chosen }: Weighed,
): number[] {
  const titled = proposed.filter(
    ({ first, last, rule }) =>
      rule === 'titled-name' && last - first > 1 && (words[first]?.bare.flags ?? 0) & (GIVEN | GIVEN_OR_WORD),
  );
  return titled.flatMap(({ first, last }) => {
    let chance = 0;
    let whole = -1;
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[i]!;
      if (candidate.type !== PERSON || candidate.first < first || candidate.last > last) continue;
      chance += probabilities[i]!;
      if (candidate.first === first && candidate.last === last) whole = i;
    }
    const free = chosen.every((i) => candidates[i]!.last <= first || candidates[i]!.first >= last);
    return whole >= 0 && chance >= SOME_NAME && free ? [whole] : [];
  });
}

const leftOutTitle = new Set(wordsOf(leftOutTitles).map(foldKey));

/** `الملا | عمر`, `أ.د. | محمد الحمراني`: titles that stand before one name only are taken for a part of it. */
function withoutTitle({ tokens }: Scene, candidate: Candidate): Candidate {
  const { first, last, type } = candidate;
  const bare = tokens[first]!.key.replace(/^[وفبلك](?=ال)|^ل(?=ل)/, '');
  return type === PERSON && last - first > 1 && leftOutTitle.has(bare) ? { ...candidate, first: first + 1 } : candidate;
}

const regnal = { title: new Set<string>(), number: new Set<string>() };
for (const line of linesOf(regnalWords)) {
  const [kind, ...words] = line.split(' ');
  for (const word of words) regnal[kind as keyof typeof regnal].add(foldKey(word));
}

/** `البابا غريغوريوس | الثالث`, `ليو | الرابع عشر`: the number is part of a sovereign's name of one word. */
function withNumber(scene: Scene, candidate: Candidate): Candidate {
  const { first, last, type } = candidate;
  if (type !== PERSON || last - first > 1 || last >= scene.limits[first]! || !regnal.number.has(keyAt(scene, last)))
    return candidate;
  if (!scene.words[first - 1]?.readings.some(({ key }) => regnal.title.has(key))) return candidate;
  const tenth = last + 1 < scene.limits[first]! && keyAt(scene, last + 1) === 'عشر';
  return { ...candidate, last: tenth ? last + 2 : last + 1 };
}

const leftOut = new Set(wordsOf(leftOutHeads).map(foldKey));

/** `هجمات | باريس`, `هجمات | 11 سبتمبر`: the head of some events is no part of their name, and a place behind it is one. */
function withoutHead(scene: Scene, candidate: Candidate): Candidate {
  const { first, last, type } = candidate;
  const head = scene.tokens[first]!.key;
  if (type !== EVENT || last - first < 2 || !(leftOut.has(head) || leftOut.has(head.replace(/^[وفبلك]/, ''))))
    return candidate;
  const place = placeAt(scene, first + 1, true)?.last === last;
  return { ...candidate, first: first + 1, type: place ? PLACE : EVENT };
}

const nobody = new Set(wordsOf(nobodyWords).map(foldKey));

/** `الشاهد`, `المير`: an unnamed source or an office is nobody's name by itself, save his whose surname it is: `يوسف الشاهد`. */
function isNobody(
  { index: { tokens } }: Scene,
  { first, last, type }: Candidate,
  surnames: ReadonlySet<string>,
): boolean {
  const { key } = tokens[first]!;
  if (type !== PERSON || last - first > 1 || !/^ال.{3}/.test(key) || surnames.has(key)) return false;
  return nobody.has(key.slice(2)) || defaultLexicon().is('source', key);
}

/** The names that rules, tagger and trees find together; `proposed` by the rules, `selected` where nothing else were known. */
export function recognise(
  scene: Scene,
  proposed: readonly FoundMention[],
  selected: readonly FoundMention[],
  models: NameModels,
): FoundMention[] {
  const weighed = weigh(scene, proposed, selected, models);
  const { candidates, probabilities, chosen } = weighed;
  const surnames = surnamesOf(scene, weighed, SURE);
  const lastWords = surnamesOf(scene, weighed, 0);
  const { length } = scene.tokens;
  const placeOf = (first: number, last: number, type: string): number =>
    (first * (length + 1) + last) * NAME_TYPES.length + typeNumber(type);
  const rules = new Map(proposed.map(({ first, last, type, rule }) => [placeOf(first, last, type), rule]));
  const unsure = [
    ...unsureTitled(scene, proposed, weighed),
    ...(surnames.size > 0 ? unsureSurnames(scene, weighed, surnames) : []),
  ];
  const found = [...new Set([...chosen, ...unsure])].sort((a, b) => candidates[a]!.first - candidates[b]!.first);
  const somebody = found.filter((i) => !isNobody(scene, candidates[i]!, lastWords));
  const waw = somebody.some((i) => candidates[i]!.type === PERSON) ? ownWaw(scene) : NONE;
  let end = 0;
  return somebody.flatMap((i) => {
    const person = withNumber(scene, withoutTitle(scene, asPerson(scene, candidates[i]!, surnames)));
    const candidate = withWaw(scene, withoutHead(scene, person), waw);
    const { first, last, type } = candidate;
    if (first < end) return [];
    end = last;
    const rule = rules.get(placeOf(first, last, NAME_TYPES[type]!)) ?? 'tagger';
    const alone = type === PERSON && last - first === 1;
    const own = alone && waw.has(scene.index.tokens[first]!.key);
    const cut = own ? 0 : clitics(scene, first, alone ? lastWords : undefined);
    const confidence = Math.round(probabilities[i]! * 100) / 100;
    return [mentionOf(scene, first, last, cut, NAME_TYPES[type]!, confidence, rule)];
  });
}

const NONE: ReadonlySet<string> = new Set();

/** `سامي | وهبة`: a surname that begins with و goes on with a name. */
function withWaw(scene: Scene, candidate: Candidate, waw: ReadonlySet<string>): Candidate {
  const { last, type } = candidate;
  const goesOn = type === PERSON && last < scene.limits[last - 1]! && waw.has(keyAt(scene, last));
  return goesOn ? { ...candidate, last: last + 1 } : candidate;
}
