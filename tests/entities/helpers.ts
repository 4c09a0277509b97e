import { type EntityOptions, findEntities } from '../../src/entities/index.ts';
import type { Entity } from '../../src/model.ts';
import { indexText } from '../../src/text/index.ts';

/** Mentions of a text in its order, `TYPE text`; the text is what stands at the mention's offsets. */
export function mentionsOf(text: string, options?: EntityOptions): string[] {
  return findEntities(indexText(text), options).mentions.map(
    ({ type, start, end }) => `${type} ${text.slice(start, end)}`,
  );
}

export function entitiesOf(text: string, options?: EntityOptions): Entity[] {
  return findEntities(indexText(text), options).entities;
}
