import { foldKey } from '../../text/index.ts';
import placeDoubts from '../ar/place-doubts.tsv';
import { rowsOf } from '../data.ts';
import {
  COMMON,
  DEFINITE,
  GIVEN,
  GIVEN_OR_WORD,
  NATIONALITY,
  ORG_HEAD,
  PLACE_HEAD,
  placesOf,
  type Sense,
  TITLE,
} from '../lists.ts';
import { isMark, keyAt, mentionOf, type PhraseMatch, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { wordOf } from '../words.ts';
import {
  isClubContext,
  isMasculineNationality,
  isMediaContext,
  isOrganisationContext,
  isPlaceContext,
  phraseAt,
} from './phrases.ts';

/** Names in the lists: the longest phrase, in the sense that its surroundings choose. */
export function listedNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const match = phraseAt(scene, at);
    if (!match) continue;
    const sense = chooseSense(scene, match);
    if (!sense) continue;
    const { first, cut } = sense.type === 'ORG' ? withHead(scene, match) : match;
    found.push(
      mentionOf(scene, first, match.last, cut, sense.type, confidenceOf(sense, match), `listed-${sense.kind}`),
    );
    at = match.last - 1;
  }
  return found;
}

/** What a listed name is worth once its surroundings have spoken for it. */
function confidenceOf(sense: Sense, { first, last }: PhraseMatch): number {
  const { kind, ambiguous } = sense;
  switch (kind) {
    case 'city':
      if (last - first > 1) return 0.9;
      return ambiguous ? 0.8 : isWellKnown(sense) ? 0.67 : 0.58;
    case 'country':
    case 'region':
      return 0.85;
    case 'misc':
      return 0.75;
    case 'person':
      return 0.8;
    default:
      return ambiguous ? 0.88 : 0.92;
  }
}

/** `صحيفة`, `وكالة`, `قناة`, `شركة` belong to an unmarked name that they stand before. */
function withHead(scene: Scene, match: PhraseMatch): { first: number; cut: number } {
  const { first, cut } = match;
  if (cut > 0 || first === 0 || isMark(scene, first - 1)) return { first, cut };
  const head = scene.words[first - 1]?.readings.find((r) => r.flags & ORG_HEAD && r.entry?.orgHead?.kind === 'marked');
  return head ? { first: first - 1, cut: head.cut } : { first, cut };
}

function chooseSense(scene: Scene, match: PhraseMatch): Sense | null {
  const { senses } = match;
  if (match.last === match.first + 1 && hasTanwin(scene, match.first)) {
    scene.vetoes.add(match.first);
    return null;
  }
  if (isAdjectival(scene, match)) {
    scene.vetoes.add(match.first);
    return null;
  }
  const doubtful = senses.filter((sense) => sense.ambiguous && sense.type === 'ORG');
  for (const sense of doubtful) {
    if (sense.kind === 'media' && isMediaContext(scene, match)) return sense;
    if (sense.kind === 'club' && isClubContext(scene, match)) return sense;
    if (sense.kind !== 'media' && sense.kind !== 'club' && isOrganisationContext(scene, match)) return sense;
  }
  const place = senses.find((sense) => sense.type === 'LOC');
  if (place?.kind === 'city' && isClubOfTown(scene, match)) return { ...place, type: 'ORG', kind: 'club' };
  if (place && isPlace(scene, match, place)) return place;
  const sense = senses.find(({ type, ambiguous }) => type !== 'LOC' && !ambiguous) ?? null;
  return sense?.type === 'ORG' && isCommonNoun(scene, match) ? null : sense;
}

/** `القاعدة الأولى`, `النهضة العلمية`: a feminine noun with an adjective that is no nationality. */
function isCommonNoun(scene: Scene, { first, last, cut }: PhraseMatch): boolean {
  if (last > first + 1) return false;
  const next = scene.words[last]?.bare;
  if (!next || !(next.flags & DEFINITE) || next.flags & NATIONALITY || !next.key.endsWith('ه')) return false;
  return /^ال.+ه$/.test(keyAt(scene, first).slice(cut));
}

/** `أتلانتا الإيطالي`: a town with a masculine nationality after it, no head before it. */
function isClubOfTown(scene: Scene, match: PhraseMatch): boolean {
  if (!isMasculineNationality(scene, match.last)) return false;
  const before = scene.words[match.first - 1];
  return match.cut > 0 || !before || !(before.any & (PLACE_HEAD | ORG_HEAD | TITLE));
}

/** The word before a city's name that makes it a person's: a title or another name. */
function isPlace(scene: Scene, match: PhraseMatch, sense: Sense): boolean {
  const single = match.last === match.first + 1;
  if (isSomethingElse(scene, match)) {
    scene.vetoes.add(match.first);
    return false;
  }
  if (RARE_CLITIC.test(match.clitics) && !isWellKnown(sense)) return false;
  if (sense.kind === 'country') return true;
  if (sense.ambiguous) return isPlaceContext(scene, match);
  if (!single || sense.kind === 'region') return true;
  const { flags } = wordOf(keyAt(scene, match.first).slice(match.cut)).bare;
  if (flags & (GIVEN | GIVEN_OR_WORD | COMMON | TITLE)) return isPlaceContext(scene, match);
  const before = scene.words[match.first - 1]?.bare.flags ?? 0;
  return match.cut > 0 || !(before & GIVEN);
}

