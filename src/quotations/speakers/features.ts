/** What is seen of a possible speaker: its place in the source, its office, agreement, grammar and history. */
import { Layout, labels } from '../../learned/layout.ts';
import { askedOnce, type Gender, type GrammaticalNumber } from '../../lexicon/index.ts';
import type { Entity } from '../../model.ts';
import { firstFrom, foldKey } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import { type Context, sentenceAt } from '../context.ts';
import { clamp, headlineOf, putSaying, sayingBlock } from '../describe.ts';
import { BIT, type Facts, factsOf } from '../facts.ts';
import { hasLi, isFeminine } from '../letters.ts';
import { inContent, ROLES, type Saying, wanted } from '../sayings.ts';
import { isWord } from '../words.ts';
import { pointsBack, runsUpTo, sentenceBefore } from './links.ts';
import { MEANINGS, putMeanings } from './meant.ts';
import { addOnce } from './noted.ts';
import { bare, lastPlace, placeFrom, placeIn, type Referent } from './referents.ts';
import { type Source, sourceOf } from './source.ts';
import { type Candidate, isOwnOrSecond, type Sourced, TURNS, type Turn, WAYS } from './turns.ts';

const TYPES = ['PER', 'LOC', 'ORG', 'MISC', 'described'];
const HEAD_KINDS = labels('role source outlet medium anaphor');
const BEFORE_PLACE = labels('preposition finite comma title definite stop adjunct colon relative auxiliary');
const BEFORE_PLACE_BITS = BEFORE_PLACE.map((fact) => BIT[fact]);

export const speakerLayout = new Layout();
const S = {
  saying: sayingBlock(speakerLayout, false),
  way: speakerLayout.block('way', WAYS),
  type: speakerLayout.block('type', TYPES),
  sourceIs: speakerLayout.block('source.is', HEAD_KINDS),
  sourceName: speakerLayout.block('source.begins-with', TYPES),
  lastRole: speakerLayout.block('voice.role', ROLES),
  beforePlace: speakerLayout.block('place.after', BEFORE_PLACE),
  meant: speakerLayout.block('meant', MEANINGS),
  ...speakerLayout.scalars(
    // the source
    'source source.probability source.second-probability source.words source.definite source.title source.same',
    'source.document source.unnamed source.persons source.organisations source.definite-end source.named',
    'source.holder source.back source.agent',
    // the article so far
    'enclosed voices turns last.distance last.same-sentence last.paragraphs',
    // the candidate
    'outlet name.words name.feminine name.plural title.masculine title.feminine',
    // its place in the source
    'in-source in-source.position in-source.share in-source.rest in-source.after-preposition in-source.after-title',
    'in-source.after-definite in-source.after-comma in-source.after-kin',
    'in-source.prepositions in-source.commas in-source.persons-before in-source.organisations-before issuer',
    'in-second in-second.position in-second.share behind-source behind-source.joined',
    'name.ends-with-title issued others.issued others.behind-source',
    // words in common with the source
    'words.name words.of-name words.last words.first words.surname words.office words.office-count words.office-head',
    'words.office-order words.called words.called-head words.medium words.alias words.missing',
    'words.missing.beyond-best words.name.behind-best words.office.behind-best words.called.behind-best',
    'words.office-order.behind-best',
    // the best that any other candidate than the source's own words has
    'others.words.name others.words.office others.words.office-order others.words.called others.words.of-name',
    'others.source',
    // as a speaker
    'voice.rank voice.rank-agreeing voice.times voice.share voice.distance voice.same-sentence voice.sentences',
    'voice.paragraphs voice.sourced voice.gap voice.first voice.never voice.nested voice.rank-outer voice.turns-since',
    'voice.sourced-since encloses',
    // as a source anywhere
    'sources.before sources.behind sources.since sources.until sources.last sources.next',
    // agreement
    'agrees agrees.by-ending votes.masculine votes.feminine votes.plural agrees.number',
    // where it is named
    'places places.before places.share places.first places.in-headline places.in-sentence places.in-paragraph',
    'place.rank place.distance place.same-sentence place.sentences place.paragraphs place.in-sentence',
    'place.first-name place.in-marks place.clitic place.in-content place.in-own-content place.persons-between',
    'place.comma-next place.phrase-after-preposition place.phrase-clitic-li place.phrase-length place.phrase-opens',
    'place.phrase-after-verb place.phrase-after-plain place.since-verb place.names-since-verb place.none',
    'opens-sentence opens-sentence.first-name opens-sentence.after-verb opens-sentence.after-plain opens-sentence.at',
    'opens-previous opens-previous.first-name opens-previous.after-verb opens-previous.after-plain opens-previous.at',
    'next.distance next.same-sentence next.in-own-content',
  ),
};

