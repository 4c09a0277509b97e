/** Somebody who speaks, as those see him who tell his office and his affiliation. */
import type { Entity, SpeakerKind } from '../../model.ts';
import type { TokenRange } from '../choosing.ts';

/** Somebody who speaks: the entity, where the article names it, and the sources that stand for it. */
export interface Voice {
  kind: SpeakerKind;
  plural: boolean;
  entity: Entity | null;
  /** Where its name stands, in the order of the text. */
  names: readonly TokenRange[];
  /** Token ranges of its sources. */
  sources: readonly TokenRange[];
  /** What verbs and participles tell of it. */
  genders: ReadonlySet<'m' | 'f'>;
  /** What its name tells, where nothing else does. */
  nameGender: 'm' | 'f' | null;
}
