/**
 * What lists, rules and marks say of each token of an article, as small numbers: input bits of the tagger's network and features of its
 * output. Nothing here decides; a rule's candidate is evidence like a mark around a word.
 */

import { type Evidence, type EvidenceCodes, SKIP_ROW } from '../network/skip.ts';
import { MARK, shapeOf } from '../network/spelling.ts';
import * as LISTS from './lists.ts';
import { MISC_HEAD_KINDS, NAME_TYPES, ORG_HEAD_KINDS, PLACE_HEAD_KINDS, SENSE_KINDS, typeNumber } from './lists.ts';
import { isSport, phraseAt } from './rules/phrases.ts';
import type { Scene } from './scene.ts';
import type { FoundMention } from './types.ts';
import { type Word, wordOf } from './words.ts';

/** Flags of the word lists that are evidence, in the order of their codes. */
export const FLAGS = [
  LISTS.GIVEN,
  LISTS.GIVEN_OR_WORD,
  LISTS.TITLE,
  LISTS.FUNCTION,
  LISTS.COMMON,
  LISTS.NATIONALITY,
  LISTS.ORG_ADJECTIVE,
  LISTS.ORG_TOPIC,
  LISTS.LINK_BEFORE,
  LISTS.LINK_WITHIN,
  LISTS.PHRASE,
  LISTS.PLACE_HEAD,
  LISTS.ORG_HEAD,
  LISTS.MISC_HEAD,
  LISTS.DEFINITE,
  LISTS.MODIFIER,
  LISTS.NO_NAME,
  LISTS.PHRASE_PART,
] as const;

/** Some propose nothing any more (`ali`, `org-bare`, `place-list` …): the weights know the others by their number. */
const RULE_NAMES = [
  ...SENSE_KINDS.map((kind) => `listed-${kind}`),
  ...ORG_HEAD_KINDS.map((kind) => `org-${kind}`),
  ...PLACE_HEAD_KINDS.map((kind) => `place-${kind}`),
  'marked-org',
  'marked-place',
  'marked-misc',
  'event',
  'titled-name',
  'given-name',
  'ali',
];
const ruleNumbers = new Map(RULE_NAMES.map((name, number) => [name, number]));

/** The place of a rule's name in `RULE_NAMES`; behind them for any other. */
const ruleNumberOf = (rule: string): number => ruleNumbers.get(rule) ?? RULE_NAMES.length;

/** Where in a span a token stands: alone, first, inside, last. */
const PLACES = 4;
const placeIn = (first: number, last: number, at: number): number =>
  last - first === 1 ? 0 : at === first ? 1 : at === last - 1 ? 3 : 2;

/** Lengths of what stands between marks, by steps: 0, 1, 2, 3, up to 5, up to 9, more. */
const LENGTHS = 7;
const lengthStep = (length: number): number => (length <= 3 ? length : length <= 5 ? 4 : length <= 9 ? 5 : 6);

// The weights know codes by their number: after any change of these lists, or of those that they are made of, `npm run train -- --only names`.
let next = 0;
const codes = (count: number): number => {
  const from = next;
  next += count;
  return from;
};
// Of the word alone.
const BARE_FLAG = codes(FLAGS.length);
const ANY_FLAG = codes(FLAGS.length);
const UNKNOWN = codes(1);
const ORG_HEAD_OF = codes(ORG_HEAD_KINDS.length);
const PLACE_HEAD_OF = codes(PLACE_HEAD_KINDS.length);
const MISC_HEAD_OF = codes(MISC_HEAD_KINDS.length);
// Of the word in its place.
const LISTED_TYPE = codes(NAME_TYPES.length * PLACES);
const LISTED_KIND = codes(SENSE_KINDS.length * 4);
const PROPOSED = codes(2 * NAME_TYPES.length * PLACES);
const AFTER_PROPOSED = codes(2 * NAME_TYPES.length);
const BY_RULE = codes(2 * (RULE_NAMES.length + 1) * 2);
const VETO = codes(1);
const MARKED = codes(5 * LENGTHS);
const BRACKETED = codes(LENGTHS);
/** Codes below this are input bits of the network too. */
export const EVIDENCE_BITS = next;
// Only features of the output.
const GLUED = codes(1);
const SPORT = codes(1);
const FIRST_PARAGRAPH = codes(1);
const SENTENCE_PLACE = codes(3);
export const EVIDENCE_CODES = next;
export const EVIDENCE_WEIGHTS = EVIDENCE_CODES * SKIP_ROW;

const NOTHING: readonly number[] = [];

/** What the lists say of a word wherever it stands, as codes. */
export function listCodes(key: string): readonly number[] {
  if (shapeOf(key) === MARK) return NOTHING;
  const word = wordOf(key.includes('.') ? key.replace(/\./g, ' ').trim() : key);
  word.codes ??= codesOf(word);
  return word.codes;
}

