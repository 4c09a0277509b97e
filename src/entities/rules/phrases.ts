import { COMMON, FUNCTION, PHRASE, PHRASE_PART, sensesOf } from '../lists.ts';
import { isMark, keyAt, type PhraseMatch, type Scene } from '../scene.ts';
import { type Reading, sensesAlone } from '../words.ts';

/** The longest phrase that begins at a token, in the reading that gives the longest one. */
export function phraseAt(scene: Scene, at: number): PhraseMatch | null {
  const known = scene.phrases[at];
  if (known !== undefined) return known;
  const match = findPhrase(scene, at);
  scene.phrases[at] = match;
  return match;
}

function findPhrase(scene: Scene, at: number): PhraseMatch | null {
  const word = scene.words[at];
  if (!word) return null;
  let best: PhraseMatch | null = null;
  for (const reading of word.readings) best = longerPhrase(scene, at, reading, 1, best);
  for (const reading of word.joined) best = longerPhrase(scene, at, reading, 2, best);
  return best;
}

/** The longest phrase of at least so many words that begins with a reading, if it is longer than the best so far. */
function longerPhrase(
  scene: Scene,
  at: number,
  reading: Reading,
  least: number,
  best: PhraseMatch | null,
): PhraseMatch | null {
  const { kind } = scene.tokens[at]!;
  if (!(reading.flags & PHRASE) && kind !== 'abbreviation' && kind !== 'url') return best;
  const most = Math.min(reading.entry?.longest ?? 1, scene.limits[at]! - at);
  let longest = best;
  let key = reading.key;
  for (let length = 1; length <= most; length++) {
    if (length > 1) {
      const next = scene.words[at + length - 1];
      if (!next || !(next.bare.flags & PHRASE_PART)) break;
      key += ` ${next.key}`;
    }
    const senses = length < least ? null : length === 1 ? sensesAlone(reading) : sensesOf(key);
    if (senses && (!longest || at + length > longest.last)) {
      longest = { first: at, last: at + length, cut: reading.cut, clitics: reading.clitics, senses };
    }
  }
  return longest;
}

/** A listed place at a token, without clitics; `sure` leaves names out that are also common words. */
export function placeAt(scene: Scene, at: number, sure: boolean): PhraseMatch | null {
  const match = phraseAt(scene, at);
  if (!match || match.cut > 0) return null;
  return match.senses.some((sense) => sense.type === 'LOC' && !(sure && sense.ambiguous)) ? match : null;
}

const isClearPlace = (scene: Scene, at: number): PhraseMatch | null => {
  const match = at >= 0 && at < scene.tokens.length ? phraseAt(scene, at) : null;
  return match?.senses.some((sense) => sense.type === 'LOC' && !sense.ambiguous) ? match : null;
};

/** Heads after which even a common word is a place: `مدينة الباب`, `محافظة البيضاء`. */
const TOWN_HEADS = new Set(
  'مدينه محافظه بلده ولايه ناحيه قضاء عماله معتمديه قريه مدينتي محافظتي بلدتي قريتي منفذ معبر مطار ميناء'.split(' '),
);

/** Whether a doubtful place stands after a head (مدينة الباب), or, being no common word, is joined to a sure place. */
export function isPlaceContext(scene: Scene, match: PhraseMatch): boolean {
  const { first, cut, clitics } = match;
  if (cut === 0 && scene.words[first - 1]?.readings.some((r) => TOWN_HEADS.has(r.key))) return true;
  return clitics === 'و' && !isCommon(scene, match) && isClearPlace(scene, first - 1) !== null;
}

/** The word is a common one of news, whatever else it names. */
function isCommon(scene: Scene, { first, cut }: PhraseMatch): boolean {
  const reading = scene.words[first]?.readings.find((r) => r.cut === cut);
  return ((reading?.flags ?? 0) & (COMMON | FUNCTION)) !== 0;
}