/** The last turn of a voice, and its place among those of others: all, those that agree, those that are no words in words. */
interface Rank {
  rank: number;
  agreeing: number;
  outer: number;
  turn: Turn;
  /** Turns since, and those of them that had a source. */
  since: number;
  sourcedSince: number;
}

export interface Setting {
  context: Context;
  said: Saying;
  sourced: Sourced;
  history: readonly Turn[];
  /** The turn (from 1) whose source each token is, and the number of this one (from 0). */
  sourceAt: Int32Array;
  turn: number;
}

/** What is the same for all candidates of a saying. */
interface Scene extends Setting {
  facts: Facts;
  /** The last turns of different voices, the latest first, and the rank of each. */
  ranks: Map<Referent, Rank>;
  enclosing: Referent | null;
  /** The last of the turns before. */
  recent: readonly Turn[];
  source: Source | null;
  /** What the reporting word shows of who speaks. */
  gender: Gender;
  number: GrammaticalNumber;
  /** Of each candidate the index of its last place before the saying, and how many of its type are named between. */
  lastPlaces: readonly number[];
  placeRanks: readonly number[];
}

/** Rows of one saying, written anew for the next. */
const sheets: Float32Array[] = [];
const common = speakerLayout.row();

/** One row for each candidate, in order, and what all have in common; `visit` must not keep the row. */
export function describeSpeakers(
  setting: Setting,
  list: readonly Candidate[],
  visit: (row: Float32Array, candidate: Candidate, base: Float32Array) => void,
): void {
  const scene = sceneOf(setting, list);
  const base = common.fill(0);
  putSaying(base, S.saying, scene.context, scene.said);
  putScene(base, scene);
  while (sheets.length < list.length) sheets.push(speakerLayout.row());
  const rows = list.map((candidate, i) => {
    const row = sheets[i]!;
    row.set(base);
    putCandidate(row, scene, candidate, i);
    return row;
  });
  if (scene.source) putMeanings(scene.source, list, rows, S.meant);
  putRivalry(
    rows,
    rows.filter((_, i) => !isOwnOrSecond(list[i]!.way)),
  );
  const named = rows.some((row) => row[S['in-source']]! > 0) ? 1 : 0;
  rows.forEach((row, i) => {
    row[S['source.named']] = named;
    visit(row, list[i]!, base);
  });
}

/** What is held against the best of the others: its place, how far behind one is, and that best. */
const RIVALRY: readonly (readonly [number, number | null, number])[] = [
  [S['words.name'], S['words.name.behind-best'], S['others.words.name']],
  [S['words.office'], S['words.office.behind-best'], S['others.words.office']],
  [S['words.called'], S['words.called.behind-best'], S['others.words.called']],
  [S['words.office-order'], S['words.office-order.behind-best'], S['others.words.office-order']],
  [S['words.of-name'], null, S['others.words.of-name']],
  [S['in-source'], null, S['others.source']],
  [S.issued, null, S['others.issued']],
  [S['behind-source.joined'], null, S['others.behind-source']],
];

/** Holds all candidates against the best of the others than the source's own words. */
function putRivalry(rows: readonly Float32Array[], others: readonly Float32Array[]): void {
  for (const [value, gap, told] of RIVALRY) {
    let most = 0;
    for (const row of others) most = Math.max(most, row[value]!);
    for (const row of rows) {
      if (gap !== null) row[gap] = most - row[value]!;
      row[told] = most;
    }
  }
  let least = 99;
  for (const row of others) least = Math.min(least, row[S['words.missing']]!);
  for (const row of others) row[S['words.missing.beyond-best']] = row[S['words.missing']]! - least;
}

