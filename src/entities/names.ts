import { foldKey } from '../text/index.ts';

/**
 * The parts of a name in one spelling: keys, `عبد الله` as `عبدالله`, أبي and أبا as ابو, ابن as بن. `أبي بكر` and `أبو بكر`
 * have the same parts.
 */
export function namePartsOf(name: string): string[] {
  const words = foldKey(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const parts: string[] = [];
  for (const word of words) {
    const before = parts.at(-1);
    if (before === 'عبد') parts[parts.length - 1] = `عبد${word}`;
    else if ((word === 'الله' || word === 'الدين') && before && before.length > 1)
      parts[parts.length - 1] = `${before}${word}`;
    else parts.push(KUNYA[word] ?? word);
  }
  return parts;
}

const KUNYA: Record<string, string> = { ابي: 'ابو', ابا: 'ابو', ابن: 'بن' };

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

/** نتنياهو and نتانياهو, غوتيريش and جوتيريش: one letter more, less or other in a long name. */
export function isSpellingOf(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < SHORTEST_VARIANT || long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length === long.length)
    return isTranscription(short[at]!, long[at]!) && short.slice(at + 1) === long.slice(at + 1);
  return 'اويه'.includes(long[at]!) && short.slice(at) === long.slice(at + 1);
}

const ALIKE = ['غجكق', 'تطث', 'سصثش', 'دذض', 'فب', 'اوي', 'هاه', 'زس', 'حه'];

/** Letters by which newspapers transcribe the same foreign sound. */
function isTranscription(a: string, b: string): boolean {
  return ALIKE.some((set) => set.includes(a) && set.includes(b));
}
