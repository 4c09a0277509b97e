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

/** Running counts of what stands between the reporting word and a token, outwards on either side. */
class Between {
  readonly counts = new Float32Array(BETWEEN.length);
  words = 0;
  names = 0;
  cues = 0;

  pass(context: Context, facts: Facts, token: number): void {
    const bits = facts.at(token);
    BETWEEN.forEach((fact, k) => {
      if (bits & BIT[fact]) this.counts[k]!++;
    });
    if (bits & BIT.word) this.words++;
    if (bits & BIT.finite) this.cues++;
    if (context.mentionAt[token]?.first === token) this.names++;
  }
}

/** One row for each beginning, the first one for "no source"; `visit` is told them in order, with what all have in common, and must not keep the row. */
export function describeStarts(
  context: Context,
  said: Saying,
  candidates: readonly number[],
  headline: number,
  visit: (row: Float32Array, token: number, base: Float32Array) => void,
): void {
  const facts = factsOf(context);
  const base = startLayout.row();
  putSaying(base, START.saying, context, said, headline);
  for (const token of candidates)
    base[START['hint.most']] = Math.max(base[START['hint.most']]!, hintAt(context, token, HINT['source-first']));
  const row = startLayout.row();
  row.set(base);
  row[START.none] = 1;
  visit(row, -1, base);
  const edge = { before: new Between(), after: new Between() };
  // outwards from the cue on both sides, so that each token is counted once
  const split = candidates.findIndex((token) => token > said.anchor);
  const left = split < 0 ? candidates : candidates.slice(0, split);
  const right = split < 0 ? [] : candidates.slice(split);
  const counts = new Map<number, Between>();
  let at = said.anchor - 1;
  for (const token of [...left].reverse()) {
    for (; at >= token; at--) edge.before.pass(context, facts, at);
    counts.set(token, snapshot(edge.before));
  }
  at = said.anchor + 1;
  for (const token of right) {
    for (; at < token; at++) edge.after.pass(context, facts, at);
    counts.set(token, snapshot(edge.after));
  }
  for (const token of candidates) {
    row.set(base);
    putStart(row, context, facts, said, token, counts.get(token)!);
    visit(row, token, base);
  }
}

function snapshot(between: Between): Between {
  const copy = new Between();
  copy.counts.set(between.counts);
  copy.words = between.words;
  copy.names = between.names;
  copy.cues = between.cues;
  return copy;
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
  if (said.site?.subject && said.site.subject[0] === i) row[START['site.subject']] = 1;
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
  const base = endLayout.row();
  putSaying(base, END.saying, context, said, headline);
  putWord(base, END.head, context, facts, start);
  putNoun(base, END.headNoun, context, start);
  base[END.distance] = start - said.anchor;
  const limit = candidates.at(-1) ?? start;
  const phrase = phraseEnd(context, start);
  const apposition =
    phrase > start ? appositionEnd(context, phrase, Math.min(context.tokens.length, start + PHRASE)) : start;
  const counts = new Float32Array(BETWEEN.length);
  const row = endLayout.row();
  let at = start;
  let [persons, brackets, marks] = [0, 0, 0];
  for (const end of candidates) {
    for (; at < end; at++) {
      const bits = facts.at(at);
      BETWEEN.forEach((fact, k) => {
        if (bits & BIT[fact]) counts[k]!++;
      });
      const { form } = context.tokens[at]!;
      if (form === '(') brackets++;
      if (form === ')') brackets--;
      if (bits & BIT.quote) marks++;
      const mention = context.mentionAt[at];
      if (mention?.last === at + 1 && mention.type === 'PER') persons++;
    }
    row.set(base);
    row.set(counts, END.inside);
    row[END.length] = end - start;
    row[END.rest] = limit - end;
    row[END['inside.persons']] = persons;
    row[END['open-bracket']] = brackets;
    row[END['open-mark']] = marks % 2;
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
    KINDS.forEach((kind, k) => {
      if (facts.match(kind, end)) row[END.nextKinds + k] = 1;
    });
    if (end === said.lead) row[END['next.lead']] = 1;
    const next = context.tokens[end];
    if (next && /^[يت](?!.?ال)/.test(next.key)) row[END['next.verbal']] = 1;
    if (said.site?.subject && said.site.subject[1] === end) row[END['site.subject']] = 1;
    row[END['hint.last']] = hintAt(context, end - 1, HINT['source-last']);
    row[END['hint.last.before']] = mostHinted(context, start, end - 1, HINT['source-last']);
    row[END['hint.last.later']] = mostHinted(context, end, Math.min(limit, end + 12), HINT['source-last']);
    row[END['hint.source']] = hintAt(context, end - 1, HINT.source);
    row[END['hint.next']] = hintAt(context, end, HINT.source);
    if (context.hints) row[END['hint.least']] = leastHinted(context, start, end, HINT.source);
    visit(row, end, base);
  }
}
