/** Right-to-left lines for terminals: isolated, or reordered as the Unicode Bidirectional Algorithm says. Modes: `terminal.ts`. */
import type { BidiMode } from './terminal.ts';

/** One wrapped line of a right-to-left cell, ready for the terminal. */
export function displayLine(line: string, mode: BidiMode): string {
  switch (mode) {
    case 'none':
      return line;
    case 'marks':
      return line === '' ? line : `\u2067${line}\u2069`;
    case 'visual':
      return reorder(line);
    case 'words':
      return reorder(line, true);
    default:
      return mode satisfies never;
  }
}

/** What parts the names of a list. */
const PARTS = /( ?[·،](?: |$))/;

/**
 * A line of names, each by itself, so that two Latin ones keep their places: without isolates `CNN · BBC` is one Latin run, and is
 * read in the wrong order.
 */
export function displayList(line: string, mode: BidiMode): string {
  switch (mode) {
    case 'none':
      return line;
    case 'marks':
      return displayLine(
        line
          .split(PARTS)
          .map((part, k) => (k % 2 || part === '' ? part : `\u2068${part}\u2069`))
          .join(''),
        mode,
      );
    case 'visual':
    case 'words': {
      const parted = line
        .split(PARTS)
        .map((part, k) => (k % 2 ? `\u200f${part}\u200f` : part))
        .join('');
      return displayLine(parted, mode).replaceAll('\u200f', '');
    }
    default:
      return mode satisfies never;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The Unicode Bidirectional Algorithm (UAX #9) for one line of a right-to-left paragraph, without explicit controls.

type Class = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'WS' | 'ON';

/** Bidi_Class of the characters that news are written in; the order decides. Made where they are asked for: few runs do. */
const classes = (): [Class, RegExp][] => [
  ['EN', /^[0-9\u06f0-\u06f9\u00b2\u00b3\u00b9\uff10-\uff19]$/],
  ['AN', /^[\u0600-\u0605\u0660-\u0669\u066b\u066c\u06dd\u08e2]$/],
  ['ES', /^[+\u002d\u207a\u207b\u2212\ufe62\ufe63]$/],
  ['ET', /^[#$%\u00a2-\u00a5\u00b0\u00b1\u0609\u060a\u066a\u2030-\u2034\u20a0-\u20cf]$/],
  ['CS', /^[,./:\u00a0\u060c\u202f\u2044]$/],
  ['NSM', /^[\p{Mn}\p{Me}]$/u],
  ['WS', /^[\s]$/],
  [
    'AL',
    /^[\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u07b1\u0860-\u08c9\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]$/,
  ],
  ['R', /^[\u0590-\u05ff\u07c0-\u085f\ufb1d-\ufb4f\u200f]$/],
  ['L', /^[\p{L}\p{Nd}\p{Nl}\p{Mc}]$/u],
];

let made: [Class, RegExp][] | null = null;

function classOf(character: string): Class {
  made ??= classes();
  return made.find(([, pattern]) => pattern.test(character))?.[0] ?? 'ON';
}

/** Characters that are drawn the other way round in right-to-left text (Bidi_Mirrored), and brackets that pair (N0). */
const MIRRORS = new Map([...'()<>[]{}«»‹›≤≥'].map((character, index, all) => [character, all[index ^ 1] as string]));
const BRACKETS = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/**
 * The characters of a line from the left end of the screen to the right, as a terminal without any reordering has to be
 * given them: `'قال CNN 12'` -> `'12 CNN لاق'`, letters in their joined forms. With `wordwise` each right-to-left word
 * keeps its letters' order.
 */
export function reorder(line: string, wordwise = false): string {
  const shaped = wordwise ? line : joinLetters(line);
  const characters = [...shaped];
  const levels = resolveLevels(characters);
  const order = visualOrder(levels);
  const shown = order.map((index) => {
    const character = characters[index] as string;
    return (levels[index] as number) % 2 ? (MIRRORS.get(character) ?? character) : character;
  });
  return wordwise ? shown.join('').replace(RTL_WORD, flip) : flipMarks(shown);
}

const RTL_WORD = /[\u0590-\u05ff\u0620-\u065f\u066e-\u06dc\u06df-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/g;
const flip = (word: string): string => [...word].reverse().join('');

/** Combining marks go behind their letter again (L3): reversing has put them before it. */
function flipMarks(characters: readonly string[]): string {
  let shown = '';
  let marks = '';
  for (const character of characters) {
    if (/^[\p{Mn}\p{Me}]$/u.test(character)) marks = character + marks;
    else {
      shown += character + marks;
      marks = '';
    }
  }
  return shown + marks;
}

/** Embedding levels in a paragraph of level 1: 1 is right-to-left, 2 left-to-right (Latin and numbers). */
function resolveLevels(characters: readonly string[]): number[] {
  const original = characters.map(classOf);
  const types = weakTypes(original);
  pairBrackets(characters, types);
  neutralTypes(types);
  return types.map((type) => (type === 'R' ? 1 : 2));
}

/** W1 to W7: marks take their letter's class, numbers behind Arabic letters become Arabic numbers, separators join them. */
function weakTypes(original: readonly Class[]): Class[] {
  const types = [...original];
  let previous: Class = 'R';
  let strong: Class = 'R';
  for (let i = 0; i < types.length; i++) {
    if (types[i] === 'NSM') types[i] = previous;
    previous = types[i] as Class;
    if (previous === 'L' || previous === 'R' || previous === 'AL') strong = previous;
    if (previous === 'EN' && strong === 'AL') types[i] = 'AN';
  }
  for (let i = 0; i < types.length; i++) if (types[i] === 'AL') types[i] = 'R';
  for (let i = 1; i + 1 < types.length; i++) {
    const [before, after] = [types[i - 1], types[i + 1]];
    if (before !== after) continue;
    if (types[i] === 'ES' && before === 'EN') types[i] = 'EN';
    if (types[i] === 'CS' && (before === 'EN' || before === 'AN')) types[i] = before;
  }
  for (let i = 0; i < types.length; i++) {
    if (types[i] !== 'ET') continue;
    let end = i;
    while (types[end] === 'ET') end++;
    const beside = types[i - 1] === 'EN' || types[end] === 'EN';
    types.fill(beside ? 'EN' : 'ON', i, end);
    i = end - 1;
  }
  strong = 'R';
  for (let i = 0; i < types.length; i++) {
    if (types[i] === 'ES' || types[i] === 'CS') types[i] = 'ON';
    if (types[i] === 'L' || types[i] === 'R') strong = types[i] as Class;
    if (types[i] === 'EN' && strong === 'L') types[i] = 'L';
  }
  return types;
}

/** N0: a pair of brackets takes the paragraph's direction if anything in it has it, else that of the text around. */
function pairBrackets(characters: readonly string[], types: Class[]): void {
  const direction = (type: Class | undefined): 'L' | 'R' | null =>
    type === 'L' ? 'L' : type === 'R' || type === 'EN' || type === 'AN' ? 'R' : null;
  const open: { index: number; close: string }[] = [];
  const pairs: [number, number][] = [];
  characters.forEach((character, index) => {
    if (types[index] !== 'ON') return;
    const close = BRACKETS.get(character);
    if (close) open.push({ index, close });
    else {
      const opener = open.findLastIndex((candidate) => candidate.close === character);
      if (opener >= 0) {
        pairs.push([(open[opener] as { index: number }).index, index]);
        open.length = opener;
      }
    }
  });
  for (const [from, to] of pairs.sort(([a], [b]) => a - b)) {
    const inside = types.slice(from + 1, to).map(direction);
    let found: 'L' | 'R' | null = inside.includes('R') ? 'R' : null;
    if (!found && inside.includes('L')) {
      found = types.slice(0, from).map(direction).findLast(Boolean) === 'L' ? 'L' : 'R';
    }
    if (found) {
      types[from] = found;
      types[to] = found;
    }
  }
}

/** N1 and N2: what is neutral goes with both neighbours if they agree, else with the paragraph. */
function neutralTypes(types: Class[]): void {
  const isNeutral = (type: Class | undefined): boolean => type === 'ON' || type === 'WS';
  for (let i = 0; i < types.length; i++) {
    if (!isNeutral(types[i])) continue;
    let end = i;
    while (isNeutral(types[end])) end++;
    const left = i > 0 && types[i - 1] === 'L';
    const right = end < types.length && types[end] === 'L';
    types.fill(left && right ? 'L' : 'R', i, end);
    i = end - 1;
  }
}

/** L2: from the highest level down, every run of that level or higher is reversed. */
function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  for (const level of [2, 1]) {
    for (let i = 0; i < order.length; i++) {
      if ((levels[order[i] as number] as number) < level) continue;
      let end = i;
      while (end < order.length && (levels[order[end] as number] as number) >= level) end++;
      const run = order.slice(i, end).reverse();
      order.splice(i, run.length, ...run);
      i = end;
    }
  }
  return order;
}

// ---------------------------------------------------------------------------------------------------------------------
// Joined letters (Arabic Presentation Forms-B) for terminals that put one glyph into each cell.

/** Letter -> first of its forms (isolated, final, initial, medial) and how many it has; two forms join only before. */
const FORMS = new Map<string, { first: number; count: 2 | 4 }>();
for (const [letter, code, count] of [
  ['آ', 0xfe81, 2],
  ['أ', 0xfe83, 2],
  ['ؤ', 0xfe85, 2],
  ['إ', 0xfe87, 2],
  ['ئ', 0xfe89, 4],
  ['ا', 0xfe8d, 2],
  ['ب', 0xfe8f, 4],
  ['ة', 0xfe93, 2],
  ['ت', 0xfe95, 4],
  ['ث', 0xfe99, 4],
  ['ج', 0xfe9d, 4],
  ['ح', 0xfea1, 4],
  ['خ', 0xfea5, 4],
  ['د', 0xfea9, 2],
  ['ذ', 0xfeab, 2],
  ['ر', 0xfead, 2],
  ['ز', 0xfeaf, 2],
  ['س', 0xfeb1, 4],
  ['ش', 0xfeb5, 4],
  ['ص', 0xfeb9, 4],
  ['ض', 0xfebd, 4],
  ['ط', 0xfec1, 4],
  ['ظ', 0xfec5, 4],
  ['ع', 0xfec9, 4],
  ['غ', 0xfecd, 4],
  ['ف', 0xfed1, 4],
  ['ق', 0xfed5, 4],
  ['ك', 0xfed9, 4],
  ['ل', 0xfedd, 4],
  ['م', 0xfee1, 4],
  ['ن', 0xfee5, 4],
  ['ه', 0xfee9, 4],
  ['و', 0xfeed, 2],
  ['ى', 0xfeef, 2],
  ['ي', 0xfef1, 4],
  ['پ', 0xfb56, 4],
  ['چ', 0xfb7a, 4],
  ['ژ', 0xfb8a, 2],
  ['ک', 0xfb8e, 4],
  ['گ', 0xfb92, 4],
  ['ی', 0xfbfc, 4],
] as const)
  FORMS.set(letter, { first: code, count });

const TATWEEL = '\u0640';
const isMark = (character: string): boolean => /^[\p{Mn}\p{Me}]$/u.test(character);

/** `بيت` -> `ﺑﻴﺖ`: each letter in the form that its neighbours ask for; marks are passed over. lam-alef stays two letters. */
export function joinLetters(text: string): string {
  const characters = [...text];
  const joinsBefore = (character: string | undefined): boolean =>
    character !== undefined && (character === TATWEEL || FORMS.has(character));
  const joinsAfter = (character: string | undefined): boolean =>
    character !== undefined && (character === TATWEEL || FORMS.get(character)?.count === 4);
  const neighbour = (index: number, step: 1 | -1): string | undefined => {
    let at = index + step;
    while (at >= 0 && at < characters.length && isMark(characters[at] as string)) at += step;
    return characters[at];
  };
  return characters
    .map((character, index) => {
      const form = FORMS.get(character);
      if (!form) return character;
      const before = joinsAfter(neighbour(index, -1));
      const after = form.count === 4 && joinsBefore(neighbour(index, 1));
      return String.fromCharCode(form.first + (before ? 1 : 0) + (after ? 2 : 0));
    })
    .join('');
}
