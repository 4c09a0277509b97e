/** What is seen of a source's possible beginnings and ends. */
import { Layout, labels } from '../../learned/layout.ts';
import type { Context } from '../context.ts';
import { clamp, putSaying, putWord, sayingBlock, wordBlock } from '../describe.ts';
import { BIT, type Facts, factsOf } from '../facts.ts';
import { HINT, hintAt, leastHinted, mostHinted } from '../hints.ts';
import { nounBlock, putNoun } from '../noun-kinds.ts';
import { perArticle } from '../once.ts';
import { type Saying, wanted } from '../sayings.ts';
import { appositionEnd, nounPhraseEnd } from './noun-phrases.ts';

const KINDS = labels('role source outlet medium anaphor');
const BETWEEN = labels('comma colon stop finite preposition relative time medium quote');
/** How far a noun phrase is read, in tokens. */
const PHRASE = 40;

export const startLayout = new Layout();
const START = {
  saying: sayingBlock(startLayout, true),
  here: wordBlock(startLayout, 'here'),
  before: wordBlock(startLayout, 'before'),
  twoBefore: wordBlock(startLayout, 'two-before'),
  after: wordBlock(startLayout, 'after'),
  ending: wordBlock(startLayout, 'phrase.next'),
  kinds: startLayout.block('here.is', KINDS),
  noun: nounBlock(startLayout, 'here.noun'),
  between: startLayout.block('between', BETWEEN),
  ...startLayout.scalars(
    'none distance distance.absolute behind-cue between.words between.names between.cues here.agrees before.an',
    'phrase.length phrase.to-cue phrase.person phrase.names in-sentence in-paragraph to-content from-content site.subject',
    'hint.most hint.first hint.source hint.before hint.inside',
  ),
};

/** The token after the noun phrase that begins at each token, as far as asked. */
const phrases = perArticle((_: Context) => new Map<number, number>());

export function phraseEnd(context: Context, from: number): number {
  const known = phrases(context);
  let end = known.get(from);
  if (end === undefined) {
    end = Math.max(from, nounPhraseEnd(context, from, Math.min(context.tokens.length, from + PHRASE)));
    known.set(from, end);
  }
  return end;
}

/** Running counts of what stands between the reporting word and a token. */
class Between {
  readonly counts = new Float32Array(BETWEEN.length);
  words = 0;
  names = 0;
  cues = 0;

  pass(context: Context, facts: Facts, token: number): void {
    const bits = facts.at(token);
    count(bits, this.counts);
    if (bits & BIT.word) this.words++;
    if (bits & BIT.finite) this.cues++;
    if (context.mentionAt[token]?.first === token) this.names++;
  }

  copy(): Between {
    const copy = Object.assign(new Between(), { words: this.words, names: this.names, cues: this.cues });
    copy.counts.set(this.counts);
    return copy;
  }
}

/** Adds one to each of `BETWEEN` that a token's facts have. */
function count(bits: number, counts: Float32Array): void {
  for (let k = 0; k < BETWEEN.length; k++) if (bits & BIT[BETWEEN[k]!]) counts[k]!++;
}

/** What stands between the reporting word and each beginning: outwards on either side, so that each token is counted once. */
function countsOf(context: Context, facts: Facts, anchor: number, candidates: readonly number[]): Map<number, Between> {
  const found = new Map<number, Between>();
  const behind = new Between();
  let at = anchor + 1;
  for (const token of candidates.filter((token) => token > anchor)) {
    for (; at < token; at++) behind.pass(context, facts, at);
    found.set(token, behind.copy());
  }
  const before = new Between();
  at = anchor - 1;
  for (const token of candidates.filter((token) => token <= anchor).reverse()) {
    for (; at >= token; at--) before.pass(context, facts, at);
    found.set(token, before.copy());
  }
  return found;
}

const START_ROWS = { base: startLayout.row(), row: startLayout.row() };

