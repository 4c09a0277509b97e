/** The body that a speaker belongs to: told in his office, beside his name, or elsewhere. The grammar lists them, a model chooses. */
import type { Features } from '../../learned/features.ts';
import type { Forest } from '../../learned/trees.ts';
import { askedOnce } from '../../lexicon/index.ts';
import type { Entity } from '../../model.ts';
import { addTo } from '../../text/index.ts';
import {
  bare,
  counter,
  describeInside,
  isWall,
  likeliest,
  neighbour,
  ratedRivals,
  stemOf,
  type TokenRange,
} from '../choosing.ts';
import { type Context, isComma, isDash, keyAt, matchAt, sentenceAt, spanOf } from '../context.ts';
import { HINT, hintAt, meanHinted } from '../hints.ts';
import { hasLi, hasPreposition, isToThe, withArticle } from '../letters.ts';
import { perArticle, perPart } from '../once.ts';
import { isDefinite, isPreposition, isTitleWord } from '../sources/noun-phrases.ts';
import { isWord } from '../words.ts';
import { beforeName, isOutlet } from './outlets.ts';
import { lastPlace } from './referents.ts';
import { isNationalityWord, isWordToken, LONGEST_OFFICE, MOST_PLACES, type RoleSpan } from './roles.ts';
import type { Voice } from './voices.ts';

/** A body that somebody may belong to: tokens, and the entity where the name is one. */
export interface Body {
  first: number;
  last: number;
  entity: Entity | null;
  /** How it was come upon. */
  way: 'mention' | 'words' | 'reference' | 'beside' | 'elsewhere';
}

/** All bodies told in an office, before a name or right behind it, and what the article is about. */
export function bodies(context: Context, voice: Voice, role: RoleSpan | null): Body[] {
  const found: Body[] = [];
  const seen = new Set<number>();
  if (role) inWindow(context, [role.first, role.last], 'mention', seen, found);
  const ends = (i: number): boolean => isWall(context, i) || isComma(context.tokens[i]);
  for (const [first, last] of voice.names.slice(0, MOST_PLACES)) {
    const { first: least, last: most } = sentenceAt(context, first);
    let start = first;
    while (start > least && start > first - LONGEST_OFFICE && !ends(start - 1)) start--;
    let end = last;
    if (isComma(context.tokens[end]) || isDash(context.tokens[end])) end++;
    while (end < most && end < last + LONGEST_OFFICE && !ends(end)) end++;
    inWindow(context, [start, first], 'beside', seen, found);
    inWindow(context, [last, end], 'beside', seen, found);
  }
  if (voice.names.length === 0)
    for (const range of voice.sources.slice(0, MOST_PLACES)) inWindow(context, range, 'mention', seen, found);
  return [...found.slice(0, 120), ...elsewhere(context, voice, role, found)];
}

/** `السفيرة الفرنسية | في الكويت`, `القنصل العام | بجدة`: where an envoy serves is not who sent him. */
function isPost(context: Context, { first, entity, way }: Body): boolean {
  const { tokens, mentionAt } = context;
  if (entity?.type !== 'LOC' || way === 'elsewhere') return false;
  const hasLetter = mentionAt[first]!.start > tokens[first]!.start;
  if (!hasLetter && !isPreposition(tokens[first - 1]?.key)) return false;
  const least = Math.max(sentenceAt(context, first).first, first - LONGEST_OFFICE);
  for (let i = first - 1; i >= least && !isWall(context, i) && !isComma(tokens[i]); i--)
    if (isWord('envoy', bare(tokens[i]!.key)) || isWord('envoy', tokens[i]!.key)) return true;
  return false;
}

/** `رئيس | الوفد السفير | سامي`: behind a definite noun a second office begins; not `مدير | مكتب الأمير`. */
const endsInOffice = ({ words, tokens }: Context, { first, last, entity }: Body): boolean =>
  entity === null && last - first > 1 && isTitleWord(words[last - 1]!) && isDefinite(tokens[last - 2]!.key);

/** `قال سامي النوري | لوكالة رويترز`: who is told is nobody's body; not `سامي النوري، مراسل | لوكالة رويترز`. */
function isToldTo(context: Context, { first }: Body): boolean {
  const { tokens, mentionAt } = context;
  return (
    hasLi(tokens[first]!.key) && mentionAt[first - 1]?.type === 'PER' && matchAt(context, 'outlet', first) !== null
  );
}

