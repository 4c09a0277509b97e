import { foldKey } from '../../text/index.ts';
import { whenAsked } from '../../text/remember.ts';
import nameDoubts from '../ar/name-doubts.tsv';
import { rowsOf } from '../data.ts';
import {
  COMMON,
  DEFINITE,
  FUNCTION,
  GIVEN,
  GIVEN_OR_WORD,
  MODIFIER,
  NATIONALITY,
  ORG_ADJECTIVE,
  ORG_HEAD,
  ORG_TOPIC,
  type Sense,
  TITLE,
} from '../lists.ts';
import { flagsAt, isMark, keyAt, mentionOf, type PhraseMatch, RULED, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { type Reading, wordOf } from '../words.ts';
import { topicEnd } from './organisations.ts';
import { isClubContext, isMediaContext, isOrganisationContext, isPlaceContext, phraseAt } from './phrases.ts';

/** Names in the lists: the longest phrase, in the sense that its surroundings choose; behind شركة with what it is for (`شركة أرامكو للتجارة`). */
export function listedNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const match = phraseAt(scene, at);
    if (!match) continue;
    const sense = chooseSense(scene, match);
    if (!sense) continue;
    const { first, cut } = sense.type === 'ORG' ? withHead(scene, match) : match;
    const last =
      sense.kind === 'company' && headAt(scene, first)
        ? topicEnd(scene, match.last, scene.limits[at]!, false)
        : match.last;
    found.push(mentionOf(scene, first, last, cut, sense.type, RULED, `listed-${sense.kind}`));
    at = last - 1;
  }
  return found;
}

/** `صحيفة`, `وكالة`, `قناة`, `شركة` belong to an unmarked name that they stand before. */
function withHead(scene: Scene, match: PhraseMatch): { first: number; cut: number } {
  const { first, cut } = match;
  if (cut > 0 || first === 0 || isMark(scene, first - 1)) return { first, cut };
  const head = headAt(scene, first - 1);
  return head ? { first: first - 1, cut: head.cut } : { first, cut };
}

const headAt = (scene: Scene, at: number): Reading | undefined =>
  scene.words[at]?.readings.find((r) => r.flags & ORG_HEAD && r.entry?.orgHead?.kind === 'marked');

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
  for (const sense of senses) {
    if (!sense.ambiguous || sense.type !== 'ORG') continue;
    if (sense.kind === 'media' && isMediaContext(scene, match)) return sense;
    if (sense.kind === 'club' && isClubContext(scene, match)) return sense;
    if (sense.kind !== 'media' && sense.kind !== 'club' && isOrganisationContext(scene, match)) return sense;
  }
  const place = senses.find((sense) => sense.type === 'LOC');
  if (place && isPlace(scene, match, place)) return place;
  const sense = senses.find(({ type, ambiguous }) => type !== 'LOC' && !ambiguous) ?? null;
  if (!place && sense && isDoubted(scene, match)) {
    scene.vetoes.add(match.first);
    return null;
  }
  return sense?.type === 'ORG' && isCommonNoun(scene, match) ? null : sense;
}

/** `القاعدة الأولى`, `النهضة العلمية`: a feminine noun with an adjective that is no nationality. */
function isCommonNoun(scene: Scene, { first, last, cut }: PhraseMatch): boolean {
  if (last > first + 1) return false;
  const next = scene.words[last]?.bare;
  if (!next || !(next.flags & DEFINITE) || next.flags & NATIONALITY || !next.key.endsWith('ه')) return false;
  return /^ال.+ه$/.test(keyAt(scene, first).slice(cut));
}

/** A listed place, unless its surroundings make it something else; one that is mostly something else wants them to say so. */
function isPlace(scene: Scene, match: PhraseMatch, sense: Sense): boolean {
  const single = match.last === match.first + 1;
  if (isSomethingElse(scene, match)) {
    scene.vetoes.add(match.first);
    return false;
  }
  if (sense.kind === 'country') return true;
  if (sense.ambiguous) return isPlaceContext(scene, match);
  if (!single || sense.kind === 'region') return true;
  const { flags } = wordOf(keyAt(scene, match.first).slice(match.cut)).bare;
  if (flags & (GIVEN | GIVEN_OR_WORD | COMMON | TITLE)) return isPlaceContext(scene, match);
  // `سفيان المكناسي`: a surname
  return match.cut > 0 || !(flagsAt(scene, match.first - 1) & GIVEN);
}

/** `أوكرانيًا` is the adjective, though its key is that of the country. */
function hasTanwin(scene: Scene, at: number): boolean {
  const { start, end } = scene.tokens[at]!;
  return scene.index.text.slice(start, end).includes('\u064B');
}

