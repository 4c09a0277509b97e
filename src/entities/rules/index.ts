import type { Scene } from '../scene.ts';
import type { FoundMention } from '../types.ts';
import { headedEvents } from './events.ts';
import { listedNames } from './gazetteer.ts';
import { headedOrganisations, markedNames } from './organisations.ts';
import { givenNames, titledNames } from './persons.ts';
import { headedPlaces } from './places.ts';

/** Finds candidates in an article; they may overlap. */
export type Rule = (scene: Scene) => FoundMention[];

/** In the order of their say where two candidates are equal in length and confidence. */
export const RULES: readonly Rule[] = [
  listedNames,
  markedNames,
  headedOrganisations,
  headedPlaces,
  headedEvents,
  titledNames,
  givenNames,
];