function sceneOf(setting: Setting, list: readonly Candidate[]): Scene {
  const { context, said, sourced, history, sourceAt, turn } = setting;
  const facts = factsOf(context);
  const { gender, number } = wanted(said);
  const { ranks, enclosing } = voicesOf(said, history);
  const lastPlaces = list.map(({ referent }) => lastPlace(referent, said.anchor));
  return {
    context,
    said,
    sourced,
    history,
    sourceAt,
    turn,
    facts,
    ranks,
    enclosing,
    recent: history.slice(-RECENT),
    source: sourced.span && sourceOf(context, sourced.span),
    gender,
    number,
    lastPlaces,
    placeRanks: placeRanks(list, lastPlaces),
  };
}

/** Turns that are gone through for in whose words somebody is named. */
const RECENT = 8;

/** The ranks of the voices before a saying, and in whose words it stands. */
function voicesOf(said: Saying, history: readonly Turn[]): Pick<Scene, 'ranks' | 'enclosing'> {
  const { gender, number } = wanted(said);
  const ranks: Scene['ranks'] = new Map();
  let agreeing = 0;
  let outer = 0;
  let sourcedSince = 0;
  let enclosing: Referent | null = null;
  for (let i = history.length - 1; i >= 0 && i >= history.length - TURNS; i--) {
    const turn = history[i]!;
    if (turn.said.pieces.length > 0 && inContent(turn.said, said.anchor)) {
      enclosing ??= turn.referent;
      continue;
    }
    if (turn.referent && !ranks.has(turn.referent)) {
      const fits = agreement(turn.referent, gender) >= 0 && (number !== 'pl' || turn.referent.number === 'pl');
      ranks.set(turn.referent, {
        rank: ranks.size,
        agreeing: fits ? agreeing++ : 99,
        outer: turn.nested ? 99 : outer++,
        turn,
        since: history.length - 1 - i,
        sourcedSince,
      });
    }
    if (turn.source) sourcedSince++;
  }
  return { ranks, enclosing };
}

const UNRANKED = 99;

/** Of people and of bodies: who is named last before the saying, next to last … */
function placeRanks(list: readonly Candidate[], lastPlaces: readonly number[]): number[] {
  const at = list.map(({ referent: { type, places } }, i) =>
    type === 'PER' || type === 'ORG' ? (places[lastPlaces[i]!]?.[0] ?? -1) : -1,
  );
  return at.map((place, i) => {
    if (place < 0) return UNRANKED;
    const { type } = list[i]!.referent;
    let rank = 0;
    for (let k = 0; k < at.length; k++)
      if ((at[k]! > place || (at[k] === place && k < i)) && list[k]!.referent.type === type) rank++;
    return rank;
  });
}

/** 2: verbs showed the gender wanted; 1: its title has it; -1, -2: the other one; 0: unknown. */
function agreement({ votes, titleGender }: Referent, gender: 'm' | 'f' | null): number {
  if (!gender) return 0;
  const other = gender === 'm' ? 'f' : 'm';
  if (votes[gender] > votes[other]) return 2;
  if (votes[other] > votes[gender]) return -2;
  return titleGender === null ? 0 : titleGender === gender ? 1 : -1;
}

function putScene(row: Float32Array, scene: Scene): void {
  const { context, said, sourced, source, history, ranks, enclosing } = scene;
  row[S['source.probability']] = sourced.probability;
  row[S['source.second-probability']] = sourced.secondProbability;
  if (source) putSource(row, source);
  if (enclosing) row[S.enclosed] = 1;
  row[S.voices] = ranks.size;
  row[S.turns] = Math.min(TURNS, history.length);
  const latest = history.at(-1);
  if (!latest) return;
  row[S['last.distance']] = clamp(said.anchor - latest.said.anchor, 0, 300);
  if (context.sentenceOf[said.anchor] === context.sentenceOf[latest.said.anchor]) row[S['last.same-sentence']] = 1;
  const paragraphs = context.paragraphOf[said.anchor]! - context.paragraphOf[latest.said.anchor]!;
  row[S['last.paragraphs']] = clamp(paragraphs, 0, 20);
}