function codesOf(word: Word): readonly number[] {
  const found: number[] = [];
  const { flags } = word.bare;
  for (let i = 0; i < FLAGS.length; i++) {
    if (flags & FLAGS[i]!) found.push(BARE_FLAG + i);
    else if (word.any & FLAGS[i]!) found.push(ANY_FLAG + i);
  }
  if (word.unknown) found.push(UNKNOWN);
  for (const { entry } of word.readings) {
    if (entry?.orgHead) put(found, ORG_HEAD_OF + ORG_HEAD_KINDS.indexOf(entry.orgHead.kind));
    if (entry?.placeHead) put(found, PLACE_HEAD_OF + PLACE_HEAD_KINDS.indexOf(entry.placeHead));
    if (entry?.miscHead) put(found, MISC_HEAD_OF + MISC_HEAD_KINDS.indexOf(entry.miscHead));
  }
  // a copy has no room to grow
  return found.length === 0 ? NOTHING : found.slice();
}

function put(row: number[], code: number): void {
  if (!row.includes(code)) row.push(code);
}

/** What the network has to know of them. */
export const CODES: EvidenceCodes = { count: EVIDENCE_CODES, bits: EVIDENCE_BITS, ofWord: listCodes };

/**
 * Codes of each token in its place, those of its word apart; tokens of which nothing is said share one empty row. `proposed`: all candidates
 * of the rules; `selected`: those of them that the rules would choose.
 */
export function evidenceOf(
  scene: Scene,
  proposed: readonly FoundMention[],
  selected: readonly FoundMention[],
): Evidence {
  const rows = new Array<number[] | undefined>(scene.tokens.length);
  const say = (at: number, code: number): void => {
    const row = rows[at];
    if (row) put(row, code);
    else rows[at] = [code];
  };
  for (const mention of proposed) sayProposed(mention, 0, rows.length, say);
  for (const mention of selected) sayProposed(mention, 1, rows.length, say);
  for (const at of scene.vetoes) say(at, VETO);
  sayListed(scene, say);
  sayMarks(scene, say);
  sayPlaces(scene, rows);
  const evidence: (readonly number[])[] = [];
  for (const row of rows) evidence.push(row ?? NOTHING);
  return evidence;
}

type Say = (at: number, code: number) => void;

function sayProposed({ first, last, type, rule }: FoundMention, set: 0 | 1, count: number, say: Say): void {
  const t = set * NAME_TYPES.length + typeNumber(type);
  const number = set * (RULE_NAMES.length + 1) + ruleNumberOf(rule);
  for (let at = first; at < last; at++) {
    say(at, PROPOSED + t * PLACES + placeIn(first, last, at));
    say(at, BY_RULE + number * 2 + (at === first ? 0 : 1));
  }
  if (last < count) say(last, AFTER_PROPOSED + t);
}

function sayListed(scene: Scene, say: Say): void {
  for (let t = 0; t < scene.tokens.length; t++) {
    const match = phraseAt(scene, t);
    if (!match) continue;
    for (const { type, kind, ambiguous } of match.senses) {
      const listed = LISTED_TYPE + typeNumber(type) * PLACES;
      const sense = LISTED_KIND + SENSE_KINDS.indexOf(kind) * 4 + (ambiguous ? 2 : 0);
      for (let at = match.first; at < match.last; at++) {
        say(at, listed + placeIn(match.first, match.last, at));
        say(at, sense + (at === match.first ? 0 : 1));
      }
    }
  }
}

/** Longer than this, only the edges of what stands between marks are told. */
const LONGEST_MARKED = 40;

function sayMarks({ tokens, index }: Scene, say: Say): void {
  for (const { open, close } of index.marks) {
    if (close === null) continue;
    const step = lengthStep(close - open - 1);
    say(open, MARKED + 3 * LENGTHS + step);
    say(close, MARKED + 4 * LENGTHS + step);
    if (close - open < 2) continue;
    say(open + 1, MARKED + LENGTHS + step);
    say(close - 1, MARKED + 2 * LENGTHS + step);
    if (close - open <= LONGEST_MARKED) for (let at = open + 1; at < close; at++) say(at, MARKED + step);
  }
  let open = -1;
  for (let t = 0; t < tokens.length; t++) {
    const { key } = tokens[t]!;
    if (key === '(') open = t;
    else if (key === ')' && open >= 0) {
      if (t - open < 9) for (let at = open + 1; at < t; at++) say(at, BRACKETED + lengthStep(t - open - 1));
      open = -1;
    }
  }
}

/** Codes of where a token stands, by the bits of what is true of it: most tokens have no others, and share these rows. */
const PLACE_ROWS = Array.from({ length: 32 }, (_, place) => {
  const row: number[] = [];
  if (place & 1) row.push(GLUED);
  if (place & 2) row.push(SPORT);
  if (place & 4) row.push(FIRST_PARAGRAPH);
  if (place >> 3 < 3) row.push(SENTENCE_PLACE + (place >> 3));
  return row;
});

/** Said last, as rows of places alone are shared. */
function sayPlaces(scene: Scene, rows: (number[] | undefined)[]): void {
  const sport = isSport(scene) ? 2 : 0;
  for (const { first, last, paragraph } of scene.index.sentences) {
    const here = sport | (paragraph === 0 ? 4 : 0);
    for (let t = first; t < last; t++) {
      const places = PLACE_ROWS[here | (scene.tokens[t]!.spaced ? 0 : 1) | (Math.min(t - first, 3) << 3)]!;
      const row = rows[t];
      if (row) for (const code of places) row.push(code);
      else rows[t] = places;
    }
  }
}
