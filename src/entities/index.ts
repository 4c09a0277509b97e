import type { EntityType } from '../model.ts';
import type { TextIndex } from '../text/index.ts';
import { joinMentions } from './join.ts';
import { repeatedNames } from './repeats.ts';
import { RULES } from './rules/index.ts';
import { sceneOf } from './scene.ts';
import { select } from './select.ts';
import type { FoundEntities, FoundMention } from './types.ts';
import { findValues, VALUE_TYPES } from './values/index.ts';

export { findPublished, type Published } from './published.ts';
export type { FoundEntities, FoundMention } from './types.ts';

/** The kinds that are looked for where nothing else is asked. */
export const NAME_TYPES: readonly EntityType[] = ['PER', 'LOC', 'ORG', 'MISC'];

export interface EntityOptions {
  /** Kinds wanted; the four kinds of name where it is left out. */
  types?: readonly EntityType[];
  /** The article's date, ISO 8601: relative dates are counted from it. */
  published?: string | null;
}

/** The people, places, organisations and other names of an article, and dates, sums and the like where asked; mentions joined. */
export function findEntities(index: TextIndex, options: EntityOptions = {}): FoundEntities {
  const types = new Set(options.types ?? NAME_TYPES);
  const mentions = NAME_TYPES.some((type) => types.has(type))
    ? findNames(index).filter(({ type }) => types.has(type))
    : [];
  if (VALUE_TYPES.some((type) => types.has(type))) {
    mentions.push(...findValues(index, types, options.published ?? null));
    mentions.sort((a, b) => a.start - b.start || b.end - a.end);
  }
  return joinMentions(index, mentions);
}

function findNames(index: TextIndex): FoundMention[] {
  const scene = sceneOf(index);
  const chosen = select(RULES.flatMap((rule) => rule(scene)));
  return select([...chosen, ...repeatedNames(scene, chosen)]);
}