const HEAD_FACTS = (['definite', 'title', 'document', 'unnamed'] as const).map(
  (fact) => [BIT[fact], S[`source.${fact}`]] as const,
);

/** The source by itself: its head, its words, the names in it. */
function putSource(row: Float32Array, { context, facts, first, last, head: noun, words, held }: Source): void {
  row[S.source] = 1;
  row[S['source.words']] = words.length;
  const head = facts.at(first);
  for (const [bit, place] of HEAD_FACTS) if (head & bit) row[place] = 1;
  row[S['source.holder']] = held;
  if (pointsBack(context, facts, [first, last])) row[S['source.back']] = 1;
  if (isWord('agent', noun)) row[S['source.agent']] = 1;
  if (facts.has(last - 1, 'definite')) row[S['source.definite-end']] = 1;
  HEAD_KINDS.forEach((kind, k) => {
    if (facts.match(kind, first)) row[S.sourceIs + k] = 1;
  });
  const name = context.mentionAt[first];
  if (name) row[S.sourceName + TYPES.indexOf(name.type)] = 1;
  for (let i = first; i < last; i++) if (facts.has(i, 'same')) row[S['source.same']] = 1;
  row[S['source.persons']] = namedAmong(context, 'PER', first, last);
  row[S['source.organisations']] = namedAmong(context, 'ORG', first, last);
}

/** How many entities of a type are named among some tokens. */
function namedAmong({ mentionAt }: Context, type: string, first: number, last: number): number {
  const found: Entity[] = [];
  for (let i = first; i < last; i++) if (mentionAt[i]?.type === type) addOnce(found, mentionAt[i]!.entity);
  return found.length;
}

function putCandidate(row: Float32Array, scene: Scene, { referent, way }: Candidate, i: number): void {
  row[S.way + WAYS.indexOf(way)] = 1;
  row[S.type + Math.max(0, TYPES.indexOf(referent.type))] = 1;
  if (referent.kind === 'media') row[S.outlet] = 1;
  row[S['name.words']] = referent.bare.length;
  const ending = isFeminine(referent.head);
  if (ending) row[S['name.feminine']] = 1;
  if (referent.number === 'pl') row[S['name.plural']] = 1;
  if (endsWithTitle(scene.facts, referent)) row[S['name.ends-with-title']] = 1;
  if (referent.titleGender === 'm') row[S['title.masculine']] = 1;
  if (referent.titleGender === 'f') row[S['title.feminine']] = 1;
  putInSource(row, scene, referent);
  // what is made of the source's own words has all in common with them
  if (scene.source?.words.length && !isOwnOrSecond(way)) putWords(row, scene.source, referent);
  putVoice(row, scene, referent);
  putSources(row, scene, referent, scene.lastPlaces[i]!);
  putAgreement(row, scene, referent, ending);
  row[S['place.rank']] = scene.placeRanks[i]!;
  putPlaces(row, scene, referent, scene.lastPlaces[i]!);
}

/** `سامي نور | مدير`: an office that was read as part of the name. */
const endsWithTitle = (facts: Facts, { type, places }: Referent): boolean =>
  type === 'PER' &&
  places.length > 0 &&
  places[0]![1] - places[0]![0] > 1 &&
  facts.match('role', places[0]![1] - 1) !== null;

/** The place of the candidate's name in the source, behind it, or in the noun phrase that is second best. */
function putInSource(row: Float32Array, scene: Scene, referent: Referent): void {
  const { span, second } = scene.sourced;
  const inside = span ? placeIn(referent, span) : undefined;
  if (span && inside) putWithin(row, scene, span, inside, referent);
  else if (span) {
    const next = placeFrom(referent, span[1]);
    if (!next || next[0] - span[1] >= 12) return;
    row[S['behind-source']] = 12 - (next[0] - span[1]);
    if (runsUpTo(scene.facts, span[1], next[0])) row[S['behind-source.joined']] = 1;
  } else if (second) {
    const inside = placeIn(referent, second);
    if (!inside) return;
    row[S['in-second']] = 1;
    row[S['in-second.position']] = inside[0] - second[0];
    row[S['in-second.share']] = (Math.min(inside[1], second[1]) - inside[0]) / (second[1] - second[0]);
  }
}

