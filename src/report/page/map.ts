/** Places on an outline of the world, cut to where they are; no tiles, no network. */
import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import { visible } from '../visible.ts';
import { s } from './dom.ts';
import { counted, t } from './speech.ts';

export interface MapPlace {
  id: string;
  name: string;
  weight: number;
  lat: number;
  lon: number;
}

const WIDTH = 640;
const HEIGHT = 420;
const topology = world as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

/** Degrees around the outermost places: enough to know where one is. */
const AROUND = 6;

/** The box of some places, with surroundings, not smaller than a country. */
function boxOf(places: readonly MapPlace[]): GeoJSON.Feature {
  const lats = places.map(({ lat }) => lat);
  const lons = places.map(({ lon }) => lon);
  const west = Math.max(-179, Math.min(...lons) - AROUND);
  const east = Math.min(179, Math.max(...lons) + AROUND);
  const south = Math.max(-60, Math.min(...lats) - AROUND * 0.7);
  const north = Math.min(78, Math.max(...lats) + AROUND * 0.7);
  return {
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'MultiPoint',
      coordinates: [
        [west, south],
        [east, north],
      ],
    },
  };
}

interface Drawn extends MapPlace {
  x: number;
  y: number;
  radius: number;
}

/** Names that fit: of two that would lie upon each other the one mentioned more often. */
function labelled(places: readonly Drawn[]): Set<Drawn> {
  const taken: [number, number, number, number][] = [];
  const chosen = new Set<Drawn>();
  for (const place of places) {
    const half = place.name.length * 4.6 + 4;
    const y = place.y - place.radius - 7;
    const box: [number, number, number, number] = [place.x - half, y - 13, place.x + half, y + 5];
    const free = taken.every(
      (other) => box[2] < other[0] || box[0] > other[2] || box[3] < other[1] || box[1] > other[3],
    );
    if (!free || box[0] < 0 || box[2] > WIDTH || box[1] < 0 || chosen.size >= 24) continue;
    taken.push(box);
    chosen.add(place);
  }
  return chosen;
}

/** The map; a place can be pressed and hovered. The lists beside it say the same for keyboard and ear. */
export function placesMap(
  places: readonly MapPlace[],
  press: (id: string) => void,
  hover: (id: string | null) => void = () => {},
): SVGSVGElement {
  const projection = geoMercator().fitExtent(
    [
      [24, 30],
      [WIDTH - 24, HEIGHT - 16],
    ],
    boxOf(places),
  );
  const path = geoPath(projection);
  const most = Math.max(...places.map(({ weight }) => weight));
  const drawn = [...places]
    .sort((a, b) => b.weight - a.weight)
    .flatMap((place): Drawn[] => {
      const [x, y] = projection([place.lon, place.lat]) ?? [Number.NaN, Number.NaN];
      return Number.isFinite(x) ? [{ ...place, x, y, radius: 4 + 12 * Math.sqrt(place.weight / most) }] : [];
    });
  const named = labelled(drawn);
  return s(
    'svg',
    {
      class: 'map',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': `${t('map')}: ${counted(places.length, 'place')}`,
    },
    s('rect', { class: 'sea', width: WIDTH, height: HEIGHT }),
    s('path', { class: 'land', d: path(feature(topology, topology.objects.land)) }),
    s('path', { class: 'borders', d: path(mesh(topology, topology.objects.countries, (a, b) => a !== b)) }),
    drawn.map((place) =>
      s(
        'circle',
        {
          class: 'spot',
          cx: place.x.toFixed(1),
          cy: place.y.toFixed(1),
          r: place.radius.toFixed(1),
          'data-place': place.id,
          click: () => press(place.id),
          mouseenter: () => hover(place.id),
          mouseleave: () => hover(null),
        },
        s('title', {}, `${visible(place.name)} · ${counted(place.weight, 'mention')}`),
      ),
    ),
    [...named].map((place) =>
      s(
        'text',
        { class: 'label', x: place.x.toFixed(1), y: (place.y - place.radius - 5).toFixed(1) },
        visible(place.name),
      ),
    ),
  );
}
