/** Which parts of a result are shown: kinds, entity types, confidence. What stays keeps its id. */
import type { Analysis, EntityType } from '../model.ts';
import type { Kind, OutputOptions } from './format.ts';

/**
 * Leaves out quotations and mentions below `minimum`, then entities without a mention and speakers without a word, and
 * mends the references: an attribution phrase stays, its `quotation` becomes null.
 */
export function withConfidence(analysis: Analysis, minimum: number): Analysis {
  if (minimum <= 0) return analysis;
  const quotations = analysis.quotations.filter((quotation) => quotation.confidence >= minimum);
  const kept = new Set(quotations.map((quotation) => quotation.id));
  const attributions = analysis.attributions.map((phrase) =>
    phrase.quotation && !kept.has(phrase.quotation) ? { ...phrase, quotation: null } : phrase,
  );
  const named = new Set([...quotations, ...attributions].flatMap((item) => item.speaker ?? []));
  const entities = analysis.entities
    .map((entity) => ({ ...entity, mentions: entity.mentions.filter((mention) => mention.confidence >= minimum) }))
    .filter((entity) => entity.mentions.length > 0);
  return mendEntities(analysis, {
    ...analysis,
    quotations,
    attributions,
    entities,
    speakers: analysis.speakers
      .filter((speaker) => named.has(speaker.id))
      .map((speaker) => ({ ...speaker, quotations: speaker.quotations.filter((id) => kept.has(id)) })),
  });
}

/** Leaves the entities of the types that are wanted. */
export function withTypes(analysis: Analysis, types: readonly EntityType[]): Analysis {
  return mendEntities(analysis, {
    ...analysis,
    entities: analysis.entities.filter((entity) => types.includes(entity.type)),
  });
}

/** Speakers no longer point at entities that are left out; an affiliation that was an id becomes the entity's name. */
function mendEntities(before: Analysis, analysis: Analysis): Analysis {
  const kept = new Set(analysis.entities.map((entity) => entity.id));
  const gone = new Map(before.entities.filter(({ id }) => !kept.has(id)).map(({ id, name }) => [id, name]));
  const isGone = (id: string | null): boolean => id !== null && gone.has(id);
  return {
    ...analysis,
    speakers: analysis.speakers.map((speaker) =>
      isGone(speaker.entity) || isGone(speaker.affiliation)
        ? {
            ...speaker,
            entity: isGone(speaker.entity) ? null : speaker.entity,
            affiliation: gone.get(speaker.affiliation ?? '') ?? speaker.affiliation,
          }
        : speaker,
    ),
  };
}

/**
 * Empties the parts that are not asked for. The fields stay: nobody's program breaks for want of a key. An id of what is left out
 * becomes null, and the name that it stood for is told beside it (`speakerName`), or in its place (`affiliation`).
 */
export function withOnly(analysis: Analysis, only: readonly Kind[]): Analysis {
  const has = (kind: Kind): boolean => only.includes(kind);
  const names = new Map(analysis.speakers.map(({ id, name }) => [id, name]));
  const unnamed = <T extends { speaker: string | null }>(item: T): T =>
    has('speakers') || item.speaker === null
      ? item
      : { ...item, speaker: null, speakerName: names.get(item.speaker) ?? null };
  const quotations = analysis.quotations.map((quotation) => ({
    ...unnamed(quotation),
    attributions: has('attributions') ? quotation.attributions : [],
  }));
  const attributions = analysis.attributions.map((phrase) => ({
    ...unnamed(phrase),
    quotation: has('quotations') ? phrase.quotation : null,
  }));
  const speakers = analysis.speakers.map((speaker) => ({
    ...speaker,
    quotations: has('quotations') ? speaker.quotations : [],
  }));
  return mendEntities(analysis, {
    ...analysis,
    entities: has('entities') ? analysis.entities : [],
    speakers: has('speakers') ? speakers : [],
    quotations: has('quotations') ? quotations : [],
    attributions: has('attributions') ? attributions : [],
  });
}

/** Everything that the settings leave of a result, `only` aside: a table of quotations still names their speakers. */
export function select(analysis: Analysis, options: OutputOptions): Analysis {
  const typed = options.types ? withTypes(analysis, options.types) : analysis;
  return withConfidence(typed, options.minConfidence ?? 0);
}