const BEFORE_NAME = (['preposition', 'title', 'definite', 'comma', 'agent'] as const).map(
  (fact) => [BIT[fact], S[`in-source.after-${fact === 'agent' ? 'kin' : fact}`]] as const,
);

/** Where in the source the name stands, and what goes before it there. */
function putWithin(
  row: Float32Array,
  { context, facts }: Scene,
  span: TokenRange,
  inside: TokenRange,
  referent: Referent,
): void {
  const [first, last] = span;
  const [begin, end] = inside;
  row[S['in-source']] = 1;
  if (isIssuer(facts, span, inside, referent)) row[S.issuer] = 1;
  row[S['in-source.position']] = begin - first;
  row[S['in-source.share']] = (Math.min(end, last) - begin) / (last - first);
  row[S['in-source.rest']] = last - end;
  if (begin === first) return;
  const before = facts.at(begin - 1);
  for (const [bit, place] of BEFORE_NAME) if (before & bit) row[place] = 1;
  for (let i = first; i < begin; i++) {
    if (facts.has(i, 'preposition')) row[S['in-source.prepositions']]!++;
    if (facts.has(i, 'comma')) row[S['in-source.commas']]!++;
  }
  row[S['in-source.persons-before']] = namedAmong(context, 'PER', first, begin);
  row[S['in-source.organisations-before']] = namedAmong(context, 'ORG', first, begin);
}

/** `بيان | للداخلية`, `تقرير لموقع «…»`, `دراسة أجرتها جامعة كذا`: the body whose document the source is. */
const isIssuer = (facts: Facts, [first]: TokenRange, [begin]: TokenRange, { type }: Referent): boolean =>
  type === 'ORG' && begin > first && begin - first < 6 && facts.has(first, 'document');

/** Words that the source shares with the candidate's name, its offices, and what it was called before. */
function putWords(row: Float32Array, { called, words, text, calledStems, stems }: Source, referent: Referent): void {
  const { bare: names, titles, calledWords } = referent;
  let [ofName, before, missing, offices] = [0, 0, 0, 0];
  for (let k = 0; k < called.length; k++) {
    const word = called[k]!;
    const isName = names.includes(word);
    const wasCalled = calledWords.has(word);
    if (isName) ofName++;
    if (wasCalled) before++;
    if (!isName && !wasCalled && !titles.has(calledStems[k]!)) missing++;
  }
  for (let k = 0; k < stems.length; k++) if (titles.has(stems[k]!) && stems.indexOf(stems[k]!) === k) offices++;
  row[S['words.name']] = ofName / called.length;
  row[S['words.of-name']] = ofName / Math.max(1, distinct(names));
  const last = names.at(-1);
  if (last && called.includes(last)) row[S['words.last']] = 1;
  if (names[0] === words[0]) row[S['words.first']] = 1;
  if (words.length === 1 && last === words[0]) row[S['words.surname']] = 1;
  row[S['words.office']] = offices / called.length;
  row[S['words.office-count']] = offices;
  if (titles.has(stems[0]!)) row[S['words.office-head']] = 1;
  let order = 0;
  for (const office of referent.offices) order = Math.max(order, inOrder(stems, office));
  row[S['words.office-order']] = order;
  row[S['words.called']] = before / called.length;
  if (referent.calledHeads.has(words[0]!)) row[S['words.called-head']] = 1;
  if (referent.media.has(words[0]!)) row[S['words.medium']] = 1;
  row[S.issued] = referent.issued?.get(stems[0]!) ?? 0;
  row[S['words.missing']] = missing;
  if (bareForms(referent).some((form) => form.endsWith(text))) row[S['words.alias']] = 1;
}

/** How many different words there are. */
function distinct(words: readonly string[]): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) if (words.indexOf(words[i]!) === i) count++;
  return count;
}

const forms = new WeakMap<Referent, { name: string; count: number; bare: string[] }>();

