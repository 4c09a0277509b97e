import {
  COMMON,
  DEFINITE,
  GIVEN,
  GIVEN_OR_WORD,
  LINK_BEFORE,
  MISC_HEAD,
  NATIONALITY,
  NO_NAME,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  PHRASE,
  PLACE_HEAD,
  sensesOf,
  TITLE,
} from './lists.ts';
import { RULES } from './rules/index.ts';
import { endsInAllah, isIdiom } from './rules/persons.ts';
import { keyAt, mentionOf, type Scene } from './scene.ts';
import { select } from './select.ts';
import { properClitic, type TaggedSpan, type Tagger } from './tagger/index.ts';
import type { FoundMention } from './types.ts';
import type { Word } from './words.ts';

/** What rules and tagger make of an article together: the rules' spans bias the tagger, which may decide against the doubtful ones. */
export function nameMentions(scene: Scene, tagger: Tagger | null): FoundMention[] {
  const ruled = select(RULES.flatMap((rule) => rule(scene)));
  if (!tagger) return ruled;
  const bias = ruled.map(({ first, last, type, rule, confidence }) => ({
    first,
    last,
    type: type as TaggedSpan['type'],
    confidence: LEFT_TO_TAGGER[rule] ?? confidence,
  }));
  const spans = tagger.tag(scene.index.tokens, scene.index.sentences, bias);
  const byPlace = new Map(ruled.map((mention) => [placeOf(mention), mention]));
  const found: FoundMention[] = [];
  for (const span of spans) {
    const ruling = byPlace.get(placeOf(span));
    const mention = ruling ? { ...ruling, confidence: span.confidence } : fromTagger(scene, span);
    if (mention) found.push(mention);
  }
  return select(mergePersons(scene, found));
}

/** Two persons without anything between them are one: the rules knew only part of the name. */
function mergePersons(scene: Scene, mentions: readonly FoundMention[]): FoundMention[] {
  const merged: FoundMention[] = [];
  for (const mention of mentions) {
    const before = merged.at(-1);
    const joins =
      before?.type === 'PER' &&
      mention.type === 'PER' &&
      before.last === mention.first &&
      mention.cut === 0 &&
      mention.last <= scene.limits[before.first]!;
    if (before && joins) {
      merged[merged.length - 1] = {
        ...before,
        last: mention.last,
        end: mention.end,
        confidence: Math.min(before.confidence, mention.confidence),
      };
    } else merged.push(mention);
  }
  return merged;
}

const placeOf = ({ first, last, type }: { first: number; last: number; type: string }): string =>
  `${first} ${last} ${type}`;

/** Rules on which the tagger is nearly free to decide otherwise: it knows persons better. */
const LEFT_TO_TAGGER: Record<string, number> = { 'given-name': 0.55, 'titled-name': 0.55 };

/** Below these a span of the tagger's is wrong more often than right. */
const LEAST = { PER: 0.3, LOC: 0.3, ORG: 0.25, MISC: 0.3 };
const LEAST_OF_ONE_WORD = 0.5;

/** A span of the tagger's, brought to the guidelines: without heads and titles that are no part of the name; null where it is no name. */
function fromTagger(scene: Scene, span: TaggedSpan): FoundMention | null {
  const { type, confidence } = span;
  let { first, last } = span;
  while (last > first && !scene.words[last - 1]) last--;
  if (confidence < LEAST[type]) return null;
  while (last - first > 1 && isOutside(scene, first, type)) first++;
  if (type === 'PER') {
    while (last - first > 1 && scene.tokens[first]!.form === 'على') first++;
    first = withLink(scene, first);
    last = withTail(scene, last);
  }
  if (scene.vetoes.has(first)) return null;
  if (!isName(scene, first, last, type, confidence)) return null;
  return mentionOf(scene, first, last, cutOf(scene, first), type, confidence, 'tagger');
}

const ORDINAL = /^ال(?:حادي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع)$/;

/** `البابا بنديكتوس السادس عشر`: the ordinal goes on. */
function withTail(scene: Scene, last: number): number {
  return keyAt(scene, last) === 'عشر' && ORDINAL.test(keyAt(scene, last - 1)) ? last + 1 : last;
}

/** `بن`, `أبو` before a person's name belong to it. */
function withLink(scene: Scene, first: number): number {
  const before = scene.words[first - 1];
  if (first === 0 || !before || first - 1 < scene.starts[first]!) return first;
  return /^[وف]?[بل]?(?:بن|ابن|ابو|ابي|ابا)$/.test(before.key) ? first - 1 : first;
}

