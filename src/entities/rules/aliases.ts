import nicknameWords from '../ar/nickname-words.txt';
import { wordsOf } from '../data.ts';
import { COMMON, DEFINITE, FUNCTION, NATIONALITY, sensesOf } from '../lists.ts';
import { keyAt, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';

const MOST_WORDS = 4;
const LATIN = /^[a-z0-9.&-]+$/;

/** `إكس (تويتر سابقا)`: when it was called so. */
const TIMES = new Set(['سابقا', 'حاليا', 'لاحقا']);

/** A name and what stands in brackets after it for the same thing. */
export interface Alias {
  of: FoundMention;
  alias: FoundMention;
}

/**
 * What brackets after a name call the same: an acronym, a foreign spelling, another name. `ميتا بلاتفورمز (Metaplatforms)`,
 * `عين العرب (كوباني)`. No alias: a number, a place after an organisation (`الهلال (السعودية)`), a common word.
 */
export function bracketedAliases(scene: Scene, mentions: readonly FoundMention[]): Alias[] {
  const found: Alias[] = [];
  for (const of of mentions) {
    if (of.type === 'MISC') continue;
    let open = of.last;
    if (scene.tokens[open]?.kind === 'quote') open++;
    if (keyAt(scene, open) !== '(') continue;
    let first = open + 1;
    if (scene.tokens[first]?.kind === 'quote') first++;
    let last = first;
    while (last < scene.tokens.length && last - first <= MOST_WORDS && isNameWord(scene, last)) last++;
    const end = scene.tokens[last]?.kind === 'quote' ? last + 1 : last;
    if (last > first && TIMES.has(keyAt(scene, last - 1))) last--;
    if (last === first || last - first > MOST_WORDS || keyAt(scene, end) !== ')') continue;
    if (isAlias(scene, of, first, last))
      found.push({ of, alias: mentionOf(scene, first, last, 0, of.type, 0.8, 'bracketed') });
  }
  return found;
}

function isNameWord(scene: Scene, at: number): boolean {
  const kind = scene.tokens[at]?.kind;
  return kind === 'word' || kind === 'abbreviation';
}

function isAlias(scene: Scene, of: FoundMention, first: number, last: number): boolean {
  const keys = Array.from({ length: last - first }, (_, i) => keyAt(scene, first + i));
  if (keys.every((key) => LATIN.test(key))) return of.type !== 'PER' || keys.length > 1;
  const senses = sensesOf(keys.join(' '));
  if (senses) return senses.some((sense) => sense.type === of.type && of.type !== 'LOC');
  if (of.type === 'PER') return false;
  const word = scene.words[first];
  if (!word) return false;
  if (word.bare.flags & (FUNCTION | NATIONALITY)) return false;
  if (keys.length > 2 && of.type === 'LOC') return false;
  return word.unknown || (keys.length > 1 && (word.bare.flags & (DEFINITE | COMMON)) === 0);
}

const NICKNAME_WORDS = new Set(wordsOf(nicknameWords));
const NAMED_BY = new Set(['ب', 'باسم', 'بلقب', 'ايضا']);

/**
 * Pairs of names found that the text calls one: a person or body and another one in brackets right behind it (`محمود عباس (أبو مازن)`), or
 * told to be its other name (`سالم عوض، الملقب بـ«الصقر»`). A place in brackets is mostly where the first one lies.
 */
export function toldAliases(scene: Scene, mentions: readonly FoundMention[]): [FoundMention, FoundMention][] {
  const byFirst = new Map(mentions.map((mention) => [mention.first, mention]));
  const pairs: [FoundMention, FoundMention][] = [];
  for (const of of mentions) {
    if (of.type === 'LOC') continue;
    const alias = byFirst.get(inBrackets(scene, of.last) ?? nicknamed(scene, of.last) ?? -1);
    if (!alias || alias.type !== of.type) continue;
    if (inBrackets(scene, of.last) !== null && keyAt(scene, behindMark(scene, alias.last)) !== ')') continue;
    pairs.push([of, alias]);
  }
  return pairs;
}

const behindMark = (scene: Scene, at: number): number => (scene.tokens[at]?.kind === 'quote' ? at + 1 : at);

/** The token behind an opening bracket at a token, marks passed over; null where there is none. */
function inBrackets(scene: Scene, at: number): number | null {
  const open = behindMark(scene, at);
  return keyAt(scene, open) === '(' ? behindMark(scene, open + 1) : null;
}

/** The token at which another name would begin after `الملقب بـ`. */
function nicknamed(scene: Scene, at: number): number | null {
  const word = keyAt(scene, at) === '،' ? at + 1 : at;
  if (!NICKNAME_WORDS.has(keyAt(scene, word))) return null;
  let next = word + 1;
  while (NAMED_BY.has(keyAt(scene, next))) next++;
  return behindMark(scene, next);
}
