import type { Entity } from '../model.ts';
import { addTo, firstFrom, type TextIndex } from '../text/index.ts';
import { linkPlaces, type NamedPlace } from './link.ts';
import { COMMON, NAME_TYPES, NATIONALITY, ORG_HEAD, sensesOf, typeNumber } from './lists.ts';
import { isShortFormOf, isSpellingOf, joinParts, skeletonOf, surnameOf } from './names.ts';
import { swallowed, type Written, writtenWords } from './naming.ts';
import type { Scene } from './scene.ts';
import type { FoundEntities, FoundMention } from './types.ts';
import { ANY_HEAD, wordOf } from './words.ts';

/** Names that brackets equate: `ميتا بلاتفورمز (Metaplatforms)`. */
export type Equation = readonly [FoundMention, FoundMention];

interface Group {
  parts: string[];
  mentions: FoundMention[];
  /** The usual name from the lists, where they know it. */
  listed: string | null;
}

/** Mentions of one thing become one entity under the fullest form that the article uses. */
export function joinMentions(
  scene: Scene,
  mentions: readonly FoundMention[],
  equations: readonly Equation[] = [],
): FoundEntities {
  const { index } = scene;
  const groups = new Set<Group>();
  const written = writtenWords(index, mentions);
  for (const type of NAME_TYPES) {
    const named = mentions
      .filter((m) => m.type === type)
      .map((mention) => ({ mention, parts: partsOf(index, mention, written) }));
    for (const group of type === 'PER' ? joinPersons(named) : joinOthers(named, type)) groups.add(group);
  }
  for (const group of joinValues(index.text, mentions)) groups.add(group);
  equate(groups, equations);
  return toEntities(scene, mentions, [...groups], written);
}

/** Dates, sums, addresses: one entity a value. */
function joinValues(text: string, mentions: readonly FoundMention[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const mention of mentions) {
    if (typeNumber(mention.type) >= 0) continue;
    const value = mention.value ?? text.slice(mention.start, mention.end);
    const group = groups.get(`${mention.type} ${value}`);
    if (group) group.mentions.push(mention);
    else groups.set(`${mention.type} ${value}`, { parts: [value], mentions: [mention], listed: null });
  }
  return groups.values();
}

/** What brackets equate is one thing. */
function equate(groups: Set<Group>, equations: readonly Equation[]): void {
  if (equations.length === 0) return;
  const groupOf = new Map<FoundMention, Group>();
  for (const group of groups) for (const mention of group.mentions) groupOf.set(mention, group);
  for (const [a, b] of equations) {
    const [into, from] = [groupOf.get(a), groupOf.get(b)];
    if (!into || !from || into === from) continue;
    into.mentions.push(...from.mentions);
    for (const mention of from.mentions) groupOf.set(mention, into);
    groups.delete(from);
  }
}

function toEntities(scene: Scene, mentions: readonly FoundMention[], groups: Group[], written: Written): FoundEntities {
  const { index } = scene;
  const { text } = index;
  for (const group of groups) group.mentions.sort((a, b) => a.start - b.start);
  groups.sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start);
  const mentionEntity = new Map<FoundMention, Entity>();
  const places: NamedPlace[] = [];
  const entities = groups.map((group, at): Entity => {
    const spans = group.mentions.map((mention) => ({
      start: mention.start,
      end: mention.end,
      text: text.slice(mention.start, mention.end),
      confidence: mention.confidence,
    }));
    const forms = [...new Set(group.mentions.map((mention, k) => swallowed(index, mention, written) + spans[k]!.text))];
    const name = forms.reduce((best, form) => (fullness(form) > fullness(best) ? form : best));
    const { type, value } = group.mentions[0]!;
    const aliases = forms.filter((form) => form !== name);
    const entity: Entity = { id: `e${at + 1}`, name, type, aliases, mentions: spans };
    if (value !== undefined) entity.value = value;
    if (type === 'LOC') places.push({ entity, phrase: group.parts.join(' ') });
    for (const mention of group.mentions) mentionEntity.set(mention, entity);
    return entity;
  });
  linkPlaces(scene, places);
  return { entities, mentions: [...mentions], mentionEntity };
}

/** More words, then more letters; Arabic before Latin. */
function fullness(form: string): number {
  const arabic = /[\u0621-\u064A]/u.test(form) ? 1000 : 0;
  return arabic + form.split(' ').length * 40 + Math.min(form.length, 39);
}

