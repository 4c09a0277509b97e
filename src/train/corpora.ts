/** Readers of the annotated corpora: sentences of keys with BIO labels. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { keyOf, tokenKeys } from './tokens.ts';

export const LABELS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG', 'B-MISC', 'I-MISC'] as const;
export const TYPES = ['PER', 'LOC', 'ORG', 'MISC'] as const;

export interface Sentence {
  keys: string[];
  labels: number[];
  /** The corpus's token that each key is a piece of. */
  origin: number[];
  /** The corpus's tokens. */
  tokens: string[];
}

type Line = readonly [token: string, label: string];

const KIND: Record<string, string> = { PERS: 'PER', PER: 'PER', LOC: 'LOC', ORG: 'ORG', MISC: 'MISC', MIS: 'MISC' };

/** Cuts tokens into the program's (`(د` -> `(`, `د`); a mark at the edge of a name stays outside, an orphan `I-` begins one. */
export function toSentence(lines: readonly Line[]): Sentence {
  const sentence: Sentence = { keys: [], labels: [], origin: [], tokens: lines.map(([token]) => token) };
  let previous = 0;
  lines.forEach(([token, tag], origin) => {
    const kind = tag === 'O' ? undefined : KIND[tag.slice(2).replace(/[0-9]$/, '')];
    const type = kind === undefined ? -1 : TYPES.indexOf(kind as (typeof TYPES)[number]);
    const pieces = tokenKeys(token);
    if (pieces.length === 0) pieces.push('?');
    const isWord = (piece: string) => /[\p{L}\p{N}]/u.test(piece);
    const from = pieces.findIndex(isWord);
    const to = pieces.findLastIndex(isWord);
    let inside = tag[0] === 'I' && previous === 2 * type + 1;
    pieces.forEach((piece, i) => {
      const named = type >= 0 && (from < 0 || (i >= from && i <= to));
      sentence.keys.push(piece);
      sentence.origin.push(origin);
      sentence.labels.push(named ? 2 * type + (inside ? 2 : 1) : 0);
      if (named) inside = true;
    });
    previous = type < 0 ? 0 : 2 * type + 1;
  });
  return sentence;
}

/** One token and its label a line, blank lines between sentences (ANERcorp, AQMAR). */
export function readIob(file: string): Sentence[] {
  const sentences: Sentence[] = [];
  let lines: Line[] = [];
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    const parts = line.trim().split(/\s+/);
    if (parts.length < 2) {
      if (lines.length) sentences.push(toSentence(lines));
      lines = [];
    } else lines.push([parts[0]!, parts.at(-1)!]);
  }
  if (lines.length) sentences.push(toSentence(lines));
  return sentences;
}

const FANE: Record<string, string> = {};
for (const [to, kinds] of [
  ['PER', 'Politician Athlete Businessperson Artist Scientist Religious_PER Police Engineer Lawyer Other_PER'],
  [
    'ORG',
    'Government Non-Governmental Commercial Educational Media Religious_ORG Sports Medical-Science Entertainment',
  ],
  [
    'LOC',
    'Population-Center Nation Water-Body State-or-Province Building-Grounds Continent Land-Region-Natural Path GPE-Cluster County-or-District Airport Subarea-Facility',
  ],
] as const) {
  for (const kind of kinds.split(' ')) FANE[kind] = to;
}
const PRONOUNS = new Set('ها ه هم هما نا هن كم'.split(' '));

/** WikiFANE: its fine types as ours, `و` and pronouns joined again to their words; groups of people are no names. */
export function readWikiFane(file: string): Sentence[] {
  const sentences: Sentence[] = [];
  let lines: [string, string][] = [];
  let conjunction = false;
  const flush = () => {
    if (lines.length) sentences.push(toSentence(lines));
    lines = [];
    conjunction = false;
  };
  for (const line of gunzipSync(readFileSync(file))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)) {
    if (!line.trim()) {
      flush();
      continue;
    }
    const [raw, tag] = line.split('\t');
    if (tag === undefined) continue;
    const token = keyOf(raw!).trim();
    if (!token) continue;
    const fine = tag.trim();
    const kind = fine.slice(2);
    const label = fine === 'O' || kind === 'Group' ? 'O' : fine.slice(0, 2) + (FANE[kind] ?? 'MISC');
    if (token === 'و') {
      conjunction = true;
      continue;
    }
    const last = lines.at(-1);
    if (conjunction) lines.push([/^[\u0621-\u064a]/.test(token) ? `و${token}` : token, label]);
    else if (PRONOUNS.has(token) && label === 'O' && last?.[1] === 'O') last[0] += token;
    else lines.push([token, label]);
    conjunction = false;
  }
  flush();
  return sentences;
}

/** Names of WikiANN with their type. */
export function* wikiAnnNames(file: string): Generator<{ type: string; keys: string[] }> {
  let keys: string[] = [];
  let type = '';
  for (const line of [...gunzipSync(readFileSync(file)).toString('utf8').split('\n'), '']) {
    const at = line.lastIndexOf('\t');
    const tag = at < 0 ? 'O' : line.slice(at + 1).trim();
    if (!tag.startsWith('I') && keys.length) {
      yield { type, keys };
      keys = [];
    }
    if (tag === 'O') continue;
    if (!keys.length) type = tag.slice(2);
    keys.push(...tokenKeys(line.slice(3, at)));
  }
}

/** Splits off the last part of a corpus: sentences until the first `share` of its tokens, and the rest. */
export function splitAt(sentences: readonly Sentence[], share: number): [Sentence[], Sentence[]] {
  const total = sentences.reduce((sum, { origin }) => sum + origin.at(-1)! + 1, 0);
  let seen = 0;
  const at = sentences.findIndex(({ origin }) => {
    seen += origin.at(-1)! + 1;
    return seen > total * share;
  });
  return [sentences.slice(0, at), sentences.slice(at)];
}
