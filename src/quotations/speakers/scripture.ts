/** Verses and traditions: whose words they are stands in a blessing or a name that is no name of the news. */

import type { CueReading } from '../../lexicon/index.ts';
import { firstFrom, foldKey } from '../../text/index.ts';
import type { TokenRange } from '../choosing.ts';
import {
  type Context,
  complementiser,
  countWords,
  isColon,
  isWordLike,
  matchAt,
  mentionsWithin,
  spanOf,
} from '../context.ts';
import { NOUN, nounKinds } from '../noun-kinds.ts';
import { perArticle, perPart } from '../once.ts';
import { calledAt, isFirstPerson, type Saying, wanted } from '../sayings.ts';
import { GOD, scriptureAt, verseFrom } from '../verses.ts';
import { isWord } from '../words.ts';
import type { Referent } from './referents.ts';

export interface Revealed {
  /** `الله`, `النبي`. */
  name: string;
  /** The words behind the reporting word; `named` where they name him (`رسول الله`), else they bless (`تعالى`). */
  first: number;
  last: number;
  named: boolean;
}

/** `قال | تعالى`, `لقوله | - عز وجل -`, `قال (صلى الله عليه وسلم)`, `قال | رسول الله`; not `قال | رسول السراي`, `دعا | الله`. */
function revealed(context: Context, { reading, cueEnd, role }: Saying): Revealed | null {
  if (role === 'phrase' || !says(reading)) return null;
  const { tokens } = context;
  const first = tokens[cueEnd]?.kind === 'punctuation' && !isColon(tokens[cueEnd]) ? cueEnd + 1 : cueEnd;
  return scriptureAt(context, first)?.prefix === 0 ? revealedAs(context, [first, first]) : null;
}

/** `قال`, `يقول`: no other verb of speech. */
const says = (reading: CueReading | null): boolean => reading !== null && isWord('says', reading.form.lemma.lemma);

/** Whose verse or tradition it is, by the words behind the reporting word or by its source; or, out of a dialogue, who is named before it. */
export function revealedBy(
  context: Context,
  said: Saying,
  source: TokenRange | null,
  inTurn: boolean,
): Revealed | null {
  if (isFirstPerson(said)) return null;
  const holy = toldBy(context, said, source) ?? (source || inTurn ? null : ofTradition(context, said));
  if (!holy) return null;
  return holy.name === calledIn(context, PROPHET) && callsHim(context, said) ? null : holy;
}

const toldBy = (context: Context, said: Saying, source: TokenRange | null): Revealed | null =>
  named(context, said) ??
  revealed(context, said) ??
  revealedBefore(context, said) ??
  (source ? revealedAs(context, source) : null) ??
  (source && mayRecite(context, source) ? null : ofVerse(context, said));

/** `الخطيب`, `سامي نور`; not `المساواة` in `وأكد المساواة بقوله: «…»`. */
function mayRecite(context: Context, [first, last]: TokenRange): boolean {
  const named = mentionsWithin(context, first, last).length > 0;
  const listed = matchAt(context, 'role', first) ?? matchAt(context, 'source', first);
  return named || listed !== null || (nounKinds(context.words[first]!) & (NOUN.person | NOUN.body)) !== 0;
}

/** Words that name and bless him before a colon or mark. */
const NAMING = 8;

/**
 * `روى الترمذي | عن رسول الله صلى الله عليه وسلم: «…»`, `كما ورد عن النبي (ص): «…»`: from whom it is handed down; `مستشهداً بحديث | الرسول: «…»`,
 * `كما في وصية النبي: «…»`: whose words follow; he is named right before them.
 */
function named(context: Context, { anchor, lead, first, role, reading }: Saying): Revealed | null {
  const holy = lead === first ? null : namedBefore(context, lead);
  if (!holy || holy.first <= anchor) return null;
  const { key } = context.tokens[holy.first - 1]!;
  const handsDown = role === 'verb' && isWord('hands-down', foldKey(reading?.form.lemma.lemma ?? ''));
  const isHanded = handsDown && holy.name === PROPHET && isWord('an', key);
  return isHanded || isWord('tradition-of', bareNoun(key)) ? asCalled(context, holy) : null;
}

/** Whose name stands before a colon or mark, with nothing but blessings between. */
function namedBefore(context: Context, lead: number): Revealed | null {
  const names = holyNames(context);
  const before = firstFrom(0, names.length, (i) => names[i]!.last > lead);
  const holy = names.slice(Math.max(0, before - 2), before).findLast(({ named }) => named);
  if (!holy || lead - holy.first > NAMING) return null;
  const { tokens } = context;
  for (let i = holy.last; i < lead; i++) {
    const match = scriptureAt(context, i);
    if (match) i = match.last - 1;
    else if (isWordLike(tokens[i])) return null;
  }
  return holy;
}