/** The words of a mention, marks and the first one's clitics left out; after `لل` the article is whole again. */
function partsOf(index: TextIndex, mention: FoundMention, written: Written): string[] {
  const { tokens } = index;
  const { first, last, cut } = mention;
  const words: string[] = [];
  for (let at = first; at < last; at++) {
    const { kind, key } = tokens[at]!;
    if (kind === 'quote' || kind === 'punctuation' || kind === 'symbol') continue;
    const word = at > first ? key : swallowed(index, mention, written) + key.slice(cut);
    // `#صبري_نور` is a name of two words.
    words.push(...(word.includes('_') ? word.split('_').filter((part) => part !== '') : [word]));
  }
  return joinParts(words);
}

interface Named {
  mention: FoundMention;
  parts: string[];
}

function listedName(parts: readonly string[], type: FoundMention['type']): string | null {
  const phrase = parts.join(' ');
  const sense = sensesOf(phrase)?.find((s) => s.type === type);
  return sense ? (sense.name ?? phrase) : null;
}

/** How often somebody was called by one name alone, and where last. */
interface Alone {
  times: number;
  last: number;
}

/** Groups by what their names may be asked for. */
interface Register {
  groups: Group[];
  byName: Map<string, Group>;
  byListed: Map<string, Group>;
  byFirst: Map<string, Group[]>;
  byLast: Map<string, Group[]>;
  bySound: Map<string, Group[]>;
}

function emptyRegister(): Register {
  return {
    groups: [],
    byName: new Map(),
    byListed: new Map(),
    byFirst: new Map(),
    byLast: new Map(),
    bySound: new Map(),
  };
}

function enter(register: Register, group: Group, name: string): void {
  register.groups.push(group);
  register.byName.set(name, group);
  if (group.listed !== null) register.byListed.set(group.listed, group);
  addTo(register.byFirst, group.parts[0] ?? '', group);
  addTo(register.byLast, group.parts.at(-1) ?? '', group);
  const runTogether = runTogetherOf(group.parts);
  if (runTogether) addTo(register.byLast, runTogether, group);
  addTo(register.bySound, skeletonOf(group.parts.at(-1) ?? ''), group);
}

/** `لودريان` of `جان إيف لو دريان`: a surname whose particle is written as a part of it; null for others. */
function runTogetherOf(parts: readonly string[]): string | null {
  const [particle, surname] = parts.slice(-2);
  return parts.length > 2 && particle!.length < 4 ? particle! + surname! : null;
}

/** Named mentions by falling number of parts, in the order of the text where they have as many. */
function byLength(named: readonly Named[]): Named[] {
  return [...named].sort((a, b) => b.parts.length - a.parts.length);
}

/**
 * Persons: full names first, then short forms, then a surname or first name alone, which goes to the person of that name who was
 * named most before it. Two full names of one surname are two people.
 */
function joinPersons(named: readonly Named[]): Group[] {
  const register = emptyRegister();
  for (const { mention, parts } of byLength(named.filter((n) => n.parts.length > 1))) {
    const name = parts.join(' ');
    const listed = listedName(parts, 'PER');
    const last = parts.at(-1)!;
    const group =
      register.byName.get(name) ??
      (listed === null ? undefined : register.byListed.get(listed)) ??
      single((register.byFirst.get(parts[0]!) ?? []).filter((g) => isShortFormOf(parts, g.parts))) ??
      single((register.bySound.get(skeletonOf(last)) ?? []).filter((g) => isVariantOf(parts, g.parts))) ??
      single((register.byLast.get(last) ?? []).filter((g) => name === surnameOf(g.parts))) ??
      (parts.length === 2 ? single(register.byLast.get(parts.join('')) ?? []) : undefined);
    if (group) group.mentions.push(mention);
    else enter(register, { parts, mentions: [mention], listed }, name);
  }
  const known = new Map<string, Group[]>();
  const alone = new Map<Group, Alone>();
  for (const group of register.groups) group.mentions.sort((a, b) => a.start - b.start);
  const full = new Map(register.groups.map((group) => [group, group.mentions.map(({ start }) => start)]));
  for (const { mention, parts } of named) {
    if (parts.length !== 1) continue;
    const part = parts[0]!;
    let same = known.get(part);
    if (!same) {
      same = namesakes(register, part);
      known.set(part, same);
    }
    const group = same.length > 1 ? mostNamed(same, mention.start, full, alone) : same[0];
    if (group) {
      group.mentions.push(mention);
      alone.set(group, { times: (alone.get(group)?.times ?? 0) + 1, last: mention.start });
    } else {
      const fresh: Group = { parts, mentions: [mention], listed: listedName(parts, 'PER') };
      enter(register, fresh, part);
      full.set(fresh, [mention.start]);
      known.set(part, [fresh]);
    }
  }
  return register.groups;
}

