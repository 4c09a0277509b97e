/** Writing what single words and sayings show into rows of features. */

import { findHeadline } from '../headline.ts';
import type { Layout } from '../learned/layout.ts';
import { FRAMES } from '../lexicon/index.ts';
import { STANCES } from '../model.ts';
import type { Context } from './context.ts';
import { FACTS, type Facts, factsOf } from './facts.ts';
import { perArticle } from './once.ts';
import { RATE, rateOf } from './rates.ts';
import { ROLES, type Saying, wanted } from './sayings.ts';

const NAME_KINDS = ['PER', 'LOC', 'ORG', 'MISC'] as const;
const WORD_FEATURES = [
  ...FACTS,
  ...NAME_KINDS.map((kind) => `name-${kind}`),
  'name-begins',
  'outside',
  'verb',
  'speech',
];
const NAME_AT = FACTS.length;
const BEGINS_AT = NAME_AT + NAME_KINDS.length;

/** Place of the features of one word. */
export const wordBlock = (layout: Layout, prefix: string): number => layout.block(prefix, WORD_FEATURES);

/** What a word is: its facts, and the name that it belongs to. */
export function putWord(row: Float32Array, at: number, context: Context, facts: Facts, token: number): void {
  if (token < 0 || token >= context.tokens.length) {
    row[at + BEGINS_AT + 1] = 1;
    return;
  }
  let bits = facts.at(token) & 0x7fffffff;
  while (bits !== 0) {
    const bit = 31 - Math.clz32(bits);
    row[at + bit] = 1;
    bits &= ~(1 << bit);
  }
  const word = context.words[token]!;
  row[at + BEGINS_AT + 2] = rateOf(word, RATE.verb);
  row[at + BEGINS_AT + 3] = rateOf(word, RATE.speech);
  const mention = context.mentionAt[token];
  if (!mention) return;
  const kind = NAME_KINDS.indexOf(mention.type as (typeof NAME_KINDS)[number]);
  if (kind >= 0) row[at + NAME_AT + kind] = 1;
  if (mention.first === token) row[at + BEGINS_AT] = 1;
}

/** The token after the headline's last. */
export const headlineOf = perArticle(({ index }: Context): number => findHeadline(index)?.last ?? 0);

export const clamp = (value: number, least: number, most: number): number =>
  value < least ? least : value > most ? most : value;

/** Places of what a saying itself shows, the same for all its candidates. */
export function sayingBlock(layout: Layout, withNeighbours: boolean) {
  return {
    role: layout.block('saying.role', ROLES),
    stance: layout.block('saying.stance', STANCES),
    frames: layout.block('saying.takes', FRAMES),
    next: withNeighbours ? wordBlock(layout, 'saying.next') : -1,
    second: withNeighbours ? wordBlock(layout, 'saying.second') : -1,
    before: withNeighbours ? wordBlock(layout, 'saying.before') : -1,
    ...layout.scalars(
      'saying.masculine saying.feminine saying.plural saying.first-person saying.direct saying.mixed saying.nominal',
      'saying.postposed saying.gap saying.behind saying.length saying.in-sentence saying.in-paragraph saying.strong',
      'saying.imperfect saying.wa saying.relative saying.headline',
    ),
  };
}
type SayingBlock = ReturnType<typeof sayingBlock>;

/** Writes what the saying shows. */
export function putSaying(row: Float32Array, p: SayingBlock, context: Context, said: Saying): void {
  const { reading, cue, anchor } = said;
  const facts = factsOf(context);
  const { gender, number } = wanted(said);
  row[p.role + ROLES.indexOf(said.role)] = 1;
  if (reading) {
    const stance = STANCES.indexOf(reading.form.lemma.stance);
    if (stance >= 0) row[p.stance + stance] = 1;
    for (const frame of reading.form.lemma.frames) row[p.frames + FRAMES.indexOf(frame)] = 1;
    if (reading.form.person === 1) row[p['saying.first-person']] = 1;
    if (reading.form.lemma.strength === 'strong') row[p['saying.strong']] = 1;
    if (reading.form.kind === 'imperfect') row[p['saying.imperfect']] = 1;
    if (reading.proclitic.includes('و')) row[p['saying.wa']] = 1;
  }
  if (gender === 'm') row[p['saying.masculine']] = 1;
  if (gender === 'f') row[p['saying.feminine']] = 1;
  if (number === 'pl') row[p['saying.plural']] = 1;
  if (said.type === 'direct') row[p['saying.direct']] = 1;
  if (said.type === 'mixed') row[p['saying.mixed']] = 1;
  if (said.type === 'nominal') row[p['saying.nominal']] = 1;
  if (cue >= 0 && cue >= said.last) row[p['saying.postposed']] = 1;
  row[p['saying.gap']] = clamp(said.lead - anchor, 0, 40);
  row[p['saying.behind']] = clamp(anchor - said.last, -40, 20);
  row[p['saying.length']] = clamp(said.last - said.first, 0, 80);
  row[p['saying.in-sentence']] = clamp(anchor - context.sentences[context.sentenceOf[anchor]!]!.first, 0, 60);
  row[p['saying.in-paragraph']] = clamp(anchor - context.index.paragraphs[context.paragraphOf[anchor]!]!.first, 0, 80);
  if (said.relative) row[p['saying.relative']] = 1;
  if (anchor < headlineOf(context)) row[p['saying.headline']] = 1;
  if (p.next >= 0) {
    putWord(row, p.next, context, facts, anchor + 1);
    putWord(row, p.second, context, facts, anchor + 2);
    putWord(row, p.before, context, facts, anchor - 1);
  }
}
