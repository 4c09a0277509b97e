import { foldKey } from '../text/index.ts';

/** The keys of a name's words. */
export const keysOf = (name: string): string[] =>
  foldKey(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * The parts of a name in one spelling, from the keys of its words: `عبد الله` as `عبدالله`, أبي and أبا as ابو, ابن as بن. `أبي بكر` and
 * `أبو بكر` have the same parts.
 */
export function joinParts(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const before = parts.at(-1);
    if (before === 'عبد') parts[parts.length - 1] = `عبد${word}`;
    else if ((word === 'الله' || word === 'الدين') && before && before.length > 1)
      parts[parts.length - 1] = `${before}${word}`;
    else parts.push(KUNYA.get(word) ?? word);
  }
  return parts;
}

const KUNYA: ReadonlyMap<string, string> = new Map([
  ['ابي', 'ابو'],
  ['ابا', 'ابو'],
  ['ابن', 'بن'],
]);

/** Parts that stand before another part of the name and belong to it: أبو مازن, بن جعفر, دي ميستورا, آل سعود. */
const LINKS = new Set(['ابو', 'بن', 'ال', 'ولد', 'دي', 'دا', 'دو', 'فان', 'فون', 'ام', 'بنت', 'لا', 'دل', 'ديل']);

/** The part by which a person is named alone, with its link: `علي بن أبي طالب` -> `ابو طالب`, `محمد علوش` -> `علوش`. */
export function surnameOf(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2);
  return before !== undefined && parts.length > 2 && LINKS.has(before) ? `${before} ${last}` : last;
}

/** Whether the parts of one name stand in another in the same order, the first and last of the short one at the other's ends. */
export function isShortFormOf(short: readonly string[], long: readonly string[]): boolean {
  if (short.length >= long.length || short.length < 2 || short[0] !== long[0]) return false;
  let at = 0;
  for (const part of long) if (part === short[at]) at++;
  return at === short.length;
}

const SHORTEST_VARIANT = 5;
/** Letters by which newspapers transcribe the same foreign sound, by one of them; long vowels and h are left out. */
const SOUNDS: Record<string, string> = {
  غ: 'ج',
  ك: 'ج',
  ق: 'ج',
  ط: 'ت',
  ث: 'ت',
  ص: 'س',
  ش: 'س',
  ز: 'س',
  ذ: 'د',
  ض: 'د',
  ف: 'ب',
  ا: '',
  و: '',
  ي: '',
  ه: '',
  ح: '',
  ء: '',
  ئ: '',
  ؤ: '',
};

/** The sounds of a name that its spellings share: نتنياهو and نتانياهو both give نتن. */
export function skeletonOf(part: string): string {
  let skeleton = '';
  for (const letter of part) skeleton += SOUNDS[letter] ?? letter;
  return skeleton;
}

/** نتنياهو and نتانياهو, غوتيريش and جوتيريش: one letter more, less or other in a long name of the same sounds. */
export function isSpellingOf(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < SHORTEST_VARIANT || long.length - short.length > 1 || skeletonOf(a) !== skeletonOf(b))
    return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}
