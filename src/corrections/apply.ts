/**
 * A reader's corrections put onto a fresh result. What was changed, added, confirmed or struck out counts; all else comes from the
 * program. Everything is found again by its place in the text, so that corrections outlive a new version of the program.
 */
import type { Analysis, Entity, Quotation, Span, Speaker, Warning } from '../model.ts';
import { foldKey } from '../text/index.ts';
import { mended } from './edit.ts';

/** Names that are one for a reader: `أحمد`, `احمد`. */
const keyOf = (name: string): string => name.split(/\s+/).map(foldKey).join(' ');

const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

/** Whether two spans are mostly the same stretch: half of the longer one. */
const isSame = (a: Span, b: Span): boolean => overlap(a, b) * 2 > Math.max(a.end - a.start, b.end - b.start);

/** The fresh result with the corrections of the same article. `text` is the article. */
export function applyCorrections(fresh: Analysis, corrected: Analysis, text: string): Analysis {
  const { usable, stale } = checked(corrected, text);
  const entities = withEntities(fresh, usable);
  const { analysis, speakerOf } = withSpeakers(entities, usable);
  const quotations = withQuotations(analysis.quotations, usable, speakerOf);
  const result = mended({
    ...analysis,
    quotations,
    warnings: [...analysis.warnings, ...stale],
    ...(usable.dropped?.length && { dropped: usable.dropped.map((one) => ({ ...one, speaker: null })) }),
    ...(usable.edited && { edited: true }),
  });
  return numbered(result);
}

/** The corrections whose words stand in the article where they say. */
function checked(corrected: Analysis, text: string): { usable: Analysis; stale: Warning[] } {
  const fits = ({ content }: Quotation): boolean =>
    (content.fragments ?? [content]).map(({ start, end }) => text.slice(start, end)).join(' … ') === content.text;
  const edits = [...corrected.quotations, ...(corrected.dropped ?? [])].filter(({ edited }) => edited);
  const stale = edits.filter((one) => !fits(one));
  return {
    usable: {
      ...corrected,
      quotations: corrected.quotations.filter((one) => fits(one)),
      dropped: (corrected.dropped ?? []).filter((one) => fits(one)),
    },
    stale: stale.map(({ content }) => ({
      code: 'correction-lost',
      message: 'A corrected quotation is not in this text: the article has changed.',
      start: Math.min(content.start, text.length),
    })),
  };
}

function withEntities(fresh: Analysis, { entities }: Analysis): Analysis {
  const changes = entities.filter(({ edited }) => edited);
  if (!changes.length) return fresh;
  const changeOf = (entity: Entity): Entity | undefined =>
    changes.find(({ mentions }) => mentions.some((one) => entity.mentions.some((other) => isSame(one, other))));
  return {
    ...fresh,
    entities: fresh.entities.map((entity) => {
      const change = changeOf(entity);
      if (!change) return entity;
      return { ...entity, name: change.name, type: change.type, aliases: change.aliases, edited: true };
    }),
  };
}

/** The fresh speakers, renamed and merged; and who each speaker of the corrections is among them. */
function withSpeakers(
  fresh: Analysis,
  corrected: Analysis,
): { analysis: Analysis; speakerOf: (id: string | null) => string | null } {
  const speakers = [...fresh.speakers];
  const became = new Map<string, string>();
  const found = new Map<string, string>();
  const needed = new Set(corrected.quotations.filter(({ edited }) => edited).map(({ speaker }) => speaker));
  for (const speaker of corrected.speakers) {
    if (!speaker.edited && !needed.has(speaker.id)) continue;
    const names = new Set([speaker.name, ...(speaker.edited ? speaker.aliases : [])].map(keyOf));
    const same = speakers.filter(({ name }) => names.has(keyOf(name)));
    const [first] = same;
    if (!first) {
      const id = `s${fresh.speakers.length + speakers.length + 1}`;
      speakers.push(newSpeaker(speaker, id, fresh.entities));
      found.set(speaker.id, id);
      continue;
    }
    found.set(speaker.id, first.id);
    if (!speaker.edited) continue;
    for (const other of same.slice(1)) {
      became.set(other.id, first.id);
      speakers.splice(speakers.indexOf(other), 1);
    }
    speakers[speakers.indexOf(first)] = {
      ...first,
      name: speaker.name,
      aliases: speaker.aliases,
      role: speaker.role,
      kind: speaker.kind,
      gender: speaker.gender,
      edited: true,
    };
  }
  const moved = <T extends { speaker: string | null }>(item: T): T => ({
    ...item,
    speaker: became.get(item.speaker ?? '') ?? item.speaker,
  });
  return {
    analysis: {
      ...fresh,
      speakers,
      quotations: fresh.quotations.map(moved),
      attributions: fresh.attributions.map(moved),
    },
    speakerOf: (id) => found.get(id ?? '') ?? null,
  };
}

function newSpeaker(speaker: Speaker, id: string, entities: readonly Entity[]): Speaker {
  const entity = entities.find(({ name }) => keyOf(name) === keyOf(speaker.name))?.id ?? null;
  return { ...speaker, id, entity, affiliation: null, quotations: [], edited: true };
}

function withQuotations(
  fresh: readonly Quotation[],
  { quotations, dropped = [] }: Analysis,
  speakerOf: (id: string | null) => string | null,
): Quotation[] {
  const edits = quotations.filter(({ edited }) => edited);
  const replaced = (one: Quotation): boolean =>
    [...edits, ...dropped].some(({ content }) => isSame(content, one.content));
  return [
    ...fresh.filter((one) => !replaced(one)),
    ...edits.map((one) => ({ ...one, speaker: speakerOf(one.speaker), attributions: [] })),
  ];
}

/** Ids in the order of the text, as the program gives them: `q1`, `q2`, …; attribution phrases are tied to their quotations anew. */
function numbered(analysis: Analysis): Analysis {
  const quotations = analysis.quotations.map((one, i) => ({ ...one, id: `q${i + 1}` }));
  const before = new Map(analysis.quotations.map((one, i) => [one, `q${i + 1}`]));
  const oldIds = new Map<string, string>();
  for (const [one, id] of before) if (!one.edited) oldIds.set(one.id, id);
  const attributions = analysis.attributions.map((phrase) => ({
    ...phrase,
    quotation: oldIds.get(phrase.quotation ?? '') ?? null,
  }));
  const order = [...new Set([...quotations, ...attributions].map(({ speaker }) => speaker))].filter(
    (id): id is string => id !== null,
  );
  const speakerIds = new Map(order.map((id, i) => [id, `s${i + 1}`]));
  const idOf = (id: string | null): string | null => speakerIds.get(id ?? '') ?? null;
  return mended({
    ...analysis,
    quotations: quotations.map((one) => ({
      ...one,
      speaker: idOf(one.speaker),
      attributions: attributions.filter(({ quotation }) => quotation === one.id).map(({ id }) => id),
    })),
    attributions: attributions.map((phrase) => ({ ...phrase, speaker: idOf(phrase.speaker) })),
    speakers: order.map((id) => ({ ...analysis.speakers.find((one) => one.id === id)!, id: idOf(id)! })),
  });
}