/** One row for each beginning, the first one for "no source"; `visit` is told them in order, with what all have in common, and must not keep the row. */
export function describeStarts(
  context: Context,
  said: Saying,
  candidates: readonly number[],
  headline: number,
  visit: (row: Float32Array, token: number, base: Float32Array) => void,
): void {
  const facts = factsOf(context);
  const { base, row } = START_ROWS;
  base.fill(0);
  putSaying(base, START.saying, context, said, headline);
  for (const token of candidates)
    base[START['hint.most']] = Math.max(base[START['hint.most']]!, hintAt(context, token, HINT['source-first']));
  row.set(base);
  row[START.none] = 1;
  visit(row, -1, base);
  const counts = countsOf(context, facts, said.anchor, candidates);
  for (const token of candidates) {
    row.set(base);
    putStart(row, context, facts, said, token, counts.get(token)!);
    visit(row, token, base);
  }
}

function putStart(row: Float32Array, context: Context, facts: Facts, said: Saying, i: number, between: Between): void {
  const { anchor } = said;
  const distance = i - anchor;
  row[START.distance] = distance;
  row[START['distance.absolute']] = Math.abs(distance);
  if (distance > 0) row[START['behind-cue']] = 1;
  row.set(between.counts, START.between);
  row[START['between.words']] = between.words;
  row[START['between.names']] = between.names;
  row[START['between.cues']] = between.cues;
  putWord(row, START.here, context, facts, i);
  putWord(row, START.before, context, facts, i - 1);
  putWord(row, START.twoBefore, context, facts, i - 2);
  putWord(row, START.after, context, facts, i + 1);
  putMatches(row, facts, said, i);
  putNoun(row, START.noun, context, i);
  if (context.tokens[i - 1]?.key === 'عن') row[START['before.an']] = 1;
  const end = phraseEnd(context, i);
  row[START['phrase.length']] = end - i;
  if (end === anchor) row[START['phrase.to-cue']] = 1;
  putWord(row, START.ending, context, facts, end);
  for (let k = i; k < end; k++) {
    const inside = context.mentionAt[k];
    if (inside?.first !== k) continue;
    row[START['phrase.names']]!++;
    if (inside.type === 'PER') row[START['phrase.person']] = 1;
  }
  row[START['in-sentence']] = i - context.sentences[context.sentenceOf[i]!]!.first;
  row[START['in-paragraph']] = clamp(i - context.index.paragraphs[context.paragraphOf[i]!]!.first, 0, 60);
  row[START['to-content']] = clamp(said.first - i, -50, 50);
  row[START['from-content']] = clamp(i - said.last, -50, 50);
  if (said.site?.subject?.[0] === i) row[START['site.subject']] = 1;
  row[START['hint.first']] = hintAt(context, i, HINT['source-first']);
  row[START['hint.source']] = hintAt(context, i, HINT.source);
  row[START['hint.before']] = hintAt(context, i - 1, HINT.source);
  row[START['hint.inside']] = hintAt(context, i, HINT.inside);
}

/** The lists that a word begins an entry of, and whether its gender is that of the reporting word (1, -1). */
function putMatches(row: Float32Array, facts: Facts, said: Saying, i: number): void {
  const { gender, number } = wanted(said);
  KINDS.forEach((kind, k) => {
    const match = facts.match(kind, i);
    if (!match) return;
    row[START.kinds + k] = 1;
    if (kind === 'medium' || kind === 'anaphor') return;
    const plural = match.number === 'pl';
    const feminine = match.gender === 'f' || plural;
    if (gender !== null && match.gender !== null && !row[START['here.agrees']])
      row[START['here.agrees']] = feminine === (gender === 'f') ? 1 : plural ? 0 : -1;
    if (number === 'pl' && plural) row[START['here.agrees']] = 1;
  });
}

export const endLayout = new Layout();
const END = {
  saying: sayingBlock(endLayout, false),
  head: wordBlock(endLayout, 'head'),
  headNoun: nounBlock(endLayout, 'head.noun'),
  lastNoun: nounBlock(endLayout, 'last.noun'),
  nextNoun: nounBlock(endLayout, 'next.noun'),
  last: wordBlock(endLayout, 'last'),
  lastButOne: wordBlock(endLayout, 'last-but-one'),
  next: wordBlock(endLayout, 'next'),
  second: wordBlock(endLayout, 'second'),
  nextKinds: endLayout.block('next.is', KINDS),
  inside: endLayout.block('inside', BETWEEN),
  ...endLayout.scalars(
    'length rest distance inside.persons open-bracket open-mark phrase phrase.distance apposition apposition.distance',
    'next.lead next.verbal site.subject hint.last hint.last.before hint.last.later hint.source hint.next hint.least',
  ),
};

