import type { Span } from '../model.ts';
import { ARABIC, classOf, DIGIT, INVISIBLE, LETTER, MARK, NEWLINE, SPACE, TATWEEL } from './characters.ts';
import { whenAsked } from './remember.ts';
import { LIGHT, PROFILES, type ProfileName, RULES, type RuleName, SEARCH, type Switches } from './rules.ts';

/** `Token.form`: no tashkeel, tatweel, invisible characters or presentation forms; every letter as written. */
const FORM: Switches = { ...LIGHT, digits: false, spaces: false };
/** `Token.key`: the `search` profile, where punctuation outside of numbers stays as written. */
const KEY: Switches = { ...SEARCH, punctuation: false, spaces: false };

/** A folded key with its alignment: key character `i` stands for `text[starts[i]..ends[i]]`. */
export interface Folded {
  key: string;
  starts: Int32Array;
  ends: Int32Array;
  /**
   * The text's span of a span of the key. Marks belong to their letter: of `مُحَمَّدٌ`, key 0..4 gives the whole word, vowels
   * included. Of a ligature any part gives the whole. An empty span lies before the character that follows.
   */
  spanOf(start: number, end: number): Span;
}

/** The key of `text` under the given switches, with its alignment to `text`. */
export function fold(text: string, switches: Switches | ProfileName): Folded {
  const compiled = compile(typeof switches === 'string' ? PROFILES[switches] : switches);
  const folding = new Folding(text.length);
  foldInto(text, compiled, folding);
  const { starts, ends, key } = folding.finish();
  return {
    key,
    starts,
    ends,
    spanOf: (start, end) => {
      if (start < end) return { start: starts[start]!, end: ends[end - 1]! };
      const at = start < starts.length ? starts[start]! : text.length;
      return { start: at, end: at };
    },
  };
}

/** The folded text alone, without alignment. */
export function foldText(text: string, switches: Switches | ProfileName): string {
  return fold(text, switches).key;
}

/** The key for matching a word, as `Token.key` has it: `أحمدُ` -> `احمد`, `وزارة` -> `وزاره`, `٢٫٥` -> `2.5`. */
export function foldKey(text: string): string {
  return foldWord(text, keyRules(), true);
}

/** A word without vowel marks, tatweel and invisible characters, its letters as written: `وِزارَة` -> `وزارة`. */
export function foldForm(text: string): string {
  return foldWord(text, formRules(), false);
}

const keyRules = whenAsked(() => compile(KEY));
const formRules = whenAsked(() => compile(FORM));

/** Folding without alignment, for the short texts of tokens. */
function foldWord(text: string, compiled: Compiled, numbers: boolean): string {
  let out = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= FIRST_COMBINING && code <= LAST_COMBINING) return foldSlowly(text, compiled);
    let mapped = resolve(compiled, code);
    if (numbers && (code === DECIMAL_POINT || code === THOUSANDS) && isNumberPoint(text, at)) {
      mapped = code === DECIMAL_POINT ? POINT : COMMA;
    }
    if (mapped === code) continue;
    out += text.slice(from, at);
    if (mapped === OTHER) out += compiled.longer.get(code);
    else if (mapped !== GONE) out += String.fromCharCode(mapped);
    from = at + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** The same for a word with letters to be put together. */
function foldSlowly(text: string, compiled: Compiled): string {
  const folding = new Folding(text.length);
  foldInto(text, compiled, folding);
  return folding.finish().key;
}

/** The compiled form of some switches: a self-filling table of code units, and the longer replacements. */
interface Compiled {
  rules: ((character: string) => string | null)[];
  /** Mapped code unit + 1; 0 where not yet known. */
  single: Int32Array;
  longer: Map<number, string>;
  compose: boolean;
  elongation: boolean;
  punctuation: boolean;
}
/** In `resolve`: the character is removed. */
const GONE = -2;
/** In `resolve`: the character becomes several (`longer`). */
const OTHER = -3;

const compiledSwitches = new Map<string, Compiled>();

function compile(switches: Switches): Compiled {
  const names = (Object.keys(RULES) as RuleName[]).filter((name) => switches[name]);
  const id = names.join();
  let compiled = compiledSwitches.get(id);
  if (!compiled) {
    compiled = {
      rules: names.map((name) => RULES[name].map),
      single: new Int32Array(65536),
      longer: new Map(),
      compose: names.includes('compose'),
      elongation: names.includes('elongation'),
      punctuation: names.includes('punctuation'),
    };
    compiledSwitches.set(id, compiled);
  }
  return compiled;
}

/** What a code unit becomes: a code unit, `GONE` or `OTHER`. */
function resolve(compiled: Compiled, code: number): number {
  const known = compiled.single[code]!;
  if (known !== 0) return known - 1;
  const mapped =
    code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : apply(compiled, String.fromCharCode(code));
  let result = OTHER;
  if (mapped.length === 1) result = mapped.charCodeAt(0);
  else if (mapped === '') result = GONE;
  else compiled.longer.set(code, mapped);
  compiled.single[code] = result + 1;
  return result;
}