/** `وزير الخارجية التركي` belongs to no `وزارة الخارجية الروسية`: both go on with a state behind what they share, and not with the same one. */
function isOfAnotherState(context: Context, role: RoleSpan | null, { entity, way }: Body): boolean {
  const { words, tokens, mentionAt } = context;
  const one = role && entity && way !== 'mention' ? organisationsOf(context).get(entity) : null;
  if (!role || !one) return false;
  const { roots } = officeTells(context, role);
  const goesOn = (i: number, known: ReadonlySet<string>): boolean =>
    known.has(root(words[i - 1]!)) && !known.has(root(words[i]!));
  const isNational = (i: number): boolean => mentionAt[i]?.type === 'LOC' || isNationalityWord(tokens[i]!.key);
  if (!one.places.some(([first, last]) => last - first > 1 && isNational(last - 1) && goesOn(last - 1, roots)))
    return false;
  for (let i = role.first + 1; i < role.last; i++) if (isNational(i) && goesOn(i, one.roots)) return true;
  return false;
}

/** An organisation of the article: where it is named, by how many mentions others are before it, and the words of its name. */
interface Organisation {
  entity: Entity;
  places: TokenRange[];
  rank: number;
  words: ReadonlySet<string>;
  /** What is left of these words without vowels and endings: `وزارة الدفاع الأميركية` has what `وزير الدفاع الأميركي` has. */
  roots: ReadonlySet<string>;
}

/** The organisations of an article, the one named most often first. */
const organisationsOf = perArticle((context: Context): ReadonlyMap<Entity, Organisation> => {
  const places = new Map<Entity, TokenRange[]>();
  for (const { entity, type, first, last } of context.mentions)
    if (type === 'ORG') addTo(places, entity, [first, last]);
  const found = new Map<Entity, Organisation>();
  for (const [entity, own] of [...places].sort((a, b) => b[1].length - a[1].length)) {
    const words = wordsOf(context, own);
    const roots = new Set([...words].map(rootOf).filter(Boolean));
    found.set(entity, { entity, places: own, rank: found.size, words, roots });
  }
  return found;
});

/** The words of an organisation's name and the noun before it: `حزب «النهضة»`. */
function wordsOf(context: Context, places: readonly TokenRange[]): Set<string> {
  const { tokens, words: all } = context;
  const words = new Set<string>();
  for (const [first, last] of places.slice(0, MOST_PLACES)) {
    const before = all[beforeName(context, first)];
    if (before && isInstitution(before)) words.add(stem(before));
    for (let i = first; i < last; i++) if (tokens[i]!.kind === 'word') words.add(stem(all[i]!));
  }
  return words;
}

const stem = askedOnce(({ key }) => stemOf(key));
/** The letters that `وزير` and `وزارة`, `محافظ` and `محافظة`, `كويتي` and `الكويت` share; nothing where fewer than two are left. */
const rootOf = (word: string): string => {
  const root = word.replace(/(?<=.{3})(?:يه|ي|ه)$/, '').replace(/[اويء]/g, '');
  return root.length > 1 ? root : '';
};
const root = askedOnce((word) => rootOf(stem(word)));
const isInstitution = askedOnce((word) => isWord('institution', stem(word)));

const isGoverning = askedOnce(({ key }) => isPreposition(key));
const prepositions = counter(({ words }, i) => isGoverning(words[i]!));
const clitics = counter(({ tokens }, i) => hasPreposition(tokens[i]!.key));

/** What an office tells of its body: read once, and asked of each of a hundred. */
const officeTells = perPart((context: Context, role: RoleSpan) => {
  const words = context.words.slice(role.first, role.last);
  return {
    words: words.map(stem),
    roots: new Set(words.map(root)),
    hasName: context.mentionAt.slice(role.first, role.last).some((mention) => mention && mention.type !== 'PER'),
    refers: refersElsewhere(context, role),
  };
});

/**
 * How many words of the office an organisation's name has too: `رئيس الحزب`, `محافظ القاهرة`; of `roots` also those that are the same but for
 * their vowels and endings: `وزير الدفاع`, `وزارة الدفاع`.
 */
function inCommon(context: Context, role: RoleSpan | null, one: Organisation, of: 'words' | 'roots'): number {
  let count = 0;
  if (role) for (const word of officeTells(context, role)[of]) if (one[of].has(word)) count++;
  return count;
}

/** `مدير قسم البرمجيات | بالشركة`: the office names its body by a bare definite noun, told elsewhere. */
function refersElsewhere({ tokens, words: all, mentionAt }: Context, { first, last }: RoleSpan): boolean {
  for (let i = first + 1; i < last; i++)
    if (isInstitution(all[i]!) && isDefinite(tokens[i]!.key) && !mentionAt[i]) return true;
  return false;
}

/**
 * Organisations that may be meant without standing beside the name: those named most, or shortly before, or like the office; each at its
 * last place before the speaker, or the first behind.
 */