/** Who may be meant by one name alone: people of that surname, else of one that sounds alike, else of that first name. */
function namesakes({ byLast, bySound, byFirst }: Register, part: string): Group[] {
  const same = byLast.get(part);
  if (same) return [...same];
  const alike = (bySound.get(skeletonOf(part)) ?? []).filter((g) => isSpellingOf(g.parts.at(-1)!, part));
  return alike.length > 0 ? alike : [...(byFirst.get(part) ?? [])];
}

/**
 * Of several people the one named most often before `start`, of those the one named last; the first one if none was. Of 78 such mentions in
 * annotated articles 71 were of the one named most, 61 of the one named last: `ناصر الشامي` speaks, and names his father `حسن الشامي` once.
 */
function mostNamed(
  groups: readonly Group[],
  start: number,
  full: ReadonlyMap<Group, readonly number[]>,
  alone: ReadonlyMap<Group, Alone>,
): Group {
  let best = groups[0]!;
  let most = 0;
  let at = -1;
  for (const group of groups) {
    const places = full.get(group) ?? [];
    const named = firstFrom(0, places.length, (i) => places[i]! >= start);
    const bare = alone.get(group);
    const times = named + (bare?.times ?? 0);
    const last = Math.max(bare?.last ?? -1, places[named - 1] ?? -1);
    if (times > most || (times === most && last > at)) [best, most, at] = [group, times, last];
  }
  return best;
}

function isVariantOf(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => isSpellingOf(part, b[at]!));
}

function single<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/**
 * The form by which names are looked up: words that a text ran together count as apart (`الولاياتالمتحدة`), a single word with and without the
 * article is one name (`الميلان`, `ميلان`), and an event's number or year makes no difference.
 */
function lookUpForm(parts: readonly string[], type: FoundMention['type']): string {
  let last = parts.length;
  if (type === 'MISC') while (last > 1 && IS_NUMBER.test(parts[last - 1]!)) last--;
  if (last > 1 && last < parts.length && /^ل?(?:عام|سنه|موسم)$/.test(parts[last - 1]!)) last--;
  const joined = parts.slice(0, last).join('');
  const bare = last === 1 && type !== 'LOC' && joined.startsWith('ال') && joined.length > SHORTEST_WITH_ARTICLE;
  return bare ? joined.slice(2) : joined;
}

const IS_NUMBER = /^(?:[0-9]{1,2}|(?:19|20)[0-9]{2})$/;
const SHORTEST_WITH_ARTICLE = 5;

/** Places, organisations, works: by the lists' usual name, then a name without its tail or its head to the one that has it. */
function joinOthers(named: readonly Named[], type: FoundMention['type']): Group[] {
  const register = emptyRegister();
  /** Names without their head: `العند` of `قاعدة العند`. */
  const byTail = new Map<string, Group[]>();
  for (const { mention, parts } of byLength(named)) {
    const name = lookUpForm(parts, type);
    let group = register.byName.get(name);
    if (!group) {
      const listed = listedName(parts, type);
      group = listed === null ? undefined : register.byListed.get(listed);
      if (!group && type !== 'MISC') {
        const longer = (register.byFirst.get(parts[0]!) ?? []).filter((g) => isHeadOf(parts, g.parts));
        group = single(longer);
      }
      // both may be listed: `شركة سامسونج`, `سامسونج`
      if (!group && (listed === null || type === 'ORG')) group = single(byTail.get(name) ?? []);
      if (group) register.byName.set(name, group);
      else {
        const fresh = { parts, mentions: [], listed: listed ?? listedWithoutHead(parts, type) };
        enter(register, fresh, name);
        if (parts.length > 1 && isHead(parts[0]!)) addTo(byTail, lookUpForm(parts.slice(1), type), fresh);
        group = fresh;
      }
    }
    group.mentions.push(mention);
  }
  return register.groups;
}

const isHead = (part: string): boolean => (wordOf(part).bare.flags & ANY_HEAD) !== 0;

/** `وكالة الأناضول` is listed as الأناضول. */
function listedWithoutHead(parts: readonly string[], type: FoundMention['type']): string | null {
  if (type !== 'ORG' || parts.length < 2 || !(wordOf(parts[0]!).bare.flags & ORG_HEAD)) return null;
  return listedName(parts.slice(1), type);
}

/** `وزارة الدفاع` of `وزارة الدفاع الإسرائيلية`, `مطار عدن` of `مطار عدن الدولي`; one word only where it is no
 * common one. `الجيش السوري` is complete: it is none of `الجيش السوري الحر`.
 */
function isHeadOf(short: readonly string[], long: readonly string[]): boolean {
  if (short.length >= long.length || !short.every((part, at) => part === long[at])) return false;
  if (wordOf(short.at(-1)!).bare.flags & NATIONALITY) return false;
  return short.length > 1 || (!isHead(short[0]!) && !(wordOf(short[0]!).bare.flags & COMMON));
}
