/** What a reader can change in a result. Each change gives a new result, in the order of the text and with mended references. */
import type { Analysis, EntityType, Quotation, QuotationType, Span, Speaker } from '../model.ts';

/** A speaker that is there already, or the name of one who isn't. */
export type Choice = { id: string } | { name: string };

const of = <T extends { id: string }>(items: readonly T[], id: string | null): T | undefined =>
  items.find((item) => item.id === id);

const without = <T extends { id: string }>(items: readonly T[], id: string): T[] =>
  items.filter((item) => item.id !== id);

/** `s7` after `s1` … `s6`: an id that is free. */
function freeId(prefix: string, items: readonly { id: string }[]): string {
  const numbers = items.map(({ id }) => Number(id.slice(prefix.length)) || 0);
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/** Every speaker tells its quotations, in the order of the text; one without a word or phrase is none. */
export function mended(analysis: Analysis): Analysis {
  const quotations = [...analysis.quotations].sort(
    (a, b) => a.content.start - b.content.start || b.content.end - a.content.end,
  );
  const kept = new Set(quotations.map(({ id }) => id));
  const attributions = analysis.attributions.map((phrase) =>
    phrase.quotation !== null && !kept.has(phrase.quotation) ? { ...phrase, quotation: null } : phrase,
  );
  const heard = new Set([...quotations, ...attributions].map(({ speaker }) => speaker));
  const said = new Map<string | null, string[]>();
  for (const { id, speaker } of quotations) said.set(speaker, [...(said.get(speaker) ?? []), id]);
  const speakers = analysis.speakers
    .filter(({ id }) => heard.has(id))
    .map((speaker) => ({ ...speaker, quotations: said.get(speaker.id) ?? [] }));
  return { ...analysis, quotations, attributions, speakers };
}

/** The speaker of a choice, who is added where it is a new one. */
function chosen(analysis: Analysis, choice: Choice): { analysis: Analysis; id: string } {
  if ('id' in choice) return { analysis, id: choice.id };
  const same = analysis.speakers.find(({ name, aliases }) => name === choice.name || aliases.includes(choice.name));
  if (same) return { analysis, id: same.id };
  const entity = analysis.entities.find(({ name, aliases }) => name === choice.name || aliases.includes(choice.name));
  const speaker: Speaker = {
    id: freeId('s', analysis.speakers),
    name: choice.name,
    aliases: [],
    kind: entity?.type === 'ORG' ? 'organization' : 'person',
    role: null,
    affiliation: null,
    entity: entity?.id ?? null,
    gender: null,
    quotations: [],
    edited: true,
  };
  return { analysis: { ...analysis, speakers: [...analysis.speakers, speaker] }, id: speaker.id };
}

function changeQuotation(analysis: Analysis, id: string, change: (quotation: Quotation) => Quotation): Analysis {
  return { ...analysis, quotations: analysis.quotations.map((one) => (one.id === id ? change(one) : one)) };
}

/** Somebody else said it; null: the article doesn't tell who. */
export function setSpeaker(analysis: Analysis, quotation: string, choice: Choice | null): Analysis {
  const { analysis: known, id } = choice ? chosen(analysis, choice) : { analysis, id: null };
  const changed = changeQuotation(known, quotation, (one) => ({
    ...one,
    speaker: id,
    resolution: id === null ? 'none' : one.resolution === 'none' ? 'explicit' : one.resolution,
    confidence: 1,
    edited: true,
  }));
  return mended(changed);
}

/** It is as the program has it. */
export const confirm = (analysis: Analysis, quotation: string): Analysis =>
  changeQuotation(analysis, quotation, (one) => ({ ...one, confidence: 1, edited: true }));

/** It is no quotation. */
export function dropQuotation(analysis: Analysis, quotation: string): Analysis {
  const gone = of(analysis.quotations, quotation);
  if (!gone) return analysis;
  return mended({
    ...analysis,
    quotations: without(analysis.quotations, quotation),
    dropped: [...(analysis.dropped ?? []), { ...gone, edited: true }],
  });
}

/** Two speakers are one: `from` is another name of `into`. */
export function mergeSpeakers(analysis: Analysis, from: string, into: string): Analysis {
  const gone = of(analysis.speakers, from);
  const stays = of(analysis.speakers, into);
  if (!gone || !stays || gone === stays) return analysis;
  const names = new Set([...stays.aliases, gone.name, ...gone.aliases]);
  names.delete(stays.name);
  const merged: Speaker = {
    ...stays,
    aliases: [...names],
    role: stays.role ?? gone.role,
    affiliation: stays.affiliation ?? gone.affiliation,
    entity: stays.entity ?? gone.entity,
    gender: stays.gender ?? gone.gender,
    edited: true,
  };
  const moved = <T extends { speaker: string | null }>(item: T): T =>
    item.speaker === from ? { ...item, speaker: into } : item;
  return mended({
    ...analysis,
    speakers: without(analysis.speakers, from).map((one) => (one.id === into ? merged : one)),
    quotations: analysis.quotations.map(moved),
    attributions: analysis.attributions.map(moved),
  });
}

/** A name in a better form; the old one stays as an alias. */
function renamed<T extends { name: string; aliases: string[] }>(item: T, name: string): T & { edited: true } {
  const aliases = new Set([item.name, ...item.aliases]);
  aliases.delete(name);
  return { ...item, name, aliases: [...aliases], edited: true };
}

/** A speaker's name in a better form, and that of the entity it is. */
export function renameSpeaker(analysis: Analysis, id: string, name: string): Analysis {
  const speaker = of(analysis.speakers, id);
  if (!speaker || !name.trim() || name === speaker.name) return analysis;
  return {
    ...analysis,
    speakers: analysis.speakers.map((one) => (one.id === id ? renamed(one, name) : one)),
    entities: analysis.entities.map((one) => (one.id === speaker.entity ? renamed(one, name) : one)),
  };
}

/** A name in a better form or of another type; speakers who are this entity are renamed with it. */
export function fixEntity(analysis: Analysis, id: string, name: string, type: EntityType): Analysis {
  const entity = of(analysis.entities, id);
  if (!entity || !name.trim() || (name === entity.name && type === entity.type)) return analysis;
  return {
    ...analysis,
    entities: analysis.entities.map((one) => (one.id === id ? { ...renamed(one, name), type } : one)),
    speakers: analysis.speakers.map((one) => (one.entity === id && name !== one.name ? renamed(one, name) : one)),
  };
}

/** It is no name. */
export function dropEntity(analysis: Analysis, id: string): Analysis {
  return {
    ...analysis,
    entities: without(analysis.entities, id),
    speakers: analysis.speakers.map((one) => ({
      ...one,
      entity: one.entity === id ? null : one.entity,
      affiliation: one.affiliation === id ? (of(analysis.entities, id)?.name ?? null) : one.affiliation,
    })),
  };
}

/** A quotation that the program missed; without a speaker where the article doesn't tell. */
export function addQuotation(
  analysis: Analysis,
  text: string,
  { start, end }: Span,
  type: QuotationType,
  choice: Choice | null,
): { analysis: Analysis; id: string } {
  const id = freeId('q', [...analysis.quotations, ...(analysis.dropped ?? [])]);
  const quotation: Quotation = {
    id,
    type,
    content: { start, end, text: text.slice(start, end) },
    cue: null,
    source: null,
    speaker: null,
    resolution: 'none',
    medium: null,
    addressee: null,
    via: [],
    attributions: [],
    rule: 'reader',
    confidence: 1,
    edited: true,
  };
  const added = mended({ ...analysis, quotations: [...analysis.quotations, quotation] });
  return { analysis: choice ? setSpeaker(added, id, choice) : added, id };
}

/** The reader went through all of it: what is left is right, and nothing is missing. */
export const approve = (analysis: Analysis): Analysis => ({ ...analysis, edited: true });

/** How many things of a result a reader changed or confirmed. */
export const countEdits = ({ quotations, speakers, entities, dropped = [] }: Analysis): number =>
  [...quotations, ...speakers, ...entities, ...dropped].filter(({ edited }) => edited).length;