/** A noun without what is attached to its front: `بحديث`, `ولوصية`. */
const bareNoun = (key: string): string => key.replace(/^[وف]?[بكل]?/, '');

/** So much of a content is a verse, of a quoted one. */
const MOSTLY = 0.7;

/** A verse of the Quran whose source isn't named: `فقال: {ادع إلى سبيل ربك}`; not `قالوا: {…}`, nor whoever calls to God in it. */
function ofVerse(context: Context, said: Saying): Revealed | null {
  if (!mayBeHoly(said)) return null;
  const { tokens } = context;
  const first = firstWord(context, said);
  const verse = first < 0 ? null : verseFrom(context, first);
  if (!verse || isWord('calls-to-god', tokens[first]!.key)) return null;
  const all = countWords(tokens, first, said.last);
  if (countWords(tokens, first, Math.min(verse.last, said.last)) < MOSTLY * all) return null;
  return { name: calledIn(context, GOD), first, last: verse.last, named: false };
}

/** Whoever the reporting word leaves open may be one: no woman, and no two. */
function mayBeHoly(said: Saying): boolean {
  const { gender, number } = wanted(said);
  return gender !== 'f' && (number === null || number === 'sg');
}

function firstWord({ tokens }: Context, { first, last }: Saying): number {
  for (let i = first; i < last; i++) if (isWordLike(tokens[i])) return i;
  return -1;
}

/** Tokens between the prophet's name and what he says. */
const NEAR = 45;

/** `نهى عنه الرسول صلى الله عليه وسلم | عندما قال: «…»`, `قلنا: لمن يا رسول الله؟ | قال: «…»`: nobody else is named between, nor does he ask. */
function ofTradition(context: Context, said: Saying): Revealed | null {
  const { anchor, reading, lead, role, first } = said;
  if ((role !== 'verb' && role !== 'noun') || !mayBeHoly(said)) return null;
  if (!says(reading) || lead === first || complementiser(context.tokens[lead], true)) return null;
  if (callsHim(context, said)) return null;
  const asks = asksBy(context, said);
  const from = clauseFrom(context, anchor);
  const names = holyNames(context);
  for (let k = firstFrom(0, names.length, (i) => names[i]!.first >= anchor) - 1; k >= 0; k--) {
    const holy = names[k]!;
    if (holy.first < from || mentionsWithin(context, holy.last, anchor).some(({ type }) => type === 'PER')) return null;
    if (holy.name !== PROPHET) continue;
    const called = isWord('vocative', context.tokens[holy.first - 1]?.key);
    return asks && !called ? null : asCalled(context, holy);
  }
  return null;
}

/** `قال: ثم من؟`: it is he who is asked, unless he was called before or calls somebody: `يا رسول الله هلكت، قال: ما أهلكك؟`. */
function asksBy({ tokens }: Context, { first, last }: Saying): boolean {
  const asks = (i: number): boolean => /^[؟?]/.test(tokens[i]?.form ?? '');
  return (asks(last) || asks(last - 1)) && !isWord('vocative', tokens[first]!.key);
}

/** `يا رسول الله، أوصني`: so speaks somebody else. */
export const callsHim = (context: Context, said: Saying): boolean =>
  calledAt(context, said).some((token) => prophetAt(context).has(token));

/** The token behind the last full stop or line break before a place, no further back than somebody is looked for; a question goes on. */
function clauseFrom({ tokens, paragraphOf }: Context, place: number): number {
  let from = place;
  while (from > Math.max(0, place - NEAR)) {
    if (tokens[from - 1]!.form === '.' || paragraphOf[from - 1] !== paragraphOf[place]) break;
    from--;
  }
  return from;
}

/** How many words name and bless him before a verb. */
const BEFORE = 8;

/** `والله تعالى | يقول`, `رسول الله صلى الله عليه وسلم | يقول`, `الحديث الشريف: «…»`: what stands right before the verb, or is the reporting word. */
function revealedBefore(context: Context, { cue, cueEnd, lead, role, reading }: Saying): Revealed | null {
  if (role === 'noun')
    return isTradition(context, cue, lead)
      ? { name: calledIn(context, PROPHET), first: cue, last: cueEnd, named: false }
      : revealedAs(context, [cue, cueEnd]);
  if (role !== 'verb' || !says(reading)) return null;
  for (let first = cue - 1; first >= 0 && first >= cue - BEFORE; first--) {
    const match = scriptureAt(context, first);
    const found = match?.word.tags[1] && opens(context, first, match.prefix) ? revealedAs(context, [first, cue]) : null;
    if (found) return found;
  }
  return null;
}