interface Doubt {
  before: Set<string>;
  after: Set<string>;
  /** Of an abstract noun: words one of which an article has that speaks of the body; empty of others. */
  about: Set<string>;
}

/** By their keys. */
const doubts = whenAsked((): ReadonlyMap<string, Doubt> => {
  const words = (cell: string): Set<string> => new Set(cell === '-' ? [] : cell.split('|').map(foldKey));
  return new Map(
    rowsOf('name-doubts.tsv', nameDoubts, 3).map(({ cells }) => [
      foldKey(cells[0]!),
      { before: words(cells[1]!), after: words(cells[2]!), about: words(cells[3] ?? '-') },
    ]),
  );
});

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
function keyOf(scene: Scene, { first, last, cut }: PhraseMatch): string {
  let key = keyAt(scene, first).slice(cut);
  for (let t = first + 1; t < last; t++) key += ` ${keyAt(scene, t)}`;
  return key;
}

const YEAR = /^(?:1[5-9]|20)\d\d$/;

/** `368 سوريا`, `330 سائحا روسيا`: the people counted, not the country. */
function isCounted(scene: Scene, { first, cut }: PhraseMatch): boolean {
  if (cut > 0 || !/[^ا]يا$/.test(keyAt(scene, first))) return false;
  const number =
    scene.tokens[first - 1]?.kind === 'word' && keyAt(scene, first - 1).endsWith('ا') ? first - 2 : first - 1;
  return scene.tokens[number]?.kind === 'number' && !YEAR.test(keyAt(scene, number));
}

const isDefiniteNoun = (scene: Scene, at: number): boolean => ((scene.words[at]?.any ?? 0) & DEFINITE) !== 0;

/** The word before a phrase in all its readings. */
function before(scene: Scene, { first }: PhraseMatch): string[] {
  return scene.words[first - 1]?.readings.map((r) => r.key) ?? [];
}

/** `صلاة المغرب`, `حماة الوطن`, `قطر الدائرة`; `دعم مالي`: مالي is the country only after a preposition, or among places. */
function isSomethingElse(scene: Scene, match: PhraseMatch): boolean {
  if (isCounted(scene, match) || isNationality(scene, match) || isDoubted(scene, match)) return true;
  if (keyOf(scene, match) !== 'مالي') return false;
  if (match.cut > 0 && !match.clitics.startsWith('و')) return false;
  return !before(scene, match).some((k) => PREPOSITIONS.has(k)) && !isPlaceContext(scene, match);
}

/** Whether a word stands beside a name beside which it is none. */
function isDoubted(scene: Scene, match: PhraseMatch): boolean {
  const doubt = doubts().get(keyOf(scene, match));
  if (!doubt) return false;
  if (match.cut === 0 && before(scene, match).some((key) => doubt.before.has(key))) return true;
  return doubt.after.has(keyAt(scene, match.last)) || (doubt.about.size > 0 && isAbstract(scene, match, doubt.about));
}

/** `بحماس`, `شغف وحماس`, `حماس الجماهير` in an article that has nothing of the body's. */
function isAbstract(scene: Scene, { first, last, clitics }: PhraseMatch, about: ReadonlySet<string>): boolean {
  const next = scene.words[last]?.bare;
  const governs = next !== undefined && (next.flags & DEFINITE) !== 0 && !(next.flags & NOT_GOVERNED);
  const joined = clitics === 'و' && !isNamed(scene, first - 1);
  return (clitics.endsWith('ب') || joined || governs) && !scene.tokens.some(({ key }) => about.has(key));
}

/** What a name may have behind it: a day, an adjective. */
const NOT_GOVERNED = FUNCTION | NATIONALITY | ORG_ADJECTIVE | MODIFIER;

const isNamed = (scene: Scene, at: number): boolean =>
  isMark(scene, at) || keyAt(scene, at) === 'الله' || phraseAt(scene, at)?.last === at + 1;

/** `قوة عسكرية سورية`: behind an indefinite feminine adjective the country's name is one, too; not behind a noun like `خارجية`. */
function isNationality(scene: Scene, { first, last, cut }: PhraseMatch): boolean {
  const { key, flags } = scene.words[first]!.bare;
  if (cut > 0 || last > first + 1 || !key.endsWith('ه') || !(flags & NATIONALITY)) return false;
  const adjective = scene.words[first - 1]?.bare;
  if (!adjective?.key.endsWith('يه') || adjective.flags & (DEFINITE | ORG_TOPIC)) return false;
  return (adjective.flags & (NATIONALITY | ORG_ADJECTIVE)) !== 0;
}
