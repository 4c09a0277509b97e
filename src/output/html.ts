/** A page to look at, one for each document; made in `report`. A report of many documents is built at the end of a run. */
import { pageAssets } from '../report/assets.ts';
import { articlePage } from '../report/page.ts';
import type { Formatter, OutputOptions } from './format.ts';

export function html({ language = 'en' }: OutputOptions): Formatter {
  return {
    name: 'html',
    extension: 'html',
    begin: () => '',
    document: (analysis) => articlePage(analysis, pageAssets(), language),
    end: () => '',
  };
}