/** A source that has begun: how far the grammar takes it, and where its last end lies. */
interface Open {
  start: number;
  phrase: number;
  apposition: number;
  limit: number;
}

/** What lies in a source up to one of its ends. */
class Inside {
  readonly counts = new Float32Array(BETWEEN.length);
  persons = 0;
  brackets = 0;
  marks = 0;

  pass({ tokens, mentionAt }: Context, facts: Facts, token: number): void {
    const bits = facts.at(token);
    count(bits, this.counts);
    const { form } = tokens[token]!;
    if (form === '(') this.brackets++;
    if (form === ')') this.brackets--;
    if (bits & BIT.quote) this.marks++;
    const mention = mentionAt[token];
    if (mention?.last === token + 1 && mention.type === 'PER') this.persons++;
  }
}

const END_ROWS = { base: endLayout.row(), row: endLayout.row() };

/** One row for each end of a source that begins at `start`. */
export function describeEnds(
  context: Context,
  said: Saying,
  start: number,
  candidates: readonly number[],
  headline: number,
  visit: (row: Float32Array, end: number, base: Float32Array) => void,
): void {
  const facts = factsOf(context);
  const { base, row } = END_ROWS;
  base.fill(0);
  putSaying(base, END.saying, context, said, headline);
  putWord(base, END.head, context, facts, start);
  putNoun(base, END.headNoun, context, start);
  base[END.distance] = start - said.anchor;
  const phrase = phraseEnd(context, start);
  const reach = Math.min(context.tokens.length, start + PHRASE);
  const apposition = phrase > start ? appositionEnd(context, phrase, reach) : start;
  const open = { start, phrase, apposition, limit: candidates.at(-1) ?? start };
  const inside = new Inside();
  let at = start;
  for (const end of candidates) {
    for (; at < end; at++) inside.pass(context, facts, at);
    row.set(base);
    row.set(inside.counts, END.inside);
    row[END['inside.persons']] = inside.persons;
    row[END['open-bracket']] = inside.brackets;
    row[END['open-mark']] = inside.marks % 2;
    putEnd(row, context, facts, said, open, end);
    visit(row, end, base);
  }
}

function putEnd(row: Float32Array, context: Context, facts: Facts, said: Saying, open: Open, end: number): void {
  const { start, phrase, apposition, limit } = open;
  row[END.length] = end - start;
  row[END.rest] = limit - end;
  if (end === phrase) row[END.phrase] = 1;
  row[END['phrase.distance']] = clamp(end - phrase, -20, 20);
  if (end === apposition) row[END.apposition] = 1;
  row[END['apposition.distance']] = clamp(end - apposition, -20, 20);
  putNoun(row, END.lastNoun, context, end - 1);
  putNoun(row, END.nextNoun, context, end);
  putWord(row, END.last, context, facts, end - 1);
  if (end - 2 >= start) putWord(row, END.lastButOne, context, facts, end - 2);
  putWord(row, END.next, context, facts, end);
  putWord(row, END.second, context, facts, end + 1);
  for (let k = 0; k < KINDS.length; k++) if (facts.match(KINDS[k]!, end)) row[END.nextKinds + k] = 1;
  if (end === said.lead) row[END['next.lead']] = 1;
  if (/^[يت](?!.?ال)/.test(context.tokens[end]?.key ?? '')) row[END['next.verbal']] = 1;
  if (said.site?.subject?.[1] === end) row[END['site.subject']] = 1;
  row[END['hint.last']] = hintAt(context, end - 1, HINT['source-last']);
  row[END['hint.last.before']] = mostHinted(context, start, end - 1, HINT['source-last']);
  row[END['hint.last.later']] = mostHinted(context, end, Math.min(limit, end + 12), HINT['source-last']);
  row[END['hint.source']] = hintAt(context, end - 1, HINT.source);
  row[END['hint.next']] = hintAt(context, end, HINT.source);
  if (context.hints) row[END['hint.least']] = leastHinted(context, start, end, HINT.source);
}
