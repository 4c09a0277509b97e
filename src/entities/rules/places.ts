import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  NATIONALITY,
  ORG_ADJECTIVE,
  PLACE_HEAD,
  type PlaceHeadKind,
} from '../lists.ts';
import { keyAt, mentionOf, type PhraseMatch, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { honouredEnd, isHonorific } from './honoured.ts';
import { isPlaceContext, phraseAt } from './phrases.ts';

/** Words that begin a place's name of two: `خان بني سعد`, `كفر تخاريم`, `عين عيسى`. */
const PREFIXES = new Set(
  'خان كفر بيت عين دير تل راس وادي جبل ام ابو بني سيدي ايت اولاد ولاد بن ابن حمام قصر خربه مجدل شط برج باب جسر بئر بير قلعه سوق دوار تله الشيخ النبي السيده دار حصن نبع اد'.split(
    ' ',
  ),
);
const MOST_LISTED = 8;

/** Places by their head: `مدينة الرقة` -> الرقة, `مطار عدن الدولي` -> the whole, `بلدتي الفوعة وكفريا` -> both. */
export function headedPlaces(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const head = scene.words[at]?.readings.find((reading) => reading.flags & PLACE_HEAD);
    if (!head || at + 1 >= scene.limits[at]!) continue;
    const kind = head.entry!.placeHead!;
    if (kind === 'list') {
      found.push(...listedPlaces(scene, at + 1));
      continue;
    }
    const name = placeEnd(scene, at + 1, kind);
    if (!name) continue;
    const whole = name.whole || kind === 'part' || (kind === 'known' && !name.known);
    const end = whole ? adjectivesEnd(scene, name.end) : name.end;
    const confidence = confidenceOf(kind, name.known);
    found.push(mentionOf(scene, whole ? at : at + 1, end, whole ? head.cut : 0, 'LOC', confidence, `place-${kind}`));
  }
  return found;
}

/** A listed place after a head is nearly sure; a word that nobody knows is left to the tagger. */
function confidenceOf(kind: PlaceHeadKind, known: boolean): number {
  switch (kind) {
    case 'part':
      return known ? 0.85 : 0.7;
    case 'bare':
      return known ? 0.8 : 0.53;
    case 'known':
    case 'list':
      return 0.7;
    default:
      return kind satisfies never;
  }
}

interface PlaceName {
  end: number;
  /** Listed as a place. */
  known: boolean;
  /** The head belongs to it in any case: `مدينة الملك فهد`. */
  whole?: boolean;
}

/** A place's name after a head: a listed one, or a word that nobody knows, with its prefix. */
function placeEnd(scene: Scene, at: number, kind: PlaceHeadKind): PlaceName | null {
  const limit = scene.limits[at]!;
  const word = scene.words[at];
  if (!word || scene.tokens[at]!.kind !== 'word') return null;
  const listed = phraseAt(scene, at);
  if (listed && listed.cut === 0 && listed.senses.some((sense) => sense.type === 'LOC')) {
    const common = (word.bare.flags & (COMMON | FUNCTION)) !== 0 && listed.last === at + 1;
    if (!common || isPlaceContext(scene, listed)) return { end: listed.last, known: true };
  }
  const { key } = word.bare;
  if (PREFIXES.has(key) && at + 1 < limit && scene.tokens[at + 1]!.kind === 'word') {
    const next = scene.words[at + 1];
    if (!next) return null;
    if (
      next.unknown ||
      next.bare.flags & GIVEN ||
      (next.bare.flags & DEFINITE && !(next.bare.flags & (NATIONALITY | ORG_ADJECTIVE)))
    ) {
      const inner = next.bare.key === 'بني' && scene.words[at + 2] ? at + 3 : at + 2;
      return { end: Math.min(inner, limit), known: false };
    }
  }
  if (word.unknown && !/^ال.*تين$/.test(key)) return { end: at + 1, known: false };
  const honoured = kind === 'part' || isHonorific(scene, at) ? honouredEnd(scene, at, limit) : 0;
  return honoured > 0 ? { end: honoured, known: false, whole: true } : null;
}

/** `الدولي`, `المركزي` after a facility's name. */
function adjectivesEnd(scene: Scene, from: number): number {
  let end = from;
  while (end < (scene.limits[from] ?? 0)) {
    const flags = scene.words[end]?.bare.flags ?? 0;
    if (!(flags & DEFINITE && flags & ORG_ADJECTIVE && !(flags & NATIONALITY))) break;
    end++;
  }
  return end;
}

/** Names joined by `و` and commas after `مدن`, `بلدتي`, `محافظات`. */
function listedPlaces(scene: Scene, from: number): FoundMention[] {
  const found: FoundMention[] = [];
  let at = from;
  while (found.length < MOST_LISTED && at < (scene.limits[from] ?? 0)) {
    const clitic = found.length > 0 && keyAt(scene, at).startsWith('و') ? 1 : 0;
    const listed = phraseAt(scene, at);
    let end = 0;
    if (listed && listed.cut === clitic && isListedPlace(scene, listed)) end = listed.last;
    else if (clitic === 0) end = placeEnd(scene, at, 'list')?.end ?? 0;
    else if (isUnknownAfterAnd(scene, at)) end = at + 1;
    if (end === 0) break;
    found.push(mentionOf(scene, at, end, clitic, 'LOC', listed ? 0.85 : 0.7, 'place-list'));
    at = end;
    if (keyAt(scene, at) === '،') at++;
    else if (keyAt(scene, at) === 'و') at++;
    else if (!keyAt(scene, at).startsWith('و')) break;
  }
  return found;
}

/** A listed place that is no common word, or stands where only a place does. */
function isListedPlace(scene: Scene, listed: PhraseMatch): boolean {
  if (!listed.senses.some((sense) => sense.type === 'LOC')) return false;
  const common = (scene.words[listed.first]!.any & (COMMON | FUNCTION)) !== 0 && listed.last === listed.first + 1;
  return !common || isPlaceContext(scene, listed);
}

function isUnknownAfterAnd(scene: Scene, at: number): boolean {
  const word = scene.words[at];
  return (word?.unknown ?? false) && keyAt(scene, at).length > 4;
}
