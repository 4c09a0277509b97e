import type { EntityType } from '../model.ts';
import type { TextIndex } from '../text/index.ts';
import { joinMentions } from './join.ts';
import { repeatedNames } from './repeats.ts';
import { RULES } from './rules/index.ts';
import { sceneOf } from './scene.ts';
import { select } from './select.ts';
import type { FoundEntities } from './types.ts';

export type { FoundEntities, FoundMention } from './types.ts';

export interface EntityOptions {
  /** Kinds wanted; the four kinds of name where it is left out. */
  types?: readonly EntityType[];
  /** The article's date, ISO 8601: relative dates are counted from it. */
  published?: string | null;
}

/** The people, places, organisations and other names of an article, mentions joined. */
export function findEntities(index: TextIndex, _options: EntityOptions = {}): FoundEntities {
  const scene = sceneOf(index);
  const candidates = RULES.flatMap((rule) => rule(scene));
  const chosen = select(candidates);
  const repeated = repeatedNames(scene, chosen);
  return joinMentions(index, select([...chosen, ...repeated]));
}
