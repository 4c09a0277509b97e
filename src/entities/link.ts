import type { Entity, EntityLink } from '../model.ts';
import { COMMON, NATIONALITY, PLACE_HEAD, type Place, placesOf, type Sense, sensesOf } from './lists.ts';
import type { Scene } from './scene.ts';
import { wordOf } from './words.ts';

/** What a place of the article says for a country, beside the logarithm of its population. */
const OF_THE_COUNTRY = 2.5;
const CAPITAL = 2;
const PROVINCE_SEAT = 1;

export interface NamedPlace {
  entity: Entity;
  /** Its name as keys joined by blanks. */
  phrase: string;
}

/** How strongly an article speaks of each country, and what each of its places added to that. */
interface Countries {
  weights: ReadonlyMap<string, number>;
  most: number;
  own: ReadonlyMap<Entity, { iso: string; weight: number }>;
}

/** Gives the places of an article their links; of several places of a name the likeliest beside the article's other places. */
export function linkPlaces(scene: Scene, named: readonly NamedPlace[]): void {
  const senses = new Map<Entity, Sense>();
  const phrases = new Map<Entity, string>();
  for (const { entity, phrase } of named) {
    const sense = sensesOf(phrase)?.find((s) => s.type === 'LOC');
    if (!sense) continue;
    senses.set(entity, sense);
    phrases.set(entity, phrase);
  }
  if (senses.size === 0) return;
  const countries = countriesOf(scene, senses);
  for (const [entity, sense] of senses) {
    const link = linkOf(sense, phrases.get(entity)!, entity, countries);
    if (link) entity.link = link;
  }
}

const OF_A_CITY = 1;
const OF_A_REGION = 2;
const OF_A_NATIONALITY = 1;

/** Countries by name, by cities that have but one place, and by nationalities (`القوات السورية`). */
function countriesOf({ words }: Scene, senses: ReadonlyMap<Entity, Sense>): Countries {
  const weights = new Map<string, number>();
  const own = new Map<Entity, { iso: string; weight: number }>();
  const add = (iso: string, weight: number) => weights.set(iso, (weights.get(iso) ?? 0) + weight);
  for (const [entity, sense] of senses) {
    const places = placesOf(sense);
    const iso = sense.kind === 'city' ? (places.length === 1 ? places[0]!.iso : null) : sense.iso;
    if (!iso) continue;
    const weight = entity.mentions.length * (sense.kind === 'city' ? OF_A_CITY : OF_A_REGION);
    own.set(entity, { iso, weight });
    add(iso, weight);
  }
  for (const word of words) {
    if (!word || !(word.any & NATIONALITY)) continue;
    const iso = word.readings.find(({ entry }) => entry?.nationality)?.entry?.nationality;
    if (iso) add(iso.slice(0, 2), OF_A_NATIONALITY);
  }
  return { weights, most: Math.max(1, ...weights.values()), own };
}

/** What the article says for a country besides this place itself. */
function besides({ weights, own }: Countries, entity: Entity, iso: string): number {
  const mine = own.get(entity);
  return (weights.get(iso) ?? 0) - (mine?.iso === iso ? mine.weight : 0);
}

function linkOf(sense: Sense, phrase: string, entity: Entity, countries: Countries): EntityLink | null {
  if (sense.kind === 'country') return sense.iso ? { iso: sense.iso } : null;
  const places = placesOf(sense);
  if (places.length === 0)
    return sense.iso && isCredible(null, true, sense.iso, phrase, entity, countries) ? { iso: sense.iso } : null;
  const score = ({ population, rank, iso }: Place): number => {
    const weight = countries.weights.get(iso) ?? 0;
    const country = weight > 0 ? 0.5 + weight / countries.most / 2 : 0;
    return (
      Math.log10(population + 100) +
      (rank === 'C' ? CAPITAL : rank === 'A' ? PROVINCE_SEAT : 0) +
      OF_THE_COUNTRY * country
    );
  };
  const best = places.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (sense.kind === 'region' && sense.iso && best.iso !== sense.iso)
    return isCredible(null, true, sense.iso, phrase, entity, countries) ? { iso: sense.iso } : null;
  if (!isCredible(best, places.length === 1, best.iso, phrase, entity, countries)) return null;
  const link: EntityLink = { geonames: best.id, iso: best.iso, lat: best.lat, lon: best.lon };
  if (best.population > 0) link.population = best.population;
  return link;
}

/** So large a town is meant wherever the article plays; a smaller one only where no other place is called so. */
const LARGE = 500_000;
const OF_ONE_NAME = 50_000;

/**
 * Whether an article means this place (null: a region): it speaks of the country besides, or of no other; else only what is known
 * everywhere. `الريف` in an article about Syria is no region of Morocco, and its `الزاوية` no town of Libya.
 */
function isCredible(
  place: Place | null,
  alone: boolean,
  iso: string,
  phrase: string,
  entity: Entity,
  countries: Countries,
): boolean {
  if (besides(countries, entity, iso) > 0) return true;
  const doubtful = isCommonNoun(phrase);
  const others = [...countries.weights].some(([other]) => other !== iso && besides(countries, entity, other) > 0);
  if (!others || !place) return !doubtful;
  if (place.rank === 'C' || place.population >= LARGE) return true;
  return alone && !doubtful && place.population >= OF_ONE_NAME;
}

/** A common word, or a head with the article (`الريف`, `الجزيرة`). */
function isCommonNoun(phrase: string): boolean {
  if (phrase.includes(' ')) return false;
  const bare = phrase.startsWith('ال') ? wordOf(phrase.slice(2)).bare.flags : 0;
  return (wordOf(phrase).bare.flags & COMMON) !== 0 || (bare & PLACE_HEAD) !== 0;
}
