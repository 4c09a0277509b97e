import type { PageAssets } from '../src/report/page.ts';

export function buildReport(): Promise<PageAssets>;