function elsewhere(context: Context, voice: Voice, role: RoleSpan | null, found: readonly Body[]): Body[] {
  const [at] = voice.names[0] ?? voice.sources[0] ?? [];
  if (at === undefined) return [];
  const known = new Set(found.map(({ entity }) => entity));
  const sentence = context.sentenceOf[at]!;
  return [...organisationsOf(context).values()]
    .filter(({ entity }) => !known.has(entity))
    .map((one) => ({ one, place: one.places[Math.max(0, lastPlace(one, at))]! }))
    .filter(
      ({ one, place }) =>
        one.rank < 3 ||
        inCommon(context, role, one, 'roots') > 0 ||
        Math.abs(context.sentenceOf[place[0]]! - sentence) < 2,
    )
    .slice(0, 12)
    .map(({ one: { entity }, place: [first, last] }) => ({ first, last, entity, way: 'elsewhere' }));
}

function inWindow(
  context: Context,
  [first, last]: TokenRange,
  way: 'mention' | 'beside',
  seen: Set<number>,
  found: Body[],
): void {
  const { tokens, mentionAt } = context;
  for (let i = first; i < last; i++) {
    if (seen.has(i)) continue;
    seen.add(i);
    const mention = mentionAt[i];
    if (mention?.first === i && mention.type !== 'PER')
      found.push({ first: i, last: mention.last, entity: mention.entity, way });
    if (i === first || !isWordToken(context, i) || isPreposition(tokens[i]!.key) || (mention && mention.first !== i))
      continue;
    let ends = 0;
    for (let k = i + 1; k <= last && ends < 4; k++) {
      const word = keyAt(context, k);
      if (k < last && !isPreposition(word) && !hasPreposition(word) && word[0] !== 'و' && !isComma(tokens[k])) continue;
      if (mentionAt[k] && mentionAt[k] === mentionAt[k - 1]) continue;
      ends++;
      if (mention?.first === i && mention.last === k) continue;
      const entity = k === i + 1 && isDefinite(tokens[i]!.key) ? referred(context, i) : null;
      if (entity) found.push({ first: i, last: k, entity, way: 'reference' });
      found.push({ first: i, last: k, entity: null, way: 'words' });
    }
  }
}

/** `الصندوق` -> صندوق النقد الدولي, `الحزب` -> (حزب) «النهضة»: the organisation named last before, or first behind, with that head. */
function referred(context: Context, i: number): Entity | null {
  const head = bare(context.tokens[i]!.key);
  let best: { entity: Entity; place: number } | null = null;
  for (const one of headed(context).get(head) ?? []) {
    const { place } = one;
    if (best === null || (place < i ? best.place > i || best.place < place : best.place > place)) best = one;
  }
  return best?.entity ?? null;
}

/** Where organisations are called by a head word, in their name or before it. */
const headed = perArticle((context: Context): ReadonlyMap<string, { entity: Entity; place: number }[]> => {
  const { tokens, words } = context;
  const found = new Map<string, { entity: Entity; place: number }[]>();
  for (const { entity, places } of organisationsOf(context).values())
    for (const [place, last] of places) {
      if (last - place > 1) addTo(found, bare(tokens[place]!.key), { entity, place });
      const before = words[beforeName(context, place)];
      if (before) addTo(found, stem(before), { entity, place });
    }
  return found;
});

/** A body, or that there is none (`null`), as the model sees it. */
export function describeBody(
  context: Context,
  voice: Voice,
  role: RoleSpan | null,
  body: Body | null,
  to: Features,
): void {
  const { tokens, mentionAt } = context;
  to.of('kind', voice.kind);
  if (voice.names.length === 0) describeHead(context, voice, to);
  to.put('officeless', role ? 0 : 1);
  if (role) describeOffice(context, role, to);
  if (!body) {
    to.put('none', 1);
    return;
  }
  const { first, last, entity, way } = body;
  to.of('way', way);
  const turn = voice.names.findIndex((name) => name[1] > first);
  to.put('turn', Math.max(0, turn));
  to.of('type', entity?.type ?? 'none');
  to.put('words', last - first);
  to.put('mentions', entity?.mentions.length ?? 0);
  to.of('letter', tokens[first]!.key[0]!);
  to.put('definite', isDefinite(tokens[first]!.key) ? 1 : 0);
  const head = context.words[first]!;
  to.of('head', stem(head));
  to.put('institution', isInstitution(head) ? 1 : 0);
  to.of('headName', mentionAt[first]?.type ?? 'none');
  describeOrganisation(context, voice, role, body, to);
  const listed = matchAt(context, 'source', first);
  for (const tag of listed?.word.tags ?? []) to.of('listed', tag);
  to.put('headTitle', isTitleWord(head) ? 1 : 0);
  neighbour(context, first - 1, 'before', to);
  neighbour(context, last, 'after', to);
  neighbour(context, last - 1, 'last', to);
  to.put('beforeTitle', first > 0 && isTitleWord(context.words[first - 1]!) ? 1 : 0);
  const { key } = tokens[last - 1]!;
  to.put('adjective', key.endsWith('ي') || key.endsWith('يه') ? 1 : 0);
  describeInside(context, [first, last], to);
  if (role) describeInRole(context, role, body, to);
  const outer = mentionAt[first];
  to.put('insideName', outer && (outer.first < first || outer.last > last) ? 1 : 0);
  to.put('hint.before', hintAt(context, first - 1, HINT.body));
  to.put('hint.first', hintAt(context, first, HINT.body));
  to.put('hint.mean', meanHinted(context, first, last, HINT.body));
  to.put('hint.last', hintAt(context, last - 1, HINT.body));
  to.put('hint.after', hintAt(context, last, HINT.body));
}

