import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  LINK_WITHIN,
  MODIFIER,
  NATIONALITY,
  ORG_ADJECTIVE,
  PHRASE,
  sensesOf,
  TITLE,
} from '../lists.ts';
import { keyAt, mentionOf, RULED, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { type Reading, readingWith, type Word } from '../words.ts';

const MOST_PARTS = 7;
/** `علي` as a name: the key is that of `على` too. */
function isAli(scene: Scene, at: number): boolean {
  return scene.tokens[at]?.form === 'علي';
}

/** A place that is mostly something else. */
function isDoubtfulPlace(word: Word): boolean {
  if (!(word.bare.flags & PHRASE) || word.bare.flags & (FUNCTION | COMMON | NATIONALITY | TITLE)) return false;
  const senses = sensesOf(word.bare.key);
  return !senses || senses.every((sense) => sense.ambiguous || sense.kind === 'city');
}

/** Names that end in `الله`: `نصر الله`. */
const BEFORE_ALLAH = new Set(
  'عبد نصر ضيف جار عطا سعد خير هبه فضل رزق فتح حمد شكر دخيل فرج عون امر ايه لطف غرم خلف وجه'.split(' '),
);
/** Whether `الله` at a token ends a name: `نصر الله`, not `توفيق الله`. */
function endsInAllah(scene: Scene, at: number): boolean {
  return BEFORE_ALLAH.has(keyAt(scene, at - 1).replace(/^[وبفل](?=....)/, ''));
}

/** Whether the token goes on with a person's name that has begun. */
function continues(scene: Scene, at: number, parts: number): boolean {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return false;
  const { flags, key } = word.bare;
  if (isAli(scene, at)) return true;
  if (flags & FUNCTION && !(flags & LINK_WITHIN)) return false;
  if (key === 'الله') return endsInAllah(scene, at);
  if (key === 'الدين') return true;
  if (flags & (GIVEN | GIVEN_OR_WORD | LINK_WITHIN)) return true;
  if (flags & (NATIONALITY | COMMON) && parts === 1 && flags & DEFINITE && key.endsWith('ي'))
    return (scene.words[at - 1]!.bare.flags & GIVEN) !== 0;
  if (flags & NATIONALITY) return false;
  return !(flags & TITLE) && (word.unknown || isDoubtfulPlace(word));
}

/** Where a person's name ends that begins at `at`; a link at the end is no part of it. */
function nameEnd(scene: Scene, at: number): number {
  const limit = Math.min(scene.limits[at]!, at + MOST_PARTS);
  let end = at + 1;
  let parts = (scene.words[at]!.bare.flags & LINK_BEFORE) !== 0 ? 0 : 1;
  if (parts === 0 && end < limit && scene.words[end]) {
    end++;
    parts = 1;
  }
  while (end < limit && continues(scene, end, parts)) {
    if (!(scene.words[end]!.bare.flags & LINK_WITHIN)) parts++;
    end++;
  }
  while (end > at + 1 && isOpenLink(scene.words[end - 1]!)) end--;
  return end;
}

const CLOSED_LINKS = new Set(['الدين', 'الله', 'اغا', 'باشا', 'بك', 'خان', 'اوغلو', 'الاسلام']);

/** بن, أبو, دي want another part after them; باشا, الدين don't. */
function isOpenLink(word: Word): boolean {
  return (word.bare.flags & LINK_WITHIN) !== 0 && !CLOSED_LINKS.has(word.bare.key);
}

/** A given name at a token, with or without a clitic. */
function givenAt(scene: Scene, at: number, bits: number): Reading | null {
  const word = scene.words[at]!;
  if (word.bare.flags & FUNCTION && !isAli(scene, at)) return null;
  return (
    word.readings.find((r) => r.flags & bits && !(r.flags & FUNCTION) && !(r.cut > 0 && word.bare.flags & COMMON)) ??
    null
  );
}

/** A given name and what follows of the name: `محمد علوش`, `وأحمد بن سالم`. */
export function givenNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const word = scene.words[at];
    if (!word || scene.tokens[at]!.kind !== 'word') continue;
    if (!(word.any & (GIVEN | GIVEN_OR_WORD | LINK_BEFORE)) && !isAli(scene, at)) continue;
    const sure = givenAt(scene, at, GIVEN);
    const doubtful = sure ? null : isAli(scene, at) ? word.bare : givenAt(scene, at, GIVEN_OR_WORD);
    const start = sure ?? doubtful ?? linkAt(scene, at);
    if (!start) continue;
    const end = nameEnd(scene, at);
    if (end - at < 2) continue;
    found.push(mentionOf(scene, at, end, start.cut, 'PER', RULED, 'given-name'));
    at = end - 1;
  }
  return found;
}