function isOutside(scene: Scene, at: number, type: string): boolean {
  const word = scene.words[at];
  if (!word) return true;
  const { readings } = word;
  switch (type) {
    case 'PER':
      if (isPlainWord(scene, at) || isNationalityBefore(scene, at)) return true;
      return readings.some((r) => r.flags & TITLE && !(r.flags & (GIVEN | GIVEN_OR_WORD | LINK_BEFORE)));
    case 'LOC':
      return readings.some((r) => r.entry?.placeHead === 'bare' || r.entry?.placeHead === 'list');
    case 'ORG':
      return readings.some((r) => r.entry?.orgHead?.kind === 'bare');
    default:
      return false;
  }
}

/** A common word that is no name besides: `روى التميمي`. */
function isPlainWord(scene: Scene, at: number): boolean {
  const { flags } = scene.words[at]!.bare;
  return (flags & COMMON) !== 0 && (flags & (GIVEN | GIVEN_OR_WORD | LINK_BEFORE)) === 0;
}

/** `الأورغوياني خورخي`: a relative adjective before a given name. */
function isNationalityBefore(scene: Scene, at: number): boolean {
  const word = scene.words[at]!.bare;
  return (
    (word.flags & DEFINITE) !== 0 && /يه?$/.test(word.key) && ((scene.words[at + 1]?.bare.flags ?? 0) & GIVEN) !== 0
  );
}

/** What the guidelines don't count as a name: peoples, faiths, sums, common nouns (`الوزارة`), events without a head. */
function isName(scene: Scene, first: number, last: number, type: string, confidence: number): boolean {
  const word = scene.words[first];
  if (!word) return false;
  if (type === 'MISC') return isEvent(scene, first, last);
  if (type === 'PER' && isIdiom(scene, first)) return false;
  if (type === 'PER' && keyAt(scene, last - 1) === 'الله' && !endsInAllah(scene, last - 1)) return false;
  if (last - first > 1) return !isCommonPhrase(scene, first, last, type);
  if (confidence < LEAST_OF_ONE_WORD) return false;
  if (word.readings.some((r) => r.flags & NO_NAME)) return false;
  if (word.any & NATIONALITY && !sensesOf(word.key)) return false;
  if (type === 'ORG' && word.any & ORG_HEAD) return false;
  if (type === 'LOC' && word.any & PLACE_HEAD) return false;
  if (type === 'PER' && word.bare.flags & GIVEN_OR_WORD && !followsTitle(scene, first))
    return confidence > ALMOST_SURE && !isAttribute(scene, first);
  if (isInflected(word)) return confidence > ALMOST_SURE;
  return !(word.bare.flags & COMMON) || (type !== 'PER' && confidence > 0.9);
}

/** A common word with a clitic or a pronoun, which no list has: `ودرعه`. */
function isInflected(word: Word): boolean {
  return (
    !word.unknown && (word.any & (PHRASE | GIVEN | GIVEN_OR_WORD | NATIONALITY | LINK_BEFORE | DEFINITE | COMMON)) === 0
  );
}

/** `الحكم الرشيد`: an adjective with the article after a noun with it. */
function isAttribute(scene: Scene, at: number): boolean {
  return (
    ((scene.words[at]?.bare.flags ?? 0) & DEFINITE) !== 0 && ((scene.words[at - 1]?.bare.flags ?? 0) & DEFINITE) !== 0
  );
}

const ALMOST_SURE = 0.95;

function followsTitle(scene: Scene, at: number): boolean {
  return scene.words[at - 1]?.readings.some((r) => r.flags & TITLE) ?? false;
}

/** `اتفاق الصخيرات`, `«غضب الفرات»`: an event's head or marks around it. */
function isEvent(scene: Scene, first: number, last: number): boolean {
  if (scene.words[first]!.any & MISC_HEAD) return last - first > 1;
  if (scene.words.slice(first, last).every((word) => !((word?.bare.flags ?? 0) & COMMON))) return false;
  const arabic = scene.tokens.slice(first, last).every(({ key }) => /^[\u0621-\u064A]+$/u.test(key));
  return (
    arabic && last - first > 1 && scene.tokens[first - 1]?.kind === 'quote' && scene.tokens[last]?.kind === 'quote'
  );
}

/** `جبهة موحدة`, `حرب كلامية`: a head without article and an adjective without one. */
function isCommonPhrase(scene: Scene, first: number, last: number, type: string): boolean {
  if (type !== 'ORG' || last - first > 2 || !(scene.words[first]!.any & ORG_HEAD)) return false;
  const flags = scene.words[last - 1]?.bare.flags ?? 0;
  if (keyAt(scene, first).startsWith('ال')) return false;
  return (flags & (COMMON | ORG_ADJECTIVE)) !== 0 && !(flags & (DEFINITE | ORG_TOPIC));
}

/** Letters of clitics before a name: those that the lists know, else those that the tagger's statistics tell. */
function cutOf(scene: Scene, at: number): number {
  const word = scene.words[at]!;
  const known = word.readings.find((reading) => reading.cut > 0);
  if (known) return known.cut;
  return word.unknown ? properClitic(word.key) : 0;
}