/** The office of who may belong to a body. */
function describeOffice(context: Context, role: RoleSpan, to: Features): void {
  const { hasName, refers } = officeTells(context, role);
  to.put('officeWords', role.last - role.first);
  to.put('officeHasName', hasName ? 1 : 0);
  to.of('side', role.side);
  to.put('refers', refers ? 1 : 0);
  to.of('roleHead', bare(context.tokens[role.first]!.key));
}

/** Where a body stands in the office or beside it. */
function describeInRole(context: Context, role: RoleSpan, { first, last }: Body, to: Features): void {
  to.put('inRole', first >= role.first && last <= role.last ? 1 : 0);
  to.put('fromStart', first - role.first);
  to.put('toEnd', role.last - last);
  to.put('prepositionsBefore', prepositions(context, role.first + 1, first));
  to.put('cliticsBefore', clitics(context, role.first + 1, first));
  let earlier = 0;
  let later = 0;
  for (let i = role.first; i < role.last; i++) {
    const mention = context.mentionAt[i];
    if (mention?.first !== i || mention.type === 'PER') continue;
    if (i < first) earlier++;
    if (i >= last) later++;
  }
  to.put('namesBefore', earlier);
  to.put('namesAfter', later);
}

/** What the article tells of an organisation: how often it is named, how far from the speaker, whether it is an outlet. */
function describeOrganisation(context: Context, voice: Voice, role: RoleSpan | null, body: Body, to: Features): void {
  const { entity, first, last } = body;
  if (!entity) return;
  to.put('outlet', entity.type === 'ORG' && isOutlet(context, entity) ? 1 : 0);
  const one = organisationsOf(context).get(entity);
  if (!one) return;
  to.put('rank', Math.min(9, one.rank));
  to.put('share', one.places.length / Math.max(1, context.mentions.length));
  to.put('shared', inCommon(context, role, one, 'words'));
  const same = inCommon(context, role, one, 'roots');
  to.put('akin', same);
  to.put('akinShare', same / Math.max(1, one.roots.size));
  const [at] = voice.names[0] ?? voice.sources[0] ?? [];
  if (at === undefined) return;
  to.put('away', Math.max(-60, Math.min(60, at - last)));
  to.put('sentencesAway', Math.max(-5, Math.min(5, context.sentenceOf[at]! - context.sentenceOf[first]!)));
}

/** Who a description is of: `مسؤول` belongs somewhere, `تقرير` doesn't. */
function describeHead(context: Context, voice: Voice, to: Features): void {
  const [from] = voice.sources[0] ?? [];
  if (from === undefined) return;
  to.of('voiceHead', bare(context.tokens[from]!.key));
  to.put('voiceTitle', isTitleWord(context.words[from]!) ? 1 : 0);
  for (const tag of matchAt(context, 'source', from)?.word.tags ?? []) to.of('voiceListed', tag);
}

/** The words of a body, or its entity's name. */
export function bodyText(context: Context, { first, last, entity }: Body): string {
  if (entity) return entity.name;
  const { text } = spanOf(context, first, last);
  const { key } = context.tokens[first]!;
  if (isToThe(key)) return withArticle(text);
  return /^[بل](?:ال|[^ا])/.test(key) && key.length > 4 ? text.slice(1) : text;
}

/** Of the affiliations that are the likeliest one or overlap it, together. */
const LEAST = 0.2;

export function bodyOf(context: Context, voice: Voice, role: RoleSpan | null, model: Forest | undefined): Body | null {
  const list = ratedRivals(model, bodies(context, voice, role), (one, to) =>
    describeBody(context, voice, role, one, to),
  )
    .filter(({ one }) => !isPost(context, one) && !isToldTo(context, one) && !isOfAnotherState(context, role, one))
    .filter(({ one }) => !endsInOffice(context, one));
  const best = likeliest(list);
  if (!best) return null;
  const { first, last, entity } = best.one;
  // what overlaps it or means the same speaks for it too
  const same = (one: Body): boolean =>
    (one.first < last && first < one.last) || (entity !== null && one.entity === entity);
  const p = list.reduce((sum, { one, p }) => (same(one) ? sum + p : sum), 0);
  return p > LEAST ? best.one : null;
}