/** Name and other names without articles, a blank in front of each. */
function bareForms(referent: Referent): string[] {
  let known = forms.get(referent);
  if (!known || known.name !== referent.name || known.count !== referent.aliases.size) {
    const plain = (form: string): string => ` ${foldKey(form).split(/\s+/).map(bare).join(' ')}`;
    const { name, aliases } = referent;
    known = { name, count: aliases.size, bare: [name, ...aliases].map(plain) };
    forms.set(referent, known);
  }
  return known.bare;
}

/** Share of the words that stand in the office in their order, the first one at the head of it or behind a definite noun. */
function inOrder(words: readonly string[], office: readonly string[]): number {
  let at = office.indexOf(words[0]!);
  if (at < 0) return 0;
  let found = 1;
  for (let i = 1; i < words.length; i++) {
    const next = office.indexOf(words[i]!, at + 1);
    if (next < 0) continue;
    at = next;
    found++;
  }
  return found / words.length;
}

function putVoice(row: Float32Array, { context, said, history, ranks, enclosing }: Scene, referent: Referent): void {
  const known = ranks.get(referent);
  row[S['voice.rank']] = known?.rank ?? UNRANKED;
  row[S['voice.rank-agreeing']] = known?.agreeing ?? UNRANKED;
  row[S['voice.rank-outer']] = known?.outer ?? UNRANKED;
  row[S['voice.times']] = referent.spoke.length;
  row[S['voice.share']] = referent.spoke.length / Math.max(1, history.length);
  if (referent.spoke.length === 0) row[S['voice.never']] = 1;
  if (history[0]?.referent === referent) row[S['voice.first']] = 1;
  if (enclosing === referent) row[S.encloses] = 1;
  if (!known) return;
  const before = known.turn.said;
  if (known.turn.nested) row[S['voice.nested']] = 1;
  row[S['voice.turns-since']] = known.since;
  row[S['voice.sourced-since']] = known.sourcedSince;
  row[S['voice.distance']] = clamp(said.anchor - before.anchor, -50, 600);
  row[S['voice.sentences']] = context.sentenceOf[said.anchor]! - context.sentenceOf[before.anchor]!;
  if (row[S['voice.sentences']] === 0) row[S['voice.same-sentence']] = 1;
  row[S['voice.paragraphs']] = context.paragraphOf[said.anchor]! - context.paragraphOf[before.anchor]!;
  if (known.turn.source) row[S['voice.sourced']] = 1;
  row[S['voice.gap']] = clamp(said.anchor - before.last, -100, 400);
  row[S.lastRole + ROLES.indexOf(before.role)] = 1;
}

/** Places before and behind the saying that are gone through for sources. */
const SOURCE_PLACES = 32;
const NO_TURN = 99;

/** In how many sources before and behind the candidate is named, and how many turns away the nearest are. */
function putSources(row: Float32Array, { sourceAt, turn }: Scene, { places }: Referent, at: number): void {
  const end = Math.min(places.length, at + 1 + SOURCE_PLACES);
  let [last, next, seen] = [-1, -1, -1];
  for (let i = Math.max(0, at + 1 - SOURCE_PLACES); i < end; i++) {
    const [first, behind] = places[i]!;
    const of = Math.max(sourceAt[first]!, sourceAt[behind - 1]!) - 1;
    if (of < 0 || of === turn || of === seen) continue;
    seen = of;
    row[of < turn ? S['sources.before'] : S['sources.behind']]!++;
    if (of < turn) last = Math.max(last, of);
    else next = next < 0 ? of : Math.min(next, of);
  }
  row[S['sources.since']] = last < 0 ? NO_TURN : turn - last;
  row[S['sources.until']] = next < 0 ? NO_TURN : next - turn;
  if (last >= 0) row[S['sources.last']] = 1;
  if (next >= 0) row[S['sources.next']] = 1;
}

function putAgreement(row: Float32Array, { gender, number }: Scene, referent: Referent, ending: boolean): void {
  row[S['votes.masculine']] = referent.votes.m;
  row[S['votes.feminine']] = referent.votes.f;
  row[S['votes.plural']] = referent.votes.pl;
  row[S.agrees] = agreement(referent, gender);
  if (gender) row[S['agrees.by-ending']] = (gender === 'f') === (ending || referent.type === 'LOC') ? 1 : -1;
  if (number === 'pl' || number === 'du')
    row[S['agrees.number']] = referent.number === 'pl' || referent.votes.pl > 0 ? 1 : -1;
}

