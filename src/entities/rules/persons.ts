import { foldKey } from '../../text/index.ts';
import titleModifiers from '../ar/title-modifiers.txt';
import { wordsOf } from '../data.ts';
import { gazetteer } from '../gazetteer.ts';
import { keyAt, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  LINK_WITHIN,
  NATIONALITY,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  PHRASE,
  PLACE_HEAD,
  type Reading,
  TITLE,
  type Word,
} from '../words.ts';

const MOST_PARTS = 6;
let modifiers: Set<string> | null = null;

function isModifier(key: string): boolean {
  modifiers ??= new Set(wordsOf(titleModifiers).map(foldKey));
  return modifiers.has(key);
}

/** A word that the lists do not know, and that is no known word with a clitic in front: it may be a name. */
function isUnknown(scene: Scene, at: number): boolean {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return false;
  const { key, flags } = word.bare;
  if (
    key.length < 2 ||
    flags & (FUNCTION | COMMON | NATIONALITY | ORG_HEAD | PLACE_HEAD | TITLE | ORG_TOPIC | ORG_ADJECTIVE)
  )
    return false;
  if (flags & PHRASE && !isDoubtfulPlace(key)) return false;
  for (const reading of word.readings)
    if (reading.cut > 0 && reading.flags & ~(COMMON | LINK_BEFORE | LINK_WITHIN)) return false;
  return !/^(?:وال|بال|فال|كال|لل|است|سي|ست|يت)/.test(key) && !/(?:ها|هما|تهم|ناه)$/.test(key);
}

function isDoubtfulPlace(key: string): boolean {
  const senses = gazetteer().phrases.get(key);
  if (!senses) return true;
  return senses.every((sense) => sense.ambiguous);
}

/** Whether the token goes on with a person's name that has begun. */
function continues(scene: Scene, at: number, parts: number): boolean {
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return false;
  const { flags, key } = word.bare;
  if (flags & (GIVEN | GIVEN_OR_WORD)) return true;
  if (flags & LINK_WITHIN) return at + 1 < scene.limits[at]! || key === 'الدين' || key === 'الله';
  if (flags & NATIONALITY) return parts === 1 && (flags & DEFINITE) !== 0 && key.endsWith('ي');
  return isUnknown(scene, at);
}

/** Where a person's name ends that begins at `at`; a link at the end is no part of it. */
function nameEnd(scene: Scene, at: number): number {
  const limit = Math.min(scene.limits[at]!, at + MOST_PARTS);
  let end = at + 1;
  let parts = 1;
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

function given(word: Word | null | undefined, bits: number): Reading | null {
  return word?.readings.find((reading) => reading.flags & bits && !(reading.cut > 0 && word.bare.flags & bits)) ?? null;
}

/** A given name and what follows of the name: `محمد علوش`, `وأحمد بن سالم`. */
export function givenNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const word = scene.words[at];
    if (!word || scene.tokens[at]!.kind !== 'word') continue;
    const sure = given(word, GIVEN);
    const doubtful = sure ? null : given(word, GIVEN_OR_WORD);
    const link = sure || doubtful ? null : linkAt(scene, at);
    const start = sure ?? doubtful ?? link;
    if (!start) continue;
    if (foldedAli(scene, at)) continue;
    const end = nameEnd(scene, at);
    if (end - at < 2) continue;
    if (doubtful) {
      const next = scene.words[at + 1]!;
      if (!(next.bare.flags & (GIVEN | LINK_WITHIN)) && !isUnknown(scene, at + 1)) continue;
    }
    found.push(mentionOf(scene, at, end, start.cut, 'PER', sure ? 0.8 : 0.65, 'given-name'));
    at = end - 1;
  }
  return found;
}

/** `على` is no `علي`, though their keys are one. */
function foldedAli(scene: Scene, at: number): boolean {
  return scene.tokens[at]!.form.endsWith('على');
}

/** `أبو قتادة`, `عبد الباسط`, `آل سعود`, `بن جعفر`: a link before a name. */
function linkAt(scene: Scene, at: number): Reading | null {
  const word = scene.words[at]!;
  const reading = word.readings.find((r) => r.flags & LINK_BEFORE);
  if (!reading || at + 1 >= scene.limits[at]!) return null;
  const next = scene.words[at + 1];
  if (!next) return null;
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
      return flags & FUNCTION || (flags & PHRASE && !isDoubtfulPlace(next.bare.key)) ? null : reading;
    default:
      return flags & (GIVEN | GIVEN_OR_WORD) || isUnknown(scene, at + 1) ? reading : null;
  }
}

/** A name after a title: `الرئيس السوري بشار الأسد`, `الدكتور غانم`; the title is no part of it. */
export function titledNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const word = scene.words[at];
    const title = word?.readings.find((reading) => reading.flags & TITLE);
    const nationality = !title && word?.bare.flags && word.bare.flags & NATIONALITY && word.bare.flags & DEFINITE;
    if (!title && !nationality) continue;
    const limit = scene.limits[at]!;
    let start = at + 1;
    const abbreviated = scene.tokens[at]!.kind === 'abbreviation';
    if (keyAt(scene, start) === '.' && title) start++;
    const definite = abbreviated || nationality || (title && (title.flags & DEFINITE) !== 0);
    while (start < limit) {
      const next = scene.words[start];
      if (!next) break;
      const { flags, key } = next.bare;
      if (flags & (GIVEN | GIVEN_OR_WORD)) break;
      if (!(flags & (TITLE | NATIONALITY | ORG_ADJECTIVE) || isModifier(key)) || !(flags & DEFINITE)) break;
      start++;
    }
    if (start >= limit) continue;
    const first = scene.words[start];
    if (!first || scene.tokens[start]!.kind !== 'word' || foldedAli(scene, start)) continue;
    const known = first.bare.flags & (GIVEN | GIVEN_OR_WORD) || linkAt(scene, start);
    if (!known && !isUnknown(scene, start)) continue;
    if (!known && !definite && start === at + 1) continue;
    const end = nameEnd(scene, start);
    if (nationality && end - start < 2) continue;
    if (end - start < 2 && !definite && !(first.bare.flags & GIVEN)) continue;
    if (end - start < 2 && known && first.bare.flags & COMMON) continue;
    found.push(mentionOf(scene, start, end, 0, 'PER', end - start > 1 ? 0.8 : 0.7, 'titled-name'));
    at = end - 1;
  }
  return found;
}
