import { gazetteer, type Sense } from '../gazetteer.ts';
import { isMark, keyAt, mentionOf, type Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import {
  COMMON,
  GIVEN,
  GIVEN_OR_WORD,
  ORG_HEAD,
  orgHeadKind,
  PHRASE,
  PLACE_HEAD,
  PLACE_HEAD_PART,
  wordOf,
} from '../words.ts';

/** A phrase of the gazetteer where the text has it. */
export interface PhraseMatch {
  first: number;
  last: number;
  cut: number;
  clitics: string;
  senses: readonly Sense[];
}

/** The longest phrase that begins at a token, in the reading that gives the longest one. */
export function phraseAt(scene: Scene, at: number): PhraseMatch | null {
  const word = scene.words[at];
  if (!word) return null;
  const { phrases, longest } = gazetteer();
  let best: PhraseMatch | null = null;
  for (const reading of word.readings) {
    if (!(reading.flags & PHRASE)) continue;
    const most = Math.min(longest.get(reading.key) ?? 0, scene.limits[at]! - at);
    let key = reading.key;
    for (let length = 1; length <= most; length++) {
      if (length > 1) {
        const next = scene.words[at + length - 1];
        if (!next) break;
        key += ` ${next.key}`;
      }
      const senses = phrases.get(key);
      if (senses && (!best || at + length > best.last)) {
        best = { first: at, last: at + length, cut: reading.cut, clitics: reading.clitics, senses };
      }
    }
  }
  return best;
}

const MEDIA_HEADS = new Set(
  'صحيفه جريده مجله قناه فضائيه محطه اذاعه وكاله شبكه موقع يوميه صحيفتي قناتي تلفزيون'.split(' '),
);

/** Names in the lists: the longest phrase, in the sense that its surroundings choose. */
export function gazetteerNames(scene: Scene): FoundMention[] {
  const found: FoundMention[] = [];
  for (let at = 0; at < scene.tokens.length; at++) {
    const match = phraseAt(scene, at);
    if (!match) continue;
    const sense = chooseSense(scene, match);
    if (!sense) continue;
    let { first, cut } = match;
    if (sense.type === 'ORG' && takesHead(scene, first, cut)) {
      first -= 1;
      cut = headCut(scene, first);
    }
    found.push(mentionOf(scene, first, match.last, cut, sense.type, sense.ambiguous ? 0.75 : 0.9, 'gazetteer'));
    at = match.last - 1;
  }
  return found;
}

/** `صحيفة`, `وكالة`, `قناة`, `شركة` belong to an unmarked name that they stand before. */
function takesHead(scene: Scene, first: number, cut: number): boolean {
  if (cut > 0 || first === 0 || isMark(scene, first - 1)) return false;
  const word = scene.words[first - 1];
  return word?.readings.some((r) => r.flags & ORG_HEAD && orgHeadKind(r.key) === 'marked') ?? false;
}

function headCut(scene: Scene, at: number): number {
  return scene.words[at]?.readings.find((r) => r.flags & ORG_HEAD)?.cut ?? 0;
}

function chooseSense(scene: Scene, match: PhraseMatch): Sense | null {
  const { senses } = match;
  const media = senses.find((sense) => sense.kind === 'media' && sense.ambiguous);
  if (media && isMediaContext(scene, match)) return media;
  const place = senses.find((sense) => sense.type === 'LOC');
  const other = senses.find((sense) => sense.type === 'ORG' && !sense.ambiguous);
  const club = senses.find((sense) => sense.kind === 'club' && sense.ambiguous);
  if (club && isClubContext(scene, match)) return club;
  if (place && (!place.ambiguous || isPlaceContext(scene, match))) {
    const single = match.last === match.first + 1;
    const flags = single ? wordOf(keyAt(scene, match.first).slice(match.cut)).bare.flags : 0;
    if (place.kind === 'city' && flags & (GIVEN | GIVEN_OR_WORD | COMMON) && !isPlaceContext(scene, match)) return null;
    return place;
  }
  return other ?? null;
}

/** After صحيفة or قناة, in marks after لـ, alone in brackets, before نت. */
function isMediaContext(scene: Scene, match: PhraseMatch): boolean {
  let before = match.first - 1;
  const marked = before >= 0 && isMark(scene, before);
  if (marked) before -= 1;
  const key = keyAt(scene, before);
  const word = scene.words[before];
  if (word?.readings.some((r) => MEDIA_HEADS.has(r.key))) return true;
  if (
    marked &&
    isMark(scene, match.last) &&
    (key === 'ل' || key.endsWith('مراسل') || (keyAt(scene, before + 1) === '(' && !word))
  )
    return true;
  return marked && key === 'ل';
}

const CLUB_WORDS = new Set(
  'نادي فريق مدرب لاعب مهاجم مدافع حارس نجم لاعبو لاعبي ناديه جمهور مباراه هدف فوز خساره امام ضد قائد رئيس جناح هداف'.split(
    ' ',
  ),
);

function isClubContext(scene: Scene, match: PhraseMatch): boolean {
  const before = scene.words[match.first - 1];
  return before?.readings.some((r) => CLUB_WORDS.has(r.key)) ?? false;
}

/** After مدينة, or joined by `و` or a comma to another place. */
export function isPlaceContext(scene: Scene, match: PhraseMatch): boolean {
  const before = scene.words[match.first - 1];
  if (before?.readings.some((r) => r.flags & (PLACE_HEAD | PLACE_HEAD_PART))) return true;
  const clear = (at: number): boolean => {
    const near = at >= 0 && at < scene.tokens.length ? phraseAt(scene, at) : null;
    return near?.senses.some((sense) => sense.type === 'LOC' && !sense.ambiguous) ?? false;
  };
  if (match.clitics === 'و' && clear(match.first - 1)) return true;
  if (keyAt(scene, match.first - 1) === '،' && clear(match.first - 2)) return true;
  const after = scene.tokens[match.last];
  if (after?.key === '،')
    return clear(match.last + 1) && scene.words[match.last + 1]?.bare.key !== 'في' && before === null;
  return (
    after?.key.startsWith('و') === true && clear(match.last) && (phraseAt(scene, match.last)?.clitics ?? '') === 'و'
  );
}