function putPlaces(row: Float32Array, scene: Scene, referent: Referent, at: number): void {
  const { context, said } = scene;
  const { places } = referent;
  const { anchor } = said;
  row[S.places] = places.length;
  row[S['places.before']] = at + 1;
  row[S['places.share']] = places.length / Math.max(1, context.mentions.length);
  const first = places[0]?.[0] ?? -1;
  row[S['places.first']] = Math.min(800, first);
  if (first >= 0 && first < headlineOf(context)) row[S['places.in-headline']] = 1;
  const sentence = sentenceAt(context, anchor);
  const before = sentenceBefore(context, anchor);
  for (let i = at; i >= 0 && i > at - 8; i--) {
    const place = places[i]![0];
    if (place >= sentence.first) row[S['places.in-sentence']]!++;
    if (context.paragraphOf[place] === context.paragraphOf[anchor]) row[S['places.in-paragraph']]!++;
    if (place >= sentence.first) putOpening(row, scene, place, sentence.first, OPENS_SENTENCE);
    else if (place >= before) putOpening(row, scene, place, before, OPENS_PREVIOUS);
  }
  if (at < 0) row[S['place.none']] = 1;
  else putPlace(row, scene, places[at]!, referent);
  const next = places[at + 1]?.[0] === anchor ? places[at + 2] : places[at + 1];
  if (!next) return;
  row[S['next.distance']] = Math.min(300, next[0] - anchor);
  if (next[0] < sentence.last) row[S['next.same-sentence']] = 1;
  if (inContent(said, next[0])) row[S['next.in-own-content']] = 1;
}

const opens = (which: 'opens-sentence' | 'opens-previous') => ({
  near: S[which],
  firstName: S[`${which}.first-name`],
  afterVerb: S[`${which}.after-verb`],
  afterPlain: S[`${which}.after-plain`],
  at: S[`${which}.at`],
});
type Opens = ReturnType<typeof opens>;
const OPENS_SENTENCE = opens('opens-sentence');
const OPENS_PREVIOUS = opens('opens-previous');
/** The titles before a name, in tokens. */
const TITLES = 6;
const isVerbal = askedOnce(({ key }): boolean => /^[وف]?(?:[يت]|س[يت]).{2}|ت$|وا$/.test(key));

/** Whether a place is the subject with which a sentence opens: `دعت | مصر | جميع الأطراف`. */
function putOpening(row: Float32Array, { context, facts }: Scene, place: number, first: number, opens: Opens): void {
  const head = phraseStart(facts, place, first);
  row[opens.at] = Math.max(row[opens.at]!, 30 - Math.min(29, head - first));
  if (head > first && isPlain(context, facts, head - 1)) row[opens.afterPlain] = 1;
  if (head < first + 3) row[opens.near] = 1;
  let i = first;
  while (i < place && !context.mentionAt[i]) i++;
  if (i === place) row[opens.firstName] = 1;
  if (head > first && isAfterVerb(context, facts, head)) row[opens.afterVerb] = 1;
}

const isAfterVerb = ({ words }: Context, facts: Facts, head: number): boolean =>
  isVerbal(words[head - 1]!) && !facts.has(head - 1, 'definite');

/** Leftwards over titles to where the noun phrase of a name begins. */
function phraseStart(facts: Facts, name: number, least: number): number {
  let head = name;
  while (head > least && name - head < TITLES && facts.at(head - 1) & BIT.word) {
    const bits = facts.at(head - 1);
    if (bits & BIT.finite || !(bits & (BIT.title | BIT.definite))) break;
    head--;
  }
  return head;
}

/** A word that may be a verb: neither definite nor a name, title or particle: `استعرض | رئيس المنظمة`. */
function isPlain(context: Context, facts: Facts, i: number): boolean {
  const no = BIT.definite | BIT.title | BIT.preposition | BIT.adjunct | BIT.relative | BIT.time | BIT.conjunction;
  return (facts.at(i) & (BIT.word | no)) === BIT.word && !context.mentionAt[i];
}