const MEDIA_HEADS = new Set(
  'صحيفه جريده مجله قناه فضائيه محطه اذاعه وكاله شبكه موقع يوميه اسبوعيه صحيفتي قناتي تلفزيون الصحيفه القناه مراسل مراسله'.split(
    ' ',
  ),
);

/** After صحيفة or قناة; in marks after لـ; alone in brackets; in marks in a dateline (`بغداد - «الخليج»:`). */
export function isMediaContext(scene: Scene, match: PhraseMatch): boolean {
  let before = match.first - 1;
  const marked = before >= 0 && isMark(scene, before) && isMark(scene, match.last);
  if (marked) before -= 1;
  const word = scene.words[before];
  if (word?.readings.some((r) => MEDIA_HEADS.has(r.key))) return true;
  if (!marked) return /^(?:نت|اونلاين|اون)$/.test(keyAt(scene, match.last));
  const key = keyAt(scene, before);
  if (key === 'ل' || key === 'مع' || key === '-' || key === 'وكالات') return true;
  if (key === ':' && isClearPlace(scene, before - 1)) return true;
  if (!word && keyAt(scene, match.first - 1) === '(') return true;
  const after = keyAt(scene, match.last + 1);
  return after === ':' || after === '-' || after === 'من' || before < scene.starts[match.first]!;
}

/** Words of sport before a club's name, and words that are so only in an article about sport. */
const CLUB_WORDS = new Set(
  'نادي النادي فريق الفريق مدرب لاعب مهاجم مدافع حارس لاعبو لاعبي جمهور جماهير مباراه هداف ناديه فريقه ناديي فريقي غريمه نجم جناح'.split(
    ' ',
  ),
);
const SPORTING_WORDS = new Set(
  'هدف فوز خساره امام ضد قائد رئيس مواجهه لقاء صفوف اداره تعادل ضيفه مضيفه لنادي علي من'.split(' '),
);

const SPORTS = new Set(
  'الدوري المباراه مباراه لاعب اللاعب مدرب المدرب نادي النادي كره القدم الملعب ملعب كاس منتخب المنتخب الشوط مرمي حارس مهاجم النقاط الجوله المرمي'.split(
    ' ',
  ),
);
const LEAST_SPORTS = 3;

/** An article about sport: three of its words at least. */
export function isSport(scene: Scene): boolean {
  scene.sport ??= scene.tokens.filter(({ key }) => SPORTS.has(key)).length >= LEAST_SPORTS;
  return scene.sport;
}

/** Beside a word of football: `مهاجم الهلال`, `فوز ليفربول`, or joined to another club. */
export function isClubContext(scene: Scene, match: PhraseMatch): boolean {
  const before = scene.words[match.first - 1];
  if (before?.readings.some((r) => CLUB_WORDS.has(r.key))) return true;
  const isClub = (at: number): boolean =>
    at >= 0 && (phraseAt(scene, at)?.senses.some((s) => s.kind === 'club') ?? false);
  if (match.clitics === 'و' && isClub(match.first - 1)) return true;
  const sport = isSport(scene);
  if (isCommon(scene, match) && !sport) return false;
  if (sport && before?.readings.some((r) => SPORTING_WORDS.has(r.key))) return true;
  return keyAt(scene, match.last).startsWith('و') && isClub(match.last);
}

/** After حركة or حزب, or in marks: what a doubtful name of an organisation wants. */
export function isOrganisationContext(scene: Scene, match: PhraseMatch): boolean {
  if (match.first > 0 && scene.tokens[match.first - 1]!.kind === 'quote' && scene.tokens[match.last]?.kind === 'quote')
    return true;
  return scene.words[match.first - 1]?.readings.some((r) => HEADS_OF_ORGANISATIONS.has(r.key)) ?? false;
}

const HEADS_OF_ORGANISATIONS = new Set(
  'حركه تنظيم حزب جماعه شركه كتله تيار جبهه ميليشيا مليشيا ميليشيات مليشيات مسلحي متمردي مقاتلي عناصر جماعات انصار قوات حركتي حزبي مجموعه منصه تطبيق موقع'.split(
    ' ',
  ),
);