const PROPHET = 'النبي';

/** `وفي الحديث: «…»`, `في الحديث الشريف: «…»`: by itself the word means one of his. */
const isTradition = ({ tokens }: Context, cue: number, lead: number): boolean =>
  isWord('tradition', tokens[cue]!.key) &&
  isWord('tradition-in', tokens[cue - 1]?.key) &&
  tokens.slice(cue + 1, lead).every(({ key }) => isWord('tradition-kind', key));

/** `والله تعالى`, `، النبي الكريم`, `كان رسول الله`; not `رجلاً من أصحاب | النبي`. */
function opens({ tokens }: Context, first: number, prefix: number): boolean {
  const before = tokens[first - 1];
  return (
    prefix > 0 || before?.kind !== 'word' || complementiser(before, true) !== null || isWord('auxiliary', before.key)
  );
}

/** `فالله سبحانه وتعالى | يقول`, `النبي صلى الله عليه وسلم`: a source that is one of these names and blessings. */
function revealedAs(context: Context, [first, last]: TokenRange): Revealed | null {
  const match = scriptureAt(context, first);
  const name = match?.word.tags[0] ?? '-';
  if (!match || name === '-' || isOfName(context, first, match.last)) return null;
  for (let end = match.last; end < last; ) {
    const blessing = scriptureAt(context, end);
    if (!blessing) return null;
    end = blessing.last;
  }
  return { name: calledIn(context, name), first, last: match.last, named: match.word.tags.includes('name') };
}

/** `رسول | السراي`, `المصطفى`: a person's name, or a part of one; not `عز من قائل`. */
function isOfName({ mentionAt }: Context, first: number, last: number): boolean {
  const name = mentionAt[first];
  return mentionAt[last] != null || (name != null && (last - first === 1 || name.last > last));
}

/** Where the article names God with a blessing, or the prophet, under the name by which it calls him, or by his blessing alone. */
export const holyNames = perArticle((context: Context): Revealed[] => {
  const found: Revealed[] = [];
  for (let i = 0; i < context.tokens.length; i++) {
    const match = scriptureAt(context, i);
    if (!match || isOfName(context, i, match.last)) continue;
    const [name, named] = match.word.tags;
    if (name && named) found.push({ name, first: i, last: match.last, named: named === 'name' });
    i = match.last - 1;
  }
  return found;
});

/** Those of them that begin among some tokens. */
export function holyWithin(context: Context, first: number, last: number): Revealed[] {
  const names = holyNames(context);
  const from = firstFrom(0, names.length, (i) => names[i]!.first >= first);
  let end = from;
  while (end < names.length && names[end]!.first < last) end++;
  return names.slice(from, end);
}

/** The tokens at which a name of the prophet's begins. */
const prophetAt = perArticle(
  (context: Context): ReadonlySet<number> =>
    new Set(holyNames(context).flatMap(({ name, first }) => (name === PROPHET ? [first] : []))),
);

/** Whoever is first named by a name of the prophet's. */
export const isProphet = (context: Context, { places }: Pick<Referent, 'places'>): boolean =>
  prophetAt(context).has(places[0]?.[0] ?? -1);

/** An article that writes `رسول الله` and never `النبي` means him by that name. */
const calledIn = perPart((context: Context, name: string): string => {
  const key = foldKey(name);
  const names = holyNames(context).filter((one) => one.name === name && one.named);
  const isWritten = ({ first, last }: Revealed): boolean =>
    context.tokens.slice(first, last).some((token) => token.key.endsWith(key));
  if (names.length === 0 || names.some(isWritten)) return name;
  return spanOf(context, names[0]!.first, names[0]!.last).text;
});

const asCalled = (context: Context, holy: Revealed): Revealed => ({ ...holy, name: calledIn(context, holy.name) });

/** Tokens behind a name in which a blessing begins: `الطيبي | - رحمه الله`. */
const BLESSED = 2;

/** A scholar of old, by the blessing behind the source or in it: who quotes him goes on. */
export const isOfOld = ({ tokens }: Context, [first, last]: TokenRange): boolean =>
  tokens.slice(first, last + BLESSED).some(({ key }) => isWord('of-old', key));
