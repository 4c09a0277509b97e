/** The closed lists of the output contract as values; the types beside them make sure that none is missing. */
import type { AttributionKind, EntityType, QuotationType, Resolution, SpeakerKind } from '../model.ts';

export { STANCES } from '../model.ts';

/** All members of a union, in order: the compiler complains if one is missing. */
const all =
  <T extends string>() =>
  <L extends readonly T[]>(...list: [T] extends [L[number]] ? L : never): readonly T[] =>
    list;

export const ENTITY_TYPES = all<EntityType>()(
  'PER',
  'LOC',
  'ORG',
  'MISC',
  'DATE',
  'TIME',
  'MONEY',
  'PERCENT',
  'QUANTITY',
  'URL',
  'HASHTAG',
  'ACCOUNT',
);
export const QUOTATION_TYPES = all<QuotationType>()('direct', 'mixed', 'indirect', 'nominal');
export const SPEAKER_KINDS = all<SpeakerKind>()('person', 'organization', 'unnamed', 'media');
export const RESOLUTIONS = all<Resolution>()('explicit', 'pronoun', 'implicit', 'alias', 'anaphor', 'none');
export const ATTRIBUTION_KINDS = all<AttributionKind>()('according-to', 'as-said', 'citing', 'in-view-of', 'hearsay');
