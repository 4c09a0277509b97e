/** What is seen of a source's possible beginnings and ends. */
import { Layout, labels } from '../../learned/layout.ts';
import type { Gender, GrammaticalNumber } from '../../lexicon/index.ts';
import type { Context } from '../context.ts';
import { clamp, putSaying, putWord, sayingBlock, wordBlock } from '../describe.ts';
import { BIT, bitsOf, type Facts, factsOf } from '../facts.ts';
import { HINT, hintAt, leastHinted, mostHinted } from '../hints.ts';
import { nounBlock, putNoun } from '../noun-kinds.ts';
import { perArticle, perPart } from '../once.ts';
import { type Saying, wanted } from '../sayings.ts';
import { isWord } from '../words.ts';
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

/** The token after the noun phrase that begins at a token. */
export const phraseEnd = perPart((context: Context, from: number): number =>
  Math.max(from, nounPhraseEnd(context, from, Math.min(context.tokens.length, from + PHRASE))),
);

/** What is counted from the text's beginning on, so that a stretch's number is one subtraction: `BETWEEN`, and behind them these. */
const COUNTED = [...BETWEEN, ...labels('word name-begins person-ends open-bracket')] as const;
const AT = Object.fromEntries(COUNTED.map((counted, place) => [counted, place])) as Record<
  (typeof COUNTED)[number],
  number
>;
const WIDTH = COUNTED.length;
const BETWEEN_BITS = BETWEEN.map((fact) => BIT[fact]);
const ANY_BETWEEN = bitsOf(...BETWEEN);

const sumsOf = perArticle((context: Context) => {
  const { tokens, mentionAt } = context;
  const facts = factsOf(context);
  const sums = new Int32Array((tokens.length + 1) * WIDTH);
  for (let i = 0, at = WIDTH; i < tokens.length; i++, at += WIDTH) {
    for (let k = 0; k < WIDTH; k++) sums[at + k] = sums[at - WIDTH + k]!;
    const bits = facts.at(i);
    if (bits & ANY_BETWEEN) for (let k = 0; k < BETWEEN.length; k++) if (bits & BETWEEN_BITS[k]!) sums[at + k]!++;
    if (bits & BIT.word) sums[at + AT.word]!++;
    const mention = mentionAt[i];
    if (mention?.first === i) sums[at + AT['name-begins']]!++;
    if (mention?.last === i + 1 && mention.type === 'PER') sums[at + AT['person-ends']]!++;
    if (tokens[i]!.form === '(') sums[at + AT['open-bracket']]!++;
    if (tokens[i]!.form === ')') sums[at + AT['open-bracket']]!--;
  }
  return sums;
});

const START_ROWS = { base: startLayout.row(), row: startLayout.row() };

/** One row for each beginning, the first one for "no source"; `visit` is told them in order, with what all have in common, and must not keep the row. */
export function describeStarts(
  context: Context,
  said: Saying,
  candidates: readonly number[],
  visit: (row: Float32Array, token: number, base: Float32Array) => void,
): void {
  const facts = factsOf(context);
  const { base, row } = START_ROWS;
  const { gender, number } = wanted(said);
  base.fill(0);
  putSaying(base, START.saying, context, said);
  for (const token of candidates)
    base[START['hint.most']] = Math.max(base[START['hint.most']]!, hintAt(context, token, HINT['source-first']));
  row.set(base);
  row[START.none] = 1;
  visit(row, -1, base);
  for (const token of candidates) {
    row.set(base);
    putStart(row, context, facts, said, token);
    putMatches(row, facts, gender, number, token);
    visit(row, token, base);
  }
}

function putStart(row: Float32Array, context: Context, facts: Facts, said: Saying, i: number): void {
  const { anchor } = said;
  const distance = i - anchor;
  row[START.distance] = distance;
  row[START['distance.absolute']] = Math.abs(distance);
  if (distance > 0) row[START['behind-cue']] = 1;
  const sums = sumsOf(context);
  const from = (distance > 0 ? anchor + 1 : i) * WIDTH;
  const to = (distance > 0 ? i : anchor) * WIDTH;
  for (let k = 0; k < BETWEEN.length; k++) row[START.between + k] = sums[to + k]! - sums[from + k]!;
  row[START['between.words']] = sums[to + AT.word]! - sums[from + AT.word]!;
  row[START['between.names']] = sums[to + AT['name-begins']]! - sums[from + AT['name-begins']]!;
  row[START['between.cues']] = row[START.between + AT.finite]!;
  putWord(row, START.here, context, facts, i);
  putWord(row, START.before, context, facts, i - 1);
  putWord(row, START.twoBefore, context, facts, i - 2);
  putWord(row, START.after, context, facts, i + 1);
  putNoun(row, START.noun, context, i);
  if (isWord('an', context.tokens[i - 1]?.key)) row[START['before.an']] = 1;
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
function putMatches(row: Float32Array, facts: Facts, gender: Gender, number: GrammaticalNumber, i: number): void {
  for (let k = 0; k < KINDS.length; k++) {
    const kind = KINDS[k]!;
    const match = facts.match(kind, i);
    if (!match) continue;
    row[START.kinds + k] = 1;
    if (kind === 'medium' || kind === 'anaphor') continue;
    const plural = match.number === 'pl';
    const feminine = match.gender === 'f' || plural;
    if (gender !== null && match.gender !== null && !row[START['here.agrees']])
      row[START['here.agrees']] = feminine === (gender === 'f') ? 1 : plural ? 0 : -1;
    if (number === 'pl' && plural) row[START['here.agrees']] = 1;
  }
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

const END_ROWS = { base: endLayout.row(), row: endLayout.row() };

/** One row for each end of a source that begins at `start`. */
export function describeEnds(
  context: Context,
  said: Saying,
  start: number,
  candidates: readonly number[],
  visit: (row: Float32Array, end: number, base: Float32Array) => void,
): void {
  const facts = factsOf(context);
  const { base, row } = END_ROWS;
  base.fill(0);
  putSaying(base, END.saying, context, said);
  putWord(base, END.head, context, facts, start);
  putNoun(base, END.headNoun, context, start);
  base[END.distance] = start - said.anchor;
  const phrase = phraseEnd(context, start);
  const reach = Math.min(context.tokens.length, start + PHRASE);
  const apposition = phrase > start ? appositionEnd(context, phrase, reach) : start;
  const open = { start, phrase, apposition, limit: candidates.at(-1) ?? start };
  for (const end of candidates) {
    row.set(base);
    putEnd(row, context, facts, said, open, end);
    visit(row, end, base);
  }
}

function putEnd(row: Float32Array, context: Context, facts: Facts, said: Saying, open: Open, end: number): void {
  const { start, phrase, apposition, limit } = open;
  const sums = sumsOf(context);
  const [from, to] = [start * WIDTH, end * WIDTH];
  for (let k = 0; k < BETWEEN.length; k++) row[END.inside + k] = sums[to + k]! - sums[from + k]!;
  row[END['inside.persons']] = sums[to + AT['person-ends']]! - sums[from + AT['person-ends']]!;
  row[END['open-bracket']] = sums[to + AT['open-bracket']]! - sums[from + AT['open-bracket']]!;
  row[END['open-mark']] = row[END.inside + AT.quote]! % 2;
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
