import { STANCES, type Stance } from '../model.ts';
import { patternOf, type VerbLine } from './conjugate.ts';
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

/** Calls `visit` for every line that is neither empty nor a comment; numbers count from 1. */
export function eachLine(text: string, visit: (line: string, number: number) => void): void {
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const first = line.charCodeAt(0);
    if (line !== '' && first !== 0x23 && first !== 0x0d) visit(line, i + 1);
  }
}

/** The first `limit` fields of a line, parted by blanks; those after (examples) are not even cut out. */
export function fieldsOf(line: string, limit: number): string[] {
  const fields = line.split(' ', limit);
  return fields.includes('') || line.includes('\t') || line.includes('\r')
    ? line.trim().split(/\s+/).slice(0, limit)
    : fields;
}

/** Where the wrong field stands in its line, for the error message. */
function complain(file: string, number: number, line: string, field: string, message: string): never {
  throw new LexiconError(file, number, Math.max(0, line.indexOf(field)) + 1, message);
}

const frameLists = new Map<string, readonly Frame[]>();

/** Checks `frames stance strength[+passive]` and makes the shared part of a verb or noun of them. */
function parseReport(
  lemma: string,
  [frameList, stance, strength]: readonly (string | undefined)[],
  line: string,
  file: string,
  number: number,
): Verb {
  if (!frameList || !stance || !strength) complain(file, number, line, line, 'expected frames, stance and strength');
  let frames = frameLists.get(frameList);
  if (!frames) {
    frames = frameList.split(',') as Frame[];
    for (const frame of frames) {
      if (!FRAMES.includes(frame))
        complain(file, number, line, frame, `unknown frame "${frame}" (one of ${FRAMES.join(', ')})`);
    }
    frameLists.set(frameList, frames);
  }
  if (!STANCES.includes(stance as Stance)) {
    complain(file, number, line, stance, `unknown stance "${stance}" (one of ${STANCES.join(', ')})`);
  }
  const force = strength.endsWith('+passive') ? strength.slice(0, -8) : strength;
  if (force !== 'strong' && force !== 'weak') {
    complain(file, number, line, strength, `"${strength}" is not strong or weak, with or without +passive`);
  }
  return { lemma, frames, stance: stance as Stance, strength: force };
}

/** Reads one line of verbs: `قال يقول . قول anna,inna,direct neutral strong+passive`; see the head of `ar/verbs.txt`. */
export function parseVerbLine(line: string, file: string, number: number): VerbEntry {
  const fields = fieldsOf(line, 7);
  const [lemma, imperfect, participle, masdars] = fields;
  if (!lemma || !imperfect || !participle || !masdars) {
    complain(file, number, line, line, 'expected lemma, imperfect, participle and masdars');
  }
  const verb = parseReport(unmarked(lemma), fields.slice(4), line, file, number);
  const entry: VerbEntry = { verb, lemma };
  if (imperfect !== '.') entry.imperfect = imperfect === '-' ? null : imperfect;
  if (participle !== '.') entry.participle = participle === '-' ? null : participle;
  if (masdars !== '.') entry.masdars = masdars === '-' ? [] : masdars.split(',');
  if (fields[6]!.endsWith('+passive')) entry.passive = true;
  if (entry.imperfect === undefined && patternOf(lemma) === 'I')
    complain(file, number, line, lemma, `${lemma}: form I needs its imperfect`);
  return entry;
}

/** The lemma as results print it, without shadda. */
function unmarked(lemma: string): string {
  return lemma.includes('\u0651') ? lemma.replaceAll('\u0651', '') : lemma;
}

/** Reads a file of verbs; see the head of `ar/verbs.txt`. */
export function parseVerbs(text: string, file: string): VerbEntry[] {
  const entries: VerbEntry[] = [];
  eachLine(text, (line, number) => {
    entries.push(parseVerbLine(line, file, number));
  });
  return entries;
}

/** Reads one line of nouns: `تصريح تصريحات anna,inna neutral weak`; see the head of `ar/nouns.txt`. */
export function parseNounLine(line: string, file: string, number: number): NounEntry {
  const [singular, plurals, ...rest] = fieldsOf(line, 5);
  if (!singular || !plurals) complain(file, number, line, line, 'expected singular and plurals');
  const verb = parseReport(singular, rest, line, file, number);
  return { verb, singular, plurals: plurals === '-' ? [] : plurals.split(',') };
}

/** Reads a file of nouns; see the head of `ar/nouns.txt`. */
export function parseNouns(text: string, file: string): NounEntry[] {
  const entries: NounEntry[] = [];
  eachLine(text, (line, number) => {
    entries.push(parseNounLine(line, file, number));
  });
  return entries;
}
