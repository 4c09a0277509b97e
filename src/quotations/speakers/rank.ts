/** Who speaks: the turns of an article in their order, each given to the likeliest candidate, which the later ones then know. */
import { type Perceptron, rivals, type Score } from '../../learned/perceptron.ts';
import { firstFrom, isAllLetters } from '../../text/index.ts';
import { sharesOf } from '../choosing.ts';
import type { Context } from '../context.ts';
import { perArticle } from '../once.ts';
import { calledAt, inContent, isHearsay, type Saying, wanted } from '../sayings.ts';
import { isWord } from '../words.ts';
import { candidates } from './candidates.ts';
import type { Cast } from './cast.ts';
import { Dialogue } from './dialogues.ts';
import { describeSpeakers, type Setting } from './features.ts';
import { isMan, isWoman } from './genders.ts';
import { placeFrom, type Referent } from './referents.ts';
import { callsHim, isOfOld, isProphet, revealedBy } from './scripture.ts';
import { describeTrust, noteSureness, type Sureness } from './trust.ts';
import { type Candidate, isOwn, type Ranked, type Sourced, type Turn } from './turns.ts';

export interface Choice {
  said: Saying;
  sourced: Sourced;
  /** The candidates, the likeliest first. */
  ranked: Ranked[];
  referent: Referent | null;
  /** What is seen of how far the likeliest can be trusted. */
  trust: Float32Array;
  /** A verse or tradition: whose words it is stands there. */
  revealed: boolean;
}

/** Chooses among candidates: gives their order. */
export type Chooser = (setting: Setting, list: readonly Candidate[]) => Ranked[];

export const byModel =
  (model: Perceptron): Chooser =>
  (setting, list) => {
    if (list.length === 1) return [{ ...list[0]!, share: 1 }];
    let score: Score | null = null;
    const shares = sharesOf(
      (row, base) => {
        score ??= rivals(model, base);
        return score(row);
      },
      (visit) => describeSpeakers(setting, list, visit),
    );
    return list.map(({ referent, way }, i) => ({ referent, way, share: shares[i]! })).sort((a, b) => b.share - a.share);
  };

/** Gives each saying, in the order of the text, to a candidate. */
export function rankAll(
  context: Context,
  cast: Cast,
  turns: readonly { said: Saying; sourced: Sourced }[],
  choose: Chooser,
): Choice[] {
  const history: Turn[] = [];
  const dialogue = new Dialogue(context);
  const sure: Sureness = new Map();
  const ofOld = new Set<Referent>();
  const sourceAt = sourcesOf(context, turns);
  const items = itemsOf(context);
  let item = 0;
  return turns.map(({ said, sourced }, i) => {
    if (itemAt(items, said.anchor) !== item) history.length = 0;
    item = itemAt(items, said.anchor);
    const before = dialogue.before(said);
    const again = sourced.span || !before ? null : dialogue.whoAnswers(said, before);
    const holy = revealedBy(context, said, sourced.span, again !== null);
    let list: readonly Candidate[];
    if (holy) list = [{ referent: cast.revealed(holy), way: 'source' }];
    else if (again) list = [{ referent: again, way: 'voice' }];
    else {
      const all = ofItem(items, said.anchor, candidates(context, cast, said, sourced, history));
      list = likely(context, notCalled(context, said, all), said, sourced, ofOld);
    }
    const ranked = list.length > 0 ? choose({ context, said, sourced, history, sourceAt, turn: i }, list) : [];
    const trust = describeTrust(context, said, sourced, ranked, history, sure);
    const best = ranked[0]?.referent ?? null;
    const referent = best && cast.spoke(best, said, sourced.span);
    noteSureness(sure, referent, ranked[0]?.share ?? 0, sourced.span !== null);
    // who quotes a verse or somebody of old goes on
    const quoted = sourced.span !== null && history.length > 0 && isOfOld(context, sourced.span);
    if (quoted && referent) ofOld.add(referent);
    dialogue.note({ said, referent, before });
    if (!quoted && !holy) history.push({ said, referent, source: sourced.span, nested: isNested(turns, i) });
    return { said, sourced, ranked, referent, trust, revealed: holy !== null };
  });
}

/** A digest has at least so many items. */
const ITEMS = 3;

