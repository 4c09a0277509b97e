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

/** Empties the parts that are not asked for. The fields stay: nobody's program breaks for want of a key. */
export function withOnly(analysis: Analysis, only: readonly Kind[]): Analysis {
  const of = <T>(kind: Kind, items: T[]): T[] => (only.includes(kind) ? items : []);
  return {
    ...analysis,
    entities: of('entities', analysis.entities),
    speakers: of('speakers', analysis.speakers),
    quotations: of('quotations', analysis.quotations),
    attributions: of('attributions', analysis.attributions),
  };
}

/** Everything that the settings leave of a result, `only` aside: a table of quotations still names their speakers. */
export function select(analysis: Analysis, options: OutputOptions): Analysis {
  const typed = options.types ? withTypes(analysis, options.types) : analysis;
  return withConfidence(typed, options.minConfidence ?? 0);
}