/** `أبو قتادة`, `عبد الباسط`, `آل سعود`, `بن جعفر`: a link before a name. */
function linkAt(scene: Scene, at: number): Reading | null {
  const word = scene.words[at]!;
  const reading = readingWith(word, LINK_BEFORE);
  if (!reading || at + 1 >= scene.limits[at]!) return null;
  const next = scene.words[at + 1];
  if (!next || scene.tokens[at + 1]!.kind !== 'word') return null;
  const { flags } = next.bare;
  switch (reading.key) {
    case 'عبد':
      return flags & DEFINITE || next.bare.key === 'ربه' ? reading : null;
    case 'ال':
      return scene.tokens[at]!.form.endsWith('آل') && !(flags & FUNCTION) ? reading : null;
    case 'ام':
      return flags & GIVEN ? reading : null;
    case 'ابو':
    case 'ابي':
    case 'ابا':
      return flags & FUNCTION || (flags & PHRASE && !isDoubtfulPlace(next)) ? null : reading;
    case 'ابن':
    case 'بن':
      return flags & GIVEN || next.unknown || isAli(scene, at + 1) ? reading : null;
    default:
      return null;
  }
}

/** A name after a title: `الرئيس السوري بشار الأسد`, `الدكتور غانم`; the title is no part of it. */
export function titledNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const word = scene.words[at];
    if (!word) continue;
    const abbreviated = scene.tokens[at]!.kind === 'abbreviation' && /^(?:[ادم]|ا د|ا م)$/.test(word.key);
    const title = readingWith(word, TITLE);
    if (!title && !abbreviated) continue;
    const start = afterModifiers(scene, at + 1);
    if (start >= scene.limits[at]! || scene.tokens[start]!.kind !== 'word') continue;
    const definite = abbreviated || (title !== undefined && (title.flags & DEFINITE) !== 0) || start > at + 1;
    const first = scene.words[start]!;
    const given = (first.bare.flags & (GIVEN | GIVEN_OR_WORD)) !== 0 && !(first.bare.flags & FUNCTION);
    const known = given || isAli(scene, start) || linkAt(scene, start) !== null;
    if (!known && !(definite && first.unknown)) continue;
    const end = nameEnd(scene, start);
    const length = end - start;
    if (length < 2) {
      if (!definite || first.bare.flags & (COMMON | LINK_BEFORE)) continue;
    }
    found.push(mentionOf(scene, start, end, 0, 'PER', RULED, 'titled-name'));
    at = end - 1;
  }
  return found;
}

/** Passes over what stands between a title and the name: nationalities, adjectives, further titles. */
function afterModifiers(scene: Scene, from: number): number {
  let at = from;
  const limit = scene.limits[from] ?? 0;
  while (at < limit) {
    const word = scene.words[at];
    if (!word) break;
    const { flags } = word.bare;
    if (flags & (GIVEN | GIVEN_OR_WORD) && !(flags & TITLE)) break;
    if (!(flags & DEFINITE) || !(flags & (TITLE | NATIONALITY | ORG_ADJECTIVE | MODIFIER))) break;
    at++;
  }
  return at;
}
