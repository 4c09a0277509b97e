import type { Entity } from '../model.ts';
import { linksOf } from './link.ts';
import { COMMON, ORG_HEAD, PLACE_HEAD, sensesOf } from './lists.ts';
import { isShortFormOf, isSpellingOf, namePartsOf, surnameOf } from './names.ts';
import type { FoundEntities, FoundMention } from './types.ts';
import { wordOf } from './words.ts';

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
  text: string,
  mentions: readonly FoundMention[],
  equations: readonly Equation[] = [],
): FoundEntities {
  const groups: Group[] = [];
  const groupOf = new Map<FoundMention, Group>();
  for (const types of [['PER'], ['LOC'], ['ORG'], ['MISC']] as const) {
    const named = mentions
      .filter((mention) => mention.type === types[0])
      .map((mention) => ({ mention, parts: namePartsOf(text.slice(mention.start, mention.end)) }));
    const own = types[0] === 'PER' ? joinPersons(named) : joinOthers(named, types[0]);
    for (const group of own) for (const mention of group.mentions) groupOf.set(mention, group);
    groups.push(...own);
  }
  for (const mention of mentions) {
    if (groupOf.has(mention)) continue;
    const parts = [mention.value ?? text.slice(mention.start, mention.end)];
    const group = groups.find((other) => other.mentions[0]!.type === mention.type && other.parts[0] === parts[0]);
    if (group) group.mentions.push(mention);
    else groups.push({ parts, mentions: [mention], listed: null });
    groupOf.set(mention, group ?? groups.at(-1)!);
  }
  for (const [a, b] of equations) {
    const [into, from] = [groupOf.get(a), groupOf.get(b)];
    if (!into || !from || into === from) continue;
    into.mentions.push(...from.mentions);
    for (const mention of from.mentions) groupOf.set(mention, into);
    groups.splice(groups.indexOf(from), 1);
  }
  return toEntities(text, mentions, groups);
}

function toEntities(text: string, mentions: readonly FoundMention[], groups: readonly Group[]): FoundEntities {
  for (const group of groups) group.mentions.sort((a, b) => a.start - b.start);
  const ordered = [...groups].sort((a, b) => a.mentions[0]!.start - b.mentions[0]!.start);
  const mentionEntity = new Map<FoundMention, Entity>();
  const entities = ordered.map((group, at): Entity => {
    const forms = [...new Set(group.mentions.map(({ start, end }) => text.slice(start, end)))];
    const name = forms.reduce((best, form) => (fullness(form) > fullness(best) ? form : best));
    const entity: Entity = {
      id: `e${at + 1}`,
      name,
      type: group.mentions[0]!.type,
      aliases: forms.filter((form) => form !== name),
      mentions: group.mentions.map(({ start, end, confidence }) => ({
        start,
        end,
        text: text.slice(start, end),
        confidence,
      })),
    };
    const { value } = group.mentions[0]!;
    if (value !== undefined) entity.value = value;
    for (const mention of group.mentions) mentionEntity.set(mention, entity);
    return entity;
  });
  linksOf(entities);
  return { entities, mentions: [...mentions], mentionEntity };
}

/** More words, then more letters; Arabic before Latin. */
function fullness(form: string): number {
  const arabic = /[\u0621-\u064A]/u.test(form) ? 1000 : 0;
  return arabic + form.split(/\s+/u).length * 40 + Math.min(form.length, 39);
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

/**
 * Persons: full names first, then short forms, then a surname or first name alone, which goes to the person of that name who was
 * named last before it. Two full names of one surname are two people.
 */
function joinPersons(named: readonly Named[]): Group[] {
  const groups: Group[] = [];
  const full = named.filter(({ parts }) => parts.length > 1).sort((a, b) => b.parts.length - a.parts.length);
  for (const { mention, parts } of full) {
    const listed = listedName(parts, 'PER');
    const group =
      groups.find((g) => g.parts.join(' ') === parts.join(' ') || (listed !== null && g.listed === listed)) ??
      single(groups.filter((g) => isShortFormOf(parts, g.parts) || isVariantOf(parts, g.parts))) ??
      single(groups.filter((g) => parts.join(' ') === surnameOf(g.parts)));
    if (group) group.mentions.push(mention);
    else groups.push({ parts, mentions: [mention], listed });
  }
  const people = groups.length;
  for (const { mention, parts } of named) {
    if (parts.length !== 1) continue;
    const [part] = parts as [string];
    const candidates = groups.slice(0, people);
    let same = candidates.filter((g) => g.parts.at(-1) === part);
    if (same.length === 0) same = candidates.filter((g) => isSpellingOf(g.parts.at(-1)!, part));
    if (same.length === 0) same = candidates.filter((g) => g.parts[0] === part);
    const listed = listedName(parts, 'PER');
    const group = nearest(same, mention) ?? groups.find((g) => g.parts.length === 1 && isSpellingOf(g.parts[0]!, part));
    if (group) group.mentions.push(mention);
    else groups.push({ parts, mentions: [mention], listed });
  }
  return groups;
}

function isVariantOf(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => isSpellingOf(part, b[at]!));
}

function single<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** The group that was mentioned last before a mention; the first one if none was. */
function nearest(groups: readonly Group[], mention: FoundMention): Group | undefined {
  let best: Group | undefined;
  let at = -1;
  for (const group of groups) {
    for (const { start } of group.mentions) {
      if (start < mention.start && start > at) {
        best = group;
        at = start;
      }
    }
  }
  return best ?? groups[0];
}

/** Places and organisations: by the lists' usual name, then a name without its tail or its head to the one that has it. */
function joinOthers(named: readonly Named[], type: FoundMention['type']): Group[] {
  const groups: Group[] = [];
  for (const { mention, parts } of [...named].sort((a, b) => b.parts.length - a.parts.length)) {
    const listed = listedName(parts, type);
    const key = parts.join(' ');
    const group =
      groups.find((g) => g.parts.join(' ') === key || (listed !== null && g.listed === listed)) ??
      (type === 'MISC' ? undefined : single(groups.filter((g) => isPartialOf(parts, g.parts, listed))));
    if (group) group.mentions.push(mention);
    else groups.push({ parts, mentions: [mention], listed: listed ?? listedWithoutHead(parts, type) });
  }
  return groups;
}

/** `وكالة الأناضول` is listed as الأناضول. */
function listedWithoutHead(parts: readonly string[], type: FoundMention['type']): string | null {
  if (type !== 'ORG' || parts.length < 2 || !(wordOf(parts[0]!).bare.flags & ORG_HEAD)) return null;
  return listedName(parts.slice(1), type);
}

/** `وزارة الدفاع` of `وزارة الدفاع الإسرائيلية`, `مطار عدن` of `مطار عدن الدولي`, `العند` of `قاعدة العند`; not `عدن` of `مطار عدن`. */
function isPartialOf(short: readonly string[], long: readonly string[], listed: string | null): boolean {
  if (short.length >= long.length) return false;
  const head = wordOf(long[0]!).bare.flags & (ORG_HEAD | PLACE_HEAD);
  if (short.every((part, at) => part === long[at]))
    return short.length > 1 || (head === 0 && !(wordOf(short[0]!).bare.flags & COMMON));
  const tail = long.slice(1);
  return head !== 0 && listed === null && short.length === tail.length && short.every((part, at) => part === tail[at]);
}
