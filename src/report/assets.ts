/** Reads what the build made of the page's script and style. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PageAssets } from './page.ts';

/** Beside the bundle, or, run from its sources, in `dist`. */
const PLACES = ['./report.json', '../../dist/report.json'];

let assets: PageAssets | null = null;

export function pageAssets(): PageAssets {
  if (assets) return assets;
  const file = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((path) => existsSync(path));
  if (file === undefined) throw new Error("the report's page is not built: npm run build");
  assets = JSON.parse(readFileSync(file, 'utf8')) as PageAssets;
  return assets;
}
