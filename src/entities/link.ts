import type { Entity, EntityLink } from '../model.ts';
import { type Place, placesOf, type Sense, sensesOf } from './lists.ts';

/** What a place of the article says for a country, beside the logarithm of its population. */
const OF_THE_COUNTRY = 2.5;
const CAPITAL = 2;
const PROVINCE_SEAT = 1;

export interface NamedPlace {
  entity: Entity;
  /** Its name as keys joined by blanks. */
  phrase: string;
}

/** Gives the places of an article their links; of several places of a name the likeliest beside the article's other places. */
export function linkPlaces(named: readonly NamedPlace[]): void {
  const senses = new Map<Entity, Sense>();
  for (const { entity, phrase } of named) {
    const sense = sensesOf(phrase)?.find((s) => s.type === 'LOC');
    if (sense) senses.set(entity, sense);
  }
  const countries = countryWeights(senses);
  for (const [entity, sense] of senses) {
    const link = linkOf(sense, countries);
    if (link) entity.link = link;
  }
}

/** How strongly an article speaks of a country: 1 for the one most named, by its countries and by cities that have but one place. */
function countryWeights(senses: ReadonlyMap<Entity, Sense>): Map<string, number> {
  const weights = new Map<string, number>();
  let most = 0;
  for (const [entity, sense] of senses) {
    const places = placesOf(sense);
    const iso = sense.kind === 'city' ? (places.length === 1 ? places[0]!.iso : null) : sense.iso;
    if (!iso) continue;
    const weight = (weights.get(iso) ?? 0) + entity.mentions.length * (sense.kind === 'city' ? 1 : 2);
    weights.set(iso, weight);
    most = Math.max(most, weight);
  }
  for (const [iso, weight] of weights) weights.set(iso, 0.5 + weight / most / 2);
  return weights;
}

function linkOf(sense: Sense, countries: ReadonlyMap<string, number>): EntityLink | null {
  if (sense.kind === 'country') return sense.iso ? { iso: sense.iso } : null;
  const places = placesOf(sense);
  if (places.length === 0) return sense.iso ? { iso: sense.iso } : null;
  const score = ({ population, rank, iso }: Place): number =>
    Math.log10(population + 100) +
    (rank === 'C' ? CAPITAL : rank === 'A' ? PROVINCE_SEAT : 0) +
    OF_THE_COUNTRY * (countries.get(iso) ?? 0);
  const best = places.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (sense.kind === 'region' && sense.iso && best.iso !== sense.iso) return { iso: sense.iso };
  const link: EntityLink = { geonames: best.id, iso: best.iso, lat: best.lat, lon: best.lon };
  if (best.population > 0) link.population = best.population;
  return link;
}