/** How far a verb is looked for, in tokens. */
const VERB_REACH = 20;

/** Words and names between a noun phrase and the verb before it: right behind it stands the subject, behind another one the object. */
function putSinceVerb(row: Float32Array, context: Context, facts: Facts, head: number, least: number): void {
  let names = 0;
  let i = head - 1;
  for (; i >= least && head - i <= VERB_REACH; i--) {
    const bits = facts.at(i);
    const mention = context.mentionAt[i];
    if (mention?.first === i) names++;
    if (mention || bits & BIT.definite) continue;
    if (bits & BIT.finite || isVerbal(context.words[i]!)) break;
    if (i <= least + 1 && isPlain(context, facts, i)) break;
  }
  const found = i >= least && head - i <= VERB_REACH;
  row[S['place.since-verb']] = found ? head - i : 99;
  row[S['place.names-since-verb']] = names;
}

/** The grammar of the last place before the saying: subject, object, behind a preposition, within somebody's words. */
function putPlace(
  row: Float32Array,
  { context, facts, said, recent }: Scene,
  [first, last]: [number, number],
  referent: Referent,
): void {
  const { anchor } = said;
  const sentence = sentenceAt(context, first);
  row[S['place.distance']] = Math.min(600, anchor - first);
  row[S['place.sentences']] = context.sentenceOf[anchor]! - context.sentenceOf[first]!;
  if (row[S['place.sentences']] === 0) row[S['place.same-sentence']] = 1;
  row[S['place.paragraphs']] = context.paragraphOf[anchor]! - context.paragraphOf[first]!;
  row[S['place.in-sentence']] = first - sentence.first;
  let i = sentence.first;
  while (i < first && context.mentionAt[i]?.type !== 'PER' && context.mentionAt[i]?.type !== 'ORG') i++;
  if (i === first) row[S['place.first-name']] = 1;
  if (context.insideOf[first]) row[S['place.in-marks']] = 1;
  const mention = context.mentionAt[first];
  if (mention && mention.start > context.tokens[first]!.start) row[S['place.clitic']] = 1;
  const before = facts.at(first - 1);
  for (let k = 0; k < BEFORE_PLACE_BITS.length; k++) if (before & BEFORE_PLACE_BITS[k]!) row[S.beforePlace + k] = 1;
  putPhrase(row, context, facts, first, sentence.first);
  if (recent.some((turn) => inContent(turn.said, first))) row[S['place.in-content']] = 1;
  if (inContent(said, first)) row[S['place.in-own-content']] = 1;
  row[S['place.persons-between']] = othersNamed(context, last, Math.min(anchor, last + 200), referent);
  if (facts.has(last, 'comma')) row[S['place.comma-next']] = 1;
}

/** How many people are named among some tokens besides one. */
function othersNamed({ mentions }: Context, from: number, to: number, { entity }: Referent): number {
  const found: Entity[] = [];
  for (let i = firstFrom(0, mentions.length, (k) => mentions[k]!.last > from); i < mentions.length; i++) {
    const other = mentions[i]!;
    if (other.first >= to) break;
    if (other.type === 'PER' && other.entity !== entity) addOnce(found, other.entity);
  }
  return found.length;
}

/** How the noun phrase of a name stands in its sentence, which begins at `start`. */
function putPhrase(row: Float32Array, context: Context, facts: Facts, first: number, start: number): void {
  const head = phraseStart(facts, first, start);
  const governor = facts.at(head - 1);
  if (head > start && governor & (BIT.preposition | BIT.adjunct)) row[S['place.phrase-after-preposition']] = 1;
  if (hasLi(context.tokens[head]!.key)) row[S['place.phrase-clitic-li']] = 1;
  row[S['place.phrase-length']] = first - head;
  if (head < start + 2) row[S['place.phrase-opens']] = 1;
  if (head > start && isAfterVerb(context, facts, head)) row[S['place.phrase-after-verb']] = 1;
  if (head > start && isPlain(context, facts, head - 1)) row[S['place.phrase-after-plain']] = 1;
  putSinceVerb(row, context, facts, head, start);
}