/** Where the items of a digest begin, each behind a line that is nothing but its number: `(1)`, `(2)`, `(3)`; none elsewhere. */
const itemsOf = perArticle(({ index: { paragraphs }, tokens }: Context): readonly number[] => {
  const begins: number[] = [];
  for (const { first, last } of paragraphs) {
    const [one, ...others] = tokens
      .slice(first, Math.min(last, first + 4))
      .filter(({ kind }) => kind !== 'punctuation');
    if (one && others.length === 0 && one.key === String(begins.length + 1)) begins.push(last);
  }
  return begins.length < ITEMS ? [] : begins;
});

/** The number of the item in which a token stands; 0 before the first. */
const itemAt = (items: readonly number[], token: number): number =>
  firstFrom(0, items.length, (i) => items[i]! > token);

/** Those that fit; all where none does. */
function unlessNone(list: readonly Candidate[], fits: (one: Candidate) => boolean): readonly Candidate[] {
  const fitting = list.filter(fits);
  return fitting.length > 0 ? fitting : list;
}

/** Of a digest whoever is named in the item, or is the source, unless nobody is: each item is an article of its own. */
function ofItem(items: readonly number[], token: number, list: readonly Candidate[]): readonly Candidate[] {
  if (items.length === 0) return list;
  const item = itemAt(items, token);
  return unlessNone(
    list,
    ({ referent, way }) => isOwn(way) || referent.places.some(([first]) => itemAt(items, first) === item),
  );
}

/**
 * Where a word by itself tells of who speaks (`وأضافت`, `مشيرةً`): several are no single person, she is no man, he no woman; without those of
 * old, unless there is nobody else; nobody where it leaves him out (`قيل إن`).
 */
function likely(
  context: Context,
  list: readonly Candidate[],
  said: Saying,
  { span }: Sourced,
  ofOld: ReadonlySet<Referent>,
): readonly Candidate[] {
  if (span) return list;
  if (isHearsay(context, said)) return [];
  const { gender, number } = wanted(said);
  const fitting = list.filter(
    ({ referent }) =>
      !((number === 'pl' || number === 'du') && isOnePerson(referent)) &&
      !(gender === 'f' && isHe(referent)) &&
      !(gender === 'm' && number === 'sg' && isWoman(referent)),
  );
  return unlessNone(fitting, ({ referent }) => !ofOld.has(referent));
}

/** `سامي نور`, `زوجها`. */
const isOnePerson = ({ type, kind, number, titleGender, votes }: Referent): boolean =>
  votes.pl === 0 && (type === 'PER' ? number !== 'pl' : kind === 'person' && number === 'sg' && titleGender !== null);

/** `سامي نور`, `الطبيب`; not `المصدر`, of which papers say `وأضافت`, too. */
const isHe = (one: Referent): boolean =>
  isMan(one) ||
  (one.type === 'described' && one.titleGender === 'm' && one.votes.f === 0 && one.number === 'sg' && isRoleAlone(one));

const isRoleAlone = ({ name, kind, bare }: Referent): boolean =>
  kind === 'person' ||
  (kind === 'unnamed' && isAllLetters(name) && /^ال.|.ها?$/.test(name) && !isWord('told-either', bare[0]));

/** `يا رسول الله، …`, `يا سامي، …`: without who is called, unless there is nobody else. */
function notCalled(context: Context, said: Saying, list: readonly Candidate[]): readonly Candidate[] {
  const called = calledAt(context, said);
  if (called.length === 0) return list;
  const prophet = callsHim(context, said);
  const isCalled = (one: Referent): boolean =>
    called.some((token) => placeFrom(one, token)?.[0] === token) || (prophet && isProphet(context, one));
  return unlessNone(list, ({ referent }) => !isCalled(referent));
}

/** Of which turn (counted from 1) each token is the source; 0: of none. */
function sourcesOf({ tokens }: Context, turns: readonly { sourced: Sourced }[]): Int32Array {
  const found = new Int32Array(tokens.length + 1);
  turns.forEach(({ sourced: { span } }, i) => {
    if (span) found.fill(i + 1, span[0], span[1]);
  });
  return found;
}

/** Turns on either side whose words may hold another one. */
const AROUND = 8;

/** Whether a turn stands within the words of another: `قال سامي إن خالداً | أكد …`. */
function isNested(turns: readonly { said: Saying }[], i: number): boolean {
  const { anchor } = turns[i]!.said;
  for (let k = Math.max(0, i - AROUND); k < turns.length && k <= i + AROUND; k++)
    if (k !== i && inContent(turns[k]!.said, anchor)) return true;
  return false;
}
