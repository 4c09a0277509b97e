import { STANCES, type Stance } from '../model.ts';
import type { VerbLine } from './conjugate.ts';
import { LexiconError } from './error.ts';
import { FRAMES, type Frame, type Verb } from './types.ts';

export interface VerbEntry extends VerbLine {
  verb: Verb;
}

export interface NounEntry {
  verb: Verb;
  singular: string;
  plurals: readonly string[];
}

/** One field of a line and where it begins (column from 1). */
export interface Field {
  text: string;
  column: number;
}

/** The fields of a line, parted by blanks: `قال يقول` -> two fields. */
export function fieldsOf(line: string): Field[] {
  const fields: Field[] = [];
  let start = -1;
  for (let i = 0; i <= line.length; i++) {
    const code = i < line.length ? line.charCodeAt(i) : 32;
    const blank = code === 32 || code === 9 || code === 13;
    if (blank && start >= 0) {
      fields.push({ text: line.slice(start, i), column: start + 1 });
      start = -1;
    } else if (!blank && start < 0) start = i;
  }
  return fields;
}

/** Calls `visit` for every line that is neither empty nor a comment. */
export function eachLine(text: string, visit: (line: string, number: number) => void): void {
  let number = 0;
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    number++;
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (end > start && text.charCodeAt(start) !== 0x23) {
      const line = text.slice(start, end);
      if (line.trim() !== '') visit(line, number);
    }
    start = end + 1;
  }
}

const frameLists = new Map<string, readonly Frame[]>();

function parseFrames(field: Field, file: string, line: number): readonly Frame[] {
  const known = frameLists.get(field.text);
  if (known) return known;
  const frames = field.text.split(',');
  for (const frame of frames) {
    if (!(FRAMES as readonly string[]).includes(frame)) {
      throw new LexiconError(file, line, field.column, `unknown frame "${frame}" (one of ${FRAMES.join(', ')})`);
    }
  }
  frameLists.set(field.text, frames as Frame[]);
  return frames as Frame[];
}

function parseVerb(lemma: string, fields: readonly Field[], file: string, line: number): [Verb, passive: boolean] {
  const [frames, stance, strength] = fields;
  if (!frames || !stance || !strength) {
    throw new LexiconError(file, line, 1, 'expected frames, stance and strength');
  }
  if (!(STANCES as readonly string[]).includes(stance.text)) {
    throw new LexiconError(file, line, stance.column, `unknown stance "${stance.text}" (one of ${STANCES.join(', ')})`);
  }
  const [force, flag] = strength.text.split('+');
  if ((force !== 'strong' && force !== 'weak') || (flag !== undefined && flag !== 'passive')) {
    throw new LexiconError(
      file,
      line,
      strength.column,
      `"${strength.text}" is not strong or weak, with or without +passive`,
    );
  }
  const verb: Verb = {
    lemma,
    frames: parseFrames(frames, file, line),
    stance: stance.text as Stance,
    strength: force,
  };
  return [verb, flag === 'passive'];
}

/** Reads `lemma imperfect participle masdars frames stance strength` lines; see the head of `ar/verbs.txt`. */
export function parseVerbs(text: string, file: string): VerbEntry[] {
  const entries: VerbEntry[] = [];
  eachLine(text, (line, number) => {
    entries.push(parseVerbLine(fieldsOf(line), file, number));
  });
  return entries;
}

export function parseVerbLine(fields: readonly Field[], file: string, number: number): VerbEntry {
  const [lemma, imperfect, participle, masdars, ...rest] = fields;
  if (!lemma || !imperfect || !participle || !masdars) {
    throw new LexiconError(file, number, 1, 'expected lemma, imperfect, participle and masdars');
  }
  const [verb, passive] = parseVerb(lemma.text.replaceAll('\u0651', ''), rest, file, number);
  const entry: VerbEntry = { verb, lemma: lemma.text };
  if (imperfect.text !== '.') entry.imperfect = imperfect.text;
  if (participle.text !== '.') entry.participle = participle.text === '-' ? null : participle.text;
  if (masdars.text !== '.') entry.masdars = masdars.text === '-' ? [] : masdars.text.split(',');
  if (passive) entry.passive = true;
  return entry;
}

/** Reads `singular plurals frames stance strength` lines; see the head of `ar/nouns.txt`. */
export function parseNouns(text: string, file: string): NounEntry[] {
  const entries: NounEntry[] = [];
  eachLine(text, (line, number) => {
    const [singular, plurals, ...rest] = fieldsOf(line);
    if (!singular || !plurals) throw new LexiconError(file, number, 1, 'expected singular and plurals');
    const [verb] = parseVerb(singular.text, rest, file, number);
    entries.push({ verb, singular: singular.text, plurals: plurals.text === '-' ? [] : plurals.text.split(',') });
  });
  return entries;
}