/** After ف and ك, which are rare before places, only a well-known one counts: `فاتو` is no ف + اتو. */
const RARE_CLITIC = /[فك]/;
const WELL_KNOWN = 250_000;

function isWellKnown(sense: Sense): boolean {
  return sense.kind !== 'city' || (placesOf(sense)[0]?.population ?? 0) >= WELL_KNOWN;
}

/** `أوكرانيًا` is the adjective, though its key is that of the country. */
function hasTanwin(scene: Scene, at: number): boolean {
  const { start, end } = scene.tokens[at]!;
  return scene.index.text.slice(start, end).includes('\u064B');
}

interface Doubt {
  before: Set<string>;
  after: Set<string>;
}

let doubts: Map<string, Doubt> | null = null;

function doubtOf(key: string): Doubt | undefined {
  if (!doubts) {
    const words = (cell: string): Set<string> => new Set(cell === '-' ? [] : cell.split('|').map(foldKey));
    doubts = new Map(
      rowsOf('place-doubts.tsv', placeDoubts, 3).map(({ cells }) => [
        foldKey(cells[0]!),
        { before: words(cells[1]!), after: words(cells[2]!) },
      ]),
    );
  }
  return doubts.get(key);
}

const PREPOSITIONS = new Set(
  'في من الي عن بين نحو شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط دوله جمهوريه داخل خارج عبر مع ضد'.split(' '),
);

/** Names that are adjectives too: after a noun with the article they are that (`العاصمة السعودية`, `القيادي الحوثي`). */
const ADJECTIVAL = new Set('السعوديه الاقصي المتوسط العاصي الشرقيه الغربيه الوسطي الحوثي العثماني'.split(' '));
/** Before a surname even then: `الدكتور العثماني`. */
const HONOURS = new Set('السيد الدكتور الاستاذ الشيخ الوزير الرئيس'.split(' '));

function isAdjectival(scene: Scene, match: PhraseMatch): boolean {
  if (match.cut > 0 || !ADJECTIVAL.has(keyOf(scene, match)) || !isDefiniteNoun(scene, match.first - 1)) return false;
  return !before(scene, match).some((key) => HONOURS.has(key));
}

/** The phrase as it is listed, without clitics. */
const keyOf = (scene: Scene, { first, last, cut }: PhraseMatch): string =>
  Array.from({ length: last - first }, (_, i) => keyAt(scene, first + i))
    .join(' ')
    .slice(cut);

const YEAR = /^(?:1[5-9]|20)\d\d$/;

/** `368 سوريا`, `330 سائحا روسيا`: the people counted, not the country. */
function isCounted(scene: Scene, { first, cut }: PhraseMatch): boolean {
  if (cut > 0 || !/[^ا]يا$/.test(keyAt(scene, first))) return false;
  const number =
    scene.tokens[first - 1]?.kind === 'word' && keyAt(scene, first - 1).endsWith('ا') ? first - 2 : first - 1;
  return scene.tokens[number]?.kind === 'number' && !YEAR.test(keyAt(scene, number));
}

function isDefiniteNoun(scene: Scene, at: number): boolean {
  return scene.words[at]?.readings.some((r) => r.flags & DEFINITE) ?? false;
}

/** The word before a phrase in all its readings. */
function before(scene: Scene, { first }: PhraseMatch): string[] {
  return scene.words[first - 1]?.readings.map((r) => r.key) ?? [];
}

/** `وجده` in an article that writes ة: the word with a pronoun, rather than وجدة. */
function endsInHa(scene: Scene, { first, last }: PhraseMatch): boolean {
  if (last > first + 1 || !scene.tokens[first]!.form.endsWith('ه')) return false;
  scene.taMarbuta ??= scene.tokens.filter(({ form }) => form.endsWith('ة')).length >= LEAST_TA_MARBUTA;
  return scene.taMarbuta;
}

const LEAST_TA_MARBUTA = 4;

/** `صلاة المغرب`, `حماة الوطن`, `قطر الدائرة`; `دعم مالي`: مالي is the country only after a preposition, or among places. */
function isSomethingElse(scene: Scene, match: PhraseMatch): boolean {
  const key = keyOf(scene, match);
  if (isCounted(scene, match)) return true;
  if (endsInHa(scene, match))
    return !before(scene, match).some((k) => PREPOSITIONS.has(k)) && match.cut === 0 && !isPlaceContext(scene, match);
  const doubt = doubtOf(key);
  if (!doubt) return false;
  const beforeIt = before(scene, match);
  if (match.cut === 0 && beforeIt.some((k) => doubt.before.has(k))) return true;
  if (doubt.after.has(keyAt(scene, match.last))) return true;
  if (key !== 'مالي') return false;
  if (match.cut > 0 && !match.clitics.startsWith('و')) return false;
  return !beforeIt.some((k) => PREPOSITIONS.has(k)) && !isPlaceContext(scene, match);
}