/** The rules one after the other, each over every character that the ones before it left. */
function apply(compiled: Compiled, character: string): string {
  let current = character;
  for (const rule of compiled.rules) {
    let next = '';
    for (const one of current) next += rule(one) ?? one;
    current = next;
  }
  return current;
}

/** Grows a key and its alignment. */
class Folding {
  private units: Uint16Array;
  private from: Int32Array;
  private to: Int32Array;
  length = 0;

  constructor(size: number) {
    this.units = new Uint16Array(size + 8);
    this.from = new Int32Array(size + 8);
    this.to = new Int32Array(size + 8);
  }

  push(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.from[this.length] = start;
    this.to[this.length] = end;
    this.length++;
  }

  unit(at: number): number {
    return this.units[at]!;
  }

  start(at: number): number {
    return this.from[at]!;
  }

  pushAll(units: string, start: number, end: number): void {
    for (let i = 0; i < units.length; i++) this.push(units.charCodeAt(i), start, end);
  }

  /** The last `count` key characters now end at `end`. */
  extend(count: number, end: number): void {
    for (let at = this.length - count; at < this.length; at++) this.to[at] = end;
  }

  finish(): { key: string; starts: Int32Array; ends: Int32Array } {
    let key = '';
    for (let at = 0; at < this.length; at += 8192) {
      key += String.fromCharCode(...this.units.subarray(at, Math.min(this.length, at + 8192)));
    }
    return { key, starts: this.from.slice(0, this.length), ends: this.to.slice(0, this.length) };
  }

  private grow(): void {
    const size = this.units.length * 2;
    const units = new Uint16Array(size);
    units.set(this.units);
    const from = new Int32Array(size);
    from.set(this.from);
    const to = new Int32Array(size);
    to.set(this.to);
    this.units = units;
    this.from = from;
    this.to = to;
  }
}

function foldInto(text: string, compiled: Compiled, out: Folding): void {
  /** Key characters that the last character of the text gave, 0 after a blank: a removed mark belongs to all of them. */
  let last = 0;
  /** The last character that is no mark: what a combining hamza may stand on. */
  let letter = 0;
  /** Where removed marks and tatweels began that have no letter before them: they belong to the letter that follows. */
  let pending = -1;
  /** How often the last key character was pushed in a row. */
  let run = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === MARK && compiled.compose && last > 0) {
      const composed = compose(letter, code);
      if (composed) {
        const start = out.start(out.length - last);
        out.length -= last;
        const mapped = apply(compiled, composed);
        out.pushAll(mapped, start, at + 1);
        last = mapped.length;
        letter = composed.charCodeAt(0);
        continue;
      }
    }
    if (kind !== MARK && kind !== INVISIBLE && kind !== TATWEEL) letter = code;
    let mapped = resolve(compiled, code);
    if (compiled.punctuation && code === DECIMAL_POINT && isNumberPoint(text, at)) mapped = POINT;
    if (mapped === GONE) {
      if (kind === INVISIBLE) continue;
      if (last > 0) out.extend(last, at + 1);
      else if (pending < 0) pending = at;
      continue;
    }
    const blank = kind === SPACE || kind === NEWLINE || kind === INVISIBLE;
    const start = pending >= 0 && !blank ? pending : at;
    pending = -1;
    if (mapped === OTHER) {
      const longer = compiled.longer.get(code)!;
      out.pushAll(longer, start, at + 1);
      last = longer.length;
      run = 0;
      continue;
    }
    run = out.length > 0 && mapped === out.unit(out.length - 1) ? run + 1 : 1;
    if (compiled.elongation && run >= 3 && (kind === ARABIC || kind === LETTER)) {
      if (run === 3) out.length--;
      out.extend(1, at + 1);
    } else {
      out.push(mapped, start, at + 1);
    }
    last = blank ? 0 : 1;
  }
}

/** Madda, hamza above, hamza below. */
const FIRST_COMBINING = 0x0653;
const LAST_COMBINING = 0x0655;
const DECIMAL_POINT = 0x066b;
const THOUSANDS = 0x066c;
const POINT = 0x2e;
const COMMA = 0x2c;

/** A separator with a digit on either side: `١٢٫٥`. */
function isNumberPoint(text: string, at: number): boolean {
  return (
    at > 0 &&
    at + 1 < text.length &&
    classOf(text.charCodeAt(at - 1)) === DIGIT &&
    classOf(text.charCodeAt(at + 1)) === DIGIT
  );
}

/** The letter that a letter and its combining madda (U+0653), hamza above (U+0654) or hamza below (U+0655) make, or null. */
function compose(letter: number, mark: number): string | null {
  if (mark < FIRST_COMBINING || mark > LAST_COMBINING) return null;
  return COMPOSED[String.fromCharCode(letter, mark)] ?? null;
}

const COMPOSED: Record<string, string> = {
  '\u0627\u0653': 'آ',
  '\u0627\u0654': 'أ',
  '\u0627\u0655': 'إ',
  '\u0648\u0654': 'ؤ',
  '\u064A\u0654': 'ئ',
  '\u0649\u0654': 'ئ',
  '\u06CC\u0654': 'ئ',
};
